"""Which hunts are called, who leads each phase, and how well it is led."""

from hunt.rules.telling import note
from hunt.rules.trusting import trust
from hunt.rules.valley import rounded
from hunt.rules.walking import cells_between
from hunt.vocabulary import NOBODY, Because, EventKind, Leadership, Option, Skill, Weather
from hunt.world import World

SKILL_OF = (Skill.TRACK, Skill.TRACK, Skill.DRIVE, Skill.STRIKE, Skill.KEEP)  # by phase


def call_hunts(day: int, world: World) -> None:
    """Close what is over and call a hunt for the best beast known, while hands are free for one more."""
    for slot in range(len(world.quarries)):
        b = world.quarries[slot]
        if b >= 0 and not world.beasts[b].here and world.beasts[b].down == NOBODY:
            give_up(slot, day, Because.TRACK_LOST, world)
        if world.quarries[slot] < 0 and world.camp.weather != Weather.STORM:
            best = best_known(day, world) if slot < hunts_allowed(world) else NOBODY
            if best != NOBODY and world.params.scope > 0 and not world.camp.as_planned:
                refuse(best, day, world)
            elif best != NOBODY:
                beast = world.beasts[best]
                beast.called = day
                beast.waited = 0
                beast.leader = NOBODY
                world.quarries[slot] = best
                world.camp.calls += 1
                note(
                    world,
                    day,
                    EventKind.CALLED,
                    NOBODY,
                    NOBODY,
                    best,
                    Because.FRESH_TRACKS,
                    float(beast.kind),
                    float(world.camp.able),
                    0.0,
                    0.0,
                )


def hunts_allowed(world: World) -> int:
    """Return how many hunts may be open at once: where somebody pushes, the more the further behind the plan."""
    params = world.params
    if params.push <= 0.0:
        return params.hunts_at_once
    return 1 + rounded(world.camp.shortfall * (params.hunts_at_once - 1))


def refuse(b: int, day: int, world: World) -> None:
    """Let a chance go because the day is not as planned; it may be looked at again the day after next."""
    beast = world.beasts[b]
    beast.rested = day + 2
    world.camp.refused += 1
    note(world, day, EventKind.REFUSED, NOBODY, NOBODY, b, Because.NOT_IN_PLAN, float(beast.kind), 0.0, 0.0, 0.0)


def best_known(day: int, world: World) -> int:
    """Return the nearest beast sighted lately that is worth calling a hunt for, or NOBODY."""
    params = world.params
    best = NOBODY
    shortest = params.call_range + 1
    for k in range(world.camp.present):
        b = world.present[k]
        beast = world.beasts[b]
        fresh = beast.sighted >= 0 and day - beast.sighted <= params.trail_days
        if beast.here and fresh and beast.called == NOBODY and day >= beast.rested:
            way = cells_between(world.camp.x, world.camp.y, beast.seen_x, beast.seen_y)
            if way < shortest:
                shortest = way
                best = b
    return best


def give_up(slot: int, day: int, because: int, world: World) -> None:
    """Close a hunt; the beast may be called again after a few days."""
    b = world.quarries[slot]
    beast = world.beasts[b]
    beast.called = NOBODY
    beast.rested = day + 3
    world.quarries[slot] = NOBODY
    if because != Because.HELD:
        note(world, day, EventKind.CALLED_OFF, NOBODY, NOBODY, b, because, float(beast.waited), 0.0, 0.0, 0.0)


def lead(b: int, phase: int, size: int, day: int, world: World) -> float:
    """Let somebody lead a phase of the hunt; return how well the party does in it, 0 to 1.

    ``size`` hunters are listed in ``world.party``.  Unled, they do half as their average and half as their best
    one would; quality = crew + (1 - crew) x what the leader adds.  A leader who holds the ring serves: where
    somebody present is better, the leader makes room for them.  A leader at the own product does neither.
    """
    params = world.params
    skill = SKILL_OF[phase]
    total = 0.0
    best = 0.0
    for k in range(size):
        able = world.hunters[world.party[k]].skills[skill]
        total += able
        best = max(best, able)
    crew = params.crew * 0.5 * (total / size + best)
    if params.leadership == Leadership.NONE:
        return crew
    if params.leadership == Leadership.PLAN:
        fits = 1.0 if world.camp.as_planned else params.plan_misfit
        return crew + (1.0 - crew) * params.lead * params.plan_skill * fits
    beast = world.beasts[b]
    leader = choose_leader(b, skill, size, world)
    changed = beast.leader != NOBODY and beast.leader != leader
    if beast.leader != leader:
        because = Because.BEST_SKILL if params.leadership == Leadership.SITUATIONAL else Because.STANDING
        note(
            world,
            day,
            EventKind.LED,
            leader,
            beast.leader,
            b,
            because,
            float(phase),
            world.hunters[leader].repute[skill],
            0.0,
            0.0,
        )
    beast.leader = leader
    hunter = world.hunters[leader]
    adds = params.lead * hunter.skills[skill]
    if hunter.option == Option.OWN:
        adds *= params.glory
    else:
        adds += params.lead * params.serving * (best - hunter.skills[skill])
    hunter.repute[skill] += REPUTE_LEARNING * (hunter.skills[skill] - hunter.repute[skill])
    quality = crew + (1.0 - crew) * adds
    if changed:
        world.camp.handovers += 1
        quality *= 1.0 - params.handover
    return quality


REPUTE_LEARNING = 0.1  # how far leading a phase shows the true skill; a guess


def choose_leader(b: int, skill: int, size: int, world: World) -> int:
    """Return who leads: the chief, or in each phase the one present believed best at it, weighted by trust.

    The one leading already goes on, unless somebody is believed better.
    """
    chief = world.params.leadership == Leadership.CHIEF
    if chief:
        for k in range(size):
            if world.party[k] == world.camp.chief:
                return world.camp.chief
    leader = NOBODY
    best = -1.0
    for k in range(size):
        h = world.party[k]
        standing = 0.0
        if chief:
            for s in range(len(world.hunters[h].repute)):
                standing += world.hunters[h].repute[s]
        else:
            standing = world.hunters[h].repute[skill] * trusted(h, size, world)
        if standing > best or (standing == best and h == world.beasts[b].leader):
            best = standing
            leader = h
    return leader


def trusted(h: int, size: int, world: World) -> float:
    """Return the mean trust of the rest of the party in one of them."""
    total = 0.0
    for k in range(size):
        i = world.party[k]
        if i != h:
            total += trust(world.kept[i, h], world.broken[i, h])
    return total / max(1, size - 1)
