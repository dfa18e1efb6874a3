"""How much of what differs between the points of a study is chance."""

import numpy as np
from numpy.typing import ArrayLike

from experiments.sensitivity_analysis.replicates import replicates_of
from experiments.sweeps.export import Sweep


def chance_share(y: ArrayLike) -> float:
    """Return the share of the variance of the means by point that chance alone makes, 0 to 1.

    Parameters
    ----------
    y
        What was measured, [point, replicate]; what a replicate's luck does at all points alike is no difference between
        points and is taken out.

    Returns
    -------
    float
        NaN with one replicate, which says nothing of chance, and where the means do not vary.
    """
    values = np.asarray(y, float)
    points, replicates = values.shape
    means = values.mean(axis=1)
    between = means.var(ddof=1) if points > 1 else 0.0
    if replicates < 2 or between == 0.0:
        return float("nan")
    rest = values - means[:, None] - values.mean(axis=0) + values.mean()
    error = (rest**2).sum() / ((points - 1) * (replicates - 1))
    return float(min(1.0, error / replicates / between))


def chance_shares(swept: Sweep, measure: str) -> dict[str, float]:
    """Return by target, a regime or the difference of the first two, the share that chance makes."""
    return {target: chance_share(y) for target, y in replicates_of(swept, measure).items()}
