"""The party at a mammoth: approach, close the ring, strike.  All forms are guesses."""

from agents.actions import Action
from agents.behaviour.activation import next_up
from agents.behaviour.calling import give_up, release_promises
from agents.behaviour.event_log import log_event
from agents.behaviour.expecting import meat_of_kind
from agents.behaviour.geometry import rounded, within
from agents.behaviour.hauling import haul
from agents.behaviour.land import ring_needs
from agents.behaviour.leading import lead
from agents.behaviour.learning import learn_odds
from agents.behaviour.roaming import CELLS_X, CELLS_Y, run_away
from agents.behaviour.seeing import record_sighting
from agents.behaviour.trusting import update_trust_after_hunt
from agents.environment import Luck, World
from agents.events import Because, EventKind
from agents.vocabulary import NOBODY, RING, Phase, Weather

INJURY_DAYS = 20  # days lost to an injury; a guess
PLACE_ORDER = (0, 4, 2, 6, 1, 5, 3, 7)  # the order in which a party takes the cells around a beast
APPROACH_BY_WEATHER = (1.0, 1.1, 1.2, 0.0)  # fog hides the hunters, snow shows the tracks
RING_BY_WEATHER = (1.0, 0.9, 0.95, 0.0)  # hunters who cannot see each other close the ring less well


def hunt_one_day(slot: int, day: int, world: World, luck: Luck) -> None:
    """Play one day of an open hunt: haul a carcass, wait for more hunters, or try; in a storm nothing happens."""
    b = world.quarries[slot]
    beast = world.beasts[b]
    if world.camp.weather == Weather.STORM:
        return
    size = gather(b, day, world, luck)
    if beast.down != NOBODY:
        haul(slot, size, day, world)
        return
    if size < ring_needs(beast.kind, beast.x, beast.y, world):
        wait_for_more(slot, size, day, world, luck)
        return
    beast.waited = 0
    world.camp.tries += 1
    update_trust_after_hunt(b, world)
    attempt(slot, size, day, world, luck)


def gather(b: int, day: int, world: World, luck: Luck) -> int:
    """List the hunters who have reached the beast in ``world.party``, in today's order; return how many."""
    size = 0
    for seat in range(len(world.hunters)):
        h = next_up(seat, day, len(world.hunters), luck)
        hunter = world.hunters[h]
        if hunter.alive and hunter.target == b and hunter.there:
            world.party[size] = h
            size += 1
    return size


def wait_for_more(slot: int, size: int, day: int, world: World, luck: Luck) -> None:
    """Keep the trail and wait for more hunters; give up after ``patience`` days or when the trail is cold."""
    b = world.quarries[slot]
    beast = world.beasts[b]
    beast.waited += 1
    update_trust_after_hunt(b, world)
    if size > 0 and beast.sighted != day and luck.trail[day, slot] < lead(b, Phase.FIND, size, day, world):
        record_sighting(b, beast.x, beast.y, day, world)
    if beast.waited > world.params.patience:
        give_up(slot, day, Because.TOO_FEW, world)
    elif day - beast.sighted > world.params.patience:
        give_up(slot, day, Because.TRACK_LOST, world)


def attempt(slot: int, size: int, day: int, world: World, luck: Luck) -> None:
    """Approach, unless a ring held the beast yesterday, then close the ring; a beast that notices runs."""
    b = world.quarries[slot]
    beast = world.beasts[b]
    weather = world.camp.weather
    if beast.held < day - 1 or beast.held == NOBODY:
        quality = lead(b, Phase.APPROACH, size, day, world) * APPROACH_BY_WEATHER[weather]
        if luck.approach[day, slot] >= quality:
            log_event(
                world,
                day,
                EventKind.ALERTED,
                who=beast.leader,
                beast=b,
                because=Because.SCENT,
                saw_a=quality,
                saw_b=float(size),
            )
            run_away(b, rounded(luck.gap[day, slot] * RING) % RING, world)
            return
    close_and_strike(slot, size, day, world, luck)


def close_and_strike(slot: int, size: int, day: int, world: World, luck: Luck) -> None:
    """Close the ring, which takes enough cells held and good leading; only if it holds, throw the spears."""
    b = world.quarries[slot]
    beast = world.beasts[b]
    params = world.params
    covered = take_places(slot, size, day, world, luck)
    needed = ring_needs(beast.kind, beast.x, beast.y, world)
    quality = lead(b, Phase.CLOSE, size, day, world) * RING_BY_WEATHER[world.camp.weather]
    injure_some(b, size, day, world, luck)
    if covered < needed:
        escape(b, size, day, covered, needed, world)
        give_up(slot, day, Because.GAP, world)
        beast.rested = day + params.rest
        return
    if luck.close[day, slot] >= quality:
        log_event(
            world,
            day,
            EventKind.ESCAPED,
            who=beast.leader,
            beast=b,
            because=Because.BROKE_OUT,
            saw_a=quality,
            saw_b=float(covered),
        )
        run_away(b, rounded(luck.gap[day, slot] * RING) % RING, world)
        return
    beast.held = day
    world.camp.rings += 1
    quality = lead(b, Phase.STRIKE, size, day, world)
    struck = luck.throw[day, slot] < min(1.0, params.strike_odds * quality)
    if struck:
        beast.strength -= 1.0
        bring_down_or_wound(b, size, day, quality, world)
    learn_odds(b, size, beast.down == day, world)


def bring_down_or_wound(b: int, size: int, day: int, quality: float, world: World) -> None:
    """Log the wound after a good strike, or bring the beast down when no strength is left: its meat can be hauled."""
    beast = world.beasts[b]
    if beast.strength > 0.5:
        log_event(
            world,
            day,
            EventKind.WOUNDED,
            who=beast.leader,
            beast=b,
            because=Because.HELD,
            saw_a=quality,
            saw_b=beast.strength,
            saw_c=float(size),
        )
        return
    beast.down = day
    beast.here = False
    beast.seen_x = beast.x
    beast.seen_y = beast.y
    beast.meat = meat_of_kind(beast.kind, world) * world.params.need
    world.camp.kills += 1
    release_promises(b, world)
    world.camp.dressed += beast.meat
    log_event(
        world,
        day,
        EventKind.DOWN,
        who=beast.leader,
        beast=b,
        because=Because.HELD,
        saw_a=quality,
        saw_b=float(size),
        effect=beast.meat,
    )


def take_places(slot: int, size: int, day: int, world: World, luck: Luck) -> int:
    """Place the party on the cells around the beast; return how many cells are held, 0 to 8.

    A hunter who came to hold does so with the chance ``steadiness``.  A hunter who works for own product leaves their
    cell open as often as ``leaves_gap`` says.  With more than eight hunters the others close gaps.
    """
    beast = world.beasts[world.quarries[slot]]
    params = world.params
    held = 0
    for k in range(size):
        hunter = world.hunters[world.party[k]]
        hunter.post = PLACE_ORDER[k % RING]
        hunter.x = within(beast.x + CELLS_X[hunter.post], params.width)
        hunter.y = within(beast.y + CELLS_Y[hunter.post], params.height)
        sure = params.steadiness
        if hunter.action != Action.HUNT:
            sure *= 1.0 - params.leaves_gap
        hunter.holds = luck.hold[day, world.party[k]] < sure
        if hunter.holds:
            held += 1
    return min(RING, held)


def escape(b: int, size: int, day: int, covered: int, needed: int, world: World) -> None:
    """Let the beast run out through a gap: the cell of a hunter working for own product, else of one who failed.

    If everyone held and they were too few, it runs through the first empty cell.
    """
    gap = PLACE_ORDER[min(RING - 1, covered)]
    who = NOBODY
    because = Because.GAP
    for k in range(size):
        hunter = world.hunters[world.party[k]]
        if not hunter.holds:
            if who == NOBODY or (hunter.action == Action.OWN and world.hunters[who].action != Action.OWN):
                who = world.party[k]
                gap = hunter.post
            if hunter.action == Action.OWN:
                because = Because.OWN_PRODUCT
    log_event(
        world,
        day,
        EventKind.ESCAPED,
        who=who,
        beast=b,
        because=because,
        saw_a=float(covered),
        saw_b=float(needed),
        saw_c=float(size),
    )
    run_away(b, gap, world)


def injure_some(b: int, size: int, day: int, world: World, luck: Luck) -> None:
    """Injure some of those who came to hold, for ``INJURY_DAYS``."""
    danger = world.params.injury
    for k in range(size):
        h = world.party[k]
        if world.hunters[h].action == Action.HUNT and luck.harm[day, h] < danger:
            world.hunters[h].injured = INJURY_DAYS
            world.camp.injuries += 1
            days = float(INJURY_DAYS)
            log_event(world, day, EventKind.HURT, who=h, beast=b, saw_a=danger, effect=days)
