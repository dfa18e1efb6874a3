"""Adaptive stopping keeps its promise: at least 94 % of its 95 % intervals contain the truth, however values spread."""

import numpy as np
import pytest
from cases import each

from experiments.sweeps.design import Stop
from experiments.sweeps.stopping import enough, half_width, looks

SIMULATED = 600


def stop(width, measure="alive_share", on="mean", most=3000):
    return Stop(measure, width, on, start=20, block=20, most=most)


def shares(rng, n):
    """Bands of which all, none or some survive: what the share alive looks like under individual targets."""
    return np.where(rng.random(n) < 0.55, 0.0, np.where(rng.random(n) < 0.5, 1.0, rng.integers(0, 25, n) / 24.0))


def rare(rng, n):
    """Something that happens to one band in thirty."""
    return (rng.random(n) < 1.0 / 30.0).astype(float)


def even(rng, n):
    return rng.random(n)


def waiting(rng, n):
    """A skewed measure without an upper bound."""
    return rng.exponential(1.0, n)


def bell(rng, n):
    return rng.normal(0.0, 1.0, n)


TRUTH = {shares: 0.45 * 0.5 + 0.45 * 0.5 * 0.5, rare: 1.0 / 30.0, even: 0.5, waiting: 1.0, bell: 0.0}


SPREAD = {shares: 0.4387, rare: 0.1795, even: 0.2887, waiting: 1.0, bell: 1.0}


@pytest.mark.parametrize(
    "runs", [60, pytest.param(200, marks=pytest.mark.slow), pytest.param(600, marks=pytest.mark.slow)]
)
@each("draw", [shares, rare, even, waiting, bell])
def test_the_interval_that_stops_contains_the_truth(draw, runs):
    """``runs`` is about how many would be enough if the spread were known."""
    rng = np.random.default_rng(runs)
    width = 1.96 * SPREAD[draw] / runs**0.5
    rule = stop(width, "alive_share" if draw in (shares, rare, even) else "kills")
    covered, needed = 0, []
    for _ in range(SIMULATED):
        values = draw(rng, rule.most)
        n = next(n for n in looks(rule, rule.most) if enough(rule, {("a", "b"): values[:n]}))
        needed.append(n)
        covered += abs(values[:n].mean() - TRUTH[draw]) <= width
    assert covered / SIMULATED >= 0.94 - 2.0 * (0.94 * 0.06 / SIMULATED) ** 0.5  # two standard errors of the simulation
    assert np.mean(needed) < 2.4 * runs + 40, "caution does not cost too much"


def test_over_all_shapes_together_the_coverage_is_at_least_94_percent():
    rng = np.random.default_rng(9)
    covered = []
    for draw in TRUTH:
        width = 1.96 * SPREAD[draw] / 150**0.5
        rule = stop(width, "alive_share" if draw in (shares, rare, even) else "kills")
        for _ in range(400):
            values = draw(rng, rule.most)
            n = next(n for n in looks(rule, rule.most) if enough(rule, {("a", "b"): values[:n]}))
            covered.append(abs(values[:n].mean() - TRUTH[draw]) <= width)
    assert np.mean(covered) >= 0.94


def test_twenty_bands_in_which_nothing_happened_are_not_certain():
    nothing = np.zeros(20)
    assert half_width(nothing) == 0.0
    assert half_width(nothing, span=1.0) > 0.05
    assert not enough(stop(0.05), {("a", "b"): nothing})


def test_with_paired_regimes_the_difference_counts():
    rng = np.random.default_rng(3)
    common, noise = rng.random(400), 0.01 * rng.random(400)
    arms = {("valley", "a"): 0.9 * common, ("valley", "b"): 0.9 * common + noise}
    assert enough(stop(0.03, on="difference"), arms)
    assert not enough(stop(0.02, on="mean"), arms)


def test_one_good_look_is_not_enough():
    rng = np.random.default_rng(4)
    values = rng.normal(0.0, 1.0, 400)
    narrow = [n for n in looks(stop(0.3), 400) if half_width(values[:n]) <= 0.3]
    assert narrow[0] in looks(stop(0.3), 400)
    assert not enough(stop(0.3, "kills"), {("a", "b"): values[: narrow[0]]})


def test_a_measure_that_most_bands_lack_is_not_waited_for():
    values = np.full(60, np.nan)
    values[:5] = 1.0
    assert enough(stop(0.01, "trust"), {("a", "b"): values})


def test_it_stops_at_the_most_even_if_little_is_known():
    assert enough(stop(1e-9, most=40), {("a", "b"): np.random.default_rng(0).random(40)})
