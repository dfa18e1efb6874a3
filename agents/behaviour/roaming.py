"""What a mammoth does: arrive, drift with its herd, run away, leave.  A guess."""

import math

from agents.behaviour.event_log import log_event
from agents.behaviour.geometry import rounded, within
from agents.environment import Luck, World
from agents.events import EventKind
from agents.vocabulary import NOBODY

CELLS_X = (0, 1, 1, 1, 0, -1, -1, -1)  # the cells around a beast, clockwise from north
CELLS_Y = (1, 1, 0, -1, -1, -1, 0, 1)


def roam(b: int, day: int, world: World, luck: Luck) -> None:
    """Arrive, leave, and drift ``roam`` cells in the direction of the herd.

    A beast that a ring held yesterday stays where it is.
    """
    beast = world.beasts[b]
    beast.from_x = beast.x
    beast.from_y = beast.y
    if day == beast.arrives:
        beast.here = True
        log_event(world, day, EventKind.HERD_CAME, beast=b, saw_a=float(beast.kind))
    if not beast.here:
        return
    if day >= beast.leaves and beast.held < day - 1:
        beast.here = False
        return
    if beast.held == day - 1 and day > 0:
        return  # still in yesterday's ring
    turn = 2.0 * math.pi * luck.drift[day, beast.herd]
    beast.x = within(beast.x + rounded(world.params.roam * math.cos(turn)), world.params.width)
    beast.y = within(beast.y + rounded(world.params.roam * math.sin(turn)), world.params.height)


def run_away(b: int, cell: int, world: World) -> None:
    """Run ``flight`` cells out over one cell of the ring.  The party sees where to."""
    beast = world.beasts[b]
    beast.x = within(beast.x + CELLS_X[cell] * world.params.flight, world.params.width)
    beast.y = within(beast.y + CELLS_Y[cell] * world.params.flight, world.params.height)
    beast.held = NOBODY
    beast.seen_x = beast.x
    beast.seen_y = beast.y
