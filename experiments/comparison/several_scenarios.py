"""Comparisons in several scenarios at once, and how many runs an effect needs."""

import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from experiments.comparison.compare import MEASURES, changes_of, checked_arms, claimed_bands, measures
from experiments.comparison.summary import SHOWN, compare_and_tell
from experiments.ensemble import run_ensemble
from experiments.statistics.power import pairs_needed, runs_needed
from hunt.catalogue.parameters import HuntError, shown
from hunt.catalogue.scenarios import scenario

POWERS = (0.8, 0.9)
"""How likely an effect is to be found."""


def scenario_ids(given: str) -> tuple[str, ...]:
    """Return the scenarios named, as a,b."""
    ids = tuple(id.strip() for id in given.split(",") if id.strip())
    if not ids or len(set(ids)) < len(ids):
        raise HuntError(f"--scenario {shown(given)} is not allowed: name different ones, as a,b.")
    return ids


def compare_in_many_and_tell(
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
    """Compare in each scenario in turn, then set the differences side by side; a folder gets one of each scenario."""
    reports = []
    for id in scenarios:
        place = None if folder is None else folder / Path(id).stem
        if place is not None:
            place.mkdir(exist_ok=True)
        reports.append(compare_and_tell(id, regimes, runs, seed, settings, place, flip_runs, workers, quiet=quiet))
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


def power_and_tell(
    scenario_id: str,
    regimes: tuple[str, ...] | None,
    runs: int,
    seed: int,
    settings: dict[str, Any],
    effect: float,
    measure: str | None,
    workers: int | None,
    *,
    quiet: bool,
) -> list[dict[str, Any]]:
    """Live a pilot, and say how many runs would show an effect of this size."""
    valley = scenario(scenario_id)
    regimes = claimed_bands(valley) if regimes is None else regimes
    arms = checked_arms(scenario_id, regimes, runs, seed, settings, 0)
    pairs_needed(effect, abs(effect))  # refuses an effect that is none, before anything is lived
    measure = measure or "alive_share"
    known = tuple(dict.fromkeys((*MEASURES, valley.claim.measure)))
    if measure not in known:
        raise HuntError(f"There is no measure {shown(measure)} here; there are {', '.join(known)}.")
    table = run_ensemble(arms, runs, seed, changes=changes_of(regimes), workers=workers).table
    measured = {
        id: measures(table[table["arm"] == id].reset_index(drop=True), arms[id], valley.claim.measure) for id in regimes
    }
    rows = []
    for other in regimes[1:]:
        for power in POWERS:
            needed = runs_needed(measured[regimes[0]][measure], measured[other][measure], effect, power=power)
            rows.append(
                {"first": regimes[0], "second": other, "measure": measure, "effect": effect, "power": power}
                | vars(needed)
            )
    if not quiet:
        label = SHOWN.get(measure, (measure, 1.0, 2))[0]
        for row in rows:
            low, high = row["low"], row["high"]
            print(
                f"To find a difference of {effect:g} in {label} of {row['first']} and {row['second']} with a chance of "
                f"{row['power']:.0%}, {row['runs']:,} runs a regime are needed ({low:,} to {high:,}, as the spread is "
                f"known from {runs:,} pairs); without common seeds {row['unpaired']:,}. The pairs correlate by "
                f"{row['correlation']:.2f}."
            )
    return rows
