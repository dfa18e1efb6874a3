"""What a hunter can do today, and doing it: the only two places that name every action.

Gains and costs of an action are in days of food.  The forms are guesses, except for pooled food (Winterhalder 1986).
"""

from agents.actions import Action
from agents.behaviour.expecting import expected_from_hauling, expected_from_ring, expected_from_scouting
from agents.behaviour.foraging import forage
from agents.behaviour.geometry import cells_between
from agents.behaviour.helping import nurse, tend
from agents.behaviour.joining import walk_to_hunt
from agents.behaviour.land import FORAGE_BY_WEATHER
from agents.behaviour.preventing import build, fix_work_of_role, mend, rescue
from agents.behaviour.scouting import scout
from agents.environment import Luck, World
from agents.perception import Me, Perceived
from agents.vocabulary import IMPOSSIBLE, NOBODY, Hours, Weather

ACTIONS = len(Action)


def find_actions(h: Me, world: Perceived) -> None:
    """Find which actions are possible today, what each is expected to bring the band and what it costs the hunter.

    The injured can only rest.  In a storm nobody scouts or hunts.
    """
    hunter = world.hunters[h]
    camp = world.camp
    params = world.params
    for action in range(ACTIONS):
        world.gains[action] = IMPOSSIBLE
    hunter.target = NOBODY
    offer(Action.REST, 0.0, 0.0, world)
    if hunter.injured > 0:
        return
    catch = hunter.catch / params.need * FORAGE_BY_WEATHER[camp.weather]
    offer(Action.FORAGE, catch, params.effort_work, world)
    saved = camp.tend_saves
    if params.mishaps > 0.0:
        offer_prevention(h, world)
        saved += hunter.foresight / (1.0 + camp.tending)
    if camp.undone > 0.0:
        saved += params.undone_cost
    offer(Action.TEND, saved, params.effort_work, world)
    if camp.able < camp.living:
        offer(Action.HELP, catch, params.effort_work, world)
    if camp.weather == Weather.STORM:
        return
    offer_hunt(h, world)


def offer_hunt(h: Me, world: Perceived) -> None:
    """Offer the hunt that the hunter has promised to join, or else a carcass to haul from, or else scouting.

    Nobody joins a hunt unasked.  While a hunt is open, scouting brings the band nothing.
    """
    hunter = world.hunters[h]
    params = world.params
    hunter.target = world.promised[h]
    if hunter.target == NOBODY and hunter.heard:
        hunter.target = nearest_carcass(h, world)
    if hunter.target == NOBODY:
        worth = 0.0 if hunt_open(world) else expected_from_scouting(h, world)
        offer(Action.SCOUT, worth, params.effort_work, world)
        return
    offer(Action.SCOUT, 0.0, params.effort_work, world)
    if world.beasts[hunter.target].down == NOBODY:
        offer(Action.HUNT, expected_from_ring(h, hunter.target, world), params.effort_hunt, world)
        offer(Action.OWN, 0.0, params.effort_work, world)
    else:
        offer(Action.HUNT, expected_from_hauling(h, hunter.target, world), params.effort_work, world)


def hunt_open(world: Perceived) -> bool:
    """Return whether a hunt is open anywhere."""
    hunts = 0
    for slot in range(len(world.quarries)):
        if world.quarries[slot] >= 0:
            hunts += 1
    return hunts > 0


def offer_prevention(h: Me, world: Perceived) -> None:
    """Offer a rescue while an incident is open, and the permanent fix while this hunter's half is unfinished.

    A rescue brings nothing if as many hunters went yesterday as there is work left.
    """
    hunter = world.hunters[h]
    camp = world.camp
    params = world.params
    if camp.trouble > 0.0:
        enough = camp.rescuing >= camp.trouble
        saved = 0.0 if enough else params.mishap_burden * params.mishap_days / params.rescue_work
        offer(Action.RESCUE, saved, params.effort_work, world)
    if camp.fixed == NOBODY and fix_work_of_role(hunter.role, world) < 0.5 * params.fix_days:
        offer(Action.BUILD, hunter.foresight, params.effort_work, world)


def offer(action: int, gain: float, effort: float, world: Perceived) -> None:
    """Make an action possible: what it brings the band and what it costs the hunter, both in days of food."""
    world.gains[action] = gain
    world.costs[action] = effort


def nearest_carcass(h: Me, world: Perceived) -> int:
    """Return the nearest beast that lies dead and has meat left, or NOBODY."""
    hunter = world.hunters[h]
    nearest = NOBODY
    shortest = 1_000_000
    for slot in range(len(world.quarries)):
        b = world.quarries[slot]
        if b >= 0 and world.beasts[b].down != NOBODY:
            beast = world.beasts[b]
            way = cells_between(hunter.x, hunter.y, beast.seen_x, beast.seen_y)
            if way < shortest:
                shortest = way
                nearest = b
    return nearest


def act(h: int, day: int, world: World, luck: Luck) -> None:
    """Carry out the chosen action.  Hunters walk to the hunt here; the party acts once everyone has had their turn."""
    hunter = world.hunters[h]
    if hunter.action == Action.FORAGE:
        forage(h, day, world, luck)
    elif hunter.action == Action.SCOUT:
        scout(h, day, world, luck)
    elif hunter.action == Action.HUNT or hunter.action == Action.OWN:
        walk_to_hunt(h, day, world)
    elif hunter.action == Action.TEND:
        tend(h, world)
        mend(world)
    elif hunter.action == Action.BUILD:
        build(h, day, world)
    elif hunter.action == Action.RESCUE:
        rescue(h, day, world)
    elif hunter.action == Action.HELP:
        nurse(h, day, world, luck)
    elif hunter.action == Action.REST:
        hunter.hours[Hours.IDLE] += hunter.hours[Hours.WORK]
        hunter.hours[Hours.WORK] = 0.0
