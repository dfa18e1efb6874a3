"""Rules of the user's own: a file is read, looked through, and made into functions that take the place of others.

A function in the file replaces the rule of the same name, in both engines; a constant the constant of the same name;
any other function is a helper of those.  What the file imports it may call, also the rule that it replaces::

    from agents.behaviour.eating import evening as usual

    def evening(h, day, world):
        usual(h, day, world)
        ...
"""

import ast
import dis
import linecache
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from hunt.catalogue.own_files import own_file, read_python
from hunt.catalogue.own_rules import OwnRules, place_of
from hunt.engine import rule_checks, rule_names
from hunt.engine.loop_guard import STOP, guard_loops, stop
from hunt.engine.rule_copies import Replacing
from hunt.engine.rule_file import assigned, parsed, refuse
from hunt.engine.rule_values import is_number_or_table, like
from hunt.errors import HuntError, line_in, shown


@dataclass(frozen=True, eq=False)
class Loaded(Replacing):
    """Rules of the user's own as functions, and the file they are from."""

    rules: OwnRules

    def has(self, rule: FunctionType) -> bool:
        """Tell whether a rule, or a copy of it, is the user's."""
        return rule.__module__ == self.module.__name__

    def names(self) -> tuple[str, ...]:
        """Return the names of what is replaced: rules, then constants."""
        constants = dict.fromkeys(name for one in self.constants.values() for name in one)
        return (*(rule.__name__ for rule in self.replaced), *constants)


def read_rules(path: str | Path) -> OwnRules:
    """Read a file of rules and look through it; nothing is run by it yet.

    Raises
    ------
    HuntError
        For a file that cannot be read, or in which something is not a rule: one sentence, with its line.
    """
    found = OwnRules(*read_python("rules", path))
    place_of(found, own_file("rules", str(path)))
    loaded(found)
    return found


@lru_cache(maxsize=32)
def loaded(own: OwnRules) -> Loaded:
    """Return rules as functions.

    Raises
    ------
    HuntError
        Where something in them is not a rule.
    """
    tree = parsed(own)
    try:
        rule_checks.check(own, tree)
    except RecursionError:
        refuse(own, 1, "something in this file is nested too deeply; write it in several steps")
    module = ModuleType(f"own_rules_{own.digest()}")
    vars(module)[STOP] = stop
    # Compiled rules that are kept on disk name the modules of those who may raise, and are loaded only if these exist.
    sys.modules[module.__name__] = module
    place = place_of(own)
    linecache.cache[place] = (len(own.text), None, own.text.splitlines(keepends=True), place)  # for tracebacks
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)  # what is wrong has been looked for; the rest is harmless
            code = compile(guard_loops(tree), place, "exec")
        exec(code, vars(module))
    except Exception as error:  # constants have been worked out before; annotations can be put together wrongly
        where = f"{own.name}, line {line_in(error, place)}"
        raise HuntError(f"{where}: this value cannot be computed ({error}); write the number itself.") from None
    replaced, new = _functions(module), _constants(own, tree, module)
    if not replaced and not new:
        raise HuntError(
            f"{own.name} changes nothing: write a function with the name of a rule, or give a constant another value; "
            "'hunt rules' lists them."
        )
    found = Loaded(module, replaced, new, own)
    _refuse_circles(found)
    return found


def loaded_or_none(own: OwnRules | None) -> Loaded | None:
    """Return rules as functions, or None for those of the project."""
    return None if own is None else loaded(own)


def _functions(module: ModuleType) -> dict[FunctionType, FunctionType]:
    """Return the user's rules by those they replace; defaults of parameters are taken over where none are given."""
    found = {}
    for name, rule in vars(module).items():
        if isinstance(rule, FunctionType) and rule.__module__ == module.__name__ and name in rule_names.rules():
            original = rule_names.rules()[name]
            rule.__defaults__ = rule.__defaults__ or original.__defaults__
            found[original] = rule
    return found


def _constants(own: OwnRules, tree: ast.Module, module: ModuleType) -> dict[str, dict[str, Any]]:
    """Return the constants that take the place of others, by module and name; the user's rules read the same value."""
    found: dict[str, dict[str, Any]] = {}
    for name, line in assigned(tree).items():
        known = rule_names.constants().get(name)
        given = vars(module)[name]
        if known is not None and len(known.homes) == 1:
            vars(module)[name] = value = like(known.value, given, own, name, line)
            if value != known.value:
                for reader in known.readers:
                    found.setdefault(reader, {})[name] = value
        elif not is_number_or_table(given):
            sentence = f"{name} = {shown(given)} is not allowed in a rule: a constant is a number or a tuple of "
            sentence += "numbers, with rows of one length"
            refuse(own, line, sentence)
    return found


def _refuse_circles(own: Loaded) -> None:
    """Refuse a rule that comes round to itself: compiled rules are put into one another."""
    seen: dict[FunctionType, bool] = {}  # whether a rule is still being looked through

    def follow(rule: FunctionType, way: tuple[FunctionType, ...]) -> None:
        if seen.get(rule):
            circle = [*way[way.index(rule) :], rule]
            names = " -> ".join(one.__name__ for one in circle)
            first = next(one for one in circle if own.has(one))
            raise HuntError(
                f"{own.rules.name}, line {first.__code__.co_firstlineno}: rules call each other in a circle: {names}; "
                "call the original under another name, as in: from agents.behaviour.eating import evening as usual."
            )
        if rule not in seen:
            seen[rule] = True
            for one in _called(rule, own):
                follow(one, (*way, rule))
            seen[rule] = False

    for rule in own.replaced.values():
        follow(rule, ())


def _called(rule: FunctionType, own: Loaded) -> Iterator[FunctionType]:
    """Yield the rules that a rule calls, as they are with the user's in their places."""
    for one in dis.get_instructions(rule):
        value = rule.__globals__.get(one.argval) if one.opname == "LOAD_GLOBAL" else None
        if isinstance(value, FunctionType):
            yield value if own.has(rule) else own.replaced.get(value, value)
