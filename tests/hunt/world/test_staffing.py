"""Hired strangers, the novices who follow them, and newcomers."""

import pytest
from small_world import hire, logged, small_world

from agents.behaviour.trusting import trust
from hunt.vocabulary import EventKind, Skill
from hunt.world.staffing import HIRE_SKILL, insource, newcomer, outsource, pay_strangers, replace_hunter


def those_of(role, world):
    return [hunter for hunter in world.hunters if hunter.role == role]


def test_strangers_bring_skill_without_ownership_and_take_it_away_again():
    world, _ = small_world(novice_skill=0.3, start_ownership=0.9)
    world.hunters[0].alive = world.hunters[0].role != Skill.STRIKE
    spears = [one for one in those_of(Skill.STRIKE, world) if one.alive]
    outsource(Skill.STRIKE, 0, world)
    assert {(one.hired, one.skills[Skill.STRIKE], one.repute[Skill.STRIKE], one.owns) for one in spears} == {
        (True, HIRE_SKILL, HIRE_SKILL, 0.0)
    }
    assert sum(one.hired for one in world.hunters) == len(spears)
    insource(Skill.STRIKE, 1, world)
    assert {(one.hired, one.skills[Skill.STRIKE], one.owns) for one in spears} == {(False, 0.3, 0.9)}
    assert logged(world) == [EventKind.OUTSOURCED, EventKind.INSOURCED]
    assert [one.effect for one in world.log[:2]] == [float(len(spears))] * 2


def test_nobody_knows_a_stranger_and_a_novice_is_trusted_like_anyone_on_day_0():
    world, _ = small_world(hire_trust=0.3, start_trust=0.6)
    h = world.hunters.index(those_of(Skill.KEEP, world)[0])
    outsource(Skill.KEEP, 0, world)
    assert trust(world.kept[1, h], world.broken[1, h]) == pytest.approx(0.3)
    assert world.hunters[h].trusts == pytest.approx(0.3)
    insource(Skill.KEEP, 1, world)
    assert trust(world.kept[1, h], world.broken[1, h]) == pytest.approx(0.6)
    assert world.hunters[h].trusts == pytest.approx(0.6)


def test_only_living_strangers_of_that_role_leave_and_only_others_are_replaced_by_strangers():
    world, _ = small_world()
    spears = [h for h, one in enumerate(world.hunters) if one.role == Skill.STRIKE]
    hire(world, *spears[:2], world.hunters.index(those_of(Skill.KEEP, world)[0]))
    world.hunters[spears[1]].alive = False
    for take in (insource, outsource):
        skills = [one.skills[one.role] for one in world.hunters]
        hired = [one.hired for one in world.hunters]
        take(Skill.STRIKE, 0, world)
        changed = [h for h, one in enumerate(world.hunters) if one.skills[one.role] != skills[h]]
        may = [h for h in spears if world.hunters[h].alive and hired[h] == (take is insource)]
        assert changed == may
    assert world.hunters[0].trusts == pytest.approx(
        sum(trust(world.kept[0, j], world.broken[0, j]) for j in range(1, 8) if world.hunters[j].alive) / 6
    )


def test_a_newcomer_is_a_novice_whom_nobody_knows_yet():
    world, _ = small_world(novice_skill=0.3, hire_trust=0.3, start_trust=0.6)
    hire(world, 2)
    newcomer(2, 5, world)
    hunter = world.hunters[2]
    assert (hunter.skills[hunter.role], hunter.hired) == (0.3, False)
    assert trust(world.kept[5, 2], world.broken[5, 2]) == pytest.approx(0.3)
    assert trust(world.kept[2, 5], world.broken[2, 5]) == pytest.approx(0.3)
    assert world.hunters[5].trusts == pytest.approx((6 * 0.6 + 0.3) / 7)
    assert logged(world) == [EventKind.NEWCOMER]


def test_the_one_who_takes_a_place_is_not_strained_and_is_heard():
    world, _ = small_world()
    hunter = world.hunters[2]
    hunter.strain, hunter.standing, body = 0.8, 0.2, hunter.reserve
    replace_hunter(2, 0.5, 0.5, world)
    assert (hunter.strain, hunter.standing, hunter.reserve) == (0.0, 1.0, body)
    assert hunter.skills[hunter.role] == 0.5


def test_strangers_are_paid_from_the_store_while_there_is_any():
    world, _ = small_world(hire_fee=2.0)
    hire(world, 0, 1, 2, 3)
    world.hunters[3].alive = False
    world.camp.store = 5.0
    pay_strangers(world)
    assert (world.camp.store, world.camp.paid) == (0.0, 5.0)
    world.camp.store, world.camp.paid = 50.0, 0.0
    pay_strangers(world)
    assert (world.camp.store, world.camp.paid) == (44.0, 6.0)
