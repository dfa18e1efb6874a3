"""What is looked for in a file of rules before any of it runs; a mistake becomes one sentence, with its line."""

import ast
import builtins
import inspect
from collections.abc import Iterable, Iterator
from typing import Any, TypeGuard

from hunt.catalogue.own_rules import OwnRules
from hunt.catalogue.parameters import FIELDS
from hunt.engine import rule_names, world_fields
from hunt.engine.dialect import EXACT, faults_of
from hunt.engine.rule_calls import check_calls, check_uses
from hunt.engine.rule_fields import check_attributes, check_stores
from hunt.engine.rule_file import IMPORTS, check_purpose, check_top, refuse, top_names
from hunt.engine.rule_flow import check_flow
from hunt.engine.rule_kinds import names_of
from hunt.engine.rule_results import check_result
from hunt.engine.rule_values import check_values, read_at_once
from hunt.engine.rule_words import check_none, check_texts


def check(own: OwnRules, tree: ast.Module) -> None:
    """Look through a file of rules.

    Raises
    ------
    HuntError
        At the first mistake.
    """
    check_top(own, tree)
    top = top_names(tree)
    check_values(own, tree, top)
    for fault in faults_of(tree):
        refuse(own, fault.line, f"{fault.what} is not allowed in a rule: {fault.instead}")
    _refuse_private(own, tree)
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    check_purpose(own, tree, functions)
    _check_top_names(own, tree, top)
    for function in functions.values():
        check_texts(own, function)
        _check_signature(own, function)
        _check_names(own, function, top)
        check_attributes(own, function, top)
        check_stores(own, function)
        check_calls(own, function, top, _stored(function))
        _check_uses(own, function, top)
        check_result(own, function)
        check_none(own, function)
        check_flow(own, function)


def _check_signature(own: OwnRules, function: ast.FunctionDef) -> None:
    """Refuse a rule that others cannot call: they give it what the original was given."""
    given = function.args
    if getattr(function, "type_params", None):  # Python 3.12 has them
        refuse(own, function.lineno, f"{function.name} has parameters for types; leave them out")
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


def _refuse_private(own: OwnRules, tree: ast.Module) -> None:
    """Refuse what Python keeps of a thing, by which everything could be reached."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr.startswith("_"):
            refuse(own, node.lineno, f"{ast.unparse(node)} is private; 'hunt rules --fields' lists what rules read")


def _loads(function: ast.FunctionDef) -> Iterator[ast.Name]:
    """Yield the names that a function reads, outside annotations."""
    nodes = [node for part in function.body for node in ast.walk(part)]
    types = {id(one) for node in nodes if isinstance(node, ast.AnnAssign) for one in ast.walk(node.annotation)}
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in types:
            yield node


def _check_uses(own: OwnRules, function: ast.FunctionDef, top: dict[str, Any]) -> None:
    called = {id(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
    check_uses(own, list(_loads(function)), called, top, _stored(function))


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
