"""What someone does to a run on the morning of a day."""

import numpy as np
import pytest
from cases import each
from small_world import logged, small_world

import hunt
from agents.behaviour.preventing import value_of_prevention
from hunt.vocabulary import Act, EventKind, Skill
from hunt.world.interventions import broadcast, carry_out, feast, intervene, review

NIGHT = hunt.scenario("hero-of-the-night")


def test_an_act_is_carried_out_on_its_day_and_on_no_other():
    world, _ = small_world()
    world.acts = np.array([[3, Act.FEAST, 1], [5, Act.BROADCAST, 2]])
    for day in range(7):
        intervene(day, world)
    assert logged(world) == [EventKind.FEAST, EventKind.BROADCAST]
    assert [(one.day, one.who) for one in world.log[:2]] == [(3, 1), (5, 2)]


KINDS = {
    Act.BROADCAST: EventKind.BROADCAST,
    Act.REVIEW: EventKind.REVIEW,
    Act.FEAST: EventKind.FEAST,
    Act.TEACH: EventKind.TAUGHT,
    Act.OUTSOURCE: EventKind.OUTSOURCED,
    Act.INSOURCE: EventKind.INSOURCED,
    Act.NEWCOMER: EventKind.NEWCOMER,
}


@each("act", Act)
def test_each_act_does_what_its_name_says_and_a_forced_choice_is_left_to_the_hunter(act):
    world, _ = small_world()
    carry_out(act, Skill.STRIKE, 4, world)
    assert logged(world) == ([KINDS[act]] if act in KINDS else [])
    assert (act in KINDS) == (act != Act.FORCE)


def test_the_dead_do_nothing():
    world, _ = small_world()
    world.hunters[2].alive = False
    for act in (Act.BROADCAST, Act.REVIEW, Act.FEAST, Act.TEACH, Act.NEWCOMER):
        carry_out(act, 2, 4, world)
    assert logged(world) == []


def test_telling_everyone_everything_costs_the_messenger_half_of_the_standing():
    world, _ = small_world()
    broadcast(3, 4, world)
    assert [one.standing for one in world.hunters] == [1.0] * 3 + [0.5] + [1.0] * 4


def test_a_review_shows_the_worth_of_prevention_as_far_as_the_messenger_is_heard():
    world, _ = small_world(mishaps=0.5)
    worth = value_of_prevention(world)
    world.hunters[3].standing, world.hunters[1].foresight, world.hunters[7].alive = 0.5, 100.0, False
    review(3, 4, world)
    assert [one.foresight for one in world.hunters] == pytest.approx([worth / 2, 100.0, *[worth / 2] * 5, 0.3])


def test_a_feast_costs_half_a_day_of_food_and_makes_a_voice_weigh_more():
    world, _ = small_world()
    store = world.camp.store
    world.hunters[3].standing, world.camp.living = 0.3, 6
    feast(3, 4, world)
    assert world.hunters[3].standing == pytest.approx(0.8)
    assert store - world.camp.store == pytest.approx(3.0)
    feast(3, 5, world)
    assert world.hunters[3].standing == 1.0
    world.params = world.params.but(need=2.0)
    store = world.camp.store
    feast(3, 6, world)
    assert store - world.camp.store == pytest.approx(6.0)


@pytest.mark.usefixtures("compiled")
def test_a_broadcast_changes_nothing_but_the_standing_of_the_messenger():
    run = hunt.record(NIGHT.parameters("heroics"), 2)
    told = run.fork(60, broadcast=4)
    assert repr(told.outcome) == repr(run.outcome)  # repr, because NaN is not equal to itself
    assert told.hunters["standing"][-1, 4] == 0.5
    assert run.hunters["standing"][-1, 4] == 1.0


@pytest.mark.usefixtures("compiled")
def test_a_messenger_who_broadcast_first_is_heard_less_in_the_review():
    run = hunt.record(NIGHT.parameters("heroics", foresight_learning=0.0, start_foresight=0.0), 2)
    heard = run.fork(60, review=4).hunters["foresight"][60].max()
    doubted = run.fork(50, broadcast=4).fork(60, review=4).hunters["foresight"][60].max()
    assert doubted == pytest.approx(heard / 2)
