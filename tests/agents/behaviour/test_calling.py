"""Which hunts are called, refused and given up."""

import numpy as np
import pytest
from small_world import logged, promise, put_beast, small_world

from agents.behaviour.calling import CALL_RANGE, best_known_beast, call_hunts, give_up, hunts_allowed, release_promises
from hunt.catalogue.parameters import Parameters
from hunt.history import record
from hunt.vocabulary import NOBODY, Because, EventKind, Weather


def with_a_sighting(x=10, y=7, day=5, **settings):
    world, _ = small_world(**settings)
    beast = put_beast(world, x, y)
    beast.sighted = day
    return world, beast


def test_a_hunt_is_called_for_a_beast_that_was_seen():
    world, beast = with_a_sighting()
    call_hunts(5, world)
    assert list(world.quarries) == [0]
    assert (beast.called, world.camp.calls) == (5, 1)
    assert logged(world) == [EventKind.CALLED]


def test_not_for_one_that_nobody_has_seen_lately_or_near_enough():
    for changed in ({"sighted": NOBODY}, {"sighted": 1}, {"rested": 6}, {"called": 4}, {"here": False}):
        world, beast = with_a_sighting(patience=3)
        vars(beast).update(changed)
        assert best_known_beast(5, world) == NOBODY, changed
    for far, found in ((CALL_RANGE, 0), (CALL_RANGE + 1, NOBODY)):
        world, _ = with_a_sighting(x=20 + far, width=40)
        assert best_known_beast(5, world) == found


def test_a_new_hunt_begins_without_a_leader_and_its_beast_is_not_called_twice():
    world, beast = with_a_sighting(hunts_at_once=2)
    beast.waited, beast.leader = 3, 4
    call_hunts(5, world)
    assert (beast.waited, beast.leader) == (0, NOBODY)
    call_hunts(6, world)
    assert (list(world.quarries), world.camp.calls) == ([0, NOBODY], 1)


def test_a_hunt_that_is_open_stays_open_even_where_meat_is_left_to_carry():
    world, beast = with_a_sighting()
    call_hunts(5, world)
    put_beast(world, 7, 8, b=1).sighted = 5
    beast.down, beast.here = 5, False
    call_hunts(6, world)
    assert list(world.quarries) == [0]


def test_the_nearest_is_called_first():
    for far, near in ((0, 1), (1, 0)):  # whatever the order they are listed in
        world, _ = small_world()
        put_beast(world, 7, 12, b=0).sighted = put_beast(world, 7, 12, b=1).sighted = 4
        world.beasts[near].seen_y = 9
        assert best_known_beast(5, world) == near, (far, near)


def test_nobody_calls_a_hunt_in_a_storm():
    world, _ = with_a_sighting()
    world.camp.weather = Weather.STORM
    call_hunts(5, world)
    assert list(world.quarries) == [NOBODY]


def test_who_sticks_to_the_plan_lets_chances_go_on_unusual_days():
    world, beast = with_a_sighting(scope=1)
    world.camp.as_planned = False
    call_hunts(5, world)
    assert list(world.quarries) == [NOBODY]
    assert (world.camp.refused, beast.rested) == (1, 7)
    assert logged(world) == [EventKind.REFUSED]
    world.camp.as_planned = True
    call_hunts(7, world)
    assert list(world.quarries) == [0]


def test_pressure_opens_more_hunts_the_further_the_band_is_behind():
    world, _ = small_world(push=0.5, plan=1.0, hunts_at_once=4)
    opened = []
    for world.camp.shortfall in (0.0, 0.4, 1.0):
        opened.append(hunts_allowed(world))
    assert opened == [1, 2, 4]
    for b, shortfall, open_hunts in ((0, 0.0, [0, NOBODY]), (1, 1.0, [0, 1])):
        put_beast(world, 8 + b, 7, b=b).sighted = 5
        world.camp.shortfall = shortfall
        call_hunts(5, world)
        assert list(world.quarries[:2]) == open_hunts
    world, _ = small_world(hunts_at_once=4)
    assert hunts_allowed(world) == 4, "without pressure there may always be as many"


def test_a_hunt_for_a_beast_that_has_left_is_given_up():
    world, beast = with_a_sighting()
    call_hunts(5, world)
    beast.here = False
    call_hunts(6, world)
    assert list(world.quarries) == [NOBODY]
    assert logged(world)[-1] == EventKind.CALLED_OFF


def test_a_beast_that_was_given_up_is_left_alone_for_a_few_days():
    world, beast = with_a_sighting()
    call_hunts(5, world)
    promise(world, 1, 2)
    give_up(0, 6, Because.TOO_FEW, world)
    assert set(world.promised) == {NOBODY}, "and so are those who had promised"
    assert (beast.called, beast.rested, list(world.quarries)) == (NOBODY, 9, [NOBODY])
    assert logged(world)[-1] == EventKind.CALLED_OFF
    before = world.camp.logged
    world.quarries[0] = 0
    give_up(0, 6, Because.HELD, world)
    assert world.camp.logged == before, "a hunt that has ended well is not called off"


def test_only_the_promises_about_that_beast_are_over():
    world, _ = small_world()
    promise(world, 1, 2, b=0)
    promise(world, 3, b=1)
    release_promises(0, world)
    assert list(world.promised) == [NOBODY, NOBODY, NOBODY, 1, *[NOBODY] * 4]


@pytest.mark.usefixtures("compiled")
def test_over_a_year_the_scope_lets_chances_go():
    strict, free = record(Parameters(scope=1), 1), record(Parameters(), 1)
    assert strict.outcome.refused > 0 == free.outcome.refused
    called = strict.events["day"][strict.events["kind"] == EventKind.CALLED]
    assert strict.camp["as_planned"][called].all()
    called = free.events["day"][free.events["kind"] == EventKind.CALLED]
    assert not np.all(free.camp["as_planned"][called])
