"""Wear, incidents, rescues and the permanent fix: fixes that fail, and the one that does not."""

from hunt.luck import Luck
from hunt.rules.telling import note
from hunt.vocabulary import NOBODY, Because, EventKind, Hours, Option, Skill
from hunt.world import World

MOST_OPEN = 3  # incidents at a time: the harm is bounded
HARMS = 30.0  # incidents a year that the finished fix would spare, as one incident makes people see it; a guess


def wear_out(day: int, world: World, luck: Luck) -> None:
    """Things wear out; what could go wrong today does, unless prevention stops it: then it is a ghost.

    The potential incidents are dealt by luck alone, so they are the same whatever the band does about them.
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
        if camp.trouble < MOST_OPEN * params.rescue_work:
            open_incident(day, world)
    else:
        camp.ghosts += 1
        because = Because.PERMANENT_FIX if camp.fixed != NOBODY else Because.MENDED
        note(world, day, EventKind.GHOST, NOBODY, NOBODY, NOBODY, because, camp.wear, 0.0, 0.0, params.mishap_cost)


def chance_of_incident(world: World) -> float:
    """Return the chance that a potential incident happens: wear x what fix and checklist leave, 0 to 1."""
    camp = world.camp
    params = world.params
    left = 1.0 - params.checklist_share * params.checklist * camp.owned
    if camp.fixed != NOBODY:
        left *= 1.0 - params.fix_share
    return camp.wear * left


def open_incident(day: int, world: World) -> None:
    """It happens: food is lost at once and goes on being lost; everybody sees it, and learns a little."""
    camp = world.camp
    params = world.params
    camp.trouble += params.rescue_work
    camp.incidents += 1
    taken = lose_food(params.mishap_cost * params.need, world)
    note(world, day, EventKind.INCIDENT, NOBODY, NOBODY, NOBODY, Because.WEAR, camp.wear, camp.store, 0.0, taken)
    for hunter in world.hunters:
        if hunter.alive:
            hunter.foresight += params.foresight_learning * (worth_of_prevention(world) - hunter.foresight)


def worth_of_prevention(world: World) -> float:
    """What an incident shows of the worth of a day of prevention: its harm over the days a fix takes, days of food."""
    params = world.params
    return HARMS * (params.mishap_cost + params.mishap_burden) / params.fix_days


def lose_food(amount: float, world: World) -> float:
    """Take food from the store, at most what there is; return it."""
    taken = min(amount, world.camp.store)
    world.camp.store -= taken
    world.camp.lost += taken
    return taken


def burden(world: World) -> None:
    """Open incidents go on costing food."""
    params = world.params
    if world.camp.trouble > 0.0:
        lose_food(world.camp.trouble / params.rescue_work * params.mishap_burden * params.need, world)


def rescue(h: int, day: int, world: World) -> None:
    """Run to the rescue: it sets right what shows, and leaves the wear."""
    camp = world.camp
    hunter = world.hunters[h]
    camp.rescuing_today += 1
    camp.rescue_days += 1
    if camp.trouble > 0.0:
        camp.trouble -= hunter.hours[Hours.WORK] * 2.0 * hunter.skills[Skill.KEEP]
        if camp.trouble <= 0.0:
            camp.trouble = 0.0
            camp.rescues += 1
            note(world, day, EventKind.RESCUED, h, NOBODY, NOBODY, Because.WEAR, camp.wear, camp.store, 0.0, 1.0)


def own_half(role: int, world: World) -> float:
    """Return the days of work done on that half of the permanent fix to which a role can contribute."""
    return world.camp.fix_kept if role == Skill.KEEP else world.camp.fix_done


def build(h: int, day: int, world: World) -> None:
    """Work on the permanent fix: it needs keepers and others, and is finished when both have done their half."""
    camp = world.camp
    hunter = world.hunters[h]
    called_away = float(camp.incidents)
    camp.build_days += 1
    if hunter.role == Skill.KEEP:
        camp.fix_kept += hunter.hours[Hours.WORK]
    else:
        camp.fix_done += hunter.hours[Hours.WORK]
    half = 0.5 * world.params.fix_days
    if camp.fixed == NOBODY and camp.fix_kept >= half and camp.fix_done >= half:
        camp.fixed = day
        note(world, day, EventKind.FIXED, h, NOBODY, NOBODY, Because.PERMANENT_FIX, called_away, 0.0, 0.0, 0.0)


def mend(world: World) -> None:
    """A day of tending takes some of the wear away."""
    world.camp.wear *= 1.0 - world.params.mending


def forget(world: World) -> None:
    """While nothing is open, the worth of prevention fades from the mind."""
    params = world.params
    if params.mishaps > 0.0 and world.camp.trouble == 0.0:
        for hunter in world.hunters:
            hunter.foresight *= 1.0 - params.foresight_fading


def keep_camp(world: World) -> None:
    """The chores of the camp, fires first: what is left of the hands goes into checks, what is missing costs food.

    The share of checks that is done decides how much goes wrong tomorrow: the map of Repenning (2001).
    """
    camp = world.camp
    params = world.params
    if params.chores <= 0.0:
        return
    hands = 0.0
    for hunter in world.hunters:
        if hunter.alive and hunter.option == Option.TEND:
            hands += hunter.hours[Hours.WORK]
    faulty = params.faults_least + params.faults_more * (1.0 - camp.upkept)
    left = hands - params.chores * (1.0 + params.redo * faulty)
    camp.upkept = max(0.0, min(1.0, left / params.checks))
    camp.undone = max(0.0, -left)
    lose_food(camp.undone * params.undone_cost * params.need, world)
