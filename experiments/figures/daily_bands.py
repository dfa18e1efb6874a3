"""A number by day over many runs: the median as a line, 5 to 95 % of the runs as a band, one of each per regime."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from experiments.figures import palette
from experiments.figures.days import season_strip
from experiments.figures.layout import (
    HEADING,
    INNER,
    LABEL,
    LABEL_WIDTH,
    TICKS,
    TIME_AXIS,
    name_of,
    new_page,
    refuse_below_one,
    refuse_empty,
    wrap,
)
from experiments.figures.line_labels import LineEnd, _label_heights, draw_line, label_column, label_ends

COLUMNS = ("day", "low", "median", "high")


def daily_bands(
    bands: Mapping[str, pd.DataFrame],
    title: str,
    heading: str,
    days: int,
    *,
    words: Mapping[str, str] | None = None,
    note: str = "Lines: median run of each day. Shaded: 5 to 95 % of the runs.",
) -> Figure:
    """Draw the median and a band of a number by day, one line per regime.

    Parameters
    ----------
    bands
        By regime, a table with the columns ``day`` (from 0), ``low``, ``median`` and ``high``, one row per
        day recorded.
    title, heading
        What the figure shows, and what the number is, with its unit.
    days
        Length of the time axis.
    words, note
        As in `survival_curves`.

    Raises
    ------
    ValueError
        If there is no band, or one lacks a column or a number.
    """
    refuse_empty("bands", bands)
    refuse_below_one("days", days)
    looks, ends = palette.styles(bands), []
    for regime, band in bands.items():
        if not set(COLUMNS) <= set(band) or band.empty or not np.isfinite(band[list(COLUMNS)].to_numpy(float)).all():
            raise ValueError(f"the band of {regime} needs finite numbers in the columns {', '.join(COLUMNS)}.")
        last = band.iloc[-1]
        label = wrap(f"{name_of(regime, words)} {last['median'] + 0.0:.3g}", LABEL_WIDTH, LABEL)
        ends.append(LineEnd(float(last["day"]) + 1.0, float(last["median"]), label, looks[regime]))
    lowest = min(0.0, *(float(band["low"].min()) for band in bands.values()))
    highest = max(float(band["high"].max()) for band in bands.values())
    height = max(3.7, _label_heights(ends).sum())
    page = new_page(title, note, HEADING + height + TIME_AXIS)
    axes = page.panel(TICKS, TIME_AXIS, INNER - TICKS - label_column(ends), height, heading)
    axes.set(xlim=(0, days), ylim=(1.05 * lowest, 1.05 * highest if highest > lowest else lowest + 1.0))
    for regime, band in bands.items():
        alpha = 0.1 if looks[regime].colour == palette.GREY else 0.18
        axes.fill_between(
            band["day"] + 1.0, band["low"], band["high"], color=looks[regime].colour, alpha=alpha, linewidth=0
        )
        for edge in ("low", "high"):  # where bands lie on each other, their edges still tell them apart
            axes.plot(
                band["day"] + 1.0, band[edge], color=looks[regime].colour, linestyle=looks[regime].dash, linewidth=0.8
            )
    for regime, band in bands.items():
        draw_line(axes, band["day"] + 1.0, band["median"], looks[regime])
    label_ends(page, axes, ends)
    season_strip(page, axes, days)
    return page.figure
