"""A sweep of one or two parameters, and its map: where the result turns."""

import html
from typing import Any

import numpy as np
import solara

from dashboards.shared.address import check_size
from dashboards.shared.job_queue import Job
from dashboards.shared.page_parts import Table
from hunt.catalogue.arms import REFERENCE, check_alike, checked_arm, read_arm
from hunt.catalogue.regimes import regime
from hunt.catalogue.scenarios import scenario
from hunt.errors import HuntError

MEASURE = "alive_share"


def sweep(where: str, arms: tuple[str, str], settings: dict[str, Any], axes: dict[str, list[Any]], runs: int) -> Any:
    """Return the work of a sweep, or refuse it before it waits in the line.

    A band without any pay rule is simulated as well, for reference, if neither of the two has none.
    """
    valley = scenario(where)
    if arms[0] == arms[1]:
        raise HuntError(f"{arms[0]} cannot be compared with itself; choose another band.")
    names = list(axes)
    for name in names:
        if any(name in dict(read_arm(one).settings) for one in arms):
            raise HuntError(f"{name} is a setting of one of the bands alone, so it cannot be swept; choose another.")
    grid = [{}]
    for name in names:
        grid = [point | {name: value} for value in axes[name] for point in grid]
    made = []
    for point in grid:
        swept = {id: checked_arm(id, valley, **(settings | point))[0] for id in dict.fromkeys((*arms, REFERENCE))}
        check_alike(swept)
        for one in swept.values():
            check_size(one)
        made.append((point, swept))
    of = sum(len(swept) for _, swept in made) * runs

    def work(job: Job) -> list[dict[str, Any]]:
        from experiments.comparison.compare import changes_of, verdict
        from experiments.ensemble import run_ensemble
        from experiments.statistics.estimates import paired_difference

        points = job.parts
        job.say((0, of))
        for k, (point, swept) in enumerate(made):
            table = run_ensemble(swept, runs, changes=changes_of(arms)).table
            alive = {id: table.loc[table["arm"] == id, MEASURE].to_numpy() for id in swept}
            difference = paired_difference(*(alive[id] for id in arms))
            points.append(
                {"at": point, "alive": [float(np.mean(one)) for one in alive.values()],
                 "extinct": [float(np.mean(one == 0.0)) for one in alive.values()],
                 "low": difference.low, "high": difference.high, "estimate": difference.estimate,
                 "verdict": verdict(difference.low, difference.high)}
            )  # fmt: skip
            job.say(((k + 1) * len(swept) * runs, of))
        return points

    return work


def in_words(point: dict[str, Any]) -> str:
    """Return a difference in points; one that is too close to call gets a circle."""
    points = round(100 * point["estimate"])
    text = f"{points:+d}".replace("-", "\N{MINUS SIGN}") if points else "0"
    return f"\N{WHITE CIRCLE} {text}" if point["verdict"] == "too close to call" else text


@solara.component
def Map(points: list[dict[str, Any]], first: str, second: str) -> None:
    """Draw the points as a map of squares, and write them as a table."""
    names = list(points[0]["at"])
    across = sorted({point["at"][names[0]] for point in points})
    down = sorted({point["at"][names[1]] for point in points}, reverse=True) if len(names) > 1 else [None]
    known = {tuple(point["at"].values()): point for point in points}
    rows = []
    for y in down:
        cells = []
        for x in across:
            point = known.get((x,) if y is None else (x, y))
            kind = point["verdict"].split()[0] if point else "open"
            words = in_words(point) if point else ""
            cells.append(f'<td class="{kind}">{words}</td>')
        head = f'<th scope="row">{y:g}</th>' if y is not None else ""
        rows.append(f"<tr>{head}{''.join(cells)}</tr>")
    corner = (
        f"<th>{html.escape(names[1])} \N{UPWARDS ARROW}, {html.escape(names[0])} \N{RIGHTWARDS ARROW}</th>"
        if len(names) > 1
        else ""
    )
    head = "".join(f'<th scope="col">{x:g}</th>' for x in across)
    legend = (
        f"Difference in the share alive, {first} less {second}, in points. "
        f"+ {first} does better, \N{MINUS SIGN} worse, \N{WHITE CIRCLE} too close to call."
    )
    table = f"<table class='map'><caption>{html.escape(legend)}</caption><tr>{corner}{head}</tr>{''.join(rows)}</table>"
    solara.HTML(tag="div", classes=["table"], attributes={"tabindex": "0", "id": "map"}, unsafe_innerHTML=table)
    arms = [first, second, regime(REFERENCE).title][: len(points[0]["alive"])]
    heads = [head for arm in arms for head in (f"{arm}, % alive", "P(extinct), %")]
    lines = [[*names, *heads, "difference [95 % interval]", ""]]
    for point in points:
        interval = f"{100 * point['estimate']:+.1f} [{100 * point['low']:+.1f}, {100 * point['high']:+.1f}]"
        pairs = zip(point["alive"], point["extinct"], strict=True)
        shares = [f"{100 * share:.1f}" for pair in pairs for share in pair]
        lines.append([*(f"{value:g}" for value in point["at"].values()), *shares, interval, point["verdict"]])
    Table(lines, f"Model world. The difference is {first} less {second}; P(extinct) is how often nobody is left.")
