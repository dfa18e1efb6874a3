"""The draws: the published generators, one stream a purpose, the same in both engines."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from same_world import assert_same_records

from agents.environment import InitialDraws, Luck
from hunt.catalogue.parameters import Parameters
from hunt.engine import streams
from hunt.engine.compiled import first_day
from hunt.engine.initial_state import initial_state
from hunt.engine.random_draws import PURPOSES, draw, shuffled, splitmix64

SEEDS = st.integers(0, 2**63 - 1)
SMALL = Parameters(hunters=6, days=40)


def test_splitmix64_gives_the_published_numbers():
    """The first five for the seed 1234567, as printed with the reference implementation by Vigna."""
    assert splitmix64(1234567, 5).tolist() == [
        *(6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821)
    ]


def test_every_draw_has_a_stream_and_every_stream_a_draw():
    assert set(PURPOSES) == {*InitialDraws._fields, *Luck._fields}
    names = [name for name in vars(streams) if name.lower() in PURPOSES and name.isupper()]
    assert {name.lower(): getattr(streams, name) for name in names} == {one: k for k, one in enumerate(PURPOSES)}


@pytest.mark.usefixtures("compiled")
@settings(max_examples=60)
@given(parameters=st.from_type(Parameters), seed=SEEDS)
def test_the_compiled_engine_begins_as_the_rules_say(parameters, seed):
    """The same draws from numpy and from machine code, and the same world made of them."""
    world, luck = first_day(parameters, seed, events=3)
    by_rules, drawn = initial_state(parameters, seed, events=3)
    for name, mine, its in zip(Luck._fields, luck, drawn, strict=True):
        assert np.array_equal(mine, its), name
    assert_same_records(world, by_rules)


def test_another_size_leaves_the_other_draws_as_they_are():
    _, few = draw(SMALL, 7)
    _, many = draw(SMALL.but(hunters=9, hunts_at_once=2, herds=30), 7)
    for name in ("weather", "wolves", "day_catch", "mishap", "spared", "opens", "stations"):
        assert np.array_equal(getattr(few, name), getattr(many, name)), name


def test_draws_are_uniform_and_independent_of_each_other():
    """Coarse checks of the seeding: the generator itself is tested by its authors."""
    seeds, bins = 400, 10
    drawn = [draw(SMALL, seed) for seed in range(seeds)]
    for name in ("choice", "catch", "weather", "trail"):
        firsts = np.array([getattr(luck, name)[0, 0] for _, luck in drawn])
        counts = np.bincount((firsts * bins).astype(int), minlength=bins)
        assert ((counts - seeds / bins) ** 2 / (seeds / bins)).sum() < 27.9, name  # chi2, 9 degrees, one in a thousand
    pairs = np.array([[luck.choice[0, 0], luck.catch[0, 0], luck.choice[1, 0]] for _, luck in drawn])
    off = np.abs(np.corrcoef(pairs.T) - np.eye(3)).max()
    assert off < 4.0 / np.sqrt(seeds)
    following = np.array([luck.choice[0, 0] for _, luck in drawn])
    assert abs(np.corrcoef(following[:-1], following[1:])[0, 1]) < 4.0 / np.sqrt(seeds)


def test_who_acts_first_and_who_sits_where_are_fair():
    seats = np.array([draw(SMALL, seed)[0].seats for seed in range(600)])
    assert all(sorted(row) == list(range(6)) for row in seats.tolist())
    for place in range(6):
        counts = np.bincount(seats[:, place], minlength=6)
        assert ((counts - 100) ** 2 / 100).sum() < 20.5  # chi2, 5 degrees, one in a thousand
    firsts = np.concatenate([draw(SMALL, seed)[1].first for seed in range(15)])
    counts = np.bincount(firsts, minlength=6)
    assert len(counts) == 6
    assert ((counts - 100) ** 2 / 100).sum() < 20.5


def test_a_shuffle_moves_as_its_draws_say():
    assert shuffled(np.array([0.9, 0.0, 0.0])).tolist() == [1, 2, 0]
    assert shuffled(np.array([0.0, 0.99, 0.99])).tolist() == [0, 1, 2]
