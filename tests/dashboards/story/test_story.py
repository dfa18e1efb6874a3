"""The guided story in a browser: choices that decide, both ways of each shown from real forks, bets before reveals."""

import json
import re

import numpy as np
import pytest
from company_words import COMPANIES, STONE_AGE
from page_text import filled, text
from stage_browser import Watched, histories, needs_chromium

from dashboards.story.year import story_year
from hunt.narrator import skin

pytestmark = [needs_chromium, pytest.mark.slow, pytest.mark.usefixtures("compiled")]

YEAR = story_year()
ME = YEAR.hunter
ACTS = 5
SECONDS = 20_000


def opened(watched, path="/story", waits=".choices button"):
    """Open the story and wait for its card."""
    page = watched.open(path, ready=False)
    page.wait_for_selector(waits, timeout=60_000)
    return page


def skip(page, until):
    """Skip what is running, and wait for what comes next."""
    page.wait_for_selector(".skip", timeout=SECONDS)
    page.click(".skip")
    page.wait_for_selector(until, timeout=SECONDS)


def cells(page):
    """Return the table of the card, row by row, without its first column."""
    rows = page.locator(".versus tbody tr").all()
    return [row.locator("td").all_text_contents() for row in rows]


def choose(page, action):
    """Choose on a morning, see both ways, and return what the card says of them."""
    page.wait_for_selector(f"[data-action={action}]", timeout=SECONDS)
    page.click(f"[data-action={action}]")
    skip(page, ".on")
    return {
        "rows": cells(page),
        "bands": page.evaluate("__stage.address.bands"),
        "text": page.inner_text(".card .body"),
    }


def act_one(page, actions):
    """Play the first act; return what was seen on each morning, and the end."""
    seen = []
    for action in actions:
        seen.append(choose(page, action))
        page.click(".on")
        skip(page, "#truth, .choices")
    page.wait_for_selector("#truth", timeout=SECONDS)
    return seen, {
        "alive": int(page.inner_text("#truth")),
        "rows": cells(page),
        "choices": page.evaluate("__story.choices"),
        "bands": page.evaluate("__stage.address.bands"),
        "text": page.inner_text(".card .body"),
    }


def act_two(page, guess):
    """Go on to the second act, bet, and return its end."""
    page.click(".next")
    page.wait_for_selector(".bets", timeout=SECONDS)
    assert page.locator("#truth").count() == 0
    page.click(f".bets [data-value='{guess}']")
    skip(page, "#truth")
    return {
        "alive": int(page.inner_text("#truth")),
        "rows": cells(page),
        "bands": page.evaluate("__stage.address.bands"),
        "text": page.inner_text(".card .body"),
    }


def runs(bands, seed=YEAR.seed):
    """Return the runs of some bands."""
    return histories(f"bands={','.join(bands)}&seed={seed}")


def test_two_ways_to_play_end_in_two_different_years(watched):
    page = opened(watched)
    ends = {}
    for action in ("hunt", "own"):
        seen, end = act_one(page, [action] * YEAR.mornings)
        assert [one["action"] for one in end["choices"]] == [action] * YEAR.mornings
        for one, choice in zip(seen, end["choices"], strict=True):
            both_ways_are_real(one, choice, action)
        mine, other = runs(end["bands"])
        assert (end["alive"], int(mine.camp["kills"][-1])) == (mine.outcome.alive, int(end["rows"][1][0]))
        assert end["rows"][0] == [str(mine.outcome.alive), str(other.outcome.alive)]
        said = "story_1_saved" if mine.outcome.alive > other.outcome.alive else "story_1_cost"
        held = len(seen) if action == "hunt" else 0
        off = str(abs(mine.outcome.alive - other.outcome.alive))
        assert filled(said, end["text"]) == {"held": str(held), "asked": str(len(seen)), "off": off}
        ends[action] = end, act_two(page, 6)
        the_rule_is_real(end, ends[action][1])
        page.goto(watched.base + "/story")
        page.wait_for_selector(".choices button", timeout=60_000)
    (hold, hold_two), (own, own_two) = ends["hunt"], ends["own"]
    assert hold["alive"] - own["alive"] >= YEAR.clearly
    assert hold["rows"][1][0] != own["rows"][1][0]
    assert hold["text"] != own["text"]
    assert hold_two["text"] != own_two["text"]


def both_ways_are_real(seen, choice, action):
    """Check the card of a morning against the two runs it is about."""
    mine, other = both = runs(seen["bands"])
    day, over, beast = choice["day"], choice["over"], choice["beast"]
    assert mine.changes[-1] == (day, {"force": f"{ME}/{action}"})
    assert other.changes[:-1] == mine.changes[:-1]
    assert other.changes[-1] == (day, {"force": f"{ME}/{'own' if action == 'hunt' else 'hunt'}"})
    killed = [day <= run.beasts["down"][over, beast] <= over for run in both]
    assert killed == [action == "hunt", action != "hunt"]
    kill, kpi, trust = seen["rows"]
    assert [one != text("story_escaped") for one in kill] == killed
    for run, met, rose in zip(both, kpi, trust, strict=True):
        product = run.hunters["product"][day : over + 1, ME].clip(max=1.0)
        assert int(met.split()[0]) == pytest.approx(100 * product.mean(), abs=1.0)
        others = run.hunters["alive"][over] & (np.arange(run.parameters.hunters) != ME)
        before, after = (10 * run.trust[when][others, ME].mean() for when in (day - 1, over))
        assert [float(one) for one in rose.split(" → ")] == pytest.approx([before, after], abs=0.08)
    names = skin("stone-age").names
    named = any(name in seen["text"] for name in names if name != names[ME])
    assert named or text("story_all_others") in seen["text"]


def the_rule_is_real(end, two):
    """Check the end of the second act against its two runs."""
    assert two["bands"][0] == end["bands"][0]
    rule, *hands = two["bands"][1].split("~")
    assert rule == YEAR.other
    assert set(hands) <= set(end["bands"][0].split("~")[1:])
    mine, other = runs(two["bands"])
    assert two["alive"] == other.outcome.alive
    off = other.outcome.alive - mine.outcome.alive
    said = "story_2_better" if off > 0 else "story_2_worse" if off < 0 else "story_2_equal"
    assert filled(said, two["text"].splitlines()[0]) == ({"off": str(abs(off))} if off else {})


def test_a_card_says_what_is_at_stake_and_no_sum_says_what_is_right(watched):
    page = opened(watched)
    words = page.inner_text(".card .body")
    (run,) = runs([YEAR.regime])
    assert filled("story_1_who", words)["name"] == skin("stone-age").names[ME]
    asked = filled("story_1_word", words)
    day = int(filled("story_1_morning", words.splitlines()[0])["day"])
    beast = run.promised[day, ME]
    assert int(asked["promised"]) == (run.promised[day] == beast).sum()
    before_the_buttons = words[: words.index(text("story_do_hunt"))]
    assert len(before_the_buttons.split()) <= 65
    for button in page.locator(".choices button").all():
        assert not any(sign.isdigit() for sign in button.inner_text())
    assert page.evaluate("__stage.clock.day") == day - 1
    assert page.evaluate("document.activeElement.tagName") == "H2"  # a stray Space chooses nothing


@pytest.mark.parametrize("viewport", [(390, 844), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("words", ["", "?skin=steinzeit"])
def test_the_three_choices_are_in_sight_and_cover_nothing(browser, base, viewport, words):
    width, height = viewport
    watched = Watched(browser, base, viewport={"width": width, "height": height})
    page = opened(watched, f"/story{words}")
    buttons = [one.bounding_box() for one in page.locator(".choices button").all()]
    assert len(buttons) == 3
    for box in buttons:
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height
        assert box["height"] >= 44
    card, valley = page.locator(".card").bounding_box(), page.locator(".valley").bounding_box()
    apart = card["x"] >= valley["x"] + valley["width"] or card["y"] >= valley["y"] + valley["height"]
    assert apart
    page.click("[data-action=own]")
    skip(page, ".on")
    assert page.locator(".on").bounding_box()["y"] + 30 <= height
    for valley in page.locator(".valley").all():
        assert valley.bounding_box()["height"] >= 60
    watched.close()
    assert watched.wrong == []


def test_keys_play_it_and_escape_always_leads_somewhere(watched):
    page = opened(watched)
    page.keyboard.press("End")  # no looking ahead
    first = page.evaluate("__stage.clock.day")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog[open]")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    page.evaluate("document.querySelector('.card h2').focus()")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".pause", timeout=SECONDS)
    assert page.evaluate("__stage.clock.day") == first
    page.keyboard.press(" ")
    assert page.evaluate("__story.glide.paused")
    at = page.evaluate("__stage.clock.time")
    page.wait_for_timeout(300)
    assert page.evaluate("__stage.clock.time") == at
    page.keyboard.press("Escape")
    page.wait_for_selector(".on", timeout=SECONDS)
    assert page.evaluate("__story.choices[0].action") == "hunt"


def test_an_act_about_the_choices_begins_with_making_them(watched):
    page = opened(watched, "/story?act=2")
    assert page.evaluate("location.search") == "?act=1"
    _, end = act_one(page, ["forage"] * YEAR.mornings)
    page.click(".next")
    page.wait_for_selector(".bets", timeout=SECONDS)
    page.reload()
    page.wait_for_selector(".bets", timeout=60_000)
    assert page.evaluate("__story.act") == 1
    assert page.evaluate("__stage.address.bands[0]") == end["bands"][0]


def test_choices_of_another_year_are_forgotten(watched):
    page = opened(watched)
    kept = json.dumps({"seed": YEAR.seed + 1, "hunter": ME, "choices": [{"day": 3, "action": "hunt"}]})
    page.evaluate("(kept) => sessionStorage.setItem('hunt-story', kept)", kept)
    opened(watched, "/story?act=2")
    assert page.evaluate("location.search") == "?act=1"


def test_the_later_acts_take_a_bet_before_each_reveal(watched):
    page = opened(watched, "/story?act=3", ".bets")
    for act in range(3, ACTS + 1):
        page.wait_for_selector(f".card >> text={text('story_act', k=act, n=ACTS)}", timeout=SECONDS)
        page.wait_for_selector(".bets", timeout=SECONDS)
        assert page.locator("#truth").count() == 0
        if act == 4:
            page.evaluate("__stage.winters.runs = 100")
        page.locator(".bets button").first.click()
        if act == 4:
            page.wait_for_function("__stage.winters.state === 'done'", timeout=60_000)
            page.click("dialog .chief")
            page.wait_for_selector("#truth")
            none = page.evaluate("__stage.many[__stage.address.bands[0]].alive[0]")
            assert page.inner_text("#truth") == str(none)
        else:
            skip(page, "#truth")
            alive = page.evaluate("__stage.films.map((film) => film.head.outcome.alive)")
            assert page.inner_text("#truth") == text("story_against", first=alive[0], second=alive[1])
            right = text("story_right") in page.inner_text(".card")
            assert right == (alive[0] > alive[1])
            marks = "[...document.querySelectorAll('.fates')].map((one) => one.querySelectorAll('.ours').length)"
            assert page.evaluate(marks) == alive
        if act < ACTS:
            page.click(".next")
    page.click(".actions .chief-link")
    page.wait_for_function("location.pathname === '/' && window.__stage && window.__stage.ready", timeout=SECONDS)


def test_without_a_response_the_story_stays_where_it_is(watched):
    page = opened(watched)
    page.route(re.compile(r"/open\?"), lambda route: route.abort())
    page.click("[data-action=hunt]")
    page.wait_for_selector("dialog[open]", timeout=SECONDS)
    page.keyboard.press("Escape")
    page.unroute_all()
    watched.wrong.clear()  # the request that was cut off
    page.click("[data-action=hunt]")
    skip(page, ".on")


def test_back_from_the_second_part_shows_what_came_of_the_choices_that_were_made(watched):
    page = opened(watched)
    _, end = act_one(page, ["own"] * YEAR.mornings)
    page.click(".next")
    page.wait_for_selector(".bets", timeout=SECONDS)
    for back in (lambda: page.click(".card footer button"), page.go_back):
        back()
        page.wait_for_selector(".own-part", timeout=SECONDS)
        assert page.evaluate("__story.choices") == end["choices"]
        assert cells(page) == end["rows"]
        page.click(".next")
        page.wait_for_selector(".bets", timeout=SECONDS)


SHOWN = """() => [document.title, ...[...document.querySelectorAll('.hunt *')].flatMap((one) => [
  ...[...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent),
  one.getAttribute('aria-label') || '', one.getAttribute('title') || '',
])].map((words) => words.trim()).filter(Boolean)"""
"""All words that are seen or read aloud."""


@pytest.mark.parametrize("company", COMPANIES)
def test_a_company_plays_the_same_year_in_its_own_words(watched, company):
    page = opened(watched, f"/story?skin={company}")
    assert page.evaluate("__stage.address.seed") == YEAR.seed
    seen = page.evaluate(SHOWN)
    choose(page, "hunt")
    seen += page.evaluate(SHOWN)
    page.evaluate("__story.choices = [{ ...__story.choices[0] }]; __story.show(1)")
    page.wait_for_selector(".bets", timeout=SECONDS)
    seen += page.evaluate(SHOWN)
    for act in (3, 4, 5):
        opened(watched, f"/story?act={act}&skin={company}", ".bets")
        seen += page.evaluate(SHOWN)
    assert len(seen) > 150
    for words in seen:
        assert not STONE_AGE.search(words), words
