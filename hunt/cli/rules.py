"""``hunt rules``: what rules of your own can replace, a file to start from, and the fields that a rule reads."""

import shutil
import sys
from collections.abc import Iterator
from itertools import groupby
from textwrap import shorten, wrap
from typing import Annotated, Any

import typer

from hunt.cli.options import Json
from hunt.cli.output import print_rows

LEAST_SAID = 20
"""Characters of what a rule says that are shown at least: names are never cut, whatever the width of the screen."""

ENDLESS = 1_000_000


def rules(
    name: Annotated[
        str | None, typer.Argument(help="Print this rule, or constant, as a file to start from: hunt rules evening.")
    ] = None,
    find: Annotated[
        str | None,
        typer.Option("--find", metavar="TEXT", help="List only what has this in its name, file, constants or words."),
    ] = None,
    fields: Annotated[
        bool, typer.Option("--fields", help="List the fields of hunters, beasts, camp and world that a rule reads.")
    ] = False,
    json_: Json = False,
) -> None:
    """List the rules that a file of your own can replace, or print one as a file to start from (--rules)."""
    from hunt.engine.starter import rule_rows, starter
    from hunt.engine.world_fields import field_rows
    from hunt.errors import HuntError

    if name is not None:
        if find is not None or fields:
            raise HuntError(f"{name} is printed by itself; leave out --find and --fields, or write --find {name}.")
        if json_:
            print_rows([{"rule": name, "file": starter(name)}], json_)
        else:
            print(starter(name), end="")
        return
    rows = [row for row in (field_rows() if fields else rule_rows()) if _has(row, find or "")]
    if not rows:
        raise HuntError(f"--find {find} finds nothing; try a part of a name, as in --find cold.")
    if json_:
        print_rows(rows, json_)
        return
    for line in _field_lines(rows) if fields else _rule_lines(rows):
        print(line)


def _has(row: dict[str, Any], text: str) -> bool:
    return any(text.lower() in str(value).lower() for value in row.values())


def _rule_lines(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of a list of rules: a file, then its rules, one a line; on a terminal, as much as fits."""
    for place, group in groupby(rows, key=lambda row: row["where"]):
        of_file = list(group)
        longest = max(len(row["rule"]) for row in of_file)
        yield f"{place.replace('.', '/')}.py"
        for row in of_file:
            before, after = f"  {row['rule']:{longest}}  ", f"  [{row['constants']}]" if row["constants"] else ""
            room = _width() - len(before) - len(after)
            yield f"{before}{shorten(row['says'], max(LEAST_SAID, room), placeholder=' …')}{after}"


def _field_lines(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of a list of fields: how a rule writes a thing, then its fields; a terminal wraps long lines."""
    for place, group in groupby(rows, key=lambda row: row["of"]):
        of_thing = [(row, ", ".join(part for part in (row["type"], row["unit"]) if part)) for row in group]
        longest, widest = max(len(row["field"]) for row, _ in of_thing), max(len(kind) for _, kind in of_thing)
        yield place
        for row, kind in of_thing:
            before = f"  {row['field']:{longest}}  {kind:{widest}}  "
            hanging = " " * len(before)
            yield from wrap(
                f"{before}{row['meaning']}", max(len(before) + LEAST_SAID, _width()), subsequent_indent=hanging,
                break_long_words=False, drop_whitespace=True, replace_whitespace=False,
            ) or [before.rstrip()]  # fmt: skip


def _width() -> int:
    """Return how wide a line may be: of a terminal, its width; elsewhere nothing is cut."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else ENDLESS
