"""Which guesses matter: prints the tables of docs/guesses.md, in about ten minutes of one core.

python docs/measurements/guesses.py [OUT]     # OUT keeps the runs of the screenings, to go on where it was stopped
"""

import sys
import tempfile
from pathlib import Path

from experiments.guessed import AMPLE, CAMP, LEFT_OUT, PREMISE, STORY, VALLEY, range_of
from experiments.indices import DIFFERENCE
from experiments.screening import Screened, screen, screening_design
from experiments.validation.checks import Check, evaluate
from experiments.validation.places import OWN, SHARED, valley
from hunt.parameters import FIELDS

TOP = 12
PAIRS = 200
"""Of bands, at each end of a range, where one parameter is turned at a time."""

CLEAR = 1.5
"""In a screening a parameter is told from luck where its effect is so many times what luck alone would show."""

DESIGNS = {"story": (STORY, 8, 40, {}), "valley": (VALLEY, 4, 40, {}), "camp": (CAMP, 8, 40, AMPLE)}
"""Parameters, trajectories, pairs of bands at each point, and settings."""


def usual(name):
    """Return the default, and whether it is a guess."""
    return f"{FIELDS[name].default:g}, {'guess' if FIELDS[name].metadata['guess'] else 'sourced'}"


def listed(names):
    """Return names as code, in the order of the alphabet."""
    return ", ".join(f"`{name}`" for name in sorted(names)) or "none"


def difference(measured, *arms):
    """Return the interval of own-product less shared-survival, or of two such differences."""
    return evaluate(Check("", "claim", "", arms, measured, "lower"), PAIRS).value


def one_at_a_time():
    """Print what the headline becomes with one parameter at either end of its range and all else as usual."""
    home = valley(OWN), valley(SHARED)
    rows, signs = [], {"fewer": [], "close": [], "more": []}
    for name in VALLEY:
        ends = []
        for end in range_of(name)[:2]:
            both = tuple(one.but(**{name: end}) for one in home)
            value, moved = difference("alive_share", *both), difference("alive_share", *both, *home)
            sign = "fewer" if value.high < 0.0 else "more" if value.low > 0.0 else "close"
            signs[sign].append(f"`{name}` at {end:g}")
            changed = moved.low > 0.0 or moved.high < 0.0
            ends.append((abs(moved.estimate) if changed else 0.0, end, value, sign))
        rows.append((max(size for size, *_ in ends), name, ends))
    rows.sort(key=lambda row: -row[0])
    said = {"fewer": "", "close": "**too close to call**, ", "more": "**more**, "}
    print(f"| | One at an end, all else as usual, {PAIRS} pairs | default is | low end | high end |")
    print("|---|---|---|---|---|")
    for place, (_, name, ends) in enumerate(rows[:TOP], 1):
        cells = [f"{end:g}: {said[s]}{v.estimate:+.2f} [{v.low:+.2f}, {v.high:+.2f}]" for _, end, v, s in ends]
        print(f"| {place} | `{name}` | {usual(name)} | {' | '.join(cells)} |")
    print(f"\nOf {2 * len(VALLEY)} ends, fewer see spring under {OWN} at {len(signs['fewer'])}. More: ", end="")
    print(f"{', '.join(signs['more']) or 'nowhere'}. Too close to call: {', '.join(signs['close']) or 'nowhere'}.\n")
    print(f"At neither end told from the default ({sum(size == 0.0 for size, *_ in rows)}): ", end="")
    print(f"{listed(name for size, name, _ in rows if size == 0.0)}.\n")


def clear(row):
    """Tell whether an effect stands out of luck."""
    return row["mu_star"] > CLEAR * row["floor"] and row["mu_star"] > 0.0


def screened(part, folder):
    """Screen the parameters of a part, and say how."""
    names, trajectories, pairs, settings = DESIGNS[part]
    design = screening_design(names, (OWN, SHARED), trajectories, pairs, settings)
    found = screen(design, folder / part, workers=1)
    means = ", ".join(f"{found.means[id]:.2f} under {id}" for id in (OWN, SHARED))
    better, neither, worse = found.signs
    print(
        f"{len(names)} parameters, {trajectories} trajectories, {pairs} pairs of bands at each of {sum(found.signs)} "
        f"points, {found.runs:,} runs. Share alive over all points: {means}. The mean is lower under {OWN} at {worse} "
        f"points, the same at {neither}, higher at {better}.\n"
    )
    return found


def ranked(found: Screened, target, says):
    """Print the parameters that move a target most."""
    rows = found.effects[found.effects["target"] == target]
    rows = rows.sort_values("mu_star", ascending=False, kind="stable").set_index("parameter")
    print(f"**{says}**\n\n| | Parameter | Range | Default is | mu* | floor | mu | sigma |")
    print(f"|{'---|' * 8}")
    for place, (name, row) in enumerate(rows.head(TOP).iterrows(), 1):
        low, high, _ = range_of(name)
        told = f"`{name}`" if clear(row) else f"`{name}` (not told from luck)"
        sizes = f"{row['mu_star']:.2f} | {row['floor']:.2f} | {row['mu']:+.2f} | {row['sigma']:.2f}"
        print(f"| {place} | {told} | {low:g} to {high:g} | {usual(name)} | {sizes} |")
    print()


def that_do_not_matter(found: Screened):
    """Print which parameters change nothing at all, and which cannot be told from luck anywhere."""
    most = found.effects.groupby("parameter", sort=False)["mu_star"].max()
    none = set(most[most == 0.0].index)
    told = {row["parameter"] for _, row in found.effects.iterrows() if clear(row)}
    lost = set(most.index) - told - none
    print(f"Change nothing at all ({len(none)}): {listed(none)}.\n")
    print(f"Not told from luck on any of the three ({len(lost)}): {listed(lost)}.\n")


def main(folder):
    """Print all of it."""
    less, alive = f"The difference, {OWN} less {SHARED}", f"Survival itself, under {SHARED}"
    print("### One at a time\n")
    one_at_a_time()
    print("### All at once, from random corners\n")
    found = screened("story", folder)
    ranked(found, DIFFERENCE, less)
    ranked(found, SHARED, alive)
    that_do_not_matter(found)
    print(f"### With the premise turned as well ({listed(PREMISE)})\n")
    ranked(screened("valley", folder), DIFFERENCE, less)
    print("### What is switched off by default\n")
    found = screened("camp", folder)
    ranked(found, DIFFERENCE, less)
    ranked(found, SHARED, alive)
    that_do_not_matter(found)
    print("### Not turned\n")
    print("; ".join(f"`{name}` ({why})" for name, why in LEFT_OUT.items()) + ".")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as given:
            main(Path(given))
