"""The addresses of screen and strip; they are served on this machine only, and the strip needs the trainer's key."""

import hmac
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from dashboards.room.doors import Doors
from dashboards.room.export import archive
from dashboards.room.pack import packed
from dashboards.room.pages import HEADERS, file_of, screen_page, strip_page
from dashboards.room.phone_routes import answered, body_of
from dashboards.room.print_pages import SHEETS, sheet
from dashboards.room.room import Refused, Room

COOKIE = "room"
FILES = ("room.css", "parts.js", "screen.js", "draw.js", "strip.js", "print.css")


def _zip(data: bytes, name: str) -> Response:
    kept = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, headers=kept, media_type="application/zip")


class Trainer:
    """The endpoints of screen and strip. ``hosts`` are the names under which they may be asked for."""

    cookie = COOKIE

    def __init__(self, room: Room, doors: Doors, hosts: frozenset[str]) -> None:
        self.room = room
        self.doors = doors
        self.hosts = hosts

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [
            Route("/room", self.screen),
            Route("/room/state", self.screen_state),
            Route("/room/code.svg", self.qr),
            Route("/room/wifi.svg", self.wifi),
            Route("/room/handout.svg", self.handout),
            Route("/room/start", self.start),
            Route("/room/strip", self.strip),
            Route("/room/strip/state", self.strip_state),
            Route("/room/export.zip", self.export),
            Route("/room/workshop.zip", self.workshop),
            Route("/room/print/{name:str}", self.paper),
            Route("/room/do", self.do, methods=["POST"]),
            *(Route(f"/room/{name}", file_of(name)) for name in FILES),
        ]

    async def start(self, request: Request) -> Response:
        """Make the browser that opens the start link the trainer's."""
        if not self._known(request) or not self._is_key(request.query_params.get("key", "")):
            return PlainTextResponse("", 403, HEADERS)
        response = RedirectResponse("/room/strip", 303, HEADERS)
        response.set_cookie(COOKIE, self.room.key, httponly=True, samesite="strict", path="/room")
        return response

    async def screen(self, request: Request) -> Response:
        """Return the projector's page."""
        return self._page(request, screen_page(self.room.voice))

    async def strip(self, request: Request) -> Response:
        """Return the trainer's page."""
        if not self._may(request):
            return PlainTextResponse("", 403, HEADERS)
        return self._page(request, strip_page(self.room.voice))

    async def screen_state(self, request: Request) -> Response:
        """Return what the projector shows."""
        if not self._known(request):
            return PlainTextResponse("", 403, HEADERS)
        self.room.film_is_at(request.query_params.get("film", ""), request.query_params.get("day", ""))
        doors = self.doors
        where = {"joining": doors.joining, "wifi": doors.wifi, "handout": doors.handout}
        return answered({**self.room.screen(), **where})

    async def strip_state(self, request: Request) -> Response:
        """Return what the trainer sees."""
        if not self._may(request):
            return PlainTextResponse("", 403, HEADERS)
        return answered(self._strip())

    async def do(self, request: Request) -> Response:
        """Do what the trainer asks for, unless the room has moved on."""
        if not self._may(request) or request.headers.get("x-room") != "1" or not self._same_origin(request):
            return PlainTextResponse("", 403, HEADERS)
        given: dict[str, Any] = await body_of(request) or {}
        if given.get("verb") == "address":
            chosen = self.doors.choose(given.get("value"))
            return answered(self._strip()) if chosen else answered({"refused": "nothing"}, 409)
        try:
            await self.room.do(str(given.get("verb")), given.get("expect", -1), given.get("value"))
        except Refused as refused:
            return answered({"refused": str(refused)}, 409)
        except OSError:
            return answered({"refused": "file"}, 503)
        return answered(self._strip())

    async def export(self, request: Request) -> Response:
        """Return totals and results as an archive."""
        if not self._may(request):
            return PlainTextResponse("", 403, HEADERS)
        return _zip(archive(self.room.state), f"totals-{self.room.state.code}.zip")

    async def workshop(self, request: Request) -> Response:
        """Return script and skin for a colleague, without any answers."""
        state = self.room.state
        if not self._may(request) or state.script is None:
            return PlainTextResponse("", 403, HEADERS)
        return _zip(packed(state.script, state.skin, state.seed), "workshop.zip")

    async def paper(self, request: Request) -> Response:
        """Return a page for paper."""
        name = request.path_params["name"]
        if not self._may(request):
            return PlainTextResponse("", 403, HEADERS)
        if name not in SHEETS:
            return PlainTextResponse("", 404, HEADERS)
        return self._page(
            request, sheet(name, self.room.state, self.room.voice, self.doors.joining, wifi=self.doors.wifi)
        )

    async def qr(self, request: Request) -> Response:
        """Return the code that phones read."""
        return Response(self.doors.picture(), headers=HEADERS, media_type="image/svg+xml")

    async def handout(self, request: Request) -> Response:
        """Return the code that leads phones to their handout."""
        return Response(self.doors.handout_picture(), headers=HEADERS, media_type="image/svg+xml")

    async def wifi(self, request: Request) -> Response:
        """Return the code with which phones join the Wi-Fi."""
        picture = self.doors.wifi_picture() if self._known(request) else None
        if picture is None:
            return PlainTextResponse("", 404, HEADERS)
        return Response(picture, headers=HEADERS, media_type="image/svg+xml")

    def _strip(self) -> dict[str, Any]:
        doors = self.doors
        pairing = {"pairing": doors.pairing, "remote": doors.remote, "tablet": doors.tablet_is_there}
        given = {"joining": doors.joining, "doors": doors.listed(), **(pairing if doors.pairing else {})}
        return {**self.room.strip(), **given}

    def _page(self, request: Request, page: bytes) -> Response:
        if not self._known(request):
            return PlainTextResponse("", 403, HEADERS)
        return Response(page, headers=HEADERS, media_type="text/html; charset=utf-8")

    def _known(self, request: Request) -> bool:
        return request.headers.get("host", "") in self.hosts

    def _same_origin(self, request: Request) -> bool:
        origin = request.headers.get("origin")
        return origin is None or origin.removeprefix("http://") in self.hosts

    def _is_key(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self.room.key.encode())

    def _may(self, request: Request) -> bool:
        return self._known(request) and self._is_key(request.cookies.get(self.cookie, ""))
