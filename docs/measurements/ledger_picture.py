"""Draw docs/pictures/ledger.png, the ledger at a glance: python docs/measurements/ledger_picture.py [PAIRS].

The same seeds, pairs and checks as ``hunt validate --ledger``, but only those in which own numbers stand against no pay
rule.
"""

import sys
from pathlib import Path

from experiments.console.ledger import ledger_row
from experiments.figures.causes import causes
from experiments.figures.layout import save
from experiments.validation.checks import Check
from experiments.validation.ledger import BLOCKS, ONE_IS_ENOUGH, RUNS, SEPARABLE, over_blocks
from experiments.validation.valleys import NONE, OWN, valley

PICTURE = Path(__file__).resolve().parents[1] / "pictures" / "ledger"

ROWS = (
    ("L1", "as it is", {}, {}),
    ("L2", "one hunter is enough", ONE_IS_ENOUGH, {}),
    ("L2", "two are needed", {"needed": 2}, {}),
    ("L2", "four are needed", {"needed": 4}, {}),
    ("L2", "eight are needed", {"needed": 8}, {}),
    ("L2", "one carries five loads", {"haul": 5.0 * valley(OWN).haul}, {}),
    ("L3", "own numbers leave a gap every other time", {}, {"leaves_gap": 0.5}),
    ("L3", "own numbers leave no gap", {}, {"leaves_gap": 0.0}),
    ("L4", "no broken promise costs trust", {}, {"evidence": 0.0}),
    ("L5", "a fifth of the way to numbers that measure what feeds", {}, {"alignment": 0.2}),
    ("L5", "numbers that measure what feeds", {}, {"alignment": 1.0}),
    ("L5", "each hunts alone", SEPARABLE, {}),
    ("L5", "each hunts alone, numbers that measure what feeds", SEPARABLE, {"alignment": 1.0}),
)
"""Line of the ledger, what is different, settings of both bands, settings of the band with own numbers."""


def main(runs: int = RUNS) -> None:
    """Simulate and draw."""
    rows = []
    for line, says, both, own in ROWS:
        check = Check(
            line, "finding", says, (valley(OWN, **both, **own), valley(NONE, **both)), "alive_share", "reported"
        )
        rows.append(ledger_row(*over_blocks(check, runs, tuple(first + 1 for first in BLOCKS)), 1))
        print(
            f"{line}  {says}: {rows[-1]['estimate']:+.3f} [{rows[-1]['low']:+.3f}, {rows[-1]['high']:+.3f}]", flush=True
        )
    note = f"{len(BLOCKS)} x {runs} paired runs a row, lines are 95 % intervals; empty mark: the interval holds zero."
    png, svg = save(causes(rows, "What is left of the harm when its cause is switched off", note), PICTURE)
    svg.unlink()
    print(png.name)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
