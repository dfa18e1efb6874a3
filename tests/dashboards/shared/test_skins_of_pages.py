"""Compare and lab in the words of a skin: no English in German, and nothing of the stone age in a company."""

import re

import pytest
from company_words import COMPANIES, STONE_AGE
from stage_browser import needs_chromium

pytestmark = [needs_chromium, pytest.mark.slow, pytest.mark.usefixtures("compiled")]

SMALL = "bands=own-product,shared-survival,none&set=needed:3&set=days:200&show=1"
PAGES = {
    "/compare": (SMALL, "document.querySelector('.finding') && !document.querySelector('.progress')"),
    "/lab": (f"{SMALL}&vary=winter:0,1", "document.querySelectorAll('#map td:not(.open)').length === 2"),
}

SEEN = """() => [document.title, ...[...document.querySelectorAll('.hunt-page *')]
  .filter((one) => !one.closest('code, pre'))
  .filter((one) => !one.closest('[lang=en]') || document.documentElement.lang === 'en').flatMap((one) => [
    ...[...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent),
    one.getAttribute('aria-label') || '', one.getAttribute('title') || '',
  ])].map((words) => words.trim()).filter(Boolean)"""
"""All words that are seen or read aloud."""

IDS = re.compile(r"\([\w-]+\)")
"""Ids of regimes and parameters, behind what they are called."""

ENGLISH = re.compile(r"\b(the|and|of|were|hunters?|for|with|because|own|paid|days?|food|mammoths?|years?|from|this)\b")


def seen(watched, path, skin):
    """Return all words on a page with its result and all details open."""
    query, done = PAGES[path]
    page = watched.open(f"{path}?{query}&skin={skin}", ready=False)
    page.wait_for_function(done, timeout=120_000)
    page.wait_for_function("!document.querySelector('.progress')", timeout=60_000)
    words = page.evaluate(SEEN)
    assert len(words) > 120
    links = page.locator("nav a").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
    assert all(f"skin={skin}" in link for link in links)
    return words


@pytest.mark.parametrize("path", list(PAGES))
@pytest.mark.parametrize("id", COMPANIES)
def test_nothing_of_the_stone_age_is_left_for_a_company(watched, path, id):
    for words in seen(watched, path, id):
        assert not STONE_AGE.search(IDS.sub("", words)), words


@pytest.mark.parametrize("path", list(PAGES))
def test_no_english_is_left_in_german(watched, path):
    for words in seen(watched, path, "steinzeit"):
        assert not ENGLISH.search(IDS.sub("", words)), words
