"""The scissors chart: KPI and store by day in the same runs."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from experiments.figures import palette
from experiments.figures.days import daily_values, last_number, season_strip, shade_winters
from experiments.figures.layout import (
    HEADING,
    INNER,
    TICKS,
    TIME_AXIS,
    FloatArray,
    new_page,
    percent_axis,
    refuse_empty,
)
from experiments.figures.line_labels import _label_heights, draw_line, label_column, label_ends, line_end
from experiments.figures.palette import Style

Lines = dict[str, FloatArray]


def scissors(
    kpi: Mapping[str, ArrayLike],
    store: Mapping[str, ArrayLike],
    title: str,
    *,
    words: Mapping[str, str] | None = None,
    note: str = "Both panels show the same runs.",
) -> Figure:
    """KPI attainment above, store below, by day, one line per regime.

    Two panels with one unit each, rather than two scales in one panel, which can be made to cross anywhere.

    Parameters
    ----------
    kpi : mapping of str to array_like, shape (days,)
        By regime, KPI attainment of each day in percent.
    store : mapping of str to array_like, shape (days,)
        By regime, store of each day in days of food per person. NaN (in `kpi` too) once nobody is left.
    title, words, note
        As in `survival_curves`.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If the two mappings hold different regimes or lines of different lengths, or a line holds no number or one
        below 0.
    """
    refuse_empty("kpi", kpi)
    looks = palette.styles(kpi)
    met, food, days = _daily_lines(kpi, store)
    met_ends = [line_end(regime, *last_number(line), "%", looks[regime], words) for regime, line in met.items()]
    food_ends = [line_end(regime, *last_number(line), "days", looks[regime], words) for regime, line in food.items()]
    height = max(2.0, _label_heights(met_ends).sum(), _label_heights(food_ends).sum())
    width = INNER - TICKS - label_column(met_ends + food_ends)
    page = new_page(title, note, 2 * (HEADING + height) + 0.25 + TIME_AXIS)
    upper = page.panel(TICKS, TIME_AXIS + height + HEADING + 0.25, width, height, "KPIs met")
    lower = page.panel(TICKS, TIME_AXIS, width, height, "store, in days of food per head")
    for axes, lines, ends, least in ((upper, met, met_ends, 100.0), (lower, food, food_ends, 1.0)):
        _draw_lines(axes, lines, looks, least)
        label_ends(page, axes, ends)
    percent_axis(upper)
    upper.set_xticks([])
    lower.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    shade_winters(upper, days)
    season_strip(page, lower, days)
    return page.figure


def _daily_lines(kpi: Mapping[str, ArrayLike], store: Mapping[str, ArrayLike]) -> tuple[Lines, Lines, int]:
    """Lines of KPI and store by regime, checked, and their length in days."""
    if set(kpi) != set(store):
        raise ValueError(f"kpi has the regimes {sorted(kpi)} and store has {sorted(store)}: they must be the same.")
    met = {regime: daily_values(f"kpi of {regime}", kpi[regime]) for regime in kpi}
    food = {regime: daily_values(f"store of {regime}", store[regime]) for regime in kpi}
    lengths = sorted({len(line) for line in [*met.values(), *food.values()]})
    if len(lengths) > 1:
        raise ValueError(f"the lines are {lengths} days long: all must have the same length.")
    return met, food, lengths[0]


def _draw_lines(axes: Axes, lines: Lines, looks: Mapping[str, Style], least: float) -> None:
    """Draw one line per regime, on a scale that reaches at least to `least`."""
    days = len(next(iter(lines.values())))
    highest = max(least, *(float(np.nanmax(line)) for line in lines.values()))
    axes.set(xlim=(0, days), ylim=(0, 1.05 * highest))
    for regime, line in lines.items():
        draw_line(axes, np.arange(days), line, looks[regime])
