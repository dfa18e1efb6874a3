"""When a point has enough runs: the interval of a measure is narrow enough, and stays so.

Looking again and again, and stopping at the first good look, makes an interval too narrow on average: the looks at
which the spread happens to look small are the ones that stop.  Three cautions keep the promise (coverage of at least
94 % of 95 %-intervals, `tests/experiments/sweeps/test_stopping.py`):

- the variance is taken larger by ``1 + 2 sqrt(2 / (n - 1))``, two standard errors of a normal sample's variance;
- a measure that has bounds gets two imagined runs at either end, so that twenty runs in which nothing happened do not
  pass for certainty (Agresti & Coull 1998, Am. Stat. 52, 119-126, do so for shares);
- two looks in a row must be narrow.

The price is about a sixth more runs than an oracle who knew the spread would need.
"""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from experiments.sweeps.design import Stop
from hunt.catalogue.measures import MEASURES

IMAGINED = 2
"""Runs imagined at either end of a bounded measure."""

LOOKS = 2
"""Looks in a row that must be narrow."""

Floats = NDArray[np.float64]


def half_width(values: Floats, level: float = 0.95, span: float | None = None) -> float:
    """Return the half-width of a cautious interval of a mean.

    Parameters
    ----------
    values
        One number per run, at least two.
    level
        Confidence level.
    span
        Distance of the two bounds of what is measured, if it has bounds: 1 for a share, 2 for a difference of shares.
    """
    n = len(values)
    centred = values - values.mean()
    squares = float((centred * centred).sum())
    if span is None:
        variance = squares / (n - 1)
    else:  # as if IMAGINED runs had ended at either bound; seen from the middle between them
        far = IMAGINED * span * span / 2.0
        variance = (squares + far) / (n + 2 * IMAGINED - 1)
    cautious = variance * (1.0 + 2.0 * math.sqrt(2.0 / (n - 1)))
    return _t(level, n - 1) * math.sqrt(cautious / n)


@lru_cache(4096)
def _t(level: float, freedom: int) -> float:
    from scipy import special

    return float(special.stdtrit(freedom, 0.5 + level / 2.0))


def looks(stop: Stop, runs: int) -> list[int]:
    """Return the numbers of runs after which the interval is checked."""
    return [n for n in (stop.start, *range(stop.start + stop.block, runs + 1, stop.block)) if n <= runs]


def enough(stop: Stop, arms: Mapping[tuple[str, str], Floats]) -> bool:
    """Tell whether the runs of a point suffice.

    Parameters
    ----------
    arms
        By (scenario, regime), the measure of each run in order; NaN where a run has none.
    """
    runs = min(len(values) for values in arms.values())
    if runs >= stop.most:
        return True
    seen = looks(stop, runs)
    if len(seen) < LOOKS:
        return False
    return all(_narrow(stop, [line[:n] for line in _lines(stop, arms)]) for n in seen[-LOOKS:])


def _lines(stop: Stop, arms: Mapping[tuple[str, str], Floats]) -> list[Floats]:
    """Return what an interval is wanted of: every arm, or every other regime against the first."""
    if stop.on == "mean":
        return list(arms.values())
    first: dict[str, Floats] = {}
    lines = []
    for (scenario, _), values in arms.items():
        if scenario in first:
            lines.append(first[scenario] - values)
        else:
            first[scenario] = values
    return lines


def _narrow(stop: Stop, lines: Sequence[Floats]) -> bool:
    span = (2.0 if stop.on == "difference" else 1.0) if MEASURES[stop.measure].share else None
    for line in lines:
        known = line[np.isfinite(line)]
        if len(known) < max(2, len(line) // 2):  # where most have no such number, waiting brings no interval
            continue
        if half_width(known, stop.level, span) > stop.half_width:
            return False
    return True
