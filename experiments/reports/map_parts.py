"""The part of a report that says where a result flips."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from scipy import stats

from experiments.comparison.regime_map import flips
from experiments.figures.reversal import reversal
from experiments.reports.story import Part, Picture, Rows
from experiments.reports.tiles import MapFrame, scatter, tiles
from experiments.reports.wording import UNCLEAR, label, number
from experiments.statistics.estimates import Interval
from experiments.sweeps.design import Design
from experiments.sweeps.export import Sweep
from hunt.catalogue.measures import look_of

PANELS = 6
MOST_ROWS = 60


def map_parts(sweep: Sweep, found: pd.DataFrame, measure: str, second: str) -> list[Part]:
    """Return one part per scenario, of the first regime against ``second``.

    Each is a picture, sentences and a table of where the sign of the difference changes.
    """
    design = sweep.design
    first = design.regimes[0]
    axes = [name for name in design.factors if pd.api.types.is_numeric_dtype(found[name]) and found[name].nunique() > 1]
    parts = []
    for k, place in enumerate(design.scenarios):
        here = found[found["scenario"] == place]
        where = f" in {place}" if len(design.scenarios) > 1 else ""
        name = f"map-{k}"
        if second != design.regimes[1]:
            where, name = f"{where}, against {second}", f"map-{k}-{design.regimes.index(second)}"
        shown = _Map(design, here, axes, measure, (first, second))
        drawn = shown.drawn(f"Where the result flips{where}")
        items = _flip_items(here, axes, first)
        if drawn is None and not items:
            continue
        parts.append(
            Part(
                f"Where it flips{where}",
                [f"Difference of {first} and {second} in {label(measure)}, at each point over pairs with equal luck."],
                items=items,
                pictures=[] if drawn is None else [Picture(name, drawn, shown.sentence())],
                table=_map_rows(here, list(design.factors), measure) if len(here) <= MOST_ROWS else [],
                note="" if len(here) <= MOST_ROWS else "All points with their intervals are in map.csv.",
            )
        )
    return parts


@dataclass(frozen=True)
class _Map:
    """The differences of two regimes at the points of a design, in one scenario."""

    design: Design
    rows: pd.DataFrame
    axes: list[str]  # numeric factors that vary
    measure: str
    regimes: tuple[str, str]

    def drawn(self, title: str) -> Figure | None:
        """Draw what the design allows: a row of differences, a grid of tiles, or a cloud of points."""
        rows, axes = self.rows, self.axes
        first, second = self.regimes
        if not axes or self.design.kind == "one-at-a-time" or len(rows) < 2:
            return None
        if len(axes) == 1 and rows[axes[0]].nunique() == len(rows) and not look_of(self.measure).more_is_worse:
            points = {row[axes[0]]: Interval(row["estimate"], row["low"], row["high"]) for _, row in rows.iterrows()}
            what = f"difference in {label(self.measure)}"
            return reversal(points, axes[0], title, measure=what, higher=first, lower=second)
        axes = sorted(axes, key=lambda one: -_matters(rows, one))[:3] if len(axes) > 3 else axes
        if self.design.kind == "factorial" and len(axes) in (2, 3) and not rows.duplicated(axes).any():
            return self._tiles(axes, title)
        across, up = sorted(axes, key=lambda one: -_matters(rows, one))[:2]
        return scatter(rows, MapFrame(across, up, first, second), title)

    def _tiles(self, axes: list[str], title: str) -> Figure:
        """Draw one grid of two factors, or one grid for each of some values of a third."""
        rows, regimes, factor = self.rows, self.regimes, look_of(self.measure).factor
        if len(axes) == 2:
            return tiles(rows, MapFrame(*axes, *regimes), title, factor=factor)
        least = min(axes, key=lambda one: rows[one].nunique())
        values = sorted(rows[least].unique())
        values = [values[round(i)] for i in np.linspace(0, len(values) - 1, min(PANELS, len(values)))]
        panels = [(f"{least} = {value:g}", rows[rows[least] == value]) for value in values]
        frame = MapFrame(*(one for one in axes if one != least), *regimes)
        return tiles(rows, frame, title, panels=panels, factor=factor)

    def sentence(self) -> str:
        """Say under which regime the measure is higher, and at how many points."""
        first, second = self.regimes
        counts = self.rows["verdict"].value_counts()
        return (
            f"{label(self.measure).capitalize()} is higher under {first} at {counts.get('higher', 0)} points, under "
            f"{second} at {counts.get('lower', 0)}, and {counts.get(UNCLEAR, 0)} are too close to call."
        )


def _matters(here: pd.DataFrame, name: str) -> float:
    found = stats.spearmanr(here[name], here["estimate"]).statistic if here["estimate"].nunique() > 1 else 0.0
    return abs(float(found)) if np.isfinite(found) else 0.0


def _flip_items(here: pd.DataFrame, axes: list[str], first: str) -> list[str]:
    """Say along which factor the sign of the difference clearly changes while all others stay the same."""
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
