"""Sensible values of every dial: what the catalogue allows, what is plausible, and what it is set to."""

from collections.abc import Iterable
from typing import Any

from dashboards.shared.address import MOST
from experiments.comparison.compare import FLIPS
from experiments.sensitivity_analysis.uncertain_ranges import OWN_RANGES, range_of
from hunt.catalogue.parameters import ENUMS, FIELDS, SHAPES, Parameters, parsed
from hunt.errors import HuntError

DIALS = [name for name in FIELDS if name not in ENUMS and name not in SHAPES]
"""Parameters that are a number."""

MOST_POINTS = 7
"""Values of one dial in a sweep."""

EVENLY = 5
"""Values taken from a range."""

SWITCHES: dict[str, tuple[float, ...]] = {
    "days": (90, 180, 270, 360),
    "practice": (0, 30, 60, 90, 180),
    "great_herd": (-1, 60, 120, 180, 240, 300),
    "chief_shared": (-1, 0, 0.25, 0.5, 0.75, 1),
    "kappa": (0, 0.5, 1, 1.35, 2, 3),
    "horizon": (10, 20, 40, 80, 160),
    "meetings": (0, 0.05, 0.1, 0.2, 0.4),
}
"""Dials of which a range says too little: with a special value, or off as a rule."""


def usual_values(name: str, here: float | None = None) -> list[float]:
    """Return values to sweep a dial over: plausible ones, with the default and the value ``here`` among them."""
    default = float(getattr(Parameters(), name))
    must = sorted({default, default if here is None else float(here)})
    values = [one for one in _plausible(name) if one not in must]
    while len(values) + len(must) > MOST_POINTS:  # those next to what must be there say the least
        values.remove(min(values, key=lambda one: min(abs(one - other) for other in must)))
    return sorted({*values, *must})


def _plausible(name: str) -> list[float]:
    meta, whole = FIELDS[name].metadata, FIELDS[name].type is int
    low, high = meta["low"], min(meta["high"], MOST.get(name, meta["high"]))
    if name in SWITCHES or name in FLIPS:
        return _within(SWITCHES.get(name) or FLIPS[name], low, high)
    if (low, high) == (0, 1) and not whole and name not in OWN_RANGES:
        return [0.0, 0.25, 0.5, 0.75, 1.0]
    first, last, _ = range_of(name)
    first, last = max(low, first), min(high, last)
    if last <= first:
        last = min(high, first + 1)
    steps = [first + (last - first) * k / (EVENLY - 1) for k in range(EVENLY)]
    return _within([float(round(one)) if whole else float(f"{one:.2g}") for one in steps], low, high)


def _within(values: Iterable[float], low: float, high: float) -> list[float]:
    return sorted({float(one) for one in values if low <= one <= high})


def as_text(values: Iterable[float]) -> str:
    """Return values as the field shows them."""
    return " ".join(f"{one:g}" for one in values)


def values_of(name: str, text: str) -> list[Any]:
    """Return the values in a field, or refuse them.

    Raises
    ------
    HuntError
        When one is no number or not allowed, or when there are none or too many.
    """
    values = list(dict.fromkeys(parsed(name, word) for word in text.replace(",", " ").split()))
    if not 1 <= len(values) <= MOST_POINTS:
        raise HuntError(f"These are {len(values)} different values; give 1 to {MOST_POINTS}, separated by spaces.")
    for one in values:
        Parameters().but(**{name: one} | _room_for(name, one))
    return values


def _room_for(name: str, value: float) -> dict[str, float]:
    """Return what must move along, so that only this value is judged: the two ends of the bodies' reserves."""
    if name == "reserve_low":
        return {"reserve_high": max(value, Parameters().reserve_high)}
    return {"reserve_low": min(value, Parameters().reserve_low)} if name == "reserve_high" else {}
