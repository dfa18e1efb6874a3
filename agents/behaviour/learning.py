"""What hunters learn from use and from a teacher.

Delta rules: exponential moving averages (Sutton & Barto 2018, chapter 2).  The rates are guesses.
"""

from agents.behaviour.event_log import log_event
from agents.environment import World
from agents.events import Because, EventKind

TEACHING = 0.2  # share of the difference in skill that a day of teaching removes; a guess


def learn_odds(b: int, size: int, success: bool, world: World) -> None:
    """Let the hunters of a closed ring learn how often one kills."""
    target = 1.0 if success else 0.0
    for k in range(size):
        hunter = world.hunters[world.party[k]]
        hunter.odds += world.params.learning * (target - hunter.odds)


def teach(who: int, day: int, world: World) -> None:
    """Let one hunter teach the skill of their role to everyone who is worse at it."""
    teacher = world.hunters[who]
    skill = teacher.role
    gained = 0.0
    for hunter in world.hunters:
        if hunter.alive and hunter.skills[skill] < teacher.skills[skill]:
            step = TEACHING * (teacher.skills[skill] - hunter.skills[skill])
            hunter.skills[skill] += step
            gained += step
    mean = gained / max(1, world.camp.living)
    log_event(world, day, EventKind.TAUGHT, who=who, because=Because.BEST_SKILL, saw_a=float(skill), effect=mean)
