"""What commands print: JSON, tables, and a word of warning before the compiler runs."""

import json
import sys
from typing import Any


def print_json(data: Any) -> None:
    """Print data for machines."""
    from hunt.jsonable import as_json

    print(json.dumps(as_json(data), indent=2, allow_nan=False))


def print_rows(rows: list[dict[str, Any]], as_json: bool) -> None:
    """Print rows as a table, or as JSON."""
    if as_json:
        print_json(rows)
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for k, column in enumerate(rows[0]):
        table.add_column(column, overflow="fold", no_wrap=k == 0)
    for row in rows:
        table.add_row(*(Text(_cell(value, alone=len(rows) == 1)) for value in row.values()))
    Console().print(table)


def _cell(value: Any, *, alone: bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    text = str(value)
    return "a table" if isinstance(value, list) and len(text) > 100 and not alone else text


def compile_first(*, quiet: bool) -> None:
    """Compile the rules where no earlier run has; say so, because it takes a while."""
    from hunt.engine.compiled import compile_once, is_compiled

    if not is_compiled():
        if not quiet:
            print("Compiling the rules (once after each change, about 15 s) ...", file=sys.stderr, flush=True)
        compile_once()
