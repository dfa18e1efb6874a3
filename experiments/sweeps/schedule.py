"""Which chunks still have to run, and in which order; with adaptive stopping, earlier results decide."""

from collections import deque
from collections.abc import Callable, Collection, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from experiments.sweeps.order import interleaved
from experiments.sweeps.plan import Plan
from experiments.sweeps.stopping import Floats, enough

Shard = tuple[int, int]
"""Which part of how many, counted from 1."""


def is_mine(plan: Plan, chunk: int, shard: Shard) -> bool:
    """Tell whether a chunk belongs to a shard; with adaptive stopping all blocks of a point stay together."""
    number = chunk if plan.design.stop is None else chunk // plan.blocks_of_a_point
    return number % shard[1] == shard[0] - 1


def in_order(plan: Plan) -> Iterator[int]:
    """Return all chunks of a design without adaptive stopping, so that any beginning of them is an even part of it.

    Where a point has several chunks, each point has its first one before any has its second.
    """
    blocks = plan.blocks_of_a_point
    if blocks == 1:
        return interleaved(plan.chunks)
    return (point * blocks + block for block in range(blocks) for point in interleaved(plan.points))


class Schedule:
    """The chunks of one shard that have to run.

    Parameters
    ----------
    plan, shard
        Of what.
    done
        Chunks that are on the disk.
    read
        Returns one of those, with the columns named.
    again
        Chunks that are on the disk and run again, because runs in them failed.

    Attributes
    ----------
    rows_done
        Rows that are on the disk; with adaptive stopping, those of the points that were looked at so far.
    surplus
        Chunks on the disk that adaptive stopping would not have run: an earlier block of their point had failed runs,
        and now that it is whole, fewer blocks are enough.
    """

    def __init__(
        self,
        plan: Plan,
        shard: Shard,
        done: set[int],
        read: Callable[[int, list[str]], pa.Table],
        again: Collection[int] = (),
    ) -> None:
        self._plan = plan
        self.rows_done = 0
        self._ready: deque[int] = deque()
        self._seen: dict[int, dict[tuple[str, str], list[Floats]]] = {}
        self._done, self._read, self._there = done, read, done.union(again)
        self._new: set[int] = set()
        self.surplus: list[int] = []
        self._more: Iterator[int]
        if plan.design.stop is None:
            mine = (chunk for chunk in in_order(plan) if is_mine(plan, chunk, shard))
            self.rows_done = sum(plan.rows(chunk) for chunk in done)
            self._more = (chunk for chunk in mine if chunk not in done)
        else:
            points = (point for point in interleaved(plan.points) if point % shard[1] == shard[0] - 1)
            begun = (self._first_missing(point) for point in points)
            self._more = (chunk for chunk in begun if chunk is not None)

    def next(self) -> int | None:
        """Return a chunk that can run now, or None."""
        if self._ready:
            return self._ready.popleft()
        return next(self._more, None)

    def finished(self, chunk: int, table: pa.Table) -> None:
        """Take note of what a chunk came to."""
        self.rows_done += table.num_rows
        self._new.add(chunk)
        if self._plan.design.stop is None:
            return
        point, block = divmod(chunk, self._plan.blocks_of_a_point)
        more = self._note(point, block, table)
        following = self._first_missing(point, block + 1) if more else self._ends(point, block)
        if following is not None:
            self._ready.append(following)

    def rows_kept(self) -> int:
        """Return how many rows are on the disk, also those that nobody has looked at yet."""
        return sum(self._plan.rows(chunk) for chunk in self._done | self._new)

    def _first_missing(self, point: int, start: int = 0) -> int | None:
        """Return the first block from ``start`` on that a point still needs."""
        stop = self._plan.design.stop
        assert stop is not None
        for block in range(start, self._plan.blocks_of_a_point):
            chunk = point * self._plan.blocks_of_a_point + block
            if chunk not in self._done:
                return chunk
            table = self._read(chunk, ["scenario", "regime", stop.measure])
            self.rows_done += table.num_rows
            if not self._note(point, block, table):
                return self._ends(point, block)
        return None

    def _ends(self, point: int, block: int) -> None:
        """Take note that a point needs no block after this one."""
        blocks = self._plan.blocks_of_a_point
        self.surplus += [one for one in range(point * blocks + block + 1, (point + 1) * blocks) if one in self._there]

    def _note(self, point: int, block: int, table: pa.Table) -> bool:
        """Add a block to what a point has come to; tell whether it needs another."""
        stop = self._plan.design.stop
        assert stop is not None
        seen = self._seen.setdefault(point, {arm: [] for arm in self._plan.arms})
        for (scenario, regime), parts in seen.items():
            of = pc.and_(pc.equal(table["scenario"], scenario), pc.equal(table["regime"], regime))
            values = table.filter(of)[stop.measure].cast(pa.float64())
            parts.append(values.to_numpy(zero_copy_only=False).astype(float))
        more = block + 1 < self._plan.blocks_of_a_point and not enough(
            stop, {arm: np.concatenate(parts) for arm, parts in seen.items()}
        )
        if not more:
            del self._seen[point]
        return more
