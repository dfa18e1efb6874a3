"""Trust is a beta reputation with forgetting, learned from promises only."""

import pytest
from small_world import hire, put_beast, put_party, small_world

from agents.behaviour.trusting import (
    evidence_for,
    learn_from_promise,
    mean_trust,
    trust,
    update_mean_trust,
    update_trust_after_hunt,
)
from hunt.catalogue.parameters import Parameters
from hunt.history import record


def test_trust_is_the_believed_chance_that_a_promise_is_kept():
    assert trust(0.0, 0.0) == 0.5
    assert trust(7.0, 1.0) == pytest.approx(0.8)
    for belief in (0.02, 0.45, 0.98):
        kept, broken = evidence_for(belief, 4.0)
        assert trust(kept, broken) == pytest.approx(belief)
        assert min(kept, broken) >= -1e-12
    assert sum(evidence_for(0.45, 4.0)) == pytest.approx(4.0), "as if it came from four observations"


def test_a_kept_promise_raises_trust_and_a_broken_one_lowers_it_the_more_the_more_it_weighs():
    world, _ = small_world(trust_memory=0.9, broken_weight=3.0)
    world.kept[0, 1], world.broken[0, 1] = 2.0, 1.0
    learn_from_promise(0, 1, True, 1.0, world)
    assert (world.kept[0, 1], world.broken[0, 1]) == pytest.approx((2.8, 0.9))
    learn_from_promise(0, 1, False, 0.5, world)
    assert (world.kept[0, 1], world.broken[0, 1]) == pytest.approx((2.8 * 0.95, 0.9 * 0.95 + 1.5))


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
    assert [round(one.trusts, 9) for one in world.hunters] == [0.9] * 5 + [0.45] + [0.9] * 2


def after_a_hunt(**settings):
    """Two hunters hold the ring, one works for the own product, the others stay at home."""
    world, _ = small_world(**settings)
    put_beast(world)
    put_party(world, 0, 1, 2)
    world.hunters[0].holds = world.hunters[1].holds = True
    before = world.kept.copy()
    update_trust_after_hunt(0, world)
    return world, before


def test_those_at_the_beast_saw_who_held():
    world, _ = after_a_hunt()
    start = Parameters().start_trust
    believed = [trust(world.kept[0, j], world.broken[0, j]) for j in range(8)]
    assert believed[1] > start
    assert all(one < start for one in believed[2:])
    assert world.hunters[0].trusts == pytest.approx(sum(believed[1:]) / 7)


def test_those_at_home_learn_what_they_hear_or_can_see():
    def weights(**settings):
        """How much the same promise weighs for one who was there and for one who was not."""
        world, before = after_a_hunt(**settings)
        fades = 1.0 - world.params.trust_memory
        return [(world.kept[i, 0] - before[i, 0]) / (1.0 - fades * before[i, 0]) for i in (1, 7)]

    assert weights(hearsay=0.2, transparency=0.0) == pytest.approx([1.0, 0.2])
    assert weights(hearsay=0.2, transparency=0.5) == pytest.approx([1.0, 0.6])
    assert weights(hearsay=0.2, transparency=0.5, evidence=0.5) == pytest.approx([0.5, 0.3])
    assert weights(hearsay=0.0, transparency=0.0) == pytest.approx([1.0, 0.0])


def test_those_who_could_not_come_are_not_judged_and_the_dead_learn_nothing():
    world, _ = small_world()
    put_beast(world)
    put_party(world, 0, 1)
    world.hunters[0].holds = True
    world.hunters[3].injured, world.hunters[4].alive = 5, False
    world.hunters[5].target = 0  # still on the way
    before = world.kept.copy()
    update_trust_after_hunt(0, world)
    changed = (world.kept != before).any(axis=0)
    assert [j for j in range(8) if not changed[j]] == [3, 4, 5]
    assert (world.kept[4] == before[4]).all()
    assert (world.kept.diagonal() == before.diagonal()).all(), "nobody judges themselves"


def test_where_observations_weigh_nothing_trust_stays_as_it_was():
    world, before = after_a_hunt(evidence=0.0)
    assert (world.kept == before).all()


def test_strangers_neither_learn_to_trust_nor_are_trusted():
    world, _ = small_world()
    put_beast(world)
    put_party(world, 0, 1, 2)
    world.hunters[0].holds = world.hunters[1].holds = True
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
