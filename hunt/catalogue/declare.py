"""Declaring a parameter: its default, unit, range and reason in one line."""

from dataclasses import field
from numbers import Real
from typing import Any


def number(default: float, unit: str, low: float, high: float, why: str, *, guess: bool = True) -> Any:
    """Declare a parameter: a number with its unit, range and reason."""
    return field(default=default, metadata={"unit": unit, "low": low, "high": high, "why": why, "guess": guess})


def word(default: Any, why: str) -> Any:
    """Declare a parameter that is one word of a list."""
    return field(default=default, metadata={"unit": "word", "why": why, "guess": False})


def table(default: tuple[Any, ...], unit: str, low: float, high: float, why: str) -> Any:
    """Declare a parameter that is a row or a table of numbers."""
    return field(default=default, metadata={"unit": unit, "low": low, "high": high, "why": why, "guess": True})


def is_number(given: Any, low: float, high: float) -> bool:
    """Tell whether this is a number of the range; NaN is in no range, and True is no number here."""
    number: Any = given  # mypy does not know that a Real can be compared
    return isinstance(given, Real) and not isinstance(given, bool) and bool(low <= number <= high)
