"""Many runs at once: chunks of seeds over threads, every arm meeting the same luck.

Run ``i`` of an ensemble has the seed ``seed + i`` in every arm, so any row can be replayed alone with
``hunt run --seed``.  Neither the number of workers nor the size of a chunk changes a bit of the table.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from numbers import Integral
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.given import require_functions, true_or_false
from hunt.catalogue.interventions import Change, checked_seed
from hunt.catalogue.parameters import Parameters
from hunt.engine.compiled import ArmSettings, run_arms, size_of
from hunt.engine.kernel import DIARY
from hunt.engine.records import FinalStates
from hunt.errors import HuntError, shown
from hunt.measure_calls import warn_of_left_out
from hunt.outcome import OUTCOMES, columns
from hunt.own_measures import OwnMeasures, own_measures_of, require_trust

CHUNK = 100
MOST_RUNS = 10_000_000
"""More runs than this in one go are refused."""

MOST_KEPT = 4 * 2**30
"""And so are runs of which more bytes would be kept than this."""

MOST_WORKERS = 1000

Progress = Callable[[int], None]
"""Called with the number of runs that have just been finished."""


@dataclass(frozen=True)
class Ensemble:
    """The runs of all arms.

    Attributes
    ----------
    table
        One row per run and arm: ``arm``, ``run``, ``seed`` and the fields of :class:`hunt.Outcome`.
    died
        By arm: day of death of every hunter, [run, hunter], -1 for those alive at the end.
    parameters
        By arm.
    diaries
        By arm, if requested: [run, day, DIARY] of :mod:`hunt.engine.kernel`.
    """

    table: pd.DataFrame
    died: dict[str, NDArray[np.int64]]
    parameters: dict[str, Parameters]
    diaries: dict[str, NDArray[np.float64]]

    def arm(self, name: str) -> pd.DataFrame:
        """Return the runs of one arm, in the order of their seeds."""
        return self.table[self.table["arm"] == name].reset_index(drop=True)


def run_ensemble(
    arms: Mapping[str, Parameters],
    runs: int,
    seed: int = 1,
    *,
    changes: Mapping[str, Sequence[Change]] | None = None,
    diaries: bool = False,
    workers: int | None = None,
    chunk: int = CHUNK,
    progress: Progress | None = None,
    measures: OwnMeasures | str | Path | None = None,
) -> Ensemble:
    """Simulate ``runs`` hunts in every arm, paired by seed.

    Parameters
    ----------
    arms
        Parameters by the name of the arm.
    runs
        Hunts per arm.
    seed
        Seed of the first run; the others count up from it.
    changes
        By arm, settings that are new from the morning of a day on.
    diaries
        Keep some numbers of every evening.
    workers
        Threads; by default one per core.
    chunk
        Runs a thread simulates before it takes the next chunk.
    measures
        What :func:`hunt.measures_from` gave, or the path of a file for it; each is a
        further column, and each run is simulated once more for them.

    Raises
    ------
    HuntError
        For a number of runs, a seed, an arm of the changes or a number of workers that is not allowed.

    Warns
    -----
    UserWarning
        Where a measure of your own is infinite or not a number (NaN) in some runs.
    """
    refuse_no_arms(arms)
    refuse_no_changes(changes)
    diaries = true_or_false("diaries", diaries)
    require_functions(progress=progress)
    measures = own_measures_of(measures)
    require_trust(measures)
    checked_runs(runs, len(arms))
    checked_kept(runs, arms, diaries=diaries)
    kept = {name: np.zeros((runs if diaries else 0, one.days, len(DIARY))) for name, one in arms.items()}
    table = {name: {column: np.zeros(0) for column in OUTCOMES} for name in arms}
    died = {name: np.zeros((runs, one.hunters), np.int64) for name, one in arms.items()}
    own = measures.names() if measures is not None else ()
    for name in arms:
        table[name] |= {column: np.zeros(runs) for column in own}
    for lived in chunks(
        arms, runs, seed, changes=changes, diaries=diaries, workers=workers, chunk=chunk, measures=measures
    ):
        rows = slice(lived.at, lived.at + lived.runs)
        for name, finals in lived.finals.items():
            died[name][rows] = finals.died
            for column, values in columns(arms[name], finals).items():
                if len(table[name][column]) == 0:  # the first chunk shows the kind of number
                    table[name][column] = np.zeros(runs, values.dtype)
                table[name][column][rows] = values
        for name, found in lived.own.items():
            for column in own:
                table[name][column][rows] = found[column]
        for name, evenings in lived.diaries.items():
            kept[name][rows] = evenings
        if progress is not None:
            progress(lived.runs * len(arms))
    heads = {name: {"arm": name, "run": np.arange(runs), "seed": int(seed) + np.arange(runs)} for name in arms}
    whole = pd.concat([pd.DataFrame(heads[name] | table[name]) for name in arms], ignore_index=True)
    warn_of_left_out({column: whole[column].to_numpy() for column in own})
    return Ensemble(whole, died, dict(arms), kept if diaries else {})


class ChunkResult(NamedTuple):
    """Some runs that have just been finished in every arm."""

    at: int  # number of the first of them
    runs: int
    finals: dict[str, FinalStates]  # by arm
    diaries: dict[str, NDArray[np.float64]]  # by arm, if requested: [run, day, DIARY]
    own: dict[str, dict[str, NDArray[np.float64]]]  # by arm and measure of the user's own: [run]


def chunks(
    arms: Mapping[str, Parameters],
    runs: int,
    seed: int = 1,
    *,
    changes: Mapping[str, Sequence[Change]] | None = None,
    diaries: bool = False,
    workers: int | None = None,
    chunk: int = CHUNK,
    measures: OwnMeasures | None = None,
) -> Iterator[ChunkResult]:
    """Yield the runs of an ensemble in chunks, each as soon as it is finished; see :func:`run_ensemble`."""
    changes = changes or {}
    checked_runs(runs, len(arms))
    seed = checked_seeds(seed, runs)
    workers = cores() if workers is None else _checked("workers", workers, 1, MOST_WORKERS, "2")
    chunk = _checked("chunk", chunk, 1, MOST_RUNS, str(CHUNK))
    for name in changes:
        if name not in arms:
            raise HuntError(f"changes are given for {shown(name)}, which is no arm; the arms are {', '.join(arms)}.")
    pool = ThreadPoolExecutor(workers)
    try:
        waiting = [
            pool.submit(_run_chunk, arms, changes, at, seed + at, min(chunk, runs - at), diaries, measures)
            for at in range(0, runs, chunk)
        ]
        for future in as_completed(waiting):
            yield future.result()
    finally:
        # Who stops it, or has made a mistake, waits neither for the rest nor for a rule of their own that takes long.
        pool.shutdown(wait=False, cancel_futures=True)


def cores() -> int:
    """Return how many cores there are for this program."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux says which cores a program may use
        return os.cpu_count() or 1


def refuse_no_arms(arms: object) -> None:
    """Refuse anything but sets of parameters by name."""
    if not isinstance(arms, Mapping) or not all(isinstance(one, Parameters) for one in arms.values()):
        raise HuntError(
            f"arms = {shown(arms)} is not allowed: it must be parameters by name, as in {{'own': "
            "hunt.scenario().parameters('own-product')}}."
        )


def refuse_no_changes(changes: object) -> None:
    """Refuse anything but lists of changes by arm."""
    if changes is not None and not (
        isinstance(changes, Mapping) and all(isinstance(one, list | tuple) for one in changes.values())
    ):
        raise HuntError(
            f"changes = {shown(changes)} is not allowed: it must be lists of (day, settings) by arm, as in "
            "{'own': [(60, {'kappa': 0.0})]}."
        )


def checked_runs(runs: int, arms: int, least: int = 1, name: str = "runs", instead: str = "1000") -> int:
    """Return the number of runs per arm, or refuse it in one sentence."""
    if arms < 1:
        raise HuntError("There is no arm to run; give at least one, as {'name': parameters}.")
    return _checked(name, runs, least, MOST_RUNS // arms, instead)


def checked_kept(runs: int, arms: Mapping[str, Parameters], *, diaries: bool) -> None:
    """Refuse what would not fit into memory."""
    numbers = sum(len(OUTCOMES) + one.hunters + diaries * one.days * len(DIARY) for one in arms.values())
    if int(runs) * numbers * 8 > MOST_KEPT:
        most = MOST_KEPT // (8 * numbers)
        raise HuntError(f"runs = {runs} is too many for memory: at most {most} of this size are allowed; try 1000.")


def checked_seeds(seed: int, runs: int) -> int:
    """Return the seed of the first of several runs, or refuse it."""
    first = checked_seed(seed)
    if first + runs > 2**63:
        raise HuntError(
            f"seed = {first} is not allowed for {runs} runs: each takes the next seed, and the largest is 2**63 - 1; "
            "try 1."
        )
    return first


def _checked(name: str, given: int, low: int, high: int, instead: str) -> int:
    if isinstance(given, bool) or not isinstance(given, Integral) or not low <= given <= high:
        raise HuntError(
            f"{name} = {shown(given)} is not allowed: it must be a whole number from {low} to {high}; try {instead}."
        )
    return int(given)


def _run_chunk(
    arms: Mapping[str, Parameters],
    changes: Mapping[str, Sequence[Change]],
    at: int,
    first: int,
    runs: int,
    keep_diaries: bool,
    measures: OwnMeasures | None,
) -> ChunkResult:
    finals: dict[str, FinalStates] = {}
    diaries: dict[str, NDArray[np.float64]] = {}
    seeds = first + np.arange(runs)  # not up to first + runs, which may be one too large a number
    for names in _of_one_size(arms):
        found = run_arms(
            [ArmSettings(arms[name], changes.get(name, ())) for name in names], seeds, diaries=keep_diaries
        )
        finals |= zip(names, found.finals, strict=True)
        if keep_diaries:
            diaries |= zip(names, found.diaries, strict=True)
    own = (
        {}
        if measures is None
        else {name: _own(measures, one, seeds, changes.get(name, ())) for name, one in arms.items()}
    )
    return ChunkResult(at, runs, {name: finals[name] for name in arms}, diaries, own)


def _own(
    measures: OwnMeasures, parameters: Parameters, seeds: NDArray[np.int64], changes: Sequence[Change]
) -> dict[str, NDArray[np.float64]]:
    """Return the measures of the user's own of some runs of an arm."""
    rows = [measures.values(parameters, int(seed), changes) for seed in seeds]
    return {name: np.array([row[name] for row in rows], float) for name in measures.names()}


def _of_one_size(arms: Mapping[str, Parameters]) -> list[list[str]]:
    """Return the names of the arms, those of one size together: they share the luck of a seed."""
    groups: dict[tuple[int, ...], list[str]] = {}
    for name, parameters in arms.items():
        groups.setdefault(size_of(parameters), []).append(name)
    return list(groups.values())
