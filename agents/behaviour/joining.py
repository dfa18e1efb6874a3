"""Walking to a called hunt."""

from agents.behaviour.geometry import cells_between, in_sight, towards
from agents.behaviour.hours import spend_hours
from agents.behaviour.seeing import look_around
from agents.environment import World
from agents.vocabulary import Hours


def walk_to_hunt(h: int, day: int, world: World) -> None:
    """Walk straight to a beast in sight, else to where it was last seen and on along its tracks; stop next to it.

    At most ``pace`` cells; a full day's walk takes half the day.
    """
    hunter = world.hunters[h]
    beast = world.beasts[hunter.target]
    steps = 0
    if not in_sight(hunter.x, hunter.y, beast.x, beast.y, world.camp.sight):
        steps = min(world.params.pace, cells_between(hunter.x, hunter.y, beast.seen_x, beast.seen_y))
        hunter.x = towards(hunter.x, beast.seen_x, steps)
        hunter.y = towards(hunter.y, beast.seen_y, steps)
    way = cells_between(hunter.x, hunter.y, beast.x, beast.y)
    more = max(0, min(world.params.pace - steps, way - 1))
    hunter.x = towards(hunter.x, beast.x, more)
    hunter.y = towards(hunter.y, beast.y, more)
    hunter.there = way - more <= 1
    spend_hours(h, Hours.WALK, 0.5 * (steps + more) / world.params.pace, world)
    look_around(h, hunter.x, hunter.y, 1.0, day, world)
