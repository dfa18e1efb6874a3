"""What is chosen on compare or lab, as the address of the page carries it: read leniently, written in one way."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from dashboards.shared.address import LONGEST, Address, check_size
from dashboards.shared.page_words import PageWords, page_words_of
from hunt.catalogue.arms import arms_of, check_alike, checked_arm, read_arm
from hunt.catalogue.interventions import checked_seed
from hunt.catalogue.parameters import parsed, require_known
from hunt.catalogue.regimes import regime, regime_ids
from hunt.catalogue.scenarios import DEFAULT, scenario, scenario_ids
from hunt.errors import HuntError, shown
from hunt.narrator import DEFAULT as DEFAULT_SKIN
from hunt.narrator import Words, skin, skin_ids

Value = TypeVar("Value")

SHARED = ("scenario", "bands", "regimes", "set", "seed", "runs", "skin", "show", "reference")
"""Names that both pages read; ``reference`` is the stage's: here, no pay rule is a band like any other."""


@dataclass(frozen=True)
class Choices:
    """What both pages let one choose.  Texts that can be mended in a field are kept as they were given."""

    scenario: str
    bands: tuple[str, ...]
    settings: str  # name=value, separated by spaces
    seed: str
    runs: str
    skin: str
    show: bool  # with the result
    problem: str  # the first thing in the address that cannot be read, in a sentence

    @property
    def words(self) -> Words:
        """The skin."""
        return skin(self.skin)

    @property
    def page(self) -> PageWords:
        """The words of the page."""
        return page_words_of(self.words)

    def pairs(self) -> list[tuple[str, str]]:
        """Return what the address says, without skin and result."""
        found = [("scenario", self.scenario), ("bands", ",".join(self.bands)), ("runs", self.runs), ("seed", self.seed)]
        return found + [("set", one.replace("=", ":", 1)) for one in self.settings.split()]

    def key(self) -> str:
        """Return all that the result depends on: a company's files are in its words."""
        return self._chosen() + (f"&skin={self.skin}" if self.page.company else "")

    def _chosen(self) -> str:
        return urlencode(self.pairs(), safe=",:~;")

    def query(self) -> str:
        """Return the address, as the part of a link after the question mark."""
        rest = [("skin", self.skin)] if self.skin != DEFAULT_SKIN else []
        rest += [("show", "1")] if self.show else []
        return "&".join(filter(None, [self._chosen(), urlencode(rest)]))

    def stage_query(self) -> str:
        """Return the query of the stage with the first two bands, and the settings if they are allowed."""
        common = [one for one in Choices.pairs(self) if one[0] == "set"]
        fitting = not refusal(lambda: check_bands(self.scenario, self.bands[:2], settings_of(self.settings)))
        rest = [("scenario", self.scenario), ("bands", ",".join(self.bands[:2])), ("skin", self.skin)]
        return urlencode(rest + (common if fitting else []), safe=",:~")

    def titles(self, bands: Sequence[str] | None = None) -> list[str]:
        """Return a title for each band, which says what differs, in words of the skin."""
        arms = tuple(read_arm(one) for one in (self.bands if bands is None else bands))
        try:
            settings = settings_of(self.settings)
        except HuntError:  # the field says so
            settings = {}
        common = tuple((name, str(value)) for name, value in settings.items())
        found = Address(self.scenario, arms, None, self.skin, common).titles()
        return [self.page.plain(one) for one in found]


def claimed(place: str) -> tuple[str, ...]:
    """Return the bands that a scenario's claim is about, as :mod:`hunt.catalogue.arms` writes them."""
    return tuple(one.text() for one in arms_of(scenario(place).claim))


def offered_bands(choices: Choices) -> dict[str, str]:
    """Return the bands to choose from, by what they are called: all regimes, the claim's bands and those chosen."""
    words = choices.page
    offered = {id: words.plain(words.title(regime(id))) for id in regime_ids()}
    for bands in (claimed(choices.scenario), choices.bands):
        offered |= dict(zip(bands, choices.titles(bands), strict=True))
    return offered


class Reading:
    """Reads an address, and remembers the first thing in it that cannot be read."""

    def __init__(self, search: str | None, known: Sequence[str]) -> None:
        text = (search or "").lstrip("?")
        self.problem = ""
        if len(text) > LONGEST:
            self._note(f"The address is longer than {LONGEST} characters; leave out some settings.")
            text = ""
        self.all = parse_qsl(text)
        self.given: Mapping[str, str] = dict(self.all)
        self.known = known

    def _note(self, sentence: str) -> None:
        self.problem = self.problem or sentence

    def attempt(self, work: Callable[[], Value], instead: Value) -> Value:
        """Return what can be read, or something else instead."""
        try:
            return work()
        except HuntError as error:
            self._note(str(error))
            return instead

    def one_of(self, name: str, known: Sequence[str], instead: str) -> str:
        """Return a value that must be one of a few."""
        value = self.given.get(name, instead)
        if value not in known:
            self._note(f"{name} = {shown(value)} is not offered here; there are {', '.join(known)}.")
            return instead
        return value

    def shared(self, runs: Sequence[str], bands: Callable[[str, list[str]], tuple[str, ...]]) -> dict[str, Any]:
        """Return what both pages read; ``bands`` completes those that the address names."""
        given = self.given
        place = self.attempt(lambda: _catalogued(given.get("scenario", DEFAULT)), DEFAULT)
        skin = self.one_of("skin", skin_ids(), DEFAULT_SKIN)
        named = (given.get("regimes") or given.get("bands") or "").replace(".toml", " toml").split(",")
        arms = self.attempt(lambda: _bands(place, [one for one in named if one]), [])
        for name in given:
            if name not in self.known:
                self._note(f"The address says {shown(name)}, which nothing reads; known are {', '.join(self.known)}.")
        settings = " ".join(value.replace(":", "=", 1) for name, value in self.all if name == "set")
        return {
            "scenario": place,
            "bands": bands(place, arms),
            "settings": settings,
            "seed": given.get("seed", "1"),
            "runs": self.one_of("runs", runs, runs[0]),
            "skin": skin,
            "show": given.get("show") == "1",
        }


def _catalogued(place: str) -> str:
    if place not in scenario_ids():
        scenario(place.replace(".toml", " toml"))  # refuses it, with the nearest there is
    return place


def _bands(place: str, named: list[str]) -> list[str]:
    bands = list(dict.fromkeys(named))
    for one in bands:
        checked_arm(one, scenario(place))
    return bands


def settings_of(text: str) -> dict[str, Any]:
    """Return settings written as ``name=value``, separated by spaces.

    Raises
    ------
    HuntError
        For what cannot be read, or a name given twice.
    """
    settings: dict[str, Any] = {}
    for one in text[:LONGEST].split():
        name, equals, value = one.partition("=")
        if not equals or not value:
            raise HuntError(f"{shown(one)} has no value; write name=value, as in needed=3.")
        require_known(name)
        if name in settings:
            raise HuntError(f"{name} is there twice; leave one of them out.")
        settings[name] = parsed(name, value)
    return settings


def seed_of(text: str) -> int:
    """Return the seed in a field, or refuse it."""
    text = text.strip()
    return checked_seed(int(text) if text.isdecimal() and text.isascii() and len(text) < 20 else text)


def check_bands(place: str, bands: Sequence[str], settings: Mapping[str, Any]) -> None:
    """Refuse bands that cannot be simulated with these settings, or not compared, or not by a page."""
    swept = {one: checked_arm(one, scenario(place), **settings)[0] for one in dict.fromkeys(bands)}
    check_alike(swept)
    for one in swept.values():
        check_size(one)


def refusal(work: Callable[[], object]) -> str:
    """Return why something is refused, in a sentence; nothing if it is not."""
    try:
        work()
    except HuntError as error:
        return re.sub(r"; 'hunt parameters \w+' explains it\.", ".", str(error))  # the field explains it
    return ""
