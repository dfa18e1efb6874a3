"""What rules of the user's own may refer to: rules, constants, fields of the world, draws and settings, by name."""

import ast
import difflib
import inspect
import typing
from collections.abc import Iterable
from functools import cache
from types import FunctionType, ModuleType
from typing import Any, NamedTuple

from agents.beast import BeastState
from agents.environment import Camp, Event, InitialDraws, Luck, World
from agents.hunter import HunterState
from hunt.catalogue.parameters import FIELDS
from hunt.engine.rule_copies import rule_modules
from hunt.engine.world_fields import vocabularies, words
from hunt.errors import LONGEST

BUILT_IN = ("abs", "bool", "float", "int", "len", "max", "min", "range")
"""What rules call of Python's own."""

IMPORTED = ("agents", "hunt.world", "hunt.vocabulary")
"""Packages that rules import from; not those of numpy, numba or Mesa."""


TYPES = {one.__name__: one.__module__ for one in (World, Luck, InitialDraws, Camp, HunterState, BeastState)}
"""What stands in the annotations of rules, and where it is imported from."""


class Constant(NamedTuple):
    """A constant of the project's rules."""

    name: str
    value: Any
    homes: tuple[str, ...]  # modules that define one of this name: more than one where they mean different things
    readers: tuple[str, ...]  # modules that have it: the home, and those that import it from there


@cache
def rules() -> dict[str, FunctionType]:
    """Return all rules of the project by name."""
    return {
        name: rule
        for module in rule_modules()
        for name, rule in vars(module).items()
        if isinstance(rule, FunctionType) and rule.__module__ == module.__name__
    }


@cache
def constants() -> dict[str, Constant]:
    """Return all constants of the project's rules by name."""
    found: dict[str, list[ModuleType]] = {}
    imported: dict[tuple[str, str], list[str]] = {}
    for module in rule_modules():
        for node in ast.parse(inspect.getsource(module)).body:
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    for one in ast.walk(target):
                        if isinstance(one, ast.Name):
                            found.setdefault(one.id, []).append(module)
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    imported.setdefault((str(node.module), alias.name), []).append(module.__name__)
    return {
        name: Constant(
            name,
            vars(homes[0])[name],
            tuple(one.__name__ for one in homes),
            (homes[0].__name__, *imported.get((homes[0].__name__, name), ())),
        )
        for name, homes in found.items()
    }


def _fields(*protocols: type) -> set[str]:
    return {name for one in protocols for name in typing.get_type_hints(one)}


@cache
def written() -> frozenset[str]:
    """Return the attributes that a rule may write: those of a hunter, a beast, the camp and an event."""
    return frozenset(_fields(HunterState, BeastState, Camp, Event))


@cache
def read() -> frozenset[str]:
    """Return the attributes that a rule may read."""
    return frozenset({*written(), *_fields(World), *Luck._fields, *InitialDraws._fields, *FIELDS})


def near(name: str, known: Iterable[str]) -> str:
    """Return a question whether another name was meant, or nothing; capital letters make no difference."""
    by_letters = {one.lower(): one for one in sorted(known)}
    found = difflib.get_close_matches(name[:LONGEST].lower(), by_letters, n=1, cutoff=0.6)
    return f"did you mean {by_letters[found[0]]}?" if found else ""


def modules() -> list[str]:
    """Return the modules that rules import from."""
    return [
        "math",
        "hunt.vocabulary",
        *(one.__name__ for one in rule_modules()),
        *sorted({*words().values(), *TYPES.values()}),
    ]


def words_like(name: str) -> str:
    """Return a question whether a word of a vocabulary was meant, such as WINTER; nothing where there is none."""
    found = [one for one in vocabularies() if name in vocabularies()[one].__members__]
    written = " or ".join(f"{one}.{name}" for one in found)
    imported = " or ".join(f"from {words()[one]} import {one}" for one in found)
    return f"did you mean {written} ({imported})?" if found else ""


def article(name: str) -> str:
    """Return a name with ``a`` or ``an`` before it, by its first letter."""
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def home_of(name: str) -> str | None:
    """Return the module that a rule, a constant, a vocabulary or a type is imported from."""
    if name in rules():
        return rules()[name].__module__
    if name in constants():
        return constants()[name].homes[0]
    return words().get(name) or TYPES.get(name)
