"""Executors of the chunks: threads, processes or a Dask cluster, behind one interface.

A worker pool takes jobs and gives futures.  ``Lost`` means that the worker of a job died or was killed: the job is
given out again.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from typing import Any

from experiments.sweeps import jobs as work
from experiments.sweeps.jobs import Job, JobResult
from experiments.sweeps.worker_start import begin
from hunt.errors import HuntError

EXECUTORS = ("threads", "processes", "dask")


PATIENCE = 20
"""How many workers may die one after the other without finishing a run."""


class WorkerPool:
    """Some workers.

    Attributes
    ----------
    workers
        How many there are, as far as one knows.
    """

    lost: tuple[type[BaseException], ...] = (BrokenExecutor,)
    """What a future raises whose worker died."""

    waits = True
    """Whether Ctrl-C waits for running jobs."""

    all_at_once = True
    """Whether the death of one worker ends the jobs of all."""

    def __init__(self, make: Callable[[], Executor], workers: int) -> None:
        self._make = make
        self._pool = make()
        self.workers = workers

    def submit(self, job: Job) -> "Future[JobResult]":
        """Submit a job."""
        try:
            return self._pool.submit(work.run_job, job)
        except BrokenExecutor as error:  # a worker died while nobody was waiting
            future: Future[JobResult] = Future()
            future.set_exception(error)
            return future
        except (OSError, RuntimeError) as error:  # no more processes, threads or open files
            raise HuntError(
                f"No worker can be started: {str(error).rstrip('.')}; use fewer workers, then go on with --resume."
            ) from None

    def warm(self) -> None:
        """Wait until a worker is ready, so that a death after that is a death in the run."""
        for _ in range(PATIENCE):
            try:
                self._pool.submit(_nothing).result()
            except BrokenExecutor:
                self.renew()
            else:
                return
        raise HuntError(
            f"{PATIENCE} workers died before their first run; see whether 'hunt compile' works and whether there is "
            "memory left, then go on with --resume."
        )

    def renew(self) -> None:
        """Take new workers for those who died."""
        self._pool.shutdown(wait=False)
        self._pool = self._make()

    def close(self) -> None:
        """Stop all workers."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def leave(self) -> None:
        """Stop all workers without waiting for a run that takes long; one in a process of its own is ended."""
        processes = list((getattr(self._pool, "_processes", None) or {}).values())
        for one in processes:
            one.terminate()
        self._pool.shutdown(wait=bool(processes), cancel_futures=True)


@contextmanager
def worker_pool(executor: str, workers: int, scheduler: str | None = None) -> Iterator[WorkerPool]:
    """Gather a pool, and send it home in the end.

    Raises
    ------
    HuntError
        When Dask is wanted and missing, or no scheduler answers.
    """
    if executor == "dask":
        with _dask(workers, scheduler) as pool:
            yield pool
        return
    pool = WorkerPool(lambda: _pool(executor, workers), workers)
    try:
        yield pool
    except KeyboardInterrupt:
        pool.leave()
        raise
    except BaseException:
        pool.close()
        raise
    pool.close()


def _pool(executor: str, workers: int) -> Executor:
    if executor == "threads":
        return ThreadPoolExecutor(workers)
    # Not forked: a copy of a process in which other threads run may wait for ever.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=begin)


def _nothing() -> None:
    """Do nothing: a worker that does it is alive."""


DEAF = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
"""What a worker of a cluster of our own runs first: Ctrl-C is for the parent."""


class _DaskPool(WorkerPool):
    """Workers of a Dask cluster; its scheduler itself gives out again what a dead worker had."""

    waits = False
    all_at_once = False

    def __init__(self, client: Any, workers: int) -> None:
        from distributed.scheduler import KilledWorker

        self.lost = (BrokenExecutor, KilledWorker)
        super().__init__(lambda: client.get_executor(pure=False, retries=3), workers)

    def renew(self) -> None:
        """Leave it to the scheduler: a nanny has started new workers."""


@contextmanager
def _dask(workers: int, scheduler: str | None) -> Iterator[WorkerPool]:
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise HuntError("--executor dask needs Dask, which is not installed: pip install distributed.") from None
    cluster = None
    if scheduler is None:
        cluster = LocalCluster(  # its workers end with this program: a thread of theirs watches it
            n_workers=workers,
            threads_per_worker=1,
            dashboard_address="127.0.0.1:0",  # whatever port is free; its own may be taken
            silence_logs="ERROR",
            host="127.0.0.1",
            preload=DEAF,
        )
    try:
        client = Client(cluster if cluster is not None else scheduler, timeout="10s", set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        raise HuntError(
            f"No Dask scheduler answers at {scheduler}; start one with 'dask scheduler', or leave --scheduler out for "
            "a cluster on this machine."
        ) from None
    try:
        known = len(client.scheduler_info().get("workers", {})) if scheduler is not None else workers
        pool = _DaskPool(client, max(1, known))
        try:
            yield pool
        finally:
            with suppress(Exception):  # the scheduler may have gone; what is finished is on the disk
                pool._pool.shutdown(wait=False)
    finally:
        with suppress(Exception):
            client.close(timeout=5)
        if cluster is not None:
            with suppress(Exception):
                cluster.close(timeout=10)
