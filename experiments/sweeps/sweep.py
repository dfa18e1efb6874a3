"""Run a sweep into a folder, chunk by chunk; resume it after it was stopped, killed or damaged."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from experiments.ensemble import cores
from experiments.given import folder_of, require_functions, true_or_false
from experiments.sweeps.design import Design
from experiments.sweeps.differences import differences
from experiments.sweeps.execution import Execution, shard_of
from experiments.sweeps.executors import WorkerPool, worker_pool
from experiments.sweeps.failures import run_one_by_one
from experiments.sweeps.faults import MachineFault
from experiments.sweeps.jobs import SOURCE, Job, JobResult
from experiments.sweeps.parse_design import design_of
from experiments.sweeps.plan import Plan
from experiments.sweeps.raising import Earlier, Part, earlier_runs, forget, has_fewer_runs, put_back, set_aside
from experiments.sweeps.schedule import Schedule, Shard, is_mine
from experiments.sweeps.store import MANIFEST, RUNS, Store, manifest_of, opened, refuse_if_unwritable
from experiments.sweeps.table import joined, runs_table, series_table
from hunt.errors import HuntError
from hunt.own_measures import require_trust

TRIES = 3
"""After this many worker deaths a chunk is run one run at a time, each by a worker of its own."""

SETTLE = 10.0
"""Seconds to wait for the other jobs of a broken pool."""

SOON = 2.0
"""Seconds to wait for the runs in progress, after Ctrl-C, before saying so."""

AHEAD = 2
"""Chunks queued per worker, so that no worker waits."""

Progress = Callable[[int], None]
Tell = Callable[[str], None]


class Stopped(KeyboardInterrupt):
    """The user pressed Ctrl-C; finished runs are kept, and ``rows`` says how many there are."""

    def __init__(self, rows: int) -> None:
        super().__init__(f"stopped; {rows:,} runs are kept, and resume=True goes on")
        self.rows = rows


@dataclass(frozen=True)
class Swept:
    """The result of a sweep, or of one shard.

    Attributes
    ----------
    rows
        Rows that are on disk.
    lived
        Runs that were simulated now.
    failed
        Rows on disk that have no outcome.
    retried
        Runs that had failed before and were tried again now.
    reused
        Runs that were there already when the number of replicates was raised.
    """

    folder: Path
    rows: int
    lived: int
    failed: int
    retried: int = 0
    reused: int = 0


def sweep(
    design: Design | Mapping[str, Any] | str | Path,
    out: str | Path,
    *,
    resume: bool = False,
    executor: str = "threads",
    workers: int | None = None,
    scheduler: str | None = None,
    shard: Shard | str = (1, 1),
    keep_failed: bool = False,
    trust: bool = False,
    progress: Progress | None = None,
    tell: Tell | None = None,
) -> Swept:
    """Run all runs of a design into a folder.

    Parameters
    ----------
    design
        A design, its file, or plain data as a file has them.
    out
        The folder.
    resume
        Continue with what is in the folder: missing runs and failed ones; also after the design was given more runs.
    executor
        "threads", "processes" or "dask".
    workers
        Number of workers; by default one per core.
    scheduler
        Address of a Dask scheduler; by default a cluster on this machine is started.
    shard
        Run part i of n only; all parts may share one folder.
    keep_failed
        Leave failed runs as they are instead of trying them again.
    trust
        Run measures that came with a manifest: they are Python and may do anything.
    progress
        Called with the number of runs just saved; those that were there before are counted when they are read, most
        often in the first call.
    tell
        Called with a sentence about each problem that was found and repaired.

    Raises
    ------
    HuntError
        For input that is not allowed, files that are damaged or cannot be written, or a machine on which no run works;
        finished runs are never lost.
    Stopped
        On Ctrl-C: a ``KeyboardInterrupt`` that says how many runs are on disk.
    """
    require_functions(progress=progress, tell=tell)
    part = shard_of(shard)
    how = Execution(resume, executor, workers, scheduler, part, keep_failed)
    wanted = trusted(design_of(design), true_or_false("trust", trust))
    folder = folder_of("out", out)
    how.validate()
    plan = Plan(wanted)
    tell = tell or (lambda _: None)
    store = _ready(plan, folder, how, tell)
    with _alone(store, part):
        if opened(folder).mark != store.mark:
            raise HuntError(f"Another program has just given the sweep in {folder} more runs; try again.")
        put_back(store)
        earlier = earlier_runs(store, tell)
        schedule, failed, retried = _schedule(store, plan, how, tell)
        saver = _Saver(plan, store, schedule, progress, earlier, failed)
        saver.count()
        first = schedule.next()
        if first is not None:
            with worker_pool(executor, cores() if workers is None else int(workers), scheduler) as pool:
                _run_all(pool, saver, first, tell)
        saver.count()
        for chunk in schedule.surplus:
            store.remove(chunk)
        if earlier is not None and part[1] == 1:
            forget(store)
        lived = saver.written - saver.reused
        return Swept(store.folder, schedule.rows_done, lived, saver.failed, retried, saver.reused)


def trusted(design: Design, trust: bool) -> Design:
    """Return a design whose measures may be run, or refuse it: they may have come with someone's manifest."""
    if trust and design.measures is not None:
        design = replace(design, measures=replace(design.measures, trusted=True))
    require_trust(design.measures)
    return design


@dataclass
class _Saver:
    """Turns chunks into jobs, writes what becomes of them to the folder, and counts the runs that failed."""

    plan: Plan
    store: Store
    schedule: Schedule
    progress: Progress | None
    earlier: Earlier | None
    failed: int
    reused: int = 0
    written: int = 0  # rows
    counted: int = 0  # rows that ``progress`` has heard of
    parts: dict[int, Part] = field(default_factory=dict)

    def job(self, chunk: int) -> Job | None:
        """Return what has to run of a chunk; None if everything was there, and the chunk is written."""
        job = self.plan.job(chunk)
        part = None if self.earlier is None else self.earlier.part_of(self.plan, chunk)
        if part is None:
            return job
        self.reused += part.table.num_rows
        if part.runs == job.runs:
            self._write(chunk, part.table, part.series)
            return None
        self.parts[chunk] = part
        return replace(job, first=job.first + part.runs, runs=job.runs - part.runs)

    def save(self, result: JobResult) -> None:
        """Write one chunk."""
        if result.source != self.store.manifest["source"]:
            raise HuntError(
                "A worker has another source of the hunt than this program; install the same version everywhere, "
                "then go on with --resume."
            )
        table = runs_table(self.plan, result)
        series = series_table(self.plan, result) if self.plan.design.series else None
        part = self.parts.pop(result.chunk, None)
        if part is not None:
            table = joined(self.plan, [part.table, table])
            series = None if series is None or part.series is None else joined(self.plan, [part.series, series])
        self._write(result.chunk, table, series)

    def _write(self, chunk: int, table: pa.Table, series: pa.Table | None) -> None:
        self.store.write(chunk, table, series)
        self.schedule.finished(chunk, table)
        self.failed += len(table) - table["error"].null_count
        self.written += table.num_rows
        self.count()

    def count(self) -> None:
        """Report rows that are new since the last time, or were there before and have been read since."""
        new = self.schedule.rows_done - self.counted
        self.counted += new
        if self.progress is not None and new:
            self.progress(new)


def _run_all(pool: WorkerPool, saver: _Saver, first: int, tell: Tell) -> None:
    """Keep every worker busy until nothing is left."""
    waiting: dict[Future[JobResult], Job] = {}
    deaths: dict[int, int] = {}
    again: list[Job] = []
    most = pool.workers * (1 + AHEAD)
    schedule, upcoming = saver.schedule, first
    try:
        while True:
            while len(waiting) < most and (again or upcoming is not None):
                if again:
                    job: Job | None = again.pop()
                else:
                    job = saver.job(upcoming)
                    upcoming = schedule.next()
                if job is not None:
                    waiting[pool.submit(job)] = job
            if not waiting:
                return
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            broken = _taken(pool, waiting, done, saver.save)
            if broken:
                if (
                    pool.all_at_once
                ):  # the other jobs of a broken pool fail as well: collect them before starting a new one
                    done, _ = wait(waiting, timeout=SETTLE)
                    broken += _taken(pool, waiting, done, saver.save)
                pool.renew()
                tell(f"A worker died; {len(broken)} unfinished chunks will run again.")
            for job in broken:
                deaths[job.chunk] = deaths.get(job.chunk, 0) + 1
                if deaths[job.chunk] >= TRIES:
                    saver.save(run_one_by_one(pool, job, TRIES, tell))
                else:
                    again.append(job)
            if upcoming is None:
                upcoming = schedule.next()
    except KeyboardInterrupt:
        _finish(waiting if pool.waits else {}, saver.save, tell)
        raise Stopped(schedule.rows_kept()) from None
    except MachineFault:
        _finish(waiting, saver.save, tell)
        raise


def _taken(
    pool: WorkerPool,
    waiting: dict["Future[JobResult]", Job],
    done: Iterable["Future[JobResult]"],
    keep: Callable[[JobResult], None],
) -> list[Job]:
    """Save finished jobs, and return the jobs of workers that died."""
    broken = []
    for future in done:
        job = waiting.pop(future)
        try:
            result = future.result()
        except pool.lost:
            broken.append(job)
        else:
            keep(result)
    return broken


def _finish(waiting: Mapping["Future[JobResult]", Job], keep: Callable[[JobResult], None], tell: Tell) -> None:
    """Cancel jobs that have not started and save those that are running; a second Ctrl-C does not wait for them."""
    running = {future for future in waiting if not future.cancel()}
    try:
        _, late = wait(running, timeout=SOON)
        if late:
            tell("Waiting for the runs in progress, at most a minute; Ctrl-C again does not wait.")
            wait(late, timeout=60)
        for future in running:
            if future.done() and future.exception() is None:
                keep(future.result())
    except KeyboardInterrupt:
        return


# --- before the first run ------------------------------------------------------------------------------------------


def refuse_folder(design: Design, folder: Path, how: Execution) -> None:
    """Refuse at once a folder into which a sweep would not be run, before rules are compiled; nothing is written.

    Raises
    ------
    HuntError
        When the folder holds another sweep, this one without ``resume``, or something else; or an option is wrong.
    """
    how.validate()
    fresh = Store(folder, manifest_of(design, SOURCE, Plan(design).chunks))
    if not (folder / MANIFEST).exists():
        _nothing_strange(folder)
        return
    store = opened(folder)
    if not (_has_fewer_runs(store, fresh) and how.resume):
        _same(store, fresh)
        _asked_to_resume(folder, how)


def _ready(plan: Plan, folder: Path, how: Execution, tell: Tell) -> Store:
    """Return the store to write to: a new one, or the one that is there if it is of the same sweep."""
    fresh = Store(folder, manifest_of(plan.design, SOURCE, plan.chunks))
    if (folder / MANIFEST).exists():
        store = opened(folder)
        if _has_fewer_runs(store, fresh) and how.resume:
            return _raised(store, fresh, how, tell)
        _same(store, fresh)
        _asked_to_resume(folder, how)
        return store
    _nothing_strange(folder)
    fresh.start()
    store = opened(folder)  # another program may have been first
    _same(store, fresh)
    return store


def _asked_to_resume(folder: Path, how: Execution) -> None:
    if not how.resume and how.shard[1] == 1:
        raise HuntError(f"{folder} holds this sweep already; add --resume to go on, or name another folder.")


def _nothing_strange(folder: Path) -> None:
    """Refuse a folder that holds something else; what another program has just begun there is nothing strange."""
    if folder.exists() and not folder.is_dir():
        raise HuntError(f"{folder} is a file; name a folder.")
    with refuse_if_unwritable(folder):
        chunks = any((folder / RUNS).glob("chunk-*"))
        strange = sorted(one.name for one in folder.iterdir() if not one.is_dir()) if folder.is_dir() else []
        strange = [name for name in strange if not name.startswith(".")]
        if (folder / MANIFEST).exists():  # looked for last: a program that begins a sweep writes it first
            return
        if chunks:
            raise HuntError(f"{folder} holds chunks of a sweep and no {MANIFEST}; put it back, or name another folder.")
        if strange:
            raise HuntError(f"{folder} is not empty ({strange[0]} is there) and holds no sweep; name another folder.")


def _has_fewer_runs(store: Store, fresh: Store) -> bool:
    """Tell whether a folder holds the same sweep with fewer replicates."""
    same_source = store.manifest["source"] == fresh.manifest["source"]
    return same_source and has_fewer_runs(store.manifest["design"], fresh.manifest["design"])


def _raised(store: Store, fresh: Store, how: Execution, tell: Tell) -> Store:
    """Give the sweep of a folder more replicates; nobody else may write there meanwhile."""
    if how.shard[1] > 1:
        raise HuntError(
            f"{store.folder} has fewer runs than this design; raise them in one program with --resume and no --shard."
        )
    with _alone(store, how.shard):
        store = opened(store.folder)  # another program may have raised it between our look at it and our lock
        if not _has_fewer_runs(store, fresh):
            _same(store, fresh)
            return store
        put_back(store)
        set_aside(store, fresh)
    before, now = store.manifest["design"]["runs"], fresh.manifest["design"]["runs"]
    tell(f"Replicates are raised from {before:,} to {now:,}; the runs that are there are used again.")
    return opened(fresh.folder)


def _same(store: Store, fresh: Store) -> None:
    """Refuse to resume with another design, or after the source was changed."""
    theirs, ours = store.manifest, fresh.manifest
    if theirs["digest"] != ours["digest"]:
        names = differences(theirs["design"], ours["design"])
        instead = "add --resume to raise it" if _has_fewer_runs(store, fresh) else "give what it was begun with"
        raise HuntError(f"{store.folder} was begun with another design: {names}; {instead}, or name another folder.")
    if theirs["source"] != ours["source"]:
        raise HuntError(
            f"The source of the hunt has changed since {store.folder} was begun ({theirs['source']} then, "
            f"{ours['source']} now); go back to it, or name another folder: one table must not hold two models."
        )


def _schedule(store: Store, plan: Plan, how: Execution, tell: Tell) -> tuple[Schedule, int, int]:
    """Check what is there; damaged files are set aside and run again, foreign files are named.

    Returns
    -------
    Schedule, int, int
        What is to run; the failed rows that stay; the failed runs that are tried again.
    """

    def mine(chunk: int) -> bool:
        return is_mine(plan, chunk, how.shard)

    with refuse_if_unwritable(store.folder):
        store.start()
        store.forget_parts(mine)
        state = store.state(mine, thorough=True)
        if state.others:
            raise HuntError(
                f"{state.others[0]} belongs to another sweep and is not read; move it away, then go on with --resume."
            )
        for file in state.foreign:
            tell(f"{file} is no part of this sweep and is not read.")
        for chunk, file in state.torn.items():
            if file.exists():
                aside = store.folder / "torn" / file.name
                with refuse_if_unwritable(store.folder):
                    aside.parent.mkdir(exist_ok=True)
                    shutil.move(file, aside)
                tell(f"{file} is damaged; it was moved to {aside.parent.name}, and its runs will run again.")
            else:
                tell(f"{file} is missing; the runs of chunk {chunk} will run again.")
    stay, again = 0, {}
    for chunk in state.done:
        failed, may_succeed = store.failures(chunk)
        if may_succeed and not how.keep_failed:
            again[chunk] = failed
        else:
            stay += failed
    retried = sum(again.values())
    if again:
        tell(f"{retried:,} runs have failed before; their {len(again):,} chunks will run again.")
    done = state.done - set(again)
    return Schedule(plan, how.shard, done, lambda chunk, columns: store.read(chunk, columns), again), stay, retried


@contextmanager
def _alone(store: Store, shard: Shard) -> Iterator[None]:
    """Refuse to write where another program is writing the same chunks; a lock dies with its owner.

    All programs lock the folder, those that run a shard together with others; and each shard has a lock of its own.
    """
    whole = shard[1] == 1
    with ExitStack() as locks:
        locks.enter_context(_locked(store, ".lock", shared=not whole))
        if not whole:
            locks.enter_context(_locked(store, f".lock-{shard[0]}-of-{shard[1]}"))
        yield


@contextmanager
def _locked(store: Store, name: str, *, shared: bool = False) -> Iterator[None]:
    try:
        import fcntl
    except ImportError:  # no such locks on this system; chunks are renamed whole, so two writers only waste time
        yield
        return
    with refuse_if_unwritable(store.folder):
        lock = open(store.folder / name, "a+")  # noqa: SIM115 - held until the end; a shared lock wants to read
    with lock:
        try:
            fcntl.flock(lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            raise HuntError(
                f"Another program is living this sweep in {store.folder}; wait for it, or stop it."
            ) from None
        except OSError:  # a shared folder may know no locks
            pass
        yield
