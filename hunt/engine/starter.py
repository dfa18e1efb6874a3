"""What rules there are, and a file to start from for each: the rule as it is, with what it needs."""

import ast
import inspect
import sys
import textwrap
from types import FunctionType
from typing import Any

from hunt.engine import rule_names
from hunt.errors import LONGEST, HuntError, shown

IN = "    "


def rule_rows() -> list[dict[str, Any]]:
    """Return one row per rule: its name, what it says, the constants it reads, and where it lives."""
    rows = []
    for name, rule in rule_names.rules().items():
        says = " ".join((inspect.getdoc(rule) or "").partition("\n\n")[0].split())
        read = [one for one in rule.__code__.co_names if one in rule_names.constants()]
        rows.append({"rule": name, "says": says, "constants": ", ".join(read), "where": rule.__module__})
    return rows


def starter(name: str) -> str:
    """Return a file of rules that holds one rule, as it is, for you to change.

    Raises
    ------
    HuntError
        When there is no rule, and no constant of one, with that name.
    """
    if name in rule_names.constants():
        known = rule_names.constants()[name]
        line = _assignment(name, known.homes[0])
        imports = "".join(f"{one}\n" for one in _imports(known.homes[0], _names_in(line)))
        about = f'"""The constant {name}, for you to change; use it with --rules."""'
        return "\n".join([about, "", *([imports] if imports else []), line, ""])
    if name not in rule_names.rules():
        every = {**rule_names.rules(), **rule_names.constants()}
        hint = (
            rule_names.near(name, every) or f"'hunt rules --find {name[:LONGEST]}' looks for it in all names and texts."
        )
        raise HuntError(f"There is no rule named {shown(name)}; {hint}")
    rule = rule_names.rules()[name]
    needed = _names_in(inspect.getsource(rule)) - {name}
    constants = [_assignment(one, rule.__module__) for one in sorted(needed) if _is_constant_of(one, rule)]
    needed = needed.union(*map(_names_in, constants))
    lines = [f'"""The rule {name}, for you to change; use it with --rules."""', ""]
    lines += _imports(rule.__module__, needed)
    lines += ["", *dict.fromkeys(constants)] if constants else []
    return "\n".join([*lines, "", "", inspect.getsource(rule)])


def _names_in(source: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}


def _is_constant_of(name: str, rule: FunctionType) -> bool:
    return name in rule_names.constants() and rule.__module__ in rule_names.constants()[name].homes


def _imports(module: str, needed: set[str]) -> list[str]:
    """Return the lines that import what a rule or a constant of a module needs."""
    found: dict[str, set[str]] = {}
    plain = []
    for node in ast.parse(inspect.getsource(sys.modules[module])).body:
        if isinstance(node, ast.ImportFrom):
            found.setdefault(str(node.module), set()).update(one.name for one in node.names if one.name in needed)
        elif isinstance(node, ast.Import):
            plain += [f"import {one.name}" for one in node.names if one.name in needed]
    rules = rule_names.rules()
    found[module] = {one for one in needed if one in rules and rules[one].__module__ == module}
    return plain + [
        f"from {source} import {', '.join(sorted(found[source]))}" for source in sorted(found) if found[source]
    ]


def _assignment(name: str, module: str) -> str:
    """Return the line of a constant, as it stands in its module; a computed table in numbers, as a file may have it."""
    source = inspect.getsource(sys.modules[module])
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and any(
            isinstance(one, ast.Name) and one.id == name for target in node.targets for one in ast.walk(target)
        ):
            if any(isinstance(one, ast.comprehension) for one in ast.walk(node.value)):
                numbers = ", ".join(map(repr, rule_names.constants()[name].value))
                return "\n".join(
                    [f"{name} = (", *textwrap.wrap(numbers, 110, initial_indent=IN, subsequent_indent=IN), ")"]
                )
            return "\n".join(source.splitlines()[node.lineno - 1 : node.end_lineno])
    raise AssertionError(name)
