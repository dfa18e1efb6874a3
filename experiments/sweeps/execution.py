"""How a sweep runs: which executor runs it, and which part of it."""

from dataclasses import dataclass

from experiments.sweeps.executors import EXECUTORS
from experiments.sweeps.schedule import Shard
from hunt.errors import HuntError, shown


@dataclass(frozen=True)
class Execution:
    """Options that change how a sweep runs, but not its results; see ``sweep``."""

    resume: bool = False
    executor: str = "threads"
    workers: int | None = None
    scheduler: str | None = None
    shard: Shard = (1, 1)

    def validate(self) -> None:
        """Refuse options that are unknown or do not go together."""
        part, parts = self.shard
        if self.executor not in EXECUTORS:
            known = ", ".join(EXECUTORS)
            raise HuntError(f"executor = {shown(self.executor)} is not known; it must be one of {known}.")
        if not 1 <= part <= parts:
            raise HuntError(f"shard = {part}/{parts} is not allowed; it must be i/n with i from 1 to n, as in 1/3.")
        if self.scheduler is not None and self.executor != "dask":
            raise HuntError(f"scheduler = {self.scheduler} says nothing to {self.executor}; choose the executor dask.")
