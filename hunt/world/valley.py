"""The valley: seasons, weather, and the herds that pass through.  All forms are guesses."""

from agents.behaviour.event_log import log_event
from agents.behaviour.geometry import rounded
from agents.behaviour.roaming import roam
from agents.environment import Luck, World
from agents.events import EventKind
from agents.vocabulary import Season, Weather
from hunt.world.camp import TEND_HALF, TEND_SHARE

USUAL_WEATHER = (Weather.CLEAR, Weather.CLEAR, Weather.FOG, Weather.SNOW)  # by season
UNUSUAL_WEATHER = (  # by season: chance of clear, fog and snow; the rest is storm
    (0.25, 0.45, 0.10),
    (0.25, 0.50, 0.00),
    (0.45, 0.25, 0.10),
    (0.35, 0.15, 0.25),
)
SIGHT_BY_WEATHER = (1.0, 0.5, 0.75, 0.25)


def dawn(day: int, world: World, luck: Luck) -> None:
    """Begin a day: season, weather and sight, how many hunters are able, what tending saves; reset daily counts."""
    camp = world.camp
    camp.today = day
    camp.season = (day // 90) % 4
    if camp.season == Season.WINTER and day % 90 == 0:
        if camp.winter_store < 0.0:
            camp.winter_store = camp.store / world.params.need / max(1, camp.living)
        log_event(world, day, EventKind.WINTER, saw_a=camp.store, saw_b=float(camp.living))
    usual = USUAL_WEATHER[camp.season]
    camp.as_planned = luck.weather[day, 0] >= world.params.volatility
    camp.weather = usual if camp.as_planned else other_weather(camp.season, luck.weather[day, 1])
    if camp.weather == Weather.STORM:
        log_event(world, day, EventKind.STORM)
    camp.sight = rounded(world.params.sight * SIGHT_BY_WEATHER[camp.weather])
    camp.able = 0
    camp.tending = camp.tending_today
    saves = TEND_SHARE / (TEND_HALF + camp.tending)
    camp.tend_saves = saves * camp.spoiled_yesterday / world.params.need
    camp.tending_today = 0
    camp.brought = 0.0
    camp.common = 0.0
    owned = 0.0
    for hunter in world.hunters:
        if hunter.alive:
            owned += hunter.owns
            if hunter.injured == 0:
                camp.able += 1
    camp.owned = owned / max(1, camp.living)


def other_weather(season: int, chance: float) -> int:
    """Return the weather of a day that is unusual for the season, for a draw ``chance`` from [0, 1)."""
    for weather in range(Weather.STORM):
        chance -= UNUSUAL_WEATHER[season][weather]
        if chance < 0.0:
            return weather
    return Weather.STORM


def herds_move(day: int, world: World, luck: Luck) -> None:
    """Let beasts arrive, move and leave, and list those in the valley, alive or as a carcass, in ``world.present``."""
    camp = world.camp
    while camp.arrived < len(world.beasts) and world.beasts[camp.arrived].arrives <= day:
        world.present[camp.present] = camp.arrived
        camp.present += 1
        camp.arrived += 1
    if day == world.params.great_herd and camp.present > 0:
        first = world.present[camp.present - 1]
        beasts = float(camp.present)
        log_event(world, day, EventKind.GREAT_HERD, beast=first, saw_a=beasts, effect=beasts)
    still = 0
    for k in range(camp.present):
        b = world.present[k]
        roam(b, day, world, luck)
        if world.beasts[b].here or world.beasts[b].meat > 0.0:
            world.present[still] = b
            still += 1
    camp.present = still
