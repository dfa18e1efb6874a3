"""What holding the ring seems worth is what it is worth: the sum over how many others hold of what that brings."""

import numpy as np
import pytest
from scipy.stats import binom

from experiments.validation.targets.choice import COST, F, M, N, food_a_head, gain, threshold_world
from hunt.vocabulary import Action


def test_the_deeds_of_a_hunt_feed_everybody_alike_from_the_threshold_on():
    for k in range(N + 1):
        assert food_a_head(k) == pytest.approx(F * COST / N if k >= M else 0.0, rel=1e-4), k


@pytest.mark.parametrize("trust", [0.05, 0.3423, 0.4, 0.4597, 0.95])
def test_hunters_expect_what_the_deeds_bring(trust):
    world, _ = threshold_world(F)
    others = np.arange(N)
    with_me = np.array([F / N if k + 1 >= M else 0.0 for k in others]) - COST
    without = np.array([F / N if k >= M else 0.0 for k in others])
    expected = binom.pmf(others, N - 1, trust) @ (with_me - without)
    assert gain(world, trust, Action.REST) == pytest.approx(expected, abs=1e-6)
