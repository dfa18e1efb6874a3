"""Looking for mammoths, and remembering where each was last seen."""

from agents.behaviour.event_log import log_event
from agents.behaviour.geometry import in_sight, rounded
from agents.environment import World
from agents.events import EventKind
from agents.vocabulary import NOBODY


def look_around(h: int, x: int, y: int, walked: float, day: int, world: World) -> bool:
    """Sight every beast near enough; return whether one is news: never sighted, or the trail had gone cold.

    ``walked`` is the share of the day that has passed, and each beast is that far along its way of today.
    """
    news = False
    sight = world.camp.sight
    for k in range(world.camp.present):
        b = world.present[k]
        beast = world.beasts[b]
        if beast.here and beast.sighted != day:
            there_x, there_y = beast.x, beast.y
            if walked < 1.0:
                there_x = beast.from_x + rounded((beast.x - beast.from_x) * walked)
                there_y = beast.from_y + rounded((beast.y - beast.from_y) * walked)
            if in_sight(x, y, there_x, there_y, sight):
                news = news or beast.sighted == NOBODY or day - beast.sighted > world.params.patience
                if beast.sighted == NOBODY:
                    log_event(world, day, EventKind.SIGHTED, who=h, beast=b, saw_a=float(beast.kind))
                record_sighting(b, there_x, there_y, day, world)
    return news


def record_sighting(b: int, x: int, y: int, day: int, world: World) -> None:
    """Record day and place of a sighting for the whole band: all that hunters know of its place until the next one."""
    beast = world.beasts[b]
    beast.sighted = day
    beast.seen_x = x
    beast.seen_y = y
