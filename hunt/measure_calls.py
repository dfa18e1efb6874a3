"""Calls of measures of a user's own, without numpy's warnings; an error is one sentence, runs left out are counted."""

import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from math import isfinite
from threading import Lock
from typing import Any

import numpy as np

from hunt.engine.records import BEAST, CAMP, HUNTER
from hunt.engine.rule_names import near
from hunt.errors import ended

FIELDS = {"hunters": HUNTER.names or (), "beasts": BEAST.names or (), "camp": CAMP.names or ()}
"""Fields of the records that a measure sees."""

_lock = Lock()  # filters of warnings belong to the whole program
_runs: Counter[str] = Counter()
_left_out: Counter[str] = Counter()
_telling = 0
"""How many of :func:`told_what_is_left_out` are under way."""


def call_quietly(measure: Callable[[Any], Any], given: Any) -> Any:
    """Call a measure; a division by zero of numpy gives an infinity or NaN, which is counted, and no warning."""
    with _lock, warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore", RuntimeWarning)
        return measure(given)


def note_value(name: str, value: float) -> None:
    """Count the value of a measure in one run."""
    with _lock:
        _runs[name] += 1
        _left_out[name] += not isfinite(value)


@contextmanager
def told_what_is_left_out(tell: Callable[[str], None]) -> Iterator[None]:
    """Tell afterwards, in one sentence a measure, in how many of the runs in between it was infinite or NaN."""
    global _telling
    with _lock:
        _runs.clear()
        _left_out.clear()
        _telling += 1
    try:
        yield
    finally:
        _telling -= 1
    for name, count in sorted(_left_out.items()):
        if count:
            tell(left_out(name, count, _runs[name]))


def warn_of_left_out(measures: Mapping[str, Any]) -> None:
    """Warn of measures that are infinite or NaN in some runs, unless the command line tells of them in the end."""
    for name, values in measures.items():
        count = int(np.count_nonzero(~np.isfinite(values)))
        if count and not _telling:
            warnings.warn(left_out(name, count, len(values)), UserWarning, stacklevel=3)


def left_out(name: str, count: int, runs: int) -> str:
    """Return a sentence about runs in which a measure is infinite or NaN."""
    return (
        f"{name} is infinite or not a number (NaN) in {count} of {runs} runs, which its mean leaves out; "
        "divide by max(1, n) where n may be 0."
    )


def meaning(error: BaseException, given: str) -> str:
    """Return what an error in a measure means to its author; ``given`` is what the measure looks at."""
    said = " ".join(str(error).split())
    missing = re.search(r"no field of name (\w+)", said)
    if missing:
        return _no_field(missing[1], given)
    match error:
        case AttributeError() if type(error.obj).__name__ in ("Evening", "History"):
            return _no_part(error, given)
        case SystemExit():
            return "it ends the program; return a number instead"
        case ZeroDivisionError():
            return "it divides by zero; divide by max(1, n)"
        case _:
            return f"{type(error).__name__}: {said}"


def _no_field(name: str, given: str) -> str:
    every = {field for fields in FIELDS.values() for field in fields}
    hint = _place_of(name, given) if name in every else near(name, every)
    return f"there is no field {name!r} here; {hint or LISTED}"


def _no_part(error: AttributeError, given: str) -> str:
    parts = [one for one in dir(error.obj) if not one.startswith("_")]
    name = error.name or ""
    hint = _place_of(name, given) or near(name, parts) or f"there are {', '.join(parts)}"
    return f"{given} has no {name}; {hint}"


def _place_of(name: str, given: str) -> str:
    places = [f'{given}.{part}["{name}"]' for part, fields in FIELDS.items() if name in fields]
    return f"write {' or '.join(places)}" if places else ""


LISTED = "'hunt rules --fields' lists what there is"


def cannot_be_computed(where: str, name: str, error: BaseException, given: str) -> str:
    """Return why a measure cannot be computed, in one sentence."""
    return ended(f"{where}: {name} cannot be computed: {meaning(error, given)}")
