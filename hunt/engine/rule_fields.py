"""Fields that a rule reads and writes: each is there, and belongs to what it is read from."""

import ast
from types import ModuleType
from typing import Any

from hunt.catalogue.own_rules import OwnRules
from hunt.engine import rule_names, world_fields
from hunt.engine.dialect import EXACT
from hunt.engine.rule_file import refuse
from hunt.engine.rule_kinds import NUMBER, ROWS, Kinds, kind_of, kinds_in, names_of

NEW_STATE = "new state belongs in agents/hunter.py, see CONTRIBUTING.md"
LISTED = "'hunt rules --fields' lists what there is"


def check_attributes(own: OwnRules, function: ast.FunctionDef, top: dict[str, Any]) -> None:
    """Refuse fields, words and parts of modules that are not there, or that a rule may not write to.

    ``top`` has what the names at the top of the file stand for.
    """
    kinds = kinds_in(function)
    given = names_of(function)
    for part in function.body:
        for node in ast.walk(part):
            if not isinstance(node, ast.Attribute):
                continue
            stored = isinstance(node.ctx, ast.Store)
            base = top.get(node.value.id) if isinstance(node.value, ast.Name) else None
            if isinstance(base, type | ModuleType):
                _check_word(own, node, base)
            elif stored and isinstance(node.value, ast.Attribute) and node.value.attr == "params":
                refuse(own, node.lineno, "a rule cannot change a setting; keep what lasts in the camp or the hunter")
            elif kind := kind_of(node.value, kinds):
                _check_field(own, node, kind, given)
            elif stored and node.attr not in rule_names.written():
                hint = rule_names.near(node.attr, rule_names.written()) or NEW_STATE
                refuse(own, node.lineno, f"there is no {node.attr} to write to; {hint}")
            elif node.attr not in rule_names.read():
                hint = rule_names.near(node.attr, rule_names.read()) or LISTED
                refuse(own, node.lineno, f"nothing in the world has {rule_names.article(node.attr)}; {hint}")


def _check_word(own: OwnRules, node: ast.Attribute, base: type | ModuleType) -> None:
    """Refuse a word that a vocabulary does not have, such as Season.WINTR."""
    if isinstance(node.ctx, ast.Store):
        refuse(own, node.lineno, f"{ast.unparse(node)} cannot be changed: all rules share it")
    words = getattr(base, "__members__", None) or (EXACT if isinstance(base, ModuleType) else ())
    if node.attr not in words:
        hint = rule_names.near(node.attr, words)
        hint = hint or (f"there are {', '.join(words)}" if hasattr(base, "__members__") else "check its name")
        refuse(own, node.lineno, f"{ast.unparse(node.value)} has no {node.attr}; {hint}")


def _check_field(own: OwnRules, node: ast.Attribute, kind: str, given: list[str]) -> None:
    """Refuse a field that a thing does not have; what it stands for is known."""
    written = ast.unparse(node.value)
    if kind == NUMBER:
        places = [one for one in world_fields.homes_of(node.attr) if one.endswith(f"].{node.attr}")]
        own_place = [one for one in places if f"[{written}]" in one] or places
        places = [one.replace("[h]", f"[{written}]").replace("[b]", f"[{written}]") for one in own_place]
        hint = f"write {places[0]}" if places else f"it has no {node.attr}"
        refuse(own, node.lineno, f"{written} is a number; {hint}")
    if kind in ROWS:
        places = world_fields.homes_of(node.attr)
        hint = f"write {places[0]}" if places else f"write {world_fields.WRITTEN_AS[ROWS[kind]]}"
        refuse(own, node.lineno, f"{written} is a list; {hint}")
    fields = world_fields.fields_of(kind)
    if node.attr in fields:
        if isinstance(node.ctx, ast.Store) and node.attr not in rule_names.written():
            refuse(own, node.lineno, f"{ast.unparse(node)} cannot be replaced; write to what is in it")
        return
    places = world_fields.homes_of(node.attr)
    hint = f"did you mean {places[0]}?" if places else rule_names.near(node.attr, fields)
    if node.attr in given:
        hint = f"write {node.attr}, which the rule is given"
    hint = hint or (NEW_STATE if isinstance(node.ctx, ast.Store) else LISTED)
    refuse(own, node.lineno, f"{written} has no {node.attr}; {hint}")


ONLY_READ = ("growth", "growing", "acts")
"""Tables of the world that no rule writes to."""


def check_stores(own: OwnRules, function: ast.FunctionDef) -> None:
    """Refuse to write to what is only read, or a fraction to what is counted.

    Where the text does not show what is written to, the compiler refuses the former.
    """
    kinds = kinds_in(function)
    for node in ast.walk(function):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            _refuse_only_read(own, node, kinds)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                _refuse_fraction(own, target, node.value, kinds)
        elif isinstance(node, ast.AugAssign):
            _refuse_fraction(own, node.target, ast.BinOp(node.target, node.op, node.value), kinds)


def _refuse_only_read(own: OwnRules, node: ast.Subscript, kinds: Kinds) -> None:
    table = node.value
    while isinstance(table, ast.Subscript):
        table = table.value
    if not isinstance(table, ast.Attribute):
        return
    thing = kind_of(table.value, kinds)
    if thing in ("luck", "draws", "params") or (thing == "world" and table.attr in ONLY_READ):
        refuse(own, node.lineno, f"{ast.unparse(table)} is only read: a rule cannot change luck, settings or calendar")


def _refuse_fraction(own: OwnRules, target: ast.expr, value: ast.expr, kinds: Kinds) -> None:
    """Refuse a fraction where a whole number is kept: the two engines would keep different numbers."""
    if not isinstance(target, ast.Attribute):
        return
    thing = kind_of(target.value, kinds)
    field = world_fields.fields_of(thing).get(target.attr) if thing in world_fields.LISTED else None
    if field is not None and field.type == "int" and _is_fraction(value):
        refuse(own, target.lineno, f"{ast.unparse(target)} is a whole number; write int(...) around what it is given")


def _is_fraction(value: ast.expr) -> bool:
    match value:
        case ast.Constant():
            return isinstance(value.value, float) and not value.value.is_integer()
        case ast.BinOp():
            return isinstance(value.op, ast.Div) or (
                isinstance(value.op, ast.Add | ast.Sub | ast.Mult)
                and (_is_fraction(value.left) or _is_fraction(value.right))
            )
        case ast.UnaryOp():
            return _is_fraction(value.operand)
        case ast.IfExp():
            return _is_fraction(value.body) or _is_fraction(value.orelse)
    return False
