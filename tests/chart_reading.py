"""Read what a chart shows: its texts and their places, its lines and marks. Shared by the tests of the figures."""

from collections.abc import Callable
from functools import lru_cache
from itertools import combinations

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from numpy.typing import NDArray

from experiments.figures import palette
from experiments.figures.hundred_runs import hundred_runs
from experiments.figures.reversal import reversal
from experiments.figures.scissors import scissors
from experiments.figures.survival import survival_curves

REGIMES = list(palette.REGIMES)
LONG_NAMES = {regime: f"the regime that is called {regime}" for regime in REGIMES}
LONG_TITLE = (
    "A title that says more than a title should and so fills not one line only, but most of the next line as well"
)
WORDS = {"own-product": "a target for each hunter", "shared-survival": "one target for all"}


def curve(last: float, days: int = 360) -> pd.DataFrame:
    """Return a survival curve that falls in a straight line from 1 to `last`."""
    alive = np.linspace(1, last, days + 1)
    return pd.DataFrame(
        {"day": range(days + 1), "alive": alive, "low": 0.95 * alive, "high": np.minimum(1, 1.05 * alive)}
    )


def line(last: float, days: int = 360) -> NDArray[np.float64]:
    """Return daily numbers that go in a straight line from 40 to `last`."""
    return np.linspace(40, last, days)


def two_curves() -> Figure:
    return survival_curves({"own-product": curve(0.37), "shared-survival": curve(0.62)}, "Who survives?")


def two_blades() -> Figure:
    kpi = {"own-product": line(79), "shared-survival": line(41)}
    store = {"own-product": line(3), "shared-survival": line(58)}
    return scissors(kpi, store, "KPIs rise, the store falls", words=WORDS)


def two_hundred_runs() -> Figure:
    alive = {"own-product": np.arange(200) % 13, "shared-survival": 24 - np.arange(200) % 17}
    return hundred_runs(alive, 24, "100 years")


def one_reversal() -> Figure:
    points = {0.2: (0.21, 0.17, 0.25), 0.4: (0.15, 0.1, 0.2), 0.6: (0.03, -0.02, 0.08), 1: (-0.09, -0.14, -0.04)}
    return reversal(points, "small game per cell", "More small game turns the result")


CHARTS: dict[str, Callable[[], Figure]] = {
    one.__name__: one for one in (two_curves, two_blades, two_hundred_runs, one_reversal)
}


@lru_cache(maxsize=16)
def texts(figure: Figure) -> list[Text]:
    """Return all texts that are seen, with the page laid out so that their places are known."""
    FigureCanvasAgg(figure).draw()
    unseen = set()
    for axis in [axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)]:
        low, high = sorted(axis.get_view_interval())
        unseen |= {tick.label1 for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high}
    found = [text for text in figure.findobj(Text) if isinstance(text, Text) and text not in unseen]
    return [text for text in found if text.get_visible() and text.get_text()]


def written(figure: Figure) -> str:
    """Return everything written on a figure, line breaks and hard spaces as spaces."""
    return " | ".join(" ".join(text.get_text().split()) for text in texts(figure))


def headings(figure: Figure) -> list[str]:
    """Return the headings of the panels that have one."""
    return [heading for axes in figure.axes if (heading := axes.get_title(loc="left"))]


def assert_readable(figure: Figure) -> None:
    """No text leaves the page, and no text lies on another."""
    seen = texts(figure)
    boxes = [(text.get_text(), text.get_window_extent().padded(-0.5)) for text in seen]
    page = figure.bbox
    for said, box in boxes:
        assert page.x0 <= box.x0 <= box.x1 <= page.x1, f"{said!r} is cut at the side"
        assert page.y0 <= box.y0 <= box.y1 <= page.y1, f"{said!r} is cut above or below"
    for (first, one), (second, other) in combinations(boxes, 2):
        assert not one.overlaps(other), f"{first!r} lies on {second!r}"


def xy(drawn: Line2D) -> NDArray[np.float64]:
    """Return the points of a line, shape (points, 2)."""
    return np.asarray(drawn.get_xydata(), dtype=np.float64)


def curves_of(figure: Figure) -> list[Line2D]:
    """Return the lines of daily data: no leaders, ends, marks or axes."""
    return [drawn for axes in figure.axes for drawn in axes.get_lines() if len(xy(drawn)) > 2]
