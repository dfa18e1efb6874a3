"""The time axis of a chart: days, seasons, shaded winters."""

import math
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from experiments.figures import palette
from experiments.figures.layout import SMALL, TICKS, TIME_AXIS, WIDTH, FloatArray, Page, text_width, write_text

SEASONS: Final = ("spring", "summer", "autumn", "winter")
DAYS_PER_SEASON: Final = 90


def seasons_of(days: int) -> list[tuple[str, int, int]]:
    """Name, first day and end of each season up to `days`."""
    starts = range(0, days, DAYS_PER_SEASON)
    return [(SEASONS[i % 4], start, min(start + DAYS_PER_SEASON, days)) for i, start in enumerate(starts)]


def shade_winters(axes: Axes, days: int) -> None:
    """Shade the winters."""
    for season, start, end in seasons_of(days):
        if season == "winter":
            axes.axvspan(start, end, color=palette.WINTER, linewidth=0, zorder=0)


def season_strip(page: Page, above: Axes, days: int) -> None:
    """Draw seasons and days at the foot of the lowest panel, and shade the winters behind the lines."""
    shade_winters(above, days)
    above.tick_params(labelbottom=False)
    width = above.get_position().width * WIDTH
    strip = page.panel(TICKS, TIME_AXIS - 0.34, width, 0.28)
    strip.set(xlim=(0, days), ylim=(0, 1), yticks=[], xticks=day_ticks(days))
    strip.spines["bottom"].set_visible(False)
    strip.set_xlabel("day", fontsize=SMALL, color=palette.GREY)
    seasons = seasons_of(days)
    fits = {name for name in SEASONS if text_width(name, SMALL) + 0.04 <= width * DAYS_PER_SEASON / days}
    named = fits if fits == set(SEASONS) else fits & {"winter"}
    for i, (season, start, end) in enumerate(seasons):
        if season == "winter":
            strip.axvspan(start, end, facecolor=palette.SNOW, edgecolor=palette.GREY, linewidth=0.8, clip_on=False)
        else:
            strip.axvspan(start, end, color=(palette.SHADE, palette.GRID)[i % 2], linewidth=0)
        if season in named and text_width(season, SMALL) <= width * (end - start) / days:
            write_text(strip, (start + end) / 2, 0.47, season, fontsize=SMALL, ha="center", va="center")


def day_ticks(days: int) -> range:
    """At most seven round days."""
    step = next(
        (step for step in (1, 2, 5, 10, 15, 30, 90, 180, 360) if days / step <= 6), 360 * math.ceil(days / 2160)
    )
    return range(0, days + 1, step)


def daily_values(name: str, values: ArrayLike) -> FloatArray:
    """One row of numbers, some of which may be NaN."""
    line = np.asarray(values, dtype=np.float64)
    if line.ndim != 1 or not np.any(np.isfinite(line)) or np.any(np.isinf(line)):
        raise ValueError(f"{name} has shape {line.shape}: one row with a number for each day is needed, NaN for none.")
    if np.nanmin(line) < 0:
        raise ValueError(f"{name} falls to {np.nanmin(line)}: it must not be negative.")
    return line


def last_number(line: FloatArray) -> tuple[float, float]:
    """Day and value of the last entry that is a number."""
    day = int(np.flatnonzero(np.isfinite(line))[-1])
    return float(day), float(line[day])
