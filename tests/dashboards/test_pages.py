"""All pages in a browser: they open without internet, refuse in a sentence, and serve many visitors at once."""

import threading
import urllib.request

import pytest
from stage_browser import Watched, needs_chromium

pytestmark = [needs_chromium, pytest.mark.usefixtures("compiled")]


@pytest.mark.parametrize(
    "paths", [["/story"], pytest.param(["/", "/compare", "/lab"], marks=pytest.mark.slow)], ids=["story", "the others"]
)
def test_every_page_opens_with_an_empty_cache_and_no_internet(browser, base, paths):
    for path in paths:
        one = Watched(browser, base)
        one.open(path, ready=path in ("/", "/story"))
        if path in ("/compare", "/lab"):
            one.page.wait_for_selector(".go")
        one.page.wait_for_timeout(800)
        assert len(one.urls) > 8, path
        one.close()
        assert one.wrong == one.off_host() == [], path


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        "/?bands=nonsense",
        "/?seed=-1",
        "/?set=hunters:1000000",
        "/?bands=own-product~400:review:1",
        "/?skin=klingon",
        "/?bands=%00%F0%9F%A6%A3",
        "/compare?scenario=atlantis",
        "/lab?set=wintr:1",
    ],
)
def test_what_cannot_be_shown_is_one_sentence_with_a_way_out(browser, base, path):
    one = Watched(browser, base)
    one.page.goto(base + path)
    one.page.wait_for_selector("#refusal, .wrong:visible", timeout=30_000)
    assert len(one.page.locator("#refusal, .wrong:visible").first.inner_text()) > 20
    assert "Traceback (most" not in one.page.content()
    one.page.click("main.refused a" if path.startswith("/?") else "nav a >> nth=0")
    one.page.wait_for_function("window.__stage && window.__stage.ready && window.__stage.films.length", timeout=30_000)
    assert one.off_host() == []
    one.close()


@pytest.mark.slow
def test_many_visitors_at_once_get_their_films(base):
    answers = []

    def get(seed):
        url = f"{base}/film?bands=own-product&seed={seed}"
        with urllib.request.urlopen(url, timeout=60) as answer:
            answers.append((seed, answer.status, len(answer.read())))

    threads = [threading.Thread(target=get, args=(seed,)) for seed in range(30)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert sorted(seed for seed, status, size in answers if status == 200 and size < 200_000) == list(range(30))
