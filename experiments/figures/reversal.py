"""Where the result reverses: the difference between two arms along one parameter."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from experiments.figures import palette
from experiments.figures.layout import (
    INNER,
    LABEL,
    LINE,
    SMALL,
    FloatArray,
    count_lines,
    name_of,
    new_page,
    refuse_empty,
    text_width,
    wrap,
    write_text,
)
from experiments.figures.line_labels import draw_mark
from experiments.figures.palette import Style
from experiments.statistics.estimates import verdict

ROW: Final = 0.48
"""Height of a row of the flip chart."""

UNCLEAR: Final = Style(palette.PAPER, "solid", "D")
"""An estimate whose interval includes zero: an empty diamond."""


def reversal(
    points: Mapping[float, tuple[float, float, float]],
    parameter: str,
    title: str,
    *,
    measure: str = "difference in share of hunters alive",
    higher: str = "shared-survival",
    lower: str = "own-product",
    words: Mapping[str, str] | None = None,
    note: str = "Lines: confidence intervals of the paired difference.",
) -> Figure:
    """Where the result flips: a paired difference with its interval, along the values of one parameter.

    Parameters
    ----------
    points : mapping of float to (estimate, low, high)
        By value of the parameter, the difference of `higher` minus `lower` as `measures.paired_difference` gives it.
    parameter : str
        Name of the parameter, with its unit.
    title, words, note
        As in `survival_curves`.
    measure : str
        What differs, with its unit.
    higher, lower : str
        Regimes that do better right and left of zero.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If there is no point, or an estimate does not lie within its limits.

    Notes
    -----
    Rows whose interval touches or nearly touches zero are shaded as unclear. Where the clear results on both sides of
    such rows, or in two neighbouring rows, have opposite signs, the shade says between which values the result flips.
    """
    values = sorted(points)
    rows = _checked_rows(points, values, parameter)
    named, numbers = _alike(values), _in_words(rows)
    regions = _regions(named, rows)
    columns = _columns(named, numbers, regions)
    left, width, height, axis = columns.left, columns.width, ROW * len(values), 0.6
    worse, better = _directions(name_of(lower, words), name_of(higher, words), width / 2 - 0.1)
    directions = max(count_lines(worse), count_lines(better)) * SMALL * LINE + 0.1

    page = new_page(title, note, axis + height + 0.1 + directions + LABEL * LINE)
    page.write(0, axis + height + 0.1 + directions, parameter, weight="bold")
    page.write(left, axis + height + 0.1, worse, fontsize=SMALL)
    page.write(left + width, axis + height + 0.1, better, fontsize=SMALL, ha="right")
    page.write(left, 0, measure)
    axes = page.panel(left, axis, width, height)
    _difference_axes(axes, named, rows)
    _shade_regions(axes, regions, columns)
    _draw_rows(axes, rows, higher, lower)
    _write_numbers(axes, numbers, width)
    return page.figure


SIGNS: Final = {"higher": 1, "lower": -1, "unclear": 0}


def _checked_rows(
    points: Mapping[float, tuple[float, float, float]], values: Sequence[float], parameter: str
) -> FloatArray:
    """Rows of (estimate, low, high), at least one, each estimate within its limits."""
    refuse_empty("points", points)
    rows = np.array([points[value] for value in values], dtype=np.float64)
    for value, row in zip(values, rows, strict=True):
        if not (np.all(np.isfinite(row)) and row[1] <= row[0] <= row[2]):
            raise ValueError(
                f"at {parameter} = {value:g} the estimate {row[0]:g} is not within {row[1]:g} to {row[2]:g}."
            )
    return rows


def _directions(lower: str, higher: str, width: float) -> tuple[str, str]:
    """Which regime does better left and right of zero."""
    worse = f"\N{LEFTWARDS ARROW}\N{NO-BREAK SPACE}favours {lower}"
    better = f"favours {higher}\N{NO-BREAK SPACE}\N{RIGHTWARDS ARROW}"
    return wrap(worse, width, SMALL), wrap(better, width, SMALL)


def _write_numbers(axes: Axes, numbers: Sequence[str], width: float) -> None:
    """Write the numbers of each row to the right of the panel."""
    across = axes.get_yaxis_transform()
    for i, text in enumerate(numbers):
        write_text(axes, 1 + 0.15 / width, i, text, fontsize=SMALL, va="center", transform=across)


def _draw_rows(axes: Axes, rows: FloatArray, higher: str, lower: str) -> None:
    """Draw each difference with its interval, in the style of the regime that does better."""
    looks = palette.styles([higher, lower])
    for i, (estimate, low, high) in enumerate(rows):
        look = {"higher": looks[higher], "lower": looks[lower]}.get(verdict(low, high), UNCLEAR)
        axes.plot([low, high], [i, i], color=palette.INK, linewidth=2, solid_capstyle="butt")
        draw_mark(axes, estimate, i, look)


def _in_words(rows: FloatArray) -> list[str]:
    """Each row (estimate, low, high) in numbers of two digits or more, with typographic minus signs."""
    decimals = max(0, 1 - math.floor(math.log10(np.abs(rows).max() or 1)))
    written = [f"{e:+.{decimals}f} ({low:.{decimals}f} to {high:.{decimals}f})" for e, low, high in rows]
    return [text.replace("-", "\N{MINUS SIGN}") for text in written]


def _alike(values: Sequence[float]) -> list[str]:
    """Values of a parameter, written with the same number of decimals."""
    shortest = [f"{value:g}" for value in values]
    if any("e" in text for text in shortest):
        return shortest
    decimals = max(len(text.partition(".")[2]) for text in shortest)
    return [f"{value:.{decimals}f}" for value in values]


def _difference_axes(axes: Axes, named: Sequence[str], rows: FloatArray) -> None:
    """Rows downwards, differences across, with a line at zero."""
    least, most = min(rows.min(), 0.0), max(rows.max(), 0.0)
    room = 0.06 * (most - least or 1.0)
    axes.set(xlim=(least - room, most + room), ylim=(len(named) - 0.5, -0.5))
    axes.set_yticks(range(len(named)), named)
    axes.tick_params(axis="y", labelsize=LABEL, labelcolor=palette.INK)
    axes.xaxis.set_major_locator(MaxNLocator(5))
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x", color=palette.GRID)
    axes.axvline(0, color=palette.INK, linewidth=1.5)


class _Region(NamedTuple):
    """A stretch of rows without a clear result, or in which the result flips; `top` and `bottom` in rows."""

    top: float
    bottom: float
    text: str


def _regions(named: Sequence[str], rows: FloatArray) -> list[_Region]:
    """Stretches between clear results: unclear, or a flip where the clear signs differ."""
    n = len(named)
    sign = np.array([SIGNS[verdict(low, high)] for _, low, high in rows])
    clear = np.flatnonzero(sign).tolist()
    regions = []
    for before, after in pairwise([-1, *clear, n]):
        flips = before >= 0 and after < n and sign[before] != sign[after]
        text = f"flips between {named[before]} and {named[after]}" if flips else "unclear"
        if after - before > 1:
            regions.append(_Region(before + 0.5, after - 0.5, wrap(text, 1.4, SMALL, "bold")))
        elif flips:
            regions.append(_Region(before + 0.28, before + 0.72, text))
    return regions


class _Columns(NamedTuple):
    """Widths in inches from left to right: values of the parameter, the panel, numbers (verdicts fill the rest)."""

    left: float
    width: float
    numbers: float


def _columns(named: Sequence[str], numbers: Sequence[str], regions: Sequence[_Region]) -> _Columns:
    """The widths at which all texts fit."""
    left = max(text_width(value, LABEL) for value in named) + 0.15
    numbers_width = max(text_width(text, SMALL) for text in numbers) + 0.3
    verdicts = [line for region in regions for line in region.text.split("\n")]
    verdicts_width = max([text_width(line, SMALL, "bold") + 0.2 for line in verdicts], default=0)
    return _Columns(left, INNER - left - numbers_width - verdicts_width, numbers_width)


def _shade_regions(axes: Axes, regions: Sequence[_Region], columns: _Columns) -> None:
    """Shade the stretches without a clear result, and write a verdict next to each."""
    across = axes.get_yaxis_transform()
    for region in regions:
        reach = [0, (INNER - columns.left) / columns.width]
        shade = axes.fill_between(reach, region.top, region.bottom, transform=across, color=palette.SHADE, linewidth=0)
        shade.set(clip_on=False, zorder=0)
        x, y = (columns.width + columns.numbers + 0.1) / columns.width, (region.top + region.bottom) / 2
        write_text(axes, x, y, region.text, fontsize=SMALL, weight="bold", va="center", transform=across)
