"""Lines with their names at the right end, moved apart where they would overlap."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike
from scipy.optimize import isotonic_regression

from experiments.figures import palette
from experiments.figures.layout import (
    LABEL,
    LABEL_WIDTH,
    LEADER,
    LINE,
    MARK,
    SIZES,
    FloatArray,
    Page,
    count_lines,
    name_of,
    text_width,
    wrap,
    write_text,
)
from experiments.figures.palette import Style


class LineEnd(NamedTuple):
    """The end of a line, in data units, and its label."""

    x: float
    y: float
    label: str
    style: Style


def line_end(regime: str, x: float, y: float, unit: str, style: Style, words: Mapping[str, str] | None) -> LineEnd:
    """The end of a line, labelled with name and value; the value keeps its unit on its line."""
    value = f"{y:.0f}\N{NO-BREAK SPACE}{unit}"
    return LineEnd(x, y, wrap(f"{name_of(regime, words)} {value}", LABEL_WIDTH, LABEL), style)


def _label_heights(ends: Sequence[LineEnd]) -> FloatArray:
    """Height of each label with a little air, in inches."""
    return np.array([count_lines(end.label) * LABEL * LINE + 0.06 for end in ends])


def label_column(ends: Sequence[LineEnd]) -> float:
    """Room needed right of a panel for its labels, in inches."""
    return LEADER + MARK + max(text_width(line, LABEL) for end in ends for line in end.label.split("\n"))


def draw_line(axes: Axes, x: ArrayLike, y: ArrayLike, style: Style) -> None:
    """Draw one line, in full width where it runs along the axis; where two are the same, both are seen."""
    order = 2.1 if style.dash == "solid" else 2.2
    axes.plot(x, y, color=style.colour, linestyle=style.dash, linewidth=2.4, clip_on=False, zorder=order)


def draw_mark(axes: Axes, x: float, y: float, style: Style) -> None:
    """Draw one mark, filled with colour and outlined in ink."""
    (mark,) = axes.plot(x, y, style.mark, color=style.colour, markersize=SIZES.get(style.mark, 10.0))
    mark.set(markeredgecolor=palette.INK, markeredgewidth=1.3, clip_on=False, zorder=5)


def label_ends(page: Page, axes: Axes, ends: Sequence[LineEnd]) -> None:
    """Write the labels of line ends next to the panel, nudged apart, each with its mark and a leader to its line."""
    box = axes.get_position()
    width, height = page.figure.get_size_inches() * (box.width, box.height)
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    wanted = np.array([(end.y - bottom) / (top - bottom) * height for end in ends])
    centres = spread_apart(wanted, _label_heights(ends), 0, height)
    mark_x = right + LEADER / width * (right - left)
    text_x = right + (LEADER + MARK) / width * (right - left)
    for end, y in zip(ends, bottom + centres / height * (top - bottom), strict=True):
        axes.plot([end.x, mark_x], [end.y, y], color=end.style.colour, linewidth=1, clip_on=False)
        axes.plot(end.x, end.y, "o", color=end.style.colour, markersize=4, clip_on=False)
        draw_mark(axes, mark_x, y, end.style)
        write_text(axes, text_x, y, end.label, va="center")


def spread_apart(wanted: FloatArray, heights: FloatArray, lowest: float, highest: float) -> FloatArray:
    """Centres of labels that do not overlap, as close as possible (least squares) to where they are wanted.

    In a packed stack, label i has its centre at ``offset[i]``. Labels keep their order and do not overlap exactly if
    ``centre - offset`` never falls from one to the next: isotonic regression.
    """
    order = np.argsort(wanted, kind="stable")
    offset = np.cumsum(heights[order]) - heights[order] / 2
    base = isotonic_regression(wanted[order] - offset).x
    centres = np.empty_like(wanted)
    centres[order] = offset + np.clip(base, lowest, max(lowest, highest - heights.sum()))
    return centres
