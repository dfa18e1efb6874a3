"""Tipping points: where a measure crosses a level, with an interval."""

import math

import numpy as np
import pytest
from cases import each
from hypothesis import given
from hypothesis import strategies as st

from experiments.comparison.tipping import bisected, tipping_point, tipping_sentences
from experiments.ensemble import run_ensemble
from experiments.statistics.estimates import Interval, mean_interval
from hunt.catalogue.parameters import HuntError
from hunt.catalogue.scenarios import scenario

SMALL = {"days": 60, "hunters": 8, "start_store": 2.0, "reserve_low": 5.0, "reserve_high": 20.0}


@given(at=st.floats(0.05, 0.95), rises=st.booleans())
def test_a_certain_crossing_is_found_to_the_tolerance(at, rises):
    def probe(x):
        y = 1.0 / (1.0 + math.exp(-20.0 * (x - at)))
        y = y if rises else 1.0 - y
        return Interval(y, y - 0.1, y + 0.1)

    found = bisected(probe, 0.0, 1.0, 0.5, 0.001)
    assert found.estimate == pytest.approx(at, abs=0.001)
    assert found.rises is rises
    assert found.low <= found.estimate <= found.high
    margin = math.log(0.6 / 0.4) / 20.0  # where the curve is 0.1 from a half
    if margin + 0.01 < at < 0.99 - margin:
        assert (found.low, found.high) == pytest.approx((at - margin, at + margin), abs=0.002)


@given(at=st.integers(1, 30))
def test_of_whole_numbers_the_first_beyond_the_crossing_is_found(at):
    def probe(x):
        return Interval(float(x >= at), float(x >= at), float(x >= at))

    found = bisected(probe, 0, 30, 0.5, 1.0, whole=True)
    assert found.estimate == at
    assert len(found.probes) <= 8


@pytest.mark.slow
def test_the_interval_of_a_tipping_point_covers_it():
    """Bands survive with a chance that rises along x; the true tipping point is where it is one half."""
    rng, covered, studies = np.random.default_rng(5), 0, 150
    for _ in range(studies):
        luck = rng.random(80)

        def probe(x, luck=luck):
            return mean_interval((luck < 1.0 / (1.0 + math.exp(-8.0 * (x - 0.4)))).astype(float), draws=300)

        found = bisected(probe, 0.0, 1.0, 0.5, 0.005)
        covered += found.low <= 0.4 <= found.high
    assert covered / studies >= 0.95 - 2.0 * (0.95 * 0.05 / studies) ** 0.5


def test_where_there_is_no_crossing_a_sentence_says_so():
    found = bisected(lambda x: Interval(0.2 + 0.1 * x, 0.1, 0.4), 0.0, 1.0, 0.9, 0.01)
    assert math.isnan(found.estimate)
    crossing = bisected(lambda x: Interval(x, x - 0.1, x + 0.1), 0.0, 1.0, 0.5, 0.01)
    without, with_one = (tipping_sentences(one, "x", "share")[1] for one in (found, crossing))
    assert "x =" not in without
    assert f"x = {crossing.estimate:.3g}" in with_one


def test_a_measure_that_lies_on_the_level_all_the_way_crosses_nothing():
    for half in (0.0, 0.1):
        found = bisected(lambda x, half=half: Interval(0.5, 0.5 - half, 0.5 + half), 0.0, 1.0, None, 0.01)
        assert math.isnan(found.estimate)
        assert (found.low, found.high) == (-math.inf, math.inf)
        assert found.probes["value"].tolist() == [0.0, 1.0]
        assert "does not cross 0.50" in tipping_sentences(found, "x", "share")[1]


@pytest.mark.usefixtures("compiled")
def test_each_value_that_is_tried_is_an_ensemble():
    found = tipping_point("small_game", 0.1, 1.5, runs=20, tolerance=0.2, settings=SMALL)
    row = found.probes.iloc[-1]
    arm = {"a": scenario().parameters("shared-survival", **SMALL, small_game=1.5)}
    assert row["estimate"] == pytest.approx(run_ensemble(arm, 20, 1).table["alive_share"].mean())
    assert found.level == pytest.approx((found.probes["estimate"].iloc[0] + row["estimate"]) / 2)


@each(
    ("how", "says"),
    [
        ({"parameter": "mood"}, "no parameter named 'mood'"),
        ({"parameter": "leadership"}, "is no number"),
        ({"parameter": "praises"}, "is no number"),
        ({"low": 2.0}, "must be below high"),
        ({"high": 99.0}, "small_game = 99"),
        ({"regimes": ("a", "b", "c")}, "not of 3"),
        ({"regimes": ("a",)}, "no regime named 'a'"),
        ({"measure": "mood"}, "no measure 'mood'"),
        ({"runs": 1}, "runs = 1"),
        ({"tolerance": 0.0}, "tolerance = 0"),
        ({"scenario_id": "moon"}, "no scenario named 'moon'"),
        (
            {"parameter": "needed", "low": 2.5, "high": 7},
            r"low = 2.5 is not allowed: needed is a whole number .*; try 2",
        ),
        (
            {"parameter": "needed", "low": 2, "high": 7.5},
            r"high = 7.5 is not allowed: needed is a whole number .*; try 7",
        ),
        ({"regimes": ("none", "none")}, "both none; name two different ones"),
        ({"settings": SMALL | {"small_game": 1.0}}, "is in settings as well; leave it out of settings"),
    ],
)
def test_what_has_no_tipping_point_is_refused(how, says):
    given = {"parameter": "small_game", "low": 0.5, "high": 1.5} | how
    with pytest.raises(HuntError, match=says):
        tipping_point(given.pop("parameter"), given.pop("low"), given.pop("high"), **given)
