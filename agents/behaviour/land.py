"""What a cell of the valley offers: its small game today, a day's catch, and the number of hunters a ring needs there.

Small game regrows logistically (Verhulst 1838); the tables are guesses.
"""

from agents.behaviour.geometry import rounded
from agents.environment import World
from agents.perception import Perceived
from agents.vocabulary import Season, Terrain

GAME_BY_SEASON = (1.0, 1.1, 0.9, 1.0)  # in winter its harshness decides instead
FORAGE_BY_WEATHER = (1.0, 0.9, 0.8, 0.2)
GAME_BY_TERRAIN = (1.0, 1.3, 0.7, 1.1)


def small_game_left(x: int, y: int, day: int, world: World) -> float:
    """Return the small game of a cell this morning, share of a full cell: the closed form of logistic regrowth.

    It is computed from the last visit, and not stored until the next catch.
    """
    left = world.game[x, y]
    grown = world.growth[world.growing[day] - world.grazed[x, y]]
    return left * grown / (1.0 + left * (grown - 1.0))


def full_catch(x: int, y: int, world: World) -> float:
    """Return what a full day of foraging would catch if the cell were full, person-days, before luck."""
    camp = world.camp
    season = GAME_BY_SEASON[camp.season]
    if camp.season == Season.WINTER:
        season = max(0.0, 1.0 - 0.65 * world.params.winter)
    ground = GAME_BY_TERRAIN[world.terrain[x, y]] * world.params.small_game * world.params.need
    return ground * season * FORAGE_BY_WEATHER[camp.weather]


def ring_needs(kind: int, x: int, y: int, world: Perceived) -> int:
    """Return how many cells must be held around such a beast on this ground; everyone knows."""
    base = float(world.params.needed)
    return rounded(hunters_needed(kind, base, world.terrain[x, y], world.params.variety))


def hunters_needed(kind: int, base: float, terrain: int, variety: int) -> float:
    """Return how many cells of the ring must be held, 1 to 8, where ``base`` is the number for a cow in the open.

    More for a bull and in the forest; fewer for a calf, in a bog and at a river.
    """
    needed = base
    if base > 1.0:
        needed += variety * (kind - 1)
        if terrain == Terrain.FOREST:
            needed += 1.0
        elif terrain != Terrain.OPEN:
            needed -= 1.0
    least = max(1.0, min(2.0, base))  # prey that takes more than one hunter takes more than one everywhere
    return max(least, min(8.0, needed))
