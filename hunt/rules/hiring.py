"""Strangers who take over a role, the novices who follow them, newcomers and teaching."""

from hunt.rules.telling import note
from hunt.rules.trusting import evidence_for, take_stock_of_trust
from hunt.vocabulary import NOBODY, Because, EventKind
from hunt.world import World


def outsource(role: int, day: int, world: World) -> None:
    """Strangers take over a role: skilled at once, without ownership and without any rope of trust."""
    count = 0
    for h in range(len(world.hunters)):
        hunter = world.hunters[h]
        if hunter.alive and hunter.role == role and not hunter.hired:
            come_new(h, world.params.hire_skill, world.params.hire_trust, world)
            hunter.hired = True
            hunter.owns = 0.0
            count += 1
    take_stock_of_trust(world)
    because = Because.SKILL_AT_ONCE
    note(
        world, day, EventKind.OUTSOURCED, NOBODY, NOBODY, NOBODY, because, float(role), float(count), 0.0, float(count)
    )


def insource(role: int, day: int, world: World) -> None:
    """The strangers leave and take their knowledge along: novices stand in their place."""
    count = 0
    for h in range(len(world.hunters)):
        hunter = world.hunters[h]
        if hunter.alive and hunter.role == role and hunter.hired:
            come_new(h, world.params.novice_skill, world.params.start_trust, world)
            hunter.hired = False
            hunter.owns = world.params.start_ownership
            count += 1
    take_stock_of_trust(world)
    because = Because.KNOWLEDGE_LEFT
    note(world, day, EventKind.INSOURCED, NOBODY, NOBODY, NOBODY, because, float(role), float(count), 0.0, float(count))


def newcomer(h: int, day: int, world: World) -> None:
    """Somebody new takes the place of a hunter: a novice whom nobody knows yet."""
    hunter = world.hunters[h]
    come_new(h, world.params.novice_skill, world.params.hire_trust, world)
    hunter.hired = False
    take_stock_of_trust(world)
    because = Because.NEW_HERE
    note(world, day, EventKind.NEWCOMER, h, NOBODY, NOBODY, because, float(hunter.role), 0.0, 0.0, 1.0)


def come_new(h: int, skill: float, trusted: float, world: World) -> None:
    """Give the place of a hunter to somebody of another skill, whom nobody knows and who knows nobody."""
    hunter = world.hunters[h]
    hunter.skills[hunter.role] = skill
    hunter.repute[hunter.role] = skill
    hunter.strain = 0.0
    hunter.standing = 1.0
    kept, broken = evidence_for(trusted, world.params.start_evidence)
    for j in range(len(world.hunters)):
        world.kept[j, h] = kept
        world.broken[j, h] = broken
        world.kept[h, j] = kept
        world.broken[h, j] = broken


def teach(who: int, day: int, world: World) -> None:
    """One hunter teaches all the others the own best skill."""
    teacher = world.hunters[who]
    skill = teacher.role
    gained = 0.0
    for hunter in world.hunters:
        if hunter.alive and hunter.skills[skill] < teacher.skills[skill]:
            step = world.params.teaching * (teacher.skills[skill] - hunter.skills[skill])
            hunter.skills[skill] += step
            gained += step
    mean = gained / max(1, world.camp.living)
    note(world, day, EventKind.TAUGHT, who, NOBODY, NOBODY, Because.BEST_SKILL, float(skill), 0.0, 0.0, mean)


def pay_strangers(world: World) -> None:
    """Hired strangers are paid from the store beside their meals."""
    for hunter in world.hunters:
        if hunter.hired and hunter.alive:
            fee = min(world.params.hire_fee * world.params.need, world.camp.store)
            world.camp.store -= fee
            world.camp.paid += fee
