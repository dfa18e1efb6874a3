"""Where a result flips: the paired difference of two regimes at every point of a sweep, each with its interval."""

from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from experiments.statistics.estimates import mean_interval, paired_difference
from experiments.sweeps.export import Sweep, read_sweep
from hunt.catalogue.measures import checked_measure
from hunt.errors import HuntError, shown

Table = TypeVar("Table", pd.DataFrame, "pd.Series[float]")


def as_sweep(sweep: Sweep | str | Path) -> Sweep:
    """Return an opened sweep."""
    return sweep if isinstance(sweep, Sweep) else read_sweep(sweep)


def means(sweep: Sweep | str | Path, measure: str = "alive_share") -> pd.DataFrame:
    """Return the mean of a measure in every cell, with its interval.

    Returns
    -------
    pandas.DataFrame
        One row per point, scenario and regime: ``point``, the factors, ``scenario``, ``regime``, ``runs`` in which the
        measure is a finite number, ``estimate``, ``low`` and ``high`` (BCa, 95 %).  Cells with fewer than two such runs
        have no row.
    """
    opened = as_sweep(sweep)
    _require(measure, opened)
    factors = list(opened.design.factors)
    table = opened.columns("point", *factors, "scenario", "regime", measure)
    rows = []
    for (point, scenario, regime), cell in table.groupby(["point", "scenario", "regime"], observed=True, sort=False):
        values = finite(cell[measure]).to_numpy()
        if len(values) > 1:
            where = {name: cell[name].iloc[0] for name in factors}
            rows.append(
                {"point": point, **where, "scenario": str(scenario), "regime": str(regime), "runs": len(values)}
                | mean_interval(values)._asdict()
            )
    return pd.DataFrame(rows)


def finite(values: Table) -> Table:
    """Return the numbers of a column, or the rows of a table in which all are; what is infinite or NaN is left out."""
    return values.astype(float).replace([np.inf, -np.inf], np.nan).dropna()


def regime_map(
    sweep: Sweep | str | Path, measure: str = "alive_share", first: str | None = None, second: str | None = None
) -> pd.DataFrame:
    """Return the difference of two regimes at every point, over pairs of runs with one seed.

    Parameters
    ----------
    sweep
        An opened sweep or its folder; its seeds must be shared by the regimes.
    measure
        Any outcome that is a number.
    first, second
        Regimes; by default the first two of the design.

    Returns
    -------
    pandas.DataFrame
        One row per point and scenario: ``point``, the factors, ``scenario``, ``pairs`` (in which both are finite
        numbers), ``estimate`` (first less second), ``low``, ``high`` (BCa, 95 %) and ``verdict``: "higher", "lower" or
        "too close to call".

    Raises
    ------
    HuntError
        For an unknown measure or regime, or a design with independent seeds or one regime only.
    """
    opened = as_sweep(sweep)
    _require(measure, opened)
    design = opened.design
    if len(design.regimes) < 2:
        raise HuntError(f"A map compares two regimes, and this sweep has only {design.regimes[0]}.")
    if design.pairing == "independent":
        raise HuntError('The runs of this sweep are not paired: its design says seeds = "independent".')
    first = design.regimes[0] if first is None else first
    second = next(one for one in design.regimes if one != first) if second is None else second
    for one in (first, second):
        if not isinstance(one, str) or one not in design.regimes:
            raise HuntError(f"The sweep has no regime {shown(one)}; it has {', '.join(design.regimes)}.")
    if first == second:
        raise HuntError(f"first and second are both {first}; name two different regimes.")
    factors = list(design.factors)
    table = opened.columns("point", *factors, "scenario", "regime", "run", measure)
    table = table[table["regime"].isin([first, second])]
    rows = []
    for (point, scenario), cell in table.groupby(["point", "scenario"], observed=True, sort=False):
        sides = cell.pivot_table(index="run", columns="regime", values=measure, observed=True, aggfunc="first")
        if not {first, second} <= set(sides):
            continue
        pairs = finite(sides[[first, second]])
        if len(pairs) < 2:
            continue
        found = paired_difference(pairs[first].to_numpy(), pairs[second].to_numpy())
        where: dict[str, Any] = {name: cell[name].iloc[0] for name in factors}
        rows.append(
            {"point": point, **where, "scenario": str(scenario), "pairs": len(pairs)}
            | found._asdict()
            | {"verdict": verdict(found.low, found.high)}
        )
    return pd.DataFrame(rows)


def verdict(low: float, high: float) -> str:
    """Say in a word what an interval of first minus second means."""
    return "lower" if high < 0.0 else "higher" if low > 0.0 else "too close to call"


def all_maps(sweep: Sweep | str | Path, measure: str = "alive_share") -> dict[str, pd.DataFrame]:
    """Return the map of the first regime of a design against each of the others, by the other; see `regime_map`."""
    opened = as_sweep(sweep)
    return {other: regime_map(opened, measure, second=other) for other in opened.design.regimes[1:]}


def flips(found: pd.DataFrame, factor: str, others: list[str]) -> pd.DataFrame:
    """Return between which neighbouring values of a factor a clear sign turns into the other one.

    Parameters
    ----------
    found
        A regime map.
    factor, others
        Along which factor, and which ones are held.

    Returns
    -------
    pandas.DataFrame
        One row per flip: the others, ``below``, ``above`` (values of the factor with clear and opposite signs, nothing
        clear between them).
    """
    rows = []
    groups = found.groupby(["scenario", *others], sort=False, observed=True)
    for key, line in groups:
        clear = line[line["verdict"] != "too close to call"].sort_values(factor)
        signs, values = clear["verdict"].tolist(), clear[factor].tolist()
        for k in range(len(signs) - 1):
            if signs[k] != signs[k + 1]:
                rows.append(
                    dict(zip(["scenario", *others], key, strict=True))
                    | {"below": values[k], "above": values[k + 1], "turns": signs[k + 1]}
                )
    return pd.DataFrame(rows, columns=["scenario", *others, "below", "above", "turns"])


def _require(measure: str, sweep: Sweep) -> None:
    checked_measure(measure, sweep.design.own_names)
