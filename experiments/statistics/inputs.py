"""Checks of what the statistics are given, and the normal quantile they share."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from experiments.given import real_number
from hunt.errors import HuntError, shown

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


def two_sided_z(level: float) -> float:
    """Half-width of a two-sided normal interval in standard errors (1.96 for 0.95)."""
    return float(special.ndtri(1 - upper_tail(level)))


def upper_tail(level: float) -> float:
    """Probability left out on each side of an interval."""
    if not 0 < real_number("level", level, 0.95) < 1:
        raise HuntError(f"level is {level}: it must lie between 0 and 1, for example 0.95.")
    return (1 - level) / 2


def require_at_least(name: str, value: int, least: int) -> None:
    """Refuse a count that is not a whole number or is too small."""
    if not isinstance(value, int | np.integer) or value < least:
        raise HuntError(f"{name}: {value} given, a whole number of at least {least} needed.")


def numbers_in(name: str, values: ArrayLike) -> FloatArray:
    """One non-empty row of finite numbers."""
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise HuntError(f"{name} = {shown(values)} is not a row of numbers.") from None
    if array.ndim != 1 or array.size == 0:
        raise HuntError(f"{name} has shape {array.shape}: one non-empty row of numbers is needed.")
    if not np.all(np.isfinite(array)):
        raise HuntError(f"{name} holds {np.sum(~np.isfinite(array))} missing or infinite values: none is allowed.")
    return array


def pairs_in(a: ArrayLike, b: ArrayLike, names: tuple[str, str] = ("a", "b")) -> tuple[FloatArray, FloatArray]:
    """Two rows of finite numbers of one length."""
    first, second = numbers_in(names[0], a), numbers_in(names[1], b)
    if len(first) != len(second):
        raise HuntError(f"{names[0]} has {len(first)} values and {names[1]} has {len(second)}: they must be as many.")
    return first, second
