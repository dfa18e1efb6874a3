"""The compiled engine: the rules as machine code, from the same source, run on numpy records."""

import gc
import hashlib
import shutil
from collections import namedtuple
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from threading import Lock
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any

import numba
import numpy as np
from numba.np import linalg
from numpy.typing import NDArray

from agents.environment import Luck
from hunt.catalogue.parameters import Parameters
from hunt.engine.by_reference import by_reference
from hunt.engine.initial_state import initial_state
from hunt.engine.inlining import InlineOnlyCompiler
from hunt.engine.records import Records
from hunt.engine.rule_copies import copy_rules, rule_modules

ROOT = Path(__file__).parents[2]
RULES_DEPEND_ON = ("agents", "hunt/world", "hunt/engine", "hunt/catalogue/parameters.py")
"""What compiled rules depend on: the import contracts see to it that rules import nothing else.  The narrator, the
command line and the rest may be edited without compiling again."""


def digest_of(places: tuple[str, ...]) -> str:
    """Return a digest of all Python files in some places of the project."""
    found = (ROOT.glob(place) if place.endswith(".py") else (ROOT / place).rglob("*.py") for place in places)
    files = sorted(file for files_there in found for file in files_there)
    source = b"".join(file.relative_to(ROOT).as_posix().encode() + file.read_bytes() for file in files)
    return hashlib.sha256(source + numba.__version__.encode()).hexdigest()[:16]


def source_digest() -> str:
    """Return a digest of all source that the outcome of a run can depend on."""
    return digest_of(("agents", "hunt"))


def cache_by_source() -> None:
    """Keep compiled rules under a digest of everything they depend on.

    Numba checks only the file a function is in, not the files of the functions it calls nor of the
    constants it reads, so an edited rule would otherwise keep running in its old form inside an
    unedited one.
    """
    root = Path(numba.config.CACHE_DIR or Path(__file__).parent / "__pycache__")  # type: ignore[attr-defined]
    numba.config.CACHE_DIR = str(root / f"compiled-{digest_of(RULES_DEPEND_ON)}")  # type: ignore[attr-defined]


def compile_rules(modules: list[ModuleType]) -> dict[str, Any]:
    """Compile every function the modules define; compiled rules call each other."""

    def twin_of(rule: FunctionType) -> Any:
        return numba.njit(**INSIDE, forceinline=rule.__name__ not in SELDOM)(rule)

    return copy_rules(modules, twin_of, _as_numbers)


def _as_numbers(value: Any) -> Any:
    """Turn a vocabulary into plain numbers and a table into an array.

    Numba cannot index with enum members, and looks into a tuple by a chain of jumps.
    """
    if isinstance(value, type) and issubclass(value, IntEnum) and value is not IntEnum:
        words = {word.name: word.value for word in value}
        return namedtuple(value.__name__, words)(**words)
    return np.array(value) if isinstance(value, tuple) else value


INSIDE: dict[str, Any] = {"nogil": True, "_nrt": False}
INSIDE |= {
    "no_cpython_wrapper": True,
    "no_cfunc_wrapper": True,
    "error_model": "numpy",
    "pipeline_class": InlineOnlyCompiler,
}
"""How each rule is compiled: without a wrapper (halves compile time), without reference counting, which would cost
ten times the day itself (rules never allocate), and without checking each division for zero (the Mesa engine does
that).  Single rules are not cached on disk; the whole is."""

SELDOM = frozenset(("write_event",))
"""All rules are inlined into their callers, which makes a day nearly twice as fast; except these, which are rarely
called and would have to be compiled into every caller."""

cache_by_source()
twin = SimpleNamespace(**compile_rules(rule_modules()))
_one_day = twin.one_day


@numba.njit(nogil=True, cache=True, error_model="numpy")
def _run_days(world, luck, start, stop, diary):  # type: ignore[no-untyped-def]
    the_world = by_reference(world)  # type: ignore[var-annotated, call-arg]
    the_luck = by_reference(luck)
    for day in range(start, stop):
        if world.camp.living > 0:
            _one_day(day, the_world, the_luck)
        if len(diary) > 0:
            diary[day, 0] = world.camp.living
            diary[day, 1] = world.camp.store
            diary[day, 2] = world.camp.attained
            diary[day, 3] = world.camp.days_lived


DIARY = ("living", "store", "attained", "days_lived")
"""What a diary records every day; the last two are sums since day 0."""

NO_DIARY = np.zeros((0, len(DIARY)))


LEVEL = 2
"""LLVM optimisation level: level 3 takes a fifth longer to compile and makes a year a few percent shorter."""

_ready: list[tuple[Any, Any]] = []
"""The machine code of `_run_days`, once compiled, and the array types it is for: numba's own dispatch takes longer than
the call itself."""

_loading = Lock()


def run_days(world: Records, luck: Luck, start: int, stop: int, diary: NDArray[np.float64] = NO_DIARY) -> None:
    """Simulate the days from start up to, not including, stop; fill in a diary, [day, DIARY], if one is given.

    Several threads may call it at once.
    """
    kinds = [(one.dtype, one.flags.c_contiguous) for one in (*world, *luck, diary)]
    if not _ready:
        with _loading:
            if not _ready:
                with _first_call():
                    _run_days(world, luck, start, stop, diary)
                _ready.append((kinds, _run_days.overloads[_run_days.signatures[0]].entry_point))  # type: ignore[attr-defined]
                return
    known, machine_code = _ready[0]
    if kinds == known:
        machine_code(world, luck, start, stop, diary)
    else:
        _run_days(world, luck, start, stop, diary)


@contextmanager
def _first_call() -> Iterator[None]:
    """Compile, or load, in less time.

    Garbage collection is off: compiling makes many small objects, none of them garbage.  Numba does not load all of
    SciPy's linear algebra just to see whether it is installed: no rule multiplies matrices, and other code loads it on
    first use.
    """
    collecting = gc.isenabled()
    ensure_blas, level = linalg.ensure_blas, numba.config.OPT  # type: ignore[attr-defined]
    gc.disable()
    linalg.ensure_blas = lambda: None
    numba.config.OPT = type(level)(min(level, LEVEL))  # type: ignore[attr-defined]
    try:
        yield
    finally:
        linalg.ensure_blas, numba.config.OPT = ensure_blas, level  # type: ignore[attr-defined]
        if collecting:
            gc.enable()


def is_compiled() -> bool:
    """Return whether the compiled rules of exactly this source are on disk."""
    return any(Path(numba.config.CACHE_DIR).rglob("*.nbc"))  # type: ignore[attr-defined]


def forget_old_rules(keep: int = 4) -> None:
    """Remove compiled rules of older sources, except the latest few."""
    place = Path(numba.config.CACHE_DIR)  # type: ignore[attr-defined]
    if place.name.startswith("compiled-"):  # never a folder chosen by the user
        old = sorted(place.parent.glob("compiled-*"), key=lambda folder: folder.stat().st_mtime, reverse=True)
        for folder in old[keep:]:
            shutil.rmtree(folder, ignore_errors=True)


def compile_once() -> None:
    """Compile the rules, or load them, by simulating one day of a small band."""
    forget_old_rules()
    world, luck = initial_state(Parameters(hunters=2, days=1), 0)
    run_days(world, luck, 0, 1)
