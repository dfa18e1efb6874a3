"""Whether a promise to hold a cell of the ring is kept."""

from cases import each
from small_world import put_beast, put_party, small_world

from agents.behaviour.promising import kept_promise
from hunt.vocabulary import NOBODY, Action


def with_a_party(*party, **settings):
    world, _ = small_world(**settings)
    put_beast(world)
    put_party(world, *party)
    return world


@each("action", Action)
def test_a_promise_is_kept_by_coming_to_hold_and_broken_by_anything_else(action):
    world = with_a_party(0)
    world.hunters[0].action = action
    assert kept_promise(0, 0, world) == (1 if action == Action.HUNT else 0)


def test_bad_luck_and_a_long_way_break_no_promise():
    world = with_a_party(0, 1)
    world.hunters[0].holds = False
    world.hunters[1].there = False
    assert [kept_promise(j, 0, world) for j in (0, 1)] == [1, 1]


def test_who_was_not_asked_and_who_cannot_come_is_not_judged():
    world = with_a_party(0, 1, 2, 3, 4)
    world.hunters[1].alive = False
    world.hunters[2].injured = 3
    world.promised[3] = NOBODY
    world.promised[4] = 1  # at another hunt
    assert [kept_promise(j, 0, world) for j in range(6)] == [1, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY]
