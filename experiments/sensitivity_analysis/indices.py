"""Which parameters matter: Morris to find the few, then Sobol indices of those, on means over paired replicates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.sweeps.design import Design
from experiments.sweeps.export import Sweep, read_sweep
from experiments.sweeps.parse_design import checked, design_of
from experiments.sweeps.sampling import problem, sampled_names
from experiments.sweeps.sweep import Progress, sweep
from hunt.catalogue.measures import checked_measure
from hunt.errors import HuntError

RANGES: dict[str, tuple[float, float]] = {
    "small_game": (0.6, 2.0),
    "winter": (0.0, 1.4),
    "volatility": (0.0, 1.0),
    "herds": (6, 36),
    "alignment": (0.0, 1.0),
    "needed": (2, 8),
    "kappa": (0.0, 3.0),
    "start_trust": (0.03, 0.8),
    "specialisation": (0.0, 1.0),
    "pooled": (0.0, 1.0),
    "strike_odds": (0.3, 0.9),
    "injury": (0.0, 0.03),
}
"""Factors used unless a design says otherwise: the parameters most guessed at and most argued about."""

DIFFERENCE = "difference"


@dataclass(frozen=True)
class Sensitivity:
    """The result.

    Attributes
    ----------
    morris
        One row per target (a regime, or the difference of the first two) and parameter: ``mu_star`` (mean absolute
        effect of going through the range), ``conf`` (its 95 % half-width), ``mu`` and ``sigma``.
    sobol
        One row per target and parameter: ``first`` (share of the variance it explains alone) and ``total`` (and
        together with others), each with a 95 % half-width, ``first_conf`` and ``total_conf``.
    measure, kept
        What was measured, and the parameters that went into the second step.
    """

    morris: pd.DataFrame
    sobol: pd.DataFrame
    measure: str
    kept: tuple[str, ...]
    folder: Path


def sensitivity(
    out: str | Path,
    design: Design | Mapping[str, Any] | None = None,
    *,
    measure: str = "alive_share",
    trajectories: int = 10,
    points: int = 32,
    keep: int = 5,
    progress: Progress | None = None,
    begin: Callable[[int], None] | None = None,
    **how: Any,
) -> Sensitivity:
    """Screen many parameters by Morris, then split the variance of the few that matter by Sobol.

    Parameters
    ----------
    out
        Folder; the two sweeps lie in ``morris`` and ``sobol`` under it, and may be resumed.
    design
        Its ranges, scenario, regimes, settings, replicates and seed are used; by default ``RANGES`` in the default
        valley, own-product against shared-survival, 10 replicates.
    measure
        The outcome measure.
    trajectories
        Morris trajectories: (parameters + 1) points each.
    points
        Sobol base samples, a power of two: (kept + 2) points each.
    keep
        Number of parameters that go into the second step: those with the largest effects on any target.
    begin
        Called with the number of runs of each step, before it.
    how
        ``resume``, ``executor``, ``workers`` and the like, as of ``sweep``.

    Raises
    ------
    HuntError
        When SALib is missing, a number is not allowed, or a run has no such measure.
    """
    _salib()
    folder = Path(out)
    checked_measure(measure)
    base = _base(design)
    names = sampled_names(base)
    _validate_sizes(points, keep)
    first = replace(base, kind="morris", points=trajectories)
    second = replace(base, kind="saltelli", points=points)
    checked(first, "Morris")
    swept = _swept(first, folder / "morris", progress, begin, how)
    morris = pd.concat([_morris(swept, names, target, y) for target, y in _targets(swept, measure).items()])
    kept = _strongest(morris, names, keep)
    swept = _swept(_only(second, kept), folder / "sobol", progress, begin, how)
    sobol = pd.concat([_sobol(kept, target, y) for target, y in _targets(swept, measure).items()])
    found = Sensitivity(morris.reset_index(drop=True), sobol.reset_index(drop=True), measure, kept, folder)
    found.morris.to_csv(folder / "morris.csv", index=False)
    found.sobol.to_csv(folder / "sobol.csv", index=False)
    return found


def _validate_sizes(points: int, keep: int) -> None:
    if not keep >= 1:
        raise HuntError(f"keep = {keep} is not allowed: it must be at least 1; try 5.")
    if points < 2 or points & (points - 1):
        raise HuntError(f"points = {points} is not a power of two, which Sobol needs; try 32.")


def _strongest(morris: pd.DataFrame, names: list[str], keep: int) -> tuple[str, ...]:
    """Return the parameters with the largest effects on any target."""
    effects = morris.groupby("parameter")["mu_star"].max().sort_values(ascending=False, kind="stable")
    return tuple(name for name in names if name in set(effects.index[:keep]))


def _only(design: Design, kept: tuple[str, ...]) -> Design:
    """Return a design that varies these parameters only."""
    return replace(
        design,
        levers={name: one for name, one in design.levers.items() if name in kept or not one.sampled},
        uncertainties={name: one for name, one in design.uncertainties.items() if name in kept or not one.sampled},
    )


def _salib() -> None:
    try:
        import SALib  # noqa: F401
    except ImportError:
        raise HuntError(
            "hunt sensitivity needs SALib, which is not installed; pip install -e '.[sensitivity]'."
        ) from None


def _base(design: Design | Mapping[str, Any] | None) -> Design:
    if isinstance(design, Design):
        base = design
    else:
        data = dict(design or {})
        data.setdefault("regimes", ["own-product", "shared-survival"])
        data.setdefault("runs", 10)
        if "levers" not in data and "uncertainties" not in data:
            data["uncertainties"] = {name: {"low": low, "high": high} for name, (low, high) in RANGES.items()}
        base = design_of({**data, "design": {"kind": "latin-hypercube", "points": 2}})
    if any(not one.sampled for one in base.factors.values()) or not base.factors:
        raise HuntError("A sensitivity study needs ranges only; write small_game = { low = 0.6, high = 2.4 }.")
    if len(base.factors) < 2:
        raise HuntError("A sensitivity study needs two ranges or more; with one, sweep it and look.")
    if base.stop is not None or base.series is not None:
        base = replace(base, stop=None, series=None)
    if len(base.scenarios) > 1:
        raise HuntError("A sensitivity study is of one scenario; name one.")
    return base


def _swept(
    design: Design, folder: Path, progress: Progress | None, begin: Callable[[int], None] | None, how: dict[str, Any]
) -> Sweep:
    from experiments.sweeps.plan import Plan

    if begin is not None:
        begin(Plan(design).all_rows())
    sweep(design, folder, progress=progress, **how)
    return read_sweep(folder)


def _targets(swept: Sweep, measure: str) -> dict[str, NDArray[np.float64]]:
    """Return what is explained, by point: the mean of each regime, and the difference of the first two."""
    table = swept.columns("point", "regime", measure)
    if table[measure].isna().any():
        raise HuntError(f"Some runs have no {measure}; choose a measure that every band has, such as alive_share.")
    mean = table.groupby(["point", "regime"], observed=True)[measure].mean().unstack()
    targets = {id: mean[id].to_numpy(float) for id in swept.design.regimes}
    if len(targets) > 1:
        one, other = swept.design.regimes[:2]
        targets[DIFFERENCE] = targets[one] - targets[other]
    return targets


def _morris(swept: Sweep, names: list[str], target: str, y: NDArray[np.float64]) -> pd.DataFrame:
    from SALib.analyze import morris

    found = morris.analyze(
        problem(names), swept.plan.unit, y, num_levels=swept.design.levels, seed=swept.design.sampling_seed
    )
    return pd.DataFrame(
        {
            "target": target,
            "parameter": names,
            "mu_star": np.asarray(found["mu_star"], float),
            "conf": np.asarray(found["mu_star_conf"], float),
            "mu": np.asarray(found["mu"], float),
            "sigma": np.asarray(found["sigma"], float),
        }
    )


def _sobol(names: tuple[str, ...], target: str, y: NDArray[np.float64]) -> pd.DataFrame:
    from SALib.analyze import sobol

    if np.ptp(y) == 0.0:  # nothing varies, so there is nothing to explain
        nothing = np.zeros(len(names))
        found = {"S1": nothing, "S1_conf": nothing, "ST": nothing, "ST_conf": nothing}
    else:
        found = sobol.analyze(problem(list(names)), y, calc_second_order=False, seed=1)
    return pd.DataFrame(
        {
            "target": target,
            "parameter": names,
            "first": np.asarray(found["S1"], float),
            "first_conf": np.asarray(found["S1_conf"], float),
            "total": np.asarray(found["ST"], float),
            "total_conf": np.asarray(found["ST_conf"], float),
        }
    )
