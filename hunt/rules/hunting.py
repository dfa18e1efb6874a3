"""A party meets a mammoth: find, approach, ring, strike, haul."""

from hunt.luck import Luck
from hunt.rules.choosing import meat_on
from hunt.rules.leading import give_up, lead
from hunt.rules.learning import grow, learn_from_failure, learn_odds
from hunt.rules.telling import note
from hunt.rules.trusting import remember_the_hunt
from hunt.rules.valley import hands_needed, rounded, within
from hunt.rules.walking import next_up, see, spend
from hunt.vocabulary import NOBODY, RING, Because, EventKind, Hours, Leadership, Option, Phase, Skill, Weather
from hunt.world import World

CELLS_X = (0, 1, 1, 1, 0, -1, -1, -1)  # the ring around a beast, from north, clockwise
CELLS_Y = (1, 1, 0, -1, -1, -1, 0, 1)
SPREAD = (0, 4, 2, 6, 1, 5, 3, 7)  # the order in which a party takes its places
TRACKS_IN = (1.0, 1.1, 1.2, 0.0)  # by weather: fog hides the hunters, snow shows the tracks
RING_IN = (1.0, 0.9, 0.95, 0.0)  # by weather: who cannot see the next one stands worse


def hunt(slot: int, day: int, world: World, luck: Luck) -> None:
    """One day of an open hunt."""
    b = world.quarries[slot]
    beast = world.beasts[b]
    if world.camp.weather == Weather.STORM:
        return
    size = gather(b, day, world, luck)
    if beast.down != NOBODY:
        haul(slot, size, day, world)
        return
    if size == 0 or holding(b, world) < hands_expected(b, size, world):
        wait(slot, size, day, world, luck)
        return
    beast.waited = 0
    world.camp.tries += 1
    for k in range(size):
        if world.params.leadership != Leadership.NONE:
            spend(world.party[k], Hours.COUNCIL, world.params.council, world)
    attempt(slot, size, day, world, luck)
    remember_the_hunt(b, world)


def gather(b: int, day: int, world: World, luck: Luck) -> int:
    """List who has come, in the order they got up; return how many."""
    size = 0
    for seat in range(len(world.hunters)):
        h = next_up(seat, day, len(world.hunters), luck)
        hunter = world.hunters[h]
        if hunter.alive and hunter.target == b and hunter.there:
            world.party[size] = h
            size += 1
    return size


def holding(b: int, world: World) -> int:
    """Count those who have come to hold the ring."""
    count = 0
    for hunter in world.hunters:
        if hunter.alive and hunter.target == b and hunter.there and hunter.option == Option.HUNT:
            count += 1
    return count


def hands_expected(b: int, size: int, world: World) -> int:
    """Return how many the party believes it needs: the mean of what its members believe, or the recipe."""
    if world.camp.recipe > 0.0:
        return rounded(world.camp.recipe)
    beast = world.beasts[b]
    believed = 0.0
    for k in range(size):
        believed += world.hunters[world.party[k]].believes
    terrain = world.terrain[beast.x, beast.y]
    return rounded(hands_needed(beast.kind, believed / size, terrain, world.params.variety))


def wait(slot: int, size: int, day: int, world: World, luck: Luck) -> None:
    """Too few have come: keep the trail, wait for more, and give up after some days."""
    b = world.quarries[slot]
    beast = world.beasts[b]
    beast.waited += 1
    if size > 0:
        if beast.sighted != day and luck.trail[day, slot] < lead(b, Phase.FIND, size, day, world):
            see(b, beast.x, beast.y, day, world)
        for k in range(size):
            hunter = world.hunters[world.party[k]]
            hunter.holds = hunter.option == Option.HUNT  # came and would have held
        remember_the_hunt(b, world)
    if beast.waited > world.params.patience:
        give_up(slot, day, Because.TOO_FEW, world)
    elif day - beast.sighted > world.params.trail_days:
        give_up(slot, day, Because.TRACK_LOST, world)


def attempt(slot: int, size: int, day: int, world: World, luck: Luck) -> None:
    """Approach, close the ring, strike; each phase under whoever leads it."""
    b = world.quarries[slot]
    beast = world.beasts[b]
    weather = world.camp.weather
    if beast.held < day - 1 or beast.held == NOBODY:
        quality = lead(b, Phase.APPROACH, size, day, world) * TRACKS_IN[weather] * (1.0 - beast.wary)
        for k in range(size):
            hunter = world.hunters[world.party[k]]
            hunter.holds = hunter.option == Option.HUNT  # until the ring is tried, coming counts as holding
            grow(world.party[k], Skill.TRACK, world)
        if luck.approach[day, slot] >= min(1.0, world.params.approach_odds * quality):
            beast.wary = min(0.5, beast.wary + world.params.wary_gain)
            note(world, day, EventKind.ALERTED, beast.leader, NOBODY, b, Because.SCENT, quality, float(size), 0.0, 0.0)
            run_away(b, rounded(luck.gap[day, slot] * RING) % RING, world)
            learn_from_failure(b, Skill.TRACK, size, world)
            return
    close_and_strike(slot, size, day, world, luck)


def close_and_strike(slot: int, size: int, day: int, world: World, luck: Luck) -> None:
    """The ring holds if enough cells are held and it was led well; only then do spears tell."""
    b = world.quarries[slot]
    beast = world.beasts[b]
    params = world.params
    covered = take_places(slot, size, day, world, luck)
    needed = rounded(hands_needed(beast.kind, float(params.needed), world.terrain[beast.x, beast.y], params.variety))
    quality = lead(b, Phase.CLOSE, size, day, world) * RING_IN[world.camp.weather]
    hurt(b, size, day, world, luck)
    if covered < needed:
        believe_more(b, size, world)
        escape(b, size, day, covered, needed, world)
        return
    if luck.close[day, slot] >= min(1.0, params.close_odds * quality):
        note(
            world, day, EventKind.ESCAPED, beast.leader, NOBODY, b, Because.BROKE_OUT, quality, float(covered), 0.0, 0.0
        )
        run_away(b, rounded(luck.gap[day, slot] * RING) % RING, world)
        learn_from_failure(b, Skill.DRIVE, size, world)
        return
    beast.held = day
    world.camp.rings += 1
    quality = lead(b, Phase.STRIKE, size, day, world)
    for k in range(size):
        grow(world.party[k], Skill.DRIVE, world)
        grow(world.party[k], Skill.STRIKE, world)
    struck = luck.throw[day, slot] < min(1.0, params.strike_odds * quality)
    if struck:
        beast.strength -= 1.0
        bring_down_or_wound(b, size, day, quality, world)
    learn_odds(b, size, beast.down == day, world)


def bring_down_or_wound(b: int, size: int, day: int, quality: float, world: World) -> None:
    """A good strike: the beast falls, or is wounded and the more dangerous."""
    beast = world.beasts[b]
    if beast.strength > 0.5:
        note(
            world,
            day,
            EventKind.WOUNDED,
            beast.leader,
            NOBODY,
            b,
            Because.HELD,
            quality,
            beast.strength,
            float(size),
            0.0,
        )
        return
    beast.down = day
    beast.here = False
    beast.seen_x = beast.x
    beast.seen_y = beast.y
    beast.meat = meat_on(beast.kind, world) * world.params.need
    world.camp.kills += 1
    if world.params.recipe > 0:
        world.camp.recipe = float(holding(b, world))
    world.camp.dressed += beast.meat
    note(world, day, EventKind.DOWN, beast.leader, NOBODY, b, Because.HELD, quality, float(size), 0.0, beast.meat)


def take_places(slot: int, size: int, day: int, world: World, luck: Luck) -> int:
    """Put the party on the neighbouring cells; return how many cells are held.

    Whoever works for the own product leaves the own cell open.  Spare hands close gaps, and a leader who
    holds makes good the weakest place.
    """
    beast = world.beasts[world.quarries[slot]]
    params = world.params
    held = 0
    failed = 0
    for k in range(size):
        hunter = world.hunters[world.party[k]]
        hunter.post = SPREAD[k % RING]
        hunter.x = within(beast.x + CELLS_X[hunter.post], params.width)
        hunter.y = within(beast.y + CELLS_Y[hunter.post], params.height)
        hunter.holds = False
        if hunter.option == Option.HUNT:
            hunter.holds = luck.hold[day, world.party[k]] < params.steadiness
            if hunter.holds:
                held += 1
            else:
                failed += 1
        else:
            world.camp.left_ring += 1
    serves = beast.leader != NOBODY and world.hunters[beast.leader].holds
    if serves and failed > 0 and luck.gap[day, slot] < params.serving:
        held += 1
    return min(RING, held)


def escape(b: int, size: int, day: int, covered: int, needed: int, world: World) -> None:
    """The beast leaves through the gap; the cell left for the own product is the widest one."""
    gap = SPREAD[min(RING - 1, covered)]
    who = NOBODY
    because = Because.GAP
    for k in range(size):
        hunter = world.hunters[world.party[k]]
        if not hunter.holds:
            if who == NOBODY or (hunter.option == Option.OWN and world.hunters[who].option != Option.OWN):
                who = world.party[k]
                gap = hunter.post
            if hunter.option == Option.OWN:
                because = Because.OWN_PRODUCT
    note(world, day, EventKind.ESCAPED, who, NOBODY, b, because, float(covered), float(needed), float(size), 0.0)
    run_away(b, gap, world)
    learn_from_failure(b, Skill.DRIVE, size, world)


def run_away(b: int, cell: int, world: World) -> None:
    """Run out over one cell of the ring; the party sees where to."""
    beast = world.beasts[b]
    beast.x = within(beast.x + CELLS_X[cell] * world.params.flight, world.params.width)
    beast.y = within(beast.y + CELLS_Y[cell] * world.params.flight, world.params.height)
    beast.held = NOBODY
    beast.seen_x = beast.x
    beast.seen_y = beast.y


def believe_more(b: int, size: int, world: World) -> None:
    """A ring that was too small teaches that more are needed."""
    for k in range(size):
        hunter = world.hunters[world.party[k]]
        hunter.believes = min(8.0, hunter.believes + world.params.needs_learning)


def hurt(b: int, size: int, day: int, world: World, luck: Luck) -> None:
    """Some are hurt; a wounded beast is more dangerous."""
    beast = world.beasts[b]
    params = world.params
    wounded = 1.0 - beast.strength / beast.full
    danger = min(0.5, params.injury * (1.0 + params.wounded_danger * wounded))
    for k in range(size):
        h = world.party[k]
        if world.hunters[h].option == Option.HUNT and luck.harm[day, h] < danger:
            world.hunters[h].injured = params.injury_days
            world.camp.injuries += 1
            note(
                world,
                day,
                EventKind.HURT,
                h,
                NOBODY,
                b,
                Because.CHANCE,
                danger,
                wounded,
                0.0,
                float(params.injury_days),
            )


def haul(slot: int, size: int, day: int, world: World) -> None:
    """Carry meat home and dry it; what is left rots and draws wolves."""
    b = world.quarries[slot]
    beast = world.beasts[b]
    params = world.params
    brought = 0.0
    for k in range(size):
        hunter = world.hunters[world.party[k]]
        if hunter.option == Option.HUNT:
            hunter.holds = True
            skill = KEEP_LEAST + (1.0 - KEEP_LEAST) * hunter.skills[Skill.KEEP] / KEEP_USUAL
            load = min(params.haul * params.need * skill * hunter.hours[Hours.WORK], beast.meat)
            beast.meat -= load
            brought += load
            grow(world.party[k], Skill.KEEP, world)
    world.camp.store += brought
    world.camp.hauled += brought
    world.camp.brought += brought
    if brought > 0.0:
        note(world, day, EventKind.HAULED, NOBODY, NOBODY, b, Because.HELD, float(size), beast.meat, 0.0, brought)
    if beast.meat < SCRAPS * params.need:
        world.camp.wasted += beast.meat
        beast.meat = 0.0
        give_up(slot, day, Because.HELD, world)


KEEP_LEAST = 0.6  # of a load is carried and dried without any skill; a guess
KEEP_USUAL = 0.45  # the skill at which a load is what `haul` says
SCRAPS = 5.0  # days of food not worth a walk
