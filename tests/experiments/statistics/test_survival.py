"""Survival statistics agree with published numbers, brute force, scipy and lifelines, and hold for any data."""

import json
import os
import subprocess
import time
import warnings
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from cases import each
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from experiments.ensemble import run_ensemble
from experiments.statistics.survival import band_rmst, band_survival_curve, kaplan_meier, log_rank, rmst
from hunt.catalogue.scenarios import scenario

RELAPSED_6MP = [6, 6, 6, 7, 10, 13, 16, 22, 23]


CENSORED_6MP = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]


WEEKS_6MP = RELAPSED_6MP + CENSORED_6MP


SEEN_6MP = [True] * len(RELAPSED_6MP) + [False] * len(CENSORED_6MP)


WEEKS_PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


SEEN_PLACEBO = [True] * len(WEEKS_PLACEBO)


ALIVE = -1


DAYS = 20


lifetimes = st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=30)


bands_of_three = st.lists(st.lists(st.integers(ALIVE, DAYS), min_size=3, max_size=3), min_size=2, max_size=8)


def split(lives: list[tuple[int, bool]]) -> tuple[list[int], list[bool]]:
    return [days for days, _ in lives], [died for _, died in lives]


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


def test_once_nobody_is_left_the_upper_limit_stays_where_it_was() -> None:
    table = kaplan_meier([1, 2, 3], [True, True, True])
    assert table["survival"].iloc[-1] == 0
    assert table["low"].iloc[-1] == 0
    assert table["high"].iloc[-1] == table["high"].iloc[-2]
    assert 0 < table["high"].iloc[-1] < 1
    assert kaplan_meier([0], [True])[["low", "high"]].to_numpy().tolist() == [[0, 1]]


@settings(max_examples=40)
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


@settings(max_examples=40)
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


@settings(max_examples=40)
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
    """Hunters who all share the fate of their band tell us no more than one hunter would."""
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


@pytest.mark.slow
def test_a_thousand_bands_take_less_than_a_third_of_a_second() -> None:
    death_days = np.random.default_rng(0).integers(ALIVE, 361, size=(1000, 24))
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        band_survival_curve(death_days, 360)
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.3


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


def test_band_rmst_is_days_survived_per_hunter() -> None:
    assert band_rmst([[0, 4], [ALIVE, 2], [ALIVE, ALIVE]], days=10).tolist() == [2, 6, 10]


@settings(max_examples=40)
@given(bands_of_three)
def test_the_mean_of_the_bands_is_the_rmst_of_all_hunters(death_days: list[list[int]]) -> None:
    hunters = np.array(death_days).ravel()
    pooled = rmst(np.where(hunters == ALIVE, DAYS, hunters), hunters != ALIVE, horizon=DAYS)
    assert band_rmst(death_days, DAYS).mean() == pytest.approx(pooled)


def test_log_rank_of_the_leukaemia_data_is_16_79() -> None:
    result = log_rank(WEEKS_6MP, SEEN_6MP, WEEKS_PLACEBO, SEEN_PLACEBO)
    assert result.chi2 == pytest.approx(16.79, abs=0.005)
    assert result.p == pytest.approx(4.169e-5, rel=1e-3)


@settings(max_examples=40)
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


def test_log_rank_does_not_overflow_with_many_hunters() -> None:
    """Chi-squared grows in proportion to the number of hunters; scipy's is 4.6 times too high here."""

    def chi2_per_copy(copies: int) -> float:
        a, seen_a, b, seen_b = (np.repeat(x, copies) for x in (WEEKS_6MP, SEEN_6MP, WEEKS_PLACEBO, SEEN_PLACEBO))
        return log_rank(a, seen_a, b, seen_b).chi2 / copies

    assert chi2_per_copy(30_000) == pytest.approx(chi2_per_copy(1_000), rel=1e-4)


NAN = float("nan")


TABLE = [[3, ALIVE], [5, 7]]


@each(
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
    ],
)
def test_bad_input_is_refused_in_one_sentence(call: Callable[[], object], said: str) -> None:
    with pytest.raises(ValueError, match=said) as refused:
        call()
    assert "\n" not in str(refused.value)


# --- lifelines, an independent program ------------------------------------------------------------------------------

LIFELINES = os.environ.get("LIFELINES_PYTHON")
"""A Python with lifelines.  It needs an older pandas, so give it an environment of its own:

``python -m venv there && there/bin/pip install lifelines``, then set ``LIFELINES_PYTHON=there/bin/python``.
"""

ASK_LIFELINES = """
import json, sys
from lifelines import KaplanMeierFitter
from lifelines.statistics import logrank_test
from lifelines.utils import restricted_mean_survival_time
data = json.load(sys.stdin)
said = {}
for name, (time, seen) in data["samples"].items():
    fitted = KaplanMeierFitter().fit(time, seen)
    band = fitted.confidence_interval_
    said[name] = {
        "time": list(fitted.survival_function_.index),
        "survival": list(fitted.survival_function_.iloc[:, 0]),
        "low": list(band.iloc[:, 0]),
        "high": list(band.iloc[:, 1]),
        "rmst": float(restricted_mean_survival_time(fitted, t=data["horizon"])),
    }
a, b = data["samples"].values()
test = logrank_test(a[0], b[0], a[1], b[1])
said["chi2"], said["p"] = float(test.test_statistic), float(test.p_value)
print(json.dumps(said))
"""


def bands_of_the_model():
    """Days to the first death of 200 bands under each regime; those without one are censored at the end."""
    arms = {id: scenario().parameters(id, days=200) for id in ("own-product", "shared-survival")}
    ensemble = run_ensemble(arms, 200, 1)
    samples = {}
    for id in arms:
        first = ensemble.arm(id)["first_death"].to_numpy()
        samples[id] = (np.where(first < 0, 200, first).tolist(), (first >= 0).tolist())
    return samples, 150


def leukaemia():
    return {"6-MP": (WEEKS_6MP, SEEN_6MP), "placebo": (WEEKS_PLACEBO, SEEN_PLACEBO)}, 20


@pytest.mark.slow
@pytest.mark.skipif(LIFELINES is None, reason="LIFELINES_PYTHON names no Python that has lifelines")
@pytest.mark.parametrize("data", [leukaemia, bands_of_the_model])
def test_curve_limits_mean_and_test_agree_with_lifelines(data):
    samples, horizon = data()
    done = subprocess.run(
        [LIFELINES, "-c", ASK_LIFELINES],
        input=json.dumps({"samples": samples, "horizon": horizon}),
        capture_output=True,
        text=True,
        check=True,
    )
    theirs_by_name = json.loads(done.stdout.splitlines()[-1])
    for name, (weeks, seen) in samples.items():
        ours, theirs = kaplan_meier(weeks, seen), theirs_by_name[name]
        assert ours["time"].tolist() == pytest.approx(theirs["time"])
        assert ours["survival"].tolist() == pytest.approx(theirs["survival"], abs=1e-12)
        inside = (ours["survival"] > 0) & (ours["survival"] < 1)
        for limit in ("low", "high"):
            assert ours[limit][inside].tolist() == pytest.approx(np.array(theirs[limit])[inside].tolist(), abs=1e-9)
        assert rmst(weeks, seen, horizon) == pytest.approx(theirs["rmst"], rel=1e-9)
    first, second = samples.values()
    test = log_rank(*first, *second)
    assert (test.chi2, test.p) == pytest.approx((theirs_by_name["chi2"], theirs_by_name["p"]), rel=1e-9)
