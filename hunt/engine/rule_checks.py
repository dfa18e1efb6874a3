"""What is looked for in a file of rules before any of it runs; a mistake becomes one sentence, with its line."""

import ast
import builtins
import inspect
from collections.abc import Iterable, Iterator
from types import FunctionType, ModuleType
from typing import Any, TypeGuard

from hunt.catalogue.own_rules import OwnRules
from hunt.catalogue.parameters import FIELDS
from hunt.engine import rule_names, world_fields
from hunt.engine.dialect import EXACT, faults_of
from hunt.engine.rule_file import IMPORTS, check_purpose, check_top, check_values, read_at_once, refuse, top_names
from hunt.engine.rule_kinds import NUMBER, ROWS, kind_of, kinds_in
from hunt.engine.rule_results import check_result
from hunt.engine.rule_words import check_none, check_texts


def check(own: OwnRules, tree: ast.Module) -> None:
    """Look through a file of rules.

    Raises
    ------
    HuntError
        At the first mistake.
    """
    check_top(own, tree)
    check_values(own, tree)
    for fault in faults_of(tree):
        refuse(own, fault.line, f"{fault.what} is not allowed in a rule: {fault.instead}")
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    top = top_names(tree)
    check_purpose(own, tree, functions)
    _check_top_names(own, tree, top)
    for function in functions.values():
        check_texts(own, function)
        _check_signature(own, function)
        _check_names(own, function, top)
        _check_attributes(own, function, top)
        _check_calls(own, function, top)
        check_result(own, function)
        check_none(own, function)


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
            f"`def {function.name}({', '.join(expected)}):`",
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
        refuse(own, node.lineno, f"there is no {node.id} here; {_where_it_is(node.id, known)}")


ALIASES = {"np": "numpy", "numpy": "numpy", "pd": "pandas", "pandas": "pandas", "random": "random", "rng": "random"}
"""Names under which people know the modules that rules do not import."""


def _where_it_is(name: str, known: Iterable[str]) -> str:
    """Return where a name that a file does not have comes from, or what else was meant."""
    home = rule_names.home_of(name)
    if home is not None:
        return f"write at the top: from {home} import {name}"
    if name == "math" or name in EXACT:
        return f"write at the top: {'import math' if name == 'math' else f'from math import {name}'}"
    if name in FIELDS:
        return f"{name} is a parameter: read world.params.{name}"
    if name in ALIASES:
        return IMPORTS[ALIASES[name]]
    if hasattr(builtins, name):
        return f"of Python's own, rules use {', '.join(rule_names.BUILT_IN)}"
    if name in world_fields.WRITTEN_AS or world_fields.homes_of(name):
        return f"write {world_fields.WRITTEN_AS.get(name) or world_fields.homes_of(name)[0]}"
    if word := rule_names.words_like(name):
        return word
    every = {*known, *rule_names.rules(), *world_fields.words(), "True", "False"}
    return rule_names.near(name, every) or "give it a value first, or import it"


def _check_top_names(own: OwnRules, tree: ast.Module, top: dict[str, Any]) -> None:
    """Refuse names that constants, annotations and defaults read and the file does not have."""
    for node in tree.body:
        parts = [inner for one in read_at_once(node) for inner in ast.walk(one)]
        known = {*top, *vars(builtins), *(one.id for one in parts if _is_stored(one))}
        for part in parts:
            if isinstance(part, ast.Name) and part.id not in known:
                refuse(own, part.lineno, f"there is no {part.id} here; {_where_it_is(part.id, known)}")


def _is_stored(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def _check_attributes(own: OwnRules, function: ast.FunctionDef, top: dict[str, Any]) -> None:
    kinds = kinds_in(function)
    given = _names_of(function)
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


NEW_STATE = "new state belongs in agents/hunter.py, see CONTRIBUTING.md"
LISTED = "'hunt rules --fields' lists what there is"


def _check_word(own: OwnRules, node: ast.Attribute, base: type | ModuleType) -> None:
    """Refuse a word that a vocabulary does not have, such as Season.WINTR."""
    if isinstance(node.ctx, ast.Store):
        refuse(own, node.lineno, f"{ast.unparse(node)} cannot be changed: all rules share it")
    if not hasattr(base, node.attr):
        words = getattr(base, "__members__", None) or vars(base)
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


def _check_calls(own: OwnRules, function: ast.FunctionDef, top: dict[str, Any]) -> None:
    local, kinds = _stored(function), kinds_in(function)
    for part in function.body:
        for node in ast.walk(part):
            if not isinstance(node, ast.Call):
                continue
            if isinstance(node.func, ast.Name) and node.func.id not in local:
                _check_arguments(own, node, node.func.id, top.get(node.func.id))
            elif not isinstance(node.func, ast.Attribute):
                refuse(own, node.lineno, f"{ast.unparse(node.func)}() is not a rule; call rules by their names")
            elif kind_of(node.func, kinds) in ROWS:
                refuse(own, node.lineno, f"{ast.unparse(node.func)} is a list; write {ast.unparse(node.func)}[...]")
            elif not _of_math(node.func, top):
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
