"""Sampled values stay inside their range."""

from hypothesis import given
from hypothesis import strategies as st

from experiments.sweeps.design import Factor
from experiments.sweeps.sampling import scaled


@given(u=st.floats(0, 1))
def test_a_range_is_never_left(u):
    assert 6 <= scaled("hunters", Factor(low=6, high=9), u) <= 9
    assert 0.1 <= scaled("kappa", Factor(low=0.1, high=10, log=True), u) <= 10
    assert 0.6 <= scaled("small_game", Factor(low=0.6, high=2.4), u) <= 2.4
