"""``mesa.batch_run`` and ``hunt sweep`` on the same model: rate, memory, and what becomes of trouble.

``python docs/measurements/mesa_batch_run.py [line ...]`` prints the table of docs/experiments.md; it takes minutes.
Each line is measured in a program of its own.
"""

import inspect
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PATIENCE = 300.0
"""Seconds after which a program that does nothing more is called hung."""

BUSY = 20.0
"""Seconds after which the trouble comes: all workers are at work by then."""

RUNS = {"batch_run": 24, "sweep": 4000}
WORKERS = 2


def main(*wanted):
    rows = [("", "mesa.batch_run", "hunt sweep")]
    for what in wanted or VERDICTS:
        cells = [what]
        for who in ("batch_run", "sweep"):
            cells.append(VERDICTS[what](*asked(who, what)))
        rows.append(tuple(cells))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def asked(who, what):
    """Run one measurement; return its last line of JSON, exit code, whether it hung, and what it wrote."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, __file__, who, what, folder]
        one = subprocess.Popen(
            words,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        hung = False
        try:
            if what in ("killed", "ctrl_c"):
                time.sleep(BUSY)
                if what == "killed":
                    victims = workers_of(one.pid)
                    os.kill(victims[0], signal.SIGKILL)
                else:
                    os.killpg(one.pid, signal.SIGINT)
            out, err = one.communicate(timeout=PATIENCE if what in ("killed", "ctrl_c") else 600.0)
        except subprocess.TimeoutExpired:
            hung = True
            os.killpg(one.pid, signal.SIGKILL)
            out, err = one.communicate()
        lines = [line for line in out.splitlines() if line.startswith("{")]
        kept = rows_in(Path(folder) / "s") if who == "sweep" else 0
        return (json.loads(lines[-1]) if lines else {}), one.returncode, hung, err, kept


def rows_in(folder):
    from experiments.sweeps.export import read_sweep

    return len(read_sweep(folder).columns("run")) if folder.exists() else 0


def workers_of(parent):
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        try:
            known = int((one / "stat").read_text().rsplit(")", 1)[1].split()[1]) == parent
            words = (one / "cmdline").read_bytes()
        except OSError:
            continue
        if known and b"resource_tracker" not in words:
            found.append(int(one.name))
    return found


def rate(said, code, hung, err, kept):
    return f"{said['runs'] / said['seconds']:.1f} runs/s, {said['megabytes']:.0f} MB in the parent"


def exception(said, code, hung, err, kept):
    if said:
        return f"{said['rows']} rows of {said['runs']}, {said['failed']} of them with the reason"
    return f"exit code {code}, {kept} rows of the others are kept"


def killed(said, code, hung, err, kept):
    if hung:
        return f"hangs: nothing for {PATIENCE:.0f} s, then killed; {kept} rows are kept"
    return f"goes on; {said.get('rows', 0)} rows of {said.get('runs', 0)}"


def ctrl_c(said, code, hung, err, kept):
    trace = err.count("Traceback")
    return f"{'hangs' if hung else f'exit code {code}'}, {trace} tracebacks, {kept} rows are kept"


VERDICTS = {"rate": rate, "exception": exception, "killed": killed, "ctrl_c": ctrl_c}


# --- what is measured, each in a program of its own -----------------------------------------------------------------

ARM = {"regime": "own-product", "scenario": "default-valley"}


def measured(who, what, folder):
    runs = RUNS[who] * {"rate": 1, "exception": 1, "killed": 3, "ctrl_c": 100}[what]
    start = time.perf_counter()
    rows, failed = DO[who](what, runs, Path(folder))
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000.0
    print(json.dumps({"runs": runs, "rows": rows, "failed": failed, "seconds": seconds, "megabytes": peak}))


def by_mesa(what, runs, folder):
    from failing_model import Failing
    from mesa.batchrunner import batch_run

    from agents import HuntModel

    model = Failing if what == "exception" else HuntModel
    asked, how = dict(ARM), {"number_processes": WORKERS, "display_progress": False, "max_steps": 360}
    if "rng" in inspect.signature(batch_run).parameters:
        how["rng"] = list(range(1, runs + 1))
    else:
        asked["seed"] = list(range(1, runs + 1))
    return len({row["RunId"] for row in batch_run(model, asked, **how)}), 0


def by_sweep(what, runs, folder):
    from experiments.sweeps import jobs as work
    from experiments.sweeps.sweep import sweep

    executor = "processes" if what in ("killed", "ctrl_c") else "threads"
    if what == "exception":
        usual = work.run_arms

        def run_arms(arms, seeds):
            if 7 in seeds:
                raise ZeroDivisionError("nobody to share with")
            return usual(arms, seeds)

        work.run_arms = run_arms
    done = sweep({"regimes": ["own-product"], "runs": runs}, folder / "s", executor=executor, workers=WORKERS)
    return done.rows, done.failed


DO = {"batch_run": by_mesa, "sweep": by_sweep}

if __name__ == "__main__":
    if len(sys.argv) == 4:
        measured(*sys.argv[1:])
    else:
        main(*sys.argv[1:])
