"""What a rule must return, on every path through it: compiled code has no None to give back in place of a number."""

import ast
import inspect
from collections.abc import Iterator
from typing import Any

from hunt.catalogue.own_rules import OwnRules
from hunt.engine import rule_names
from hunt.engine.rule_file import refuse

KINDS = {int: "a whole number", float: "a number", bool: "True or False"}


def check_result(own: OwnRules, function: ast.FunctionDef) -> None:
    """Refuse a rule that returns nothing where something is expected, on any path, or the reverse."""
    returns = [node for node in ast.walk(function) if isinstance(node, ast.Return)]
    wanted = must_return(function)
    if function.name in rule_names.rules() and not wanted:
        for node in returns:
            if not _is_nothing(node.value):
                refuse(own, node.lineno, f"{function.name} returns nothing; write a bare `return`")
        return
    if not wanted:  # a helper: it returns a number everywhere, or nowhere
        if all(_is_nothing(node.value) for node in returns):
            return
        wanted = "must return a number"
    for node in returns:
        for result in _results(node.value):
            if _is_nothing(result):
                line = node.lineno if result is None else result.lineno
                refuse(own, line, f"{function.name} {wanted} here, not nothing (None)")
    if not _always_returns(function.body):
        last = max(getattr(node, "lineno", 0) for node in ast.walk(function))
        refuse(own, last, f"{function.name} {wanted} on every path; here it ends without a `return`")


def must_return(function: ast.FunctionDef) -> str:
    """Return what a rule must return, as in ``must return a number``; nothing for one that returns nothing."""
    original = rule_names.rules().get(function.name)
    wanted = None if original is None else inspect.signature(original).return_annotation
    return "" if wanted in (None, inspect.Signature.empty) else f"must return {_kind(wanted)}"


def _kind(wanted: Any) -> str:
    return KINDS.get(wanted, f"what the original returns, {getattr(wanted, '__name__', None) or wanted}")


def _results(value: ast.expr | None) -> Iterator[ast.expr | None]:
    """Yield what a return may give back: both sides of ``a if b else c``."""
    if isinstance(value, ast.IfExp):
        yield from (*_results(value.body), *_results(value.orelse))
    else:
        yield value


def _is_nothing(value: ast.expr | None) -> bool:
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def _always_returns(body: list[ast.stmt]) -> bool:
    last = body[-1]
    if isinstance(last, ast.Return):
        return True
    if isinstance(last, ast.If):
        return bool(last.orelse) and _always_returns(last.body) and _always_returns(last.orelse)
    if isinstance(last, ast.While) and isinstance(last.test, ast.Constant) and last.test.value:
        return not any(isinstance(node, ast.Break) for node in ast.walk(last))
    return False
