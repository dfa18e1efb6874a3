"""The command line: what it prints, and that bad input is one sentence, exit code 2 and nothing lost."""

import contextlib
import csv
import io
import itertools
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
import tomllib
from functools import partial
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from experiments.ensemble import MOST_RUNS
from hunt import cli
from hunt.catalogue.measures import MEASURES
from hunt.catalogue.parameters import FIELDS, Parameters
from hunt.catalogue.regimes import regime, regime_ids
from hunt.catalogue.scenarios import scenario, scenario_ids
from hunt.errors import LONGEST
from hunt.jsonable import as_json
from hunt.narrator import FEWEST, MEANINGS, SAYS, STORIES, skin_ids
from hunt.vocabulary import Form

pytestmark = pytest.mark.usefixtures("compiled")

ROOT = Path(__file__).parent.parent
COMMANDS = ("run", "compare", "validate", "bench", "scenarios", "regimes", "parameters")
SMALL = ("--runs", "4", "--flip-runs", "0", "--set", "days=40", "--set", "hunters=6")


class Call(NamedTuple):
    """What a command line came to."""

    code: int
    out: str
    err: str


def hunt(*argv, width="100"):
    """Run a command line in this process."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.object(sys, "argv", ["hunt", *argv]),
        mock.patch.dict(os.environ, {"COLUMNS": width}),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        pytest.raises(SystemExit) as left,
    ):
        cli.main()
    return Call(left.value.code, out.getvalue(), err.getvalue())


def process(*argv, **how):
    """Return how to run a command line in a process of its own."""
    how = {"cwd": ROOT, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True} | how
    return subprocess.Popen([sys.executable, "-m", "hunt.cli", *argv], **how)


def in_a_process(*argv, **how):
    with process(*argv, **how) as run:
        out, err = run.communicate(timeout=120)
    return Call(run.returncode, out, err)


def assert_refused(call, says):
    """One line on standard error which says what was wrong, and nothing else anywhere."""
    assert call.err.count("\n") == 1, call.err
    assert call.err.endswith((".\n", "?\n"))
    assert re.search(says, call.err), call.err
    assert len(call.err) < 800
    assert call.out == ""
    assert call.code == 2


def strictly(text):
    """Read JSON that has neither NaN nor Infinity."""

    def refuse(word):
        raise AssertionError(f"{word} is not JSON")

    return json.loads(text, parse_constant=refuse)


# --- bad input ------------------------------------------------------------------------------------------------------

BAD = [
    # unknown words
    ("rn", r"No such command 'rn'.* Did you mean 'run'\?"),
    ("frobnicate", r"No such command 'frobnicate'.* Try 'hunt --help'"),
    ("--version 3", "No such option: --version"),
    ("run --sed 3", "No such option: --sed .*--seed.* Try 'hunt run --help'"),
    ("run -x", "No such option: -x"),
    ("compare --regime own-product", "No such option: --regime .*--regimes"),
    ("validate --runs 3", "No such option: --runs"),
    ("bench --seed 3", "No such option: --seed"),
    ("run extra", r"unexpected extra argument.*extra.* Try 'hunt run --help'"),
    ("scenarios default-valley", "unexpected extra argument"),
    ("regimes --json own-product", "unexpected extra argument"),
    ("parameters hunters days", "unexpected extra argument.*days"),
    ("parameters nosuch", r"no parameter named 'nosuch'; 'hunt parameters' lists all"),
    ("parameters hunter", r"no parameter named 'hunter'; did you mean hunters"),
    ("parameters ''", "no parameter named ''"),
    ("run --scenario default-valey", r"no scenario named 'default-valey'; there are .* Did you mean default-valley\?"),
    ("compare --scenario nosuch", "no scenario named 'nosuch'; there are default-valley, "),
    ("run --scenario ''", "no scenario named ''"),
    ("run --scenario ../scenarios/strangers", "no scenario named .* must end in .toml"),
    ("run --regime own-produkt", r"no regime named 'own-produkt'; .* Did you mean own-product\?"),
    ("run --regime my.tml", r"no regime named 'my.tml'; .* must end in \.toml"),
    ("run --regime Ranking", r"no regime named 'Ranking'.* Did you mean ranking\?"),
    ("compare --regimes own-product,nosuch", "no regime named 'nosuch'"),
    ("run --skin stone-aged", r"no skin named 'stone-aged'.* Did you mean stone-age\?"),
    ("run --skin nosuch.toml", "nosuch.toml cannot be read: no such file"),
    ("skins zero-outrage", r"no skin named 'zero-outrage'.* Did you mean zero-outage\?"),
    ("skins nosuch.toml", "nosuch.toml cannot be read: no such file"),
    ("skins --names steinzeit", "--names is the same for every skin; leave out either --names or steinzeit"),
    ("skins steinzeit zero-outage", "unexpected extra argument.*zero-outage"),
    (f"run --scenario {'x' * 5000}", "no scenario named 'xxx"),
    (f"run --set {'y' * 5000}=1", "no parameter named 'yyy"),
    (f"run --set kappa={'9' * 5000}", "kappa = '9999.*|kappa = inf"),
    # values that are missing
    ("run --seed", "'--seed' requires an argument"),
    ("compare --out", "'--out' requires an argument"),
    ("run --set", "'--set' requires an argument"),
    ("run --set hunters", "--set 'hunters' has no value; write --set name=value"),
    ("run --set ''", "--set '' has no value"),
    ("run --set hunters=", "hunters = '' is not allowed: it must be a whole number from 1 to 100"),
    ("run --set =3", "no parameter named ''"),
    # settings
    ("run --set huntres=12", r"no parameter named 'huntres'; did you mean hunters"),
    ("run --set hunters=0", r"hunters = 0(\.0)? is not allowed: it must be a whole number from 1 to 100 \(hunters\)"),
    ("run --set hunters=101", "hunters = 101"),
    ("run --set hunters=2.5", "hunters = 2.5 .* whole number"),
    ("run --set hunters=many", "hunters = 'many' .* whole number"),
    ("run --set hunters=nan", "hunters = nan"),
    ("run --set days=1e400", "days = inf"),
    ("run --set kappa=nan", "kappa = nan"),
    ("run --set kappa=inf", "kappa = inf"),
    ("run --set kappa=-inf", "kappa = -inf"),
    ("run --set kappa=-0.1", r"kappa = -0.1 .* from 0 to 20 \(person-days a day\)"),
    ("run --set kappa=20.001", "kappa = 20.001"),
    ("run --set kappa=0,5", "kappa = '0,5' .* a number"),
    ("run --set kappa=True", "kappa = 'True'"),
    ("run --set needed=9", "needed = 9"),
    ("run --set form=salary", "form = 'salary' .* one of piece, ranking, quota"),
    ("run --set form=1", "form = '1'"),
    ("run --set leadership=", "leadership = ''"),
    ("run --set praises=1", r"praises = 1 .* list of 5 numbers"),
    ("run --set praises=[1,0]", r"praises = \[1, 0\]"),
    ("run --set praises=[0.5,0,0,0,0.4]", "praises adds up to 0.9"),
    ("run --set praises=[1,0,0,0,NaN]", "praises = .*nan"),
    (f"run --set praises={'[' * 4000}", r"praises = '\[\[\["),
    ("run --set table=[[1,0,0,0,0,0,0,0,0]]", "table = "),
    ("run --set reserve_low=50", "reserve_low = 50 is above reserve_high = 45"),
    ("compare --set kappa=21", "kappa = 21"),
    ("compare --set kappa=1 --set kapa=1", r"'kapa'; did you mean kappa\?"),
    # numbers of the commands
    ("run --seed -1", "--seed '-1' is not allowed: it must be a whole number from 0 to 9223372036854775807"),
    ("run --seed 9223372036854775808", "--seed '9223372036854775808'"),
    (f"run --seed {'9' * 4000}", "--seed '999"),
    (f"run --seed {'9' * 9000}", "--seed '999"),
    ("run --seed 1.0", "--seed '1.0'"),
    ("run --seed one", "--seed 'one' .* try --seed 1"),
    ("run --seed ''", "--seed ''"),
    ("compare --seed nan", "--seed 'nan'"),
    ("compare --runs 4 --seed 9223372036854775805", "seed = 9223372036854775805 is not allowed for 4 runs"),
    ("compare --runs 2 --flip-runs 9 --seed 9223372036854775802", "seed = 9223372036854775802 .* for 9 runs"),
    ("validate --seed -5", "--seed '-5'"),
    ("validate --seed 9223372036854775807", "seed = 9223372036854775807 is not allowed for 1200 runs"),
    ("validate --quick --seed x", "--seed 'x'"),
    ("compare --runs 0", "--runs '0' .* from 2 to 10000000; try --runs 1000"),
    ("compare --runs 1", "--runs '1' .* from 2 to"),
    ("compare --runs -3", "--runs '-3'"),
    ("compare --runs 4.5", "--runs '4.5'"),
    ("compare --runs 4.0", "--runs '4.0'"),
    ("compare --runs 1e3", "--runs '1e3'"),
    ("compare --runs lots", "--runs 'lots'"),
    ("compare --runs 10000001", "--runs '10000001'"),
    ("compare --runs 5000001", "runs = 5000001 .* from 2 to 5000000"),
    ("compare --runs 4000000", "runs = 4000000 is too many for memory: at most [0-9]+ of this size"),
    ("compare --flip-runs -1", "--flip-runs '-1'"),
    ("compare --flip-runs 1", "flip-runs = 1 .* from 2 to 5000000; try 100, or 0"),
    ("compare --flip-runs 99999999999", "--flip-runs '99999999999'"),
    ("compare --flip-runs 5000000", "runs = 5000000 is too many"),
    ("compare --flip-runs few", "--flip-runs 'few'"),
    ("compare --workers 0", "--workers '0' .* from 1 to 1000; try --workers 2"),
    ("compare --workers -1", "--workers '-1'"),
    ("compare --workers 1000000", "--workers '1000000'"),
    ("compare --workers two", "--workers 'two'"),
    ("run --most 0", "--most '0' .* from 8 to 1000; try --most 15"),
    ("run --most 7", "--most '7'"),
    ("run --most 1001", "--most '1001'"),
    # regimes of a comparison
    ("compare --regimes own-product", "regimes = 'own-product' is not allowed: name at least two different ones"),
    ("compare --regimes own-product,own-product", "at least two different"),
    ("compare --regimes ranking,none,ranking", "at least two different"),
    ("compare --regimes 'own-product, own-product'", "at least two different"),
    ("compare --regimes ''", "regimes = '' is not allowed"),
    ("compare --regimes ,", "regimes = '' is not allowed"),
    # places that cannot be written to
    ("compare --out ''", "--out '' names no folder"),
    ("compare --out {file}", "--out .* cannot be written to: file exists; name another folder"),
    ("compare --out {file}/below", "--out .* cannot be written to: not a directory"),
    ("compare --out /proc/nosuch", "--out /proc/nosuch cannot be written to"),
    ("compare --out {folder}/" + "n" * 300, "file name too long"),
    # files that cannot be read
    ("run --regime {new}/no.toml", "no.toml cannot be read: no such file or directory; check the path"),
    ("run --scenario {folder}", "folder.toml cannot be read: is a directory"),
    ("run --scenario {binary}", "binary.toml is not text in UTF-8"),
    ("compare --scenario {binary}", "binary.toml is not text in UTF-8"),
    ("compare --regimes own-product,{binary}", "binary.toml is not text"),
    ("run --regime {file}/my.toml", "not a directory"),
    ("run --regime 'two\nlines.toml'", "two lines.toml cannot be read"),
    ("run --regime '\x1b[31m.toml'", r"\\x1b\[31m.toml cannot be read"),
]


@pytest.fixture
def places(tmp_path):
    """Names that the bad command lines above speak of."""
    found = {name: tmp_path / name for name in ("file", "new")}
    found |= {name: tmp_path / f"{name}.toml" for name in ("folder", "binary")}
    found["file"].write_text("keep me")
    found["folder"].mkdir()
    found["binary"].write_bytes(b"title = \xff\xfe\x00")
    return found


def argv(line, places):
    return [word.format(**places) if "{" in word else word for word in shlex.split(line)]


def tree(folder):
    return {file: file.read_bytes() if file.is_file() else None for file in folder.rglob("*")}


TOO_LATE = mock.patch.object(cli, "_announce_compiling", side_effect=AssertionError("refused only after the start"))


@pytest.mark.parametrize(("line", "says"), BAD, ids=[line[:60] for line, _ in BAD])
def test_bad_input_is_refused_in_one_sentence_before_any_work(line, says, places, tmp_path):
    before = tree(tmp_path)
    with TOO_LATE:
        assert_refused(hunt(*argv(line, places)), says)
    assert tree(tmp_path) == before


def test_there_are_many_bad_inputs_for_every_command():
    assert len({line for line, _ in BAD}) == len(BAD) > 60
    for command in COMMANDS:
        assert any(line.startswith(command) for line, _ in BAD)


@pytest.mark.parametrize("line", [line for line, _ in BAD if "{" not in line and "\n" not in line][::9])
def test_bad_input_is_refused_by_the_real_program(line):
    call = in_a_process(*shlex.split(line))
    assert_refused(call, dict(BAD)[line])


@pytest.mark.parametrize("more", [["--json"], ["--json", "--out", "results"]])
def test_bad_input_is_refused_alike_where_json_is_wanted(more):
    with TOO_LATE:
        assert_refused(hunt("compare", "--scenario", "nosuch", *more), "no scenario named 'nosuch'")


def test_a_comparison_that_is_refused_makes_no_folder(tmp_path):
    assert_refused(hunt("compare", "--regimes", "none,nosuch", "--out", str(tmp_path / "new")), "nosuch")
    assert_refused(hunt("compare", "--flip-runs", "1", "--out", str(tmp_path / "new")), "flip-runs")
    assert list(tmp_path.iterdir()) == []


def test_what_is_in_a_folder_already_is_left_alone(tmp_path):
    mine = {name: f"mine: {name}" for name in (".writable", "notes.txt", "tmp")}
    for name, text in mine.items():
        (tmp_path / name).write_text(text)
    assert hunt("compare", *SMALL, "--out", str(tmp_path)).code == 0
    assert {name: (tmp_path / name).read_text() for name in mine} == mine


def test_the_ranges_of_the_options_are_those_of_the_work_behind_them():
    """The front door repeats two numbers, because it must not import what knows them."""
    assert "from 8 to" in hunt("run", "--most", str(FEWEST - 1)).err
    assert hunt("run", "--most", str(FEWEST), "--set", "days=5").code == 0
    assert f"to {MOST_RUNS};" in hunt("compare", "--runs", str(MOST_RUNS + 1)).err


def test_no_memory_is_one_sentence():
    with mock.patch("experiments.telling.compare_and_tell", side_effect=MemoryError):
        assert_refused(hunt("compare", *SMALL), "not enough memory")


def test_a_full_disk_is_one_sentence(tmp_path):
    full = OSError(28, "No space left on device", str(tmp_path / "runs.csv"))
    with mock.patch("experiments.telling.compare_and_tell", side_effect=full):
        assert_refused(hunt("compare", *SMALL), "runs.csv cannot be read or written: no space left on device")


def test_a_mistake_of_our_own_is_not_told_as_one_of_the_user():
    with (
        mock.patch("hunt.history.record", side_effect=ValueError("ours")),
        mock.patch.object(sys, "argv", ["hunt", "run"]),
        pytest.raises(ValueError, match="ours"),
    ):
        cli.main()


# --- files of regimes and scenarios ---------------------------------------------------------------------------------

REGIME = """
title = "Mine"
words = "Half of the pay is shared."
[settings]
shared = 0.5
praises = { person = 0.25, outcome = 0.75 }
"""
SCENARIO = """
title = "Small valley"
question = "What do six hunters do?"
counter = "strangers"
sources = ["A11"]
sceptic = "Try seven."
[claim]
measure = "alive_share"
regimes = ["own-product", "none"]
relation = "lower"
margin = 0.1
finding = "Fewer."
[settings]
hunters = 6
days = 40
"""
WHOLE_TABLE = "table = [" + ", ".join(["[1, 0, 0, 0, 0, 0, 0, 0, 0]"] * 4) + "]"

BAD_REGIMES = [
    ("title = ", "is not valid TOML: Invalid value"),
    (REGIME + "[settings]", "is not valid TOML"),
    (REGIME + "shared = 0.2", "is not valid TOML"),
    (REGIME + "x = 1979-13-01", "is not valid TOML"),
    (REGIME.replace("0.5", "[" * 5000), "cannot be read as TOML|not valid TOML"),
    (REGIME.replace("0.5", "9" * 5000), "cannot be read as TOML|shared"),
    (REGIME.replace("0.5", "0x" + "f" * 5000), "shared = a number of thousands of digits"),
    (REGIME.replace('"Mine"', "3"), "needs a line title"),
    (REGIME.replace('"Mine"', '" "'), "needs a line title"),
    (REGIME.replace("title", "name"), r"says 'name', which is not known here; known are title, words, settings"),
    (REGIME.replace("title", "titel"), r"says 'titel', .* did you mean title\?"),
    (REGIME.replace("words", "word"), r"says 'word', .* did you mean words\?"),
    ("", "needs a line title"),
    ('title = "a"', "needs a line words"),
    (REGIME.replace("[settings]", "[setting]"), r"says 'setting', .* did you mean settings\?"),
    (REGIME.replace("[settings]", "[[settings]]"), "settings must be a table"),
    ('title = "a"\nwords = "b"\nsettings = 3', "settings must be a table"),
    ('title = "a"\nwords = "b"\nsettings = [["kappa", 1]]', "settings must be a table"),
    (REGIME.replace("shared", "hunters"), "sets 'hunters', .* a regime sets kappa, shared"),
    (REGIME.replace("shared", "shard"), r"sets 'shard', .* did you mean shared\?"),
    (REGIME.replace("0.5", '"half"'), "shared = 'half' is not allowed"),
    (REGIME.replace("0.5", "true"), "shared = True is not allowed"),
    (REGIME.replace("0.5", "nan"), "shared = nan"),
    (REGIME.replace("0.5", "1.5"), "shared = 1.5 .* from 0 to 1"),
    (REGIME.replace("0.5", "1979-05-27"), "shared = datetime.date"),
    (REGIME.replace("person", "persona"), r"praises 'persona', .* did you mean person\?"),
    (REGIME.replace("0.25", "0.5"), "praises adds up to 1.25; it must add up to 1"),
    (REGIME.replace("0.25", '"much"'), "praises = .*'much'"),
    (REGIME.replace("{ person = 0.25, outcome = 0.75 }", '"all"'), "praises = 'all'"),
    (REGIME.replace("{ person = 0.25, outcome = 0.75 }", "[1.0, 0]"), r"praises = \[1.0, 0\] .* 5 numbers"),
    (REGIME.replace("{ person = 0.25, outcome = 0.75 }", "{}"), "praises adds up to 0"),
    (REGIME + WHOLE_TABLE.replace("1", "0.5", 1), "table is worth 0.5; it must be 1"),
    (REGIME + "table = [[1, 2], [3]]", "table = "),
    (REGIME + 'form = "salary"', "form = 'salary'"),
    (REGIME + "form = 1", "form = 1 "),
]
BAD_SCENARIOS = [
    ("[settings", "is not valid TOML"),
    ("", "needs a line title"),
    (SCENARIO.replace("title", "tittle", 1), r"says 'tittle', .* did you mean title\?"),
    (SCENARIO.replace("question", "why"), "says 'why', which is not known here"),
    (SCENARIO.replace('"What do six hunters do?"', "6"), "needs a line question"),
    (SCENARIO.replace("strangers", "stranger"), r"no scenario named 'stranger'; .* Did you mean strangers\?"),
    (SCENARIO.replace('"strangers"', "3"), "needs a line counter"),
    (SCENARIO.replace('["A11"]', '"A11"'), "sources must be a list of texts"),
    (SCENARIO.replace('["A11"]', "[11]"), "sources must be a list of texts"),
    (SCENARIO.replace('["A11"]', "3"), "sources must be a list of texts"),
    (SCENARIO.replace('"Try seven."', "7"), "needs a line sceptic"),
    (SCENARIO.replace("[claim]", "[claims]"), r"says 'claims', .* did you mean claim\?"),
    (SCENARIO.split("[claim]")[0], r"needs a table \[claim\]"),
    (SCENARIO.split("[claim]")[0] + "claim = 3", r"needs a table \[claim\]"),
    (SCENARIO.replace("measure", "measured"), r"says 'measured', .* did you mean measure\?"),
    (SCENARIO.replace("alive_share", "alive_shares"), r"measures 'alive_shares', .* did you mean alive_share\?"),
    (SCENARIO.replace("alive_share", "ended"), "measures 'ended'"),
    (SCENARIO.replace('"lower"', '"worse"'), "relation = 'worse' is not known; .* lower, higher, as good"),
    (SCENARIO.replace('["own-product", "none"]', '"none"'), "regimes must be two ids"),
    (SCENARIO.replace('["own-product", "none"]', '["none"]'), "regimes must be two ids"),
    (SCENARIO.replace('"none"]', "3]"), "regimes must be two ids"),
    (SCENARIO.replace('"none"]', '"non"]'), r"no regime named 'non'; .* Did you mean none\?"),
    (SCENARIO.replace("0.1", "-0.1"), "margin must be a number from 0"),
    (SCENARIO.replace("0.1", "nan"), "margin must be a number from 0"),
    (SCENARIO.replace("0.1", "inf"), "margin must be a number from 0"),
    (SCENARIO.replace("0.1", "0x" + "f" * 5000), "margin must be a number from 0"),
    (SCENARIO.replace("0.1", '"some"'), "margin must be a number from 0"),
    (SCENARIO.replace("0.1", "true"), "margin must be a number from 0"),
    (SCENARIO.replace('"Fewer."', '""'), "needs a line finding"),
    (SCENARIO.replace("hunters = 6", "kappa = 0"), "sets 'kappa', which belongs to a regime; name a regime instead"),
    (SCENARIO.replace("hunters = 6", WHOLE_TABLE), "sets 'table', which belongs to a regime"),
    (SCENARIO.replace("hunters = 6", "hunter = 6"), r"no parameter named 'hunter'; did you mean hunters"),
    (SCENARIO.replace("hunters = 6", "hunters = 6.5"), "hunters = 6.5 is not allowed"),
    (SCENARIO.replace("hunters = 6", 'hunters = "6"'), "hunters = '6' is not allowed"),
    (SCENARIO.replace("hunters = 6", "hunters = [6]"), r"hunters = \[6\] is not allowed"),
    (SCENARIO.replace("hunters = 6", "hunters = 0"), "hunters = 0 is not allowed"),
    (SCENARIO.replace("hunters = 6", "reserve_low = 50"), "reserve_low = 50 is above reserve_high = 45"),
    (SCENARIO.replace("hunters = 6", 'leadership = "queen"'), "leadership = 'queen' .* one of none, chief"),
]
BAD_FILES = [("--regime", *one) for one in BAD_REGIMES] + [("--scenario", *one) for one in BAD_SCENARIOS]


@pytest.mark.parametrize(("option", "text", "says"), BAD_FILES, ids=itertools.count())
def test_a_bad_file_is_refused_in_one_sentence_that_names_it(option, text, says, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(text)
    with TOO_LATE:
        call = hunt("run", option, str(file))
    assert_refused(call, says)
    assert "mine.toml" in call.err
    assert file.read_text() == text


def test_a_file_that_is_too_dense_for_the_reader_is_refused(tmp_path):
    """Python's own reader of TOML gives up on deep lists and long numbers by errors of its own."""
    for k, value in enumerate(("[" * 20_000, "9" * 20_000)):
        file = tmp_path / f"{k}.toml"
        file.write_text(f"title = {value}")
        assert_refused(hunt("run", "--regime", str(file)), f"{k}.toml")


@pytest.fixture
def own_files(tmp_path, monkeypatch):
    """A folder of the user's own, which is the present one, with a regime and a scenario."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my regime.toml").write_text(REGIME)
    (tmp_path / "mine.toml").write_text(SCENARIO)
    return tmp_path


@pytest.mark.parametrize("absolute", [False, True])
def test_own_files_work_from_the_folder_of_the_user(own_files, absolute):
    place = f"{own_files}/" if absolute else ""
    call = hunt("run", "--scenario", f"{place}mine.toml", "--regime", f"{place}my regime.toml")
    assert call.code == 0
    assert "Half of the pay is shared" in call.out
    regimes = ("--regimes", f"none,{place}my regime.toml")
    told = strictly(hunt("compare", *SMALL, "--scenario", f"{place}mine.toml", *regimes, "--json").out)
    assert told["scenario"] == f"{place}mine.toml"
    assert told["regimes"] == ["none", f"{place}my regime.toml"]


def test_own_files_are_read_again_when_they_have_changed(own_files):
    assert regime("my regime.toml").settings["shared"] == 0.5
    assert scenario("mine.toml").parameters().hunters == 6
    Path("my regime.toml").write_text(REGIME.replace("0.5", "0.125"))
    Path("mine.toml").write_text(SCENARIO.replace("hunters = 6", "hunters = 7"))
    assert regime("my regime.toml").on(Parameters()).shared == 0.125
    assert scenario("mine.toml").parameters().hunters == 7


def test_own_files_give_what_the_same_settings_give(own_files):
    by_file = strictly(hunt("run", "--scenario", "mine.toml", "--regime", "my regime.toml", "--json").out)
    by_hand = strictly(
        hunt(
            *("run", "--json", "--set", "hunters=6", "--set", "days=40", "--set", "shared=0.5"),
            *("--set", "praises=[0.25, 0, 0, 0, 0.75]"),
        ).out
    )
    assert by_file["outcome"] == by_hand["outcome"]


def test_a_text_that_begins_with_a_mark_of_its_encoding_is_read(own_files):
    Path("mine.toml").write_bytes(b"\xef\xbb\xbf" + SCENARIO.encode())
    assert hunt("run", "--scenario", "mine.toml").code == 0


@pytest.mark.parametrize("title", ["[/bold] of [red]", "a|b", "Ünï ☃", "x" * 300])
def test_a_title_is_shown_as_it_was_written(own_files, title):
    Path("mine.toml").write_text(SCENARIO.replace("Small valley", title))
    Path("my regime.toml").write_text(REGIME.replace("Mine", title))
    call = hunt("compare", *SMALL, "--scenario", "mine.toml", "--regimes", "none,my regime.toml", "--out", "out")
    assert call.code == 0, call.err
    assert title in "".join(call.out.splitlines()) or " " in title
    assert title.split()[0] in call.out.replace("\n", "")
    assert f"# {title}" in Path("out/report.md").read_text()


# --- good input: every command in words and for machines ------------------------------------------------------------


@pytest.mark.parametrize("argv", [[], ["--help"], ["-h"]])
def test_help_lists_every_command(argv):
    call = hunt(*argv)
    assert call.code == 0
    assert call.err == ""
    for command in COMMANDS:
        assert re.search(rf"\b{command}\b", call.out)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_has_help_with_all_its_options(command, option):
    call = hunt(command, option, width="200")
    assert call.code == 0
    assert call.err == ""
    assert f"Usage: hunt {command}" in call.out
    assert "--json" in call.out
    wanted = {"run": ("--seed", "--set", "--most"), "compare": ("--regimes", "--flip-runs", "--out", "--workers")}
    assert all(one in call.out for one in wanted.get(command, ()))


HEAVY = {"numpy", "numba", "mesa", "pandas", "matplotlib", "solara", "scipy", "pyarrow"}


@pytest.mark.parametrize(
    ("argv", "never"),
    [
        (["--help"], HEAVY),
        (["compare", "--help"], HEAVY),
        (["nosuch"], HEAVY),
        (["run", "--seed", "x"], HEAVY),
        (["parameters"], HEAVY - {"numpy"}),
        (["scenarios", "--json"], HEAVY - {"numpy"}),
        (["run", "--set", "days=3"], {"mesa", "pandas", "matplotlib", "solara", "pyarrow"}),
        (["compare", *SMALL], {"mesa", "matplotlib", "solara"}),
    ],
)
def test_a_command_imports_nothing_it_does_not_need(argv, never):
    script = (
        "import sys, atexit, json\n"
        "atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))\n"
        f"sys.argv = ['hunt', *{argv!r}]\n"
        "from hunt.cli import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120)
    modules = set(json.loads(done.stderr.splitlines()[-1]))
    assert "hunt.cli" in modules
    assert modules & never == set()


def test_run_tells_a_hunt():
    call = hunt("run", "--seed", "3")
    assert call.code == 0
    assert call.err == ""
    assert 8 <= len(call.out.splitlines()) <= 15
    assert call.out == hunt("run", "--seed", "3").out != hunt("run", "--seed", "4").out


def test_run_for_machines_is_the_same_hunt():
    argv = ["run", "--seed", "3", "--regime", "none", "--scenario", "strangers", "--set", "days=300"]
    call = hunt(*argv, "--json")
    assert call.code == 0
    assert call.err == ""
    told = strictly(call.out)
    assert (told["scenario"], told["regime"], told["seed"]) == ("strangers", "none", 3)
    parameters = scenario("strangers").parameters("none", days=300)
    from hunt.simulation import simulate

    assert told["outcome"] == as_json(simulate(parameters, 3).row())
    assert [one["text"] for one in told["told"]] == hunt(*argv).out.splitlines()


@pytest.mark.parametrize("seed", ["0", "9223372036854775807"])
def test_the_first_and_the_last_seed_work(seed):
    assert strictly(hunt("run", "--seed", seed, "--set", "days=5", "--json").out)["seed"] == int(seed)
    last = str(int(seed) - 2) if seed != "0" else seed
    assert hunt("compare", "--runs", "3", "--flip-runs", "0", "--set", "days=5", "--seed", last).code == 0


@pytest.mark.parametrize(
    ("given", "same"),
    [
        ("hunters=12.0", "hunters=12"),
        (" hunters = 12 ", "hunters=12"),
        ("hunters=1.2e1", "hunters=12"),
        ("kappa=3", "kappa=3.0"),
        ("form=RANKING", "form=ranking"),
        ("leadership=Chief", "leadership=chief"),
        ("praises=[0,1,0,0,0]", "praises=[0.0, 1.0, 0.0, 0.0, 0.0]"),
    ],
)
def test_a_setting_may_be_written_in_several_ways(given, same):
    one, other = (hunt("run", "--json", "--set", "days=60", "--set", text) for text in (given, same))
    assert one.code == 0
    assert strictly(one.out)["outcome"] == strictly(other.out)["outcome"]


def test_a_setting_given_last_counts():
    given = hunt("run", "--json", "--set", "days=9", "--set", "days=20").out
    assert given == hunt("run", "--json", "--set", "days=20").out != hunt("run", "--json", "--set", "days=9").out


@pytest.mark.parametrize(
    ("command", "ids"), [("scenarios", scenario_ids), ("regimes", regime_ids), ("skins", skin_ids)]
)
def test_catalogues_are_listed(command, ids):
    rows = strictly(hunt(command, "--json").out)
    assert tuple(row["id"] for row in rows) == ids()
    assert all(isinstance(text, str) and text for row in rows for text in row.values())
    for width in ("60", "100"):
        call = hunt(command, width=width)
        assert call.code == 0
        assert call.err == ""
        assert max(map(len, call.out.splitlines())) <= int(width)
        listed = [line.split()[0] for line in call.out.splitlines()[1:] if not line.startswith(" ")]
        assert set(ids()) <= set(listed)


def test_parameters_are_listed():
    rows = strictly(hunt("parameters", "--json").out)
    assert [row["name"] for row in rows] == list(FIELDS)
    assert {row["name"]: row["default"] for row in rows} == Parameters().as_dict()
    assert [row["guess"] for row in rows] == [one.metadata["guess"] for one in FIELDS.values()]
    text = hunt("parameters").out
    assert [line.split()[0] for line in text.splitlines()[1:] if not line.startswith(" ")] == list(FIELDS)


@pytest.mark.parametrize("id", skin_ids())
def test_each_skin_is_explained_and_tells_the_same_run(id):
    rows = strictly(hunt("skins", id, "--json").out)
    assert [row["word"].replace(" ", "_") for row in rows] == list(MEANINGS)
    assert hunt("skins", id).out.splitlines()[1].startswith("band ")
    told = strictly(hunt("run", "--skin", id, "--set", "days=60", "--json").out)
    other = strictly(hunt("run", "--set", "days=60", "--json").out)
    assert told["skin"] == id
    assert told["outcome"] == other["outcome"]
    assert [one["event"] for one in told["told"]] == [one["event"] for one in other["told"]]
    assert (told["told"] == other["told"]) == (id == "stone-age")


def test_what_sentences_may_name_is_listed():
    rows = {row["table"]: row for row in strictly(hunt("skins", "--names", "--json").out)}
    assert len(rows) == len(SAYS) + len(STORIES)
    assert rows["escaped.own_product"]["sometimes"] == "doubters others product"
    assert rows["called.fresh_tracks"] == {
        "table": "called.fresh_tracks", "always": "able beast", "sometimes": "where", "cases": "first"
    }  # fmt: skip


@pytest.mark.parametrize("name", FIELDS)
def test_each_parameter_is_told(name):
    (row,) = strictly(hunt("parameters", name, "--json").out)
    assert row["name"] == name
    assert row["why"] == FIELDS[name].metadata["why"]
    text = " ".join(hunt("parameters", name, width="400").out.split())
    assert row["why"] in text
    assert row["allowed"] in text


def test_compare_tells_both_regimes():
    call = hunt("compare", *SMALL, "--flip-runs", "2", width="80")
    assert call.code == 0
    assert call.err == ""
    assert max(map(len, call.out.splitlines())) <= 80
    for words in ("own-product", "shared-survival", "difference", "of 4 pairs of bands", "Where it flips", "coupling"):
        assert words in call.out


def test_compare_without_regimes_is_what_the_claim_compares_and_says_so():
    call = hunt("compare", "--scenario", "the-counter-arrives", "--runs", "3", "--set", "days=20", "--flip-runs", "0")
    assert call.code == 0
    bands = "shared-survival", "shared-survival~push:0~wip_limit:6"
    for band, push, limit in zip(bands, ("0.6", "0"), (0, 6), strict=True):
        assert f"{band}: Shared survival · push {push} · wip limit {limit}" in " ".join(call.out.split())
    again = hunt("compare", "--scenario", "the-counter-arrives", "--regimes", ",".join(bands), "--runs", "3",
                 "--set", "days=20", "--flip-runs", "0")  # fmt: skip
    assert again.out == call.out


def test_compare_for_machines():
    call = hunt("compare", *SMALL, "--flip-runs", "2", "--seed", "7", "--json")
    assert call.code == 0
    assert call.err == ""
    told = strictly(call.out)
    assert (told["runs"], told["seed"], told["settings"]) == (4, 7, {"days": 40, "hunters": 6})
    assert {row["regime"] for row in told["arms"]} == {"own-product", "shared-survival"} == set(told["regimes"])
    assert {row["measure"] for row in told["effects"]} <= set(MEASURES)
    assert {row["parameter"] for row in told["flips"]} == {"small_game", "coupling", "start_trust"}
    assert told["files"] == []


@pytest.mark.parametrize("workers", ["1", "3"])
def test_compare_gives_the_same_with_any_number_of_workers(workers):
    assert hunt("compare", *SMALL, "--json", "--workers", workers) == hunt("compare", *SMALL, "--json")


@pytest.mark.parametrize(
    "settings",
    [
        ["days=1", "hunters=1"],
        ["days=300", "small_game=0", "start_store=0", "herds=0"],  # everybody starves: no trust, no store, no KPI
        ["days=40", "kappa=0"],  # no difference at all
        ["days=300", "hunters=1", "start_store=500"],
    ],
)
def test_compare_can_tell_draw_and_write_any_ending(settings, tmp_path):
    words = [word for one in settings for word in ("--set", one)]
    call = hunt("compare", "--runs", "3", "--flip-runs", "0", *words, "--out", str(tmp_path))
    assert (call.code, call.err) == (0, "")
    strictly((tmp_path / "settings.json").read_text())
    call = hunt("compare", "--runs", "3", "--flip-runs", "0", *words, "--json")
    assert call.code == 0
    strictly(call.out)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The folder of a small comparison."""
    folder = tmp_path_factory.mktemp("deep") / "er" / "results"
    call = hunt("compare", *SMALL, "--seed", "5", "--flip-runs", "2", "--set", "form=ranking", "--out", str(folder))
    assert (call.code, call.err) == (0, "")
    for file in folder.iterdir():
        assert file.name in call.out.replace("\n", " ")
    return folder


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_the_table_of_runs_has_parameters_and_seed_in_every_row(written, kind):
    table = {"parquet": pd.read_parquet, "csv": pd.read_csv}[kind](written / f"runs.{kind}")
    assert len(table) == 8
    assert table["seed"].tolist() == [5, 6, 7, 8] * 2
    assert table["arm"].tolist() == ["own-product"] * 4 + ["shared-survival"] * 4
    for name in FIELDS:
        assert f"set_{name}" in table
    for id in ("own-product", "shared-survival"):
        parameters = scenario().parameters(id, days=40, hunters=6, form=Form.RANKING)
        rows = table[table["arm"] == id]
        for name, value in parameters.as_dict().items():
            for kept in rows[f"set_{name}"]:
                assert (json.loads(kept) if isinstance(value, list) else kept) == value
        from hunt.simulation import simulate

        for _, row in rows.iterrows():
            again = simulate(parameters, row["seed"]).row()
            assert as_json({name: row[name] for name in again}) == as_json(again)


def test_every_other_table_can_be_read(written):
    for name, wanted in (
        ("effects", {"first", "second", "measure", "estimate", "low", "high", "cliffs_delta"}),
        ("survival", {"day", "alive", "low", "high", "regime"}),
        ("flips", {"parameter", "value", "estimate", "low", "high", "verdict"}),
    ):
        with (written / f"{name}.csv").open() as file:
            rows = list(csv.DictReader(file))
        assert wanted <= set(rows[0]), name
    kept = strictly((written / "settings.json").read_text())
    assert kept["command"].startswith("hunt compare --scenario default-valley --regimes own-product,shared-survival")
    assert set(kept["parameters"]) == {"own-product", "shared-survival"}


def test_every_figure_can_be_opened(written):
    from xml.etree import ElementTree

    from PIL import Image

    drawn = {file.stem for file in written.glob("*.png")}
    assert drawn == {"survival", "scissors", "winters", "flip-small_game", "flip-coupling", "flip-start_trust"}
    for name in drawn:
        with Image.open(written / f"{name}.png") as picture:
            assert min(picture.size) > 300
            assert len(np.unique(picture.convert("L"))) > 5
        assert ElementTree.parse(written / f"{name}.svg").getroot().tag.endswith("svg")


def test_the_report_shows_every_figure_that_is_there(written):
    report = (written / "report.md").read_text()
    shown = re.findall(r"\]\(([^)]+)\)", report)
    assert set(shown) == {file.name for file in written.glob("*.svg")}
    assert strictly((written / "settings.json").read_text())["command"] in report


@pytest.fixture
def little_to_validate(monkeypatch):
    """A few of the checks of each kind; ``hunt validate`` itself is for all of them."""
    from experiments.console import validation as telling

    claims = list(telling.claim_checks())[:2]
    monkeypatch.setattr(telling, "RUNS", 20)
    monkeypatch.setattr(telling, "run_targets", partial(telling.run_targets, only=("T1",)))
    monkeypatch.setattr(telling, "run_patterns", partial(telling.run_patterns, 20, only=("P4",)))
    monkeypatch.setattr(telling, "claim_checks", lambda settings: claims)


@pytest.mark.usefixtures("little_to_validate")
def test_validate_tells_every_check_in_words_and_for_machines():
    call, machines = hunt("validate", "--quick"), hunt("validate", "--quick", "--json")
    told = strictly(machines.out)
    failed = sum(not row["passed"] for row in told["checks"])
    assert {row["part"] for row in told["checks"]} == {"target", "pattern", "scenario"}
    assert told["passed"] == (failed == 0)
    assert f"{len(told['checks']) - failed} passed, {failed} failed" in call.out
    assert len(re.findall("^(pass|FAIL)  ", call.out, flags=re.MULTILINE)) == len(told["checks"])
    assert call.code == machines.code == (1 if failed else 0)
    assert call.err == machines.err == ""
    assert "Skipped, to stay under a minute" in call.out


@pytest.mark.usefixtures("little_to_validate")
def test_what_is_sought_and_not_found_fails_nothing(monkeypatch):
    from experiments.console import validation as telling

    monkeypatch.setattr(telling, "run_sought", partial(telling.run_sought, 20))
    call, machines = hunt("validate", "--sought"), hunt("validate", "--sought", "--json")
    told = strictly(machines.out)
    assert {row["part"] for row in told["checks"]} == {"sought"}
    assert {row["found"] for row in told["checks"]} >= {False}
    assert call.code == machines.code == 0
    assert len(re.findall("^(not )?found  ", call.out, flags=re.MULTILINE)) == len(told["checks"])
    assert "Skipped" not in call.out


@pytest.mark.parametrize("json_", [[], ["--json"]])
def test_validate_that_fails_says_so_by_its_code(json_):
    with mock.patch("experiments.validation.telling.validate_and_tell", return_value=([{"passed": False}], False)):
        call = hunt("validate", *json_)
    assert call.code == 1
    assert call.err == ""
    if json_:
        assert strictly(call.out) == {"passed": False, "checks": [{"passed": False}]}


@pytest.mark.slow
def test_bench_measures_in_words_and_for_machines():
    told = strictly(hunt("bench", "--quick", "--json").out)
    assert all(row["value"] > 0.0 and row["unit"] for row in told)
    assert {"what", "value", "unit", "target"} == set(told[0])


# --- Ctrl-C, pipes that close, screens that cannot show ------------------------------------------------------------


STOPPED = "Stopped; nothing was lost but the unfinished work.\n"


def test_ctrl_c_stops_with_one_sentence():
    with mock.patch.object(cli, "_announce_compiling", side_effect=KeyboardInterrupt):
        assert hunt("run") == Call(130, "", STOPPED)


def test_ctrl_c_stops_many_runs_at_once(tmp_path):
    folder = tmp_path / "new"
    with process("compare", "--runs", "80000", "--flip-runs", "0", "--out", str(folder)) as run:
        while not folder.exists():
            assert run.poll() is None, run.communicate()
            time.sleep(0.05)
        time.sleep(1.5)
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=30)
    assert Call(run.returncode, out, err) == Call(130, "", STOPPED)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("argv", [["parameters"], ["scenarios", "--json"], ["run"], ["--help"], ["compare", *SMALL]])
def test_a_reader_who_has_gone_is_no_error_worth_words(argv):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        call = in_a_process(*argv, stdout=writing)
    finally:
        os.close(writing)
    assert call.err == ""
    assert call.code == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device here that is always full")
@pytest.mark.parametrize("argv", [["parameters"], ["run", "--json"]])
def test_output_that_cannot_be_written_is_one_sentence(argv):
    with open("/dev/full", "w") as full:
        call = in_a_process(*argv, stdout=full)
    assert_refused(Call(call.code, "", call.err), "The output cannot be .*: no space left on device")


IN_SNOW = ["compare", *SMALL, "--scenario", "mine.toml"]


@pytest.mark.parametrize(
    ("argv", "encoding"), [(["--help"], "ascii"), (["run"], "ascii"), (IN_SNOW, "cp1252"), (IN_SNOW, "utf-8")]
)
def test_any_screen_can_show_it(own_files, argv, encoding):
    Path("mine.toml").write_text(SCENARIO.replace("Small", "☃"), encoding="utf-8")
    how = {"cwd": own_files, "env": os.environ | {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)}}
    call = in_a_process(*argv, encoding=encoding, **how)
    assert (call.code, call.err) == (0, "")
    if argv[0] == "compare":
        assert ("☃" if encoding == "utf-8" else r"\u2603") in call.out


def test_values_as_json_can_hold_them():
    value = {
        "nan": [float("nan"), np.float64("inf"), 1.5],
        3: np.int64(4),
        "array": np.array([[1.0, np.nan]]),
        "word": Form.QUOTA,
        "place": Path("a/b"),
        "set": {2},
        "record": Call(0, "", ""),
        "flag": np.True_,
        "none": None,
    }
    assert json.loads(json.dumps(as_json(value), allow_nan=False)) == {
        "nan": [None, None, 1.5],
        "3": 4,
        "array": [[1.0, None]],
        "word": "quota",
        "place": "a/b",
        "set": [2],
        "record": [0, "", ""],
        "flag": True,
        "none": None,
    }


# --- anything at all ------------------------------------------------------------------------------------------------

JUNK = st.text(st.characters(exclude_characters="\0"), max_size=12)
NUMBERS = st.sampled_from(["0", "1", "2", "3", "9", "-1", "1e3", "nan", "inf", "", "2.0", "1_0", "٣", "9" * 30])
FILES = st.sampled_from(["no.toml", ".toml", "/.toml", "~/a.toml", "a\0b.toml", "//", "x" * 300 + ".toml"])
SETTINGS = st.builds(
    lambda name, equals, value: f"{name}{equals}{value}",
    st.sampled_from([*FIELDS, "huntres", ""]),
    st.sampled_from(["=", "=", "=", " = ", "", "=="]),
    NUMBERS | JUNK | (st.floats() | st.integers()).map(str) | st.sampled_from(["piece", "chief", "[1]", "[0,0,0,0,1]"]),
)
VALUES = {
    "--scenario": st.sampled_from(scenario_ids()) | JUNK | FILES,
    "--regime": st.sampled_from(regime_ids()) | JUNK | FILES,
    "--regimes": st.lists(st.sampled_from(regime_ids()) | JUNK | FILES, max_size=3).map(",".join),
    "--seed": NUMBERS | JUNK | st.integers().map(str),
    "--runs": st.sampled_from(["2", "3"]) | NUMBERS | JUNK,
    "--flip-runs": st.sampled_from(["0", "0", "0", "1", "-1", "x"]),
    "--workers": NUMBERS | JUNK,
    "--most": NUMBERS | JUNK,
    "--skin": st.sampled_from(skin_ids()) | JUNK | FILES,
    "--set": SETTINGS,
}
ACTIONS = {
    "run": ("--scenario", "--regime", "--seed", "--set", "--skin", "--most"),
    "compare": ("--scenario", "--regimes", "--runs", "--seed", "--set", "--flip-runs", "--workers"),
    "scenarios": (),
    "regimes": (),
    "skins": (),
    "parameters": (),
}
TINY = {  # last, so that whatever else is asked for stays small
    "run": ["--set", "hunters=3", "--set", "days=4", "--set", "width=9", "--set", "height=9"],
    "compare": ["--set", "hunters=3", "--set", "days=4", "--set", "width=9", "--set", "height=9", "--flip-runs", "0"],
}


@st.composite
def command_lines(draw):
    """Draw a command line: mostly as the help says, sometimes with junk anywhere in it."""
    command = draw(st.sampled_from(list(ACTIONS)))
    words = [command]
    known = ACTIONS[command] if draw(st.booleans()) else tuple(VALUES)
    for option in draw(st.lists(st.sampled_from(known), max_size=4)) if known else ():
        words += [option, draw(VALUES[option])]
    if draw(st.booleans()):
        words.append("--json")
    for word in draw(st.lists(JUNK | st.sampled_from(["--", "-", "--help", "--set", "-h", "--json=1"]), max_size=1)):
        words.insert(draw(st.integers(0, len(words))), word)
    return words + TINY.get(command, [])


def assert_answered(call, argv):
    assert call.code in (0, 2), (argv, call)
    assert "Traceback" not in call.err + call.out
    if call.code == 2:
        assert_refused(call, ".")
    else:
        assert call.err == ""
        assert call.out
        if "--json" in argv and "--" not in argv and not {"-h", "--help"} & set(argv):
            strictly(call.out)


@settings(max_examples=150)
@given(command_lines())
@example(["run", "--scenario", "\udcff.toml"])
@example(["compare", "--regimes", "none,ranking", "--seed", str(2**63 - 5), "--runs", "5", *TINY["compare"]])
@example(["compare", "--runs", "20000000", "--flip-runs", "20000000"])
def test_any_command_line_is_answered(argv):
    assert_answered(hunt(*argv), argv)


def toml_of(value):
    """Write a value of the kinds drawn below as TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(name)} = {toml_of(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_of, value)) + "]"
    if isinstance(value, str | bool):
        return json.dumps(value).replace("\\ud", "\\u00d")  # TOML knows no halves of characters
    return str(value)


LEAVES = st.booleans() | st.integers() | st.floats() | JUNK | st.sampled_from([0, 1, 0.5, 10**400])
ANYTHING = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(JUNK, inner, max_size=3), max_leaves=6
)
GOOD = {"--regime": tomllib.loads(REGIME), "--scenario": tomllib.loads(SCENARIO)}


@st.composite
def almost_good(draw, option):
    """Draw a good file in which some value, anywhere, is anything, some name is another, or something is missing."""
    data = json.loads(json.dumps(GOOD[option]))
    for _ in range(draw(st.integers(0, 2))):
        inside = draw(st.sampled_from([data, *(one for one in data.values() if isinstance(one, dict))]))
        names = [*inside, *FIELDS] if inside is data.get("settings") else list(inside)
        name = draw(st.sampled_from(names)) if names else "x"
        what = draw(st.sampled_from(["another value", "another name", "missing"]))
        if what == "another value":
            inside[name] = draw(ANYTHING)
        elif name in inside:
            value = inside.pop(name)
            if what == "another name":
                inside[draw(JUNK)] = value
    return "\n".join(f"{json.dumps(name)} = {toml_of(value)}" for name, value in data.items())


@pytest.mark.parametrize("option", list(GOOD))
@settings(max_examples=150)
@given(data=st.data())
def test_any_file_is_read_or_refused(option, tmp_path_factory, data):
    text = data.draw(almost_good(option) | JUNK | st.binary(max_size=30), label="text")
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    argv = ["run", option, str(file), *TINY["run"]]
    assert_answered(hunt(*argv), argv)


def test_what_is_given_is_never_repeated_in_full_length():
    long = "a" * 100_000
    for argv in (
        *(["run", "--regime", long], ["run", "--scenario", f"{long}.toml"], ["run", "--seed", long]),
        *(["run", "--set", long], ["run", "--set", f"{long}=1"], ["run", "--set", f"kappa={long}"]),
    ):
        assert LONGEST < len(hunt(*argv).err) < 800
