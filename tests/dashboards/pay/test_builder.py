"""The pay rule builder in a browser: from sentences to a band on the stage, a file and back."""

import pytest
from page_text import text
from stage_browser import PLACE, needs_chromium

from dashboards.pay.preview import preview
from dashboards.shared.address import read

pytestmark = [needs_chromium, pytest.mark.slow, pytest.mark.usefixtures("compiled")]


def opened(watched):
    """Open the builder for the first band."""
    page = watched.open(f"/?{PLACE}")
    page.keyboard.press("s")
    page.click(f"dialog button:text-is('{text('pay_open')}')")
    page.wait_for_selector(".pay-follows p")
    return page


def warnings(page):
    """Return what is said to follow from the rules."""
    return page.locator(".pay-follows > p").all_inner_texts()[:4]


def test_a_changed_sentence_changes_what_follows_and_the_band_on_the_stage(watched):
    page = opened(watched)
    assert warnings(page) == preview(read([("bands", "own-product")]))["warnings"]
    before = warnings(page)
    thrower = page.locator(".pay-sentences fieldset").nth(2)
    thrower.locator("select.more").select_option(label="looking after the store")
    thrower.locator(".slot").filter(has_text="holding the ring").locator("select").select_option("1")
    page.wait_for_function(
        "(old) => document.querySelectorAll('.pay-follows > p')[2].textContent !== old", arg=before[2]
    )
    page.click("dialog button[type=submit]")
    page.wait_for_function("__stage.ready && __stage.address.bands[0].includes('~table:')", timeout=20_000)
    band = page.evaluate("__stage.address.bands[0]")
    paid = page.evaluate("__stage.films[0].head.parameters.table[2]")
    assert (paid[2], paid[4]) == (1, 0.3)
    assert band in page.url.replace("%2F", "/")
    page.reload()
    page.wait_for_function("window.__stage && __stage.ready")
    assert page.evaluate("__stage.address.bands[0]") == band


def test_a_file_goes_out_and_comes_back(watched, tmp_path):
    page = opened(watched)
    page.fill("#pay-shared", "0.4")
    page.wait_for_timeout(600)
    with page.expect_download() as saved:
        page.click(f"dialog button:text-is('{text('pay_file')}')")
    file = tmp_path / "mine.toml"
    saved.value.save_as(file)
    assert "shared = 0.4" in file.read_text(encoding="utf-8")
    page.fill("#pay-shared", "0")
    page.set_input_files("dialog input[type=file]", file)
    page.wait_for_function("document.querySelector('#pay-shared').value === '0.4'")


def test_escape_closes_it(watched):
    page = opened(watched)
    page.keyboard.press("Escape")
    page.wait_for_function("!document.querySelector('dialog')")
