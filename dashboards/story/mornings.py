"""Mornings that one hunter decides: with the same luck, the hunt kills if that hunter holds the ring, else it does not.

A year is simulated day by day.  On each morning on which the hunter may hold a ring, copies of the valley go on with
each of the three choices until that hunt is over in all of them, so a year is searched in a fraction of a second.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np

from hunt.catalogue.interventions import Change, acts_of, checked_seed, segments
from hunt.catalogue.own_rules import OwnRules
from hunt.catalogue.parameters import Parameters
from hunt.engine.compiled import first_day, run_days
from hunt.engine.records import Records, record_of
from hunt.errors import HuntError, shown
from hunt.vocabulary import IMPOSSIBLE, NOBODY, Act, Action

CHOICES = (Action.HUNT, Action.OWN, Action.FORAGE)
"""What the story offers on such a morning: hold the ring, come for own numbers, gather small game."""

LONGEST_HUNT = 8
"""Days after which a hunt that is still going on counts as undecided."""


class Morning(NamedTuple):
    """A morning on which a hunter may hold the ring of a hunt."""

    day: int
    beast: int
    needed: bool  # the beast is down by then if this hunter holds, and not with either other choice
    over: int  # the day on which that hunt is over with each of the three choices


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
            run_days(world, luck, day, day + 1, settings.rules)
            if morning is not None and may_hold(world, hunter):
                last = min(stop, day + LONGEST_HUNT) - 1
                ways = [Fork(morning, luck, day, hunter, action, settings.rules) for action in CHOICES]
                beast = int(ways[0].world.hunters["target"][hunter])  # of the hunter who holds its ring
                over = max(way.end_of_hunt(beast, last) for way in ways)
                needed = [way.killed(beast, over) for way in ways] == [True, False, False]
                yield Morning(day, beast, needed, over)


def may_hold(world: Records, hunter: int) -> bool:
    """Return whether on the day just simulated a hunter could choose between holding and own numbers."""
    weighed = world.weighed[hunter]
    return bool(world.hunters["alive"][hunter]) and min(weighed[Action.HUNT], weighed[Action.OWN]) > 0.99 * IMPOSSIBLE


class Fork:
    """How a year goes on with one choice of a hunter on one morning."""

    def __init__(
        self, morning: Records, luck: Any, day: int, hunter: int, action: Action, rules: OwnRules | None
    ) -> None:
        choice = np.array([[day, Act.FORCE, hunter * len(Action) + action]], np.int64)
        self.world = copied(morning)._replace(acts=np.concatenate([morning.acts, choice]))
        self.luck, self.day, self.rules = luck, day, rules
        run_days(self.world, luck, day, day + 1, rules)

    def go_to(self, day: int) -> None:
        """Go on up to the evening of a day."""
        if day > self.day:
            run_days(self.world, self.luck, self.day + 1, day + 1, self.rules)
            self.day = day

    def end_of_hunt(self, beast: int, last: int) -> int:
        """Go on until the hunt is over, or up to a day; return that day."""
        while self.day < last and self._open(beast):
            self.go_to(self.day + 1)
        return self.day

    def killed(self, beast: int, day: int) -> bool:
        """Go on up to a day; return whether the beast is down by then: a hunt given up may have been called again."""
        self.go_to(day)
        return bool(self.world.beasts["down"][beast] != NOBODY)

    def _open(self, beast: int) -> bool:
        one = self.world.beasts[beast]
        return bool(one["down"] == NOBODY and one["called"] != NOBODY and one["here"])


def copied(world: Records) -> Records:
    """Return a copy that can go its own way."""
    fresh: dict[str, Any] = {name: one.copy() for name, one in world._asdict().items() if isinstance(one, np.ndarray)}
    return world._replace(camp=np.array([world.camp])[0], **fresh)


def next_needed(
    parameters: Parameters, seed: int, changes: Iterable[Change], hunter: int, after: int
) -> Morning | None:
    """Return the first morning after a day that this hunter decides, or None."""
    return next((one for one in mornings(parameters, seed, changes, hunter, after) if one.needed), None)
