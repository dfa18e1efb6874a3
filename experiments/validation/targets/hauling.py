"""T16: when it pays to haul meat that everyone eats."""

import math
from typing import Any, NamedTuple

from agents.behaviour.deciding import choose
from agents.behaviour.hauling import USUAL_KEEPING, haul
from agents.environment import Luck
from experiments.validation.plain_world import plain_world
from experiments.validation.targets.choice import EXACT, PLENTY, QUIET, switch
from experiments.validation.targets.target import Target
from hunt.catalogue.parameters import Parameters
from hunt.vocabulary import Action, Hours, Skill
from hunt.world.camp import set_rations

HUNGER_GAIN = 1.5  # with a body full in the morning it changes nothing
PAID: dict[str, dict[Action, float]] = {
    "small game": {Action.FORAGE: 1.0, Action.HUNT: 0.3},
    "hauling": {Action.HUNT: 1.0},
}
"""Pay tables, the same for all roles: what a day of small game and of hauling count for pay."""


def carcass(paid: str = "hauling", **changes: Any) -> tuple[Any, Luck]:
    """Return a quiet world in which a mammoth lies dead at the camp, and everyone has heard of it."""
    row = tuple(PAID[paid].get(action, 0.0) for action in Action)
    world, luck = plain_world(Parameters(**(QUIET | {"table": (row,) * len(Skill)} | changes)))
    beast = world.beasts[0]
    beast.x = beast.seen_x = world.camp.x
    beast.y = beast.seen_y = world.camp.y
    beast.here, beast.sighted, beast.down, beast.meat = True, 0, 0, PLENTY
    world.quarries[0] = 0
    world.camp.store = 0.0
    for hunter in world.hunters:
        hunter.heard = True
    return world, luck


def hauls(world: Any, luck: Luck) -> bool:
    """Tell whether the first hunter chooses to haul today."""
    choose(0, 0, world, luck)
    return bool(world.hunters[0].action == Action.HUNT)


class Case(NamedTuple):
    """A hunter who may haul or hunt small game; food in days of food."""

    name: str
    hunters: int
    kappa: float
    w: float
    paid: str
    catch: float = 1.0
    pooled: float = 0.0
    store: float = 0.0
    """Days that the store lasts."""
    horizon: float = 1e9
    walk: int = 0
    """Days of walking to the carcass."""
    reserve: float = 1.0
    """Body reserve, share of full."""
    target: float = 1.0
    """Food per hunter that meets the shared target."""


CASES = (
    Case("none, N=4", 4, 0.0, 0.0, "hauling"),
    Case("shared target, N=4, kappa=1.25", 4, 1.25, 1.0, "hauling"),
    Case("shared target, N=12, kappa=1.25", 12, 1.25, 1.0, "hauling"),
    Case("own product, N=12, small game counts 1, hauling 0.3", 12, 1.25, 0.0, "small game"),
    Case(
        "half and half, hungry, full store, two days away", 12, 1.25, 0.5, "small game", 0.8, 0.3, 30, 40, 2, 0.5, 2.5
    ),
)


def least_load(case: Case) -> float:
    """Return the load from which on a hunter hauls, by docs/model.md 7.1, 7.2 and 7.4."""
    discount = math.exp(-case.store / case.horizon)
    own = 1.0 + HUNGER_GAIN * (1.0 - case.reserve)
    counts = PAID[case.paid]
    paid = case.kappa * (1.0 - case.w) * (counts.get(Action.FORAGE, 0.0) - counts.get(Action.HUNT, 0.0))
    shared = case.kappa * case.w / case.target
    kept = 1.0 - case.pooled + case.pooled * discount / case.hunters
    margin = own * case.catch * kept + paid + shared * case.catch / case.hunters
    return case.hunters * margin / (own * discount + shared) * (1.0 + case.walk)


def found_load(case: Case) -> float:
    """Return the load from which on a hunter hauls, by the rules."""
    world, luck = carcass(
        case.paid,
        **{"hunters": case.hunters, "kappa": case.kappa, "shared": case.w, "pooled": case.pooled, "need": 2.0},
        **{"horizon": case.horizon, "food_target": case.target, "hunger_gain": HUNGER_GAIN, "haul": PLENTY},
        **{"width": 99, "height": 9, "pace": 10},
    )
    need = world.params.need
    world.camp.store = case.store * need * case.hunters
    world.beasts[0].seen_x = world.camp.x + 10 * case.walk + 1 if case.walk else world.camp.x
    hunter = world.hunters[0]
    hunter.catch, hunter.reserve = case.catch * need, case.reserve * hunter.full

    def with_load(load: float) -> bool:
        world.beasts[0].meat = load * need
        return hauls(world, luck)

    return switch(with_load, 0.0, 1000.0)


def food_from(haulers: int, hunters: int, load: float) -> float:
    """Let some of the band haul for a day; return the food per hunter in the evening, days of food."""
    world, _ = carcass(hunters=hunters, haul=load)
    for h in range(haulers):
        hunter = world.hunters[h]
        hunter.action = Action.HUNT
        hunter.skills[Skill.KEEP] = USUAL_KEEPING
        hunter.hours[Hours.WORK] = 1.0
        world.party[h] = h
    haul(0, haulers, 0, world)
    set_rations(world)
    return float(world.camp.ration)


def t16(seed: int, quick: bool) -> list[Target]:
    """A carcass, small game next to it, and meat shared by all."""
    formula = "N margin / (1 + kappa w), from (1 + kappa w) h / N > margin; margin = own catch + pay forgone"
    source = "docs/model.md 7.1, 7.2 and 7.4; the linear public good of Isaac & Walker 1988"
    hunters, load = 6, 0.9
    worst = max(abs(food_from(k, hunters, load) - k * load / hunters) for k in range(hunters + 1))
    return [
        *(
            Target(
                id="T16",
                name=f"hauling, {case.name}: load from which on a hunter hauls, days of food",
                formula=formula,
                source=source,
                expected=least_load(case),
                simulated=found_load(case),
                tolerance=EXACT * case.hunters,
            )
            for case in CASES
        ),
        Target(
            id="T16",
            name=f"hauling, N={hunters}: food per hunter after k of them hauled, largest error over k",
            formula="k h / N",
            source=source,
            expected=0.0,
            simulated=worst,
            tolerance=EXACT,
        ),
    ]
