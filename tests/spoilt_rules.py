"""Rules spoilt one at a time: one comparison, sum or product of each turned round, or else the rule switched off."""

import ast
import copy
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType
from typing import NamedTuple

OTHER = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
"""What an operator is turned into."""

NOTHING = {"bool": False, "int": 0, "float": 0.0, "None": None}


class Spoilt(NamedTuple):
    """A rule with one thing wrong."""

    module: str
    rule: str
    how: str
    code: object
    """The code object of the spoilt function."""


def spoilt_rules(module: object) -> Iterator[Spoilt]:
    """Return every rule of a module with one operator turned round, the middle one of its body; or switched off."""
    source = Path(module.__file__).read_text(encoding="utf-8")
    tree = ast.parse(source)
    for place, node in enumerate(tree.body):
        if isinstance(node, ast.FunctionDef):
            for how, changed in turned(node) or [("off", switched_off(node))]:
                other = copy.deepcopy(tree)
                other.body[place] = changed
                space = {"__name__": module.__name__}
                exec(compile(ast.fix_missing_locations(other), module.__file__, "exec"), space)
                rule = space[node.name]
                assert isinstance(rule, FunctionType)
                yield Spoilt(module.__name__, node.name, how, rule.__code__)


def switched_off(node: ast.FunctionDef) -> ast.FunctionDef:
    """Return a rule that does nothing, and gives nothing."""
    off = copy.deepcopy(node)
    returns = ast.unparse(node.returns) if node.returns else "None"
    given: ast.expr = ast.Constant(NOTHING.get(returns, 0))
    if returns.startswith("tuple"):
        given = ast.Tuple([ast.Constant(0)] * (returns.count(",") + 1), ast.Load())
    off.body = [ast.Return(given)]
    return off


def turned(node: ast.FunctionDef) -> list[tuple[str, ast.FunctionDef]]:
    """Return a rule with the middle one of its operators turned round, if it has any."""
    count = sum(_operator(one) is not None for one in _inside(node))
    if not count:
        return []
    other = copy.deepcopy(node)
    one = [one for one in _inside(other) if _operator(one) is not None][count // 2]
    before = ast.unparse(one)
    if isinstance(one, ast.Compare):
        one.ops[0] = OTHER[type(one.ops[0])]()
    else:
        one.op = OTHER[type(one.op)]()
    return [(f"{before} -> {ast.unparse(one)}", other)]


def _inside(node: ast.FunctionDef) -> list[ast.AST]:
    return [one for statement in node.body for one in ast.walk(statement)]


def _operator(node: ast.AST) -> type | None:
    if isinstance(node, ast.Compare):
        kind = type(node.ops[0])
    elif isinstance(node, ast.BinOp | ast.AugAssign | ast.BoolOp):
        kind = type(node.op)
    else:
        return None
    return kind if kind in OTHER else None
