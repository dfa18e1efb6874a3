"""Who leads each phase of a hunt, and how well it is led."""

import pytest
from small_world import logged, put_beast, put_party, small_world

from agents.behaviour.leading import REPUTE_LEARNING, choose_leader, lead, next_chief, party_trust
from hunt.vocabulary import NOBODY, Action, Because, EventKind, Phase, Skill

CLEAR = {"crew": 0.0, "lead": 1.0, "serving": 0.0, "handover": 0.0}
"""Nothing but the leader's skill counts."""


def with_a_party(leadership="situational", **settings):
    """Four hunters at a beast; their skills and what is believed of them rise from 0.2 to 0.8."""
    world, _ = small_world(leadership=leadership, **(CLEAR | settings))
    put_beast(world)
    put_party(world, 0, 1, 2, 3)
    for h, hunter in enumerate(world.hunters):
        hunter.skills[:] = hunter.repute[:] = 0.2 * (h + 1) if h < 4 else 0.1
    return world


def test_in_each_phase_the_one_believed_best_at_it_leads():
    world = with_a_party()
    world.hunters[1].repute[Skill.TRACK] = 0.9
    assert lead(0, Phase.APPROACH, 4, 1, world) == pytest.approx(0.4), "believed best, but only so good"
    assert lead(0, Phase.STRIKE, 4, 1, world) == pytest.approx(0.8)
    assert logged(world) == [EventKind.LED, EventKind.LED]
    assert [(one.who, one.whom) for one in world.log[:2]] == [(1, NOBODY), (3, 1)]
    assert {one.because for one in world.log[:2]} == {Because.BEST_SKILL}
    assert lead(0, Phase.STRIKE, 4, 2, world) == pytest.approx(0.8)
    assert world.camp.logged == 2, "only a change of lead is noted"


def test_trust_weighs_what_is_believed_of_a_leader():
    world = with_a_party()
    world.kept[:, 3], world.broken[:, 3] = 0.0, 100.0
    assert choose_leader(0, Skill.STRIKE, 4, world) == 2
    assert party_trust(3, 4, world) == pytest.approx(1.0 / 102.0)
    assert party_trust(0, 1, world) == 0.0, "alone there is nobody to trust"


def test_of_equals_the_one_who_leads_already_goes_on():
    world = with_a_party()
    for hunter in world.hunters[:4]:
        hunter.repute[:] = 0.5
    assert choose_leader(0, Skill.STRIKE, 4, world) == 0
    world.beasts[0].leader = 2
    assert choose_leader(0, Skill.STRIKE, 4, world) == 2


def test_a_chief_who_is_there_leads_everything_else_the_best_all_round():
    world = with_a_party("chief")
    world.camp.chief = 0
    assert {choose_leader(0, skill, 4, world) for skill in Skill} == {0}
    world.camp.chief = 7
    world.hunters[3].repute[Skill.TRACK] = 0.0
    world.hunters[2].repute[Skill.TRACK] = 0.9
    assert choose_leader(0, Skill.STRIKE, 4, world) == 2
    lead(0, Phase.STRIKE, 4, 1, world)
    assert world.log[0].because == Because.STANDING


def test_without_a_leader_a_party_does_half_as_its_best_and_half_as_its_average():
    world = with_a_party("none", crew=0.8)
    assert lead(0, Phase.STRIKE, 4, 1, world) == pytest.approx(0.8 * 0.5 * (0.8 + 0.5))
    assert logged(world) == []


def test_a_leader_adds_to_what_the_party_does_by_itself():
    world = with_a_party(crew=0.8, lead=0.5)
    crew = 0.8 * 0.5 * (0.8 + 0.5)
    assert lead(0, Phase.STRIKE, 4, 1, world) == pytest.approx(crew + (1.0 - crew) * 0.5 * 0.8)
    world = with_a_party("plan", crew=0.8, lead=0.5, plan_skill=0.9)
    assert lead(0, Phase.STRIKE, 4, 1, world) == pytest.approx(crew + (1.0 - crew) * 0.5 * 0.9)


def test_a_plan_leads_well_on_a_day_that_goes_as_planned():
    world = with_a_party("plan", plan_skill=0.9, plan_misfit=0.3)
    assert lead(0, Phase.STRIKE, 4, 1, world) == pytest.approx(0.9)
    world.camp.as_planned = False
    assert lead(0, Phase.STRIKE, 4, 1, world) == pytest.approx(0.27)


def test_handing_over_costs_something_and_is_counted():
    world = with_a_party(handover=0.25)
    lead(0, Phase.APPROACH, 4, 1, world)
    assert world.camp.handovers == 0
    world.hunters[2].repute[Skill.STRIKE] = 0.99
    assert lead(0, Phase.STRIKE, 4, 1, world) == pytest.approx(0.6 * 0.75)
    assert world.camp.handovers == 1


def test_a_leader_who_holds_the_ring_lets_the_best_do_what_they_do_best():
    world = with_a_party(serving=0.5, lead=0.8)
    world.hunters[0].repute[Skill.STRIKE] = 0.99
    assert lead(0, Phase.STRIKE, 4, 1, world) == pytest.approx(0.8 * (0.2 + 0.5 * (0.8 - 0.2)))


def test_a_leader_at_the_own_product_leads_less_well():
    world = with_a_party(serving=0.5, glory=0.5)
    world.hunters[3].action = Action.OWN
    assert lead(0, Phase.STRIKE, 4, 1, world) == pytest.approx(0.4)


def test_leading_shows_how_good_one_really_is():
    world = with_a_party()
    world.hunters[0].repute[Skill.STRIKE] = 0.9
    lead(0, Phase.STRIKE, 4, 1, world)
    assert world.hunters[0].repute[Skill.STRIKE] == pytest.approx(0.9 + REPUTE_LEARNING * (0.2 - 0.9))


def test_the_next_chief_is_the_best_all_round_of_the_living():
    world = with_a_party()
    assert next_chief(world) == 3
    world.hunters[3].alive = False
    assert next_chief(world) == 2
    for hunter in world.hunters:
        hunter.alive = False
    assert next_chief(world) == NOBODY
