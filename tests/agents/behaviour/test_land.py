"""What a cell of the valley offers."""

import math

import pytest
from small_world import lay_ground, small_world

from agents.behaviour.land import full_catch, hunters_needed, ring_needs, small_game_left
from hunt.vocabulary import Kind, Season, Terrain, Weather


def test_small_game_grows_back_logistically_but_not_in_winter():
    world, _ = small_world(days=360, game_growth=0.1)
    world.game[3, 3], world.grazed[3, 3] = 0.2, 0
    assert small_game_left(3, 3, 0, world) == pytest.approx(0.2)
    grown = math.exp(0.1 * 20)
    assert small_game_left(3, 3, 20, world) == pytest.approx(0.2 * grown / (1.0 + 0.2 * (grown - 1.0)))
    assert small_game_left(3, 3, 269, world) <= 1.0
    world.game[4, 4], world.grazed[4, 4] = 0.2, world.growing[275]
    assert small_game_left(4, 4, 350, world) == pytest.approx(0.2), "nothing grows in winter"


def test_a_catch_depends_on_ground_season_and_weather():
    world, _ = small_world(small_game=2.0, winter=1.0)
    lay_ground(world)
    assert full_catch(7, 7, world) == pytest.approx(2.0)
    world.terrain[7, 7] = Terrain.FOREST
    assert full_catch(7, 7, world) == pytest.approx(2.6)
    world.camp.weather = Weather.STORM
    assert full_catch(7, 7, world) == pytest.approx(0.2 * 2.6)
    world.camp.weather, world.camp.season = Weather.CLEAR, Season.WINTER
    assert full_catch(7, 7, world) == pytest.approx(0.35 * 2.6)
    for winter, left in ((0.0, 1.0), (1.4, 0.09)):
        world.params = world.params.but(winter=winter)
        assert full_catch(7, 7, world) == pytest.approx(left * 2.6)


def test_a_catch_is_as_many_days_of_food_whatever_a_hunter_eats():
    world, _ = small_world(small_game=1.5, need=2.0)
    lay_ground(world)
    assert full_catch(7, 7, world) == pytest.approx(3.0)


def test_a_bull_and_the_forest_take_more_hunters_a_calf_and_a_bog_fewer():
    assert [hunters_needed(kind, 5.0, Terrain.OPEN, 2) for kind in Kind] == [3.0, 5.0, 7.0]
    assert [hunters_needed(Kind.COW, 6.0, ground, 1) for ground in Terrain] == [6.0, 7.0, 5.0, 5.0]
    assert hunters_needed(Kind.BULL, 8.0, Terrain.FOREST, 2) == 8.0, "a ring has eight cells"


def test_what_takes_more_than_one_takes_more_than_one_everywhere():
    assert hunters_needed(Kind.CALF, 2.0, Terrain.BOG, 2) == 2.0
    assert hunters_needed(Kind.BULL, 1.0, Terrain.FOREST, 2) == 1.0, "ordinary prey takes one"


def test_everybody_knows_what_a_ring_needs_by_beast_and_ground():
    world, _ = small_world(needed=6, variety=1)
    lay_ground(world)
    world.terrain[3, 4] = Terrain.FOREST
    assert [ring_needs(kind, 7, 7, world) for kind in Kind] == [5, 6, 7]
    assert ring_needs(Kind.BULL, 3, 4, world) == 8
    world.params = world.params.but(needed=1, variety=0)
    assert ring_needs(Kind.BULL, 3, 4, world) == 1
