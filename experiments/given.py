"""What a caller hands over, as the plain values that a design file would hold.

Tuples, ranges, arrays, Series, NumPy scalars and paths are taken where their meaning is plain.  Text is never taken
letter by letter, and what has no order is no list.
"""

import math
import os
from collections.abc import Iterable, Mapping
from numbers import Integral, Real
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from hunt.errors import HuntError, shown

SIMPLE = (int, float, bool, type(None))


def plain_data(given: Any) -> Any:
    """Return data as lists, dictionaries, texts and numbers; what is none of these stays, and is refused later."""
    if type(given) in SIMPLE or isinstance(given, str | bytes | set | frozenset):
        return given
    if callable(getattr(given, "tolist", None)):  # NumPy, pandas
        return plain_data(given.tolist())
    if isinstance(given, Mapping):
        return {name: plain_data(one) for name, one in given.items()}
    if isinstance(given, PathLike):
        return os.fspath(given)
    if isinstance(given, Iterable):
        return [plain_data(one) for one in given]
    return given


def texts_of(name: str, given: Any, example: str) -> tuple[str, ...]:
    """Return several texts, or one alone; paths are texts as well."""
    data = plain_data(given)
    data = [data] if isinstance(data, str) else data
    if not isinstance(data, list) or not all(isinstance(one, str) for one in data):
        raise HuntError(f"{name} = {shown(given)} is not allowed: it must be a list of texts, as in {example}.")
    return tuple(data)


def text_of(name: str, given: Any, example: str) -> str:
    """Return a text, or a path as text."""
    data = plain_data(given)
    if not isinstance(data, str):
        raise HuntError(f"{name} = {shown(given)} is not allowed: it must be a text, as in {example!r}.")
    return data


def folder_of(name: str, given: Any) -> Path:
    """Return a path, or refuse what is none."""
    data = plain_data(given)
    if not isinstance(data, str) or not data.strip() or not _is_name(data):
        raise HuntError(f"{name} = {shown(given)} names no folder; give a path, as in 'results/sweep'.")
    return Path(data)


def _is_name(text: str) -> bool:
    """Tell whether the system can have a file of that name."""
    try:
        return b"\0" not in os.fsencode(text)
    except UnicodeEncodeError:
        return False


def table_of(name: str, given: Any) -> dict[str, Any]:
    """Return settings by name; an empty table for None."""
    data = plain_data({} if given is None else given)
    if not isinstance(data, dict) or not all(isinstance(one, str) for one in data):
        raise HuntError(f"{name} = {shown(given)} is not allowed: it must be a table, as in {{'days': 30}}.")
    return data


def is_whole_number(given: Any) -> bool:
    """Tell whether something is a whole number; true and false are none."""
    return isinstance(given, Integral) and not isinstance(given, bool | np.bool_)


def whole_number(name: str, given: Any, low: int, high: int, example: int) -> int:
    """Return a whole number in a range, or refuse it."""
    if not is_whole_number(given) or not low <= given <= high:
        raise HuntError(
            f"{name} = {shown(given)} is not allowed: it must be a whole number from {low} to {high}; try {example}."
        )
    return int(given)


def real_number(name: str, given: Any, example: float) -> float:
    """Return a finite number, or refuse it."""
    try:
        number = math.nan if isinstance(given, bool | np.bool_) or not isinstance(given, Real) else float(given)
    except OverflowError:
        number = math.nan
    if not math.isfinite(number):
        raise HuntError(f"{name} = {shown(given)} is not allowed: it must be a number, as in {example:g}.")
    return number


def true_or_false(name: str, given: Any) -> bool:
    """Return a truth, or refuse it; texts such as "no" are none."""
    if not isinstance(given, bool | np.bool_):
        raise HuntError(f"{name} = {shown(given)} is not allowed: it must be True or False.")
    return bool(given)


def require_functions(**given: Any) -> None:
    """Refuse what is neither a function nor None."""
    for name, one in given.items():
        if one is not None and not callable(one):
            raise HuntError(f"{name} = {shown(one)} is not allowed: it must be a function, as in {name}=print.")
