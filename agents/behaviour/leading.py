"""Who leads each phase of a hunt, and how well the party does under that leader.  All forms are guesses."""

from agents.actions import Action
from agents.behaviour.event_log import log_event
from agents.behaviour.geometry import power
from agents.behaviour.trusting import trust
from agents.environment import World
from agents.events import Because, EventKind
from agents.perception import PerceivedTogether
from agents.skills import Skill
from agents.vocabulary import NOBODY, Leadership

PLAN_SKILL = 0.85  # how well a plan leads a day that goes as planned, as a skill; a guess
LEADER_COUNTS = 0.8  # how much of a phase the leader decides; the rest is the mean of the party; a guess
SKILL_BY_PHASE = (Skill.TRACK, Skill.TRACK, Skill.DRIVE, Skill.STRIKE, Skill.KEEP)
ENOUGH = 0.45  # skill with which a phase goes well half of the time
REPUTE_LEARNING = 0.1  # how far repute moves to the true skill when a hunter leads a phase; a guess


def lead(b: int, phase: int, size: int, day: int, world: World) -> float:
    """Choose who leads a phase of the hunt; return how well the party does in it, 0 to 1.

    Each phase needs one craft.  What counts is a mixture of the leader's skill and the mean of the party: a party that
    lacks the craft of a phase hardly gets through it.  Without a leader only the mean counts.  Leaders who came to hold
    serve: they make room for a better hunter.  Leaders who work for own product bring in less (``glory``).  A plan
    leads well on a day that goes as planned.
    """
    params = world.params
    skill = SKILL_BY_PHASE[phase]
    total = 0.0
    best = 0.0
    for k in range(size):
        able = world.hunters[world.party[k]].skills[skill]
        total += able
        best = max(best, able)
    mean = total / size
    if params.leadership == Leadership.NONE:
        return mastery(mean, world)
    if params.leadership == Leadership.PLAN:
        fits = 1.0 if world.camp.as_planned else params.plan_misfit
        return mastery((1.0 - LEADER_COUNTS) * mean + LEADER_COUNTS * PLAN_SKILL * fits, world)
    leader = choose_leader(b, skill, size, world)
    take_the_lead(b, leader, phase, day, world)
    hunter = world.hunters[leader]
    brings = hunter.skills[skill]
    if hunter.action != Action.HUNT:
        brings *= params.glory
    else:
        brings += params.serving * (best - brings)
    return mastery((1.0 - LEADER_COUNTS) * mean + LEADER_COUNTS * brings, world)


def mastery(skill: float, world: PerceivedTogether) -> float:
    """Return how well a phase goes with this skill in its craft, 0 to 1: half at ENOUGH, the more steeply by ``craft``.

    The curve of Hill (1910), a usual form for what hardly works with less and nearly always with more.
    """
    enough = power(skill, world.params.craft)
    return enough / (enough + power(ENOUGH, world.params.craft))


def take_the_lead(b: int, h: int, phase: int, day: int, world: World) -> None:
    """Note who leads from now on; everyone sees a little more of what that hunter can do."""
    beast = world.beasts[b]
    hunter = world.hunters[h]
    skill = SKILL_BY_PHASE[phase]
    before = beast.leader
    if before != h:
        situational = world.params.leadership == Leadership.SITUATIONAL
        because = Because.BEST_SKILL if situational else Because.STANDING
        log_event(
            world,
            day,
            EventKind.LED,
            who=h,
            whom=before,
            beast=b,
            because=because,
            saw_a=float(phase),
            saw_b=hunter.repute[skill],
        )
        if before != NOBODY:
            world.camp.handovers += 1
    beast.leader = h
    hunter.repute[skill] += REPUTE_LEARNING * (hunter.skills[skill] - hunter.repute[skill])


def choose_leader(b: int, skill: int, size: int, world: PerceivedTogether) -> int:
    """Return who leads: the chief, or in each phase the hunter with the highest repute for it times trust.

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
