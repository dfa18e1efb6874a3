"""What a Mesa run collects each evening, of the band and of each hunter, by column.

The functions have names, for a model to be pickled.
"""

from functools import partial
from operator import attrgetter
from typing import Any

import numpy as np

from agents.behaviour.trusting import trust
from agents.mesa_agents import Hunter
from hunt.vocabulary import Action, Skill


def mean_trust(model: Any) -> float:
    """Return how far the living trust each other, on average; NaN when nobody is left."""
    total, living = 0.0, 0
    for hunter in model.hunters:  # in their order, as the outcome of a run adds them up
        if hunter.alive:
            total += hunter.trusts
            living += 1
    return total / living if living else float("nan")


def mean_attainment(model: Any) -> float:
    """Return the share of the KPI that was met so far, on average over hunters and days."""
    return float(model.camp.attained / max(1, model.camp.days_lived))


def last_day(model: Any) -> int:
    """Return the number of the day that ends; the first is 0."""
    return int(model.day) - 1


def _of_camp(name: str, model: Any) -> Any:
    return getattr(model.camp, name)


def role_word(hunter: Hunter) -> str:
    """Return a hunter's role as a word."""
    return ROLE_WORDS[hunter.role]


def action_word(hunter: Hunter) -> str:
    """Return today's action as a word."""
    return ACTION_WORDS[hunter.action]


def trust_received(hunter: Hunter) -> float:
    """Return how far the living trust a hunter, on average; NaN when nobody else is left."""
    received: list[float] = hunter.model.datacollector.trust_received
    return received[hunter.number]


def _skill(skill: Skill, hunter: Hunter) -> float:
    return float(hunter.skills[skill])


ACTION_WORDS = tuple(action.name.lower() for action in Action)
ROLE_WORDS = tuple(skill.name.lower() for skill in Skill)

MODEL_COLUMNS: dict[str, Any] = {
    "seed": "seed",
    "day": last_day,
    "alive": partial(_of_camp, "living"),
    "store": partial(_of_camp, "store"),
    "trust": mean_trust,
    "kpi": mean_attainment,
    "kills": partial(_of_camp, "kills"),
}
"""What is collected of the band, by column; functions with a name, so that a model can be pickled."""

HUNTER_COLUMNS: dict[str, Any] = {
    "is_alive": attrgetter("alive"),
    "role": role_word,
    "action": action_word,
    "reserve": attrgetter("reserve"),
    "trust_given": attrgetter("trusts"),
    "trust_received": trust_received,
    **{f"skill_{skill.name.lower()}": partial(_skill, skill) for skill in Skill},
    "x": attrgetter("x"),
    "y": attrgetter("y"),
}
"""What is collected of each hunter, by column; a batch run puts both kinds in one row, so no name occurs in both."""


def mean_trust_received(kept: Any, broken: Any, alive: list[bool]) -> list[float]:
    """Return, for each hunter, the mean trust of the other hunters who are alive; NaN where there are none."""
    trusts: Any = trust(np.array(kept), np.array(broken))  # type: ignore[arg-type]
    watching = np.array(alive, float)
    others = watching.sum() - watching
    total = watching @ trusts - watching * trusts.diagonal()
    return [float(one / n) if n > 0 else float("nan") for one, n in zip(total, others, strict=True)]
