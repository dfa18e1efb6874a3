"""One comparison that several tests look at: three regimes over a year hard enough for some to starve."""

import dataclasses
from functools import cache

from experiments.comparison.compare import Comparison, compare

OWN, SHARED = "own-product", "shared-survival"
HARD = {"hunters": 7, "days": 300, "needed": 4, "small_game": 1.3, "start_store": 30.0}


@cache
def hard_year() -> Comparison:
    """Return it; it is computed once."""
    return compare("default-valley", (OWN, SHARED, "none"), 12, 4, settings=HARD, flip_runs=3)


def only(result: Comparison, regimes: tuple[str, ...]) -> Comparison:
    """Return a comparison of some of the regimes."""
    effects = result.effects[result.effects["second"].isin(regimes)]
    return dataclasses.replace(result, regimes=regimes, effects=effects)
