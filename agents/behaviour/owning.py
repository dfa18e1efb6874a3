"""Strain and ownership: what pushing and overload do to a hunter.  All forms are guesses."""

from agents.actions import Action
from agents.behaviour.event_log import log_event
from agents.behaviour.hours import overhead
from agents.environment import World
from agents.events import Because, EventKind
from agents.vocabulary import Hours

STRAIN_PACE = 0.1  # share a day: how fast strain comes and goes; a guess
LOST_DAY = 0.5  # share of a day lost to overhead from which on the event log notes it
STRAINED = 0.6  # strain from which on a hunter counts as overstrained
LET_GO = 0.25  # ownership below which a hunter counts as having let go


def update_strain_and_ownership(h: int, day: int, world: World) -> None:
    """Move strain and ownership towards what today makes of them, each 0 to 1.

    Strain comes from being pushed and behind the plan at once.  Ownership is care x can x will: the strength of the
    common goal, the slack that overhead leaves, and trust in the others.
    """
    hunter = world.hunters[h]
    camp = world.camp
    params = world.params
    if camp.pressed > 0.0 or hunter.strain > 0.0:
        hours = hunter.hours
        pushed = hours[Hours.REMINDER] + hours[Hours.MEETING] + hours[Hours.SWITCH]
        target = min(1.0, params.strain_gain * pushed * camp.shortfall)
        before = hunter.strain
        hunter.strain += STRAIN_PACE * (target - before)
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
    """Log what overload does to a hunter."""
    because = Because.BEHIND_PLAN if kind == EventKind.TALLIED else Because.OVERLOAD
    log_event(world, day, kind, who=h, because=because, saw_a=saw_a, saw_b=saw_b, saw_c=saw_c, effect=effect)
