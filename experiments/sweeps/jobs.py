"""What a worker does: run the runs of one chunk.  It imports numpy, numba and the hunt, and nothing else.

A run that raises becomes a row with its reason, and the other runs of the chunk go on; but a fault of the machine
stops the whole sweep.
"""

from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.sweeps.daily_series import DAILY_NUMBERS
from experiments.sweeps.faults import reason, refuse_fault
from hunt.catalogue.parameters import Parameters, plain
from hunt.engine.code_cache import source_digest
from hunt.engine.compiled import ArmSettings, first_day, run_arms, run_days, size_of
from hunt.engine.records import FinalStates
from hunt.errors import HuntError
from hunt.outcome import columns, concatenate, final_state
from hunt.own_measures import OwnMeasures, evening_of

SOURCE = source_digest()
"""The source this worker has; rows of two sources must not meet in one table."""


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
    numbers: tuple[str, ...] = ()  # of the daily series
    every: int = 1
    own: OwnMeasures | None = None

    def only(self, cell: int, run: int) -> "Job":
        """Return one run of this job as a job."""
        return replace(self, cells=(self.cells[cell],), first=self.first + run, runs=1)


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
    days: list[NDArray[np.int64]]  # [row that ended]: days recorded
    series: dict[str, list[NDArray[np.float64]]]  # [row that ended][evening]
    seconds: float
    own: list[dict[str, float]] = field(default_factory=list)  # [row that ended]: measures of the user's own


@dataclass
class _Runs:
    """The runs of a job: parameters, and what became of each run."""

    parameters: list[Parameters | None]  # [cell]; None if they are not allowed
    errors: list[list[str | None]]  # [cell][run]
    finals: list[list[FinalStates]]  # [cell][part]: those that ended, in their order
    evenings: dict[tuple[int, int], NDArray[np.float64]]
    own: dict[tuple[int, int], dict[str, float]] = field(default_factory=dict)


def run_job(job: Job) -> JobResult:
    """Run every run of a job.

    Raises
    ------
    MachineFault
        When this machine cannot do it; no row is made of that.
    """
    try:
        return _run_job(job)
    except (MemoryError, OSError) as error:
        refuse_fault(error)
        raise


def _run_job(job: Job) -> JobResult:
    start = perf_counter()
    runs = _prepared(job)
    _run_cells(job, runs)
    result = _without_outcomes(job, runs)
    _add_outcomes(result, job, runs)
    result.seconds = perf_counter() - start
    return result


def _prepared(job: Job) -> _Runs:
    """Return the parameters of each cell, or the reason why they are not allowed, with no run done."""
    parameters: list[Parameters | None] = []
    errors: list[list[str | None]] = [[None] * job.runs for _ in job.cells]
    for k, cell in enumerate(job.cells):
        try:
            parameters.append(job.bases[cell.arm].but(**cell.changes))
        except HuntError as error:
            parameters.append(None)
            errors[k] = [reason(error)] * job.runs
    return _Runs(parameters, errors, [[] for _ in job.cells], {})


def _run_cells(job: Job, runs: _Runs) -> None:
    """Run the runs of all cells; cells of the same size and seed go together, which saves drawing their luck again."""
    groups: dict[Any, list[tuple[int, Parameters]]] = {}
    for k, one in enumerate(runs.parameters):
        if one is not None:
            groups.setdefault((size_of(one), job.cells[k].seed), []).append((k, one))
    for (_, seed), cells in groups.items():
        if job.numbers or job.own is not None or not _run_together(job, runs, cells, seed):
            for k, one in cells:
                for run in range(job.runs):
                    _run_alone(job, runs, k, one, run)


def _run_together(job: Job, runs: _Runs, cells: list[tuple[int, Parameters]], seed: int) -> bool:
    """Run a group in one call; return whether it went well: where a run raises, it is not said which."""
    try:
        found = run_arms([ArmSettings(one) for _, one in cells], seed + job.first + np.arange(job.runs))
    except Exception:
        return False
    for (k, _), finals in zip(cells, found.finals, strict=True):
        runs.finals[k].append(finals)
    return True


def _run_alone(job: Job, runs: _Runs, k: int, one: Parameters, run: int) -> None:
    seed = job.cells[k].seed + job.first + run
    try:
        if job.own is not None:
            runs.own[k, run] = job.own.values(one, seed)
        if job.numbers:
            finals, runs.evenings[k, run] = run_and_record(one, seed, job.numbers, job.every, job.own)
        else:
            finals = run_arms([ArmSettings(one)], np.array([seed])).finals[0]
        runs.finals[k].append(finals)
    except Exception as error:
        refuse_fault(error)
        runs.errors[k][run] = reason(error)


def _without_outcomes(job: Job, runs: _Runs) -> JobResult:
    """Return the rows of a job with points, seeds, factors and errors."""
    numbers = np.arange(job.first, job.first + job.runs)
    return JobResult(
        chunk=job.chunk,
        source=SOURCE,
        point=np.repeat(np.array([cell.point for cell in job.cells], np.int64), job.runs),
        arm=np.repeat(np.array([cell.arm for cell in job.cells], np.int64), job.runs),
        run=np.tile(numbers, len(job.cells)),
        seed=np.concatenate([cell.seed + numbers for cell in job.cells]),
        factors={
            name: [
                value
                for one, cell in zip(runs.parameters, job.cells, strict=True)
                for value in [_value(name, one, cell)] * job.runs
            ]
            for name in job.factors
        },
        outcomes={},
        died=[],
        errors=[one for row in runs.errors for one in row],
        days=[],
        series={name: [] for name in job.numbers},
        seconds=0.0,
    )


def _add_outcomes(result: JobResult, job: Job, runs: _Runs) -> None:
    """Add what is known of the runs that ended."""
    parts: list[dict[str, NDArray[Any]]] = []
    for k, one in enumerate(runs.parameters):
        if one is not None and runs.finals[k]:
            joined = concatenate(runs.finals[k])
            parts.append(columns(one, joined))
            result.died.extend(joined.died.astype(np.int16))
        for run in range(job.runs):
            if (k, run) in runs.own and runs.errors[k][run] is None:
                result.own.append(runs.own[k, run])
            if (k, run) in runs.evenings:
                result.days.append(recorded_days(one.days, job.every))
                for name, line in zip(job.numbers, runs.evenings[k, run].T, strict=True):
                    result.series[name].append(line)
    if parts:
        result.outcomes = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _value(name: str, one: Parameters | None, cell: Cell) -> Any:
    return cell.changes.get(name) if one is None else plain(getattr(one, name))


def recorded_days(days: int, every: int) -> NDArray[np.int64]:
    """Return the days that are recorded: every n-th, and the last."""
    kept = np.arange(every - 1, days, every)
    return kept if len(kept) and kept[-1] == days - 1 else np.append(kept, days - 1)


def run_and_record(
    parameters: Parameters, seed: int, numbers: tuple[str, ...], every: int, own: OwnMeasures | None = None
) -> tuple[FinalStates, NDArray[np.float64]]:
    """Run one run and record some of its days, [day, number]; ``own`` has those of a user's own."""
    world, luck = first_day(parameters, seed)
    kept = recorded_days(parameters.days, every)
    seen = np.empty((len(kept), len(numbers)))
    start = 0
    for k, day in enumerate(kept):
        run_days(world, luck, start, int(day) + 1, parameters.rules)
        start = int(day) + 1
        evening = None if own is None else evening_of(world, parameters, seed)
        seen[k] = [
            DAILY_NUMBERS[name](world) if name in DAILY_NUMBERS else own.of_evening(name, evening)  # type: ignore[union-attr]
            for name in numbers
        ]
    return final_state(world), seen
