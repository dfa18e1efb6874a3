"""The event log: what happened, as ids and numbers; ``hunt/narrator/`` puts it into words."""

from collections.abc import Sequence
from typing import Any

from agents.environment import World
from agents.events import Because
from agents.vocabulary import NOBODY


def log_event(
    world: World,
    day: int,
    kind: int,
    who: int = NOBODY,
    whom: int = NOBODY,
    beast: int = NOBODY,
    because: int = Because.CHANCE,
    saw_a: float = 0.0,
    saw_b: float = 0.0,
    saw_c: float = 0.0,
    effect: float = 0.0,
) -> None:
    """Write an event to the log, if there is room.  Name only what the event has.

    ``saw_a``, ``saw_b`` and ``saw_c`` are the numbers behind it and ``effect`` what it changed.  They must be floats.
    """
    if world.camp.logged < len(world.log):
        write_event(world.log, world.camp, day, kind, who, whom, beast, because, saw_a, saw_b, saw_c, effect)


def write_event(
    log: Sequence[Any],
    camp: Any,
    day: int,
    kind: int,
    who: int,
    whom: int,
    beast: int,
    because: int,
    saw_a: float,
    saw_b: float,
    saw_c: float,
    effect: float,
) -> None:
    """Fill in the next event of the log.  Not inlined by the compiled engine: see ``hunt/engine/kernel.py``."""
    event = log[camp.logged]
    event.day = day
    event.kind = kind
    event.who = who
    event.whom = whom
    event.beast = beast
    event.because = because
    event.saw[0] = saw_a
    event.saw[1] = saw_b
    event.saw[2] = saw_c
    event.effect = effect
    camp.logged += 1
