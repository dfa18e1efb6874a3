"""Foraging: move to good ground nearby, catch small game, learn what to expect."""

import numpy as np
import pytest
from small_world import lay_ground, put_beast, small_world

from agents.behaviour.foraging import CATCHABLE, best_ground, catch_noise, cell_capacity, forage, take_game
from agents.behaviour.land import small_game_left
from hunt.vocabulary import Hours, Terrain


def test_the_catch_is_taken_from_the_cell_and_part_of_it_shared():
    world, luck = small_world(pooled=0.3, forage_noise=0.0)
    lay_ground(world)
    hunter, store = world.hunters[0], world.camp.store
    forage(0, 0, world, luck)
    catch = world.camp.gathered
    assert catch == world.camp.brought > 0.5
    assert world.camp.common == pytest.approx(0.3 * catch)
    assert world.camp.store - store == pytest.approx(0.3 * catch)
    assert hunter.pouch == hunter.caught == pytest.approx(0.7 * catch)
    assert 1.0 - small_game_left(7, 7, 0, world) == pytest.approx(catch / cell_capacity(world))
    assert cell_capacity(world) == world.params.game_stock * world.params.small_game
    forage(1, 4, world, luck)
    assert world.grazed[7, 7] == world.growing[4], "regrowth counts from the last visit"


def test_a_forager_sees_mammoths_too():
    world, luck = small_world()
    world.camp.sight = 3
    beast = put_beast(world, 9, 8)
    forage(0, 2, world, luck)
    assert beast.sighted == 2


def test_luck_and_what_is_left_decide_how_much_is_caught():
    caught = []
    for left, of_hunter in ((1.0, 0.5), (0.7, 0.5), (1.0, 0.75)):
        world, luck = small_world(forage_noise=0.4, forage_common=0.0)
        lay_ground(world, game=left)
        luck.catch[0, 0] = of_hunter
        forage(0, 0, world, luck)
        caught.append(world.camp.gathered)
    assert caught[1] == pytest.approx(0.7 * caught[0])
    assert caught[2] == pytest.approx(catch_noise(0.0, 0.75, 0.4, 0.0) * caught[0])


def test_half_a_day_of_work_catches_half():
    caught = []
    for work in (1.0, 0.5):
        world, luck = small_world(forage_noise=0.0)
        lay_ground(world)
        world.hunters[0].hours[Hours.WORK] = work
        forage(0, 0, world, luck)
        caught.append(world.camp.gathered)
    assert caught[1] == pytest.approx(caught[0] / 2.0)


def test_expectations_follow_the_catch():
    world, luck = small_world(learning=0.25, forage_noise=0.0)
    lay_ground(world)
    world.hunters[0].catch = 0.0
    forage(0, 0, world, luck)
    assert world.hunters[0].catch == pytest.approx(0.25 * world.camp.gathered)


def test_a_forager_stays_on_good_ground_and_leaves_what_is_grazed_for_a_step():
    world, luck = small_world()
    lay_ground(world)
    forage(0, 0, world, luck)
    assert (world.hunters[0].x, world.hunters[0].y) == (7, 7)
    lay_ground(world, game=0.3)
    world.game[8, 8] = 0.9
    forage(1, 0, world, luck)
    assert (world.hunters[1].x, world.hunters[1].y) == (8, 8)
    assert world.hunters[1].hours[Hours.WALK] == pytest.approx(1.0 / world.params.pace)


def test_the_best_ground_is_the_one_with_most_game_forest_first_and_luck_breaks_ties():
    world, _ = small_world()
    lay_ground(world, game=0.5)
    assert len({best_ground(7, 7, 1, chance, 0, world) for chance in np.linspace(0, 0.99, 30)}) == 9
    world.terrain[6, 8] = Terrain.FOREST
    assert {best_ground(7, 7, 1, chance, 0, world) for chance in np.linspace(0, 0.99, 30)} == {(6, 8)}
    lay_ground(world, game=0.5)
    world.game[0, 1] = 0.6
    world.game[-1, :] = world.game[:, -1] = 0.9  # the other side of the valley is not next to this one
    assert {best_ground(0, 0, 1, chance, 0, world) for chance in np.linspace(0, 0.99, 30)} == {(0, 1)}


def test_not_every_animal_of_a_cell_can_be_caught_in_a_day():
    world, _ = small_world()
    lay_ground(world)
    whole = cell_capacity(world)
    assert take_game(7, 7, 0, 1e9, 1.0, world) == pytest.approx(CATCHABLE * whole)
    assert world.game[7, 7] == pytest.approx(1.0 - CATCHABLE)
    assert take_game(3, 3, 0, 0.0, 1.0, world) == 0.0


def test_luck_has_mean_1_its_spread_and_its_common_part():
    grid = (np.arange(400) + 0.5) / 400
    alone = [catch_noise(0.5, u, 0.3, 0.0) for u in grid]
    assert np.mean(alone) == pytest.approx(1.0)
    assert np.std(alone) == pytest.approx(0.3, rel=1e-3)
    assert catch_noise(0.9, 0.1, 0.3, 1.0) == catch_noise(0.9, 0.8, 0.3, 1.0), "all of it is common"
    both = [catch_noise(of_day, u, 0.3, 0.25) for of_day in grid[::10] for u in grid[::10]]
    assert np.std(both) == pytest.approx(0.3, rel=1e-2)
    assert catch_noise(0.0, 0.0, 1.0, 0.5) == 0.0, "a catch is never less than nothing"
