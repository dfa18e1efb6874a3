"""The stage's own words: every language has all of them, and the page uses none that does not exist."""

import re
from string import Formatter

import pytest
from cases import each
from company_words import COMPANIES, OF_PAGES, STONE_AGE
from stage_browser import needs_chromium

from dashboards.app import dials_of
from dashboards.shared.browser_files import FILES
from dashboards.shared.page_words import languages, page_words, page_words_of
from hunt.catalogue.measures import MEASURES
from hunt.catalogue.parameters import FIELDS
from hunt.catalogue.regimes import read_toml, regime, regime_ids
from hunt.catalogue.scenarios import scenario, scenario_ids
from hunt.errors import HuntError
from hunt.narrator import FOLDER, MEANINGS, skin, skin_ids

USED = re.compile(r"\bt\(\s*(?:[\w.\s=!']+ \? )?'(\w+)'(?: : '(\w+)')?")
"""Where the page's JavaScript uses a text; it may choose between two."""

PUT_TOGETHER = ("wall_", "praise_", "leads_", "usual_", "rank_", "meaning_", "part_", "sign_", "legend_")
PUT_TOGETHER += ("story_do_", "story_did_", "story_had_", "story_paid_", "chart_", "dial_", "ending_", "pay_")
PUT_TOGETHER += ("measure_",)
PUT_TOGETHER += ("asks_", "own_")
PUT_TOGETHER += tuple(f"story_{act}_" for act in range(1, 6))
"""Beginnings of names that the page puts together."""


def braces(text):
    """Return what a text has filled in."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_there_is_english_and_german():
    assert {"de", "en"} <= set(languages())


@each("id", skin_ids())
def test_a_skin_has_all_words_of_the_page_in_its_own_language(id):
    words, english = page_words(skin(id).language), page_words("en")
    assert words.language == skin(id).language
    assert words.texts.keys() == english.texts.keys()
    for name, text in words.texts.items():
        assert text.strip()
        assert braces(text) == braces(english.texts[name]), name
    assert {f"meaning_{one}" for one in MEANINGS} <= words.texts.keys()


SHIPPED_REGIMES = {"heroics", "mission", "mixed", "none", "own-product", "plan", "ranking", "shared-survival", "sla"}


def test_other_languages_name_every_shipped_regime_and_scenario():
    for language in set(languages()) - {"en"}:
        words = page_words(language)
        assert SHIPPED_REGIMES <= set(words.regimes) <= set(regime_ids())
        assert set(words.scenarios) <= set(scenario_ids())
        assert len(words.scenarios) >= 21  # those of this version; a new one speaks English until it is translated
        for id in words.scenarios:
            own = words.scenario(scenario(id))
            assert all(own[name] != text for name, text in page_words("en").scenario(scenario(id)).items()), id
        assert all(words.title(regime(id)) for id in regime_ids())


def test_a_language_without_words_speaks_english_on_the_page():
    assert page_words("tlh").texts == page_words("en").texts


def test_the_page_uses_only_words_that_exist():
    known = page_words("en").texts
    for file in FILES.rglob("*.js"):
        for found in USED.finditer(file.read_text(encoding="utf-8")):
            for name in filter(None, found.groups()):
                assert name in known, f"{file.name} uses {name}"


def test_every_word_is_used():
    sources = [*FILES.rglob("*.js"), *FILES.parent.rglob("*.py")]
    used = {name for file in sources for name in re.findall(r"['\"](\w+)['\"]", file.read_text(encoding="utf-8"))}
    for name in page_words("en").texts:
        assert name.removesuffix("_one") in used or name.startswith(PUT_TOGETHER), name


@each(
    ("line", "says"),
    [
        ('footd = "Budget"', "did you mean 'food'"),
        ('alive = "{livng} of {hunters}"', "{livng}"),
        ('food = "Budget {"', "'Budget {'"),
        ("food = 3", "food"),
    ],
)
def test_words_that_would_fail_on_the_stage_are_refused(tmp_path, line, says):
    file = tmp_path / "own.toml"
    file.write_text(f'like = "stone-age"\ntitle = "Own"\n[page]\n{line}\n', encoding="utf-8")
    with pytest.raises(HuntError, match=re.escape(says)):
        skin(str(file))


# --- skins of companies, where nothing of the stone age is left -----------------------------------------------------

OF_THE_PROGRAM = re.compile(r"'hunt live[^']*'|{\w+}")
"""A command is called what it is called in every skin, and what is filled in is the skin's own."""


def texts_in(data):
    """Return all texts in data."""
    if isinstance(data, str):
        return [data]
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list | tuple) else ()
    return [text for part in parts for text in texts_in(part)]


def test_companies_have_their_own_words_on_the_stage():
    assert set(COMPANIES) == {"customer-success", "product-team", "zero-outage"}
    for id in COMPANIES:
        assert page_words_of(skin(id)).texts.keys() == page_words("en").texts.keys()
        shown = page_words_of(skin(id))
        texts = [shown.plain(text) if name.startswith(OF_PAGES) else text for name, text in shown.texts.items()]
        for text in [*texts, *texts_in([shown.scenario(scenario(one)) for one in scenario_ids()])]:
            assert not STONE_AGE.search(OF_THE_PROGRAM.sub("", text)), f"{id}: {text}"


@each("id", ("customer-success", "product-team", "zero-outage"))
def test_a_file_of_a_company_has_no_word_of_the_stone_age(id):
    data = read_toml(FOLDER / f"{id}.toml")
    texts = texts_in(data)
    assert len(texts) > 500
    for text in texts:
        assert not STONE_AGE.search(re.sub(r"{[^}]*}", "", text)), text


@each("id", ("customer-success", "product-team", "zero-outage"))
def test_a_company_asks_every_question_in_its_own_words(id):
    assert set(skin(id).scenarios) == set(scenario_ids())
    usual, own = page_words("en"), page_words_of(skin(id))
    same = ("Room to breathe", "Nobody who can")  # titles that any company can say
    for one in map(scenario, scenario_ids()):
        there, here = usual.scenario(one), own.scenario(one)
        assert set(here) == {"title", "question", "finding", "sceptic"}
        assert here["title"] != there["title"] or there["title"] in same
    titles = [own.scenario(scenario(one))["title"] for one in scenario_ids()]
    assert len(set(titles)) == len(titles)


def test_dials_that_a_sceptic_should_turn_are_called_so():
    for id in COMPANIES:
        own = page_words_of(skin(id))
        called = {text for name, text in own.texts.items() if name.startswith("dial_")}
        called |= {own.scenario(scenario(one))["title"] for one in scenario_ids()}
        for one in scenario_ids():
            named = re.findall(r"'([^']{8,})'", own.scenario(scenario(one))["sceptic"].replace("one's", "ones"))
            assert set(named) <= called, (id, one, named)


@each("id", skin_ids())
def test_bands_with_the_same_pay_rule_have_a_sentence_each(id):
    own = page_words_of(skin(id))
    for one in map(scenario, scenario_ids()):
        arms, alike = own.arms(one), len(set(one.claim.regimes)) == 1
        assert len(arms) == (2 if alike else 0), one.id
        assert len(set(arms)) == len(arms)
        if own.language != "en":
            assert not set(arms) & set(one.arms)


def test_reasons_of_parameters_speak_of_hunters_and_so_a_company_sees_none():
    for id in skin_ids():
        rows = {row["name"]: row for row in dials_of(skin(id))}
        assert rows.keys() == FIELDS.keys()
        if id in COMPANIES:
            assert not any(row["why"] or row["unit"] for row in rows.values())
            assert not [row["title"] for row in rows.values() if STONE_AGE.search(row["title"].replace("_", " "))]
        else:
            assert all(row["why"] for row in rows.values())


def test_compare_and_lab_say_nothing_of_the_stone_age_to_a_company():
    metas = [one.metadata for one in FIELDS.values()]
    for id in COMPANIES:
        words = page_words_of(skin(id))
        said = [words.plain(text) for name, text in words.texts.items() if name.startswith(OF_PAGES)]
        said += [words.dial(name) for name in FIELDS]
        said += [words.plain(one[part]) for one in metas for part in ("unit", "why")]
        said += [words.plain(one.says) for one in MEASURES.values()]
        said += [words.plain(text) for one in scenario_ids() for text in words.scenario(scenario(one)).values()]
        said += [words.plain(words.title(regime(one))) for one in regime_ids()]
        for text in said:
            assert not STONE_AGE.search(re.sub(r"{\w+}", "", text)), f"{id}: {text}"
    usual = page_words("en")
    assert usual.plain("A hunter of the band") == "A hunter of the band"
    assert page_words_of(skin("zero-outage")).plain("Hunters, a hunter") == "People, a person"


def test_every_dial_has_a_title_in_every_language():
    for language in languages():
        titles = page_words(language).dials
        assert titles.keys() == FIELDS.keys(), language
        assert len(set(titles.values())) == len(titles)


# --- in a browser ---------------------------------------------------------------------------------------------------

SEEN = """() => [...document.querySelectorAll('.hunt *')].filter((one) => !one.closest('[lang=en]')).flatMap((one) => [
  ...[...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent),
  one.getAttribute('title') || '', one.getAttribute('aria-label') || '', one.getAttribute('placeholder') || '',
]).map((words) => words.trim()).filter(Boolean)"""
"""All words that are seen or read aloud."""

ENGLISH = re.compile(r"\b(the|and|of|were|hunters?|for|with|because|everybody|own|paid|days?|food|mammoths?)\b")
WINDOWS = {
    "the stage": "",
    "set up": "s",
    "what if": "f",
    "why": "w",
    "the log": "e",
    "keys": "?",
    "other years": "l",
    "who trusts whom": "t",
}
"""Each window and the key that opens it."""


def windows(page, names=WINDOWS):
    """Open one window after the other; yield its name once it has all its words."""
    page.evaluate("__stage.winters.runs = 100")
    for name in names:
        if WINDOWS[name]:
            page.keyboard.press(WINDOWS[name])
            page.wait_for_selector("dialog[open]")
            page.wait_for_function(
                "__stage.winters.state !== 'running' && !document.querySelector('dialog[data-state=asking]')",
                timeout=60_000,
            )
        yield name
        if WINDOWS[name]:
            page.keyboard.press("Escape")


@needs_chromium
@pytest.mark.slow
@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("query", ["scenario=hero-of-the-night&seed=1", "scenario=the-counter-arrives&seed=3"])
def test_no_english_is_left_on_the_german_stage(watched, query):
    page = watched.open(f"/?{query}&skin=steinzeit&reference=none#day=60")
    english, german = page_words("en").texts, page_words("de").texts
    left = {text for name, text in english.items() if not braces(text) and text != german[name]}
    left -= set(german.values())
    page.wait_for_function("document.querySelector('.badge').textContent", timeout=30_000)
    for window in windows(page):
        seen = page.evaluate(SEEN)
        assert len(seen) > 30, window
        for words in seen:
            assert words not in left, window
            assert not ENGLISH.search(words), f"{window}: {words}"
    assert "60" in page.inner_text(".day")


@needs_chromium
@pytest.mark.slow
@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("id", COMPANIES)
def test_nothing_of_the_stone_age_is_left_on_the_stage_of_a_company(watched, id):
    page = watched.open(f"/?bands=own-product,shared-survival&seed=1&skin={id}&reference=none#day=60")
    everything = SEEN.replace(".filter((one) => !one.closest('[lang=en]'))", "")
    assert everything != SEEN
    for window in windows(
        page, ("the stage", "set up", "what if", "why", "other years", "the log", "keys", "who trusts whom")
    ):
        seen = page.evaluate(everything)
        assert len(seen) > 30, window
        for words in seen:
            assert not STONE_AGE.search(OF_THE_PROGRAM.sub("", words).replace("Stone age", "")), f"{window}: {words}"
