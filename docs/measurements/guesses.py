"""Which guesses matter: prints the tables of docs/guesses.md, in about ten minutes of one core.

python docs/measurements/guesses.py [OUT]     # OUT keeps all runs and goes on where it was stopped
"""

import sys
import tempfile
from pathlib import Path

from experiments.guessed import CAMP, LEFT_OUT, VALLEY, range_of
from experiments.indices import DIFFERENCE
from experiments.screening import Screened, screen, screening_design
from experiments.validation.checks import Check, evaluate
from experiments.validation.places import OWN, RUNS, SHARED, valley
from hunt.parameters import FIELDS

TOP = 12
CLEAR = 1.5
"""A parameter is told from luck where its effect is so many times what luck alone would show."""

DESIGNS = {"valley": (VALLEY, 10, 60), "camp": (CAMP, 10, 40)}
"""Parameters, trajectories, and pairs of bands at each point."""


def origin(name):
    """Say whether a default is a guess."""
    return "guess" if FIELDS[name].metadata["guess"] else "sourced"


def ranged(name):
    """Return a range as it is read."""
    low, high, _ = range_of(name)
    return f"{low:g} to {high:g}"


def clear(row):
    """Tell whether an effect stands out of luck."""
    return row["mu_star"] > CLEAR * row["floor"] and row["mu_star"] > 0.0


def ranking(found: Screened, target):
    """Return the rows of a target, the largest effect first."""
    rows = found.effects[found.effects["target"] == target]
    return rows.sort_values("mu_star", ascending=False, kind="stable").set_index("parameter")


def table_of(found: Screened, target):
    """Print the parameters that move a target most."""
    print("| | Parameter | Range | Default is | mu* | floor | mu | sigma |")
    print("|---|---|---|---|---|---|---|---|")
    rows = ranking(found, target)
    for place, (name, row) in enumerate(rows.head(TOP).iterrows(), 1):
        usual = f"{FIELDS[name].default:g}, {origin(name)}"
        told = f"`{name}`" if clear(row) else f"`{name}` (not told from luck)"
        sizes = f"{row['mu_star']:.3f} | {row['floor']:.3f} | {row['mu']:+.3f} | {row['sigma']:.3f}"
        print(f"| {place} | {told} | {ranged(name)} | {usual} | {sizes} |")
    print()
    return list(rows.index[:TOP])


def screened(part, folder):
    """Screen the parameters of a part, and say how."""
    names, trajectories, pairs = DESIGNS[part]
    design = screening_design(names, (OWN, SHARED), trajectories, pairs)
    found = screen(design, folder / part, workers=1)
    means = ", ".join(f"{found.means[id]:.2f} under {id}" for id in (OWN, SHARED))
    print(
        f"{len(names)} parameters, {trajectories} trajectories, {pairs} pairs of bands at each of "
        f"{trajectories * (len(names) + 1)} points, {found.runs:,} runs. Share alive over all points: {means}.\n"
    )
    return found


def that_do_not_matter(found: Screened):
    """Print which parameters change nothing at all, and which cannot be told from luck anywhere."""
    still = found.effects.groupby("parameter", sort=False)["mu_star"].max()
    none = sorted(still[still == 0.0].index)
    told = {row["parameter"] for _, row in found.effects.iterrows() if clear(row)}
    lost = sorted(name for name in still.index if name not in told and name not in none)
    print(f"Change nothing at all ({len(none)}): {', '.join(f'`{name}`' for name in none) or 'none'}.\n")
    print(
        f"Not told from luck on any of the three ({len(lost)}): {', '.join(f'`{name}`' for name in lost) or 'none'}.\n"
    )


def flips(names):
    """Print own-product against shared-survival with one parameter at either end of its range."""
    print(f"| One at an end, all else as usual, {RUNS} pairs | low | high |")
    print("|---|---|---|")
    for name in names:
        cells = []
        for end in range_of(name)[:2]:
            both = valley(OWN, **{name: end}), valley(SHARED, **{name: end})
            value = evaluate(Check("", "claim", "", both, "alive_share", "lower"), RUNS).value
            sign = "fewer" if value.high < 0.0 else "**more**" if value.low > 0.0 else "**too close to call**"
            cells.append(f"at {end:g} {sign}: {value.estimate:+.2f} [{value.low:+.2f}, {value.high:+.2f}]")
        print(f"| `{name}` | {' | '.join(cells)} |", flush=True)
    print()


def main(folder):
    """Print all of it."""
    print("### The default valley\n")
    found = screened("valley", folder)
    print(f"**The difference**, {OWN} less {SHARED}:\n")
    top = table_of(found, DIFFERENCE)
    print(f"**Survival itself**, under {SHARED}:\n")
    table_of(found, SHARED)
    that_do_not_matter(found)
    print("### Where the sign turns\n")
    flips(top)
    print("### What is switched off by default\n")
    found = screened("camp", folder)
    print(f"**The difference**, {OWN} less {SHARED}:\n")
    table_of(found, DIFFERENCE)
    print(f"**Survival itself**, under {SHARED}:\n")
    table_of(found, SHARED)
    that_do_not_matter(found)
    print("### Not screened\n")
    print("; ".join(f"`{name}` ({why})" for name, why in LEFT_OUT.items()) + ".")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as given:
            main(Path(given))
