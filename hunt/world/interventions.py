"""Interventions on the morning of a day, other than new settings.  All forms are guesses."""

from agents.behaviour.event_log import log_event
from agents.behaviour.learning import teach
from agents.behaviour.preventing import value_of_prevention
from agents.environment import World
from agents.events import Because, EventKind
from agents.vocabulary import Act
from hunt.world.camp import lose_food
from hunt.world.staffing import insource, newcomer, outsource


def intervene(day: int, world: World) -> None:
    """Carry out the interventions of this morning."""
    for k in range(len(world.acts)):
        if world.acts[k, 0] == day:
            carry_out(world.acts[k, 1], world.acts[k, 2], day, world)


def carry_out(act: int, who: int, day: int, world: World) -> None:
    """Carry out one intervention on a role, or by a hunter if alive.  Forced choices wait for the hunter's turn."""
    if act == Act.OUTSOURCE:
        outsource(who, day, world)
    elif act == Act.INSOURCE:
        insource(who, day, world)
    elif act != Act.FORCE and world.hunters[who].alive:
        act_as(act, who, day, world)


def act_as(act: int, who: int, day: int, world: World) -> None:
    """Carry out an intervention by one living hunter."""
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
    """Explain the whole loop to everyone, without steps: nobody acts on it, and the messenger's standing halves."""
    hunter = world.hunters[who]
    hunter.standing *= 0.5
    log_event(world, day, EventKind.BROADCAST, who=who, because=Because.NO_STEPS, saw_a=hunter.standing)


def review(who: int, day: int, world: World) -> None:
    """Review past, present and future and name small steps: everyone sees the value of prevention.

    How much of it they see depends on the standing of the hunter who leads the review.
    """
    shown = value_of_prevention(world) * world.hunters[who].standing
    for hunter in world.hunters:
        if hunter.alive:
            hunter.foresight = max(hunter.foresight, shown)
    log_event(world, day, EventKind.REVIEW, who=who, because=Because.STEPS, saw_a=shown)


def feast(who: int, day: int, world: World) -> None:
    """Celebrate a hero: it costs half a day of food for all, and the hero's standing rises by 0.5."""
    hunter = world.hunters[who]
    hunter.standing = min(1.0, hunter.standing + 0.5)
    lose_food(0.5 * world.camp.living * world.params.need, world)
    log_event(world, day, EventKind.FEAST, who=who, because=Because.STANDING, saw_a=hunter.standing)
