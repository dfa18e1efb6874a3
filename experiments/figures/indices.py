"""Which parameters matter, as bars: an index of each parameter with its interval, the largest on top."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from matplotlib.figure import Figure

from experiments.figures import palette
from experiments.figures.layout import INNER, SMALL, new_page, text_width, wrap

ROW: Final = 0.46
"""Height of a parameter, all its bars together, in inches."""

AXIS: Final = 0.75
"""Room for tick labels and unit below the panel."""

LOOKS: Final = ((palette.OURS, 1.0), (palette.GREY, 0.35))
"""Colour and strength of the first and the second bar of a parameter."""


class Bars(NamedTuple):
    """One kind of index: how it is called, and value and 95 % half-width of each parameter."""

    name: str
    values: Sequence[float]
    halves: Sequence[float]


def index_bars(parameters: Sequence[str], kinds: Sequence[Bars], title: str, unit: str, note: str) -> Figure:
    """Draw one row per parameter with one bar per kind of index, ordered by the first kind.

    Parameters
    ----------
    parameters
        Names, one per row.
    kinds
        One or two kinds of index.
    title, unit, note
        Heading, what the axis measures, and caption.
    """
    if not parameters or not 1 <= len(kinds) <= len(LOOKS):
        raise ValueError(f"{len(parameters)} parameters, {len(kinds)} kinds of index: at least 1, and 1 or 2, needed.")
    order = np.argsort(-np.asarray(kinds[0].values, float), kind="stable")
    names = [parameters[k] for k in order]
    labels = min(3.5, max(text_width(name, SMALL) for name in names) + 0.25)
    height = ROW * len(names)
    key = f"Dark: {kinds[0].name}; light: {kinds[1].name}." if len(kinds) > 1 else ""
    page = new_page(title, f"{note} {key}".strip(), height + AXIS)
    axes = page.panel(labels, AXIS, INNER - labels, height)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x", color=palette.GRID)
    axes.set_yticks([])
    axes.set_ylim(len(names) - 0.5, -0.5)
    thick = 0.7 / len(kinds)
    for k, (kind, (colour, strength)) in enumerate(zip(kinds, LOOKS, strict=False)):
        values, halves = (np.asarray(one, float)[order] for one in (kind.values, kind.halves))
        at = np.arange(len(names)) + (k - (len(kinds) - 1) / 2.0) * thick
        axes.barh(at, values, height=0.85 * thick, color=colour, alpha=strength, linewidth=0)
        axes.errorbar(values, at, xerr=halves, fmt="none", ecolor=palette.INK, elinewidth=1.2, capsize=2)
    axes.axvline(0.0, color=palette.INK, linewidth=1.0)
    for row, name in enumerate(names):
        bottom = AXIS + height - ROW * (row + 0.5)
        page.write(0.0, bottom, wrap(name, labels - 0.1, SMALL), fontsize=SMALL, color=palette.INK, va="center")
    axes.set_xlabel(unit, fontsize=SMALL, color=palette.GREY)
    return page.figure
