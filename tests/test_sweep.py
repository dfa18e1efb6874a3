"""A sweep on disk: the same table whoever lives it and whatever interrupts it; what is wrong is named, nothing lost."""

import errno
import json
import os
import shutil
import threading
from concurrent.futures import BrokenExecutor, Future

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

import hunt
from experiments.ensemble import run_ensemble
from experiments.sweeps import executors as crews
from experiments.sweeps import jobs as work
from experiments.sweeps import store, sweep
from experiments.sweeps.dry_run import dry_run
from experiments.sweeps.export import read_sweep, write_csv
from experiments.sweeps.merging import merge
from experiments.sweeps.parse_design import design_of
from experiments.sweeps.plan import Plan
from experiments.sweeps.sweep import Stopped
from experiments.sweeps.sweep import sweep as live
from experiments.sweeps.table import runs_table, schema
from hunt.catalogue.scenarios import scenario
from hunt.errors import HuntError
from hunt.outcome import OUTCOMES

pytestmark = pytest.mark.usefixtures("compiled")

TWO = ["own-product", "shared-survival"]
SMALL = {"days": 40, "hunters": 6, "start_store": 2.0, "reserve_low": 5.0, "reserve_high": 20.0}
DATA = {
    "regimes": TWO,
    "settings": SMALL,
    "levers": {"coupling": [0, 1]},
    "uncertainties": {"small_game": [0.2, 1.1]},
    "runs": 10,
    "chunk": 8,
}
ADAPTIVE = {key: value for key, value in DATA.items() if key != "runs"} | {
    "stop": {"measure": "alive_share", "half_width": 0.12, "start": 10, "block": 10, "most": 60},
    "series": {"measures": ["store", "trust"], "every": 15},
}


def files(folder):
    """Return all that a sweep has on disk, by name."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.startswith(".")
    }


@pytest.fixture(scope="module", params=["fixed", "adaptive"])
def whole(request, tmp_path_factory, compiled):
    """A design and the folder of its uninterrupted sweep."""
    design = design_of(DATA if request.param == "fixed" else ADAPTIVE)
    folder = tmp_path_factory.mktemp("whole") / "sweep"
    live(design, folder, workers=1)
    return design, folder


@pytest.fixture(scope="module")
def fixed(tmp_path_factory, compiled):
    """The same for a design without adaptive stopping."""
    folder = tmp_path_factory.mktemp("fixed") / "sweep"
    live(design_of(DATA), folder, workers=1)
    return design_of(DATA), folder


# --- what is in the table ---------------------------------------------------------------------------------------


def test_a_row_is_the_hunt_of_its_parameters_and_seed(whole):
    table = read_sweep(whole[1]).table
    valley = scenario("default-valley")
    for row in table.iloc[:: max(1, len(table) // 12)].to_dict("records"):
        settings = SMALL | {name: row[name] for name in ("coupling", "small_game")}
        told = hunt.simulate(valley.parameters(row["regime"], **settings), row["seed"]).row()
        assert {key: repr(row[key]) for key in told} == {key: repr(value) for key, value in told.items()}
        assert (np.asarray(row["died"]) == -1).sum() == row["alive"]


def test_a_sweep_of_one_point_is_an_ensemble(tmp_path):
    data = {"regimes": TWO, "settings": SMALL, "runs": 12, "seed": 3}
    live(data, tmp_path / "s")
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


def test_evenings_are_those_of_the_history(tmp_path):
    data = {"settings": SMALL, "runs": 2, "series": {"measures": ["living", "store", "trust"], "every": 15}}
    live(data, tmp_path / "s")
    series = read_sweep(tmp_path / "s").series
    assert series["day"].tolist() == [14, 29, 39] * 2
    for run in (0, 1):
        told = hunt.record(scenario().parameters("own-product", **SMALL), 1 + run)
        rows = series[series["run"] == run]
        assert rows["store"].tolist() == told.camp["store"][[14, 29, 39]].tolist()
        assert rows["living"].tolist() == told.camp["living"][[14, 29, 39]].tolist()


def test_adaptive_stopping_lives_more_where_more_is_needed(tmp_path):
    design = design_of(ADAPTIVE)
    live(design, tmp_path / "s")
    read = read_sweep(tmp_path / "s")
    table = read.table
    counts = table.groupby("point")["run"].max() + 1
    assert read.complete
    assert counts.min() < counts.max() <= 60
    spread = table.pivot_table(index=["point", "run"], columns="regime", values="alive_share", observed=True)
    differences = (spread[TWO[0]] - spread[TWO[1]]).groupby("point").std()
    assert differences[counts.idxmax()] > differences[counts.idxmin()]


def test_csv_holds_every_run(whole, tmp_path):
    shutil.copytree(whole[1], tmp_path / "s")
    table = pd.read_csv(write_csv(tmp_path / "s"))
    expected = read_sweep(tmp_path / "s").table
    assert len(table) == len(expected)
    assert table["eaten"].tolist() == expected["eaten"].tolist()
    assert "died" not in table


# --- the same table ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("workers", [2, 7])
def test_the_number_of_threads_changes_no_byte(whole, workers, tmp_path):
    live(whole[0], tmp_path / "s", workers=workers)
    assert files(tmp_path / "s") == files(whole[1])


def test_three_parts_in_one_folder_are_the_sweep(whole, tmp_path):
    for part in (2, 3, 1):
        live(whole[0], tmp_path / "s", shard=(part, 3), workers=1)
    assert files(tmp_path / "s") == files(whole[1])


def test_three_folders_merged_are_the_sweep(whole, tmp_path):
    for part in (1, 2, 3):
        live(whole[0], tmp_path / f"{part}", shard=(part, 3), workers=1)
    report = merge([tmp_path / f"{part}" for part in (1, 2)], tmp_path / "all")
    assert report["missing"] > 0
    report = merge([tmp_path / f"{part}" for part in (3, 2)], tmp_path / "all")
    assert report["missing"] == 0
    assert files(tmp_path / "all") == files(whole[1])


def test_a_manifest_alone_is_enough_to_live_it_again(whole, tmp_path):
    shutil.copy(whole[1] / "manifest.json", tmp_path / "manifest.json")
    live(tmp_path / "manifest.json", tmp_path / "s")
    assert files(tmp_path / "s") == files(whole[1])


def test_whatever_chunks_are_missing_are_lived_again(whole, tmp_path):
    rng = np.random.default_rng(0)
    for k in range(2):
        folder = tmp_path / f"{k}"
        shutil.copytree(whole[1], folder)
        for file in sorted((folder / "runs").iterdir()):
            if rng.random() < 0.5:
                file.unlink()
        (folder / "runs" / ".chunk-000001.parquet~123-abc").write_bytes(b"half")
        live(whole[0], folder, resume=True)
        assert files(folder) == files(whole[1])
        assert not list((folder / "runs").glob(".*"))


class Crowd(crews.Crew):
    """A crew of one thread, of which a worker dies now and then."""

    def __init__(self, dies):
        super().__init__(lambda: crews._pool("threads", 1), 1)
        self.dies = dies

    def submit(self, job):
        if self.dies(job):
            future = Future()
            future.set_exception(BrokenExecutor("killed"))
            return future
        return super().submit(job)


def crowded(monkeypatch, dies):
    from contextlib import contextmanager

    @contextmanager
    def worker_pool(*_):
        crew = Crowd(dies)
        yield crew
        crew.close()

    monkeypatch.setattr(sweep, "worker_pool", worker_pool)


def test_workers_that_die_now_and_then_change_nothing(whole, tmp_path, monkeypatch):
    rng = np.random.default_rng(1)
    crowded(monkeypatch, lambda job: rng.random() < 0.3)
    said = []
    live(whole[0], tmp_path / "s", tell=said.append)
    assert any("A worker died" in one for one in said)
    assert files(tmp_path / "s") == files(whole[1])


def test_a_run_that_kills_whoever_lives_it_costs_one_row(tmp_path, monkeypatch):
    deadly = 6

    def dies(job):
        return job.first <= deadly - 1 < job.first + job.runs and any(cell.arm == 1 for cell in job.cells)

    crowded(monkeypatch, dies)
    data = {"regimes": TWO, "settings": SMALL, "runs": 10, "chunk": 8}
    result = live(data, tmp_path / "s", tell=lambda _: None)
    table = read_sweep(tmp_path / "s").table
    failed = table[table["error"].notna()]
    assert result.failed == len(failed) == 1
    assert failed[["regime", "run"]].to_numpy().tolist() == [["shared-survival", deadly - 1]]
    assert "died" in failed["error"].iloc[0]
    monkeypatch.undo()
    live(data, tmp_path / "t")
    kept = table["error"].isna()
    expected = read_sweep(tmp_path / "t").table[kept]
    pd.testing.assert_frame_equal(table[kept], expected, check_dtype=False, check_exact=True)


def test_a_run_that_raises_is_a_row_with_its_reason(tmp_path, monkeypatch):
    usual = work.run_to_end

    def run_to_end(parameters, seed, *args, **kwargs):
        if seed == 4 and parameters.shared == 1.0:
            raise ZeroDivisionError("nobody\nto share with")
        return usual(parameters, seed, *args, **kwargs)

    monkeypatch.setattr(work, "run_to_end", run_to_end)
    data = {"regimes": TWO, "settings": SMALL, "runs": 10, "chunk": 8}
    result = live(data, tmp_path / "s")
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
    def run_to_end(*_, **__):
        raise MemoryError

    monkeypatch.setattr(work, "run_to_end", run_to_end)
    live({"settings": SMALL, "runs": 3}, tmp_path / "s")
    table = read_sweep(tmp_path / "s").table
    assert table["error"].tolist() == ["MemoryError:"] * 3
    assert table["seed"].tolist() == [1, 2, 3]


# --- stopped by Ctrl-C -------------------------------------------------------------------------------------------


def test_ctrl_c_keeps_what_is_finished_and_the_rest_is_lived_later(whole, tmp_path):
    def impatient(_):
        if len(list((tmp_path / "s" / "runs").glob("chunk-*"))) >= 3:
            raise KeyboardInterrupt

    with pytest.raises(Stopped) as stopped:
        live(whole[0], tmp_path / "s", progress=impatient, workers=2)
    there = read_sweep(tmp_path / "s")
    assert not there.complete
    assert stopped.value.rows >= there.done > 0
    live(whole[0], tmp_path / "s", resume=True)
    assert files(tmp_path / "s") == files(whole[1])


# --- what is wrong is named, and nothing is lost ---------------------------------------------------------------


@pytest.fixture
def copy(fixed, tmp_path):
    """A copy of a finished sweep, its design, and the original."""
    shutil.copytree(fixed[1], tmp_path / "copy")
    return fixed[0], tmp_path / "copy", fixed[1]


def refused(design, folder, match, **how):
    before = files(folder) if folder.exists() else {}
    with pytest.raises(HuntError, match=match) as told:
        live(design, folder, **how)
    assert "\n" not in str(told.value)
    assert (files(folder) if folder.exists() else {}) == before, "nothing is lost"


@pytest.mark.parametrize("keep", [0, 100, -1])
def test_a_torn_file_is_named_put_aside_and_lived_again(copy, keep):
    design, folder, original = copy
    file = folder / "runs" / "chunk-000002.parquet"
    file.write_bytes(file.read_bytes()[:keep])
    with pytest.raises(HuntError, match=r"chunk-000002.parquet is torn"):
        read_sweep(folder).store.read(2)
    said = []
    live(design, folder, resume=True, tell=said.append)
    assert ["chunk-000002.parquet is torn" in one for one in said] == [True]
    assert (folder / "torn" / file.name).exists()
    shutil.rmtree(folder / "torn")
    assert files(folder) == files(original)


def test_a_flipped_bit_is_noticed(copy):
    file = copy[1] / "runs" / "chunk-000002.parquet"
    content = bytearray(file.read_bytes())
    content[200] ^= 0b100
    file.write_bytes(content)
    with pytest.raises(HuntError, match=r"chunk-000002.parquet is torn"):
        list(read_sweep(copy[1]).tables())


def test_a_foreign_file_is_named_and_not_read(copy):
    design, folder, _ = copy
    shutil.copy(folder / "runs" / "chunk-000000.parquet", folder / "runs" / "mine.parquet")
    said = []
    live(design, folder, resume=True, tell=said.append)
    assert ["mine.parquet is no part of this sweep" in one for one in said] == [True]
    expected = read_sweep(copy[2])
    assert len(read_sweep(folder).table) == len(expected.table)


def test_a_chunk_of_another_sweep_is_named(copy, tmp_path):
    design, folder, _ = copy
    live({"settings": SMALL, "runs": 3}, tmp_path / "other")
    shutil.copy(tmp_path / "other" / "runs" / "chunk-000000.parquet", folder / "runs")
    refused(design, folder, r"chunk-000000.parquet belongs to another sweep", resume=True)
    with pytest.raises(HuntError, match=r"belongs to another sweep"):
        read_sweep(folder).store.read(0)


def test_a_chunk_in_the_place_of_another_is_named(copy):
    design, folder, _ = copy
    shutil.copy(folder / "runs" / "chunk-000001.parquet", folder / "runs" / "chunk-000000.parquet")
    refused(design, folder, r"chunk-000000.parquet belongs to another", resume=True)


def test_another_design_is_refused_and_the_difference_named(copy):
    for change, says in (({"seed": 9}, "seed was 1 and is 9"), ({"settings": SMALL | {"days": 30}}, "settings was")):
        refused(DATA | change, copy[1], says, resume=True)


def test_another_source_is_refused(copy, monkeypatch):
    monkeypatch.setattr(sweep, "SOURCE", "0123456789abcdef")
    refused(copy[0], copy[1], r"The source of the hunt has changed", resume=True)


def test_a_worker_with_another_source_is_refused(fixed, tmp_path, monkeypatch):
    monkeypatch.setattr(work, "SOURCE", "0123456789abcdef")
    with pytest.raises(HuntError, match=r"A worker has another source"):
        live(fixed[0], tmp_path / "s")
    assert not list((tmp_path / "s" / "runs").glob("chunk-*"))


def test_a_finished_sweep_is_not_overwritten(copy):
    refused(copy[0], copy[1], r"holds this sweep already; add --resume")


def test_a_folder_of_other_things_is_not_touched(fixed, tmp_path):
    (tmp_path / "thesis.doc").write_text("three years of work")
    refused(fixed[0], tmp_path, r"thesis.doc is there")


def test_a_lost_manifest_is_named(copy):
    (copy[1] / "manifest.json").unlink()
    refused(copy[0], copy[1], r"no manifest.json", resume=True)


@pytest.mark.parametrize("edit", [lambda text: text[:300], lambda text: text.replace('"seed": 1', '"seed": 2')])
def test_a_torn_or_edited_manifest_is_named(copy, edit):
    file = copy[1] / "manifest.json"
    file.write_text(edit(file.read_text()))
    refused(copy[0], copy[1], r"manifest.json is torn or was edited", resume=True)


def test_a_full_disk_is_named_and_what_was_written_stays(fixed, tmp_path, monkeypatch):
    usual, count = store.pq.write_table, [0]

    def write_table(table, file, **how):
        count[0] += 1
        if count[0] > 4:
            file.write_bytes(b"half a file")
            raise OSError(errno.ENOSPC, "No space left on device")
        usual(table, file, **how)

    monkeypatch.setattr(store.pq, "write_table", write_table)
    with pytest.raises(HuntError, match=r"The disk of .* is full; nothing that was finished is lost"):
        live(fixed[0], tmp_path / "s", workers=1)
    monkeypatch.undo()
    assert read_sweep(tmp_path / "s").done > 0
    live(fixed[0], tmp_path / "s", resume=True)
    assert files(tmp_path / "s") == files(fixed[1])


def test_a_folder_that_cannot_be_written_to_is_named(fixed, tmp_path, monkeypatch):
    def forbidden(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(store.pq, "write_table", forbidden)
    with pytest.raises(HuntError, match=r"cannot be written to: permission denied"):
        live(fixed[0], tmp_path / "s")


def test_a_read_only_folder_is_named(copy):
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere; the test above makes the system refuse")
    (copy[1] / "runs" / "chunk-000001.parquet").unlink()
    (copy[1] / "runs").chmod(0o500)
    try:
        refused(copy[0], copy[1], r"cannot be written to: permission denied", resume=True)
    finally:
        (copy[1] / "runs").chmod(0o700)


def test_a_file_in_the_place_of_the_folder_is_named(fixed, tmp_path):
    (tmp_path / "s").write_text("")
    with pytest.raises(HuntError, match=r"is a file; name a folder"):
        live(fixed[0], tmp_path / "s")


def test_two_programs_do_not_live_the_same_sweep_at_once(fixed, tmp_path):
    inside, leave = threading.Event(), threading.Event()

    def wait(_):
        inside.set()
        leave.wait(20)

    first = threading.Thread(target=lambda: live(fixed[0], tmp_path / "s", progress=wait, workers=1))
    first.start()
    try:
        assert inside.wait(20)
        with pytest.raises(HuntError, match=r"Another program is living this sweep"):
            live(fixed[0], tmp_path / "s", resume=True)
    finally:
        leave.set()
        first.join()
    assert files(tmp_path / "s") == files(fixed[1])


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"executor": "cloud"}, "one of threads, processes, dask"),
        ({"shard": (4, 3)}, r"shard = 4/3"),
        ({"shard": (0, 3)}, r"shard = 0/3"),
        ({"scheduler": "tcp://x:1"}, "choose the executor dask"),
    ],
)
def test_how_it_cannot_be_lived_is_said(fixed, how, says, tmp_path):
    refused(fixed[0], tmp_path / "s", says, **how)


def test_folders_of_different_sweeps_are_not_merged(copy, tmp_path):
    live({"settings": SMALL, "runs": 3}, tmp_path / "other")
    with pytest.raises(HuntError, match=r"their design differs"):
        merge([copy[1], tmp_path / "other"], tmp_path / "all")
    with pytest.raises(HuntError, match=r"holds another sweep"):
        merge([copy[1]], tmp_path / "other")
    assert not (tmp_path / "all").exists()


def test_a_folder_without_a_sweep_is_named(tmp_path):
    with pytest.raises(HuntError, match=r"holds no sweep"):
        read_sweep(tmp_path)
    with pytest.raises(HuntError, match=r"There is no folder"):
        read_sweep(tmp_path / "nowhere")


# --- what it will cost ---------------------------------------------------------------------------------------------


def test_a_dry_run_counts_runs_and_guesses_their_room(fixed):
    design, folder = fixed
    cost = dry_run(design, (1, 1), 2)
    assert cost["runs"] == Plan(design).all_rows()
    assert cost["chunks"] == Plan(design).chunks
    size = sum(file.stat().st_size for file in (folder / "runs").iterdir())
    assert cost["megabytes"] == pytest.approx(size / 1e6, rel=0.35)
    assert cost["minutes"] == pytest.approx(cost["runs"] * cost["milliseconds"] / 2 / 60_000)


def test_a_chunk_has_no_time_or_place_in_it(fixed):
    lived = work.run_job(Plan(fixed[0]).job(0))
    lived.seconds = 1e9
    table = runs_table(Plan(fixed[0]), lived)
    assert table.num_rows == len(lived.errors)
    text = (fixed[1] / "manifest.json").read_text()
    assert os.uname().nodename not in json.loads(text)["versions"].values()
    assert str(fixed[1]) not in text
