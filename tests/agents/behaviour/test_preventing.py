"""Rescues, mending and the permanent fix; what prevention seems worth."""

import pytest
from small_world import logged, small_world

import hunt
from agents.behaviour.preventing import (
    INCIDENTS_PREVENTED,
    MENDING,
    build,
    fix_work_of_role,
    forget_prevention,
    mend,
    rescue,
    value_of_prevention,
)
from experiments.ensemble import run_ensemble
from hunt.vocabulary import NOBODY, EventKind, Hours, Skill

NIGHT = hunt.scenario("hero-of-the-night")


def test_a_rescue_sets_right_what_shows_and_leaves_the_wear():
    world, _ = small_world(mishaps=0.5)
    world.camp.trouble, world.camp.wear = 1.5, 0.7
    world.hunters[0].skills[Skill.KEEP] = 0.5
    rescue(0, 3, world)
    assert world.camp.trouble == pytest.approx(0.5)
    assert (world.camp.rescues, world.camp.rescue_days, world.camp.rescuing_today) == (0, 1, 1)
    rescue(0, 3, world)
    assert (world.camp.trouble, world.camp.rescues, world.camp.wear) == (0.0, 1, 0.7)
    rescue(1, 3, world)
    assert world.camp.rescues == 1, "nothing is left to rescue"
    assert logged(world) == [EventKind.RESCUED]


def test_half_a_day_rescues_half_as_much():
    world, _ = small_world(mishaps=0.5)
    world.camp.trouble, world.hunters[0].skills[Skill.KEEP] = 1.5, 0.5
    world.hunters[0].hours[Hours.WORK] = 0.5
    rescue(0, 3, world)
    assert world.camp.trouble == pytest.approx(1.0)


def test_the_fix_is_finished_when_keepers_and_others_have_both_done_their_half():
    world, _ = small_world(mishaps=0.5, fix_days=4.0)
    keeper = next(h for h, one in enumerate(world.hunters) if one.role == Skill.KEEP)
    other = next(h for h, one in enumerate(world.hunters) if one.role != Skill.KEEP)
    for day in range(5):
        build(other, day, world)
    assert (fix_work_of_role(Skill.DRIVE, world), fix_work_of_role(Skill.KEEP, world)) == (5.0, 0.0)
    assert world.camp.fixed == NOBODY
    for day in range(5, 8):
        build(keeper, day, world)
    assert world.camp.fixed == 6
    assert world.camp.build_days == 8
    assert logged(world) == [EventKind.FIXED]
    world.camp.fixed, world.camp.fix_done = NOBODY, 1.0
    build(keeper, 9, world)
    assert world.camp.fixed == NOBODY, "keepers alone cannot finish it either"


def test_tending_takes_away_a_share_of_the_wear():
    world, _ = small_world()
    world.camp.wear = 0.5
    mend(world)
    assert world.camp.wear == pytest.approx(0.5 * (1.0 - MENDING))


def test_the_worth_of_prevention_fades_while_nothing_is_open():
    world, _ = small_world(mishaps=0.5, foresight_fading=0.1, start_foresight=1.0)
    world.camp.trouble = 1.0
    forget_prevention(world)
    assert world.hunters[0].foresight == 1.0
    world.camp.trouble = 0.0
    forget_prevention(world)
    assert {one.foresight for one in world.hunters} == {0.9}


def test_an_incident_shows_the_harm_that_a_day_of_work_would_prevent():
    world, _ = small_world(mishap_cost=10.0, mishap_burden=6.0, fix_days=40.0)
    assert value_of_prevention(world) == pytest.approx(INCIDENTS_PREVENTED * 16.0 / 40.0)


@pytest.mark.usefixtures("compiled")
def test_the_fix_needs_keepers_and_others():
    keen = {"start_foresight": 100.0, "foresight_fading": 0.0, "foresight_learning": 0.0, "temperature": 0.01}
    history = hunt.record(NIGHT.parameters("shared-survival", fix_days=10.0, **keen), 1)
    day = history.outcome.fixed
    assert day >= 0
    assert min(history.camp["fix_kept"][day], history.camp["fix_done"][day]) >= 5.0
    assert min(history.camp["fix_kept"][day - 1], history.camp["fix_done"][day - 1]) < 5.0


@pytest.mark.usefixtures("compiled")
def test_too_much_prevention_starves_the_band():
    some, much = (
        NIGHT.parameters("shared-survival", start_foresight=worth, foresight_fading=0.0, foresight_learning=0.0)
        for worth in (2.0, 100.0)
    )
    mean = run_ensemble({"some": some, "much": much}, 60).table.groupby("arm")[["alive_share", "incidents"]].mean()
    assert mean.loc["much", "incidents"] < mean.loc["some", "incidents"]
    assert mean.loc["much", "alive_share"] < mean.loc["some", "alive_share"] - 0.1
