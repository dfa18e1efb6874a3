"""The command line: ``hunt run``, ``hunt compare`` and the rest, one file per group of commands.

Each command imports what it needs inside its function, so that ``hunt --help`` answers at once.
"""

from hunt.cli import (
    catalogues,
    compare,
    compile_rules,
    hands,
    live,
    report,
    room,
    rules,
    run,
    sensitivity,
    sweep,
    validate,
)
from hunt.cli.app import app, main

__all__ = ["app", "main"]

for _command in (
    run.run,
    compare.compare,
    validate.validate,
    validate.bench,
    compile_rules.compile,
    live.live,
    live.docs,
    room.room,
    hands.hands,
    catalogues.scenarios,
    catalogues.regimes,
    rules.rules,
    catalogues.skins,
    catalogues.parameters,
    catalogues.measures,
    sweep.sweep,
    sweep.merge,
    sensitivity.sensitivity,
    sensitivity.tipping,
    report.report,
):
    app.command()(_command)
