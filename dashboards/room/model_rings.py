"""What rings of model hunters do under both pay rules, next to the rings of a room.

They begin with the trust at which hunters of the model would most likely have done on a first day what the room did on
its own. Everything else is what ``hunt hands`` plays: the compiled rules, one point a rabbit or the food alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, log
from typing import Any

from dashboards.room.both_pays import pairs_of
from dashboards.room.hands import rings_of, shared_pay
from dashboards.room.steps import State
from hunt.hands_stage import falls, share_that_holds

RINGS = 1000
"""Rings of the model under each pay rule."""

TRUSTS = tuple(k / 20 for k in range(1, 20))
"""Levels of trust that are tried."""

TRIED = 60
"""Rings of the model that live a first day at each level."""

ALIKE = 2.0
"""Differences between logarithms of likelihoods up to which two levels fit about equally well."""

PAID, SHARED = 1.0, 0.0
"""The pay for a rabbit where that is what counts, and where the common food does, in days of food."""


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


def fitting_trust(days: Sequence[FirstDay]) -> float:
    """Return the trust, of those tried, at which model hunters most likely do what was done on these days.

    A share of people who hold can fit two levels, since with very much trust the others will do it: of those that fit
    about equally well, the lower one is returned. What never happens in the rings that were tried is taken as rare.
    """
    fits = [sum(_likely(one, trust) for one in days) for trust in TRUSTS]
    around = [-inf, *fits, -inf]
    peaks = [k for k, fit in enumerate(fits) if fit >= around[k] and fit >= around[k + 2]]
    return next(TRUSTS[k] for k in peaks if fits[k] >= max(fits) - ALIKE)


def _likely(one: FirstDay, trust: float) -> float:
    """Return the logarithm of how likely this day is, apart from what is the same for every trust."""
    rare = 1 / (2 * TRIED * one.size)
    share = min(1 - rare, max(rare, share_that_holds(one.size, trust, one.kappa, TRIED)))
    return one.held * log(share) + (one.chose - one.held) * log(1 - share)


def model_rings(state: State) -> dict[str, Any] | None:
    """Return what the model's rings do under both pay rules, and how well they fit; None if no ring counts.

    The mammoth fell in ``own_fell`` and ``shared_fell`` of ``rings`` rings, which have the sizes of the room's. In
    ``fits``, for each pay that the room had on its first day: ``held`` of ``chances`` people held, and of as many
    hunters of the model ``model``.
    """
    days = first_days(state)
    if not days:
        return None
    trust = fitting_trust(days)
    fell = {
        kappa: sum(falls(days[seed % len(days)].size, trust, kappa, seed) for seed in range(1, RINGS + 1))
        for kappa in (PAID, SHARED)
    }
    return {
        "trust": trust,
        "rings": RINGS,
        "own_fell": fell[PAID],
        "shared_fell": fell[SHARED],
        "fits": [_fit(paid, trust) for paid in _by_pay(days)],
    }


def _by_pay(days: Sequence[FirstDay]) -> list[list[FirstDay]]:
    found = [[one for one in days if one.shared == shared] for shared in (False, True)]
    return [paid for paid in found if paid]


def _fit(days: Sequence[FirstDay], trust: float) -> dict[str, Any]:
    return {
        "shared": days[0].shared,
        "held": sum(one.held for one in days),
        "chances": sum(one.chose for one in days),
        "model": round(sum(one.chose * share_that_holds(one.size, trust, one.kappa, TRIED) for one in days)),
    }
