"""The addresses of phones: the only ones that are served outside this machine."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboards.room.files import LETTERS
from dashboards.room.pages import HEADERS, file_of, phone_page, sent
from dashboards.room.presence import Limit
from dashboards.room.print_pages import sheet
from dashboards.room.room import Room
from dashboards.room.steps import accepts, allows
from dashboards.shared.answers import body_within

LARGEST = 2048
"""Bytes of a request."""

MOST_SEATS = 400
OWN = ("127.0.0.1", "::1")
"""This machine itself: bots of a rehearsal arrive from there all at once."""

HEX = frozenset("0123456789abcdef")
Endpoint = Callable[[Request], Awaitable[Response]]


def answered(data: dict[str, Any], status: int = 200) -> Response:
    """Return data as JSON that nothing keeps."""
    return Response(json.dumps(data), status, HEADERS, "application/json")


async def body_of(request: Request) -> dict[str, Any] | None:
    """Return the object in a request; None if it is too large or none."""
    data = await body_within(request, LARGEST)
    return None if data is None else _object(data)


def _object(data: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def secret_of(text: Any) -> str | None:
    """Return the digest under which a seat's secret is kept, or None if it is no secret."""
    if not (isinstance(text, str) and len(text) == 32 and set(text) <= HEX):
        return None
    return hashlib.sha256(text.encode()).hexdigest()


class Phones:
    """The endpoints of phones in a room."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.page = phone_page(room.voice)
        self.wrong_codes = Limit(10, 60)
        self.joins = Limit(6, 10)
        self.says = Limit(8, 5)
        self.texts = Limit(3, 60)
        self.looks = Limit(60, 10)

    def routes(self) -> list[Route]:
        """Return the routes; everything else is not found."""
        return [
            Route("/r/state", self.state),
            Route("/r/join", self.join, methods=["POST"]),
            Route("/r/say", self.say, methods=["POST"]),
            Route("/r/ping", self.ping),
            Route("/r/phone.js", file_of("phone.js")),
            Route("/r/phone.css", file_of("phone.css")),
            Route("/r/print.css", file_of("print.css")),
            Route("/r/handout", self.handout),
            Route("/", self.open),
            Route("/{code:str}", self.open),
        ]

    async def open(self, request: Request) -> Response:
        """Return the phone page; a code in the address is read by the page."""
        self._note(request)
        code = request.path_params.get("code", "")
        if code and not (len(code) == 4 and set(code.upper()) <= set(LETTERS)):
            return PlainTextResponse("", 404, HEADERS)
        return sent(request, self.page, "text/html; charset=utf-8")

    async def ping(self, request: Request) -> Response:
        """Answer, and note whether another device has reached this machine."""
        self._note(request)
        return PlainTextResponse("ok", headers=HEADERS)

    async def handout(self, request: Request) -> Response:
        """Return what was revealed, for people to keep, as soon as the workshop is at its end."""
        self._note(request)
        if self.room.state.step.kind != "end" or self.wrong_codes.used_up(_origin(request)):
            return PlainTextResponse("", 404, HEADERS)
        if not self._knows(request, request.query_params.get("code")):
            return PlainTextResponse("", 404, HEADERS)
        page = sheet("handout", self.room.state, self.room.voice, "", style="/r/print.css")
        return Response(page, headers=HEADERS, media_type="text/html; charset=utf-8")

    async def join(self, request: Request) -> Response:
        """Give a seat to a secret; the same secret gets the same seat again."""
        self._note(request)
        given = await body_of(request)
        secret = secret_of(given.get("secret")) if given else None
        if given is None or secret is None:
            return answered({"refused": "form"}, 400)
        room, origin = self.room, _origin(request)
        if secret not in room.state.seats and self.wrong_codes.used_up(origin):
            return answered({"refused": "code"}, 429)  # whatever the code: who guesses learns nothing
        if not self._knows(request, given.get("code")):
            return answered({"refused": "code"}, 404)
        if room.state.ended:
            return answered({"ended": True})  # nobody can take part any more, but the handout is still there
        if secret not in room.state.seats:
            crowding = not _own(request) and not self.joins.allows(origin)
            if len(room.state.seats) >= MOST_SEATS or crowding:
                return answered({"refused": "wait"}, 429)
            try:
                await room.append("join", "door", None, nonce=secret)
            except OSError:
                return answered({"refused": "file"}, 503)
        if secret not in room.state.seats:  # the room has ended meanwhile
            return answered({"ended": True})
        return answered({"seat": room.state.seats[secret]})

    async def state(self, request: Request) -> Response:
        """Return the whole state for a seat, or nothing if it knows it."""
        seat = self._seat(request)
        if seat is None:
            return answered({"refused": "seat"}, 401)
        known = request.query_params.get("v", "0")
        if not self.looks.allows(str(seat)):
            return answered({"refused": "wait"}, 429)
        if not self.room.presence.seen(seat, request.headers.get("x-tab", "")[:16], fresh=known == "0"):
            return answered({"refused": "moved"}, 409)
        if known == str(self.room.state.scene):
            return Response(status_code=204, headers=HEADERS)
        return Response(self.room.phone_state(seat), headers=HEADERS, media_type="application/json")

    async def say(self, request: Request) -> Response:
        """Keep an answer; it is acknowledged when it is in the file."""
        seat = self._seat(request)
        data = await body_within(request, LARGEST)
        if seat is None:
            return answered({"refused": "seat"}, 401)
        given = None if data is None else _object(data)
        if given is None or not _is_answer(given) or not self._has(given["step"]):
            return answered({"refused": "form"}, 413 if data is None else 400)
        typed = isinstance(given["value"], list) and any(isinstance(one, str) for one in given["value"])
        room, step = self.room, given["step"]
        if not accepts(room.state, step, given["epoch"]):
            return answered({"kept": True, "late": True})  # first, since nobody need say again what comes too late
        if not self.says.allows(str(seat)) or (typed and not self.texts.allows(str(seat))):
            return answered({"refused": "wait"}, 429)
        if not allows(room.state, seat, given["value"]):
            return answered({"refused": "form"}, 400)
        value = {"epoch": given["epoch"], "value": given["value"]}
        try:
            await room.append("say", f"seat:{seat}", value, step, given["nonce"])
        except OSError:
            return answered({"refused": "file"}, 503)  # the phone says it again, and the strip says why
        return answered({"kept": True, "late": room.state.answers.get(step, {}).get(seat) != given["value"]})

    def _seat(self, request: Request) -> int | None:
        self._note(request)
        secret = secret_of(request.headers.get("x-seat"))
        return None if secret is None else self.room.state.seats.get(secret)

    def _has(self, step: str) -> bool:
        script = self.room.state.script
        return script is not None and any(one.id == step for one in script.steps)

    def _knows(self, request: Request, code: Any) -> bool:
        """Say whether a code is the room's; one that is not counts as a miss of the address."""
        right = str(code).upper() == self.room.state.code
        if not right:
            self.wrong_codes.allows(_origin(request))
        return right

    def _note(self, request: Request) -> None:
        server = request.scope.get("server")
        if server and not _own(request):
            self.room.presence.reached.add(server[0])


def _is_answer(given: dict[str, Any]) -> bool:
    step, epoch, nonce = given.get("step"), given.get("epoch"), given.get("nonce")
    return (
        isinstance(step, str)
        and len(step) < 40
        and isinstance(epoch, int)
        and isinstance(nonce, str)
        and 8 <= len(nonce) <= 40
        and nonce.isascii()
        and nonce.isalnum()  # half a surrogate pair could not be written into the log
        and "value" in given
    )


def _own(request: Request) -> bool:
    """Say whether a request comes from this machine, by whichever of its addresses."""
    server = request.scope.get("server")
    return request.client is None or request.client.host in (*OWN, server[0] if server else "")


def _origin(request: Request) -> str:
    return request.client.host if request.client else ""
