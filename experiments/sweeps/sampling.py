"""Points drawn from ranges: Latin hypercube and Sobol by scipy, Morris and Saltelli by SALib; the same for one seed."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.sweeps.design import Design, Factor, is_whole


def unit_points(design: Design) -> NDArray[np.float64]:
    """Return the sampled points in the unit cube, [point, sampled factor]; one point of no factors where none is."""
    names = sampled_names(design)
    if not names:
        return np.zeros((1, 0))
    if design.kind in ("morris", "saltelli"):
        return _by_salib(design, names)
    from scipy.stats import qmc

    rng = np.random.default_rng(design.sampling_seed)
    if design.kind == "sobol":
        return qmc.Sobol(len(names), rng=rng).random(design.points)
    return qmc.LatinHypercube(len(names), rng=rng).random(design.points)


def sampled_names(design: Design) -> list[str]:
    """Return the factors that are sampled."""
    return [name for name, one in design.factors.items() if one.sampled]


def problem(names: list[str]) -> dict[str, Any]:
    """Return what SALib wants to know of the unit cube."""
    return {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}


def _by_salib(design: Design, names: list[str]) -> NDArray[np.float64]:
    from SALib.sample import morris, sobol

    if design.kind == "morris":
        return np.asarray(
            morris.sample(problem(names), design.points, num_levels=design.levels, seed=design.sampling_seed)
        )
    return np.asarray(
        sobol.sample(problem(names), design.points, calc_second_order=design.second_order, seed=design.sampling_seed)
    )


def scaled(name: str, factor: Factor, u: float) -> Any:
    """Return the value of a sampled factor at ``u`` from 0 to 1.

    Whole numbers are equally likely, and both ends are possible; so is each of several values.
    """
    if factor.values:
        return factor.values[min(len(factor.values) - 1, math.floor(u * len(factor.values)))]
    low, high = factor.low, factor.high
    if is_whole(name):
        if factor.log:
            at = math.exp(math.log(low) + u * (math.log(high) - math.log(low)))
            return min(int(high), max(int(low), math.floor(at + 0.5)))
        return min(int(high), int(low) + math.floor(u * (high - low + 1.0)))
    if factor.log:
        return min(high, max(low, math.exp(math.log(low) + u * (math.log(high) - math.log(low)))))
    return min(high, low + u * (high - low))
