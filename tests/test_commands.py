"""The commands of experiments: sweep, merge, sensitivity, tipping, report and the new sides of compare."""

import contextlib
import io
import json
import os
import shlex
import sys
from pathlib import Path
from unittest import mock

import pytest
from wrong_designs import FILES, WRONG

from experiments.sweeps.export import read_sweep
from hunt import cli

pytestmark = pytest.mark.usefixtures("compiled")

DESIGN = """
title = "Small"
regimes = ["own-product", "shared-survival"]
runs = 6
chunk = 8
[settings]
days = 40
hunters = 6
[levers]
coupling = [0, 1]
"""


def hunt(*argv):
    """Run a command line in this process; return its exit code and what it printed."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.object(sys, "argv", ["hunt", *argv]),
        mock.patch.dict(os.environ, {"COLUMNS": "100"}),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        pytest.raises(SystemExit) as left,
    ):
        cli.main()
    return left.value.code or 0, out.getvalue(), err.getvalue()


@pytest.mark.parametrize("command", ["sweep", "merge", "sensitivity", "tipping", "report"])
def test_every_command_has_help(command):
    code, out, err = hunt(command, "--help")
    assert (code, err) == (0, "")
    assert f"Usage: hunt {command}" in out
    assert "--json" in out
    assert command in hunt("--help")[1]


@pytest.fixture
def place(tmp_path, monkeypatch):
    """An empty folder to work in, with a design."""
    monkeypatch.chdir(tmp_path)
    Path("d.toml").write_text(DESIGN)
    return tmp_path


def test_a_sweep_from_the_first_word_to_the_report(place):
    code, out, _ = hunt("sweep", "d.toml", "--dry-run")
    assert code == 0
    assert out.startswith("2 points under 2 arms: 24 runs, in 4 chunks.")
    assert not Path("s").exists()
    code, out, _ = hunt("sweep", "d.toml", "--out", "s", "--csv", "--report")
    assert code == 0
    assert out.startswith("24 runs are in s; 24 lived now")
    assert {one.name for one in Path("s").iterdir()} >= {
        "manifest.json",
        "runs",
        "runs.csv",
        "report.html",
        "report.pdf",
    }
    code, _, err = hunt("sweep", "d.toml", "--out", "s")
    assert (code, err.count("\n")) == (2, 1)
    assert "add --resume" in err
    code, out, _ = hunt("sweep", "d.toml", "--out", "s", "--resume")
    assert code == 0
    assert out.startswith("24 runs are in s; 0 lived now")


def test_shards_are_lived_and_merged_on_the_command_line(place):
    for part in (1, 2):
        code, _, _ = hunt("sweep", "d.toml", "--out", f"p{part}", "--shard", f"{part}/2")
        assert code == 0
    code, out, _ = hunt("merge", "p1", "--out", "m")
    assert code == 0
    assert "Still missing: 2" in out
    command = shlex.split(out[out.index("hunt sweep") :])
    code, out, _ = hunt("merge", "p1", "p2", "--out", "m")
    assert (code, out) == (0, "4 of 4 chunks are in m.\n")
    code, out, _ = hunt(*command[1:])
    assert code == 0
    assert "0 lived now" in out


def test_for_machines_there_is_nothing_but_json(place):
    for words in (
        ("sweep", "d.toml", "--dry-run"),
        ("sweep", "d.toml", "--out", "s", "--series", "store,trust"),
        ("merge", "s", "--out", "m"),
        (
            "tipping",
            "small_game",
            "--from",
            "0.1",
            "--to",
            "1",
            "--runs",
            "4",
            "--set",
            "days=40",
            "--set",
            "hunters=6",
        ),
        ("compare", "--power", "0.1", "--runs", "8", "--set", "days=40", "--set", "hunters=6"),
        ("report", "s"),
    ):
        code, out, err = hunt(*words, "--json")
        assert (code, err) == (0, ""), words
        json.loads(out, parse_constant=pytest.fail)
    assert read_sweep("s").design.series.measures == ("store", "trust")


@pytest.mark.slow
def test_compare_in_several_scenarios_leaves_a_folder_of_each(place):
    small = ("--runs", "4", "--flip-runs", "0", "--set", "days=40", "--set", "hunters=6")
    code, out, _ = hunt("compare", "--scenario", "default-valley,strangers", *small, "--out", "o")
    assert code == 0
    assert "Side by side" in out
    for id in ("default-valley", "strangers"):
        assert (Path("o") / id / "report.html").exists()


@pytest.mark.slow
def test_power_is_told_in_sentences(place):
    code, out, _ = hunt("compare", "--power", "0.1", "--runs", "20", "--set", "days=60", "--set", "small_game=0.3")
    assert code == 0
    assert out.count("with a chance of") == 2


def test_tipping_is_told_in_sentences(place):
    words = ("tipping", "small_game", "--from", "0.1", "--to", "1.5", "--runs", "6", "--set", "days=60")
    code, out, _ = hunt(*words, "--set", "hunters=6", "--set", "start_store=1")
    assert code == 0
    assert "alive_share under shared-survival is" in out


def test_sensitivity_is_told_in_sentences(place):
    pytest.importorskip("SALib", reason="sensitivity needs SALib (the extra 'sensitivity')")
    Path("r.toml").write_text(
        "runs = 2\n[settings]\ndays = 40\nhunters = 6\nstart_store = 1\n"
        "[uncertainties]\nsmall_game = { low = 0.1, high = 1.2 }\nwolves = { low = 0, high = 0.1 }\n"
        '[design]\nkind = "morris"\n'
    )
    code, out, _ = hunt("sensitivity", "r.toml", "--out", "q", "--trajectories", "3", "--points", "4", "--keep", "2")
    assert code == 0
    assert "Morris, of alive_share" in out
    assert "Tables are in q" in out


@pytest.mark.parametrize("what", WRONG)
def test_a_malformed_design_is_one_sentence_and_exit_code_2(what, place):
    for name, content in FILES.items():
        Path(name).write_bytes(content)
    Path("wrong.toml").write_text(WRONG[what])
    code, out, err = hunt("sweep", "wrong.toml", "--out", "s")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1, err
    assert err.strip().endswith((".", "?"))
    assert not Path("s").exists(), "refused before anything is made"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("sweep d.toml", "--out is missing"),
        ("sweep nowhere.toml --out s", "cannot be read"),
        ("sweep d.toml --out s --workers 0", "--workers '0'"),
        ("sweep d.toml --out s --workers many", "--workers 'many'"),
        ("sweep d.toml --out s --shard 3/2", "--shard '3/2'"),
        ("sweep d.toml --out s --shard x", "--shard 'x'"),
        ("sweep d.toml --out s --executor cloud", "executor = 'cloud'"),
        ("sweep d.toml --out s --scheduler tcp://x:1", "choose the executor dask"),
        ("sweep d.toml --out s --series mood", "--series names 'mood'"),
        ("sweep d.toml --out s --series ,", "--series names ''"),
        ("sweep d.toml --out d.toml", "is a file"),
        ("sweep d.toml --out s --report --measure mood", "no measure 'mood'"),
        ("merge nowhere --out m", "There is no folder"),
        ("report nowhere", "There is no folder"),
        ("report .", "holds neither"),
        ("tipping mood --from 0 --to 1", "no parameter named 'mood'"),
        ("tipping winter --from low --to 1", "--from 'low'"),
        ("tipping winter --from nan --to 1", "--from 'nan'"),
        ("tipping winter --from 1 --to 0", "must be below"),
        ("tipping winter --from 0 --to 1 --runs 1", "--runs '1'"),
        ("tipping winter --from 0 --to 1 --seed -1", "--seed '-1'"),
        ("tipping winter --from 0 --to 1 --regimes a,b,c", "not of 3"),
        ("sensitivity --out q --points x", "--points 'x'"),
        ("sensitivity --out q --points 12", "power of two"),
        ("sensitivity --out q --keep 0", "--keep '0'"),
        ("sensitivity d.toml --out q", "ranges only"),
        ("compare --power much", "--power 'much'"),
        ("compare --power 0", "effect = 0"),
        ("compare --power 0.1 --measure mood", "no measure 'mood'"),
        ("compare --scenario default-valley,default-valley", "name different ones"),
        ("compare --scenario default-valley,moon", "no scenario named 'moon'"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(words, says, place):
    code, out, err = hunt(*words.split())
    assert (code, out) == (2, ""), err
    assert says in err
    assert err.count("\n") == 1
    assert not list(place.glob("*/runs/chunk-*"))
