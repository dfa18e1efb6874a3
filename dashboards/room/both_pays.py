"""Hands under both pay rules: what the rings of a room did under each, and what may be said about it.

The unit is a ring in a year, never a person on a day. Rings in which the model played, or in which more than two
choices are missing, are shown and not counted; and none is, where a day of one of the years was skipped.
"""

from dataclasses import dataclass
from math import comb
from typing import Any

from dashboards.room.hands import Ring, rings_of, shared_pay
from dashboards.room.steps import State

MOST_RESTS = 2
"""Missing choices in a year up to which a ring is counted."""

ENOUGH = 6
"""Rings with a difference from which on a sign test can say anything: all six alike is p = 0.03."""


@dataclass(frozen=True)
class Pair:
    """One ring under both pay rules: how often its people held, of how many times, and whether the mammoth fell."""

    own: int
    shared: int
    most: int
    own_fell: bool
    shared_fell: bool
    shared_first: bool
    counted: bool


def pairs_of(state: State) -> list[Pair]:
    """Return every ring of a room that has played Hands under both pay rules."""
    assert state.script is not None
    first, second = (one.id for one in state.script.steps if one.kind == "hands" and one.year)
    days = days_of_a_year(state)
    pairs = []
    for k, years in enumerate(zip(rings_of(state, first), rings_of(state, second), strict=True)):
        shared_first = shared_pay(state, k, first)
        own, shared = reversed(years) if shared_first else years
        pairs.append(
            Pair(
                own=sum(own.held),
                shared=sum(shared.held),
                most=len(own.seats) * days,
                own_fell=own.fell is not None,
                shared_fell=shared.fell is not None,
                shared_first=shared_first,
                counted=_whole(own, days) and _whole(shared, days),
            )
        )
    return pairs


def days_of_a_year(state: State) -> int:
    """Return how many days each of the two years has in the script."""
    assert state.script is not None
    first = next(one.id for one in state.script.steps if one.kind == "hands" and one.year == 1)
    return sum(one.kind == "day" and one.of == first for one in state.script.steps)


def _whole(year: Ring, days: int) -> bool:
    by_people = not year.models and not any(year.taken) and sum(year.rested) <= MOST_RESTS
    return by_people and len(year.held) == days


def at_least(successes: int, tries: int) -> float:
    """Return how likely a fair coin shows heads at least so often."""
    return sum(comb(tries, k) for k in range(successes, tries + 1)) / 2**tries


def sign_test(more: int, less: int) -> float:
    """Return the exact two-sided p of these numbers of differences, if both directions were equally likely."""
    tries = more + less
    return min(1.0, 2 * at_least(max(more, less), tries)) if tries else 1.0


def skipped(state: State) -> bool:
    """Say whether a day of one of the two years has not been played, so that the years cannot be compared."""
    assert state.script is not None
    years = {one.id for one in state.script.steps if one.kind == "hands" and one.year}
    return any(one.kind == "day" and one.of in years and one.id not in state.played for one in state.script.steps)


def said(state: State) -> dict[str, Any]:
    """Return what the screen shows: a row per ring, and the numbers for its sentences.

    ``by_luck`` is how many of 100 rooms would show this or a larger majority, one way or the other, if pay made no
    difference; it is left out where fewer than six rings differ. ``skipped`` says that a day was not played.
    """
    pairs = pairs_of(state)
    counted = [one for one in pairs if one.counted]
    more = sum(one.shared > one.own for one in counted)
    less = sum(one.shared < one.own for one in counted)
    numbers = {
        "rings": len(counted),
        "left_out": len(pairs) - len(counted),
        "more": more,
        "less": less,
        "same": len(counted) - more - less,
        "own_fell": sum(one.own_fell for one in counted),
        "shared_fell": sum(one.shared_fell for one in counted),
        "by_luck": round(100 * sign_test(more, less)) if more + less >= ENOUGH else None,
    }
    rows = [
        {"own": one.own, "shared": one.shared, "most": one.most, "own_fell": one.own_fell}
        | {"shared_fell": one.shared_fell, "counted": one.counted}
        for one in pairs
    ]
    return {"pairs": rows, "numbers": numbers, "skipped": skipped(state)}
