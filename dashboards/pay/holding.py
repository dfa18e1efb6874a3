"""When a hunter would rather hold the ring than do anything else: computed with the rules, for a pay rule as given."""

from dataclasses import dataclass
from typing import Any

from agents.behaviour.expecting import meat_of_kind
from agents.behaviour.foresight import discount, worth_of_store
from agents.behaviour.rewarding import reward, shared_weight
from hunt.catalogue.parameters import Parameters
from hunt.engine.explain import morning
from hunt.vocabulary import Action, Kind, Skill

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

    The hunter is fed, has promised to come, and a mammoth cow is near; the store is that of the first morning.  The
    utility of holding is linear in that chance, so two calls of :func:`agents.behaviour.rewarding.reward` give it.
    """
    world, _, settings = morning(parameters, SEED, (), 0)
    found = []
    for role in Skill:
        h = next((k for k, one in enumerate(world.hunters) if one.role == role), None)
        if h is not None:
            found.append(_threshold(h, role, world, settings))
    return found


def _threshold(h: int, role: Skill, world: Any, settings: Parameters) -> Threshold:
    b = next((k for k, beast in enumerate(world.beasts) if beast.kind == Kind.COW), 0)
    never, sure = (_utility(h, Action.HUNT, chance * meat_of_kind(Kind.COW, world), b, world) for chance in (0.0, 1.0))
    catch = world.hunters[h].catch / settings.need
    gains = {Action.OWN: 0.0, Action.SCOUT: 0.0, Action.FORAGE: catch, Action.TEND: world.camp.tend_saves}
    gains[Action.REST] = 0.0
    others = {action: _utility(h, action, gain, b, world) for action, gain in gains.items()}
    for action in others:
        if action != Action.OWN:  # staying away breaks the promise
            others[action] -= settings.honour
    instead = max(others, key=others.__getitem__)
    if sure > never:
        return Threshold(role, instead, (others[instead] - never) / (sure - never))
    return Threshold(role, instead, -1.0 if never >= others[instead] else 2.0)  # food means nothing to this hunter


def _utility(h: int, action: Action, gain: float, b: int, world: Any) -> float:
    """Return the utility of an action as :func:`agents.behaviour.deciding.weigh` computes it, for a fed hunter."""
    params = world.params
    equal = 1.0 / world.camp.living
    felt = equal * discount(action, b, worth_of_store(world), world)
    mine = 1.0 - params.pooled + params.pooled * felt if action == Action.FORAGE else felt
    effort = 0.0 if action == Action.REST else params.effort_hunt if action == Action.HUNT else params.effort_work
    return float(reward(h, action, gain * mine, gain * equal, effort, 1.0, shared_weight(h, world), world))
