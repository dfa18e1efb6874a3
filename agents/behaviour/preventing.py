"""Rescues, mending and the permanent fix, and what prevention seems worth.

Incidents, and prevention that keeps them from happening, after Repenning (2001); all forms and numbers are guesses.
"""

from agents.behaviour.event_log import log_event
from agents.environment import World
from agents.events import Because, EventKind
from agents.perception import Perceived
from agents.skills import Skill
from agents.vocabulary import NOBODY, Hours

MENDING = 0.02  # share of the wear that one day of tending removes; a guess
INCIDENTS_PREVENTED = 30.0  # incidents a year that the finished fix seems to prevent, seen from one incident; a guess


def value_of_prevention(world: World) -> float:
    """Return the value of a day of prevention that an incident reveals, days of food.

    It is the harm that the fix would prevent in a year, divided by the days of work it takes.
    """
    params = world.params
    return INCIDENTS_PREVENTED * (params.mishap_cost + params.mishap_burden) / params.fix_days


def fix_work_of_role(role: int, world: Perceived) -> float:
    """Return the work done on this role's half of the permanent fix, days: that of keepers or that of all others."""
    return world.camp.fix_kept if role == Skill.KEEP else world.camp.fix_done


def rescue(h: int, day: int, world: World) -> None:
    """Work on the open incidents, by hours of work and keeping skill.  The wear that caused them stays."""
    camp = world.camp
    hunter = world.hunters[h]
    camp.rescuing_today += 1
    camp.rescue_days += 1
    if camp.trouble > 0.0:
        camp.trouble -= hunter.hours[Hours.WORK] * 2.0 * hunter.skills[Skill.KEEP]
        if camp.trouble <= 0.0:
            camp.trouble = 0.0
            camp.rescues += 1
            log_event(
                world,
                day,
                EventKind.RESCUED,
                who=h,
                because=Because.WEAR,
                saw_a=camp.wear,
                saw_b=camp.store,
                effect=1.0,
            )


def build(h: int, day: int, world: World) -> None:
    """Work on the permanent fix.  It is finished when keepers and the others have each done half of ``fix_days``."""
    camp = world.camp
    hunter = world.hunters[h]
    camp.build_days += 1
    if hunter.role == Skill.KEEP:
        camp.fix_kept += hunter.hours[Hours.WORK]
    else:
        camp.fix_done += hunter.hours[Hours.WORK]
    half = 0.5 * world.params.fix_days
    if camp.fixed == NOBODY and camp.fix_kept >= half and camp.fix_done >= half:
        camp.fixed = day
        log_event(world, day, EventKind.FIXED, who=h, because=Because.PERMANENT_FIX, saw_a=float(camp.incidents))


def mend(world: World) -> None:
    """Remove the share ``mending`` of the wear: what a day of tending does."""
    world.camp.wear *= 1.0 - MENDING


def forget_prevention(world: World) -> None:
    """Let the believed value of prevention fade while no incident is open."""
    params = world.params
    if params.mishaps > 0.0 and world.camp.trouble == 0.0:
        for hunter in world.hunters:
            hunter.foresight *= 1.0 - params.foresight_fading
