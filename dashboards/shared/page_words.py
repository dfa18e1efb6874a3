"""The stage's own words, in the language of a skin: buttons, headings, windows, and what the catalogues are called.

They stand in ``hunt/words/page``, one file a language.  A skin in a language that has none speaks English there; one of
a company may have other words for some of them.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from hunt.catalogue.regimes import Regime
from hunt.catalogue.scenarios import Scenario
from hunt.narrator import Words
from hunt.narrator.season_names import all_renamed, renamed
from hunt.narrator.skin_pages import PAGE, SAID, page_texts, scenarios_of
from hunt.vocabulary import Season

ENGLISH = "en"


def languages() -> tuple[str, ...]:
    """Return the languages that have words for the page."""
    return tuple(sorted(file.stem for file in PAGE.glob("*.toml")))


@dataclass(frozen=True, eq=False)
class PageWords:
    """The words of one language.

    ``texts`` are by name; ``regimes``, ``scenarios`` and ``settings`` are what those of the catalogues are called,
    where it is not as in their own files; ``dials`` are the parameters in full words.  ``neutral`` says how a company
    calls a thing of the stone age in the texts of the catalogues.
    """

    language: str
    texts: Mapping[str, str]
    regimes: Mapping[str, str]
    scenarios: Mapping[str, Mapping[str, Any]]
    settings: Mapping[str, str]
    dials: Mapping[str, str] = field(default_factory=dict)
    neutral: Mapping[str, str] = field(default_factory=dict)
    company: bool = False

    def say(self, name: str, /, **values: Any) -> str:
        """Return a text with its braces filled."""
        return self.texts[name].format(**values)

    def number(self, text: str) -> str:
        """Return a number, written with a full stop, as the language writes it."""
        return text.replace(".", self.texts["decimal"]).replace("-", "\N{MINUS SIGN}")

    def title(self, regime: Regime) -> str:
        """Return what a regime is called."""
        return self.regimes.get(regime.id, regime.title)

    def setting(self, name: str) -> str:
        """Return what a parameter is called in a title."""
        return self.settings.get(name, name.replace("_", " "))

    def dial(self, name: str) -> str:
        """Return a parameter in full words."""
        return self.plain(self.dials.get(name, name.replace("_", " ").capitalize()))

    def put(self, name: str, /, **values: Any) -> str:
        """Return a text of compare or lab with its braces filled, in words of the skin."""
        return self.plain(self.say(name, **values))

    def plain(self, text: str) -> str:
        """Return a text of a catalogue in words of the skin: for a company, without the stone age."""
        return _without_stone_age(text, self.neutral) if self.company else text

    def scenario(self, one: Scenario) -> dict[str, str]:
        """Return title, question, finding and what a sceptic should try."""
        usual = {"title": one.title, "question": one.question, "finding": one.claim.finding, "sceptic": one.sceptic}
        own = self.scenarios.get(one.id, {})
        return usual | {name: own[name] for name in SAID if name in own}

    def arms(self, one: Scenario) -> tuple[str, ...]:
        """Return what each band of a scenario's claim does; nothing where their regimes say it."""
        return tuple(self.scenarios.get(one.id, {}).get("arms", one.arms))


def _without_stone_age(text: str, neutral: Mapping[str, str]) -> str:
    def instead(found: re.Match[str]) -> str:
        word = neutral[found[0].lower()]
        return word[0].upper() + word[1:] if found[0][0].isupper() else word

    longest_first = sorted(neutral, key=len, reverse=True)
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", instead, text, flags=re.IGNORECASE)


@cache
def page_words(language: str) -> PageWords:
    """Return the page's words in a language."""
    language = language if language in languages() else ENGLISH
    file = PAGE / f"{language}.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    parts = [data.get(name, {}) for name in ("regimes", "settings", "dials", "neutral")]
    regimes, settings, called, neutral = parts
    return PageWords(language, page_texts(language), regimes, scenarios_of(data, file), settings, called, neutral)


def page_words_of(words: Words) -> PageWords:
    """Return the page's words in the language of a skin, with those that the skin has of its own.

    Where the skin has no text of its own, the usual one calls the winter what the skin calls it.
    """
    usual = page_words(words.language)
    winter = words.word("seasons", Season.WINTER)
    names = {usual.texts["meaning_winter"]: winter}
    texts = {name: renamed(text, names, usual.language) for name, text in usual.texts.items()}
    asked = all_renamed(usual.scenarios, names, usual.language)
    ids = (*asked, *words.scenarios)
    return replace(
        usual,
        texts={**texts, **words.page},
        dials=all_renamed(usual.dials, names, usual.language),
        neutral={**usual.neutral, **({"winter": winter} if usual.neutral else {})},
        company=bool(words.page),
        settings={**usual.settings, **words.settings},
        scenarios={id: {**asked.get(id, {}), **words.scenarios.get(id, {})} for id in ids},
    )
