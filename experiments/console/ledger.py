"""What `hunt validate --ledger` prints: each sentence of the story, and what is left of it without its cause."""

import sys
from typing import Any

from rich.console import Console

from experiments.console.validation import finding_row
from experiments.validation.checks import Finding
from experiments.validation.ledger import BLOCKS, LINES, QUICK_LINES, QUICK_RUNS, RUNS, SENTENCES, run_ledger
from experiments.validation.worlds import WIDE, WORLDS, random_worlds


def print_ledger(*, quick: bool, seed: int, quiet: bool) -> tuple[list[dict[str, Any]], bool]:
    """Judge the ledger; print it unless quiet; return all checks as rows, and whether all that are judged passed."""
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    rows: list[dict[str, Any]] = []
    said = ""

    def say(text: str) -> None:
        if not quiet:
            console.print(text)

    pairs = f"{QUICK_RUNS} paired runs" if quick else f"{len(BLOCKS)} blocks of {RUNS} paired runs"
    say(f"[bold]The ledger: share of hunters alive after the year, {pairs}, differences with 95 % intervals[/bold]")
    for finding, each in run_ledger(seed, quick=quick):
        name = finding.check.pattern
        if name != said:
            say(f"\n[bold]{name} {SENTENCES[name]}[/bold]")
            said = name
        rows.append(ledger_row(finding, each, seed))
        say(ledger_line(finding))
    if not quick:
        say(f"\n[bold]L8 {SENTENCES['L8']}[/bold]")
        for ranges in (WORLDS, WIDE):
            for row in random_worlds(ranges, seed):
                rows.append(row)
                mark = _mark("reported" if row["relation"] == "reported" else "", row["passed"])
                say(f"{mark}  {row['says']}: {row['estimate']:.3f}")
    judged = [row for row in rows if row["relation"] != "reported"]
    failed = sum(not row["passed"] for row in judged)
    say(f"\n{len(judged) - failed} met, {failed} not met, {len(rows) - len(judged)} reported without being judged")
    if quick:
        left = [name for name in (*LINES, "L8") if name not in QUICK_LINES]
        say(f"Left out by --quick: {', '.join(left)}, two of three blocks of seeds, and checks that take more runs.")
    return rows, failed == 0


def _mark(relation: str, passed: bool) -> str:
    if relation == "reported":
        return "shown"
    return "[green]met [/green]" if passed else "[red]NOT [/red]"


def ledger_line(one: Finding) -> str:
    """Return one check as a line of text: the difference, its interval, the means of the arms, what was asked."""
    check, value = one.check, one.value
    means = ", ".join(f"{mean:.2f}" for mean in one.means)
    asked = "" if check.relation == "reported" else f", must be {check.relation}"
    if check.margin and asked:
        asked += f" by {check.margin:g}" if check.relation in ("higher", "lower") else f", margin {check.margin:g}"
    if check.size:
        asked += f", at least {check.size:g}"
    number = f"{value.estimate:+.3f} [{value.low:+.3f}, {value.high:+.3f}]"
    return f"{_mark(check.relation, one.passed)}  {check.says}: {number} ({means}{asked})"


def ledger_row(one: Finding, each: list[float], seed: int) -> dict[str, Any]:
    """Return one check as plain values by name, with the means of its arms and the estimate of each block."""
    more = {"size": one.check.size, "means": list(one.means), "blocks": each}
    return finding_row(one, "ledger", seed) | more
