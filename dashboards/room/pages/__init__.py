"""The room's pages: plain HTML with the words of a voice filled in, and files next to it."""

import gzip
import json
from collections.abc import Awaitable, Callable
from functools import cache, lru_cache
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from dashboards.room.words import room_words

FOLDER = Path(__file__).parent
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""Headers of everything the room answers."""


def _page(name: str, voice: str, script: str = "") -> bytes:
    found = room_words(voice)
    words = found[name]
    text = (FOLDER / f"{name}.html").read_text(encoding="utf-8")
    filled = {"language": found["language"], "title": words["title"], "words": json.dumps(words), "script": script}
    for key, value in filled.items():
        text = text.replace("{{" + key + "}}", escape(value))
    return text.encode()


@cache
def phone_page(voice: str) -> bytes:
    """Return the page of a phone."""
    return _page("phone", voice)


@cache
def screen_page(voice: str) -> bytes:
    """Return the page of the projector."""
    return _page("screen", voice)


@cache
def strip_page(voice: str) -> bytes:
    """Return the page of the trainer."""
    return _page("strip", voice, "/room/strip.js")


@cache
def remote_page(voice: str) -> bytes:
    """Return the page on which a second device becomes a strip."""
    return _page("strip", voice, "/remote/remote.js")


def sent(request: Request, data: bytes, kind: str) -> Response:
    """Return an answer of text, compressed where the browser can read that: many phones share one Wi-Fi."""
    named = {**HEADERS, "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(data, headers=named, media_type=kind)
    return Response(_small(data), headers={**named, "Content-Encoding": "gzip"}, media_type=kind)


@lru_cache(maxsize=32)
def _small(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def file_of(name: str) -> Callable[[Request], Awaitable[Response]]:
    """Return an endpoint for a file of this folder."""
    data = (FOLDER / name).read_bytes()
    kind = TYPES[Path(name).suffix]

    async def endpoint(request: Request) -> Response:
        return sent(request, data, kind)

    return endpoint
