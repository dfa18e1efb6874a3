"""What `hunt validate` prints: one line per check, as soon as it is known."""

import sys
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from rich.console import Console

from experiments.validation.checks import Finding, evaluate
from experiments.validation.claims import claim_checks
from experiments.validation.negative_results import run_negative_results
from experiments.validation.patterns import PATTERNS, run_patterns
from experiments.validation.targets.all_targets import run_targets
from experiments.validation.targets.sought import sought_targets
from experiments.validation.targets.target import Target
from experiments.validation.valleys import RUNS

QUICK_PATTERNS = ("P2", "P3", "P11")
QUICK_CLAIMS = ("default-valley", "plenty-of-rabbits", "conveyor-valley", "thin-ice", "strangers")
"""What --quick checks: the story itself, and where it fails."""

BLOCKS = 3
"""Disjoint blocks of seeds in which every scenario's claim must hold, except with --quick."""


PARTS = ("targets", "patterns", "claims", "sought")


def run_validation(
    *, quick: bool, seed: int, quiet: bool, parts: Collection[str] = PARTS, settings: Mapping[str, Any] | None = None
) -> tuple[list[dict[str, Any]], bool]:
    """Check closed forms, patterns and claims; print them unless quiet; return all as rows, and whether all passed.

    Quick means fewer runs, a few patterns and claims, and a list of what is left out; ``settings`` apply to all arms of
    the scenarios.  A result that was expected has ``found`` in its row instead of ``passed``, and counts as neither.
    """
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    rows: list[dict[str, Any]] = []

    def say(text: str) -> None:
        if not quiet:
            console.print(text)

    def tell(row: dict[str, Any], line: str) -> None:
        rows.append(row)
        mark = "[green]pass[/green]" if row["passed"] else "[red]FAIL[/red]"
        say(f"{mark}  {line}")

    if "targets" in parts:
        say("\n[bold]Verified: closed forms, computed by the rules with parts switched off[/bold]")
        for target in run_targets(quick=quick, seed=seed):
            tell(target.row() | {"part": "target"}, _target_line(target))
    if "patterns" in parts:
        say(f"\n[bold]Patterns over {RUNS} paired runs, and the knock-outs that remove them (model world)[/bold]")
        for finding in run_patterns(seed=seed, only=QUICK_PATTERNS if quick else ()):
            tell(finding_row(finding, "pattern", seed), _finding_line(finding))
    if "claims" in parts:
        blocks = "" if quick else f", {BLOCKS} disjoint blocks of seeds"
        say(f"\n[bold]Claims of the scenarios and their counter-examples{blocks}[/bold]")
        for first, finding in _claims(seed, 1 if quick else BLOCKS, settings or {}, quick=quick):
            tell(finding_row(finding, "scenario", first), f"seeds from {first}: {_finding_line(finding)}")
    passed = all(row["passed"] for row in rows)
    failed = sum(not row["passed"] for row in rows)
    if rows:
        say(f"\n{len(rows) - failed} passed, {failed} failed")
    if quick:
        for line in _skipped(parts):
            say(line)
    elif "sought" in parts:
        say(f"\n[bold]Expected of the model, over {RUNS} paired runs; counts as neither passed nor failed[/bold]")
        for finding in run_negative_results(seed=seed):
            row = finding_row(finding, "sought", seed)
            rows.append({"found" if name == "passed" else name: value for name, value in row.items()})
            say(f"{'found' if finding.passed else 'not found'}  {_finding_line(finding)}")
        for target in sought_targets(seed=seed):
            row = target.row() | {"part": "sought"}
            rows.append({"found" if name == "passed" else name: value for name, value in row.items()})
            say(f"{'found' if target.passed else 'not found'}  {_target_line(target, 'sought: ')}")
    return rows, passed


def _skipped(parts: Collection[str]) -> list[str]:
    """Say what --quick leaves out of these parts, and why."""
    said = []
    if "targets" in parts:
        said.append("closed forms: none, but simulated ones run fewer days with a wider tolerance")
    if "patterns" in parts:
        others = [name for name in PATTERNS if name not in QUICK_PATTERNS]
        said.append(
            f"patterns {', '.join(others)}: the remaining ones cover claim, knock-out and reversal of the story"
        )
    if "claims" in parts:
        ids = list(dict.fromkeys(one.pattern for one in claim_checks({})))
        count = len([id for id in ids if id not in QUICK_CLAIMS])
        said.append(
            f"claims of {count} of {len(ids)} scenarios, all counter-examples, and two of three blocks of seeds"
        )
    if "sought" in parts:
        said.append("expected results that may not appear: they are not checks")
    return ["\nSkipped to stay under a minute; run without --quick for everything:", *(f"  {line}" for line in said)]


def _claims(seed: int, blocks: int, settings: Mapping[str, Any], *, quick: bool) -> Iterator[tuple[int, Finding]]:
    for check in claim_checks(settings):
        if quick and (check.role != "claim" or check.pattern not in QUICK_CLAIMS):
            continue
        for block in range(blocks):
            first = seed + block * RUNS
            yield first, evaluate(check, RUNS, first)


def _target_line(one: Target, role: str = "") -> str:
    return f"{one.id} {role}{one.name}: {one.simulated:.4f}, expected {one.expected:.4f} +- {one.tolerance:.2g}"


def _finding_line(one: Finding) -> str:
    check, value = one.check, one.value
    against = "difference in " if len(check.arms) > 1 else ""
    return (
        f"{check.pattern} {check.role}: {check.says} ({against}{check.measure} {value.estimate:.3f} "
        f"[{value.low:.3f}, {value.high:.3f}], must be {check.relation}, margin {check.margin:g})"
    )


def finding_row(one: Finding, part: str, seed: int) -> dict[str, Any]:
    """Return a finding as plain values by name; ``part`` is the part of the validation, ``seed`` its first seed."""
    check = one.check
    return {
        "part": part,
        "id": check.pattern,
        "role": check.role,
        "says": check.says,
        "measure": check.measure,
        "relation": check.relation,
        "margin": check.margin,
        "estimate": one.value.estimate,
        "low": one.value.low,
        "high": one.value.high,
        "runs": one.runs,
        "seed": seed,
        "passed": one.passed,
    }
