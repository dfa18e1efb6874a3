"""A run that raises or kills its worker costs one row, which says why; all other rows are as they would be."""

from concurrent.futures import BrokenExecutor, Future
from contextlib import contextmanager

import numpy as np
import pandas as pd
import pytest
from cases import each
from sweeps_on_disk import SMALL, TWO, files

from experiments.sweeps import executors, jobs, sweep
from experiments.sweeps.export import read_sweep
from experiments.sweeps.faults import MachineFault
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
    monkeypatch.setattr(jobs, "run_arms", raising(ZeroDivisionError))
    run({"settings": SMALL, "runs": 3}, tmp_path / "s")
    table = read_sweep(tmp_path / "s").table
    assert table["error"].tolist() == ["ZeroDivisionError:"] * 3
    assert table["seed"].tolist() == [1, 2, 3]


def raising(error):
    """Return a simulation of which nothing comes but an error."""

    def run_arms(*_, **__):
        raise error

    return run_arms


# --- tried again ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bad", [1, 3])
def test_failed_runs_are_tried_again_and_the_table_is_as_if_nothing_had_happened(whole, tmp_path, monkeypatch, bad):
    """With adaptive stopping too, where a failed run may have led to more blocks than are needed."""
    usual, usual_day = jobs.run_arms, jobs.first_day

    def failing(seeds):
        if any(seed % 7 in range(bad) for seed in seeds):
            raise ZeroDivisionError("a passing fault")

    def run_arms(arms, seeds):
        failing(seeds)
        return usual(arms, seeds)

    def first_day(one, seed):
        failing([seed])
        return usual_day(one, seed)

    monkeypatch.setattr(jobs, "run_arms", run_arms)
    monkeypatch.setattr(jobs, "first_day", first_day)
    first = run(whole[0], tmp_path / "s")
    assert first.failed > 0
    monkeypatch.undo()
    kept = run(whole[0], tmp_path / "s", resume=True, keep_failed=True)
    assert (kept.failed, kept.retried) == (first.failed, 0)
    said = []
    again = run(whole[0], tmp_path / "s", resume=True, tell=said.append)
    assert (again.failed, again.retried) == (0, first.failed)
    assert f"{first.failed} runs have failed before" in said[0]
    assert files(tmp_path / "s") == files(whole[1])


def test_a_combination_that_is_not_allowed_is_not_tried_again(tmp_path, monkeypatch):
    """It would be refused again; but it counts as failed, today and tomorrow."""
    from experiments.sweeps import parse_design

    monkeypatch.setattr(parse_design, "CHECKED", 0)
    factors = {"reserve_low": [20, 40], "reserve_high": [30, 60]}
    data = {"settings": {"days": 20, "hunters": 4}, "runs": 2, "levers": factors}
    first = run(data, tmp_path / "s")
    assert (first.rows, first.failed) == (8, 2)
    again = run(data, tmp_path / "s", resume=True)
    assert (again.failed, again.retried, again.lived) == (2, 0, 0)


# --- faults of the machine ------------------------------------------------------------------------------------------


@each("error", [MemoryError(), OSError(28, "No space left on device")])
def test_a_fault_of_the_machine_stops_the_sweep_and_is_no_row(error, tmp_path, monkeypatch):
    monkeypatch.setattr(jobs, "run_arms", raising(error))
    with pytest.raises(MachineFault, match=r"because of this machine, .*; nothing that was finished is lost"):
        run(DATA, tmp_path / type(error).__name__)
    assert read_sweep(tmp_path / type(error).__name__).done == 0


def test_an_environment_in_which_no_run_works_stops_the_sweep(tmp_path, monkeypatch):
    from hunt.engine import compiled

    monkeypatch.setattr(jobs, "run_arms", raising(AttributeError("no rules here")))
    monkeypatch.setattr(compiled, "run_arms", raising(AttributeError("no rules here")))
    with pytest.raises(MachineFault, match=r"No run works in this environment: AttributeError: no rules here; see"):
        run(DATA, tmp_path / "s")
    assert read_sweep(tmp_path / "s").done == 0
    monkeypatch.undo()
    assert run(DATA, tmp_path / "s", resume=True).failed == 0


def test_what_other_workers_finish_before_a_fault_is_kept(tmp_path, monkeypatch):
    usual = jobs.run_arms

    def run_arms(arms, seeds):
        if 9 in seeds:
            raise MemoryError
        return usual(arms, seeds)

    monkeypatch.setattr(jobs, "run_arms", run_arms)
    with pytest.raises(MachineFault):
        run(DATA, tmp_path / "s", workers=1)
    assert read_sweep(tmp_path / "s").done > 0
