"""One run recorded day by day: states, events and reasons; and what if one day had been different."""

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from hunt.catalogue.interventions import (
    FORCE,
    HUNTER_ACTS,
    Change,
    acts_of,
    checked_changes,
    checked_parameters,
    checked_seed,
    forced,
    segments,
)
from hunt.catalogue.parameters import Parameters
from hunt.engine.records import BEAST, CAMP, HUNTER, Records, record_of
from hunt.errors import HuntError, shown
from hunt.outcome import Outcome, final_state, outcome_of
from hunt.vocabulary import IMPOSSIBLE, NOBODY, Action, EventKind

EVENTS_A_DAY = 8
"""Room for events: a run that exceeds it keeps the first ones and sets ``History.events_lost``."""


@dataclass(frozen=True, eq=False)
class History:
    """One run, day by day (a trajectory).

    All arrays have ``days`` rows, one per evening, as things stand after the night's losses; ``hunters``, ``beasts``
    and ``camp`` have the fields that ``hunt rules --fields`` lists.  After the last death the rows go on unchanged to
    the last day, and a dead hunter keeps the last values: count days with ``camp["living"] > 0``, and look at hunters
    where ``hunters["alive"]``.
    """

    parameters: Parameters
    seed: int
    changes: tuple[Change, ...]
    hunters: NDArray[Any]  # [day, hunter]
    beasts: NDArray[Any]  # [day, beast]
    camp: NDArray[Any]  # [day]
    trust: NDArray[np.float64]  # [day, i, j]: how far i trusts j, 0 to 1; where i is j it says nothing
    weighed: NDArray[np.float64]  # [day, hunter, Action]: what each action was worth that morning
    promised: NDArray[np.int64]  # [day, hunter]: beast whose ring a hunter had promised to hold that day, or NOBODY
    terrain: NDArray[np.int8]  # [x, y]
    events: NDArray[Any]  # in the order they happened
    events_lost: bool
    outcome: Outcome

    def fork(self, day: int, **change: Any) -> Self:
        """Return the run as it would have been with other settings from a day on, or with acts on that day.

        ``run.fork(60, review=3, checklist=0.5)``: hunter 3 holds a review on day 60 and a checklist begins;
        ``run.fork(60, force="3/forage")``: hunter 3 goes foraging on day 60, even if something else seemed better.

        Without a change it is the same run to the last bit; with one it can differ only from that day on.

        Raises
        ------
        HuntError
            For a day outside the run, an unknown setting or one that only matters on day 0, or a forced choice that the
            hunter did not have that morning.
        """
        return record(self.parameters, self.seed, (*self.changes, (day, change)))  # type: ignore[return-value]

    @cached_property
    def days(self) -> int:
        """Number of days recorded."""
        return len(self.camp)

    @property
    def actions(self) -> NDArray[np.int64]:
        """What each hunter did: [day, hunter], the number of an ``Action``; ``Action(number).name`` is the word."""
        return self.hunters["action"]

    @property
    def options(self) -> NDArray[np.int64]:
        """The old name of :attr:`actions`, for one more version."""
        warnings.warn("History.options is now History.actions", DeprecationWarning, stacklevel=2)
        return self.actions

    def worth(self, day: int, hunter: int) -> dict[Action, float]:
        """Return what each possible action was worth to a hunter on the morning of a day."""
        row = self.weighed[day, hunter]
        return {action: float(row[action]) for action in Action if row[action] > -1e29}


def record(parameters: Parameters, seed: int, changes: Iterable[Change] = ()) -> History:
    """Simulate one run with the compiled engine and record every day of it.

    Parameters
    ----------
    parameters, seed, changes
        As in :func:`hunt.simulate`.

    Raises
    ------
    HuntError
        For a seed, day or change that is not allowed, or a forced choice that the hunter did not have that morning
        (in many runs at once, where each morning is another one, such a hunter chooses freely).
    """
    from hunt.engine.compiled import first_day, run_days

    changes = tuple(checked_changes(changes))
    stretches = segments(checked_parameters(parameters), changes)
    n, days = parameters.hunters, parameters.days
    world, luck = first_day(parameters, checked_seed(seed), events=EVENTS_A_DAY * days + n)
    acts = acts_of(parameters, changes)
    hunters = np.zeros((days, n), HUNTER)
    beasts = np.zeros((days, len(world.beasts)), BEAST)
    camp = np.zeros(days, CAMP)
    trust = np.zeros((days, n, n))
    weighed = np.zeros((days, n, len(Action)))
    promised = np.full((days, n), NOBODY)
    for start, stop, settings in stretches:
        stretch = world._replace(params=record_of(settings), acts=acts)
        for day in range(start, stop):
            run_days(stretch, luck, day, day + 1, settings.rules)
            hunters[day], beasts[day], camp[day] = world.hunters, world.beasts, world.camp
            trust[day] = (world.kept + 1.0) / (world.kept + world.broken + 2.0)
            weighed[day] = world.weighed
            promised[day] = _promised_today(day, world)
    _check_acts(changes, hunters)
    _check_forced(parameters, changes, hunters, weighed)
    logged = int(world.camp["logged"])
    return History(
        parameters=parameters,
        seed=seed,
        changes=changes,
        hunters=hunters,
        beasts=beasts,
        camp=camp,
        trust=trust,
        weighed=weighed,
        promised=promised,
        terrain=world.terrain,
        events=world.log[:logged].copy(),
        events_lost=logged == len(world.log),
        outcome=outcome_of(parameters, final_state(world)),
    )


def _promised_today(day: int, world: Records) -> NDArray[np.int64]:
    """Return whose ring each hunter was bound to hold on a day, looked up on its evening, or NOBODY.

    A hunt that was closed today has released its hunters by now.  Those who came to it are known by their target, and
    those who stayed away by the verdict on the last hunt of the day, to which the last such event belongs.
    """
    bound: NDArray[np.int64] = world.promised.copy()
    hunters, target = world.hunters, world.hunters["target"]
    at_hunt = np.isin(hunters["action"], (Action.HUNT, Action.OWN)) & (target != NOBODY)
    down = np.append(world.beasts["down"], NOBODY)[target]  # NOBODY is the place of the last
    came = at_hunt & ((down == NOBODY) | (down == day))  # anyone may haul from a carcass of earlier days
    bound[(bound == NOBODY) & came] = target[(bound == NOBODY) & came]
    log = world.log[: int(world.camp["logged"])]
    stayed = log[(log["day"] == day) & (log["kind"] == EventKind.STAYED_AWAY)]
    broke = (world.verdict == 0) & ~came
    if len(stayed) and broke.sum() == stayed[-1]["saw"][0]:
        bound[(bound == NOBODY) & broke] = stayed[-1]["beast"]
    return bound


def _check_acts(changes: tuple[Change, ...], hunters: NDArray[Any]) -> None:
    """Refuse acts by the dead: they would silently do nothing."""
    for day, change in changes:
        for act, who in change.items():
            if act in HUNTER_ACTS and day > 0 and not hunters[day - 1, int(who)]["alive"]:
                raise HuntError(f"{act} = {shown(who)} on day {day} cannot be: hunter {int(who)} was dead by then.")


def _check_forced(
    parameters: Parameters, changes: tuple[Change, ...], hunters: NDArray[Any], weighed: NDArray[np.float64]
) -> None:
    """Refuse a forced choice that was not possible: it would silently do nothing."""
    last = {}  # of two choices forced on one hunter and day it is the later one that counts
    for day, change in changes:
        if FORCE in change:
            hunter, action = forced(change[FORCE], parameters)
            last[day, hunter] = action, change[FORCE]
    for (day, hunter), (action, text) in last.items():
        who = f"{FORCE} = {shown(text)} on day {day} cannot be: hunter {hunter}"
        if day > 0 and not hunters[day - 1, hunter]["alive"]:
            raise HuntError(f"{who} was dead by then.")
        if hunters[day, hunter]["action"] != action:
            there = [one.name.lower() for one in Action if weighed[day, hunter, one] > 0.99 * IMPOSSIBLE]
            raise HuntError(f"{who} could not that morning; there was {', '.join(there)}.")
