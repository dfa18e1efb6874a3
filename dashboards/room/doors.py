"""How phones come in: the addresses of this machine, which of them a phone has reached, and the code of the Wi-Fi."""

import time
from dataclasses import dataclass, field
from io import BytesIO

import segno
from segno.helpers import make_wifi

from dashboards.room.presence import AWAY
from dashboards.stage.take_along import code as picture_of


@dataclass
class Doors:
    """The addresses under which a room can be reached.

    ``found`` are interfaces and addresses, the likeliest first; ``host`` is the address that phones are sent to.
    ``reached`` is shared with the phones' routes: only a device other than this machine can add to it.
    """

    found: tuple[tuple[str, str], ...]
    host: str
    port: int
    code: str
    reached: set[str] = field(default_factory=set)
    wifi: str = ""
    password: str = ""
    pairing: str = ""  # the digits that make a second device a strip
    tablet: float | None = None  # when such a device has asked last, in seconds of this machine's clock

    @property
    def remote(self) -> str:
        """Return the address at which a second device becomes a strip."""
        return f"http://{self.host}:{self.port}/remote"

    @property
    def tablet_is_there(self) -> bool:
        """Say whether a second device has asked within the last seconds."""
        return self.tablet is not None and time.monotonic() - self.tablet < AWAY

    @property
    def joining(self) -> str:
        """Return the address that phones open."""
        return f"http://{self.host}:{self.port}/{self.code}"

    def picture(self) -> bytes:
        """Return that address as a QR code, an SVG picture."""
        return picture_of(self.joining)

    @property
    def handout(self) -> str:
        """Return the address at which phones find the handout, once the workshop is at its end."""
        return f"http://{self.host}:{self.port}/r/handout?code={self.code}"

    def handout_picture(self) -> bytes:
        """Return the address of the handout as a QR code."""
        return picture_of(self.handout)

    def wifi_picture(self) -> bytes | None:
        """Return what phones need to join the Wi-Fi as a QR code; None if its name is not known."""
        if not self.wifi:
            return None
        picture = BytesIO()
        made: segno.QRCode = make_wifi(self.wifi, self.password or None, "WPA" if self.password else None)
        made.save(picture, kind="svg", scale=8, border=4, light="#fff")
        return picture.getvalue()

    def choose(self, address: object) -> bool:
        """Send phones to another of the addresses; False if it is none of them."""
        known = [one for _, one in self.found if one == address]
        self.host = known[0] if known else self.host
        return bool(known)

    def listed(self) -> list[dict[str, object]]:
        """Return all addresses, each with whether a phone has reached it and whether phones are sent there."""
        return [
            {"name": name, "address": one, "reached": one in self.reached, "chosen": one == self.host}
            for name, one in self.found
        ]
