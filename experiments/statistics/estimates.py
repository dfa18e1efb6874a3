"""Estimates from many runs: means, paired differences and effect sizes, with intervals.

The **band** is the unit of every interval here, not the hunter: hunters of one band share weather, store and fate,
so an interval that counted each hunter as one more observation would be far too narrow.
With ten thousand runs every p-value is tiny: report effects first and the log-rank test second.

All functions are pure; the same arguments and the same seed give the same bits.
Bad input raises HuntError.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from experiments.given import whole_number
from experiments.statistics.inputs import FloatArray, IntArray, numbers_in, pairs_in, require_at_least, upper_tail
from hunt.errors import HuntError

MOST_DRAWS = 1_000_000
RESAMPLED_VALUES_AT_ONCE = 2_000_000
"""Upper bound on the values one block of bootstrap resamples holds (16 MB of float64)."""


class Interval(NamedTuple):
    """An estimate with its confidence limits, all in the unit of the measure."""

    estimate: float
    low: float
    high: float


class PairedShares(NamedTuple):
    """Shares of pairs in which the first value is higher than, equal to or lower than the second; they add up to 1."""

    higher: float
    equal: float
    lower: float


def mean_interval(a: ArrayLike, level: float = 0.95, draws: int = 2000, seed: int = 0) -> Interval:
    """Mean over bands with a bias-corrected and accelerated (BCa) bootstrap interval.

    Parameters
    ----------
    a : array_like, shape (n,)
        One value per band, n >= 2.
    level : float
        Confidence level, between 0 and 1.
    draws : int
        Number of bootstrap samples.
    seed : int
        Seed of the bootstrap.

    Returns
    -------
    Interval
        In the unit of `a`. Values that are all equal give an interval of no width.

    Raises
    ------
    HuntError
        If there are fewer than 2 values, or one is missing or infinite.

    Notes
    -----
    ``scipy.stats.bootstrap`` gives nearly the same interval, but NaN where all values are equal, and it finds the
    acceleration by leaving out one value at a time (1.7 s for 10,000 bands, against 0.12 s here). For a mean the
    acceleration is a closed formula: skewness / (6 sqrt(n)).

    Source: Efron (1987), J. Am. Stat. Assoc. 82, 171-185.
    """
    values = numbers_in("values", a)
    n = len(values)
    require_at_least("values for an interval", n, 2)
    draws, seed = whole_number("draws", draws, 1, MOST_DRAWS, 2000), whole_number("seed", seed, 0, 2**63 - 1, 1)
    tail = upper_tail(level)
    if np.all(values == values[0]):
        return Interval(float(values[0]), float(values[0]), float(values[0]))

    mean = values.mean()
    means = _bootstrap_means(values, draws, seed)
    # Ties count half; half a count more on each side keeps the bias finite when all redrawn means lie on one side.
    below = np.sum(means < mean) + 0.5 * np.sum(means == mean)
    bias = special.ndtri((below + 0.5) / (draws + 1))
    deviations = (values - mean) / np.abs(values - mean).max()
    acceleration = np.sum(deviations**3) / (6 * np.sum(deviations**2) ** 1.5)
    shifted = bias + special.ndtri([tail, 1 - tail])
    percentiles = special.ndtr(bias + shifted / (1 - acceleration * shifted))
    low, high = np.quantile(means, percentiles)
    return Interval(float(mean), float(min(low, mean)), float(max(high, mean)))


def paired_difference(a: ArrayLike, b: ArrayLike, level: float = 0.95, draws: int = 2000, seed: int = 0) -> Interval:
    """Mean of ``a - b`` over paired bands (same seed, two regimes) with a BCa bootstrap interval.

    Parameters
    ----------
    a, b : array_like, shape (n,)
        One value per band, in the same order of seeds, n >= 2.
    level, draws, seed
        As in `mean_interval`.

    Returns
    -------
    Interval
        In the unit of `a`. Differences that are all equal give an interval of no width.

    Raises
    ------
    HuntError
        If the lengths differ, there are fewer than 2 pairs, or a value is missing or infinite.
    """
    first, second = pairs_in(a, b)
    return mean_interval(first - second, level, draws, seed)


def probability_of_superiority(a: ArrayLike, b: ArrayLike) -> float:
    """Chance that a value drawn from `a` is higher than one drawn from `b`, ties counting half.

    Parameters
    ----------
    a, b : array_like, shapes (n,) and (m,)
        Two samples; every value of `a` is compared with every value of `b`, in O((n + m) log m).

    Returns
    -------
    float
        P(a > b) + 0.5 P(a = b), from 0 to 1; 0.5 means no difference.

    Raises
    ------
    HuntError
        If a sample is empty or holds missing or infinite values.

    Notes
    -----
    Source: Vargha & Delaney (2000), J. Educ. Behav. Stat. 25, 101-132.
    """
    return (1 + cliffs_delta(a, b)) / 2


def cliffs_delta(a: ArrayLike, b: ArrayLike) -> float:
    """Cliff's delta, P(a > b) - P(a < b) over all pairs of values.

    Parameters
    ----------
    a, b : array_like, shapes (n,) and (m,)
        Two samples.

    Returns
    -------
    float
        From -1 (every value of `a` is lower) to 1 (every value of `a` is higher).

    Raises
    ------
    HuntError
        If a sample is empty or holds missing or infinite values.

    Notes
    -----
    Source: Cliff (1993), Psychol. Bull. 114, 494-509.
    """
    first, second = numbers_in("a", a), np.sort(numbers_in("b", b))
    higher = np.searchsorted(second, first, side="left").sum()
    lower = (len(second) - np.searchsorted(second, first, side="right")).sum()
    return float((higher - lower) / (len(first) * len(second)))


def paired_superiority(a: ArrayLike, b: ArrayLike) -> PairedShares:
    """Shares of pairs (same seed, two regimes) in which `a` is higher than, equal to or lower than `b`.

    Parameters
    ----------
    a, b : array_like, shape (n,)
        One value per band, in the same order of seeds.

    Returns
    -------
    PairedShares
        Shares from 0 to 1.

    Raises
    ------
    HuntError
        If the lengths differ, there is no pair, or a value is missing or infinite.
    """
    first, second = pairs_in(a, b)
    return PairedShares(
        higher=float(np.mean(first > second)),
        equal=float(np.mean(first == second)),
        lower=float(np.mean(first < second)),
    )


def pairing_correlation(a: ArrayLike, b: ArrayLike) -> float:
    """Pearson correlation of paired bands: how much pairing by seed has helped.

    A correlation of r cuts the variance of the paired difference to about (1 - r) of the unpaired one.

    Parameters
    ----------
    a, b : array_like, shape (n,)
        One value per band, in the same order of seeds.

    Returns
    -------
    float
        From -1 to 1. Exactly 0.0, never NaN, if `a` or `b` is constant (pairing then neither helps nor harms).

    Raises
    ------
    HuntError
        If the lengths differ, there is no pair, or a value is missing or infinite.
    """
    first, second = pairs_in(a, b)
    if np.all(first == first[0]) or np.all(second == second[0]):
        return 0.0
    x, y = _centred_to_one(first), _centred_to_one(second)
    return float(np.clip(np.sum(x * y) / np.sqrt(np.sum(x * x) * np.sum(y * y)), -1, 1))


def wilson_interval(successes: int, n: int, level: float = 0.95) -> Interval:
    """Share of successes (bands that died out, bets won) with Wilson's score interval.

    Parameters
    ----------
    successes : int
        From 0 to `n`.
    n : int
        Number of trials, >= 1.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    Interval
        Shares from 0 to 1.

    Raises
    ------
    HuntError
        If `n` is below 1 or `successes` is not a whole number from 0 to `n`.

    Notes
    -----
    Source: Wilson (1927), J. Am. Stat. Assoc. 22, 209-212, without continuity correction.
    """
    require_at_least("n", n, 1)
    if not isinstance(successes, int | np.integer) or not 0 <= successes <= n:
        raise HuntError(f"successes is {successes}: it must be a whole number from 0 to {n}.")
    upper_tail(level)
    limits = stats.binomtest(int(successes), int(n)).proportion_ci(level, method="wilson")
    return Interval(float(successes / n), float(limits.low), float(limits.high))


NEARLY = 0.1
"""An interval nearly touches 0 if its nearer end lies within this share of its own width."""


def verdict(low: float, high: float) -> str:
    """Say in a word what an interval of a difference means; if it touches or nearly touches 0, it is unclear."""
    nearly = NEARLY * (high - low)
    return "lower" if high < -nearly else "higher" if low > nearly else "unclear"


def _bootstrap_means(values: FloatArray, draws: int, seed: int) -> FloatArray:
    """Means of `draws` samples of `values` with replacement, in blocks that bound the memory, shape (draws,)."""
    rng = np.random.default_rng(seed)
    n = len(values)
    block = max(1, RESAMPLED_VALUES_AT_ONCE // n)
    sizes = [min(block, draws - start) for start in range(0, draws, block)]
    return np.concatenate([values[rng.integers(0, n, size=(size, n))].mean(axis=1) for size in sizes])


def _centred_to_one(values: FloatArray) -> FloatArray:
    """Deviations from the mean, scaled so that the largest is 1 (squares of tiny numbers would vanish)."""
    deviations = values - values.mean()
    return np.asarray(deviations / np.abs(deviations).max(), dtype=np.float64)


def _count_at_least(values: FloatArray, times: FloatArray) -> IntArray:
    """How many of `values` are at least each of `times`."""
    return np.asarray(len(values) - np.searchsorted(np.sort(values), times, side="left"), dtype=np.int64)


def _count_above(values: FloatArray, times: FloatArray) -> IntArray:
    """How many of `values` are above each of `times`."""
    return np.asarray(len(values) - np.searchsorted(np.sort(values), times, side="right"), dtype=np.int64)
