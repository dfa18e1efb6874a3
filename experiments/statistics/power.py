"""How many pairs of bands show an effect of a given size."""

import math
import warnings
from dataclasses import dataclass
from numbers import Real

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize, stats

from experiments.given import real_number
from experiments.statistics.estimates import pairing_correlation
from hunt.errors import HuntError, shown

LARGEST = 10**9
ROUNDING = 1e-12
"""A spread that is smaller than this share of the numbers is rounding."""
LARGE = 100
"""Degrees of freedom from which the noncentral t is taken from the normal (Johnson & Welch 1940, Biometrika 31,
362-389): within 0.001, where scipy's own gives NaN sooner or later."""


@dataclass(frozen=True)
class Needed:
    """Runs per regime that show an effect.

    ``low`` and ``high`` allow for not knowing the spread exactly (95 %); ``unpaired`` is what would be needed without
    common seeds.  The pilot had ``pairs`` in which both bands have the measure, and ``left_out`` in which one lacks it:
    of those nothing is known, and the answer is for pairs like the others.
    """

    runs: int
    low: int
    high: int
    unpaired: int
    spread: float
    correlation: float
    pairs: int = 0
    left_out: int = 0


def power_of(runs: float, effect: float, spread: float, alpha: float = 0.05) -> float:
    """Return the chance that a two-sided paired t-test with this many pairs detects an effect.

    Parameters
    ----------
    runs
        Pairs, at least 2.
    effect, spread
        Mean and standard deviation of the paired difference, in the unit of the measure.
    """
    freedom = runs - 1.0
    shift = abs(effect) / spread * math.sqrt(runs)
    edge = stats.t.ppf(1.0 - alpha / 2.0, freedom)
    if freedom > LARGE:
        wide = math.sqrt(1.0 + edge * edge / (2.0 * freedom))
        near, far = (one * (1.0 - 1.0 / (4.0 * freedom)) for one in (edge, -edge))
        return float(stats.norm.sf((near - shift) / wide) + stats.norm.cdf((far - shift) / wide))
    if shift > 30.0 + edge:  # far beyond the edge; the distribution below loses its digits there
        return 1.0
    return float(stats.nct.sf(edge, freedom, shift) + (stats.nct.cdf(-edge, freedom, shift) if shift < 3.0 else 0.0))


def pairs_needed(effect: float, spread: float, power: float = 0.8, alpha: float = 0.05) -> int:
    """Return the fewest pairs that find an effect with so much power.

    Raises
    ------
    HuntError
        For an effect, power or alpha that is not allowed, or when more than a thousand million pairs are needed.
    """
    if not 0.0 < abs(effect) < math.inf:
        raise HuntError(f"effect = {effect:g} is not allowed: it must be a number other than 0; try 0.05.")
    if not 0.0 < alpha < power < 1.0:
        raise HuntError(f"power = {power:g} at alpha = {alpha:g} is not allowed: both lie between 0 and 1; try 0.8.")
    if spread == 0.0:
        return 2
    effect = abs(effect)
    if power_of(LARGEST, effect, spread, alpha) < power:
        raise HuntError(f"An effect of {effect:g} is too small to be found with a thousand million runs.")
    if power_of(2.0, effect, spread, alpha) >= power:
        return 2
    exact = optimize.brentq(lambda n: power_of(n, effect, spread, alpha) - power, 2.0, LARGEST, xtol=1e-3)
    return math.ceil(exact - 1e-9)


def runs_needed(
    first: ArrayLike, second: ArrayLike, effect: float, *, power: float = 0.8, alpha: float = 0.05
) -> Needed:
    """Return how many runs per regime show an effect, judged by a pilot.

    Parameters
    ----------
    first, second
        A measure of the pilot's bands under two regimes, paired by seed; bands without it are left out.
    effect
        The difference of means that is to be found, in the unit of the measure.
    power, alpha
        Chance of finding it, and of finding what is not there.

    Raises
    ------
    HuntError
        For numbers that are not allowed, fewer than three pairs, or a difference that is the same in each of them.

    Warns
    -----
    UserWarning
        When pairs are left out because a band lacks the measure.
    """
    a, b = _row("first", first), _row("second", second)
    if len(a) != len(b):
        raise HuntError(
            f"first has {len(a)} values and second {len(b)}: pairs have the same seed, so give as many of one as of "
            "the other."
        )
    effect = real_number("effect", effect, 0.05)
    power, alpha = real_number("power", power, 0.8), real_number("alpha", alpha, 0.05)
    known = np.isfinite(a) & np.isfinite(b)
    left_out = int((~known).sum())
    if left_out:
        warnings.warn(left_out_sentence(left_out, len(a)), stacklevel=2)
    a, b = a[known], b[known]
    if len(a) < 3:
        raise HuntError(f"The pilot has {len(a)} pairs with this measure; at least 3 are needed: ask for more runs.")
    spread, freedom = float((a - b).std(ddof=1)), len(a) - 1
    if spread <= ROUNDING * float(max(np.abs(a).max(), np.abs(b).max())):
        raise HuntError(
            f"The pilot did not vary: the difference is {float((a - b).mean()):g} in each of its {len(a)} pairs, which "
            "says nothing of its spread, so no number of runs follows from it; try more runs, another measure or other "
            "settings."
        )
    sure = [spread * math.sqrt(freedom / stats.chi2.ppf(q, freedom)) for q in (0.975, 0.025)]
    apart = math.sqrt(a.var(ddof=1) + b.var(ddof=1))
    runs, low, high, unpaired = (pairs_needed(effect, one, power, alpha) for one in (spread, *sure, apart))
    return Needed(runs, low, high, unpaired, spread, pairing_correlation(a, b), len(a), left_out)


def left_out_sentence(left_out: int, pairs: int) -> str:
    """Say that pairs were left out."""
    return f"{left_out:,} of {pairs:,} pairs were left out, because a band in them lacks this measure."


def _row(name: str, given: ArrayLike) -> NDArray[np.float64]:
    try:
        plain = np.asarray(given)
        numbers = plain.dtype.kind in "biuf" or all(one is None or isinstance(one, Real) for one in plain.flat)
        row = plain.astype(float) if numbers else None
    except (TypeError, ValueError):
        row = None
    if row is None or row.ndim != 1:
        raise HuntError(f"{name} = {shown(given)} is not allowed: it must be a row of numbers, one for each run.")
    return row
