"""What a sweep would cost: time and disk space, estimated from a few runs."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from experiments.ensemble import cores
from experiments.sweeps.design import Design
from experiments.sweeps.jobs import SOURCE, run_job
from experiments.sweeps.plan import Plan
from experiments.sweeps.schedule import Shard, is_mine
from experiments.sweeps.store import RUNS, Store, manifest_of
from experiments.sweeps.table import runs_table, series_table
from hunt.own_measures import require_trust

SAMPLE = 40
"""Runs simulated to estimate the time and disk space of one."""


def rows_of(plan: Plan, shard: Shard) -> int:
    """Return how many rows a shard has, at most."""
    if shard[1] == 1:
        return plan.all_rows()
    return sum(plan.rows(chunk) for chunk in range(plan.chunks) if is_mine(plan, chunk, shard))


def dry_run(design: Design, shard: Shard, workers: int | None) -> dict[str, Any]:
    """Simulate a few runs spread over the design, and return what the whole would cost.

    Returns
    -------
    dict
        ``points``, ``arms``, ``runs``, ``least_runs`` (fewer only with adaptive stopping), ``chunks``, ``minutes`` and
        ``megabytes`` (of the most), ``workers`` and ``milliseconds`` (of one run on one of them).
    """
    require_trust(design.measures)
    plan = Plan(design)
    arms = len(design.arms)
    some = max(1, SAMPLE // arms)
    picked = sorted({round(k * (plan.points - 1) / max(1, some - 1)) for k in range(some)})
    each = max(1, some // len(picked))
    cells = [cell for point in picked for cell in plan_of_one(plan, point)]
    job = replace(plan.job(0), cells=tuple(cells), first=0, runs=each)
    run_job(replace(job, cells=job.cells[:1], runs=1))  # load everything on first use
    lived = run_job(job)
    with TemporaryDirectory() as folder:
        store = Store(Path(folder), manifest_of(design, SOURCE, plan.chunks))
        store.start()
        store.write(0, runs_table(plan, lived), series_table(plan, lived) if design.series else None)
        full = sum(file.stat().st_size for file in Path(folder).rglob("*.parquet"))
        empty_job = replace(job, cells=job.cells[:1], runs=1)
        one = run_job(empty_job)
        store.write(0, runs_table(plan, one), series_table(plan, one) if design.series else None)
        least = sum(file.stat().st_size for file in Path(folder).rglob("*.parquet"))
    rows, count = rows_of(plan, shard), cores() if workers is None else workers
    chunks = plan.chunks if shard[1] == 1 else sum(is_mine(plan, chunk, shard) for chunk in range(plan.chunks))
    seconds, sampled = lived.seconds / len(lived.errors), len(lived.errors)
    bytes_ = chunks * least + rows * (full - least) / max(1, sampled - 1)
    stop = design.stop
    return {
        "points": plan.points,
        "arms": arms,
        "runs": rows,
        "least_runs": rows if stop is None else rows * min(stop.most, stop.start + stop.block) // stop.most,
        "chunks": chunks,
        "minutes": rows * seconds / count / 60.0,
        "megabytes": bytes_ / MEGABYTE,
        "workers": count,
        "milliseconds": 1000.0 * seconds,
        "folder": RUNS,
    }


def plan_of_one(plan: Plan, point: int) -> tuple[Any, ...]:
    """Return the cells of one point, as a job has them."""
    from experiments.sweeps.jobs import Cell

    return tuple(
        Cell(point, arm, plan.changes(point), plan.first_seed(point, arm)) for arm in range(len(plan.design.arms))
    )


MEGABYTE = 1e6
