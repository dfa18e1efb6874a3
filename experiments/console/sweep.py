"""What `hunt sweep` prints: its cost, its progress, its result, and how to resume."""

import shlex
import sys
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from experiments.sweeps.design import Design
from experiments.sweeps.dry_run import rows_of
from experiments.sweeps.jobs import SOURCE
from experiments.sweeps.plan import Plan
from experiments.sweeps.schedule import Shard
from experiments.sweeps.sweep import Stopped, sweep

QUIET_SECONDS = 30.0
"""Without a terminal, progress is reported this often."""


class _Rate(ProgressColumn):
    """Runs a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f} runs/s" if task.speed else "")


def run_sweep(
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
    """Run a sweep, show progress, and report the result and how to resume."""
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
        task = bar.add_task("runs" if design.stop is None else "runs, at most", total=total)

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
            tell(f"Stopped with {stopped.rows:,} runs saved. To resume: {command}")
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
        out_console.print(f"{result.rows:,} runs{part} are in {out}; {result.lived:,} of them new{rate}.", markup=False)
        if result.failed:
            out_console.print(f"{result.failed:,} of them failed; the column `error` says why.", markup=False)
        out_console.print(f"Next: hunt report {shlex.quote(str(out))}", markup=False)
    return said_of


def dry_sentences(cost: dict[str, Any], design: Design) -> list[str]:
    """Say in sentences what a sweep would cost."""
    runs = f"{cost['runs']:,} runs"
    if cost["least_runs"] < cost["runs"]:
        runs = f"{cost['least_runs']:,} to {cost['runs']:,} runs, until {design.stop.measure} is precise enough"  # type: ignore[union-attr]
    return [
        f"{cost['points']:,} points under {cost['arms']} arms: {runs}, in {cost['chunks']:,} chunks.",
        f"About {duration(cost['minutes'])} with {cost['workers']} workers ({cost['milliseconds']:.2f} ms a run in a "
        f"timed sample), and {cost['megabytes']:,.1f} MB.",
        "Nothing was written.",
    ]


def duration(minutes: float) -> str:
    """Return a time in words."""
    if minutes < 1.5:
        return f"{60.0 * minutes:.0f} seconds"
    if minutes < 120.0:
        return f"{minutes:.0f} minutes"
    return f"{minutes / 60.0:.1f} hours" if minutes < 2880.0 else f"{minutes / 1440.0:.1f} days"
