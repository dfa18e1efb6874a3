"""The same year without any pay rule, shown on request next to the bands of the stage."""

from urllib.parse import parse_qsl

import numpy as np
import pytest
from page_text import counted, filled, text
from stage_browser import PLACE, Watched, needs_chromium

import hunt
from dashboards.shared.address import read
from dashboards.stage.film import series
from dashboards.stage.other_years import block, other_years
from dashboards.stage.reference import reference_year
from hunt.catalogue.arms import REFERENCE
from hunt.catalogue.regimes import regime
from hunt.errors import HuntError

pytestmark = pytest.mark.usefixtures("compiled")

ASKED = f"{PLACE}&reference=none"


def unpaid(query):
    """Return the year of an address without any pay rule, as it was simulated."""
    address = read(parse_qsl(query))
    return hunt.record(address.parameters(address.reference()), address.seed)


def test_it_is_the_year_of_the_same_seed_under_the_regime_none():
    year = reference_year(read(parse_qsl(ASKED)))
    history = hunt.record(hunt.scenario().parameters(REFERENCE), 27)
    lines = series(history)
    assert year["living"] == lines["living"].tolist()
    assert year["store"] == lines["store"].tolist()
    assert year["winter"] == lines["winter"].tolist()
    assert year["title"] == regime(REFERENCE).title


def test_a_setting_of_all_bands_does_not_turn_the_pay_rule_on_again():
    address = read(parse_qsl(f"{ASKED}&set=kappa:0.5&set=winter:0.4"))
    parameters = address.parameters(address.reference())
    assert (parameters.kappa, parameters.winter) == (0.0, 0.4)


@pytest.mark.parametrize("bands", ["none", "none,plan", "plan,none"])
def test_it_is_not_shown_where_a_band_has_no_pay_rule_anyway(bands):
    address = read([("bands", bands), ("seed", "1"), ("reference", "none")])
    assert address.reference() is None
    assert address.arms() == address.bands
    with pytest.raises(HuntError, match="no pay rule already"):
        reference_year(address)


def test_bands_that_would_not_meet_the_same_luck_are_refused():
    bands = [("bands", "plan~hunters:8,ranking~hunters:8"), ("seed", "1")]
    read(bands)
    with pytest.raises(HuntError, match="hunters differs"):
        read([*bands, ("reference", "none")])


def test_asking_for_it_does_not_change_which_year_is_shown():
    pairs = [("bands", "own-product,shared-survival")]
    usual, asked = block(read(pairs)), block(read([*pairs, ("reference", "none")]))
    assert asked["typical"] == usual["typical"]
    assert asked["alive"] == usual["alive"] | block(read([("bands", "none")]))["alive"]


def test_other_years_count_it_as_they_count_a_band():
    pairs = [("bands", "plan,mixed"), ("set", "days:60"), ("set", "start_store:0")]
    found = other_years(read([*pairs, ("reference", "none")]), 20, lambda _: None)
    alone = other_years(read([("bands", "none"), *pairs[1:]]), 20, lambda _: None)
    assert set(found["alive"]) == {"plan", "mixed", "none"}
    for part in ("alive", "fan"):
        assert found[part]["none"] == alone[part]["none"]


# --- in a browser ---------------------------------------------------------------------------------------------------

SHOWN = "!document.querySelector('.reference').hidden"


def in_browser(test):
    """Mark a test that needs a browser."""
    return needs_chromium(pytest.mark.slow(test))


@in_browser
def test_it_is_fetched_and_shown_only_on_request(watched):
    page = watched.open(f"/?{PLACE}#day=300")
    assert not page.is_visible(".reference")
    assert not any("reference" in url for url in watched.urls if "/files/" not in url)
    page.click(".too")
    page.wait_for_function(SHOWN)
    assert page.get_attribute(".too", "aria-pressed") == "true"
    assert page.url.endswith("reference=none#day=300")
    run = unpaid(ASKED)
    for day in (0, 200, 300, 359):
        page.evaluate(f"__stage.go({day}); __stage.render(true)")
        living = int(run.camp["living"][day])
        assert page.inner_text(".reference .alive") == text("alive", living=living, hunters=12)
        food = int(np.floor(run.camp["store"][day] / max(1, living) + 0.5))
        said = counted("food_days", food, days=food) if living else text("nobody_left")
        assert page.inner_text(".reference .alive + span") == said
    for chart in page.locator("canvas.chart").all():
        assert f" {text('chart_no_rule')}:" in chart.get_attribute("aria-label")
    page.click(".too")
    assert not page.is_visible(".reference")
    assert "reference" not in page.url
    assert f" {text('chart_no_rule')}:" not in page.locator("canvas.chart").first.get_attribute("aria-label")


@in_browser
def test_the_link_carries_it_and_it_survives_a_reload_and_another_year(watched):
    page = watched.open(f"/?{ASKED}#day=100")
    assert page.evaluate(SHOWN)
    page.reload()
    page.wait_for_function(f"window.__stage && __stage.ready && {SHOWN}")
    page.keyboard.press("s")
    page.fill("dialog input[inputmode=numeric]", "7")
    page.click("dialog button[type=submit]")
    page.wait_for_function("__stage.ready && __stage.address.seed === 7", timeout=20_000)
    assert page.url.endswith("seed=7&reference=none")
    living = unpaid(ASKED.replace("seed=27", "seed=7")).camp["living"]
    assert page.evaluate("__stage.reference.year.living") == living.tolist()


@in_browser
def test_the_keyboard_reaches_it(stage):
    stage.keyboard.press("0")
    stage.wait_for_function(SHOWN)
    stage.keyboard.press("0")
    stage.wait_for_function(f"!({SHOWN})")
    stage.focus(".too")
    stage.keyboard.press("Enter")
    stage.wait_for_function(SHOWN)
    assert stage.evaluate("document.activeElement.className") == "too"
    assert stage.get_attribute(".reference", "aria-label").startswith(regime(REFERENCE).title)


@in_browser
@pytest.mark.parametrize("path", ["/?bands=none&seed=1&reference=none", "/?bands=plan,none&seed=1", "/story"])
def test_the_switch_is_not_offered_where_it_makes_no_sense(watched, path):
    page = watched.open(path)
    assert not page.is_visible(".too")
    page.evaluate("__stage.reference.toggle()")
    assert not page.is_visible(".reference")
    assert not any("/reference?" in url for url in watched.urls)


@in_browser
def test_a_thousand_other_years_have_a_row_for_it(watched):
    """Mean and share of years with nobody left, for each band; only what is not known yet is simulated."""
    page = watched.open(f"/?{PLACE}")
    page.evaluate("__stage.winters.runs = 100; __stage.winters.open()")
    page.wait_for_function("__stage.winters.state === 'done'", timeout=60_000)
    assert page.locator(".tally tbody tr").count() == 2
    page.keyboard.press("Escape")
    page.keyboard.press("0")
    page.wait_for_function(SHOWN)
    page.keyboard.press("l")
    page.wait_for_function("__stage.winters.state === 'done' && __stage.winters.complete()", timeout=60_000)
    page.wait_for_selector(".tally tbody tr.dimmed")
    asked = [url for url in watched.urls if "/winters?" in url]
    assert [dict(parse_qsl(url.partition("?")[2]))["bands"] for url in asked] == ["own-product,shared-survival", "none"]
    counts = block(read(parse_qsl(ASKED)))["alive"]
    rows = page.locator(".tally tbody tr").all()
    for row, band in zip(rows, ("own-product", "shared-survival", "none"), strict=True):
        alive = np.array(counts[band])
        mean = f"{(alive * np.arange(13)).sum() / 100:.1f}"
        cells = row.locator("td.num").all_inner_texts()
        assert cells == [text("tally_of", mean=mean, hunters=12), f"{alive[0]} %"]
    assert page.locator("dialog canvas").count() == 2
    assert text("winters_reference") in page.inner_text("dialog")
    page.keyboard.press("Escape")
    said = filled("reference_many", page.inner_text(".reference .many-years"))
    assert (said["runs"], said["none"]) == ("100", str(counts["none"][0]))


@in_browser
def test_what_the_server_refuses_is_said_in_a_window(browser, base):
    one = Watched(browser, base)
    page = one.open("/?bands=plan~hunters:8,ranking~hunters:8&seed=1")
    page.click(".too")
    page.wait_for_selector("dialog [role=alert]")
    assert "hunters differs" in page.inner_text("dialog [role=alert]")
    page.keyboard.press("Escape")
    assert page.get_attribute(".too", "aria-pressed") == "false"
    assert "reference" not in page.url
    one.close()


@in_browser
def test_labels_at_the_ends_of_the_lines_do_not_cover_each_other(stage):
    look = """async (places) => {
      const { spaced } = await import(`/files/${__stage.address.version}/charts.js`);
      return spaced(places, 20, 10, 110);
    }"""
    for places in ([50, 52], [50, 51, 52], [0, 0, 0], [200, 100, 105], [10, 60, 110]):
        moved = stage.evaluate(look, places)
        assert all(10 <= one <= 110 for one in moved)
        assert min(np.diff(sorted(moved))) >= 20 - 1e-9
        assert (np.argsort(moved, kind="stable") == np.argsort(places, kind="stable")).all()
    assert stage.evaluate(look, [10, 60, 110]) == [10, 60, 110]


@in_browser
def test_on_a_phone_the_switch_is_large_and_nothing_is_wider_than_the_screen(browser, base):
    one = Watched(browser, base, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = one.open(f"/?{ASKED}&skin=steinzeit#day=300")
    assert page.evaluate("document.querySelector('.hunt').scrollWidth <= innerWidth")
    wide = "[...document.querySelectorAll('.stage button, .reference *, .fate *')].filter((one) => one.offsetParent)"
    assert page.evaluate(f"{wide}.every((one) => one.getBoundingClientRect().right <= innerWidth)")
    assert page.evaluate("document.querySelector('.too').offsetHeight >= 48")
    page.tap(".too")
    page.wait_for_function(f"!({SHOWN})")
    one.close()
