"""Foraging: move to good ground nearby, catch small game, learn what to expect.

The split of luck into a part shared by all foragers of a day and a part of each follows Winterhalder (1986).
"""

import math

from agents.behaviour.geometry import cells_between
from agents.behaviour.hours import spend_hours
from agents.behaviour.land import GAME_BY_TERRAIN, full_catch, small_game_left
from agents.behaviour.seeing import look_around
from agents.environment import Luck, World
from agents.vocabulary import Hours

SQRT3 = math.sqrt(3.0)  # scales a uniform draw from [-1, 1) to variance 1
LOOK_RADIUS = 1  # cells around their own that foragers can judge
MOVE_ON_BELOW = 0.6  # share of a full cell below which foragers look for better ground
CATCHABLE = 0.95  # share of the small game left on a cell that can be caught in a day


def forage(h: int, day: int, world: World, luck: Luck) -> None:
    """Catch small game on the best ground nearby; part goes to the store, the rest into the pouch.

    The expected catch moves towards today's catch.
    """
    hunter = world.hunters[h]
    params = world.params
    if small_game_left(hunter.x, hunter.y, day, world) < MOVE_ON_BELOW:
        move_to_better_ground(h, day, world, luck)
    noise = catch_noise(luck.day_catch[day], luck.catch[day, h], params.forage_noise, params.forage_common)
    left = small_game_left(hunter.x, hunter.y, day, world)
    wanted = full_catch(hunter.x, hunter.y, world) * left * noise * hunter.hours[Hours.WORK]
    catch = take_game(hunter.x, hunter.y, day, wanted, left, world)
    world.camp.gathered += catch
    world.camp.brought += catch
    world.camp.store += params.pooled * catch
    world.camp.common += params.pooled * catch
    hunter.caught = (1.0 - params.pooled) * catch
    hunter.pouch += hunter.caught
    hunter.catch += params.learning * (catch - hunter.catch)
    look_around(h, hunter.x, hunter.y, 1.0, day, world)


def catch_noise(of_day: float, of_hunter: float, spread: float, common: float) -> float:
    """Return the random factor of a catch, at least 0: mean 1, standard deviation ``spread``.

    ``common`` is the share of its variance that all foragers of the day have in common.
    """
    both = math.sqrt(common) * (2.0 * of_day - 1.0) + math.sqrt(1.0 - common) * (2.0 * of_hunter - 1.0)
    return max(0.0, 1.0 + spread * SQRT3 * both)


def cell_capacity(world: World) -> float:
    """Return the small game of a full cell, person-days."""
    return world.params.game_stock * world.params.small_game * world.params.need


def take_game(x: int, y: int, day: int, wanted: float, left: float, world: World) -> float:
    """Take a catch from a cell, at most what can be caught there; return it, person-days.

    ``left`` is the share of a full cell that is there.
    """
    whole = cell_capacity(world)
    catch = min(wanted, CATCHABLE * left * whole)
    if catch > 0.0:
        world.game[x, y] = left - catch / whole
        world.grazed[x, y] = world.growing[day]
    return catch


def move_to_better_ground(h: int, day: int, world: World, luck: Luck) -> None:
    """Walk to the cell with the most small game in view; it takes its share of the day."""
    hunter = world.hunters[h]
    best_x, best_y = best_ground(hunter.x, hunter.y, LOOK_RADIUS, luck.heading[day, h], day, world)
    spend_hours(h, Hours.WALK, cells_between(hunter.x, hunter.y, best_x, best_y) / world.params.pace, world)
    hunter.x = best_x
    hunter.y = best_y


def best_ground(from_x: int, from_y: int, look: int, chance: float, day: int, world: World) -> tuple[int, int]:
    """Return the cell with the most small game at most ``look`` cells away; of equals the first that is looked at.

    ``chance`` says where looking begins, so that no direction is favoured.
    """
    best, best_x, best_y = -1.0, from_x, from_y
    side = 2 * look + 1
    first = int(chance * side * side)
    x = from_x + first // side - look
    y = from_y + first % side - look
    for _ in range(side * side):
        if 0 <= x < world.params.width and 0 <= y < world.params.height:
            worth = GAME_BY_TERRAIN[world.terrain[x, y]] * small_game_left(x, y, day, world)
            if worth > best:
                best, best_x, best_y = worth, x, y
        y += 1
        if y > from_y + look:
            y = from_y - look
            x += 1
            if x > from_x + look:
                x = from_x - look
    return best_x, best_y
