"""Deciding by what has been lived through instead of by what is expected: two other rules to test findings with."""

from hunt.rules.rewarding import reward, weight_of_all
from hunt.vocabulary import IMPOSSIBLE, Decision
from hunt.world import World

CERTAIN = 1.0e6  # days of food, more than anything else is worth: the option is taken again


def judge_by_experience(h: int, world: World) -> None:
    """Put what an option has brought so far in place of what it is expected to bring.

    An option never tried is judged by expectation.  Who aspires goes on with yesterday's option while it was good
    enough, whatever the others may be worth.
    """
    hunter = world.hunters[h]
    worth = world.weighed[h]
    for option in range(len(worth)):
        if world.gains[option] > IMPOSSIBLE and world.spent[h, option] > 0.0:
            worth[option] = hunter.lived[option]
    if world.params.decision == Decision.ASPIRATION and content(h, world):
        worth[hunter.option] = hunter.lived[hunter.option] + CERTAIN


def content(h: int, world: World) -> bool:
    """Tell whether yesterday's option is possible today and has been good enough."""
    hunter = world.hunters[h]
    yesterday = hunter.option
    tried = world.spent[h, yesterday] > 0.0 and world.gains[yesterday] > IMPOSSIBLE
    return tried and hunter.lived[yesterday] >= hunter.aspires


def learn_by_experience(h: int, world: World) -> None:
    """Take in what the option of the day has brought: own catch, an equal part of what came in, pay and praise.

    The level of what is good enough follows it.  After Roth & Erev (1995) and Karandikar et al. (1998).
    """
    hunter = world.hunters[h]
    camp = world.camp
    params = world.params
    share = camp.brought / params.need / max(1, camp.living)
    food = hunter.caught / params.need + share
    felt = reward(h, hunter.option, food, share, hunter.effort, 1.0, weight_of_all(h, world), world)
    step = params.lived_learning
    before = hunter.lived[hunter.option] if world.spent[h, hunter.option] > 1.0 else felt
    hunter.lived[hunter.option] = before + step * (felt - before)
    hunter.aspires += step * (felt - hunter.aspires)
