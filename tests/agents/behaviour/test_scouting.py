"""Scouting: walk all day, look on every step, learn how often that finds a mammoth."""

import math

import pytest
from small_world import put_beast, small_world

from agents.behaviour.scouting import scout


def scouting(heading, beast_at, pace=5, **settings):
    """Let the first hunter scout straight on; return the hunter and the beast."""
    world, luck = small_world(pace=pace, learning=0.1, **settings)
    beast = put_beast(world, *beast_at)
    luck.heading[0, 0] = 0.5  # no turn
    world.camp.sight = 2
    world.hunters[0].heading, world.hunters[0].finds = heading, 0.5
    scout(0, 0, world, luck)
    return world.hunters[0], beast


def test_a_scout_walks_a_days_pace_and_sees_what_lies_along_the_way():
    hunter, beast = scouting(0.0, (9, 9))
    assert (hunter.x, hunter.y) == (12, 7)
    assert beast.sighted == 0, "from the middle of the way"
    assert hunter.finds == pytest.approx(0.55)


def test_a_day_without_a_find_lowers_the_hope_of_one():
    hunter, beast = scouting(0.0, (2, 2))
    assert beast.sighted == -1
    assert hunter.finds == pytest.approx(0.45)


def test_a_scout_turns_around_at_the_end_of_the_valley():
    hunter, _ = scouting(0.0, (2, 2), pace=30)
    assert (hunter.x, hunter.y) == (14, 7)
    assert math.cos(hunter.heading) == pytest.approx(-1.0)
    hunter, _ = scouting(math.pi / 2, (2, 2), pace=30)
    assert (hunter.x, hunter.y) == (7, 14)


def test_luck_turns_a_scout_a_little():
    world, luck = small_world(pace=5)
    luck.heading[0, 0], world.hunters[0].heading = 0.75, 0.0
    scout(0, 0, world, luck)
    assert world.hunters[0].heading == pytest.approx(0.25 * math.pi)
    assert world.hunters[0].x == world.hunters[0].y > 7


def test_a_scout_meets_a_beast_where_it_is_at_that_hour():
    world, luck = small_world(pace=6)
    beast = put_beast(world, 10, 1)
    beast.from_y = 13  # it comes down while the scout walks by: at noon it is at (10, 7)
    luck.heading[0, 0] = 0.5
    world.camp.sight, world.hunters[0].heading = 0, 0.0
    scout(0, 0, world, luck)
    assert (beast.seen_x, beast.seen_y, beast.sighted) == (10, 7, 0)
