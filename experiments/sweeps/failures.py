"""A chunk whose workers keep dying is run one run at a time, so that one deadly run costs one row and not a chunk."""

from collections.abc import Callable

import numpy as np

from experiments.sweeps.executors import WorkerPool
from experiments.sweeps.jobs import SOURCE, Job, JobResult
from hunt.catalogue.parameters import plain

DIED = "the process of this run died, {} times"


def run_one_by_one(pool: WorkerPool, job: Job, tries: int, tell: Callable[[str], None]) -> JobResult:
    """Live each run of a job by itself; a run of which every worker dies is a row that says so."""
    parts = []
    for k in range(len(job.cells)):
        for run in range(job.runs):
            one = job.only(k, run)
            parts.append(_one(pool, one, tries))
            if parts[-1].errors != [None]:
                tell(f"Run {one.first} of point {one.cells[0].point} failed: {parts[-1].errors[0]}.")
    return joined(job, parts)


def _one(pool: WorkerPool, job: Job, tries: int) -> JobResult:
    for _ in range(tries):
        pool.warm()  # a run takes milliseconds: who dies now and again in it, and nowhere else, dies of it
        try:
            return pool.submit(job).result()
        except pool.lost:
            pool.renew()
    return failed_result(job, DIED.format(tries))


def failed_result(job: Job, why: str) -> JobResult:
    """Return the one row of a run that nobody could live."""
    (cell,) = job.cells
    one = job.bases[cell.arm].but(**cell.changes)
    return JobResult(
        chunk=job.chunk,
        source=SOURCE,
        point=np.array([cell.point]),
        arm=np.array([cell.arm]),
        run=np.array([job.first]),
        seed=np.array([cell.seed + job.first]),
        factors={name: [plain(getattr(one, name))] for name in job.factors},
        outcomes={},
        died=[],
        errors=[why],
        days=[],
        series={name: [] for name in job.numbers},
        seconds=0.0,
    )


def joined(job: Job, parts: list[JobResult]) -> JobResult:
    """Put single runs together, in their order."""
    ended = [part for part in parts if part.outcomes]
    return JobResult(
        chunk=job.chunk,
        source=next((part.source for part in parts if part.source != SOURCE), SOURCE),
        point=np.concatenate([part.point for part in parts]),
        arm=np.concatenate([part.arm for part in parts]),
        run=np.concatenate([part.run for part in parts]),
        seed=np.concatenate([part.seed for part in parts]),
        factors={name: [value for part in parts for value in part.factors[name]] for name in job.factors},
        outcomes={name: np.concatenate([part.outcomes[name] for part in ended]) for name in ended[0].outcomes}
        if ended
        else {},
        died=[one for part in parts for one in part.died],
        errors=[one for part in parts for one in part.errors],
        days=[one for part in parts for one in part.days],
        series={name: [line for part in parts for line in part.series[name]] for name in job.numbers},
        own=[values for part in parts for values in part.own],
        seconds=sum(part.seconds for part in parts),
    )
