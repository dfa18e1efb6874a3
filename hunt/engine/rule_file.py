"""The top of a file of rules: what it imports, its constants, and the names of its functions."""

import ast
import importlib
from types import ModuleType
from typing import Any, NoReturn

from hunt.catalogue.own_rules import OwnRules
from hunt.catalogue.parameters import FIELDS
from hunt.engine import rule_names
from hunt.engine.dialect import EXACT
from hunt.errors import HuntError, ended, not_python

IMPORTS = {
    "numpy": "rules work with one number at a time: use math.sqrt, min, max and loops",
    "pandas": "rules work with one number at a time: use min, max and loops",
    "random": "chance comes from luck, so that a seed always gives the same year: read luck.choice[day, h]",
    "numba": "rules are compiled as they are",
    "mesa": "rules run in the Mesa engine as they are",
}
"""What is said to imports that people try."""

FOR_TYPES = ("typing", "collections.abc", "__future__")
"""Modules whose names stand in annotations only."""

RESERVED = (*rule_names.BUILT_IN, "sqrt", "tuple", "math")
"""Names that stand for one thing in every file of rules."""


def refuse(own: OwnRules, line: int, sentence: str) -> NoReturn:
    """Refuse a file of rules."""
    raise HuntError(f"{own.name}, line {line}: {ended(sentence)}")


def parsed(own: OwnRules) -> ast.Module:
    """Return the tree of a file, or refuse it."""
    try:
        return ast.parse(own.text, own.name)
    except SyntaxError as error:
        refuse(own, error.lineno or 1, not_python(error).rstrip("."))
    except (ValueError, RecursionError, MemoryError):
        refuse(own, 1, "this cannot be read as Python; is it a text file?")


def assigned(tree: ast.Module) -> dict[str, int]:
    """Return the names that a file gives a value at its top, and the lines where."""
    found = {}
    for node in tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        for target in targets:
            for one in ast.walk(target):
                if isinstance(one, ast.Name):
                    found[one.id] = node.lineno
    return found


def check_top(own: OwnRules, tree: ast.Module) -> None:
    """Refuse what a file of rules does not have at its top."""
    names: dict[str, int] = {}
    for k, node in enumerate(tree.body):
        if isinstance(node, ast.Import | ast.ImportFrom):
            _check_import(own, node)
        elif isinstance(node, ast.FunctionDef):
            if node.name in names:
                refuse(
                    own, node.lineno, f"{node.name} is defined a second time, after line {names[node.name]}; delete one"
                )
            names[node.name] = node.lineno
            _refuse_new_meaning(own, node.lineno, node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                _check_target(own, node.lineno, target)
        elif isinstance(node, ast.ClassDef):
            refuse(own, node.lineno, "a class is not a rule: write a function with def; docs/mesa.md is about classes")
        elif not (k == 0 and _is_docstring(node)):
            refuse(
                own,
                node.lineno,
                "a file of rules has imports, constants and functions, and no statements that run on their own",
            )


def _check_target(own: OwnRules, line: int, target: ast.expr) -> None:
    """Refuse to give a value to anything but names of the file's own: to a part of a module, for instance."""
    parts = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
    for one in parts:
        if not isinstance(one, ast.Name):
            refuse(own, line, f"{ast.unparse(one)} is not a name; give a constant a name of its own, as in THIN = 0.3")
        _refuse_new_meaning(own, line, one.id)


def _refuse_new_meaning(own: OwnRules, line: int, name: str) -> None:
    """Refuse another meaning for what all files of rules call, and the names that Python itself looks for."""
    if name.startswith("__"):
        refuse(own, line, f"{name} is a name of Python's own; choose another name")
    if name in RESERVED:
        refuse(own, line, f"{name} has a meaning already; choose another name, such as my_{name}")


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _check_import(own: OwnRules, node: ast.Import | ast.ImportFrom) -> None:
    if isinstance(node, ast.Import):
        for alias in node.names:
            if alias.name != "math":
                _refuse_import(own, node.lineno, alias.name)
            _check_alias(own, node.lineno, alias, "")
        return
    source = node.module or ""
    if node.level or not (source in ("math", *FOR_TYPES) or _is_rule_package(source)):
        _refuse_import(own, node.lineno, "." * node.level + source)
    if "._" in source:
        refuse(own, node.lineno, f"{source} is private; rules import rules, constants and lists of words")
    try:
        module = importlib.import_module(source)
    except ImportError:
        hint = rule_names.near(source, rule_names.modules()) or "'hunt rules' says where each rule is"
        refuse(own, node.lineno, f"there is no {source}; {hint}")
    for alias in node.names:
        if alias.name == "*":
            refuse(own, node.lineno, "import * hides what comes from where; name what you import")
        _check_alias(own, node.lineno, alias, source)
        if source == "math" and alias.name not in EXACT:
            refuse(own, node.lineno, f"math.{alias.name} is not allowed in a rule; there are {', '.join(EXACT)}")
        if not hasattr(module, alias.name):
            home = rule_names.home_of(alias.name)
            hint = f"write: from {home} import {alias.name}" if home else rule_names.near(alias.name, vars(module))
            refuse(own, node.lineno, f"{source} has no {alias.name}; {hint or 'check its name'}")
        if isinstance(getattr(module, alias.name), ModuleType):
            refuse(
                own, node.lineno,
                f"{alias.name} is a module; import its rules by name, as in from {source}.{alias.name} import ...",
            )  # fmt: skip


def _check_alias(own: OwnRules, line: int, alias: ast.alias, source: str) -> None:
    """Refuse names that would let something else pass for arithmetic, where the file is looked through."""
    if alias.asname not in (None, alias.name) and not source:
        refuse(own, line, f"write: import {alias.name}, without another name")
    if alias.name.startswith("_"):
        refuse(own, line, f"{alias.name} is private; rules import rules, constants and lists of words")
    given = alias.asname or alias.name
    itself = (source, alias.name) in (("", given), ("math", given))
    if given in RESERVED and not itself:
        refuse(own, line, f"{given} has a meaning already; import {alias.name} under another name")


def _is_rule_package(source: str) -> bool:
    return source != "agents.mesa_agents" and any(
        source == one or source.startswith(f"{one}.") for one in rule_names.IMPORTED
    )


def _refuse_import(own: OwnRules, line: int, source: str) -> NoReturn:
    first = source.partition(".")[0]
    if _is_rule_package(source):
        refuse(own, line, f"write: from {source} import ..., with the names that you use")
    why = IMPORTS.get(first, f"rules import from {', '.join(rule_names.IMPORTED)} and math only")
    refuse(own, line, f"{source or 'this'} is not allowed in a rule: {why}")


def top_names(tree: ast.Module) -> dict[str, Any]:
    """Return what the names at the top of a file stand for: a module, a class, a rule; None for the file's own."""
    found: dict[str, Any] = dict.fromkeys(assigned(tree))
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            module = importlib.import_module(str(node.module))
            found |= {alias.asname or alias.name: getattr(module, alias.name) for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.asname or alias.name: importlib.import_module(alias.name) for alias in node.names}
        elif isinstance(node, ast.FunctionDef):
            found[node.name] = node
    return found


def check_purpose(own: OwnRules, tree: ast.Module, functions: dict[str, ast.FunctionDef]) -> None:
    """Refuse functions and constants that nothing would use: their names are misspelt, or they belong elsewhere."""
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    for name, node in functions.items():
        if name not in rule_names.rules() and name not in used:
            given = [one.arg for one in node.args.args]
            if given in (["evening"], ["history"]):
                refuse(own, node.lineno, f"{name}({given[0]}) looks like a measure: give this file with --measures")
            hint = rule_names.near(name, rule_names.rules()) or "'hunt rules' lists them"
            refuse(own, node.lineno, f"there is no rule named {name}; {hint}")
    for name, line in assigned(tree).items():
        if name not in used:
            _check_constant(own, tree, name, line)


def _check_constant(own: OwnRules, tree: ast.Module, name: str, line: int) -> None:
    """Refuse a constant that no rule would read."""
    known = rule_names.constants().get(name)
    if known is None and name in FIELDS:
        given = [
            node.value for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign) and node.lineno == line
        ]
        value = ast.unparse(given[0]) if given and isinstance(given[0], ast.Constant) else "..."
        refuse(own, line, f"{name} is a parameter, not a constant of a rule: use --set {name}={value}")
    if known is None:
        hint = rule_names.near(name, rule_names.constants()) or "'hunt rules' names the constants of each rule"
        refuse(own, line, f"no rule has a constant named {name}; {hint}")
    if len(known.homes) > 1:
        places = " and in ".join(known.homes)
        refuse(own, line, f"{name} has a different meaning in {places}; replace the rules instead")
