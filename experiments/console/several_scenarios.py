"""What `hunt compare` prints for several scenarios at once."""

import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from experiments.console.comparison import run_comparison
from hunt.errors import HuntError, shown


def scenario_ids(given: str) -> tuple[str, ...]:
    """Return the scenarios named, as a,b."""
    ids = tuple(id.strip() for id in given.split(",") if id.strip())
    if not ids or len(set(ids)) < len(ids):
        raise HuntError(f"--scenario {shown(given)} is not allowed: name different ones, as a,b.")
    return ids


def run_comparisons(
    scenarios: tuple[str, ...],
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
    """Compare in each scenario in turn, then show the differences side by side; each gets a folder of its own."""
    if len(scenarios) == 1:
        return run_comparison(scenarios[0], regimes, runs, seed, settings, folder, flip_runs, workers, quiet=quiet)
    reports = []
    for id in scenarios:
        place = None if folder is None else folder / Path(id).stem
        if place is not None:
            place.mkdir(exist_ok=True)
        reports.append(run_comparison(id, regimes, runs, seed, settings, place, flip_runs, workers, quiet=quiet))
    rows = side_by_side(reports)
    if not quiet:
        console = Console(file=sys.stdout, highlight=False)
        first = regimes[0] if regimes else "the first band"
        console.print(f"\n[bold]Side by side[/bold]: hunters alive at the end, %, {first} less the other\n")
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
        for k, name in enumerate(("scenario", "against", "difference", "superior", "pairs")):
            table.add_column(name, justify="right" if k > 1 else "left", overflow="fold")
        for row in rows:
            estimate, low, high = (f"{100.0 * row[name]:+.1f}" for name in ("estimate", "low", "high"))
            table.add_row(
                row["scenario"],
                row["second"],
                f"{estimate} [{low}, {high}]".replace("[", "\\["),
                f"{row['superiority']:.2f}",
                f"{row['pairing_correlation']:.2f}",
            )
        console.print(table)
        console.print(
            "[dim]superior: chance that a band of the first regime ends with more alive than one of the other, ties "
            "half; pairs: their correlation.[/dim]"
        )
    return {"scenarios": list(scenarios), "side_by_side": rows, "reports": reports}


def side_by_side(reports: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the effect on the share alive of every scenario and further regime."""
    return [
        {"scenario": report["scenario"], **row}
        for report in reports
        for row in report["effects"]
        if row["measure"] == "alive_share"
    ]
