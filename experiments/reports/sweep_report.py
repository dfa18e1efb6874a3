"""What a sweep has to tell."""

import math
from typing import Any

import numpy as np
import pandas as pd

from experiments.comparison.regime_map import all_maps, means
from experiments.figures.hundred_runs import hundred_runs
from experiments.figures.survival import survival_curves
from experiments.reports.averages import differences, measured, over_the_design
from experiments.reports.daily_parts import daily_parts
from experiments.reports.map_parts import MOST_ROWS, map_parts
from experiments.reports.story import Part, Picture, Rows, Story
from experiments.reports.wording import UNCLEAR, label, number
from experiments.statistics.estimates import Interval, probability_of_superiority
from experiments.statistics.survival import band_survival_curve
from experiments.sweeps.export import Sweep
from hunt.catalogue.measures import COMPARED, look_of
from hunt.catalogue.regimes import regime
from hunt.catalogue.scenarios import scenario
from hunt.errors import HuntError

CURVES = 10_000
"""Bands of a regime that go into a survival curve, evenly spaced over the sweep."""


def story_of_sweep(sweep: Sweep, measure: str, command: str) -> Story:
    """Return the report of a sweep."""
    design = sweep.design
    table = sweep.columns("point", "scenario", "regime", "run", "alive", "error", *_wanted(measure))
    if table.empty:
        raise HuntError(f"{sweep.store.folder} holds no finished chunk yet; go on with --resume.")
    ended = table[table["error"].isna()].reset_index(drop=True)
    parts = [_lived(sweep, table), _regimes(sweep)]
    maps = {} if len(design.regimes) < 2 or design.pairing == "independent" else all_maps(sweep, measure)
    parts.append(Part("Results", items=_sentences(sweep, ended, measure, maps)))
    pictures = _curves(sweep, ended)
    if pictures:
        parts.append(Part("To be seen", pictures=pictures))
    parts += daily_parts(sweep)
    for second, found in maps.items():
        if sweep.plan.points > 1 and len(found):
            parts += map_parts(sweep, found, measure, second)
    if len(design.regimes) == 1 and sweep.plan.points > 1:
        parts.append(_cells(sweep, measure))
    parts += _statistics(sweep, ended)
    parts.append(_fails(sweep, table))
    parts.append(_settings(sweep))
    parts.append(Part("Reproduce it", ["The manifest in this folder is enough."], code=command))
    return Story(design.title, design.question, parts)


def _wanted(measure: str) -> list[str]:
    names = [name for name in (*COMPARED, measure) if look_of(name).of_runs is None]
    return list(dict.fromkeys([*names, "eaten", "days_lived"]))


def _lived(sweep: Sweep, table: pd.DataFrame) -> Part:
    design, plan = sweep.design, sweep.plan
    factors = [f"{name} ({'lever' if name in design.levers else 'uncertainty'})" for name in design.factors]
    said = [
        f"{len(table):,} runs: {plan.points:,} points ({design.kind}) under {len(plan.arms)} arms.",
        f"Factors: {', '.join(factors)}." if factors else "No factors.",
        {
            "paired": f"Run i has the seed {design.seed} + i at every point and under every regime.",
            "worlds": "Each world of the uncertainties has seeds of its own, shared by levers and regimes.",
            "independent": "No two runs share a seed, so nothing is paired.",
        }[design.pairing],
    ]
    if design.stop is not None:
        runs = table.groupby("point")["run"].max() + 1
        said.append(
            f"Runs went on until the interval of {design.stop.measure} was narrower than {design.stop.half_width:g} to "
            f"either side: {runs.min():,} to {runs.max():,} of each arm."
        )
    for own in {one.rules: None for one in design.arms.values() if one.rules is not None}:
        said.append(f"By rules of the user's own, {own.name}; their text is in the manifest.")
    if design.measures is not None:
        said += [f"{name}: {says} ({design.measures.name})." for name, says in design.measures.says().items()]
    if not sweep.complete:
        said.append(
            f"The sweep is not finished: {sweep.done} of {plan.chunks} chunks are here, evenly spread over the design."
        )
    return Part("Runs", items=said)


def _regimes(sweep: Sweep) -> Part:
    said = []
    for id in sweep.design.regimes:
        try:
            said.append(f"{regime(id).title} ({id}): {regime(id).words}")
        except HuntError:  # a file that is not here; its settings are in the manifest
            said.append(id)
    for id in sweep.design.scenarios:
        try:
            said.append(f"Scenario {scenario(id).title} ({id}): {scenario(id).question}")
        except HuntError:
            said.append(f"Scenario {id}")
    return Part("Regimes and scenarios", items=said)


def _sentences(sweep: Sweep, table: pd.DataFrame, measure: str, maps: dict[str, pd.DataFrame]) -> list[str]:
    design, said = sweep.design, []
    what = label(measure)
    for place in design.scenarios:
        here = table[table["scenario"] == place]
        where = f" in {place}" if len(design.scenarios) > 1 else ""
        means = {id: over_the_design(sweep, here[here["regime"] == id], measure) for id in design.regimes}
        told = [f"{number(one.estimate, measure)} under {id}" for id, one in means.items() if one is not None]
        if told:
            said.append(f"Averaged over all points{where}, {what} is {', '.join(told)}.")
        if design.pairing == "independent":
            continue
        for other in design.regimes[1:]:
            gap = over_the_design(sweep, differences(here, design.regimes[0], other, measure), measure)
            if gap is not None:
                low, high = number(gap.low, measure, "+"), number(gap.high, measure, "+")
                said.append(
                    f"With the same luck{where}, {design.regimes[0]} differs from {other} by "
                    f"{number(gap.estimate, measure, '+')} (95 % interval {low} to {high})."
                )
    for second, found in maps.items():
        if len(found) > 1:
            counts = found["verdict"].value_counts()
            said.append(
                f"Of {len(found):,} points it is higher under {design.regimes[0]} than under {second} at "
                f"{counts.get('higher', 0):,}, lower at {counts.get('lower', 0):,}, and {counts.get(UNCLEAR, 0):,} are "
                "too close to call."
            )
    return said


# --- figures ------------------------------------------------------------------------------------------------------


def _curves(sweep: Sweep, table: pd.DataFrame) -> list[Picture]:
    """Return survival and distribution of each scenario, if all arms have the same size and length."""
    sizes = {(one.hunters, one.days) for one in sweep.design.arms.values()}
    if len(sizes) > 1 or {"hunters", "days"} & set(sweep.design.factors):
        return []
    ((hunters, days),) = sizes
    pictures = []
    for k, place in enumerate(sweep.design.scenarios):
        died = _death_days(sweep, place)
        alive = {
            id: table.loc[(table["scenario"] == place) & (table["regime"] == id), "alive"].to_numpy(np.int64)
            for id in sweep.design.regimes
        }
        if any(len(days_) < 2 for days_ in died.values()):
            continue
        over = "all points together" if sweep.plan.points > 1 else "one point"
        where = f" in {place}" if len(sweep.design.scenarios) > 1 else ""
        curves = {id: band_survival_curve(rows, days) for id, rows in died.items()}
        ends = " and ".join(f"{100.0 * one['alive'].iloc[-1]:.0f} % under {id}" for id, one in curves.items())
        shown = max(map(len, died.values()))
        few = f", of {shown:,} evenly spaced bands" if shown < max(map(len, alive.values())) else ""
        pictures.append(
            Picture(
                f"survival-{k}",
                survival_curves(curves, f"Who is still alive{where}, {over}", days, note=f"By regime{few}."),
                f"At the end {ends} of the hunters are alive{where}.",
            )
        )
        lost = " and ".join(f"{np.mean(one == 0):.0%} of the bands under {id}" for id, one in alive.items())
        pictures.append(
            Picture(
                f"winters-{k}",
                hundred_runs(alive, hunters, f"One hundred runs{where}, {over}"),
                f"Nobody is left in {lost}{where}.",
            )
        )
    return pictures


def _death_days(sweep: Sweep, place: str) -> dict[str, np.ndarray[Any, Any]]:
    """Return who died when, [band, hunter] by regime; of large sweeps a part, evenly spaced."""
    rows: dict[str, list[Any]] = {id: [] for id in sweep.design.regimes}
    arms = len(sweep.plan.arms)
    every = max(1, math.ceil(sweep.plan.all_rows() / arms / CURVES))
    counted = dict.fromkeys(rows, 0)
    for part in sweep.tables(["scenario", "regime", "died"]):
        chunk = part.to_pandas()
        for id in rows:
            some = chunk.loc[(chunk["scenario"] == place) & (chunk["regime"] == id), "died"].dropna()
            rows[id] += [one for k, one in enumerate(some, counted[id]) if k % every == 0]
            counted[id] += len(some)
    return {id: np.array(some, np.int64) for id, some in rows.items()}


def _cells(sweep: Sweep, measure: str) -> Part:
    """Return the mean of every point, where there is one regime and nothing to take the difference of."""
    found, factors = means(sweep, measure), list(sweep.design.factors)
    rows: Rows = [["scenario", *factors, label(measure), "95 % interval"]]
    for _, row in found.head(MOST_ROWS).iterrows():
        values = [f"{row[name]:g}" if isinstance(row[name], int | float) else str(row[name]) for name in factors]
        low, high = number(row["low"], measure), number(row["high"], measure)
        rows.append([row["scenario"], *values, number(row["estimate"], measure), f"{low} to {high}"])
    more = f"The first {MOST_ROWS} of {len(found)} points." if len(found) > MOST_ROWS else ""
    return Part("Every point", table=rows, note=more)


# --- statistics, limits, settings -----------------------------------------------------------------------------------


def _statistics(sweep: Sweep, table: pd.DataFrame) -> list[Part]:
    design, parts = sweep.design, []
    full = measured(table)
    for place in design.scenarios:
        here = full[full["scenario"] == place]
        head = ["", *design.regimes]
        paired = design.pairing != "independent" and len(design.regimes) > 1
        if paired:
            head += [f"less {other}" for other in design.regimes[1:]] + ["superiority"]
        rows: Rows = [head]
        for name, words in COMPARED.items():
            cells = []
            for id in design.regimes:
                one = over_the_design(sweep, here[here["regime"] == id], name)
                cells.append("-" if one is None else number(one.estimate, name).replace(" %", ""))
            if paired:
                for other in design.regimes[1:]:
                    gap = over_the_design(sweep, differences(here, design.regimes[0], other, name), name)
                    cells.append("-" if gap is None else _interval(gap, name))
                sides = [
                    here.loc[here["regime"] == id, name].astype(float).dropna().to_numpy() for id in design.regimes[:2]
                ]
                cells.append(f"{probability_of_superiority(*sides):.2f}" if all(map(len, sides)) else "-")
            factor = look_of(name).factor
            rows.append([words + (", %" if factor == 100.0 else ""), *cells])
        where = f" in {place}" if len(design.scenarios) > 1 else ""
        note = (
            "Means over all points, differences with 95 % intervals. Some bands have no trust or winter store (nobody "
            "was left); a difference is over the pairs of which both have it."
        )
        if paired:
            note += (
                f" Superiority: chance that a band under {design.regimes[0]} ends higher than one under "
                f"{design.regimes[1]}, ties half."
            )
        parts.append(Part(f"Statistics{where}", table=rows, note=note))
    return parts


def _interval(gap: Interval, measure: str) -> str:
    estimate, low, high = (number(one, measure, "+").removesuffix(" points") for one in gap)
    return f"{estimate} [{low}, {high}]"


def _fails(sweep: Sweep, table: pd.DataFrame) -> Part:
    said = []
    failed = table[table["error"].notna()]
    if len(failed):
        reasons = ", ".join(f"{count} x {why}" for why, count in failed["error"].value_counts().head(3).items())
        said.append(f"{len(failed)} runs failed and are in no average: {reasons}.")
    for id in sweep.design.scenarios:
        try:
            place = scenario(id)
        except HuntError:
            continue
        if place.sceptic:
            said.append(f"In {id} a sceptic should try: {place.sceptic}")
        if place.counter:
            said.append(f"The catalogued counter-example of {id} is {place.counter}.")
    said.append("All other parameters were held at one value; most of those are guesses (hunt parameters).")
    return Part("Where it fails", items=said)


def _settings(sweep: Sweep) -> Part:
    design, manifest = sweep.design, sweep.store.manifest
    rows: Rows = [["setting", "value"]]
    # Of rules of the user's own, a row has the name: no page of a PDF holds their text, which is in the manifest.
    named = {name: value["name"] if isinstance(value, dict) else value for name, value in design.settings.items()}
    rows += [[name, str(value)] for name, value in named.items()]
    for name, factor in design.factors.items():
        text = f"{factor.low:g} to {factor.high:g}" if not factor.values else ", ".join(map(str, factor.values[:12]))
        rows.append([name, text + (" ..." if len(factor.values) > 12 else "")])
    rows += [["runs a cell", str(design.runs)], ["first seed", str(design.seed)], ["design", manifest["digest"]]]
    rows += [["source", manifest["source"]]]
    rows += [[name, value] for name, value in manifest["versions"].items() if value]
    return Part("Settings", table=rows)
