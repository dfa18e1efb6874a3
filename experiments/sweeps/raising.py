"""More replicates for a sweep that is there: what was run is put into the new chunks, and only the rest runs.

A chunk of the sweep with more replicates has other rows than one of the sweep with fewer.  So the old files are set
aside, in ``DIR/before``, until each new chunk is written; the result has the same bytes as if all had run at once::

    DIR/before/manifest.json, runs/, series/     the sweep as it was; gone when all chunks are there
    DIR/manifest.json, runs/, series/            the sweep as it is wanted
"""

import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from experiments.sweeps.plan import Plan
from experiments.sweeps.store import MANIFEST, RUNS, SERIES, Store, opened, refuse_if_unwritable, whole_file
from experiments.sweeps.table import joined
from hunt.errors import HuntError

BEFORE = "before"
GONE = ".before~"


class Part(NamedTuple):
    """What is there of a chunk: all its cells, for the first ``runs`` of its runs."""

    runs: int
    table: pa.Table
    series: pa.Table | None


def has_fewer_runs(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> bool:
    """Tell whether a design differs from another one in nothing but a smaller number of replicates."""

    def others(design: Mapping[str, Any]) -> dict[str, Any]:
        stop = design["stop"] and {name: value for name, value in design["stop"].items() if name != "most"}
        return {name: value for name, value in design.items() if name not in ("title", "question", "runs", "stop")} | {
            "stop": stop
        }

    return bool(others(theirs) == others(ours) and theirs["runs"] < ours["runs"])


def set_aside(store: Store, fresh: Store) -> None:
    """Begin a sweep with more replicates in the folder of one with fewer.

    It may be killed at any moment: as long as the manifest is the old one, ``put_back`` undoes what was done.

    Raises
    ------
    HuntError
        When the seeds of the design depend on the number of replicates, or an earlier rise is not finished.
    """
    old, new = store.design(), fresh.design()
    if old.pairing != "paired":
        raise HuntError(
            f"{store.folder} has seeds = {old.pairing!r}, which count the replicates of all points, so {old.runs} "
            f"cannot become {new.runs}; name another folder."
        )
    aside = store.folder / BEFORE
    if aside.exists():
        raise HuntError(
            f"{store.folder} is being raised to {old.runs} replicates; finish that with --resume, then ask for "
            f"{new.runs}."
        )
    with refuse_if_unwritable(store.folder):
        aside.mkdir()
        with whole_file(aside / MANIFEST) as file:
            shutil.copyfile(store.folder / MANIFEST, file)
        for part in (RUNS, SERIES):
            if (store.folder / part).is_dir():
                os.replace(store.folder / part, aside / part)
        fresh.start(again=True)


def put_back(store: Store) -> None:
    """Undo a rise that was killed before it had begun, and remove what one that was finished has left."""
    aside = store.folder / BEFORE
    with refuse_if_unwritable(store.folder):
        if aside.is_dir() and (not (aside / MANIFEST).exists() or opened(aside).mark == store.mark):
            for part in (RUNS, SERIES):
                if (aside / part).is_dir():
                    with suppress(OSError):  # an empty one may have been made since
                        (store.folder / part).rmdir()
                    os.replace(aside / part, store.folder / part)
            forget(store)
        shutil.rmtree(store.folder / GONE, ignore_errors=True)


def forget(store: Store) -> None:
    """Remove what was set aside, all at once as far as anyone can see."""
    with refuse_if_unwritable(store.folder):
        if (store.folder / BEFORE).is_dir():
            os.replace(store.folder / BEFORE, store.folder / GONE)
            shutil.rmtree(store.folder / GONE, ignore_errors=True)


def earlier_runs(store: Store, tell: Callable[[str], None]) -> "Earlier | None":
    """Return what was set aside for a sweep, if anything was; ``tell`` hears of files that are damaged."""
    aside = store.folder / BEFORE
    return Earlier(opened(aside), tell) if (aside / MANIFEST).exists() else None


class Earlier:
    """The runs of a sweep as it was before it was given more replicates."""

    def __init__(self, store: Store, tell: Callable[[str], None]) -> None:
        self.plan = Plan(store.design())
        state = store.state(thorough=True)
        for file in state.torn.values():
            tell(f"{file} is damaged or missing; its runs will run again.")
        self._done = {chunk for chunk in state.done if store.failures(chunk)[1] == 0}
        self._read = lru_cache(maxsize=4)(store.read)  # neighbouring chunks are made of the same old ones

    def part_of(self, plan: Plan, chunk: int) -> Part | None:
        """Return what is there of a chunk of the new plan, or None where nothing is."""
        points, runs = plan.block(chunk)
        known = min(self._known(point, runs) for point in points)
        if known == 0:
            return None
        wanted = range(runs.start, runs.start + known)
        chunks = sorted({self.plan.chunk_of(point, run) for point in points for run in wanted})
        series = plan.design.series is not None
        return Part(
            known,
            joined(plan, [_some(self._read(one), points, wanted) for one in chunks]),
            joined(plan, [_some(self._read(one, None, SERIES), points, wanted) for one in chunks]) if series else None,
        )

    def _known(self, point: int, runs: range) -> int:
        """Return how many runs of a point are there, counted from the first of these without a gap."""
        for k, run in enumerate(runs):
            if run >= self.plan.design.runs or self.plan.chunk_of(point, run) not in self._done:
                return k
        return len(runs)


def _some(table: pa.Table, points: range, runs: range) -> pa.Table:
    """Return the rows of some points and runs."""
    point, run = (table[name].to_numpy() for name in ("point", "run"))
    within = (point >= points.start) & (point < points.stop) & (run >= runs.start) & (run < runs.stop)
    return table.filter(pa.array(np.asarray(within)))
