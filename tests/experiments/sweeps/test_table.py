"""The table of a sweep: each row is the run of its parameters and seed, whatever else was swept."""

import json
import os
import shutil

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from sweeps_on_disk import SMALL, TWO

import hunt
from experiments.ensemble import run_ensemble
from experiments.sweeps.export import read_sweep, write_csv
from experiments.sweeps.jobs import run_job
from experiments.sweeps.plan import Plan
from experiments.sweeps.sweep import sweep
from experiments.sweeps.table import runs_table, schema
from hunt.catalogue.scenarios import scenario
from hunt.outcome import OUTCOMES

pytestmark = pytest.mark.usefixtures("compiled")


def test_a_row_is_the_run_of_its_parameters_and_seed(whole):
    table = read_sweep(whole[1]).table
    valley = scenario("default-valley")
    factors = list(whole[0].factors)
    for row in table.iloc[:: max(1, len(table) // 12)].to_dict("records"):
        settings = SMALL | {name: row[name] for name in factors}
        alone = hunt.simulate(valley.parameters(row["regime"], **settings), row["seed"]).row()
        assert {key: repr(row[key]) for key in alone} == {key: repr(value) for key, value in alone.items()}
        assert (np.asarray(row["died"]) == -1).sum() == row["alive"]


def test_a_sweep_of_one_point_is_an_ensemble(tmp_path):
    sweep({"regimes": TWO, "settings": SMALL, "runs": 12, "seed": 3}, tmp_path / "s")
    table = read_sweep(tmp_path / "s").table
    arms = {id: scenario().parameters(id, **SMALL) for id in TWO}
    expected = run_ensemble(arms, 12, 3).table
    for id in TWO:
        ours = table[table["regime"] == id].reset_index(drop=True)
        theirs = expected[expected["arm"] == id].reset_index(drop=True)
        for name in ("seed", *OUTCOMES):
            assert list(map(repr, ours[name])) == list(map(repr, theirs[name])), name


def test_all_chunks_have_the_same_columns(whole):
    design, folder = whole
    for file in (folder / "runs").iterdir():
        assert pq.read_schema(file).remove_metadata().equals(schema(design))


def test_the_daily_series_is_that_of_the_history(tmp_path):
    sweep(
        {"settings": SMALL, "runs": 2, "series": {"numbers": ["living", "store", "trust"], "every": 15}},
        tmp_path / "s",
    )
    series = read_sweep(tmp_path / "s").series
    assert series["day"].tolist() == [14, 29, 39] * 2
    for run in (0, 1):
        history = hunt.record(scenario().parameters("own-product", **SMALL), 1 + run)
        rows = series[series["run"] == run]
        assert rows["store"].tolist() == history.camp["store"][[14, 29, 39]].tolist()
        assert rows["living"].tolist() == history.camp["living"][[14, 29, 39]].tolist()


def test_a_row_of_the_series_has_the_factors_of_its_point_as_a_row_of_the_table_has(tmp_path):
    levers = {"small_game": [0.4, 1.1], "leadership": ["none", "chief"]}
    design = {"settings": SMALL, "runs": 1, "levers": levers, "design": {"kind": "one-at-a-time"}}
    sweep(design | {"series": {"numbers": ["store"], "every": 15}}, tmp_path / "s")
    found = read_sweep(tmp_path / "s")
    assert list(found.series)[4:] == ["small_game", "leadership", "day", "store"]
    for row in found.table.itertuples():
        days = found.series[found.series["point"] == row.point]
        assert len(days) == 3
        assert set(days["small_game"]) == {row.small_game}
        assert set(days["leadership"]) == {row.leadership}


def test_adaptive_stopping_runs_more_where_more_is_needed(adaptive):
    read = read_sweep(adaptive[1])
    table = read.table
    counts = table.groupby("point")["run"].max() + 1
    assert read.complete
    assert counts.min() < counts.max() <= 60
    spread = table.pivot_table(index=["point", "run"], columns="regime", values="alive_share", observed=True)
    differences = (spread[TWO[0]] - spread[TWO[1]]).groupby("point").std()
    assert differences[counts.idxmax()] > differences[counts.idxmin()]


def test_the_csv_has_every_run(whole, tmp_path):
    shutil.copytree(whole[1], tmp_path / "s")
    table = pd.read_csv(write_csv(tmp_path / "s"))
    expected = read_sweep(tmp_path / "s").table
    assert len(table) == len(expected)
    assert table["eaten"].tolist() == expected["eaten"].tolist()
    assert "died" not in table


def test_a_chunk_has_no_time_or_place_in_it(fixed):
    done = run_job(Plan(fixed[0]).job(0))
    done.seconds = 1e9
    assert runs_table(Plan(fixed[0]), done).num_rows == len(done.errors)
    text = (fixed[1] / "manifest.json").read_text()
    assert os.uname().nodename not in json.loads(text)["versions"].values()
    assert str(fixed[1]) not in text
