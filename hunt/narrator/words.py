"""What a skin has: names, words with their forms, numbers as words, and sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from agents.behaviour.geometry import rounded
from hunt.catalogue.regimes import Regime
from hunt.vocabulary import Act, Action, Because, EventKind, Hours, Kind, Season, Skill, Terrain, Weather

Pair = tuple[EventKind, Because]
Table = Mapping[str, tuple[str, ...]]
"""Sentences by case; every table has the case ``text``, which is used where no other fits."""

TEXT = "text"
"""The form of a word, and the case of a table, that is there in any skin."""


class Count:
    """A number in a sentence: ``{size}`` is "two", ``{size:hunter|hunters}`` is "two hunters".

    Where the numeral itself bends or the verb has to agree, ``#`` says where the figure stands:
    ``{size:einem Tag|# Tagen}``.  A third form is for none, and stands alone: ``{size:day|days|no time}``.
    """

    def __init__(self, number: int, figure: str) -> None:
        self.number = number
        self.figure = figure

    def __format__(self, spec: str) -> str:
        """Return the figure with the first form for one, the second for any other number, the third for none."""
        if not spec:
            return self.figure
        forms = spec.split("|")
        if len(forms) not in (2, 3):
            raise ValueError(f"{spec!r} must be two forms, such as day|days, or three, the last of them for none")
        if self.number == 0 and len(forms) == 3:
            return forms[2]
        form = forms[self.number != 1]
        return form.replace("#", self.figure) if "#" in spec else f"{self.figure} {form}"


class Noun:
    """A word in a sentence: ``{beast}`` is the word itself, ``{beast:wen}`` the form that its skin calls so.

    A form may be two, "ein Mammut|das Mammut": the first where the thing is new in the story.
    """

    def __init__(self, forms: Mapping[str, str], *, new: bool) -> None:
        self.forms = forms
        self.new = new

    def __format__(self, spec: str) -> str:
        """Return a form by its name."""
        if (spec or TEXT) not in self.forms:
            there = ", ".join(sorted(self.forms.keys() - {TEXT})) or "none"
            raise ValueError(f"there is no form {spec!r} of {self.forms[TEXT]!r}; there is {there}")
        first, *other = self.forms[spec or TEXT].split("|")
        return first if self.new or not other else other[0]


Fact = str | Count | Noun
Reading = tuple[Mapping[str, Fact | None], Sequence[str]]
"""What can be named (None: not this time), and the cases that apply, the most particular first."""


@dataclass(frozen=True, eq=False)
class Words:
    """Names, words and sentences of one skin in one language."""

    id: str
    title: str
    language: str  # as web pages name it: en, de
    meanings: Mapping[str, str]  # what stands for what, by `MEANINGS`
    names: tuple[str, ...]  # of hunters
    figures: tuple[str, ...]  # words for 0, 1, 2 ...; larger numbers are written in digits
    thousands: str  # what stands between groups of three digits
    joined: str  # what stands between the last two of several names
    the: tuple[str, ...]  # two articles: of a beast that is new in the story, and of one that is not
    winds: tuple[str, ...]  # eight, from north, clockwise
    regimes: Mapping[str, str]  # the rule of a regime, by its id, where the skin has words of its own
    glossary: Mapping[str, tuple[str, ...]]  # by list of `GLOSSARY`
    forms: Mapping[str, tuple[Mapping[str, str], ...]]  # of the same words, by name
    sentences: Mapping[Pair, Table]
    stories: Mapping[str, Table]
    page: Mapping[str, str]  # the stage's own words, by their name, where the skin has other ones
    pictures: str  # the set of pictures that the stage draws with
    settings: Mapping[str, str]  # what parameters are called, where their own names would sound odd
    scenarios: Mapping[str, Mapping[str, Any]]  # what scenarios are called and ask, where the skin has words of its own

    def word(self, group: str, one: int) -> str:
        """Return a word of a group, such as ``word("seasons", Season.WINTER)``."""
        return self.glossary[group][one]

    def noun(self, group: str, one: int, *, new: bool = False) -> Noun:
        """Return a word of a group with all its forms, as sentences take it."""
        return Noun(self.forms[group][one], new=new)

    def rule(self, regime: Regime) -> str:
        """Return what a regime pays and praises, in words of the skin where it has some, else in its own."""
        return self.regimes.get(regime.id, regime.words)

    def count(self, number: float) -> Count:
        """Return the nearest whole number as sentences take it."""
        whole = rounded(float(number))
        small = 0 <= whole < len(self.figures)
        return Count(whole, self.figures[whole] if small else f"{whole:,}".replace(",", self.thousands))

    def listed(self, names: Sequence[str]) -> str:
        """Return several names as one phrase."""
        return self.joined.join([*filter(None, [", ".join(names[:-1])]), *names[-1:]])


GLOSSARY: dict[str, type[IntEnum]] = {
    "seasons": Season,
    "weather": Weather,
    "ground": Terrain,
    "beasts": Kind,
    "roles": Skill,
    "products": Skill,
    "options": Action,
    "hours": Hours,
    "acts": Act,
}
"""The lists of words every skin has, one word for each of a vocabulary."""

MEANINGS = (
    "band",
    "mammoth",
    "small_game",
    "tracks",
    "ring",
    "promise",
    "own_product",
    "kill",
    "hauling",
    "store",
    "hunger",
    "winter",
    "storm",
    "wolves",
    "hurt",
    "fence",
    "rescue",
    "order",
    "plan",
    "strangers",
    "great_herd",
)
"""What every skin explains at its head, so that everyone knows what each word stands for."""
