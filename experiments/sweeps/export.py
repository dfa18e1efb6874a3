"""A sweep read back: as one table, chunk by chunk, or as a CSV for a spreadsheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from experiments.given import texts_of
from experiments.sweeps.design import Design
from experiments.sweeps.plan import Plan
from experiments.sweeps.schedule import Schedule
from experiments.sweeps.store import SERIES, Store, opened, refuse_if_unwritable, whole_file
from experiments.sweeps.table import schema, series_schema
from hunt.catalogue.regimes import refuse_others
from hunt.errors import HuntError


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
        """The daily series that the design keeps: one row per run and day, with the factors of its point.

        Raises
        ------
        HuntError
            When the design keeps none.
        """
        if self.design.series is None:
            raise HuntError(
                f"{self.store.folder} has no daily series: its design has no table [series]; add one, as in "
                'numbers = ["alive", "store"], and run it into another folder.'
            )
        parts = [one.replace_schema_metadata(None) for one in self.store.tables(part=SERIES)]
        days = pa.concat_tables(parts or [series_schema(self.design).empty_table()]).to_pandas()
        factors = list(self.design.factors)
        points = self.columns("point", *factors).drop_duplicates("point").set_index("point")
        place = list(days.columns).index("day")
        for k, name in enumerate(factors):
            days.insert(place + k, name, days["point"].map(points[name]))
        return days

    @property
    def done(self) -> int:
        """How many chunks are there."""
        return len(self.store.state().done)

    @property
    def complete(self) -> bool:
        """Whether all runs are finished."""
        return self._schedule().next() is None

    @property
    def missing(self) -> int:
        """How many chunks have to run; with adaptive stopping, how many points need more of them."""
        schedule = self._schedule()
        return sum(1 for _ in iter(schedule.next, None))

    def _schedule(self) -> Schedule:
        done = self.store.state().done
        return Schedule(self.plan, (1, 1), done, lambda chunk, columns: self.store.read(chunk, columns))

    def tables(self, columns: list[str] | None = None) -> Iterator[pa.Table]:
        """Return the runs chunk by chunk, so that a sweep may be larger than memory."""
        for one in self.store.tables(columns):
            yield one.replace_schema_metadata(None)

    def columns(self, *names: str | Sequence[str]) -> pd.DataFrame:
        """Return some columns of all runs; a list of names will do as well.

        Raises
        ------
        HuntError
            For a column that the table does not have.
        """
        wanted = [name for one in names for name in texts_of("columns", one, "['regime', 'alive_share']")]
        refuse_others(wanted, schema(self.design).names, "columns names", "the table has")
        parts = list(self.tables(wanted))
        return pa.concat_tables(parts).to_pandas() if parts else self._empty()[wanted]

    def _empty(self) -> pd.DataFrame:
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
    """Write all runs as ``runs.csv`` next to the manifest, chunk by chunk, without the days of death.

    Where a run has no such number the field is empty, which R, pandas and spreadsheets all read as missing.
    """
    sweep = read_sweep(folder)
    file = sweep.store.folder / "runs.csv"
    head = [one for one in schema(sweep.design) if one.name != "died"]
    plain = pa.schema([(one.name, pa.string() if pa.types.is_dictionary(one.type) else one.type) for one in head])
    with (
        refuse_if_unwritable(sweep.store.folder),
        whole_file(file) as part,
        open(part, "wb") as sink,
        pa_csv.CSVWriter(sink, plain) as writer,
    ):
        for table in sweep.tables():
            writer.write_table(_without_nan(table.drop_columns(["died"]).cast(plain)))
    return file


def _without_nan(table: pa.Table) -> pa.Table:
    """Return a table in which what is not a number is missing."""
    for k, one in enumerate(table.schema):
        if pa.types.is_floating(one.type):
            column = table.column(k)
            table = table.set_column(k, one, pc.if_else(pc.is_nan(column), pa.scalar(None, one.type), column))
    return table
