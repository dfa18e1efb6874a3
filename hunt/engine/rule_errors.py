"""What goes wrong while rules of the user's own run, as one sentence with the line."""

import ast
import re
from collections.abc import Iterator
from contextlib import contextmanager

from hunt.catalogue.own_rules import OwnRules
from hunt.errors import HuntError, line_in


@contextmanager
def said_of_rules(own: OwnRules | None) -> Iterator[None]:
    """Say in one sentence what the user's rules run into; what those of the project raise alone is a fault of ours."""
    try:
        yield
    except HuntError:
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
    line = line_in(error, own.name)
    rule = next((name for name, one in _lines_of(own).items() if line in one), "a rule")
    where = f"{own.name}, line {line}" if line else own.name
    match error:
        case ZeroDivisionError():
            return f"{where}: {rule} divides by zero; check first, as in: if n > 0:, or divide by max(1, n)."
        case IndexError() | KeyError():
            return (
                f"{where}: {rule} looks up a place that is not there ({error}); NOBODY is -1, so check first, as in: "
                "if hunter.target != NOBODY:"
            )
        case UnboundLocalError() | NameError():
            name = next(iter(re.findall(r"'(\w+)'", str(error))), "a variable")
            return f"{where}: {rule} reads {name} before it has a value; give it one before the if or loop."
        case RecursionError():
            return f"{where}: {rule} calls itself without end; call the original under another name."
        case AttributeError():
            return f"{where}: there is no {error.name} here; agents/environment.py lists what there is."
        case TypeError():
            return f"{where}: types do not go together in {rule} ({error}); let each variable hold one kind of number."
        case _:
            return f"{where}: {rule} cannot go on ({type(error).__name__}: {error}); see CONTRIBUTING.md, The dialect."
