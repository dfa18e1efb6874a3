"""The compare page in a browser: an address with its result, files, progress, refusals, and no obstacles."""

import pytest
from accessibility import needs_axe, obstacles
from stage_browser import Watched, needs_chromium, serving

from hunt.catalogue.regimes import regime

pytestmark = [needs_chromium, pytest.mark.slow, pytest.mark.usefixtures("compiled")]

SMALL = "bands=own-product,shared-survival,none&set=hunters:8&set=days:200&flips=0"
DONE = "document.querySelector('.finding') && !document.querySelector('.progress')"


def shown(watched, query, ready=DONE):
    """Open the page; wait for its result."""
    page = watched.open(f"/compare?{query}", ready=False)
    page.wait_for_selector(".go")
    if ready:
        page.wait_for_function(ready, timeout=180_000)
    return page


def test_it_shows_intervals_and_offers_its_files(watched):
    page = shown(watched, SMALL, ready=None)
    page.click(".go")
    page.wait_for_function(DONE, timeout=180_000)
    assert "show=1" in page.url
    assert "% interval: " in page.inner_text(".finding")
    table = page.locator("main .table").first
    assert table.locator("tbody tr").count() == 3
    for id in ("own-product", "shared-survival", "none"):
        assert f"{regime(id).title} ({id})" in table.inner_text()
    page.click("summary:has-text('Files')")
    downloads = page.locator(".downloads a")
    assert downloads.count() >= 4
    for k in range(downloads.count()):
        with page.expect_download() as waiting:
            downloads.nth(k).click()
        assert waiting.value.failure() is None


def test_the_result_fits_on_two_screens_before_the_details(browser, base):
    one = Watched(browser, base, viewport={"width": 1366, "height": 768})
    page = shown(one, "bands=own-product,shared-survival,none&show=1")
    assert page.evaluate("document.documentElement.scrollHeight") <= 2 * 768
    assert page.locator("details[open]").count() == 0
    said = [text.strip() for text in page.locator("main p:visible, main figcaption:visible").all_inner_texts()]
    said = [text for text in said if text]
    assert len(said) == len(set(said)) > 2
    one.close()
    assert one.wrong == []


def test_a_mistake_is_said_at_its_field_before_anything_is_pressed(watched):
    page = shown(watched, SMALL, ready=None)
    seed = page.get_by_label("First seed")
    seed.fill("-4")
    page.wait_for_selector(".wrong:visible")
    assert "whole number" in page.inner_text(".wrong:visible")
    assert seed.get_attribute("aria-invalid") == "true"
    seed.fill("4")
    page.wait_for_function("![...document.querySelectorAll('.wrong')].some((one) => one.offsetParent)")
    seed.press("Enter")
    page.wait_for_url("**seed=4**")


@pytest.mark.parametrize("path", ["/compare", "/lab"])
def test_compare_and_lab_take_over_the_settings_of_the_stage(watched, path):
    page = watched.open(f"{path}?bands=own-product,shared-survival&set=hunters:8&set=days:60", ready=False)
    page.wait_for_selector(".go")
    assert page.get_by_label("Settings").input_value() == "hunters=8 days=60"


def test_the_address_keeps_the_result_over_a_reload_and_back_over_choices(watched):
    page = shown(watched, f"{SMALL}&seed=9&show=1")
    found, address = page.inner_text(".finding"), page.url
    page.reload()
    page.wait_for_function(DONE, timeout=60_000)
    assert page.inner_text(".finding") == found
    page.select_option("select >> nth=0", "strangers")
    page.wait_for_url("**scenario=strangers**")
    page.wait_for_selector(".changed")
    assert page.inner_text(".finding") == found  # still about the earlier choices, and the page says so
    page.go_back()
    page.wait_for_url(address)
    page.wait_for_selector(".changed", state="detached")
    assert page.input_value("select >> nth=0") == "default-valley"
    assert page.inner_text(".finding") == found


def test_the_page_comes_back_with_its_result_when_the_server_does(browser):
    with serving() as (base, process):
        port = int(base.rsplit(":", 1)[1])
        one = Watched(browser, base)
        page = shown(one, f"{SMALL}&show=1")
        found, address = page.inner_text(".finding"), page.url
        process.terminate()
        process.wait(20)
        page.wait_for_selector("#server-gone", timeout=20_000)
        assert len(page.inner_text("#server-gone")) > 40
        assert page.locator("text=Server disconnected >> visible=true").count() == 0
        assert page.inner_text(".finding") == found
        with serving(port=port):
            page.wait_for_selector("#server-gone", state="detached", timeout=60_000)
            page.wait_for_function(DONE, timeout=60_000)
            assert (page.inner_text(".finding"), page.url) == (found, address)
            one.close()


def test_the_link_is_copied(watched):
    watched.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = shown(watched, SMALL, ready=None)
    page.click(".copy-link button")
    page.wait_for_function("document.querySelector('.copy-link [role=status]').textContent")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_progress_has_an_end_in_sight_and_cancel_stops_the_work(watched):
    page = shown(watched, "bands=plan,none,mixed,ranking&runs=1000&flips=1", ready=None)
    page.click(".go")
    page.wait_for_function("/\\d+ s left/.test(document.querySelector('.progress')?.innerText)", timeout=60_000)
    assert page.locator("progress").get_attribute("max") != "1"
    page.click(".stop")
    page.wait_for_selector(".stopped")
    page.wait_for_selector(".go:not([disabled])")
    page.select_option("select >> nth=0", "strangers")  # the queue is free for other work at once
    page.goto(f"{watched.base}/compare?{SMALL}&show=1&seed=3")
    page.wait_for_function(DONE, timeout=30_000)


@needs_axe
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_there_are_no_obstacles_before_and_after_a_result(browser, base, theme, size):
    one = Watched(browser, base, viewport={"width": size[0], "height": size[1]}, color_scheme=theme)
    page = shown(one, SMALL, ready=None)
    assert obstacles(page) == []
    page.get_by_label("First seed").fill("x")
    page.wait_for_selector(".wrong:visible")
    assert obstacles(page) == []
    shown(one, "bands=own-product,shared-survival,none&set=hunters:8&set=days:200&show=1")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert obstacles(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    one.close()
    assert one.wrong == []
