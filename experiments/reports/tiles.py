"""The map of a result: by two parameters, which regime does better, by how much, and where it is too close to call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from experiments.figures import palette
from experiments.figures.layout import HEADING, INNER, LABEL, SMALL, Page, name_of, new_page, write_text

TALLEST = 0.42
"""Height of a tile, inches."""

UNCLEAR = "too close to call"


@dataclass(frozen=True)
class MapFrame:
    """What a regime map shows: two parameters, across (x) and up (y), and the difference of two regimes.

    The difference is first less second. ``words`` are plain words for regime ids.
    """

    x: str
    y: str
    first: str
    second: str
    words: Mapping[str, str] | None = None

    def label(self, axes: Axes) -> None:
        """Write the names of the parameters at the axes."""
        axes.set_xlabel(self.x, fontsize=LABEL, color=palette.INK)
        axes.set_ylabel(self.y, fontsize=LABEL, color=palette.INK)


@dataclass(frozen=True)
class _Grid:
    """Values across and up, and what the numbers and colours of tiles mean."""

    frame: MapFrame
    columns: list[float]
    rows: list[float]
    factor: float
    most: float  # the difference that has the strongest colour

    def written(self, estimate: float) -> str:
        """Return a difference as a number."""
        decimals = 0 if self.factor == 100.0 or self.most >= 20.0 else 2 if self.most < 1.0 else 1
        number = round(self.factor * estimate, decimals)
        return f"{number:+.{decimals}f}".replace("-", "\N{MINUS SIGN}") if number else "0"


def tiles(
    found: pd.DataFrame,
    frame: MapFrame,
    title: str,
    *,
    panels: Sequence[tuple[str, pd.DataFrame]] | None = None,
    note: str = "",
    factor: float = 100.0,
) -> Figure:
    """Draw a regime map on a grid of two parameters.

    Parameters
    ----------
    found : pandas.DataFrame
        Rows of `maps.regime_map`, one per pair of values of x and y.
    frame : MapFrame
        Parameters and regimes.
    panels : sequence of (heading, rows), optional
        Several maps below each other, instead of one.
    factor : float
        The number in a tile is the difference times this: 100 for shares, shown in percentage points.
    """
    shown = list(panels or [("", found)])
    most = 1.0 if factor == 100.0 else max(float(found["estimate"].abs().max()), 1e-12)
    grid = _Grid(frame, sorted(found[frame.x].unique()), sorted(found[frame.y].unique()), factor, most)
    height = TALLEST * len(grid.rows)
    left, room, gap = 0.8, 0.75, 0.35
    page = new_page(title, _note(note, factor), len(shown) * (HEADING + height + room) + (len(shown) - 1) * gap + 0.5)
    bottom = (len(shown) - 1) * (HEADING + height + room + gap)
    for heading, part in shown:
        axes = page.panel(left, bottom + room, INNER - left, height, heading)
        _draw(axes, part, grid)
        bottom -= HEADING + height + room + gap
    _key(page, len(shown) * (HEADING + height + room) + (len(shown) - 1) * gap + 0.12, left, frame)
    return page.figure


def _note(note: str, factor: float) -> str:
    unit = " in percent points" if factor == 100.0 else ""
    return f"{note} Number: difference{unit}; hatched and without a colour: its 95 % interval holds zero.".strip()


def _draw(axes: Axes, part: pd.DataFrame, grid: _Grid) -> None:
    frame, columns, rows = grid.frame, grid.columns, grid.rows
    looks = palette.styles([frame.first, frame.second])
    axes.set(xlim=(0, len(columns)), ylim=(0, len(rows)))
    axes.grid(visible=False)
    axes.set_xticks(np.arange(len(columns)) + 0.5, [_short(value) for value in columns])
    axes.set_yticks(np.arange(len(rows)) + 0.5, [_short(value) for value in rows])
    frame.label(axes)
    for _, row in part.iterrows():
        column, line = columns.index(row[frame.x]), rows.index(row[frame.y])
        clear = row["verdict"] != UNCLEAR
        if clear:
            colour = looks[frame.first if row["estimate"] > 0 else frame.second].colour
            strength = 0.18 + 0.55 * min(1.0, abs(row["estimate"]) / grid.most)
            axes.add_patch(
                Rectangle((column, line), 1, 1, facecolor=colour, alpha=strength, edgecolor="none", linewidth=0)
            )
        hatch = None if clear else "///"
        axes.add_patch(Rectangle((column, line), 1, 1, fill=False, hatch=hatch, edgecolor=palette.GRID, linewidth=0.8))
        write_text(
            axes,
            column + 0.5,
            line + 0.5,
            grid.written(row["estimate"]),
            fontsize=SMALL,
            ha="center",
            va="center",
            weight="bold" if clear else "normal",
            color=palette.INK if clear else palette.GREY,
        )


def _key(page: Page, y: float, left: float, frame: MapFrame) -> None:
    looks = palette.styles([frame.first, frame.second])
    at = left
    for id, text in ((frame.first, "+"), (frame.second, "\N{MINUS SIGN}")):
        page.write(at, y + 0.08, f"{text} higher under {name_of(id, frame.words)}", fontsize=SMALL, color=palette.INK)
        axes = page.panel(at, y, 1.6, 0.05)
        axes.set_axis_off()
        axes.add_patch(
            Rectangle((0, 0), 1, 1, transform=axes.transAxes, facecolor=looks[id].colour, alpha=0.73, linewidth=0)
        )
        at += INNER / 2 - left / 2


def scatter(found: pd.DataFrame, frame: MapFrame, title: str, *, note: str = "") -> Figure:
    """Draw a regime map of sampled points: squares and circles where it is clear, empty diamonds where it is not."""
    looks = palette.styles([frame.first, frame.second])
    height = 4.2
    note = f"{note} Large marks: large differences; empty diamonds: the 95 % interval of the difference holds zero."
    page = new_page(title, note.strip(), height + 0.75 + 0.4)
    axes = page.panel(0.8, 0.75, INNER - 0.8, height)
    frame.label(axes)
    for verdict, style in (("higher", looks[frame.first]), ("lower", looks[frame.second]), (UNCLEAR, None)):
        rows = found[found["verdict"] == verdict]
        x, y = rows[frame.x], rows[frame.y]
        if style is None:
            axes.scatter(x, y, s=26, marker="D", facecolors="none", edgecolors=palette.GREY, linewidths=1)
        else:
            sizes = 18 + 120 * np.minimum(1.0, rows["estimate"].abs())
            axes.scatter(x, y, s=sizes, marker=style.mark, color=style.colour, edgecolors=palette.INK, linewidths=0.8)
    _key(page, height + 0.75, 0.8, frame)
    return page.figure


def _short(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float | np.number) else str(value)
