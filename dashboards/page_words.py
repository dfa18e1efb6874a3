"""The stage's own words, in the language of a skin: buttons, headings, windows, and what the catalogues are called.

They stand in ``hunt/words/page``, one file a language.  A skin in a language that has none speaks English there.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from hunt.narrator.skins import FOLDER
from hunt.regimes import Regime
from hunt.scenarios import Scenario

PLACE = FOLDER / "page"
ENGLISH = "en"


def languages() -> tuple[str, ...]:
    """Return the languages that have words for the page."""
    return tuple(sorted(file.stem for file in PLACE.glob("*.toml")))


@dataclass(frozen=True, eq=False)
class PageWords:
    """The words of one language.

    ``texts`` are by name; ``regimes``, ``scenarios`` and ``settings`` are what those of the catalogues are called,
    where it is not as in their own files.
    """

    language: str
    texts: Mapping[str, str]
    regimes: Mapping[str, str]
    scenarios: Mapping[str, Mapping[str, str]]
    settings: Mapping[str, str]

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

    def scenario(self, one: Scenario) -> dict[str, str]:
        """Return title, question, finding and what a sceptic should try."""
        own = {"title": one.title, "question": one.question, "finding": one.claim.finding, "sceptic": one.sceptic}
        return own | dict(self.scenarios.get(one.id, {}))


@cache
def page_words(language: str) -> PageWords:
    """Return the page's words in a language."""
    language = language if language in languages() else ENGLISH
    data = tomllib.loads((PLACE / f"{language}.toml").read_text(encoding="utf-8"))
    texts = {name: text for name, text in data.items() if isinstance(text, str)}
    return PageWords(language, texts, *(data.get(name, {}) for name in ("regimes", "scenarios", "settings")))
