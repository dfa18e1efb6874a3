"""A design cut into chunks: what each has to live, and with which seeds."""

import math
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.sweeps.design import Design
from experiments.sweeps.jobs import Cell, Job
from experiments.sweeps.sampling import sampled_names, scaled, unit_points


class Block(NamedTuple):
    """The points of one chunk, and which of their runs."""

    points: range
    runs: range


class Plan:
    """The chunks of a design.

    A *point* is one combination of factors, an *arm* a scenario and a regime, a *cell* a point under an arm.  A chunk
    holds some runs of all arms of a point, or all runs of some points, so pairs are never torn apart and may share
    their luck.  With adaptive stopping a chunk is one block of runs of one point.
    """

    def __init__(self, design: Design) -> None:
        self.design = design
        self._sampled = sampled_names(design)
        self._listed = [name for name, one in design.factors.items() if not one.sampled]
        self._lists = [design.factors[name].values for name in self._listed]
        self._crossed = math.prod(len(values) for values in self._lists)

    @cached_property
    def unit(self) -> NDArray[np.float64]:
        """Sampled points of the unit cube, [sample, factor]."""
        return unit_points(self.design)

    @cached_property
    def points(self) -> int:
        """How many points there are."""
        if self.design.kind == "points":
            return len(self.design.table)
        if self.design.kind == "one-at-a-time":
            return 1 + sum(len(values) for values in self._lists)
        return len(self.unit) * self._crossed

    @property
    def arms(self) -> tuple[tuple[str, str], ...]:
        """Scenario and regime of each arm."""
        return tuple(self.design.arms)

    def changes(self, point: int) -> dict[str, Any]:
        """Return the factors that a point sets."""
        if self.design.kind == "points":
            return dict(zip(self.design.factors, self.design.table[point], strict=True))
        if self.design.kind == "one-at-a-time":
            left = point - 1
            for name, values in zip(self._listed, self._lists, strict=True):
                if 0 <= left < len(values):
                    return {name: values[left]}
                left -= len(values)
            return {}
        sample, rest = divmod(point, self._crossed)
        found = {
            name: scaled(name, self.design.factors[name], float(u))
            for name, u in zip(self._sampled, self.unit[sample], strict=True)
        }
        for name, values in zip(reversed(self._listed), reversed(self._lists), strict=True):
            rest, digit = divmod(rest, len(values))
            found[name] = values[digit]
        return {name: found[name] for name in self.design.factors}

    def world(self, point: int) -> int:
        """Return the number of the world a point lies in: the same where only levers differ."""
        if self.design.kind in ("points", "one-at-a-time"):
            return self._worlds[point]
        sample, rest = divmod(point, self._crossed)
        number, weight = 0, 1
        for name, values in zip(reversed(self._listed), reversed(self._lists), strict=True):
            rest, digit = divmod(rest, len(values))
            if name in self.design.uncertainties:
                number, weight = number + digit * weight, weight * len(values)
        return sample * weight + number

    @cached_property
    def _worlds(self) -> list[int]:
        numbers: dict[Any, int] = {}
        found = []
        for point in range(self.points):
            given = self.changes(point)
            key = tuple(given.get(name) for name in self.design.uncertainties)
            found.append(numbers.setdefault(key, len(numbers)))
        return found

    def first_seed(self, point: int, arm: int) -> int:
        """Return the seed of run 0 of a cell; its other runs count up from it."""
        if self.design.pairing == "paired":
            return self.design.seed
        if self.design.pairing == "worlds":
            return self.design.seed + self.world(point) * self.design.runs
        return self.design.seed + (point * len(self.arms) + arm) * self.design.runs

    # --- chunks ------------------------------------------------------------------------------------------------

    @cached_property
    def _runs_at_once(self) -> int:
        """Runs of a cell in one chunk, where a point does not fit into one."""
        most = max(1, self.design.chunk // len(self.arms))
        return -(-self.design.runs // -(-self.design.runs // most))  # chunks of one size, as far as it goes

    @cached_property
    def _points_at_once(self) -> int:
        return max(1, self.design.chunk // (len(self.arms) * self.design.runs))

    @cached_property
    def blocks_of_a_point(self) -> int:
        """Chunks of one point, where a point may have several."""
        stop = self.design.stop
        if stop is not None:
            return 1 + -(-(stop.most - stop.start) // stop.block)
        return -(-self.design.runs // self._runs_at_once)

    @cached_property
    def chunks(self) -> int:
        """How many chunks there are; with adaptive stopping, the most there can be."""
        if self.design.stop is None and self.blocks_of_a_point == 1:
            return -(-self.points // self._points_at_once)
        return self.points * self.blocks_of_a_point

    def block(self, chunk: int) -> Block:
        """Return what a chunk holds."""
        runs, stop = self.design.runs, self.design.stop
        if stop is None and self.blocks_of_a_point == 1:
            first = chunk * self._points_at_once
            return Block(range(first, min(first + self._points_at_once, self.points)), range(runs))
        point, block = divmod(chunk, self.blocks_of_a_point)
        if stop is not None:
            start = 0 if block == 0 else stop.start + (block - 1) * stop.block
            end = stop.start + block * stop.block
        else:
            start, end = block * self._runs_at_once, (block + 1) * self._runs_at_once
        return Block(range(point, point + 1), range(start, min(end, runs)))

    def chunk_of(self, point: int, run: int) -> int:
        """Return the chunk that holds a run of a point."""
        stop = self.design.stop
        if stop is not None:
            block = 0 if run < stop.start else 1 + (run - stop.start) // stop.block
        elif self.blocks_of_a_point == 1:
            return point // self._points_at_once
        else:
            block = run // self._runs_at_once
        return point * self.blocks_of_a_point + block

    def rows(self, chunk: int) -> int:
        """Return how many rows a chunk has."""
        block = self.block(chunk)
        return len(block.points) * len(self.arms) * len(block.runs)

    def all_rows(self) -> int:
        """Return how many rows the whole table has; with adaptive stopping, the most it can have."""
        return self.points * len(self.arms) * self.design.runs

    def job(self, chunk: int) -> Job:
        """Return a chunk as work that can be sent anywhere."""
        block, series = self.block(chunk), self.design.series
        cells = tuple(
            Cell(point, arm, self.changes(point), self.first_seed(point, arm))
            for point in block.points
            for arm in range(len(self.arms))
        )
        return Job(
            chunk=chunk,
            bases=tuple(self.design.arms.values()),
            cells=cells,
            first=block.runs.start,
            runs=len(block.runs),
            factors=tuple(self.design.factors),
            numbers=series.numbers if series else (),
            every=series.every if series else 1,
            own=self.design.measures,
        )
