"""Working for what there is: separable products, racks, wolves, the injured."""

from hunt.luck import Luck
from hunt.parameters import PAY_TABLE
from hunt.rules.telling import note
from hunt.rules.walking import next_up
from hunt.vocabulary import NOBODY, Because, EventKind
from hunt.world import World


def separable_work(role: int, option: int, world: World) -> float:
    """Return the food in a full day of product, as far as the steps do not depend on each other.

    What a day produces is technology, not pay: it is the usual table whatever the regime measures.
    """
    params = world.params
    return (1.0 - params.coupling) * params.separable * params.need * PAY_TABLE[role][option]


def tend(h: int, world: World) -> None:
    """Turn the meat on the racks, mend the fence, keep the fire."""
    world.camp.tending_today += 1


def left_unkept(world: World) -> float:
    """Return the share of spoilage and theft that tending does not prevent: falling, never to nothing."""
    params = world.params
    keepers = world.camp.tending_today
    return 1.0 - params.tend_share * keepers / (keepers + params.tend_half)


def keep_watch(day: int, world: World, luck: Luck) -> None:
    """Wolves come to the store, whoever is there; the watch saves a part."""
    params = world.params
    camp = world.camp
    if luck.wolves[day] < params.wolves:
        taken = camp.store * params.wolf_take * left_unkept(world)
        camp.store -= taken
        camp.stolen += taken
        camp.raids += 1
        note(
            world,
            day,
            EventKind.WOLVES,
            NOBODY,
            NOBODY,
            NOBODY,
            Because.CHANCE,
            camp.store,
            left_unkept(world),
            0.0,
            taken,
        )


def nurse(h: int, day: int, world: World, luck: Luck) -> None:
    """Nurse the one who is hurt worst, of equals the first who gets up: one more day of healing."""
    patient = NOBODY
    worst = 0
    for seat in range(len(world.hunters)):
        j = next_up(seat, day, len(world.hunters), luck)
        other = world.hunters[j]
        if j != h and other.alive and other.injured > worst:
            worst = other.injured
            patient = j
    if patient == NOBODY:
        return
    world.hunters[patient].injured -= 1
    note(world, day, EventKind.HELPED, h, patient, NOBODY, Because.CHANCE, float(worst), 0.0, 0.0, 1.0)
