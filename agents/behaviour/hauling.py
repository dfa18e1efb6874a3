"""Hauling: carry the meat home before it rots."""

from agents.actions import Action
from agents.behaviour.calling import give_up
from agents.behaviour.event_log import log_event
from agents.behaviour.learning import practise
from agents.environment import World
from agents.events import Because, EventKind
from agents.skills import Skill
from agents.vocabulary import Hours

LOAD_WITHOUT_SKILL = 0.6  # of a load is carried and dried without any skill; a guess
USUAL_KEEPING = 0.45  # the skill at which a load is what `haul` says
SCRAPS = 5.0  # days of food not worth a walk


def haul(slot: int, size: int, day: int, world: World) -> None:
    """Carry meat home and dry it; what is left rots and draws wolves."""
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
            practise(world.party[k], Skill.KEEP, world)
    world.camp.store += brought
    world.camp.hauled += brought
    world.camp.brought += brought
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
