"""Contributions to a public good stay where the logit choice puts them, and an own contribution is all that counts."""

import math

import pytest

from experiments.validation.targets.team_pay import MPCR, contributions


@pytest.mark.parametrize("temperature", [0.3, 1.0])
def test_contributions_are_those_of_the_logit_choice_in_every_round(temperature):
    given = contributions(3, 200, temperature=temperature)
    public, private = math.exp(MPCR / temperature), math.exp(1.0 / temperature)
    expected = public / (public + private + 3.0)  # rest, scouting and tending bring nothing here
    error = math.sqrt(expected * (1.0 - expected) / 800)  # 200 groups of four
    assert abs(given.mean() - expected) < 4.0 * error / math.sqrt(len(given))
    assert (abs(given - expected) < 5.0 * error).all()
