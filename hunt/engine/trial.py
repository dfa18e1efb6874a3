"""Rules of the user's own are tried before they are compiled: two years in plain Python, where a mistake has a line.

Compiled code divides by zero without a word, and knows no lines.  Plain Python stops at the line, so most mistakes
show here; then the compiled rules live the same years, and every bit of them must be the same.
"""

import inspect
import re
import sys
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from types import FrameType, FunctionType, SimpleNamespace
from typing import Any, NoReturn

import numpy as np

from agents.environment import Luck
from hunt.catalogue.own_rules import OwnRules, place_of
from hunt.catalogue.parameters import Parameters
from hunt.catalogue.regimes import regime
from hunt.engine.initial_state import initial_state
from hunt.engine.own_rules import Loaded, loaded, read_rules
from hunt.engine.plain_objects import (
    Camp,
    Event,
    Row,
    plain,
    plain_fields,
    plain_luck,
    strict,
    strict_luck,
    strict_settings,
)
from hunt.engine.records import BEAST, CAMP, HUNTER, Records
from hunt.engine.rule_copies import copy_rules, rule_modules
from hunt.engine.rule_errors import said_of_rules
from hunt.errors import HuntError, shown

SEED = 1
MOST_LINES = 1_000_000
"""Lines that the user's rules may run on one day before a loop is taken to be one without end."""

BUSY: dict[str, Any] = {
    "hunters": 7, "width": 12, "height": 12, "mishaps": 0.2, "checklist": 0.5, "chores": 2.0, "plan": 1.5, "push": 0.3,
    "meetings": 0.05, "orders": 0.3, "own_pace": 0.05, "newcomers": 0.3, "delta": 0.5, "variety": 1, "herds": 40,
    "start_store": 5.0, "great_herd": 40, "wip_limit": 3, "praise": 0.2, "practice": 20,
}  # fmt: skip
"""A small valley in which everything is switched on, so that most rules are called."""


@cache
def years() -> tuple[Parameters, ...]:
    """Return the settings of the years that rules are tried in."""
    usual = regime("own-product").on(Parameters())
    return usual, regime("shared-survival").on(Parameters(**BUSY))


def _object(record: Any) -> SimpleNamespace:
    return SimpleNamespace(**{name: strict(value) for name, value in plain_fields(record).items()})


def plain_world(parameters: Parameters, seed: int, begin: Callable[..., Any]) -> tuple[SimpleNamespace, Luck]:
    """Return the first morning of a run as ordinary objects, made by a rule, and its luck; no index may be negative."""
    world, luck = initial_state(parameters, seed, events=50, begin=begin)
    parts = {name: getattr(world, name) for name in Records._fields}
    rows = {name: Row(_object(record) for record in parts.pop(name)) for name in ("hunters", "beasts")}
    camp, log = Camp(parts.pop("camp")), [Event(record) for record in parts.pop("log")]  # type: ignore[abstract]
    vars(camp).update({name: strict(value) for name, value in vars(camp).items()})
    del parts["params"]
    tables = {name: strict(plain(array)) for name, array in parts.items()}
    return (
        SimpleNamespace(**tables, **rows, camp=camp, log=Row(log), params=strict_settings(parameters)),
        strict_luck(plain_luck(luck)),
    )


def rules_from(path: str | Path) -> OwnRules:
    """Read rules of your own from a file, and try them for two years in plain Python.

    Parameters
    ----------
    path
        A Python file: each function in it takes the place of the rule of the same name, each constant likewise.

    Returns
    -------
    OwnRules
        For ``rules=`` of :class:`hunt.Parameters`, of its ``but``, and of :class:`agents.HuntModel`.

    Raises
    ------
    HuntError
        Where the file is not one of rules: one sentence, with its line, and how to write it.
    """
    own = read_rules(path)
    try_rules(own)
    return own


def try_rules(own: OwnRules) -> None:
    """Live two years by the user's rules in plain Python.

    Raises
    ------
    HuntError
        At the first mistake, in one sentence, with its line.
    """
    _last_evenings(own)


def require_agreement(own: OwnRules) -> None:
    """Live the same two years in both engines, and once more as results are made: with other runs before and beside.

    Raises
    ------
    HuntError
        Where they differ in a bit.
    """
    from hunt.engine.compiled import first_day, run_days

    for settings, told in zip(years(), _last_evenings(own), strict=True):
        parameters = settings.but(rules=own)
        world, luck = first_day(parameters, SEED, events=50)
        run_days(world, luck, 0, parameters.days, own)
        with said_of_rules(own):
            _compare(own, told, world)
        _require_same_in_chunks(own, told, parameters)


def _require_same_in_chunks(own: OwnRules, told: Any, parameters: Parameters) -> None:
    """Refuse rules by which a run depends on those that are simulated before it, or in the next arm."""
    from hunt.engine.compiled import ArmSettings, run_arms

    arms = [ArmSettings(parameters), ArmSettings(regime("none").on(parameters))]
    seeds = np.array([SEED, SEED + 1])
    finals = run_arms(arms, seeds).finals[0]
    turned = run_arms(arms[::-1], seeds[::-1].copy()).finals[1]
    for name in CAMP.names or ():
        of_told = np.array(getattr(told.camp, name), CAMP[name]).tobytes()
        if name != "logged" and finals.camps[name][0].tobytes() != of_told:  # results have no room for events
            _differ(own, name)
        if finals.camps[name].tobytes() != turned.camps[name][::-1].tobytes():
            _depends(own, name)
    for name in ("died", "spent", "trusts", "pouches"):
        if getattr(finals, name).tobytes() != getattr(turned, name)[::-1].tobytes():
            _depends(own, name)


def _depends(own: OwnRules, name: str) -> NoReturn:
    raise HuntError(
        f"{own.name}: {name} is another number when other runs are simulated before; let rules read only what was "
        "written in the same run."
    )


def _compare(own: OwnRules, told: Any, world: Records) -> None:
    """Refuse rules by which the two engines end in different worlds."""
    for kind, mine, its in ((HUNTER, told.hunters, world.hunters), (BEAST, told.beasts, world.beasts)):
        for name in kind.names or ():
            column = np.array([getattr(one, name) for one in mine], kind[name].base)
            if column.reshape(its[name].shape).tobytes() != its[name].tobytes():
                _differ(own, name)
    for name in CAMP.names or ():
        if np.array(getattr(told.camp, name), CAMP[name]).tobytes() != np.asarray(world.camp[name]).tobytes():
            _differ(own, name)


def _differ(own: OwnRules, name: str) -> None:
    raise HuntError(
        f"{own.name}: the two engines differ in the last digits of {name}; let each variable keep one type, starting a "
        "sum with 0.0, multiply instead of **, and call rounded and exp_of_negative."
    )


@lru_cache(maxsize=4)
def _last_evenings(own: OwnRules) -> tuple[SimpleNamespace, ...]:
    """Live the years by the user's rules in plain Python, and return how each ended; nobody writes to it."""
    return tuple(_live(loaded(own), settings) for settings in years())


def _live(own: Loaded, settings: Parameters) -> SimpleNamespace:
    """Live a year by the user's rules in plain Python, and return its last evening."""
    parameters = settings.but(rules=own.rules)
    budget = _Budget(own)
    rules = copy_rules(rule_modules(), lambda rule: _watched(rule, own, budget), strict, own)
    before = sys.gettrace()
    with said_of_rules(own.rules):
        try:
            sys.settrace(budget.trace)
            with np.errstate(divide="raise", invalid="raise"):  # the first morning has numbers of numpy
                world, luck = plain_world(parameters, SEED, rules["first_morning"])
            if world.camp.living < 1:
                raise HuntError(
                    f"{own.rules.name}: nobody is alive on the first morning; set what the original rule sets."
                )
            for day in range(parameters.days):
                budget.left = MOST_LINES
                if world.camp.living > 0:
                    rules["one_day"](day, world, luck)
        finally:
            sys.settrace(before)
    return world


class _Budget:
    """Counts the lines that the user's rules run, so that a loop without end is noticed."""

    def __init__(self, own: Loaded) -> None:
        self.own = own
        self.place = place_of(own.rules)
        self.left = MOST_LINES
        self.returned = 0  # the line of the last return

    def trace(self, frame: FrameType, event: str, arg: Any) -> Any:
        """Trace the user's rules alone."""
        return self.line if frame.f_code.co_filename == self.place else None

    def line(self, frame: FrameType, event: str, arg: Any) -> Any:
        """Count a line; note the one of a return."""
        if event == "return":
            self.returned = frame.f_lineno
        self.left -= 1
        if self.left < 0:
            raise HuntError(
                f"{self.own.rules.name}, line {frame.f_lineno}: {frame.f_code.co_name} does not end; count with "
                "for k in range(...), or make sure that the condition of while becomes false."
            )
        return self.line


def _watched(rule: FunctionType, own: Loaded, budget: _Budget) -> Callable[..., Any]:
    """Return a rule; of the user's own, one whose result is looked at."""
    original = {mine.__name__: theirs for theirs, mine in own.replaced.items()}.get(rule.__name__)
    if not own.has(rule) or original is None:
        return rule
    wanted = inspect.signature(original).return_annotation
    share = is_share(original)

    def watched(*given: Any, **named: Any) -> Any:
        result = rule(*given, **named)
        if wanted in _KINDS and not _fits(result, wanted):
            _refuse_result(own, budget, rule, result, _KINDS[wanted])
        if share and not -TINY <= result <= 1.0 + TINY:
            _refuse_result(own, budget, rule, result, f"{share}, a number from 0 to 1")
        return result

    return watched


def _refuse_result(own: Loaded, budget: _Budget, rule: FunctionType, result: Any, wanted: str) -> NoReturn:
    result = result.item() if isinstance(result, np.generic) else result
    raise HuntError(
        f"{own.rules.name}, line {budget.returned}: {rule.__name__} returned {shown(result)}; it must return {wanted}."
    )


_KINDS = {bool: "True or False, as a comparison gives", int: "a whole number, as int(...) gives", float: "a number"}

TINY = 1.0e-9
"""How far from 0 to 1 rounding may take a chance or a share."""


def is_share(rule: FunctionType) -> str:
    """Return ``a chance``, ``a share`` or ``trust`` for a rule that says it returns one, otherwise nothing."""
    says = re.match(r"Return the (?:believed |mean )?(chance|share|trust)\b", inspect.getdoc(rule) or "")
    return {"chance": "a chance", "share": "a share", "trust": "trust"}[says[1]] if says else ""


def _fits(result: Any, wanted: type) -> bool:
    if wanted is bool:
        return isinstance(result, bool | np.bool_)
    whole = isinstance(result, int | np.integer) and not isinstance(result, bool)
    return whole or (wanted is float and isinstance(result, float))
