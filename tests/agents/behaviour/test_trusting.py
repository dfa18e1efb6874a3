"""Trust is a beta reputation with forgetting, learned from promises only."""

import pytest
from cases import each
from small_world import hire, logged, promise, put_beast, put_party, small_world

from agents.behaviour.trusting import (
    count_promises,
    evidence_for,
    learn_from_promise,
    mean_trust,
    trust,
    update_mean_trust,
    update_trust_after_hunt,
)
from hunt.catalogue.parameters import Parameters
from hunt.history import record
from hunt.vocabulary import NOBODY, Action, EventKind


def test_trust_is_the_believed_chance_that_a_promise_is_kept():
    assert trust(0.0, 0.0) == 0.5
    assert trust(7.0, 1.0) == pytest.approx(0.8)
    for belief in (0.02, 0.45, 0.98):
        kept, broken = evidence_for(belief, 4.0)
        assert trust(kept, broken) == pytest.approx(belief)
        assert min(kept, broken) >= -1e-12
    assert sum(evidence_for(0.45, 4.0)) == pytest.approx(4.0), "as if it came from four observations"


def test_a_kept_promise_raises_trust_and_a_broken_one_lowers_it_the_more_the_more_it_weighs():
    world, _ = small_world(trust_memory=0.9)
    world.kept[0, 1], world.broken[0, 1] = 2.0, 1.0
    learn_from_promise(0, 1, True, 1.0, world)
    assert (world.kept[0, 1], world.broken[0, 1]) == pytest.approx((2.8, 0.9))
    learn_from_promise(0, 1, False, 0.5, world)
    assert (world.kept[0, 1], world.broken[0, 1]) == pytest.approx((2.8 * 0.95, 0.9 * 0.95 + 0.5))
    before = trust(world.kept[0, 1], world.broken[0, 1])
    learn_from_promise(0, 1, True, 1.0, world)
    assert trust(world.kept[0, 1], world.broken[0, 1]) > before
    learn_from_promise(0, 1, False, 1.0, world)
    assert trust(world.kept[0, 1], world.broken[0, 1]) < before


def test_a_hunter_who_is_alone_trusts_nobody_and_the_dead_do_not_count():
    world, _ = small_world()
    world.kept[0, 1], world.broken[0, 1] = 8.0, 0.0
    for h in range(2, 8):
        world.hunters[h].alive = False
    assert mean_trust(0, world) == pytest.approx(0.9)
    world.hunters[1].alive = False
    assert mean_trust(0, world) == 0.0


def test_every_living_hunter_takes_stock():
    world, _ = small_world()
    world.kept[:, :], world.broken[:, :] = 8.0, 0.0
    world.hunters[5].alive = False
    update_mean_trust(world)
    assert [round(one.trusts, 9) for one in world.hunters] == [0.9] * 5 + [world.params.start_trust] + [0.9] * 2


def after_a_hunt(**settings):
    """Of four who promised two come to hold, one works for the own product and one stays at home."""
    world, _ = small_world(**settings)
    put_beast(world)
    put_party(world, 0, 1, 2, 3)
    world.hunters[2].action = Action.OWN
    world.hunters[3].action, world.hunters[3].target, world.hunters[3].there = Action.FORAGE, NOBODY, False
    before = world.kept.copy()
    update_trust_after_hunt(0, world)
    return world, before


@each("watcher", [0, 3, 7])
def test_everybody_learns_who_kept_the_word_and_of_the_others_nothing(watcher):
    """Promises are given before all: who was there knows no more than who stayed at home."""
    world, _ = after_a_hunt()
    start = Parameters().start_trust
    others = [j for j in range(8) if j != watcher]
    believed = {j: trust(world.kept[watcher, j], world.broken[watcher, j]) for j in others}
    for j in others:
        moved = believed[j] - start
        assert moved > 1e-3 if j in (0, 1) else moved < -1e-3 if j in (2, 3) else moved == pytest.approx(0.0), j
    assert world.hunters[watcher].trusts == pytest.approx(sum(believed.values()) / 7)


def test_an_observation_weighs_what_the_setting_says():
    for evidence in (1.0, 0.5):
        world, before = after_a_hunt(evidence=evidence)
        fades = evidence * (1.0 - world.params.trust_memory)
        assert world.kept[7, 0] == pytest.approx(before[7, 0] * (1.0 - fades) + evidence)
        assert world.kept[7, 3] == pytest.approx(before[7, 3] * (1.0 - fades))


def test_the_accounts_of_promises_are_kept_and_who_stayed_away_is_noted():
    world, _ = after_a_hunt()
    assert (world.camp.kept, world.camp.left_ring, world.camp.stayed_away) == (2, 1, 1)
    assert logged(world) == [EventKind.STAYED_AWAY]
    event = world.log[0]
    assert (event.who, event.beast, list(event.saw[:2])) == (3, 0, [1.0, Action.FORAGE])
    world.hunters[1].action = Action.SCOUT
    update_trust_after_hunt(0, world)
    assert (world.camp.kept, world.camp.left_ring, world.camp.stayed_away) == (3, 2, 3)
    assert list(world.log[1].saw[:2]) == [2.0, Action.FORAGE], "how many today, and what the last of them did"


def test_promises_are_counted_where_nobody_learns_from_them():
    world, _ = after_a_hunt(evidence=0.0)
    assert (world.camp.kept, world.camp.left_ring, world.camp.stayed_away) == (2, 1, 1)


def test_where_everybody_comes_nothing_is_noted():
    world, _ = small_world()
    put_beast(world)
    world.verdict[:] = NOBODY
    world.verdict[[1, 4]] = 1
    count_promises(0, world)
    assert (world.camp.kept, world.camp.left_ring, world.camp.stayed_away, logged(world)) == (2, 0, 0, [])


def test_those_who_could_not_come_are_not_judged_and_the_dead_learn_nothing():
    world, _ = small_world()
    put_beast(world)
    put_party(world, 0, 1)
    promise(world, 3, 4, 5)
    world.hunters[3].injured, world.hunters[4].alive = 5, False
    world.hunters[5].action, world.hunters[5].target = Action.HUNT, 0  # still on the way
    before = world.kept.copy()
    update_trust_after_hunt(0, world)
    changed = (world.kept != before).any(axis=0)
    assert [j for j in range(8) if changed[j]] == [0, 1, 5]
    assert (world.kept[4] == before[4]).all()
    assert (world.kept.diagonal() == before.diagonal()).all(), "nobody judges themselves"


def test_where_observations_weigh_nothing_trust_stays_as_it_was():
    world, before = after_a_hunt(evidence=0.0)
    assert (world.kept == before).all()


def test_strangers_neither_learn_to_trust_nor_are_trusted():
    world, _ = small_world()
    put_beast(world)
    put_party(world, 0, 1, 2)
    hire(world, 1)
    before = world.kept.copy()
    update_trust_after_hunt(0, world)
    assert (world.kept[1] == before[1]).all()
    assert (world.kept[:, 1] == before[:, 1]).all()
    assert not (world.kept[:, 0] == before[:, 0]).all()


@pytest.mark.usefixtures("compiled")
def test_over_a_season_nobody_ties_a_rope_to_a_stranger():
    run = record(Parameters(days=120), 3, [(10, {"outsource": "strike"})])
    strangers = run.hunters["hired"][10]
    assert strangers.any()
    between = run.trust[10:][:, :, strangers][:, strangers]
    assert (between == between[0]).all()
    to_them = run.trust[10:][:, :, strangers]
    assert (to_them == to_them[0]).all()
