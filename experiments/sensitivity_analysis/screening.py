"""Morris screening with a noise floor: which parameters move a result by more than another draw of luck would."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from experiments.sensitivity_analysis.replicates import replicates_of
from experiments.sensitivity_analysis.result import DIFFERENCE
from experiments.sensitivity_analysis.uncertain_ranges import range_of
from experiments.sweeps.design import Design
from experiments.sweeps.export import Sweep, read_sweep
from experiments.sweeps.parse_design import design_of
from experiments.sweeps.sampling import sampled_names
from experiments.sweeps.sweep import sweep

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Screening:
    """The result.

    Attributes
    ----------
    effects
        One row per target (a regime, or the difference of the two) and parameter: ``mu_star`` (mean absolute effect of
        going through the range), ``floor`` (what it would be if the parameter did nothing but deal another luck),
        ``mu`` (mean effect: its sign), ``sigma`` (how much the effect depends on all the others).
    means
        Mean of the measure over all points, by target.
    runs
        How many runs that took.
    """

    effects: pd.DataFrame
    means: dict[str, float]
    runs: int


def screening_design(
    names: Sequence[str],
    regimes: tuple[str, str],
    laid: Mapping[str, Any],
    runs: int,
    settings: Mapping[str, Any] | None = None,
    seed: int = 1,
) -> Design:
    """Return a design of some parameters, each in its range of :mod:`experiments.guessed`.

    ``laid`` says how, as a design file does: ``{"kind": "morris", "trajectories": 8}``; ``runs`` are pairs of bands at
    each point, ``settings`` what is otherwise than in the default valley everywhere.
    """
    factors = {name: dict(zip(("low", "high"), range_of(name)[:2], strict=True)) for name in names}
    return design_of(
        {
            "regimes": list(regimes),
            "runs": runs,
            "seed": seed,
            "settings": dict(settings or {}),
            "uncertainties": factors,
            "design": dict(laid),
        }
    )


def screen(design: Design, folder: Path, measure: str = "alive_share", workers: int | None = None) -> Screening:
    """Live a Morris design of two regimes into a folder (it may be resumed), and tell what each parameter does."""
    swept, lived = live(design, folder, measure, workers)
    names = sampled_names(design)
    found = [elementary_effects(swept.plan.unit, y, names).assign(target=target) for target, y in lived.items()]
    means = {target: float(y.mean()) for target, y in lived.items()}
    return Screening(pd.concat(found, ignore_index=True), means, 2 * lived[DIFFERENCE].size)


def live(
    design: Design, folder: Path, measure: str = "alive_share", workers: int | None = None
) -> tuple[Sweep, dict[str, Floats]]:
    """Live a design into a folder (it may be resumed); return it, and the measure by target as [point, replicate]."""
    sweep(design, folder, resume=True, workers=workers)
    swept = read_sweep(folder)
    return swept, replicates_of(swept, measure)


def signs(one: ArrayLike, other: ArrayLike) -> NDArray[np.int64]:
    """Return, for each point, whether the first is higher (1) or lower (-1) than the other, or not distinguishable (0).

    Both are [point, replicate], paired; distinguishable means that a paired t-test is significant at 5 %.
    """
    difference = np.asarray(one, float) - np.asarray(other, float)
    count = difference.shape[1]
    error = difference.std(axis=1, ddof=1) / np.sqrt(count)
    mean = difference.mean(axis=1)
    return np.where(np.abs(mean) > stats.t.ppf(0.975, count - 1) * error, np.sign(mean), 0.0).astype(np.int64)


def elementary_effects(unit: ArrayLike, y: ArrayLike, names: Sequence[str]) -> pd.DataFrame:
    """Return Morris's measures of each parameter, with the floor that noise alone would give.

    Parameters
    ----------
    unit
        Points in the unit cube, [point, parameter], trajectory by trajectory, each of (parameters + 1) points.
    y
        What was measured, [point, replicate]; the same replicate has the same luck at every point.
    names
        Of the parameters.

    Notes
    -----
    After Morris (1991) and Campolongo et al. (2007).  An effect d is the mean over replicates of the paired differences
    of two points, divided by the step; its standard error s comes from the same differences.  Were the true effect 0,
    its mean size would be about s sqrt(2 / pi): that, averaged over trajectories, is the floor.
    """
    points, values = np.asarray(unit, float), np.asarray(y, float)
    size = len(names) + 1
    effects: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    for at in range(0, len(points), size):
        for k in range(at, at + size - 1):
            step = points[k + 1] - points[k]
            moved = int(np.argmax(np.abs(step)))
            differences = (values[k + 1] - values[k]) / step[moved]
            error = float(differences.std(ddof=1) / np.sqrt(len(differences)))
            effects[names[moved]].append((float(differences.mean()), error))
    rows = []
    for name, found in effects.items():
        d, s = np.array(found).T
        rows.append(
            {
                "parameter": name,
                "mu_star": float(np.abs(d).mean()),
                "floor": float(np.sqrt(2.0 / np.pi) * s.mean()),
                "mu": float(d.mean()),
                "sigma": float(d.std(ddof=1)) if len(d) > 1 else 0.0,
            }
        )
    return pd.DataFrame(rows)
