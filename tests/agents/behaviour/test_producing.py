"""The product of a role that feeds the band where work is separable."""

import pytest
from small_world import small_world

from agents.actions import PAY_TABLE
from agents.behaviour.producing import separable_work
from hunt.vocabulary import Action, Skill


def test_what_work_feeds_shrinks_as_the_steps_come_to_depend_on_each_other():
    world, _ = small_world(separable=2.0, need=3.0)
    made = []
    for coupling in (0.0, 0.5, 1.0):
        world.params = world.params.but(coupling=coupling)
        made.append(separable_work(Skill.TRACK, Action.SCOUT, world))
    assert made == [6.0, 3.0, 0.0]


def test_what_is_paid_for_does_not_change_what_feeds():
    world, _ = small_world(coupling=0.0, separable=2.0, table=[[0.0] * 8 + [1.0]] * 4)
    for role in Skill:
        for action in Action:
            assert separable_work(role, action, world) == pytest.approx(2.0 * PAY_TABLE[role][action])
