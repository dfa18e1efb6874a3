"""What a worker does: live the runs of one chunk.  It imports numpy, numba and the hunt, and nothing else.

A run that raises is a row with its reason; the others of the chunk are not harmed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.environment import Luck
from experiments.sweeps.daily_series import DAILY_NUMBERS
from hunt.catalogue.interventions import SIZES
from hunt.catalogue.parameters import Parameters, plain
from hunt.engine.compiled import run_days, source_digest
from hunt.engine.initial_state import initial_state
from hunt.engine.random_draws import InitialDraws, draw
from hunt.outcome import FinalStates, columns, concatenate, final_state
from hunt.simulation import run_to_end

SOURCE = source_digest()
"""The source this worker has; rows of two sources must not meet in one table."""

LONGEST_REASON = 300


class Cell(NamedTuple):
    """One point under one arm."""

    point: int
    arm: int
    changes: dict[str, Any]
    seed: int  # of run 0


@dataclass(frozen=True)
class Job:
    """The runs of one chunk: ``runs`` runs of every cell, from run number ``first`` on."""

    chunk: int
    bases: tuple[Parameters, ...]  # by arm
    cells: tuple[Cell, ...]
    first: int
    runs: int
    factors: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()  # of the daily series
    every: int = 1

    def only(self, cell: int, run: int) -> "Job":
        """Return one run of this job as a job."""
        return Job(
            self.chunk, self.bases, (self.cells[cell],), self.first + run, 1, self.factors, self.measures, self.every
        )


@dataclass
class JobResult:
    """What became of a job; rows run cell by cell, and in a cell run by run."""

    chunk: int
    source: str
    point: NDArray[np.int64]  # [row]
    arm: NDArray[np.int64]
    run: NDArray[np.int64]
    seed: NDArray[np.int64]
    factors: dict[str, list[Any]]  # [row]
    outcomes: dict[str, NDArray[Any]]  # [row that ended]
    died: list[NDArray[np.int16]]  # [row that ended][hunter]: day, or -1
    errors: list[str | None]  # [row]
    days: list[NDArray[np.int64]]  # [row that ended]: evenings kept
    series: dict[str, list[NDArray[np.float64]]]  # [row that ended][evening]
    seconds: float


LiveOne = Callable[[Parameters, int, tuple[InitialDraws, Luck]], FinalStates]


def run_job(job: Job) -> JobResult:
    """Live every run of a job."""
    start = perf_counter()
    cells, runs = len(job.cells), job.runs
    parameters: list[Parameters | None] = []
    finals: list[list[FinalStates | None]] = [[None] * runs for _ in job.cells]
    errors: list[list[str | None]] = [[None] * runs for _ in job.cells]
    evenings: dict[tuple[int, int], NDArray[np.float64]] = {}
    for k, cell in enumerate(job.cells):
        try:
            parameters.append(job.bases[cell.arm].but(**cell.changes))
        except Exception as error:
            parameters.append(None)
            errors[k] = [reason(error)] * runs
    sizes = [None if one is None else tuple(getattr(one, name) for name in SIZES) for one in parameters]
    for run in range(runs):
        draws: dict[Any, tuple[InitialDraws, Luck]] = {}  # cells of one size and seed meet the same luck
        for k, cell in enumerate(job.cells):
            one, seed = parameters[k], cell.seed + job.first + run
            if one is None:
                continue
            try:
                key = (sizes[k], seed)
                if key not in draws:
                    draws[key] = draw(one, seed)
                if job.measures:
                    finals[k][run], evenings[k, run] = run_and_record(one, seed, draws[key], job.measures, job.every)
                else:
                    finals[k][run] = run_to_end(one, seed, draws=draws[key])
            except Exception as error:
                errors[k][run] = reason(error)
    lived = JobResult(
        chunk=job.chunk,
        source=SOURCE,
        point=np.repeat(np.array([cell.point for cell in job.cells], np.int64), runs),
        arm=np.repeat(np.array([cell.arm for cell in job.cells], np.int64), runs),
        run=np.tile(np.arange(job.first, job.first + runs), cells),
        seed=np.concatenate([cell.seed + np.arange(job.first, job.first + runs) for cell in job.cells]),
        factors={
            name: [value for k, cell in enumerate(job.cells) for value in [_value(name, parameters[k], cell)] * runs]
            for name in job.factors
        },
        outcomes={},
        died=[],
        errors=[one for row in errors for one in row],
        days=[],
        series={name: [] for name in job.measures},
        seconds=0.0,
    )
    parts: list[dict[str, NDArray[Any]]] = []
    for k, one in enumerate(parameters):
        ended = [final for final in finals[k] if final is not None]
        if one is not None and ended:
            joined = concatenate(ended)
            parts.append(columns(one, joined))
            lived.died.extend(joined.died.astype(np.int16))
        for run in range(runs):
            if (k, run) in evenings and one is not None:
                lived.days.append(recorded_days(one.days, job.every))
                for name, line in zip(job.measures, evenings[k, run].T, strict=True):
                    lived.series[name].append(line)
    if parts:
        lived.outcomes = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    lived.seconds = perf_counter() - start
    return lived


def _value(name: str, one: Parameters | None, cell: Cell) -> Any:
    return cell.changes.get(name) if one is None else plain(getattr(one, name))


def recorded_days(days: int, every: int) -> NDArray[np.int64]:
    """Return the days whose evenings are kept: each so-manieth, and the last."""
    kept = np.arange(every - 1, days, every)
    return kept if len(kept) and kept[-1] == days - 1 else np.append(kept, days - 1)


def run_and_record(
    parameters: Parameters, seed: int, draws: tuple[InitialDraws, Luck], measures: tuple[str, ...], every: int
) -> tuple[FinalStates, NDArray[np.float64]]:
    """Live one run and look at some of its evenings, [evening, measure]."""
    world, luck = initial_state(parameters, seed, draws=draws)
    kept = recorded_days(parameters.days, every)
    seen = np.empty((len(kept), len(measures)))
    start = 0
    for k, day in enumerate(kept):
        run_days(world, luck, start, int(day) + 1)
        start = int(day) + 1
        seen[k] = [DAILY_NUMBERS[name](world) for name in measures]
    return final_state(world), seen


def reason(error: BaseException) -> str:
    """Return why a run did not end, in one line."""
    text = " ".join(f"{type(error).__name__}: {error}".split())
    return text if len(text) <= LONGEST_REASON else text[: LONGEST_REASON - 3] + "..."
