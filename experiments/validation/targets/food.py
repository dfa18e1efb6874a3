"""T3, T8: what pooling does for the luck of the day, and how long luck may fail."""

import math
from typing import Any

import numba
import numpy as np
from scipy.optimize import brentq

from agents.environment import Luck
from experiments.validation.targets.target import CERTAIN, Target
from hunt.catalogue.parameters import Parameters
from hunt.engine.by_reference import by_reference
from hunt.engine.initial_state import initial_state
from hunt.engine.kernel import twin
from hunt.engine.records import Records
from hunt.vocabulary import Hours

_forage, _set_rations, _evening = twin.forage, twin.set_rations, twin.evening

BARE: dict[str, Any] = {
    **{"days": 1, "width": 30, "height": 9, "herds": 0, "rough": 0.0, "need": 1.0, "start_store": 0.0},
    "learning": 0.0,
}


@numba.njit(nogil=True, cache=True)
def sd_of_food(days, rng, world, luck):  # type: ignore[no-untyped-def]
    """Return the SD of what a hunter eats on a day of foraging, on ground that is full every morning."""
    world, luck = by_reference(world), by_reference(luck)
    total = 0.0
    squares = 0.0
    n = len(world.hunters)
    for _ in range(days):
        world.game[:, :] = 1.0
        luck.day_catch[0] = rng.random()
        for h in range(n):
            world.hunters[h].reserve = world.hunters[h].full
            luck.catch[0, h] = rng.random()
        for h in range(n):
            _forage(h, 0, world, luck)
        _set_rations(world)
        for h in range(n):
            _evening(h, 0, world)
            total += world.hunters[h].ate
            squares += world.hunters[h].ate ** 2
    mean = total / (days * n)
    return math.sqrt(squares / (days * n) - mean * mean)


def t3(seed: int, quick: bool) -> list[Target]:
    """Six foragers, alone and from one pot."""
    n, batches, days = 6, 20 if quick else 50, 2000
    rows = []
    for common in (0.0, 0.2):
        # All is eaten on the day: a catch stays below a need, and so above 0 that nothing is cut off.
        settings = {"hunters": n, "small_game": 0.5, "game_stock": 100.0, "forage_noise": 0.3, "forage_common": common}
        sd = {}
        for pooled in (0.0, 1.0):
            world, luck = initial_state(Parameters(**(BARE | settings | {"pooled": pooled})), seed)
            world.hunters["x"] = 2 + 4 * np.arange(n)  # out of each other's way
            world.hunters["hours"][:, Hours.WORK] = 1.0
            rng = np.random.default_rng([seed, 3])  # the same luck in both
            sd[pooled] = np.array([sd_of_food(days, rng, world, luck) for _ in range(batches)])
        left = sd[1.0] / sd[0.0]
        rows.append(
            Target(
                id="T3",
                name=f"food pooling, n={n}, R={common:g}: SD of a day's food left when all is pooled",
                formula="SD of the pooled / SD alone = sqrt([1 + (n - 1) R] / n)",
                source="Winterhalder 1986, J. Anthropol. Archaeol. 5, 369-392",
                expected=math.sqrt((1.0 + (n - 1) * common) / n),
                simulated=float(left.mean()),
                tolerance=CERTAIN * float(left.std(ddof=1)) / math.sqrt(batches),
            )
        )
    return rows


@numba.njit(nogil=True, cache=True)
def live_from_hand_to_mouth(many, find, food, keeps, rich, rng, world):  # type: ignore[no-untyped-def]
    """Simulate single hunters who find food with a chance each day, until they starve or are safe for good.

    Returns the sum and the sum of squares of the days survived, and how many starved.  What is not eaten is
    gone by the next morning unless the hunter ``keeps`` it.
    """
    world = by_reference(world)
    total = 0.0
    squares = 0.0
    starved = 0
    hunter = world.hunters[0]
    for _ in range(many):
        hunter.alive = True
        hunter.reserve = hunter.full
        hunter.pouch = 0.0
        world.camp.living = 1
        world.camp.store = 0.0
        days = 0.0
        while hunter.alive and hunter.reserve + hunter.pouch < rich:
            if not keeps:
                hunter.pouch = 0.0
            if rng.random() < find:
                hunter.pouch += food
            _set_rations(world)
            _evening(0, 0, world)
            days += 1.0
        if not hunter.alive:
            starved += 1
        total += days
        squares += days * days
    return total, squares, starved


def hunter_of(reserve: float, refill: float) -> tuple[Records, Luck]:
    """Return a world with one hunter who starves after a given number of days without food."""
    settings = {"hunters": 1, "reserve_low": reserve, "reserve_high": reserve, "refill": refill}
    return initial_state(Parameters(**(BARE | settings)), 1)


def t8(seed: int, quick: bool) -> list[Target]:
    """A hunter without a store: how long until a run of bad luck, and how likely ruin is at all."""
    many = 20_000 if quick else 200_000
    p, r = 0.25, 7
    world, _ = hunter_of(float(r), float(r))
    rng = np.random.default_rng([seed, 8])
    total, squares, _ = live_from_hand_to_mouth(many, p, r + 1.0, False, math.inf, rng, world)
    mean = total / many
    m, u = 5, 3
    xi = brentq(lambda x: (1.0 - p) + p * x**m - x, 0.0, 0.99)
    world, _ = hunter_of(float(u), 0.5)
    # From 150 days of food on, ruin has a chance below 2 in 10^8.
    _, _, starved = live_from_hand_to_mouth(many, p, float(m), True, 150.0, rng, world)
    return [
        Target(
            id="T8",
            name=f"run of r={r} failures, p={p:g}: mean days until a hunter starves whom one good day refills",
            formula="E[T] = ((1 - p)^-r - 1) / p",
            source="Feller 1968, An Introduction to Probability Theory I, XIII.7",
            expected=((1.0 - p) ** -r - 1.0) / p,
            simulated=mean,
            tolerance=CERTAIN * math.sqrt((squares / many - mean * mean) / many),
        ),
        Target(
            id="T8",
            name=f"ruin, p={p:g}, m={m}, u={u}: share who ever starve, starting with u days, finding m at a time",
            formula="xi^u, where xi = (1 - p) + p xi^m is the chance ever to be one day of food poorer",
            source="Feller 1968, An Introduction to Probability Theory I, XIV.8",
            expected=xi**u,
            simulated=starved / many,
            tolerance=CERTAIN * math.sqrt(xi**u * (1.0 - xi**u) / many),
        ),
    ]
