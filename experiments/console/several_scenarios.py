"""What `hunt compare` prints for several scenarios at once."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from experiments.comparison.request import Request
from experiments.console.comparison import run_comparison
from hunt.errors import HuntError, shown


def parse_scenario_ids(given: str) -> tuple[str, ...]:
    """Return the scenario ids in a text such as ``a,b``."""
    ids = tuple(id.strip() for id in given.split(",") if id.strip())
    if not ids or len(set(ids)) < len(ids):
        raise HuntError(f"--scenario {shown(given)} is not allowed: name different ones, as a,b.")
    return ids


def run_comparisons(requests: Sequence[Request], folder: Path | None, *, quiet: bool) -> dict[str, Any]:
    """Run one comparison per scenario, then show the differences side by side; each scenario has its own folder."""
    if len(requests) == 1:
        return run_comparison(requests[0], folder, quiet=quiet)
    reports = []
    for request in requests:
        place = None if folder is None else folder / Path(request.scenario).stem
        if place is not None:
            place.mkdir(exist_ok=True)
        reports.append(run_comparison(request, place, quiet=quiet))
    rows = side_by_side(reports)
    if not quiet:
        regimes = requests[0].regimes
        print_side_by_side(rows, regimes[0] if regimes else "the first band")
    return {"scenarios": [request.scenario for request in requests], "side_by_side": rows, "reports": reports}


def print_side_by_side(rows: list[dict[str, Any]], first: str) -> None:
    """Print one row per scenario and further regime."""
    console = Console(file=sys.stdout, highlight=False)
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


def side_by_side(reports: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the effect on the share alive of every scenario and further regime."""
    return [
        {"scenario": report["scenario"], **row}
        for report in reports
        for row in report["effects"]
        if row["measure"] == "alive_share"
    ]
