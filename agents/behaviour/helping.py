"""Tending the camp and nursing the injured."""

from agents.behaviour.activation import next_up
from agents.behaviour.event_log import log_event
from agents.environment import Luck, World
from agents.events import EventKind
from agents.vocabulary import NOBODY


def tend(h: int, world: World) -> None:
    """Look after the store: dry the meat, keep the fire, watch for wolves; see ``untended_share`` for the effect."""
    world.camp.tending_today += 1


def nurse(h: int, day: int, world: World, luck: Luck) -> None:
    """Nurse the hunter with the worst injury, of equals the first to act today: it heals one more day."""
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
