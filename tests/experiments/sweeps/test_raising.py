"""More replicates for a sweep that is there: what was run is used again, and no byte shows that it was."""

import json
import shutil

import pytest
from cases import each
from sweeps_on_disk import ADAPTIVE, FIXED, SMALL, TWO, files

from experiments.sweeps import raising, sweep
from experiments.sweeps.export import read_sweep
from experiments.sweeps.store import opened
from experiments.sweeps.sweep import Stopped
from experiments.sweeps.sweep import sweep as run
from hunt.errors import HuntError

pytestmark = pytest.mark.usefixtures("compiled")

KEPT = {"regimes": TWO, "settings": SMALL, "series": {"numbers": ["alive", "store"], "every": 15}}
KINDS = {
    "several points a chunk": ({**FIXED, "chunk": 50}, {"runs": 4}, {"runs": 10}),
    "several chunks a point": (FIXED, {"runs": 5}, {"runs": 11}),
    "words and series": (KEPT | {"levers": {"leadership": ["none", "chief"]}}, {"runs": 3}, {"runs": 7}),
    "adaptive": (
        {name: one for name, one in ADAPTIVE.items() if name != "stop"},
        {"stop": ADAPTIVE["stop"] | {"most": 25}},
        {"stop": ADAPTIVE["stop"]},
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_raised_sweep_has_the_bytes_of_one_that_was_run_at_once(kind, tmp_path):
    data, few, many = KINDS[kind]
    before = run(data | few, tmp_path / "s")
    with pytest.raises(HuntError, match=r"runs was .* and is .*; add --resume to raise it"):
        run(data | many, tmp_path / "s")
    said = []
    after = run(data | many, tmp_path / "s", resume=True, tell=said.append)
    assert after.reused == before.rows, "nothing ran twice"
    assert after.lived == after.rows - before.rows > 0
    assert said[0].startswith("Replicates are raised from")
    run(data | many, tmp_path / "at once")
    assert files(tmp_path / "s") == files(tmp_path / "at once")


@each("count", [1, 4])
def test_a_rise_that_is_interrupted_goes_on(count, tmp_path):
    data, few, many = KINDS["several chunks a point"]
    folder = tmp_path / f"s{count}"
    run(data | few, folder)
    seen = []

    def impatient(rows):
        seen.append(rows)
        if len(seen) == count:
            raise KeyboardInterrupt

    with pytest.raises(Stopped):
        run(data | many, folder, resume=True, progress=impatient, workers=1)
    assert not read_sweep(folder).complete
    with pytest.raises(HuntError, match=r"is being raised to 11 replicates; finish that"):
        run(data | {"runs": 20}, folder, resume=True)
    run(data | many, folder, resume=True)
    run(data | many, tmp_path / f"once{count}")
    assert files(folder) == files(tmp_path / f"once{count}")


@each("other", [11, 13])
def test_two_programs_that_raise_it_at_once_do_no_harm(other, tmp_path, monkeypatch):
    """The second has looked at the folder before the first took its lock, and comes to it while the first is busy."""
    data, few, many = KINDS["several chunks a point"]
    folder = tmp_path / f"s{other}"
    run(data | few, folder)
    seen = opened(folder)

    def impatient(_):
        raise KeyboardInterrupt

    with pytest.raises(Stopped):
        run(data | many, folder, resume=True, progress=impatient, workers=1)
    before = files(folder)
    with monkeypatch.context() as patch:
        first = iter([seen])
        patch.setattr(sweep, "opened", lambda place: next(first, None) or opened(place))
        if other == 11:
            assert run(data | many, folder, resume=True).rows == 11 * 8
        else:
            with pytest.raises(HuntError, match=r"is being raised to 11 replicates; finish that with --resume"):
                run(data | {"runs": other}, folder, resume=True)
            assert files(folder) == before
            run(data | many, folder, resume=True)
    run(data | many, tmp_path / f"once{other}")
    assert files(folder) == files(tmp_path / f"once{other}")


def test_a_sweep_that_was_raised_between_a_look_and_the_lock_is_not_touched(tmp_path, monkeypatch):
    data, few, many = KINDS["several chunks a point"]
    run(data | few, tmp_path / "s")
    looked = sweep._ready

    def slow(*given):
        store = looked(*given)
        monkeypatch.setattr(sweep, "_ready", looked)
        with pytest.raises(Stopped):
            run(data | many, tmp_path / "s", resume=True, progress=impatient, workers=1)
        return store

    def impatient(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(sweep, "_ready", slow)
    with pytest.raises(HuntError, match=r"Another program has just given the sweep in .* more runs; try again"):
        run(data | few, tmp_path / "s", resume=True)
    monkeypatch.undo()
    assert run(data | many, tmp_path / "s", resume=True).rows == 11 * 8
    run(data | many, tmp_path / "at once")
    assert files(tmp_path / "s") == files(tmp_path / "at once")


@each("step", ["mkdir", "copyfile", "replace", "start"])
def test_a_rise_that_is_killed_before_it_began_is_undone_or_done_again(step, tmp_path, monkeypatch):
    data, few, many = KINDS["words and series"]
    folder, place = tmp_path / step, {"copyfile": raising.shutil, "replace": raising.os}

    class Killed(BaseException):
        pass

    def killed(*_, **__):
        raise Killed

    run(data | few, folder)
    whole = files(folder)
    with monkeypatch.context() as patch:
        if step == "start":
            patch.setattr(raising.Store, "start", killed)
        elif step == "mkdir":
            patch.setattr(raising.Path if hasattr(raising, "Path") else type(folder), "mkdir", killed)
        else:
            patch.setattr(place[step], step, killed)
        with pytest.raises(Killed):
            run(data | many, folder, resume=True)
    shutil.copytree(folder, tmp_path / f"{step} again")
    run(data | few, tmp_path / f"{step} again", resume=True)
    assert files(tmp_path / f"{step} again") == whole
    assert run(data | many, folder, resume=True).reused == 12
    run(data | many, tmp_path / f"{step} at once")
    assert files(folder) == files(tmp_path / f"{step} at once")


def test_files_named_like_locks_stop_no_rise(tmp_path):
    data, few, many = KINDS["several chunks a point"]
    run(data | few, tmp_path / "s")
    for name in (".lock-old", ".lock-1-of-1~"):
        (tmp_path / "s" / name).touch()
    assert run(data | many, tmp_path / "s", resume=True).rows == 11 * 8


def test_an_unfinished_sweep_can_be_raised(tmp_path):
    data, few, many = KINDS["several chunks a point"]
    run(data | few, tmp_path / "s")
    (tmp_path / "s" / "runs" / "chunk-000001.parquet").unlink()
    assert run(data | many, tmp_path / "s", resume=True).reused > 0
    run(data | many, tmp_path / "at once")
    assert files(tmp_path / "s") == files(tmp_path / "at once")


def test_a_flipped_bit_in_what_was_set_aside_is_said_and_its_runs_run_again(tmp_path):
    run(FIXED, tmp_path / "s")
    content = bytearray((tmp_path / "s" / "runs" / "chunk-000003.parquet").read_bytes())
    content[-100] ^= 1
    (tmp_path / "s" / "runs" / "chunk-000003.parquet").write_bytes(content)
    said = []
    done = run({**FIXED, "runs": 14}, tmp_path / "s", resume=True, tell=said.append)
    assert any("chunk-000003.parquet is damaged" in one for one in said)
    assert 0 < done.reused < 80
    run({**FIXED, "runs": 14}, tmp_path / "at once")
    assert files(tmp_path / "s") == files(tmp_path / "at once")


def test_what_cannot_be_raised_is_refused_and_nothing_is_touched(tmp_path):
    run({**FIXED, "seeds": "worlds"}, tmp_path / "worlds")
    run(FIXED, tmp_path / "s")
    before = files(tmp_path / "s"), files(tmp_path / "worlds")
    for data, folder, how, says in (
        ({**FIXED, "seeds": "worlds", "runs": 12}, "worlds", {}, r"seeds = 'worlds', which count the replicates"),
        ({**FIXED, "runs": 12, "seed": 2}, "s", {}, r"seed was 1 and is 2"),
        ({**FIXED, "runs": 8}, "s", {}, r"runs was 10 and is 8; give what it was begun with"),
        ({**FIXED, "runs": 12}, "s", {"shard": (1, 2)}, r"in one program"),
    ):
        with pytest.raises(HuntError, match=says):
            run(data, tmp_path / folder, resume=True, **how)
    assert (files(tmp_path / "s"), files(tmp_path / "worlds")) == before


def test_another_source_cannot_be_raised(tmp_path, monkeypatch):
    run(FIXED, tmp_path / "s")
    monkeypatch.setattr(sweep, "SOURCE", "0123456789abcdef")
    with pytest.raises(HuntError, match=r"was begun with another design|source of the hunt has changed"):
        run({**FIXED, "runs": 12}, tmp_path / "s", resume=True)
    assert json.loads((tmp_path / "s" / "manifest.json").read_text())["design"]["runs"] == 10
