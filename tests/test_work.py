"""Plan and push, orders, chores, strangers, ownership: what each does to a band, and that it is off by default."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.validation.plain_world import plain_world
from hunt.catalogue.interventions import parsed_change
from hunt.catalogue.parameters import Parameters
from hunt.errors import HuntError
from hunt.history import record
from hunt.vocabulary import Act, EventKind, Hours, Skill
from hunt.world.interventions import carry_out
from hunt.world.orders import take_orders, work_on_orders

pytestmark = pytest.mark.usefixtures("compiled")

BUSY = {"plan": 1.4, "push": 0.6, "orders": 0.5, "own_pace": 0.05, "mishaps": 0.3, "checklist": 0.5, "news": 0.5}
OVERHEAD = [Hours.MEETING, Hours.REMINDER, Hours.SWITCH, Hours.STRAIN]


@settings(max_examples=60)
@given(parameters=st.from_type(Parameters), seed=st.integers(0, 2**63 - 1))
def test_the_hours_of_a_day_add_up_to_one_and_shares_stay_shares(parameters, seed):
    run = record(parameters.but(hunters=max(2, parameters.hunters)), seed)
    alive = run.hunters["alive"]
    assert run.hunters["hours"][alive].sum(axis=1) == pytest.approx(1.0, abs=1e-12)
    assert (run.hunters["hours"][alive] >= -1e-15).all()
    for name in ("strain", "owns", "standing", "trusts"):
        values = run.hunters[name][alive]
        assert ((values >= 0.0) & (values <= 1.0)).all(), name
    for name in ("shortfall", "pressed", "news", "outside", "upkept", "wear"):
        assert ((run.camp[name] >= 0.0) & (run.camp[name] <= 1.0)).all(), name


def test_nothing_of_it_is_there_by_default():
    run = record(Parameters(), 1)
    assert not run.hunters["hours"][:, :, OVERHEAD].any()
    assert not run.hunters["strain"].any()
    assert (run.hunters["owns"] == 1.0).all()
    for name in ("pressed", "ordered", "traded", "paid", "undone", "refused"):
        assert not run.camp[name].any(), name


def test_whoever_is_behind_is_pushed_and_gets_less_done():
    pushed, left_alone = record(Parameters(**BUSY), 2), record(Parameters(**(BUSY | {"push": 0.0})), 2)
    assert pushed.outcome.pushed > 0.1
    assert left_alone.outcome.pushed == 0.0
    assert pushed.outcome.plan_met < left_alone.outcome.plan_met
    assert pushed.outcome.owned < left_alone.outcome.owned
    assert {EventKind.PRESSED, EventKind.LET_GO} <= set(pushed.events["kind"])


def test_pull_begins_no_more_orders_than_the_limit():
    pulled, pushed = record(Parameters(orders=0.9, wip_limit=3), 1), record(Parameters(orders=0.9), 1)
    assert (pulled.camp["begun"] - pulled.camp["delivered"]).max() == 3
    assert (pushed.camp["begun"] - pushed.camp["delivered"]).max() > 30
    assert (pulled.camp["begun"] <= pulled.camp["ordered"]).all()


def test_no_order_is_lost_or_made_on_the_way():
    world, luck = plain_world(Parameters(orders=0.5, days=200))
    for day in range(200):
        take_orders(day, world, luck)
        work_on_orders(day, world, luck)
        assert sum(world.benches) == world.camp.begun - world.camp.delivered
    assert world.camp.delivered > 0


def test_without_anybody_at_a_craft_orders_stop_there():
    world, luck = plain_world(Parameters(orders=0.5, days=100))
    for hunter in world.hunters:
        hunter.alive = hunter.role != Skill.DRIVE
    for day in range(100):
        take_orders(day, world, luck)
        work_on_orders(day, world, luck)
    assert world.camp.delivered == 0
    assert world.benches[Skill.DRIVE] == max(world.benches) > 0


def test_strangers_bring_skill_and_take_it_away_again():
    world, _ = plain_world(Parameters())
    spears = [hunter for hunter in world.hunters if hunter.role == Skill.STRIKE]
    carry_out(Act.OUTSOURCE, Skill.STRIKE, 0, world)
    assert {(hunter.hired, hunter.skills[Skill.STRIKE], hunter.owns) for hunter in spears} == {(True, 0.85, 0.0)}
    carry_out(Act.INSOURCE, Skill.STRIKE, 1, world)
    assert {(hunter.hired, hunter.skills[Skill.STRIKE], hunter.owns) for hunter in spears} == {(False, 0.3, 1.0)}
    assert not any(hunter.hired for hunter in world.hunters)


def test_nobody_ties_a_rope_to_a_stranger():
    run = record(Parameters(days=120), 3, [(10, {"outsource": "strike"})])
    strangers = np.flatnonzero(run.hunters["hired"][10])
    assert len(strangers) > 0
    between = run.trust[10:][:, :, strangers]
    assert (between == between[0]).all()


def test_a_teacher_lifts_the_others_and_nobody_above_the_own_skill():
    world, _ = plain_world(Parameters())
    teacher = max(world.hunters, key=lambda hunter: hunter.skills[Skill.TRACK])
    before = [hunter.skills[Skill.TRACK] for hunter in world.hunters]
    carry_out(Act.TEACH, world.hunters.index(teacher), 0, world)
    after = [hunter.skills[Skill.TRACK] for hunter in world.hunters]
    assert all(new >= old for new, old in zip(after, before, strict=True))
    assert sum(after) > sum(before)
    assert max(after) == max(before)


def test_the_scope_police_lets_chances_go():
    strict, open_ = record(Parameters(scope=1), 1), record(Parameters(), 1)
    assert strict.outcome.refused > 0 == open_.outcome.refused
    for run, only in ((strict, True), (open_, False)):
        called = run.events["day"][run.events["kind"] == EventKind.CALLED]
        assert run.camp["as_planned"][called].all() == only


def test_a_recipe_goes_with_as_many_as_last_time():
    run = record(Parameters(recipe=1), 1)
    assert run.outcome.kills > 0
    assert set(np.unique(run.camp["recipe"])) > {0.0}


def test_the_great_herd_comes_on_its_day():
    run = record(Parameters(great_herd=200), 1)
    assert (run.beasts["arrives"][-1] == 200).sum() >= 3
    assert EventKind.GREAT_HERD in run.events["kind"]


@pytest.mark.parametrize("decision", ["reinforcement", "aspiration"])
def test_bands_can_decide_by_what_they_have_lived(decision):
    by_belief, lived = record(Parameters(), 1), record(Parameters(decision=decision), 1)
    assert not np.array_equal(by_belief.options, lived.options)
    assert len(np.unique(lived.options)) > 3


def test_changes_are_read_from_one_line():
    assert parsed_change("60:review=3, push=0") == (60, {"review": 3, "push": 0.0})
    assert parsed_change("0:regime=vision,outsource=keep") == (0, {"regime": "vision", "outsource": "keep"})


@pytest.mark.parametrize(
    "text",
    ["", "60", ":", "x:push=1", "60:", "60:push", "60:push=", "60:=1", "-1:push=0", "60:nonsense=1", "60:push=high"],
)
def test_a_change_that_is_none_is_refused_in_a_sentence(text):
    with pytest.raises(HuntError) as error:
        parsed_change(text)
    assert "\n" not in str(error.value)


def test_a_change_may_be_a_whole_regime():
    parameters = Parameters(days=120)
    by_name = record(parameters, 1, [(60, {"regime": "own-product"})])
    by_settings = record(parameters, 1, [(60, {"shared": 0.0, "praises": [0, 1, 0, 0, 0]})])
    assert by_name.camp.tobytes() == by_settings.camp.tobytes()


@pytest.mark.parametrize(("act", "who"), [("outsource", "cook"), ("insource", 4), ("teach", 24), ("newcomer", "x")])
def test_an_act_by_nobody_is_refused(act, who):
    with pytest.raises(HuntError, match=act):
        record(Parameters(days=5), 1, [(1, {act: who})])
