"""Lines by day, drawn as SVG in the colours and words of the page: each line is named at its end."""

import html
import math
from collections.abc import Mapping, Sequence

WIDTH, HEIGHT = 900, 268
LEFT, RIGHT, TOP, BOTTOM = 52, 250, 14, 34
APART = 20
"""Lines of text at the right need this much room each."""

LONGEST = 30
"""Characters of a name that fit at the right."""

Band = Sequence[tuple[float, float]]


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
    """Return places near those wanted, in the same order, none nearer to another than ``apart``."""
    order = sorted(range(len(wanted)), key=lambda k: wanted[k])
    placed = [0.0] * len(wanted)
    last = low - apart
    for k in order:
        last = placed[k] = max(wanted[k], last + apart)
    over = last - high
    for k in reversed(order):  # what was pushed out at the bottom moves up again
        if over <= 0:
            break
        placed[k] = min(placed[k], high)
        high = placed[k] - apart
        over = max((placed[j] for j in order[: order.index(k)]), default=low) - high
    return placed


def day_lines(
    lines: Mapping[str, Sequence[float]],
    names: Mapping[str, str],
    *,
    top: float,
    unit: str,
    day: str,
    bands: Mapping[str, Band] | None = None,
    end: Mapping[str, str] | None = None,
) -> str:
    """Return lines by day as SVG, with the area between the limits of each where there are any.

    ``names`` are written at the ends of the lines, followed by ``end``; ``unit`` heads the axis, and ``day`` names the
    other one.
    """
    days = max(len(line) for line in lines.values())

    def x(k: int) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * k / max(1, days - 1)

    def y(value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (1.0 - value / top)

    drawn = [_axes(days, top, x, y, unit, day)]
    for k, (id, limits) in enumerate((bands or {}).items()):
        lower = [(x(i), y(low)) for i, (low, _) in enumerate(limits)]
        upper = [(x(i), y(high)) for i, (_, high) in reversed(list(enumerate(limits)))]
        drawn.append(f'<path class="area line-{k}" d="{path_of([*lower, *upper])}Z"/>' if id in lines else "")
    last = [next((v for v in reversed(line) if math.isfinite(v)), 0.0) for line in lines.values()]
    places = spread([y(value) for value in last], APART, TOP + 6, HEIGHT - BOTTOM)
    for k, (id, line) in enumerate(lines.items()):
        drawn.append(f'<path class="line line-{k}" d="{path_of([(x(i), y(value)) for i, value in enumerate(line)])}"/>')
        name = names[id] if len(names[id]) <= LONGEST else f"{names[id][:LONGEST]}\N{HORIZONTAL ELLIPSIS}"
        number = f"{end[id]} " if end else ""
        at, place = WIDTH - RIGHT + 8, places[k]
        drawn.append(f'<path class="line key line-{k}" d="M{at} {place:.1f}h26"/>')
        drawn.append(
            f'<text x="{at + 34}" y="{place + 5:.1f}"><tspan class="strong">{number}</tspan>{_safe(name)}</text>'
        )
    return f'<svg class="days" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">{"".join(drawn)}</svg>'


def _safe(text: str) -> str:
    return html.escape(text)


def _axes(days: int, top: float, x, y, unit: str, day: str) -> str:  # type: ignore[no-untyped-def]
    step = _step(top)
    parts = []
    for k in range(int(top / step + 1e-9) + 1):
        at = y(k * step)
        parts.append(f'<path class="grid" d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}"/>')
        label = f"{k * step:g}{unit if (k + 1) * step > top + 1e-9 else ''}"
        parts.append(f'<text class="axis" text-anchor="end" x="{LEFT - 6}" y="{at + 5:.1f}">{_safe(label)}</text>')
    quarter = next(one for one in (30, 60, 90, 180, 360, 720, 3600) if (days - 1) / one <= 6)
    for at in range(0, days + 1, quarter):
        word = f"{day} {at}" if at == 0 else f"{at}"
        place = x(min(at, days - 1))
        parts.append(f'<text class="axis" text-anchor="middle" x="{place:.1f}" y="{HEIGHT - 10}">{_safe(word)}</text>')
    return "".join(parts)


def _step(top: float) -> float:
    """Return a step that divides an axis evenly, where the top is a whole number that can be, or a round one."""
    for parts in (4, 5, 3, 6):
        if (top / parts).is_integer():
            return top / parts
    power = 10.0 ** math.floor(math.log10(top))
    return next(step * power for step in (0.125, 0.2, 0.25, 0.5, 1.0, 2.0) if top / (step * power) <= 5.0)
