"""Hauling: carry the meat home and dry it before it rots.  All forms are guesses."""

from agents.actions import Action
from agents.behaviour.calling import give_up
from agents.behaviour.event_log import log_event
from agents.environment import World
from agents.events import Because, EventKind
from agents.skills import Skill
from agents.vocabulary import Hours

LOAD_WITHOUT_SKILL = 0.6  # share of a load that is carried and dried without any skill; a guess
USUAL_KEEPING = 0.45  # keeping skill at which a load is what `haul` says
SCRAPS = 5.0  # days of food that are not worth a walk


def haul(slot: int, size: int, day: int, world: World) -> None:
    """Everyone who came to hold carries a load of meat home, by keeping skill and hours of work; scraps are left."""
    b = world.quarries[slot]
    beast = world.beasts[b]
    params = world.params
    brought = 0.0
    for k in range(size):
        hunter = world.hunters[world.party[k]]
        if hunter.action == Action.HUNT:
            hunter.holds = True
            skill = LOAD_WITHOUT_SKILL + (1.0 - LOAD_WITHOUT_SKILL) * hunter.skills[Skill.KEEP] / USUAL_KEEPING
            load = min(params.haul * params.need * skill * hunter.hours[Hours.WORK], beast.meat)
            beast.meat -= load
            brought += load
    world.camp.store += brought
    world.camp.hauled += brought
    world.camp.brought += brought
    world.camp.common += brought
    if brought > 0.0:
        log_event(
            world,
            day,
            EventKind.HAULED,
            beast=b,
            because=Because.HELD,
            saw_a=float(size),
            saw_b=beast.meat,
            effect=brought,
        )
    if beast.meat < SCRAPS * params.need:
        world.camp.wasted += beast.meat
        beast.meat = 0.0
        give_up(slot, day, Because.HELD, world)
