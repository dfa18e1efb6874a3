"""T14: the weak-link game, in which everyone gets what the least effort of the group allows.

The payoffs are those of the experiment, in dollars.  Everything else is a rule of the hunt: the chance that all others
hold, trust that learns from each promise, utility, logit choice.  To put in effort k is to keep the promises "at least
2" to "at least k"; there is one trust for each of them.  Everyone sees what everyone did, as hunters do; the people in
the experiment saw the minimum only.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.actions import Action
from agents.behaviour.deciding import pick
from agents.behaviour.expecting import exactly
from agents.behaviour.rewarding import reward
from agents.behaviour.trusting import learn_from_promise, mean_trust
from experiments.validation.plain_world import plain_world
from experiments.validation.targets.target import Target
from hunt.catalogue.parameters import Parameters
from hunt.vocabulary import IMPOSSIBLE

VAN_HUYCK = "Van Huyck, Battalio & Beil 1990, American Economic Review 80, 234-248 (figures from memory)"
LEVELS, ROUNDS = 7, 10
PER_LEAST, PER_OWN, FIXED = 0.2, 0.1, 0.6  # payoff = .2 least - .1 own + .6
TEMPERATURE, START_TRUST = 0.03, 0.97
"""Free, and the same for both sizes of group; docs/validation.md says how far they can be moved."""


def play(hunters: int, rng: np.random.Generator, temperature: float, start_trust: float) -> NDArray[np.int64]:
    """Play all rounds in one group; return efforts by round and hunter."""
    parameters = Parameters(
        **{"hunters": hunters, "days": 1, "width": 9, "height": 9, "herds": 1, "herd_size": 1},
        **{"kappa": 0.0, "temperature": temperature, "start_trust": start_trust},
    )
    promises = [plain_world(parameters)[0] for _ in range(LEVELS - 1)]  # "at least 2", ..., "at least 7"
    efforts = np.zeros((ROUNDS, hunters), int)
    for turn in range(ROUNDS):
        for i in range(hunters):
            efforts[turn, i] = 1 + effort_of(i, hunters, promises, rng.random())
        for level, world in enumerate(promises, start=2):
            for i in range(hunters):
                for j in range(hunters):
                    if j != i:
                        held = bool(efforts[turn, j] >= level)
                        learn_from_promise(i, j, held, parameters.evidence, world)
    return efforts


def effort_of(i: int, hunters: int, promises: list[Any], chance: float) -> int:
    """Return the effort that a hunter chooses, counted from 0."""
    worth = [IMPOSSIBLE] * len(Action)  # as many places as there are actions; efforts take the first of them
    least = 1.0
    for k in range(LEVELS):
        if k > 0:
            least += exactly(hunters - 1, hunters - 1, mean_trust(i, promises[k - 1]))
        worth[k] = reward(i, k, PER_LEAST * least + FIXED, 0.0, PER_OWN * (k + 1), 1.0, 0.0, promises[0])
    return pick(worth, [0.0] * len(Action), chance, promises[0].params.temperature)


def games(
    hunters: int, many: int, seed: int, temperature: float = TEMPERATURE, start_trust: float = START_TRUST
) -> NDArray[np.int64]:
    """Play in many groups; return efforts by group, round and hunter."""
    rng = np.random.default_rng([seed, 14, hunters])
    return np.array([play(hunters, rng, temperature, start_trust) for _ in range(many)])


def top_pairs(pairs: NDArray[np.int64], name: str, formula: str) -> Target:
    """Return how many pairs stay at the best, as a target; ``pairs`` are their efforts."""
    return Target(
        id="T14",
        name=f"{name}: share of pairs whose minimum ends at 7",
        formula=formula,
        source=VAN_HUYCK,
        expected=12.0 / 14.0,
        simulated=float((pairs[:, -1].min(axis=1) == LEVELS).mean()),
        tolerance=0.15,
    )


def t14(seed: int, quick: bool) -> list[Target]:
    """Groups of fifteen and pairs, at one temperature."""
    groups, pairs = games(15, 5 if quick else 12, seed), games(2, 40 if quick else 100, seed)
    settings = f"{ROUNDS} rounds, T={TEMPERATURE:g}, trust {START_TRUST:g} at first"
    return [
        Target(
            id="T14",
            name=f"weak-link game, groups of 15, {settings}: share of groups whose minimum ends at 1",
            formula="payoff = .2 minimum - .1 own + .6; all groups of 14 to 16 ended at 1",
            source=VAN_HUYCK,
            expected=1.0,
            simulated=float((groups[:, -1].min(axis=1) == 1).mean()),
            tolerance=0.1,
        ),
        top_pairs(pairs, f"weak-link game, pairs, {settings}", "the same payoff; 12 of 14 fixed pairs ended at 7"),
    ]
