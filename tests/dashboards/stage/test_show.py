"""The show: counters and gap, the scissors, the end of the year, the dials, and what the address keeps."""

import re

import numpy as np
import pytest
from page_text import filled, text
from stage_browser import PLACE, Watched, histories, needs_chromium

import hunt
from hunt.vocabulary import Because, EventKind

pytestmark = [needs_chromium, pytest.mark.slow, pytest.mark.usefixtures("compiled")]

TURN = """([id, value]) => {
  const dial = document.querySelector(`#dial-${id}`);
  dial.value = value;
  dial.dispatchEvent(new Event('input'));
}"""


def lines(run):
    """Return KPIs (mean of 14 days, percent) and food (days for the whole band) of a run, computed from its history."""
    hunters = run.hunters
    awake = hunters["alive"] | (hunters["died"] == np.arange(run.days)[:, None])
    kpi = np.where(awake, hunters["product"], 0).sum(axis=1) / np.maximum(1, awake.sum(axis=1))
    mean = [kpi[max(0, day - 13) : day + 1].mean() for day in range(run.days)]
    food = (run.camp["store"] * (run.camp["living"] > 0) + (hunters["reserve"] * hunters["alive"]).sum(axis=1)) / 12
    return 100 * np.array(mean), food


def test_the_counters_show_who_is_alive_and_the_gap(stage):
    runs = histories(PLACE)
    for day in (0, 150, 359):
        stage.evaluate(f"__stage.go({day}); __stage.render(true)")
        living = [int(run.camp["living"][day]) for run in runs]
        assert [int(one) for one in stage.locator(".score b").all_inner_texts()] == living
        more = living[1] - living[0]
        name = "score_right" if more > 0 else "score_left" if more else "score_even"
        assert stage.inner_text(".score .gap") == text(name, count=abs(more))
    size = "parseFloat(getComputedStyle(document.querySelector('.score b')).fontSize) / innerHeight"
    assert stage.evaluate(size) >= 96 / 1080 - 1e-3


def test_the_scissors_say_what_the_years_were(stage):
    day = 180
    stage.evaluate(f"__stage.go({day}); __stage.render(true)")
    charts = stage.locator(".scissors canvas.chart").all()
    for run, title in zip(histories(PLACE), stage.evaluate("__stage.address.titles"), strict=True):
        for chart, name, line in zip(charts, ("kpi", "food"), lines(run), strict=True):
            said = text(f"chart_{name}_twin", title=title, first=round(line[0]), last=round(line[day]))
            assert said in chart.get_attribute("aria-label")


def test_the_year_ends_with_a_card_that_counts(stage):
    runs = histories(PLACE)
    stage.keyboard.press("End")
    stage.wait_for_selector(".ending .outcomes thead")  # the other years are known
    shown = [int(one) for one in stage.locator(".ending .here b").all_inner_texts()]
    assert shown == [run.outcome.alive for run in runs]
    ids = stage.evaluate("__stage.address.bands")
    for row, id in zip(stage.locator(".ending tbody tr").all(), ids, strict=True):
        alone = [hunt.simulate(hunt.scenario().parameters(id), seed).alive for seed in range(1, 101)]
        nobody, some, everyone = row.locator("td.num").all_inner_texts()
        assert nobody == f"{alone.count(0)} %"
        assert everyone == f"{alone.count(12)} %"
        assert some == f"{100 - alone.count(0) - alone.count(12)} %"
    for run, words in zip(runs, stage.locator(".ending div:nth-of-type(2) p:has(b)").all_inner_texts(), strict=True):
        kinds, because = run.events["kind"], run.events["because"]
        kills = int((kinds == EventKind.DOWN).sum())
        left = int(((kinds == EventKind.ESCAPED) & (because == Because.OWN_PRODUCT)).sum())
        counts = [int(one) for one in re.findall(r"\b\d+\b", words.split(": ", 1)[1])]
        assert counts[:2] == [kills, left]
    stage.keyboard.press("Escape")
    assert stage.locator(".ending").count() == 0


@pytest.mark.parametrize("skin", ["stone-age", "steinzeit", "zero-outage"])
@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (390, 844)])
def test_the_end_covers_no_chart_and_is_not_cut(browser, base, size, skin):
    one = Watched(browser, base, viewport={"width": size[0], "height": size[1]})
    page = one.open(f"/?{PLACE}&skin={skin}")
    page.keyboard.press("End")
    page.wait_for_selector(".ending .outcomes thead")
    spring = page.evaluate("__stage.films[0].head.words.seasons[0]")
    assert page.inner_text(".season") == spring  # not: spring in 1 day
    card = page.locator(".ending").bounding_box()
    if size[0] > 1100:
        assert card["y"] + card["height"] <= page.locator(".scissors canvas").first.bounding_box()["y"] + 2
        assert card["y"] >= page.locator(".score b").first.bounding_box()["y"]
    assert (
        page.evaluate(
            "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('.ending'))"
        )
        == 0
    )
    one.close()
    assert one.wrong == []


def test_the_day_from_which_one_band_had_more_is_the_last_crossing(stage):
    food = [lines(run)[1] for run in histories(PLACE)]
    lead = food[0] - food[1]
    side = np.sign(lead[-1])
    day = next((k for k in range(359, 0, -1) if side * lead[k - 1] < 3), 0)
    stage.keyboard.press("End")
    ahead = stage.evaluate("__stage.address.titles")[0 if side > 0 else 1]
    said = stage.inner_text(".ending div:nth-of-type(2) p")
    found = filled("ending_turn", said.split(" Day ")[0].strip())
    assert (int(found["day"]), found["title"]) == (day, ahead)


def test_it_ends_by_itself_and_a_bet_is_compared(watched):
    page = watched.open("/")
    page.fill(".welcome input >> nth=0", "3")
    page.fill(".welcome input >> nth=1", "9")
    page.evaluate("__stage.go(355); __stage.setSpeed(3)")
    page.click(".welcome button.chief")
    page.wait_for_selector(".ending", timeout=20_000)
    ends = page.evaluate("__stage.films.map((one) => one.head.outcome.alive)")
    for title, bet, alive in zip(page.evaluate("__stage.address.titles"), (3, 9), ends, strict=True):
        assert text("ending_bet", title=title, bet=bet, alive=alive) in page.inner_text(".ending")


def test_a_dial_simulates_the_year_again_and_the_link_keeps_it(watched):
    page = watched.open(f"/?{PLACE}#day=30")
    page.keyboard.press("s")
    page.evaluate(TURN, ["small_game", "2"])
    page.wait_for_function("__stage.films.every((one) => one.head.parameters.small_game === 2) && __stage.ready")
    assert "set=small_game%3A2" in page.url or "set=small_game:2" in page.url
    assert day_shown(page) == 30
    ends = page.evaluate("__stage.films.map((one) => one.head.outcome.alive)")
    seed = page.evaluate("__stage.address.seed")
    for id, alive in zip(page.evaluate("__stage.address.bands"), ends, strict=True):
        assert hunt.simulate(hunt.scenario().parameters(id, small_game=2.0), seed).alive == alive
    page.wait_for_function(
        "[...document.querySelectorAll('.dial-result p')].every((one) => /100/.test(one.textContent))"
    )
    rows = page.locator(".dial-result p").all_inner_texts()
    assert all(text("dials_year", alive=alive, hunters=12) in row for alive, row in zip(ends, rows, strict=True))
    assert page.evaluate("document.activeElement.closest('dialog') !== null"), "the window stays open"


def day_shown(page):
    """Return the day on the stage."""
    return page.evaluate("__stage.clock.day")


def test_a_reload_while_it_plays_goes_on_near_that_day(watched):
    page = watched.open(f"/?{PLACE}")
    page.evaluate("__stage.setSpeed(2)")
    page.keyboard.press("Space")
    page.wait_for_function("__stage.clock.day > 30", timeout=30_000)
    page.wait_for_timeout(2500)
    before = day_shown(page)
    page.reload()
    page.wait_for_function("window.__stage && __stage.ready")
    assert 0 < day_shown(page) <= before
    assert before - day_shown(page) < 30


def test_another_scenario_begins_on_its_first_day(watched):
    page = watched.open(f"/?{PLACE}#day=77")
    page.keyboard.press("s")
    page.select_option("dialog select >> nth=0", "the-counter-arrives")
    page.click("dialog button[type=submit]")
    page.wait_for_function("__stage.ready && __stage.address.scenario === 'the-counter-arrives'", timeout=30_000)
    assert day_shown(page) == 0


def test_a_year_takes_about_a_minute_and_a_half(stage):
    seconds = """() => {
      const clock = Object.assign(Object.create(Object.getPrototypeOf(__stage.clock)), __stage.clock);
      clock.go(0);
      clock.play(true);
      let spent = 0;
      for (; clock.playing && spent < 300; spent += 0.05) clock.tick(0.05);
      return spent;
    }"""
    assert 70 <= stage.evaluate(seconds) <= 110
    assert all(n <= 8 for n in stage.evaluate("__stage.films.map((one) => one.head.told.length)"))


def test_on_a_phone_both_bands_are_in_sight(browser, base):
    one = Watched(browser, base, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = one.open(f"/?{PLACE}#day=200")
    for selector in (".score b >> nth=0", ".score b >> nth=1", ".scissors canvas >> nth=0", ".map:visible"):
        box = page.locator(selector).bounding_box()
        assert box is not None, selector
        assert box["y"] + box["height"] <= page.locator(".controls").bounding_box()["y"] + 1, selector
    one.close()
