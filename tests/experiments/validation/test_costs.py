"""Nothing in the model is good without end: a band can be too small, and a party too large."""

import pytest

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


def test_too_small_a_band_closes_no_ring():
    few, some = means("hunters", (4, 12), "kills")
    assert few < 0.5
    assert some > 5.0


def test_asking_everybody_makes_each_of_them_superfluous():
    needed, everyone = means("spare", (0, 100), "alive_share")
    assert needed > everyone + CLEAR
