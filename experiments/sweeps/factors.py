"""One factor of a design read: a list of values, or a range; and the points of a CSV."""

import csv
import io
import math
from collections.abc import Mapping, Sequence
from numbers import Real
from pathlib import Path
from typing import Any

import numpy as np

from experiments.sweeps.design import SAMPLED, Factor, is_whole, is_word
from experiments.sweeps.validate import Asked
from hunt.catalogue.parameters import FIELDS, SHAPES, Parameters, allowed, parsed, plain, require_known
from hunt.errors import HuntError, shown

MOST_POINTS = 10**6


def factor_of(name: str, given: Any, kind: str, where: str) -> Factor:
    """Return what one line of levers or uncertainties says."""
    require_known(name)
    if name in SHAPES:
        raise HuntError(
            f"{where}: {name} is a table of numbers and no factor; write regimes of your own and list them."
        )
    if isinstance(given, dict):
        return _range(name, Asked(given, f"{name} in {where}"), kind)
    if not isinstance(given, list) or not given:
        raise HuntError(
            f"{where}: {name} = {shown(given)} is not allowed: it must be a list of values, as in [0.5, 1.0], or a "
            "range, as in { low = 0, high = 1 }."
        )
    if len(given) > MOST_POINTS:
        raise HuntError(f"{where}: {name} has {len(given):,} values; at most {MOST_POINTS:,} are allowed.")
    values = _numbers(name, given, where) or tuple(_plain(name, value, where) for value in given)
    if len(set(values)) < len(values):
        raise HuntError(f"{where}: {name} has a value twice: {shown(given[:10])}; say each once.")
    return Factor(values=values)


def _numbers(name: str, given: list[Any], where: str) -> tuple[Any, ...]:
    """Return many numbers as the parameter's type; nothing where one of them has to be looked at by itself.

    A list of a million values is looked at as an array, because making a set of parameters of each takes a minute.
    """
    if is_word(name) or len(given) < 100 or not all(type(one) in (int, float) for one in given):
        return ()
    try:
        values = np.array(given, float)
    except OverflowError:
        return ()
    meta = FIELDS[name].metadata
    fits = (values >= meta["low"]) & (values <= meta["high"])  # false for NaN
    if is_whole(name):
        fits &= values == np.floor(values)
    if not fits.all():
        _plain(name, given[int(np.argmin(fits))], where)  # says what is wrong with the first that does not fit
    return tuple(map(int, given)) if is_whole(name) else tuple(values.tolist())


def _plain(name: str, value: Any, where: str) -> Any:
    """Return a value as the parameter's type, so that 1 and 1.0 are the same value."""
    try:
        return plain(getattr(Parameters().but(**{name: value}), name))
    except HuntError as error:
        if "lower the first or raise the second" in str(error):  # allowed in itself; the arms decide
            return value
        raise HuntError(f"{where}: {error}") from None


def _range(name: str, asked: Asked, kind: str) -> Factor:
    asked.only("low", "high", "steps", "log")
    for end in ("low", "high"):
        given = asked.data.get(end)
        if isinstance(given, bool) or not isinstance(given, Real) or not math.isfinite(given):
            asked.refuse(end, given, f"a number; {name} is {allowed(name)}")
    low, high, log = float(asked.data["low"]), float(asked.data["high"]), asked.flag("log")
    if is_word(name):
        raise HuntError(f"{asked.where}: a word has no range; list words, as in {name} = [...]: {allowed(name)}.")
    if not low < high:
        raise HuntError(f"{asked.where}: low = {low:g} must be below high = {high:g}.")
    if log and low <= 0.0:
        raise HuntError(f"{asked.where}: low = {low:g} must be above 0 where log = true.")
    if is_whole(name) and (low != int(low) or high != int(high)):
        raise HuntError(f"{asked.where}: {name} is a whole number, so low and high must be whole numbers.")
    if kind in SAMPLED:
        if "steps" in asked.data:
            raise HuntError(f"{asked.where}: {kind} samples the range, so steps say nothing; drop it, or list values.")
        return Factor(low=low, high=high, log=log)
    steps = asked.whole("steps", 2, 10_000, None)
    if log:
        values = [math.exp(math.log(low) + k * (math.log(high) - math.log(low)) / (steps - 1)) for k in range(steps)]
        values[0], values[-1] = low, high
    else:
        values = [low + k * (high - low) / (steps - 1) for k in range(steps)]
    values = [float(f"{value:.12g}") for value in values]  # 0.3 and not 0.30000000000000004
    return Factor(values=_whole(name, values, asked.where, log=log) if is_whole(name) else tuple(values))


def _whole(name: str, values: list[float], where: str, *, log: bool) -> tuple[int, ...]:
    """Return the steps of a range as whole numbers; refuse steps that fall between them or on one of them twice."""
    whole = [math.floor(value + 0.5) for value in values]
    steps, low, high = len(values), whole[0], whole[-1]
    if len(set(whole)) < steps:
        most = len(set(whole)) if log else high - low + 1
        raise HuntError(f"{where}: {name} has no {steps} different whole numbers there; write steps = {most} or fewer.")
    if not log and any(value != round(value) for value in values):
        fit = [str(k + 1) for k in range(1, min(high - low, 99) + 1) if (high - low) % k == 0]
        raise HuntError(
            f"{where}: {steps} steps from {low} to {high} fall between whole numbers; write steps = "
            f"{' or '.join(fit)}, or list the values, as in {name} = [{low}, {high}]."
        )
    return tuple(whole)


def points_of(
    laid: Asked, folder: Path, arms: Mapping[Any, Parameters], settings: Mapping[str, Any]
) -> tuple[dict[str, Factor], dict[str, Factor], tuple[tuple[Any, ...], ...]]:
    """Read a CSV of points: its head names parameters, each further line is a point."""
    if not laid.text("file", ""):
        raise HuntError(f'{laid.where} needs a line file = "points.csv": its head names parameters, a line is a point.')
    path = folder / laid.text("file", "")
    rows = _csv_of(path)
    if len(rows) < 2:
        raise HuntError(f"{path} has no point: its first line names parameters, each further line is a point.")
    head, body = [name.strip() for name in rows[0]], rows[1:]
    if len(head) == 1 and any(sign in head[0] for sign in ";\t|"):
        raise HuntError(
            f"{path}, line 1: {shown(head[0])} is one name; write commas between columns and points in numbers, as in "
            "0.5 (some spreadsheets save semicolons and decimal commas)."
        )
    for name in head:
        try:
            require_known(name)
        except HuntError as error:
            raise HuntError(f"{path}, line 1: {error}") from None
        if name in SHAPES or name in settings:
            why = "is a table of numbers" if name in SHAPES else "is a setting as well"
            raise HuntError(f"{path}, line 1: {name} {why}; drop that column.")
    if len(set(head)) < len(head):
        raise HuntError(f"{path}, line 1: a parameter is named twice: {', '.join(head)}.")
    if len(body) > MOST_POINTS:
        raise HuntError(f"{path} has {len(body)} points; at most {MOST_POINTS} are allowed.")
    table = []
    for number, row in enumerate(body, 2):
        if len(row) != len(head):
            raise HuntError(f"{path}, line {number} has {len(row)} values and the head {len(head)} names.")
        try:
            table.append(
                tuple(_plain(name, parsed(name, text.strip()), "") for name, text in zip(head, row, strict=True))
            )
        except HuntError as error:
            raise HuntError(f"{path}, line {number}: {str(error).removeprefix(': ')}") from None
    ours = laid.texts("levers", ()) if "levers" in laid.data else ()
    for name in ours:
        if name not in head:
            raise HuntError(f"{laid.where}: levers names {shown(name)}, which is no column of {path.name}.")
    columns = {name: Factor(values=tuple(dict.fromkeys(row[k] for row in table))) for k, name in enumerate(head)}
    levers = {name: one for name, one in columns.items() if name in ours}
    others = {name: one for name, one in columns.items() if name not in ours}
    order = [head.index(name) for name in (*levers, *others)]
    return levers, others, tuple(tuple(row[k] for k in order) for row in table)


def _csv_of(path: Path) -> Sequence[list[str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return [row for row in csv.reader(io.StringIO(text), strict=True) if any(cell.strip() for cell in row)]
    except OSError as error:
        raise HuntError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}; check the path.") from None
    except UnicodeDecodeError:
        raise HuntError(f"{path} is not text in UTF-8; save it as such.") from None
    except (csv.Error, ValueError) as error:
        raise HuntError(f"{path} is not a table with commas: {error}.") from None
