"""T15: effort under revenue sharing, a quota and ranking; and the public good whose contributions should decay.

The technology is that of the experiment: six workers, a price of 1.5 for a unit of effort, and a cost that rises with
the square of effort, so that the next unit costs 0 to 2.  Our hunters work whole days or not at all; bands in which a
day of work costs 0 to 2 days of food, evenly spread, are the same thing in small steps.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.behaviour.deciding import choose
from agents.behaviour.experience import learn_by_experience
from agents.behaviour.rewarding import MONTH, count_product
from agents.environment import Luck
from experiments.validation.targets.choice import EXACT, switch
from experiments.validation.targets.hauling import carcass, hauls
from experiments.validation.targets.target import Target
from hunt.vocabulary import Action, Form

NALBANTIAN = "Nalbantian & Schotter 1997, American Economic Review 87, 314-341"
WORKERS, PRICE, DEAREST = 6, 1.5, 2.0
KAPPA, QUOTA = 1.25, 0.5  # the default weight of pay and the default quota
STEPS = 32  # of the cost of a day; each threshold below falls between two of them


def team(cost: float, **changes: Any) -> tuple[Any, Luck]:
    """Return a band in which a day of work brings all together the price, and costs the hunter who does it."""
    settings = {"hunters": WORKERS, "haul": PRICE, "effort_work": cost} | changes
    world, luck = carcass("hauling", **settings)
    for hunter in world.hunters:
        hunter.catch = 0.0  # those who do not work rest
    return world, luck


def effort(**changes: Any) -> float:
    """Return the share of the days of a month on which hunters work, over all costs of a day."""
    worked = 0
    for step in range(STEPS):
        world, luck = team(DEAREST * (step + 0.5) / STEPS, **changes)
        for day in range(MONTH):
            for h in range(WORKERS):
                choose(h, 0, world, luck)
            for h, hunter in enumerate(world.hunters):
                worked += hunter.action == Action.HUNT
                count_product(h, day, world)
    return worked / (STEPS * MONTH * WORKERS)


def kappa_for_the_best() -> float:
    """Return the weight of the shared target from which on hunters work wherever the work is worth its cost."""

    def works(kappa: float) -> bool:
        world, luck = team(PRICE, kappa=kappa, shared=1.0)
        return hauls(world, luck)

    return switch(works, 0.0, 10.0)


def t15(seed: int, quick: bool) -> list[Target]:
    """Six hunters whose work feeds all, paid in four ways."""
    own = PRICE / WORKERS
    idle = own / DEAREST
    rows = (
        (
            "revenue sharing and no pay rule",
            {"kappa": 0.0},
            idle,
            "price / (2 N): the equilibrium, 12.5 of 100",
        ),
        (
            "shared target",
            {"kappa": KAPPA, "shared": 1.0},
            (1.0 + KAPPA) * idle,
            "(1 + kappa) price / (2 N)",
        ),
        (
            "quota",
            {"kappa": KAPPA, "shared": 0.0, "form": Form.QUOTA, "quota": QUOTA},
            QUOTA + (1.0 - QUOTA) * idle,
            "all work until the quota is met, then as without a pay rule",
        ),
        (
            "ranking",
            {"kappa": KAPPA, "shared": 0.0, "form": Form.RANKING},
            (own + KAPPA) / DEAREST,
            "(price / N + kappa) / 2; here the best of all efforts, 75 of 100",
        ),
    )
    found = [effort(**settings) for _, settings, _, _ in rows]
    targets = [
        Target(
            id="T15",
            name=f"team pay, N={WORKERS}, {name}: effort, share of the most",
            formula=formula,
            source=NALBANTIAN,
            expected=expected,
            simulated=one,
            tolerance=EXACT,
        )
        for (name, _, expected, formula), one in zip(rows, found, strict=True)
    ]
    return [
        *targets,
        Target(
            id="T15",
            name="team pay: steps in which effort rises from sharing over the quota to ranking",
            formula="2 of 2: relative pay beats targets, and targets beat sharing (order from the abstract)",
            source=NALBANTIAN,
            expected=2.0,
            simulated=float(np.sum(np.diff(found[1:]) > 0.05)),
            tolerance=0.0,
        ),
        Target(
            id="T15",
            name=f"team pay, N={WORKERS}: weight of the shared target at which all work that is worth it gets done",
            formula="kappa = N - 1",
            source="Holmstrom 1982, Bell J. Economics 13, 324-340 (moral hazard in teams)",
            expected=WORKERS - 1.0,
            simulated=kappa_for_the_best(),
            tolerance=EXACT * WORKERS,
        ),
    ]


# --- the decay of contributions, which is sought and not found ------------------------------------------------------

ROUNDS, MPCR = 10, 0.4


def contributions(seed: int, groups: int, **changes: Any) -> NDArray[np.float64]:
    """Let groups of four choose between a public and a private day; return the share of public ones, round by round."""
    rng = np.random.default_rng([seed, 15])
    given = np.zeros((groups, ROUNDS))
    for group in range(groups):
        world, luck = carcass("hauling", hunters=4, haul=4 * MPCR, **changes)
        for hunter in world.hunters:
            hunter.catch = 1.0
        for turn in range(ROUNDS):
            luck.choice[0, :] = rng.random(4)
            for h in range(4):
                choose(h, 0, world, luck)
            public = [hunter.action == Action.HUNT for hunter in world.hunters]
            world.camp.common = 4 * MPCR * sum(public)
            for h, hunter in enumerate(world.hunters):
                hunter.caught = 1.0 if hunter.action == Action.FORAGE else 0.0
                learn_by_experience(h, world)
            given[group, turn] = np.mean(public)
    means: NDArray[np.float64] = given.mean(axis=0)
    return means


def fall(seed: int, groups: int, **changes: Any) -> float:
    """Return how far contributions fall from the first two rounds to the last two, as shares of all days."""
    means = contributions(seed, groups, **changes)
    return float(means[:2].mean() - means[-2:].mean())
