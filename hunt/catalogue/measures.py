"""The one table of measures: what a run came to, number by number, and how each is shown.

:class:`hunt.Outcome`, tables of runs, ``hunt compare``, sweeps, stopping rules, reports and ``hunt measures`` are made
from it.  To add a measure, add one line here; its value comes from the last evening of many runs at once
(:class:`RunEnds`) or, where ``stored`` is off, from a table of finished runs.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.actions import Action
from agents.vocabulary import Ending
from hunt.catalogue.parameters import Parameters
from hunt.errors import HuntError, shown


class RunEnds(NamedTuple):
    """The last evening of several runs of one size; first axis: run."""

    parameters: Parameters
    camps: NDArray[Any]  # [run]: agents.environment.Camp
    died: NDArray[np.int64]  # [run, hunter]: day, or -1
    spent: NDArray[np.float64]  # [run, Action]: days given to each action, all hunters together
    trusts: NDArray[np.float64]  # [run]: mean trust among the living
    pouches: NDArray[np.float64]  # [run]: food the living carry

    def hunter_days(self) -> NDArray[np.int64]:
        """Return the hunter-days of each run, at least 1."""
        days: NDArray[np.int64] = np.maximum(1, self.camps["days_lived"])
        return days

    def first_deaths(self) -> NDArray[np.int64]:
        """Return the day of the first death of each run, or the number of days."""
        days = self.parameters.days
        first: NDArray[np.int64] = np.where(self.died < 0, days, self.died).min(axis=1)
        return first


Of = Callable[[RunEnds], NDArray[Any]]
OfRuns = Callable[[Any, Parameters], Any]
"""Takes a table of runs, one column a measure, and their parameters."""


@dataclass(frozen=True)
class Measure:
    """One number about a run."""

    name: str
    says: str
    """What it is, with its unit."""
    of: Of | None = None
    kind: type = float
    compared: int = 0
    """Place in the table of every comparison; 0: shown only where a scenario claims something about it."""
    label: str = ""
    """At most 15 letters, for tables of 80 columns; by default the name."""
    percent: bool = False
    """Shown as a percentage."""
    decimals: int = 2
    share: bool = False
    """Lies between 0 and 1."""
    more_is_worse: bool = False
    of_runs: OfRuns | None = None
    """For a measure that is not stored with a run but computed from a table of runs."""

    @property
    def stored(self) -> bool:
        """Tell whether each run has it as a column."""
        return self.of is not None

    @property
    def short(self) -> str:
        """Return a label that leaves room for numbers."""
        return self.label or self.name.replace("_", " ")

    @property
    def factor(self) -> float:
        """Return what it is multiplied by where it is shown."""
        return 100.0 if self.percent else 1.0


def camp(name: str) -> Of:
    """Return what reads a number of the camp on the last evening."""
    return lambda end: end.camps[name].copy()


def per_hunter_day(name: str) -> Of:
    """Return what divides a number of the camp by the hunter-days of the run."""
    return lambda end: end.camps[name] / end.hunter_days()


def per_day(name: str) -> Of:
    """Return what divides a number of the camp by the days of the run."""
    return lambda end: end.camps[name] / end.parameters.days


def share_of(action: Action) -> Of:
    """Return what gives the share of hunter-days spent on an action."""
    return lambda end: (end.spent / np.maximum(1.0, end.spent.sum(axis=1, keepdims=True)))[:, action]


def ended(end: RunEnds) -> NDArray[Any]:
    """Return why each run ended."""
    endings = np.array([ending.name.lower() for ending in Ending], dtype=object)
    return endings[np.where(end.camps["living"] == 0, Ending.BAND_LOST, Ending.YEAR_LIVED)]


def first_death(end: RunEnds) -> NDArray[Any]:
    """Return the day of the first death, or -1."""
    first = end.first_deaths()
    return np.where(first == end.parameters.days, -1, first)


def days_per_hunter(end: RunEnds) -> NDArray[Any]:
    """Return the mean number of days a hunter lived: the restricted mean survival time of this band."""
    days: NDArray[Any] = np.where(end.died < 0, end.parameters.days, end.died + 1).mean(axis=1)
    return days


def winter_store(end: RunEnds) -> NDArray[Any]:
    """Return the store per living hunter on the first winter morning, NaN before it."""
    return np.where(end.camps["winter_store"] < 0.0, np.nan, end.camps["winter_store"])


def _food(name: str, says: str, **shown_as: Any) -> Measure:
    return Measure(name, f"{says}, person-days", camp(name), **shown_as)


def _count(name: str, says: str, **shown_as: Any) -> Measure:
    return Measure(name, says, camp(name), int, **shown_as)


_ROWS = (
    Measure("ended", 'why the run ended: "year_lived" or "band_lost"', ended, str),
    Measure("alive", "hunters alive at the end", camp("living"), int),
    Measure(
        "alive_share", "share of hunters alive at the end", lambda end: end.camps["living"] / end.parameters.hunters,
        compared=1, label="alive at end", percent=True, decimals=1, share=True,
    ),
    Measure("first_death", "day of the first death, or -1", first_death, int),
    Measure("days_per_hunter", "days survived per hunter (RMST)", days_per_hunter,
            compared=3, label="days survived", decimals=0),
    Measure("extinct", "P(extinct): share of runs in which nobody survives", kind=bool, compared=2,
            label="P(extinct)", percent=True, decimals=1, share=True, more_is_worse=True,
            of_runs=lambda runs, _: runs["alive"] == 0),
    Measure("kpi", "mean KPI attainment per hunter-day; 1 = met in full", per_hunter_day("attained"),
            compared=4, label="KPI met", percent=True, decimals=1, share=True),
    Measure("trust", "mean trust among the living at the end", lambda end: end.trusts,
            compared=6, label="trust at end", share=True),
    Measure("store", "store at the end, person-days", camp("store")),
    Measure("pouches", "food the living carry at the end, person-days", lambda end: end.pouches),
    Measure("winter_store", "store per hunter on the first winter morning, days of food", winter_store,
            compared=5, label="winter store, d", decimals=0),
    _food("gathered", "small game"),
    _food("hauled", "mammoth meat brought home"),
    _food("traded", "food from neighbours' orders"),
    _food("paid", "food paid to hired strangers"),
    _food("eaten", "food eaten"),
    _food("spoiled", "food spoiled in store and pouches", more_is_worse=True),
    _food("stolen", "food taken by wolves", more_is_worse=True),
    _food("lost", "food lost to incidents", more_is_worse=True),
    _food("dressed", "meat of all beasts killed"),
    _food("wasted", "meat that rotted before it was hauled", more_is_worse=True),
    _count("calls", "hunts called"),
    _count("tries", "days on which enough hunters gathered and tried"),
    _count("rings", "days on which the ring closed"),
    _count("kills", "mammoths killed", compared=7, label="mammoths killed", decimals=1),
    _count("asked", "hunters asked for a promise to hold the ring"),
    _count("promised", "of these, how many promised"),
    _count("kept", "days on which a promise to hold was kept"),
    _count("left_ring", "promises broken at the hunt: days of work for own product there", compared=8,
           label="left the ring", decimals=0, more_is_worse=True),
    Measure("own_at_hunt", "of the days that promised hunters spent at a hunt, share spent on own product",
            lambda end: end.camps["left_ring"] / np.maximum(1, end.camps["kept"] + end.camps["left_ring"]), share=True),
    _count("stayed_away", "promises broken by staying away, days", more_is_worse=True),
    _count("injuries", "injuries", more_is_worse=True),
    _count("handovers", "times the lead changed between phases"),
    _count("raids", "days on which wolves came to the store"),
    _count("days_lived", "hunter-days"),
    Measure("food_per_head", "food eaten per hunter-day, days of food", compared=9, label="food a day, d",
            of_runs=lambda runs, parameters: runs["eaten"] / parameters.need / runs["days_lived"].clip(lower=1)),
    _count("incidents", "incidents", more_is_worse=True),
    _count("ghosts", "potential incidents that prevention stopped"),
    _count("rescues", "rescues"),
    _count("rescue_days", "hunter-days spent on rescues"),
    _count("build_days", "hunter-days spent on the permanent fix"),
    _count("refused", "hunts refused because they were not in the plan", more_is_worse=True),
    _count("delivered", "orders delivered"),
    _count("late", "orders delivered later than agreed", more_is_worse=True),
    Measure("orders_open", "mean orders in progress", per_day("wip_days")),
    Measure("outside", "neighbours' trust at the end", camp("outside")),
    Measure("plan_met", "mean share of the plan that was met; 0 on days without a plan", per_day("plan_days")),
    Measure("pushed", "share of hunter-days lost to meetings and reminders", per_hunter_day("meeting_days")),
    Measure("strained", "share of hunter-days lost to switching and strain", per_hunter_day("strain_days")),
    Measure("owned", "mean ownership on the last morning", camp("owned")),
    Measure("fixed", "day the permanent fix was finished, or -1", camp("fixed"), int),
    Measure("fix_finished", "1 if the permanent fix was finished, else 0",
            lambda end: (end.camps["fixed"] >= 0).astype(float), share=True),
    *(
        Measure(action.name.lower(), f"share of hunter-days spent on the action {action.name.lower()}",
                share_of(action), share=True)
        for action in Action
    ),
)  # fmt: skip

MEASURES: dict[str, Measure] = {one.name: one for one in _ROWS}
"""Every measure by name, in the order of the columns."""

STORED = tuple(name for name, one in MEASURES.items() if one.stored)
"""The columns of a run."""

NUMBERS = tuple(name for name in STORED if MEASURES[name].kind is not str)
"""Stored measures that can be averaged, compared and claimed something about."""

COMPARED = {one.name: one.says for one in sorted(MEASURES.values(), key=lambda one: one.compared) if one.compared}
"""What every comparison shows, in full words."""


def checked_measure(name: str, own: Collection[str] = ()) -> str:
    """Return the name of a stored number, or of one of the user's ``own``, or refuse it.

    Raises
    ------
    HuntError
        When there is no such measure.
    """
    if not isinstance(name, str) or (name not in NUMBERS and name not in own):
        raise HuntError(f"There is no measure {shown(name)}; there are {', '.join((*own, *NUMBERS))}.")
    return name


def look_of(name: str) -> Measure:
    """Return how a measure is shown; one of the user's own is shown by its name."""
    return MEASURES.get(name) or Measure(name, name.replace("_", " "))
