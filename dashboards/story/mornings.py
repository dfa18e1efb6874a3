"""Mornings that one hunter decides: with the same luck, the hunt kills if that hunter holds the ring, else it does not.

A year is simulated day by day.  On each morning on which the hunter may hold a ring, copies of the valley go on with
each of the three choices until that hunt is over, so a year is searched in a fraction of a second.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np

from hunt.catalogue.interventions import Change, acts_of, checked_seed, segments
from hunt.catalogue.parameters import Parameters
from hunt.engine.compiled import first_day, run_days
from hunt.engine.records import Records, record_of
from hunt.errors import HuntError, shown
from hunt.vocabulary import IMPOSSIBLE, NOBODY, Act, Action

CHOICES = (Action.HUNT, Action.OWN, Action.FORAGE)
"""What the story offers on such a morning: hold the ring, come for own numbers, gather small game."""

LONGEST_HUNT = 8
"""Days after which a hunt that is still going on counts as undecided."""


class Hunt(NamedTuple):
    """How one hunt went on from a morning."""

    killed: bool
    over: int  # the day on which it ended


class Morning(NamedTuple):
    """A morning on which a hunter may hold the ring of a hunt."""

    day: int
    beast: int
    needed: bool  # it kills if this hunter holds, and not with either other choice
    over: int  # the last day of that hunt in any of the three


def mornings(
    parameters: Parameters, seed: int, changes: Iterable[Change], hunter: int, after: int = 0
) -> Iterator[Morning]:
    """Yield the mornings after a day on which a hunter may hold the ring of a hunt, as they come.

    Raises
    ------
    HuntError
        For a hunter who is not in the band, or a seed or change that is not allowed.
    """
    if not 0 <= hunter < parameters.hunters:
        raise HuntError(
            f"hunter = {shown(hunter)} is not in this band: it must be a whole number from 0 to "
            f"{parameters.hunters - 1}."
        )
    changes = tuple(changes)
    stretches = segments(parameters, changes)
    acts = acts_of(parameters, changes)
    world, luck = first_day(parameters, checked_seed(seed))
    for start, stop, settings in stretches:
        world = world._replace(params=record_of(settings), acts=acts)
        for day in range(start, stop):
            morning = copied(world) if day > after else None
            run_days(world, luck, day, day + 1)
            if morning is not None and may_hold(world, hunter):
                last = min(stop, day + LONGEST_HUNT)
                hunts = [hunt_with(copied(morning), luck, day, last, hunter, action) for action in CHOICES]
                needed = [one.killed for one in hunts] == [True, False, False]
                beast = int(morning_beast(world, hunter))
                yield Morning(day, beast, needed, max(one.over for one in hunts))


def may_hold(world: Records, hunter: int) -> bool:
    """Return whether on the day just simulated a hunter could choose between holding and own numbers."""
    weighed = world.weighed[hunter]
    return bool(world.hunters["alive"][hunter]) and min(weighed[Action.HUNT], weighed[Action.OWN]) > 0.99 * IMPOSSIBLE


def morning_beast(world: Records, hunter: int) -> int:
    """Return the beast whose ring the hunter could hold."""
    return int(world.hunters["target"][hunter])


def hunt_with(world: Records, luck: Any, day: int, last: int, hunter: int, action: Action) -> Hunt:
    """Go on with one choice from a morning until that hunt is over."""
    choice = np.array([[day, Act.FORCE, hunter * len(Action) + action]], np.int64)
    world = world._replace(acts=np.concatenate([world.acts, choice]))
    beast = NOBODY
    for now in range(day, last):
        run_days(world, luck, now, now + 1)
        if now == day:
            beast = morning_beast(world, hunter)
        one = world.beasts[beast]
        if one["down"] != NOBODY:
            return Hunt(True, now)
        if one["called"] == NOBODY or not one["here"]:
            return Hunt(False, now)
    return Hunt(False, last - 1)


def copied(world: Records) -> Records:
    """Return a copy that can go its own way."""
    fresh: dict[str, Any] = {name: one.copy() for name, one in world._asdict().items() if isinstance(one, np.ndarray)}
    return world._replace(camp=np.array([world.camp])[0], **fresh)


def next_needed(
    parameters: Parameters, seed: int, changes: Iterable[Change], hunter: int, after: int
) -> Morning | None:
    """Return the first morning after a day that this hunter decides, or None."""
    return next((one for one in mornings(parameters, seed, changes, hunter, after) if one.needed), None)
