"""The layout every chart shares: sizes, title, notes, text that wraps, and saving the same bytes each time.

Lines are labelled at their ends, without a legend box, and every caption says that this is a model world.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path
from numpy.typing import NDArray

from experiments.figures import palette

# Type sizes are in points, all other lengths in inches.
TITLE: Final = 17
LABEL: Final = 12
SMALL: Final = 11
LINE: Final = 1.3 / 72
"""Height of a line of text per point of its size."""

WIDTH: Final = 10.0
MARGIN: Final = 0.4
INNER: Final = WIDTH - 2 * MARGIN
TICKS: Final = 0.55
"""Room for tick labels left of a panel."""

HEADING: Final = 0.35
"""Room for a heading above a panel."""

TIME_AXIS: Final = 0.88
"""Room for season strip, tick labels and unit below a panel."""

LEADER: Final = 0.3
"""From the right edge of a panel to the mark of a line."""

MARK: Final = 0.14
"""From the mark to its label."""

LABEL_WIDTH: Final = 2.2
"""Labels at line ends wrap at this width."""

SIZES: Final = {"D": 8.0, "*": 14.0}
"""Sizes of marks that would look larger or smaller than the others at 10 points."""

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


def save(figure: Figure, stem: str | Path) -> list[Path]:
    """Write a figure as PNG (150 dpi) and SVG, the same bytes each time.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The figure.
    stem : str or pathlib.Path
        Path without the ending; a dot in its last part is kept. Missing folders are made.

    Returns
    -------
    list of pathlib.Path
        The PNG and the SVG, in this order.

    Raises
    ------
    OSError
        If a file cannot be written.
    """
    path = Path(stem)
    path.parent.mkdir(parents=True, exist_ok=True)
    png, svg = path.with_name(f"{path.name}.png"), path.with_name(f"{path.name}.svg")
    # Text stays text in the SVG: it can be searched and read aloud, and the file is small.
    with mpl.rc_context({"svg.hashsalt": "hunt", "svg.fonttype": "none"}):
        figure.savefig(png, dpi=150, metadata={"Software": None})
        figure.savefig(svg, metadata={"Date": None, "Creator": None, "Title": figure.get_label()})
    return [png, svg]


class Page(NamedTuple):
    """A figure whose body is measured in inches from its own lower left corner, which lies above the caption."""

    figure: Figure
    bottom: float

    def panel(self, left: float, bottom: float, width: float, height: float, heading: str = "") -> Axes:
        """Add axes without a frame."""
        page_width, page_height = self.figure.get_size_inches()
        box = (
            (MARGIN + left) / page_width,
            (self.bottom + bottom) / page_height,
            width / page_width,
            height / page_height,
        )
        axes = self.figure.add_axes(box, facecolor="none")
        axes.spines[["left", "top", "right"]].set_visible(False)
        axes.spines["bottom"].set(color=palette.INK, zorder=1.5)  # a line that runs along zero lies on the axis
        axes.tick_params(length=0, pad=6, labelsize=SMALL, labelcolor=palette.GREY)
        axes.grid(visible=True, axis="y", color=palette.GRID)
        axes.set_axisbelow(True)
        axes.set_title(heading, loc="left", fontsize=LABEL, color=palette.INK, pad=10, parse_math=False)
        return axes

    def write(self, x: float, y: float, text: str, **how: Any) -> None:
        """Write text, its lower edge at `y`."""
        page_width, page_height = self.figure.get_size_inches()
        write_text(self.figure, (MARGIN + x) / page_width, (self.bottom + y) / page_height, text, **how)


def new_page(title: str, note: str, body_height: float) -> Page:
    """A page with title and caption around a body of the given height."""
    heading = wrap(title, INNER, TITLE, "bold")
    caption = wrap(f"Model world. {note}".strip(), INNER, SMALL)
    foot = MARGIN + count_lines(caption) * SMALL * LINE + 0.2
    head = MARGIN + count_lines(heading) * TITLE * LINE + 0.15
    height = foot + body_height + head
    figure = Figure(figsize=(WIDTH, height), facecolor=palette.PAPER, label=title)
    page = Page(figure, foot)
    page.write(0, MARGIN - foot, caption, fontsize=SMALL, color=palette.GREY)
    page.write(0, height - MARGIN - foot, heading, fontsize=TITLE, weight="bold", va="top")
    return page


def write_text(place: Figure | Axes, x: float, y: float, text: str, **how: Any) -> None:
    """Write text in ink; a dollar sign is a dollar sign."""
    place.text(x, y, text, **{"fontsize": LABEL, "color": palette.INK, "va": "bottom", "parse_math": False, **how})


def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Width of one line of text in inches."""
    width, _, _ = text_to_path.get_text_width_height_descent(text, FontProperties(size=size, weight=weight), False)
    return float(width) / 72


def wrap(text: str, width: float, size: float, weight: str = "normal") -> str:
    """Text broken at spaces into lines no wider than `width` inches; a longer word gets a line of its own."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size, weight) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return "\n".join(lines)


def count_lines(text: str) -> int:
    """Number of lines of a text."""
    return text.count("\n") + 1


def name_of(regime: str, words: Mapping[str, str] | None) -> str:
    """Plain words for a regime."""
    return (words or {}).get(regime, regime)


def percent_axis(axes: Axes) -> None:
    """Ticks at the quarters of 100 percent."""
    axes.set_yticks(range(0, 101, 25), [f"{tick} %" for tick in range(0, 101, 25)])


def refuse_empty(name: str, table: Mapping[Any, Any]) -> None:
    """Refuse a chart of nothing."""
    if not table:
        raise ValueError(f"{name} is empty: at least one entry is needed.")


def refuse_below_one(name: str, value: int) -> None:
    """Refuse a chart of no days, no hunters or no marks."""
    if value < 1:
        raise ValueError(f"{name} is {value}: at least 1 is needed.")
