"""The ledger as a picture: the harm of own numbers, and what is left of it when a cause is switched off."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from matplotlib.figure import Figure

from experiments.figures import palette
from experiments.figures.layout import INNER, SMALL, new_page, wrap

ROW: Final = 0.42
"""Height of a row."""

LABELS: Final = 5.6
"""Width of the sentences, left of the panel."""

AXIS: Final = 0.75
"""Room for tick labels and unit below the panel."""


def causes(rows: Iterable[Mapping[str, Any]], title: str, note: str) -> Figure:
    """Draw one row per check: its sentence, the paired difference and its interval.

    Parameters
    ----------
    rows
        Rows of ``hunt validate --ledger --json``: ``id``, ``says``, ``estimate``, ``low``, ``high``.
    title, note
        Heading and caption.

    Returns
    -------
    matplotlib.figure.Figure
        Filled marks where the interval does not hold zero, empty ones where it does.
    """
    rows = list(rows)
    height = ROW * len(rows)
    page = new_page(title, note, height + AXIS)
    axes = page.panel(LABELS, AXIS, INNER - LABELS, height)
    axes.grid(visible=True, axis="x", color=palette.GRID)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_yticks([])
    axes.axvline(0.0, color=palette.INK, linewidth=1.0)
    for place, row in enumerate(rows):
        clear = row["low"] > 0.0 or row["high"] < 0.0
        colour = palette.MINE if row["estimate"] < 0.0 else palette.OURS
        axes.plot([row["low"], row["high"]], [place, place], color=palette.INK, linewidth=1.6)
        fill = colour if clear else palette.PAPER
        axes.plot(row["estimate"], place, "s", markersize=8, markerfacecolor=fill, markeredgecolor=palette.INK)
        words = wrap(f"{row['id']}  {row['says']}", LABELS - 0.2, SMALL)
        bottom = AXIS + height - ROW * (place + 0.5)
        page.write(0.0, bottom, words, fontsize=SMALL, color=palette.INK, va="center")
    axes.set_xlabel("own numbers less no pay rule (share alive)", fontsize=SMALL, color=palette.GREY)
    return page.figure
