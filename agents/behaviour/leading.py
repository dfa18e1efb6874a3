"""Who leads each phase of a hunt, and how well it is led."""

from agents.actions import Action
from agents.behaviour.event_log import log_event
from agents.behaviour.trusting import trust
from agents.environment import World
from agents.events import Because, EventKind
from agents.skills import Skill
from agents.vocabulary import NOBODY, Leadership

SKILL_OF = (Skill.TRACK, Skill.TRACK, Skill.DRIVE, Skill.STRIKE, Skill.KEEP)  # by phase
REPUTE_LEARNING = 0.1  # how far leading a phase shows the true skill; a guess


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
        log_event(
            world,
            day,
            EventKind.LED,
            who=leader,
            whom=beast.leader,
            beast=b,
            because=because,
            saw_a=float(phase),
            saw_b=world.hunters[leader].repute[skill],
        )
    beast.leader = leader
    hunter = world.hunters[leader]
    adds = params.lead * hunter.skills[skill]
    if hunter.action == Action.OWN:
        adds *= params.glory
    else:
        adds += params.lead * params.serving * (best - hunter.skills[skill])
    hunter.repute[skill] += REPUTE_LEARNING * (hunter.skills[skill] - hunter.repute[skill])
    quality = crew + (1.0 - crew) * adds
    if changed:
        world.camp.handovers += 1
        quality *= 1.0 - params.handover
    return quality


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
            standing = world.hunters[h].repute[skill] * trust_of_the_party(h, size, world)
        if standing > best or (standing == best and h == world.beasts[b].leader):
            best = standing
            leader = h
    return leader


def trust_of_the_party(h: int, size: int, world: World) -> float:
    """Return the mean trust of the rest of the party in one of them."""
    total = 0.0
    for k in range(size):
        i = world.party[k]
        if i != h:
            total += trust(world.kept[i, h], world.broken[i, h])
    return total / max(1, size - 1)


def next_chief(world: World) -> int:
    """Return the living hunter believed to be the best all round, or NOBODY."""
    chief = NOBODY
    best = -1.0
    for h in range(len(world.hunters)):
        hunter = world.hunters[h]
        if hunter.alive:
            repute = 0.0
            for s in range(len(hunter.repute)):
                repute += hunter.repute[s]
            if repute > best:
                best = repute
                chief = h
    return chief
