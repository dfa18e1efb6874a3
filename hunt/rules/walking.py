"""Where hunters go, what they see on the way and what foragers bring home."""

import math

from hunt.luck import Luck
from hunt.rules.telling import note
from hunt.rules.valley import GAME_ON, plenty, rounded, stock
from hunt.vocabulary import NOBODY, Because, EventKind, Hours
from hunt.world import World

SQRT3 = math.sqrt(3.0)  # scales a uniform draw to unit variance
LOOK = 1  # cells a forager can judge around the own place
MOVE_ON = 0.6  # share of a full cell below which a forager looks for better ground
EASY = 0.95  # share of the animals of a cell that can be caught at all in a day


def next_up(seat: int, day: int, hunters: int, luck: Luck) -> int:
    """Return who gets up as number ``seat`` today: round the fire, from another seat each day."""
    place = seat + luck.first[day]
    if place >= hunters:
        place -= hunters
    return luck.seats[place]


def forage(h: int, day: int, world: World, luck: Luck) -> None:
    """Go to the best ground nearby, take what it gives today, learn what to expect."""
    hunter = world.hunters[h]
    params = world.params
    if stock(hunter.x, hunter.y, day, world) < MOVE_ON:
        move_to_better_ground(h, day, world, luck)
    noise = catch_noise(luck.day_catch[day], luck.catch[day, h], params.forage_noise, params.forage_common)
    left = stock(hunter.x, hunter.y, day, world)
    wanted = plenty(hunter.x, hunter.y, world) * left * noise * hunter.hours[Hours.WORK]
    catch = graze(hunter.x, hunter.y, day, wanted, left, world)
    world.camp.gathered += catch
    world.camp.brought += catch
    world.camp.store += params.pooled * catch
    hunter.caught = (1.0 - params.pooled) * catch
    hunter.pouch += hunter.caught
    hunter.catch += params.catch_learning * (catch - hunter.catch)
    look_around(h, hunter.x, hunter.y, 1.0, day, world)


def catch_noise(of_day: float, of_hunter: float, spread: float, common: float) -> float:
    """Return the factor of luck on a catch: mean 1, variance spread^2, of which a share is common to all."""
    both = math.sqrt(common) * (2.0 * of_day - 1.0) + math.sqrt(1.0 - common) * (2.0 * of_hunter - 1.0)
    return max(0.0, 1.0 + spread * SQRT3 * both)


def cell_holds(world: World) -> float:
    """What a full cell holds, person-days."""
    return world.params.game_stock * world.params.small_game * world.params.need


def graze(x: int, y: int, day: int, wanted: float, left: float, world: World) -> float:
    """Take a catch from a cell of which that share is left, or what can be caught there; return it."""
    whole = cell_holds(world)
    catch = min(wanted, EASY * left * whole)
    if catch > 0.0:
        world.game[x, y] = left - catch / whole
        world.grazed[x, y] = world.growing[day]
    return catch


def move_to_better_ground(h: int, day: int, world: World, luck: Luck) -> None:
    """Step to the best of the cells in view."""
    hunter = world.hunters[h]
    best_x, best_y = best_ground(hunter.x, hunter.y, LOOK, luck.heading[day, h], day, world)
    spend(h, Hours.WALK, cells_between(hunter.x, hunter.y, best_x, best_y) / world.params.pace, world)
    hunter.x = best_x
    hunter.y = best_y


def best_ground(from_x: int, from_y: int, look: int, chance: float, day: int, world: World) -> tuple[int, int]:
    """Return the best of the cells in view; chance decides in which order they are looked at."""
    best, best_x, best_y = -1.0, from_x, from_y
    side = 2 * look + 1
    first = int(chance * side * side)
    x = from_x + first // side - look
    y = from_y + first % side - look
    for _ in range(side * side):
        if 0 <= x < world.params.width and 0 <= y < world.params.height:
            worth = GAME_ON[world.terrain[x, y]] * stock(x, y, day, world)
            if worth > best:
                best, best_x, best_y = worth, x, y
        y += 1
        if y > from_y + look:
            y = from_y - look
            x += 1
            if x > from_x + look:
                x = from_x - look
    return best_x, best_y


def spend(h: int, on: int, hours: float, world: World) -> None:
    """Take hours from the work of the day, at most what is left of it."""
    hunter = world.hunters[h]
    hours = min(hours, hunter.hours[Hours.WORK])
    hunter.hours[on] += hours
    hunter.hours[Hours.WORK] -= hours


def scout(h: int, day: int, world: World, luck: Luck) -> None:
    """Walk on, turning a little, all day long, look for beasts on every step, and learn how often that finds one."""
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
    hunter.finds += params.finds_learning * ((1.0 if found else 0.0) - hunter.finds)


def look_around(h: int, x: int, y: int, walked: float, day: int, world: World) -> bool:
    """Sight every beast near enough, where it is after that share of the day; tell whether one is news."""
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
                news = news or beast.sighted == NOBODY or day - beast.sighted > world.params.trail_days
                if beast.sighted == NOBODY:
                    note(world, day, EventKind.SIGHTED, h, NOBODY, b, Because.CHANCE, float(beast.kind), 0.0, 0.0, 0.0)
                see(b, there_x, there_y, day, world)
    return news


def see(b: int, x: int, y: int, day: int, world: World) -> None:
    """Somebody knows now where a beast is; this is all that hunters know of its place until it is seen again."""
    beast = world.beasts[b]
    beast.sighted = day
    beast.seen_x = x
    beast.seen_y = y


def in_sight(x: int, y: int, there_x: int, there_y: int, sight: int) -> bool:
    """Near enough to see: a sight of r cells reaches r + 1/2 from the middle of the own cell."""
    return (there_x - x) * (there_x - x) + (there_y - y) * (there_y - y) <= sight * (sight + 1)


def cells_between(x: int, y: int, there_x: int, there_y: int) -> int:
    """Steps between two cells, diagonals allowed."""
    return max(abs(there_x - x), abs(there_y - y))


def walk_to_hunt(h: int, day: int, world: World) -> None:
    """Walk to where the beast was last seen and on along its tracks, at most a day's pace; stop beside it."""
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
    spend(h, Hours.WALK, 0.5 * (steps + more) / world.params.pace, world)
    look_around(h, hunter.x, hunter.y, 1.0, day, world)


def towards(place: int, goal: int, steps: int) -> int:
    """Return a coordinate moved towards a goal by at most so many cells."""
    return place + max(-steps, min(steps, goal - place))
