"""Why did a hunter choose that?  The rules run again for one morning, with every call traced.

The compiled engine simulates up to that morning; then traced copies of the rules run the day in plain Python and record
their arguments and results.  There is no formula here.
"""

import inspect
from collections.abc import Callable
from contextlib import suppress
from types import FunctionType, SimpleNamespace
from typing import Any, NamedTuple

from hunt.catalogue.interventions import Change, acts_of, checked_seed, segments
from hunt.catalogue.parameters import Parameters
from hunt.engine.own_rules import loaded_or_none
from hunt.engine.plain_objects import plain_fields
from hunt.engine.records import record_of
from hunt.engine.rule_copies import copy_rules, rule_modules
from hunt.engine.rule_errors import said_of_rules
from hunt.errors import HuntError
from hunt.vocabulary import IMPOSSIBLE, Action

ROWS = ("hunters", "beasts")


class Call(NamedTuple):
    """One call of a rule: its name, its arguments by name, and its result."""

    rule: str
    given: dict[str, Any]
    result: Any


class _Chosen(Exception):  # noqa: N818 - not an error
    """Raised once the hunter has chosen: the rest of the day is not needed."""


class Asked(NamedTuple):
    """A hunter was asked this morning to hold the ring around a beast."""

    beast: int
    promised: bool
    worth: dict[Action, float]  # of what could be done that day, if the word was given, days of food
    chance: float  # of a promise on a morning like this


class Explanation(NamedTuple):
    """What the rules computed for one hunter on one morning."""

    calls: list[Call]
    asked: list[Asked]  # in the order of the morning
    world: Any  # as it was when the hunter chose
    settings: Parameters  # of that day
    worth: dict[Action, float]
    chance: dict[Action, float]
    parts: dict[Action, dict[str, float]]
    chosen: Action


def explain(parameters: Parameters, seed: int, changes: tuple[Change, ...], day: int, hunter: int) -> Explanation:
    """Return what one hunter weighed on the morning of a day, call by call.

    Raises
    ------
    HuntError
        For a day or a hunter outside this run, or a hunter who was dead by then.
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
    asked: list[Asked] = []
    rules = _traced_rules(calls, asked, hunter, parameters)
    with said_of_rules(parameters.rules), suppress(_Chosen):
        rules["one_day"](day, world, luck)
    return _explanation(calls, asked, world, settings, hunter, rules)


def morning(parameters: Parameters, seed: int, changes: tuple[Change, ...], day: int) -> tuple[Any, Any, Parameters]:
    """Return the world on the morning of a day as ordinary objects, its random draws, and that day's settings."""
    from hunt.engine.compiled import first_day, run_days

    world, luck = first_day(parameters, checked_seed(seed))
    acts = acts_of(parameters, changes)
    settings = parameters
    for start, stop, now in segments(parameters, changes):
        if start <= day:
            settings = now
            run_days(world._replace(params=record_of(now), acts=acts), luck, start, min(stop, day), now.rules)
    plain = {name: getattr(world, name) for name in world._fields}
    plain |= {name: [_object(row) for row in getattr(world, name)] for name in ROWS}
    plain |= {"camp": _object(world.camp), "params": settings, "acts": acts, "log": []}
    return SimpleNamespace(**plain), luck, settings


def _object(row: Any) -> SimpleNamespace:
    return SimpleNamespace(**plain_fields(row))


def _traced_rules(
    calls: list[Call], asked: list[Asked], hunter: int, parameters: Parameters
) -> dict[str, Callable[..., Any]]:
    """Copy all rules; while the hunter decides, each copy records its arguments and its result.

    When the hunter is asked for a promise, what was weighed for the answer is recorded as well.
    """
    tracing = [False]

    def copy_of(rule: FunctionType) -> Callable[..., Any]:
        if rule.__name__ == "promises":
            return _traced_answer(rule, asked, hunter)
        return _traced(rule, inspect.signature(rule), calls, hunter, tracing)

    return copy_rules(rule_modules(), copy_of, own=loaded_or_none(parameters.rules))


def _traced_answer(rule: FunctionType, asked: list[Asked], hunter: int) -> Callable[..., Any]:
    def traced(h: int, b: int, day: int, world: Any, luck: Any) -> Any:
        promised = rule(h, b, day, world, luck)
        if h == hunter:
            worth, chance = _weighed(world, hunter)
            yes = sum(chance.get(action, 0.0) for action in (Action.HUNT, Action.OWN))
            asked.append(Asked(int(b), bool(promised), worth, yes))
        return promised

    return traced


def _weighed(world: Any, hunter: int) -> tuple[dict[Action, float], dict[Action, float]]:
    """Return what each possible action was worth to a hunter who has just decided, and the chance of each."""
    row = world.weighed[hunter]
    worth = {action: float(row[action]) for action in Action if row[action] > 0.99 * IMPOSSIBLE}
    if world.params.temperature <= 0.0:  # always the best: no tickets were drawn
        best = max(worth, key=worth.__getitem__)
        return worth, {action: float(action == best) for action in worth}
    tickets = {action: float(world.tickets[action]) for action in worth}
    total = sum(tickets.values())
    return worth, {action: one / total for action, one in tickets.items()}


def _traced(
    rule: FunctionType, signature: inspect.Signature, calls: list[Call], hunter: int, tracing: list[bool]
) -> Callable[..., Any]:
    name = rule.__name__

    def traced(*given: Any, **named: Any) -> Any:
        if name == "choose" and given[0] == hunter:
            tracing[0] = True
            rule(*given, **named)
            tracing[0] = False
            raise _Chosen
        result = rule(*given, **named)
        if tracing[0]:
            bound = signature.bind(*given, **named).arguments
            calls.append(Call(name, {key: one for key, one in bound.items() if key not in ("world", "luck")}, result))
        return result

    return traced


def _explanation(
    calls: list[Call],
    asked: list[Asked],
    world: Any,
    settings: Parameters,
    hunter: int,
    rules: dict[str, Callable[..., Any]],
) -> Explanation:
    worth, chance = _weighed(world, hunter)
    parts = {}
    away = {call.given["action"] for call in calls if call.rule == "breaks_word" and call.result}
    for call in list(calls):
        if call.rule == "reward" and call.given["action"] in worth:
            action = Action(call.given["action"])
            found = parts_of(call, world, rules["reward"])
            found["honour"] = -settings.honour if action in away else 0.0
            # Otherwise the hunter decides by experience as well, not by expected reward alone.
            if abs(sum(found.values()) - worth[action]) < 1e-9:
                parts[action] = found
    return Explanation(calls, asked, world, settings, worth, chance, parts, Action(world.hunters[hunter].action))


def parts_of(call: Call, world: Any, reward: Callable[..., Any]) -> dict[str, float]:
    """Return what each part adds to a reward, by evaluating the rule again with the other parts left out."""
    params = world.params

    def reward_with(settings: Parameters, **other: float) -> float:
        given = call.given | other
        return float(reward(**given, world=SimpleNamespace(**(vars(world) | {"params": settings}))))

    nothing = params.but(kappa=0.0)
    unpraised = params.but(praise=0.0)
    empty = {"food": 0.0, "effort": 0.0}
    alone = reward_with(unpraised, **empty, share=0.0)
    common = reward_with(unpraised, **empty)
    praised = reward_with(params, **empty)
    return {
        "own_food": reward_with(nothing, effort=0.0),
        "own_product": alone,
        "common": common - alone,
        "praise": praised - common,
        "effort": reward_with(nothing, food=0.0),
    }
