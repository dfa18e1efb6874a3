"""A sweep read back: as one table, chunk by chunk, or as a CSV for a spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv

from experiments.sweeps.design import Design
from experiments.sweeps.plan import Plan
from experiments.sweeps.schedule import Schedule
from experiments.sweeps.store import SERIES, Store, opened, refuse_if_unwritable


@dataclass(frozen=True)
class Sweep:
    """A sweep on disk, opened for reading."""

    store: Store
    design: Design
    plan: Plan

    @property
    def table(self) -> pd.DataFrame:
        """All runs: where, seed, factors, outcomes, ``died`` (day by hunter, -1: alive) and ``error``."""
        return pa.concat_tables(self.tables(), promote_options="none").to_pandas() if self.done else self._empty()

    @property
    def series(self) -> pd.DataFrame:
        """The requested daily series: one row per run and day."""
        parts = [one.replace_schema_metadata(None) for one in self.store.tables(part=SERIES)]
        return pa.concat_tables(parts).to_pandas()

    @property
    def done(self) -> int:
        """How many chunks are there."""
        return len(self.store.state().done)

    @property
    def complete(self) -> bool:
        """Whether all runs are finished."""
        done = self.store.state().done
        schedule = Schedule(self.plan, (1, 1), done, lambda chunk, columns: self.store.read(chunk, columns))
        return schedule.next() is None

    def tables(self, columns: list[str] | None = None) -> Iterator[pa.Table]:
        """Return the runs chunk by chunk, so that a sweep may be larger than memory."""
        for one in self.store.tables(columns):
            yield one.replace_schema_metadata(None)

    def columns(self, *names: str) -> pd.DataFrame:
        """Return some columns of all runs."""
        parts = list(self.tables(list(names)))
        return pa.concat_tables(parts).to_pandas() if parts else self._empty()[list(names)]

    def _empty(self) -> pd.DataFrame:
        from experiments.sweeps.table import schema

        return schema(self.design).empty_table().to_pandas()


def read_sweep(folder: str | Path) -> Sweep:
    """Open a sweep for reading.

    Raises
    ------
    HuntError
        When the folder holds none; a torn or foreign file is named when it is read.
    """
    store = opened(folder)
    design = store.design()
    return Sweep(store, design, Plan(design))


def write_csv(folder: str | Path) -> Path:
    """Write all runs as ``runs.csv`` next to the manifest, chunk by chunk, without the days of death."""
    sweep = read_sweep(folder)
    file = sweep.store.folder / "runs.csv"
    part = file.with_name(".runs.csv~")
    writer = None
    with refuse_if_unwritable(sweep.store.folder):
        for table in sweep.tables():
            table = table.drop_columns(["died"])
            plain = pa.schema(
                [(one.name, pa.string() if pa.types.is_dictionary(one.type) else one.type) for one in table.schema]
            )
            table = table.cast(plain)
            writer = writer or pa_csv.CSVWriter(part, plain)
            writer.write_table(table)
        if writer is not None:
            writer.close()
            part.replace(file)
    return file
