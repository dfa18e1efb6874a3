"""Distances and directions on the grid."""

import numpy as np
import pytest

from agents.behaviour.geometry import cells_between, in_sight, power, rounded, towards, within


def test_halves_are_rounded_upwards():
    assert [rounded(value) for value in (-0.5, 0.49, 0.5, 1.5, 2.5, -1.51)] == [0, 0, 1, 2, 3, -2]


def test_nothing_leaves_the_valley():
    assert [within(place, 10) for place in (-3, 0, 9, 10)] == [0, 0, 9, 9]


def test_a_walk_ends_at_its_goal_or_after_its_steps():
    assert [towards(2, goal, 3) for goal in (9, 4, 2, -9)] == [5, 4, 2, -1]


def test_diagonals_are_as_long_as_sides():
    assert (
        cells_between(0, 0, 3, 3)
        == cells_between(0, 0, 3, 1)
        == cells_between(3, 1, 0, 0)
        == cells_between(1, 5, 2, 2)
        == 3
    )


def test_sight_reaches_half_a_cell_beyond_its_number_in_every_direction():
    for sight in range(8):
        for x in range(-9, 10):
            for y in range(-9, 10):
                assert in_sight(5, 5, 5 + x, 5 + y, sight) == (np.hypot(x, y) < sight + 0.5), (sight, x, y)


def test_a_power_is_a_power():
    for exponent in range(21):
        assert power(0.37, exponent) == pytest.approx(0.37**exponent)
    assert power(0.0, 0) == 1.0
