"""Charts of the reports: survival curves, scissors, one hundred winters, and where the result flips.

Every function takes plain tables, returns a `matplotlib.figure.Figure` and opens no window. Lines are labelled at
their ends, without a legend box, and every caption says that this is a model world.
`save` writes a figure as PNG and SVG, byte for byte the same each time.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import isotonic_regression

from experiments.figures import palette
from experiments.figures.palette import Style

SEASONS: Final = ("spring", "summer", "autumn", "winter")
DAYS_PER_SEASON: Final = 90

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
DOT_STACK: Final = 2.0
"""Most that the highest stack of dots may rise."""
ROW: Final = 0.48
"""Height of a row of the flip chart."""

UNCLEAR: Final = Style(palette.PAPER, "solid", "D")
"""An estimate whose interval holds zero: an empty diamond."""
SIZES: Final = {"D": 8.0, "*": 14.0}
"""Sizes of marks that would look larger or smaller than the others at 10 points."""

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


# ------------------------------------------------------------------------------------------------------------ charts


def survival_curves(
    curves: Mapping[str, pd.DataFrame],
    title: str,
    days: int = 360,
    *,
    words: Mapping[str, str] | None = None,
    note: str = "Shaded: pointwise confidence band, whole bands resampled.",
) -> Figure:
    """Share of hunters alive by day, one line per regime.

    Parameters
    ----------
    curves : mapping of str to pandas.DataFrame
        By regime, a table with columns ``day``, ``alive``, ``low`` and ``high`` (shares from 0 to 1), as
        `measures.band_survival_curve` gives it.
    title : str
        What the figure shows, as a sentence.
    days : int
        Length of the time axis in days; it begins on the first day of spring.
    words : mapping of str to str, optional
        Plain words for regime ids; an id without an entry is shown as it is.
    note : str
        Second sentence of the caption, after "Model world."

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If there is no curve, or one lacks a column or rows, holds anything but shares, or runs past `days`.
    """
    _refuse_empty("curves", curves)
    _refuse_below_one("days", days)
    looks = palette.styles(curves)
    ends = []
    for regime, curve in curves.items():
        missing = [column for column in ("day", "alive", "low", "high") if column not in curve]
        if missing or len(curve) == 0:
            raise ValueError(f"the curve of {regime} has {len(curve)} rows and lacks the columns {missing}.")
        shares = curve[["alive", "low", "high"]].to_numpy()
        if not np.all((shares >= 0) & (shares <= 1)):
            raise ValueError(f"the curve of {regime} runs from {shares.min()} to {shares.max()}: shares are 0 to 1.")
        last = curve.iloc[-1]
        if last["day"] > days:
            raise ValueError(f"the curve of {regime} runs to day {last['day']:.0f}, past the {days} days of the axis.")
        ends.append(_end(regime, float(last["day"]), 100 * float(last["alive"]), "%", looks[regime], words))

    height = max(3.7, _label_heights(ends).sum())
    page = _page(title, note, HEADING + height + TIME_AXIS)
    axes = page.panel(TICKS, TIME_AXIS, INNER - TICKS - _label_column(ends), height, "hunters alive")
    axes.set(xlim=(0, days), ylim=(0, 103))
    _percent_axis(axes)
    for regime, curve in curves.items():
        low, high, colour = 100 * curve["low"], 100 * curve["high"], looks[regime].colour
        alpha = 0.1 if colour == palette.GREY else 0.18
        axes.fill_between(curve["day"], low, high, color=colour, alpha=alpha, linewidth=0)
    for regime, curve in curves.items():
        _line(axes, curve["day"], 100 * curve["alive"], looks[regime])
    _label_ends(page, axes, ends)
    _season_strip(page, axes, days)
    return page.figure


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
        By regime, store of each day in days of food per head. NaN (in `kpi` too) where nobody is left.
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
    _refuse_empty("kpi", kpi)
    if set(kpi) != set(store):
        raise ValueError(f"kpi has the regimes {sorted(kpi)} and store has {sorted(store)}: they must be the same.")
    looks = palette.styles(kpi)
    met = {regime: _daily(f"kpi of {regime}", kpi[regime]) for regime in kpi}
    food = {regime: _daily(f"store of {regime}", store[regime]) for regime in kpi}
    lengths = sorted({len(line) for line in [*met.values(), *food.values()]})
    if len(lengths) > 1:
        raise ValueError(f"the lines are {lengths} days long: all must have the same length.")
    days = lengths[0]

    met_ends = [_end(regime, *_last_number(line), "%", looks[regime], words) for regime, line in met.items()]
    food_ends = [_end(regime, *_last_number(line), "days", looks[regime], words) for regime, line in food.items()]
    height = max(2.0, _label_heights(met_ends).sum(), _label_heights(food_ends).sum())
    width = INNER - TICKS - _label_column(met_ends + food_ends)
    page = _page(title, note, 2 * (HEADING + height) + 0.25 + TIME_AXIS)
    upper = page.panel(TICKS, TIME_AXIS + height + HEADING + 0.25, width, height, "KPIs met")
    lower = page.panel(TICKS, TIME_AXIS, width, height, "store, in days of food per head")
    for axes, lines, ends, least in ((upper, met, met_ends, 100.0), (lower, food, food_ends, 1.0)):
        highest = max(least, *(float(np.nanmax(line)) for line in lines.values()))
        axes.set(xlim=(0, days), ylim=(0, 1.05 * highest))
        for regime, line in lines.items():
            _line(axes, np.arange(days), line, looks[regime])
        _label_ends(page, axes, ends)
    _percent_axis(upper)
    upper.set_xticks([])
    lower.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    _winters_behind(upper, days)
    _season_strip(page, lower, days)
    return page.figure


def winters(
    alive: Mapping[str, ArrayLike],
    hunters: int,
    title: str,
    *,
    words: Mapping[str, str] | None = None,
    note: str | None = None,
    shown: int = 100,
) -> Figure:
    """One hundred winters: one mark per band, stacked by the number of hunters alive at the end.

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
        Most marks per regime, >= 1. Of more bands, this many evenly spaced quantiles are drawn; the numbers beside
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
    _refuse_empty("alive", alive)
    _refuse_below_one("hunters", hunters)
    _refuse_below_one("shown", shown)
    looks = palette.styles(alive)
    counts = {regime: _alive_counts(regime, values, hunters) for regime, values in alive.items()}
    drawn = {regime: _evenly_spaced(values, shown) for regime, values in counts.items()}
    highest = {regime: int(np.bincount(values).max()) for regime, values in drawn.items()}
    column = INNER / (hunters + 1)
    pitch, abreast = _dot_grid(max(highest.values()), column)
    stacks = {regime: pitch * math.ceil(count / abreast) + 0.06 for regime, count in highest.items()}
    heading, gap, axis = (LABEL + SMALL) * LINE + 0.14, 0.32, 0.55

    body = axis + sum(stacks.values()) + len(stacks) * (heading + gap) - gap
    page = _page(title, note or _what_a_mark_is(counts, shown), body)
    page.write(INNER / 2, 0, "hunters alive at the end", ha="center")
    bottom = axis
    for regime in reversed(counts):
        axes = page.panel(0, bottom, INNER, stacks[regime])
        axes.set(xlim=(-0.5, hunters + 0.5), ylim=(0, stacks[regime]), yticks=[])
        axes.set_xticks(range(0, hunters + 1, math.ceil(hunters / 12)))
        axes.tick_params(labelbottom=bottom == axis)
        axes.grid(visible=False)
        x, y = _stacked(drawn[regime], pitch, abreast, column)
        axes.scatter(
            x,
            y,
            s=(0.84 * pitch * 72) ** 2,
            marker=looks[regime].mark,
            color=looks[regime].colour,
            edgecolors=palette.INK,
            linewidths=5 * pitch,
        )
        top = bottom + stacks[regime] + 0.1
        page.write(0, top + SMALL * LINE + 0.02, _name(regime, words), weight="bold")
        page.write(0, top, _alive_and_lost(counts[regime], hunters), fontsize=SMALL, color=palette.GREY)
        bottom += stacks[regime] + heading + gap
    return page.figure


def flip(
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
    Rows whose interval holds zero are shaded as too close to call. Where the clear results on both sides of such rows,
    or in two neighbouring rows, have opposite signs, the shade says between which values the result flips.
    """
    _refuse_empty("points", points)
    values = sorted(points)
    rows = np.array([points[value] for value in values], dtype=np.float64)
    for value, row in zip(values, rows, strict=True):
        if not (np.all(np.isfinite(row)) and row[1] <= row[0] <= row[2]):
            raise ValueError(
                f"at {parameter} = {value:g} the estimate {row[0]:g} is not within {row[1]:g} to {row[2]:g}."
            )
    named = _alike(values)
    numbers = _in_words(rows)
    regions = _regions(named, rows)

    left = max(_text_width(value, LABEL) for value in named) + 0.15
    numbers_width = max(_text_width(text, SMALL) for text in numbers) + 0.3
    verdicts = [line for region in regions for line in region.text.split("\n")]
    verdicts_width = max([_text_width(line, SMALL, "bold") + 0.2 for line in verdicts], default=0)
    width, height, axis = INNER - left - numbers_width - verdicts_width, ROW * len(values), 0.6
    worse = _wrapped(f"\N{LEFTWARDS ARROW}\N{NO-BREAK SPACE}favours {_name(lower, words)}", width / 2 - 0.1, SMALL)
    better = _wrapped(f"favours {_name(higher, words)}\N{NO-BREAK SPACE}\N{RIGHTWARDS ARROW}", width / 2 - 0.1, SMALL)
    directions = max(_lines(worse), _lines(better)) * SMALL * LINE + 0.1

    page = _page(title, note, axis + height + 0.1 + directions + LABEL * LINE)
    page.write(0, axis + height + 0.1 + directions, parameter, weight="bold")
    page.write(left, axis + height + 0.1, worse, fontsize=SMALL)
    page.write(left + width, axis + height + 0.1, better, fontsize=SMALL, ha="right")
    page.write(left, 0, measure)
    axes = page.panel(left, axis, width, height)
    _difference_axes(axes, named, rows)
    across = axes.get_yaxis_transform()
    for region in regions:
        reach = [0, (INNER - left) / width]
        shade = axes.fill_between(reach, region.top, region.bottom, transform=across, color=palette.SHADE, linewidth=0)
        shade.set(clip_on=False, zorder=0)
        x, y = (width + numbers_width + 0.1) / width, (region.top + region.bottom) / 2
        _write(axes, x, y, region.text, fontsize=SMALL, weight="bold", va="center", transform=across)
    looks = palette.styles([higher, lower])
    for i, (estimate, low, high) in enumerate(rows):
        look = looks[higher] if low > 0 else looks[lower] if high < 0 else UNCLEAR
        axes.plot([low, high], [i, i], color=palette.INK, linewidth=2, solid_capstyle="butt")
        _mark(axes, estimate, i, look)
        _write(axes, 1 + 0.15 / width, i, numbers[i], fontsize=SMALL, va="center", transform=across)
    return page.figure


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


# -------------------------------------------------------------------------------------------------------------- page


class _Page(NamedTuple):
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
        _write(self.figure, (MARGIN + x) / page_width, (self.bottom + y) / page_height, text, **how)


def _page(title: str, note: str, body_height: float) -> _Page:
    """A page with title and caption around a body of the given height."""
    heading = _wrapped(title, INNER, TITLE, "bold")
    caption = _wrapped(f"Model world. {note}".strip(), INNER, SMALL)
    foot = MARGIN + _lines(caption) * SMALL * LINE + 0.2
    head = MARGIN + _lines(heading) * TITLE * LINE + 0.15
    height = foot + body_height + head
    figure = Figure(figsize=(WIDTH, height), facecolor=palette.PAPER, label=title)
    page = _Page(figure, foot)
    page.write(0, MARGIN - foot, caption, fontsize=SMALL, color=palette.GREY)
    page.write(0, height - MARGIN - foot, heading, fontsize=TITLE, weight="bold", va="top")
    return page


def _write(place: Figure | Axes, x: float, y: float, text: str, **how: Any) -> None:
    """Write text in ink; a dollar sign is a dollar sign."""
    place.text(x, y, text, **{"fontsize": LABEL, "color": palette.INK, "va": "bottom", "parse_math": False, **how})


def _text_width(text: str, size: float, weight: str = "normal") -> float:
    """Width of one line of text in inches."""
    width, _, _ = text_to_path.get_text_width_height_descent(text, FontProperties(size=size, weight=weight), False)
    return float(width) / 72


def _wrapped(text: str, width: float, size: float, weight: str = "normal") -> str:
    """Text broken at spaces into lines no wider than `width` inches; a longer word gets a line of its own."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and _text_width(f"{lines[-1]} {word}", size, weight) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return "\n".join(lines)


def _lines(text: str) -> int:
    """Number of lines of a text."""
    return text.count("\n") + 1


def _name(regime: str, words: Mapping[str, str] | None) -> str:
    """Plain words for a regime."""
    return (words or {}).get(regime, regime)


# ------------------------------------------------------------------------------------------------- lines and seasons


class _End(NamedTuple):
    """The end of a line, in data units, and the label beside it."""

    x: float
    y: float
    label: str
    style: Style


def _end(regime: str, x: float, y: float, unit: str, style: Style, words: Mapping[str, str] | None) -> _End:
    """The end of a line, labelled with name and value; the value keeps its unit on its line."""
    value = f"{y:.0f}\N{NO-BREAK SPACE}{unit}"
    return _End(x, y, _wrapped(f"{_name(regime, words)} {value}", LABEL_WIDTH, LABEL), style)


def _label_heights(ends: Sequence[_End]) -> FloatArray:
    """Height of each label with a little air, in inches."""
    return np.array([_lines(end.label) * LABEL * LINE + 0.06 for end in ends])


def _label_column(ends: Sequence[_End]) -> float:
    """Room needed right of a panel for its labels, in inches."""
    return LEADER + MARK + max(_text_width(line, LABEL) for end in ends for line in end.label.split("\n"))


def _line(axes: Axes, x: ArrayLike, y: ArrayLike, style: Style) -> None:
    """Draw one line, in full width where it runs along the axis; where two are the same, both are seen."""
    order = 2.1 if style.dash == "solid" else 2.2
    axes.plot(x, y, color=style.colour, linestyle=style.dash, linewidth=2.4, clip_on=False, zorder=order)


def _mark(axes: Axes, x: float, y: float, style: Style) -> None:
    """Draw one mark, filled with colour and outlined in ink."""
    (mark,) = axes.plot(x, y, style.mark, color=style.colour, markersize=SIZES.get(style.mark, 10.0))
    mark.set(markeredgecolor=palette.INK, markeredgewidth=1.3, clip_on=False, zorder=5)


def _label_ends(page: _Page, axes: Axes, ends: Sequence[_End]) -> None:
    """Write the labels of line ends beside the panel, nudged apart, each with its mark and a leader to its line."""
    box = axes.get_position()
    width, height = page.figure.get_size_inches() * (box.width, box.height)
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    wanted = np.array([(end.y - bottom) / (top - bottom) * height for end in ends])
    centres = _spread(wanted, _label_heights(ends), 0, height)
    mark_x = right + LEADER / width * (right - left)
    text_x = right + (LEADER + MARK) / width * (right - left)
    for end, y in zip(ends, bottom + centres / height * (top - bottom), strict=True):
        axes.plot([end.x, mark_x], [end.y, y], color=end.style.colour, linewidth=1, clip_on=False)
        axes.plot(end.x, end.y, "o", color=end.style.colour, markersize=4, clip_on=False)
        _mark(axes, mark_x, y, end.style)
        _write(axes, text_x, y, end.label, va="center")


def _spread(wanted: FloatArray, heights: FloatArray, lowest: float, highest: float) -> FloatArray:
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


def _percent_axis(axes: Axes) -> None:
    """Ticks at the quarters of 100 percent."""
    axes.set_yticks(range(0, 101, 25), [f"{tick} %" for tick in range(0, 101, 25)])


def _seasons(days: int) -> list[tuple[str, int, int]]:
    """Name, first day and end of each season up to `days`."""
    starts = range(0, days, DAYS_PER_SEASON)
    return [(SEASONS[i % 4], start, min(start + DAYS_PER_SEASON, days)) for i, start in enumerate(starts)]


def _winters_behind(axes: Axes, days: int) -> None:
    """Cool the paper of the winters."""
    for season, start, end in _seasons(days):
        if season == "winter":
            axes.axvspan(start, end, color=palette.WINTER, linewidth=0, zorder=0)


def _season_strip(page: _Page, above: Axes, days: int) -> None:
    """Draw the seasons, the days and the winters behind the lines, at the foot of the lowest panel."""
    _winters_behind(above, days)
    above.tick_params(labelbottom=False)
    width = above.get_position().width * WIDTH
    strip = page.panel(TICKS, TIME_AXIS - 0.34, width, 0.28)
    strip.set(xlim=(0, days), ylim=(0, 1), yticks=[], xticks=_day_ticks(days))
    strip.spines["bottom"].set_visible(False)
    strip.set_xlabel("day", fontsize=SMALL, color=palette.GREY)
    seasons = _seasons(days)
    fits = {name for name in SEASONS if _text_width(name, SMALL) + 0.04 <= width * DAYS_PER_SEASON / days}
    named = fits if fits == set(SEASONS) else fits & {"winter"}
    for i, (season, start, end) in enumerate(seasons):
        if season == "winter":
            strip.axvspan(start, end, facecolor=palette.SNOW, edgecolor=palette.GREY, linewidth=0.8, clip_on=False)
        else:
            strip.axvspan(start, end, color=(palette.SHADE, palette.GRID)[i % 2], linewidth=0)
        if season in named and _text_width(season, SMALL) <= width * (end - start) / days:
            _write(strip, (start + end) / 2, 0.47, season, fontsize=SMALL, ha="center", va="center")


def _day_ticks(days: int) -> range:
    """At most seven round days."""
    step = next(
        (step for step in (1, 2, 5, 10, 15, 30, 90, 180, 360) if days / step <= 6), 360 * math.ceil(days / 2160)
    )
    return range(0, days + 1, step)


def _daily(name: str, values: ArrayLike) -> FloatArray:
    """One row of numbers, some of which may be NaN."""
    line = np.asarray(values, dtype=np.float64)
    if line.ndim != 1 or not np.any(np.isfinite(line)) or np.any(np.isinf(line)):
        raise ValueError(f"{name} has shape {line.shape}: one row with a number for each day is needed, NaN for none.")
    if np.nanmin(line) < 0:
        raise ValueError(f"{name} falls to {np.nanmin(line)}: it must not be negative.")
    return line


def _last_number(line: FloatArray) -> tuple[float, float]:
    """Day and value of the last entry that is a number."""
    day = int(np.flatnonzero(np.isfinite(line))[-1])
    return float(day), float(line[day])


# --------------------------------------------------------------------------------------------------- winters and flip


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
    """The values, or so many evenly spaced quantiles of them if there are more."""
    if len(values) <= shown:
        return values
    return np.quantile(values, (np.arange(shown) + 0.5) / shown, method="inverted_cdf").astype(np.int64)


def _alive_and_lost(counts: IntArray, hunters: int) -> str:
    """What became of all bands of a regime, in words."""
    lost = f"nobody left in {np.sum(counts == 0):,} of {len(counts):,} bands"
    return f"{counts.mean():.1f} of {hunters} hunters alive on average \N{MIDDLE DOT} {lost}"


def _what_a_mark_is(counts: Mapping[str, IntArray], shown: int) -> str:
    """Caption of the winters."""
    if max(len(values) for values in counts.values()) <= shown:
        return "Each mark is one band."
    return f"The {shown} marks of a regime are evenly spaced quantiles of all its bands."


def _dot_grid(highest: int, column: float) -> tuple[float, int]:
    """Largest distance of dots, in inches, and dots abreast, at which the highest stack fits its column."""
    for pitch in np.arange(0.18, 0.03, -0.005):
        abreast = int(0.92 * column / pitch)
        if abreast >= 1 and pitch * math.ceil(highest / abreast) <= DOT_STACK:
            return float(pitch), abreast
    return 0.03, max(1, int(column / 0.03))


def _stacked(values: IntArray, pitch: float, abreast: int, column: float) -> tuple[FloatArray, FloatArray]:
    """Places of the dots: x in hunters, y in inches. Each row of a stack is centred on its column."""
    x, y = [], []
    for value, count in enumerate(np.bincount(values)):
        for dot in range(count):
            row, place = divmod(dot, abreast)
            in_row = min(abreast, count - row * abreast)
            x.append(value + (place - (in_row - 1) / 2) * pitch / column)
            y.append((row + 0.5) * pitch)
    return np.array(x), np.array(y)


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
    """Stretches between clear results: too close to call, or a flip where the clear signs differ."""
    n = len(named)
    sign = np.where(rows[:, 1] > 0, 1, np.where(rows[:, 2] < 0, -1, 0))
    clear = np.flatnonzero(sign).tolist()
    regions = []
    for before, after in pairwise([-1, *clear, n]):
        flips = before >= 0 and after < n and sign[before] != sign[after]
        text = f"flips between {named[before]} and {named[after]}" if flips else "too close to call"
        if after - before > 1:
            regions.append(_Region(before + 0.5, after - 0.5, _wrapped(text, 1.4, SMALL, "bold")))
        elif flips:
            regions.append(_Region(before + 0.28, before + 0.72, text))
    return regions


def _refuse_empty(name: str, table: Mapping[Any, Any]) -> None:
    """Refuse a chart of nothing."""
    if not table:
        raise ValueError(f"{name} is empty: at least one entry is needed.")


def _refuse_below_one(name: str, value: int) -> None:
    """Refuse a chart of no days, no hunters or no marks."""
    if value < 1:
        raise ValueError(f"{name} is {value}: at least 1 is needed.")
