"""Which parameters matter: Morris to find the few, then Sobol indices of those, on means over paired replicates."""

import json
import warnings
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.given import folder_of, plain_data, require_functions, true_or_false, whole_number
from experiments.sensitivity_analysis.chance import chance_shares
from experiments.sensitivity_analysis.result import DIFFERENCE, Sensitivity, target_words
from experiments.sweeps.design import Design, Factor
from experiments.sweeps.export import Sweep, read_sweep
from experiments.sweeps.factors import MOST_POINTS
from experiments.sweeps.parse_design import MOST_REPLICATES, checked, parsed_design, read_design
from experiments.sweeps.sampling import problem, sampled_names
from experiments.sweeps.staged import staged
from experiments.sweeps.store import MANIFEST
from experiments.sweeps.sweep import Progress, sweep
from hunt.catalogue.measures import checked_measure
from hunt.catalogue.regimes import read_toml, refuse_others
from hunt.errors import HuntError, shown

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

STUDY = "sensitivity.json"
FIRST, SECOND = "morris", "sobol"
"""The folders of the two steps."""


def sensitivity(
    out: str | Path,
    design: Design | Mapping[str, Any] | str | Path | None = None,
    *,
    measure: str = "alive_share",
    trajectories: int = 10,
    points: int = 128,
    keep: int = 5,
    second_order: bool = False,
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
        Its factors, scenario, regimes, settings, replicates and seed are used, not how it lays points: a range is
        sampled (steps say nothing here), and so is a list, each of its values or words equally likely.  By default
        ``RANGES`` in the default valley, own-product against shared-survival, 10 replicates.
    measure
        The outcome measure.
    trajectories
        Morris trajectories: (parameters + 1) points each.
    points
        Sobol base samples, a power of two: (kept + 2) points each, with second order (2 kept + 2).
    keep
        Number of parameters that go into the second step: those with the largest effects on any target.
    second_order
        Whether pairs of parameters get an index of their own.
    begin
        Called with the number of runs of each step, before it.
    how
        ``resume``, ``executor``, ``workers`` and the like, as of ``sweep``.

    Raises
    ------
    HuntError
        When a number is not allowed, or a run has no such measure.

    Warns
    -----
    UserWarning
        When the measure does not vary, so that there is nothing to explain, or intervals are too wide to rank by.
    """
    folder = folder_of("out", out)
    require_functions(progress=progress, begin=begin)
    second_order = true_or_false("second_order", second_order)
    checked_measure(measure)
    base = study_design(design)
    _validate_sizes(trajectories, points, keep)
    refuse_others(how, HOW, "sensitivity got")
    first = replace(base, kind="morris", points=int(trajectories))
    second = replace(base, kind="saltelli", points=int(points), second_order=second_order)
    checked(first, "Morris")
    swept = _swept(first, folder / FIRST, progress, begin, how)
    kept = _strongest(_first_step(swept, measure), sampled_names(base), int(keep))
    _swept(_only(second, kept), folder / SECOND, progress, begin, how)
    found = _found(folder, measure, measure)
    with staged(folder) as part:
        found.morris.to_csv(part / "morris.csv", index=False)
        found.sobol.to_csv(part / "sobol.csv", index=False)
        if len(found.pairs):
            found.pairs.to_csv(part / "pairs.csv", index=False)
        about = {"what": "sensitivity study", "measure": measure, "kept": kept, "keep": int(keep), "notes": found.notes}
        (part / STUDY).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    for note in found.notes:
        warnings.warn(note, stacklevel=2)
    return found


HOW = ("resume", "executor", "workers", "scheduler", "keep_failed", "tell")


def is_sensitivity(folder: Path) -> bool:
    """Tell whether a folder holds a sensitivity study, finished or not."""
    return (folder / FIRST / MANIFEST).exists()


def read_sensitivity(folder: str | Path, measure: str | None = None) -> Sensitivity:
    """Compute the indices of a finished study from its runs.

    Parameters
    ----------
    folder
        What was given to ``sensitivity`` as ``out``.
    measure
        By default what the study was about.  Of another measure, the second step still has the parameters that
        mattered for the first one.

    Raises
    ------
    HuntError
        When there is no such study, it is not finished, or a run has no such measure.
    """
    place = folder_of("folder", folder)
    studied = _studied(place)
    return _found(place, checked_measure(studied if measure is None else measure), studied)


def _found(place: Path, measure: str, studied: str) -> Sensitivity:
    """Compute the indices of one measure in a study that was made for perhaps another one."""
    steps = []
    for step in (FIRST, SECOND):
        if not (place / step / MANIFEST).exists() or not (one := read_sweep(place / step)).complete:
            raise HuntError(f"The study in {place} is not finished; go on with hunt sensitivity ... --resume.")
        steps.append(one)
    first, second = steps
    kept = tuple(sampled_names(second.design))
    targets = _targets(second, measure)
    morris = _first_step(first, measure)
    constant = tuple(id for id, y in targets.items() if np.ptp(y) == 0.0)
    tables = [_sobol(second.design, kept, target, y) for target, y in targets.items()]
    sobol, pairs = (pd.concat(parts).reset_index(drop=True) for parts in zip(*tables, strict=True))
    notes = [_constant_note(measure, id) for id in constant]
    if not morris["mu_star"].any():
        arbitrary = ", so those kept for the second step are arbitrary" if measure == studied else f" on {measure}"
        notes.append(f"No parameter has any effect in the screening{arbitrary}.")
    samples = second.design.points
    notes += [_unknown_note(measure, row) for row in sobol[sobol["total"].isna()].itertuples()]
    if len(kept) > 1:  # one alone has no rank
        wide = sobol.sort_values("total", ascending=False).drop_duplicates("target")
        notes += [_wide_note(measure, row, samples) for row in wide.itertuples() if row.total_conf > row.total / 2.0]
    return Sensitivity(
        morris,
        sobol,
        measure,
        kept,
        place,
        pairs,
        tuple(notes),
        constant,
        first.design,
        samples,
        studied,
        chance=chance_shares(second, measure),
    )


def _constant_note(measure: str, target: str) -> str:
    return (
        f"There is nothing to explain in {target_words(target, measure)}: it is the same at every point of the second "
        "step; choose another measure, or wider ranges."
    )


def _unknown_note(measure: str, row: Any) -> str:
    return (
        f"The total index of {row.parameter} for {target_words(row.target, measure)} could not be computed; try more "
        "points."
    )


def _wide_note(measure: str, row: Any, points: int) -> str:
    return (
        f"The intervals for {target_words(row.target, measure)} are too wide to rank the parameters (the largest total "
        f"index, of {row.parameter}, is {row.total:.2f} give or take {row.total_conf:.2f}); with {points} points so "
        f"far, try {4 * points}."
    )


def _studied(folder: Path) -> str:
    """Return the measure that a study was about."""
    try:
        return str(json.loads((folder / STUDY).read_text(encoding="utf-8"))["measure"])
    except (OSError, ValueError, KeyError, TypeError):
        return "alive_share"


def _first_step(swept: Sweep, measure: str) -> pd.DataFrame:
    names = sampled_names(swept.design)
    found = pd.concat([_morris(swept, names, target, y) for target, y in _targets(swept, measure).items()])
    return found.reset_index(drop=True)


def _validate_sizes(trajectories: int, points: int, keep: int) -> None:
    whole_number("trajectories", trajectories, 2, 10_000, 10)
    whole_number("keep", keep, 1, 1000, 5)
    whole_number("points", points, 2, MOST_POINTS, 128)
    if points & (points - 1):
        raise HuntError(f"points = {points} is not a power of two, which Sobol needs; try 128.")


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


def study_design(design: Design | Mapping[str, Any] | str | Path | None, runs: int | None = None) -> Design:
    """Return a design in which every factor is sampled; ``runs`` replaces its replicates.

    Raises
    ------
    HuntError
        For a design that cannot be studied.
    """
    if isinstance(design, Design):
        base = design
    else:
        data, name, folder = _data_of(design)
        if folder is None:  # a manifest
            return study_design(read_design(name), runs)
        data.setdefault("regimes", ["own-product", "shared-survival"])
        data.setdefault("runs", 10)
        if "levers" not in data and "uncertainties" not in data:
            data["uncertainties"] = {name: {"low": low, "high": high} for name, (low, high) in RANGES.items()}
        laid = data.pop("design", {})
        if isinstance(laid, dict) and laid.get("kind") == "points":
            raise HuntError(f"{name}: a sensitivity study lays its own points; give ranges, not a file of points.")
        kept = {key: laid[key] for key in ("seed", "levels") if isinstance(laid, dict) and key in laid}
        for which in ("levers", "uncertainties"):
            data[which] = _without_steps(data.get(which, {}))
        for which in ("stop", "series", "measures"):  # a study is about one measure of the project
            data.pop(which, None)
        base = parsed_design({**data, "design": {"kind": "morris", "trajectories": 2} | kept}, name, folder)
    base = replace(
        base,
        levers={name: _drawn(name, one) for name, one in base.levers.items()},
        uncertainties={name: _drawn(name, one) for name, one in base.uncertainties.items()},
        stop=None,
        series=None,
        measures=None,
        runs=base.runs if runs is None else whole_number("runs", runs, 1, MOST_REPLICATES, 10),
    )
    if len(base.factors) < 2:
        raise HuntError(
            "A sensitivity study needs two factors or more, as in small_game = { low = 0.6, high = 2.4 }; with one, "
            "sweep it and look."
        )
    if len(base.scenarios) > 1:
        raise HuntError("A sensitivity study is of one scenario; name one.")
    return base


def _data_of(design: Mapping[str, Any] | str | Path | None) -> tuple[dict[str, Any], str, Path | None]:
    """Return a design as plain data, its name and the folder of its files; no folder where it has to be read whole."""
    given = plain_data({} if design is None else design)
    if isinstance(given, str):
        path = Path(given)
        return (read_toml(path), path.name, path.parent) if path.suffix == ".toml" else ({}, given, None)
    if not isinstance(given, dict):
        raise HuntError(f"design = {shown(design)} is no design: give a table with ranges, or a file.")
    return given, "the design", Path()


def _without_steps(table: Any) -> Any:
    """Return ranges without their steps, which are for designs that list values."""
    if not isinstance(table, dict):
        return table
    return {
        name: {key: value for key, value in one.items() if key != "steps"} if isinstance(one, dict) else one
        for name, one in table.items()
    }


def _drawn(name: str, one: Factor) -> Factor:
    """Return a factor that is sampled: a range, or values of which each is equally likely."""
    if len(one.values) == 1:
        raise HuntError(f"{name} has one value only, so nothing depends on it here; write it into [settings].")
    return replace(one, drawn=True) if one.values else one


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
    table = swept.columns("point", "regime", measure, "error")
    failed = int(table["error"].notna().sum())
    if failed:
        why = table["error"].dropna().iloc[0]
        raise HuntError(
            f"{failed} runs in {swept.store.folder} failed ({why}); add --resume to try them again. Combinations "
            "that are not allowed need other ranges."
        )
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


def _sobol(
    design: Design, names: tuple[str, ...], target: str, y: NDArray[np.float64]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the indices of each parameter, and of each pair where the design has the points for that."""
    from SALib.analyze import sobol

    nothing = np.zeros(len(names))
    found = {"S1": nothing, "S1_conf": nothing, "ST": nothing, "ST_conf": nothing}
    found |= {"S2": np.zeros((len(names), len(names))), "S2_conf": np.zeros((len(names), len(names)))}
    if np.ptp(y) > 0.0:  # else nothing varies, and there is nothing to explain
        found |= sobol.analyze(problem(list(names)), y, calc_second_order=design.second_order, seed=1)
    alone = pd.DataFrame(
        {
            "target": target,
            "parameter": names,
            "first": np.asarray(found["S1"], float),
            "first_conf": np.asarray(found["S1_conf"], float),
            "total": np.asarray(found["ST"], float),
            "total_conf": np.asarray(found["ST_conf"], float),
        }
    )
    pairs = [
        {
            "target": target,
            "parameter": names[i],
            "other": names[j],
            "index": float(found["S2"][i][j]),
            "conf": float(found["S2_conf"][i][j]),
        }
        for i in range(len(names) if design.second_order else 0)
        for j in range(i + 1, len(names))
    ]
    return alone, pd.DataFrame(pairs, columns=["target", "parameter", "other", "index", "conf"])
