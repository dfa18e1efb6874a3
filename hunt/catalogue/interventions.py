"""Interventions: settings that change, and acts carried out, on the morning of a day; runs are forked with them."""

from collections.abc import Iterable, Mapping
from numbers import Integral
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hunt.catalogue.own_rules import RULES
from hunt.catalogue.parameters import Parameters, parsed, require_known
from hunt.catalogue.regimes import regime
from hunt.errors import HuntError, shown
from hunt.vocabulary import NOBODY, Act, Action, Skill

Change = tuple[int, dict[str, Any]]
"""A day, and what changes on its morning: settings by name (a ``regime`` is one), or acts."""

REGIME = "regime"
"""The name of a change to all that another regime pays and praises; what is named with it comes on top."""

ACTS = {act.name.lower(): act for act in Act}
"""What can be done on a morning besides changing settings: the value is the hunter who does it, or ..."""

FORCE = "force"
"""... for this one a hunter and the action to choose that day, as in ``3/forage``, or ..."""

ROLE_ACTS = ("outsource", "insource")
"""... for these the role it is done to."""

HUNTER_ACTS = tuple(act.name.lower() for act in Act if act != Act.FORCE and act.name.lower() not in ROLE_ACTS)
"""... and for these the hunter who does it."""

ROLES = tuple(skill.name.lower() for skill in Skill)
ACTIONS = {action.name.lower(): action for action in Action}

SIZES = ("hunters", "days", "width", "height", "herds", "herd_size", "hunts_at_once")
DAY_ZERO_ONLY = (
    *SIZES,
    *("variety", "toughness", "stay", "rough", "specialisation", "start_trust", "start_odds"),
    *("reserve_low", "reserve_high", "start_store", "game_growth", "need"),
    *("start_wear", "start_foresight", "start_upkept", "start_ownership", "newcomers", "great_herd"),
)
"""Parameters that only matter on day 0, so that changing them later would change nothing, or too much."""


def parsed_change(text: str) -> Change:
    """Read ``60:review=3`` or ``90:regime=own-product,push=0``: a day, and what changes on its morning.

    Raises
    ------
    HuntError
        When the text has another form, or names something that does not exist.
    """
    day, colon, rest = text.partition(":")
    day = day.strip()
    if not colon or not (day.isdecimal() and day.isascii() and len(day) < 10):
        raise HuntError(f"The change {shown(text)} has no day; write DAY:NAME=VALUE, as in 60:review=3.")
    new: dict[str, Any] = {}
    for one in rest.split(","):
        name, equals, value = (part.strip() for part in one.partition("="))
        if not equals or not value:
            raise HuntError(f"The change {shown(text)} gives {shown(name)} no value; write 60:push=0 or 60:review=3.")
        if name in new:
            raise HuntError(f"The change {shown(text)} gives {shown(name)} twice; make the second a change of its own.")
        new[name] = value_of(name, value)
    return int(day), new


def value_of(name: str, text: str) -> Any:
    """Read the value of one change from text: of a regime, an act or a parameter.

    Raises
    ------
    HuntError
        When the name is unknown or the text is not such a value.
    """
    if name in (REGIME, FORCE, *ROLE_ACTS):
        return text
    if name in ACTS:  # `acts_of` refuses what is not a number; it knows how many hunters there are
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else text
    return parsed(name, text)


def lasting(change: dict[str, Any], common: Mapping[str, Any]) -> dict[str, Any]:
    """Return a change with what settings meant for the whole run, such as the strength of pay, say of its regime."""
    return regime(str(change[REGIME])).kept(common) | change if REGIME in change else change


def checked_seed(seed: Any) -> int:
    """Return a seed, or refuse it."""
    if not _is_whole(seed, 0, 2**63 - 1):
        raise HuntError(f"seed = {shown(seed)} is not allowed: it must be a whole number from 0 to 2**63 - 1; try 1.")
    return int(seed)


def checked_parameters(given: Any) -> Parameters:
    """Return the settings of a run, or refuse what is none."""
    if not isinstance(given, Parameters):
        raise HuntError(
            f"parameters = {shown(given)} is not allowed: it must be what a scenario gives, as in "
            "hunt.scenario().parameters('own-product', days=30)."
        )
    return given


def _is_whole(given: Any, low: int, high: int) -> bool:
    return isinstance(given, Integral) and not isinstance(given, bool) and low <= int(given) <= high


def checked_changes(given: Iterable[Change]) -> list[Change]:
    """Return changes as a list, or refuse what is none."""
    found: list[Any] = list(given) if isinstance(given, Iterable) and not isinstance(given, str | Mapping) else [given]
    for one in found:
        pair = isinstance(one, tuple | list) and len(one) == 2
        if not (pair and isinstance(one[1], Mapping) and all(isinstance(name, str) for name in one[1])):
            raise HuntError(
                f"changes = {shown(given)} is not allowed: it must be a list of days and settings, as in "
                "[(60, {'kappa': 0.0})]."
            )
    return found


def segments(parameters: Parameters, changes: Iterable[Change]) -> list[tuple[int, int, Parameters]]:
    """Return ``(first day, day after the last, settings)`` of each stretch of a run.

    Raises
    ------
    HuntError
        For a day outside the run, an unknown setting or one that only matters on day 0.
    """
    stretches = []
    start, now = 0, parameters
    changes = checked_changes(changes)
    for day, _ in changes:
        _check_day(day, parameters)
    for day, settings in sorted(changes, key=lambda change: change[0]):
        settings = _settings_only(settings)
        for name in settings:
            if name == RULES:
                raise HuntError(
                    f"{RULES} cannot change on day {day}: they are those of a whole run; start another run."
                )
            require_known(name)
            if name in DAY_ZERO_ONLY:
                raise HuntError(f"{name} only matters on day 0 and cannot change on day {day}; start another run.")
        if day > start:
            stretches.append((start, day, now))
            start = day
        now = now.but(**settings)
    stretches.append((start, parameters.days, now))
    return stretches


def _settings_only(change: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters of a change: a regime is all that it consists of, but for what is named with it."""
    whole = regime(str(change[REGIME])).settings if REGIME in change else {}
    return whole | {name: value for name, value in change.items() if name != REGIME and name not in ACTS}


def _check_day(day: Any, parameters: Parameters) -> None:
    last = parameters.days - 1
    if not _is_whole(day, 0, last):
        raise HuntError(f"day = {shown(day)} is not a day of this run: it must be a whole number from 0 to {last}.")


def acts_of(parameters: Parameters, changes: Iterable[Change]) -> NDArray[np.int64]:
    """Return the acts among the changes as rows of day, ``Act`` and who.

    Raises
    ------
    HuntError
        When a hunter is not in the band, or an action does not exist.
    """
    rows = []
    for day, done in checked_changes(changes):
        _check_day(day, parameters)
        for name, who in done.items():
            if name in ROLE_ACTS:
                rows.append((day, ACTS[name], _role(name, who)))
            elif name == FORCE:
                hunter, action = forced(who, parameters)
                rows.append((day, ACTS[name], hunter * len(Action) + action))
            elif name in ACTS:
                last = parameters.hunters - 1
                if not _is_whole(who, 0, last):
                    raise HuntError(
                        f"{name} = {shown(who)} is not allowed: name the hunter who does it, from 0 to {last}."
                    )
                rows.append((day, ACTS[name], int(who)))
    return np.array(rows, np.int64).reshape(-1, 3)


def forced(given: Any, parameters: Parameters) -> tuple[int, Action]:
    """Return the hunter and the action of a forced choice, from a text such as ``3/forage``.

    Raises
    ------
    HuntError
        When the text has another form.
    """
    who, _, action = given.partition("/") if isinstance(given, str) else ("", "", "")
    hunter = int(who) if who.isascii() and who.isdecimal() and len(who) < 10 else NOBODY
    if not 0 <= hunter < parameters.hunters or action.lower() not in ACTIONS:
        raise HuntError(
            f"{FORCE} = {shown(given)} is not allowed: name a hunter from 0 to {parameters.hunters - 1} and an "
            f"action for that day, as in 3/forage; there are {', '.join(ACTIONS)}."
        )
    return hunter, ACTIONS[action.lower()]


def _role(name: str, given: Any) -> int:
    if isinstance(given, str) and given.lower() in ROLES:
        return ROLES.index(given.lower())
    if _is_whole(given, 0, len(Skill) - 1):
        return int(given)
    raise HuntError(f"{name} = {shown(given)} is not allowed: name the role, one of {', '.join(ROLES)}.")
