"""The N-person stag hunt has the payoffs that an independent program, egttools, gives it."""

import numpy as np
import pytest
from scipy.stats import binom

from experiments.validation.targets.choice import COST, F, M, N, food_a_head, gain, stag_world
from hunt.vocabulary import Action


@pytest.fixture
def payoffs():
    """Payoffs of those who defect and those who cooperate, by how many of N cooperate."""
    games = pytest.importorskip("egttools.games", reason="egttools is not installed (it comes with .[oracle])")
    return np.array(games.NPlayerStagHunt(N, F, M, COST).payoffs())


def test_hunters_get_what_egttools_says(payoffs):
    for k in range(N + 1):
        food = food_a_head(k)
        if k < N:
            assert payoffs[0, k] == pytest.approx(food, abs=1e-9), k
        if k > 0:
            assert payoffs[1, k] == pytest.approx(food - COST, abs=1e-9), k


def test_hunters_expect_what_egttools_says(payoffs):
    world, _ = stag_world(F)
    for trust in (0.05, 0.3342, 0.5, 0.7225, 0.95):
        others = binom.pmf(np.arange(N), N - 1, trust)
        expected = others @ (payoffs[1, 1:] - payoffs[0, :-1])
        assert gain(world, trust, Action.REST) == pytest.approx(expected, abs=1e-9), trust
