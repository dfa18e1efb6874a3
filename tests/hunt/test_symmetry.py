"""What must not matter: the unit of food, and which hunter is called by which number."""

import dataclasses

import numpy as np
import pytest
from cases import each
from hypothesis import given, settings
from hypothesis import strategies as st

from hunt.catalogue.measures import MEASURES
from hunt.catalogue.parameters import Parameters
from hunt.engine.initial_state import initial_state
from hunt.engine.random_draws import draw
from hunt.history import record
from hunt.outcome import OUTCOMES, Outcome, outcome_of
from hunt.simulation import run_to_end, simulate

pytestmark = pytest.mark.usefixtures("compiled")

SEEDS = st.integers(0, 2**63 - 1)
FOOD = [name for name in OUTCOMES if MEASURES[name].says.endswith("person-days")]
WHOLE = [one.name for one in dataclasses.fields(Outcome) if one.type in (int, "int")]
OTHER = [name for name in OUTCOMES if name not in FOOD]


# --- the unit of food ------------------------------------------------------------------------------------------


def assert_same_in_another_unit(parameters, seed, factor):
    """A power of two is exact in floating point, so every comparison must come out the same to the last bit."""
    one = simulate(parameters, seed).row()
    other = simulate(parameters.but(need=factor * parameters.need), seed).row()
    assert {name: other[name] for name in FOOD} == {name: factor * one[name] for name in FOOD}
    assert repr({name: other[name] for name in OTHER}) == repr({name: one[name] for name in OTHER})


@each("seed", range(5))
def test_twice_the_food_for_twice_the_hunger_changes_nothing(seed):
    assert_same_in_another_unit(Parameters(), seed, 2.0)


@settings(max_examples=60)
@given(parameters=st.from_type(Parameters), seed=SEEDS, factor=st.sampled_from([0.5, 2.0, 1024.0]))
def test_nor_does_it_in_any_valley(parameters, seed, factor):
    assert_same_in_another_unit(parameters.but(need=1.0), seed, factor)


@settings(max_examples=20)
@given(parameters=st.from_type(Parameters), seed=SEEDS)
def test_what_everybody_knows_and_chooses_is_the_same_in_another_unit(parameters, seed):
    one, other = record(parameters.but(need=1.0), seed), record(parameters.but(need=4.0), seed)
    in_food = {"reserve", "full", "catch", "pouch", "ate", "caught"}
    for name in one.hunters.dtype.names:
        assert np.array_equal(other.hunters[name], one.hunters[name] * (4.0 if name in in_food else 1)), name
    assert np.array_equal(one.weighed, other.weighed)
    assert np.array_equal(one.trust, other.trust)


def test_twice_the_food_for_the_same_hunger_does_matter():
    """Without this the tests above could not fail."""
    for seed in range(5):
        assert simulate(Parameters(small_game=2.2), seed) != simulate(Parameters(), seed)


# --- the names of the hunters ----------------------------------------------------------------------------------


def given_to(luck, ids):
    """Give the columns to others; laid out in memory as before, or the rules would be compiled again for them."""
    return np.ascontiguousarray(luck[:, ids])


def renamed(draws, ids):
    """Give the same draws to the same hunters under other numbers: hunter h is now called ids[h]."""
    fate, luck = draws
    was = np.argsort(ids)  # who is called by this number now
    per_day = ("choice", "catch", "heading", "promise", "hold", "harm", "hear")
    return (
        fate._replace(seats=ids[fate.seats], bodies=fate.bodies[was], skills=fate.skills[was], repute=fate.repute[was]),
        luck._replace(seats=ids[luck.seats], **{name: given_to(getattr(luck, name), was) for name in per_day}),
    )


def lived(parameters, seed, draws):
    """Return what became of the band, and of each hunter."""
    from hunt.engine.compiled import run_days

    world, luck = initial_state(parameters, seed, draws=draws)
    run_days(world, luck, 0, parameters.days)
    return outcome_of(parameters, run_to_end(parameters, seed, draws=draws)), world.hunters


def shuffled(hunters, seed):
    return np.random.default_rng(seed).permutation(hunters)


PEACEFUL = {"injury": 0.0}
"""Of several hurt equally the one with the lowest number is nursed first: the only choice a number makes."""

UNEQUAL = {"specialisation": 1.0}
"""With equal skills all are believed equally good, and the chief is the first of equals."""


def assert_same_under_other_names(parameters, seed, ids):
    draws = draw(parameters, seed)
    one, hunters = lived(parameters, seed, draws)
    other, others = lived(parameters, seed, renamed(draws, ids))
    # Counts are equal. Sums over hunters, such as mean trust or what spoils in all pouches, are taken in the order
    # of their numbers, so they may differ by rounding, and with them all that is computed from them.
    assert {name: getattr(other, name) for name in WHOLE} == {name: getattr(one, name) for name in WHOLE}
    for name in OUTCOMES:
        if name not in (*WHOLE, "ended"):
            mine, theirs = getattr(one, name), getattr(other, name)
            assert theirs == pytest.approx(mine, rel=1e-9, abs=1e-9 * parameters.need, nan_ok=True), name
    for name in ("died", "role", "action", "x", "y"):
        assert np.array_equal(others[name][ids], hunters[name]), name
    for name in ("reserve", "skills", "trusts", "products", "odds", "finds", "lived", "heading"):
        assert others[name][ids] == pytest.approx(hunters[name], rel=1e-9, abs=1e-9 * parameters.need), name


@settings(max_examples=60)
@given(parameters=st.from_type(Parameters), seed=SEEDS, other=SEEDS)
def test_a_hunters_number_means_nothing(parameters, seed, other):
    parameters = parameters.but(**PEACEFUL, **UNEQUAL)
    assert_same_under_other_names(parameters, seed, shuffled(parameters.hunters, other))


@each("seed", range(5))
def test_a_hunters_number_means_nothing_in_a_year(seed):
    assert_same_under_other_names(Parameters(**PEACEFUL), seed, shuffled(12, seed))


def test_a_hunters_number_means_little_where_some_are_hurt():
    """Of two who are hurt equally one must be nursed first; that may be another one, but it is no matter."""
    parameters = Parameters()
    alive = []
    for seed in range(40):
        draws = draw(parameters, seed)
        one, _ = lived(parameters, seed, draws)
        other, _ = lived(parameters, seed, renamed(draws, shuffled(12, seed)))
        alive.append(other.alive - one.alive)
    assert np.count_nonzero(alive) < 14
    assert abs(np.mean(alive)) < 1.5


def test_who_sits_where_does_matter():
    """Without this the tests above could not fail: the same luck given to other hunters is another run."""
    for seed in range(5):
        fate, luck = draw(Parameters(), seed)
        ids = shuffled(12, seed)
        other = run_to_end(Parameters(), seed, draws=(fate, luck._replace(choice=given_to(luck.choice, ids))))
        assert outcome_of(Parameters(), other) != simulate(Parameters(), seed)
