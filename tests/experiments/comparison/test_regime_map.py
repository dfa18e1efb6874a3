"""A map of the difference between two regimes over the points of a sweep."""

import numpy as np
import pandas as pd
import pytest

from experiments.comparison.regime_map import all_maps, flips, means, regime_map
from experiments.ensemble import run_ensemble
from experiments.statistics.estimates import paired_difference
from experiments.sweeps.export import Sweep, read_sweep
from experiments.sweeps.sweep import sweep
from hunt.catalogue.parameters import HuntError
from hunt.catalogue.scenarios import scenario

pytestmark = pytest.mark.usefixtures("compiled")

TWO = ["own-product", "shared-survival"]


SMALL = {"days": 60, "hunters": 8, "start_store": 2.0, "reserve_low": 5.0, "reserve_high": 20.0}


@pytest.fixture(scope="module")
def swept(tmp_path_factory, compiled):
    folder = tmp_path_factory.mktemp("map") / "s"
    data = {"regimes": TWO, "settings": SMALL, "runs": 25, "levers": {"alignment": [0, 0.5, 1]}}
    sweep(data | {"uncertainties": {"small_game": [0.2, 1.1]}}, folder)
    return read_sweep(folder)


def test_every_point_of_a_map_is_a_comparison(swept):
    found = regime_map(swept, "kpi")
    assert len(found) == 6
    for row in found.to_dict("records"):
        settings = SMALL | {name: row[name] for name in ("alignment", "small_game")}
        arms = {id: scenario().parameters(id, **settings) for id in TWO}
        ensemble = run_ensemble(arms, 25, 1)
        expected = paired_difference(*(ensemble.arm(id)["kpi"].to_numpy() for id in TWO))
        assert (row["estimate"], row["low"], row["high"]) == pytest.approx(expected)


def test_swapping_the_regimes_of_a_map_changes_the_sign(swept):
    one, other = regime_map(swept, "kpi"), regime_map(swept, "kpi", TWO[1], TWO[0])
    assert one["estimate"].to_numpy() == pytest.approx(-other["estimate"].to_numpy())


def test_of_several_regimes_the_first_is_compared_with_each_of_the_others(tmp_path):
    three = [*TWO, "none"]
    sweep({"regimes": three, "settings": SMALL, "runs": 6, "levers": {"alignment": [0, 1]}}, tmp_path / "s")
    found = all_maps(tmp_path / "s", "kpi")
    assert list(found) == three[1:]
    for other in three[1:]:
        assert found[other].equals(regime_map(tmp_path / "s", "kpi", three[0], other))
    assert not found["none"].equals(found[TWO[1]])


def test_means_are_those_of_the_runs_at_each_point(swept):
    found = means(swept, "kpi").set_index(["point", "regime"])["estimate"]
    table = swept.table
    for key, cell in table.groupby(["point", "regime"], observed=True):
        assert found[key] == pytest.approx(cell["kpi"].mean())


@pytest.mark.parametrize("bad", [np.inf, -np.inf, np.nan])
def test_runs_in_which_the_measure_is_no_finite_number_are_left_out(bad, swept, monkeypatch):
    """As the report says; a pair is left out where one of its bands is."""
    table = swept.table
    first = (table["run"] == 0) & (table["regime"] == TWO[0])
    monkeypatch.setattr(
        Sweep, "columns", lambda _, *names: table.assign(kpi=table["kpi"].mask(first, bad))[list(names)]
    )
    found = means(swept, "kpi")
    assert found.groupby("regime")["runs"].unique().map(list).to_dict() == {TWO[0]: [24], TWO[1]: [25]}
    assert set(regime_map(swept, "kpi")["pairs"]) == {24}
    rest = table[(table["point"] == 0) & (table["regime"] == TWO[0]) & (table["run"] > 0)]
    assert found.loc[found["regime"] == TWO[0], "estimate"].iloc[0] == pytest.approx(rest["kpi"].mean())


def test_reversals_are_found_between_clear_signs():
    words = {"+": "higher", "-": "lower", "0": "too close to call"}
    rows = [
        {"scenario": "s", "y": y, "x": x, "verdict": words[sign]}
        for y, signs in enumerate(["++0-", "0000", "-+0+", "+-+0"])
        for x, sign in enumerate(signs)
    ]
    found = flips(pd.DataFrame(rows), "x", ["y"])
    assert found[["y", "below", "above"]].to_numpy().tolist() == [[0, 1, 3], [2, 0, 1], [3, 0, 1], [3, 1, 2]]


def test_a_map_needs_pairs_and_two_regimes(tmp_path):
    sweep({"settings": SMALL, "runs": 2}, tmp_path / "one")
    with pytest.raises(HuntError, match="has only own-product"):
        regime_map(tmp_path / "one")
    sweep({"settings": SMALL, "runs": 2, "regimes": TWO, "seeds": "independent"}, tmp_path / "two")
    with pytest.raises(HuntError, match="not paired"):
        regime_map(tmp_path / "two")
    with pytest.raises(HuntError, match="There is no measure 'mood'"):
        means(tmp_path / "two", "mood")
