"""Copies of all rules that call each other instead of the originals.

A rule finds the rules it calls among the globals of its module.  To make every call do
something more (run as machine code, go through a method of a Mesa agent, be recorded), all rules are copied, each copy
with globals of its own.  The compiled engine, the Mesa engine and the explanations are made this way, from one source.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any

import agents.behaviour
import hunt.world
from hunt.engine.plain_objects import strict


@dataclass(frozen=True, eq=False)
class Replacing:
    """Rules that take the place of others: those of a user.

    Attributes
    ----------
    module
        Where they are; nothing else imports it.
    replaced
        The user's rule by the rule of the project.
    constants
        New values by module of the project and name.
    """

    module: ModuleType
    replaced: Mapping[FunctionType, FunctionType]
    constants: Mapping[str, Mapping[str, Any]]


def rule_modules() -> list[ModuleType]:
    """Return every module of rules: those of :mod:`agents.behaviour`, then those of :mod:`hunt.world`."""
    return [
        importlib.import_module(f"{package.__name__}.{one.name}")
        for package in (agents.behaviour, hunt.world)
        for one in pkgutil.iter_modules(package.__path__)
    ]


def _unchanged(value: Any) -> Any:
    return value


def copy_rules(
    modules: list[ModuleType],
    wrap: Callable[[FunctionType], Any],
    constant: Callable[[Any], Any] = _unchanged,
    own: Replacing | None = None,
) -> dict[str, Any]:
    """Copy every function the modules define, and let the copies call each other.

    With rules of a user's ``own``, every call of one that is replaced calls the user's; only the user's rules
    themselves, where they name the original, still reach that.

    Parameters
    ----------
    modules
        Where the rules are; a rule may be called from any of them.
    wrap
        What takes the place of a copy wherever it is called.
    constant
        What takes the place of every other value in the modules: a constant, a vocabulary, an imported module.

    Returns
    -------
    dict
        What took the place of each copy, by the name of the rule.  A copy has the code of its rule, so a breakpoint in
        the source stops in it; a function put into a module from outside stays as it is.
    """
    everywhere = modules if own is None else [*modules, own.module]
    instead = {} if own is None else own.replaced
    spaces = {}
    for module in everywhere:
        new = {} if own is None else own.constants.get(module.__name__, {})
        spaces[id(vars(module))] = {name: constant(value) for name, value in (vars(module) | dict(new)).items()}
    copies: dict[FunctionType, Any] = {}
    for module in everywhere:
        for rule in vars(module).values():
            if isinstance(rule, FunctionType) and id(rule.__globals__) in spaces and rule not in copies:
                copies[rule] = wrap(_copy_of(rule, spaces[id(rule.__globals__)], replaced=rule in instead))
    for module in everywhere:
        space = spaces[id(vars(module))]
        calls = {} if own is not None and module is own.module else instead
        space.update({name: copies[calls.get(value, value)] for name, value in space.items() if _is_in(value, copies)})
    return {rule.__name__: copy for rule, copy in copies.items() if rule not in instead}


def _copy_of(rule: FunctionType, space: dict[str, Any], *, replaced: bool) -> FunctionType:
    """Return a copy of a rule with other globals; one that is replaced goes by another name."""
    copy = FunctionType(rule.__code__, space, f"original_{rule.__name__}" if replaced else rule.__name__)
    copy.__defaults__ = rule.__defaults__
    copy.__module__, copy.__qualname__ = rule.__module__, copy.__name__
    return copy


def _is_in(value: Any, copies: dict[FunctionType, Any]) -> bool:
    """Tell whether a value is a copied rule; not every value of a module can be looked up."""
    return isinstance(value, FunctionType) and value in copies


_made: dict[tuple[Any, ...], tuple[list[dict[str, Any]], dict[str, FunctionType]]] = {}
"""The copies made last for each set of calls, and what the modules held then.  Python runs a function faster when it
knows its globals from before, so the runs of an unchanged model share them."""


def rules_calling(instead: Mapping[str, Callable[..., Any]], own: Replacing | None = None) -> SimpleNamespace:
    """Return copies of all rules, by name; where they call a rule named here, they call what is given instead."""
    modules = rule_modules()
    now = [dict(vars(module)) for module in modules]
    before, rules = _made.get((own, *instead.items()), ([], {}))
    if before != now:  # someone has put another rule into a module since
        rules = {}

        def as_called(rule: FunctionType) -> Any:
            rules[rule.__name__] = rule
            return instead.get(rule.__name__, rule)

        copy_rules(modules, as_called, _unchanged if own is None else strict, own)
        _made[own, *instead.items()] = now, rules
    return SimpleNamespace(**rules)
