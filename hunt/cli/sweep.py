"""``hunt sweep``: run a design of many points into a folder; ``hunt merge``: join such folders."""

import shlex
import signal
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hunt.cli.options import Csv, Executor, Json, Measures, Out, Resume, Rules, Trust, Workers, measures_of, rules_of
from hunt.cli.output import compile_design, print_json

if TYPE_CHECKING:
    from experiments.sweeps.design import Design


def sweep(
    design: Annotated[
        str, typer.Argument(help="A design (.toml), the manifest.json of a sweep to repeat, or - for standard input.")
    ],
    out: Annotated[str | None, typer.Option("--out", help="Folder for runs and manifest.")] = None,
    resume: Resume = False,
    dry: Annotated[bool, typer.Option("--dry-run", help="Only estimate runs, time and disk space.")] = False,
    executor: Executor = "threads",
    workers: Workers = None,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Dask scheduler; default: a cluster on this machine.")
    ] = None,
    keep_failed: Annotated[
        bool, typer.Option("--keep-failed", help="With --resume: leave failed runs as they are.")
    ] = False,
    shard: Annotated[str, typer.Option(metavar="I/N", help="Run only part I of N; parts may share a folder.")] = "1/1",
    series: Annotated[
        str | None, typer.Option(metavar="NAMES", help="Also record these numbers every day, e.g. store,trust.")
    ] = None,
    csv: Csv = False,
    report: Annotated[bool, typer.Option("--report", help="Write a report at the end, as hunt report does.")] = False,
    rules: Rules = None,
    measures: Measures = None,
    measure: Annotated[str, typer.Option(help="With --report: the outcome measure ('hunt measures').")] = "alive_share",
    trust: Trust = False,
    json_: Json = False,
) -> None:
    """Run every point of a design; if interrupted, --resume continues where it stopped and gives the same table.

    The exit code is 1 if a run failed; --resume tries failed runs again.
    """
    from experiments.sweeps.execution import shard_of
    from experiments.sweeps.parse_design import read_design
    from experiments.sweeps.sweep import trusted
    from hunt.errors import HuntError

    part = shard_of(shard, "--shard")

    wanted = trusted(read_design(design, measures=measures_of(measures)), trust)
    if report:
        from hunt.catalogue.measures import checked_measure

        checked_measure(measure, wanted.own_names)  # before hours of work
    if series is not None:
        wanted = _with_series(wanted, series)
    own = rules_of(rules)
    if own is not None:  # they are part of the design, and go into its manifest
        wanted = replace(wanted, arms={arm: one.but(rules=own) for arm, one in wanted.arms.items()})
    if dry:
        _dry_run(wanted, part, workers, json_)
        return
    if out is None or not out.strip():
        raise HuntError("--out is missing: name a folder for the runs, as in --out results/sweep.")
    from pathlib import Path

    from experiments.console.sweep import run_sweep
    from experiments.sweeps.execution import Execution
    from experiments.sweeps.sweep import refuse_folder

    how = Execution(resume, executor, workers, scheduler, part, keep_failed)
    refuse_folder(wanted, Path(out), how)  # before a minute of compiling
    compile_design(wanted, quiet=json_)
    signal.signal(signal.SIGTERM, _like_ctrl_c)  # what a cluster sends before it takes the time away
    summary = run_sweep(
        wanted,
        Path(out),
        how,
        csv=csv,
        quiet=json_,
        command=_command_to_resume(),
    )
    _tell_what_is_left_out(wanted, out)
    if report:
        from experiments.reports.make import report as write_report

        summary["files"] += [str(file) for file in write_report(out, measure)]
        if not json_:
            print(f"Read {out}/report.html.")
    if json_:
        print_json(summary)
    if summary["failed"]:
        raise typer.Exit(1)


def _tell_what_is_left_out(design: "Design", out: str) -> None:
    """Say on standard error in how many runs of a folder a measure of the user's own is infinite or NaN."""
    if design.measures is None:
        return
    import numpy as np

    from experiments.sweeps.export import read_sweep
    from hunt.measure_calls import left_out

    table = read_sweep(out).table
    lived = table[table["error"].isna()] if "error" in table else table
    for name in design.own_names:
        count = int((~np.isfinite(lived[name].to_numpy(float))).sum())
        if count:
            print(left_out(name, count, len(lived)), file=sys.stderr)


def merge(
    parts: Annotated[list[str], typer.Argument(help="Folders that each hold a part of the same sweep.")],
    out: Out,
    csv: Csv = False,
    json_: Json = False,
) -> None:
    """Combine the partial results of one sweep from several folders."""
    from experiments.sweeps.export import read_sweep
    from experiments.sweeps.merging import merge as merged

    report: dict[str, Any] = merged(parts, out, csv=csv)
    if json_:
        print_json(report)
        return
    design = read_sweep(out).design
    words = ["hunt", "sweep", f"{out}/manifest.json", "--out", str(out), "--resume"]
    command = shlex.join(words + (["--trust"] if design.measures is not None else []))
    if design.stop is None:
        print(f"{report['chunks']} of {report['wanted']} chunks are in {out}.")
        missing = f"Still missing: {report['missing']}; run them"
    else:
        print(f"{report['chunks']} chunks are in {out}; there can be up to {report['wanted']}.")
        missing = f"Points that need more runs: {report['missing']}; run these"
    if report["missing"]:
        print(f"{missing} with {command}")
    if report["failed"]:
        print(f"Failed runs: {report['failed']:,}; the column `error` says why. To try them again: {command}")


def _dry_run(design: "Design", part: tuple[int, int], workers: int | None, as_json: bool) -> None:
    from experiments.console.sweep import dry_sentences
    from experiments.sweeps.dry_run import dry_run

    compile_design(design, quiet=as_json)
    cost = dry_run(design, part, workers)
    if as_json:
        print_json(cost)
    else:
        print("\n".join(dry_sentences(cost, design)))


def _command_to_resume() -> str:
    words = [word for word in sys.argv[1:] if word != "--resume"]
    return shlex.join(["hunt", *words, "--resume"])


def _like_ctrl_c(*_: Any) -> None:
    raise KeyboardInterrupt


def _with_series(design: "Design", names: str) -> "Design":
    """Return a design that records some numbers every day."""
    from experiments.sweeps.daily_series import checked_daily_number
    from experiments.sweeps.design import Series

    measures = tuple(dict.fromkeys(name.strip() for name in names.split(",") if name.strip()))
    for name in measures or ("",):
        checked_daily_number(name, "--series names", design.measures)
    return replace(design, series=Series(measures, design.series.every if design.series else 1))
