"""What is looked for in a file of rules before any of it runs; what is wrong is told in one sentence with its line."""

import ast
import builtins
import importlib
import inspect
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any, NoReturn

from hunt.catalogue.own_rules import OwnRules
from hunt.engine import rule_names
from hunt.engine.dialect import EXACT, faults_of, without_texts
from hunt.errors import HuntError, shown

IMPORTS = {
    "numpy": "rules work with one number at a time: use math.sqrt, min, max and loops",
    "pandas": "rules work with one number at a time: use min, max and loops",
    "random": "chance comes with luck, so that a seed always gives the same year: read luck.choice[day, h]",
    "numba": "rules are compiled as they are",
    "mesa": "rules run in the Mesa engine as they are",
}
"""What is said to imports that people try."""

FOR_TYPES = ("typing", "collections.abc", "__future__")
"""Modules whose names stand in annotations only."""


def refuse(own: OwnRules, line: int, sentence: str) -> NoReturn:
    """Refuse a file of rules."""
    raise HuntError(f"{own.name}, line {line}: {sentence}{'' if sentence.endswith(('?', ':')) else '.'}")


def parsed(own: OwnRules) -> ast.Module:
    """Return the tree of a file, or refuse it."""
    try:
        return ast.parse(own.text, own.name)
    except SyntaxError as error:
        refuse(own, error.lineno or 1, f"this is not Python: {error.msg}; mend that line")
    except (ValueError, RecursionError, MemoryError):
        refuse(own, 1, "this cannot be read as Python; is it a text file?")


def check(own: OwnRules, tree: ast.Module) -> None:
    """Look through a file of rules.

    Raises
    ------
    HuntError
        At the first thing that is no rule.
    """
    _check_top(own, tree)
    for fault in faults_of(tree):
        refuse(own, fault.line, f"{fault.what} is not for rules: {fault.instead}")
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    for function in functions.values():
        for fault in without_texts(function):
            refuse(own, fault.line, f"{fault.what} is not for rules: {fault.instead}")
    top = _top_names(tree)
    _check_purpose(own, tree, functions)
    for function in functions.values():
        _check_signature(own, function)
        _check_names(own, function, top)
        _check_attributes(own, function, top)
        _check_calls(own, function, top)
        _check_result(own, function)


# --- the top of the file -------------------------------------------------------------------------------------------


def assigned(tree: ast.Module) -> dict[str, int]:
    """Return the names that a file gives a value at its top, and the lines where."""
    found = {}
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        for target in targets:
            for one in ast.walk(target):
                if isinstance(one, ast.Name):
                    found[one.id] = node.lineno
    return found


def _check_top(own: OwnRules, tree: ast.Module) -> None:
    names: dict[str, int] = {}
    for k, node in enumerate(tree.body):
        if isinstance(node, ast.Import | ast.ImportFrom):
            _check_import(own, node)
        elif isinstance(node, ast.FunctionDef):
            if node.name in names:
                refuse(own, node.lineno, f"{node.name} is defined a second time, after line {names[node.name]}; drop one")
            names[node.name] = node.lineno
        elif not (isinstance(node, ast.Assign | ast.AnnAssign) or (k == 0 and _is_docstring(node))):
            refuse(own, node.lineno, "a file of rules has imports, constants and functions, and nothing that runs by itself")


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _check_import(own: OwnRules, node: ast.Import | ast.ImportFrom) -> None:
    if isinstance(node, ast.Import):
        for alias in node.names:
            if alias.name != "math":
                _refuse_import(own, node.lineno, alias.name)
        return
    source = node.module or ""
    if source in FOR_TYPES:
        return
    if node.level or not (source == "math" or _is_rule_package(source)):
        _refuse_import(own, node.lineno, "." * node.level + source)
    try:
        module = importlib.import_module(source)
    except ImportError:
        refuse(own, node.lineno, f"there is no {source}; 'hunt rules' says where each rule lives")
    for alias in node.names:
        if alias.name == "*":
            refuse(own, node.lineno, "import * hides what comes from where; name what you import")
        if source == "math" and alias.name not in EXACT:
            refuse(own, node.lineno, f"math.{alias.name} is not for rules; there are {', '.join(EXACT)}")
        if not hasattr(module, alias.name):
            home = rule_names.home_of(alias.name)
            hint = f"write from {home} import {alias.name}" if home else rule_names.near(alias.name, vars(module))
            refuse(own, node.lineno, f"{source} has no {alias.name}; {hint or 'check its name'}")
        if isinstance(getattr(module, alias.name), ModuleType):
            refuse(
                own, node.lineno,
                f"{alias.name} is a module; import its rules by name, as in from {source}.{alias.name} import ...",
            )  # fmt: skip


def _is_rule_package(source: str) -> bool:
    return source != "agents.mesa_agents" and any(
        source == one or source.startswith(f"{one}.") for one in rule_names.IMPORTED
    )


def _refuse_import(own: OwnRules, line: int, source: str) -> NoReturn:
    first = source.partition(".")[0]
    if _is_rule_package(source):
        refuse(own, line, f"write from {source} import ..., with the names of what is used")
    why = IMPORTS.get(first, f"they import from {', '.join(rule_names.IMPORTED)} and math only")
    refuse(own, line, f"{source or 'this'} is not for rules: {why}")


def _top_names(tree: ast.Module) -> dict[str, Any]:
    """Return what the names at the top of a file stand for: a module, a class, a rule; None where it is the file's own."""
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


def _check_purpose(own: OwnRules, tree: ast.Module, functions: dict[str, ast.FunctionDef]) -> None:
    """Refuse functions and constants that nothing would use: their names are misspelt."""
    used = {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    for name, node in functions.items():
        if name not in rule_names.rules() and name not in used:
            hint = rule_names.near(name, rule_names.rules()) or "'hunt rules' lists them"
            refuse(own, node.lineno, f"there is no rule named {name}; {hint}")
    for name, line in assigned(tree).items():
        if name in used:
            continue
        known = rule_names.constants().get(name)
        if known is None:
            hint = rule_names.near(name, rule_names.constants()) or "'hunt rules' names the constants of each rule"
            refuse(own, line, f"no rule has a constant named {name}; {hint}")
        if len(known.homes) > 1:
            refuse(own, line, f"{name} means something of its own in {' and in '.join(known.homes)}; replace the rules instead")


def like(old: Any, new: Any, own: OwnRules, name: str, line: int) -> Any:
    """Return a new value for a constant in the type of the old one, or refuse it."""
    if isinstance(old, tuple):
        if not isinstance(new, tuple | list) or len(new) != len(old):
            refuse(own, line, f"{name} is a table of {len(old)} entries, as in {shown(old)}; give as many")
        return tuple(like(one, other, own, name, line) for one, other in zip(old, new, strict=True))
    whole = isinstance(old, int)
    if isinstance(new, bool) or not isinstance(new, int if whole else int | float) or new != new:
        refuse(own, line, f"{name} is {'a whole number' if whole else 'a number'}, as in {shown(old)}; it was given {shown(new)}")
    return int(new) if whole else float(new)


# --- a function ------------------------------------------------------------------------------------------------------


def _names_of(function: ast.FunctionDef) -> list[str]:
    given = function.args
    return [one.arg for one in (*given.posonlyargs, *given.args)]


def _check_signature(own: OwnRules, function: ast.FunctionDef) -> None:
    """Refuse a rule that others cannot call: they give it what the original was given."""
    given = function.args
    if given.vararg or given.kwarg or given.kwonlyargs:
        refuse(own, function.lineno, f"{function.name} must name each of its parameters; no * and **")
    original = rule_names.rules().get(function.name)
    if original is None:
        return
    expected = list(inspect.signature(original).parameters)
    if _names_of(function) != expected:
        refuse(
            own, function.lineno,
            f"{function.name} is called with ({', '.join(expected)}), not ({', '.join(_names_of(function))}); write "
            f"def {function.name}({', '.join(expected)}):",
        )  # fmt: skip


def _stored(function: ast.FunctionDef) -> set[str]:
    return {
        node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    } | set(_names_of(function))


def _loads(function: ast.FunctionDef) -> Iterator[ast.Name]:
    for part in function.body:
        for node in ast.walk(part):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and not _in_annotation(node, part):
                yield node


def _in_annotation(node: ast.Name, part: ast.stmt) -> bool:
    return isinstance(part, ast.AnnAssign) and any(node is one for one in ast.walk(part.annotation))


def _check_names(own: OwnRules, function: ast.FunctionDef, top: dict[str, Any]) -> None:
    local = _stored(function)
    known = {*local, *top, *rule_names.BUILT_IN}
    for node in _loads(function):
        if node.id in known:
            continue
        home = rule_names.home_of(node.id)
        if home is not None:
            hint = f"write from {home} import {node.id} at the top of the file"
        elif hasattr(builtins, node.id):
            hint = f"of Python's own, rules use {', '.join(rule_names.BUILT_IN)}"
        else:
            hint = rule_names.near(node.id, {*known, *rule_names.rules()}) or "give it a value first, or import it"
        refuse(own, node.lineno, f"there is no {node.id} here; {hint}")


def _check_attributes(own: OwnRules, function: ast.FunctionDef, top: dict[str, Any]) -> None:
    for part in function.body:
        for node in ast.walk(part):
            if not isinstance(node, ast.Attribute):
                continue
            base = top.get(node.value.id) if isinstance(node.value, ast.Name) else None
            if isinstance(base, type | ModuleType):
                if not hasattr(base, node.attr):
                    hint = rule_names.near(node.attr, vars(base)) or "check its name"
                    refuse(own, node.lineno, f"{ast.unparse(node.value)} has no {node.attr}; {hint}")
            elif isinstance(node.ctx, ast.Store):
                if isinstance(node.value, ast.Attribute) and node.value.attr == "params":
                    refuse(own, node.lineno, "a rule cannot change a setting; keep what lasts in the camp or the hunter")
                if node.attr not in rule_names.written():
                    hint = rule_names.near(node.attr, rule_names.written())
                    hint = hint or "state that is new belongs into agents/hunter.py, see CONTRIBUTING.md"
                    refuse(own, node.lineno, f"there is no {node.attr} to write to; {hint}")
            elif node.attr not in rule_names.read():
                hint = rule_names.near(node.attr, rule_names.read()) or "agents/environment.py lists what there is"
                refuse(own, node.lineno, f"nothing in the world has a {node.attr}; {hint}")


def _check_calls(own: OwnRules, function: ast.FunctionDef, top: dict[str, Any]) -> None:
    local = _stored(function)
    for part in function.body:
        for node in ast.walk(part):
            if not isinstance(node, ast.Call):
                continue
            if isinstance(node.func, ast.Name) and node.func.id not in local:
                _check_arguments(own, node, node.func.id, top.get(node.func.id))
            elif isinstance(node.func, ast.Attribute) and not _of_math(node.func, top):
                refuse(
                    own, node.lineno,
                    f"{ast.unparse(node.func)}() is a method; rules call functions, as in forage(h, day, world, luck)",
                )  # fmt: skip


def _of_math(called: ast.Attribute, top: dict[str, Any]) -> bool:
    return isinstance(called.value, ast.Name) and isinstance(top.get(called.value.id), ModuleType)


def _check_arguments(own: OwnRules, call: ast.Call, name: str, rule: Any) -> None:
    """Refuse a call with more or fewer arguments than a rule takes."""
    if isinstance(rule, ast.FunctionDef):
        names = _names_of(rule)
        defaults = len(rule.args.defaults)
        original = rule_names.rules().get(rule.name)
        if original is not None and not defaults:
            defaults = len(original.__defaults__ or ())
    elif isinstance(rule, FunctionType):
        names, defaults = list(inspect.signature(rule).parameters), len(rule.__defaults__ or ())
    else:
        return
    keywords = [one.arg or "" for one in call.keywords]
    unknown = [one for one in keywords if one not in names]
    given = {*names[: len(call.args)], *keywords}
    missing = [one for one in names[: len(names) - defaults] if one not in given]
    if unknown or missing or len(call.args) > len(names):
        refuse(own, call.lineno, f"{name} is called with ({', '.join(names)}); here it is {ast.unparse(call)}")


def _check_result(own: OwnRules, function: ast.FunctionDef) -> None:
    """Refuse a rule that gives nothing back where something is expected, on any way through it, or the reverse."""
    original = rule_names.rules().get(function.name)
    if original is None:
        return
    wanted = inspect.signature(original).return_annotation
    returns = [node for node in ast.walk(function) if isinstance(node, ast.Return)]
    if wanted is None or wanted is inspect.Signature.empty:
        for node in returns:
            if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
                refuse(own, node.lineno, f"{function.name} gives nothing back; write return alone")
        return
    for node in returns:
        if node.value is None:
            refuse(own, node.lineno, f"{function.name} must return {_kind(wanted)} here")
    if not _always_returns(function.body):
        last = max(getattr(node, "lineno", 0) for node in ast.walk(function))
        refuse(own, last, f"{function.name} must return {_kind(wanted)} on every way through it; here it ends without one")


KINDS = {int: "a whole number", float: "a number", bool: "True or False"}


def _kind(wanted: Any) -> str:
    return KINDS.get(wanted, f"what the original returns, {getattr(wanted, '__name__', None) or wanted}")


def _always_returns(body: list[ast.stmt]) -> bool:
    last = body[-1]
    if isinstance(last, ast.Return):
        return True
    if isinstance(last, ast.If):
        return bool(last.orelse) and _always_returns(last.body) and _always_returns(last.orelse)
    return False
