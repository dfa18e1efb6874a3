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
from experiments.sweeps.execution import Execution
from experiments.sweeps.jobs import SOURCE
from experiments.sweeps.plan import Plan
from experiments.sweeps.schedule import Shard
from experiments.sweeps.sweep import Stopped, Swept, sweep

QUIET_SECONDS = 30.0
"""Without a terminal, progress is reported this often."""


class _Rate(ProgressColumn):
    """Runs a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f} runs/s" if task.speed else "")


class _Reporter:
    """Report progress: as a bar on a terminal, as a sentence every half minute elsewhere."""

    def __init__(self, total: int, *, quiet: bool) -> None:
        self.console = Console(stderr=True, highlight=False, soft_wrap=True)
        self.total = total
        self.quiet = quiet
        self.start = self.reported = time.monotonic()
        self.done = 0

    def say(self, sentence: str) -> None:
        """Print a sentence unless quiet."""
        if not self.quiet:
            self.console.print(sentence, markup=False)

    def seconds(self) -> float:
        """Return the time since the start."""
        return time.monotonic() - self.start

    def bar(self) -> Progress:
        """Return a progress bar, which is invisible without a terminal."""
        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed:,.0f} of {task.total:,.0f}"),
            _Rate(),
            TextColumn("left"),
            TimeRemainingColumn(),
            console=self.console,
            disable=self.quiet or not self.console.is_interactive,
            transient=True,
        )

    def count(self, rows: int) -> None:
        """Count runs that are saved, and report them if it is time to."""
        self.done += rows
        if not self.console.is_interactive and time.monotonic() - self.reported > QUIET_SECONDS:
            self.reported = time.monotonic()
            minutes = (self.reported - self.start) / self.done * (self.total - self.done) / 60.0
            left = (
                "less than a minute"
                if minutes < 1.0
                else "about a minute"
                if minutes < 1.5
                else f"{minutes:.0f} minutes"
            )
            self.say(f"{self.done:,} of {self.total:,} runs, {left} left.")


def run_sweep(design: Design, out: Path, how: Execution, *, csv: bool, quiet: bool, command: str) -> dict[str, Any]:
    """Run a sweep, show progress, and report the result and how to resume."""
    plan = Plan(design)
    reporter = _Reporter(rows_of(plan, how.shard), quiet=quiet)
    result = _sweep_with_progress(design, out, how, reporter, command)
    seconds = reporter.seconds()
    files = []
    if csv:
        from experiments.sweeps.export import write_csv

        files = [str(write_csv(out))]
    if not quiet:
        print_result(result, how.shard, seconds)
    return {
        "folder": str(out),
        "digest": design.digest(),
        "source": SOURCE,
        "points": plan.points,
        "rows": result.rows,
        "lived": result.lived,
        "failed": result.failed,
        "retried": result.retried,
        "reused": result.reused,
        "seconds": seconds,
        "files": files,
    }


def _sweep_with_progress(design: Design, out: Path, how: Execution, reporter: _Reporter, command: str) -> Swept:
    with reporter.bar() as bar:
        task = bar.add_task("runs" if design.stop is None else "runs, at most", total=reporter.total)

        def progress(rows: int) -> None:
            bar.advance(task, rows)
            reporter.count(rows)

        try:
            return sweep(design, out, **vars(how), progress=progress, tell=reporter.say)
        except Stopped as stopped:
            bar.stop()
            reporter.say(f"Stopped with {stopped.rows:,} runs saved. To resume: {command}")
            raise KeyboardInterrupt from None


def print_result(result: Swept, shard: Shard, seconds: float) -> None:
    """Print how many runs there are and what to do next; how many failed comes last, so that nobody overlooks it."""
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    rate = f" in {seconds:.0f} s, {result.lived / seconds:,.0f} a second" if result.lived else ""
    part = "" if shard[1] == 1 else f" of part {shard[0]} of {shard[1]}"
    console.print(
        f"{result.rows:,} runs{part} are in {result.folder}; {result.lived:,} of them new{rate}.", markup=False
    )
    if result.reused:
        console.print(f"{result.reused:,} of them were there with fewer replicates and were used again.", markup=False)
    if result.retried:
        console.print(f"{result.retried:,} runs that had failed before were tried again.", markup=False)
    console.print(f"Next: hunt report {shlex.quote(str(result.folder))}", markup=False)
    if result.failed:
        console.print(
            f"{result.failed:,} of {result.rows:,} runs failed; the column `error` says why, and --resume tries them "
            "again, except combinations that are not allowed.",
            markup=False,
        )


def dry_sentences(cost: dict[str, Any], design: Design) -> list[str]:
    """Say in sentences what a sweep would cost."""
    runs = _counted(cost["runs"], "run")
    if cost["least_runs"] < cost["runs"]:
        runs = f"{cost['least_runs']:,} to {cost['runs']:,} runs, until {design.stop.measure} is precise enough"  # type: ignore[union-attr]
    return [
        f"{_counted(cost['points'], 'point')} under {_counted(cost['arms'], 'arm')}: {runs}, in "
        f"{_counted(cost['chunks'], 'chunk')}.",
        f"About {duration(cost['minutes'])} with {_counted(cost['workers'], 'worker')} "
        f"({cost['milliseconds']:.2f} ms a run in a timed sample), and {cost['megabytes']:,.1f} MB.",
        "Nothing was written.",
    ]


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def duration(minutes: float) -> str:
    """Return a time in words."""
    if minutes < 1.5:
        return f"{60.0 * minutes:.0f} seconds"
    if minutes < 120.0:
        return f"{minutes:.0f} minutes"
    return f"{minutes / 60.0:.1f} hours" if minutes < 2880.0 else f"{minutes / 1440.0:.1f} days"
