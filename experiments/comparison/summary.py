"""A comparison told to people: progress, tables, plain sentences, figures and a report."""

import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from experiments.comparison.compare import MEASURES, Comparison, compare, described, runs_to_do, verdict
from hunt.catalogue.arms import read_band

SHOWN: dict[str, tuple[str, float, int]] = {
    "alive_share": ("alive at end", 100.0, 1),
    "days_per_hunter": ("days lived", 1.0, 0),
    "extinct": ("bands lost", 100.0, 1),
    "kpi": ("KPI met", 100.0, 1),
    "winter_store": ("winter store, d", 1.0, 0),
    "trust": ("trust at end", 1.0, 2),
    "kills": ("mammoths killed", 1.0, 1),
    "left_ring": ("ring cells left", 1.0, 1),
    "food_per_head": ("food a day, d", 1.0, 2),
}
"""How a measure is shown: a label that leaves room for numbers on 80 columns, a factor (100: as %) and decimals.

Whatever else a scenario claims something of is shown by its name.
"""

LEGEND = "Means in the model world [95 % interval]; differences of percentages are points."
FLIP_LEGEND = "hunters alive at the end, %, and the difference in points."


def compare_and_tell(
    scenario_id: str,
    regimes: tuple[str, ...] | None,
    runs: int,
    seed: int,
    settings: dict[str, Any],
    folder: Path | None,
    flip_runs: int,
    workers: int | None,
    *,
    quiet: bool,
) -> dict[str, Any]:
    """Compare, print tables and plain sentences unless quiet, write files into a folder, return it all as data."""
    console = Console(file=sys.stdout, highlight=False)
    progress = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=progress,
        disable=quiet or not progress.is_interactive,
        transient=True,
    ) as bar:
        task = bar.add_task("hunts lived", total=runs_to_do(len(regimes or (1, 2)), runs, flip_runs))
        result = compare(
            scenario_id,
            regimes,
            runs,
            seed,
            settings=settings,
            workers=workers,
            flip_runs=flip_runs,
            progress=lambda done: bar.advance(task, done),
        )
    if not quiet:
        print_comparison(result, console)
    written = []
    if folder is not None:
        from experiments.comparison.files import write_files

        written = write_files(result, folder)
        if not quiet:
            names = ", ".join(file.name for file in written)
            console.print(f"\nWritten to {folder}: {names}.", markup=False)
    if not quiet:
        console.print("\nTo watch a band live its year: make live, then open the address it prints.")
    return {
        "scenario": result.scenario.id,
        "regimes": list(result.regimes),
        "runs": runs,
        "seed": seed,
        "settings": result.settings,
        "command": command(result),
        "sentences": sentences(result),
        "arms": records(result.arms),
        "effects": records(result.effects),
        "flips": records(result.flips),
        "files": [str(file) for file in written],
    }


# --- tables ------------------------------------------------------------------------------------------------------

Rows = list[list[str]]
"""A table as texts; the first row is its head."""


def print_comparison(result: Comparison, console: Console) -> None:
    """Print question, table, sentences and flips."""
    console.print(f"\n[bold]{escape(result.scenario.title)}[/bold]: {escape(result.scenario.question)}\n")
    for id, title in result.titles.items():
        if "~" in id or len({read_band(one).regime for one in result.regimes}) == 1:  # more differs than the regime
            console.print(f"{id}: {title}", markup=False)
    for table in _fitting(result, console):
        console.print(table, "")
    console.print(f"[dim]{escape(LEGEND)}[/dim]\n")
    for sentence in sentences(result):
        console.print(sentence, markup=False)
    if not result.flips.empty:
        console.print(f"\n[bold]Where it flips[/bold]: {escape(FLIP_LEGEND)}\n")
        console.print(_drawn(flip_rows(result)))


def _fitting(result: Comparison, console: Console) -> list[Table]:
    """Return one table with full words, or with short ones, or one for each pair: what there is room for."""
    others = result.regimes[1:]
    full, short = measure_words(result), {measure: _shown(measure)[0] for measure in measure_words(result)}
    for words in (full, short):
        table = _drawn(measure_rows(result, others, words))
        if console.measure(table, options=console.options.update(width=10_000)).maximum <= console.width:
            return [table]
    return [_drawn(measure_rows(result, (other,), short)) for other in others]


def _drawn(rows: Rows) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for k, head in enumerate(rows[0]):
        table.add_column(escape(head), justify="right" if k else "left", overflow="fold")
    for row in rows[1:]:
        table.add_row(*(escape(cell) for cell in row))
    return table


def measure_words(result: Comparison) -> dict[str, str]:
    """Return what is compared, in full words."""
    claimed = result.scenario.claim.measure
    return {claimed: _shown(claimed)[0]} | MEASURES


def _shown(measure: str) -> tuple[str, float, int]:
    return SHOWN.get(measure, (measure.replace("_", " "), 1.0, 2))


def measure_rows(result: Comparison, others: tuple[str, ...], words: Mapping[str, str]) -> Rows:
    """Return every measure under the first regime and the others, and their differences."""
    ids = (result.regimes[0], *others)
    rows = [["", *ids, *("difference" if len(others) == 1 else f"less {other}" for other in others)]]
    for measure, label in words.items():
        cells = [_cell(result.arms, {"regime": id, "measure": measure}, measure) for id in ids]
        cells += [_cell(result.effects, {"second": id, "measure": measure}, measure, sign="+") for id in others]
        rows.append([label + (", %" if _shown(measure)[1] == 100.0 else ""), *cells])
    return rows


def flip_rows(result: Comparison) -> Rows:
    """Return the share alive along each parameter, and what the difference means."""
    first, second = result.regimes[:2]
    rows = [["along", "at", first, second, "difference", ""]]
    for parameter, at in result.flips.groupby("parameter", sort=False):
        for k, row in enumerate(records(at)):
            shares = [f"{100.0 * row[id]:.0f}" for id in (first, second)]
            estimate, low, high = (f"{round(100.0 * row[name]):+d}" for name in ("estimate", "low", "high"))
            means = "unclear" if row["verdict"] == "too close to call" else row["verdict"]
            along = [str(parameter) if k == 0 else "", f"{row['value']:g}"]
            rows.append([*along, *shares, f"{estimate} [{low}, {high}]", means])
    return rows


def _cell(table: pd.DataFrame, where: Mapping[str, str], measure: str, sign: str = "") -> str:
    row = table
    for column, value in where.items():
        row = row[row[column] == value]
    return "-" if row.empty else _interval(records(row)[0], measure, sign)


def _interval(row: Mapping[str, Any], measure: str, sign: str = "") -> str:
    estimate, low, high = (_number(row[name], measure, sign) for name in ("estimate", "low", "high"))
    return estimate if row["low"] == row["high"] else f"{estimate} [{low}, {high}]"  # all bands alike


def _number(value: float, measure: str, sign: str = "") -> str:
    _, factor, decimals = _shown(measure)
    rounded = round(factor * value, decimals) + 0.0  # what rounds to nothing has no sign
    return f"{rounded:{sign}.{decimals}f}"


# --- sentences ---------------------------------------------------------------------------------------------------


def sentences(result: Comparison) -> list[str]:
    """Say in plain words who survives, how sure that is, and where it flips."""
    hunters = next(iter(result.ensemble.parameters.values())).hunters
    first = result.regimes[0]
    alive = {row["regime"]: row["estimate"] for row in records(result.arms) if row["measure"] == "alive_share"}
    said = []
    for second in result.regimes[1:]:
        here = result.effects[result.effects["second"] == second].set_index("measure")
        row = here.loc["alive_share"]
        said.append(
            f"Of {hunters} hunter{'s' if hunters > 1 else ''}, {alive[first] * hunters:.1f} see the end under {first} "
            f"and {alive[second] * hunters:.1f} under {second}: {_how_many(row, hunters)}."
        )
        said.append(f"{_with_the_same_luck(row, first)}.")
        if {"kpi", "winter_store"} <= set(here.index):
            kpi, store = here.loc["kpi"], here.loc["winter_store"]
            if kpi["low"] > 0.0 and store["high"] < 0.0:
                points, days = _counted(100.0 * kpi["estimate"], "point"), _counted(-store["estimate"], "day")
                said.append(
                    f"The scissors: under {first} the KPI is met {points} better, and a head has {days} of food less "
                    "on the first winter morning."
                )
    return said + flip_sentences(result)


def _how_many(row: Mapping[str, float], hunters: int) -> str:
    """Say a difference in hunters with its interval."""
    if row["low"] == row["high"] == 0.0:
        return "no difference at all"
    low, estimate, high = (round(row[name] * hunters, 1) + 0.0 for name in ("low", "estimate", "high"))
    word = verdict(row["low"], row["high"])
    if word == "too close to call":
        return f"{_fewer(estimate)}, but too close to call, with 95 % confidence from {_fewer(low)} to {_fewer(high)}"
    near, far = sorted((abs(low), abs(high)))
    return f"{_fewer(estimate)}, with 95 % confidence {near:.1f} to {far:.1f} {'fewer' if word == 'lower' else 'more'}"


def _fewer(hunters: float) -> str:
    if hunters == 0.0:
        return "equally many"
    return f"{abs(hunters):.1f} {'fewer' if hunters < 0.0 else 'more'}"


def _with_the_same_luck(row: Mapping[str, float], first: str) -> str:
    pairs = f"{row['pairs']:.0f} pairs of bands"
    if row["equal"] == 1.0:
        return f"With the same luck there was no difference in any of {pairs}"
    return (
        f"With the same luck {first} did worse in {row['first_lower']:.0%} of {pairs}, better in "
        f"{row['first_higher']:.0%} and as well in {row['equal']:.0%}; the pairing correlates by "
        f"{row['pairing_correlation'] + 0.0:.2f}"
    )


def _counted(number: float, thing: str) -> str:
    return f"{number:.0f} {thing}{'' if f'{number:.0f}' == '1' else 's'}"


def flip_sentences(result: Comparison) -> list[str]:
    """Say for each parameter whether the result holds, stops or flips along it, and where."""
    said = []
    for parameter, rows in result.flips.groupby("parameter", sort=False) if len(result.flips) else ():
        at: dict[str, list[str]] = {}
        for row in records(rows):
            at.setdefault(row["verdict"], []).append(f"{row['value']:g}")
        found = [f"{words} at {_listed(at[word])}" for word, words in FLIP_WORDS.items() if word in at]
        said.append(
            f"Along {parameter} the result {_course(set(at))}: under {result.regimes[0]}, against "
            f"{result.regimes[1]}, {'; '.join(found)}."
        )
    return said


FLIP_WORDS = {
    "lower": "fewer see the end",
    "higher": "more see the end",
    "too close to call": "too close to call",
}


def _course(verdicts: set[str]) -> str:
    if {"lower", "higher"} <= verdicts:
        return "flips"
    if verdicts == {"too close to call"}:
        return "is nowhere clear"
    return "holds" if len(verdicts) == 1 else "does not hold everywhere"


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table as plain rows."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def command(result: Comparison) -> str:
    """Return the command that reproduces a comparison."""
    flip_runs = 0 if result.flips.empty else int(result.flips["runs"].iloc[0])
    words = ["hunt", "compare", "--scenario", result.scenario.id, "--regimes", ",".join(result.regimes)]
    words += ["--runs", str(result.runs), "--seed", str(result.seed), "--flip-runs", str(flip_runs)]
    return " ".join(part for part in (shlex.join(words), described(result.settings)) if part)
