"""Averages over the points of a sweep, with intervals whose unit is the band."""

import math
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from experiments.statistics.estimates import Interval, mean_interval
from experiments.sweeps.export import Sweep


def over_the_design(sweep: Sweep, cells: pd.DataFrame, column: str) -> Interval | None:
    """Return the mean of a column over all points, with a 95 % interval.

    Where all points share their seeds, a run with its luck is the unit: it is averaged over the points first, or
    resampled whole where some points have no such number.  Where they do not, each point has its own spread.
    """
    known = cells[np.isfinite(cells[column].astype(float))]
    if sweep.design.pairing == "paired" and sweep.design.stop is None and len(known):
        grid = known.pivot_table(index="point", columns="run", values=column, aggfunc="mean").to_numpy(float)
        if grid.shape[1] < 2:
            return None
        return _over_gaps(grid) if np.isnan(grid).any() else mean_interval(grid.mean(axis=0))
    per_point = known.groupby("point")[column].agg(["mean", "var", "size"])
    per_point = per_point[per_point["size"] > 1]
    if per_point.empty:
        return None
    error = math.sqrt(float((per_point["var"] / per_point["size"]).sum())) / len(per_point)
    middle, z = float(per_point["mean"].mean()), float(stats.norm.ppf(0.975))
    return Interval(middle, middle - z * error, middle + z * error)


def _over_gaps(grid: np.ndarray[Any, Any], draws: int = 200) -> Interval:
    """Return the mean over points of a table with gaps, [point, run]; whole runs are resampled."""
    known, filled = np.isfinite(grid).astype(float), np.nan_to_num(grid)
    times = np.random.default_rng(0).multinomial(grid.shape[1], np.full(grid.shape[1], 1 / grid.shape[1]), size=draws)
    times = np.vstack([np.ones(grid.shape[1]), times]).T
    with np.errstate(invalid="ignore"):
        means_ = np.nanmean((filled @ times) / (known @ times), axis=0)
    low, high = np.quantile(means_[1:], [0.025, 0.975])
    return Interval(float(means_[0]), float(low), float(high))


def differences(table: pd.DataFrame, first: str, second: str, column: str) -> pd.DataFrame:
    """Return the paired differences of two regimes: point, run, and the column."""
    sides = [
        table[table["regime"] == id].set_index(["scenario", "point", "run"])[column].astype(float)
        for id in (first, second)
    ]
    return (sides[0] - sides[1]).dropna().rename(column).reset_index()


def measured(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with the derived measures added."""
    return table.assign(
        extinct=(table["alive"] == 0).astype(float),
        food_per_head=table["eaten"].astype(float) / table["days_lived"].astype(float).clip(lower=1.0),
    )
