"""Deciding by what has been lived through instead of by what is expected: two other rules to test findings with."""

from agents.behaviour.rewarding import reward, weight_of_all
from agents.environment import World
from agents.vocabulary import IMPOSSIBLE, Decision

CERTAIN = 1.0e6  # days of food, more than anything else is worth: the action is taken again


def judge_by_experience(h: int, world: World) -> None:
    """Put what an action has brought so far in place of what it is expected to bring.

    An action never tried is judged by expectation.  Who aspires goes on with yesterday's action while it was good
    enough, whatever the others may be worth.
    """
    hunter = world.hunters[h]
    worth = world.weighed[h]
    for action in range(len(worth)):
        if world.gains[action] > IMPOSSIBLE and world.spent[h, action] > 0.0:
            worth[action] = hunter.lived[action]
    if world.params.decision == Decision.ASPIRATION and satisfied(h, world):
        worth[hunter.action] = hunter.lived[hunter.action] + CERTAIN


def satisfied(h: int, world: World) -> bool:
    """Tell whether yesterday's action is possible today and has been good enough."""
    hunter = world.hunters[h]
    yesterday = hunter.action
    tried = world.spent[h, yesterday] > 0.0 and world.gains[yesterday] > IMPOSSIBLE
    return tried and hunter.lived[yesterday] >= hunter.aspires


def learn_by_experience(h: int, world: World) -> None:
    """Take in what the action of the day has brought: own catch, an equal part of what came in, pay and praise.

    The level of what is good enough follows it.  After Roth & Erev (1995) and Karandikar et al. (1998).
    """
    hunter = world.hunters[h]
    camp = world.camp
    params = world.params
    share = camp.brought / params.need / max(1, camp.living)
    food = hunter.caught / params.need + share
    felt = reward(h, hunter.action, food, share, hunter.effort, 1.0, weight_of_all(h, world), world)
    step = params.lived_learning
    before = hunter.lived[hunter.action] if world.spent[h, hunter.action] > 1.0 else felt
    hunter.lived[hunter.action] = before + step * (felt - before)
    hunter.aspires += step * (felt - hunter.aspires)
