"""The camp: rations, spoilage, wolves, chores.

The chores follow the model of fire fighting by Repenning (2001); the other forms are guesses.
"""

from agents.actions import Action
from agents.behaviour.event_log import log_event
from agents.environment import Luck, World
from agents.events import EventKind
from agents.vocabulary import Hours

TEND_SHARE = 0.8  # largest share of spoilage and theft that tending can prevent; a guess
TEND_HALF = 2.0  # tending hunters who prevent half of that; a guess
WOLF_TAKE = 0.12  # share of the store that wolves take when nobody keeps watch; a guess
SPOILAGE_BY_SEASON = (0.5, 1.0, 0.5, 0.08)  # how fast food spoils, relative to summer

STORE_SPOILS = 0.006  # share a day of an untended store in summer, of dried food
POUCH_SPOILS = 0.2  # of small game that hunters carry
CARCASS_SPOILS = 0.15  # of a carcass: a half-life of days


def set_rations(world: World) -> None:
    """Divide the store equally among the living, before anyone eats."""
    world.camp.ration = world.camp.store / max(1, world.camp.living)


def untended_share(world: World) -> float:
    """Return the share of spoilage and theft that tending does not prevent, 0 to 1: each further hunter saves less."""
    keepers = world.camp.tending_today
    return 1.0 - TEND_SHARE * keepers / (keepers + TEND_HALF)


def keep_watch(day: int, world: World, luck: Luck) -> None:
    """Wolves may come and take a share of the store; hunters who tend save part of it."""
    params = world.params
    camp = world.camp
    if luck.wolves[day] < params.wolves:
        taken = camp.store * WOLF_TAKE * untended_share(world)
        camp.store -= taken
        camp.stolen += taken
        camp.raids += 1
        log_event(world, day, EventKind.WOLVES, saw_a=camp.store, saw_b=untended_share(world), effect=taken)


def do_chores(world: World) -> None:
    """Do the chores, repairs first: only the work that is left goes into checks, and chores left undone cost food.

    The share of checks done today decides how many chores go wrong tomorrow: the map of Repenning (2001).
    """
    camp = world.camp
    params = world.params
    if params.chores <= 0.0:
        return
    work = 0.0
    for hunter in world.hunters:
        if hunter.alive and hunter.action == Action.TEND:
            work += hunter.hours[Hours.WORK]
    faulty = params.faults_least + params.faults_more * (1.0 - camp.upkept)
    left = work - params.chores * (1.0 + params.redo * faulty)
    camp.upkept = max(0.0, min(1.0, left / params.checks))
    camp.undone = max(0.0, -left)
    lose_food(camp.undone * params.undone_cost * params.need, world)


def lose_food(amount: float, world: World) -> float:
    """Take food from the store, at most what there is; return it, person-days."""
    taken = min(amount, world.camp.store)
    world.camp.store -= taken
    world.camp.lost += taken
    return taken


def night(day: int, world: World) -> None:
    """Let store, pouches and carcasses spoil: faster in a warm season, the store also faster when nobody tends it."""
    params = world.params
    camp = world.camp
    warmth = SPOILAGE_BY_SEASON[camp.season]
    lost = camp.store * params.spoilage * STORE_SPOILS * warmth * untended_share(world)
    camp.spoiled_yesterday = lost
    camp.store -= lost
    camp.spoiled += lost
    for hunter in world.hunters:
        if hunter.pouch > 0.0:
            gone = hunter.pouch * min(1.0, params.spoilage * POUCH_SPOILS) * max(0.2, warmth)
            hunter.pouch -= gone
            camp.spoiled += gone
    for k in range(camp.present):
        beast = world.beasts[world.present[k]]
        if beast.meat > 0.0:
            gone = beast.meat * min(1.0, params.spoilage * CARCASS_SPOILS) * warmth
            beast.meat -= gone
            camp.wasted += gone
