"""A sweep told to people: what it will cost, how far it is, what came of it, and how to go on."""

import shlex
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from experiments.ensemble import cores
from experiments.sweeps.design import Design
from experiments.sweeps.jobs import SOURCE, live_job
from experiments.sweeps.plan import Plan
from experiments.sweeps.schedule import Shard, is_mine
from experiments.sweeps.store import RUNS, Store, manifest_of
from experiments.sweeps.sweep import Stopped, sweep
from experiments.sweeps.table import runs_table, series_table

SAMPLE = 40
"""Runs that a dry run lives to see how long one takes and how much room it needs."""

MEGABYTE = 1e6
QUIET_SECONDS = 30.0
"""Without a terminal, how far it is is said this often."""


class _Rate(ProgressColumn):
    """Runs a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f} runs/s" if task.speed else "")


def sweep_and_tell(
    design: Design,
    out: Path,
    *,
    resume: bool,
    executor: str,
    workers: int | None,
    scheduler: str | None,
    shard: Shard,
    csv: bool,
    quiet: bool,
    command: str,
) -> dict[str, Any]:
    """Live a sweep, show how far it is, and say what came of it and how to go on."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    plan = Plan(design)
    total = rows_of(plan, shard)
    said = time.monotonic()
    start, done = said, 0

    def tell(sentence: str) -> None:
        if not quiet:
            console.print(sentence, markup=False)

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f}"),
        _Rate(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=console,
        disable=quiet or not console.is_interactive,
        transient=True,
    ) as bar:
        task = bar.add_task("hunts lived" if design.stop is None else "hunts lived, at most", total=total)

        def progress(rows: int) -> None:
            nonlocal said, done
            bar.advance(task, rows)
            done += rows
            if not console.is_interactive and time.monotonic() - said > QUIET_SECONDS:
                said = time.monotonic()
                tell(f"{done:,} of {total:,} runs, {(said - start) / done * (total - done) / 60.0:.0f} minutes left.")

        try:
            result = sweep(
                design,
                out,
                resume=resume,
                executor=executor,
                workers=workers,
                scheduler=scheduler,
                shard=shard,
                progress=progress,
                tell=tell,
            )
        except Stopped as stopped:
            bar.stop()
            tell(f"Stopped with {stopped.rows:,} runs on the disk. To go on: {command}")
            raise KeyboardInterrupt from None
    seconds = time.monotonic() - start
    files = []
    if csv:
        from experiments.sweeps.export import write_csv

        files = [str(write_csv(out))]
    said_of = {
        "folder": str(out),
        "digest": design.digest(),
        "source": SOURCE,
        "points": plan.points,
        "rows": result.rows,
        "lived": result.lived,
        "failed": result.failed,
        "seconds": seconds,
        "files": files,
    }
    if not quiet:
        out_console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
        rate = f" in {seconds:.0f} s, {result.lived / seconds:,.0f} a second" if result.lived else ""
        part = "" if shard[1] == 1 else f" of part {shard[0]} of {shard[1]}"
        out_console.print(f"{result.rows:,} runs{part} are in {out}; {result.lived:,} lived now{rate}.", markup=False)
        if result.failed:
            out_console.print(f"{result.failed:,} of them failed; the column error says why.", markup=False)
        out_console.print(f"Next: hunt report {shlex.quote(str(out))}", markup=False)
    return said_of


def rows_of(plan: Plan, shard: Shard) -> int:
    """Return how many rows a shard has, at most."""
    if shard[1] == 1:
        return plan.all_rows()
    return sum(plan.rows(chunk) for chunk in range(plan.chunks) if is_mine(plan, chunk, shard))


def dry_run(design: Design, shard: Shard, workers: int | None) -> dict[str, Any]:
    """Live a few runs spread over the design, and return what all of it would cost.

    Returns
    -------
    dict
        ``points``, ``arms``, ``runs``, ``least_runs`` (fewer only with adaptive stopping), ``chunks``, ``minutes`` and
        ``megabytes`` (of the most), ``workers`` and ``milliseconds`` (of one run on one of them).
    """
    plan = Plan(design)
    arms = len(design.arms)
    some = max(1, SAMPLE // arms)
    picked = sorted({round(k * (plan.points - 1) / max(1, some - 1)) for k in range(some)})
    each = max(1, some // len(picked))
    cells = [cell for point in picked for cell in plan_of_one(plan, point)]
    job = replace(plan.job(0), cells=tuple(cells), first=0, runs=each)
    live_job(replace(job, cells=job.cells[:1], runs=1))  # whatever is loaded on first use
    lived = live_job(job)
    with TemporaryDirectory() as folder:
        store = Store(Path(folder), manifest_of(design, SOURCE, plan.chunks))
        store.start()
        store.write(0, runs_table(plan, lived), series_table(plan, lived) if design.series else None)
        full = sum(file.stat().st_size for file in Path(folder).rglob("*.parquet"))
        empty_job = replace(job, cells=job.cells[:1], runs=1)
        one = live_job(empty_job)
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


def dry_sentences(cost: dict[str, Any], design: Design) -> list[str]:
    """Say what a sweep would cost."""
    runs = f"{cost['runs']:,} runs"
    if cost["least_runs"] < cost["runs"]:
        runs = f"{cost['least_runs']:,} to {cost['runs']:,} runs, until {design.stop.measure} is known well enough"  # type: ignore[union-attr]
    return [
        f"{cost['points']:,} points under {cost['arms']} arms: {runs}, in {cost['chunks']:,} chunks.",
        f"About {duration(cost['minutes'])} with {cost['workers']} workers ({cost['milliseconds']:.2f} ms a run in a "
        f"timed sample), and {cost['megabytes']:,.1f} MB.",
        "Nothing was written.",
    ]


def duration(minutes: float) -> str:
    """Say how long."""
    if minutes < 1.5:
        return f"{60.0 * minutes:.0f} seconds"
    if minutes < 120.0:
        return f"{minutes:.0f} minutes"
    return f"{minutes / 60.0:.1f} hours" if minutes < 2880.0 else f"{minutes / 1440.0:.1f} days"
