"""Every variable of a rule has a value on every way to where it is read.

Plain Python stops at a variable without a value; compiled code reads whatever is there.  The trial finds it only where
it comes by, so all ways through a function are followed here, as if any condition could turn out either way.
"""

import ast

from hunt.catalogue.own_rules import OwnRules
from hunt.engine.rule_file import refuse
from hunt.engine.rule_kinds import names_of

Names = frozenset[str] | None
"""Names that have a value in any case; None where no way leads to."""


def check_flow(own: OwnRules, function: ast.FunctionDef) -> None:
    """Refuse a variable that is read on a way on which it has no value."""
    stored = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    _Ways(own, function, stored).through(function.body, frozenset(names_of(function)))


class _Ways:
    """Follows the ways through one function; ``local`` are the names that it gives a value anywhere."""

    def __init__(self, own: OwnRules, function: ast.FunctionDef, local: set[str]) -> None:
        self.own, self.function, self.local = own, function, local
        self.breaks: list[list[Names]] = []  # what had a value where each loop is left, innermost last

    def through(self, body: list[ast.stmt], given: Names) -> Names:
        """Return which names have a value after some statements."""
        for one in body:
            if given is None:
                return None
            given = self.after(one, given)
        return given

    def after(self, one: ast.stmt, given: frozenset[str]) -> Names:
        """Return which names have a value after a statement, and refuse what it reads without one."""
        match one:
            case ast.If():
                self.read(one.test, given)
                return _both(self.through(one.body, given), self.through(one.orelse, given))
            case ast.While():
                self.read(one.test, given)
                for_ever = isinstance(one.test, ast.Constant) and bool(one.test.value)
                return self.loop(one, given, None if for_ever else given)
            case ast.For():
                self.read(one.iter, given)
                return self.loop(one, given | _stored(one.target), given)
            case ast.Return():
                self.read(one.value, given)
                return None
            case ast.Break():
                self.breaks[-1].append(given)
                return None
            case ast.Continue():
                return None
            case ast.AugAssign():
                if isinstance(one.target, ast.Name):
                    self.require(one.target, given)
                self.read(one, given)
                return given | _stored(one.target)
            case ast.AnnAssign():
                self.read(one.value, given)
                self.read(one.target, given)
                return given if one.value is None else given | _stored(one.target)
            case ast.Assign():
                self.read(one, given)
                return given.union(*map(_stored, one.targets))
            case _:
                self.read(one, given)
                return given

    def loop(self, one: ast.For | ast.While, inside: frozenset[str], end: Names) -> Names:
        """Return what has a value after a loop; ``end`` where it ends by itself."""
        self.breaks.append([])
        self.through(one.body, inside)
        left = self.breaks.pop()
        after = self.through(one.orelse, end)
        for names in left:
            after = _both(after, names)
        return after

    def read(self, part: ast.AST | None, given: frozenset[str]) -> None:
        """Refuse what an expression or a plain statement reads without a value."""
        for node in ast.walk(part) if part is not None else ():
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                self.require(node, given)

    def require(self, node: ast.Name, given: frozenset[str]) -> None:
        """Refuse a name without a value."""
        if node.id in self.local and node.id not in given:
            refuse(
                self.own,
                node.lineno,
                f"{self.function.name} reads {node.id} before it has a value; give it one before the if or loop",
            )


def _stored(target: ast.expr) -> frozenset[str]:
    return frozenset(
        node.id for node in ast.walk(target) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    )


def _both(one: Names, other: Names) -> Names:
    return other if one is None else one if other is None else one & other
