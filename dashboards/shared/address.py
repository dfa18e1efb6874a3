"""The address of a film: scenario, bands, seed, skin and settings, as a link carries them.

``/?scenario=default-valley&bands=own-product,shared-survival~180:review:3&seed=7&skin=stone-age&set=hunters:24``

``reference=none`` asks for the same year without any pay rule as well; see :mod:`dashboards.stage.reference`.

A band is a regime and, after each ``~``, a setting of its own, ``name:value``, or what is done on the morning of a
day: ``day:name:value``, where the name is an act (the value is the hunter who does it, or the role it is done to), a
parameter, or ``regime`` (then it is an id); see :mod:`hunt.catalogue.arms`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from dashboards.shared.page_words import PageWords, page_words_of
from hunt.catalogue.arms import REFERENCE, Arm, arms_of, check_alike, read_arm, titles
from hunt.catalogue.interventions import (
    ACTIONS,
    ACTS,
    DAY_ZERO_ONLY,
    FORCE,
    REGIME,
    ROLE_ACTS,
    ROLES,
    Change,
    acts_of,
    checked_seed,
    segments,
)
from hunt.catalogue.parameters import ENUMS, FIELDS, SHAPES, Parameters, parsed, plain
from hunt.catalogue.regimes import regime, regime_ids, unknown
from hunt.catalogue.scenarios import DEFAULT, scenario, scenario_ids
from hunt.errors import HuntError, shown
from hunt.narrator import DEFAULT as DEFAULT_SKIN
from hunt.narrator import Words, skin, skin_ids

MOST = {"hunters": 40, "days": 720, "width": 60, "height": 60, "herds": 60, "hunts_at_once": 4}
"""What the stage shows at most: more would be neither legible nor quick."""

MOST_SEED = 2**53 - 1
"""Browsers round larger numbers."""

MOST_BANDS = 2
MOST_CHANGES = 12
LONGEST = 2000
"""Characters of an address that are read."""

KNOWN = ("scenario", "bands", "seed", "skin", "set", "reference")


@dataclass(frozen=True)
class Address:
    """All that a film depends on."""

    scenario: str
    bands: tuple[Arm, ...]
    seed: int | None  # None: the most typical of the first seeds
    skin: str
    settings: tuple[tuple[str, str], ...]
    with_reference: bool = False  # show the year without any pay rule as well

    @cached_property
    def words(self) -> Words:
        """The skin."""
        return skin(self.skin)

    @cached_property
    def page(self) -> PageWords:
        """The page's own words, in the language of the skin."""
        return page_words_of(self.words)

    def parameters(self, band: Arm) -> Parameters:
        """Return the settings of a band on the first morning."""
        return band.parameters(scenario(self.scenario), **self.common())

    def common(self) -> dict[str, Any]:
        """Return the settings that all bands have."""
        return {name: parsed(name, value) for name, value in self.settings}

    def reference(self) -> Arm | None:
        """Return the band without any pay rule, whether it is asked for or not; None if it is on the stage anyway."""
        band = Arm(REFERENCE)
        return None if band in self.bands else band

    def arms(self) -> tuple[Arm, ...]:
        """Return the bands and, if it is asked for, the reference."""
        reference = self.reference() if self.with_reference else None
        return self.bands if reference is None else (*self.bands, reference)

    def changes(self, band: Arm) -> tuple[Change, ...]:
        """Return what is done to a band, as ``hunt.record`` takes it."""
        return band.changes(**self.common())

    def run(self, band: Arm) -> tuple[Parameters, int, tuple[Change, ...]]:
        """Return a band's year as :func:`hunt.history.record` and its like take it: settings, seed, changes."""
        return self.parameters(band), self.seed or 0, self.changes(band)

    def titles(self) -> list[str]:
        """Return a title for each band, which says what differs, in words of the skin."""
        return self._titles(self.bands)

    def reference_title(self) -> str:
        """Return the title of the reference, in words of the skin."""
        reference = self.reference()
        return "" if reference is None else self._titles((*self.bands, reference))[-1]

    def _titles(self, arms: tuple[Arm, ...]) -> list[str]:
        words, page = self.words, self.page
        return titles(
            arms,
            scenario(self.scenario),
            self.common(),
            title=page.title,
            said=lambda *one: said(words, page, *one),
            called=page.setting,
            figure=page.number,
            untouched=page.say("untouched"),
        )

    def arm_sentences(self) -> list[str]:
        """Return a sentence for each band of the scenario's claim, while the settings it speaks of are as they were."""
        valley = scenario(self.scenario)
        claimed = arms_of(valley.claim)
        changed = {name for name, _ in self.settings}
        if set(self.bands) != set(claimed) or changed & {*valley.settings, *valley.claim.against}:
            return []
        sentences = dict(zip(claimed, self.page.arms(valley), strict=False))
        return [sentences.get(band, "") for band in self.bands]

    def asks(self) -> str:
        """Return whether the scenario's question fits what is shown: ``claim``, or what differs from its claim."""
        if set(self.bands) != set(arms_of(scenario(self.scenario).claim)):
            return "bands"
        return "settings" if self.settings else "claim"

    def of(self, band: Arm, seed: int) -> "Address":
        """Return the address of one band's film."""
        return replace(self, bands=(band,), seed=seed, with_reference=False)

    def query(self) -> str:
        """Return the address as the part of a link after the question mark."""
        pairs = [("scenario", self.scenario), ("bands", ",".join(one.text() for one in self.bands))]
        pairs += [("seed", str(self.seed))] if self.seed is not None else []
        pairs += [("skin", self.skin)] if self.skin != DEFAULT_SKIN else []
        pairs += [("set", f"{name}:{value}") for name, value in self.settings]
        pairs += [("reference", REFERENCE)] if self.with_reference else []
        return urlencode(pairs, safe=",:~")


def read(pairs: Sequence[tuple[str, str]]) -> Address:
    """Read an address from the pairs of a query.

    Raises
    ------
    HuntError
        When something in it is unknown, out of range or too large for the stage.
    """
    if sum(len(name) + len(value) for name, value in pairs) > LONGEST:
        raise HuntError(f"The address is longer than {LONGEST} characters; leave out some settings.")
    for name, _ in pairs:
        if name not in KNOWN:
            raise HuntError(f"The address says {shown(name)}, which nothing reads; known are {', '.join(KNOWN)}.")
    given: Mapping[str, str] = dict(pairs)
    settings = tuple(_setting(value) for name, value in pairs if name == "set")
    names = [name for name, _ in settings]
    for name in names:
        if names.count(name) > 1:
            raise HuntError(f"The address sets {shown(name)} twice; leave one of them out.")
    address = Address(
        scenario=_of_the_catalogue("scenario", given.get("scenario", DEFAULT), scenario_ids()),
        bands=_bands(given.get("bands", "")),
        seed=_seed(given["seed"]) if given.get("seed") else None,
        skin=_of_the_catalogue("skin", given.get("skin", DEFAULT_SKIN), skin_ids()),
        settings=settings,
        with_reference=_asks_for_reference(given.get("reference", "")),
    )
    if not address.bands:
        address = replace(address, bands=arms_of(scenario(address.scenario).claim))
    for band in address.bands:
        check_size(address.parameters(band))
        _check_done(address, band)
    check_alike({band.text(): address.parameters(band) for band in address.arms()})
    return address


def check_size(parameters: Parameters) -> None:
    """Refuse what a stage cannot show."""
    for name, most in MOST.items():
        value = getattr(parameters, name)
        if value > most:
            raise HuntError(f"{name} = {value} is more than a page can show: at most {most}; 'hunt run' can do more.")


def _of_the_catalogue(what: str, id: str, known: tuple[str, ...]) -> str:
    """Return an id of a catalogue; an address never names a file of the server."""
    if id not in known:
        raise unknown(what, id.replace(".", " ").replace("/", " "), known)
    return id


def _seed(text: str) -> int:
    seed = checked_seed(int(text) if text.isdecimal() and text.isascii() and len(text) < 20 else text)
    if seed > MOST_SEED:
        raise HuntError(f"seed = {seed} is more than a page can show: at most {MOST_SEED}; 'hunt run' can do more.")
    return seed


def _setting(text: str) -> tuple[str, str]:
    name, colon, value = text.partition(":")
    if not colon:
        raise HuntError(f"set={shown(text)} has no value; write set=name:value, as in set=hunters:24.")
    return name, value


def _asks_for_reference(text: str) -> bool:
    if text not in ("", REFERENCE):
        raise HuntError(
            f"reference={shown(text)} is not allowed: the only reference is {REFERENCE}, without a pay rule."
        )
    return text == REFERENCE


def _bands(text: str) -> tuple[Arm, ...]:
    bands = tuple(_band(one) for one in text.split(",") if one)
    if len(bands) > MOST_BANDS:
        raise HuntError(f"{len(bands)} bands are too many: the stage shows {MOST_BANDS} side by side.")
    return bands


def _band(text: str) -> Arm:
    band = read_arm(text.replace(".toml", " toml"))
    if len(band.done) + len(band.settings) > MOST_CHANGES:
        many = len(band.done) + len(band.settings)
        raise HuntError(f"{many} changes in one band are too many; at most {MOST_CHANGES} are played.")
    for id in (band.regime, *(value for _, name, value in band.done if name == REGIME)):
        _of_the_catalogue("regime", id, regime_ids())
    return band


def said(words: Words, page: PageWords, day: int, name: str, value: str) -> str:
    """Say what is done to a band on a day, in words of a skin."""
    if name == REGIME:
        return page.say("done_regime", title=page.title(regime(value)), day=day)
    if name not in ACTS:
        return page.say("done_setting", name=page.setting(name), value=page.number(value), day=day)
    if name == FORCE:
        hunter, _, action = value.partition("/")
        chosen = words.word("options", ACTIONS[action.lower()])
        return page.say("done_choice", day=day, who=words.names[int(hunter)], option=chosen)
    who = words.word("roles", ROLES.index(value.lower())) if name in ROLE_ACTS else words.names[int(value)]
    return page.say("done_act", day=day, act=words.word("acts", ACTS[name]), who=who)


def _check_done(address: Address, band: Arm) -> None:
    parameters, changes = address.parameters(band), address.changes(band)
    segments(parameters, changes)
    acts_of(parameters, changes)


def dials() -> list[dict[str, Any]]:
    """Return every parameter with what a page needs to offer it: default, kind, range, unit, reason."""
    defaults = Parameters()
    rows = []
    for one in FIELDS.values():
        meta = one.metadata
        row = {"name": one.name, "default": plain(getattr(defaults, one.name)), "unit": meta["unit"]}
        row |= {"why": meta["why"], "guess": bool(meta["guess"]), "later": one.name not in DAY_ZERO_ONLY}
        if one.name in ENUMS:
            row |= {"kind": "word", "words": [word.name.lower() for word in ENUMS[one.name]]}
        elif one.name in SHAPES:
            row |= {"kind": "table"}
        else:
            high = min(meta["high"], MOST.get(one.name, meta["high"]))
            row |= {"kind": "whole" if one.type is int else "number", "low": meta["low"], "high": high}
        rows.append(row)
    return rows
