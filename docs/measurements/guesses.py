"""Which guesses matter: prints the tables of docs/guesses.md, in about a quarter of an hour of one core.

python docs/measurements/guesses.py [OUT]     # OUT keeps the runs of the screenings, to go on where it was stopped
"""

import sys
import tempfile
from pathlib import Path

import numpy as np

from experiments.sensitivity_analysis.result import DIFFERENCE
from experiments.sensitivity_analysis.screening import Screening, live, screen, screening_design, signs
from experiments.sensitivity_analysis.uncertain_ranges import (
    AMPLE,
    CAMP,
    HOMES,
    LEFT_OUT,
    PREMISE,
    STORY,
    VALLEY,
    range_of,
)
from experiments.validation.checks import Check, evaluate
from experiments.validation.valleys import OWN, SHARED, valley
from hunt.catalogue.parameters import FIELDS

TOP = 12
PAIRS = 200
"""Of bands, at each end of a range, where one parameter is varied at a time."""

POINTS, PAIRS_THERE = 300, 30
"""Drawn evenly from all ranges at once, and lived at each."""

CLEAR = 1.5
"""In a screening a parameter is clear of chance if its effect is more than this many times what chance would show."""

DESIGNS = {"story": (STORY, 8, 40, {}), "valley": (VALLEY, 4, 40, {}), "camp": (CAMP, 8, 40, AMPLE)}
"""Parameters, trajectories, pairs of bands at each point, and settings."""


def usual(name, there=None):
    """Return what a parameter is usually, or in a place, and whether its default is a guess."""
    value = FIELDS[name].default if there is None else there
    return f"{value:g}, {'guess' if FIELDS[name].metadata['guess'] else 'sourced'}"


def listed(names):
    """Return names as code, in the order of the alphabet."""
    return ", ".join(f"`{name}`" for name in sorted(names)) or "none"


def finding(*arms):
    """Return the paired difference of the share alive in two bands, or of two such differences."""
    return evaluate(Check("", "claim", "", arms, "alive_share", "lower"), PAIRS)


def one_at_a_time(places, columns):
    """Print what becomes of the headline, and of survival, with one parameter at either end and all else as it was.

    ``places`` are (parameter, name of the place, settings there); ``columns`` whether the place is shown.
    """
    rows, signs, ends_in_all = [], {"fewer": [], "close": [], "more": []}, 0
    for name, place, settings in places:
        home = valley(OWN, **settings), valley(SHARED, **settings)
        ends = []
        for end in range_of(name, settings.get(name))[:2]:
            both = tuple(one.but(**{name: end}) for one in home)
            found = finding(*both)
            moved = [finding(*both, *home).value, finding(both[1], home[1]).value]
            sign = "fewer" if found.value.high < 0.0 else "more" if found.value.low > 0.0 else "close"
            signs[sign].append(f"`{name}` at {end:g}")
            size = max((abs(one.estimate) for one in moved if one.low > 0.0 or one.high < 0.0), default=0.0)
            ends.append((size, end, found, sign))
            ends_in_all += 1
        rows.append((max(size for size, *_ in ends), name, place, settings.get(name), ends))
    rows.sort(key=lambda row: -row[0])
    said = {"fewer": "", "close": "**too close to call**, ", "more": "**more**, "}
    print(
        f"| | One parameter at an end of its range, {PAIRS} pairs |{' place |' * columns} usual | low end | high end |"
    )
    print(f"|{'---|' * (5 + columns)}")
    for rank, (_, name, place, there, ends) in enumerate(rows[:TOP], 1):
        cells = []
        for _, end, found, sign in ends:
            value, alive = found.value, found.means[1]
            cells.append(
                f"{end:g}: {said[sign]}{value.estimate:+.2f} [{value.low:+.2f}, {value.high:+.2f}], {alive:.2f}"
            )
        shown = f" {place} |" * columns
        print(f"| {rank} | `{name}` |{shown} {usual(name, there)} | {' | '.join(cells)} |")
    print(f"\nOf {ends_in_all} ends, fewer survive under {OWN} at {len(signs['fewer'])}. More: ", end="")
    print(f"{', '.join(signs['more']) or 'nowhere'}. Too close to call: {', '.join(signs['close']) or 'nowhere'}.\n")
    still = [name for size, name, *_ in rows if size == 0.0]
    print(f"No detectable effect at either end, on the difference or on survival ({len(still)}): {listed(still)}.\n")


def clear(row):
    """Tell whether an effect is clear of chance."""
    return row["mu_star"] > CLEAR * row["floor"] and row["mu_star"] > 0.0


def screened(part, folder):
    """Screen the parameters of a part, and say how."""
    names, trajectories, pairs, settings = DESIGNS[part]
    laid = {"kind": "morris", "trajectories": trajectories}
    found = screen(screening_design(names, (OWN, SHARED), laid, pairs, settings), folder / part, workers=1)
    means = ", ".join(f"{found.means[id]:.2f} under {id}" for id in (OWN, SHARED))
    print(
        f"{len(names)} parameters, {trajectories} trajectories, {pairs} pairs of bands at each point, {found.runs:,} "
        f"runs. Share alive over all points: {means}.\n"
    )
    return found


def anywhere(folder):
    """Print how often the headline holds at points drawn evenly from all ranges, the premise as it is."""
    laid = {"kind": "latin-hypercube", "points": POINTS}
    _, lived = live(screening_design(STORY, (OWN, SHARED), laid, PAIRS_THERE), folder / "anywhere", workers=1)
    found, best = signs(lived[OWN], lived[SHARED]), np.maximum(*(lived[id].mean(axis=1) for id in (OWN, SHARED)))
    print(f"| {POINTS} points, {PAIRS_THERE} pairs of bands at each | points | fewer | unclear | more |")
    print("|---|---|---|---|---|")
    for says, there in (
        ("all", best >= 0.0),
        ("hardly anyone survives: below 0.1 in both", best < 0.1),
        ("0.1 or more in at least one of them", best >= 0.1),
    ):
        counts = " | ".join(str(int((found[there] == sign).sum())) for sign in (-1, 0, 1))
        print(f"| {says} | {there.sum()} | {counts} |")
    print()


def ranked(found: Screening, target, says):
    """Print the parameters that move a target most."""
    rows = found.effects[found.effects["target"] == target]
    rows = rows.sort_values("mu_star", ascending=False, kind="stable").set_index("parameter")
    print(f"**{says}**\n\n| | Parameter | Range | Default is | mu* | floor | mu | sigma |")
    print(f"|{'---|' * 8}")
    for place, (name, row) in enumerate(rows.head(TOP).iterrows(), 1):
        low, high, _ = range_of(name)
        told = f"`{name}`" if clear(row) else f"`{name}` (not clear of chance)"
        sizes = f"{row['mu_star']:.2f} | {row['floor']:.2f} | {row['mu']:+.2f} | {row['sigma']:.2f}"
        print(f"| {place} | {told} | {low:g} to {high:g} | {usual(name)} | {sizes} |")
    print()


def that_do_not_matter(found: Screening):
    """Print which parameters change nothing at all, and which are nowhere clear of chance."""
    most = found.effects.groupby("parameter", sort=False)["mu_star"].max()
    none = set(most[most == 0.0].index)
    told = {row["parameter"] for _, row in found.effects.iterrows() if clear(row)}
    lost = set(most.index) - told - none
    print(f"No effect at all ({len(none)}): {listed(none)}.\n")
    print(f"Not clear of chance, on the difference or on survival under either regime ({len(lost)}): {listed(lost)}.\n")


def main(folder):
    """Print all of it."""
    less, alive = f"The difference, {OWN} less {SHARED}", f"Survival itself, under {SHARED}"
    print("### One at a time\n")
    one_at_a_time([(name, "", {}) for name in VALLEY], columns=0)
    print("### Anywhere in the ranges\n")
    anywhere(folder)
    print("### All at once, from random corners\n")
    found = screened("story", folder)
    ranked(found, DIFFERENCE, less)
    ranked(found, SHARED, alive)
    that_do_not_matter(found)
    print(f"### With the premise varied as well ({listed(PREMISE)})\n")
    ranked(screened("valley", folder), DIFFERENCE, less)
    print("### What is switched off by default, one at a time where it is on\n")
    one_at_a_time([(name, at, place) for at, (place, names) in HOMES.items() for name in names], columns=1)
    print("### What is switched off by default, all at once\n")
    found = screened("camp", folder)
    ranked(found, DIFFERENCE, less)
    ranked(found, SHARED, alive)
    print("### Not varied\n")
    print("; ".join(f"`{name}` ({why})" for name, why in LEFT_OUT.items()) + ".")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as given:
            main(Path(given))
