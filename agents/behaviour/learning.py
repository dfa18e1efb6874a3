"""What hunters learn from days of use, from failures and from each other."""

from agents.behaviour.event_log import log_event
from agents.environment import World
from agents.events import Because, EventKind


def practise(h: int, skill: int, world: World) -> None:
    """A used skill grows towards 1."""
    hunter = world.hunters[h]
    hunter.skills[skill] += world.params.skill_growth * (1.0 - hunter.skills[skill])


def learn_from_failure(b: int, skill: int, size: int, world: World) -> None:
    """A failed hunt teaches the skill it failed by, like several days of use."""
    params = world.params
    step = min(1.0, 10.0 * params.learn_failure * params.skill_growth)
    for k in range(size):
        hunter = world.hunters[world.party[k]]
        hunter.skills[skill] += step * (1.0 - hunter.skills[skill])


def learn_odds(b: int, size: int, success: bool, world: World) -> None:
    """Those in a closed ring learn how often that kills."""
    target = 1.0 if success else 0.0
    for k in range(size):
        hunter = world.hunters[world.party[k]]
        hunter.odds += world.params.odds_learning * (target - hunter.odds)


def expect_more_needed(b: int, size: int, world: World) -> None:
    """A ring that was too small teaches that more are needed."""
    for k in range(size):
        hunter = world.hunters[world.party[k]]
        hunter.believes = min(8.0, hunter.believes + world.params.needs_learning)


def teach(who: int, day: int, world: World) -> None:
    """One hunter teaches all the others the own best skill."""
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
