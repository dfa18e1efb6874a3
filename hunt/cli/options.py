"""Options that several commands share, and reading their values: numbers, settings, a folder for results."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from hunt.catalogue.own_rules import OwnRules
    from hunt.own_measures import OwnMeasures

READY = {
    "--flip-runs": "100",
    "--keep": "5",
    "--most": "15",
    "--people": "6",
    "--points": "32",
    "--port": "8765",
    "--rehearse": "24",
    "--runs": "1000",
    "--seed": "1",
    "--trajectories": "10",
    "--workers": "2",
}
"""A value that is always allowed, for the sentence that refuses another one."""


def whole_number(option: str, low: int, high: int) -> Callable[[str | int], int]:
    """Return what reads the value of an option as a whole number in a range, or refuses it."""

    def read(text: str | int) -> int:
        try:
            number = int(text)
        except ValueError:
            number = low - 1
        if not low <= number <= high:
            from hunt.errors import shown

            raise typer.TyperException(
                f"{option} {shown(text)} is not allowed: it must be a whole number from {low} to {high}; "
                f"try {option} {READY[option]}."
            )
        return number

    return read


def number(option: str, text: str) -> float:
    """Return the value of an option as a number, or refuse it."""
    from hunt.errors import HuntError, shown

    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise HuntError(f"{option} {shown(text)} is not allowed: it must be a number, as in {option} 0.05.")
    return value


def settings_of(given: list[str] | None) -> dict[str, Any]:
    """Return the parameters given with ``--set name=value``."""
    from hunt.catalogue.parameters import parsed
    from hunt.errors import HuntError, shown

    settings = {}
    for one in given or []:
        name, equals, text = one.partition("=")
        if not equals:
            raise HuntError(f"--set {shown(one)} has no value; write --set name=value, as in --set hunters=12.")
        settings[name.strip()] = parsed(name.strip(), text.strip())
    return settings


def rules_of(file: str | None) -> "OwnRules | None":
    """Return the rules given with ``--rules``; they are tried in plain Python, which takes two seconds."""
    if file is None:
        return None
    from hunt.engine.trial import rules_from

    return rules_from(file)


def measures_of(file: str | None) -> "OwnMeasures | None":
    """Return the measures given with ``--measures``; they are tried once the rules are compiled."""
    if file is None:
        return None
    from hunt.own_measures import read_measures

    return read_measures(file)


def ids_of(text: str) -> tuple[str, ...]:
    """Return the ids in a text such as ``a,b``."""
    return tuple(id.strip() for id in text.split(",") if id.strip())


def writable_folder(out: str | None) -> "Path | None":
    """Return a folder that can be written to, or refuse it before any work is done."""
    if out is None:
        return None
    from pathlib import Path
    from tempfile import TemporaryFile

    from hunt.errors import HuntError

    if not out.strip():
        raise HuntError("--out '' names no folder; name one, as in --out results.")
    try:
        Path(out).mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=out):
            return Path(out)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise HuntError(f"--out {out} cannot be written to: {why.lower()}; name another folder.") from None


ScenarioId = Annotated[str, typer.Option("--scenario", help="A scenario id ('hunt scenarios') or a .toml file.")]
RegimeId = Annotated[str, typer.Option("--regime", help="A regime id ('hunt regimes') or a .toml file.")]
Seed = Annotated[
    int,
    typer.Option(
        parser=whole_number("--seed", 0, 2**63 - 1),
        metavar="N",
        help="Random seed; the same seed gives the same weather, beasts and dice.",
    ),
]
Set = Annotated[
    list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Change a parameter; can be repeated.")
]
Rules = Annotated[
    str | None,
    typer.Option(
        "--rules",
        metavar="FILE.py",
        help="Rules of your own: functions and constants in this file replace those of the same name ('hunt rules').",
    ),
]
Measures = Annotated[
    str | None,
    typer.Option(
        "--measures",
        metavar="FILE.py",
        help="Measures of your own: functions of the last evening of a run, or of its history, in this file.",
    ),
]
Trust = Annotated[
    bool,
    typer.Option(
        "--trust", help="Run measures that came with results: they are Python and may do anything. Read them first."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON only, for machines.")]
Workers = Annotated[
    int | None,
    typer.Option(
        parser=whole_number("--workers", 1, 1000), metavar="N", help="Parallel workers; default: one per core."
    ),
]
Out = Annotated[str, typer.Option("--out", help="Folder for runs and manifest; created if missing.")]
Resume = Annotated[bool, typer.Option("--resume", help="Continue with what is in the folder.")]
Csv = Annotated[bool, typer.Option("--csv", help="Also write runs.csv, for a spreadsheet.")]
Executor = Annotated[str, typer.Option(metavar="WORD", help="threads, processes or dask.")]
MeasureId = Annotated[str, typer.Option("--measure", help="The outcome measure ('hunt measures').")]
