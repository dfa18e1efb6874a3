"""The pages in a browser: what is drawn is what was simulated, and nothing comes from elsewhere."""

import numpy as np
import pytest
from stage_browser import PLACE, histories, needs_chromium

from dashboards.film import MARKS
from hunt.vocabulary import NOBODY, Option

pytestmark = [needs_chromium, pytest.mark.usefixtures("compiled")]


def leaders_of(history, day):
    """Return who leads a hunt that day: the leaders of called beasts, if they live and go to it."""
    beasts, hunters = history.beasts[day], history.hunters[day]
    return {
        int(beast["leader"])
        for b, beast in enumerate(beasts)
        if beast["called"] >= 0
        and beast["leader"] != NOBODY
        and hunters[beast["leader"]]["alive"]
        and hunters[beast["leader"]]["target"] == b
    }


@pytest.mark.parametrize("query", [PLACE, "scenario=hero-of-the-night&bands=heroics~60:review:3&seed=2&set=hunters:12"])
def test_what_is_drawn_is_what_was_simulated(watched, query):
    page = watched.open(f"/?{query}")
    runs = histories(query)
    days = np.random.default_rng(1).choice(runs[0].days, 50, replace=False).tolist()
    look = "(days) => days.map((day) => { __stage.go(day); __stage.render(false); return __stage.drawn(); })"
    for day, drawn in zip(days, page.evaluate(look, days), strict=True):
        assert len(drawn) == len(runs)
        for band, history in zip(drawn, runs, strict=True):
            hunters, camp = history.hunters[day], history.camp[day]
            assert band["day"] == day
            assert band["places"] == [[int(x), int(y)] for x, y in zip(hunters["x"], hunters["y"], strict=True)]
            assert band["store"] == camp["store"]
            assert band["living"] == camp["living"]
            assert band["alive"] == hunters["alive"].tolist()
            assert band["marks"] == [MARKS[Option(one).name.lower()] for one in hunters["option"]]
            assert set(band["leaders"]) == leaders_of(history, day)
            beasts = history.beasts[day]
            seen = [b for b, one in enumerate(beasts) if one["here"] or (one["down"] >= 0 and one["meat"] > 2)]
            shown = {b: [x, y] for b, x, y in band["beasts"]}
            for b in seen:
                assert shown[b] == [beasts[b]["x"], beasts[b]["y"]]
            assert band["livingText"] == f"{camp['living']} of {len(hunters)} alive"
            if camp["living"]:
                days = int(np.floor(camp["store"] / camp["living"] + 0.5))
                assert band["storeText"] == f"{days} day{'s' * (days != 1)} of food"


@pytest.mark.parametrize("path", ["/", "/story", "/compare", "/lab"])
def test_every_page_opens_with_an_empty_cache_and_no_internet(watched, path):
    watched.open(path, ready=path in ("/", "/story"))
    if path in ("/compare", "/lab"):
        watched.page.wait_for_selector(".go")
    watched.page.wait_for_timeout(800)
    assert len(watched.urls) > 8
