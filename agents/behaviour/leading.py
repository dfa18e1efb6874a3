"""Who leads each phase of a hunt, and how well the party does under that leader.  All forms are guesses."""

from agents.actions import Action
from agents.behaviour.event_log import log_event
from agents.behaviour.trusting import trust
from agents.environment import World
from agents.events import Because, EventKind
from agents.perception import PerceivedTogether
from agents.skills import Skill
from agents.vocabulary import NOBODY, Leadership

SKILL_BY_PHASE = (Skill.TRACK, Skill.TRACK, Skill.DRIVE, Skill.STRIKE, Skill.KEEP)
REPUTE_LEARNING = 0.1  # how far repute moves to the true skill when a hunter leads a phase; a guess


def lead(b: int, phase: int, size: int, day: int, world: World) -> float:
    """Choose who leads a phase of the hunt; return how well the party does in it, 0 to 1.

    Without a leader the quality is that of the crew, half their mean skill and half their best.  A leader adds to the
    rest: quality = crew + (1 - crew) x what the leader adds.  Leaders who hold the ring serve: they make room for a
    better hunter.  Leaders who work for own product add less.  A change of leader costs some quality.
    """
    params = world.params
    skill = SKILL_BY_PHASE[phase]
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
    hunter = world.hunters[leader]
    before = beast.leader
    if before != leader:
        because = Because.BEST_SKILL if params.leadership == Leadership.SITUATIONAL else Because.STANDING
        log_event(
            world,
            day,
            EventKind.LED,
            who=leader,
            whom=before,
            beast=b,
            because=because,
            saw_a=float(phase),
            saw_b=hunter.repute[skill],
        )
    beast.leader = leader
    adds = params.lead * hunter.skills[skill]
    if hunter.action == Action.OWN:
        adds *= params.glory
    else:
        adds += params.lead * params.serving * (best - hunter.skills[skill])
    hunter.repute[skill] += REPUTE_LEARNING * (hunter.skills[skill] - hunter.repute[skill])
    quality = crew + (1.0 - crew) * adds
    if before != NOBODY and before != leader:
        world.camp.handovers += 1
        quality *= 1.0 - params.handover
    return quality


def choose_leader(b: int, skill: int, size: int, world: PerceivedTogether) -> int:
    """Return who leads: the chief, or in each phase the hunter present with the highest repute for it times trust.

    Without the chief, the hunter with the highest repute in all skills.  Among equals the present leader goes on.
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
            standing = world.hunters[h].repute[skill] * party_trust(h, size, world)
        if standing > best or (standing == best and h == world.beasts[b].leader):
            best = standing
            leader = h
    return leader


def party_trust(h: int, size: int, world: PerceivedTogether) -> float:
    """Return the mean trust of the rest of the party in one of its members, 0 to 1."""
    total = 0.0
    for k in range(size):
        i = world.party[k]
        if i != h:
            total += trust(world.kept[i, h], world.broken[i, h])
    return total / max(1, size - 1)


def next_chief(world: PerceivedTogether) -> int:
    """Return the living hunter with the highest repute in all skills, or NOBODY."""
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
