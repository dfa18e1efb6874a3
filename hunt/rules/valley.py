"""The valley lives by itself: seasons, weather, herds that come and go, small game that grows back."""

import math

from hunt.luck import Luck
from hunt.rules.telling import note
from hunt.vocabulary import NOBODY, Because, EventKind, Season, Terrain, Weather
from hunt.world import World

USUAL = (Weather.CLEAR, Weather.CLEAR, Weather.FOG, Weather.SNOW)  # by season
UNUSUAL = (  # by season: chances of clear, of fog, of snow; the rest is storm
    (0.25, 0.45, 0.10),
    (0.25, 0.50, 0.00),
    (0.45, 0.25, 0.10),
    (0.35, 0.15, 0.25),
)
SIGHT_IN = (1.0, 0.5, 0.75, 0.25)  # by weather
GAME_IN = (1.0, 1.1, 0.9, 1.0)  # by season, before the harshness of winter
FORAGE_IN = (1.0, 0.9, 0.8, 0.2)  # by weather
GAME_ON = (1.0, 1.3, 0.7, 1.1)  # by terrain


def dawn(day: int, world: World, luck: Luck) -> None:
    """Tell season and weather, count who is able, and put yesterday's tallies away."""
    camp = world.camp
    camp.today = day
    camp.season = (day // 90) % 4
    if camp.season == Season.WINTER and day % 90 == 0:
        if camp.winter_store < 0.0:
            camp.winter_store = camp.store / world.params.need / max(1, camp.living)
        note(
            world,
            day,
            EventKind.WINTER,
            NOBODY,
            NOBODY,
            NOBODY,
            Because.CHANCE,
            camp.store,
            float(camp.living),
            0.0,
            0.0,
        )
    if day == 0 or luck.turn[day] >= world.params.spell:
        camp.sky = day
    usual = USUAL[camp.season]
    camp.as_planned = luck.weather[camp.sky, 0] >= world.params.volatility
    camp.weather = usual if camp.as_planned else other_weather(camp.season, luck.weather[camp.sky, 1])
    if camp.weather == Weather.STORM:
        note(world, day, EventKind.STORM, NOBODY, NOBODY, NOBODY, Because.CHANCE, 0.0, 0.0, 0.0, 0.0)
    camp.sight = rounded(world.params.sight * SIGHT_IN[camp.weather])
    camp.able = 0
    camp.tending = camp.tending_today
    saves = world.params.tend_share / (world.params.tend_half + camp.tending)
    camp.tend_saves = saves * camp.spoiled_yesterday / world.params.need
    camp.tending_today = 0
    camp.brought = 0.0
    owned = 0.0
    for hunter in world.hunters:
        if hunter.alive:
            owned += hunter.owns
            if hunter.injured == 0:
                camp.able += 1
    camp.owned = owned / max(1, camp.living)


def other_weather(season: int, chance: float) -> int:
    """Return the weather of a day that is not as the season would have it."""
    for weather in range(Weather.STORM):
        chance -= UNUSUAL[season][weather]
        if chance < 0.0:
            return weather
    return Weather.STORM


def herds_move(day: int, world: World, luck: Luck) -> None:
    """Beasts come, live their day and go; list those that are in the valley, alive or as a carcass."""
    camp = world.camp
    while camp.arrived < len(world.beasts) and world.beasts[camp.arrived].arrives <= day:
        world.present[camp.present] = camp.arrived
        camp.present += 1
        camp.arrived += 1
    if day == world.params.great_herd and camp.present > 0:
        first = world.present[camp.present - 1]
        beasts = float(camp.present)
        note(world, day, EventKind.GREAT_HERD, NOBODY, NOBODY, first, Because.CHANCE, beasts, 0.0, 0.0, beasts)
    still = 0
    for k in range(camp.present):
        b = world.present[k]
        roam(b, day, world, luck)
        if world.beasts[b].here or world.beasts[b].meat > 0.0:
            world.present[still] = b
            still += 1
    camp.present = still


def roam(b: int, day: int, world: World, luck: Luck) -> None:
    """A beast comes, drifts with its herd, recovers, or leaves; a carcass rots."""
    beast = world.beasts[b]
    beast.from_x = beast.x
    beast.from_y = beast.y
    if day == beast.arrives:
        beast.here = True
        note(world, day, EventKind.HERD_CAME, NOBODY, NOBODY, b, Because.CHANCE, float(beast.kind), 0.0, 0.0, 0.0)
    if not beast.here:
        return
    if day >= beast.leaves and beast.held < day - 1:
        beast.here = False
        return
    beast.strength = min(beast.full, beast.strength + world.params.recovery)
    if beast.held == day - 1 and day > 0:
        return  # still in the ring of yesterday
    turn = 2.0 * math.pi * luck.drift[day, beast.herd]
    beast.x = within(beast.x + rounded(world.params.roam * math.cos(turn)), world.params.width)
    beast.y = within(beast.y + rounded(world.params.roam * math.sin(turn)), world.params.height)


def rounded(value: float) -> int:
    """Return the nearest whole number, halves upwards."""
    return math.floor(value + 0.5)


def within(place: int, size: int) -> int:
    """Keep a coordinate inside the valley."""
    return max(0, min(size - 1, place))


def stock(x: int, y: int, day: int, world: World) -> float:
    """Small game of a cell this morning, as a share of what it can hold: logistic regrowth since the last visit."""
    left = world.game[x, y]
    grown = world.growth[world.growing[day] - world.grazed[x, y]]
    return left * grown / (1.0 + left * (grown - 1.0))


def plenty(x: int, y: int, world: World) -> float:
    """What a full day on this cell would catch if it were ungrazed, person-days, before luck."""
    camp = world.camp
    season = GAME_IN[camp.season]
    if camp.season == Season.WINTER:
        season = max(0.0, 1.0 - 0.65 * world.params.winter)
    ground = GAME_ON[world.terrain[x, y]] * world.params.small_game * world.params.need
    return ground * season * FORAGE_IN[camp.weather]


def hands_needed(kind: int, base: float, terrain: int, variety: int) -> float:
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
