"""``hunt report``: what a folder holds, told in plain words, as a page, a document and a text."""

from typing import Annotated

import typer

from hunt.commands.sweeping import Json


def report(
    folder: Annotated[str, typer.Argument(help="What hunt sweep or hunt compare was given as --out.")],
    measure: Annotated[str, typer.Option(help="What the report is about.")] = "alive_share",
    json_: Json = False,
) -> None:
    """Tell what is in a folder of results: report.html (needs no network), report.pdf and report.md."""
    from experiments.reports.make import report as made
    from hunt.cli import _announce_compiling, _print_json

    _announce_compiling(quiet=json_)
    written = made(folder, measure)
    if json_:
        _print_json({"files": [str(file) for file in written]})
        return
    print(f"Written to {folder}: {', '.join(file.name for file in written)}.")
