"""The rules' own exponential function."""

import math

from hypothesis import given
from hypothesis import strategies as st

from agents.behaviour.exponential import SMALLEST, exp_of_negative


@given(x=st.floats(SMALLEST, 0.0))
def test_it_is_the_exponential_function_to_11_digits(x):
    assert math.isclose(exp_of_negative(x), math.exp(x), rel_tol=2e-11)


def test_it_is_exact_at_0_and_falls_off_to_nothing():
    assert exp_of_negative(0.0) == 1.0
    assert exp_of_negative(SMALLEST) > 0.0
    assert exp_of_negative(SMALLEST - 1.0) == exp_of_negative(-math.inf) == 0.0


@given(x=st.floats(SMALLEST, 0.0), step=st.floats(1e-6, 1.0))
def test_more_is_never_less(x, step):
    assert exp_of_negative(x - step) < exp_of_negative(x)
