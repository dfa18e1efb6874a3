"""One dot for each of one hundred runs, by the number of hunters alive at the end."""

import math
from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from experiments.figures import palette
from experiments.figures.layout import (
    INNER,
    LABEL,
    LINE,
    SMALL,
    FloatArray,
    IntArray,
    name_of,
    new_page,
    refuse_below_one,
    refuse_empty,
)
from experiments.figures.palette import Style

DOT_STACK: Final = 2.0
"""Most that the highest stack of dots may rise."""


def hundred_runs(
    alive: Mapping[str, ArrayLike],
    hunters: int,
    title: str,
    *,
    words: Mapping[str, str] | None = None,
    note: str | None = None,
    shown: int = 100,
) -> Figure:
    """One hundred runs: one mark per run, stacked by the number of hunters alive at the end.

    Parameters
    ----------
    alive : mapping of str to array_like of int, shape (bands,)
        By regime, hunters alive at the end of each run, 0 to `hunters`.
    hunters : int
        Hunters a band starts with, >= 1.
    title, words
        As in `survival_curves`.
    note : str, optional
        Second sentence of the caption; says what a mark is unless given.
    shown : int
        Most marks per regime, >= 1. Of more bands, this many evenly spaced quantiles are drawn; the numbers under
        the name always count all bands.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If there is no regime or no band, a count is not a whole number from 0 to `hunters`, or `hunters` or `shown` is
        below 1.
    """
    refuse_empty("alive", alive)
    refuse_below_one("hunters", hunters)
    refuse_below_one("shown", shown)
    looks = palette.styles(alive)
    counts = {regime: _alive_counts(regime, values, hunters) for regime, values in alive.items()}
    drawn = {regime: _evenly_spaced(values, shown) for regime, values in counts.items()}
    highest = {regime: int(np.bincount(values).max()) for regime, values in drawn.items()}
    grid = _dot_grid(max(highest.values()), INNER / (hunters + 1))
    stacks = {regime: grid.pitch * math.ceil(count / grid.abreast) + 0.06 for regime, count in highest.items()}
    heading, gap, axis = (LABEL + SMALL) * LINE + 0.14, 0.32, 0.55

    body = axis + sum(stacks.values()) + len(stacks) * (heading + gap) - gap
    page = new_page(title, note or _what_a_mark_is(counts, shown), body)
    page.write(INNER / 2, 0, "hunters alive at the end", ha="center")
    bottom = axis
    for regime in reversed(counts):
        axes = page.panel(0, bottom, INNER, stacks[regime])
        _hunter_axes(axes, hunters, stacks[regime])
        axes.tick_params(labelbottom=bottom == axis)
        _draw_dots(axes, drawn[regime], grid, looks[regime])
        top = bottom + stacks[regime] + 0.1
        page.write(0, top + SMALL * LINE + 0.02, name_of(regime, words), weight="bold")
        page.write(0, top, _alive_and_lost(counts[regime], hunters), fontsize=SMALL, color=palette.GREY)
        bottom += stacks[regime] + heading + gap
    return page.figure


def _hunter_axes(axes: Axes, hunters: int, height: float) -> None:
    """Hunters across, inches up."""
    axes.set(xlim=(-0.5, hunters + 0.5), ylim=(0, height), yticks=[])
    axes.set_xticks(range(0, hunters + 1, math.ceil(hunters / 12)))
    axes.grid(visible=False)


class _DotGrid(NamedTuple):
    """Where the dots of a stack lie: their distance, how many lie abreast, and the width of a column, in inches."""

    pitch: float
    abreast: int
    column: float


def _draw_dots(axes: Axes, values: IntArray, grid: _DotGrid, look: Style) -> None:
    """Draw one dot per run."""
    x, y = _stacked(values, grid)
    axes.scatter(
        x,
        y,
        s=(0.84 * grid.pitch * 72) ** 2,
        marker=look.mark,
        color=look.colour,
        edgecolors=palette.INK,
        linewidths=5 * grid.pitch,
    )


def _alive_counts(regime: str, values: ArrayLike, hunters: int) -> IntArray:
    """Hunters alive per band, checked."""
    counts = np.asarray(values)
    if counts.ndim != 1 or counts.size == 0 or not np.issubdtype(counts.dtype, np.integer):
        raise ValueError(
            f"alive of {regime} has shape {counts.shape} of {counts.dtype}: a row of whole numbers is needed."
        )
    if counts.min() < 0 or counts.max() > hunters:
        raise ValueError(f"alive of {regime} runs from {counts.min()} to {counts.max()}: 0 to {hunters} is allowed.")
    return counts.astype(np.int64)


def _evenly_spaced(values: IntArray, shown: int) -> IntArray:
    """The values, or evenly spaced quantiles of them if there are too many to show."""
    if len(values) <= shown:
        return values
    return np.quantile(values, (np.arange(shown) + 0.5) / shown, method="inverted_cdf").astype(np.int64)


def _alive_and_lost(counts: IntArray, hunters: int) -> str:
    """What became of all bands of a regime, in words."""
    lost = f"nobody left in {np.sum(counts == 0):,} of {len(counts):,} bands"
    return f"{counts.mean():.1f} of {hunters} hunters alive on average \N{MIDDLE DOT} {lost}"


def _what_a_mark_is(counts: Mapping[str, IntArray], shown: int) -> str:
    """Caption of the chart."""
    if max(len(values) for values in counts.values()) <= shown:
        return "Each mark is one band."
    return f"The {shown} marks of a regime are evenly spaced quantiles of all its bands."


def _dot_grid(highest: int, column: float) -> _DotGrid:
    """Largest distance of dots at which the highest stack fits its column."""
    for pitch in np.arange(0.18, 0.03, -0.005):
        abreast = int(0.92 * column / pitch)
        if abreast >= 1 and pitch * math.ceil(highest / abreast) <= DOT_STACK:
            return _DotGrid(float(pitch), abreast, column)
    return _DotGrid(0.03, max(1, int(column / 0.03)), column)


def _stacked(values: IntArray, grid: _DotGrid) -> tuple[FloatArray, FloatArray]:
    """Places of the dots: x in hunters, y in inches. Each row of a stack is centred on its column."""
    x, y = [], []
    for value, count in enumerate(np.bincount(values)):
        for dot in range(count):
            row, place = divmod(dot, grid.abreast)
            in_row = min(grid.abreast, count - row * grid.abreast)
            x.append(value + (place - (in_row - 1) / 2) * grid.pitch / grid.column)
            y.append((row + 0.5) * grid.pitch)
    return np.array(x), np.array(y)
