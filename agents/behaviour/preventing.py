"""Rescues, mending and the permanent fix; what prevention seems worth."""

from agents.behaviour.event_log import log_event
from agents.environment import World
from agents.events import Because, EventKind
from agents.skills import Skill
from agents.vocabulary import NOBODY, Hours

HARM_SPARED = 30.0  # incidents a year that the finished fix would spare, as one incident makes people see it; a guess


def worth_of_prevention(world: World) -> float:
    """What an incident shows of the worth of a day of prevention: its harm over the days a fix takes, days of food."""
    params = world.params
    return HARM_SPARED * (params.mishap_cost + params.mishap_burden) / params.fix_days


def own_half_of_fix(role: int, world: World) -> float:
    """Return the days of work done on that half of the permanent fix to which a role can contribute."""
    return world.camp.fix_kept if role == Skill.KEEP else world.camp.fix_done


def rescue(h: int, day: int, world: World) -> None:
    """Run to the rescue: it sets right what shows, and leaves the wear."""
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
    """Work on the permanent fix: it needs keepers and others, and is finished when both have done their half."""
    camp = world.camp
    hunter = world.hunters[h]
    called_away = float(camp.incidents)
    camp.build_days += 1
    if hunter.role == Skill.KEEP:
        camp.fix_kept += hunter.hours[Hours.WORK]
    else:
        camp.fix_done += hunter.hours[Hours.WORK]
    half = 0.5 * world.params.fix_days
    if camp.fixed == NOBODY and camp.fix_kept >= half and camp.fix_done >= half:
        camp.fixed = day
        log_event(world, day, EventKind.FIXED, who=h, because=Because.PERMANENT_FIX, saw_a=called_away)


def mend(world: World) -> None:
    """A day of tending takes some of the wear away."""
    world.camp.wear *= 1.0 - world.params.mending


def forget_prevention(world: World) -> None:
    """While nothing is open, the worth of prevention fades from the mind."""
    params = world.params
    if params.mishaps > 0.0 and world.camp.trouble == 0.0:
        for hunter in world.hunters:
            hunter.foresight *= 1.0 - params.foresight_fading
