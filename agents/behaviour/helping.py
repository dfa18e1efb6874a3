"""Tending the camp and nursing the injured."""

from agents.behaviour.activation import next_up
from agents.behaviour.event_log import log_event
from agents.environment import Luck, World
from agents.events import EventKind
from agents.vocabulary import NOBODY


def tend(h: int, world: World) -> None:
    """Turn the meat on the racks, mend the fence, keep the fire."""
    world.camp.tending_today += 1


def nurse(h: int, day: int, world: World, luck: Luck) -> None:
    """Nurse the one who is hurt worst, of equals the first who gets up: one more day of healing."""
    patient = NOBODY
    worst = 0
    for seat in range(len(world.hunters)):
        j = next_up(seat, day, len(world.hunters), luck)
        other = world.hunters[j]
        if j != h and other.alive and other.injured > worst:
            worst = other.injured
            patient = j
    if patient == NOBODY:
        return
    world.hunters[patient].injured -= 1
    log_event(world, day, EventKind.HELPED, who=h, whom=patient, saw_a=float(worst), effect=1.0)
