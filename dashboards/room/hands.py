"""Hands in the room: who sits in which ring, and what came of each day."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from dashboards.room.steps import State
from hunt.hands import CLOSED_DAYS, HOLD, RABBIT, fallen_after, meat_of, needed_of

RINGS_OF: dict[int, tuple[int, ...]] = {9: (5, 5), 13: (6, 7), 14: (7, 7), 19: (6, 6, 7)}
"""Numbers of people that rings of 5 and 6 do not fill."""

SMALLEST = 5


def sizes(people: int) -> tuple[int, ...]:
    """Return the sizes of the rings for a number of people: as many of 6 as possible, the others of 5."""
    if people <= 8:
        return (max(people, SMALLEST),)
    if people in RINGS_OF:
        return RINGS_OF[people]
    fives = next(k for k in range(people // SMALLEST + 1) if (people - SMALLEST * k) % 6 == 0)
    return (6,) * ((people - SMALLEST * fives) // 6) + (SMALLEST,) * fives


def deal(seats: Sequence[int], chance: random.Random) -> tuple[tuple[int, ...], ...]:
    """Put people into rings at random; 0 is a place that a hunter of the model takes."""
    many = sizes(len(seats))
    places = [*seats, *[0] * (sum(many) - len(seats))]
    chance.shuffle(places)
    rings, at = [], 0
    for size in many:
        rings.append(tuple(places[at : at + size]))
        at += size
    return tuple(rings)


@dataclass(frozen=True)
class Ring:
    """What came of the days of one ring; ``held`` has a number per day, ``points`` one per place."""

    seats: tuple[int, ...]
    needed: int
    held: tuple[int, ...]
    rested: tuple[int, ...]
    closed: tuple[bool, ...]
    fell: int | None
    store: int
    points: tuple[int, ...]
    models: tuple[int, ...]

    @property
    def meat(self) -> int:
        """Return the food a mammoth brings."""
        return meat_of(len(self.seats))


def ring_of(seats: tuple[int, ...], days: Sequence[Sequence[str]]) -> Ring:
    """Return what the choices of all days come to, a row per day and a choice per place; empty is no choice."""
    least = needed_of(len(seats))
    held = tuple(sum(one == HOLD for one in day) for day in days)
    closed = tuple(many >= least for many in held)
    fell = fallen_after(closed)
    points = tuple(sum(day[place] == RABBIT for day in days) for place in range(len(seats)))
    return Ring(
        seats=seats,
        needed=least,
        held=held,
        rested=tuple(sum(one == "" for one in day) for day in days),
        closed=closed,
        fell=fell,
        store=sum(points) + (meat_of(len(seats)) if fell is not None else 0),
        points=points,
        models=tuple(place for place, seat in enumerate(seats) if seat == 0),
    )


def rings_of(state: State) -> list[Ring]:
    """Return every ring of a room, after the days that have been played."""
    days = list(state.played.values())
    return [ring_of(seats, [day[k] for day in days]) for k, seats in enumerate(state.rings)]


def silent(state: State, ring: int, place: int) -> bool:
    """Say whether someone has not chosen on the last two days, so that the model plays on from here."""
    last = [day[ring][place] for day in state.played.values()][-2:]
    return len(last) == 2 and not any(last)


__all__ = ["CLOSED_DAYS", "Ring", "deal", "ring_of", "rings_of", "silent", "sizes"]
