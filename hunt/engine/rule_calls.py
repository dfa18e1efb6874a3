"""What a rule may call: rules and helpers by their names, some of Python's own, and math; nothing else.

Only what is listed here is allowed.  A list of what is not would never be complete, and a file of rules may come from
someone else.
"""

import ast
import inspect
from types import BuiltinFunctionType, FunctionType
from typing import Any

from hunt.catalogue.own_rules import OwnRules
from hunt.engine import rule_names
from hunt.engine.rule_file import refuse
from hunt.engine.rule_kinds import ROWS, kind_of, kinds_in, names_of
from hunt.engine.rule_values import is_number_or_table, is_vocabulary


def check_calls(own: OwnRules, function: ast.FunctionDef, top: dict[str, Any], local: set[str]) -> None:
    """Refuse calls of anything else; ``top`` has what names stand for, ``local`` the function's own names."""
    kinds = kinds_in(function)
    counted = {id(node.iter) for node in ast.walk(function) if isinstance(node, ast.For)}
    for part in function.body:
        for node in ast.walk(part):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            if isinstance(node.func, ast.Name) and node.func.id not in local:
                if not _may_be_called(called, top):
                    refuse(own, node.lineno, f"{called}() is not a rule; call rules and functions of this file")
                if called == "range" and id(node) not in counted:
                    refuse(own, node.lineno, "range() stands in `for k in range(...):` only; compare with < instead")
                _check_arguments(own, node, called, top.get(called))
            elif not isinstance(node.func, ast.Attribute):
                refuse(own, node.lineno, f"{called}() is not a rule; call rules by their names")
            elif kind_of(node.func, kinds) in ROWS:
                refuse(own, node.lineno, f"{called} is a list; write {called}[...]")
            elif not _of_math(node.func, top):
                refuse(
                    own,
                    node.lineno,
                    f"{called}() is a method; rules call functions, as in forage(h, day, world, luck)",
                )


def check_uses(own: OwnRules, loaded: list[ast.Name], called: set[int], top: dict[str, Any], local: set[str]) -> None:
    """Refuse names of types outside annotations, and functions that are not called; both are no numbers.

    ``loaded`` are the names that a function reads outside annotations, ``called`` the ids of those that it calls.
    """
    for node in loaded:
        if node.id in local or id(node) in called or node.id not in top:
            continue
        value = top[node.id]
        if isinstance(value, ast.FunctionDef | FunctionType | BuiltinFunctionType):
            refuse(own, node.lineno, f"{node.id} is a function: call it")
        if not (value is None or is_number_or_table(value) or is_vocabulary(value) or node.id == "math"):
            refuse(own, node.lineno, f"{node.id} stands in annotations only; rules work with numbers")


def _may_be_called(name: str, top: dict[str, Any]) -> bool:
    given = top.get(name)
    if name not in top:
        return name in rule_names.BUILT_IN
    if isinstance(given, FunctionType):
        return rule_names.rules().get(given.__name__) is given
    of_math = isinstance(given, BuiltinFunctionType) and given.__module__ == "math"  # only exact ones are imported
    return isinstance(given, ast.FunctionDef) or of_math


def _of_math(called: ast.Attribute, top: dict[str, Any]) -> bool:
    """Tell whether this is ``math.sqrt`` and the like; which of math there are is looked at as part of the dialect."""
    return isinstance(called.value, ast.Name) and called.value.id == "math" and "math" in top


def _check_arguments(own: OwnRules, call: ast.Call, name: str, rule: Any) -> None:
    """Refuse a call with more or fewer arguments than a rule takes."""
    if isinstance(rule, ast.FunctionDef):
        names = names_of(rule)
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
