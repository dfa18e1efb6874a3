"""How much of what differs between points is chance, where it is known how much there is."""

import numpy as np
import pytest
from cases import each

from experiments.sensitivity_analysis.chance import chance_share

POINTS = 4000


def lived(parameter, luck, noise, replicates, seed=1):
    """Return what is measured where a parameter, a replicate's luck and chance have these spreads."""
    draw = np.random.default_rng(seed).normal
    y = parameter * draw(size=(POINTS, 1)) + luck * draw(size=(1, replicates))
    return y + noise * draw(size=(POINTS, replicates))


@each("luck", (0.0, 10.0))
@each(
    ("parameter", "noise", "replicates"), [(1.0, 1.0, 2), (1.0, 1.0, 10), (1.0, 3.0, 3), (0.0, 1.0, 5), (1.0, 0.0, 5)]
)
def test_the_share_of_chance_is_the_one_that_was_put_in(parameter, noise, replicates, luck):
    made = noise**2 / replicates
    assert chance_share(lived(parameter, luck, noise, replicates)) == pytest.approx(
        made / (parameter**2 + made), abs=0.04
    )


def test_one_replicate_or_no_variance_says_nothing():
    assert np.isnan(chance_share(lived(1.0, 0.0, 1.0, 1)))
    assert np.isnan(chance_share(np.zeros((5, 3))))
    assert np.isnan(chance_share(np.ones((1, 3))))
