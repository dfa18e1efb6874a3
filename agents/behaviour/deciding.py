"""Which action a hunter takes today: find the possible ones, compute the utility of each, draw a logit choice.

Logit choice is the individual form of a quantal response (McKelvey & Palfrey 1995).  The utility looks one day ahead;
it is in :mod:`agents.behaviour.rewarding`.
"""

from agents.actions import Action
from agents.behaviour.acting import find_actions
from agents.behaviour.experience import judge_by_experience
from agents.behaviour.exponential import exp_of_negative
from agents.behaviour.foresight import discount, worth_of_store
from agents.behaviour.rewarding import reward, shared_weight
from agents.environment import Row
from agents.perception import ChoiceDraws, Me, Morning, Perceived
from agents.vocabulary import IMPOSSIBLE, NOBODY, Act, Weather

ACTIONS = len(Action)
HOPELESS = -30.0  # temperatures below the best utility: its chance would be 1 in 10^13, and is taken as 0


def choose(h: Me, day: int, world: Morning, luck: ChoiceDraws) -> None:
    """Compute the utility of what is possible today and choose one action: better ones are more likely."""
    hunter = world.hunters[h]
    hunter.there = False
    hunter.holds = False
    hunter.post = NOBODY
    hunter.target = NOBODY
    weigh(h, world)
    if world.params.delta < 1.0:
        judge_by_experience(h, world)
    feel_bound(h, world)
    hunter.action = pick(world.weighed[h], world.tickets, luck.choice[day, h], world.params.temperature)
    if len(world.acts) > 0:
        follow_forced_choice(h, day, world)
    if hunter.action != Action.HUNT and hunter.action != Action.OWN:
        hunter.target = NOBODY
    hunter.effort = world.costs[hunter.action]
    if breaks_word(h, hunter.action, world):
        hunter.effort += world.params.honour
    world.spent[h, hunter.action] += 1.0


def follow_forced_choice(h: Me, day: int, world: Morning) -> None:
    """Take the action that a what-if question forces on this hunter today, if it is possible."""
    for k in range(len(world.acts)):
        if world.acts[k, 0] == day and world.acts[k, 1] == Act.FORCE and world.acts[k, 2] // ACTIONS == h:
            action = world.acts[k, 2] % ACTIONS
            if world.gains[action] > IMPOSSIBLE:
                world.hunters[h].action = action


def feel_bound(h: Me, world: Perceived) -> None:
    """Count what it costs inside to stay away from a hunt that one has promised to join."""
    if world.promised[h] == NOBODY:
        return
    worth = world.weighed[h]
    for action in range(ACTIONS):
        if breaks_word(h, action, world) and worth[action] > IMPOSSIBLE:
            worth[action] -= world.params.honour


def breaks_word(h: Me, action: int, world: Perceived) -> bool:
    """Return whether an action would keep a hunter who has promised away from the hunt; the injured are excused."""
    hunter = world.hunters[h]
    bound = world.promised[h] != NOBODY and hunter.injured == 0 and world.camp.weather != Weather.STORM
    return bound and action != Action.HUNT and action != Action.OWN


def weigh(h: Me, world: Perceived) -> None:
    """Compute the utility of every action, days of food; IMPOSSIBLE for those that cannot be taken today.

    Hunger makes own food count more.  Of what an action brings the band a hunter eats an equal part, but of small game
    also the share that is not pooled.  Food for the store counts less the longer the store will last.
    """
    hunter = world.hunters[h]
    params = world.params
    worth = world.weighed[h]
    find_actions(h, world)
    hunger = 1.0 + params.hunger_gain * (1.0 - hunter.reserve / hunter.full)
    equal = 1.0 / world.camp.living
    w = shared_weight(h, world)
    in_store = worth_of_store(world)
    for action in range(ACTIONS):
        worth[action] = IMPOSSIBLE
        if world.gains[action] > IMPOSSIBLE:
            gain = world.gains[action]
            felt = equal * discount(action, hunter.target, in_store, world)
            mine = 1.0 - params.pooled + params.pooled * felt if action == Action.FORAGE else felt
            worth[action] = reward(h, action, gain * mine, gain * equal, world.costs[action], hunger, w, world)


def pick(worth: Row, tickets: Row, chance: float, temperature: float) -> int:
    """Return an action, drawn with probability proportional to exp(utility / temperature).

    At temperature 0 it is the best one, the first of equals.  ``tickets`` is scratch: the weight of each action
    relative to the best.
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
        if less > hopeless:
            ticket = exp_of_negative(less / temperature)
        tickets[action] = ticket
        total += ticket
    mark = chance * total
    for action in range(ACTIONS):
        mark -= tickets[action]
        if mark < 0.0:
            return action
    return best
