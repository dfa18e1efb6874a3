"""What `hunt compare` prints: progress, a table, plain sentences, and where the files are."""

import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from experiments.comparison.compare import Comparison, compare, congruences, runs_to_do
from experiments.comparison.own_rules import (
    RulesComparison,
    compare_rules,
    rules_heading,
    rules_rows,
    rules_sentences,
)
from experiments.comparison.request import Request
from experiments.comparison.summary import (
    LEGEND,
    Rows,
    command,
    congruence_sentence,
    flip_rows,
    measure_rows,
    measure_words,
    records,
    sentences,
)
from experiments.console.progress import progress_bar
from hunt.catalogue.arms import read_arm
from hunt.catalogue.measures import look_of

FIT = 2
"""Regimes whose differences fit next to each other on a screen of 80 columns."""

FLIP_LEGEND = "hunters alive at the end, %, and the difference in points; * as set here, the same runs as above."


def run_comparison(request: Request, folder: Path | None, *, quiet: bool) -> dict[str, Any]:
    """Compare, print tables and plain sentences unless quiet, write files into a folder, return it all as data."""
    console = Console(file=sys.stdout, highlight=False)
    found = _compare_with_progress(request, quiet=quiet)
    result = found.own if isinstance(found, RulesComparison) else found
    by_rules = found if isinstance(found, RulesComparison) else None
    if not quiet:
        if by_rules is not None:
            print_rules(by_rules, console)
        print_comparison(result, console)
    written = []
    if folder is not None:
        from experiments.reports.comparison_files import write_files

        written = write_files(result, folder, by_rules)
        if not quiet:
            names = ", ".join(file.name for file in written)
            console.print(f"\nWritten to {folder}: {names}.", markup=False)
    if not quiet:
        console.print("\nTo watch a year, run 'hunt live': it opens the stage in your browser.")
    report = {
        "scenario": result.scenario.id,
        "regimes": list(result.regimes),
        "reference": result.reference,
        "congruence": congruences(result),
        "runs": request.runs,
        "seed": request.seed,
        "settings": result.settings,
        "command": command(result),
        "sentences": sentences(result),
        "arms": records(result.arms),
        "effects": records(result.effects),
        "flips": records(result.flips),
        "files": [str(file) for file in written],
    }
    if by_rules is not None:
        report |= {"rules": by_rules.rules.plain(), "rules_effects": records(by_rules.effects)}
    return report if request.measures is None else report | {"measures": request.measures.plain()}


def _compare_with_progress(request: Request, *, quiet: bool) -> Comparison | RulesComparison:
    with progress_bar(quiet=quiet) as bar:
        total = runs_to_do(request.arms(), request.runs, request.flip_runs)
        total += 0 if request.rules is None else runs_to_do(request.arms(), request.runs, 0)
        task = bar.add_task("years simulated", total=total)
        common: dict[str, Any] = {
            "scenario_id": request.scenario,
            "regimes": request.regimes,
            "runs": request.runs,
            "seed": request.seed,
            "settings": request.settings,
            "workers": request.workers,
            "flip_runs": request.flip_runs,
            "reference": request.reference,
            "measures": request.measures,
            "progress": lambda done: bar.advance(task, done),
        }
        return compare(**common) if request.rules is None else compare_rules(request.rules, **common)


def print_comparison(result: Comparison, console: Console) -> None:
    """Print question, table, sentences and flips."""
    console.print(f"\n[bold]{escape(result.scenario.title)}[/bold]: {escape(result.scenario.question)}\n")
    for id, title in result.titles.items():
        if "~" in id or len({read_arm(one).regime for one in result.regimes}) == 1:  # more differs than the regime
            console.print(f"{id}: {title}", markup=False)
    console.print(f"{congruence_sentence(result)}\n", markup=False)
    for table in _fitting(result, console):
        console.print(table, "")
    console.print(f"[dim]{escape(LEGEND)}[/dim]\n")
    for sentence in sentences(result):
        console.print(sentence, markup=False)
    if not result.flips.empty:
        console.print(f"\n[bold]Where the result reverses[/bold]: {escape(FLIP_LEGEND)}\n")
        console.print(_drawn(flip_rows(result)))


def print_rules(found: RulesComparison, console: Console) -> None:
    """Print what the user's rules change under each regime."""
    console.print(f"\n[bold]{escape(rules_heading(found))}[/bold]\n")
    for sentence in rules_sentences(found):
        console.print(sentence, markup=False)
    regimes = found.own.regimes
    for first in range(0, len(regimes), FIT):
        console.print("", _drawn(rules_rows(found, regimes[first : first + FIT])))
    console.print(f"\n[bold]By your rules[/bold]: {', '.join(regimes[:-1])} and {regimes[-1]}")


def _fitting(result: Comparison, console: Console) -> list[Table]:
    """Return one table with full names, or with short names, or one for each pair, whichever fits the screen."""
    others = result.regimes[1:]
    full, short = measure_words(result), {measure: look_of(measure).short for measure in measure_words(result)}
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
