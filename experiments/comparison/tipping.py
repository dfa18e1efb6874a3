"""Tipping points: the value of a parameter at which a measure crosses a level, with an interval."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.ensemble import MOST_RUNS, Progress, run_ensemble
from experiments.given import real_number, require_functions, table_of, text_of, texts_of, whole_number
from experiments.statistics.estimates import Interval, mean_interval, paired_difference
from hunt.catalogue.measures import checked_measure
from hunt.catalogue.parameters import FIELDS, SHAPES, allowed, require_known
from hunt.catalogue.scenarios import scenario
from hunt.errors import HuntError

Probe = Callable[[float], Interval]

MOST_PROBES = 60


@dataclass(frozen=True)
class Tipping:
    """Where a measure crosses a level.

    Attributes
    ----------
    estimate
        Value of the parameter at which the mean crosses the level, NaN where it does not.
    low, high
        Values between which no 95 % interval of the mean excludes the level; -inf or inf where the range that was
        searched ends first.
    rises
        Whether the measure rises along the parameter.
    level
        What is crossed.
    probes
        One row per value looked at: ``value``, ``estimate``, ``low``, ``high``.
    """

    estimate: float
    low: float
    high: float
    rises: bool
    level: float
    probes: pd.DataFrame


def tipping_point(
    parameter: str,
    low: float,
    high: float,
    *,
    scenario_id: str | Path = "default-valley",
    regimes: Sequence[str | Path] = ("shared-survival",),
    measure: str = "alive_share",
    level: float | None = None,
    runs: int = 400,
    seed: int = 1,
    tolerance: float | None = None,
    settings: Mapping[str, Any] | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Tipping:
    """Find by bisection where a measure crosses a level, every probe with the same seeds.

    With one regime the mean of the measure crosses ``level`` (by default halfway between its means at ``low`` and at
    ``high``); with two, the paired difference of the first and the second crosses ``level`` (by default 0).

    Parameters
    ----------
    parameter, low, high
        The parameter to vary, and its range.
    tolerance
        How close is close enough; by default a hundredth of the range, and 1 for whole numbers.

    Raises
    ------
    HuntError
        For names, values or numbers that are not allowed, such as ends of a whole number that are none, two regimes
        that are the same, or settings that name the parameter as well.

    Notes
    -----
    The interval is the set of values whose own 95 % interval includes the level, so it includes the true crossing in
    95 % of the cases if the measure rises or falls all the way (``tests/experiments/comparison/test_tipping.py``).
    """
    parameter = text_of("parameter", parameter, "start_trust")
    regimes = texts_of("regimes", regimes, "('own-product', 'shared-survival')")
    low, high = real_number("low", low, 0.1), real_number("high", high, 0.9)
    require_functions(progress=progress)
    _validate(parameter, low, high, regimes, measure, runs)
    whole = FIELDS[parameter].type is int
    valley, given = scenario(text_of("scenario", scenario_id, "default-valley")), table_of("settings", settings)
    if parameter in given:
        raise HuntError(
            f"{parameter} is varied from {low:g} to {high:g} and is in settings as well; leave it out of settings."
        )

    def arms_at(value: float) -> dict[str, Any]:
        now = given | {parameter: int(value) if whole else value}
        return {id: valley.parameters(id, **now) for id in regimes}

    for end in (low, high):
        arms_at(end)

    def probe(value: float) -> Interval:
        table = run_ensemble(arms_at(value), runs, seed, workers=workers, progress=progress).table
        return _interval(table, regimes, measure, f"{parameter} = {value:g}")

    step = (1.0 if whole else (high - low) / 100.0) if tolerance is None else real_number("tolerance", tolerance, 0.1)
    level = None if level is None else real_number("level", level, 0.5)
    if not 0.0 < step < math.inf:
        raise HuntError(f"tolerance = {step:g} is not allowed: it must be above 0; try {(high - low) / 100.0:g}.")
    if level is None and len(regimes) == 2:
        level = 0.0
    return bisected(probe, low, high, level, step, whole=whole)


def _validate(parameter: str, low: float, high: float, regimes: tuple[str, ...], measure: str, runs: int) -> None:
    require_known(parameter)
    if parameter in SHAPES or FIELDS[parameter].metadata["unit"] == "word":
        raise HuntError(f"{parameter} is no number, so nothing lies between two of its values.")
    for name, end in (("low", low), ("high", high)) if FIELDS[parameter].type is int else ():
        if not end.is_integer():
            raise HuntError(
                f"{name} = {end:g} is not allowed: {parameter} is {allowed(parameter)}; try {math.floor(end)}."
            )
    if not low < high:
        raise HuntError(f"low = {low:g} must be below high = {high:g}; {parameter} is {allowed(parameter)}.")
    if len(regimes) not in (1, 2):
        raise HuntError(f"A tipping point is one of one regime or of two, not of {len(regimes)}.")
    if len(set(regimes)) < len(regimes):
        raise HuntError(f"The two regimes are both {regimes[0]}; name two different ones, or one alone.")
    checked_measure(measure)
    whole_number("runs", runs, 2, MOST_RUNS, 400)


def _interval(table: pd.DataFrame, regimes: tuple[str, ...], measure: str, where: str) -> Interval:
    """Return the mean of the measure, or the paired difference of two regimes, over the bands that have it."""
    sides = [table.loc[table["arm"] == id, measure].to_numpy(float) for id in regimes]
    known = ~pd.isna(sides[0]) & ~pd.isna(sides[-1])
    if known.sum() < 2:
        raise HuntError(f"At {where} {measure} is known of fewer than two bands; choose another.")
    if len(sides) == 1:
        return mean_interval(sides[0][known])
    return paired_difference(sides[0][known], sides[1][known])


def bisected(
    probe: Probe, low: float, high: float, level: float | None, tolerance: float, *, whole: bool = False
) -> Tipping:
    """Bisect for the crossing of an estimate, and of both of its limits; no value is probed twice."""
    seen: dict[float, Interval] = {}

    def at(value: float) -> Interval:
        if value not in seen:
            seen[value] = probe(value)
        return seen[value]

    first, last = at(low), at(high)
    level = (first.estimate + last.estimate) / 2.0 if level is None else level
    rises = last.estimate > first.estimate
    if first.estimate == last.estimate == level:  # it lies on the level, and crosses nothing
        return Tipping(math.nan, -math.inf, math.inf, rises, level, _table(seen))

    def crossing(of: Callable[[Interval], float]) -> float:
        """Return where one number crosses the level; -inf or inf if it has done so before, or not yet."""
        up = (lambda one: of(one) - level) if rises else (lambda one: level - of(one))
        if up(first) > 0.0:
            return -math.inf
        if up(last) < 0.0:
            return math.inf
        a, b = low, high
        for _ in range(MOST_PROBES):
            if b - a <= tolerance:
                break
            middle = float((a + b) // 2) if whole else (a + b) / 2.0
            if middle in (a, b):
                break
            a, b = (middle, b) if up(at(middle)) < 0.0 else (a, middle)
        return b if whole else (a + b) / 2.0

    estimate = crossing(lambda one: one.estimate)
    limits = crossing(lambda one: one.low), crossing(lambda one: one.high)
    found = math.nan if math.isinf(estimate) else estimate
    # To either side lies what is clear: with the tolerance, where bisection left off.
    return Tipping(found, min(limits), max(limits), rises, level, _table(seen))


def _table(seen: Mapping[float, Interval]) -> pd.DataFrame:
    return pd.DataFrame([{"value": value} | one._asdict() for value, one in sorted(seen.items())])


def tipping_sentences(found: Tipping, parameter: str, what: str) -> list[str]:
    """Say in plain sentences where it tips."""
    first, last = found.probes.iloc[0], found.probes.iloc[-1]
    ends = (
        f"{what} is {first['estimate']:.2f} at {parameter} = {first['value']:g} and {last['estimate']:.2f} at "
        f"{last['value']:g}."
    )
    if math.isnan(found.estimate):
        return [ends, f"Between them it does not cross {found.level:.2f}: there is no tipping point in this range."]
    low = "below the range" if math.isinf(found.low) else f"{found.low:.3g}"
    high = "beyond the range" if math.isinf(found.high) else f"{found.high:.3g}"
    return [
        ends,
        f"It crosses {found.level:.2f} at {parameter} = {found.estimate:.3g} (95 % interval {low} to {high}; "
        f"{len(found.probes)} values tried).",
    ]
