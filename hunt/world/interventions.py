"""Interventions on the morning of a day, other than new settings."""

from agents.behaviour.event_log import log_event
from agents.behaviour.learning import teach
from agents.behaviour.preventing import worth_of_prevention
from agents.environment import World
from agents.events import Because, EventKind
from agents.vocabulary import Act
from hunt.world.camp import lose_food
from hunt.world.staffing import insource, newcomer, outsource


def intervene(day: int, world: World) -> None:
    """Do what somebody does to the run this morning."""
    for k in range(len(world.acts)):
        if world.acts[k, 0] == day:
            carry_out(world.acts[k, 1], world.acts[k, 2], day, world)


def carry_out(act: int, who: int, day: int, world: World) -> None:
    """Do one act: to a role, or by a hunter, which the dead do not."""
    if act == Act.OUTSOURCE:
        outsource(who, day, world)
    elif act == Act.INSOURCE:
        insource(who, day, world)
    elif act != Act.FORCE and world.hunters[who].alive:
        act_as(act, who, day, world)


def act_as(act: int, who: int, day: int, world: World) -> None:
    """Let one hunter who lives do what the act says."""
    if act == Act.BROADCAST:
        broadcast(who, day, world)
    elif act == Act.REVIEW:
        review(who, day, world)
    elif act == Act.FEAST:
        feast(who, day, world)
    elif act == Act.TEACH:
        teach(who, day, world)
    elif act == Act.NEWCOMER:
        newcomer(who, day, world)


def broadcast(who: int, day: int, world: World) -> None:
    """Telling everybody the whole loop at once, without steps: nobody acts on it, and the messenger loses standing."""
    hunter = world.hunters[who]
    hunter.standing *= 0.5
    log_event(world, day, EventKind.BROADCAST, who=who, because=Because.NO_STEPS, saw_a=hunter.standing)


def review(who: int, day: int, world: World) -> None:
    """Past, present and future with a few first, and priced small steps: the worth of prevention is seen."""
    shown = worth_of_prevention(world) * world.hunters[who].standing
    for hunter in world.hunters:
        if hunter.alive:
            hunter.foresight = max(hunter.foresight, shown)
    log_event(world, day, EventKind.REVIEW, who=who, because=Because.STEPS, saw_a=shown)


def feast(who: int, day: int, world: World) -> None:
    """A feast for the hero: half a day of food, and the hero's voice weighs more."""
    hunter = world.hunters[who]
    hunter.standing = min(1.0, hunter.standing + 0.5)
    lose_food(0.5 * world.camp.living * world.params.need, world)
    log_event(world, day, EventKind.FEAST, who=who, because=Because.STANDING, saw_a=hunter.standing)
