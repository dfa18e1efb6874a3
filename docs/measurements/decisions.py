"""Which claims hang on how hunters decide: prints the tables of docs/validation.md, in about ten minutes.

python docs/measurements/decisions.py            # the claim of every scenario under three ways to decide
python docs/measurements/decisions.py ample      # the default claim where there is more to see
"""

import sys

from experiments.console.validation import BLOCKS
from experiments.validation.checks import Check, Finding, evaluate
from experiments.validation.claims import claim_checks
from experiments.validation.valleys import OWN, RUNS, SHARED, valley

RULES = ("belief", "reinforcement", "aspiration")
BANDS = BLOCKS * RUNS
"""All the seeds of the three blocks, in one interval."""

FLOOR = 0.02
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
    digits = 3 if found.check.measure == "alive_share" else 1
    limits = f"{value.estimate:+.{digits}f} [{value.low:+.{digits}f}, {value.high:+.{digits}f}]"
    return f"{verdict(found)}: {limits} ({one}, {other})"


def table() -> None:
    """Print the claim of each scenario under each way to decide."""
    print(f"| Scenario, {BANDS} pairs of bands | must be | {' | '.join(f'`{rule}`' for rule in RULES)} |")
    print(f"|---|---|{'---|' * len(RULES)}")
    checks = {rule: [one for one in claim_checks({"decision": rule}) if one.role == "claim"] for rule in RULES}
    for same in zip(*checks.values(), strict=True):
        first = same[0]
        must = f"{first.measure.replace('_', ' ')} {first.relation}, {first.margin:g}"
        cells = [cell(evaluate(one, BANDS)) for one in same]
        print(f"| `{first.pattern}` | {must} | {' | '.join(cells)} |", flush=True)


def ample() -> None:
    """Print own-product against shared-survival where small game and winter leave something to compare."""
    print(f"| {RUNS} pairs of bands | share alive | measured KPI | mammoths a year |")
    print("|---|---|---|---|")
    for rule in RULES:
        for game in (1.4, 1.8):
            for winter in (1.0, 0.6):
                place = {"decision": rule, "small_game": game, "winter": winter}
                both = valley(OWN, **place), valley(SHARED, **place)
                cells = []
                for measure in ("alive_share", "kpi", "kills"):
                    found = evaluate(Check("", "claim", "", both, measure, "lower"), RUNS)
                    value = found.value
                    means = ", ".join(f"{mean:.2f}" for mean in found.means)
                    cells.append(f"{value.estimate:+.2f} [{value.low:+.2f}, {value.high:+.2f}] ({means})")
                print(f"| `{rule}`, small game {game:g}, winter {winter:g} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    {"": table, "ample": ample}[sys.argv[1] if len(sys.argv) > 1 else ""]()
