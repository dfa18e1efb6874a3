"""The controls of the stage in a browser: buttons, keys, links, and what a phone or a screen reader gets."""

import re

import pytest
from page_text import filled, text
from stage_browser import PLACE, Watched, histories, needs_chromium

from hunt.catalogue.regimes import regime
from hunt.catalogue.scenarios import scenario

pytestmark = [needs_chromium, pytest.mark.slow, pytest.mark.usefixtures("compiled")]


def day_of(page):
    """Return the day that is shown."""
    return page.evaluate("__stage.clock.day")


def test_play_pause_speed_scrub_and_jump(stage):
    assert day_of(stage) == 0
    stage.click(".play")
    stage.evaluate("__stage.setSpeed(3)")
    stage.wait_for_function("__stage.clock.day > 2", timeout=20_000)
    stage.click(".play")
    still = day_of(stage)
    stage.wait_for_timeout(300)
    assert day_of(stage) == still
    stage.click(".speed:nth-child(3)")
    assert stage.get_attribute(".speed:nth-child(3)", "aria-pressed") == "true"
    stage.fill(".range", "200")
    assert day_of(stage) == 200
    stage.wait_for_function("document.querySelector('.day').textContent.includes('200')")
    told = stage.evaluate("__stage.clock.told")
    stage.click(f"[aria-label='{text('told_on')}']")
    assert day_of(stage) == min(day for day in told if day > 200)
    stage.click(f"[aria-label='{text('told_back')}']")
    assert day_of(stage) <= 200


def test_a_visitor_without_an_address_is_welcomed(watched):
    page = watched.open("/")
    assert page.inner_text(".welcome h2") == text("welcome_title")
    day = day_of(page)
    rings = page.evaluate("__stage.scenes.map((one) => one.rings.length)")
    assert len(rings) == 2
    assert min(rings) >= 1
    assert text("welcome_day", day=day) in page.inner_text(".welcome")
    page.keyboard.press(" ")
    page.wait_for_function("__stage.clock.playing && !document.querySelector('.welcome')")
    assert day_of(page) < min(day, 20)  # the year begins on day 0
    page = watched.open(f"/?{PLACE}")
    assert page.locator(".welcome").count() == 0


def test_the_clock_runs_faster_in_quiet_weeks_and_slower_near_an_event(stage):
    rate = """([told, time, speed]) => {
      const clock = new __stage.clock.constructor(360, told);
      Object.assign(clock, { time, speed, held: 0, playing: true });
      clock.tick(0.1);
      return (clock.time - time) / 0.1;
    }"""
    assert stage.evaluate(rate, [[0, 100], 50, 1]) == pytest.approx(9)  # three days a second, three times as fast
    assert stage.evaluate(rate, [[0, 100], 95, 1]) == pytest.approx(3)
    assert stage.evaluate(rate, [[0, 100], 99.5, 1]) == pytest.approx(1)
    assert stage.evaluate(rate, [[0, 100], 1, 1]) == pytest.approx(3)  # the sentence is still being read
    assert stage.evaluate(rate, [[0, 100], 50, 3]) == pytest.approx(20)


def test_a_clock_with_a_plan_takes_the_time_it_has(stage):
    """The seconds between two days, and how long it stands still at each sentence between them."""
    played = """([told, from, until, seconds]) => {
      const clock = new __stage.clock.constructor(360, told);
      clock.plan(from, until, seconds, 4);
      clock.go(from);
      clock.playing = true;
      const still = {};
      let ticks = 0;
      for (; clock.playing && ticks < 1e5; ticks += 1) {
        const before = clock.time;
        clock.tick(0.02);
        if (clock.time === before) still[clock.day] = (still[clock.day] || 0) + 0.02;
      }
      return [ticks * 0.02, clock.day, still];
    }"""
    for told, first, last, seconds in (([0, 20, 21, 60], 0, 90, 81), ([20, 100, 350], 90, 359, 108), ([], 0, 90, 30)):
        took, day, still = stage.evaluate(played, [told, first, last, seconds])
        assert took == pytest.approx(seconds, rel=0.05)
        assert day == last
        assert {int(one) for one in still} == {one for one in told if first < one < last}
        assert all(held == pytest.approx(4, abs=0.1) for held in still.values())


def test_in_a_room_there_are_fewer_sentences_one_for_each_part_of_the_film(stage):
    fewer = """([room]) => import(`/files/${__stage.address.version}/in_room.js`).then(({ fewer }) => {
      const [real] = __stage.films;
      const film = { events: real.events, head: { ...real.head }, line: (name) => real.line(name) };
      fewer(film, room);
      return film.head.told.map((one) => [one.day, one.text]);
    })"""
    told = stage.evaluate(fewer, [{"from": 0, "to": 90, "seconds": 80}])
    between = [day for day, _ in told if 0 < day < 90]
    assert 3 <= len(between) <= 10  # half of 80 seconds, at four for each
    assert len({day // 9 for day in between}) == len(between)
    assert between == sorted(between)
    assert all(words for _, words in told)
    longer = stage.evaluate(fewer, [{"from": 0, "to": 90, "seconds": 160}])
    assert len(longer) > len(told)


def test_setting_up_another_seed_and_swapping_the_regimes(stage):
    stage.keyboard.press("s")
    stage.fill("dialog input[inputmode=numeric]", "7")
    stage.click("dialog button[type=submit]")
    stage.wait_for_function("__stage.ready && __stage.address.seed === 7", timeout=20_000)
    assert "seed=7" in stage.url
    stage.keyboard.press("b")
    stage.wait_for_function("__stage.ready && __stage.address.bands[0] === 'shared-survival'", timeout=20_000)
    assert stage.inner_text(".band:first-child .rule strong") == regime("shared-survival").title
    stage.go_back()
    stage.wait_for_function("__stage.ready && __stage.address.bands[0] === 'own-product'", timeout=20_000)


def test_a_claim_about_a_setting_is_shown_as_the_two_bands_it_compares(stage):
    stage.keyboard.press("s")
    stage.select_option("dialog select >> nth=0", "the-counter-arrives")
    assert stage.input_value("dialog select >> nth=2") == "shared-survival~push:0~wip_limit:6"
    stage.click("dialog button[type=submit]")
    stage.wait_for_function("__stage.ready && __stage.address.scenario === 'the-counter-arrives'", timeout=20_000)
    look = (
        "[__stage.address.bands, [...document.querySelectorAll('.rule strong')].map((one) => one.title),"
        " __stage.films.map((film) => film.head.parameters.wip_limit), __stage.films.map((film) => film.head.outcome)]"
    )
    bands, titles, limits, outcomes = stage.evaluate(look)
    assert bands == ["shared-survival", "shared-survival~push:0~wip_limit:6"]
    pushed = f"{scenario('the-counter-arrives').settings['push']:g}"
    for title, settings in zip(titles, ((pushed, "0"), ("0", "6")), strict=True):
        regime_title, push, limit = title.split(" · ")
        assert regime_title == regime("shared-survival").title
        assert (push.split()[-1], limit.split()[-1]) == settings
    assert limits == [0, 6]
    said = [one.inner_text() for one in stage.locator(".rule .words").all()]
    assert said == list(scenario("the-counter-arrives").arms)  # instead of names and numbers
    assert stage.inner_text(".rule strong >> nth=0") == regime("shared-survival").title
    assert outcomes[0] != outcomes[1]
    stage.reload()
    stage.wait_for_function("window.__stage && window.__stage.ready")
    assert stage.evaluate(look) == [bands, titles, limits, outcomes]
    stage.evaluate("__stage.winters.runs = 100; __stage.winters.open()")
    stage.wait_for_function("__stage.winters.state === 'done'", timeout=60_000)
    assert [one.inner_text() for one in stage.locator(".fields h3").all()] == titles


def test_a_link_and_a_reload_restore_the_same_film(watched, browser, base):
    page = watched.open(f"/?{PLACE}&set=winter:0.5")
    page.evaluate("__stage.go(123)")
    page.wait_for_function("location.hash === '#day=123'")
    before = page.evaluate("__stage.drawn()")
    page.reload()
    page.wait_for_function("window.__stage && window.__stage.ready")
    assert page.evaluate("__stage.render(false), __stage.drawn()") == before
    other = Watched(browser, base)
    there = other.open(page.url.removeprefix(base))
    assert there.evaluate("__stage.render(false), __stage.drawn()") == before
    other.close()


def test_two_tabs_do_not_affect_each_other(watched):
    one = watched.open(f"/?{PLACE}")
    other = watched.context.new_page()
    other.goto(f"{watched.base}/?bands=plan&seed=3")
    other.wait_for_function("window.__stage && window.__stage.ready")
    one.evaluate("__stage.go(77)")
    other.evaluate("__stage.go(11)")
    assert one.evaluate("[__stage.clock.day, __stage.address.seed]") == [77, 27]
    assert other.evaluate("[__stage.clock.day, __stage.address.seed]") == [11, 3]
    other.close()


def test_a_second_click_does_nothing_more(stage):
    stage.evaluate("__stage.go(100)")
    stage.keyboard.press("f")
    before = stage.evaluate("history.length")
    stage.dblclick("dialog button[type=submit]")
    stage.wait_for_function("__stage.ready && __stage.address.bands[1].includes('~100:')", timeout=20_000)
    assert stage.evaluate("history.length") == before + 1


def test_everything_can_be_done_from_the_keyboard(stage):
    for key, check in (
        ("ArrowRight", "__stage.clock.day === 1"),
        ("ArrowLeft", "__stage.clock.day === 0"),
        ("PageDown", "__stage.clock.day === __stage.clock.told.find((d) => d > 0)"),
        ("PageUp", "__stage.clock.day === 0"),
        ("End", "__stage.clock.day === 359"),
        ("Home", "__stage.clock.day === 0"),
        ("3", "__stage.clock.speed === 2"),
        (" ", "__stage.clock.playing"),
        (" ", "!__stage.clock.playing"),
        ("d", "document.querySelector('.hunt').dataset.theme === 'dark'"),
        ("x", "document.querySelector('.stage').classList.contains('black')"),
        ("x", "!document.querySelector('.stage').classList.contains('black')"),
        ("w", "document.querySelector('dialog[open] .said')"),
        ("Escape", "!document.querySelector('dialog')"),
        ("f", "document.querySelector('dialog[open] form')"),
        ("Escape", "!document.querySelector('dialog')"),
        ("s", "document.querySelector('dialog[open] form')"),
        ("Escape", "!document.querySelector('dialog')"),
        ("?", "document.querySelector('dialog[open] .keys')"),
        ("Escape", "!document.querySelector('dialog')"),
    ):
        stage.keyboard.press(key)
        stage.wait_for_function(check, timeout=10_000)
    stage.keyboard.press("Tab")
    assert stage.evaluate("document.activeElement.tagName") in ("BUTTON", "INPUT", "CANVAS")


def test_a_screen_reader_gets_the_narration_and_the_charts(stage):
    assert stage.get_attribute(".log", "aria-live") == "polite"
    day = stage.evaluate("__stage.clock.told[1]")
    stage.evaluate(f"__stage.go({day})")
    stage.wait_for_function(f"document.querySelector('.log').textContent.includes('{day}')", timeout=10_000)
    for chart, name in zip(stage.locator("canvas.chart").all(), ("chart_kpi_twin", "chart_food_twin"), strict=True):
        bands = re.split(r"(?<=\.) ", chart.get_attribute("aria-label"))
        assert len(bands) == 2
        for words in bands:
            assert filled(name, words)


def test_reduced_motion_shows_still_days(browser, base):
    one = Watched(browser, base, reduced_motion="reduce")
    page = one.open(f"/?{PLACE}")
    assert page.evaluate("__stage.still.matches")
    page.evaluate("__stage.clock.time = 10.5; __stage.render(true)")
    assert page.evaluate("__stage.drawn()[0].day") == 10
    one.close()


def test_a_phone_has_large_buttons_and_no_sideways_scrolling(browser, base):
    one = Watched(browser, base, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = one.open(f"/?{PLACE}")
    assert page.evaluate("document.querySelector('.hunt').scrollWidth <= innerWidth")
    heights = page.evaluate(
        "[...document.querySelectorAll('.controls button')].filter((b) => b.offsetParent).map((b) => b.offsetHeight)"
    )
    assert min(heights) >= 48
    page.tap(".play")
    page.wait_for_function("__stage.clock.playing")
    page.tap(".other >> visible=true")
    page.wait_for_function("document.querySelector('.band.away')")
    one.close()


def test_on_a_phone_why_and_what_if_are_about_the_band_in_sight(browser, base):
    one = Watched(browser, base, viewport={"width": 390, "height": 844}, has_touch=True)
    page = one.open(f"/?{PLACE}#day=60")
    page.click(".other >> visible=true")
    for button, field in (("why", ".pickers .soft"), ("whatif", "dialog select >> nth=0")):
        page.click(f".{button}")
        page.wait_for_selector("dialog[open]")
        band = page.locator(field)
        words = band.inner_text() if button == "why" else band.evaluate("(one) => one.selectedOptions[0].textContent")
        assert words == page.inner_text(".band:not(.away) .rule strong")
        page.keyboard.press("Escape")
    one.close()


# --- what if? -------------------------------------------------------------------------------------------------------


def test_what_if_plays_both_branches_side_by_side(stage):
    stage.evaluate("__stage.go(150)")
    stage.click(".whatif")
    stage.select_option("dialog select >> nth=1", "regime:own-product")
    stage.click("dialog button[type=submit]")
    stage.wait_for_function("__stage.ready && __stage.address.bands[1].includes('~150:')", timeout=20_000)
    bands = stage.evaluate("__stage.address.bands")
    assert bands == ["shared-survival", "shared-survival~150:regime:own-product"]
    assert stage.evaluate("__stage.clock.playing")
    same = stage.evaluate(
        "[0, 80, 149].every((d) => { __stage.go(d); __stage.render(false); const [a, c] = __stage.drawn();"
        " return JSON.stringify(a.places) === JSON.stringify(c.places) && a.store === c.store; })"
    )
    assert same
    ends = stage.evaluate("__stage.films.map((f) => f.head.outcome.alive)")
    assert ends == [one.outcome.alive for one in histories("bands=" + ",".join(bands) + "&seed=27")]


def test_what_if_a_hunter_had_chosen_otherwise_plays_both_branches(stage):
    stage.evaluate("__stage.go(40)")
    stage.click(".why")
    stage.wait_for_selector("dialog[data-state=answered]")
    answer = stage.evaluate("__stage.answered")
    other = next(one["action"] for one in answer["actions"] if one["action"] != answer["chosen"])
    stage.click("dialog .otherwise >> nth=0")
    stage.wait_for_function("__stage.ready && __stage.address.bands[1].includes(':force:')", timeout=20_000)
    first, second = histories(stage.url.partition("?")[2].partition("#")[0])
    day, hunter = answer["day"], answer["hunter"]
    assert (first.actions[day, hunter], second.actions[day, hunter]) == (answer["chosen"], other)
    assert stage.evaluate("__stage.clock.playing")
    assert stage.evaluate("__stage.clock.day") >= day
    look = "(day) => { __stage.go(day); __stage.render(false); return __stage.drawn().map((one) => one.places); }"
    places = stage.evaluate(look, day)
    for band, run in zip(places, (first, second), strict=True):
        assert band == [[int(x), int(y)] for x, y in zip(run.hunters[day]["x"], run.hunters[day]["y"], strict=True)]
