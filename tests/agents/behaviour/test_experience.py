"""Deciding by what actions have brought, instead of by what is expected of them."""

import numpy as np
import pytest
from cases import each
from small_world import small_world

from agents.behaviour.deciding import weigh
from agents.behaviour.experience import CERTAIN, judge_by_experience, learn_by_experience, satisfied
from hunt.catalogue.parameters import Parameters
from hunt.history import record
from hunt.vocabulary import Action


def test_what_was_tried_is_worth_what_it_brought_and_the_rest_what_is_expected():
    world, _ = small_world(decision="reinforcement")
    weigh(0, world)
    expected = world.weighed[0].copy()
    world.spent[0, Action.TEND], world.hunters[0].lived[Action.TEND] = 3.0, 7.5
    world.spent[0, Action.HUNT], world.hunters[0].lived[Action.HUNT] = 3.0, 9.0
    judge_by_experience(0, world)
    changed = np.flatnonzero(world.weighed[0] != expected)
    assert changed.tolist() == [Action.TEND], "a hunt is not possible today, whatever it has brought"
    assert world.weighed[0, Action.TEND] == 7.5
    world.hunters[0].action = Action.TEND
    judge_by_experience(0, world)
    assert world.weighed[0, Action.TEND] == 7.5, "only those who aspire stay with what is good enough"


def test_who_is_satisfied_repeats_what_was_done_yesterday():
    world, _ = small_world(decision="aspiration")
    hunter = world.hunters[0]
    hunter.action, hunter.aspires = Action.TEND, 1.0
    world.spent[0, Action.TEND] = 1.0
    for brought, enough in ((1.0, True), (0.9, False)):
        hunter.lived[Action.TEND] = brought
        weigh(0, world)
        assert satisfied(0, world) == enough
        judge_by_experience(0, world)
        assert (world.weighed[0, Action.TEND] > CERTAIN / 2) == enough
    hunter.lived[Action.TEND], world.spent[0, Action.TEND] = 1.0, 0.0
    assert not satisfied(0, world), "never tried"


def test_an_action_is_known_by_its_first_day_and_moves_slowly_after_it():
    world, _ = small_world(lived_learning=0.1, kappa=0.0, decision="reinforcement")
    hunter = world.hunters[0]
    hunter.action, hunter.effort = Action.FORAGE, 0.2
    for day, (caught, expected) in enumerate(((2.0, 1.8), (12.0, 1.8 + 0.1 * (11.8 - 1.8))), 1):
        hunter.caught = caught
        world.spent[0, Action.FORAGE] = day
        learn_by_experience(0, world)
        assert hunter.lived[Action.FORAGE] == pytest.approx(expected)
    assert hunter.aspires == pytest.approx(0.18 + 0.1 * (11.8 - 0.18))


def test_an_equal_part_of_what_came_in_is_part_of_what_an_action_brought():
    world, _ = small_world(kappa=0.0, decision="reinforcement")
    world.params = world.params.but(need=2.0)
    world.camp.brought, world.hunters[0].caught = 32.0, 3.0
    world.hunters[0].action = Action.REST
    learn_by_experience(0, world)
    assert world.hunters[0].lived[Action.REST] == pytest.approx(2.0 + 1.5)


@pytest.mark.usefixtures("compiled")
@each("decision", ["reinforcement", "aspiration"])
def test_bands_that_decide_by_experience_live_other_years(decision):
    by_belief, by_experience = record(Parameters(), 1), record(Parameters(decision=decision), 1)
    assert not np.array_equal(by_belief.actions, by_experience.actions)
    assert len(np.unique(by_experience.actions)) > 3
