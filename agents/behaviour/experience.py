"""Deciding by experience instead of expectation: two more decision rules, to test whether findings depend on one.

Reinforcement learning after Roth & Erev (1995); aspirations after Karandikar et al. (1998).  Judging an action that was
never tried by expectation is a guess.
"""

from agents.behaviour.rewarding import reward, shared_weight
from agents.environment import World
from agents.perception import Me, Perceived
from agents.vocabulary import IMPOSSIBLE, Decision

CERTAIN = 1.0e6  # days of food, more than any action is worth: the action is repeated for certain


def judge_by_experience(h: Me, world: Perceived) -> None:
    """Replace the expected utility of each action by the reward learned from it, if it has been tried.

    A hunter with aspirations repeats yesterday's action if it was good enough, whatever the others are worth.
    """
    hunter = world.hunters[h]
    worth = world.weighed[h]
    for action in range(len(worth)):
        if world.gains[action] > IMPOSSIBLE and world.spent[h, action] > 0.0:
            worth[action] = hunter.lived[action]
    if world.params.decision == Decision.ASPIRATION and satisfied(h, world):
        worth[hunter.action] = hunter.lived[hunter.action] + CERTAIN


def satisfied(h: Me, world: Perceived) -> bool:
    """Return whether yesterday's action is possible today and its learned reward meets the aspiration."""
    hunter = world.hunters[h]
    yesterday = hunter.action
    tried = world.spent[h, yesterday] > 0.0 and world.gains[yesterday] > IMPOSSIBLE
    return tried and hunter.lived[yesterday] >= hunter.aspires


def learn_by_experience(h: Me, world: World) -> None:
    """Move the learned reward of today's action, and the aspiration, towards the reward of today, days of food.

    The reward is computed from the hunter's own catch and an equal part of all food brought in, with hunger counted as
    1.  The first time, the learned reward is set to it.
    """
    hunter = world.hunters[h]
    camp = world.camp
    params = world.params
    share = camp.brought / params.need / max(1, camp.living)
    food = hunter.caught / params.need + share
    felt = reward(h, hunter.action, food, share, hunter.effort, 1.0, shared_weight(h, world), world)
    step = params.lived_learning
    before = hunter.lived[hunter.action] if world.spent[h, hunter.action] > 1.0 else felt
    hunter.lived[hunter.action] = before + step * (felt - before)
    hunter.aspires += step * (felt - hunter.aspires)
