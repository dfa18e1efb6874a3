"""Hired strangers, the novices who take over from them, and newcomers.  All forms are guesses."""

from agents.behaviour.event_log import log_event
from agents.behaviour.trusting import FIRST_EVIDENCE, evidence_for, update_mean_trust
from agents.environment import World
from agents.events import Because, EventKind

HIRE_SKILL = 0.85  # skill of hired strangers in their role; a guess


def outsource(role: int, day: int, world: World) -> None:
    """Let strangers take over a role: skilled at once, without ownership, trusted as ``hire_trust`` says."""
    count = 0
    for h in range(len(world.hunters)):
        hunter = world.hunters[h]
        if hunter.alive and hunter.role == role and not hunter.hired:
            replace_hunter(h, HIRE_SKILL, world.params.hire_trust, world)
            hunter.hired = True
            hunter.owns = 0.0
            count += 1
    update_mean_trust(world)
    hired = float(count)
    because = Because.SKILL_AT_ONCE
    log_event(world, day, EventKind.OUTSOURCED, because=because, saw_a=float(role), saw_b=hired, effect=hired)


def insource(role: int, day: int, world: World) -> None:
    """Let the strangers of a role leave with their knowledge; novices replace them."""
    count = 0
    for h in range(len(world.hunters)):
        hunter = world.hunters[h]
        if hunter.alive and hunter.role == role and hunter.hired:
            replace_hunter(h, world.params.novice_skill, world.params.start_trust, world)
            hunter.hired = False
            hunter.owns = world.params.start_ownership
            count += 1
    update_mean_trust(world)
    novices = float(count)
    because = Because.KNOWLEDGE_LEFT
    log_event(world, day, EventKind.INSOURCED, because=because, saw_a=float(role), saw_b=novices, effect=novices)


def newcomer(h: int, day: int, world: World) -> None:
    """Replace a hunter by a newcomer: a novice whom nobody knows yet."""
    hunter = world.hunters[h]
    replace_hunter(h, world.params.novice_skill, world.params.hire_trust, world)
    hunter.hired = False
    update_mean_trust(world)
    log_event(world, day, EventKind.NEWCOMER, who=h, because=Because.NEW_HERE, saw_a=float(hunter.role), effect=1.0)


def replace_hunter(h: int, skill: float, trusted: float, world: World) -> None:
    """Replace a hunter by another person: new skill and repute in the role, mutual trust with everyone starts again.

    Body, pouch, beliefs and the other skills stay: a simplification.
    """
    hunter = world.hunters[h]
    hunter.skills[hunter.role] = skill
    hunter.repute[hunter.role] = skill
    hunter.strain = 0.0
    hunter.standing = 1.0
    kept, broken = evidence_for(trusted, FIRST_EVIDENCE)
    for j in range(len(world.hunters)):
        world.kept[j, h] = kept
        world.broken[j, h] = broken
        world.kept[h, j] = kept
        world.broken[h, j] = broken


def pay_strangers(world: World) -> None:
    """Pay each hired stranger ``hire_fee`` days of food from the store, on top of meals."""
    for hunter in world.hunters:
        if hunter.hired and hunter.alive:
            fee = min(world.params.hire_fee * world.params.need, world.camp.store)
            world.camp.store -= fee
            world.camp.paid += fee
