"""Nothing in the model is good without end: larger bands, handing over and councils have their price."""

import pytest

from experiments.ensemble import run_ensemble
from hunt.catalogue.scenarios import scenario

pytestmark = pytest.mark.usefixtures("compiled")

RUNS = 60
CLEAR = 0.1


def means(name, values, measure, regime="shared-survival"):
    """Return the mean of a measure by the value of one parameter, the same seeds for each."""
    arms = {str(value): scenario().parameters(regime, **{name: value}) for value in values}
    table = run_ensemble(arms, RUNS).table.groupby("arm")[measure].mean()
    return [float(table[str(value)]) for value in values]


@pytest.mark.parametrize("regime", ["own-product", "shared-survival"])
def test_a_band_can_be_too_small_and_too_large(regime):
    few, some, many = means("hunters", (6, 14, 48), "alive_share", regime)
    assert some > few + CLEAR  # hands for a ring
    assert some > many + CLEAR  # mouths to feed from one valley


def test_handing_over_costs_lives_the_more_the_more_is_lost():
    nothing, some, much = means("handover", (0.0, 0.15, 0.4), "alive_share")
    assert nothing > some + 0.05
    assert some > much + CLEAR


def test_a_council_costs_hours_of_the_measured_product():
    none, half_a_day = means("council", (0.0, 0.5), "kpi")
    assert none > half_a_day
