"""Wear and incidents: what goes wrong in the camp, and what it costs."""

import numpy as np
import pytest
from small_world import logged, small_world

import hunt
from agents.behaviour.preventing import value_of_prevention
from hunt.vocabulary import Because, EventKind
from hunt.world.incidents import (
    CHECKLIST_SHARE,
    FIX_SHARE,
    MAX_OPEN,
    chance_of_incident,
    open_incident,
    pay_for_open_incidents,
    wear_out,
)

NIGHT = hunt.scenario("hero-of-the-night")


def test_what_can_go_wrong_does_by_wear_alone_and_otherwise_leaves_a_ghost():
    world, luck = small_world(mishaps=0.5, wear=0.0)
    world.camp.wear = 0.6
    for day, (mishap, spared) in enumerate(((0.6, 0.0), (0.4, 0.7), (0.4, 0.5))):
        luck.mishap[day], luck.spared[day] = mishap, spared
        wear_out(day, world, luck)
    assert (world.camp.ghosts, world.camp.incidents) == (1, 1)
    assert logged(world) == [EventKind.GHOST, EventKind.INCIDENT]
    assert world.log[0].because == Because.MENDED
    world.camp.fixed, luck.mishap[5], luck.spared[5] = 3, 0.0, 1.0
    wear_out(5, world, luck)
    assert world.log[2].because == Because.PERMANENT_FIX


def test_things_wear_out_towards_1_unless_nothing_can_go_wrong():
    world, luck = small_world(mishaps=0.5, wear=0.1)
    world.camp.wear = 0.6
    wear_out(0, world, luck)
    assert world.camp.wear == pytest.approx(0.64)
    world, luck = small_world(mishaps=0.0, wear=0.1)
    wear_out(0, world, luck)
    assert world.camp.wear == world.params.start_wear


def test_a_finished_fix_and_a_checklist_that_people_own_leave_less_to_chance():
    world, _ = small_world(mishaps=0.5, checklist=0.5)
    world.camp.wear, world.camp.owned = 0.5, 0.5
    left = 1.0 - CHECKLIST_SHARE * 0.5 * 0.5
    assert chance_of_incident(world) == pytest.approx(0.5 * left)
    world.camp.fixed = 3
    assert chance_of_incident(world) == pytest.approx(0.5 * left * (1.0 - FIX_SHARE))


def test_an_incident_costs_food_at_once_opens_work_and_shows_everyone_the_worth_of_prevention():
    world, _ = small_world(mishaps=0.5, mishap_cost=5.0, rescue_work=6.0, foresight_learning=0.5)
    world.hunters[7].alive = False
    seen, before = value_of_prevention(world), world.hunters[0].foresight
    store = world.camp.store
    open_incident(0, world)
    assert (world.camp.incidents, world.camp.trouble, store - world.camp.store) == (1, 6.0, 5.0)
    assert [one.foresight for one in world.hunters] == pytest.approx([(seen + before) / 2.0] * 7 + [before])


def test_open_incidents_go_on_costing_food_until_they_are_over():
    world, luck = small_world(mishaps=0.5, mishap_burden=4.0, rescue_work=6.0, mishap_days=4.0)
    world.camp.trouble = 3.0
    luck.mishap[:] = 1.0
    store = world.camp.store
    pay_for_open_incidents(world)
    assert store - world.camp.store == pytest.approx(2.0)
    troubles = []
    world.camp.trouble = 1.0
    for day in range(3):
        wear_out(day, world, luck)
        troubles.append(world.camp.trouble)
    assert troubles == [0.75, 0.5625, 0.0]


def test_those_who_ran_to_the_rescue_are_counted_on_the_day_after():
    world, luck = small_world(mishaps=0.5)
    world.camp.rescuing_today = 3
    wear_out(0, world, luck)
    assert (world.camp.rescuing, world.camp.rescuing_today) == (3, 0)


def test_the_harm_is_bounded():
    world, luck = small_world(mishaps=1.0, start_wear=1.0, mishap_days=60.0)
    luck.mishap[:], luck.spared[:] = 0.0, 0.0
    for day in range(30):
        wear_out(day, world, luck)
    work = world.params.rescue_work
    assert MAX_OPEN * work < world.camp.trouble < (MAX_OPEN + 1) * work


def potential_days(history):
    """Days on which something could have gone wrong."""
    kinds = (EventKind.INCIDENT, EventKind.GHOST)
    return history.events["day"][np.isin(history.events["kind"], kinds)].tolist()


@pytest.mark.usefixtures("compiled")
def test_incidents_and_ghosts_are_the_same_days_whatever_the_band_does():
    for seed in range(5):
        careless = hunt.record(NIGHT.parameters("heroics", days=90), seed)
        careful = hunt.record(NIGHT.parameters("shared-survival", checklist=1.0, days=90), seed)
        assert potential_days(careless) == potential_days(careful)
        assert len(potential_days(careless)) > 10
        assert careless.outcome.incidents > careful.outcome.incidents


@pytest.mark.usefixtures("compiled")
def test_the_harm_of_incidents_is_bounded_in_the_worst_of_camps():
    worst = {"mishaps": 1.0, "start_wear": 1.0, "wear": 1.0, "effort_work": 5.0, "days": 60}
    history = hunt.record(NIGHT.parameters("none", **worst), 3)
    assert history.camp["trouble"].max() < 4 * history.parameters.rescue_work


@pytest.mark.usefixtures("compiled")
def test_without_mishaps_nothing_of_it_happens_and_nobody_can_work_on_it():
    outcome = hunt.simulate(hunt.scenario().parameters("heroics"), 1)
    assert (outcome.incidents, outcome.ghosts, outcome.rescues, outcome.build_days) == (0, 0, 0, 0)
