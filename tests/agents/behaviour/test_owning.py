"""Strain and ownership: what pushing and overload do to a hunter."""

import pytest
from small_world import hire, logged, small_world

from agents.behaviour.owning import STRAIN_PACE, update_strain_and_ownership
from hunt.catalogue.parameters import Parameters
from hunt.history import record
from hunt.vocabulary import Action, Because, EventKind, Hours


def pressed_hunter(overhead=0.0, **settings):
    """Return a world in which the first hunter lost a part of the day to meetings, and the band is far behind."""
    world, _ = small_world(**settings)
    world.camp.pressed, world.camp.shortfall = 0.5, 1.0
    world.hunters[0].hours[Hours.MEETING] = overhead
    world.hunters[0].action = Action.FORAGE
    return world.hunters[0], world


def test_strain_comes_from_being_pushed_and_behind_at_once():
    hunter, world = pressed_hunter(0.2, strain_gain=2.0)
    update_strain_and_ownership(0, 5, world)
    first = STRAIN_PACE * 2.0 * 0.2
    assert hunter.strain == pytest.approx(first)
    world.camp.shortfall = 0.0
    update_strain_and_ownership(0, 6, world)
    assert hunter.strain == pytest.approx(first * (1.0 - STRAIN_PACE)), "who is pushed and not behind recovers"
    world.camp.pressed = 0.0
    update_strain_and_ownership(0, 7, world)
    assert hunter.strain == pytest.approx(first * (1.0 - STRAIN_PACE) ** 2), (
        "and so does one who is not pushed any more"
    )


def test_strain_ends_at_1_and_is_noted_when_it_is_too_much():
    hunter, world = pressed_hunter(0.3, strain_gain=100.0)
    world.camp.begun, world.camp.delivered = 7, 3
    for day in range(30):
        update_strain_and_ownership(0, day, world)
    assert 0.9 < hunter.strain <= 1.0
    assert logged(world).count(EventKind.STRAINED) == 1
    strained = world.log[logged(world).index(EventKind.STRAINED)]
    assert strained.saw[2] == 4.0, "orders in progress at the time"


def test_a_day_lost_to_meetings_is_noted_when_it_begins():
    hunter, world = pressed_hunter(0.6)
    for day in range(3):
        update_strain_and_ownership(0, day, world)
    assert hunter.lost == pytest.approx(0.6)
    assert logged(world).count(EventKind.TALLIED) == 1
    assert world.log[logged(world).index(EventKind.TALLIED)].because == Because.BEHIND_PLAN
    hunter, world = pressed_hunter(0.6)
    hunter.action = Action.REST
    update_strain_and_ownership(0, 0, world)
    assert EventKind.TALLIED not in logged(world), "who rests loses nothing"


def test_ownership_follows_care_times_can_times_trust():
    hunter, world = pressed_hunter(0.25, own_pace=0.1, care=0.8, own_load=2.0)
    hunter.trusts, hunter.owns = 0.5, 1.0
    update_strain_and_ownership(0, 5, world)
    assert hunter.owns == pytest.approx(1.0 + 0.1 * (0.8 * 0.5 * 0.5 - 1.0))


def test_those_who_have_let_go_are_noted_once():
    hunter, world = pressed_hunter(0.5, own_pace=0.5, care=1.0, own_load=2.0)
    for day in range(6):
        update_strain_and_ownership(0, day, world)
    assert hunter.owns < 0.1
    assert logged(world).count(EventKind.LET_GO) == 1
    assert world.log[logged(world).index(EventKind.LET_GO)].because == Because.OVERLOAD


def test_strangers_never_own_what_they_do_and_without_a_pace_nothing_moves():
    hunter, world = pressed_hunter(own_pace=0.5)
    hunter.owns = 0.0
    hire(world, 0)
    update_strain_and_ownership(0, 5, world)
    assert hunter.owns == 0.0
    hunter, world = pressed_hunter(own_pace=0.0)
    update_strain_and_ownership(0, 5, world)
    assert hunter.owns == world.params.start_ownership
    hunter, world = pressed_hunter(1.0, own_pace=1.0, own_load=5.0)
    update_strain_and_ownership(0, 5, world)
    assert hunter.owns == 0.0, "never less than nothing"


BUSY = {"plan": 1.4, "push": 0.6, "orders": 0.5, "own_pace": 0.05, "mishaps": 0.3, "checklist": 0.5, "news": 0.5}


@pytest.mark.usefixtures("compiled")
def test_a_band_that_is_pushed_owns_less_of_its_work_and_gets_less_done():
    pushed, left_alone = record(Parameters(**BUSY), 2), record(Parameters(**(BUSY | {"push": 0.0})), 2)
    assert pushed.outcome.pushed > 0.1
    assert left_alone.outcome.pushed == 0.0
    assert pushed.outcome.plan_met < left_alone.outcome.plan_met
    assert pushed.outcome.owned < left_alone.outcome.owned
    assert {EventKind.PRESSED, EventKind.LET_GO} <= set(pushed.events["kind"])


@pytest.mark.usefixtures("compiled")
def test_nothing_of_it_is_there_by_default():
    run = record(Parameters(), 1)
    assert not run.hunters["hours"][:, :, [Hours.MEETING, Hours.REMINDER, Hours.SWITCH, Hours.STRAIN]].any()
    assert not run.hunters["strain"].any()
    assert (run.hunters["owns"] == 1.0).all()
    for name in ("pressed", "ordered", "traded", "paid", "undone", "refused"):
        assert not run.camp[name].any(), name
