"""What goes wrong while rules of the user's own run, as one sentence, with its line."""

import ast
import re
from collections.abc import Iterator
from contextlib import contextmanager

from hunt.catalogue.own_rules import OwnRules, place_of
from hunt.engine.loop_guard import ENDLESS
from hunt.errors import HuntError, ended, line_in

ORIGINALS = ("agents.behaviour.", "hunt.world.")
"""How the modules of the project's rules begin."""

LONGEST = 160
"""Most characters of what Python says that a message repeats."""


@contextmanager
def said_of_rules(own: OwnRules | None) -> Iterator[None]:
    """Say in one sentence what the user's rules run into; what those of the project raise alone is a fault of ours."""
    try:
        yield
    except (HuntError, MemoryError):
        raise
    except Exception as error:
        if own is None:
            raise
        raise HuntError(rule_error(own, error)) from error


def _lines_of(own: OwnRules) -> dict[str, range]:
    functions = [node for node in ast.parse(own.text).body if isinstance(node, ast.FunctionDef)]
    return {node.name: range(node.lineno, (node.end_lineno or node.lineno) + 1) for node in functions}


def rule_error(own: OwnRules, error: Exception) -> str:
    """Return what an error means to the author of some rules; compiled code does not say in which line it arose."""
    endless = isinstance(error, RuntimeError) and re.match(rf"line (\d+): (.* {ENDLESS})", str(error))
    line = int(endless[1]) if endless else line_in(error, place_of(own))  # it knows its line, also when compiled
    rule = next((name for name, one in _lines_of(own).items() if line in one), _original_in(error))
    where = f"{own.name}, line {line}" if line else own.name
    if endless:
        return ended(
            f"{where}: {rule} does not end: {endless[2]}; make sure that the condition of while becomes false, and "
            "that no range(...) is huge"
        )
    return ended(f"{where}: {_meaning(own, error, rule, line)}")


def _meaning(own: OwnRules, error: Exception, rule: str, line: int) -> str:
    said = " ".join(str(error).split())[:LONGEST]
    match error:
        case ZeroDivisionError() | FloatingPointError():
            return f"{rule} divides by zero; check first, as in `if n > 0:`, or divide by max(1, n)"
        case IndexError() | KeyError():
            return (
                f"{rule} looks up a place that is not there ({said}); an index runs from 0 to len(...) - 1, and NOBODY "
                "is -1: check first, as in `if hunter.target != NOBODY:`"
            )
        case UnboundLocalError() | NameError():
            name = next(iter(re.findall(r"'(\w+)'", str(error))), "a variable")
            return f"{rule} reads {name} before it has a value; give it one before the if or loop"
        case RecursionError():
            return f"{rule} calls itself without end; call the original under another name"
        case AttributeError():
            return f"there is no {error.name} here; 'hunt rules --fields' lists what there is"
        case TypeError() if "is only read" in said:
            return f"{rule} writes to luck, which is only read: it is drawn before day 0, for every band the same"
        case TypeError() if "None" in said:
            return f"{rule} has None where a number is due ({said}); return a number on every path"
        case TypeError():
            return f"types do not go together in {rule} ({said}); let each variable hold one kind of number"
        case ValueError() if "math domain error" in said and "sqrt" in _source(own, line):
            return f"{rule} takes the square root of a negative number; use max(0.0, ...), as in sqrt(max(0.0, x))"
        case ValueError() if "math domain error" in said:
            return f"{rule} gives a function of math a number that it has no value for; check the number first"
        case ValueError() | OverflowError() if "to integer" in said:
            return f"{rule} makes a whole number of one that is infinite or no number; check the number first"
        case OverflowError():
            return f"{rule} computes a number that is too large ({said}); use min(..., 1.0e9)"
        case _:
            return f"{rule} cannot go on ({type(error).__name__}: {said}); see CONTRIBUTING.md, The dialect"


def _original_in(error: Exception) -> str:
    """Return which rule of the project ran into something that the user's rules left in the world, where that shows."""
    name, step = "", error.__traceback__
    while step is not None:
        if step.tb_frame.f_globals.get("__name__", "").startswith(ORIGINALS):
            name = step.tb_frame.f_code.co_name
        step = step.tb_next
    return f"the original rule {name}, which finds what your rules left behind," if name else "a rule"


def _source(own: OwnRules, line: int) -> str:
    return next((text for k, text in enumerate(own.text.splitlines(), 1) if k == line), "")
