"""Our figures for docs/ethnography.md, in about a minute: python docs/measurements/ethnography.py [RUNS]."""

import sys

import numpy as np

from agents.actions import Action
from agents.vocabulary import Season
from experiments.validation.valleys import NONE, SHARED, valley
from hunt.history import History, record

RUNS, FIRST = 200, 16_000_001
HANDFUL = 0.1  # of a day's food: those who bring less come home with next to nothing

ROWS = {
    "band_days": "hunter-days lived, per run",
    "kills": "mammoths killed, per run",
    "days_per_kill": "hunter-days lived per mammoth",
    "ring_days_per_kill": "hunter-days at the ring per mammoth",
    "tries_won": "days on which a party tried, share with a kill",
    "party": "hunters at a try, mean",
    "party_range": "hunters at a try, 10 and 90 % of tries",
    "empty": "days of small game that bring less than a tenth of a day's food, share",
    "meat": "mammoth, share of the food brought home",
    "home": "meat of the mammoths killed that comes home, share",
    "own_part": "a hunter's own part of the meat they haul: one among the living, share",
    "own_game": "small game that stays with those who caught it, share",
    **{f"season_{one.value}": f"mammoths killed in {one.name.lower()}, share" for one in Season},
    "store_winter": "store on the first winter morning, days per living hunter",
}


def of_run(run: History) -> dict[str, object]:
    """Return the sums of one run from which the figures are made, and its parties."""
    camp, hunters = run.camp, run.hunters
    tried = np.diff(camp["tries"], prepend=0) > 0
    at_ring = hunters["there"] & np.isin(hunters["action"], (Action.HUNT, Action.OWN))
    at_ring &= hunters["alive"]
    foraged = (hunters["action"] == Action.FORAGE) & hunters["alive"] & (hunters["injured"] == 0)
    last, parameters = camp[-1], run.parameters
    kept = HANDFUL * parameters.need * (1.0 - parameters.pooled)  # `caught` is what is left when a part is pooled
    kills = np.diff(camp["kills"], prepend=0)
    living = camp["living"][camp["living"] > 0]
    return {
        "days": last["days_lived"],
        "kills": last["kills"],
        "tries": last["tries"],
        "parties": at_ring.sum(axis=1)[tried],
        "foraged": foraged.sum(),
        "empty": (foraged & (hunters["caught"] < kept)).sum(),
        "food": np.array([last["gathered"], last["hauled"], last["dressed"]]),
        "by_season": np.array([kills[camp["season"] == one].sum() for one in Season]),
        "living": living.mean(),
        "winter": last["winter_store"],
    }


def figures(id: str, runs: int) -> dict[str, str]:
    """Simulate runs of the default valley under a regime; return each figure as it is printed."""
    parameters = valley(id)
    found = [of_run(record(parameters, FIRST + run)) for run in range(runs)]
    total = {name: sum(one[name] for one in found) for name in ("days", "kills", "tries", "foraged", "empty")}
    gathered, hauled, dressed = sum(one["food"] for one in found)
    parties = np.concatenate([one["parties"] for one in found])
    living = np.mean([one["living"] for one in found])
    season = sum(one["by_season"] for one in found)
    winter = np.array([one["winter"] for one in found])
    low, high = np.quantile(parties, (0.1, 0.9))
    shown = {
        "band_days": f"{total['days'] / runs:.0f}",
        "kills": f"{total['kills'] / runs:.1f}",
        "days_per_kill": f"{total['days'] / total['kills']:.0f}",
        "ring_days_per_kill": f"{parties.sum() / total['kills']:.0f}",
        "tries_won": f"{total['kills'] / total['tries']:.2f}",
        "party": f"{parties.mean():.1f}",
        "party_range": f"{low:.0f} to {high:.0f}",
        "empty": f"{total['empty'] / total['foraged']:.2f}",
        "meat": f"{hauled / (hauled + gathered):.2f}",
        "home": f"{hauled / dressed:.2f}",
        "own_part": f"{1.0 / living:.2f}",
        "own_game": f"{1.0 - parameters.pooled * (1.0 - 1.0 / living):.2f}",
        "store_winter": f"{winter[winter >= 0.0].mean():.0f}",
    }
    return shown | {f"season_{one.value}": f"{season[one] / season.sum():.2f}" for one in Season}


def main(runs: int = RUNS) -> None:
    """Print the table."""
    arms = {id: figures(id, runs) for id in (SHARED, NONE)}
    print(f"| Default valley, {runs} runs each | {' | '.join(f'`{id}`' for id in arms)} |")
    print(f"|---|{'---|' * len(arms)}")
    for name, says in ROWS.items():
        print(f"| {says} | {' | '.join(one[name] for one in arms.values())} |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
