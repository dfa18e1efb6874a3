"""The survival chart: hunters alive by day."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.figures import palette
from experiments.figures.days import season_strip
from experiments.figures.layout import (
    HEADING,
    INNER,
    TICKS,
    TIME_AXIS,
    new_page,
    percent_axis,
    refuse_below_one,
    refuse_empty,
)
from experiments.figures.line_labels import _label_heights, draw_line, label_column, label_ends, line_end


def survival_curves(
    curves: Mapping[str, pd.DataFrame],
    title: str,
    days: int = 360,
    *,
    words: Mapping[str, str] | None = None,
    note: str = "Shaded: pointwise confidence band, whole bands resampled.",
) -> Figure:
    """Share of hunters alive by day, one line per regime.

    Parameters
    ----------
    curves : mapping of str to pandas.DataFrame
        By regime, a table with columns ``day``, ``alive``, ``low`` and ``high`` (shares from 0 to 1), as
        `measures.band_survival_curve` gives it.
    title : str
        What the figure shows, as a sentence.
    days : int
        Length of the time axis in days; it begins on the first day of spring.
    words : mapping of str to str, optional
        Plain words for regime ids; an id without an entry is shown as it is.
    note : str
        Second sentence of the caption, after "Model world."

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If there is no curve, or one lacks a column or rows, contains anything but shares, or runs past `days`.
    """
    refuse_empty("curves", curves)
    refuse_below_one("days", days)
    looks = palette.styles(curves)
    ends = []
    for regime, curve in curves.items():
        _refuse_unsound(regime, curve, days)
        last = curve.iloc[-1]
        ends.append(line_end(regime, float(last["day"]), 100 * float(last["alive"]), "%", looks[regime], words))

    height = max(3.7, _label_heights(ends).sum())
    page = new_page(title, note, HEADING + height + TIME_AXIS)
    axes = page.panel(TICKS, TIME_AXIS, INNER - TICKS - label_column(ends), height, "hunters alive")
    axes.set(xlim=(0, days), ylim=(0, 103))
    percent_axis(axes)
    for regime, curve in curves.items():
        _shade_interval(axes, curve, looks[regime].colour)
    for regime, curve in curves.items():
        draw_line(axes, curve["day"], 100 * curve["alive"], looks[regime])
    label_ends(page, axes, ends)
    season_strip(page, axes, days)
    return page.figure


def _refuse_unsound(regime: str, curve: pd.DataFrame, days: int) -> None:
    """Refuse a curve that lacks columns or rows, has other values than shares, or is too long."""
    missing = [column for column in ("day", "alive", "low", "high") if column not in curve]
    if missing or len(curve) == 0:
        raise ValueError(f"the curve of {regime} has {len(curve)} rows and lacks the columns {missing}.")
    shares = curve[["alive", "low", "high"]].to_numpy()
    if not np.all((shares >= 0) & (shares <= 1)):
        raise ValueError(f"the curve of {regime} runs from {shares.min()} to {shares.max()}: shares are 0 to 1.")
    last = curve["day"].iloc[-1]
    if last > days:
        raise ValueError(f"the curve of {regime} runs to day {last:.0f}, past the {days} days of the axis.")


def _shade_interval(axes: Axes, curve: pd.DataFrame, colour: str) -> None:
    """Shade the confidence band of a curve."""
    alpha = 0.1 if colour == palette.GREY else 0.18
    axes.fill_between(curve["day"], 100 * curve["low"], 100 * curve["high"], color=colour, alpha=alpha, linewidth=0)
