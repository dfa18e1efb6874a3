"""Who leads each phase of a hunt, and how well the party does in it."""

import pytest
from cases import each
from small_world import logged, put_beast, put_party, small_world

from agents import HuntModel
from agents.behaviour.leading import (
    ENOUGH,
    LEADER_COUNTS,
    PLAN_SKILL,
    REPUTE_LEARNING,
    SKILL_BY_PHASE,
    choose_leader,
    lead,
    mastery,
    next_chief,
    party_trust,
)
from hunt.vocabulary import NOBODY, Action, Because, EventKind, Phase, Skill

CLEAR = {"serving": 0.0, "craft": 3}
"""The best present add nothing to the skill of their leader."""

MEAN = 0.5
"""Mean skill of the party below in everything."""


def with_a_party(leadership="situational", **settings):
    """Four hunters at a beast; their skills and what is believed of them rise from 0.2 to 0.8."""
    world, _ = small_world(leadership=leadership, **(CLEAR | settings))
    put_beast(world)
    put_party(world, 0, 1, 2, 3)
    for h, hunter in enumerate(world.hunters):
        hunter.skills[:] = hunter.repute[:] = 0.2 * (h + 1) if h < 4 else 0.1
    return world


def quality(skill, craft=3):
    """Return how well a phase goes with this skill in its craft."""
    return skill**craft / (skill**craft + ENOUGH**craft)


def led_by(skill, craft=3):
    """Return how well the party above does under a leader who brings in so much."""
    return quality((1.0 - LEADER_COUNTS) * MEAN + LEADER_COUNTS * skill, craft)


# --- the craft of a phase ----------------------------------------------------------------------------------------


def test_a_phase_goes_well_half_of_the_time_with_enough_skill_whatever_the_craft_counts():
    world, _ = small_world()
    for craft in (0, 1, 10, 20):
        world.params = world.params.but(craft=craft)
        assert mastery(ENOUGH, world) == pytest.approx(0.5)
        assert mastery(0.3, world) == pytest.approx(quality(0.3, craft))


def test_the_more_a_phase_depends_on_its_craft_the_steeper_is_success():
    world, _ = small_world()
    good, bad = [], []
    for craft in (0, 2, 10):
        world.params = world.params.but(craft=craft)
        good.append(mastery(0.9, world))
        bad.append(mastery(0.2, world))
    assert good == sorted(good)
    assert bad == sorted(bad, reverse=True)
    assert good[0] == bad[0] == 0.5, "without crafts everything goes as well as anything"
    assert good[-1] > 0.99
    assert bad[-1] < 0.01


@each("phase", Phase)
def test_each_phase_needs_its_own_craft_and_no_other(phase):
    crafts = {
        Phase.FIND: Skill.TRACK,
        Phase.APPROACH: Skill.TRACK,
        Phase.CLOSE: Skill.DRIVE,
        Phase.STRIKE: Skill.STRIKE,
        Phase.HAUL: Skill.KEEP,
    }
    assert SKILL_BY_PHASE[phase] == crafts[phase]
    for skill in Skill:
        world = with_a_party("none")
        for hunter in world.hunters[:4]:
            hunter.skills[skill] = 0.9
        assert lead(0, phase, 4, 1, world) == pytest.approx(quality(0.9 if skill == crafts[phase] else MEAN))


def test_without_a_leader_a_party_does_as_its_mean():
    world = with_a_party("none")
    assert lead(0, Phase.STRIKE, 4, 1, world) == pytest.approx(quality(MEAN))
    assert lead(0, Phase.STRIKE, 2, 1, world) == pytest.approx(quality(0.3))
    assert logged(world) == []
    assert world.beasts[0].leader == NOBODY


def test_a_plan_leads_well_on_a_day_that_goes_as_planned():
    world = with_a_party("plan", plan_misfit=0.3)
    assert lead(0, Phase.STRIKE, 4, 1, world) == pytest.approx(led_by(PLAN_SKILL))
    world.camp.as_planned = False
    assert lead(0, Phase.STRIKE, 4, 1, world) == pytest.approx(led_by(0.3 * PLAN_SKILL))
    assert logged(world) == []


# --- who leads ---------------------------------------------------------------------------------------------------


def test_in_each_phase_the_one_believed_best_at_it_leads():
    world = with_a_party()
    world.hunters[1].repute[Skill.TRACK] = 0.9
    assert lead(0, Phase.APPROACH, 4, 1, world) == pytest.approx(led_by(0.4)), "believed best, but only so good"
    assert lead(0, Phase.STRIKE, 4, 1, world) == pytest.approx(led_by(0.8))
    assert logged(world) == [EventKind.LED, EventKind.LED]
    assert [(one.who, one.whom) for one in world.log[:2]] == [(1, NOBODY), (3, 1)]
    assert {one.because for one in world.log[:2]} == {Because.BEST_SKILL}
    assert lead(0, Phase.STRIKE, 4, 2, world) == pytest.approx(led_by(0.8))
    assert world.camp.logged == 2, "only a change of lead is noted"
    assert world.camp.handovers == 1, "and the first to lead takes over from nobody"


def test_trust_weighs_what_is_believed_of_a_leader():
    world = with_a_party()
    world.kept[:, 3], world.broken[:, 3] = 0.0, 100.0
    assert choose_leader(0, Skill.STRIKE, 4, world) == 2
    assert party_trust(3, 4, world) == pytest.approx(1.0 / 102.0)
    assert party_trust(0, 1, world) == 0.0, "alone there is nobody to trust"


def test_by_situation_those_who_work_for_own_product_may_lead_as_well():
    world = with_a_party()
    world.hunters[3].action = Action.OWN
    assert choose_leader(0, Skill.STRIKE, 4, world) == 3


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


def test_a_chief_leads_even_for_the_own_product():
    world = with_a_party("chief")
    world.camp.chief = 1
    world.hunters[1].action = Action.OWN
    assert choose_leader(0, Skill.STRIKE, 4, world) == 1


# --- what a leader brings in -------------------------------------------------------------------------------------


def test_a_leader_who_holds_the_ring_lets_the_best_do_what_they_do_best():
    world = with_a_party(serving=0.5)
    world.hunters[0].repute[Skill.STRIKE] = 0.99
    assert lead(0, Phase.STRIKE, 4, 1, world) == pytest.approx(led_by(0.2 + 0.5 * (0.8 - 0.2)))


def test_a_leader_at_the_own_product_leads_less_well_and_serves_nobody():
    world = with_a_party("chief", serving=0.5, glory=0.5)
    world.camp.chief = 1
    world.hunters[1].action = Action.OWN
    assert lead(0, Phase.STRIKE, 4, 1, world) == pytest.approx(led_by(0.5 * 0.4))


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


@pytest.mark.parametrize(("phase", "skill"), [(1, Skill.TRACK), (2, Skill.DRIVE), (3, Skill.STRIKE)])
def test_a_party_without_its_craft_gets_through_a_phase_at_most_a_third_as_often(phase, skill):
    """Line L10 of the ledger, for specialists; the elder, who is somewhat good at everything, stays at home."""
    done = {"with": 0.0, "without": 0.0}
    for seed in range(20):
        model = HuntModel(regime="shared-survival", seed=seed)
        hunters = [h for h in range(12) if h != model.luck.seats[0]]
        able = [h for h in hunters if model.hunters[h].role == skill]
        others = [h for h in hunters if model.hunters[h].role != skill]
        for name, party in (("with", [*able[:2], *others[:4]]), ("without", others[:6])):
            for h in party:
                model.hunters[h].action = Action.HUNT
            model.party[:6] = party
            done[name] += lead(0, phase, 6, 0, model)
    assert done["without"] <= done["with"] / 3.0
