"""Where patterns are looked for."""

from typing import Any

from hunt.catalogue.parameters import Parameters
from hunt.catalogue.scenarios import scenario

OWN, NONE, SHARED = "own-product", "none", "shared-survival"
RUNS = 400
# Orders and a plan with room to spare, and too much of both; and how a band deals with them.
SLACK, OVER = {"orders": 0.15, "plan": 0.5}, {"orders": 0.4, "plan": 1.1}
PUSH, PULL = {"push": 0.4}, {"push": 0.0, "wip_limit": 6}
GLORY = 0.4  # what is left of the skill of a chief who leads for own numbers; by default it is all of it
NEVER_STARVES = {"reserve_low": 1000.0, "reserve_high": 1000.0}


def valley(regime_id: str, **settings: Any) -> Parameters:
    """Return the default valley under a regime, with some settings changed."""
    return scenario().parameters(regime_id, **settings)
