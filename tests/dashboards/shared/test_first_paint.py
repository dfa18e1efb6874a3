"""What the HTML of a page says before its scripts run, and that nothing else is touched."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

from cases import each

from dashboards.shared.first_paint import FirstPaint, painted, skin_in
from dashboards.shared.page_words import page_words, page_words_of
from hunt.narrator import skin, skin_ids

PAGE = (
    "<!doctype html>\n<html>\n<head><title>Mammoth Hunt</title>"
    '<meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=1, user-scalable=no, '
    'minimal-ui">'
    '</head><body data-base-url="/jupyter/"><div id="app"></div></body></html>'
)
PATHS = ("/", "/story", "/compare", "/lab")


@each("path", PATHS)
def test_a_page_says_what_it_is_before_any_script(path):
    for id in skin_ids():
        words = page_words_of(skin(id))
        text = painted(PAGE, path, f"skin={id}")
        assert f'<html lang="{words.language}">' in text
        assert "user-scalable" not in text
        assert text.index('id="first-paint"') < text.index('id="app"')
        block = text[text.index('id="first-paint"') : text.index('id="app"')]
        assert len(re.findall("<a ", block)) == 4
        assert block.count("aria-current") == 1
        assert "<noscript>" in block
        assert len(re.search(r"<h1>.*?</h1><p>(.*?)</p>", block)[1]) > 60
        title = re.search("<title>(.*?)</title>", text)[1]
        assert title != "Mammoth Hunt"


def test_words_of_an_address_cannot_become_markup():
    text = painted(PAGE, "/lab", "skin=%3Cscript%3Ealert(1)%3C/script%3E&scenario=%3Cb%3E")
    assert "alert(1)" not in text
    assert skin_in("skin=%3Cscript%3E").id == skin_in("").id
    assert page_words("en").put("first_lab")[:20] in text


def answered(path, body, kind=b"text/html; charset=utf-8", method="GET"):
    """Return what comes through, for an answer in two pieces."""
    sent, seen = [], {}

    async def inner(scope, receive, send):
        seen.update(scope)
        size, cookies = b"%d" % len(body), [(b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")]
        headers = [(b"content-type", kind), (b"content-length", size), *cookies]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body[:50], "more_body": True})
        await send({"type": "http.response.body", "body": body[50:]})

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(b"accept-encoding", b"gzip")],
    }
    with ThreadPoolExecutor(1) as apart:  # a browser that is open in this process has an event loop of its own
        apart.submit(lambda: asyncio.run(FirstPaint(inner)(scope, None, send))).result()
    return seen, sent


def test_only_the_html_of_the_four_pages_is_painted():
    seen, (start, content) = answered("/compare", PAGE.encode())
    assert b'id="first-paint"' in content["body"]
    assert (b"content-length", b"%d" % len(content["body"])) in start["headers"]
    assert [value for name, value in start["headers"] if name == b"set-cookie"] == [b"a=1", b"b=2"]
    assert seen["headers"] == []  # or the HTML would arrive compressed
    for path, kind, method in (("/shelf", b"text/html", "GET"), ("/compare", b"text/html", "HEAD")):
        _, sent = answered(path, PAGE.encode(), kind, method)
        assert b"".join(one.get("body", b"") for one in sent) == PAGE.encode()
    _, sent = answered("/compare", b"{}" * 40, b"application/json")
    assert sent[-1]["body"] == b"{}" * 40
