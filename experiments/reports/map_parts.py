"""The part of a report that says where a result flips."""

import numpy as np
import pandas as pd
from scipy import stats

from experiments.comparison.regime_map import flips
from experiments.figures.reversal import reversal
from experiments.reports.story import Part, Picture, Rows
from experiments.reports.tiles import scatter, tiles
from experiments.reports.wording import UNCLEAR, label, number
from experiments.statistics.estimates import Interval
from experiments.sweeps.export import Sweep
from hunt.catalogue.measures import look_of

PANELS = 6
MOST_ROWS = 60


def map_parts(sweep: Sweep, found: pd.DataFrame, measure: str) -> list[Part]:
    design = sweep.design
    first, second = design.regimes[:2]
    axes = [name for name in design.factors if pd.api.types.is_numeric_dtype(found[name]) and found[name].nunique() > 1]
    parts = []
    for k, place in enumerate(design.scenarios):
        here = found[found["scenario"] == place]
        where = f" in {place}" if len(design.scenarios) > 1 else ""
        drawn = _map(sweep, here, axes, first, second, f"Where the result flips{where}", k, measure)
        items = _flip_items(here, axes, first)
        if drawn is None and not items:
            continue
        parts.append(
            Part(
                f"Where it flips{where}",
                [f"Difference of {first} and {second} in {label(measure)}, at each point over pairs with one luck."],
                items=items,
                pictures=[] if drawn is None else [drawn],
                table=_map_rows(here, list(design.factors), measure) if len(here) <= MOST_ROWS else [],
                note="" if len(here) <= MOST_ROWS else "All points with their intervals are in map.csv.",
            )
        )
    return parts


def _map(
    sweep: Sweep, here: pd.DataFrame, axes: list[str], first: str, second: str, title: str, k: int, measure: str
) -> Picture | None:
    """Draw what the design allows: a row of differences, a grid of tiles, or a cloud of points."""
    counts = here["verdict"].value_counts()
    twin = (
        f"{label(measure).capitalize()} is higher under {first} at {counts.get('higher', 0)} points, under {second} "
        f"at {counts.get('lower', 0)}, and {counts.get(UNCLEAR, 0)} are too close to call."
    )
    name = f"map-{k}"
    if not axes or sweep.design.kind == "one-at-a-time" or len(here) < 2:
        return None
    if len(axes) == 1 and here[axes[0]].nunique() == len(here) and not look_of(measure).more_is_worse:
        points = {row[axes[0]]: Interval(row["estimate"], row["low"], row["high"]) for _, row in here.iterrows()}
        what = f"difference in {label(measure)}"
        drawn = reversal(points, axes[0], title, measure=what, higher=first, lower=second)
        return Picture(name, drawn, twin)
    axes = sorted(axes, key=lambda one: -_matters(here, one))[:3] if len(axes) > 3 else axes
    grid, factor = sweep.design.kind == "factorial", look_of(measure).factor
    if grid and len(axes) == 2 and not here.duplicated(axes).any():
        return Picture(name, tiles(here, *axes, title, first=first, second=second, factor=factor), twin)
    if grid and len(axes) == 3 and not here.duplicated(axes).any():
        least = min(axes, key=lambda one: here[one].nunique())
        across, up = (one for one in axes if one != least)
        values = sorted(here[least].unique())
        values = [values[round(i)] for i in np.linspace(0, len(values) - 1, min(PANELS, len(values)))]
        panels = [(f"{least} = {value:g}", here[here[least] == value]) for value in values]
        drawn = tiles(here, across, up, title, first=first, second=second, panels=panels, factor=factor)
        return Picture(name, drawn, twin)
    across, up = sorted(axes, key=lambda one: -_matters(here, one))[:2]
    return Picture(name, scatter(here, across, up, title, first=first, second=second), twin)


def _matters(here: pd.DataFrame, name: str) -> float:
    found = stats.spearmanr(here[name], here["estimate"]).statistic if here["estimate"].nunique() > 1 else 0.0
    return abs(float(found)) if np.isfinite(found) else 0.0


def _flip_items(here: pd.DataFrame, axes: list[str], first: str) -> list[str]:
    """Say along which factor, everything else held, a clear sign turns over."""
    said = []
    for name in axes:
        others = [one for one in axes if one != name]
        found = flips(here, name, others)
        lines = here.groupby(others).ngroups if others else 1
        if len(found) and here.groupby(others).size().max() > 1 if others else len(found):
            low, high = found["below"].min(), found["above"].max()
            said.append(
                f"Along {name} the sign turns in {len(found)} of {lines} lines, between {low:g} and {high:g}."
                if lines > 1
                else f"Along {name} {first} turns {found['turns'].iloc[0]} between {low:g} and {high:g}."
            )
    return said


def _map_rows(here: pd.DataFrame, factors: list[str], measure: str) -> Rows:
    unit = ", points" if look_of(measure).percent else ""
    rows = [[*factors, f"difference{unit}", "95 % interval", ""]]
    for _, row in here.iterrows():
        estimate, low, high = (
            number(row[one], measure, "+").removesuffix(" points") for one in ("estimate", "low", "high")
        )
        values = [f"{row[name]:g}" if isinstance(row[name], int | float) else str(row[name]) for name in factors]
        means = "unclear" if row["verdict"] == UNCLEAR else row["verdict"]
        rows.append([*values, estimate, f"{low} to {high}", means])
    return rows
