"""What a hunter expects the band to gain from scouting or joining a hunt."""

import math

import pytest
from small_world import put_beast, small_world

from agents.behaviour.expecting import (
    expected_from_joining,
    expected_from_scouting,
    haulable_meat,
    meat_of_kind,
    pivotal_gain,
    power,
)
from hunt.vocabulary import Kind


def by_hand(others, p, needed, per_hunter, meat):
    """The sum over how many others turn up, term by term."""

    def brought(k):
        return min(meat, k * per_hunter) if k >= needed else 0.0

    chances = [math.comb(others, k) * p**k * (1.0 - p) ** (others - k) for k in range(others + 1)]
    return sum(chance * (brought(k + 1) - brought(k)) for k, chance in enumerate(chances))


def test_one_more_at_the_ring_is_worth_what_the_sum_over_all_turnouts_says():
    for others in (0, 1, 5, 23):
        for p in (0.05, 0.45, 0.9):
            for needed in (1, 4, 6):
                for meat in (100.0, 1500.0):
                    given = others, p, needed, 70.0, meat
                    assert pivotal_gain(*given) == pytest.approx(by_hand(*given), abs=1e-9), given


def test_where_the_others_cannot_be_enough_joining_brings_nothing():
    assert pivotal_gain(4, 0.9, 6, 70.0, 1500.0) == 0.0
    assert pivotal_gain(5, 0.9, 6, 70.0, 1500.0) > 0.0


def test_a_power_is_a_power():
    for exponent in range(12):
        assert power(0.37, exponent) == pytest.approx(0.37**exponent)


def test_a_bull_has_more_meat_than_a_cow_and_none_of_it_counts_where_the_steps_feed_by_themselves():
    world, _ = small_world(meat=1000.0)
    assert [meat_of_kind(kind, world) for kind in Kind] == [400.0, 1000.0, 1300.0]
    world.params = world.params.but(coupling=0.0)
    assert meat_of_kind(Kind.BULL, world) == 0.0


def test_scouting_is_worth_a_find_times_a_kill_times_trust_times_what_can_be_carried_home():
    world, _ = small_world(meat=1500.0, haul=10.0, haul_days=4.0)
    hunter = world.hunters[0]
    hunter.finds, hunter.odds, hunter.trusts, hunter.believes = 0.5, 0.4, 0.3, 6.0
    assert haulable_meat(6.0, world) == 240.0
    assert expected_from_scouting(0, world) == pytest.approx(0.5 * 0.4 * 0.3 * 240.0)
    world.params = world.params.but(meat=100.0)
    assert expected_from_scouting(0, world) == pytest.approx(0.5 * 0.4 * 0.3 * 100.0)


def test_joining_is_worth_less_the_farther_away_and_the_less_the_others_are_trusted():
    world, _ = small_world(pace=2)
    beast = put_beast(world, 8, 7)
    hunter = world.hunters[0]
    near = expected_from_joining(0, 0, world)
    beast.seen_x = 12  # five cells: two days of walking and a bit
    assert expected_from_joining(0, 0, world) == pytest.approx(near / 3.0)
    beast.seen_x = 8
    hunter.trusts = 0.65
    assert expected_from_joining(0, 0, world) > near > 0.0
    trusting = expected_from_joining(0, 0, world)
    hunter.odds /= 2.0
    assert expected_from_joining(0, 0, world) == pytest.approx(trusting / 2.0)


def test_one_who_believes_that_more_are_needed_than_there_are_expects_nothing():
    world, _ = small_world(hunters=5)
    put_beast(world, 8, 7)
    world.hunters[0].believes = 6.0
    assert expected_from_joining(0, 0, world) == 0.0
    hunter = world.hunters[0]
    hunter.believes = 5.0
    worth = hunter.odds * pivotal_gain(4, hunter.trusts, 5, haulable_meat(1.0, world), 1500.0)
    assert expected_from_joining(0, 0, world) == pytest.approx(worth)
    world.camp.recipe = 6.0
    assert expected_from_joining(0, 0, world) == 0.0, "the recipe overrules what one believes"


def test_a_carcass_is_worth_a_load_or_what_is_left_of_it():
    world, _ = small_world(haul=14.0, need=2.0, pace=2)
    beast = put_beast(world, 7, 7)
    beast.down = 0
    for meat, worth in ((500.0, 14.0), (6.0, 3.0)):
        beast.meat = meat
        assert expected_from_joining(0, 0, world) == worth
    beast.seen_x = 10  # three cells: a day and a bit
    assert expected_from_joining(0, 0, world) == 1.5
