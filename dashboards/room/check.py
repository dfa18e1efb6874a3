"""``hunt room --check``: whether a workshop can begin, found out before the guests come."""

import platform
import shutil
from collections.abc import Iterator
from pathlib import Path

from dashboards.room import place
from dashboards.room.awake import ASKED, kept_awake
from dashboards.shared.browser_files import prepare
from dashboards.shared.ports import listen
from hunt.errors import HuntError

FIREWALL = {
    "Windows": "If Windows asks whether Python may communicate on private networks, choose Allow: after Cancel it "
    "never asks again, and phones stay out (Settings > Firewall > Allow an app).",
    "Darwin": "If macOS asks whether Python may accept incoming connections, choose Allow (System Settings > Network > "
    "Firewall).",
}
LINUX = "If phones cannot connect, open the port in the firewall, as in: sudo ufw allow {port}/tcp"

CAPACITY = (
    "How many phones? Up to 7: this laptop's hotspot will do (Windows allows 8 devices). Up to 30: a small travel "
    "router without internet. More: an access point made for it, one phone per table, or raised hands."
)


def checks(folder: Path, port: int) -> Iterator[tuple[bool | None, str]]:
    """Yield what is right (True), wrong (False) or cannot be known from here (None), each as a sentence."""
    yield True, f"Python {platform.python_version()}, rules compiled."
    try:
        prepare()
        yield True, "The browser's files are here; no internet is needed."
    except HuntError as error:
        yield False, str(error)
    yield True, f"Rooms are kept in {folder}."
    free = shutil.disk_usage(folder).free / 10**6
    yield free > 100, f"{f'{free / 1000:.0f} GB' if free >= 1000 else f'{free:.0f} MB'} are free there."
    for one in (port, port + 1):
        yield _port(one)
    found = place.addresses()
    if not found:
        yield False, "This computer is in no network. Join the Wi-Fi that the phones will use, or open a hotspot."
    for k, (name, address) in enumerate(found):
        first = "Phones are sent to" if k == 0 else "Another address:"
        yield (True if k == 0 else None), f"{first} {address} ({name})." + (f" Use --address {address}." if k else "")
    with kept_awake() as sentence:
        yield (True if sentence == ASKED else None), sentence
    yield None, "Whether phones reach this computer shows only when one does: start the room and try your own phone."
    yield None, FIREWALL.get(platform.system(), LINUX.format(port=port))
    yield None, CAPACITY


def _port(port: int) -> tuple[bool, str]:
    try:
        listen(place.LOCAL, port, further=10).close()
    except HuntError:
        return False, f"Port {port} is taken, perhaps by a room that is running; use --port {port + 10}."
    return True, f"Port {port} is free."


def run(folder: Path, port: int) -> bool:
    """Print all checks; return whether nothing is wrong."""
    fine = True
    for right, sentence in checks(folder, port):
        fine &= right is not False
        print({True: "ok  ", False: "FAIL", None: "    "}[right], sentence)
    return fine
