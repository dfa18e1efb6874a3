"""Numbers of an evening that a sweep can keep by day."""

import difflib
from collections.abc import Callable
from typing import Any

import numpy as np

from hunt.engine.records import CAMP, Records
from hunt.errors import LONGEST, HuntError, shown
from hunt.own_measures import OwnMeasures


def _of_the_camp(name: str) -> Callable[[Records], float]:
    def read(world: Records) -> float:
        return float(world.camp[name])

    return read


def _mean_of_the_living(name: str) -> Callable[[Records], float]:
    def read(world: Records) -> float:
        alive = world.hunters["alive"]
        return float(world.hunters[name][alive].mean()) if alive.any() else float("nan")

    return read


def _numbers(kind: np.dtype[Any]) -> list[str]:
    return [name for name in kind.names or () if kind[name].shape == () and kind[name].kind in "if"]


DAILY_NUMBERS: dict[str, Callable[[Records], float]] = {name: _of_the_camp(name) for name in _numbers(CAMP)}
"""By name, what reads it from a world: any number of the camp, and some means over the living hunters."""

DAILY_NUMBERS |= {"alive": _of_the_camp("living")}  # as the outcome is called
DAILY_NUMBERS |= {"trust": _mean_of_the_living("trusts"), "reserve": _mean_of_the_living("reserve")}
DAILY_NUMBERS |= {"foresight": _mean_of_the_living("foresight"), "standing": _mean_of_the_living("standing")}


SAYS = {
    "alive": "hunters alive",
    "living": "hunters alive",
    "able": "hunters alive and not injured",
    "store": "food in the store, person-days",
    "trust": "mean trust among the living, 0 to 1",
    "reserve": "mean body reserve of the living, person-days",
    "foresight": "mean believed value of a day of prevention, days of food",
    "standing": "mean standing of the living, 0 to 1",
    "eaten": "food eaten since day 0, person-days",
    "gathered": "small game since day 0, person-days",
    "hauled": "mammoth meat brought home since day 0, person-days",
    "kills": "mammoths killed since day 0",
}
"""What the numbers that people ask for most are, with their units; the others are named in the camp's declaration."""


def says_of(name: str, own: OwnMeasures | None = None) -> str:
    """Return what a number of a day is, with its unit where it is known."""
    says = SAYS if own is None else SAYS | own.says()
    return says.get(name, name.replace("_", " "))


def checked_daily_number(name: str, where: str, own: OwnMeasures | None = None) -> str:
    """Return the name of a number of an evening, or refuse it; ``where`` says who asked.

    It may be one of a user's ``own`` measures, if that looks at an evening only.
    """
    mine = {} if own is None else own.looks_at()
    if name in mine and name in DAILY_NUMBERS:
        raise HuntError(f"{where} {shown(name)}, which is a number of the camp and a measure of yours; rename yours.")
    if mine.get(name) == "history":
        raise HuntError(
            f"{where} {shown(name)}, which looks at the whole history; by day, only a measure of the evening is kept."
        )
    if name not in DAILY_NUMBERS and name not in mine:
        near = difflib.get_close_matches(name[:LONGEST], [*DAILY_NUMBERS, *mine], n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "try alive, store or trust."
        raise HuntError(f"{where} {shown(name)}, which is no number of an evening; {hint}")
    return name
