"""The map of a result: by two parameters, which regime does better, by how much, and where it is too close to call."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from experiments.figures import palette
from experiments.figures.layout import HEADING, INNER, LABEL, SMALL, Page, name_of, new_page, write_text

TALLEST = 0.42
"""Most height of a tile, inches."""

UNCLEAR = "too close to call"


def tiles(
    found: pd.DataFrame,
    x: str,
    y: str,
    title: str,
    *,
    first: str,
    second: str,
    panels: Sequence[tuple[str, pd.DataFrame]] | None = None,
    words: Mapping[str, str] | None = None,
    note: str = "",
    factor: float = 100.0,
) -> Figure:
    """Draw a regime map on a grid of two parameters.

    Parameters
    ----------
    found : pandas.DataFrame
        Rows of `maps.regime_map`, one per pair of values of x and y.
    x, y : str
        Parameters across and up.
    panels : sequence of (heading, rows), optional
        Several maps below each other, instead of one.
    first, second : str
        The regimes; the difference is first less second.
    factor : float
        The number in a tile is the difference times this: 100 for shares, shown in percentage points.
    """
    shown = list(panels or [("", found)])
    columns, rows = sorted(found[x].unique()), sorted(found[y].unique())
    height = TALLEST * len(rows)
    room = 0.75
    gap = 0.35
    most = 1.0 if factor == 100.0 else max(float(found["estimate"].abs().max()), 1e-12)
    page = new_page(title, _note(note, factor), len(shown) * (HEADING + height + room) + (len(shown) - 1) * gap + 0.5)
    left = 0.8
    width = INNER - left
    bottom = (len(shown) - 1) * (HEADING + height + room + gap)
    looks = palette.styles([first, second])
    for heading, part in shown:
        axes = page.panel(left, bottom + room, width, height, heading)
        _draw(axes, part, x, y, columns, rows, looks[first].colour, looks[second].colour, factor, most)
        bottom -= HEADING + height + room + gap
    _key(page, len(shown) * (HEADING + height + room) + (len(shown) - 1) * gap + 0.12, left, first, second, words)
    return page.figure


def _note(note: str, factor: float) -> str:
    unit = " in percent points" if factor == 100.0 else ""
    return f"{note} Number: difference{unit}; hatched and without a colour: its 95 % interval holds zero.".strip()


def _draw(
    axes: Axes,
    part: pd.DataFrame,
    x: str,
    y: str,
    columns: list[float],
    rows: list[float],
    ours: str,
    theirs: str,
    factor: float,
    most: float,
) -> None:
    axes.set(xlim=(0, len(columns)), ylim=(0, len(rows)))
    axes.grid(visible=False)
    axes.set_xticks(np.arange(len(columns)) + 0.5, [_short(value) for value in columns])
    axes.set_yticks(np.arange(len(rows)) + 0.5, [_short(value) for value in rows])
    axes.set_xlabel(x, fontsize=LABEL, color=palette.INK)
    axes.set_ylabel(y, fontsize=LABEL, color=palette.INK)
    for _, row in part.iterrows():
        column, line = columns.index(row[x]), rows.index(row[y])
        clear = row["verdict"] != UNCLEAR
        colour = ours if row["estimate"] > 0 else theirs
        strength = 0.18 + 0.55 * min(1.0, abs(row["estimate"]) / most) if clear else 0.0
        if clear:
            axes.add_patch(
                Rectangle((column, line), 1, 1, facecolor=colour, alpha=strength, edgecolor="none", linewidth=0)
            )
        hatch = None if clear else "///"
        axes.add_patch(Rectangle((column, line), 1, 1, fill=False, hatch=hatch, edgecolor=palette.GRID, linewidth=0.8))
        decimals = 0 if factor == 100.0 or most >= 20.0 else 2 if most < 1.0 else 1
        number = round(factor * row["estimate"], decimals)
        text = f"{number:+.{decimals}f}".replace("-", "\N{MINUS SIGN}") if number else "0"
        write_text(
            axes,
            column + 0.5,
            line + 0.5,
            text,
            fontsize=SMALL,
            ha="center",
            va="center",
            weight="bold" if clear else "normal",
            color=palette.INK if clear else palette.GREY,
        )


def _key(page: Page, y: float, left: float, first: str, second: str, words: Mapping[str, str] | None) -> None:
    looks = palette.styles([first, second])
    at = left
    for id, text in ((first, "+"), (second, "\N{MINUS SIGN}")):
        page.write(at, y + 0.08, f"{text} higher under {name_of(id, words)}", fontsize=SMALL, color=palette.INK)
        axes = page.panel(at, y, 1.6, 0.05)
        axes.set_axis_off()
        axes.add_patch(
            Rectangle((0, 0), 1, 1, transform=axes.transAxes, facecolor=looks[id].colour, alpha=0.73, linewidth=0)
        )
        at += INNER / 2 - left / 2


def scatter(
    found: pd.DataFrame,
    x: str,
    y: str,
    title: str,
    *,
    first: str,
    second: str,
    words: Mapping[str, str] | None = None,
    note: str = "",
) -> Figure:
    """Draw a regime map of sampled points: squares and circles where it is clear, empty diamonds where it is not."""
    looks = palette.styles([first, second])
    height = 4.2
    note = f"{note} Large marks: large differences; empty diamonds: the 95 % interval of the difference holds zero."
    page = new_page(title, note.strip(), height + 0.75 + 0.4)
    axes = page.panel(0.8, 0.75, INNER - 0.8, height)
    axes.set_xlabel(x, fontsize=LABEL, color=palette.INK)
    axes.set_ylabel(y, fontsize=LABEL, color=palette.INK)
    for verdict, style in (("higher", looks[first]), ("lower", looks[second]), (UNCLEAR, None)):
        rows = found[found["verdict"] == verdict]
        sizes = 18 + 120 * np.minimum(1.0, rows["estimate"].abs())
        if style is None:
            axes.scatter(rows[x], rows[y], s=26, marker="D", facecolors="none", edgecolors=palette.GREY, linewidths=1)
        else:
            axes.scatter(
                rows[x], rows[y], s=sizes, marker=style.mark, color=style.colour, edgecolors=palette.INK, linewidths=0.8
            )
    _key(page, height + 0.75, 0.8, first, second, words)
    return page.figure


def _short(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float | np.number) else str(value)
