"""L8: the same comparison in many worlds, with all numbers drawn at once around the default or from wide ranges."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.ensemble import run_ensemble
from experiments.sensitivity_analysis.uncertain_ranges import range_of
from experiments.validation.valleys import NONE, OWN, SHARED
from hunt.catalogue.parameters import ENUMS, FIELDS, SHAPES, Parameters
from hunt.catalogue.regimes import SETTINGS, regime

FIRST_SEED = 14_000_000
PAIRS = 24
"""Runs of each arm in each world."""

LIVES = 0.1
"""A world counts where this share of the hunters lives in one arm at least."""

FIXED = {
    *SETTINGS,
    *("food_target", "praise", "phi", "need", "hunters", "days"),
    *("delta", "practice", "leaves_gap", "evidence", "spare", "averaging", "hunts_at_once", "great_herd"),
}
"""Not drawn: the pay rules, the units, the size of the run, and the numbers that switch a cause off."""


class Ranges(NamedTuple):
    """How worlds are drawn."""

    name: str
    worlds: int
    judged: bool
    between: Callable[[str], tuple[float, float]]


def near(name: str) -> tuple[float, float]:
    """Return a range 20 % either side of the default."""
    field = FIELDS[name]
    low, high = sorted((0.8 * field.default, 1.2 * field.default))  # type: ignore[operator]
    return max(low, field.metadata["low"]), min(high, field.metadata["high"])


def wide(name: str) -> tuple[float, float]:
    """Return the range that is documented for a parameter, half to double of the default in most cases."""
    low, high, _ = range_of(name)
    return low, high


WORLDS = Ranges("within 20 % of the default", 300, True, near)
WIDE = Ranges("anywhere in the wide ranges", 300, False, wide)


def drawn(ranges: Ranges, rng: np.random.Generator) -> Parameters:
    """Return one world: every number that is not fixed and not switched off, drawn evenly from its range."""
    settings: dict[str, Any] = {}
    for name, field in FIELDS.items():
        if name in FIXED or name in ENUMS or name in SHAPES or field.default == 0:
            continue
        low, high = ranges.between(name)
        value = float(rng.uniform(low, high))
        # A whole number is rounded up or down by chance, so that small ones move too.
        settings[name] = int(value + rng.random()) if field.type is int else value
        settings[name] = min(max(settings[name], field.metadata["low"]), field.metadata["high"])
    low, high = sorted((settings["reserve_low"], settings["reserve_high"]))
    return Parameters(**(settings | {"reserve_low": low, "reserve_high": high}))


def random_worlds(ranges: Ranges, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Live all worlds of a kind; return rows like those of the ledger: shares of worlds, and what is asked of them."""
    rng = np.random.default_rng([seed, ranges.worlds, int(ranges.judged)])
    alive = np.empty((ranges.worlds, 3, PAIRS))
    for world in range(ranges.worlds):
        parameters = drawn(ranges, rng)
        first = FIRST_SEED + seed + world * PAIRS
        arms = {id: parameters.but(**regime(id).says) for id in (OWN, NONE, SHARED)}
        table = run_ensemble(arms, PAIRS, first).table
        for k, id in enumerate(arms):
            alive[world, k] = table[table["arm"] == id]["alive_share"].to_numpy(float)
    lively = alive[alive.mean(axis=2).max(axis=1) >= LIVES]
    yield _row(ranges, f"worlds in which some live, {ranges.name}", len(lively) / ranges.worlds, ranges.worlds, 0.85)
    if len(lively) < 2:
        return
    for first_arm, other, name, asked in ((0, 2, "own numbers below a shared target", 0.9), (0, 1, "below none", 0.8)):
        difference = lively[:, first_arm] - lively[:, other]
        yield _row(ranges, f"of these, {name}", float(np.mean(difference.mean(axis=1) < 0)), len(lively), asked)
        turned = float(np.mean(_clear_sign(difference) > 0))
        yield _row(ranges, "of these, clearly reversed", turned, len(lively), 0.02, most=True)
    difference = lively[:, 2] - lively[:, 1]
    yield _row(ranges, "of these, shared target above none", float(np.mean(difference.mean(axis=1) > 0)), len(lively))


def _clear_sign(difference: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the sign of each world's mean difference where it is more than two standard errors from 0, else 0."""
    mean = difference.mean(axis=1)
    error = difference.std(axis=1, ddof=1) / np.sqrt(difference.shape[1])
    return np.where(np.abs(mean) > 2.0 * error, np.sign(mean), 0.0)


def _row(
    ranges: Ranges, says: str, share: float, worlds: int, asked: float | None = None, *, most: bool = False
) -> dict[str, Any]:
    judged = ranges.judged and asked is not None
    passed = not judged or (share <= asked if most else share >= asked)  # type: ignore[operator]
    relation = "reported" if not judged else ("at most" if most else "at least")
    return {
        "part": "ledger",
        "id": "L8",
        "role": "claim" if judged else "finding",
        "says": says,
        "relation": relation,
        "margin": asked if judged else 0.0,
        "estimate": share,
        "worlds": worlds,
        "passed": bool(passed),
    }
