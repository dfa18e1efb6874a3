"""What is looked for in a file of rules before any of it runs; what is wrong becomes one sentence with its line."""

import ast
import builtins
import inspect
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any

from hunt.catalogue.own_rules import OwnRules
from hunt.engine import rule_names
from hunt.engine.dialect import faults_of, without_texts
from hunt.engine.rule_file import check_purpose, check_top, check_values, refuse, top_names


def check(own: OwnRules, tree: ast.Module) -> None:
    """Look through a file of rules.

    Raises
    ------
    HuntError
        At the first thing that is no rule.
    """
    check_top(own, tree)
    check_values(own, tree)
    for fault in faults_of(tree):
        refuse(own, fault.line, f"{fault.what} is not for rules: {fault.instead}")
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    for function in functions.values():
        for fault in without_texts(function):
            refuse(own, fault.line, f"{fault.what} is not for rules: {fault.instead}")
    top = top_names(tree)
    check_purpose(own, tree, functions)
    for function in functions.values():
        _check_signature(own, function)
        _check_names(own, function, top)
        _check_attributes(own, function, top)
        _check_calls(own, function, top)
        _check_result(own, function)


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
                if isinstance(node.ctx, ast.Store):
                    refuse(own, node.lineno, f"{ast.unparse(node)} is not to be changed; it is for all rules alike")
                if not hasattr(base, node.attr):
                    hint = rule_names.near(node.attr, vars(base)) or "check its name"
                    refuse(own, node.lineno, f"{ast.unparse(node.value)} has no {node.attr}; {hint}")
            elif isinstance(node.ctx, ast.Store):
                if isinstance(node.value, ast.Attribute) and node.value.attr == "params":
                    refuse(
                        own, node.lineno, "a rule cannot change a setting; keep what lasts in the camp or the hunter"
                    )
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
            elif not isinstance(node.func, ast.Attribute):
                refuse(own, node.lineno, f"{ast.unparse(node.func)}() is no rule; call rules by their names")
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
        refuse(
            own, last, f"{function.name} must return {_kind(wanted)} on every way through it; here it ends without one"
        )


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
