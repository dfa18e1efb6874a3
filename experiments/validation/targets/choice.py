"""T1, T2, T12: when it pays to join a hunt, as far as one trusts the others."""

from collections.abc import Callable
from functools import partial
from typing import Any

from scipy.optimize import brentq, minimize_scalar

from agents.behaviour.deciding import choose, weigh
from agents.behaviour.hauling import USUAL_KEEPING
from agents.behaviour.trusting import update_mean_trust
from agents.environment import Luck
from experiments.validation.plain_world import plain_world
from experiments.validation.targets.target import Target, binomial
from hunt.catalogue.parameters import Parameters
from hunt.vocabulary import Action, Hours, Skill
from hunt.world.camp import set_rations
from hunt.world.ring import hunt_one_day

QUIET: dict[str, Any] = {
    **{"days": 1, "width": 9, "height": 9, "herds": 1, "herd_size": 1},
    # No regime, no efforts, no hunger: an action is worth the food it brings.
    **{"kappa": 0.0, "praise": 0.0, "chief_shared": -1.0, "sees": 1.0, "form": "piece", "alignment": 0.0},
    **{"phi": 1.0, "hunger_gain": 0.0, "temperature": 0.0, "pooled": 0.0, "need": 1.0},
    **{"effort_work": 0.0, "effort_hunt": 0.0, "honour": 0.0, "horizon": 1e9, "food_target": 1.0},
    # One kind of beast on one kind of ground, and everyone knows how many it needs; a closed ring kills.
    **{"variety": 0, "rough": 0.0, "start_odds": 1.0, "hunts_at_once": 1},
}
SURE: dict[str, Any] = {
    **{"strike_odds": 1.0, "toughness": 1, "steadiness": 1.0, "craft": 20},
    **{"leadership": "none", "serving": 0.0, "injury": 0.0, "evidence": 0.0},
}
"""A hunt in which nothing is left to chance but who comes."""

PLENTY = 1.0e6  # person-days nobody could haul
EVIDENCE = 1000.0  # observations behind a trust that is set: enough for any trust from .001 to .999
LOW, HIGH = 0.002, 0.998  # trust nobody falls below or rises above
EXACT = 1e-6

PALFREY = "Palfrey & Rosenthal 1984, J. Public Economics 24, 171-193"
SKYRMS = "Skyrms 2004, The Stag Hunt and the Evolution of Social Structure"


def called(**changes: Any) -> tuple[Any, Luck]:
    """Return a quiet world in which a hunt is called next to the camp, and everybody has promised to come."""
    world, luck = plain_world(Parameters(**(QUIET | changes)))
    beast = world.beasts[0]
    beast.x, beast.y, beast.here, beast.called, beast.sighted = world.camp.x, world.camp.y, True, 0, 0
    world.quarries[0] = 0
    world.promised[:] = 0
    beast.promises = len(world.hunters)
    return world, luck


def trust_all(world: Any, p: float) -> None:
    """Give all hunters the evidence with which they trust each other to degree p."""
    world.kept[:] = p * EVIDENCE - 1.0
    world.broken[:] = (1.0 - p) * EVIDENCE - 1.0
    update_mean_trust(world)


def gain(world: Any, p: float, instead_of: Action) -> float:
    """Return how much more the hunt is worth than another action, at trust p."""
    trust_all(world, p)
    weigh(0, world)
    return float(world.weighed[0, Action.HUNT] - world.weighed[0, instead_of])


def joins(world: Any, luck: Luck, p: float) -> bool:
    """Tell whether the best action at trust p is the hunt."""
    trust_all(world, p)
    choose(0, 0, world, luck)
    return bool(world.hunters[0].action == Action.HUNT)


def switch(decides: Callable[[float], bool], low: float, high: float) -> float:
    """Return where a decision changes between low and high, by bisection; NaN when it does not."""
    first = decides(low)
    if decides(high) == first:
        return float("nan")
    while high - low > 1e-9:
        middle = 0.5 * (low + high)
        if decides(middle) == first:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)


def best_trust(world: Any, instead_of: Action) -> float:
    """Return the trust at which joining pays most."""
    best = minimize_scalar(lambda p: -gain(world, p, instead_of), bounds=(LOW, HIGH), options={"xatol": 1e-7})
    return float(best.x)


def window(world: Any, luck: Luck, instead_of: Action) -> tuple[float, float]:
    """Return the trust from which on, and up to which, a hunter joins."""
    top = best_trust(world, instead_of)
    return (
        switch(partial(joins, world, luck), LOW, top),
        switch(partial(joins, world, luck), top, HIGH),
    )


def roots(surplus: Callable[[float], float]) -> tuple[float, float, float]:
    """Return both roots and the highest point of a function of trust that rises and falls once."""
    top = float(minimize_scalar(lambda p: -surplus(p), bounds=(0.0, 1.0), options={"xatol": 1e-10}).x)
    if surplus(top) <= 0.0:
        return float("nan"), float("nan"), top
    return float(brentq(surplus, 0.0, top)), float(brentq(surplus, top, 1.0)), top


def t1(seed: int, quick: bool) -> list[Target]:
    """Two hunters, a stag that needs both, a hare for a hunter alone."""
    rows = []
    for effort in (0.0, 1.0):
        a, b, c, d = 4.0, 0.0 - effort, 3.0, 3.0
        # What each gets of the stag pays for the effort.
        world, luck = called(hunters=2, needed=2, meat=a + effort, haul=PLENTY, effort_hunt=effort, steadiness=1.0)
        world.hunters[0].catch = c
        rows.append(
            Target(
                id="T1",
                name=f"two-person stag hunt, payoffs {a:g}/{b:g}/{c:g}/{d:g}: trust above which to hunt",
                formula="p* = (d - b) / (a - b - c + d)",
                source=SKYRMS,
                expected=(d - b) / (a - b - c + d),
                simulated=switch(partial(joins, world, luck), LOW, HIGH),
                tolerance=EXACT,
            )
        )
    return rows


N, M, F, COST = 6, 3, 18.0, 1.0  # the example of T2


def threshold_world(factor: float, **changes: Any) -> tuple[Any, Luck]:
    """Return a world that is the threshold public good: M who hold bring down factor x cost, shared by all."""
    meat = factor * COST / N  # days of food per hunter
    world, luck = called(hunters=N, needed=M, meat=meat, haul=PLENTY, effort_hunt=COST, steadiness=1.0, **changes)
    for hunter in world.hunters:
        hunter.catch = 0.0  # no small game: hunters who do not hunt might as well rest
    return world, luck


def food_a_head(holders: int, factor: float = F) -> float:
    """Let k of N hold the ring and haul for a day while the rest stay at home; return the food per hunter."""
    changes = {name: value for name, value in SURE.items() if name != "steadiness"}
    world, luck = threshold_world(factor, days=2, patience=2, **changes)
    for h, hunter in enumerate(world.hunters):
        hunter.skills[:] = 1.0
        hunter.skills[Skill.KEEP] = USUAL_KEEPING
        hunter.hours[Hours.WORK] = 1.0
        if h < holders:
            hunter.action, hunter.target, hunter.there = Action.HUNT, 0, True
    world.camp.store = 0.0
    hunt_one_day(0, 0, world, luck)
    hunt_one_day(0, 1, world, luck)
    set_rations(world)
    return float(world.camp.ration)


def t2(seed: int, quick: bool) -> list[Target]:
    """N hunters who were asked, a beast that needs M, and meat shared by all, hunters or not."""

    def pivotal(x: float) -> float:
        return binomial(M - 1, N - 1, x)

    def some_trust_is_enough(factor: float) -> bool:
        world, _ = threshold_world(factor)
        return gain(world, best_trust(world, Action.REST), Action.REST) > 0.0

    formula = "f_C - f_D = c [(F/N) P(K = M - 1) - 1], K ~ Bin(N - 1, x)"
    left, right, top = roots(lambda x: COST * (F / N * pivotal(x) - 1.0))
    world, luck = threshold_world(F)
    found = window(world, luck, Action.REST)
    deeds = max(abs(food_a_head(k) - (F * COST / N if k >= M else 0.0)) for k in range(N + 1))
    game = f"threshold public good, N={N}, M={M}"
    return [
        Target(
            id="T2",
            name=f"{game}: smallest F at which some trust is enough",
            formula=f"F* = N / max P(K = M - 1); {formula}",
            source=PALFREY,
            expected=N / pivotal(top),
            simulated=switch(some_trust_is_enough, 1.0, 10.0 * N),
            tolerance=EXACT * N,
        ),
        Target("T2", f"{game}, F={F:g}: trust x_L from which to hold", formula, PALFREY, left, found[0], EXACT),
        Target("T2", f"{game}, F={F:g}: trust x_R up to which to hold", formula, PALFREY, right, found[1], EXACT),
        Target(
            id="T2",
            name=f"{game}, F={F:g}: food per hunter after k held the ring and hauled, largest error over k",
            formula="F c / N if k >= M, else 0",
            source=PALFREY,
            expected=0.0,
            simulated=deeds,
            tolerance=1e-4,
        ),
    ]


def t12(seed: int, quick: bool) -> list[Target]:
    """The trust at which a hunter joins, between pay for own product and pay for the band's result."""
    n, m, q, v, f, o = 10, 5, 0.3, 300.0, 0.75, 1.0
    forager = tuple(o if action == Action.FORAGE else 0.0 for action in Action)

    def world_of(kappa: float, w: float) -> tuple[Any, Luck]:
        world, luck = called(
            **{"hunters": n, "needed": m, "start_odds": q, "meat": v / n, "haul": PLENTY, "pooled": 1.0},
            **{"steadiness": 1.0},
            **{"kappa": kappa, "shared": w, "table": (forager,) * len(Skill)},
        )
        world.hunters[0].catch = f
        return world, luck

    def surplus(p: float, kappa: float, w: float) -> float:
        alone = (1.0 + kappa * w) * f / n + kappa * (1.0 - w) * o
        return (1.0 + kappa * w) * q * v / n * binomial(m - 1, n - 1, p) - alone

    def somebody_joins(kappa: float) -> bool:
        world, luck = world_of(kappa, 0.0)
        return joins(world, luck, best_trust(world, Action.FORAGE))

    formula = "join iff (1 + kappa w)(qV/N) B(p) > (1 + kappa w) f/N + kappa (1 - w) o"
    source = "the reward rule, with the pivotal hunter of " + PALFREY
    rows = []
    for kappa, w in ((0.0, 0.0), (1.0, 1.0), (1.0, 0.0)):
        low, high, _ = roots(partial(surplus, kappa=kappa, w=w))
        world, luck = world_of(kappa, w)
        found = window(world, luck, Action.FORAGE)
        name = f"joining window, N={n}, M={m}, kappa={kappa:g}, w={w:g}"
        rows.append(Target("T12", f"{name}: from trust", formula, source, low, found[0], EXACT))
        rows.append(Target("T12", f"{name}: up to trust", formula, source, high, found[1], EXACT))
    unpaid = partial(surplus, kappa=0.0, w=0.0)
    rows.append(
        Target(
            id="T12",
            name=f"joining window, N={n}, M={m}, w=0: kappa above which nobody joins at any trust",
            formula="kappa* = [(qV/N) max B(p) - f/N] / o",
            source=source,
            expected=unpaid(roots(unpaid)[2]) / o,
            simulated=switch(somebody_joins, 0.0, 10.0),
            tolerance=EXACT,
        )
    )
    return rows
