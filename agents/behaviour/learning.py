"""What hunters learn from use, from failure and from a teacher.

Delta rules: exponential moving averages (Sutton & Barto 2018, chapter 2).  The rates are guesses.
"""

from agents.behaviour.event_log import log_event
from agents.environment import World
from agents.events import Because, EventKind


def practise(h: int, skill: int, world: World) -> None:
    """Use a skill for a day: it grows towards 1."""
    hunter = world.hunters[h]
    hunter.skills[skill] += world.params.skill_growth * (1.0 - hunter.skills[skill])


def learn_from_failure(b: int, skill: int, size: int, world: World) -> None:
    """Let a party learn the skill by which its hunt failed, as from several days of use."""
    params = world.params
    step = min(1.0, 10.0 * params.learn_failure * params.skill_growth)
    for k in range(size):
        hunter = world.hunters[world.party[k]]
        hunter.skills[skill] += step * (1.0 - hunter.skills[skill])


def learn_odds(b: int, size: int, success: bool, world: World) -> None:
    """Let the hunters of a closed ring learn how often one kills."""
    target = 1.0 if success else 0.0
    for k in range(size):
        hunter = world.hunters[world.party[k]]
        hunter.odds += world.params.odds_learning * (target - hunter.odds)


def expect_more_needed(b: int, size: int, world: World) -> None:
    """Let a party whose ring was too small believe that more hunters are needed, at most 8."""
    for k in range(size):
        hunter = world.hunters[world.party[k]]
        hunter.believes = min(8.0, hunter.believes + world.params.needs_learning)


def teach(who: int, day: int, world: World) -> None:
    """Let one hunter teach the skill of their role to everyone who is worse at it."""
    teacher = world.hunters[who]
    skill = teacher.role
    gained = 0.0
    for hunter in world.hunters:
        if hunter.alive and hunter.skills[skill] < teacher.skills[skill]:
            step = world.params.teaching * (teacher.skills[skill] - hunter.skills[skill])
            hunter.skills[skill] += step
            gained += step
    mean = gained / max(1, world.camp.living)
    log_event(world, day, EventKind.TAUGHT, who=who, because=Because.BEST_SKILL, saw_a=float(skill), effect=mean)
