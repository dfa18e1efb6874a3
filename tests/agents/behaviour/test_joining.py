"""Walking to a hunt that has been called."""

import pytest
from small_world import put_beast, small_world

from agents.behaviour.joining import walk_to_hunt
from hunt.vocabulary import Hours


def walked(seen, there, pace, sight=2):
    """Return the hunter after a day of walking to a beast seen at one place that is at another."""
    world, _ = small_world(pace=pace, width=30, height=30)
    beast = put_beast(world, *there)
    beast.seen_x, beast.seen_y = seen
    world.camp.sight = sight
    hunter = world.hunters[0]
    hunter.x, hunter.y, hunter.target = 2, 2, 0
    walk_to_hunt(0, 0, world)
    return hunter


def test_a_hunter_walks_to_the_sighting_and_on_along_the_tracks_and_stops_next_to_the_beast():
    hunter = walked(seen=(10, 2), there=(10, 8), pace=20)
    assert (hunter.x, hunter.y) == (10, 7)
    assert hunter.there
    assert hunter.hours[Hours.WALK] == pytest.approx(0.5 * (8 + 5) / 20)


def test_a_day_is_not_longer_than_a_days_pace():
    hunter = walked(seen=(20, 5), there=(20, 5), pace=6)
    assert (hunter.x, hunter.y) == (8, 5)
    assert not hunter.there
    assert hunter.hours[Hours.WALK] == pytest.approx(0.5)


def test_one_who_sees_the_beast_goes_straight_to_it():
    hunter = walked(seen=(2, 20), there=(6, 2), pace=6, sight=5)
    assert (hunter.x, hunter.y) == (5, 2)
    assert hunter.there


def test_one_who_stands_next_to_it_stays():
    hunter = walked(seen=(3, 3), there=(3, 3), pace=6)
    assert (hunter.x, hunter.y) == (2, 2)
    assert hunter.there
    assert hunter.hours[Hours.WALK] == 0.0


def test_those_on_the_way_see_what_is_near_their_way():
    world, _ = small_world(pace=6, width=30, height=30)
    put_beast(world, 20, 2)
    other = put_beast(world, 8, 4, b=1)
    world.camp.sight = 3
    hunter = world.hunters[0]
    hunter.x, hunter.y, hunter.target = 2, 2, 0
    walk_to_hunt(0, 3, world)
    assert other.sighted == 3
