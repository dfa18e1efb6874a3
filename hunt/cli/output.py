"""What commands print: JSON, tables, and a word of warning before the compiler runs."""

import json
import os
import sys
import textwrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from experiments.sweeps.design import Design
    from hunt.catalogue.own_rules import OwnRules
    from hunt.own_measures import OwnMeasures

LEGIBLE = 24  # a column of text that is narrower than this is tiring to read
UNFOLDED = 10_000


def print_json(data: Any) -> None:
    """Print data for machines."""
    from hunt.jsonable import as_json

    print(json.dumps(as_json(data), indent=2, allow_nan=False))


def print_rows(rows: list[dict[str, Any]], as_json: bool) -> None:
    """Print rows as a table, where that is too narrow as a list, or as JSON; a pipe gets a line for each row."""
    if as_json:
        print_json(rows)
        return
    from rich.console import Console

    console = Console()
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = UNFOLDED
    cells = [[_cell(value, alone=len(rows) == 1) for value in row.values()] for row in rows]
    heads = list(rows[0])
    longest = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    if longest[0] + 2 + sum(min(wide, LEGIBLE) + 2 for wide in longest[1:]) > console.width:
        _print_list(console, heads, cells)
    else:
        _print_table(console, heads, cells)


def _print_table(console: "Console", heads: list[str], cells: list[list[str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for k, head in enumerate(heads):
        table.add_column(head, overflow="fold", no_wrap=k == 0)
    for row in cells:
        table.add_row(*map(Text, row))
    with console.capture() as drawn:
        console.print(table)
    for line in drawn.get().splitlines():
        print(line.rstrip())


def _print_list(console: "Console", heads: list[str], cells: list[list[str]]) -> None:
    """Print what each row begins with on a line of its own, and below it the rest, each with its heading."""
    for row in cells:
        console.print(row[0], style="bold", markup=False, highlight=False)
        for head, text in zip(heads[1:], row[1:], strict=True):
            if text:
                print(textwrap.fill(f"{head}: {text}", console.width, initial_indent="  ", subsequent_indent="    "))


def _cell(value: Any, *, alone: bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    text = str(value)
    return "a table" if isinstance(value, list) and len(text) > 100 and not alone else text


def compile_first(*, quiet: bool, rules: "OwnRules | None" = None, measures: "OwnMeasures | None" = None) -> None:
    """Load the compiled rules, or compile them where no earlier run has; say so, because that takes a while.

    Rules of the user's own are then compared with the same rules in plain Python, to the last bit, and measures of
    the user's own are tried on a short run.
    """
    from hunt.engine import inlining
    from hunt.engine.code_cache import is_compiled
    from hunt.engine.compiled import compile_once
    from hunt.engine.kernel import kernel_of

    if rules is not None and not quiet:
        from hunt.engine.own_rules import loaded

        print(f"By the rules in {rules.name}: {', '.join(loaded(rules).names())}.", file=sys.stderr, flush=True)
    told = _Progress()
    inlining.when_compiled = None if quiet else told.begun
    try:
        compile_once(rules)
    finally:
        inlining.when_compiled = None
    told.ended(kept=is_compiled(kernel_of(rules).folder))
    if rules is not None:
        from hunt.engine.trial import require_agreement

        require_agreement(rules)
    if measures is not None:
        from hunt.own_measures import try_measures

        try_measures(measures)


def compile_design(design: "Design", *, quiet: bool) -> None:
    """Compile the rules that the arms of a design live by, and try its measures."""
    for rules in dict.fromkeys(one.rules for one in design.arms.values()):
        compile_first(quiet=quiet, rules=rules)
    compile_first(quiet=quiet, measures=design.measures)


class _Progress:
    """Says on standard error that rules are being compiled, and how far that is."""

    said = False

    def begun(self, count: int, of: int) -> None:
        """Tell that one more function has been begun."""
        if not self.said:
            print("Compiling the rules (once after each change, up to a minute) ...", file=sys.stderr, flush=True)
        self.said = True
        if sys.stderr.isatty():
            print(f"\r{100 * count // of} %", end="", file=sys.stderr, flush=True)

    def ended(self, *, kept: bool) -> None:
        """Tell that it is done, and whether it will have to be done again."""
        if self.said and sys.stderr.isatty():
            print("\rDone.", file=sys.stderr)
        if self.said and not kept:
            print(
                "The compiled rules could not be kept, so the next run compiles them again: set NUMBA_CACHE_DIR to a "
                "folder that can be written to.",
                file=sys.stderr,
            )
