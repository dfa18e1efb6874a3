"""``hunt report``: write a report on a folder of results."""

import sys
from typing import Annotated

import typer

from hunt.cli.options import Json, Trust
from hunt.cli.output import compile_first, print_json


def report(
    folder: Annotated[str, typer.Argument(help="The --out folder of a sweep, sensitivity study or comparison.")],
    measure: Annotated[
        str | None, typer.Option("--measure", help="The outcome measure ('hunt measures'); default: alive_share.")
    ] = None,
    out: Annotated[str | None, typer.Option("--out", help="Folder for the report; default: the same.")] = None,
    trust: Trust = False,
    json_: Json = False,
) -> None:
    """Write a report on a folder of results: report.html (works offline), report.pdf and report.md."""
    from experiments.reports.make import report as write_report
    from hunt.measure_calls import told_what_is_left_out

    compile_first(quiet=json_)
    with told_what_is_left_out(lambda said: print(said, file=sys.stderr)):
        written = write_report(folder, measure, out, trust=trust)
    if json_:
        print_json({"files": [str(file) for file in written]})
        return
    print(f"Written to {out or folder}: {', '.join(file.name for file in written)}.")
