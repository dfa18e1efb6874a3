"""T13: what pay for a measure is worth, by the angle between what is measured and what feeds the band.

In the papers effort is a quantity with a quadratic cost.  Our hunters choose one action a day, so the result is reached
in two ways.  The logit choice of one hunter gives its sign: the slope of what the band gains from pay is a covariance,
so it goes with a cosine too, but of deviations from the mean, because a day goes to one action or another.  Many
hunters whose own small game is spread evenly give the papers' setting itself: the share of them who take a task is
proportional to its pay, and the small game they forgo to the square of that share.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from agents.actions import CONTRIBUTIONS
from agents.behaviour.deciding import choose
from agents.environment import Luck
from experiments.validation.targets.choice import EXACT, called, switch
from experiments.validation.targets.target import Target
from hunt.vocabulary import IMPOSSIBLE, Action, Skill

BAKER = "Baker 2002, J. Human Resources 37, 728-751; Feltham & Xie 1994, The Accounting Review 69, 429-453"
FEEDS = np.array(CONTRIBUTIONS)
ACTIONS = len(Action)
STEP = 1e-4  # of kappa: half the width over which a slope is taken
TABLES = 20


def paying_world(rows: Sequence[Sequence[float]], **changes: Any) -> tuple[Any, Luck]:
    """Return a world in which no action feeds anyone but small game, so that pay decides; one pay row a role."""
    padded = [tuple(float(one) for one in row) for row in rows]
    padded += [padded[-1]] * (len(Skill) - len(padded))
    world, luck = called(hunters=4, meat=0.0, kappa=1.0, shared=0.0, table=tuple(padded), **changes)
    for h, hunter in enumerate(world.hunters):
        hunter.role, hunter.catch, hunter.finds = h, 0.0, 0.0
    return world, luck


# --- one hunter, logit choice ---------------------------------------------------------------------------------------


def chances(world: Any, luck: Luck, kappa: float) -> NDArray[np.float64]:
    """Return how likely the first hunter is to choose each action, by the weights that the rule draws from."""
    world.params = world.params.but(kappa=kappa)
    choose(0, 0, world, luck)
    tickets = np.array(world.tickets, dtype=float)
    return tickets / tickets.sum()


def slope(world: Any, luck: Luck, kappa: float) -> float:
    """Return how fast the expected contribution of a hunter's day rises with the weight of pay."""
    after, before = chances(world, luck, kappa + STEP), chances(world, luck, kappa - STEP)
    return float(FEEDS @ (after - before)) / (2.0 * STEP)


def full_scale(row: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a pay row moved and stretched to lie between 0 and 1, as a pay table must."""
    return (row - row.min()) / (row.max() - row.min())


def worst_slope(seed: int) -> float:
    """Return the largest error of the slope against the covariance, over random pay tables and temperatures."""
    rng = np.random.default_rng([seed, 13])
    worst = 0.0
    for _ in range(TABLES):
        row = full_scale(rng.random(ACTIONS))
        kappa, temperature = rng.uniform(0.5, 3.0), rng.uniform(0.3, 1.0)
        world, luck = paying_world([row], temperature=temperature)
        world.hunters[0].catch = rng.uniform(0.0, 1.0)
        p = chances(world, luck, kappa)
        covariance = p @ (FEEDS * row) - (p @ FEEDS) * (p @ row)
        worst = max(worst, abs(slope(world, luck, kappa) - covariance / temperature))
    return worst


def turned(degrees: float) -> tuple[Any, Luck]:
    """Return a world whose pay row has a given angle to what feeds, among the actions that are possible."""
    world, luck = paying_world([np.linspace(0.0, 1.0, ACTIONS)])
    choose(0, 0, world, luck)
    open_today = np.array([gain > IMPOSSIBLE for gain in world.gains])
    along = np.where(open_today, FEEDS - FEEDS[open_today].mean(), 0.0)
    across = np.where(open_today, np.cos(np.arange(ACTIONS)), 0.0)  # any other direction will do
    across = np.where(open_today, across - across[open_today].mean(), 0.0)
    across -= along * (across @ along) / (along @ along)
    angle = math.radians(degrees)
    row = math.cos(angle) * along / np.linalg.norm(along) + math.sin(angle) * across / np.linalg.norm(across)
    return paying_world([full_scale(row)], temperature=0.5)


def pays(degrees: float) -> bool:
    """Tell whether a little pay by a measure at this angle feeds the band better than none."""
    world, luck = turned(degrees)
    return slope(world, luck, 2.0 * STEP) > 0.0


# --- many hunters, evenly spread small game -------------------------------------------------------------------------

TASKS = (Action.SCOUT, Action.HUNT)
"""What trackers and drivers are paid for in most of the rows."""


class TwoTasks:
    """Trackers and drivers who each have one paid task, and small game of their own worth 0 to 1 days of food.

    Each of them can do their task or hunt small game.  A task contributes what the yardstick says, less what a day of
    small game does.
    """

    def __init__(self, measured: Sequence[float], tasks: Sequence[Action] = TASKS) -> None:
        rows = np.zeros((len(tasks), ACTIONS))
        rows[:, Action.RESCUE] = 1.0  # the best of a role must pay 1, and there is nobody to rescue
        for role, (task, m) in enumerate(zip(tasks, measured, strict=True)):
            rows[role, task] = m
        self.world, self.luck = paying_world(rows)
        self.tasks = tasks
        self.measured = np.array(measured)
        self.adds = np.array([CONTRIBUTIONS[task] - CONTRIBUTIONS[Action.FORAGE] for task in tasks])

    def shares(self, kappa: float) -> NDArray[np.float64]:
        """Return which share of each role does its task: those whose small game is worth less than their pay."""
        self.world.params = self.world.params.but(kappa=kappa)
        return np.array([switch(lambda catch, h=h: self._works(h, catch), -1e-6, 1.0) for h in range(len(self.tasks))])

    def _works(self, h: int, catch: float) -> bool:
        self.world.hunters[h].catch = catch
        choose(h, 0, self.world, self.luck)
        return bool(self.world.hunters[h].action == self.tasks[h])

    def gain(self, kappa: float) -> float:
        """Return what the band gains from pay: contributions less the small game forgone, days of food a hunter."""
        shares = self.shares(kappa)
        return float(self.adds @ shares - 0.5 * shares @ shares)

    def best(self) -> tuple[float, float]:
        """Return the strength of pay at which the band gains most, and that gain."""
        found = minimize_scalar(lambda kappa: -self.gain(kappa), bounds=(0.0, 0.9), options={"xatol": 1e-6})
        return float(found.x), -float(found.fun)

    def cosine(self) -> float:
        """Return the cosine between what is measured and what contributes."""
        sizes = np.linalg.norm(self.measured) * np.linalg.norm(self.adds)
        return float(self.adds @ self.measured / sizes)


def adds_by_measure(second: float) -> bool:
    """Tell whether paying drivers for their own numbers, next to trackers for scouting, adds to what feeds the band."""
    two = TwoTasks((0.5, second), (Action.SCOUT, Action.OWN))
    return float(two.adds @ two.shares(0.5)) > 0.0


def t13(seed: int, quick: bool) -> list[Target]:
    """Pay for a measure that agrees more or less with what feeds the band."""
    two = TwoTasks((1.0, 0.3))  # what the default pay table gives trackers for scouting and drivers for holding
    strength, most = two.best()
    rng = np.random.default_rng([seed, 131])
    others = [TwoTasks(tuple(rng.uniform(0.4, 1.0, 2))) for _ in range(3)]
    ratios = [other.best()[1] / most / (other.cosine() / two.cosine()) ** 2 for other in others]
    return [
        Target(
            id="T13",
            name=f"congruence, logit choice: slope of contributions with kappa, largest error over {TABLES} pay tables",
            formula="dE[c]/dkappa = Cov_p(c, m) / T",
            source="derivative of the logit choice (McKelvey & Palfrey 1995)",
            expected=0.0,
            simulated=worst_slope(seed),
            tolerance=1e-6,
        ),
        Target(
            id="T13",
            name="congruence, logit choice: angle of measured to contributed at which pay stops helping, degrees",
            formula="cos = 0, of the deviations from the mean over the possible actions",
            source=BAKER,
            expected=90.0,
            simulated=switch(pays, 30.0, 150.0),
            tolerance=0.05,  # a slope is taken over a small step of kappa, not at a point
        ),
        Target(
            id="T13",
            name="congruence, two tasks: measured share of the drivers' own numbers above which pay does harm",
            formula="c . m = 0, so m2 = 0.5 (0.6 - 0.4) / (0.4 - 0.0)",
            source=BAKER,
            expected=0.25,
            simulated=switch(adds_by_measure, 0.01, 1.0),
            tolerance=EXACT * 10.0,
        ),
        Target(
            id="T13",
            name="congruence, two tasks, linear-quadratic: strength of pay at which the band gains most",
            formula="kappa* = c . m / |m|^2",
            source=BAKER,
            expected=float(two.adds @ two.measured / (two.measured @ two.measured)),
            simulated=strength,
            tolerance=1e-4,
        ),
        Target(
            id="T13",
            name="congruence, two tasks, linear-quadratic: gain at that strength, days of food per pair of hunters",
            formula="|c|^2 cos^2 / 2",
            source=BAKER,
            expected=float(two.adds @ two.adds) * two.cosine() ** 2 / 2.0,
            simulated=most,
            tolerance=EXACT,
        ),
        Target(
            id="T13",
            name="congruence, two tasks: gain against cos^2, largest relative error over other measures",
            formula="gain / gain' = cos^2 / cos'^2",
            source=BAKER,
            expected=0.0,
            simulated=max(abs(ratio - 1.0) for ratio in ratios),
            tolerance=1e-4,
        ),
    ]
