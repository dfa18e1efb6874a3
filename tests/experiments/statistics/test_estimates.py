"""Means, differences and effect sizes agree with published numbers, brute force and scipy, and hold for any data."""

from collections.abc import Callable

import numpy as np
import pytest
from cases import each
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from experiments.statistics import estimates as measures
from experiments.statistics.estimates import (
    Interval,
    cliffs_delta,
    mean_interval,
    paired_difference,
    paired_superiority,
    pairing_correlation,
    probability_of_superiority,
    wilson_interval,
)

small_numbers = st.lists(st.integers(-4, 4), min_size=1, max_size=15)


anything_finite = st.floats(-1e6, 1e6, allow_subnormal=False) | st.sampled_from([0.0, 1.0, 1 + 1e-15, 1e-200])


def test_intervals_cover_the_truth_as_often_as_they_say() -> None:
    rng = np.random.default_rng(11)
    covered = {0.5: 0, 0.95: 0}
    worlds = 600
    for world in range(worlds):
        band = rng.gamma(2.0, size=60)  # what the seed gives to both regimes
        a, b = band + rng.gamma(2.0, size=60), band + rng.normal(size=60)
        for level in covered:
            interval = paired_difference(a, b, level=level, draws=400, seed=world)
            covered[level] += interval.low <= 2.0 <= interval.high
    assert covered[0.95] / worlds == pytest.approx(0.95, abs=0.03)
    assert covered[0.5] / worlds == pytest.approx(0.5, abs=0.06)


def test_pairing_narrows_the_interval() -> None:
    rng = np.random.default_rng(3)
    band = rng.normal(scale=10, size=100)
    a, b = band + rng.normal(size=100) + 1, band + rng.normal(size=100)
    paired, unpaired = paired_difference(a, b), paired_difference(a, rng.permutation(b))
    assert paired.high - paired.low < 0.2 * (unpaired.high - unpaired.low)
    assert paired.estimate == pytest.approx(unpaired.estimate)


def test_a_paired_difference_is_the_mean_of_the_differences() -> None:
    a, b = np.random.default_rng(4).normal(size=(2, 20))
    assert paired_difference(a, b, 0.8, 300, 5) == mean_interval(a - b, level=0.8, draws=300, seed=5)


@each("shape", [0.2, 50.0])
def test_the_interval_is_the_bca_interval_of_scipy(shape: float) -> None:
    values = np.random.default_rng(5).gamma(shape, size=40)
    draws = 100_000
    ours = mean_interval(values, draws=draws)
    theirs = stats.bootstrap((values,), np.mean, n_resamples=draws, method="BCa", rng=9).confidence_interval
    percentile = stats.bootstrap((values,), np.mean, n_resamples=draws, method="percentile", rng=9).confidence_interval
    tolerance = 0.02 * (theirs.high - theirs.low)
    assert ours.low == pytest.approx(theirs.low, abs=tolerance)
    assert ours.high == pytest.approx(theirs.high, abs=tolerance)
    if shape < 1:  # so skewed that the percentile interval is another one
        assert abs(percentile.high - theirs.high) > 5 * tolerance


def test_equal_differences_give_an_interval_of_no_width() -> None:
    assert paired_difference([5, 7, 9], [2, 4, 6]) == Interval(3, 3, 3)
    assert mean_interval([0.1] * 10) == Interval(0.1, 0.1, 0.1)


@settings(max_examples=40)
@given(st.lists(anything_finite, min_size=2, max_size=20), st.sampled_from([0.01, 0.95, 0.9999]))
def test_no_input_gives_nan_and_the_estimate_lies_in_its_interval(values: list[float], level: float) -> None:
    interval = mean_interval(values, level=level, draws=50)
    assert interval.low <= interval.estimate <= interval.high
    assert min(values) - 1e-9 <= interval.low
    assert interval.high <= max(values) + 1e-9


def test_a_mean_moves_and_grows_with_its_values() -> None:
    values = np.random.default_rng(8).exponential(size=30)
    plain, moved = mean_interval(values), mean_interval(10 - 2 * values)
    assert moved.estimate == pytest.approx(10 - 2 * plain.estimate)
    assert moved.low == pytest.approx(10 - 2 * plain.high, rel=0.01)
    assert moved.high == pytest.approx(10 - 2 * plain.low, rel=0.01)


def test_the_interval_depends_on_the_seed_and_not_on_the_size_of_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.random.default_rng(2).normal(size=37)
    first = mean_interval(values, seed=1)
    assert mean_interval(values, seed=1) == first
    assert mean_interval(values, seed=2) != first
    monkeypatch.setattr(measures, "RESAMPLED_VALUES_AT_ONCE", 1000)
    assert mean_interval(values, seed=1) == first


@settings(max_examples=40)
@given(small_numbers, small_numbers)
def test_cliffs_delta_agrees_with_all_pairs(a: list[int], b: list[int]) -> None:
    pairs = [(x, y) for x in a for y in b]
    higher, lower = sum(x > y for x, y in pairs), sum(x < y for x, y in pairs)
    assert cliffs_delta(a, b) == pytest.approx((higher - lower) / len(pairs))
    equal = len(pairs) - higher - lower
    assert probability_of_superiority(a, b) == pytest.approx((higher + 0.5 * equal) / len(pairs))


def test_superiority_at_its_ends() -> None:
    assert cliffs_delta([5, 6], [1, 2, 3]) == 1
    assert cliffs_delta([1, 2, 3], [5, 6]) == -1
    assert probability_of_superiority([1, 2], [1, 2]) == 0.5


def test_paired_superiority_compares_each_band_with_its_pair() -> None:
    shares = paired_superiority([3, 1, 5, 2], [2, 1, 4, 9])
    assert shares == (0.5, 0.25, 0.25)
    assert (shares.higher, shares.equal, shares.lower) == (0.5, 0.25, 0.25)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=2, max_size=20))
def test_pairing_correlation_is_pearsons(pairs: list[tuple[int, int]]) -> None:
    a, b = [x for x, _ in pairs], [y for _, y in pairs]
    if len(set(a)) == 1 or len(set(b)) == 1:
        assert pairing_correlation(a, b) == 0.0
    else:
        assert pairing_correlation(a, b) == pytest.approx(np.corrcoef(a, b)[0, 1], abs=1e-12)


def test_pairing_correlation_of_tiny_numbers() -> None:
    tiny = np.array([1.0, 2.0, 4.0]) * 1e-200
    assert pairing_correlation(tiny, -tiny) == pytest.approx(-1)


@each(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_intervals_of_newcombe_1998(successes: int, n: int, low: float, high: float) -> None:
    """Statistics in Medicine 17, 857-872, table I, method 3."""
    interval = wilson_interval(successes, n)
    assert interval.estimate == successes / n
    assert interval.low == pytest.approx(low, abs=5e-5)
    assert interval.high == pytest.approx(high, abs=5e-5)


@each("level", [0.5, 0.9, 0.999])
def test_wilson_limits_are_the_shares_that_the_count_just_fails_to_reject(level: float) -> None:
    share, low, high = wilson_interval(7, 30, level)
    z = stats.norm.ppf((1 + level) / 2)
    for limit in (low, high):
        assert abs(share - limit) == pytest.approx(z * np.sqrt(limit * (1 - limit) / 30))


def test_all_successes_mirror_none() -> None:
    none, every = wilson_interval(0, 12, level=0.9), wilson_interval(12, 12, level=0.9)
    assert every.low == pytest.approx(1 - none.high)
    assert every.high == 1
    assert wilson_interval(np.int64(3), np.int64(12)) == wilson_interval(3, 12)  # type: ignore[arg-type]


NAN = float("nan")


@each(
    ("call", "said"),
    [
        (lambda: mean_interval([4.0]), "values for an interval: 1 given"),
        (lambda: mean_interval([4.0, float("inf")]), "1 missing or infinite"),
        (lambda: paired_difference([1, 2], [1, 2, 3]), "a has 2 values and b has 3"),
        (lambda: paired_superiority([1, 2], [1, 2, 3]), "a has 2 values and b has 3"),
        (lambda: pairing_correlation([1, NAN], [1, 2]), "a holds 1 missing"),
        (lambda: cliffs_delta([], [1]), "a has shape"),
        (lambda: probability_of_superiority([1], [NAN, NAN]), "b holds 2 missing"),
        (lambda: wilson_interval(1, 0), "n: 0 given"),
        (lambda: wilson_interval(4, 3), "successes is 4: it must be a whole number from 0 to 3"),
        (lambda: wilson_interval(1.5, 3), "successes is 1.5"),  # type: ignore[arg-type]
        (lambda: wilson_interval(1, 3, level=0), "level is 0"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(call: Callable[[], object], said: str) -> None:
    with pytest.raises(ValueError, match=said) as refused:
        call()
    assert "\n" not in str(refused.value)
