"""What hunters learn from days of use, from failures and from each other."""

import pytest
from small_world import logged, put_beast, put_party, small_world

from agents.behaviour.learning import expect_more_needed, learn_from_failure, learn_odds, practise, teach
from hunt.vocabulary import EventKind, Skill


def with_a_party(**settings):
    world, _ = small_world(**settings)
    put_beast(world)
    put_party(world, 0, 1)
    return world


def test_a_used_skill_grows_towards_1():
    world = with_a_party(skill_growth=0.1)
    world.hunters[0].skills[Skill.DRIVE] = 0.6
    practise(0, Skill.DRIVE, world)
    assert world.hunters[0].skills[Skill.DRIVE] == pytest.approx(0.64)


def test_a_failure_teaches_those_who_were_there_like_several_days_of_use():
    for growth, weight, learned in ((0.02, 0.5, 0.64), (0.2, 1.0, 1.0)):
        world = with_a_party(skill_growth=growth, learn_failure=weight)
        for hunter in world.hunters:
            hunter.skills[Skill.DRIVE] = 0.6
        learn_from_failure(0, Skill.DRIVE, 2, world)
        assert [one.skills[Skill.DRIVE] for one in world.hunters[:3]] == pytest.approx([learned, learned, 0.6])


def test_a_closed_ring_shows_how_often_it_kills():
    world = with_a_party(odds_learning=0.1)
    for hunter in world.hunters:
        hunter.odds = 0.5
    learn_odds(0, 1, True, world)
    assert [one.odds for one in world.hunters[:2]] == pytest.approx([0.55, 0.5])
    learn_odds(0, 2, False, world)
    assert [one.odds for one in world.hunters[:2]] == pytest.approx([0.495, 0.45])


def test_a_ring_that_was_too_small_teaches_that_more_are_needed_but_never_more_than_a_ring_has_cells():
    world = with_a_party(needs_learning=1.5)
    world.hunters[0].believes, world.hunters[1].believes = 4.0, 7.5
    before = world.hunters[2].believes
    expect_more_needed(0, 2, world)
    assert [one.believes for one in world.hunters[:3]] == [5.5, 8.0, before]


def test_a_teacher_lifts_the_others_and_nobody_above_the_own_skill():
    world, _ = small_world(teaching=0.2)
    teacher = max(world.hunters, key=lambda hunter: hunter.skills[Skill.TRACK])
    world.hunters[0].alive, world.camp.living = False, 7
    before = [hunter.skills[Skill.TRACK] for hunter in world.hunters]
    world.hunters[1].skills[Skill.TRACK] = before[1] = 0.99  # better than the teacher
    best = teacher.skills[Skill.TRACK]
    teach(world.hunters.index(teacher), 0, world)
    after = [hunter.skills[Skill.TRACK] for hunter in world.hunters]
    lifted = [old + 0.2 * max(0.0, best - old) for old in before]
    assert after == pytest.approx([before[0], *lifted[1:]])
    assert logged(world) == [EventKind.TAUGHT]
    assert world.log[0].effect == pytest.approx((sum(after) - sum(before)) / 7)
