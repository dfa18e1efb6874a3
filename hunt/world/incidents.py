"""Wear and incidents: what goes wrong in the camp, and what it costs.

Off while ``mishaps`` is 0.  The parts are those of Repenning (2001); forms and numbers are guesses.
"""

from agents.behaviour.event_log import log_event
from agents.behaviour.preventing import value_of_prevention
from agents.environment import Luck, World
from agents.events import Because, EventKind
from agents.vocabulary import NOBODY
from hunt.world.camp import lose_food

CHECKLIST_SHARE = 0.6  # share of incidents that the strictest checklist prevents where people own it; a guess
FIX_SHARE = 0.85  # share of incidents that the finished fix prevents; a guess
MAX_OPEN = 3  # incidents open at once; more make no difference, so that the harm is bounded


def wear_out(day: int, world: World, luck: Luck) -> None:
    """Let gear and fences wear; a possible incident of today happens, or prevention stops it and it is a ghost.

    Possible incidents are drawn before day 0, so they are the same whatever the band does.
    """
    camp = world.camp
    params = world.params
    if params.mishaps <= 0.0:
        return
    camp.wear += params.wear * (1.0 - camp.wear)
    camp.rescuing = camp.rescuing_today
    camp.rescuing_today = 0
    camp.trouble *= 1.0 - 1.0 / params.mishap_days
    if camp.trouble < 0.5:
        camp.trouble = 0.0
    if luck.mishap[day] >= params.mishaps:
        return
    if luck.spared[day] < chance_of_incident(world):
        if camp.trouble < MAX_OPEN * params.rescue_work:
            open_incident(day, world)
    else:
        camp.ghosts += 1
        because = Because.PERMANENT_FIX if camp.fixed != NOBODY else Because.MENDED
        log_event(world, day, EventKind.GHOST, because=because, saw_a=camp.wear, effect=params.mishap_cost)


def chance_of_incident(world: World) -> float:
    """Return the chance that a possible incident happens, 0 to 1: wear times what checklist and fix leave.

    A checklist works only as far as hunters own it.
    """
    camp = world.camp
    params = world.params
    left = 1.0 - CHECKLIST_SHARE * params.checklist * camp.owned
    if camp.fixed != NOBODY:
        left *= 1.0 - FIX_SHARE
    return camp.wear * left


def open_incident(day: int, world: World) -> None:
    """Let an incident happen: food is lost at once, work is needed, and everyone values prevention a little more."""
    camp = world.camp
    params = world.params
    camp.trouble += params.rescue_work
    camp.incidents += 1
    taken = lose_food(params.mishap_cost * params.need, world)
    log_event(world, day, EventKind.INCIDENT, because=Because.WEAR, saw_a=camp.wear, saw_b=camp.store, effect=taken)
    for hunter in world.hunters:
        if hunter.alive:
            hunter.foresight += params.foresight_learning * (value_of_prevention(world) - hunter.foresight)


def pay_for_open_incidents(world: World) -> None:
    """Lose ``mishap_burden`` of food for each open incident."""
    params = world.params
    if world.camp.trouble > 0.0:
        lose_food(world.camp.trouble / params.rescue_work * params.mishap_burden * params.need, world)
