"""What a cell of the valley offers: its small game today, a day's catch, how many hunters a ring needs there."""

from agents.environment import World
from agents.vocabulary import Season, Terrain

GAME_IN = (1.0, 1.1, 0.9, 1.0)  # by season, before the harshness of winter
FORAGE_IN = (1.0, 0.9, 0.8, 0.2)  # by weather
GAME_ON = (1.0, 1.3, 0.7, 1.1)  # by terrain


def small_game_left(x: int, y: int, day: int, world: World) -> float:
    """Small game of a cell this morning, as a share of what it can hold: logistic regrowth since the last visit."""
    left = world.game[x, y]
    grown = world.growth[world.growing[day] - world.grazed[x, y]]
    return left * grown / (1.0 + left * (grown - 1.0))


def full_catch(x: int, y: int, world: World) -> float:
    """What a full day on this cell would catch if it were ungrazed, person-days, before luck."""
    camp = world.camp
    season = GAME_IN[camp.season]
    if camp.season == Season.WINTER:
        season = max(0.0, 1.0 - 0.65 * world.params.winter)
    ground = GAME_ON[world.terrain[x, y]] * world.params.small_game * world.params.need
    return ground * season * FORAGE_IN[camp.weather]


def hunters_needed(kind: int, base: float, terrain: int, variety: int) -> float:
    """Cells that must be held: more for a bull and in the forest, fewer for a calf and in a bog or at a river."""
    hands = base
    if base > 1.0:
        hands += variety * (kind - 1)
        if terrain == Terrain.FOREST:
            hands += 1.0
        elif terrain != Terrain.OPEN:
            hands -= 1.0
    least = max(1.0, min(2.0, base))  # what takes more than one takes more than one anywhere
    return max(least, min(8.0, hands))
