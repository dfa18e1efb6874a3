"""The camp: rations, what rots overnight, wolves, chores."""

from agents.actions import Action
from agents.behaviour.event_log import log_event
from agents.environment import Luck, World
from agents.events import EventKind
from agents.vocabulary import Hours

WARMTH = (0.5, 1.0, 0.5, 0.08)  # by season: how fast food spoils against summer


def set_rations(world: World) -> None:
    """Divide a small store equally before anybody eats."""
    world.camp.ration = world.camp.store / max(1, world.camp.living)


def untended_share(world: World) -> float:
    """Return the share of spoilage and theft that tending does not prevent: falling, never to nothing."""
    params = world.params
    keepers = world.camp.tending_today
    return 1.0 - params.tend_share * keepers / (keepers + params.tend_half)


def keep_watch(day: int, world: World, luck: Luck) -> None:
    """Wolves come to the store, whoever is there; the watch saves a part."""
    params = world.params
    camp = world.camp
    if luck.wolves[day] < params.wolves:
        taken = camp.store * params.wolf_take * untended_share(world)
        camp.store -= taken
        camp.stolen += taken
        camp.raids += 1
        log_event(world, day, EventKind.WOLVES, saw_a=camp.store, saw_b=untended_share(world), effect=taken)


def do_chores(world: World) -> None:
    """The chores of the camp, fires first: what is left of the hands goes into checks, what is missing costs food.

    The share of checks that is done decides how much goes wrong tomorrow: the map of Repenning (2001).
    """
    camp = world.camp
    params = world.params
    if params.chores <= 0.0:
        return
    hands = 0.0
    for hunter in world.hunters:
        if hunter.alive and hunter.action == Action.TEND:
            hands += hunter.hours[Hours.WORK]
    faulty = params.faults_least + params.faults_more * (1.0 - camp.upkept)
    left = hands - params.chores * (1.0 + params.redo * faulty)
    camp.upkept = max(0.0, min(1.0, left / params.checks))
    camp.undone = max(0.0, -left)
    lose_food(camp.undone * params.undone_cost * params.need, world)


def lose_food(amount: float, world: World) -> float:
    """Take food from the store, at most what there is; return it."""
    taken = min(amount, world.camp.store)
    world.camp.store -= taken
    world.camp.lost += taken
    return taken


def night(day: int, world: World) -> None:
    """Store, pouches and carcasses spoil, faster when warm and untended."""
    params = world.params
    camp = world.camp
    warmth = WARMTH[camp.season]
    lost = camp.store * params.store_spoils * warmth * untended_share(world)
    camp.spoiled_yesterday = lost
    camp.store -= lost
    camp.spoiled += lost
    for hunter in world.hunters:
        if hunter.pouch > 0.0:
            gone = hunter.pouch * params.pouch_spoils * max(0.2, warmth)
            hunter.pouch -= gone
            camp.spoiled += gone
    for k in range(camp.present):
        beast = world.beasts[world.present[k]]
        if beast.meat > 0.0:
            gone = beast.meat * params.carcass_spoils * warmth
            beast.meat -= gone
            camp.wasted += gone
