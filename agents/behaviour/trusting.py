"""Trust is a beta reputation with forgetting (Josang & Ismail 2002), learned from deeds only."""

from agents.behaviour.promising import kept_promise
from agents.environment import World
from agents.vocabulary import NOBODY


def trust(kept: float, broken: float) -> float:
    """Return the believed chance that a promise is kept: (r + 1) / (r + s + 2)."""
    return (kept + 1.0) / (kept + broken + 2.0)


def evidence_for(belief: float, observations: float) -> tuple[float, float]:
    """Return promises kept and broken, about so many, after which a hunter is trusted exactly so far."""
    total = max(observations + 2.0, 1.0 / belief, 1.0 / (1.0 - belief))
    return belief * total - 1.0, (1.0 - belief) * total - 1.0


def learn_from_deed(i: int, j: int, held: bool, weight: float, world: World) -> None:
    """Hunter i learns how hunter j kept one promise; older evidence fades a little."""
    params = world.params
    fade = 1.0 - weight * (1.0 - params.trust_memory)
    world.kept[i, j] *= fade
    world.broken[i, j] *= fade
    if held:
        world.kept[i, j] += weight
    else:
        world.broken[i, j] += weight * params.broken_weight


def mean_trust(i: int, world: World) -> float:
    """Return how far a hunter trusts the others, on average: 0 when there is nobody else."""
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
    """Let every hunter sum up, after deeds or deaths, how far the others can be trusted."""
    for i in range(len(world.hunters)):
        if world.hunters[i].alive:
            world.hunters[i].trusts = mean_trust(i, world)


def remember_the_hunt(b: int, world: World) -> None:
    """Those at the beast saw who came and held; the others hear some of it at the council."""
    params = world.params
    if params.evidence <= 0.0:
        return
    for j in range(len(world.hunters)):
        world.verdict[j] = kept_promise(j, b, world)
    for i in range(len(world.hunters)):
        watcher = world.hunters[i]
        if watcher.alive:
            saw = watcher.there and watcher.target == b
            heard = params.hearsay + (1.0 - params.hearsay) * params.transparency
            weight = params.evidence if saw else params.evidence * heard
            if weight > 0.0 and not watcher.hired:
                for j in range(len(world.hunters)):
                    if j != i and world.verdict[j] != NOBODY and not world.hunters[j].hired:
                        learn_from_deed(i, j, world.verdict[j] == 1, weight, world)
                watcher.trusts = mean_trust(i, world)
