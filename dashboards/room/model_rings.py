"""What rings of model hunters do under both pay rules, next to the rings of a room.

They begin with a trust at which hunters of the model would likely have done on a first day what the room did on its
own. Often two fit: with little trust holding does not pay, and with very much the others will do it. Everything else is
what ``hunt hands`` plays: the compiled rules, one point a rabbit or the food alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from dashboards.room.both_pays import days_of_a_year, pairs_of
from dashboards.room.hands import PAID, SHARED, rings_of, shared_pay
from dashboards.room.steps import State
from hunt.hands_stage import falls, share_that_holds

RINGS = 500
"""Rings of the model under each pay rule."""

TRUSTS = tuple(k / 20 for k in range(1, 20))
"""Levels of trust that are tried."""

TRIED = 60
"""Rings of the model that live a first day at each level."""

ALIKE = 2.0
"""Differences between logarithms of likelihoods up to which two levels fit about equally well."""

MISSED = 1 / 4
"""The share of the chances to hold by which the model may miss what a room did, and still be said to fit."""


@dataclass(frozen=True)
class Fit:
    """A trust that fits, and between which levels it fits about equally well."""

    trust: float
    low: float
    high: float


@dataclass(frozen=True)
class FirstDay:
    """The first day of one ring: how many people are in it, chose and held, and what they were paid for."""

    size: int
    chose: int
    held: int
    shared: bool

    @property
    def kappa(self) -> float:
        """Return the pay for a rabbit."""
        return SHARED if self.shared else PAID


def first_days(state: State) -> list[FirstDay]:
    """Return the first day of every ring that counts, of a room that has played Hands under both pay rules."""
    assert state.script is not None
    first = next(one.id for one in state.script.steps if one.kind == "hands" and one.year == 1)
    rings = zip(rings_of(state, first), pairs_of(state), strict=True)
    return [
        FirstDay(len(ring.seats), len(ring.seats) - ring.rested[0], ring.held[0], shared_pay(state, k, first))
        for k, (ring, pair) in enumerate(rings)
        if pair.counted
    ]


def fitting_trusts(days: Sequence[FirstDay]) -> list[Fit]:
    """Return the trusts, of those tried, at which model hunters likely do what was done on these days, lower first.

    Levels that fit about equally well make one range, a single level between them included, since shares of few rings
    are not exact. What never happens in the rings that were tried is taken as rare.
    """
    fits = [sum(_likely(one, trust) for one in days) for trust in TRUSTS]
    near = [k for k, fit in enumerate(fits) if fit >= max(fits) - ALIKE]
    ranges: list[list[int]] = []
    for k in near:
        if ranges and k - ranges[-1][-1] <= 2:
            ranges[-1].append(k)
        else:
            ranges.append([k])
    return [Fit(TRUSTS[max(one, key=lambda k: fits[k])], TRUSTS[one[0]], TRUSTS[one[-1]]) for one in ranges]


def _likely(one: FirstDay, trust: float) -> float:
    """Return the logarithm of how likely this day is, apart from what is the same for every trust."""
    rare = 1 / (2 * TRIED * one.size)
    share = min(1 - rare, max(rare, share_that_holds(one.size, trust, one.kappa, TRIED)))
    return one.held * log(share) + (one.chose - one.held) * log(1 - share)


def model_rings(state: State) -> dict[str, Any] | None:
    """Return what the model's rings do under both pay rules, and how well they fit; None if no ring counts.

    In ``fits``, for each pay that the room had on its first day: ``held`` of ``chances`` people held, and of as many
    hunters of the model ``model``, a number for each trust. In ``trusts``, for each trust that fits, from ``low`` to
    ``high`` about equally well: the mammoth fell in ``own_fell`` and ``shared_fell`` of ``rings`` rings, which have the
    sizes of the room's and play as many days. Where no trust comes near what the room did, ``trusts`` is empty, and
    ``fits`` is about the likeliest ones.
    """
    days = first_days(state)
    if not days:
        return None
    found = fitting_trusts(days)
    near = [one for one in found if not any(_misses(paid, one.trust) for paid in _by_pay(days))]
    length = days_of_a_year(state)
    return {
        "trusts": [_outcome(days, one, length) for one in near],
        "fits": [_fit(paid, near or found) for paid in _by_pay(days)],
    }


def _outcome(days: Sequence[FirstDay], fit: Fit, length: int) -> dict[str, Any]:
    sizes = [one.size for one in days]
    fell = {
        kappa: sum(falls(sizes[seed % len(sizes)], fit.trust, kappa, seed, length) for seed in range(1, RINGS + 1))
        for kappa in (PAID, SHARED)
    }
    outcome = {"rings": RINGS, "own_fell": fell[PAID], "shared_fell": fell[SHARED]}
    return {"trust": fit.trust, "low": fit.low, "high": fit.high, **outcome}


def _by_pay(days: Sequence[FirstDay]) -> list[list[FirstDay]]:
    found = [[one for one in days if one.shared == shared] for shared in (False, True)]
    return [paid for paid in found if paid]


def _fit(days: Sequence[FirstDay], fits: Sequence[Fit]) -> dict[str, Any]:
    return {
        "shared": days[0].shared,
        "held": sum(one.held for one in days),
        "chances": sum(one.chose for one in days),
        "model": [_expected(days, one.trust) for one in fits],
    }


def _expected(days: Sequence[FirstDay], trust: float) -> int:
    """Return how many hunters of the model would have held, of those who chose on these days."""
    return round(sum(one.chose * share_that_holds(one.size, trust, one.kappa, TRIED) for one in days))


def _misses(days: Sequence[FirstDay], trust: float) -> bool:
    held, chances = sum(one.held for one in days), sum(one.chose for one in days)
    return abs(_expected(days, trust) - held) > MISSED * chances
