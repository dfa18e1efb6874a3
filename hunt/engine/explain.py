"""Why?  The rules themselves are asked again, aloud: what they weighed for one hunter on one morning.

The run is lived, compiled, up to that morning; then the very functions of :mod:`agents.behaviour` go through the day in
plain Python, as copies that keep notes of what they were given and what they answered.  There is no formula here.
"""

import inspect
from collections.abc import Callable
from contextlib import suppress
from types import FunctionType, SimpleNamespace
from typing import Any, NamedTuple

import numpy as np

from hunt.catalogue.interventions import Change, acts_of, checked_seed, segments
from hunt.catalogue.parameters import Parameters
from hunt.engine.initial_state import initial_state
from hunt.engine.records import record_of
from hunt.engine.rule_copies import copy_rules, rule_modules
from hunt.errors import HuntError
from hunt.vocabulary import IMPOSSIBLE, Action

ROWS = ("hunters", "beasts")


class Call(NamedTuple):
    """One call of a rule: its name, what it was given by name, and what it answered."""

    rule: str
    given: dict[str, Any]
    answer: Any


class _Asked(Exception):  # noqa: N818 - it is no error
    """Raised once the hunter has chosen: the rest of the day does not matter."""


class Explanation(NamedTuple):
    """What the rules said about one hunter on one morning."""

    calls: list[Call]
    world: Any  # as it was when the hunter chose
    settings: Parameters  # of that day
    worth: dict[Action, float]
    chance: dict[Action, float]
    parts: dict[Action, dict[str, float]]
    chosen: Action


def ask(parameters: Parameters, seed: int, changes: tuple[Change, ...], day: int, hunter: int) -> Explanation:
    """Ask the rules what one hunter weighed on the morning of a day.

    Raises
    ------
    HuntError
        For a day or a hunter that is not in this run, or a hunter who was dead by then.
    """
    for name, given, size in (("day", day, parameters.days), ("hunter", hunter, parameters.hunters)):
        if not 0 <= given < size:
            raise HuntError(f"{name} = {given} is not in this run; it must be a whole number from 0 to {size - 1}.")
    world, luck, settings = morning(parameters, seed, changes, day)
    if not world.hunters[hunter].alive:
        raise HuntError(
            f"Hunter {hunter} was dead on day {day}; ask for a day before {world.hunters[hunter].died + 1}."
        )
    calls: list[Call] = []
    rules = _traced_rules(calls, hunter)
    with suppress(_Asked):
        rules["one_day"](day, world, luck)
    return _explanation(calls, world, settings, hunter, rules)


def morning(parameters: Parameters, seed: int, changes: tuple[Change, ...], day: int) -> tuple[Any, Any, Parameters]:
    """Return the world on the morning of a day as ordinary objects, its luck, and the settings of that day."""
    from hunt.engine.compiled import run_days

    world, luck = initial_state(parameters, checked_seed(seed))
    acts = acts_of(parameters, changes)
    settings = parameters
    for start, stop, now in segments(parameters, changes):
        if start <= day:
            settings = now
            run_days(world._replace(params=record_of(now), acts=acts), luck, start, min(stop, day))
    plain = {name: getattr(world, name) for name in world._fields}
    plain |= {name: [_object(row) for row in getattr(world, name)] for name in ROWS}
    plain |= {"camp": _object(world.camp), "params": settings, "acts": acts, "log": []}
    return SimpleNamespace(**plain), luck, settings


def _object(row: Any) -> SimpleNamespace:
    """Return a record as an object with ordinary numbers."""
    fields = {}
    for name in row.dtype.names:
        value = row[name]
        fields[name] = value.tolist() if isinstance(value, np.ndarray) else value.item()
    return SimpleNamespace(**fields)


def _traced_rules(calls: list[Call], hunter: int) -> dict[str, Callable[..., Any]]:
    """Copy all rules; while the hunter weighs, each copy notes what it was given and what it answered."""
    listening = [False]
    return copy_rules(rule_modules(), lambda rule: _traced(rule, inspect.signature(rule), calls, hunter, listening))


def _traced(
    rule: FunctionType, signature: inspect.Signature, calls: list[Call], hunter: int, listening: list[bool]
) -> Callable[..., Any]:
    name = rule.__name__

    def noting(*given: Any, **named: Any) -> Any:
        if name == "choose" and given[0] == hunter:
            listening[0] = True
            rule(*given, **named)
            listening[0] = False
            raise _Asked
        answer = rule(*given, **named)
        if listening[0]:
            bound = signature.bind(*given, **named).arguments
            calls.append(Call(name, {key: one for key, one in bound.items() if key not in ("world", "luck")}, answer))
        return answer

    return noting


def _explanation(
    calls: list[Call], world: Any, settings: Parameters, hunter: int, rules: dict[str, Callable[..., Any]]
) -> Explanation:
    row = world.weighed[hunter]
    worth = {action: float(row[action]) for action in Action if row[action] > 0.99 * IMPOSSIBLE}
    tickets = {action: float(world.tickets[action]) for action in worth}
    total = sum(tickets.values())
    chance = {action: one / total if total > 0.0 else float(action == max(worth, key=worth.__getitem__))
              for action, one in tickets.items()}  # fmt: skip
    parts = {}
    for call in list(calls):
        if call.rule == "reward" and call.given["action"] in worth:
            action = Action(call.given["action"])
            found = parts_of(call, world, rules["reward"])
            if abs(sum(found.values()) - worth[action]) < 1e-9:  # else the hunter goes by experience, not by sums
                parts[action] = found
    return Explanation(calls, world, settings, worth, chance, parts, Action(world.hunters[hunter].action))


def parts_of(call: Call, world: Any, reward: Callable[..., Any]) -> dict[str, float]:
    """Return what each part adds to a reward: the rule is asked again with the others left out, one after the other."""
    params = world.params

    def asked(settings: Parameters, **other: float) -> float:
        given = call.given | other
        return float(reward(**given, world=SimpleNamespace(**(vars(world) | {"params": settings}))))

    nothing = params.but(kappa=0.0)
    unpraised = params.but(praise=0.0)
    empty = {"food": 0.0, "effort": 0.0}
    alone = asked(unpraised, **empty, share=0.0)
    common = asked(unpraised, **empty)
    praised = asked(params, **empty)
    return {
        "own_food": asked(nothing, effort=0.0),
        "own_product": alone,
        "common": common - alone,
        "praise": praised - common,
        "effort": asked(nothing, food=0.0),
    }
