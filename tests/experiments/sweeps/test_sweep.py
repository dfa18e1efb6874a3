"""A sweep gives the same files whatever the number of workers, and whatever interrupts it."""

import os
import shutil
import threading
from dataclasses import replace

import numpy as np
import pytest
from sweeps_on_disk import FIXED, SMALL, files

from experiments.sweeps import jobs, sweep
from experiments.sweeps.differences import differences
from experiments.sweeps.export import read_sweep
from experiments.sweeps.store import MANIFEST, Store
from experiments.sweeps.sweep import Stopped
from experiments.sweeps.sweep import sweep as run
from hunt.catalogue.own_rules import OwnRules
from hunt.errors import HuntError
from hunt.own_measures import OwnMeasures

pytestmark = pytest.mark.usefixtures("compiled")

NOBODY = 10**9
"""The number of a process that cannot be: no system counts so far."""


def test_the_number_of_threads_changes_no_byte(whole, tmp_path):
    run(whole[0], tmp_path / "s", workers=7)
    assert files(tmp_path / "s") == files(whole[1])


def test_three_parts_in_one_folder_are_the_sweep(whole, tmp_path):
    for part in (2, 3, 1):
        run(whole[0], tmp_path / "s", shard=(part, 3), workers=1)
    assert files(tmp_path / "s") == files(whole[1])


def test_a_manifest_alone_is_enough_to_repeat_it(whole, tmp_path):
    shutil.copy(whole[1] / "manifest.json", tmp_path / "manifest.json")
    run(tmp_path / "manifest.json", tmp_path / "s")
    assert files(tmp_path / "s") == files(whole[1])


def test_missing_chunks_run_again(whole, tmp_path):
    rng = np.random.default_rng(0)
    for k in range(2):
        folder = tmp_path / f"{k}"
        shutil.copytree(whole[1], folder)
        for file in sorted((folder / "runs").iterdir()):
            if rng.random() < 0.5:
                file.unlink()
        (folder / "runs" / f".chunk-000001.parquet~{NOBODY}-abc").write_bytes(b"half")
        run(whole[0], folder, resume=True)
        assert files(folder) == files(whole[1])
        assert not list((folder / "runs").glob(".*"))


def test_ctrl_c_keeps_what_is_finished_and_the_rest_runs_later(whole, tmp_path):
    def impatient(_):
        if len(list((tmp_path / "s" / "runs").glob("chunk-*"))) >= 3:
            raise KeyboardInterrupt

    with pytest.raises(Stopped) as stopped:
        run(whole[0], tmp_path / "s", progress=impatient, workers=2)
    there = read_sweep(tmp_path / "s")
    assert not there.complete
    assert stopped.value.rows >= there.done > 0
    assert str(stopped.value) == f"stopped; {stopped.value.rows} runs are kept, and resume=True goes on"
    run(whole[0], tmp_path / "s", resume=True)
    assert files(tmp_path / "s") == files(whole[1])


def test_two_programs_cannot_run_the_same_sweep_at_once(fixed, tmp_path):
    inside, leave = threading.Event(), threading.Event()

    def wait(_):
        inside.set()
        leave.wait(20)

    first = threading.Thread(target=lambda: run(fixed[0], tmp_path / "s", progress=wait, workers=1))
    first.start()
    try:
        assert inside.wait(20)
        with pytest.raises(HuntError, match=r"Another program"):
            run(fixed[0], tmp_path / "s", resume=True)
    finally:
        leave.set()
        first.join()
    assert files(tmp_path / "s") == files(fixed[1])


def test_two_programs_that_begin_in_one_folder_at_once_do_no_harm(fixed, tmp_path, monkeypatch):
    """The second has seen an empty folder, and writes its manifest when that of the first is there."""
    run(fixed[0], tmp_path / "s")
    exists, unseen = (
        type(tmp_path).exists,
        iter([True, False, True]),
    )  # before it looks for other things, then, and at last
    with monkeypatch.context() as patch:
        patch.setattr(
            type(tmp_path), "exists", lambda path: exists(path) and not (path.name == MANIFEST and next(unseen, False))
        )
        with pytest.raises(HuntError, match=r"was begun with another design: seed was 1 and is 2"):
            run(FIXED | {"seed": 2}, tmp_path / "s")
    assert files(tmp_path / "s") == files(fixed[1])


@pytest.mark.parametrize("begun", ["manifest", "chunks"])
def test_a_shard_that_starts_a_moment_later_than_another_is_not_refused(begun, fixed, tmp_path, monkeypatch):
    """It has seen no manifest, and finds one, or chunks as well, when it looks for other things in the folder."""
    usual = sweep._nothing_strange

    def meanwhile(folder):
        monkeypatch.setattr(sweep, "_nothing_strange", usual)
        if begun == "manifest":
            Store(folder, read_sweep(fixed[1]).store.manifest).start()
        else:
            run(fixed[0], folder, shard=(1, 2))
        usual(folder)

    monkeypatch.setattr(sweep, "_nothing_strange", meanwhile)
    run(fixed[0], tmp_path / "s", shard=(2, 2))
    run(fixed[0], tmp_path / "s", shard=(1, 2), resume=True)
    assert files(tmp_path / "s") == files(fixed[1])


def test_shards_run_together_and_nothing_else_with_them(copy):
    design, folder, _ = copy
    store = read_sweep(folder).store
    for held, other in (((1, 1), (1, 2)), ((1, 2), (1, 1)), ((1, 2), (1, 2)), ((1, 1), (1, 1))):
        with sweep._alone(store, held):
            refused(design, folder, "Another program", resume=True, shard=other)
    with sweep._alone(store, (1, 2)):
        refused(FIXED | {"runs": 12}, folder, "Another program", resume=True)  # nor is it given more runs
        run(design, folder, resume=True, shard=(2, 2))
    run(design, folder, resume=True)


def test_what_a_living_program_has_half_written_stays(copy):
    design, folder, _ = copy
    parts = [folder / "runs" / f".chunk-000002.parquet~{process}-abc" for process in (os.getpid(), NOBODY)]
    for part in parts:
        part.touch()
    for shard in ((1, 2), (2, 2), (1, 3), (2, 3), (3, 3)):
        run(design, folder, resume=True, shard=shard)
    assert [part.exists() for part in parts] == [True, False]


def test_a_finished_sweep_that_is_resumed_has_no_new_run(whole, tmp_path):
    """Progress counts the runs that were there, and so does the message of a sweep that is stopped."""
    shutil.copytree(whole[1], tmp_path / "s")
    rows, counted = len(read_sweep(whole[1]).table), []
    again = run(whole[0], tmp_path / "s", resume=True, progress=counted.append)
    assert (again.rows, again.lived, sum(counted)) == (rows, 0, rows)

    (tmp_path / "s" / "runs" / "chunk-000000.parquet").unlink()
    lived = len(read_sweep(whole[1]).store.read(0))

    def impatient(_):
        if (tmp_path / "s" / "runs" / "chunk-000000.parquet").exists():
            raise KeyboardInterrupt

    with pytest.raises(Stopped) as stopped:
        run(whole[0], tmp_path / "s", resume=True, progress=impatient, workers=1)
    assert stopped.value.rows == rows
    (tmp_path / "s" / "runs" / "chunk-000000.parquet").unlink()
    again = run(whole[0], tmp_path / "s", resume=True)
    assert (again.rows, again.lived) == (rows, lived)


# --- what is refused, and nothing is lost ---------------------------------------------------------------------------


def refused(design, folder, match, **how):
    before = files(folder) if folder.exists() else {}
    with pytest.raises(HuntError, match=match) as error:
        run(design, folder, **how)
    assert "\n" not in str(error.value)
    assert (files(folder) if folder.exists() else {}) == before, "nothing is lost"


def test_another_design_is_refused_and_the_difference_named(copy):
    for change, says in (({"seed": 9}, "seed was 1 and is 9"), ({"settings": SMALL | {"days": 30}}, "settings was")):
        refused(FIXED | change, copy[1], says, resume=True)


MEASURE = 'def left(evening):\n    """Food left, person-days."""\n    return evening.camp["store"]\n'


def with_rules(design, rules):
    return replace(design, arms={arm: one.but(rules=rules) for arm, one in design.arms.items()})


def test_what_differs_is_named_also_where_it_is_a_file_of_the_users_own(fixed):
    """Rules, measures, and regimes whose files were edited; not the first thing that comes along."""
    design, _ = fixed
    mine, other = OwnRules("mine.py", "COLD = 0.6\n"), OwnRules("mine.py", "COLD = 0.7\n")
    thin = replace(design, measures=OwnMeasures("thin.py", MEASURE))
    thick = replace(design, measures=OwnMeasures("thin.py", MEASURE + "\n"))
    edited = replace(design, arms={arm: one.but(small_game=9.0) for arm, one in design.arms.items()})
    for then, now, says in (
        (with_rules(design, mine), design, "rules were mine.py and are those of the project"),
        (design, with_rules(design, mine), "rules were those of the project and are mine.py"),
        (with_rules(design, mine), with_rules(design, other), "the text of mine.py has changed"),
        (thin, design, "measures of your own were thin.py and are none"),
        (design, thin, "measures of your own were none and are thin.py"),
        (thin, thick, "the text of thin.py has changed"),
        (
            with_rules(thin, mine),
            design,
            "rules were mine.py and are those of the project; measures of your own were thin.py and are none",
        ),
        (design, edited, "small_game in default-valley under own-product was 1.1 and is 9.0"),
        (design, replace(thin, seed=7), "measures of your own were none and are thin.py; seed was 1 and is 7"),
        (design, replace(design, settings={**design.settings, "days": 41}), "settings was"),
    ):
        assert differences(then.plain(), now.plain()).startswith(says)


def test_another_source_is_refused(copy, monkeypatch):
    monkeypatch.setattr(sweep, "SOURCE", "0123456789abcdef")
    refused(copy[0], copy[1], r"source of the hunt has changed", resume=True)


def test_a_worker_with_another_source_is_refused(fixed, tmp_path, monkeypatch):
    monkeypatch.setattr(jobs, "SOURCE", "0123456789abcdef")
    with pytest.raises(HuntError, match=r"another source"):
        run(fixed[0], tmp_path / "s")
    assert not list((tmp_path / "s" / "runs").glob("chunk-*"))


def test_a_finished_sweep_is_not_overwritten(copy):
    refused(copy[0], copy[1], r"holds this sweep already; add --resume")


def test_a_folder_of_other_things_is_not_touched(fixed, tmp_path):
    (tmp_path / "thesis.doc").write_text("three years of work")
    refused(fixed[0], tmp_path, r"thesis.doc is there")


def test_a_file_in_the_place_of_the_folder_is_named(fixed, tmp_path):
    (tmp_path / "s").write_text("")
    with pytest.raises(HuntError, match=r"is a file; name a folder"):
        run(fixed[0], tmp_path / "s")


def test_how_it_cannot_run_is_refused(fixed, tmp_path):
    for how, says in (
        ({"executor": "cloud"}, "one of threads, processes, dask"),
        ({"shard": (4, 3)}, r"shard = 4/3"),
        ({"shard": (0, 3)}, r"shard = 0/3"),
        ({"scheduler": "tcp://x:1"}, "choose the executor dask"),
    ):
        refused(fixed[0], tmp_path / "s", says, **how)
