"""What `hunt compare --power` prints: how many runs show an effect of a given size."""

from typing import Any

from experiments.comparison.compare import changes_of, checked_arms, claimed_arms, measures
from experiments.ensemble import run_ensemble
from experiments.statistics.power import pairs_needed, runs_needed
from hunt.catalogue.measures import COMPARED, look_of
from hunt.catalogue.scenarios import scenario
from hunt.errors import HuntError, shown

POWERS = (0.8, 0.9)
"""How likely an effect is to be found."""


def run_power_analysis(
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
    """Run a pilot, and say how many runs would detect an effect of this size."""
    valley = scenario(scenario_id)
    regimes = claimed_arms(valley) if regimes is None else regimes
    arms = checked_arms(scenario_id, regimes, runs, seed, settings, 0)
    pairs_needed(effect, abs(effect))  # refuses an effect of zero before anything runs
    measure = measure or "alive_share"
    known = tuple(dict.fromkeys((*COMPARED, valley.claim.measure)))
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
        label = look_of(measure).short
        for row in rows:
            low, high = row["low"], row["high"]
            print(
                f"To detect a difference of {effect:g} in {label} between {row['first']} and {row['second']} with "
                f"{row['power']:.0%} power, use {row['runs']:,} runs per regime ({low:,} to {high:,}, estimated from "
                f"{runs:,} pairs). Without common seeds: {row['unpaired']:,}. Correlation between pairs: "
                f"{row['correlation']:.2f}."
            )
    return rows
