"""``hunt sweep``: live a design of many points into a folder; ``hunt merge``: put folders together."""

import shlex
import signal
import sys
from typing import Annotated, Any

import typer

Out = Annotated[str, typer.Option("--out", help="Folder for runs and manifest; made if it is not there.")]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with what is in the folder.")]
Workers = Annotated[str | None, typer.Option(metavar="N", help="How many; by default one per core.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines, and nothing else.")]


def sweep(
    design: Annotated[str, typer.Argument(help="A design (.toml), or the manifest.json of a sweep to live again.")],
    out: Annotated[str | None, typer.Option("--out", help="Folder for runs and manifest.")] = None,
    resume: Resume = False,
    dry: Annotated[bool, typer.Option("--dry-run", help="Say what it would cost, and stop.")] = False,
    executor: Annotated[str, typer.Option(metavar="WORD", help="threads, processes or dask.")] = "threads",
    workers: Workers = None,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Dask scheduler; by default a cluster on this machine.")
    ] = None,
    shard: Annotated[str, typer.Option(metavar="I/N", help="Live only part I of N; parts may share a folder.")] = "1/1",
    series: Annotated[
        str | None, typer.Option(metavar="NAMES", help="Keep these of every evening, as in store,trust.")
    ] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Write runs.csv as well, for a spreadsheet.")] = False,
    report: Annotated[bool, typer.Option("--report", help="Tell what came out, as hunt report does.")] = False,
    measure: Annotated[str, typer.Option(help="What the report is about.")] = "alive_share",
    json_: Json = False,
) -> None:
    """Live all runs of a design; whatever stops it, --resume goes on and the table is the same."""
    from hunt.catalogue.parameters import HuntError
    from hunt.cli import _announce_compiling, _print_json

    count = None if workers is None else whole_of("--workers", workers, 1, 1000, "2")
    part = _shard(shard)
    from experiments.sweeps.console import dry_run, dry_sentences, sweep_and_tell
    from experiments.sweeps.parse_design import read_design

    if report:
        from experiments.reports.make import checked_measure

        checked_measure(measure)  # before hours of work
    wanted = read_design(design)
    if series is not None:
        wanted = _with_series(wanted, series)
    if dry:
        _announce_compiling(quiet=json_)
        cost = dry_run(wanted, part, count)
        if json_:
            _print_json(cost)
        else:
            print("\n".join(dry_sentences(cost, wanted)))
        return
    if out is None or not out.strip():
        raise HuntError("--out is missing: name a folder for the runs, as in --out results/sweep.")
    from pathlib import Path

    _announce_compiling(quiet=json_)
    signal.signal(signal.SIGTERM, _like_ctrl_c)  # what a cluster sends before it takes the time away
    words = [word for word in sys.argv[1:] if word != "--resume"]
    told = sweep_and_tell(
        wanted,
        Path(out),
        resume=resume,
        executor=executor,
        workers=count,
        scheduler=scheduler,
        shard=part,
        csv=csv,
        quiet=json_,
        command=shlex.join(["hunt", *words, "--resume"]),
    )
    if report:
        from experiments.reports.make import report as made

        told["files"] += [str(file) for file in made(out, measure)]
        if not json_:
            print(f"Read {out}/report.html.")
    if json_:
        _print_json(told)


def merge(
    parts: Annotated[list[str], typer.Argument(help="Folders of one sweep, each with some of its chunks.")],
    out: Out,
    csv: Annotated[bool, typer.Option("--csv", help="Write runs.csv as well, for a spreadsheet.")] = False,
    json_: Json = False,
) -> None:
    """Put the chunks of several folders of one sweep together into one folder."""
    from experiments.sweeps.merging import merge as merged
    from hunt.cli import _print_json

    report: dict[str, Any] = merged(parts, out, csv=csv)
    if json_:
        _print_json(report)
        return
    print(f"{report['chunks']} of {report['wanted']} chunks are in {out}.")
    if report["missing"]:
        print(f"Still missing: {report['missing']}; live them with hunt sweep {out}/manifest.json --out {out} --resume")


def _like_ctrl_c(*_: Any) -> None:
    raise KeyboardInterrupt


def whole_of(option: str, text: str, low: int, high: int, instead: str) -> int:
    """Return the whole number of an option, or refuse it."""
    from hunt.catalogue.parameters import HuntError, shown

    if not text.isdecimal() or not low <= int(text[:20]) <= high:
        raise HuntError(
            f"{option} {shown(text)} is not allowed: it must be a whole number from {low} to {high}; try {instead}."
        )
    return int(text)


def _shard(text: str) -> tuple[int, int]:
    from hunt.catalogue.parameters import HuntError, shown

    part, slash, whole = text.partition("/")
    if not slash or not part.isdecimal() or not whole.isdecimal() or not 1 <= int(part[:9]) <= int(whole[:9]) <= 10**6:
        raise HuntError(f"--shard {shown(text)} is not allowed: write i/n with i from 1 to n, as in --shard 1/3.")
    return int(part), int(whole)


def _with_series(design: Any, names: str) -> Any:
    """Return a design that keeps some numbers of every evening."""
    from dataclasses import replace

    from experiments.sweeps.daily_series import checked_evening
    from experiments.sweeps.design import Series

    measures = tuple(dict.fromkeys(name.strip() for name in names.split(",") if name.strip()))
    for name in measures or ("",):
        checked_evening(name, "--series names")
    return replace(design, series=Series(measures, design.series.every if design.series else 1))
