"""Deciding by what actions have brought, by what is expected of them, or by any mixture of the two."""

import math

import numpy as np
import pytest
from cases import each
from small_world import small_world

from agents.behaviour.deciding import choose, weigh
from agents.behaviour.experience import judge_by_experience, learn_by_experience
from hunt.catalogue.parameters import Parameters
from hunt.history import record
from hunt.vocabulary import Action


@each("delta", [0.0, 0.25, 1.0])
def test_what_was_tried_is_worth_a_mixture_of_what_is_expected_and_what_it_brought(delta):
    world, _ = small_world(delta=delta)
    weigh(0, world)
    expected = world.weighed[0].copy()
    world.spent[0, Action.TEND], world.hunters[0].lived[Action.TEND] = 3.0, 7.5
    world.spent[0, Action.HUNT], world.hunters[0].lived[Action.HUNT] = 3.0, 9.0
    world.hunters[0].lived[Action.REST] = 5.0  # never tried
    judge_by_experience(0, world)
    assert world.weighed[0, Action.TEND] == pytest.approx(delta * expected[Action.TEND] + (1.0 - delta) * 7.5)
    others = [action for action in Action if action != Action.TEND]
    assert (world.weighed[0, others] == expected[others]).all(), (
        "a hunt is not possible today, whatever it has brought, and what was never tried is as expected"
    )


@each(("delta", "taken"), [(1.0, Action.FORAGE), (0.0, Action.TEND)])
def test_those_who_go_by_experience_take_what_has_brought_most(delta, taken):
    world, luck = small_world(temperature=0.0, kappa=0.0, delta=delta)
    world.hunters[0].finds = 0.0
    world.spent[0, Action.TEND], world.hunters[0].lived[Action.TEND] = 1.0, 50.0
    choose(0, 0, world, luck)
    assert world.hunters[0].action == taken


def test_an_action_is_known_by_its_first_day_and_moves_slowly_after_it():
    world, _ = small_world(learning=0.1, kappa=0.0, delta=0.0)
    hunter = world.hunters[0]
    hunter.action, hunter.effort = Action.FORAGE, 0.2
    for day, (caught, expected) in enumerate(((2.0, 1.8), (12.0, 1.8 + 0.1 * (11.8 - 1.8))), 1):
        hunter.caught = caught
        world.spent[0, Action.FORAGE] = day
        learn_by_experience(0, world)
        assert hunter.lived[Action.FORAGE] == pytest.approx(expected)
    assert [hunter.lived[action] for action in Action if action != Action.FORAGE] == [0.0] * (len(Action) - 1)


def test_an_equal_part_of_what_came_into_the_store_counts_by_how_long_the_store_lasts():
    world, _ = small_world(kappa=0.0, delta=0.0, horizon=10.0)
    world.params = world.params.but(need=2.0)
    world.camp.common, world.camp.brought, world.hunters[0].caught = 32.0, 99.0, 3.0
    world.camp.store = 5.0 * 8 * 2.0
    world.hunters[0].action = Action.REST
    learn_by_experience(0, world)
    assert world.hunters[0].lived[Action.REST] == pytest.approx(1.5 + 2.0 * math.exp(-0.5))


def test_pay_for_the_result_counts_what_came_into_the_store_in_full():
    world, _ = small_world(kappa=2.0, phi=0.0, shared=1.0, delta=0.0, horizon=1.0, food_target=2.0)
    world.camp.common = 32.0
    world.hunters[0].action = Action.REST
    learn_by_experience(0, world)
    assert world.hunters[0].lived[Action.REST] == pytest.approx(2.0 * 4.0 / 2.0)


@pytest.mark.usefixtures("compiled")
@each("delta", [0.0, 0.5])
def test_bands_that_decide_by_experience_live_other_years(delta):
    by_belief, by_experience = record(Parameters(), 1), record(Parameters(delta=delta), 1)
    assert not np.array_equal(by_belief.actions, by_experience.actions)
    assert len(np.unique(by_experience.actions)) > 3
    assert by_belief.hunters["lived"].max() == 0.0 < by_experience.hunters["lived"].max()
