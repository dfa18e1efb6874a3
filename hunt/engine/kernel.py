"""The machine code: the rules and the days of whole runs, compiled as one function.

What goes in and out of it is prepared by :mod:`hunt.engine.compiled`.
"""

import gc
from collections import namedtuple
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from threading import Lock, current_thread, main_thread
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any

import numba
import numpy as np
from numba.core.compiler_lock import global_compiler_lock
from numba.np import arrayobj, linalg

from hunt.catalogue.own_rules import OwnRules
from hunt.engine.by_reference import by_reference
from hunt.engine.code_cache import FOLDER, folder_of_own, keep
from hunt.engine.compiler_errors import said_by_compiler
from hunt.engine.inlining import CALLED_INSIDE, InlineOnlyCompiler
from hunt.engine.interrupting import in_another_thread
from hunt.engine.loop_guard import stop
from hunt.engine.loop_stop import stop_compiled
from hunt.engine.own_rules import Loaded, loaded
from hunt.engine.rule_copies import copy_rules, rule_modules
from hunt.engine.rule_errors import said_of_rules
from hunt.engine.streams import draw_day, draw_initial, seed_streams
from hunt.vocabulary import NOBODY


def compile_rules(modules: list[ModuleType], own: Loaded | None = None) -> dict[str, Any]:
    """Compile every function the modules define; compiled rules call each other.

    With rules of a user's own among them, all check every index and every division, also those of the project: the
    user's may hand them a number of nobody or a 0, or leave one in the world for them to find.
    """
    options = CALLED_INSIDE if own is None else CALLED_INSIDE | {"boundscheck": True, "error_model": "python"}

    def twin_of(rule: FunctionType) -> Any:
        return numba.njit(**options, pipeline_class=InlineOnlyCompiler, forceinline=rule.__name__ not in SELDOM)(rule)

    return copy_rules(modules, twin_of, _as_numbers, own)


def _as_numbers(value: Any) -> Any:
    """Turn a vocabulary into plain numbers and a table into an array.

    Numba cannot index with enum members, and looks into a tuple by a chain of jumps.
    """
    if isinstance(value, type) and issubclass(value, IntEnum) and value is not IntEnum:
        words = {word.name: word.value for word in value}
        return namedtuple(value.__name__, words)(**words)
    if value is stop:
        return stop_compiled
    return np.array(value) if isinstance(value, tuple) else value


SELDOM = frozenset(("write_event",))
"""All rules are inlined into their callers, which makes a day nearly twice as fast; except these, which are rarely
called and would have to be compiled into every caller."""

twin = SimpleNamespace(**compile_rules(rule_modules()))
_one_day, _first_morning = twin.one_day, twin.first_morning


@numba.njit(**CALLED_INSIDE)
def _begin_again(world, arm, plan, camp, blank):  # type: ignore[no-untyped-def]
    """Put everything back to 0, and take over the acts and the growth of an arm."""
    camp[0] = blank.camp[0]
    for h in range(len(world.hunters)):
        world.hunters[h] = blank.hunter[0]
    for b in range(len(world.beasts)):
        world.beasts[b] = blank.beast[0]
    world.grazed[:, :] = 0
    world.benches[:] = 0
    world.asked[:] = 0
    world.weighed[:, :] = 0.0
    world.spent[:, :] = 0.0
    world.verdict[:] = 0
    for k in range(len(world.growth)):
        world.growth[k] = plan.growth[arm, k]
    acts = plan.acts_from[arm + 1] - plan.acts_from[arm]
    for k in range(len(world.acts)):
        world.acts[k, 0] = NOBODY  # no day
        if k < acts:
            for column in range(3):
                world.acts[k, column] = plan.acts[plan.acts_from[arm] + k, column]


@numba.njit(**CALLED_INSIDE)
def _begin_anew(world, arm, plan, camp, blank):  # type: ignore[no-untyped-def]
    """The same before rules of a user's own, which may read what those of the project always write first."""
    _begin_again(world, arm, plan, camp, blank)
    world.kept[:, :] = 0.0
    world.broken[:, :] = 0.0
    world.terrain[:, :] = 0
    world.game[:, :] = 0.0
    world.quarries[:] = 0
    world.present[:] = 0
    world.party[:] = 0
    world.gains[:] = 0.0
    world.costs[:] = 0.0
    world.tickets[:] = 0.0
    world.promised[:] = 0


@numba.njit(**CALLED_INSIDE)
def _note_ends(world, camp, arm, run, ends):  # type: ignore[no-untyped-def]
    """Keep what is kept of a last evening; sums run in the order of the hunters, as in `final_state`."""
    ends.camps[arm, run] = camp[0]
    trusts, pouches, living = 0.0, 0.0, 0
    for h in range(len(world.hunters)):
        hunter = world.hunters[h]
        ends.died[arm, run, h] = hunter.died
        pouches += hunter.pouch
        if hunter.alive:
            trusts += hunter.trusts
            living += 1
        for action in range(world.spent.shape[1]):
            ends.spent[arm, run, action] += world.spent[h, action]
    ends.trusts[arm, run] = trusts / living if living > 0 else np.nan
    ends.pouches[arm, run] = pouches


def _simulate(workspace, seeds, plan, ahead, ends, diaries):  # type: ignore[no-untyped-def]
    """Simulate some runs: those of the seeds in every arm or, without seeds, the world as it stands.

    It is compiled once for each set of rules.  It is one function because the day is compiled into every function that
    calls it.  ``ahead`` days of luck are drawn in any case, the others while someone lives.  The rules are handed what
    ``workspace.read`` has: the same memory.
    """
    fresh = len(seeds) > 0
    world = by_reference(workspace.world)  # type: ignore[var-annotated, call-arg]
    luck = by_reference(workspace.luck)
    initial = by_reference(workspace.initial)
    read = by_reference(workspace.read.world)
    read_luck = by_reference(workspace.read.luck)
    read_initial = by_reference(workspace.read.initial)
    camp = workspace.camp
    for run in range(max(1, len(seeds))):
        drawn = len(luck.first)
        if fresh:
            seed_streams(seeds[run], workspace.streams, workspace.scratch)
            draw_initial(initial, workspace.streams, workspace.scratch)
            for day in range(ahead):
                draw_day(day, luck, workspace.streams, workspace.scratch)
            drawn = ahead
        for arm in range(len(plan.stretches) - 1):
            for stretch in range(plan.stretches[arm], plan.stretches[arm + 1]):
                if fresh:
                    workspace.settings[0] = plan.settings[stretch]
                    if stretch == plan.stretches[arm]:
                        _begin_again(world, arm, plan, camp, workspace.blank)
                        _first_morning(read, read_initial)
                for day in range(plan.start[stretch], plan.stop[stretch]):
                    if world.camp.living > 0:
                        if day == drawn:
                            draw_day(day, luck, workspace.streams, workspace.scratch)
                            drawn += 1
                        _one_day(day, read, read_luck)
                    elif len(diaries) == 0:
                        break
                    if len(diaries) > 0:
                        diaries[arm, run, day, 0] = world.camp.living
                        diaries[arm, run, day, 1] = world.camp.store
                        diaries[arm, run, day, 2] = world.camp.attained
                        diaries[arm, run, day, 3] = world.camp.days_lived
            if fresh and len(ends.trusts) > 0:
                _note_ends(world, camp, arm, run, ends)


DIARY = ("living", "store", "attained", "days_lived")
"""What a diary records every day; the last two are sums since day 0."""

LEVEL = 2
"""LLVM optimisation level: level 3 takes a fifth longer to compile and makes a year a few percent shorter."""


class Kernel:
    """The machine code of one set of rules: those of the project or, with some replaced, those of a user.

    Parameters
    ----------
    own
        The user's rules; None for the project's.
    """

    def __init__(self, own: OwnRules | None = None) -> None:
        self._own = own
        self._loading = Lock()
        self._ready: list[tuple[Any, Any]] = []
        """The machine code, once compiled, and the array types it is for: numba's own dispatch takes longer than a
        short call itself."""
        function, folder = _simulate, FOLDER
        if own is not None:
            rules = compile_rules(rule_modules(), loaded(own))
            instead = {"_one_day": rules["one_day"], "_first_morning": rules["first_morning"]}
            instead["_begin_again"] = _begin_anew
            function = FunctionType(_simulate.__code__, globals() | instead, _simulate.__name__)
            folder = folder_of_own(own.digest())
        self.folder = folder
        self._compiled = keep(numba.njit(nogil=True, error_model="numpy")(function), folder)

    def __call__(self, *given: Any) -> None:
        """Call the machine code with what `_simulate` is given; several threads may do so at once.

        Raises
        ------
        HuntError
            Where a rule of the user's own cannot be compiled, looks up a place that is not there, or cannot go on.
        """
        with said_of_rules(self._own):
            if self._own is not None and self._ready and current_thread() is main_thread():
                in_another_thread(self._call, given)  # a user's rule may take long
            else:
                self._call(given)

    def _call(self, given: tuple[Any, ...]) -> None:
        kinds = [(one.dtype, one.flags.c_contiguous, one.flags.writeable) for one in _arrays(given)]
        if not self._ready:
            with self._loading:
                if not self._ready:
                    # The lock is numba's own: no other thread may compile anything of its own with our shortcuts.
                    with global_compiler_lock, _first_call(), said_by_compiler(self._own):
                        self._compiled(*given)
                    self._ready.append((kinds, self._compiled.overloads[self._compiled.signatures[0]].entry_point))
                    return
        known, machine_code = self._ready[0]
        if kinds == known:
            machine_code(*given)
        else:
            self._compiled(*given)


_project = Kernel()


_of_own: dict[OwnRules, Kernel] = {}
_making = Lock()


def kernel_of(own: OwnRules | None) -> Kernel:
    """Return the machine code of some rules; it is compiled, or loaded from the disk, at its first call."""
    if own is None:
        return _project
    with _making:
        if own not in _of_own:
            _of_own[own] = Kernel(own)
        return _of_own[own]


def _arrays(given: Any) -> Iterator[Any]:
    """Yield every array and record of a tuple of tuples."""
    for one in given:
        if isinstance(one, tuple):
            yield from _arrays(one)
        elif not isinstance(one, int):
            yield one


@contextmanager
def _first_call() -> Iterator[None]:
    """Compile, or load, in less time.

    Garbage collection is off: compiling makes many small objects, none of them garbage.  Numba does not load all of
    SciPy's linear algebra just to see whether it is installed: no rule multiplies matrices, and other code loads it on
    first use.  And no index counts from the end: no rule of the project has such a one, which
    ``tests/hunt/engine/test_indices.py`` proves, and a year gets a few percent shorter; where a user's own rule has
    one, the check of all indices finds it.
    """
    collecting = gc.isenabled()
    ensure_blas, level = linalg.ensure_blas, numba.config.OPT  # type: ignore[attr-defined]
    fix_integer_index = arrayobj.fix_integer_index
    gc.disable()
    linalg.ensure_blas = lambda: None
    arrayobj.fix_integer_index = _index_as_it_is
    numba.config.OPT = type(level)(min(level, LEVEL))  # type: ignore[attr-defined]
    try:
        yield
    finally:
        linalg.ensure_blas, numba.config.OPT = ensure_blas, level  # type: ignore[attr-defined]
        arrayobj.fix_integer_index = fix_integer_index
        if collecting:
            gc.enable()


def _index_as_it_is(context: Any, builder: Any, kind: Any, index: Any, size: Any) -> Any:
    return context.cast(builder, index, kind, numba.types.intp)
