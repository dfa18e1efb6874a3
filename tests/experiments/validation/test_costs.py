"""Nothing in the model is good without end: larger bands, handing over and councils have their price."""

import pytest
from cases import each

from experiments.ensemble import run_ensemble
from hunt.catalogue.scenarios import scenario

pytestmark = pytest.mark.usefixtures("compiled")

RUNS = 40
CLEAR = 0.1


def means(name, values, measure, regime="shared-survival"):
    """Return the mean of a measure for each value of one parameter, with the same seeds."""
    arms = {str(value): scenario().parameters(regime, **{name: value}) for value in values}
    table = run_ensemble(arms, RUNS).table.groupby("arm")[measure].mean()
    return [float(table[str(value)]) for value in values]


@each("regime", ["own-product", "shared-survival"])
def test_a_band_can_be_too_small_and_too_large(regime):
    few, some, many = means("hunters", (6, 14, 48), "alive_share", regime)
    assert some > few + CLEAR  # enough hunters for a ring
    assert some > many + CLEAR  # too many to feed from one valley


def test_the_more_a_handover_loses_the_more_lives_it_costs():
    nothing, some, much = means("handover", (0.0, 0.15, 0.4), "alive_share")
    assert nothing > some + 0.05
    assert some > much + CLEAR


def test_a_council_takes_hours_from_the_individual_target():
    none, half_a_day = means("council", (0.0, 0.5), "kpi")
    assert none > half_a_day
