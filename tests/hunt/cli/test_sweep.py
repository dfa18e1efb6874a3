"""`hunt sweep`, `hunt merge` and `hunt report`: from a design to a folder of runs, its parts joined, and its report."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import DESIGN, ROOT, assert_refused, hunt, in_a_process, process, strictly, tree
from sweeps_on_disk import files

from experiments.sweeps import jobs
from experiments.sweeps.export import read_sweep

pytestmark = pytest.mark.usefixtures("compiled")

ENV = os.environ | {"PYTHONPATH": str(ROOT)}
"""For programs that are started in another folder."""


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


def test_the_command_that_merge_prints_can_be_given(place):
    """Where the design has measures of the user's own, and in a folder whose name has a space."""
    (place / "mine.py").write_text('def left(evening):\n    """Food left."""\n    return evening.camp["store"]\n')
    (place / "m.toml").write_text('measures = "mine.py"\n' + (place / "d.toml").read_text())
    assert hunt("sweep", "m.toml", "--out", "p1", "--shard", "1/2").code == 0
    call = hunt("merge", "p1", "--out", "all of it")
    assert "Still missing: 2; run them with hunt sweep 'all of it/manifest.json'" in call.out
    rest = hunt(*shlex.split(call.out[call.out.index("hunt sweep") :])[1:])
    assert (rest.code, rest.err) == (0, "")
    assert read_sweep("all of it").complete


def test_merge_says_how_many_runs_failed(place, monkeypatch):
    from experiments.sweeps import jobs

    def failing(*_, **__):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "run_arms", failing)
        patch.setattr(jobs, "first_day", failing)
        assert hunt("sweep", "d.toml", "--out", "p1").code == 1
    call = hunt("merge", "p1", "--out", "m")
    assert call.code == 0
    assert "Failed runs: 24; the column `error` says why" in call.out
    again = shlex.split(call.out[call.out.index("hunt sweep") :])
    assert "; 24 of them new" in hunt(*again[1:]).out


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
    assert read_sweep("s").design.series.numbers == ("store", "trust")


FAILED = (
    "\n4 of 24 runs failed; the column `error` says why, and --resume tries them again, except combinations that are "
    "not allowed.\n"
)


def test_failed_runs_are_counted_last_and_end_in_exit_code_1(place, monkeypatch):
    usual = jobs.run_arms

    def run_arms(arms, seeds):
        if 3 in seeds:
            raise ZeroDivisionError("a passing fault")
        return usual(arms, seeds)

    with monkeypatch.context() as fault:
        fault.setattr(jobs, "run_arms", run_arms)
        call = hunt("sweep", "d.toml", "--out", "s")
    assert call.code == 1
    assert call.out.endswith(FAILED)
    call = hunt("sweep", "d.toml", "--out", "s", "--resume", "--keep-failed")
    assert call.code == 1
    assert call.out.endswith(FAILED)
    call = hunt("sweep", "d.toml", "--out", "s", "--resume")
    assert call.code == 0
    assert "4 runs that had failed before were tried again." in call.out
    assert "failed;" not in call.out
    hunt("sweep", "d.toml", "--out", "at-once")
    assert files(Path("s")) == files(Path("at-once"))


def test_more_runs_on_the_command_line(place):
    assert hunt("sweep", "d.toml", "--out", "s").code == 0
    Path("d.toml").write_text(DESIGN.replace("runs = 6", "runs = 9"))
    assert_refused(hunt("sweep", "d.toml", "--out", "s"), "runs was 6 and is 9; add --resume to raise it")
    call = hunt("sweep", "d.toml", "--out", "s", "--resume")
    assert call.code == 0
    assert call.out.startswith("36 runs are in s; 12 of them new")
    assert "24 of them were there with fewer replicates and were used again." in call.out
    assert "Replicates are raised from 6 to 9" in call.err


def test_a_design_from_a_pipe(place):
    with process("sweep", "-", "--dry-run", cwd=place, stdin=subprocess.PIPE, env=ENV) as run:
        out, err = run.communicate(DESIGN, timeout=120)
    assert (run.returncode, err) == (0, "")
    assert out.startswith("2 points under 2 arms")


def test_a_closed_standard_output_loses_nothing_and_is_no_error(place):
    command = f"{shlex.quote(sys.executable)} -m hunt.cli sweep d.toml --out s >&-"
    done = subprocess.run(command, shell=True, cwd=place, env=ENV, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert read_sweep("s").complete


def test_a_terminal_without_width_shows_everything(place):
    assert "own-product" in in_a_process("regimes", cwd=place, env=ENV | {"COLUMNS": "0"}).out


@pytest.mark.slow
def test_names_that_are_no_utf_8_do_no_harm(place):
    name = os.fsdecode(b"bad\xff")
    assert in_a_process("sweep", "d.toml", "--out", name, "--csv", "--report", cwd=place, env=ENV).code == 0
    plain = ENV | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert in_a_process("sweep", "d.toml", "--out", "ö", cwd=place, env=plain).code == 0


def test_a_report_goes_into_another_folder(place):
    hunt("sweep", "d.toml", "--out", "s")
    before = tree(place / "s")
    call = hunt("report", "s", "--out", "elsewhere")
    assert (call.code, call.out) == (0, "Written to elsewhere: report.html, report.pdf, report.md, map.csv.\n")
    assert tree(place / "s") == before
    assert Path("elsewhere", "report.html").exists()


def test_a_missing_number_is_an_empty_field_of_the_csv(place):
    Path("d.toml").write_text(DESIGN.replace("days = 40", "days = 40\nstart_store = 0\nsmall_game = 0"))
    hunt("sweep", "d.toml", "--out", "s", "--csv")
    table = read_sweep("s").table
    assert table["winter_store"].isna().all(), "no winter yet"
    lines = Path("s", "runs.csv").read_text().splitlines()
    at = [name.strip('"') for name in lines[0].split(",")].index("winter_store")
    assert {line.split(",")[at] for line in lines[1:]} == {""}
    assert "nan" not in lines[1].lower().split(",")


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
