"""How far hunters look ahead by themselves."""

import math

import numpy as np
import pytest
from cases import each
from small_world import put_beast, small_world

from agents.behaviour.deciding import weigh
from agents.behaviour.expecting import meat_of_kind
from agents.behaviour.foresight import discount, worth_of_store
from hunt.vocabulary import NOBODY, Action, Kind


def with_a_store(days, **settings):
    """Return a band whose store lasts so many days, and a beast."""
    world, _ = small_world(**({"horizon": 20.0} | settings))
    world.camp.store = days * world.camp.living * world.params.need
    put_beast(world)
    return world


def test_a_day_of_food_counts_by_when_it_will_be_eaten():
    assert worth_of_store(with_a_store(0.0)) == 1.0
    assert worth_of_store(with_a_store(10.0)) == pytest.approx(math.exp(-0.5))
    assert worth_of_store(with_a_store(10.0, need=4.0)) == pytest.approx(math.exp(-0.5))
    world = with_a_store(10.0)
    world.camp.living = 4
    assert worth_of_store(world) == pytest.approx(math.exp(-1.0)), "the same store lasts fewer for longer"


def test_the_further_one_looks_ahead_the_more_a_full_store_counts():
    near, far = (worth_of_store(with_a_store(30.0, horizon=horizon)) for horizon in (10.0, 1000.0))
    assert near == pytest.approx(math.exp(-3.0))
    assert far == pytest.approx(math.exp(-0.03))


@each("kind", Kind)
def test_a_whole_beast_is_eaten_on_the_days_after_the_store(kind):
    world = with_a_store(5.0, meat=20.0)
    world.beasts[0].kind = kind
    days = meat_of_kind(kind, world) / 8
    ahead = 5.0 + (np.arange(100_000) + 0.5) / 100_000 * days
    assert discount(Action.HUNT, 0, worth_of_store(world), world) == pytest.approx(np.exp(-ahead / 20.0).mean())


def test_only_a_ring_and_the_scouting_for_one_bring_a_whole_beast():
    world = with_a_store(5.0, meat=20.0)
    world.beasts[0].kind = Kind.BULL
    plain = worth_of_store(world)
    of_a_cow = (1.0 - math.exp(-1.0)) * plain  # 20 days per hunter at a horizon of 20
    assert discount(Action.SCOUT, NOBODY, worth_of_store(world), world) == pytest.approx(of_a_cow), (
        "which beast it will be nobody knows"
    )
    assert discount(Action.HUNT, 0, worth_of_store(world), world) < of_a_cow, "a bull lasts longer"
    for action in set(Action) - {Action.SCOUT, Action.HUNT}:
        assert discount(action, 0, plain, world) == plain, action
    world.beasts[0].down = 3
    assert discount(Action.HUNT, 0, worth_of_store(world), world) == plain, "a load of meat is eaten like anything else"


def test_prey_without_meat_lasts_no_time():
    world = with_a_store(5.0, meat=0.0)
    assert discount(Action.HUNT, 0, worth_of_store(world), world) == pytest.approx(worth_of_store(world), rel=1e-3)


def test_a_full_store_leaves_less_reason_to_fill_it_but_the_shared_target_counts_food_in_full():
    worth, paid = {}, {}
    for days in (0.0, 40.0):
        world = with_a_store(days, kappa=0.0, pooled=0.5)
        world.camp.tend_saves = 4.0
        weigh(0, world)
        worth[days] = world.weighed[0].copy()
        world.params = world.params.but(kappa=1.0, phi=0.0, shared=1.0, sees=1.0)
        weigh(0, world)
        paid[days] = world.weighed[0].copy()
    effort = world.params.effort_work
    left = math.exp(-2.0)
    assert worth[40.0][Action.TEND] + effort == pytest.approx(left * (worth[0.0][Action.TEND] + effort))
    catch = world.gains[Action.FORAGE]
    assert worth[0.0][Action.FORAGE] - worth[40.0][Action.FORAGE] == pytest.approx(catch * 0.5 / 8 * (1.0 - left)), (
        "what a hunter eats alone is eaten today"
    )
    assert paid[40.0].tolist() == paid[0.0].tolist()
    assert paid[0.0][Action.TEND] == pytest.approx(4.0 / 8 / world.params.food_target - effort)
