"""A run that raises or kills its worker costs one row, which says why; all other rows are as they would be."""

from concurrent.futures import BrokenExecutor, Future
from contextlib import contextmanager

import numpy as np
import pandas as pd
import pytest
from sweeps_on_disk import SMALL, TWO, files

from experiments.sweeps import executors, jobs, sweep
from experiments.sweeps.export import read_sweep
from experiments.sweeps.sweep import sweep as run

pytestmark = pytest.mark.usefixtures("compiled")

DATA = {"regimes": TWO, "settings": SMALL, "runs": 10, "chunk": 8}


class Mortal(executors.WorkerPool):
    """A pool of one thread, whose worker dies now and then."""

    def __init__(self, dies):
        super().__init__(lambda: executors._pool("threads", 1), 1)
        self.dies = dies

    def submit(self, job):
        if self.dies(job):
            future = Future()
            future.set_exception(BrokenExecutor("killed"))
            return future
        return super().submit(job)


@pytest.fixture
def workers_die(monkeypatch):
    """Let workers die of the jobs of which this says so."""

    def when(dies):
        @contextmanager
        def worker_pool(*_):
            pool = Mortal(dies)
            yield pool
            pool.close()

        monkeypatch.setattr(sweep, "worker_pool", worker_pool)

    return when


def test_workers_that_die_now_and_then_change_nothing(whole, tmp_path, workers_die):
    rng = np.random.default_rng(1)
    workers_die(lambda job: rng.random() < 0.3)
    said = []
    run(whole[0], tmp_path / "s", tell=said.append)
    assert any("worker died" in one for one in said)
    assert files(tmp_path / "s") == files(whole[1])


def test_a_run_that_kills_its_worker_costs_one_row(tmp_path, monkeypatch, workers_die):
    deadly = 5
    workers_die(lambda job: job.first <= deadly < job.first + job.runs and any(cell.arm == 1 for cell in job.cells))
    result = run(DATA, tmp_path / "s", tell=lambda _: None)
    table = read_sweep(tmp_path / "s").table
    failed = table[table["error"].notna()]
    assert result.failed == len(failed) == 1
    assert failed[["regime", "run"]].to_numpy().tolist() == [["shared-survival", deadly]]
    assert "died" in failed["error"].iloc[0]
    monkeypatch.undo()
    run(DATA, tmp_path / "t")
    kept = table["error"].isna()
    expected = read_sweep(tmp_path / "t").table[kept]
    pd.testing.assert_frame_equal(table[kept], expected, check_dtype=False, check_exact=True)


def test_a_run_that_raises_is_a_row_with_its_reason(tmp_path, monkeypatch):
    usual = jobs.run_arms

    def run_arms(arms, seeds):
        if 4 in seeds and any(arm.parameters.shared == 1.0 for arm in arms):
            raise ZeroDivisionError("nobody\nto share with")
        return usual(arms, seeds)

    monkeypatch.setattr(jobs, "run_arms", run_arms)
    result = run(DATA, tmp_path / "s")
    table = read_sweep(tmp_path / "s").table
    assert len(table) == 20
    (row,) = table[table["error"].notna()].to_dict("records")
    assert result.failed == 1
    assert (row["regime"], row["seed"]) == ("shared-survival", 4)
    assert row["error"] == "ZeroDivisionError: nobody to share with"
    assert pd.isna(row["alive"])
    assert pd.isna(row["alive_share"])
    assert table["alive"].notna().sum() == 19


def test_a_chunk_in_which_every_run_raises_has_its_rows(tmp_path, monkeypatch):
    def run_arms(*_):
        raise MemoryError

    monkeypatch.setattr(jobs, "run_arms", run_arms)
    run({"settings": SMALL, "runs": 3}, tmp_path / "s")
    table = read_sweep(tmp_path / "s").table
    assert table["error"].tolist() == ["MemoryError:"] * 3
    assert table["seed"].tolist() == [1, 2, 3]
