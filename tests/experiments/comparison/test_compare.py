"""A comparison: every number follows from its table of runs, and what cannot be compared is refused before any run."""

import dataclasses

import numpy as np
import pytest
from cases import each
from comparisons import HARD, OWN, SHARED, hard_year
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.comparison.compare import (
    FLIPS,
    by_day,
    claimed_arms,
    compare,
    default_arms,
    kpi_by_day,
    runs_to_do,
    store_by_day,
    verdict,
)
from experiments.statistics.estimates import cliffs_delta, mean_interval, paired_difference
from hunt.catalogue.measures import COMPARED
from hunt.catalogue.scenarios import scenario
from hunt.errors import HuntError
from hunt.simulation import simulate

pytestmark = pytest.mark.usefixtures("compiled")


@pytest.fixture(scope="module")
def result(compiled):
    """Three regimes over a year that is hard enough for some to starve."""
    return hard_year()


def derived(result, id, measure):
    """Return a measure of every run, computed again from the table."""
    table = result.ensemble.arm(id)
    if measure == "extinct":
        return (table["alive"] == 0).to_numpy(float)
    if measure == "food_per_head":
        return (table["eaten"] / table["days_lived"].clip(lower=1)).to_numpy()
    return table[measure].to_numpy(float)


def test_every_arm_has_the_mean_of_its_runs(result):
    assert {(row.regime, row.measure) for row in result.arms.itertuples()} == {
        (id, name) for id in result.regimes for name in COMPARED
    }
    for row in result.arms.itertuples():
        values = derived(result, row.regime, row.measure)
        known = values[np.isfinite(values)]
        assert row.runs == len(known)
        assert (row.estimate, row.low, row.high) == pytest.approx(tuple(mean_interval(known)))
        assert row.low <= row.estimate <= row.high


def test_every_effect_is_the_mean_of_paired_differences(result):
    assert set(result.effects["first"]) == {OWN}
    assert set(result.effects["second"]) == {SHARED, "none"}
    for row in result.effects.itertuples():
        a, b = (derived(result, id, row.measure) for id in (row.first, row.second))
        both = np.isfinite(a) & np.isfinite(b)
        a, b = a[both], b[both]
        assert row.pairs == len(a) > 1
        assert (row.estimate, row.low, row.high) == pytest.approx(tuple(paired_difference(a, b)))
        assert row.estimate == pytest.approx((a - b).mean())
        assert (row.first_higher, row.equal, row.first_lower) == pytest.approx(
            ((a > b).mean(), (a == b).mean(), (a < b).mean())
        )
        assert row.cliffs_delta == pytest.approx(cliffs_delta(a, b))
        assert -1.0 <= row.pairing_correlation <= 1.0


@each(
    ("id", "regimes"),
    [
        ("default-valley", (OWN, SHARED, "none")),
        ("slogan-on-the-wall", ("slogan", "vision", "none")),
        ("owned-list", claimed_arms(scenario("owned-list"))),
    ],
)
def test_no_pay_rule_is_the_reference_where_a_claim_compares_two(id, regimes):
    where = scenario(id)
    assert default_arms(where) == regimes
    assert default_arms(where, reference=False) == claimed_arms(where)


def test_a_claim_against_no_pay_rule_has_its_reference_already():
    valley = scenario()
    claim = dataclasses.replace(valley.claim, regimes=("none", SHARED))
    assert default_arms(dataclasses.replace(valley, claim=claim)) == ("none", SHARED)


def test_the_reference_leaves_the_comparison_of_the_claim_as_it_is():
    how = {"runs": 3, "seed": 4, "settings": HARD | {"days": 90}, "flip_runs": 2}
    with_it, without = compare(**how), compare(**how, reference=False)
    assert (with_it.regimes, with_it.reference) == ((OWN, SHARED, "none"), "none")
    assert (without.regimes, without.reference) == ((OWN, SHARED), None)
    assert with_it.effects[with_it.effects["second"] == SHARED].equals(without.effects)
    assert with_it.flips.equals(without.flips)
    assert compare(regimes=(OWN, SHARED, "none"), **how).effects.equals(with_it.effects)
    assert set(with_it.survival) == {OWN, SHARED, "none"}


def test_pairs_have_the_same_seed(result):
    assert [result.ensemble.arm(id)["seed"].tolist() for id in result.regimes] == [list(range(4, 16))] * 3


def test_survival_ends_at_the_share_alive(result):
    for id in result.regimes:
        curve = result.survival[id]
        assert curve["alive"].iloc[0] <= 1.0
        assert (np.diff(curve["alive"]) <= 0.0).all()
        assert curve["alive"].iloc[-1] == pytest.approx(result.ensemble.arm(id)["alive_share"].mean())


def test_reversals_are_comparisons_of_the_first_two_regimes_with_one_setting_changed(result):
    own = {name: getattr(result.ensemble.parameters[OWN], name) for name in FLIPS}
    assert [(row.parameter, row.value) for row in result.flips.itertuples()] == [
        (name, value) for name, values in FLIPS.items() for value in sorted({*values, own[name]})
    ]
    for row in list(result.flips.itertuples(index=False))[::5]:
        again = compare("default-valley", (OWN, SHARED), row.runs, 4, settings=HARD | {row.parameter: row.value})
        effect = again.effects.set_index("measure").loc["alive_share"]
        assert (row.estimate, row.low, row.high) == (effect["estimate"], effect["low"], effect["high"])
        assert row.verdict == verdict(row.low, row.high)
    assert (result.flips[OWN] - result.flips[SHARED]).to_numpy() == pytest.approx(result.flips["estimate"].to_numpy())


def test_the_row_of_the_settings_here_is_the_headline(result):
    head = result.effects.set_index(["second", "measure"]).loc[(SHARED, "alive_share")]
    here = result.flips[result.flips["here"]]
    assert here["parameter"].tolist() == list(FLIPS)
    assert set(result.flips.loc[~result.flips["here"], "runs"]) == {3}
    for row in here.itertuples():
        assert row.value == getattr(result.ensemble.parameters[OWN], row.parameter)
        assert (row.runs, row.estimate, row.low, row.high) == (12, head["estimate"], head["low"], head["high"])
        assert row.verdict == verdict(head["low"], head["high"])


def test_a_daily_line_is_the_mean_of_the_runs_that_have_a_number_that_day(result):
    lines = by_day(result, kpi_by_day)
    store = by_day(result, store_by_day)
    for id in result.regimes:
        daily = kpi_by_day(result.ensemble.diaries[id])
        for day in (0, 100, 299):
            known = daily[:, day][np.isfinite(daily[:, day])]
            assert lines[id][day] == pytest.approx(known.mean()) if len(known) else np.isnan(lines[id][day])
        assert store[id][-1] == pytest.approx(result.ensemble.arm(id)["store"].mean())


def test_the_measure_of_the_claim_is_compared_too():
    result = compare("hero-of-the-night", ("heroics", SHARED), 3, settings={"days": 60})
    effect = result.effects.set_index("measure").loc["incidents"]
    ours, theirs = (result.ensemble.arm(id)["incidents"] for id in ("heroics", SHARED))
    assert effect["estimate"] == pytest.approx((ours.to_numpy() - theirs.to_numpy()).mean())


def test_a_year_that_nobody_survives_raises_no_warning():
    hard = {"days": 120, "small_game": 0.0, "start_store": 0.0, "herds": 0, "hunters": 3}
    result = compare("default-valley", (OWN, SHARED), 3, settings=hard)
    assert np.isnan(by_day(result, kpi_by_day)[OWN][-1])
    assert "trust" not in set(result.arms["measure"])


def test_a_measure_that_only_one_band_has_is_left_out():
    """Of three bands one survives, and one trust gives no interval."""
    harsh = {"hunters": 2, "days": 300, "start_store": 60.0, "herds": 0, "small_game": 1.2}
    parameters = scenario().parameters(OWN, **harsh)
    survives = [simulate(parameters, seed).alive > 0 for seed in range(200)]
    first = next(seed for seed in range(198) if sum(survives[seed : seed + 3]) == 1)
    result = compare("default-valley", (OWN, SHARED), 3, first, settings=harsh)
    measures_of_own = set(result.arms.loc[result.arms["regime"] == OWN, "measure"])
    assert "trust" not in measures_of_own
    assert "kpi" in measures_of_own
    assert "trust" not in set(result.effects["measure"])


def test_as_many_years_are_simulated_as_were_announced():
    for ids, runs, flip_runs in (((OWN, SHARED), 3, 0), ((OWN, SHARED, "none"), 2, 2)):
        done = []
        found = compare("strangers", ids, runs, settings={"days": 5}, flip_runs=flip_runs, progress=done.append)
        assert sum(done) == runs_to_do(found.ensemble.parameters, runs, flip_runs)


@each(
    ("wrong", "says"),
    [
        ({"regimes": (OWN,)}, "at least two different"),
        ({"regimes": ()}, "at least two different"),
        ({"regimes": (OWN, OWN)}, "at least two different"),
        ({"regimes": (OWN, "nosuch")}, "no regime named 'nosuch'"),
        ({"scenario_id": "nosuch"}, "no scenario named 'nosuch'"),
        ({"runs": 1}, "runs = 1 is not allowed: it must be a whole number from 2"),
        ({"runs": 2.0}, r"runs = 2\.0"),
        ({"seed": -1}, "seed = -1"),
        ({"flip_runs": 1}, "flip-runs = 1"),
        ({"flip_runs": -1}, "flip-runs = -1"),
        ({"flip_runs": True}, "flip-runs = True"),
        ({"workers": 0}, "workers = 0"),
        ({"settings": {"kapa": 1}}, "'kapa'"),
        ({"settings": {"kappa": "x"}}, "kappa = 'x'"),
    ],
)
def test_what_cannot_be_compared_is_refused_before_any_run(wrong, says):
    done = []
    with pytest.raises(HuntError, match=says):
        compare(**({"runs": 2, "progress": done.append} | wrong))
    assert done == []


@each(
    ("low", "high", "word"),
    [
        (-0.2, -0.1, "lower"),
        (0.1, 0.2, "higher"),
        (-0.1, 0.1, "unclear"),
        (-0.1, 0.0, "unclear"),
        (0.0, 0.1, "unclear"),
        (0.0, 0.0, "unclear"),
        (-1e-12, -2e-13, "lower"),
        (-4.7, -0.2, "unclear"),
        (0.2, 4.7, "unclear"),
        (0.6, 4.7, "higher"),
    ],
)
def test_a_verdict_needs_the_whole_interval_well_on_one_side(low, high, word):
    assert verdict(low, high) == word


@given(st.floats(-1, 1), st.floats(-1, 1))
@settings(max_examples=50)
def test_the_verdict_turns_with_the_sign_of_the_difference(one, other):
    low, high = sorted((one, other))
    turned = {"lower": "higher", "higher": "lower", "unclear": "unclear"}
    assert verdict(-high, -low) == turned[verdict(low, high)]
