"""Where the hours of a day go."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_world import small_world

from agents.behaviour.hours import STRAIN_LOSS, at_work, begin_day, overhead, spend_hours
from hunt.catalogue.parameters import Parameters
from hunt.history import record
from hunt.vocabulary import Action, Hours


def day_of(**settings):
    """Return the hours of a hunter after a morning in a band that is pressed, with orders in progress."""
    world, luck = small_world(**settings)
    hunter = world.hunters[0]
    world.camp.pressed, world.camp.begun, world.camp.delivered = 0.2, 8, 0
    hunter.strain, hunter.owns = 0.5, 0.5
    begin_day(0, 0, world, luck)
    return hunter.hours, world


def test_hours_are_taken_from_work_at_most_what_is_left():
    world, _ = small_world()
    hours = world.hunters[0].hours
    spend_hours(0, Hours.WALK, 0.75, world)
    spend_hours(0, Hours.IDLE, 0.75, world)
    assert (hours[Hours.WORK], hours[Hours.WALK], hours[Hours.IDLE]) == (0.0, 0.75, 0.25)


def test_overhead_comes_first_and_what_it_is_made_of_is_told_apart():
    hours, world = day_of(
        checklist=1.0, checklist_hours=0.1, meetings=0.1, reminders=0.25, switching=0.05, own_work=0.5
    )
    assert hours[Hours.CHECK] == pytest.approx(0.1)
    assert hours[Hours.MEETING] == pytest.approx(0.1 + 0.2 * 0.75)
    assert hours[Hours.REMINDER] == pytest.approx(0.2 * 0.25)
    assert hours[Hours.SWITCH] == pytest.approx(0.05)
    left = 1.0 - 0.1 - 0.25 - 0.05 - 0.05
    assert hours[Hours.STRAIN] == pytest.approx(STRAIN_LOSS * 0.5 * left)
    left *= 1.0 - STRAIN_LOSS * 0.5
    assert hours[Hours.IDLE] == pytest.approx(0.5 * 0.5 * left)
    assert hours[Hours.WORK] == pytest.approx(0.75 * left)
    assert hours.sum() == pytest.approx(1.0)
    assert world.camp.meeting_days == pytest.approx(0.3)
    assert world.camp.strain_days == pytest.approx(hours[Hours.SWITCH] + hours[Hours.STRAIN])
    assert overhead(0, world) == pytest.approx(0.3 + 0.05 + hours[Hours.STRAIN])


def test_a_band_that_nobody_presses_works_all_day():
    world, luck = small_world()
    world.hunters[0].hours[:] = 9.0  # what is left of yesterday
    begin_day(0, 0, world, luck)
    assert world.hunters[0].hours.tolist() == [1.0] + [0.0] * (len(Hours) - 1)


def test_news_reaches_a_hunter_by_luck_alone():
    world, luck = small_world()
    luck.hear[0, 0] = 0.5
    for world.camp.news, hears in ((1.0, True), (0.6, True), (0.5, False), (0.0, False)):
        begin_day(0, 0, world, luck)
        assert world.hunters[0].heard == hears


def test_work_is_what_is_left_the_walk_included_and_a_day_of_rest_is_whole():
    world, _ = small_world()
    hunter = world.hunters[0]
    hunter.action = Action.HUNT
    for on, hours in ((Hours.WALK, 0.4), (Hours.CHECK, 0.1), (Hours.IDLE, 0.1)):
        spend_hours(0, on, hours, world)
    assert at_work(0, world) == pytest.approx(0.8)
    hunter.action = Action.REST
    assert at_work(0, world) == 1.0
    hunter.action = Action.HUNT
    hunter.hours[Hours.MEETING] = 1.0  # rounding may add up to more than a day
    assert at_work(0, world) == 0.0


@pytest.mark.usefixtures("compiled")
@settings(max_examples=40)
@given(parameters=st.from_type(Parameters), seed=st.integers(0, 2**63 - 1))
def test_the_hours_of_any_day_add_up_to_one(parameters, seed):
    run = record(parameters, seed)
    hours = run.hunters["hours"]
    died = run.hunters["died"][-1]
    there = (died < 0) | (np.arange(run.days)[:, None] <= died)
    assert hours[there].sum(axis=1) == pytest.approx(1.0, abs=1e-12)
    assert (hours >= 0.0).all()
