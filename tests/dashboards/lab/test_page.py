"""The lab in a browser: it sweeps, keeps what it found, works by keyboard alone, and has no obstacles."""

import re

import pytest
from accessibility import needs_axe, obstacles
from playwright.sync_api import expect
from stage_browser import Watched, needs_chromium

from hunt.catalogue.regimes import regime
from hunt.vocabulary import Action, Skill

pytestmark = [needs_chromium, pytest.mark.slow, pytest.mark.usefixtures("compiled")]

SMALL = "bands=own-product,shared-survival&set=hunters:8&set=days:80"
SWEPT = "document.querySelectorAll('#map td').length && !document.querySelector('#map .open, .progress')"


def opened(watched, query=SMALL):
    """Open the page."""
    page = watched.open(f"/lab?{query}", ready=False)
    page.wait_for_selector(".go")
    return page


def test_the_main_dial_sweeps_at_the_first_click(watched):
    page = opened(watched)
    page.get_by_role("combobox", name="Dial to change").fill("measure what feeds")
    page.keyboard.press("Enter")
    page.wait_for_url("**vary=alignment:**")
    expect(page.get_by_label("Values")).to_have_value("0 0.25 0.5 0.75 1")
    page.click(".go")
    page.wait_for_function(SWEPT, timeout=60_000)
    assert page.locator("#map td").count() == 5
    assert page.locator("#refusal").count() == 0


def test_a_dial_is_found_by_any_of_its_words_with_the_keyboard_alone(watched):
    page = opened(watched)
    box = page.get_by_role("combobox", name="Dial to change")
    box.focus()
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Control+a")
    page.keyboard.type("stranger believed")
    options = page.locator("[role=option]:visible")
    assert options.count() == 1
    assert "hire_trust" in options.first.inner_text()
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert "small_game" in page.inner_text(".dial-box")  # nothing was chosen
    page.keyboard.press("Control+a")
    page.keyboard.type("probability")
    first = options.nth(0).get_attribute("id")
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id") != first
    chosen = options.nth(1).locator("code").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**vary={chosen}:**")
    expect(page.locator(".dial-box").first).to_contain_text(chosen)
    page.keyboard.press("Control+a")
    page.keyboard.type("no such dial at all")
    page.wait_for_selector(".nothing")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("0.5 99")
    page.wait_for_selector(".wrong:visible")


def test_the_kpi_table_is_named_as_on_the_stage_and_edited_by_keyboard(watched):
    page = opened(watched)
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    table = page.locator("table.kpi")
    assert table.locator("tbody th").all_inner_texts() == ["tracker", "driver", "spear-thrower", "keeper"]
    assert table.locator("thead th").count() == 1 + len(Action)
    assert table.locator("input").count() == len(Skill) * len(Action)
    page.get_by_label("driver: holding the ring").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("0.6")
    page.keyboard.press("Tab")
    page.wait_for_url("**table=**")
    expect(page.get_by_label("As text")).to_have_value(re.compile("^[^;]*;0.4,0.3,0.6,"))
    assert page.locator("details[open]").count() == 1
    page.get_by_label("tracker: scouting").fill("0.4")
    page.keyboard.press("Tab")
    page.wait_for_selector("details .wrong:visible")
    assert "must be 1" in page.inner_text("details .wrong:visible")
    page.get_by_role("button", name="Back to the usual table").click()
    page.wait_for_function("!location.search.includes('table=')")
    expect(page.get_by_label("driver: holding the ring")).to_have_value("0.3")


def test_what_was_found_stays_about_the_bands_that_were_swept(watched):
    page = opened(watched, f"{SMALL}&vary=needed:1,6&vary=winter:0,1&show=1")
    page.wait_for_function(SWEPT, timeout=120_000)
    found = page.inner_text("#map")
    for id in ("own-product", "shared-survival"):
        assert regime(id).title in found
    page.click("summary:has-text('Every point')")
    heads = page.inner_text("details[open] thead")
    assert regime("none").title in heads
    assert heads.count("nobody left") == 3
    address = page.url
    page.select_option("select >> nth=2", "plan")
    page.wait_for_selector(".changed")
    assert page.inner_text("#map") == found
    page.go_back()
    page.wait_for_selector(".changed", state="detached")
    page.goto(address)
    page.wait_for_function(SWEPT, timeout=60_000)
    assert page.inner_text("#map") == found


def test_it_refuses_in_a_sentence_at_the_field(watched):
    page = opened(watched)
    settings = page.get_by_label("Settings")
    settings.fill("wintr=1")
    page.wait_for_selector(".wrong:visible")
    assert "did you mean winter" in page.inner_text(".wrong:visible")
    settings.press("Enter")
    page.wait_for_url("**set=wintr:1**")
    page.click(".go")
    page.wait_for_selector("#refusal")
    assert "did you mean winter" in page.inner_text("#refusal")


@needs_axe
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_there_are_no_obstacles_before_and_after_a_result(browser, base, theme, size):
    one = Watched(browser, base, viewport={"width": size[0], "height": size[1]}, color_scheme=theme)
    page = opened(one)
    assert obstacles(page) == []
    page.get_by_role("combobox", name="Dial to change").click()
    assert page.locator("[role=option]:visible").count() > 50
    assert obstacles(page) == []
    page = opened(one, f"{SMALL}&vary=needed:1,6&vary=small_game:0.6,1.4&show=1")
    page.wait_for_function(SWEPT, timeout=60_000)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert obstacles(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    one.close()
    assert one.wrong == []
