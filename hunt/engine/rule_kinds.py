"""What the expressions of a rule stand for, as far as its text shows it: the world, the camp, a hunter, a number."""

import ast
import inspect
from collections import Counter
from typing import Any

from agents.environment import InitialDraws, Luck
from agents.perception import Me
from hunt.engine import rule_names, world_fields

NUMBER = "number"

PARTS = {"camp": "camp", "params": "params", "hunters": "hunters", "beasts": "beasts", "log": "log"}
"""What the parts of the world are."""

ROWS = {"hunters": "hunter", "beasts": "beast", "log": "event"}
"""What the rows of a list are."""

BY_TYPE: dict[Any, str] = {int: NUMBER, float: NUMBER, bool: NUMBER, Me: NUMBER, Luck: "luck", InitialDraws: "draws"}

NUMBERS = ("int", "float", "bool", "Me")
"""Annotations of numbers, as they are written."""

Kinds = dict[str, str]
"""What each local name of a rule stands for, where that is known."""


def kinds_in(function: ast.FunctionDef) -> Kinds:
    """Return what the local names of a rule stand for; a name that may be several things is left out."""
    found = _of_parameters(function)
    stores = Counter(
        node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    )
    for name in stores:
        found.pop(name, None)
    for _ in range(2):  # a name may be made from one that is only seen further down, as in a loop
        for node in ast.walk(function):
            target, kind = _given(node, found)
            if target is not None and kind and stores[target] == 1 and target not in names_of(function):
                found[target] = kind
    return found


def kind_of(node: ast.expr, kinds: Kinds) -> str:
    """Return what an expression stands for: a key of :data:`world_fields.WRITTEN_AS`, a number, a list, or nothing."""
    if isinstance(node, ast.Name):
        return kinds.get(node.id, "")
    if isinstance(node, ast.Subscript):
        return ROWS.get(kind_of(node.value, kinds), "")
    if not isinstance(node, ast.Attribute):
        return ""
    thing = kind_of(node.value, kinds)
    if thing == "world":
        return PARTS.get(node.attr, "")
    field = world_fields.fields_of(thing).get(node.attr) if thing in world_fields.WRITTEN_AS else None
    return NUMBER if field is not None and field.type in world_fields.TYPES.values() else ""


def names_of(function: ast.FunctionDef) -> list[str]:
    """Return the names of the parameters of a function."""
    return [one.arg for one in (*function.args.posonlyargs, *function.args.args)]


def _of_parameters(function: ast.FunctionDef) -> Kinds:
    original = rule_names.rules().get(function.name)
    types = {} if original is None else inspect.signature(original).parameters
    found = {}
    for one in (*function.args.posonlyargs, *function.args.args):
        kind = BY_TYPE.get(types[one.arg].annotation, "") if one.arg in types else ""
        if one.annotation is not None and ast.unparse(one.annotation) in NUMBERS:
            kind = NUMBER
        if not kind and one.arg in ("world", "luck", "params"):
            kind = one.arg
        if kind:
            found[one.arg] = kind
    return found


def _given(node: ast.AST, kinds: Kinds) -> tuple[str | None, str]:
    """Return which name a statement gives a value to, and what that value stands for."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id, kind_of(node.value, kinds)
    if isinstance(node, ast.For) and isinstance(node.target, ast.Name):
        ranges = (
            isinstance(node.iter, ast.Call) and isinstance(node.iter.func, ast.Name) and node.iter.func.id == "range"
        )
        return node.target.id, NUMBER if ranges else ROWS.get(kind_of(node.iter, kinds), "")
    return None, ""
