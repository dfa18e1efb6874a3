"""Which claims hang on how hunters decide: prints the tables of docs/validation.md, in about ten minutes.

python docs/measurements/decisions.py            # the claim of every scenario at three values of delta
python docs/measurements/decisions.py curve      # survival under three pay rules along delta, with and without practice

``delta`` is the weight of what an action should bring; the rest lies on what it has brought.  ``practice`` are days at
the start on which nobody starves, so that a band that learns from what it has lived lives to learn.
"""

import sys

from experiments.console.validation import BLOCKS
from experiments.ensemble import run_ensemble
from experiments.statistics.estimates import mean_interval, paired_difference
from experiments.validation.checks import Finding, evaluate
from experiments.validation.claims import claim_checks
from hunt.catalogue.scenarios import scenario

DELTAS = (1.0, 0.5, 0.0)
"""Of the claims: by what is expected alone, by both alike, by what was lived alone."""

CURVE = (1.0, 0.9, 0.75, 0.5, 0.25, 0.0)
PRACTICE = (0, 90)
ARMS = ("own-product", "none", "shared-survival")
PAIRS = 400
BANDS = BLOCKS * PAIRS
"""All the seeds of the three blocks, in one interval."""

FLOOR = 0.1
"""Where fewer than this survive in both bands there is nothing left to compare."""


def verdict(found: Finding) -> str:
    """Say what became of a claim: holds, empty (next to nobody lives), reversed, or gone."""
    check = found.check
    if check.measure == "alive_share" and max(found.means) < FLOOR:
        return "empty"
    if found.passed:
        return "**holds**"
    turned = found.value.high < 0.0 if check.relation == "higher" else found.value.low > 0.0
    return "reversed" if turned and check.relation != "as good" else "gone"


def cell(found: Finding) -> str:
    """Return a cell of the table: what became of it, the difference, and both bands."""
    value = found.value
    one, other = (f"{mean:.2f}" for mean in found.means)
    digits = 3 if max(found.means) <= 1.0 else 1
    limits = f"{value.estimate:+.{digits}f} [{value.low:+.{digits}f}, {value.high:+.{digits}f}]"
    return f"{verdict(found)}: {limits} ({one}, {other})"


def table() -> None:
    """Print the claim of each scenario at each delta."""
    print(f"| Scenario, {BANDS} pairs of bands | must be | {' | '.join(f'`delta` {delta:g}' for delta in DELTAS)} |")
    print(f"|---|---|{'---|' * len(DELTAS)}")
    checks = {delta: [one for one in claim_checks({"delta": delta}) if one.role == "claim"] for delta in DELTAS}
    for same in zip(*checks.values(), strict=True):
        first = same[0]
        must = f"{first.measure.replace('_', ' ')} {first.relation}, {first.margin:g}"
        cells = [cell(evaluate(one, BANDS)) for one in same]
        print(f"| `{first.pattern}` | {must} | {' | '.join(cells)} |", flush=True)


def curve() -> None:
    """Print who survives under three pay rules along delta, and individual targets less the others."""
    heads = [*(f"alive, {id}" for id in ARMS), "nobody left", *(f"own less {id}" for id in ARMS[1:])]
    print(f"| `delta`, {BANDS} pairs of bands | `practice` | {' | '.join(heads)} |")
    print(f"|---|---|{'---|' * len(heads)}")
    for practice in PRACTICE:
        for delta in CURVE:
            arms = {id: scenario().parameters(id, delta=delta, practice=practice) for id in ARMS}
            lived = run_ensemble(arms, BANDS, 1)
            alive = {id: lived.arm(id)["alive_share"].to_numpy(float) for id in ARMS}
            means = [mean_interval(alive[id]) for id in ARMS]
            gaps = [paired_difference(alive[ARMS[0]], alive[id]) for id in ARMS[1:]]
            cells = [f"{one.estimate:.2f} [{one.low:.2f}, {one.high:.2f}]" for one in means]
            cells.append(", ".join(f"{(alive[id] == 0.0).mean():.0%}" for id in ARMS))
            cells += [f"{one.estimate:+.2f} [{one.low:+.2f}, {one.high:+.2f}]" for one in gaps]
            print(f"| {delta:g} | {practice} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    {"": table, "curve": curve}[sys.argv[1] if len(sys.argv) > 1 else ""]()
