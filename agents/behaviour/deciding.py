"""Which action a hunter takes today: what is possible, what each is worth, a logit choice."""

import math

from agents.actions import Action
from agents.behaviour.acting import find_actions
from agents.behaviour.experience import judge_by_experience
from agents.behaviour.producing import separable_work
from agents.behaviour.rewarding import reward, weight_of_all
from agents.environment import Luck, Row, World
from agents.vocabulary import IMPOSSIBLE, NOBODY, Act, Decision

ACTIONS = len(Action)
HOPELESS = -30.0  # an action worth so many temperatures less has a chance of 1 in 10^13: taken as none


def choose(h: int, day: int, world: World, luck: Luck) -> None:
    """Weigh what is possible today and take one action, the better the likelier."""
    hunter = world.hunters[h]
    hunter.there = False
    hunter.holds = False
    hunter.post = NOBODY
    hunter.target = NOBODY
    weigh(h, world)
    if world.params.decision != Decision.BELIEF:
        judge_by_experience(h, world)
    hunter.action = pick(world.weighed[h], world.tickets, luck.choice[day, h], world.params.temperature)
    if len(world.acts) > 0:
        follow_forced_choice(h, day, world)
    if hunter.action != Action.HUNT and hunter.action != Action.OWN:
        hunter.target = NOBODY
    hunter.effort = world.costs[hunter.action]
    world.spent[h, hunter.action] += 1.0


def follow_forced_choice(h: int, day: int, world: World) -> None:
    """Take the action that somebody who asks "what if?" has named for this hunter today, if it is one."""
    for k in range(len(world.acts)):
        if world.acts[k, 0] == day and world.acts[k, 1] == Act.FORCE and world.acts[k, 2] // ACTIONS == h:
            action = world.acts[k, 2] % ACTIONS
            if world.gains[action] > IMPOSSIBLE:
                world.hunters[h].action = action


def weigh(h: int, world: World) -> None:
    """Put a worth on every action; what is impossible today is not an action."""
    hunter = world.hunters[h]
    params = world.params
    worth = world.weighed[h]
    find_actions(h, world)
    hunger = 1.0 + params.hunger_gain * (1.0 - hunter.reserve / hunter.full)
    part = 1.0 / world.camp.living
    w = weight_of_all(h, world)
    for action in range(ACTIONS):
        worth[action] = IMPOSSIBLE
        if world.gains[action] > IMPOSSIBLE:
            mine = 1.0 - params.pooled + params.pooled * part if action == Action.FORAGE else part
            worth[action] = value_of(h, action, world.gains[action], mine, part, world.costs[action], hunger, w, world)


def value_of(
    h: int,
    action: int,
    group: float,
    mine: float,
    part: float,
    effort: float,
    hunger: float,
    w: float,
    world: World,
) -> float:
    """Return the reward of an action that brings the band so many days of food, ``mine`` of them to this hunter.

    Where work is separable, its own product feeds as well.
    """
    food = group * mine
    if world.params.coupling < 1.0:
        made = separable_work(world.hunters[h].role, action, world) / world.params.need
        food += made * part
        group += made
    return reward(h, action, food, group * part, effort, hunger, w, world)


def pick(worth: Row, tickets: Row, chance: float, temperature: float) -> int:
    """Return an action, logit in its worth; at temperature 0 the best, the first of equals.

    ``tickets`` is scratch: e^(worth / temperature) of each action, against the best.
    """
    best = 0
    most = worth[0]
    for action in range(1, ACTIONS):
        if worth[action] > most:
            most = worth[action]
            best = action
    if temperature <= 0.0:
        return best
    total = 0.0
    hopeless = HOPELESS * temperature
    for action in range(ACTIONS):
        less = worth[action] - most
        ticket = 0.0
        if less == 0.0:
            ticket = 1.0
        elif less > hopeless:
            ticket = math.exp(less / temperature)
        tickets[action] = ticket
        total += ticket
    mark = chance * total
    for action in range(ACTIONS):
        mark -= tickets[action]
        if mark < 0.0:
            return action
    return best
