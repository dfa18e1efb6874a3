"""Live a study, write its report and print its tables.

python docs/studies/study.py regime-map          # into results/regime-map
python docs/studies/study.py reminder-spiral OUT
python docs/studies/study.py hysteresis
"""

import subprocess
import sys
from pathlib import Path

import experiments
from hunt.errors import HuntError

HERE = Path(__file__).parent
CLEAR = "too close to call"


def grid(found, across, down, cell):
    """Print one cell per pair of values."""
    columns, lines = sorted(found[across].unique()), sorted(found[down].unique(), reverse=True)
    print(f"{down:>10} | " + "".join(f"{value:>18g}" for value in columns) + f"   {across}")
    for line in lines:
        row = found[found[down] == line].set_index(across)
        print(f"{line:>10g} | " + "".join(f"{cell(row.loc[value]):>18}" for value in columns))
    print()


def regime_map(folder):
    """Print own-product less each other regime, in points of the share alive; ? where the interval holds zero."""

    def cell(row):
        limits = f"[{100 * row['low']:+.0f}, {100 * row['high']:+.0f}]"
        return f"{100 * row['estimate']:+.0f} {limits}" + ("?" if row["verdict"] == CLEAR else " ")

    for other in ("shared-survival", "none"):
        found = experiments.regime_map(folder, second=other)
        for alignment, part in found.groupby("alignment"):
            print(f"alignment = {alignment:g}: own-product less {other}, points [95 %]")
            grid(part, "small_game", "winter", cell)


def reminder_spiral(folder):
    """Print how far the plan was met, and who was alive, at every point."""
    for measure in ("plan_met", "alive_share"):
        found = experiments.means(folder, measure)
        for news, part in found.groupby("news"):
            print(f"{measure}, news = {news:g}: mean [95 %]")
            grid(part, "plan", "push", lambda row: f"{row['estimate']:.2f} [{row['low']:.2f}, {row['high']:.2f}]")


TABLES = {"regime-map": (regime_map, "alive_share"), "reminder-spiral": (reminder_spiral, "plan_met")}


def main(name, out=""):
    """Do all of it; a study that was begun goes on."""
    if name == "hysteresis":
        subprocess.run([sys.executable, HERE / "hysteresis.py"], check=True)
        return
    table, measure = TABLES[name]
    folder = Path(out or f"results/{name}")
    experiments.sweep(HERE / f"{name}.toml", folder, resume=True)
    experiments.report(folder, measure)
    table(folder)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except HuntError as error:
        sys.exit(str(error))
