"""Other choices of rule and number, each in three arms: python docs/measurements/choices.py [PAIRS]."""

import sys
from typing import Any

from experiments.ensemble import run_ensemble
from experiments.statistics.estimates import paired_difference
from experiments.validation.valleys import NONE, OWN, SHARED, valley

PAIRS, FIRST = 400, 15_000_001
CHOICES: dict[str, dict[str, Any]] = {
    "as it is": {},
    "choice noise `temperature` = 0.12": {"temperature": 0.12},
    "`temperature` = 0.3": {"temperature": 0.3},
    "`temperature` = 0.4": {"temperature": 0.4},
    "one more is asked: `spare` = 1": {"spare": 1},
    "`spare` = 2": {"spare": 2},
    "everyone is asked: `spare` = 100": {"spare": 100},
    "patient hunters: `horizon` = 1000": {"horizon": 1000.0},
    "average reasoning: `averaging` = 0.5": {"averaging": 0.5},
    "`averaging` = 1": {"averaging": 1.0},
    "promises bind nobody: `honour` = 0": {"honour": 0.0},
    "`honour` = 1": {"honour": 1.0},
    "hunger moves nobody: `hunger_gain` = 0": {"hunger_gain": 0.0},
    "a failed ring costs nothing: `rest` = 0, `flight` = 0": {"rest": 0, "flight": 0},
    "half experience: `delta` = 0.5": {"delta": 0.5},
    "weaker pay: `kappa` = 0.6": {"kappa": 0.6},
    "`kappa` = 1": {"kappa": 1.0},
    "stronger pay: `kappa` = 2": {"kappa": 2.0},
    "work costs more: `effort_work` = 0.4": {"effort_work": 0.4},
    "`effort_work` = 0.5": {"effort_work": 0.5},
    "own numbers lead badly: `glory` = 0.4": {"glory": 0.4},
    "and leave no gap: `glory` = 0.4, `leaves_gap` = 0": {"glory": 0.4, "leaves_gap": 0.0},
    "less can be carried: `haul` = 10": {"haul": 10.0},
    "8 hunters": {"hunters": 8},
    "24 hunters": {"hunters": 24},
    "48 hunters": {"hunters": 48},
    "96 hunters": {"hunters": 96},
}


def main(pairs: int = PAIRS) -> None:
    """Print the table: share alive, P(extinct) in brackets, differences with 95 % intervals."""
    print("| Choice | own | none | shared | own - none | shared - none |")
    print("|---|---|---|---|---|---|")
    for says, settings in CHOICES.items():
        own, none, shared = (valley(id, **settings) for id in (OWN, NONE, SHARED))
        # The regime none is kappa = 0, whatever kappa the others have.
        table = run_ensemble({OWN: own, NONE: none.but(kappa=0.0), SHARED: shared}, pairs, FIRST).table
        alive = {id: table[table["arm"] == id]["alive_share"].to_numpy(float) for id in (OWN, NONE, SHARED)}
        cells = [f"{one.mean():.2f} ({(one == 0).mean():.2f})" for one in alive.values()]
        for id in (OWN, SHARED):
            value = paired_difference(alive[id], alive[NONE])
            cells.append(f"{value.estimate:+.2f} [{value.low:+.2f}, {value.high:+.2f}]")
        print(f"| {says} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
