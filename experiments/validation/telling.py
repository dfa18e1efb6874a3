"""Validation told to people: one line per check, as soon as it is known."""

import sys
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from rich.console import Console

from experiments.validation.checks import Finding, evaluate
from experiments.validation.claims import claim_checks
from experiments.validation.patterns import run_patterns
from experiments.validation.places import RUNS
from experiments.validation.target import Target
from experiments.validation.targets import run_targets

QUICK_PATTERNS = ("P2", "P3", "P11")
QUICK_CLAIMS = ("default-valley", "plenty-of-rabbits", "conveyor-valley", "thin-ice", "strangers")
"""What is looked at in a hurry: the story itself, and where it fails."""

BLOCKS = 3
"""Disjoint blocks of seeds in which every scenario's claim must hold, unless asked to be quick."""


PARTS = ("targets", "patterns", "claims")


def validate_and_tell(
    *, quick: bool, seed: int, quiet: bool, parts: Collection[str] = PARTS, settings: Mapping[str, Any] | None = None
) -> tuple[list[dict[str, Any]], bool]:
    """Check closed forms, patterns and claims; print them unless quiet; return all as rows, and whether all passed.

    Quick means fewer runs and only the claims of the patterns; ``settings`` are new in all bands of the scenarios.
    """
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    rows: list[dict[str, Any]] = []

    def heading(text: str) -> None:
        if not quiet:
            console.print(f"\n[bold]{text}[/bold]")

    def tell(row: dict[str, Any], line: str) -> None:
        rows.append(row)
        if not quiet:
            mark = "[green]pass[/green]" if row["passed"] else "[red]FAIL[/red]"
            console.print(f"{mark}  {line}")

    if "targets" in parts:
        heading("Verified: closed forms, through the rules with parts switched off")
        for target in run_targets(quick=quick, seed=seed):
            tell(target.row() | {"part": "target"}, _target_line(target))
    if "patterns" in parts:
        heading(f"Patterns, over {RUNS} paired bands, and the knobs that remove them (model world)")
        for finding in run_patterns(seed=seed, only=QUICK_PATTERNS if quick else ()):
            tell(_finding_row(finding, "pattern", seed), _finding_line(finding))
    if "claims" in parts:
        blocks = "" if quick else f", {BLOCKS} disjoint blocks of seeds"
        heading(f"Claims of the scenarios and their counter-examples{blocks}")
        for first, finding in _claims(seed, 1 if quick else BLOCKS, settings or {}, quick=quick):
            tell(_finding_row(finding, "scenario", first), f"seeds from {first}: {_finding_line(finding)}")
    passed = all(row["passed"] for row in rows)
    if not quiet:
        failed = sum(not row["passed"] for row in rows)
        console.print(f"\n{len(rows) - failed} passed, {failed} failed")
    return rows, passed


def _claims(seed: int, blocks: int, settings: Mapping[str, Any], *, quick: bool) -> Iterator[tuple[int, Finding]]:
    for check in claim_checks(settings):
        if quick and (check.role != "claim" or check.pattern not in QUICK_CLAIMS):
            continue
        for block in range(blocks):
            first = seed + block * RUNS
            yield first, evaluate(check, RUNS, first)


def _target_line(one: Target) -> str:
    return f"{one.id} {one.name}: {one.simulated:.4f}, expected {one.expected:.4f} +- {one.tolerance:.2g}"


def _finding_line(one: Finding) -> str:
    check, value = one.check, one.value
    against = "difference in " if len(check.arms) > 1 else ""
    return (
        f"{check.pattern} {check.role}: {check.says} ({against}{check.measure} {value.estimate:.3f} "
        f"[{value.low:.3f}, {value.high:.3f}], must be {check.relation}, margin {check.margin:g})"
    )


def _finding_row(one: Finding, part: str, seed: int) -> dict[str, Any]:
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
