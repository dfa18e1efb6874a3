"""What the projector draws, in a browser without a server: shares of answers, the map in words, the last screen."""

import json
from contextlib import contextmanager

import pytest
from stage_browser import needs_chromium

from dashboards.room.doors import Doors
from dashboards.room.pages import FOLDER, screen_page
from dashboards.room.words import room_words

pytestmark = [pytest.mark.slow, needs_chromium]

KINDS = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml", "html": "text/html"}
DOORS = Doors((), "192.168.1.5", 8900, "MOSS")
MAP = {
    "rows": [
        [{"own": 3.2, "shared": 9.8, "better": "shared"}, {"own": 8.4, "shared": 7.6, "better": "own"}],
        [{"own": 3.2, "shared": 2.8, "better": "unclear"}, {"own": 1.2, "shared": 0.2, "better": "own"}],
    ],
    "here": [0, 0],
    "of": 12,
    "pairs": 60,
}


@contextmanager
def projector(browser, state):
    """Yield the projector's page in a room with a state."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})

    def answer(route):
        path = "/" + route.request.url.split("/", 3)[3].partition("?")[0]
        if path == "/room":
            return route.fulfill(body=screen_page("en"), content_type="text/html")
        if path == "/room/state":
            return route.fulfill(body=json.dumps(state), content_type="application/json")
        if path == "/room/handout.svg":
            return route.fulfill(body=DOORS.handout_picture(), content_type=KINDS["svg"])
        file = FOLDER / path.rpartition("/")[2]
        return route.fulfill(body=file.read_bytes(), content_type=KINDS[file.suffix[1:]])

    page.route("http://room.test/**", answer)
    page.goto("http://room.test/room")
    yield page
    page.close()


def scene(**more):
    """Return a state that the projector can draw."""
    return {"id": "a", "stage": "shown", "title": "T", "black": False, "now": 0, "ahead": None, **more}


def widths(page):
    """Return how much of its column each bar fills, of 100."""
    return [round(float(one), 1) for one in page.eval_on_selector_all(
        ".bars rect", "all => all.map((one) => one.getAttribute('width'))")]  # fmt: skip


def test_bars_of_options_are_shares_of_all_answers(browser):
    totals = [{"id": "yes", "label": "Yes", "n": 13}, {"id": "no", "label": "No", "n": 12}]
    options = [{"id": one["id"], "label": one["label"]} for one in totals]
    state = scene(kind="choice", stage="revealed", totals=totals, options=options)
    with projector(browser, state) as page:
        page.wait_for_selector(".bars")
        assert widths(page) == [52, 48]
    before = [{**one, "n": n} for one, n in zip(totals, (1, 4), strict=True)]
    with projector(browser, state | {"before": before}) as page:
        page.wait_for_selector(".bars")
        assert widths(page) == [20, 52, 80, 48]


def test_the_map_has_words_and_whole_numbers(browser):
    with projector(browser, scene(kind="map", result=MAP, trying=False, tried=None)) as page:
        page.wait_for_selector(".conditions")
        words = room_words("en")["screen"]
        cells = [one.split("\n") for one in page.locator(".conditions td[class]").all_inner_texts()]
        assert cells[0] == [words["map_sign_shared"], "3 : 10", words["map_here"]]
        assert cells[1] == [words["map_sign_own"], "8.4 : 7.6"]  # whole numbers would show no difference
        assert cells[2] == [words["map_sign_unclear"], "3 : 3"]
        heads = page.locator(".conditions th[scope=col]").all_inner_texts()
        assert heads == words["map_columns"].split("|")


def test_the_last_screen_leads_phones_to_the_handout_and_only_where_there_are_phones(browser):
    with projector(browser, scene(kind="end", joined=3, handout=DOORS.handout)) as page:
        page.wait_for_function("document.querySelector('img[src*=\"handout.svg\"]').naturalWidth > 0")
        assert "http://192.168.1.5:8900/r/handout?code=MOSS" in page.inner_text("main")
    with projector(browser, scene(kind="end", joined=0, handout=DOORS.handout)) as page:
        page.wait_for_selector("h1")
        assert page.inner_text("h1") == room_words("en")["screen"]["thanks"]
        assert page.locator("img").count() == 0
