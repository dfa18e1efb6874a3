"""What a hunter can do today, and doing it."""

import pytest
from cases import each
from small_world import possible, promise, put_beast, small_world

from agents.behaviour.acting import act, find_actions, hunt_open, nearest_carcass
from agents.behaviour.expecting import expected_from_hauling, expected_from_ring, expected_from_scouting
from hunt.vocabulary import NOBODY, Action, Hours, Skill, Weather

ANYTIME = {Action.REST, Action.FORAGE, Action.TEND}


def with_a_hunt_called(**settings):
    world, luck = small_world(**settings)
    put_beast(world, 10, 7)
    world.quarries[0] = 0
    return world, luck


def test_the_injured_can_only_rest():
    world, _ = with_a_hunt_called(mishaps=0.5)
    world.hunters[0].injured = 3
    find_actions(0, world)
    assert possible(world) == {Action.REST}


def test_foraging_promises_the_usual_catch_as_far_as_the_weather_lets_one_catch_it():
    world, _ = small_world(effort_work=0.3)
    world.hunters[0].catch = 2.0
    find_actions(0, world)
    assert (world.gains[Action.FORAGE], world.costs[Action.FORAGE]) == (2.0, 0.3)
    world.camp.weather = Weather.STORM
    find_actions(0, world)
    assert world.gains[Action.FORAGE] == pytest.approx(0.4)


def test_in_a_storm_nobody_leaves_the_camp_for_long():
    world, _ = with_a_hunt_called()
    world.camp.weather = Weather.STORM
    find_actions(0, world)
    assert possible(world) == ANYTIME


def test_only_those_who_have_promised_can_go_to_a_hunt():
    world, _ = with_a_hunt_called(effort_work=0.25, effort_hunt=0.4)
    promise(world, 0)
    world.hunters[0].heard = False  # a promise is enough
    find_actions(0, world)
    assert possible(world) == ANYTIME | {Action.SCOUT, Action.HUNT, Action.OWN}
    assert world.hunters[0].target == 0
    assert world.gains[Action.HUNT] == expected_from_ring(0, 0, world) > 0.0
    assert world.gains[Action.OWN] == 0.0
    assert [world.costs[action] for action in (Action.HUNT, Action.OWN)] == [0.4, 0.25]
    find_actions(1, world)
    assert possible(world) == ANYTIME | {Action.SCOUT}
    assert world.hunters[1].target == NOBODY


def test_scouting_brings_nothing_while_a_hunt_is_open():
    world, _ = with_a_hunt_called()
    assert hunt_open(world)
    find_actions(1, world)
    assert world.gains[Action.SCOUT] == 0.0
    promise(world, 1)
    find_actions(1, world)
    assert world.gains[Action.SCOUT] == 0.0
    world.quarries[:], world.promised[:] = NOBODY, NOBODY
    assert not hunt_open(world)
    find_actions(1, world)
    assert world.gains[Action.SCOUT] == expected_from_scouting(1, world) > 0.0


def test_anybody_who_has_heard_of_a_carcass_may_carry_and_there_is_nothing_to_show_off_with():
    world, _ = with_a_hunt_called(effort_work=0.25, effort_hunt=0.4)
    world.beasts[0].down, world.beasts[0].meat = 0, 500.0
    world.hunters[1].heard = False
    find_actions(0, world)
    assert possible(world) == ANYTIME | {Action.SCOUT, Action.HUNT}
    assert world.gains[Action.HUNT] == expected_from_hauling(0, 0, world) > 0.0
    assert world.costs[Action.HUNT] == 0.25, "to carry is work like any other"
    find_actions(1, world)
    assert possible(world) == ANYTIME | {Action.SCOUT}


def test_a_word_that_was_given_comes_before_a_carcass():
    world, _ = small_world(hunts_at_once=2)
    put_beast(world, 8, 7, b=0).down = 1
    put_beast(world, 12, 7, b=1)
    world.quarries[:] = 0, 1
    promise(world, 0, b=1)
    for h, target in ((0, 1), (1, 0)):
        find_actions(h, world)
        assert world.hunters[h].target == target


def test_nursing_is_possible_while_somebody_is_hurt():
    world, _ = small_world()
    find_actions(0, world)
    assert Action.HELP not in possible(world)
    world.camp.able -= 1
    find_actions(0, world)
    assert Action.HELP in possible(world)


def test_a_rescue_needs_an_incident_and_the_fix_ends_with_ones_own_half():
    world, _ = small_world(mishaps=0.5, fix_days=10.0, mishap_burden=6.0, mishap_days=4.0, rescue_work=3.0)
    keeper = next(h for h, one in enumerate(world.hunters) if one.role == Skill.KEEP)
    other = next(h for h, one in enumerate(world.hunters) if one.role != Skill.KEEP)
    find_actions(other, world)
    assert possible(world) & {Action.RESCUE, Action.BUILD} == {Action.BUILD}
    world.camp.trouble, world.camp.fix_done = 4.0, 5.0
    find_actions(other, world)
    assert possible(world) & {Action.RESCUE, Action.BUILD} == {Action.RESCUE}
    find_actions(keeper, world)
    assert possible(world) & {Action.RESCUE, Action.BUILD} == {Action.RESCUE, Action.BUILD}
    assert world.gains[Action.RESCUE] == 6.0 * 4.0 / 3.0
    world.camp.rescuing = 4
    find_actions(keeper, world)
    assert world.gains[Action.RESCUE] == 0.0, "enough ran there yesterday"


def test_tending_saves_what_would_spoil_what_it_prevents_and_what_is_left_undone():
    world, _ = small_world(mishaps=0.5, undone_cost=2.0)
    world.camp.tending = 3
    find_actions(0, world)
    before = world.gains[Action.TEND]
    world.camp.tend_saves, world.camp.undone = 3.0, 1.0
    find_actions(0, world)
    assert world.gains[Action.TEND] == before + 3.0 + 2.0
    assert before == world.hunters[0].foresight / 4.0, "the more tend, the less one more prevents"


def test_of_two_carcasses_the_nearer_one_is_carried():
    world, _ = small_world(hunts_at_once=3, herds=20)
    put_beast(world, 13, 7, b=0).down = 1
    put_beast(world, 7, 10, b=1).down = 1
    put_beast(world, 7, 7, b=2)  # alive
    world.quarries[:] = 0, 1, 2
    assert nearest_carcass(0, world) == 1
    world.hunters[0].x = 12
    assert nearest_carcass(0, world) == 0
    world.quarries[:] = NOBODY, NOBODY, 2
    assert nearest_carcass(0, world) == NOBODY


DOES = {
    Action.FORAGE: lambda world: world.camp.gathered > 0.0,
    Action.SCOUT: lambda world: (world.hunters[0].x, world.hunters[0].y) != (7, 7) and not world.hunters[0].there,
    Action.HUNT: lambda world: world.hunters[0].there,
    Action.OWN: lambda world: world.hunters[0].there,
    Action.TEND: lambda world: world.camp.tending_today == 1 and world.camp.wear < 0.5,
    Action.BUILD: lambda world: world.camp.build_days == 1,
    Action.RESCUE: lambda world: world.camp.rescue_days == 1,
    Action.HELP: lambda world: world.hunters[1].injured == 4,
    Action.REST: lambda world: world.hunters[0].hours[Hours.IDLE] == 1.0 - world.hunters[0].hours[Hours.WORK] == 1.0,
}


@each("action", Action)
def test_what_is_chosen_is_done_and_nothing_else(action):
    world, luck = with_a_hunt_called()
    world.hunters[0].action, world.hunters[0].target = action, 0
    world.hunters[1].injured = 5
    act(0, 0, world, luck)
    at_the_hunt = {Action.HUNT, Action.OWN}
    seen = {one for one in Action if DOES[one](world)}
    assert seen == (at_the_hunt if action in at_the_hunt else {action})
