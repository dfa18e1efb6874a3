"""Lines by day, drawn as SVG in the colours and words of the page; on a phone, in a shape of its own."""

import html
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

TOP, BOTTOM = 14, 34
ROW = 20
"""Height of a line of text."""

LONGEST = 30
"""Characters of a line of text that fit next to the lines."""

Band = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Shape:
    """The size of a drawing; names stand at the ends of the lines if there is room on the right, or else below."""

    kind: str
    width: int
    height: int
    left: int
    right: int


SHAPES = (Shape("wide", 960, 268, 52, 310), Shape("narrow", 380, 230, 40, 16))


@dataclass(frozen=True)
class Chart:
    """What is drawn: lines with their names, the numbers at their ends, and the limits of those that have some."""

    lines: Mapping[str, Sequence[float]]
    names: Mapping[str, str]
    top: float
    unit: str
    day: str
    bands: Mapping[str, Band]
    end: Mapping[str, str]


def path_of(points: Sequence[tuple[float, float]]) -> str:
    """Return the path through points; a day without a number is a gap."""
    words, pen = [], "M"
    for x, y in points:
        if math.isfinite(y):
            words.append(f"{pen}{x:.1f} {y:.1f}")
            pen = "L"
        else:
            pen = "M"
    return "".join(words)


def spread(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Return places near those wanted, in the same order, none nearer to another than ``apart``, at most ``high``."""
    order = sorted(range(len(wanted)), key=lambda k: wanted[k])
    placed = [0.0] * len(wanted)
    last = low - apart
    for k in order:
        last = placed[k] = max(wanted[k], last + apart)
    for k in reversed(order):  # what was pushed out at the bottom moves up again
        placed[k] = min(placed[k], high)
        high = placed[k] - apart
    return placed


def day_lines(chart: Chart) -> str:
    """Return the drawing in both shapes; the style sheet shows one of them."""
    return "".join(_drawn(chart, shape) for shape in SHAPES)


def _drawn(chart: Chart, shape: Shape) -> str:
    days = max(len(line) for line in chart.lines.values())

    def x(k: int) -> float:
        return shape.left + (shape.width - shape.left - shape.right) * k / max(1, days - 1)

    def y(value: float) -> float:
        return TOP + (shape.height - TOP - BOTTOM) * (1.0 - value / chart.top)

    drawn = _axes(chart, shape, days, x, y)
    for k, limits in enumerate(chart.bands.get(id, ()) for id in chart.lines):
        lower = [(x(i), y(low)) for i, (low, _) in enumerate(limits)]
        upper = [(x(i), y(high)) for i, (_, high) in enumerate(limits)]
        drawn.append(f'<path class="area line-{k}" d="{path_of([*lower, *reversed(upper)])}"/>' if lower else "")
    for k, line in enumerate(chart.lines.values()):
        drawn.append(f'<path class="line line-{k}" d="{path_of([(x(i), y(one)) for i, one in enumerate(line)])}"/>')
    room = 0
    if shape.right > 100:
        drawn += _names_at_the_ends(chart, shape, y)
    else:
        room = ROW * sum(len(_split(name)) for name in chart.names.values()) + 6
        drawn += _names_below(chart, shape)
    size = f'viewBox="0 0 {shape.width} {shape.height + room}"'
    return f'<svg class="days {shape.kind}" {size} aria-hidden="true">{"".join(drawn)}</svg>'


def _split(name: str) -> list[str]:
    """Return a name in lines: what differs besides the rule stands below it."""
    first, _, rest = name.partition(" \N{MIDDLE DOT} ")
    return [
        line if len(line) <= LONGEST else f"{line[:LONGEST]}\N{HORIZONTAL ELLIPSIS}" for line in (first, rest) if line
    ]


def _named(chart: Chart, k: int, id: str, at: float, place: float) -> str:
    first, *rest = _split(chart.names[id])
    number = f'<tspan class="strong">{html.escape(chart.end[id])}</tspan> ' if id in chart.end else ""
    below = "".join(f'<text x="{at + 34:.1f}" y="{place + 5 + ROW:.1f}">{html.escape(one)}</text>' for one in rest)
    return (
        f'<path class="line line-{k}" d="M{at:.1f} {place:.1f}h26"/>'
        f'<text x="{at + 34:.1f}" y="{place + 5:.1f}">{number}{html.escape(first)}</text>{below}'
    )


def _names_at_the_ends(chart: Chart, shape: Shape, y: Callable[[float], float]) -> list[str]:
    last = [next((one for one in reversed(line) if math.isfinite(one)), 0.0) for line in chart.lines.values()]
    apart = ROW * max(len(_split(name)) for name in chart.names.values())
    places = spread([y(value) for value in last], apart, TOP + 6, shape.height - BOTTOM)
    at = shape.width - shape.right + 8
    return [_named(chart, k, id, at, places[k]) for k, id in enumerate(chart.lines)]


def _names_below(chart: Chart, shape: Shape) -> list[str]:
    found, place = [], float(shape.height + ROW / 2)
    for k, id in enumerate(chart.lines):
        found.append(_named(chart, k, id, 2, place))
        place += ROW * len(_split(chart.names[id]))
    return found


def _axes(chart: Chart, shape: Shape, days: int, x: Callable[[int], float], y: Callable[[float], float]) -> list[str]:
    step, parts = _step(chart.top), []
    right = shape.width - shape.right
    for k in range(int(chart.top / step + 1e-9) + 1):
        at = y(k * step)
        parts.append(f'<path class="grid" d="M{shape.left} {at:.1f}H{right}"/>')
        label = html.escape(f"{k * step:g}{chart.unit}")
        parts.append(f'<text class="axis" text-anchor="end" x="{shape.left - 6}" y="{at + 5:.1f}">{label}</text>')
    most = 6 if shape.width > 600 else 4
    every = next(one for one in (30, 60, 90, 180, 360, 720, 3600) if (days - 1) / one <= most)
    for day in range(0, days, every):
        word = html.escape(f"{chart.day} {day}" if day == 0 else f"{day}")
        at = x(day)
        parts.append(f'<text class="axis" text-anchor="middle" x="{at:.1f}" y="{shape.height - 10}">{word}</text>')
    return parts


def _step(top: float) -> float:
    """Return a step that divides an axis evenly, where the top is a whole number that can be, or a round one."""
    for parts in (4, 5, 3, 6):
        if (top / parts).is_integer():
            return top / parts
    power = 10.0 ** math.floor(math.log10(top))
    return next(step * power for step in (0.125, 0.2, 0.25, 0.5, 1.0, 2.0) if top / (step * power) <= 5.0)
