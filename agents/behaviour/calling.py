"""Which hunts the band calls, refuses and gives up.  Fixed rules, not choices by reward; all forms are guesses."""

from agents.behaviour.event_log import log_event
from agents.behaviour.geometry import cells_between, rounded
from agents.environment import World
from agents.events import Because, EventKind
from agents.vocabulary import NOBODY, Weather

CALL_RANGE = 14  # cells: the farthest beast for which a hunt is called, about a day's walk; a guess


def call_hunts(day: int, world: World) -> None:
    """Close hunts whose beast has left, and call a hunt for the best known beast if one more may be open.

    With ``scope`` a hunt is refused on a day that is not as planned.
    """
    for slot in range(len(world.quarries)):
        b = world.quarries[slot]
        if b >= 0 and not world.beasts[b].here and world.beasts[b].down == NOBODY:
            give_up(slot, day, Because.TRACK_LOST, world)
        if world.quarries[slot] < 0 and world.camp.weather != Weather.STORM:
            best = best_known_beast(day, world) if slot < hunts_allowed(world) else NOBODY
            if best != NOBODY and world.params.scope > 0 and not world.camp.as_planned:
                refuse(best, day, world)
            elif best != NOBODY:
                beast = world.beasts[best]
                beast.called = day
                beast.waited = 0
                beast.leader = NOBODY
                world.quarries[slot] = best
                world.camp.calls += 1
                log_event(
                    world,
                    day,
                    EventKind.CALLED,
                    beast=best,
                    because=Because.FRESH_TRACKS,
                    saw_a=float(beast.kind),
                    saw_b=float(world.camp.able),
                )


def hunts_allowed(world: World) -> int:
    """Return how many hunts may be open at once; a manager who pushes opens more the further behind the plan."""
    params = world.params
    if params.push <= 0.0:
        return params.hunts_at_once
    return 1 + rounded(world.camp.shortfall * (params.hunts_at_once - 1))


def refuse(b: int, day: int, world: World) -> None:
    """Refuse a hunt because the day is not as planned; it may be called again the day after next."""
    beast = world.beasts[b]
    beast.rested = day + 2
    world.camp.refused += 1
    log_event(world, day, EventKind.REFUSED, beast=b, because=Because.NOT_IN_PLAN, saw_a=float(beast.kind))


def best_known_beast(day: int, world: World) -> int:
    """Return the beast last seen nearest to the camp that may be hunted, or NOBODY.

    It is within ``call_range`` cells, was sighted within ``trail_days``, has no open hunt and has had its rest.
    """
    params = world.params
    best = NOBODY
    shortest = CALL_RANGE + 1
    for k in range(world.camp.present):
        b = world.present[k]
        beast = world.beasts[b]
        fresh = beast.sighted >= 0 and day - beast.sighted <= params.patience
        if beast.here and fresh and beast.called == NOBODY and day >= beast.rested:
            way = cells_between(world.camp.x, world.camp.y, beast.seen_x, beast.seen_y)
            if way < shortest:
                shortest = way
                best = b
    return best


def release_promises(b: int, world: World) -> None:
    """Release everyone from the promise to hold this beast's ring."""
    for h in range(len(world.promised)):
        if world.promised[h] == b:
            world.promised[h] = NOBODY


def give_up(slot: int, day: int, because: int, world: World) -> None:
    """Close a hunt; the beast may be called again after three days."""
    b = world.quarries[slot]
    beast = world.beasts[b]
    beast.called = NOBODY
    release_promises(b, world)
    beast.rested = day + 3
    world.quarries[slot] = NOBODY
    if because != Because.HELD:
        log_event(world, day, EventKind.CALLED_OFF, beast=b, because=because, saw_a=float(beast.waited))
