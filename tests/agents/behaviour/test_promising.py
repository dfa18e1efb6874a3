"""The promise to hold a cell of the ring."""

from small_world import lay_ground, put_beast, put_party, small_world

from agents.behaviour.promising import believed_need, count_holders, kept_promise
from hunt.vocabulary import NOBODY, Action, Kind, Terrain


def with_a_party(*party, **settings):
    world, _ = small_world(**settings)
    put_beast(world)
    put_party(world, *party)
    return world


def test_a_party_goes_by_the_mean_of_what_its_members_believe():
    world = with_a_party(0, 1, 2)
    for hunter, believes in zip(world.hunters, (4.0, 5.0, 7.0, 1.0), strict=False):
        hunter.believes = believes
    assert believed_need(0, 3, world) == 5
    assert believed_need(0, 2, world) == 5, "4.5 is rounded up"
    world.beasts[0].kind = Kind.BULL
    assert believed_need(0, 3, world) == 6
    lay_ground(world, Terrain.BOG)
    assert believed_need(0, 3, world) == 5


def test_a_recipe_overrules_what_they_believe():
    world = with_a_party(0, 1)
    world.camp.recipe = 7.0
    assert believed_need(0, 2, world) == 7


def test_only_those_who_have_come_to_hold_the_ring_are_counted_on():
    world = with_a_party(0, 1, 2, 3, 4)
    world.hunters[4].target = 1  # at another hunt
    world.hunters[1].action = Action.OWN
    world.hunters[2].there = False
    world.hunters[3].alive = False
    assert count_holders(0, world) == 1


def test_a_promise_is_kept_by_holding_broken_by_anything_else_and_some_made_none():
    world = with_a_party(0, 1, 2, 3, 4, 5, 7)
    world.hunters[7].target, world.hunters[7].holds = 1, True  # at another hunt
    world.hunters[0].holds = True
    world.hunters[2].holds, world.hunters[2].action = True, Action.OWN
    world.hunters[3].there = False
    world.hunters[4].alive = False
    world.hunters[5].injured, world.hunters[5].holds = 3, True
    assert [kept_promise(j, 0, world) for j in range(8)] == [1, 0, 0, NOBODY, NOBODY, NOBODY, 0, 0]
