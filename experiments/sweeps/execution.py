"""How a sweep runs: which executor runs it, and which part of it."""

from dataclasses import dataclass
from typing import Any

from experiments.ensemble import MOST_WORKERS
from experiments.given import is_whole_number, true_or_false
from experiments.sweeps.executors import EXECUTORS
from experiments.sweeps.main_guard import refuse_unguarded_script
from experiments.sweeps.schedule import Shard
from hunt.errors import HuntError, shown

MOST_PARTS = 10**6


@dataclass(frozen=True)
class Execution:
    """Options that change how a sweep runs, but not its results; see ``sweep``."""

    resume: bool = False
    executor: str = "threads"
    workers: int | None = None
    scheduler: str | None = None
    shard: Shard = (1, 1)
    keep_failed: bool = False

    def validate(self) -> None:
        """Refuse options that are unknown or do not go together."""
        true_or_false("resume", self.resume)
        true_or_false("keep_failed", self.keep_failed)
        if not isinstance(self.executor, str) or self.executor not in EXECUTORS:
            known = ", ".join(EXECUTORS)
            raise HuntError(f"executor = {shown(self.executor)} is not known; it must be one of {known}.")
        if self.workers is not None and not (is_whole_number(self.workers) and 1 <= self.workers <= MOST_WORKERS):
            raise HuntError(
                f"workers = {shown(self.workers)} is not allowed: it must be a whole number from 1 to {MOST_WORKERS}; "
                "try 2, or leave it out for one per core."
            )
        if self.scheduler is not None and self.executor != "dask":
            raise HuntError(
                f"scheduler = {shown(self.scheduler)} says nothing to {self.executor}; choose the executor dask."
            )
        if self.executor == "processes" or (self.executor == "dask" and self.scheduler is None):
            refuse_unguarded_script(self.executor)


def shard_of(given: Any, called: str = "shard =") -> Shard:
    """Return which part of how many: two whole numbers, or text such as ``1/3``."""
    parts: list[Any] = given.split("/") if isinstance(given, str) else given
    if isinstance(given, str):
        parts = [int(one) if one.strip().isdecimal() and len(one) < 9 else one for one in parts]
    if isinstance(parts, tuple | list) and len(parts) == 2 and all(map(is_whole_number, parts)):
        part, whole = (int(one) for one in parts)
        if 1 <= part <= whole <= MOST_PARTS:
            return part, whole
    whole = isinstance(given, tuple | list) and len(given) == 2
    text = f"{given[0]}/{given[1]}" if whole else shown(given)
    raise HuntError(f"{called} {text} is not allowed: it must be i/n with i from 1 to n, as in 1/3.")
