"""T9, T10: what trust comes to in the long run, what leading by skill can give at best, and who holds."""

import math
from typing import Any

import numba
import numpy as np

from agents.behaviour.leading import SKILL_BY_PHASE, lead
from experiments.validation.plain_world import plain_world
from experiments.validation.targets.target import CERTAIN, Target, binomial_from
from hunt.catalogue.parameters import Parameters
from hunt.engine.by_reference import by_reference
from hunt.engine.initial_state import initial_state
from hunt.engine.kernel import twin
from hunt.vocabulary import NOBODY, Action, Leadership, Phase

_remember_the_hunt, _choose_leader = twin.update_trust_after_hunt, twin.choose_leader
_take_places = twin.take_places

BARE: dict[str, Any] = {"days": 1, "width": 9, "height": 9, "herds": 1, "herd_size": 1, "variety": 0}
PHASES = (int(Phase.APPROACH), int(Phase.CLOSE), int(Phase.STRIKE))  # numba cannot index with enum members
SKILLS = tuple(int(skill) for skill in SKILL_BY_PHASE)
HUNT, FORAGE = int(Action.HUNT), int(Action.FORAGE)


@numba.njit(nogil=True, cache=True)
def mean_trusts(days, keeps, rng, world):  # type: ignore[no-untyped-def]
    """Let all hunters promise every day and keep it with a given chance; return the mean trust over the days."""
    world = by_reference(world)
    total = 0.0
    n = len(world.hunters)
    for _ in range(days):
        for h in range(n):
            world.hunters[h].action = HUNT if rng.random() < keeps else FORAGE
        _remember_the_hunt(0, world)
        for h in range(n):
            total += world.hunters[h].trusts / n
    return total / days


def t9(seed: int, quick: bool) -> list[Target]:
    """Promises kept four times in five, and remembered for ten hunts."""
    p, memory, batches, days = 0.8, 0.9, 20 if quick else 100, 2000
    settings = {"hunters": 11, "trust_memory": memory, "evidence": 1.0}
    world, _ = initial_state(Parameters(**(BARE | settings)), seed)
    world.promised[:] = 0
    rng = np.random.default_rng([seed, 9])
    mean_trusts(500, p, rng, world)  # until the first trust is forgotten
    trust = np.array([mean_trusts(days, p, rng, world) for _ in range(batches)])
    return [
        Target(
            id="T9",
            name=f"beta trust with forgetting, p={p:g}, lambda={memory:g}: mean trust in the long run",
            formula="E = [p / (1 - lambda) + 1] / [1 / (1 - lambda) + 2]",
            source="Josang & Ismail 2002, The Beta Reputation System, 15th Bled Electronic Commerce Conference",
            expected=(p / (1.0 - memory) + 1.0) / (1.0 / (1.0 - memory) + 2.0),
            simulated=float(trust.mean()),
            tolerance=CERTAIN * float(trust.std(ddof=1)) / math.sqrt(batches),
        )
    ]


@numba.njit(nogil=True, cache=True)
def best_led(hunts, rng, world):  # type: ignore[no-untyped-def]
    """Let parties of random skills, known to all, choose who leads; return sum and sum of squares of their skill.

    It is the skill of the leaders in their phases, multiplied over the phases.
    """
    world = by_reference(world)
    total = 0.0
    squares = 0.0
    n = len(world.hunters)
    for _ in range(hunts):
        world.beasts[0].leader = NOBODY
        for h in range(n):
            world.party[h] = h
            world.hunters[h].action = HUNT
            for s in range(len(world.hunters[h].skills)):
                world.hunters[h].skills[s] = rng.random()
                world.hunters[h].repute[s] = world.hunters[h].skills[s]
        quality = 1.0
        for phase in PHASES:
            leader = _choose_leader(0, SKILLS[phase], n, world)
            quality *= world.hunters[leader].skills[SKILLS[phase]]
        total += quality
        squares += quality * quality
    return total, squares


def benefit_among_equals(seed: int, days: int) -> float:
    """Return the largest difference of quality, in any phase of any day, between leading by skill and one chief.

    Everybody is equally good at each thing; the party gets up in another order every day.
    """
    settings = {"hunters": 5, "serving": 0.6}
    qualities: dict[Leadership, list[float]] = {}
    for leadership in (Leadership.CHIEF, Leadership.SITUATIONAL):
        rng = np.random.default_rng([seed, 10])
        world, _ = plain_world(Parameters(**(BARE | settings), leadership=leadership), seed)
        led = qualities[leadership] = []
        for day in range(days):
            world.party[:] = rng.permutation(len(world.hunters))
            skills = rng.random(len(world.hunters[0].skills))
            for hunter in world.hunters:
                hunter.action = Action.HUNT
                hunter.skills[:] = skills
                hunter.repute[:] = skills
            led += [lead(0, phase, len(world.hunters), day, world) for phase in PHASES]
    pairs = zip(qualities[Leadership.CHIEF], qualities[Leadership.SITUATIONAL], strict=True)
    return max(abs(one - other) for one, other in pairs)


@numba.njit(nogil=True, cache=True)
def rings_closed(days, size, enough, rng, world, luck):  # type: ignore[no-untyped-def]
    """Return on how many days a party of this size holds at least the needed cells."""
    world, luck = by_reference(world), by_reference(luck)
    closed = 0
    for _ in range(days):
        for h in range(size):
            world.party[h] = h
            world.hunters[h].action = HUNT
            luck.hold[0, h] = rng.random()
        if _take_places(0, size, 0, world, luck) >= enough:
            closed += 1
    return closed


def t10(seed: int, quick: bool) -> list[Target]:
    """Leading by skill at its best and among equals, and the ring that needs four who hold."""
    n, hunts = 5, 20_000 if quick else 200_000
    settings = {"hunters": n, "leadership": "situational"}
    world, _ = initial_state(Parameters(**(BARE | settings)), seed)
    total, squares = best_led(hunts, np.random.default_rng([seed, 10]), world)
    mean = total / hunts
    m = len(PHASES)
    rows = [
        Target(
            id="T10",
            name=f"situational leadership, n={n}, m={m}: skill of those who lead, multiplied over all phases",
            formula="(n / (n + 1))^m, for skills uniform from 0 to 1",
            source="the mean of the largest of n uniform numbers, once a phase",
            expected=(n / (n + 1.0)) ** m,
            simulated=mean,
            tolerance=CERTAIN * math.sqrt((squares / hunts - mean * mean) / hunts),
        ),
        Target(
            id="T10",
            name="situational leadership among equals: largest benefit against one chief",
            formula="exactly 0 with identical skills",
            source="all are equally good",
            expected=0.0,
            simulated=benefit_among_equals(seed, 40 if quick else 400),
            tolerance=0.0,
        ),
    ]
    hold, enough, days = 0.7, 4, hunts
    rng = np.random.default_rng([seed, 104])
    for size in range(4, 11):  # above 8, spare hands stand behind the ring
        settings = {"hunters": size, "steadiness": hold}
        world, luck = initial_state(Parameters(**(BARE | settings)), seed)
        world.quarries[0] = 0
        chance = binomial_from(enough, size, hold)
        rows.append(
            Target(
                id="T10",
                name=f"joint threshold, n={size}, M={enough}: share of rings held when each holds with p={hold:g}",
                formula="P(Bin(n, p) >= M)",
                source="the binomial distribution",
                expected=chance,
                simulated=rings_closed(days, size, enough, rng, world, luck) / days,
                tolerance=CERTAIN * math.sqrt(chance * (1.0 - chance) / days),
            )
        )
    return rows
