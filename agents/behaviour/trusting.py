"""Trust: how likely one hunter believes another to keep the promise to hold the ring, learned from promises only.

A beta reputation with forgetting (Jøsang & Ismail 2002).
"""

from agents.actions import Action
from agents.behaviour.event_log import log_event
from agents.behaviour.promising import kept_promise
from agents.environment import World
from agents.events import EventKind
from agents.vocabulary import NOBODY

FIRST_EVIDENCE = 4.0  # observations that a first impression is worth; from 2 to 20 makes no difference


def trust(kept: float, broken: float) -> float:
    """Return the believed chance that a promise is kept: (kept + 1) / (kept + broken + 2)."""
    return (kept + 1.0) / (kept + broken + 2.0)


def evidence_for(belief: float, observations: float) -> tuple[float, float]:
    """Return the promises kept and broken that give exactly this trust, about ``observations`` of them."""
    total = max(observations + 2.0, 1.0 / belief, 1.0 / (1.0 - belief))
    return belief * total - 1.0, (1.0 - belief) * total - 1.0


def learn_from_promise(i: int, j: int, held: bool, weight: float, world: World) -> None:
    """Hunter i learns whether hunter j kept one promise: discount the evidence so far, then add this one.

    ``weight`` is how much the observation counts, 0 to 1.
    """
    params = world.params
    fade = 1.0 - weight * (1.0 - params.trust_memory)
    world.kept[i, j] *= fade
    world.broken[i, j] *= fade
    if held:
        world.kept[i, j] += weight
    else:
        world.broken[i, j] += weight


def mean_trust(i: int, world: World) -> float:
    """Return the mean trust of a hunter in the other living hunters; 0 if there are none."""
    total = 0.0
    others = 0
    for j in range(len(world.hunters)):
        if j != i and world.hunters[j].alive:
            total += trust(world.kept[i, j], world.broken[i, j])
            others += 1
    if others == 0:
        return 0.0
    return total / others


def update_mean_trust(world: World) -> None:
    """Store every living hunter's mean trust in ``trusts``, after the evidence or the living have changed."""
    for i in range(len(world.hunters)):
        if world.hunters[i].alive:
            world.hunters[i].trusts = mean_trust(i, world)


def update_trust_after_hunt(b: int, world: World) -> None:
    """Let everyone learn who kept the promise to hold the ring at this beast: promises are given before all.

    Hired strangers do not learn, and nobody learns about them.
    """
    params = world.params
    for j in range(len(world.hunters)):
        world.verdict[j] = kept_promise(j, b, world)
    count_promises(b, world)
    if params.evidence <= 0.0:
        return
    for i in range(len(world.hunters)):
        watcher = world.hunters[i]
        if watcher.alive and not watcher.hired:
            for j in range(len(world.hunters)):
                if j != i and world.verdict[j] != NOBODY and not world.hunters[j].hired:
                    learn_from_promise(i, j, world.verdict[j] == 1, params.evidence, world)
            watcher.trusts = mean_trust(i, world)


def count_promises(b: int, world: World) -> None:
    """Add the promises that were kept and broken today at this beast to the accounts of the camp."""
    camp = world.camp
    away = NOBODY
    before = camp.stayed_away
    for j in range(len(world.hunters)):
        if world.verdict[j] == 1:
            camp.kept += 1
        elif world.verdict[j] == 0 and world.hunters[j].action == Action.OWN:
            camp.left_ring += 1
        elif world.verdict[j] == 0:
            camp.stayed_away += 1
            away = j
    if away != NOBODY:
        number = float(camp.stayed_away - before)
        instead = float(world.hunters[away].action)
        log_event(world, camp.today, EventKind.STAYED_AWAY, who=away, beast=b, saw_a=number, saw_b=instead)
