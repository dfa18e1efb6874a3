"""The number of pairs needed to find an effect: tables, simulation, and the runs of the model."""

import math

import numpy as np
import pytest
from cases import each

from experiments.ensemble import run_ensemble
from experiments.statistics.power import pairs_needed, power_of, runs_needed
from hunt.catalogue.scenarios import scenario
from hunt.errors import HuntError

TWO = ["own-product", "shared-survival"]


SMALL = {"days": 60, "hunters": 8, "start_store": 2.0, "reserve_low": 5.0, "reserve_high": 20.0}


@each(("effect", "power", "n"), [(0.5, 0.8, 34), (0.2, 0.9, 265), (1.0, 0.9, 13), (0.8, 0.8, 15)])
def test_the_pairs_needed_are_those_in_the_tables(effect, power, n):
    """Paired t-test at 5 %: Cohen (1988), and any calculator."""
    assert pairs_needed(effect, 1.0, power) == n


@each("effect", [0.25, 0.6])
def test_a_simulation_shows_the_power_that_was_promised(effect):
    from scipy import stats

    rng = np.random.default_rng(7)
    n = pairs_needed(effect, 1.0, 0.8)
    found = np.mean(stats.ttest_1samp(rng.normal(effect, 1.0, (4000, n)), 0.0, axis=1).pvalue < 0.05)
    assert found == pytest.approx(0.8, abs=0.02)
    assert power_of(n - 1, effect, 1.0) < 0.8 <= power_of(n, effect, 1.0)


@pytest.mark.slow
@pytest.mark.usefixtures("compiled")
def test_the_power_holds_for_the_bands_of_the_model():
    """Bands do not follow a bell curve; still, the computed number of pairs finds their effect as often as promised."""
    from scipy import stats

    arms = {id: scenario().parameters(id, **SMALL | {"small_game": 0.5}) for id in TWO}
    ensemble = run_ensemble(arms, 400, 1)
    own, shared = (ensemble.arm(id)["eaten"].to_numpy() for id in TWO)
    difference = own - shared
    needed = runs_needed(own, shared, effect=float(difference.mean()))
    n = max(needed.runs, 20)
    rng = np.random.default_rng(8)
    samples = rng.choice(difference, (3000, n))
    found = np.mean(stats.ttest_1samp(samples, 0.0, axis=1).pvalue < 0.05)
    assert found == pytest.approx(power_of(n, difference.mean(), needed.spread), abs=0.06)


def test_common_seeds_need_fewer_runs_where_pairs_correlate():
    rng = np.random.default_rng(2)
    luck = rng.normal(size=200)
    needed = runs_needed(luck + 0.3 * rng.normal(size=200), luck + 0.3 * rng.normal(size=200), 0.1)
    assert needed.runs < needed.unpaired / 4
    assert needed.low < needed.runs < needed.high
    assert needed.correlation > 0.8


@each(
    ("effect", "power", "says"),
    [(0.0, 0.8, "effect = 0"), (math.nan, 0.8, "effect = nan"), (0.1, 1.0, "power = 1"), (0.1, 0.01, "power = 0.01")],
)
def test_an_effect_or_power_that_is_not_allowed_is_refused(effect, power, says):
    with pytest.raises(HuntError, match=says):
        pairs_needed(effect, 1.0, power)


def test_an_effect_too_small_to_find_is_refused():
    with pytest.raises(HuntError, match="too small to be found"):
        pairs_needed(1e-9, 1.0)
    assert pairs_needed(1.0, 0.0) == 2
    with pytest.raises(HuntError, match="at least 3"):
        runs_needed([1.0, 2.0], [1.0, 2.0], 0.1)


@each(
    ("first", "second"),
    [
        ([1.0] * 5, [1.0] * 5),
        ([1.0] * 5, [0.0] * 5),
        ([0.1, 0.2, 0.3], [0.1, 0.2, 0.3]),
        ([0.1, 0.2, 0.3], [0.4, 0.5, 0.6]),
    ],
)
def test_a_pilot_whose_difference_does_not_vary_gives_no_number_of_runs(first, second):
    with pytest.raises(HuntError, match=r"The pilot did not vary: .*try more runs, another measure or other settings"):
        runs_needed(first, second, 0.1)


@each("row", [["1", "2", "4"], [1j, 2, 4], [b"1", b"2", b"4"], [[1, 2, 4]], 3, {1: 2}, np.array(["1", 2, 4], object)])
def test_what_is_no_row_of_numbers_is_refused(row):
    for pair in ((row, [1, 2, 3]), ([1, 2, 3], row)):
        with pytest.raises(HuntError, match=r"is not allowed: it must be a row of numbers"):
            runs_needed(*pair, 0.1)


def test_truths_and_missing_numbers_are_numbers():
    needed = runs_needed([True, False, True, True], [1, 0, 0, 0], 0.5)
    assert needed.runs == runs_needed([1, 0, 1, 1], [1, 0, 0, 0], 0.5).runs
    with pytest.warns(UserWarning, match="1 of 5 pairs were left out"):
        assert runs_needed([None, 1, 0, 1, 1], [3, 1, 0, 0, 0], 0.5).runs == needed.runs
