"""The part of a report that shows the daily series of a sweep: median and 5 to 95 % of the runs, by regime."""

import numpy as np
import pandas as pd

from experiments.figures.daily_bands import daily_bands
from experiments.reports.story import Part, Picture
from experiments.sweeps.daily_series import says_of
from experiments.sweeps.export import Sweep

QUANTILES = {"low": 0.05, "median": 0.5, "high": 0.95}
MOST_VALUES = 20_000_000
"""A series with more values is not read: quantiles need all of them at once."""


def bands_by_day(series: pd.DataFrame, measure: str) -> dict[str, pd.DataFrame]:
    """Return median and 5 to 95 % of the runs by day, for each regime.

    Parameters
    ----------
    series
        A daily series, as ``read_sweep(folder).series``.
    measure
        One of its numbers.

    Returns
    -------
    dict of str to pandas.DataFrame
        By regime, one row per day on which any run has the number: ``day``, ``low``, ``median`` and ``high``.
    """
    found = {}
    for regime, rows in series.groupby("regime", observed=True, sort=False):
        by_day = rows.groupby("day")[measure].quantile(list(QUANTILES.values())).unstack()
        by_day.columns = list(QUANTILES)
        by_day = by_day.dropna().reset_index()
        if len(by_day):
            found[str(regime)] = by_day
    return found


def daily_parts(sweep: Sweep) -> list[Part]:
    """Return one part with a figure for each number that the sweep keeps by day, in each scenario."""
    design = sweep.design
    if design.series is None or not sweep.done:
        return []
    days = max(one.days for one in design.arms.values())
    if sweep.plan.all_rows() * (days // design.series.every + 1) > MOST_VALUES:
        return [Part("By day", ["The daily series is too large to be drawn here; the files in series/ have it."])]
    series, pictures = sweep.series, []
    days = max(days, int(series["day"].max()) + 1) if len(series) else days
    for k, place in enumerate(design.scenarios):
        here = series[series["scenario"] == place]
        where = f" in {place}" if len(design.scenarios) > 1 else ""
        for measure in design.series.numbers:
            bands = bands_by_day(here, measure)
            if not bands:
                continue
            over = "all points together" if sweep.plan.points > 1 else "one point"
            figure = daily_bands(bands, f"{measure} by day{where}, {over}", says_of(measure, design.measures), days)
            pictures.append(Picture(f"day-{measure}-{k}", figure, _sentence(bands, measure, where)))
    if not pictures:
        return []
    note = "A run without such a number on a day, such as trust once nobody is left, is left out on that day."
    return [Part("By day", pictures=pictures, note=note)]


def _sentence(bands: dict[str, pd.DataFrame], measure: str, where: str) -> str:
    ends = []
    for id, band in bands.items():
        low, median, high = (_short(band[name].iloc[-1]) for name in QUANTILES)
        ends.append(f"{median} ({low} to {high}) under {id}")
    day = max(int(band["day"].iloc[-1]) for band in bands.values())
    return f"On day {day}{where} the median of {measure}, with 5 to 95 % of the runs, is {' and '.join(ends)}."


def _short(value: float) -> str:
    return f"{np.round(value, 2) + 0.0:.3g}"
