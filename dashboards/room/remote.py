"""The strip on a tablet: the trainer's pages at the phones' port, for one device that has typed a code from the laptop.

It is off unless it is asked for. The code is good for one device and for five tries; what the device gets instead is a
key of its own, in a cookie, that opens the strip and nothing else of this machine. A digest of the key is in the room's
file, so that the tablet goes on after a restart as phones do; a device that has lost the cookie is asked for the code.
"""

import asyncio
import hashlib
import hmac
import secrets
import sqlite3
import time
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboards.room.doors import Doors
from dashboards.room.pages import HEADERS, file_of, remote_page
from dashboards.room.phone_routes import answered, body_of
from dashboards.room.presence import Limit
from dashboards.room.room import Room
from dashboards.room.trainer_routes import Trainer

COOKIE = "remote"
TRIES = 5
GUESSES = 20
"""Wrong and right ones, from all devices, in ten minutes: six digits could be found by trying fast."""


class Remote(Trainer):
    """The endpoints of a paired device, at every address under which phones reach this machine."""

    cookie = COOKIE

    def __init__(self, room: Room, doors: Doors) -> None:
        super().__init__(room, doors, frozenset(f"{address}:{doors.port}" for _, address in doors.found))
        self.known = room.log.meta(COOKIE) or ""
        self.guesses = Limit(GUESSES, 600)
        self.begin()

    def begin(self) -> None:
        """Make a new code; a device that is paired stays so until another one is."""
        self.doors.pairing = f"{secrets.randbelow(10**6):06}"
        self.tries = TRIES

    def routes(self) -> list[Route]:
        """Return the routes: the strip and what it needs, not the screen, and nothing to download or print."""
        return [
            Route("/remote", self.page),
            Route("/remote/pair", self.pair, methods=["POST"]),
            Route("/remote/remote.js", file_of("remote.js")),
            Route("/room/strip", self.strip),
            Route("/room/strip/state", self.strip_state),
            Route("/room/do", self.do, methods=["POST"]),
            *(Route(f"/room/{name}", file_of(name)) for name in ("room.css", "parts.js", "strip.js")),
        ]

    async def strip(self, request: Request) -> Response:
        """Return the trainer's page, or to a device that is not paired the page that asks for the code."""
        if not self._may(request):
            page = self._page(request, remote_page(self.room.voice))
            page.status_code = 403
            return page
        return await super().strip(request)

    async def strip_state(self, request: Request) -> Response:
        """Return what the trainer sees, and note that the device is there."""
        state = await super().strip_state(request)
        if state.status_code == 200:
            self.doors.tablet = time.monotonic()
        return state

    async def page(self, request: Request) -> Response:
        """Return the page that asks for the code."""
        return self._page(request, remote_page(self.room.voice))

    async def pair(self, request: Request) -> Response:
        """Give the key to a device that knows the code; after five wrong ones there is a new code."""
        given = await body_of(request) or {}
        if not self._known(request) or not self._same_origin(request) or request.headers.get("x-room") != "1":
            return PlainTextResponse("", 403, HEADERS)
        if not self.guesses.allows("all"):
            return answered({"refused": "code"}, 429)
        code = str(given.get("code", "")).encode(errors="replace")
        if not hmac.compare_digest(code, self.doors.pairing.encode()):
            self.tries -= 1
            if not self.tries:
                self.begin()
            return answered({"refused": "code"}, 403)
        self.begin()
        key = secrets.token_hex(16)
        self.known = digest = _digest(key)

        def keep(db: sqlite3.Connection) -> None:
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (COOKIE, digest))

        try:
            await asyncio.wrap_future(self.room.log.rewrite(keep))
        except OSError:
            return answered({"refused": "file"}, 503)
        response = answered({"paired": True})
        response.set_cookie(COOKIE, key, httponly=True, samesite="strict", path="/room")
        return response

    def _strip(self) -> dict[str, Any]:
        """Return what the strip shows, without what belongs on the laptop: the digits for yet another device."""
        own = ("pairing", "remote", "tablet")
        return {name: value for name, value in super()._strip().items() if name not in own} | {"paired": True}

    def _is_key(self, given: str) -> bool:
        return bool(self.known) and hmac.compare_digest(_digest(given), self.known)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()
