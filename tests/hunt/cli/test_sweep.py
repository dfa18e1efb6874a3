"""`hunt sweep`, `hunt merge` and `hunt report`: from a design to a folder of runs, its parts joined, and its report."""

import shlex
from pathlib import Path

import pytest
from command_line import DESIGN, assert_refused, hunt, strictly

from experiments.sweeps.export import read_sweep

pytestmark = pytest.mark.usefixtures("compiled")


@pytest.fixture
def place(tmp_path, monkeypatch):
    """An empty folder to work in, with a design."""
    monkeypatch.chdir(tmp_path)
    Path("d.toml").write_text(DESIGN)
    return tmp_path


def test_a_sweep_from_the_first_word_to_the_report(place):
    call = hunt("sweep", "d.toml", "--dry-run")
    assert call.code == 0
    assert call.out.startswith("2 points under 2 arms: 24 runs, in 4 chunks.")
    assert not Path("s").exists()
    call = hunt("sweep", "d.toml", "--out", "s", "--csv", "--report")
    assert call.code == 0
    assert call.out.startswith("24 runs are in s; 24 of them new")
    written = {one.name for one in Path("s").iterdir()}
    assert written >= {"manifest.json", "runs", "runs.csv", "report.html", "report.pdf"}
    assert_refused(hunt("sweep", "d.toml", "--out", "s"), "add --resume")
    call = hunt("sweep", "d.toml", "--out", "s", "--resume")
    assert call.code == 0
    assert call.out.startswith("24 runs are in s; 0 of them new")


def test_shards_are_run_and_merged_on_the_command_line(place):
    for part in (1, 2):
        assert hunt("sweep", "d.toml", "--out", f"p{part}", "--shard", f"{part}/2").code == 0
    call = hunt("merge", "p1", "--out", "m")
    assert call.code == 0
    assert "Still missing: 2" in call.out
    rest = shlex.split(call.out[call.out.index("hunt sweep") :])
    call = hunt("merge", "p1", "p2", "--out", "m")
    assert (call.code, call.out) == (0, "4 of 4 chunks are in m.\n")
    call = hunt(*rest[1:])
    assert call.code == 0
    assert "; 0 of them new" in call.out


def test_for_machines_there_is_nothing_but_json(place):
    for words in (
        ("sweep", "d.toml", "--dry-run"),
        ("sweep", "d.toml", "--out", "s", "--series", "store,trust"),
        ("merge", "s", "--out", "m"),
        ("report", "s"),
    ):
        call = hunt(*words, "--json")
        assert (call.code, call.err) == (0, ""), words
        strictly(call.out)
    assert read_sweep("s").design.series.measures == ("store", "trust")


def test_a_malformed_design_is_refused_before_anything_is_made(place):
    for what, says in (
        ("[levers", "not valid TOML"),
        (DESIGN.replace("alignment", "alinment"), "alinment"),
        (DESIGN.replace("runs = 6", "runs = 0"), "runs"),
        (DESIGN + "[surprise]\n", "surprise"),
    ):
        Path("wrong.toml").write_text(what)
        assert_refused(hunt("sweep", "wrong.toml", "--out", "s"), says)
        assert not Path("s").exists()
