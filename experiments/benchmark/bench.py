"""Speed on this machine, side by side: compiled against C, against Mesa, by hunters, days and cells.

Everything that is compared is run in turns, and of each the fastest turn counts, so that other work on the machine
hits all alike.  Seconds are of the processor, not of the clock, unless it says so.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from rich.console import Console

from experiments.benchmark.c_program import compile_c
from experiments.ensemble import cores, run_ensemble
from hunt.catalogue.parameters import Parameters
from hunt.catalogue.scenarios import scenario

OWN, NONE, SHARED = "own-product", "none", "shared-survival"

EVERYTHING: dict[str, Any] = {
    **{"mishaps": 0.4, "fix_days": 120.0, "checklist": 0.5, "chores": 1.0},  # wear, repair, chores
    **{"plan": 1.2, "push": 0.5, "orders": 0.2, "wip_limit": 6, "meetings": 0.05, "news": 0.7, "scope": 1},  # work
    **{"own_pace": 0.05, "newcomers": 0.25, "great_herd": 180, "hunts_at_once": 2},  # people and beasts
    **{"alignment": 0.5, "delta": 0.5, "practice": 30, "praise": 0.5},  # pay and choice
}
"""What the default valley leaves out, switched on at once."""

AMPLE = {"small_game": 1.6}
"""So that a band lives to do all of it."""

SIZES = (6, 12, 24, 48, 96)
LENGTHS = (90, 180, 360, 720)
SIDES = (15, 30, 60, 120)
AT_ONCE = 20
"""Runs of a chunk that is timed."""

Interpret = Callable[[Parameters, int], int]
"""Simulates one hunt with the Mesa engine and returns its hunter-days; handed in, so that only it needs Mesa."""

Tell = Callable[..., None]


def run_bench(interpret: Interpret, *, quick: bool, quiet: bool) -> list[dict[str, Any]]:
    """Measure, print one line per figure unless quiet, and return the figures as rows."""
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    rows: list[dict[str, Any]] = []

    def tell(what: str, value: float, unit: str, target: str = "") -> None:
        rows.append({"what": what, "value": value, "unit": unit, "target": target})
        if not quiet:
            console.print(f"{value:10.3f} {unit:6} {what}{f'  (target {target})' if target else ''}")

    turns = 5 if quick else 15
    _start(tell)
    _against_c(tell, turns)
    _against_mesa(tell, interpret, 2 if quick else 4)
    _scaling(tell, 3 if quick else 7)
    _many(tell, 200 if quick else 1000)
    return rows


# --- what is measured ---------------------------------------------------------------------------------------------


def _start(tell: Tell) -> None:
    first, warm, front = start_seconds()
    tell("first run on a machine, with compiling the rules", first, "s", "<= 12 s")
    tell("first run when they are compiled: a warm start", warm, "s", "<= 0.9 s")
    tell("hunt --help", front, "s", "<= 0.2 s")


def _against_c(tell: Tell, turns: int) -> None:
    arms = {
        f"12 hunters x 360 days, {OWN}": (scenario().parameters(OWN), "<= 1.0 ms"),
        f"12 hunters x 360 days, {SHARED}": (scenario().parameters(SHARED), "<= 1.0 ms"),
        f"24 hunters x 360 days, {SHARED}": (scenario().parameters(SHARED, hunters=24), "<= 1.5 ms"),
        f"12 hunters x 360 days with everything on, {SHARED}": (
            scenario().parameters(SHARED, **EVERYTHING, **AMPLE),
            "<= 2.5 ms",
        ),
    }
    program = compile_c()
    best = {name: (np.inf, 1) for name in arms}
    c = np.inf
    for _ in range(turns):
        for name, (parameters, _) in arms.items():
            seconds, days = timed_chunk(parameters, 0)
            best[name] = min(best[name], (seconds / days, days))
        if program is not None:
            c = min(c, program.seconds_a_hunter_day(100, 12, 360))
    for name, (_, target) in arms.items():
        one, days = best[name]
        tell(f"{name}, all in", 1000 * one * days / AT_ONCE, "ms", target)
        tell("its hunter-days per second of the processor", 1e-6 / one, "10^6")
        if program is not None:
            tell("its time per hunter-day against the C hot path", one / c, "times", "<= 1.8")
    if program is None:
        tell("C compilers found; without one there is nothing to compare with in C", 0.0, "")
    else:
        tell("the C hot path: hunter-days per second of the processor", 1e-6 / c, "10^6")
        program.folder.cleanup()


def _against_mesa(tell: Tell, interpret: Interpret, models: int) -> None:
    for id in (OWN, SHARED):
        parameters = scenario().parameters(id)
        compiled, interpreted = [], []
        for seed in range(models):
            start = time.process_time()
            days = interpret(parameters, seed)
            interpreted.append((time.process_time() - start) / days)
            seconds, days = timed_chunk(parameters, seed)
            compiled.append(seconds / days)
        ratio = statistics.median(interpreted) / statistics.median(compiled)
        tell(f"the Mesa engine against compiled, per hunter-day, {id}", ratio, "times", ">= 250")
    from experiments.benchmark.small_mesa import Foragers

    best = np.inf
    for seed in range(models):
        model = Foragers(12, seed)
        start = time.process_time()
        for _ in range(60):
            model.step()
        best = min(best, (time.process_time() - start) / (60 * 12))
    tell("a small foraging model in idiomatic Mesa: agent-steps per second", 1e-6 / best, "10^6")


def _scaling(tell: Tell, turns: int) -> None:
    for name, values, asked in (("hunters", SIZES, "<= 1.2"), ("days", LENGTHS, ""), ("width", SIDES, "")):
        each = {}
        for value in values:
            settings = {name: value, "height": value} if name == "width" else {name: value}
            parameters = scenario().parameters(SHARED, **settings)
            seconds, days = min(timed_chunk(parameters, 0) for _ in range(turns))
            each[value] = seconds / AT_ONCE
            what = f"{value} x {value} cells" if name == "width" else f"{value} {name}"
            tell(f"{what}, a year of {SHARED}" if name != "days" else f"{what} of {SHARED}", 1000 * each[value], "ms")
            if name == "hunters":
                tell("its nanoseconds per lived hunter-day", 1e9 * seconds / days, "ns")
        tell(f"fitted exponent in {'cells' if name == 'width' else name}", exponent(each, name), "power", asked)


def _many(tell: Tell, runs: int) -> None:
    arms = {id: scenario().parameters(id) for id in (OWN, SHARED)}
    for workers in sorted({1, cores()}):
        seconds = timed(lambda workers=workers: run_ensemble(arms, runs, workers=workers))
        tell(f"2 x {runs} runs by the clock, {workers} threads", seconds, "s", "<= 2 s for 2 x 1000 on 2 cores")
    tracemalloc.start()
    kept = run_ensemble({OWN: arms[OWN]}, runs)
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    tell(f"kept in memory of 10^5 runs, from {len(kept.table)}", size / runs * 1e5 / 1e6, "MB", "<= 100 MB")


# --- how it is measured -------------------------------------------------------------------------------------------


def timed(work: Callable[[], Any]) -> float:
    """Return the seconds some work takes by the clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def timed_chunk(parameters: Parameters, first: int) -> tuple[float, int]:
    """Simulate a chunk in one call, all included; return processor seconds and hunter-days."""
    from hunt.engine.compiled import ArmSettings, run_arms

    seeds = first + np.arange(AT_ONCE)
    start = time.process_time()
    ends = run_arms([ArmSettings(parameters)], seeds)
    seconds = time.process_time() - start
    return seconds, int(ends.finals[0].camps["days_lived"].sum())


def exponent(seconds: dict[int, float], name: str) -> float:
    """Return b of a fit seconds = a x^b; x is the number of cells where the side of the valley was varied."""
    sizes = np.array(list(seconds), float) ** (2 if name == "width" else 1)
    return float(np.polyfit(np.log(sizes), np.log(list(seconds.values())), 1)[0])


def start_seconds() -> tuple[float, float, float]:
    """Return the seconds of a first run without and with the compiled rules on disk, and of ``hunt --help``."""
    one_run = [sys.executable, "-c", "import hunt; hunt.simulate(hunt.Parameters(), 1)"]
    with tempfile.TemporaryDirectory() as empty:
        place = os.environ | {"NUMBA_CACHE_DIR": empty}
        first = timed(lambda: subprocess.run(one_run, check=True, env=place))
        warm = _median([one_run] * 3, place)
    return first, warm, _median([[sys.executable, "-m", "hunt.cli", "--help"]] * 5, dict(os.environ))


def _median(commands: Sequence[list[str]], place: dict[str, str]) -> float:
    return statistics.median(
        timed(lambda words=words: subprocess.run(words, check=True, env=place, stdout=subprocess.DEVNULL))
        for words in commands
    )
