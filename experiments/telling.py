"""A comparison told to people: progress, a table, plain sentences, figures and a report."""

import sys
from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from experiments.compare import MEASURES, Comparison, compare, described, runs_to_do
from experiments.ensemble import checked_runs

SHOWN = {
    "alive_share": "{:.1%}",
    "days_per_hunter": "{:.0f}",
    "extinct": "{:.1%}",
    "kpi": "{:.1%}",
    "winter_store": "{:.1f}",
    "trust": "{:.2f}",
    "kills": "{:.1f}",
    "left_ring": "{:.1f}",
    "food_per_head": "{:.2f}",
}


def compare_and_tell(
    scenario_id: str,
    regimes: tuple[str, ...],
    runs: int,
    seed: int,
    settings: dict[str, Any],
    folder: Path | None,
    flip_runs: int,
    workers: int | None,
    *,
    quiet: bool,
) -> dict[str, Any]:
    """Compare, print a table and plain sentences unless quiet, write files into a folder, return it all as data."""
    checked_runs(runs, max(1, len(regimes)))
    console = Console(file=sys.stdout)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=quiet,
        transient=True,
    ) as bar:
        task = bar.add_task("hunts lived", total=runs_to_do(len(regimes), runs, flip_runs))
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
        from experiments.files import write_files  # matplotlib is slow to import

        written = write_files(result, folder)
        if not quiet:
            console.print(f"\nWritten to {folder}: {', '.join(file.name for file in written)}.", highlight=False)
    if not quiet:
        console.print("To watch a band live its year: make live, then open the address it prints.", highlight=False)
    return {
        "scenario": result.scenario.id,
        "regimes": list(result.regimes),
        "runs": runs,
        "seed": seed,
        "settings": settings,
        "sentences": sentences(result),
        "arms": records(result.arms),
        "effects": records(result.effects),
        "flips": records(result.flips),
        "files": [str(file) for file in written],
    }


def print_comparison(result: Comparison, console: Console) -> None:
    """Print question, table, sentences and flips."""
    console.print(f"\n[bold]{result.scenario.title}[/bold]: {result.scenario.question}", highlight=False)
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("model world, mean [95 % interval]")
    for id in result.regimes:
        table.add_column(id, justify="right")
    others = result.regimes[1:]
    for other in others:
        table.add_column("difference" if len(others) == 1 else f"against {other}", justify="right")
    for measure, words in MEASURES.items():
        cells = [_cell(result.arms, {"regime": id, "measure": measure}, measure) for id in result.regimes]
        cells += [_cell(result.effects, {"second": id, "measure": measure}, measure, sign=True) for id in others]
        table.add_row(words, *cells)
    console.print(table)
    for sentence in sentences(result):
        console.print(sentence, highlight=False)


def _cell(table: pd.DataFrame, where: dict[str, str], measure: str, *, sign: bool = False) -> str:
    row = table
    for column, value in where.items():
        row = row[row[column] == value]
    if row.empty:
        return "-"
    form = SHOWN[measure].replace("{:", "{:+") if sign else SHOWN[measure]
    one = row.iloc[0]
    return f"{form.format(one['estimate'])} [{form.format(one['low'])}, {form.format(one['high'])}]"


def sentences(result: Comparison) -> list[str]:
    """Say in plain words who survives, how sure that is, and where it flips."""
    hunters = next(iter(result.ensemble.parameters.values())).hunters
    said = []
    first = result.regimes[0]
    alive = {row["regime"]: row["estimate"] for row in records(result.arms) if row["measure"] == "alive_share"}
    for second in result.regimes[1:]:
        here = result.effects[result.effects["second"] == second].set_index("measure")
        row = here.loc["alive_share"] if "alive_share" in here.index else None
        if row is None:
            said.append("One band a regime says nothing about a difference; ask for more runs.")
            continue
        said.append(
            f"Of {hunters} hunters, {alive[first] * hunters:.1f} see the end under {first} and "
            f"{alive[second] * hunters:.1f} under {second}: {row['estimate'] * hunters:+.1f}, and with 95 % "
            f"confidence between {row['low'] * hunters:+.1f} and {row['high'] * hunters:+.1f}."
        )
        said.append(
            f"With the same luck {first} did worse in {row['first_lower']:.0%} of {row['pairs']:.0f} pairs of bands, "
            f"better in {row['first_higher']:.0%}; the pairing correlates by {row['pairing_correlation']:.2f}."
        )
        if {"kpi", "winter_store"} <= set(here.index):
            kpi, store = here.loc["kpi"], here.loc["winter_store"]
            if kpi["low"] > 0.0 and store["high"] < 0.0:
                said.append(
                    f"The scissors: under {first} the KPI is met {kpi['estimate']:.0%} better, and a head has "
                    f"{-store['estimate']:.0f} days of food less on the first winter morning."
                )
    return said + flip_sentences(result)


def flip_sentences(result: Comparison) -> list[str]:
    """Say where along each parameter the result stops or flips."""
    said = []
    if result.flips.empty:
        return said
    for parameter, rows in result.flips.groupby("parameter", sort=False):
        parts = [f"{row['value']:g}: {row['estimate']:+.2f} ({row['verdict']})" for _, row in rows.iterrows()]
        said.append(
            f"Where it flips, share alive of {result.regimes[0]} against {result.regimes[1]} by {parameter}: {'; '.join(parts)}."
        )
    return said


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table as plain rows."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def command(result: Comparison) -> str:
    """Return the command that reproduces a comparison."""
    regimes = ",".join(result.regimes)
    line = f"hunt compare --scenario {result.scenario.id} --regimes {regimes} --runs {result.runs} --seed {result.seed}"
    flip_runs = 0 if result.flips.empty else int(result.flips["runs"].iloc[0])
    return " ".join(part for part in (line, f"--flip-runs {flip_runs}", described(result.settings)) if part)
