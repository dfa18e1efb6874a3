"""How far hunters look ahead by themselves: food for a full store moves them less than food for an empty one.

Short sight, not selfishness: it is the same for everybody and under every regime.  Quasi-myopic exponential
discounting of the day on which the food will be eaten; the form and its one number, ``horizon``, are guesses.
"""

from agents.actions import Action
from agents.behaviour.expecting import meat_of_kind
from agents.behaviour.exponential import exp_of_negative
from agents.perception import Perceived
from agents.vocabulary import NOBODY, Kind


def discount(action: int, b: int, stored: float, world: Perceived) -> float:
    """Return what a day of food from an action counts today, 0 to 1; ``stored`` is what it counts in the store.

    A day of food that is eaten S days from now counts exp(-S / H), where S is how long the store lasts and H the
    horizon.  A whole beast of x days per hunter is eaten on the x days after that: H exp(-S / H) (1 - exp(-x / H)) / x.
    """
    worth = stored
    whole_beast = action == Action.SCOUT or (action == Action.HUNT and b != NOBODY and world.beasts[b].down == NOBODY)
    if whole_beast:
        kind = world.beasts[b].kind if action == Action.HUNT else Kind.COW
        days = max(0.001, meat_of_kind(kind, world) / max(1, world.camp.living))
        horizon = world.params.horizon
        worth *= (1.0 - exp_of_negative(-days / horizon)) * horizon / days
    return worth


def worth_of_store(world: Perceived) -> float:
    """Return what one more day of food in the store counts today, 0 to 1: exp(-S / H)."""
    lasts = world.camp.store / world.params.need / max(1, world.camp.living)
    return exp_of_negative(-lasts / world.params.horizon)
