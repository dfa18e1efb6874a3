"""When a hunter would rather hold the ring than do anything else: computed with the rules, for a pay rule as given."""

from dataclasses import dataclass
from typing import Any

from agents.behaviour.deciding import feel_bound, weigh
from agents.behaviour.expecting import expected_from_ring, meat_of_kind
from agents.behaviour.land import ring_needs
from hunt.catalogue.parameters import Parameters
from hunt.engine.explain import morning
from hunt.vocabulary import NOBODY, Action, Kind, Skill, Weather

SEED = 1
"""The year whose first morning is looked at; only its hunters, camp and store matter."""


@dataclass(frozen=True)
class Threshold:
    """What it takes for a hunter of one role to hold the ring."""

    role: Skill
    instead: Action  # the best of the other actions
    share: float  # holding must raise the chance of a kill by more than this; below 0: always, above 1: never


def thresholds(parameters: Parameters) -> list[Threshold]:
    """Return, for each role in the band, by how much holding must raise the chance of a kill to be the best choice.

    The hunter is fed and has promised to come, as has everyone the ring needs; a mammoth cow is near, the day is clear,
    nobody is injured, and the store is that of the first morning.  The rules weigh that morning twice
    (:func:`agents.behaviour.deciding.weigh`): where holding changes nothing, and where it makes the kill sure.  The
    utility of holding is linear in between.
    """
    world, _, _ = morning(parameters, SEED, (), 0)
    world.camp.able = world.camp.living
    world.camp.weather = Weather.CLEAR
    found = []
    for role in Skill:
        h = next((k for k, one in enumerate(world.hunters) if one.role == role), None)
        if h is not None:
            found.append(_threshold(h, role, world))
    return found


def _threshold(h: int, role: Skill, world: Any) -> Threshold:
    b = next((k for k, beast in enumerate(world.beasts) if beast.kind == Kind.COW), 0)
    hunter, beast = world.hunters[h], world.beasts[b]
    hunter.reserve = hunter.full
    beast.seen_x, beast.seen_y = hunter.x, hunter.y
    beast.promises = ring_needs(beast.kind, beast.seen_x, beast.seen_y, world)
    world.promised[h] = b
    hunter.odds = 1.0
    each = expected_from_ring(h, b, world)
    certain = meat_of_kind(beast.kind, world) / each if each > 0.0 else 0.0  # the odds at which holding is a sure kill
    never, sure = _worth(h, 0.0, world), _worth(h, certain, world)
    world.promised[h] = NOBODY
    others = {action: never[action] for action in Action if action != Action.HUNT}
    instead = max(others, key=others.__getitem__)
    without, with_kill = never[Action.HUNT], sure[Action.HUNT]
    if with_kill > without:
        return Threshold(role, instead, (others[instead] - without) / (with_kill - without))
    return Threshold(role, instead, -1.0 if without >= others[instead] else 2.0)  # food means nothing to this hunter


def _worth(h: int, odds: float, world: Any) -> list[float]:
    """Let the rules weigh every action for believed odds of a kill; what it costs to break the promise is counted."""
    world.hunters[h].odds = odds
    weigh(h, world)
    feel_bound(h, world)
    return [float(worth) for worth in world.weighed[h]]
