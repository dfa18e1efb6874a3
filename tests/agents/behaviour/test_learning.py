"""What hunters learn from a ring that held, and from each other."""

import pytest
from small_world import logged, put_beast, put_party, small_world

from agents.behaviour.learning import TEACHING, learn_odds, teach
from hunt.vocabulary import EventKind, Skill


def test_a_closed_ring_shows_those_who_were_there_how_often_it_kills():
    world, _ = small_world(learning=0.1)
    put_beast(world)
    put_party(world, 0, 1)
    for hunter in world.hunters:
        hunter.odds = 0.5
    learn_odds(0, 1, True, world)
    assert [one.odds for one in world.hunters[:2]] == pytest.approx([0.55, 0.5])
    learn_odds(0, 2, False, world)
    assert [one.odds for one in world.hunters[:2]] == pytest.approx([0.495, 0.45])


def test_a_teacher_lifts_the_others_and_nobody_above_the_own_skill():
    world, _ = small_world()
    teacher = max(world.hunters, key=lambda hunter: hunter.skills[Skill.TRACK])
    world.hunters[0].alive, world.camp.living = False, 7
    before = [hunter.skills[Skill.TRACK] for hunter in world.hunters]
    world.hunters[1].skills[Skill.TRACK] = before[1] = 0.99  # better than the teacher
    best = teacher.skills[Skill.TRACK]
    teach(world.hunters.index(teacher), 0, world)
    after = [hunter.skills[Skill.TRACK] for hunter in world.hunters]
    lifted = [old + TEACHING * max(0.0, best - old) for old in before]
    assert after == pytest.approx([before[0], *lifted[1:]])
    assert sum(after) > sum(before)
    assert logged(world) == [EventKind.TAUGHT]
    assert world.log[0].effect == pytest.approx((sum(after) - sum(before)) / 7)
