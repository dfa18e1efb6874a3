"""What is computed as soon as a file of rules is read: constants, defaults and annotations.

A manifest may bring a file from someone else, so every value is worked out here first, number by number.  What is not
plain arithmetic is refused before Python sees it, and so is what would fill the memory or take for ever.
"""

import ast
import math
from collections.abc import Iterator
from enum import IntEnum
from types import ModuleType
from typing import Any, NoReturn

from hunt.catalogue.own_rules import OwnRules
from hunt.engine.rule_file import assigned, refuse
from hunt.errors import shown

LARGEST = 2**63
"""Whole numbers are below it, and not below its negative: compiled rules have 64 bits for one."""

MOST_ENTRIES = 10_000
"""Of a table, those of its rows included."""

LARGEST_EXPONENT = 64

ARITHMETIC = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}


def check_values(own: OwnRules, tree: ast.Module, top: dict[str, Any]) -> None:
    """Refuse what would run more than arithmetic when a file is read; ``top`` has what it imports."""
    later = set(assigned(tree))
    known = {name: value for name, value in top.items() if name not in later and not isinstance(value, ast.AST)}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            for default in _defaults(node):
                if not is_number(_Value(own, node, known, later).of(default)):
                    refuse(own, node.lineno, f"{ast.unparse(default)} is not allowed as a default: write a number")
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            if node.value is None:
                refuse(own, node.lineno, f"{ast.unparse(node)} gives no value; write a number or a tuple")
            value = _Value(own, node, known, later).of(node.value)
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                known.update(_given(own, node, target, value))
        for written in annotations_of(node):
            _check_annotation(own, node, written)


def read_at_once(node: ast.stmt) -> list[ast.expr]:
    """Return what is computed as soon as a file is read: values, defaults of parameters, annotations."""
    parts: list[ast.expr] = list(annotations_of(node))
    if isinstance(node, ast.FunctionDef):
        parts += _defaults(node)
    elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        parts.append(node.value)
    return parts


def annotations_of(node: ast.stmt) -> Iterator[ast.expr]:
    """Yield the annotations of a function, or of a constant."""
    if isinstance(node, ast.FunctionDef):
        given = node.args
        for one in (*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg):
            if one is not None and one.annotation is not None:
                yield one.annotation
        if node.returns is not None:
            yield node.returns
    elif isinstance(node, ast.AnnAssign):
        yield node.annotation


def _defaults(node: ast.FunctionDef) -> list[ast.expr]:
    return [one for one in (*node.args.defaults, *node.args.kw_defaults) if one is not None]


def _check_annotation(own: OwnRules, node: ast.stmt, annotation: ast.expr) -> None:
    """Refuse anything but names of types, put together: a text would be run where the type is looked up."""
    for one in ast.walk(annotation):
        nothing = isinstance(one, ast.Constant) and one.value is None
        if not nothing and not isinstance(
            one, ast.Name | ast.Subscript | ast.Tuple | ast.BinOp | ast.BitOr | ast.expr_context
        ):
            refuse(own, node.lineno, f"{ast.unparse(annotation)} is not allowed as an annotation: name a type")


def _given(own: OwnRules, node: ast.stmt, target: ast.expr, value: Any) -> dict[str, Any]:
    if isinstance(target, ast.Name):
        return {target.id: value}
    names = [one.id for one in getattr(target, "elts", ()) if isinstance(one, ast.Name)]
    if not isinstance(value, tuple | list) or len(value) != len(names):
        refuse(own, node.lineno, f"{ast.unparse(target)} needs a tuple of {len(names)} values")
    return dict(zip(names, value, strict=True))


class _Value:
    """Works out one value; ``known`` has what names stand for so far, ``later`` what the file gives a value at all."""

    def __init__(self, own: OwnRules, node: ast.stmt, known: dict[str, Any], later: set[str]) -> None:
        self.own, self.node, self.known, self.later = own, node, known, later

    def of(self, one: ast.expr) -> Any:
        """Return what an expression gives."""
        found: Any
        match one:
            case ast.Constant():
                found = one.value
            case ast.Tuple() | ast.List():
                entries = map(self.of, one.elts)
                found = list(entries) if isinstance(one, ast.List) else tuple(entries)
                if _entries(found) > MOST_ENTRIES:
                    self._refuse(f"a table has at most {MOST_ENTRIES} entries")
            case ast.Name():
                found = self._named(one)
            case ast.Attribute():
                found = self._member(one)
            case ast.Call(keywords=[], args=[argument]):
                found = self._called(one, argument)
            case ast.UnaryOp(op=ast.USub() | ast.UAdd()):
                number = self._number(one.operand)
                found = -number if isinstance(one.op, ast.USub) else number
            case ast.BinOp():
                found = self._computed(one)
            case _:
                self._not_allowed(one)
        if isinstance(found, int) and not -LARGEST <= found < LARGEST:
            self._refuse(f"{_short(one)} is a whole number beyond 64 bits: write it as 1.0e20")
        return found

    def _refuse(self, sentence: str) -> NoReturn:
        refuse(self.own, self.node.lineno, sentence)

    def _not_allowed(self, one: ast.expr) -> NoReturn:
        what = f"{ast.unparse(one.func)}()" if isinstance(one, ast.Call) else ast.unparse(one)
        self._refuse(f"{what} is not allowed in a constant: write a number or a tuple")

    def _number(self, one: ast.expr) -> Any:
        found = self.of(one)
        if not is_number(found):
            self._not_allowed(one)
        return found

    def _named(self, one: ast.Name) -> Any:
        if one.id in self.known:
            found = self.known[one.id]
            if is_number(found) or isinstance(found, tuple | list | str) or found is None:
                return found
        elif one.id in self.later:
            self._refuse(f"{one.id} has no value yet; move its line further up")
        self._not_allowed(one)

    def _member(self, one: ast.Attribute) -> Any:
        """Return a word of a vocabulary, as in ``Skill.TRACK``, or a number of math."""
        base: Any = self.known.get(one.value.id) if isinstance(one.value, ast.Name) else None
        if is_vocabulary(base) and one.attr in base.__members__:
            return base[one.attr]
        if isinstance(base, ModuleType) and base is math and one.attr in ("pi", "inf"):
            return getattr(math, one.attr)
        self._not_allowed(one)

    def _called(self, one: ast.Call, argument: ast.expr) -> Any:
        """Return a square root, or the length of a table or a vocabulary."""
        called = ast.unparse(one.func)
        if (called == "math.sqrt" and self.known.get("math") is math) or (
            called == "sqrt" and self.known.get("sqrt") is math.sqrt
        ):
            number = self._number(argument)
            if number < 0:
                self._refuse(f"{ast.unparse(one)} is the square root of a negative number")
            return math.sqrt(number)
        if called == "len" and "len" not in self.known and isinstance(argument, ast.Name):
            given: Any = self.known.get(argument.id)
            if isinstance(given, tuple | list) or is_vocabulary(given):
                return len(given)
        self._not_allowed(one)

    def _computed(self, one: ast.BinOp) -> Any:
        if isinstance(one.op, ast.Pow):
            return self._power(one)
        if type(one.op) not in ARITHMETIC:
            self._not_allowed(one)
        sides = [self.of(side) for side in (one.left, one.right)]
        if isinstance(one.op, ast.Mult) and any(isinstance(side, tuple | list | str) for side in sides):
            self._refuse(f"{ast.unparse(one)} may be huge: write the number itself")
        if not all(map(is_number, sides)):
            self._not_allowed(one)
        if isinstance(one.op, ast.Div) and sides[1] == 0:
            self._refuse("a constant divides by zero")
        return ARITHMETIC[type(one.op)](*sides)  # type: ignore[no-untyped-call]

    def _power(self, one: ast.BinOp) -> Any:
        """Return a power of two numbers as they are written, such as 10**6 or 2.0**-3."""
        base, exponent = (_literal(side) for side in (one.left, one.right))
        if base is None or exponent is None or abs(exponent) > LARGEST_EXPONENT or abs(base) >= LARGEST:
            self._refuse(f"{ast.unparse(one)} may be huge: write the number itself")
        if base == 0 and exponent < 0:
            self._refuse("a constant divides by zero")
        try:
            found = base**exponent
        except OverflowError:
            self._refuse(f"{ast.unparse(one)} may be huge: write the number itself")
        if not is_number(found):  # a root of a negative number
            self._not_allowed(one)
        return found


def _short(one: ast.expr) -> str:
    text = ast.unparse(one)
    return text if len(text) <= 60 else f"{text[:60]}..."


def _literal(one: ast.expr) -> int | float | None:
    if isinstance(one, ast.UnaryOp) and isinstance(one.op, ast.USub):
        found = _literal(one.operand)
        return None if found is None else -found
    return one.value if isinstance(one, ast.Constant) and isinstance(one.value, int | float) else None


def _entries(value: Any) -> int:
    return sum(map(_entries, value)) + 1 if isinstance(value, tuple | list) else 1


def is_vocabulary(value: Any) -> bool:
    """Tell whether a value is a list of words, such as Season."""
    return isinstance(value, type) and issubclass(value, IntEnum)


def is_number(value: Any) -> bool:
    """Tell whether a value is one number, or a word of a vocabulary."""
    return isinstance(value, bool | int | float)


def is_number_or_table(value: Any) -> bool:
    """Tell whether a value can be a constant of a rule: a number, or a tuple of such whose rows are of one length."""
    return is_number(value) or _shape(value) is not None


def _shape(value: Any) -> tuple[int, ...] | None:
    if is_number(value):
        return ()
    if not isinstance(value, tuple) or not value:
        return None
    first, *others = map(_shape, value)
    return None if first is None or any(one != first for one in others) else (len(value), *first)


def like(old: Any, new: Any, own: OwnRules, name: str, line: int) -> Any:
    """Return a new value for a constant in the type of the old one, or refuse it."""
    if isinstance(old, tuple):
        if not isinstance(new, tuple | list) or len(new) != len(old):
            refuse(own, line, f"{name} is a table of {len(old)} entries, as in {shown(old)}; give as many")
        return tuple(like(one, other, own, name, line) for one, other in zip(old, new, strict=True))
    whole = isinstance(old, int)
    if isinstance(new, bool) or not isinstance(new, int if whole else int | float) or new != new:
        refuse(
            own,
            line,
            f"{name} is {'a whole number' if whole else 'a number'}, as in {shown(old)}; it was given {shown(new)}",
        )
    return int(new) if whole else float(new)
