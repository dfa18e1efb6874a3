"""The form over the wire: anyone may try words out, only a visitor on this machine may save them."""

import json
import urllib.error
import urllib.request

import pytest
from cases import each
from stage_browser import needs_chromium, serving
from starlette.requests import Request

from dashboards.own_words.routes import may_save
from dashboards.shared.browser_files import version


def asked(client="127.0.0.1", host="127.0.0.1:8765", **headers):
    lines = [(b"host", host.encode()), *((name.encode(), value.encode()) for name, value in headers.items())]
    return Request(
        {"type": "http", "scheme": "http", "client": (client, 1), "headers": lines, "server": ("x", 1), "path": "/"}
    )


@each(
    ("request_", "may"),
    [
        (asked(), True),
        (asked(host="localhost:1", origin="http://localhost:1"), True),
        (asked(client="::1", host="[::1]:8765"), True),
        (asked(client="192.168.1.7"), False),
        (asked(host="evil.example"), False),
        (asked(origin="http://evil.example"), False),
        (asked(origin="null"), False),
        (asked(origin="http://127.0.0.1:9"), False),
    ],
)
def test_only_a_visitor_on_this_machine_may_save(request_, may):
    assert may_save(request_) is may


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server with a folder of its own, and the folder."""
    folder = tmp_path_factory.mktemp("own")
    with serving(HUNT_SKINS=str(folder)) as (address, _):
        yield address, folder


def send(base, work, given, **headers):
    data = given if isinstance(given, bytes) else json.dumps(given).encode()
    request = urllib.request.Request(f"{base}/own-words/{work}", data, {"Content-Type": "application/json"} | headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def get(base, path):
    with urllib.request.urlopen(base + path, timeout=60) as answer:
        return json.load(answer)


MINE = {"like": "zero-outage", "values": {"title": "Over the wire", "seasons_winter": "holiday traffic"}}


@pytest.mark.usefixtures("compiled")
def test_saved_words_are_on_the_stage_at_once_and_new_ones_too(server):
    base, folder = server
    assert send(base, "save", MINE) == (200, {"id": "over-the-wire"})
    assert (folder / "over-the-wire.toml").exists()
    assert "over-the-wire" in [one["id"] for one in get(base, "/shelf?skin=over-the-wire")["skins"]]
    film = f"{base}/film?bands=own-product&seed=1&skin=over-the-wire&v={version()}&set=days:30"
    with urllib.request.urlopen(film, timeout=60) as answer:
        assert answer.headers["Cache-Control"] == "no-store"  # the words may change
    changed = {"over": "over-the-wire", "like": "zero-outage", "values": MINE["values"] | {"band": "Crew of trains"}}
    assert send(base, "save", changed)[0] == 200
    assert get(base, "/words?skin=over-the-wire")["band"] == "Crew of trains"


@each(
    ("work", "given", "headers"),
    [
        ("save", MINE, {"Origin": "http://evil.example"}),
        ("save", MINE, {"Host": "evil.example"}),
        ("save", MINE, {"Content-Type": "text/plain"}),
        ("preview", b"{", {}),
        ("preview", b"[]", {}),
        ("preview", b"[" * 100_000, {}),
        ("preview", {"values": {"title": "x", "band": "{"}, "like": "zero-outage"}, {}),
        ("other", MINE, {}),
        ("file", {"text": "title = "}, {}),
    ],
)
def test_a_request_that_is_not_allowed_is_refused_in_a_sentence(server, work, given, headers):
    status, answer = send(server[0], work, given, **headers)
    assert status == 400
    assert answer["refused"].endswith(".")
    assert not list(server[1].glob("*evil*"))


@needs_chromium
@pytest.mark.slow
@pytest.mark.usefixtures("compiled")
def test_the_form_shows_saves_and_escapes_words(browser, server, tmp_path):
    from stage_browser import Watched

    watched = Watched(browser, server[0])
    page = watched.open("/?bands=own-product&seed=1&set=days:40&skin=zero-outage")
    page.keyboard.press("s")
    page.click("text=Your own words")
    page.wait_for_selector(".own-preview li")
    page.fill("#own-roles_track", 'Ana" <img src=x onerror=alert(1)>')
    page.fill("#own-beasts_cow", "a{b")
    page.wait_for_function("document.querySelector('#own-beasts_cow-problem').textContent")
    page.fill("#own-beasts_cow", "line timetable")
    page.wait_for_function("document.querySelector('.own-preview').textContent.includes('line timetable')")
    page.click("text=Save and show")  # it has no name yet
    page.wait_for_function("document.querySelector('#own-title-problem').textContent")
    assert page.evaluate("document.activeElement.id") == "own-title"
    page.fill("#own-title", "From the form")
    with page.expect_download() as down:
        page.click("text=Download the file")
    file = tmp_path / "from-the-form.toml"
    down.value.save_as(file)
    page.click("text=Save and show")
    page.wait_for_function("__stage.ready && __stage.address.skin === 'from-the-form'", timeout=60_000)
    assert (server[1] / "from-the-form.toml").read_text(encoding="utf-8") == file.read_text(encoding="utf-8")
    page.wait_for_selector("dialog[open] .own-saved")
    assert "hunt room --skin from-the-form" in page.inner_text("dialog[open]")
    page.keyboard.press("Escape")
    assert page.locator("img[src=x]").count() == 0
    assert page.locator('.kpi .icon[aria-label^="Ana\\" <img"]').count() > 0
    page.keyboard.press("s")
    assert "From the form" in page.inner_text("dialog select >> nth=3")
    page.click("text=Your own words")
    page.wait_for_selector("#own-title")
    page.set_input_files("input[type=file]", file)
    page.wait_for_function("document.querySelector('.own-words [role=status]').textContent")
    assert page.input_value("#own-beasts_cow") == "line timetable"
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    errors = [one for one in watched.wrong if "400" not in one]  # the two refusals above
    assert errors == []
    watched.close()
