"""Where patterns are looked for."""

from typing import Any

from hunt.catalogue.parameters import Parameters
from hunt.catalogue.scenarios import scenario

OWN, NONE, SHARED = "own-product", "none", "shared-survival"
RUNS = 400
NEVER_STARVES = {"reserve_low": 1000.0, "reserve_high": 1000.0}


def valley(regime_id: str, **settings: Any) -> Parameters:
    """Return the default valley under a regime, with some settings changed."""
    return scenario().parameters(regime_id, **settings)
