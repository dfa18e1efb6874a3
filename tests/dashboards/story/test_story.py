"""The guided story in a browser: a bet before each reveal, and choices that are really played."""

import pytest
from page_text import text
from stage_browser import histories, needs_chromium

from hunt.vocabulary import Action

pytestmark = [needs_chromium, pytest.mark.slow, pytest.mark.usefixtures("compiled")]

ACTS = 5


def test_the_story_takes_a_bet_before_each_reveal(watched):
    page = watched.open("/story")
    for act in range(ACTS):
        page.wait_for_selector(f".card >> text={text('story_act', k=act + 1, n=ACTS)}", timeout=20_000)
        if act == 3:
            page.evaluate("__stage.winters.runs = 100")
        assert page.locator("#truth").count() == 0
        page.fill(".card input", "3")
        page.click(".seal")
        if act == 3:
            page.wait_for_function("__stage.winters.state === 'done'", timeout=60_000)
            page.click("dialog .chief")
        else:
            page.click(".skip")
        page.wait_for_selector("#truth")
        films = page.evaluate("__stage.films.map((f) => f.head.outcome.alive)")
        if act in (2, 4):
            assert page.inner_text("#truth") == str(abs(films[1] - films[0]))
            more = text("story_more", title="").split()[0]
            assert (page.inner_text(".card .unit").split()[0] == more) == (films[1] >= films[0])
            alive = page.evaluate(
                "[...document.querySelectorAll('.fates')].map((one) => one.querySelectorAll('.ours').length)"
            )
            assert alive == films
        if act < ACTS - 1:
            page.click(".next")
    page.click(".chief-link")
    page.wait_for_function("location.pathname === '/' && window.__stage && window.__stage.ready")


@pytest.mark.parametrize("skin", ["", "&skin=steinzeit"])
def test_the_choices_of_the_visitor_are_played(watched, skin):
    page = watched.open(f"/story?act=1{skin}")
    page.click(".seal")
    chosen = []
    for k in range(4):
        page.wait_for_selector(".choices, #truth", timeout=60_000)  # how many hunts there are depends on the choices
        buttons = page.locator(".choices button")
        if buttons.count() == 0:
            break
        assert page.evaluate("document.activeElement.tagName") == "H2"  # a stray Space chooses nothing
        chosen.append(("hunt", "own", "forage")[k % buttons.count()])
        buttons.nth(k % buttons.count()).click()
        page.wait_for_function(f"__stage.ready && __story.hands.made.length === {k + 1}", timeout=20_000)
    made = page.evaluate("__story.hands.made")
    assert [action for _, action in made] == chosen
    assert len(made) >= 2
    if page.locator("#truth").count() == 0:
        page.click(".skip")
    page.wait_for_selector("#truth")
    band = page.evaluate("__stage.address.bands[0]")
    assert band == "own-product" + "".join(f"~{day}:force:1/{action}" for day, action in made)
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


def test_the_story_cannot_be_skipped_ahead_but_can_be_left(watched):
    page = watched.open("/")
    page.goto(watched.base + "/story")
    page.wait_for_selector(".card")
    first = page.evaluate("__stage.clock.day")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("End")
    page.fill(".range", "300")
    assert page.evaluate("__stage.clock.day") == first
    page.go_back()
    page.wait_for_function("location.pathname === '/' && window.__stage && window.__stage.ready", timeout=20_000)
    page.goto(watched.base + "/story?act=3")
    page.wait_for_selector(".card")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("b")  # another film: that belongs on the stage
    page.wait_for_function("location.pathname === '/' && window.__stage && window.__stage.ready", timeout=20_000)
    assert page.evaluate("__stage.address.bands") == ["shared-survival", "own-product"]
