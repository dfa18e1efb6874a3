"""Measures of the user's own: functions of the last evening of a run, or of its whole history, from one file.

::

    def meat_per_kill(evening):
        \"\"\"Meat brought home for each mammoth killed, person-days.\"\"\"
        return evening.camp["hauled"] / max(1, evening.camp["kills"])


    def hungry_days(history):
        \"\"\"Days on which someone had less than five days of reserves, days.\"\"\"
        thin = history.hunters["alive"] & (history.hunters["reserve"] < 5.0)
        return thin.any(axis=1).sum()

A function whose name begins with ``_`` is a helper.  The first sentence of the docstring says what is measured, and its
unit.  Unlike rules, measures are ordinary Python: they may use numpy and whatever else is installed.
"""

import ast
import inspect
import linecache
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from numbers import Real
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hunt.catalogue.interventions import Change, acts_of, segments
from hunt.catalogue.measures import MEASURES
from hunt.catalogue.own_files import read_python
from hunt.catalogue.parameters import FIELDS, Parameters
from hunt.engine.records import record_of
from hunt.errors import HuntError, line_in, shown
from hunt.history import record

GIVEN = ("evening", "history")
"""What a measure may take: its one parameter has one of these names."""

TAKEN = ("point", "scenario", "regime", "run", "seed", "arm", "died", "error", "day")
"""Names of columns that tables have anyway."""


class Evening(NamedTuple):
    """The last evening of a run, as a measure is given it.

    Attributes
    ----------
    parameters
        The settings of that day.
    seed
        Of the run.
    hunters, beasts, camp
        Records with the fields that ``agents/`` lists: ``hunters["reserve"]`` has one number per hunter.
    trust
        [i, j]: how far hunter i trusts hunter j.
    spent
        [hunter, Action]: days given to each action.
    terrain, game
        [x, y]: the ground, and small game on the day of the last visit.
    """

    parameters: Parameters
    seed: int
    hunters: NDArray[Any]
    beasts: NDArray[Any]
    camp: Any
    trust: NDArray[np.float64]
    spent: NDArray[np.float64]
    terrain: NDArray[np.int8]
    game: NDArray[np.float64]


@dataclass(frozen=True)
class OwnMeasures:
    """A file of measures as a value, its name and its text, so that it goes to workers and into manifests."""

    name: str
    text: str

    def plain(self) -> dict[str, str]:
        """Return it as JSON can hold it."""
        return {"name": self.name, "text": self.text}

    def names(self) -> tuple[str, ...]:
        """Return the names of its measures, in their order."""
        return tuple(_functions(self))

    def says(self) -> dict[str, str]:
        """Return what each measure is, with its unit, by name."""
        return {name: _first_sentence(one) for name, one in _functions(self).items()}

    def values(self, parameters: Parameters, seed: int, changes: Iterable[Change] = ()) -> dict[str, float]:
        """Live a run and return the value of each measure; no history is kept where none is asked for.

        Raises
        ------
        HuntError
            When a measure raises, or gives something other than a number: one sentence with the line.
        """
        functions = _functions(self)
        changes = tuple(changes)
        given: dict[str, Any] = {}
        wanted = {_parameter(one) for one in functions.values()}
        if "history" in wanted:
            given["history"] = record(parameters, seed, changes)
        if "evening" in wanted:
            given["evening"] = last_evening(parameters, seed, changes)
        return {name: self._value(one, given[_parameter(one)]) for name, one in functions.items()}

    def _value(self, measure: Callable[[Any], Any], given: Any) -> float:
        try:
            found = measure(given)
        except (MemoryError, OSError):  # the machine's, not the measure's
            raise
        except Exception as error:
            line = line_in(error, self.name)
            raise HuntError(
                f"{self.name}, line {line}: {measure.__name__} cannot be computed ({type(error).__name__}: {error})."
            ) from error
        if not isinstance(found, Real | np.bool_) or isinstance(found, complex):
            line = measure.__code__.co_firstlineno
            raise HuntError(
                f"{self.name}, line {line}: {measure.__name__} returned {shown(found)}; a measure returns one number."
            )
        return float(found)


def measures_from(path: str | Path) -> OwnMeasures:
    """Read measures of your own from a file, and try each on a short run.

    Parameters
    ----------
    path
        A Python file: each function in it with one parameter, ``evening`` or ``history``, is a measure.

    Raises
    ------
    HuntError
        When the file cannot be read, or one of its functions is no measure.
    """
    found = read_measures(path)
    try_measures(found)
    return found


def read_measures(path: str | Path) -> OwnMeasures:
    """Read measures from a file and look through them, without running any; see :func:`measures_from`."""
    found = OwnMeasures(*read_python("measures", path))
    _functions(found)
    return found


def try_measures(own: OwnMeasures) -> None:
    """Try each measure on a short run, or refuse it."""
    own.values(Parameters(days=20, hunters=6), 1)


def checked_measures(given: Any) -> OwnMeasures | None:
    """Return measures as a manifest has them, or as they are."""
    if given is None or isinstance(given, OwnMeasures):
        return given
    return OwnMeasures(given["name"], given["text"])


def last_evening(parameters: Parameters, seed: int, changes: tuple[Change, ...] = ()) -> Evening:
    """Live a run and return its last evening."""
    from hunt.engine.compiled import first_day, run_days

    world, luck = first_day(parameters, seed)
    acts = acts_of(parameters, changes)
    settings = parameters
    for start, stop, settings in segments(parameters, changes):
        run_days(world._replace(params=record_of(settings), acts=acts), luck, start, stop, settings.rules)
    trust = (world.kept + 1.0) / (world.kept + world.broken + 2.0)
    return Evening(
        settings, seed, world.hunters, world.beasts, world.camp, trust, world.spent, world.terrain, world.game
    )


@lru_cache(maxsize=32)
def _functions(own: OwnMeasures) -> dict[str, FunctionType]:
    """Return the measures in a file by name."""
    try:
        code = compile(ast.parse(own.text, own.name), own.name, "exec")
    except SyntaxError as error:
        raise HuntError(f"{own.name}, line {error.lineno}: this is not Python: {error.msg}; mend that line.") from None
    except ValueError:
        raise HuntError(f"{own.name} cannot be read as Python; is it a text file?") from None
    linecache.cache[own.name] = (len(own.text), None, own.text.splitlines(keepends=True), own.name)  # for tracebacks
    module = ModuleType("own_measures")
    try:
        exec(code, vars(module))
    except Exception as error:
        raise HuntError(f"{own.name}, line {line_in(error, own.name)}: {type(error).__name__}: {error}.") from None
    found = {
        name: one
        for name, one in vars(module).items()
        if isinstance(one, FunctionType) and one.__module__ == "own_measures" and not name.startswith("_")
    }
    for name, one in found.items():
        _check(own, name, one)
    if not found:
        raise HuntError(f"{own.name} has no measure in it: write a function with one parameter, evening or history.")
    return found


def _check(own: OwnMeasures, name: str, measure: FunctionType) -> None:
    where = f"{own.name}, line {measure.__code__.co_firstlineno}"
    names = list(inspect.signature(measure).parameters)
    if len(names) != 1 or names[0] not in GIVEN:
        raise HuntError(
            f"{where}: {name}({', '.join(names)}) is no measure: write def {name}(evening): or def {name}(history):, "
            f"or call it _{name} where it is a helper."
        )
    if not inspect.getdoc(measure):
        raise HuntError(f'{where}: {name} does not say what it is; begin it with """What is measured, unit.""".')
    if name in MEASURES or name in FIELDS or name in TAKEN:
        raise HuntError(f"{where}: {name} is the name of something else here; choose another, such as my_{name}.")


def _parameter(measure: Callable[..., Any]) -> str:
    return next(iter(inspect.signature(measure).parameters))


def _first_sentence(measure: FunctionType) -> str:
    return " ".join((inspect.getdoc(measure) or "").partition("\n\n")[0].split()).rstrip(".")
