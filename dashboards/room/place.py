"""Where this machine can be reached by phones, and whether a port is free."""

import re
import socket

import psutil

VIRTUAL = re.compile("docker|veth|vethernet|wsl|tun|tap|vmware|virtualbox|br-|tailscale|zt", re.IGNORECASE)
HOTSPOTS = ("192.168.137.", "10.42.0.", "172.20.10.")
LOCAL = "127.0.0.1"


def rank(name: str, address: str) -> int | None:
    """Return how likely phones reach an address of an interface, 0 is best; None if they never do."""
    if address.startswith(("127.", "169.254.")):
        return None
    order = 4
    if address.startswith(HOTSPOTS):
        order = 0
    elif address.startswith("192.168."):
        order = 1
    elif address.startswith("10."):
        order = 2
    elif re.match(r"172\.(1[6-9]|2\d|3[01])\.", address):
        order = 3
    return order + 10 * bool(VIRTUAL.search(name))


def addresses() -> list[tuple[str, str]]:
    """Return interface and address of this machine, the most likely one first; of equals, the one with a way out."""
    preferred = _way_out()
    found = []
    for name, entries in psutil.net_if_addrs().items():
        for one in entries:
            order = rank(name, one.address) if one.family == socket.AF_INET else None
            if order is not None:
                found.append((order, one.address != preferred, name, one.address))
    return [(name, address) for _, _, name, address in sorted(found)]


def _way_out() -> str:
    """Return the address that the system would send from; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        try:
            one.connect(("192.0.2.1", 9))
            return str(one.getsockname()[0])
        except OSError:
            return ""
