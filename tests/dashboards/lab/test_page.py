"""The lab in a browser: it sweeps, keeps what it found, and refuses."""

import pytest
from stage_browser import needs_chromium

from hunt.catalogue.regimes import regime

pytestmark = [needs_chromium, pytest.mark.slow, pytest.mark.usefixtures("compiled")]

SETTINGS = "input[type=text]:not([readonly]) >> nth=0"

# The button is free a moment before the last cell is drawn, so it says nothing about the map.
ALL_DONE = "document.querySelectorAll('#map td:not(.open)').length === 4"


def test_it_sweeps_and_refuses(watched):
    page = watched.open("/lab", ready=False)
    page.wait_for_selector(".go")
    page.fill(SETTINGS, "days=80 hunters=8")
    page.wait_for_timeout(300)
    page.click(".go")
    page.wait_for_function(ALL_DONE, timeout=60_000)
    page.fill(SETTINGS, "wintr=1")
    page.wait_for_timeout(300)
    page.click(".go")
    page.wait_for_selector("#refusal")
    assert "did you mean winter" in page.inner_text("#refusal")


def test_what_was_found_stays_about_the_bands_that_were_swept(watched):
    page = watched.open("/lab?bands=own-product,shared-survival&set=hunters:8&set=days:60", ready=False)
    page.wait_for_selector(".go")
    page.click(".go")
    page.wait_for_function(ALL_DONE, timeout=120_000)
    page.wait_for_selector(".go:not([disabled])", timeout=120_000)
    found = page.inner_text(".map")
    for id in ("own-product", "shared-survival"):
        assert regime(id).title in found
    heads = page.inner_text("#map ~ .table thead, .table:has(#map) ~ .table thead, thead")
    assert regime("none").title in heads
    assert heads.count("P(extinct)") == 3
    page.locator(".v-select").nth(2).click()
    page.click(f".v-menu__content.menuable__content__active >> text={regime('plan').title}")
    page.wait_for_timeout(1000)
    assert page.inner_text(".map") == found
