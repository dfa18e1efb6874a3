"""Hauling: carry the meat home before it rots."""

import pytest
from small_world import logged, put_beast, put_party, small_world

from agents.behaviour.hauling import USUAL_KEEPING, haul
from hunt.vocabulary import NOBODY, Action, EventKind, Hours, Skill


def at_a_carcass(meat, *party, keeping=USUAL_KEEPING, **settings):
    world, _ = small_world(haul=14.0, **settings)
    beast = put_beast(world)
    beast.down, beast.here, beast.meat = 0, False, meat
    size = put_party(world, *party)
    for hunter in world.hunters:
        hunter.skills[Skill.KEEP] = keeping
    return world, beast, size


def test_what_leaves_the_carcass_comes_to_the_store():
    world, beast, size = at_a_carcass(500.0, 0, 1, 2)
    store = world.camp.store
    haul(0, size, 3, world)
    assert world.camp.hauled == world.camp.brought == world.camp.common == pytest.approx(42.0)
    assert world.camp.store == pytest.approx(store + 42.0)
    assert beast.meat == pytest.approx(458.0)
    assert logged(world) == [EventKind.HAULED]
    assert world.quarries[0] == 0, "there is more to carry tomorrow"


def test_a_load_is_as_many_days_of_food_whatever_a_hunter_eats():
    world, _, size = at_a_carcass(500.0, 0, need=2.0)
    haul(0, size, 3, world)
    assert world.camp.hauled == pytest.approx(28.0)


def test_a_load_is_larger_with_skill_and_a_whole_day():
    loads = []
    for keeping, work in ((0.0, 1.0), (USUAL_KEEPING, 1.0), (0.9, 1.0), (USUAL_KEEPING, 0.5)):
        world, _, size = at_a_carcass(500.0, 0, keeping=keeping)
        world.hunters[0].hours[Hours.WORK] = work
        haul(0, size, 3, world)
        loads.append(world.camp.hauled / 14.0)
    assert loads == pytest.approx([0.6, 1.0, 1.4, 0.5])


def test_who_came_for_the_own_product_carries_nothing():
    world, _, size = at_a_carcass(500.0, 0, 1)
    world.hunters[1].action = Action.OWN
    haul(0, size, 3, world)
    assert world.camp.hauled == pytest.approx(14.0)
    assert (world.hunters[0].holds, world.hunters[1].holds) == (True, False)


def test_scraps_are_left_to_the_wolves_and_the_hunt_is_over():
    world, beast, size = at_a_carcass(17.0, 0)
    haul(0, size, 3, world)
    assert world.camp.hauled == pytest.approx(14.0)
    assert world.camp.wasted == pytest.approx(3.0)
    assert beast.meat == 0.0
    assert world.quarries[0] == NOBODY


def test_nobody_carries_more_than_there_is():
    world, _, size = at_a_carcass(20.0, 0, 1, 2)
    haul(0, size, 3, world)
    assert world.camp.hauled == pytest.approx(20.0)


def test_a_carcass_without_carriers_waits():
    world, beast, _ = at_a_carcass(500.0)
    haul(0, 0, 3, world)
    assert beast.meat == 500.0
    assert logged(world) == []
