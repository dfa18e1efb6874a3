"""Hands agrees with the engine: when a ring closes, when the mammoth falls, and what holding is worth."""

import numpy as np
import pytest
from cases import each

from hunt.catalogue.interventions import acts_of
from hunt.catalogue.parameters import Parameters
from hunt.engine.compiled import run_days
from hunt.engine.initial_state import initial_state
from hunt.engine.records import record_of
from hunt.hands import (
    NEEDED,
    SHARE,
    START_ODDS,
    chance_to_hold,
    fallen_after,
    meat_of,
    needed_of,
    worth_of_a_rabbit,
    worth_of_holding,
)
from hunt.vocabulary import Action

FIRST = 1
"""The day on which a ring is tried first: on day 0 the hunt would be called, and the party asked, as usual."""

CALM = {"great_herd": -1, "variety": 0, "rough": 0, "volatility": 0, "wolves": 0, "winter": 0, "roam": 0}
CERTAIN = {"steadiness": 1, "strike_odds": 1, "leadership": "none", "injury": 0, "forage_noise": 0, "evidence": 0}
PLAIN = {"hunger_gain": 0, "effort_work": 0, "effort_hunt": 0, "honour": 0, "pooled": 1, "learning": 0, "horizon": 1e9}
PAID = [[1.0 if action == Action.FORAGE else 0.0 for action in Action] for _ in range(4)]
RULE = {"table": PAID, "shared": 0, "kappa": 1, "praise": 0}


def parameters_of(size, needed, share, **changes):
    """Return the settings in which nothing is left to chance but what the hunters choose."""
    given = {"hunters": size, "days": 8, "width": 9, "height": 9, "herds": 1, "herd_size": 1, "stay": 100}
    given |= {
        "needed": needed,
        "meat": share,
        "toughness": 2,
        "haul": 1e6,
        "start_odds": START_ODDS,
        "small_game": 1.25,
    }
    return Parameters(**(given | CALM | CERTAIN | PLAIN | RULE | changes))


def stage_of(parameters, choices):
    """Return a world with one mammoth beside everyone, whose ring all have promised to hold; choices by day."""
    world, luck = initial_state(parameters, 1)
    changes = [
        (FIRST + day, {"force": f"{h}/{action}"}) for day, row in enumerate(choices) for h, action in enumerate(row)
    ]
    world = world._replace(params=record_of(parameters), acts=acts_of(parameters, changes))
    beast = world.beasts[0]
    for name, value in {"arrives": 0, "leaves": 100, "here": True, "sighted": 0, "called": 0, "caller": 0}.items():
        beast[name] = value
    beast["promises"] = parameters.hunters
    for axis in ("x", "y", "seen_x", "seen_y", "from_x", "from_y"):
        beast[axis] = 4
    world.hunters["x"], world.hunters["y"] = 4, 4
    world.hunters["skills"][:] = 1.0
    world.quarries[0] = 0
    world.promised[:] = 0
    world.present[0] = 0
    world.camp["present"] = 1
    return world, luck


def day_of(world, luck, day):
    """Simulate a day; return whether the ring closed and whether the mammoth is down."""
    rings = int(world.camp["rings"])
    world.beasts[0]["sighted"] = day
    run_days(world, luck, day, day + 1)
    return int(world.camp["rings"]) > rings, bool(world.beasts[0]["down"] >= 0)


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
    run_days(world, luck, FIRST, FIRST + 1)
    worth = world.weighed[0]
    assert worth[Action.HUNT] == pytest.approx(worth_of_holding(size, trust), rel=0.02)
    assert worth[Action.FORAGE] == pytest.approx(worth_of_a_rabbit(size, 1.0), rel=0.02)


def window(size, kappa, shared=False):
    """Return the trust from which, and up to which, holding is worth more than a rabbit; None if it never is."""
    rabbit = 1 / size if shared else worth_of_a_rabbit(size, kappa)
    trusts = np.linspace(0, 1, 10_001)
    better = [trust for trust in trusts if worth_of_holding(size, trust) > rabbit]
    return (round(better[0], 3), round(better[-1], 3)) if better else None


@each(
    ("size", "paid", "common"),
    [(5, (0.551, 0.896), (0.256, 0.987)), (6, (0.63, 0.918), (0.335, 0.991)), (7, (0.659, 0.943), (0.387, 0.995)),
     (8, (0.624, 0.794), (0.317, 0.957))],
)  # fmt: skip
def test_holding_pays_between_two_levels_of_trust(size, paid, common):
    assert window(size, 1.0) == pytest.approx(paid, abs=0.002)
    assert window(size, 1.0, shared=True) == pytest.approx(common, abs=0.002)
    assert window(size, 2.0) is None


def test_two_closed_days_bring_it_down():
    assert fallen_after([True, False, True, True]) == 2
    assert fallen_after([True, False, False, False]) is None
    assert fallen_after([]) is None


def test_the_chance_to_hold_follows_the_worth():
    assert chance_to_hold(6, 0.8, 1.0, 0.2) > 0.5 > chance_to_hold(6, 0.45, 1.0, 0.2)
    assert chance_to_hold(6, 0.0, 20.0, 1e-4) == pytest.approx(0.0)
