"""Hands in the compiled engine: a mammoth that stands beside everyone each morning, and nothing else left to chance.

The tests compare the game of :mod:`hunt.hands` with it, and ``hunt hands`` lets hunters of the model play the game.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from agents.environment import Luck
from hunt.catalogue.interventions import acts_of
from hunt.catalogue.parameters import Parameters
from hunt.engine.records import Records, record_of
from hunt.hands import DAYS, SHARE, START_ODDS, fallen_after, needed_of, trusts_that_hold
from hunt.vocabulary import NOBODY, Action

FIRST = 1
"""The day on which a ring is tried first: on day 0 the hunt would be called, and the party asked, as usual."""

CALM = {"great_herd": -1, "variety": 0, "rough": 0, "volatility": 0, "wolves": 0, "winter": 0, "roam": 0, "rest": 0}
CERTAIN = {"steadiness": 1, "strike_odds": 1, "leadership": "none", "injury": 0, "forage_noise": 0, "flight": 0}
PLAIN = {"hunger_gain": 0, "effort_work": 0, "effort_hunt": 0, "honour": 0, "pooled": 1, "learning": 0, "horizon": 1e9}
PAID = tuple(tuple(1.0 if action == Action.FORAGE else 0.0 for action in Action) for _ in range(4))
RULE = {"table": PAID, "shared": 0, "praise": 0}


def parameters_of(size: int, needed: int, share: float, **changes: Any) -> Parameters:
    """Return the settings in which nothing is left to chance but what the hunters choose.

    Parameters
    ----------
    size, needed
        Hunters in the ring, and how many of them must hold.
    share
        Days of food that the mammoth brings per hunter.
    changes
        Further parameters. ``kappa`` is the pay for a rabbit, by default 1 day of food; 0 is no pay but the food.
    """
    given: dict[str, Any] = {
        "hunters": size,
        "days": FIRST + DAYS + 2,
        "width": 9,
        "height": 9,
        "herds": 1,
        "herd_size": 1,
    }
    given |= {"needed": needed, "meat": share, "toughness": 2, "haul": 1e6, "stay": 100, "patience": 30}
    given |= {"start_odds": START_ODDS, "small_game": 1.25, "kappa": 1.0}
    return Parameters(**(given | CALM | CERTAIN | PLAIN | RULE | changes))


def stage_of(parameters: Parameters, choices: Sequence[Sequence[str]], seed: int = 1) -> tuple[Records, Luck]:
    """Return a world with one mammoth beside everyone, whose ring all have promised to hold.

    ``choices`` has a row per day and an action per hunter, which are forced on them; without a row they choose freely.
    """
    from hunt.engine.initial_state import initial_state

    world, luck = initial_state(parameters, seed)
    changes = [
        (FIRST + day, {"force": f"{h}/{action}"}) for day, row in enumerate(choices) for h, action in enumerate(row)
    ]
    world = world._replace(params=record_of(parameters), acts=acts_of(parameters, changes))
    world.beasts[0]["arrives"], world.beasts[0]["leaves"] = 0, 100
    world.hunters["skills"][:] = 1.0
    return world, luck


def morning_of(world: Records, day: int) -> None:
    """Set the same stage on every morning: the mammoth is there and everyone has promised to hold its ring."""
    beast = world.beasts[0]
    for name, value in {"here": True, "sighted": day, "called": 0, "caller": 0, "waited": 0, "rested": NOBODY}.items():
        beast[name] = value
    beast["promises"] = len(world.hunters)
    for axis in ("x", "y", "seen_x", "seen_y", "from_x", "from_y"):
        beast[axis] = 4
    world.hunters["x"], world.hunters["y"] = 4, 4
    world.quarries[0] = 0
    world.promised[:] = 0
    world.present[0] = 0
    world.camp["present"] = 1


def day_of(world: Records, luck: Luck, day: int) -> tuple[bool, bool]:
    """Simulate a day; return whether the ring closed and whether the mammoth is down."""
    from hunt.engine.compiled import run_days

    rings = int(world.camp["rings"])
    morning_of(world, day)
    run_days(world, luck, day, day + 1)
    return int(world.camp["rings"]) > rings, bool(world.beasts[0]["down"] >= 0)


def falls(size: int, trust: float, kappa: float, seed: int, days: int = DAYS) -> bool:
    """Say whether hunters of the model bring the mammoth down in some days; they learn from each day whom to trust.

    Parameters
    ----------
    size, trust
        Hunters in the ring, and how far they trust each other on the first morning.
    kappa
        Pay for a rabbit, in days of food; 0 leaves them the common food alone.
    seed
        Of the dice with which they choose.
    days
        How many days they have, 1 to 8.
    """
    changes = {"kappa": kappa, "start_trust": trust, "days": FIRST + days + 2}
    world, luck = stage_of(parameters_of(size, needed_of(size), SHARE[size], **changes), [], seed)
    closed = []
    for day in range(FIRST, FIRST + days):
        closed.append(day_of(world, luck, day)[0])
        if fallen_after(closed) is not None:
            return True
    return False


@cache
def share_that_holds(size: int, trust: float, kappa: float, runs: int) -> float:
    """Return the share of model hunters who hold on the first morning, in rings with seeds 1 to ``runs``."""
    parameters = parameters_of(size, needed_of(size), SHARE[size], kappa=kappa, start_trust=trust)
    held = 0
    for seed in range(1, runs + 1):
        world, luck = stage_of(parameters, [], seed)
        day_of(world, luck, FIRST)
        held += int(np.count_nonzero(world.hunters["action"] == Action.HUNT))
    return held / (size * runs)


@cache
def share_that_falls(size: int, trust: float, kappa: float, runs: int) -> float:
    """Return the share of rings of model hunters whose mammoth falls, seeds 1 to ``runs``."""
    return float(np.mean([falls(size, trust, kappa, seed) for seed in range(1, runs + 1)]))


TRUSTS = (0.3, 0.45, 0.6, 0.7, 0.8, 0.9)


def window_rows() -> list[dict[str, Any]]:
    """Return, by size of the ring, between which levels of trust it pays to hold under four pays."""
    kappas = {
        "paid 1 per rabbit": 1.0,
        f"paid {Parameters().kappa:g}": Parameters().kappa,
        "paid 2": 2.0,
        "the food alone": 0.0,
    }
    rows = []
    for size, share in SHARE.items():
        row: dict[str, Any] = {"people": size, "must hold": needed_of(size), "food": share * size}
        for name, kappa in kappas.items():
            found = trusts_that_hold(size, kappa)
            row[name] = "never" if found is None else f"{found[0]:.2f} to {found[1]:.2f}"
        rows.append(row)
    return rows


def fall_rows(runs: int, sizes: Sequence[int]) -> list[dict[str, Any]]:
    """Return, by size and pay, the share of rings of model hunters whose mammoth falls, by trust at the start."""
    rows = []
    for size in sizes:
        for pay, kappa in (("1 per rabbit", 1.0), ("the food alone", 0.0)):
            row: dict[str, Any] = {"people": size, "must hold": needed_of(size), "paid": pay}
            rows.append(row | {f"{trust:.2f}": f"{share_that_falls(size, trust, kappa, runs):.2f}" for trust in TRUSTS})
    return rows
