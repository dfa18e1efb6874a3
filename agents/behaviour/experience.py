"""Deciding by what has been lived instead of by what is expected, in any mixture of the two.

In the spirit of experience-weighted attraction (Camerer & Ho 1999): ``delta`` weights what an action is expected to
bring; the rest of the weight lies on what it has brought so far (Roth & Erev 1995).  Judging an action that was never
tried by expectation alone is a guess.
"""

from agents.behaviour.foresight import worth_of_store
from agents.behaviour.rewarding import reward, shared_weight
from agents.environment import World
from agents.perception import Me, Perceived
from agents.vocabulary import IMPOSSIBLE


def judge_by_experience(h: Me, world: Perceived) -> None:
    """Move the utility of each action that has been tried towards what it has brought so far, days of food."""
    hunter = world.hunters[h]
    worth = world.weighed[h]
    delta = world.params.delta
    for action in range(len(worth)):
        if world.gains[action] > IMPOSSIBLE and world.spent[h, action] > 0.0:
            worth[action] = delta * worth[action] + (1.0 - delta) * hunter.lived[action]


def learn_by_experience(h: Me, world: World) -> None:
    """Move what today's action has brought so far towards the utility of today, days of food.

    It is computed from the hunter's own catch and an equal part of the food that came into the store, with hunger
    counted as 1.  The first time, the learned utility is set to it.
    """
    hunter = world.hunters[h]
    camp = world.camp
    params = world.params
    share = camp.common / params.need / max(1, camp.living)
    food = hunter.caught / params.need + share * worth_of_store(world)
    felt = reward(h, hunter.action, food, share, hunter.effort, 1.0, shared_weight(h, world), world)
    before = hunter.lived[hunter.action] if world.spent[h, hunter.action] > 1.0 else felt
    hunter.lived[hunter.action] = before + params.learning * (felt - before)
