"""Hands in the room: who sits in which ring, and what came of each day.

A place of a ring has the number of a seat, or says who has it instead: a hunter of the model, or someone who raises a
hand. One phone may have all places of a table.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboards.room.steps import HAND, MODEL, State, hands_of
from hunt.hands import CLOSED_DAYS, HOLD, RABBIT, WINTER, fallen_after, meat_of, needed_of

PAID, SHARED = 1.0, 0.0
"""The pay for a rabbit, in days of food, where a rabbit is a point, and where the common food is what counts."""

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
    """Put people into rings at random; hunters of the model take the places that are left."""
    many = sizes(len(seats))
    places = [*seats, *[MODEL] * (sum(many) - len(seats))]
    chance.shuffle(places)
    rings, at = [], 0
    for size in many:
        rings.append(tuple(places[at : at + size]))
        at += size
    return tuple(rings)


def table_of(who: int, people: int) -> tuple[int, ...]:
    """Return the ring of a table of people who have one phone, or none; hunters of the model fill a small one."""
    return (who,) * people + (MODEL,) * max(0, SMALLEST - people)


def orders_of(rings: int, chance: random.Random) -> list[int]:
    """Draw the year, 1 or 2, in which each ring has the shared pay: half of the rings begin with it."""
    years = [1 + k % 2 for k in range(rings)]
    chance.shuffle(years)
    return years


def shared_pay(state: State, ring: int, hands: str = "") -> bool:
    """Say whether a ring is paid by its common food, and not per rabbit, in the year of a step with rules of Hands."""
    assert state.script is not None
    name = hands or hands_of(state)
    year = next((one.year for one in state.script.steps if one.id == name), 0)
    return bool(year) and ring < len(state.orders) and state.orders[ring] == year


@dataclass(frozen=True)
class Ring:
    """What came of the days of one ring; ``held`` has a number per day, ``points`` one per place.

    ``models`` are places that the model has from the beginning; ``taken`` says for each day how many people were silent
    so long that it played for them.
    """

    seats: tuple[int, ...]
    needed: int
    held: tuple[int, ...]
    rested: tuple[int, ...]
    closed: tuple[bool, ...]
    fell: int | None
    store: int
    points: tuple[int, ...]
    models: tuple[int, ...]
    taken: tuple[int, ...] = ()

    def played_by_the_model(self, day: int) -> int:
        """Return how many places the model has played on a day, counted from 0; before the first day, those it has."""
        return len(self.models) + (self.taken[day] if self.taken else 0)

    @property
    def meat(self) -> int:
        """Return the food a mammoth brings."""
        return meat_of(len(self.seats))

    @property
    def closings(self) -> int:
        """Return on how many days the ring has closed, as far as that brings the mammoth down."""
        return min(sum(self.closed), CLOSED_DAYS)

    @property
    def winter(self) -> int:
        """Return the food that the winter takes."""
        return WINTER * len(self.seats)

    @property
    def lives(self) -> bool:
        """Say whether the ring has enough food for the winter."""
        return self.store >= self.winter


def ring_of(seats: tuple[int, ...], days: Sequence[Sequence[str]], taken: Sequence[int] = ()) -> Ring:
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
        models=tuple(place for place, seat in enumerate(seats) if seat == MODEL),
        taken=tuple(taken) or (0,) * len(days),
    )


def days_of(state: State, hands: str = "") -> list[tuple[tuple[str, ...], ...]]:
    """Return the days of Hands that have been played: a row per ring, a choice per place.

    ``hands`` is the step with the rules of these days; by default the latest one that the room has come to.
    """
    return [_with_hands(state, step, state.played[step]) for step in _steps_of(state, hands)]


def _steps_of(state: State, hands: str = "") -> list[str]:
    """Return the days that have been played since a step with rules of Hands, by the names of their steps."""
    name = hands or hands_of(state)
    return [step for step in state.played if state.day_of[step] == name]


def _taken(state: State, step: str, ring: int) -> tuple[int, ...]:
    """Return the places of a ring for which the model has played on a day because nobody chose there."""
    rows = state.taken.get(step, ())
    return rows[ring] if ring < len(rows) else ()


def _with_hands(state: State, step: str, rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Return the choices of a day, with the raised hands that were counted."""
    counted = state.counts.get(step, {})
    return tuple(
        choices_of(seats, counted[str(k + 1)], row) if str(k + 1) in counted else row
        for k, (seats, row) in enumerate(zip(state.rings, rows, strict=True))
    )


def choices_of(seats: Sequence[int], held: int, row: Sequence[str]) -> tuple[str, ...]:
    """Return the choices in a ring of which it is known how many people held, but not who."""
    people = [place for place, seat in enumerate(seats) if seat != MODEL]
    named = {place: HOLD if k < held else RABBIT for k, place in enumerate(people)}
    return tuple(named.get(place, one) for place, one in enumerate(row))


def people_of(seats: Sequence[int]) -> int:
    """Return how many places of a ring people have."""
    return sum(seat != MODEL for seat in seats)


def counted_by_hand(state: State) -> Mapping[int, int]:
    """Return the rings whose people raise hands, by place, and how many people they are."""
    return {k: people_of(seats) for k, seats in enumerate(state.rings) if HAND in seats}


def rings_of(state: State, hands: str = "") -> list[Ring]:
    """Return every ring of a room, after the days that have been played."""
    days, steps = days_of(state, hands), _steps_of(state, hands)
    return [
        ring_of(seats, [day[k] for day in days], [len(_taken(state, step, k)) for step in steps])
        for k, seats in enumerate(state.rings)
    ]


def silent(state: State, ring: int, place: int) -> bool:
    """Say whether someone has not chosen on the last two days, so that the model plays until they do."""
    last = _steps_of(state)[-2:]
    return len(last) == 2 and all(
        not state.played[step][ring][place] or place in _taken(state, step, ring) for step in last
    )
