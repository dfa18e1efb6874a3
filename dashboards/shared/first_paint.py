"""What a page shows before its scripts run: what it is, the way to the other pages, and a sentence without scripts.

Solara's own template is an empty page until a kernel has started.  Here its HTML gets a block of plain text, which
``head.vue`` removes as soon as the page is there.  Compare and lab also get the sentence shown while the server is
gone.
"""

import html
import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from dashboards.shared.browser_files import version
from dashboards.shared.page_words import PageWords, page_words_of
from hunt.narrator import DEFAULT as DEFAULT_SKIN
from hunt.narrator import Words, skin, skin_ids

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

BESIDE = ("/compare", "/lab")
"""Pages that cannot go on without the server; the stage has words of its own for that."""


def skin_in(query: str | None) -> Words:
    """Return the skin a query names, or the usual one."""
    given = parse_qs((query or "").lstrip("?")).get("skin", [DEFAULT_SKIN])[-1]
    return skin(given if given in skin_ids() else DEFAULT_SKIN)


def texts_of(path: str, words: PageWords) -> tuple[str, str]:
    """Return the heading and the paragraph of a page."""
    return {
        "/": (words.put("pages_stage"), words.put("first_stage")),
        "/story": (words.put("page_story"), words.put("first_story")),
        "/compare": (words.put("page_compare"), words.put("first_compare")),
        "/lab": (words.put("page_lab"), words.put("first_lab")),
    }[path]


def block(path: str, query: str) -> str:
    """Return what is shown before the scripts run."""
    from dashboards.shared.page_parts import links_html, page_links  # Solara may be imported only once it is set up

    worded = skin_in(query)
    words = page_words_of(worded)
    title, about = texts_of(path, words)
    links = links_html(page_links(words, worded.id), path)
    gone = json.dumps({"gone": words.put("pages_gone"), "watch": path in BESIDE}).replace("<", "\\u003c")
    return (
        f'<div id="first-paint" class="hunt-page"><header><nav aria-label="{html.escape(words.put("pages"))}">{links}'
        f"</nav></header><main><h1>{html.escape(title)}</h1><p>{html.escape(about)}</p>"
        f"<noscript><p>{html.escape(words.put('first_noscript'))}</p>"
        "<style>.loading { display: none }</style></noscript>"
        f'<p class="loading" role="status">{html.escape(words.put("first_loading"))}</p></main></div>'
        f'<script id="server-words" type="application/json">{gone}</script>'
        f'<script src="/files/{version()}/first.js"></script>'
    )


def painted(page: str, path: str, query: str) -> str:
    """Return the HTML of a page with its first words, its language, and room to zoom."""
    words = page_words_of(skin_in(query))
    title = f"{texts_of(path, words)[0]} \N{MIDDLE DOT} {words.put('pages_site')}"
    style = f'<link rel="stylesheet" href="/files/{version()}/pages.css">'
    page = page.replace("<html>", f'<html lang="{words.language}">', 1)
    page = page.replace("<title>Mammoth Hunt</title>", f"<title>{html.escape(title)}</title>{style}", 1)
    page = page.replace(", maximum-scale=1, user-scalable=no, minimal-ui", "", 1)
    start = page.index(">", page.index("<body")) + 1
    return page[:start] + block(path, query) + page[start:]


class FirstPaint:
    """Adds the first words to the HTML of the four pages; everything else passes through."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request."""
        path = scope.get("path", "")
        path = path.rstrip("/") or "/"
        if scope["type"] != "http" or scope["method"] != "GET" or path not in ("/", "/story", *BESIDE):
            await self.app(scope, receive, send)
            return
        plain = [one for one in scope["headers"] if one[0] != b"accept-encoding"]
        query = scope.get("query_string", b"").decode("latin-1")
        begun: Message = {}
        body = b""

        async def hold(message: Message) -> None:
            nonlocal body
            if message["type"] == "http.response.start":
                begun.update(message)
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            kinds = dict(begun["headers"])
            if kinds.get(b"content-type", b"").startswith(b"text/html") and begun["status"] == 200:
                body = painted(body.decode(), path, query).encode()
            kinds[b"content-length"] = str(len(body)).encode()
            several = [one for one in begun["headers"] if one[0] == b"set-cookie"]
            headers = [*((name, value) for name, value in kinds.items() if name != b"set-cookie"), *several]
            await send({**begun, "headers": headers})
            await send({"type": "http.response.body", "body": body})

        await self.app({**scope, "headers": plain}, receive, hold)
