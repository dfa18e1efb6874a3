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
import json
import linecache
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from numbers import Real
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hunt.catalogue.interventions import Change, acts_of, segments
from hunt.catalogue.measures import MEASURES
from hunt.catalogue.own_files import read_python
from hunt.catalogue.parameters import FIELDS, Parameters
from hunt.engine.records import Records, record_of
from hunt.errors import HuntError, line_in, not_python, shown
from hunt.history import record
from hunt.measure_calls import call_quietly, cannot_be_computed, note_value

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
    """A file of measures as a value, its name and its text, so that it goes to workers and into manifests.

    Attributes
    ----------
    name, text
        Of the file.
    trusted
        Whether it may be run: not one that came with results, before someone says so.  Measures are Python like any
        other, and may do anything.  What they are called and what they say is read without running them.
    """

    name: str
    text: str
    trusted: bool = field(default=True, compare=False, repr=False)

    def plain(self) -> dict[str, str]:
        """Return it as JSON can hold it."""
        return {"name": self.name, "text": self.text}

    def names(self) -> tuple[str, ...]:
        """Return the names of its measures, in their order."""
        return tuple(_written(self))

    def says(self) -> dict[str, str]:
        """Return what each measure is, with its unit, by name."""
        return {name: _first_sentence(ast.get_docstring(one) or "") for name, one in _written(self).items()}

    def looks_at(self) -> dict[str, str]:
        """Return for each measure whether it looks at the last ``evening`` or the whole ``history``."""
        return {name: one.args.args[0].arg for name, one in _written(self).items()}

    def values(self, parameters: Parameters, seed: int, changes: Iterable[Change] = ()) -> dict[str, float]:
        """Live a run and return the value of each measure; no history is kept where none is asked for.

        Raises
        ------
        HuntError
            When a measure raises, or gives something other than a number: one sentence, with its line; and for measures
            that are not trusted.
        """
        _functions(self)  # what cannot be run is refused before a run is
        changes = tuple(changes)
        given: dict[str, Any] = {}
        wanted = self.looks_at()
        if "history" in wanted.values():
            given["history"] = record(parameters, seed, changes)
        if "evening" in wanted.values():
            given["evening"] = last_evening(parameters, seed, changes)
        found = {name: self._value(name, given[one]) for name, one in wanted.items()}
        for name, value in found.items():
            note_value(name, value)
        return found

    def of_evening(self, name: str, evening: Evening) -> float:
        """Return one measure of any evening, or raise as `values` does."""
        return self._value(name, evening)

    def _value(self, name: str, given: Any) -> float:
        measure = _functions(self)[name]
        try:
            found = call_quietly(measure, given)
        except (MemoryError, OSError):  # the machine's, not the measure's
            raise
        except (Exception, SystemExit) as error:  # sys.exit() would end the sweep without a word
            where = f"{self.name}, line {line_in(error, self.name) or _written(self)[name].lineno}"
            raise HuntError(cannot_be_computed(where, name, error, self.looks_at()[name])) from error
        if not isinstance(found, Real | np.bool_) or isinstance(found, complex):
            line = _written(self)[name].lineno
            hint = "a measure returns one number"
            hint = "end it with `return` and a number" if found is None else hint
            hint += ", as .sum() or .mean() gives" if isinstance(found, np.ndarray) else ""
            raise HuntError(f"{self.name}, line {line}: {name} returned {shown(found)}; {hint}.")
        try:
            return float(found)
        except (OverflowError, ValueError):
            line = _written(self)[name].lineno
            raise HuntError(f"{self.name}, line {line}: {name} returned a number that is too large.") from None


def measures_from(path: str | Path) -> OwnMeasures:
    """Read measures of your own from a file, and try each on a short run.

    Parameters
    ----------
    path
        A Python file: each function in it with one parameter, ``evening`` or ``history``, is a measure.

    Raises
    ------
    HuntError
        When the file cannot be read, or one of its functions is not a measure.
    """
    found = read_measures(path)
    try_measures(found)
    return found


def read_measures(path: str | Path) -> OwnMeasures:
    """Read measures from a file and look through them, without running any; see :func:`measures_from`."""
    found = OwnMeasures(*read_python("measures", path))
    _written(found)
    _functions(found)
    return found


def try_measures(own: OwnMeasures) -> None:
    """Try each measure on a short run, twice, or refuse it: the same run has the same measures."""
    first, again = (own.values(Parameters(days=20, hunters=6), 1) for _ in range(2))
    for name, value in first.items():
        if value != again[name] and not (value != value and again[name] != again[name]):
            raise HuntError(
                f"{own.name}, line {_written(own)[name].lineno}: {name} gave {value:g}, and then {again[name]:g} for "
                "the same run; a measure depends on its run alone: no random numbers, no clock, nothing kept from "
                "before."
            )


def own_measures_of(given: OwnMeasures | str | Path | None) -> OwnMeasures | None:
    """Return measures as they are, or those of a file."""
    return given if given is None or isinstance(given, OwnMeasures) else measures_from(given)


def checked_measures(given: Any) -> OwnMeasures | None:
    """Return measures as results have them, not to be run before someone says so; others as they are."""
    if given is None or isinstance(given, OwnMeasures):
        return given
    if not all(isinstance(given[name], str) for name in ("name", "text")):
        raise HuntError(f"measures = {shown(given)} is not allowed: it must be a name and a text.")
    return OwnMeasures(given["name"], given["text"], trusted=False)


def measures_in_results(given: str | None) -> OwnMeasures | None:
    """Return the measures that came with a folder of results, or with its manifest; None for anything else.

    Raises
    ------
    HuntError
        For results that have none of their own.
    """
    if given is None or not (given.endswith(".json") or Path(given).is_dir()):
        return None
    places = (
        [Path(given)]
        if given.endswith(".json")
        else [Path(given) / name for name in ("manifest.json", "settings.json")]
    )
    for file in places:
        with suppress(OSError, ValueError, TypeError, KeyError):
            data = json.loads(file.read_text(encoding="utf-8"))
            found = checked_measures((data["design"] if "design" in data else data["comparison"])["measures"])
            if found is not None:
                return found
    raise HuntError(f"{given} has no measures of its own; name a folder of results that was made with --measures.")


def require_trust(own: OwnMeasures | None) -> None:
    """Refuse to run measures that came with results, and say how to read and allow them."""
    if own is not None and not own.trusted:
        raise HuntError(
            f"{own.name} came with the results: measures are Python and may do anything; read them, as 'hunt measures "
            "--measures RESULTS' prints them, and if you trust them add --trust (in Python: trust=True)."
        )


def last_evening(parameters: Parameters, seed: int, changes: tuple[Change, ...] = ()) -> Evening:
    """Live a run and return its last evening."""
    from hunt.engine.compiled import first_day, run_days

    world, luck = first_day(parameters, seed)
    acts = acts_of(parameters, changes)
    settings = parameters
    for start, stop, settings in segments(parameters, changes):
        run_days(world._replace(params=record_of(settings), acts=acts), luck, start, stop, settings.rules)
    return evening_of(world, settings, seed)


def evening_of(world: Records, parameters: Parameters, seed: int) -> Evening:
    """Return what a measure sees of a world; it cannot write there, because the run may go on."""
    trust = (world.kept + 1.0) / (world.kept + world.broken + 2.0)
    evening = Evening(
        parameters,
        seed,
        world.hunters.view(),
        world.beasts.view(),
        world.camp.copy(),
        trust,
        world.spent.view(),
        world.terrain.view(),
        world.game.view(),
    )
    for one in evening:
        if isinstance(one, np.ndarray):
            one.flags.writeable = False
    return evening


@lru_cache(maxsize=32)
def _written(own: OwnMeasures) -> dict[str, ast.FunctionDef]:
    """Return the measures in a file by name, as they are written; nothing of it is run."""
    try:
        tree = ast.parse(own.text, own.name)
    except SyntaxError as error:
        raise HuntError(f"{own.name}, line {error.lineno}: {not_python(error)}") from None
    except (ValueError, RecursionError, MemoryError):
        raise HuntError(f"{own.name} cannot be read as Python; is it a text file?") from None
    found: dict[str, ast.FunctionDef] = {}
    for one in tree.body:
        if isinstance(one, ast.FunctionDef) and not one.name.startswith("_"):
            if one.name in found:
                raise HuntError(
                    f"{own.name}, line {one.lineno}: {one.name} is defined a second time, after line "
                    f"{found[one.name].lineno}; delete one."
                )
            found[one.name] = one
    for one in found.values():
        _check(own, one)
    if not found:
        raise HuntError(f"{own.name} has no measure in it: write a function with one parameter, evening or history.")
    return found


@lru_cache(maxsize=32)
def _functions(own: OwnMeasures) -> dict[str, Callable[[Any], Any]]:
    """Return the measures in a file by name, ready to be called."""
    require_trust(own)
    names = _written(own)
    linecache.cache[own.name] = (len(own.text), None, own.text.splitlines(keepends=True), own.name)  # for tracebacks
    module = ModuleType("own_measures")
    try:
        exec(compile(own.text, own.name, "exec"), vars(module))
    except (Exception, SystemExit) as error:
        raise HuntError(f"{own.name}, line {line_in(error, own.name)}: {type(error).__name__}: {error}.") from None
    return {name: vars(module)[name] for name in names}


def _check(own: OwnMeasures, measure: ast.FunctionDef) -> None:
    name, given = measure.name, measure.args
    where = f"{own.name}, line {measure.lineno}"
    names = [one.arg for one in given.args]
    if len(names) != 1 or names[0] not in GIVEN or _others(given):
        raise HuntError(
            f"{where}: {name}({ast.unparse(given)}) is not a measure: write `def {name}(evening):` or "
            f"`def {name}(history):`, or call it _{name} if it is a helper."
        )
    if not ast.get_docstring(measure):
        raise HuntError(f'{where}: {name} has no docstring; begin it with """What is measured, unit.""".')
    if name in MEASURES or name in FIELDS or name in TAKEN:
        raise HuntError(f"{where}: {name} is the name of something else here; choose another, such as my_{name}.")


def _others(given: ast.arguments) -> list[Any]:
    """Return parameters of other kinds than those in a row."""
    return [one for one in (*given.posonlyargs, *given.kwonlyargs, given.vararg, given.kwarg) if one is not None]


def _first_sentence(said: str) -> str:
    return " ".join(said.partition("\n\n")[0].split()).rstrip(".")
