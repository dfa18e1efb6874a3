"""What a hunter expects the band to gain from scouting, from a ring and from hauling."""

import math

import pytest
from small_world import lay_ground, promise, put_beast, small_world

from agents.behaviour.expecting import (
    at_least,
    days_away,
    exactly,
    expected_from_hauling,
    expected_from_ring,
    expected_from_scouting,
    meat_of_kind,
    party_size,
    trust_in_party,
)
from agents.behaviour.trusting import trust
from hunt.vocabulary import Kind, Terrain


def binomial(k, size, p):
    return math.comb(size, k) * p**k * (1.0 - p) ** (size - k)


def test_the_chance_that_exactly_so_many_hold_is_the_binomial_one():
    for size in (0, 1, 5, 12, 40):
        for p in (0.05, 0.5, 0.9):
            for k in range(size + 1):
                assert exactly(k, size, p) == pytest.approx(binomial(k, size, p), rel=1e-9), (k, size, p)
    assert exactly(-1, 5, 0.5) == exactly(6, 5, 0.5) == 0.0
    assert exactly(3, 3, 1.0) == pytest.approx(0.999**3), "nobody is quite sure"


def test_at_least_so_many_are_all_who_are_exactly_so_many_or_more():
    for needed, size, p in ((0, 5, 0.3), (3, 5, 0.3), (6, 8, 0.8), (6, 6, 0.95)):
        more = sum(binomial(k, size, p) for k in range(needed, size + 1))
        assert at_least(needed, size, p) == pytest.approx(more), (needed, size, p)
    assert at_least(6, 5, 0.9) == 0.0


def test_so_many_must_promise_that_those_who_are_expected_to_hold_round_to_what_is_needed():
    assert party_size(6, 1.0, 12, 0) == 6
    assert party_size(6, 0.8, 12, 0) == 7, "5.6 holders of 7 round to 6, 4.8 of 6 do not"
    assert party_size(6, 0.5, 12, 0) == 11, "11 with 5.5 holders"
    assert party_size(6, 0.4, 12, 0) == 12, "no more than are able"
    assert party_size(6, 0.9, 4, 0) == 4
    assert party_size(1, 0.9, 0, 0) == 1
    assert [party_size(6, p, 100, 0) for p in (0.95, 0.76, 0.5)] == [6, 8, 11], "little trust makes a big party"


def test_hunters_to_spare_make_the_party_larger_but_never_larger_than_the_band():
    assert [party_size(6, 1.0, 12, spare) for spare in (0, 2, 6, 100)] == [6, 8, 12, 12]
    assert party_size(6, 0.5, 20, 2) == 15, "15 with 7.5 holders"


def test_a_bull_has_more_meat_than_a_cow_and_the_more_hands_the_more_of_it_is_used():
    world, _ = small_world(meat=10.0)
    assert [meat_of_kind(kind, world) for kind in Kind] == pytest.approx([32.0, 80.0, 104.0])
    world.params = world.params.but(hunters=16)
    assert meat_of_kind(Kind.COW, world) == 160.0


def at_a_ring(*party, trusts=0.8, **settings):
    """Let hunters promise to hold the ring around a cow next to them."""
    world, _ = small_world(needed=4, steadiness=0.9, **settings)
    put_beast(world, 8, 7)
    promise(world, *party)
    world.kept[:, :], world.broken[:, :] = 10.0 * trusts - 1.0, 10.0 * (1.0 - trusts) - 1.0
    world.hunters[0].odds = 0.5
    return world


def test_holding_is_worth_a_kill_times_the_chance_that_just_this_one_is_missing():
    world = at_a_ring(0, 1, 2, 3, 4)
    p = 0.8 * 0.9
    worth = 0.5 * binomial(3, 4, p) * meat_of_kind(Kind.COW, world)
    assert expected_from_ring(0, 0, world) == pytest.approx(worth)
    world.hunters[0].odds = 0.25
    assert expected_from_ring(0, 0, world) == pytest.approx(worth / 2.0)


def test_one_too_many_is_hardly_ever_missed_and_where_the_rest_is_too_few_one_more_is_no_help():
    pivotal = {}
    for size in (4, 5, 8):
        world = at_a_ring(*range(size), trusts=0.98)
        world.kept[:, :], world.broken[:, :] = 1000.0, 0.0
        pivotal[size] = expected_from_ring(0, 0, world)
    assert pivotal[4] > pivotal[5] > pivotal[8]
    assert pivotal[4] > 10.0 * pivotal[8]
    world = at_a_ring(0, 1)
    world.camp.able = 3
    assert expected_from_ring(0, 0, world) == 0.0, "three cannot hold four cells"


def test_one_who_reckons_by_the_average_counts_a_share_whether_or_not_it_is_the_last_one():
    p = 0.8 * 0.9
    pivotal = binomial(3, 4, p)
    part = sum(binomial(k, 4, p) for k in (3, 4)) / 5
    for averaging in (0.0, 0.25, 1.0):
        world = at_a_ring(0, 1, 2, 3, 4, averaging=averaging)
        chance = (1.0 - averaging) * pivotal + averaging * part
        assert expected_from_ring(0, 0, world) == pytest.approx(0.5 * chance * meat_of_kind(Kind.COW, world))


def test_who_is_asked_first_reckons_with_the_party_that_is_still_to_come():
    world = at_a_ring(0)
    world.hunters[0].trusts = 0.8
    size = party_size(4, 0.8 * 0.9, 8, 0)
    assert size == 5
    worth = 0.5 * binomial(3, size - 1, 0.8 * 0.9) * meat_of_kind(Kind.COW, world)
    assert expected_from_ring(0, 0, world) == pytest.approx(worth)


def test_what_a_ring_needs_depends_on_the_beast_and_on_the_ground_where_it_was_seen():
    world = at_a_ring(0, 1, 2, 3, 4)
    cow = expected_from_ring(0, 0, world)
    world.beasts[0].kind = Kind.BULL
    p = 0.8 * 0.9
    assert expected_from_ring(0, 0, world) == pytest.approx(0.5 * binomial(4, 6, p) * meat_of_kind(Kind.BULL, world)), (
        "five of seven who are needed to be sure of five"
    )
    world.beasts[0].kind = Kind.COW
    lay_ground(world, Terrain.FOREST)
    assert expected_from_ring(0, 0, world) != pytest.approx(cow)


def test_a_hunter_goes_by_the_trust_in_those_who_have_promised():
    world = at_a_ring(0, 1, 2)
    world.hunters[0].trusts = 0.33
    world.kept[0, 1], world.broken[0, 1] = 8.0, 0.0
    world.kept[0, 2], world.broken[0, 2] = 0.0, 8.0
    world.kept[0, 5], world.broken[0, 5] = 99.0, 0.0  # did not promise
    assert trust_in_party(0, 0, world) == pytest.approx((trust(8.0, 0.0) + trust(0.0, 8.0)) / 2.0)
    promise(world, 1, 2, b=1)
    assert trust_in_party(0, 0, world) == 0.33, "in everyone while nobody else has"


def test_a_walk_of_days_makes_a_ring_and_a_carcass_worth_less():
    world = at_a_ring(0, 1, 2, 3, 4, pace=2)
    beast = world.beasts[0]
    near = expected_from_ring(0, 0, world)
    assert [days_away(0, 0, world) for beast.seen_x in (7, 8, 9, 10, 11, 12, 13)] == [0, 0, 0, 1, 1, 2, 2]
    beast.seen_x = 12
    assert expected_from_ring(0, 0, world) == pytest.approx(near / 3.0)


def test_a_carcass_is_worth_a_load_or_what_is_left_of_it():
    world, _ = small_world(haul=14.0, need=2.0, pace=2)
    beast = put_beast(world, 7, 7)
    beast.down = 0
    for meat, worth in ((500.0, 14.0), (6.0, 3.0)):
        beast.meat = meat
        assert expected_from_hauling(0, 0, world) == worth
    beast.seen_x = 10  # three cells: a day and a bit
    assert expected_from_hauling(0, 0, world) == 1.5


def test_scouting_is_worth_a_find_times_a_kill_times_a_ring_that_holds_times_one_share_of_the_meat():
    world, _ = small_world(needed=4, steadiness=0.9, meat=50.0)
    hunter = world.hunters[0]
    hunter.finds, hunter.odds, hunter.trusts = 0.5, 0.4, 0.8
    p = 0.8 * 0.9
    sure = sum(binomial(k, 5, p) for k in (4, 5))
    assert expected_from_scouting(0, world) == pytest.approx(0.5 * 0.4 * sure * 50.0 * 8 / 4)
    hunter.trusts = 0.9
    assert expected_from_scouting(0, world) > 0.5 * 0.4 * sure * 50.0 * 8 / 4
    world.camp.able = 3
    assert expected_from_scouting(0, world) == 0.0, "three cannot hold four cells"
