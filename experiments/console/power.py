"""What `hunt compare --power` prints: how many runs show an effect of a given size."""

import warnings
from typing import Any

from experiments.comparison.compare import changes_of, values_compared
from experiments.comparison.request import Request
from experiments.ensemble import run_ensemble
from experiments.statistics.power import left_out_sentence, pairs_needed, runs_needed
from hunt.catalogue.measures import COMPARED, look_of
from hunt.catalogue.scenarios import scenario
from hunt.errors import HuntError, shown

POWERS = (0.8, 0.9)
"""How likely the runs are to detect the effect."""


def run_power_analysis(request: Request, effect: float, measure: str | None, *, quiet: bool) -> list[dict[str, Any]]:
    """Run a pilot, and say how many runs would detect an effect of this size."""
    arms = request.arms()
    regimes = tuple(arms)
    pairs_needed(effect, abs(effect))  # refuses an effect of zero before anything runs
    measure = measure or "alive_share"
    claimed = scenario(request.scenario).claim.measure
    known = tuple(dict.fromkeys((*COMPARED, claimed)))
    if measure not in known:
        raise HuntError(f"There is no measure {shown(measure)} here; there are {', '.join(known)}.")
    done = changes_of(regimes, request.settings)
    pilot = run_ensemble(arms, request.runs, request.seed, changes=done, workers=request.workers).table
    measured = {
        id: values_compared(pilot[pilot["arm"] == id].reset_index(drop=True), arms[id], claimed) for id in regimes
    }
    rows = []
    for other in regimes[1:]:
        for power in POWERS:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)  # printed as a sentence below
                needed = runs_needed(measured[regimes[0]][measure], measured[other][measure], effect, power=power)
            rows.append(
                {"first": regimes[0], "second": other, "measure": measure, "effect": effect, "power": power}
                | vars(needed)
            )
    if not quiet:
        print_power(rows, request.runs)
    return rows


def print_power(rows: list[dict[str, Any]], pairs: int) -> None:
    """Print how many runs each pair of regimes needs."""
    for row in rows:
        label, low, high = look_of(row["measure"]).short, row["low"], row["high"]
        print(
            f"To detect a difference of {row['effect']:g} in {label} between {row['first']} and {row['second']} with "
            f"{row['power']:.0%} power, use {row['runs']:,} runs per regime ({low:,} to {high:,}, estimated from "
            f"{row['pairs']:,} pairs). Without common seeds: {row['unpaired']:,}. Correlation between pairs: "
            f"{row['correlation']:.2f}." + (f" {left_out_sentence(row['left_out'], pairs)}" if row["left_out"] else "")
        )
