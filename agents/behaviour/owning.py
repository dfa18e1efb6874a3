"""Strain and ownership: what pushing and overload do to a hunter."""

from agents.actions import Action
from agents.behaviour.event_log import log_event
from agents.behaviour.hours import overhead
from agents.environment import World
from agents.events import Because, EventKind
from agents.vocabulary import Hours

LOST_DAY = 0.5  # of a day lost to meetings and reminders: told
STRAINED = 0.6  # strain from which on somebody is called overstrained
LET_GO = 0.25  # ownership below which somebody has let go


def update_strain_and_ownership(h: int, day: int, world: World) -> None:
    """Strain comes from being pushed and behind at once; ownership follows care x can x will."""
    hunter = world.hunters[h]
    camp = world.camp
    params = world.params
    if camp.pressed > 0.0 or hunter.strain > 0.0:
        hours = hunter.hours
        pushed = hours[Hours.REMINDER] + hours[Hours.MEETING] + hours[Hours.SWITCH]
        target = min(1.0, params.strain_gain * pushed * camp.shortfall)
        before = hunter.strain
        hunter.strain += params.strain_pace * (target - before)
        orders = float(camp.begun - camp.delivered)
        if before < STRAINED <= hunter.strain:
            log_overload(EventKind.STRAINED, h, day, hunter.strain, camp.pressed, orders, hunter.strain, world)
        lost = overhead(h, world)
        worse = hunter.lost <= LOST_DAY < lost
        hunter.lost = lost
        if worse and hunter.action != Action.REST:
            log_overload(EventKind.TALLIED, h, day, lost, hunter.owns, hunter.strain, lost, world)
    if params.own_pace > 0.0 and not hunter.hired:
        can = max(0.0, 1.0 - params.own_load * overhead(h, world))
        before = hunter.owns
        hunter.owns += params.own_pace * (params.care * can * hunter.trusts - before)
        if hunter.owns < LET_GO <= before:
            log_overload(EventKind.LET_GO, h, day, hunter.owns, camp.pressed, hunter.strain, before, world)


def log_overload(
    kind: int, h: int, day: int, saw_a: float, saw_b: float, saw_c: float, effect: float, world: World
) -> None:
    """Note what overload does to somebody."""
    because = Because.BEHIND_PLAN if kind == EventKind.TALLIED else Because.OVERLOAD
    log_event(world, day, kind, who=h, because=because, saw_a=saw_a, saw_b=saw_b, saw_c=saw_c, effect=effect)
