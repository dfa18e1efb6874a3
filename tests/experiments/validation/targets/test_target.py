"""A target passes when the simulated number is close enough to the expected one."""

import math

from experiments.validation import Target


def test_a_number_passes_up_to_its_tolerance():
    assert Target("T0", "name", "formula", "source", 1.0, 1.5, 0.5).passed
    assert not Target("T0", "name", "formula", "source", 1.0, 1.5, 0.4).passed


def test_not_a_number_never_passes():
    assert not Target("T0", "name", "formula", "source", 1.0, math.nan, math.inf).passed
