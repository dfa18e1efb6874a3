"""Speed on this machine, side by side: compiled against interpreted, by hunters and by days."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

from rich.console import Console

from experiments.ensemble import run_ensemble
from hunt.catalogue.parameters import Parameters
from hunt.catalogue.scenarios import scenario

OWN, SHARED = "own-product", "shared-survival"

EVERYTHING: dict[str, Any] = {
    **{"mishaps": 0.4, "fix_days": 120.0, "checklist": 0.5, "chores": 1.0},  # wear, repair, chores
    **{"plan": 1.2, "push": 0.5, "orders": 0.2, "wip_limit": 6, "meetings": 0.05, "news": 0.7, "scope": 1},  # work
    **{"own_pace": 0.05, "newcomers": 0.25, "great_herd": 180, "hunts_at_once": 2},  # people and beasts
    **{"alignment": 0.5, "delta": 0.5, "practice": 30, "praise": 0.5},  # pay and choice
}
"""What the default valley leaves out, switched on at once."""


Interpret = Callable[[Parameters, int], object]
"""Lives one hunt with the interpreted engine; handed in, because experiments know nothing of Mesa."""


def run_bench(interpret: Interpret, *, quick: bool, quiet: bool) -> list[dict[str, Any]]:
    """Measure, print one line per figure unless quiet, and return the figures as rows."""
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    rows: list[dict[str, Any]] = []

    def tell(what: str, value: float, unit: str, target: str = "") -> None:
        rows.append({"what": what, "value": value, "unit": unit, "target": target})
        if not quiet:
            console.print(f"{value:10.3f} {unit:6} {what}{f'  (target {target})' if target else ''}")

    first, warm, front = start_seconds()
    tell("first run on a machine, with compiling the rules", first, "s", "< 20 s to compile")
    tell("first run when they are compiled: a warm start", warm, "s", "< 1 s")
    tell("hunt --help", front, "s", "< 0.3 s")
    repeats = 5 if quick else 20
    for id in (OWN, SHARED):
        compiled, interpreted = side_by_side(interpret, scenario().parameters(id), repeats, 1 if quick else 3)
        tell(f"12 hunters x 360 days, compiled, one core, {id}", 1000 * compiled, "ms", "<= 1.5 ms")
        tell(f"the same runs with the Mesa engine, {id}", 1000 * interpreted, "ms")
        tell(f"compiled against interpreted, {id}", interpreted / compiled, "times", ">= 100")
    seconds = per_run(scenario().parameters(SHARED, **EVERYTHING), repeats)
    tell("12 hunters x 360 days with everything on", 1000 * seconds, "ms", "<= 2.5 ms")
    for hunters in (12, 24, 48, 96):
        seconds = per_run(scenario().parameters(SHARED, hunters=hunters), repeats)
        tell(f"{hunters} hunters x 360 days", 1000 * seconds, "ms")
    for days in (90, 180, 360, 720):
        tell(f"12 hunters x {days} days", 1000 * per_run(scenario().parameters(SHARED, days=days), repeats), "ms")
    arms = {id: scenario().parameters(id) for id in (OWN, SHARED)}
    for workers in sorted({1, len(os.sched_getaffinity(0))}):
        runs = 200 if quick else 1000
        seconds = timed(lambda workers=workers, runs=runs: run_ensemble(arms, runs, workers=workers))
        tell(f"2 x {runs} runs compared, {workers} threads", seconds, "s", "<= 4 s for 2 x 1000 on 2 cores")
    return rows


def timed(work: Callable[[], Any]) -> float:
    """Return the seconds some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def per_run(parameters: Parameters, repeats: int, at_once: int = 10) -> float:
    """Return the median seconds of one compiled run, all included: luck, first morning, days, last evening."""
    from hunt.simulation import run_to_end

    run_to_end(parameters, 0)
    blocks = [
        timed(lambda first=block * at_once: [run_to_end(parameters, first + seed) for seed in range(at_once)])
        for block in range(repeats)
    ]
    return statistics.median(blocks) / at_once


def side_by_side(interpret: Interpret, parameters: Parameters, repeats: int, models: int) -> tuple[float, float]:
    """Return the median seconds of one run, compiled and interpreted, on the same seeds."""
    from hunt.simulation import run_to_end

    run_to_end(parameters, 0)
    compiled, interpreted = [], []
    for seed in range(models):
        interpreted.append(timed(lambda seed=seed: interpret(parameters, seed)))
        compiled += [timed(lambda seed=seed: run_to_end(parameters, seed)) for _ in range(repeats)]
    return statistics.median(compiled), statistics.median(interpreted)


def start_seconds() -> tuple[float, float, float]:
    """Return the seconds of a first run without and with the compiled rules on disk, and of ``hunt --help``."""
    one_run = [sys.executable, "-c", "import hunt; hunt.simulate(hunt.Parameters(), 1)"]
    with tempfile.TemporaryDirectory() as empty:
        place = os.environ | {"NUMBA_CACHE_DIR": empty}
        first = timed(lambda: subprocess.run(one_run, check=True, env=place))
        warm = statistics.median(timed(lambda: subprocess.run(one_run, check=True, env=place)) for _ in range(3))
    help_ = [sys.executable, "-m", "hunt.cli", "--help"]
    front = statistics.median(
        timed(lambda: subprocess.run(help_, check=True, stdout=subprocess.DEVNULL)) for _ in range(5)
    )
    return first, warm, front
