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
from hunt.engine.rule_fields import check_attributes
from hunt.engine.rule_file import IMPORTS, check_purpose, check_top, check_values, read_at_once, refuse, top_names
from hunt.engine.rule_kinds import ROWS, kind_of, kinds_in, names_of
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
        check_attributes(own, function, top)
        _check_calls(own, function, top)
        check_result(own, function)
        check_none(own, function)


def _check_signature(own: OwnRules, function: ast.FunctionDef) -> None:
    """Refuse a rule that others cannot call: they give it what the original was given."""
    given = function.args
    if given.vararg or given.kwarg or given.kwonlyargs:
        refuse(own, function.lineno, f"{function.name} must name each of its parameters; no * and **")
    original = rule_names.rules().get(function.name)
    if original is None:
        return
    expected = list(inspect.signature(original).parameters)
    if names_of(function) != expected:
        refuse(
            own, function.lineno,
            f"{function.name} is called with ({', '.join(expected)}), not ({', '.join(names_of(function))}); write "
            f"`def {function.name}({', '.join(expected)}):`",
        )  # fmt: skip


def _stored(function: ast.FunctionDef) -> set[str]:
    return {
        node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    } | set(names_of(function))


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
