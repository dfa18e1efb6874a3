"""Many runs at once: the same bits with any number of workers, and every run can be repeated alone."""

import math
import time

import numpy as np
import pandas as pd
import pytest
from cases import each
from hypothesis import given, settings
from hypothesis import strategies as st

import hunt
from experiments import ensemble
from experiments.comparison.compare import kpi_by_day, store_by_day
from experiments.ensemble import (
    MOST_KEPT,
    MOST_RUNS,
    MOST_WORKERS,
    checked_kept,
    checked_runs,
    checked_seeds,
    cores,
    run_ensemble,
)
from hunt.catalogue.parameters import Parameters
from hunt.catalogue.scenarios import scenario
from hunt.engine.kernel import DIARY
from hunt.errors import HuntError
from hunt.outcome import OUTCOMES

pytestmark = pytest.mark.usefixtures("compiled")

LIVING, STORE, ATTAINED, DAYS_LIVED = map(DIARY.index, ("living", "store", "attained", "days_lived"))
SMALL = Parameters(hunters=5, days=70, width=12, height=12, start_store=5.0, herds=40)
LARGER = SMALL.but(hunters=9, days=100)
ARMS = {"own": SMALL.but(shared=0.0), "shared": SMALL.but(shared=1.0), "larger": LARGER}


def bits(result):
    """Return everything an ensemble holds, as bytes."""
    columns = {name: tuple(map(repr, values)) for name, values in result.table.items()}
    return (
        columns,
        {name: one.tobytes() for name, one in result.died.items()},
        {name: one.tobytes() for name, one in result.diaries.items()},
    )


@pytest.fixture(scope="module")
def usual(compiled):
    """Seven runs of every arm."""
    return run_ensemble(ARMS, 7, 3, diaries=True)


# --- the same result, whatever does the work ------------------------------------------------------------------------


@each(("workers", "chunk"), [(1, 1), (1, 100), (2, 3), (5, 2), (MOST_WORKERS, 1), (2, 7)])
def test_neither_workers_nor_chunks_change_a_bit(usual, workers, chunk):
    assert bits(run_ensemble(ARMS, 7, 3, diaries=True, workers=workers, chunk=chunk)) == bits(usual)


@settings(max_examples=25)
@given(
    parameters=st.from_type(Parameters),
    runs=st.integers(1, 6),
    seed=st.integers(0, 2**63 - 6),
    workers=st.integers(1, 4),
    chunk=st.integers(1, 7),
)
def test_each_run_is_the_run_of_its_seed(parameters, runs, seed, workers, chunk):
    result = run_ensemble({"a": parameters, "b": SMALL}, runs, seed, workers=workers, chunk=chunk)
    for name, one in (("a", parameters), ("b", SMALL)):
        rows = result.arm(name)
        assert rows["seed"].tolist() == list(range(seed, seed + runs))
        assert rows["run"].tolist() == list(range(runs))
        for i, row in enumerate(rows.to_dict("records")):
            alone = hunt.simulate(one, seed + i).row()
            assert {key: repr(row[key]) for key in alone} == {key: repr(value) for key, value in alone.items()}


def test_more_runs_leave_the_first_ones_as_they_were(usual):
    longer = run_ensemble(ARMS, 9, 3)
    for name in ARMS:
        pd.testing.assert_frame_equal(longer.arm(name).head(7), usual.arm(name))
    later = run_ensemble(ARMS, 4, 6)
    for name in ARMS:
        assert later.arm(name)["eaten"].tolist() == usual.arm(name)["eaten"].tolist()[3:]


def test_an_arm_is_the_same_alone(usual):
    for name in ARMS:
        alone = run_ensemble({name: ARMS[name]}, 7, 3, diaries=True)
        pd.testing.assert_frame_equal(alone.arm(name), usual.arm(name))
        assert alone.diaries[name].tobytes() == usual.diaries[name].tobytes()


def test_the_table_has_a_row_for_each_run_of_each_arm(usual):
    assert list(usual.table.columns) == ["arm", "run", "seed", *OUTCOMES]
    assert usual.table.groupby("arm", sort=False).size().to_dict() == {"own": 7, "shared": 7, "larger": 7}
    assert usual.parameters == ARMS
    assert usual.table["alive"].dtype.kind == usual.table["seed"].dtype.kind == "i"
    assert usual.died["larger"].shape == (7, 9)
    for name, one in ARMS.items():
        assert ((usual.died[name] == -1).sum(axis=1) == usual.arm(name)["alive"]).all()
        survived = np.where(usual.died[name] < 0, one.days, usual.died[name] + 1)
        assert (survived.sum(axis=1) == usual.arm(name)["days_lived"]).all()


# --- pairs ----------------------------------------------------------------------------------------------------------


def test_arms_that_are_alike_have_the_same_runs():
    result = run_ensemble({"a": SMALL, "b": SMALL, "c": SMALL.but(kappa=SMALL.kappa)}, 5, 11)
    first, *others = (result.arm(name).drop(columns="arm") for name in "abc")
    for other in others:
        pd.testing.assert_frame_equal(first, other)


def test_pairs_have_the_same_wolves_whatever_is_paid(usual):
    """Raids depend on luck alone while someone is alive, so a pair has the same ones."""
    own, shared = (usual.arm(name) for name in ("own", "shared"))
    both_survive = (own["alive"] > 0) & (shared["alive"] > 0)
    assert both_survive.any()
    assert (own["raids"] == shared["raids"])[both_survive].all()
    assert len(set(own["raids"])) > 1
    assert (own["eaten"] != shared["eaten"]).any()


def test_interventions_act_in_their_arm_and_from_their_day_on():
    day = 30
    change = ((day, {"small_game": 0.0}),)
    result = run_ensemble({"as it was": SMALL, "changed": SMALL}, 6, 1, changes={"changed": change}, diaries=True)
    before, after = (result.diaries[name] for name in ("as it was", "changed"))
    assert before[:, :day].tobytes() == after[:, :day].tobytes()
    assert (result.arm("changed")["gathered"] < result.arm("as it was")["gathered"]).all()
    for i, row in enumerate(result.arm("changed").to_dict("records")):
        assert row["gathered"] == hunt.simulate(SMALL, 1 + i, change).gathered
    alone = run_ensemble({"as it was": SMALL}, 6, 1)
    pd.testing.assert_frame_equal(alone.arm("as it was"), result.arm("as it was"))


# --- diaries --------------------------------------------------------------------------------------------------------


def test_a_diary_ends_as_its_run_does(usual):
    for name, one in ARMS.items():
        diary, rows = usual.diaries[name], usual.arm(name)
        assert diary.shape == (7, one.days, len(DIARY))
        last = diary[:, -1]
        assert (last[:, LIVING] == rows["alive"]).all()
        assert (last[:, STORE] == rows["store"]).all()
        assert (last[:, DAYS_LIVED] == rows["days_lived"]).all()
        assert (last[:, ATTAINED] / np.maximum(1, last[:, DAYS_LIVED]) == rows["kpi"]).all()


def test_a_diary_agrees_with_the_history_of_its_run(usual):
    history = hunt.record(ARMS["own"], 5)
    diary = usual.diaries["own"][2]
    assert (diary[:, LIVING] == history.camp["living"]).all()
    assert (diary[:, STORE] == history.camp["store"]).all()
    assert (diary[:, ATTAINED] == history.camp["attained"]).all()


def test_the_dead_stay_dead_and_no_hunter_day_is_lost(usual):
    for name, one in ARMS.items():
        living, lived = usual.diaries[name][:, :, LIVING], usual.diaries[name][:, :, DAYS_LIVED]
        assert (np.diff(living, axis=1) <= 0).all()
        woke = np.concatenate([np.full((7, 1), one.hunters), living[:, :-1]], axis=1)
        assert (np.diff(lived, axis=1, prepend=0.0) == woke).all()
        dead = (usual.died[name][:, :, None] >= 0) & (usual.died[name][:, :, None] <= np.arange(one.days))
        assert (one.hunters - dead.sum(axis=1) == living).all()


def test_daily_measures_are_those_of_the_diary(usual):
    diary = usual.diaries["own"]
    kpi, store = kpi_by_day(diary), store_by_day(diary)
    lived = np.diff(diary[:, :, DAYS_LIVED], axis=1, prepend=0.0)
    assert np.nansum(kpi * lived, axis=1) == pytest.approx(diary[:, -1, ATTAINED])
    assert (store == diary[:, :, STORE]).all()


def test_a_diary_is_kept_only_if_it_is_requested():
    assert run_ensemble({"a": SMALL}, 2).diaries == {}


# --- one run, the last seed, progress -------------------------------------------------------------------------------


def test_one_run_is_an_ensemble_too():
    result = run_ensemble({"a": SMALL}, 1, 9, diaries=True)
    assert len(result.table) == 1
    assert result.table["alive"][0] == hunt.simulate(SMALL, 9).alive
    assert result.diaries["a"].shape == (1, SMALL.days, len(DIARY))


def test_the_last_seeds_can_be_used():
    result = run_ensemble({"a": SMALL}, 3, 2**63 - 3)
    assert result.table["seed"].tolist() == [2**63 - 3, 2**63 - 2, 2**63 - 1]
    assert result.table["eaten"][2] == hunt.simulate(SMALL, 2**63 - 1).eaten


@each(("runs", "chunk"), [(1, 100), (7, 3), (10, 5), (4, 1)])
def test_progress_adds_up_to_all_runs(runs, chunk):
    done = []
    run_ensemble({"a": SMALL, "b": SMALL}, runs, chunk=chunk, progress=done.append)
    assert sum(done) == 2 * runs
    assert len(done) == math.ceil(runs / chunk)


def test_an_error_in_one_run_stops_all_the_others(monkeypatch):
    begun = []

    def fails(*given):
        begun.append(given)
        time.sleep(0.002)
        raise RuntimeError("no more")

    monkeypatch.setattr(ensemble, "_run_chunk", fails)
    with pytest.raises(RuntimeError, match="no more"):
        run_ensemble({"a": SMALL}, 1000, chunk=1, workers=2)
    assert len(begun) < 900


def test_stopping_does_not_wait_for_runs_that_have_not_begun(monkeypatch):
    begun = []
    run_chunk = ensemble._run_chunk

    def slowly(*given):
        begun.append(given)
        time.sleep(0.01)
        return run_chunk(*given)

    def stop(done):
        raise KeyboardInterrupt

    monkeypatch.setattr(ensemble, "_run_chunk", slowly)
    with pytest.raises(KeyboardInterrupt):
        run_ensemble({"a": SMALL}, 1000, chunk=1, workers=2, progress=stop)
    assert len(begun) < 500


def test_scenarios_can_be_arms():
    arms = {id: scenario("strangers").parameters(id, days=30) for id in ("none", "ranking")}
    assert set(run_ensemble(arms, 2).table["arm"]) == set(arms)


def test_there_is_a_core_to_run_on(monkeypatch):
    assert 1 <= cores() <= 4096
    monkeypatch.delattr(ensemble.os, "sched_getaffinity")
    assert cores() >= 1


# --- what is refused ------------------------------------------------------------------------------------------------


@each("runs", [0, -1, 1.0, "3", None, True, math.nan, MOST_RUNS + 1, 10**30, 10**5000])
def test_a_number_of_runs_out_of_range_is_refused(runs):
    with pytest.raises(HuntError, match=rf"^runs = .* is not allowed: it must be .* from 1 to {MOST_RUNS};"):
        run_ensemble({"a": SMALL}, runs)


@each(("arms", "most"), [(1, MOST_RUNS), (2, MOST_RUNS // 2), (3, MOST_RUNS // 3), (MOST_RUNS, 1)])
def test_runs_count_in_every_arm(arms, most):
    assert checked_runs(most, arms) == most
    with pytest.raises(HuntError, match=f"from 1 to {most}"):
        checked_runs(most + 1, arms)


def test_fewer_runs_than_the_least_are_refused():
    assert checked_runs(2, 2, least=2) == 2
    with pytest.raises(HuntError, match=r"runs = 1 .* from 2 to"):
        checked_runs(1, 2, least=2)


def test_no_arm_at_all_is_refused():
    with pytest.raises(HuntError, match="no arm"):
        run_ensemble({}, 3)


def test_more_than_fits_into_memory_is_refused():
    long = Parameters(hunters=100, days=3600)
    most = MOST_KEPT // (8 * (len(OUTCOMES) + 100 + 3600 * len(DIARY)))
    checked_kept(most, {"a": long}, diaries=True)
    with pytest.raises(HuntError, match=rf"runs = {most + 1} .* at most {most}"):
        checked_kept(most + 1, {"a": long}, diaries=True)
    checked_kept(most + 1, {"a": long}, diaries=False)
    with pytest.raises(HuntError, match=rf"at most {most}"):
        run_ensemble({"a": long}, most + 1, diaries=True)


@each("seed", [-1, 2**63, 1.0, "1", None, True, 10**5000])
def test_a_seed_out_of_range_is_refused(seed):
    with pytest.raises(HuntError, match=r"^seed = .* is not allowed: it must be a whole number from 0 to"):
        run_ensemble({"a": SMALL}, 2, seed)


def test_seeds_that_run_out_are_refused():
    assert checked_seeds(2**63 - 5, 5) == 2**63 - 5
    with pytest.raises(HuntError, match=r"seed = 9223372036854775804 is not allowed for 5 runs"):
        checked_seeds(2**63 - 4, 5)


@each("workers", [0, -1, 1.5, "2", True, MOST_WORKERS + 1, 10**30])
def test_a_number_of_workers_out_of_range_is_refused(workers):
    with pytest.raises(HuntError, match=rf"^workers = .* from 1 to {MOST_WORKERS}"):
        run_ensemble({"a": SMALL}, 2, workers=workers)


@each("chunk", [0, -1, 1.5, None, True])
def test_a_chunk_out_of_range_is_refused(chunk):
    with pytest.raises(HuntError, match=r"^chunk = .* is not allowed"):
        run_ensemble({"a": SMALL}, 2, chunk=chunk)


def test_interventions_in_an_arm_that_does_not_exist_are_refused():
    with pytest.raises(HuntError, match=r"'shraed'.* own, shared"):
        run_ensemble(ARMS, 2, changes={"shraed": ((3, {"kappa": 0.0}),)})


@each(
    ("change", "says"),
    [
        ((70, {"kappa": 0.0}), "day = 70 is not a day of this run"),
        (("3", {"kappa": 0.0}), "day = '3' is not a day"),
        ((3, {"kapa": 0.0}), "did you mean kappa"),
        ((3, {"kappa": -1.0}), "kappa = -1.0 is not allowed"),
        ((3, {"hunters": 3}), "hunters"),
    ],
)
def test_an_intervention_that_is_not_allowed_is_refused(change, says):
    with pytest.raises(HuntError, match=says):
        run_ensemble({"a": SMALL}, 2, changes={"a": ((1, {"kappa": 1.0}), change)})


@each("change", [{"small_game": 1.6}, {"novice_skill": 0.9}, {"hire_trust": 0.9}, {"kappa": 0.0}])
def test_a_change_on_day_0_is_the_same_run_alone_and_among_others(change):
    """The first morning is made before anything changes, however a run is simulated."""
    parameters = scenario().parameters("own-product", days=90, newcomers=0.5)
    changes = ((0, change), (40, {"small_game": 0.5}))
    table = run_ensemble({"a": parameters, "b": parameters}, 5, 3, changes={"b": changes}).arm("b")
    for seed, kills, eaten in zip(table["seed"], table["kills"], table["eaten"], strict=True):
        alone, recorded = hunt.simulate(parameters, seed, changes), hunt.record(parameters, seed, changes).outcome
        assert (kills, eaten) == (alone.kills, alone.eaten) == (recorded.kills, recorded.eaten)
