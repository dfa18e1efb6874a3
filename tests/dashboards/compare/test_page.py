"""The compare page in a browser: intervals, figures, files to download, and refusals."""

import pytest
from stage_browser import needs_chromium

pytestmark = [needs_chromium, pytest.mark.slow, pytest.mark.usefixtures("compiled")]

WRITTEN_IN = "input[type=text]:not([readonly])"
"""Lines to write in: the settings, then the seed."""


def test_it_shows_intervals_and_offers_its_files(watched):
    page = watched.open("/compare", ready=False)
    page.wait_for_selector(".go")
    page.locator("input[type=checkbox]").click(force=True)  # do not look for reversals
    page.click(".go")
    page.wait_for_selector("figure", timeout=180_000)
    assert page.locator("figure svg").count() == 3
    assert "95 %" in page.inner_text(".said")
    assert "none" in page.locator(".table thead").first.inner_text()  # for reference, in every comparison
    assert "P(extinct)" in page.locator(".table").first.inner_text()
    downloads = page.locator(".downloads a")
    assert downloads.count() >= 4
    for k in range(downloads.count()):
        with page.expect_download() as waiting:
            downloads.nth(k).click()
        assert waiting.value.failure() is None
    page.locator(WRITTEN_IN).nth(1).fill("-4")
    page.wait_for_timeout(300)
    page.click(".go")
    page.wait_for_selector("#refusal")
    assert "whole number" in page.inner_text("#refusal")


@pytest.mark.parametrize("path", ["/compare", "/lab"])
def test_compare_and_lab_take_over_the_settings_of_the_stage(watched, path):
    page = watched.open(f"{path}?bands=own-product,shared-survival&set=hunters:8&set=days:60", ready=False)
    page.wait_for_selector(".go")
    assert page.locator(WRITTEN_IN).first.input_value() == "hunters=8 days=60"
