"""Scouting: a correlated random walk (Kareiva & Shigesada 1983), looking for beasts at every step."""

import math

from agents.behaviour.geometry import rounded
from agents.behaviour.seeing import look_around
from agents.environment import Luck, World


def scout(h: int, day: int, world: World, luck: Luck) -> None:
    """Turn by up to 90 degrees, walk ``pace`` cells straight on and look around at each; learn how often that finds.

    At the edge of the valley the scout turns back and the day ends.
    """
    hunter = world.hunters[h]
    params = world.params
    hunter.heading += (luck.heading[day, h] - 0.5) * math.pi
    found = False
    from_x, from_y = hunter.x, hunter.y
    along_x, along_y = math.cos(hunter.heading), math.sin(hunter.heading)
    for step in range(1, params.pace + 1):
        x = from_x + rounded(step * along_x)
        y = from_y + rounded(step * along_y)
        if not (0 <= x < params.width and 0 <= y < params.height):
            hunter.heading += math.pi
            break
        hunter.x = x
        hunter.y = y
        if look_around(h, x, y, step / params.pace, day, world):
            found = True
    hunter.finds += params.learning * ((1.0 if found else 0.0) - hunter.finds)
