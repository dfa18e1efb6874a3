"""Hands agrees with the engine: when a ring closes, when the mammoth falls, and what holding is worth."""

import numpy as np
import pytest
from cases import each

from hunt.catalogue.parameters import Parameters
from hunt.engine.compiled import run_days
from hunt.hands import (
    NEEDED,
    SHARE,
    chance_to_hold,
    fallen_after,
    meat_of,
    needed_of,
    trusts_that_hold,
    worth_of_a_rabbit,
    worth_of_holding,
)
from hunt.hands_stage import (
    FIRST,
    day_of,
    falls,
    morning_of,
    parameters_of,
    share_that_falls,
    share_that_holds,
    stage_of,
)
from hunt.vocabulary import Action

RINGS = [
    (size, needed, held) for size in range(4, 11) for needed in range(1, min(size, 8) + 1) for held in range(size + 1)
]


@pytest.mark.usefixtures("compiled")
def test_a_ring_closes_if_enough_hold_in_every_combination():
    """All sizes from 4 to 10, all thresholds, all numbers of holders, whoever they are."""
    chance = np.random.default_rng(7)
    wrong = []
    for size, needed, held in RINGS:
        holders = set(chance.permutation(size)[:held].tolist())
        choices = [["hunt" if h in holders else "forage" for h in range(size)]] * 2
        world, luck = stage_of(parameters_of(size, needed, 8), choices)
        first, _ = day_of(world, luck, FIRST)
        second, down = day_of(world, luck, FIRST + 1) if first else (False, False)
        if (first, second, down) != ((held >= needed,) * 3):
            wrong.append((size, needed, held, first, second, down))
    assert len(RINGS) > 250
    assert wrong == []


@pytest.mark.usefixtures("compiled")
@each("size", sorted(NEEDED))
def test_the_mammoth_brings_what_the_game_says(size):
    choices = [["hunt"] * size] * 2
    world, luck = stage_of(parameters_of(size, needed_of(size), SHARE[size]), choices)
    assert [day_of(world, luck, FIRST + k) for k in range(2)] == [(True, False), (True, True)]
    assert float(world.camp["dressed"]) == pytest.approx(meat_of(size))


@pytest.mark.usefixtures("compiled")
@each(("size", "trust"), [(size, trust) for size in sorted(NEEDED) for trust in (0.3, 0.45, 0.7, 0.9)])
def test_holding_and_rabbits_are_worth_what_the_hunters_weigh(size, trust):
    parameters = parameters_of(size, needed_of(size), SHARE[size], start_trust=trust)
    world, luck = stage_of(parameters, [])
    world.hunters["reserve"] = world.hunters["full"]
    world.camp["store"] = 0.0
    morning_of(world, FIRST)
    run_days(world, luck, FIRST, FIRST + 1)
    worth = world.weighed[0]
    assert worth[Action.HUNT] == pytest.approx(worth_of_holding(size, trust), rel=0.02)
    assert worth[Action.FORAGE] == pytest.approx(worth_of_a_rabbit(size, 1.0), rel=0.02)


@each(
    ("size", "paid", "common"),
    [(5, (0.551, 0.896), (0.256, 0.987)), (6, (0.63, 0.918), (0.335, 0.991)), (7, (0.659, 0.943), (0.387, 0.995)),
     (8, (0.624, 0.794), (0.317, 0.957))],
)  # fmt: skip
def test_holding_pays_between_two_levels_of_trust(size, paid, common):
    assert trusts_that_hold(size, 1.0) == pytest.approx(paid, abs=0.002)
    assert trusts_that_hold(size, 0.0) == pytest.approx(common, abs=0.002)
    assert trusts_that_hold(size, 2.0) is None


def test_two_closed_days_bring_it_down():
    assert fallen_after([True, False, True, True]) == 2
    assert fallen_after([True, False, False, False]) is None
    assert fallen_after([]) is None


def test_the_chance_to_hold_follows_the_worth():
    assert chance_to_hold(6, 0.8, 1.0, 0.2) > 0.5 > chance_to_hold(6, 0.45, 1.0, 0.2)
    assert chance_to_hold(6, 0.0, 20.0, 1e-4) == pytest.approx(0.0)


@pytest.mark.usefixtures("compiled")
@each("trust", [0.45, 0.7, 0.9])
def test_model_hunters_hold_on_the_first_morning_as_often_as_their_rule_says(trust):
    """Paid per rabbit there is nothing else to do; for the food alone some do neither."""
    rule = chance_to_hold(6, trust, 1.0, Parameters().temperature)
    assert share_that_holds(6, trust, 1.0, 100) == pytest.approx(rule, abs=0.05)
    assert rule < share_that_holds(6, trust, 0.0, 100) < chance_to_hold(6, trust, 0.0, Parameters().temperature) + 0.02


@pytest.mark.usefixtures("compiled")
def test_rings_of_the_model_fall_where_the_rule_says():
    """With little trust rings fail under both pays, with some only per rabbit, with much under neither."""
    shares = {(trust, kappa): share_that_falls(6, trust, kappa, 40) for trust in (0.1, 0.45, 0.8) for kappa in (0, 1)}
    assert shares[0.1, 0] < 0.2
    assert shares[0.1, 1] == 0
    assert shares[0.45, 0] > 0.45
    assert shares[0.45, 1] < 0.05
    assert shares[0.8, 0] > 0.95
    assert shares[0.8, 1] > 0.7
    assert [falls(6, 0.6, 0, seed) for seed in range(9)] == [falls(6, 0.6, 0, seed) for seed in range(9)]
