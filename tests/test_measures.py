"""The measures against published numbers, brute force, scipy, and what must hold for any data."""

import time
import warnings
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
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
from experiments.statistics.survival import band_rmst, band_survival_curve, kaplan_meier, log_rank, rmst

# Freireich et al. (1963), Blood 21, 699-716: weeks in remission of 21 pairs of children with leukaemia.
RELAPSED_6MP = [6, 6, 6, 7, 10, 13, 16, 22, 23]
CENSORED_6MP = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
WEEKS_6MP = RELAPSED_6MP + CENSORED_6MP
SEEN_6MP = [True] * len(RELAPSED_6MP) + [False] * len(CENSORED_6MP)
WEEKS_PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
SEEN_PLACEBO = [True] * len(WEEKS_PLACEBO)

ALIVE = -1
DAYS = 20

lifetimes = st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=30)
small_numbers = st.lists(st.integers(-4, 4), min_size=1, max_size=15)
bands_of_three = st.lists(st.lists(st.integers(ALIVE, DAYS), min_size=3, max_size=3), min_size=2, max_size=8)
anything_finite = st.floats(-1e6, 1e6, allow_subnormal=False) | st.sampled_from([0.0, 1.0, 1 + 1e-15, 1e-200])


def split(lives: list[tuple[int, bool]]) -> tuple[list[int], list[bool]]:
    return [days for days, _ in lives], [died for _, died in lives]


# ---------------------------------------------------------------------------------------------------- Kaplan-Meier


def test_kaplan_meier_of_6mp_is_the_published_table() -> None:
    table = kaplan_meier(WEEKS_6MP, SEEN_6MP)
    relapses = table[table["events"] > 0]
    assert relapses["time"].tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert relapses["at_risk"].tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert relapses["events"].tolist() == [3, 1, 1, 1, 1, 1, 1]
    assert relapses["survival"].round(3).tolist() == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    # Limits as R prints them: survfit(..., conf.type = "log-log").
    assert relapses["low"].round(3).tolist() == [0.620, 0.563, 0.503, 0.432, 0.368, 0.268, 0.188]
    assert relapses["high"].round(3).tolist() == [0.952, 0.923, 0.889, 0.849, 0.805, 0.747, 0.680]


def test_the_table_has_a_row_for_time_zero_and_one_for_each_distinct_time() -> None:
    table = kaplan_meier([2, 5, 5, 3], [1, 1, 0, 0])
    assert table.columns.tolist() == ["time", "at_risk", "events", "survival", "low", "high"]
    assert table["time"].tolist() == [0, 2, 3, 5]
    assert table["at_risk"].tolist() == [4, 4, 3, 2]
    assert table["events"].tolist() == [0, 1, 0, 1]
    assert table["survival"].tolist() == pytest.approx([1, 3 / 4, 3 / 4, 3 / 8])
    assert table.loc[0, ["survival", "low", "high"]].tolist() == [1, 1, 1]


def test_a_death_on_day_zero_is_counted_in_the_row_of_time_zero() -> None:
    table = kaplan_meier([0, 4], [True, False])
    assert table["time"].tolist() == [0, 4]
    assert table["survival"].tolist() == [0.5, 0.5]


def test_where_nobody_is_left_the_upper_limit_stays_where_it_was() -> None:
    table = kaplan_meier([1, 2, 3], [True, True, True])
    assert table["survival"].iloc[-1] == 0
    assert table["low"].iloc[-1] == 0
    assert table["high"].iloc[-1] == table["high"].iloc[-2]
    assert 0 < table["high"].iloc[-1] < 1
    assert kaplan_meier([0], [True])[["low", "high"]].to_numpy().tolist() == [[0, 1]]


@settings(deadline=None)
@given(lifetimes)
def test_kaplan_meier_agrees_with_scipy(lives: list[tuple[int, bool]]) -> None:
    durations, observed = split(lives)
    table = kaplan_meier(durations, observed)
    data = stats.CensoredData(
        uncensored=[days for days, died in lives if died], right=[days for days, died in lives if not died]
    )
    sf = stats.ecdf(data).sf
    assert table["survival"].to_numpy() == pytest.approx(sf.evaluate(table["time"]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where survival is 0 or 1, scipy has no limits
        interval = sf.confidence_interval(0.95, method="log-log")
    inside = table[(table["survival"] > 0) & (table["survival"] < 1)]
    assert inside["low"].to_numpy() == pytest.approx(interval.low.evaluate(inside["time"]))
    assert inside["high"].to_numpy() == pytest.approx(interval.high.evaluate(inside["time"]))


@given(lifetimes, st.sampled_from([0.5, 0.95, 0.999]))
def test_survival_never_rises_and_lies_in_its_band(lives: list[tuple[int, bool]], level: float) -> None:
    table = kaplan_meier(*split(lives), level=level)
    assert (np.diff(table["survival"]) <= 0).all()
    assert ((table["low"] >= 0) & (table["low"] <= table["survival"])).all()
    assert ((table["survival"] <= table["high"]) & (table["high"] <= 1)).all()
    assert table["events"].sum() == sum(died for _, died in lives)


def test_a_higher_level_gives_a_wider_band() -> None:
    narrow, wide = kaplan_meier(WEEKS_6MP, SEEN_6MP, level=0.8), kaplan_meier(WEEKS_6MP, SEEN_6MP, level=0.99)
    assert (wide["low"][1:] < narrow["low"][1:]).all()
    assert (wide["high"][1:] > narrow["high"][1:]).all()


# ------------------------------------------------------------------------------------------------ curves over bands


@given(bands_of_three)
def test_the_pooled_curve_is_the_kaplan_meier_estimate_of_all_hunters(death_days: list[list[int]]) -> None:
    curve = band_survival_curve(death_days, DAYS, draws=20)
    hunters = np.array(death_days).ravel()
    table = kaplan_meier(np.where(hunters == ALIVE, DAYS, hunters), hunters != ALIVE)
    row = np.searchsorted(table["time"], curve["day"], side="right") - 1
    assert curve["day"].tolist() == list(range(DAYS + 1))
    assert curve["alive"].to_numpy() == pytest.approx(table["survival"].to_numpy()[row])
    assert (curve["low"] <= curve["high"]).all()


def test_a_hunter_is_dead_on_the_day_of_death() -> None:
    curve = band_survival_curve([[0, 2], [ALIVE, 3]], days=3)
    assert curve["alive"].tolist() == [0.75, 0.75, 0.5, 0.25]


def test_the_band_of_the_curve_counts_bands_and_not_hunters() -> None:
    """Hunters who all share the fate of their band say no more than one hunter would."""
    bands, hunters, share = 200, 24, 0.3
    fate = np.where(np.arange(bands) < share * bands, 5, ALIVE)
    curve = band_survival_curve(np.repeat(fate[:, np.newaxis], hunters, axis=1), days=10, draws=2000)
    width = curve["high"].iloc[-1] - curve["low"].iloc[-1]
    assert width == pytest.approx(2 * 1.96 * np.sqrt(share * (1 - share) / bands), rel=0.1)


def test_bands_that_agree_give_a_band_of_no_width() -> None:
    curve = band_survival_curve([[3, ALIVE]] * 7, days=5)
    assert curve["low"].tolist() == curve["alive"].tolist() == curve["high"].tolist() == [1, 1, 1, 0.5, 0.5, 0.5]


def test_the_curve_depends_on_the_seed_alone() -> None:
    death_days = np.random.default_rng(1).integers(ALIVE, 30, size=(50, 6))
    first, again = band_survival_curve(death_days, 30, seed=4), band_survival_curve(death_days, 30, seed=4)
    other = band_survival_curve(death_days, 30, seed=5)
    assert first.equals(again)
    assert first["alive"].equals(other["alive"])
    assert not first["low"].equals(other["low"])


def test_a_thousand_bands_take_less_than_a_third_of_a_second() -> None:
    death_days = np.random.default_rng(0).integers(ALIVE, 361, size=(1000, 24))
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        band_survival_curve(death_days, 360)
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.3


# -------------------------------------------------------------------------------------------------------------- RMST


def test_restricted_mean_by_hand() -> None:
    # Survival is 1 up to day 2, then 2/3 (one of three died), then 0 from day 6 on.
    assert rmst([2, 4, 6], [True, False, True], horizon=6) == pytest.approx(2 + 4 * 2 / 3)
    assert rmst([2, 4, 6], [True, False, True], horizon=5) == pytest.approx(2 + 3 * 2 / 3)
    assert rmst([2, 4, 6], [True, False, True], horizon=2.5) == pytest.approx(2 + 0.5 * 2 / 3)
    assert rmst([2, 4, 6], [True, False, True], horizon=1) == 1
    assert rmst([2, 4, 6], [True, False, True], horizon=100) == pytest.approx(2 + 4 * 2 / 3)


def test_restricted_means_of_the_leukaemia_data() -> None:
    assert rmst(WEEKS_6MP, SEEN_6MP, horizon=35) == pytest.approx(23.287, abs=5e-4)
    assert rmst(WEEKS_PLACEBO, SEEN_PLACEBO, horizon=35) == pytest.approx(182 / 21)


def test_band_rmst_is_days_lived_per_hunter() -> None:
    assert band_rmst([[0, 4], [ALIVE, 2], [ALIVE, ALIVE]], days=10).tolist() == [2, 6, 10]


@given(bands_of_three)
def test_the_mean_of_the_bands_is_the_rmst_of_all_hunters(death_days: list[list[int]]) -> None:
    hunters = np.array(death_days).ravel()
    pooled = rmst(np.where(hunters == ALIVE, DAYS, hunters), hunters != ALIVE, horizon=DAYS)
    assert band_rmst(death_days, DAYS).mean() == pytest.approx(pooled)


# ---------------------------------------------------------------------------------------------------------- log-rank


def test_log_rank_of_the_leukaemia_data_is_16_79() -> None:
    result = log_rank(WEEKS_6MP, SEEN_6MP, WEEKS_PLACEBO, SEEN_PLACEBO)
    assert result.chi2 == pytest.approx(16.79, abs=0.005)
    assert result.p == pytest.approx(4.169e-5, rel=1e-3)


@given(lifetimes, lifetimes)
def test_log_rank_agrees_with_exact_fractions(a: list[tuple[int, bool]], b: list[tuple[int, bool]]) -> None:
    observed_minus_expected, variance = Fraction(0), Fraction(0)
    for day in {day for day, died in a + b if died}:
        in_a, in_b = sum(d >= day for d, _ in a), sum(d >= day for d, _ in b)
        died_a, died = a.count((day, True)), (a + b).count((day, True))
        n = in_a + in_b
        observed_minus_expected += died_a - Fraction(died * in_a, n)
        if n > 1:
            variance += Fraction(died * in_a * in_b * (n - died), n * n * (n - 1))
    result = log_rank(*split(a), *split(b))
    if variance == 0:
        assert result == (0, 1)
    else:
        assert result.chi2 == pytest.approx(float(observed_minus_expected**2 / variance), abs=1e-9)
        assert result.p == pytest.approx(float(stats.chi2.sf(result.chi2, 1)))


def test_log_rank_does_not_overflow_with_many_lives() -> None:
    """Chi-squared grows in proportion to the number of lives; scipy's is 4.6 times too high here."""

    def chi2_per_copy(copies: int) -> float:
        a, seen_a, b, seen_b = (np.repeat(x, copies) for x in (WEEKS_6MP, SEEN_6MP, WEEKS_PLACEBO, SEEN_PLACEBO))
        return log_rank(a, seen_a, b, seen_b).chi2 / copies

    assert chi2_per_copy(30_000) == pytest.approx(chi2_per_copy(1_000), rel=1e-4)


# ------------------------------------------------------------------------------------------------- means and effects


def test_intervals_cover_the_truth_as_often_as_they_say() -> None:
    rng = np.random.default_rng(11)
    covered = {0.5: 0, 0.95: 0}
    worlds = 600
    for world in range(worlds):
        band = rng.gamma(2.0, size=60)  # what the seed brings to both regimes
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


@pytest.mark.parametrize("shape", [0.2, 1.0, 50.0])
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


@settings(deadline=None)
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


def test_paired_superiority_compares_each_band_with_its_twin() -> None:
    shares = paired_superiority([3, 1, 5, 2], [2, 1, 4, 9])
    assert shares == (0.5, 0.25, 0.25)
    assert (shares.higher, shares.equal, shares.lower) == (0.5, 0.25, 0.25)


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


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_intervals_of_newcombe_1998(successes: int, n: int, low: float, high: float) -> None:
    """Statistics in Medicine 17, 857-872, table I, method 3."""
    interval = wilson_interval(successes, n)
    assert interval.estimate == successes / n
    assert interval.low == pytest.approx(low, abs=5e-5)
    assert interval.high == pytest.approx(high, abs=5e-5)


@pytest.mark.parametrize("level", [0.5, 0.9, 0.999])
def test_wilson_limits_are_the_shares_the_count_just_fails_to_refute(level: float) -> None:
    share, low, high = wilson_interval(7, 30, level)
    z = stats.norm.ppf((1 + level) / 2)
    for limit in (low, high):
        assert abs(share - limit) == pytest.approx(z * np.sqrt(limit * (1 - limit) / 30))


def test_all_successes_mirror_none() -> None:
    none, every = wilson_interval(0, 12, level=0.9), wilson_interval(12, 12, level=0.9)
    assert every.low == pytest.approx(1 - none.high)
    assert every.high == 1
    assert wilson_interval(np.int64(3), np.int64(12)) == wilson_interval(3, 12)  # type: ignore[arg-type]


# --------------------------------------------------------------------------------------------------------- bad input

NAN = float("nan")
TABLE = [[3, ALIVE], [5, 7]]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: kaplan_meier([], []), "non-empty"),
        (lambda: kaplan_meier([1, 2], [True]), "durations has 2 values and observed has 1"),
        (lambda: kaplan_meier([1, -2], [True, True]), "-2.0: durations must not be negative"),
        (lambda: kaplan_meier([1, NAN], [True, True]), "1 missing or infinite"),
        (lambda: kaplan_meier([1, 2], [0, 2]), "observed holds other values"),
        (lambda: kaplan_meier([[1, 2]], [[0, 1]]), r"shape \(1, 2\)"),
        (lambda: kaplan_meier([1], [True], level=95), "level is 95"),
        (lambda: band_survival_curve([[1, 2]], 5), "bands for an interval: 1 given"),
        (lambda: band_survival_curve([1, 2], 5), "a table"),
        (lambda: band_survival_curve([[1.0, 2.0], [3.0, 4.0]], 5), "float64"),
        (lambda: band_survival_curve(TABLE, 6), "-1 to 7: -1 .alive. to 6 is allowed"),
        (lambda: band_survival_curve([[-2, 1], [3, 4]], 6), "from -2 to 4"),
        (lambda: band_survival_curve(TABLE, 7, level=1.0), "level is 1.0"),
        (lambda: band_survival_curve(TABLE, 7, draws=0), "draws: 0 given"),
        (lambda: band_rmst(TABLE, 0), "days: 0 given"),
        (lambda: band_rmst(TABLE, 7.5), "days: 7.5 given"),  # type: ignore[arg-type]
        (lambda: rmst([3, 5], [True, False], horizon=6), "horizon 6 is past the last duration 5.0"),
        (lambda: rmst([3, 5], [True, False], horizon=0), "horizon is 0"),
        (lambda: rmst([3, 5], [True, False], horizon=NAN), "horizon is nan"),
        (lambda: log_rank([1], [True], [2, 3], [True]), "durations has 2 values"),
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
