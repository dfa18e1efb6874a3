"""How one statement about runs is checked."""

import numpy as np
import pytest

from experiments.statistics.estimates import Interval
from experiments.validation.checks import evaluate, holds
from experiments.validation.claims import claim_checks
from hunt.simulation import simulate


@pytest.mark.usefixtures("compiled")
def test_a_finding_has_the_means_of_its_arms():
    check = next(one for one in claim_checks() if one.pattern == "default-valley")
    found = evaluate(check, 5)
    for mean, arm in zip(found.means, check.arms, strict=True):
        assert mean == pytest.approx(np.mean([simulate(arm, seed).alive_share for seed in range(1, 6)]))
    assert found.value.estimate == pytest.approx(found.means[0] - found.means[1])


def test_a_relation_must_hold_for_the_whole_interval():
    wide, low, high = Interval(0.5, 0.1, 0.9), Interval(-0.5, -0.6, -0.4), Interval(0.5, 0.4, 0.6)
    near = Interval(0.0, -0.05, 0.05)
    for relation, margin, holding in (
        ("higher", 0.3, [high]),
        ("lower", 0.3, [low]),
        ("about", 0.1, [near]),
        ("no higher", 0.1, [low, near]),
        ("as good", 0.1, [wide, high, near]),
        ("between", 0.2, [high]),
    ):
        for value in (wide, low, high, near):
            assert holds(value, relation, margin) == (value in holding), (relation, value)
    with pytest.raises(ValueError, match="not known"):
        holds(near, "better", 0.1)
