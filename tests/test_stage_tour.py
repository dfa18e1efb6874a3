"""A tour of every page in a browser, button by button: a longer check."""

import threading
from urllib.parse import parse_qsl

import numpy as np
import pytest
from stage_browser import PLACE, Watched, histories, needs_chromium

from dashboards.shared.address import read
from dashboards.stage.other_years import block

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
    stage.wait_for_function("document.querySelector('.day').textContent === 'Day 200'")
    told = stage.evaluate("__stage.clock.told")
    stage.click("[aria-label='Next told event']")
    assert day_of(stage) == min(day for day in told if day > 200)
    stage.click("[aria-label='Last told event']")
    assert day_of(stage) <= 200


def test_whoever_comes_without_an_address_is_asked_in(watched):
    page = watched.open("/")
    assert "two ways to be paid" in page.inner_text(".welcome h2")
    page.keyboard.press(" ")
    page.wait_for_function("__stage.clock.playing && !document.querySelector('.welcome')")
    page = watched.open(f"/?{PLACE}")
    assert page.locator(".welcome").count() == 0


def test_the_clock_hurries_through_quiet_weeks_and_lingers_where_something_is_told(stage):
    rate = """([told, time, speed]) => {
      const clock = new __stage.clock.constructor(360, told);
      Object.assign(clock, { time, speed, held: 0, playing: true });
      clock.tick(0.1);
      return (clock.time - time) / 0.1;
    }"""
    assert stage.evaluate(rate, [[0, 100], 50, 1]) == pytest.approx(9)  # three days a second, three times as fast
    assert stage.evaluate(rate, [[0, 100], 95, 1]) == pytest.approx(3)
    assert stage.evaluate(rate, [[0, 100], 99.5, 1]) == pytest.approx(1)
    assert stage.evaluate(rate, [[0, 100], 1, 1]) == pytest.approx(3)  # what was told is still being read
    assert stage.evaluate(rate, [[0, 100], 50, 3]) == pytest.approx(20)


def test_setting_up_another_seed_and_swapping_the_regimes(stage):
    stage.keyboard.press("s")
    stage.fill("dialog input[inputmode=numeric]", "7")
    stage.click("dialog button[type=submit]")
    stage.wait_for_function("__stage.ready && __stage.address.seed === 7", timeout=20_000)
    assert "seed=7" in stage.url
    stage.keyboard.press("b")
    stage.wait_for_function("__stage.ready && __stage.address.bands[0] === 'shared-survival'", timeout=20_000)
    assert stage.inner_text(".band:first-child .rule strong") == "Shared survival"
    stage.go_back()
    stage.wait_for_function("__stage.ready && __stage.address.bands[0] === 'own-product'", timeout=20_000)


def test_a_claim_about_a_setting_is_shown_as_the_two_bands_it_compares(stage):
    stage.keyboard.press("s")
    stage.select_option("dialog select >> nth=0", "the-counter-arrives")
    assert stage.input_value("dialog select >> nth=2") == "shared-survival~push:0~wip_limit:6"
    stage.click("dialog button[type=submit]")
    stage.wait_for_function("__stage.ready && __stage.address.scenario === 'the-counter-arrives'", timeout=20_000)
    look = (
        "[__stage.address.bands, [...document.querySelectorAll('.rule strong')].map((one) => one.textContent),"
        " __stage.films.map((film) => film.head.parameters.wip_limit), __stage.films.map((film) => film.head.outcome)]"
    )
    bands, titles, limits, outcomes = stage.evaluate(look)
    assert bands == ["shared-survival", "shared-survival~push:0~wip_limit:6"]
    assert titles == [f"Shared survival · push {push} · wip limit {limit}" for push, limit in (("0.6", 0), ("0", 6))]
    assert limits == [0, 6]
    assert outcomes[0] != outcomes[1]
    stage.reload()
    stage.wait_for_function("window.__stage && window.__stage.ready")
    assert stage.evaluate(look) == [bands, titles, limits, outcomes]
    stage.evaluate("__stage.winters.runs = 100; __stage.winters.open()")
    stage.wait_for_function("__stage.winters.state === 'done'", timeout=60_000)
    assert [one.inner_text() for one in stage.locator(".fields h3").all()] == titles


def test_what_if_plays_both_branches_beside_each_other(stage):
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


def test_what_if_she_had_chosen_otherwise_plays_both_branches(stage):
    stage.evaluate("__stage.go(40)")
    stage.click(".why")
    stage.wait_for_selector("dialog[data-state=answered]")
    told = stage.evaluate("__stage.answered")
    other = next(one["action"] for one in told["actions"] if one["action"] != told["chosen"])
    stage.click("dialog .otherwise >> nth=0")
    stage.wait_for_function("__stage.ready && __stage.address.bands[1].includes(':force:')", timeout=20_000)
    first, second = histories(stage.url.partition("?")[2].partition("#")[0])
    day, hunter = told["day"], told["hunter"]
    assert (first.options[day, hunter], second.options[day, hunter]) == (told["chosen"], other)
    assert stage.evaluate("__stage.clock.playing")
    assert stage.evaluate("__stage.clock.day") >= day
    look = "(day) => { __stage.go(day); __stage.render(false); return __stage.drawn().map((one) => one.places); }"
    places = stage.evaluate(look, day)
    for band, run in zip(places, (first, second), strict=True):
        assert band == [[int(x), int(y)] for x, y in zip(run.hunters[day]["x"], run.hunters[day]["y"], strict=True)]


def test_a_thousand_winters_are_lived_and_can_be_stopped(stage):
    stage.evaluate("__stage.winters.runs = 1000")
    stage.click(".many")
    stage.wait_for_function("__stage.winters.state === 'running'")
    stage.click("dialog .stop")
    assert stage.evaluate("__stage.winters.state") == "cancelled"
    stage.evaluate("__stage.winters.runs = 200")
    stage.click("dialog .again")
    stage.wait_for_function("__stage.winters.state === 'done'", timeout=60_000)
    for band in ("own-product", "shared-survival"):
        assert stage.evaluate(f"__stage.many['{band}'].alive.reduce((a, c) => a + c, 0)") == 200
    assert stage.evaluate("__stage.day === undefined && document.querySelectorAll('dialog canvas').length") == 2
    stage.keyboard.press("Escape")
    assert "of 200" in stage.inner_text(".badge >> nth=0")


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


def test_two_tabs_never_see_each_other(watched):
    one = watched.open(f"/?{PLACE}")
    other = watched.context.new_page()
    other.goto(f"{watched.base}/?bands=plan&seed=3")
    other.wait_for_function("window.__stage && window.__stage.ready")
    one.evaluate("__stage.go(77)")
    other.evaluate("__stage.go(11)")
    assert one.evaluate("[__stage.clock.day, __stage.address.seed]") == [77, 27]
    assert other.evaluate("[__stage.clock.day, __stage.address.seed]") == [11, 3]
    other.close()


REFUSED = [
    "/?bands=nonsense",
    "/?scenario=atlantis",
    "/?seed=-1",
    "/?seed=99999999999999999999999",
    "/?set=hunters:1000000",
    "/?set=winter:9",
    "/?bands=own-product~400:review:1",
    "/?colour=blue",
    "/?skin=klingon",
    "/?bands=%00%F0%9F%A6%A3",
    "/compare?scenario=atlantis",
    "/lab?set=wintr:1",
]


@pytest.mark.parametrize("path", REFUSED)
def test_what_cannot_be_shown_is_one_sentence_on_a_living_page(browser, base, path):
    one = Watched(browser, base)
    one.page.goto(base + path)
    one.page.wait_for_selector("#refusal", timeout=30_000)
    sentence = one.page.inner_text("#refusal")
    assert len(sentence) > 20
    assert "Traceback (most" not in one.page.content()
    link = "text=Show the default valley" if path.startswith("/?") else "nav a >> nth=0"
    one.page.click(link)
    one.page.wait_for_function("window.__stage && window.__stage.ready && window.__stage.films.length", timeout=30_000)
    assert one.off_host() == []
    one.close()


def test_the_story_takes_a_bet_before_each_reveal(watched):
    page = watched.open("/story")
    for act in range(5):
        page.wait_for_selector(f".card >> text={act + 1} of 5", timeout=20_000)
        if act == 3:
            page.evaluate("__stage.winters.runs = 100")
        assert page.locator("#truth").count() == 0
        page.fill(".card input", "3")
        page.click(".seal")
        if act == 3:
            page.wait_for_function("__stage.winters.state === 'done'", timeout=60_000)
            page.click("text=See how far off I was")
        else:
            page.click(".skip")
        page.wait_for_selector("#truth")
        films = page.evaluate("__stage.films.map((f) => f.head.outcome.alive)")
        if act in (2, 4):
            assert page.inner_text("#truth") == str(abs(films[1] - films[0]))
            assert page.inner_text(".card .unit").startswith("more" if films[1] >= films[0] else "fewer")
            lived = page.evaluate(
                "[...document.querySelectorAll('.fates')].map((one) => one.querySelectorAll('.ours').length)"
            )
            assert lived == films
        if act < 4:
            page.click(".next")
    page.click(".chief-link")
    page.wait_for_function("location.pathname === '/' && window.__stage && window.__stage.ready")


@pytest.mark.parametrize("skin", ["", "&skin=steinzeit"])
def test_in_the_story_the_choices_of_whoever_watches_are_lived(watched, skin):
    page = watched.open(f"/story?act=1{skin}")
    page.click(".seal")
    chosen = []
    for k in range(4):
        page.wait_for_selector(".choices, #truth", timeout=60_000)  # what is chosen decides how many hunts there are
        buttons = page.locator(".choices button")
        if buttons.count() == 0:
            break
        assert page.evaluate("document.activeElement.tagName") == "H2"  # a stray Space chooses nothing
        chosen.append(("hunt", "own", "forage")[k % buttons.count()])
        buttons.nth(k % buttons.count()).click()
        page.wait_for_function(f"__stage.ready && __story.hands.made.length === {k + 1}", timeout=20_000)
    made = page.evaluate("__story.hands.made")
    assert [option for _, option in made] == chosen
    assert len(made) >= 2
    if page.locator("#truth").count() == 0:
        page.click(".skip")
    page.wait_for_selector("#truth")
    band = page.evaluate("__stage.address.bands[0]")
    assert band == "own-product" + "".join(f"~{day}:force:1/{option}" for day, option in made)
    (run,) = histories(f"bands={band}&seed={page.evaluate('__stage.address.seed')}")
    assert [Action(run.actions[day, 1]).name.lower() for day, _ in made] == chosen
    assert page.inner_text("#truth") == str(int(run.camp["kills"][179]))
    days = run.hunters["alive"][:180, 1].sum()
    mine = round(100 * run.hunters["product"][:days, 1].clip(max=1.0).mean())
    assert f"{chosen.count('hunt')} " in page.inner_text(".own-part")
    assert f" {mine} %" in page.inner_text(".own-part")
    page.click(".next")
    page.wait_for_function("__stage.ready && __story.act === 1", timeout=20_000)
    assert page.evaluate("__stage.address.bands[0]") == band  # the winter is of the same band
    page.reload()
    page.wait_for_function("window.__stage && window.__stage.ready && window.__story.act === 1", timeout=20_000)
    assert page.evaluate("__stage.address.bands[0]") == band


def test_who_trusts_whom_is_what_was_simulated(stage):
    runs = histories(PLACE)
    stage.evaluate("__stage.go(105)")
    stage.keyboard.press("t")
    stage.wait_for_selector("dialog[open] .matrix")
    for day in (105, 300):
        stage.fill("dialog .trusts input", str(day))
        shown = stage.evaluate("[...document.querySelectorAll('.trusts section .twin')].map((one) => one.textContent)")
        for words, run in zip(shown, runs, strict=True):
            alive = run.hunters["alive"][day]
            pairs = alive[:, None] & alive[None, :] & ~np.eye(len(alive), dtype=bool)
            if pairs.any():
                assert abs(float(words.split()[2].rstrip(".")) - run.trust[day][pairs].mean()) < 0.01
            else:
                assert words == "Nobody is left to trust anybody."
        count = stage.evaluate(
            "[...document.querySelectorAll('.matrix circle')].filter((one) => one.style.display !== 'none').length"
        )
        living = [int(run.hunters["alive"][day].sum()) for run in runs]
        assert count == sum(n * (n - 1) for n in living)
    stage.keyboard.press("Escape")
    assert day_of(stage) == 300


def test_winters_that_are_being_lived_are_those_of_the_film_that_is_shown(stage):
    stage.keyboard.press("s")
    stage.select_option("dialog select >> nth=0", "strangers")
    stage.fill("dialog input[inputmode=numeric]", "5")
    stage.click("dialog button[type=submit]")
    stage.wait_for_function("__stage.ready && __stage.address.scenario === 'strangers'", timeout=20_000)
    stage.keyboard.press("l")
    stage.wait_for_selector("dialog .status")
    stage.go_back()
    stage.wait_for_function("__stage.ready && __stage.address.scenario === 'default-valley'", timeout=20_000)
    stage.wait_for_function("Object.keys(__stage.many).length === 2", timeout=20_000)
    stage.wait_for_timeout(1500)
    usual = block(read(parse_qsl(PLACE)))["alive"]
    assert stage.evaluate("Object.fromEntries(Object.entries(__stage.many).map(([k, v]) => [k, v.alive]))") == usual


def test_nobody_looks_ahead_in_the_story_and_nobody_is_caught_in_it(watched):
    page = watched.open("/")
    page.goto(watched.base + "/story")
    page.wait_for_selector(".card")
    first = day_of(page)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("End")
    page.fill(".range", "300")
    assert day_of(page) == first
    page.go_back()
    page.wait_for_function("location.pathname === '/' && window.__stage && window.__stage.ready", timeout=20_000)
    page.goto(watched.base + "/story?act=3")
    page.wait_for_selector(".card")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("b")  # another film: that is for the stage
    page.wait_for_function("location.pathname === '/' && window.__stage && window.__stage.ready", timeout=20_000)
    assert page.evaluate("__stage.address.bands") == ["shared-survival", "own-product"]


def test_on_a_phone_why_and_what_if_are_about_the_band_in_sight(browser, base):
    one = Watched(browser, base, viewport={"width": 390, "height": 844}, has_touch=True)
    page = one.open(f"/?{PLACE}#day=60")
    page.click(".other >> visible=true")
    for button, field in (("why", ".pickers .soft"), ("whatif", "dialog select >> nth=0")):
        page.click(f".{button}")
        page.wait_for_selector("dialog[open]")
        asked = page.locator(field)
        words = asked.inner_text() if button == "why" else asked.evaluate("(one) => one.selectedOptions[0].textContent")
        assert words == page.inner_text(".band:not(.away) .rule strong")
        page.keyboard.press("Escape")
    one.close()


def test_a_second_click_does_nothing_more(stage):
    stage.evaluate("__stage.go(100)")
    stage.keyboard.press("f")
    before = stage.evaluate("history.length")
    stage.dblclick("dialog button[type=submit]")
    stage.wait_for_function("__stage.ready && __stage.address.bands[1].includes('~100:')", timeout=20_000)
    assert stage.evaluate("history.length") == before + 1


def test_compare_and_lab_take_the_settings_of_the_stage_along(watched):
    for path in ("/compare", "/lab"):
        page = watched.open(f"{path}?bands=own-product,shared-survival&set=hunters:8&set=days:60", ready=False)
        page.wait_for_selector(".go")
        assert page.get_by_label("Settings, as name=value").input_value() == "hunters=8 days=60"
    page.click(".go")
    page.wait_for_selector(".map caption", timeout=120_000)
    page.wait_for_selector(".go:not([disabled])", timeout=120_000)
    found = page.inner_text(".map")
    assert "Own product less Shared survival" in found
    page.get_by_label("Against").click(force=True)
    page.click("text=Plan kept")
    page.wait_for_timeout(1000)
    assert page.inner_text(".map") == found  # what was found is of the bands that were swept


def test_compare_shows_intervals_and_offers_its_files(watched):
    page = watched.open("/compare", ready=False)
    page.wait_for_selector(".go")
    page.click("text=Look where it flips")
    page.click(".go")
    page.wait_for_selector("figure", timeout=180_000)
    assert page.locator("figure svg").count() == 3
    assert "95 % confidence" in page.inner_text(".said")
    for name in ("Runs as CSV", "survival as PNG", "Report", "Download everything"):
        with page.expect_download() as waiting:
            page.click(f"text={name}")
        assert waiting.value.failure() is None
    page.get_by_label("Seed of the first band").fill("-4")
    page.wait_for_timeout(300)
    page.click(".go")
    page.wait_for_selector("#refusal")
    assert "whole number" in page.inner_text("#refusal")


def test_the_lab_sweeps_and_refuses(watched):
    page = watched.open("/lab", ready=False)
    page.wait_for_selector(".go")
    settings = page.get_by_label("Settings, as name=value")
    settings.fill("days=80 hunters=8")
    page.wait_for_timeout(300)
    page.click(".go")
    page.wait_for_function("document.querySelectorAll('#map td:not(.open)').length === 4", timeout=60_000)
    settings.fill("wintr=1")
    page.wait_for_timeout(300)
    page.click(".go")
    page.wait_for_selector("#refusal")
    assert "did you mean winter" in page.inner_text("#refusal")


def test_who_leaves_takes_the_work_along(browser, base):
    """A second visitor waits behind the first; when the first has gone, so has the work."""
    first, second = Watched(browser, base), Watched(browser, base)
    first.open(f"/?{PLACE}")
    second.open(f"/?{PLACE}")
    first.page.click(".many")
    first.page.wait_for_function("__stage.winters.state === 'running'")
    second.page.evaluate("__stage.winters.runs = 100")
    second.page.click(".many")
    second.page.wait_for_function(
        "document.querySelector('dialog .status').textContent.includes('before you')", timeout=5_000
    )
    first.close()
    second.page.wait_for_function("__stage.winters.state === 'done'", timeout=6_000)
    second.close()


def test_narration_is_heard_and_charts_are_told(stage):
    assert stage.get_attribute(".log", "aria-live") == "polite"
    stage.evaluate("__stage.go(__stage.clock.told[1])")
    stage.wait_for_function("document.querySelector('.log').textContent.startsWith('Day')", timeout=10_000)
    for chart in stage.locator("canvas.chart").all():
        assert "KPIs met went from" in chart.get_attribute("aria-label")


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
    page.tap("text=Other band")
    page.wait_for_function("document.querySelector('.band.away')")
    one.close()


TOO_SMALL = """() => {
  const small = [];
  for (const one of document.querySelectorAll('.stage *')) {
    const words = [...one.childNodes].filter((n) => n.nodeType === 3).map((n) => n.textContent).join('').trim();
    const box = one.getBoundingClientRect();
    if (!words || one.closest('.twin, .log') || box.width < 2) continue;
    if (parseFloat(getComputedStyle(one).fontSize) < 21.9) small.push(words + ' ' + getComputedStyle(one).fontSize);
  }
  return small;
}"""

CUT = """() => [...document.querySelectorAll('h1, h2, p, span, button, strong')]
  .filter((one) => one.offsetParent && one.closest('.stage') && !one.closest('.twin, .log, .part.tight'))
  .filter((one) => one.clientWidth > 0 && (one.scrollWidth > one.clientWidth + 2
    || one.getBoundingClientRect().right > innerWidth + 1
    || (one.matches('.rule strong, .told') && one.scrollHeight > one.clientHeight + 2)))
  .filter((one) => getComputedStyle(one).display !== 'inline')
  .map((one) => one.className + ': ' + one.textContent)"""


FULL = [
    PLACE,
    "bands=shared-survival&seed=27",
    "scenario=the-counter-arrives&seed=3&skin=steinzeit",
    "scenario=hero-of-the-night&bands=heroics&seed=1&skin=steinzeit&set=leadership:chief",
    "scenario=hired-strangers&seed=3",
    "scenario=hired-strangers&seed=3&skin=steinzeit",
    "scenario=hero-of-the-night&seed=1&skin=zero-outage",
    "scenario=the-counter-arrives&seed=3&skin=customer-success",
    "bands=own-product&seed=3&skin=product-team",
]


@pytest.mark.parametrize("query", FULL)
def test_nothing_on_the_stage_is_too_small_or_cut(watched, query):
    page = watched.open(f"/?{query}")
    for day in (0, 48, 106, 270, 359):
        page.evaluate(f"__stage.go({day}); __stage.render(true)")
        assert page.evaluate(TOO_SMALL) == []
        assert page.evaluate(CUT) == []
        assert page.evaluate("document.querySelector('.stage').scrollHeight <= innerHeight")
        assert page.evaluate("__stage.valleys.every((v) => v.unit >= 21.9)")


def test_names_and_bodies_do_not_hide_each_other(watched):
    page = watched.open(f"/?{PLACE}")
    hidden = page.evaluate(
        """() => {
      let worst = 0;
      for (let day = 0; day < 360; day += 9) {
        for (const valley of __stage.valleys) {
          const { places } = valley.moment(day);
          const all = places.hunters;
          for (let i = 0; i < all.length; i += 1) for (let j = i + 1; j < all.length; j += 1) {
            const x = (all[i].w + all[j].w) / 2 - Math.abs(all[i].x - all[j].x);
            const y = (all[i].h + all[j].h) / 2 - Math.abs(all[i].y + all[i].lift - all[j].y - all[j].lift);
            if (x > 0 && y > 0) worst = Math.max(worst, Math.min(x, y) / valley.size.body);
          }
        }
      }
      return worst;
    }"""
    )
    assert hidden < 0.25  # of a body, at the closest two ever come


def test_many_visitors_at_once_get_their_films(base):
    import urllib.request

    answers = []

    def ask(seed):
        url = f"{base}/film?bands=own-product&seed={seed}"
        with urllib.request.urlopen(url, timeout=60) as answer:
            answers.append((seed, answer.status, len(answer.read())))

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(30)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert sorted(seed for seed, status, size in answers if status == 200 and size < 200_000) == list(range(30))


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


def test_why_shows_what_the_rules_weighed(stage):
    stage.evaluate("__stage.go(40)")  # on which everybody lives
    stage.click(".why")
    stage.wait_for_selector("dialog[data-state=answered]")
    told = stage.evaluate("__stage.answered")
    run = histories(PLACE)[told["band"]]
    worth = run.worth(told["day"], told["hunter"])
    assert {Action(one["action"]): one["worth"] for one in told["actions"]} == worth
    assert told["chosen"] == run.actions[told["day"], told["hunter"]]
    assert stage.locator("dialog .options tbody tr").count() == len(worth)
    stage.select_option("dialog select", "3")
    stage.wait_for_function("__stage.answered.hunter === 3")
