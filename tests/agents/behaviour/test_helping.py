"""Tending the camp and nursing the injured."""

from small_world import logged, small_world

from agents.behaviour.helping import nurse, tend
from hunt.vocabulary import EventKind


def test_the_one_who_is_hurt_worst_is_nursed_but_nobody_nurses_themselves():
    world, luck = small_world()
    world.hunters[0].injured, world.hunters[2].injured, world.hunters[3].injured = 9, 2, 5
    nurse(0, 0, world, luck)
    assert [one.injured for one in world.hunters[:4]] == [9, 0, 2, 4]
    assert logged(world) == [EventKind.HELPED]
    assert (world.log[0].who, world.log[0].whom) == (0, 3)


def test_of_equals_the_first_to_get_up_is_nursed_and_the_dead_are_not():
    world, luck = small_world()
    for hunter in world.hunters[1:]:
        hunter.injured = 3
    first = next(h for h in (luck.seats[(k + luck.first[4]) % 8] for k in range(8)) if h != 0)
    nurse(0, 4, world, luck)
    assert world.hunters[first].injured == 2
    world.hunters[first].injured, world.hunters[first].alive = 99, False
    nurse(0, 4, world, luck)
    assert world.hunters[first].injured == 99


def test_where_nobody_is_hurt_nothing_happens():
    world, luck = small_world()
    nurse(0, 0, world, luck)
    assert logged(world) == []
    assert all(one.injured == 0 for one in world.hunters)


def test_those_who_tend_are_counted():
    world, _ = small_world()
    tend(0, world)
    tend(3, world)
    assert world.camp.tending_today == 2
