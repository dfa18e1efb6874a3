"""Bad input is one sentence, exit code 2 and nothing lost; so is everything else that can go wrong."""

import os
import signal
import sys
import time
from pathlib import Path
from unittest import mock

import pytest
from cases import each
from command_line import (
    COMMANDS,
    DESIGN,
    REGIME,
    SMALL,
    Call,
    argv_of,
    assert_refused,
    hunt,
    in_a_process,
    nothing_compiled,
    process,
    tree,
)

from experiments.ensemble import MOST_RUNS
from hunt import cli
from hunt.errors import LONGEST
from hunt.narrator import FEWEST

pytestmark = pytest.mark.usefixtures("compiled")

WORDS = [
    ("rn", r"No such command 'rn'.* Did you mean 'run'\?"),
    ("frobnicate", r"No such command 'frobnicate'.* Try 'hunt --help'"),
    ("--verbose 3", "No such option: --verbose"),
    ("run --sed 3", "No such option: --sed .*--seed.* Try 'hunt run --help'"),
    ("run -x", "No such option: -x"),
    ("compare --regime own-product", "No such option: --regime .*--regimes"),
    ("bench --seed 3", "No such option: --seed"),
    ("live --runs 3", "No such option: --runs"),
    ("run extra", r"unexpected extra argument.*extra.* Try 'hunt run --help'"),
    ("scenarios default-valley thin-ice", "unexpected extra argument"),
    ("regimes --json own-product", "unexpected extra argument"),
    ("measures alive", "unexpected extra argument"),
    ("parameters hunters days", "unexpected extra argument.*days"),
    ("parameters nosuch", r"no parameter named 'nosuch'; 'hunt parameters' lists all"),
    ("parameters hunter", r"no parameter named 'hunter'; did you mean hunters"),
    ("parameters ''", "no parameter named ''"),
    ("run --scenario default-valey", r"no scenario named 'default-valey'; there are .* Did you mean default-valley\?"),
    ("run --scenario ''", "no scenario named ''"),
    ("run --scenario ../scenarios/strangers", "no scenario named .* must end in .toml"),
    ("run --regime own-produkt", r"no regime named 'own-produkt'; .* Did you mean own-product\?"),
    ("run --regime my.tml", r"no regime named 'my.tml'; .* must end in \.toml"),
    ("compare --regimes own-product,nosuch", "no regime named 'nosuch'"),
    ("run --skin stone-aged", r"no skin named 'stone-aged'.* Did you mean stone-age\?"),
    ("skins zero-outrage", r"no skin named 'zero-outrage'.* Did you mean zero-outage\?"),
    ("skins nosuch.toml", "nosuch.toml cannot be read: no such file"),
    ("skins --names steinzeit", "--names is the same for every skin; leave out either --names or steinzeit"),
    ("run --change 60", "60"),
    (f"run --scenario {'x' * 5000}", "no scenario named 'xxx"),
    (f"run --set {'y' * 5000}=1", "no parameter named 'yyy"),
    (f"run --set kappa={'9' * 5000}", "kappa = '9999.*|kappa = inf"),
]
SETTINGS = [
    ("run --set", "'--set' requires an argument"),
    ("run --set hunters", "--set 'hunters' has no value; write --set name=value"),
    ("run --set ''", "--set '' has no value"),
    ("run --set hunters=", "hunters = '' is not allowed: it must be a whole number from 1 to 100"),
    ("run --set =3", "no parameter named ''"),
    ("run --set huntres=12", r"no parameter named 'huntres'; did you mean hunters"),
    ("run --set hunters=0", r"hunters = 0(\.0)? is not allowed: it must be a whole number from 1 to 100 \(hunters\)"),
    ("run --set hunters=2.5", "hunters = 2.5 .* whole number"),
    ("run --set kappa=nan", "kappa = nan"),
    ("run --set kappa=-0.1", r"kappa = -0.1 .* from 0 to 20 \(person-days a day\)"),
    ("run --set kappa=0,5", "kappa = '0,5' .* a number"),
    ("run --set form=salary", "form = 'salary' .* one of piece, ranking, quota"),
    ("run --set praises=[1,0]", r"praises = \[1, 0\]"),
    ("run --set praises=[0.5,0,0,0,0.4]", "praises adds up to 0.9"),
    (f"run --set praises={'[' * 4000}", r"praises = '\[\[\["),
    ("run --set reserve_low=50", "reserve_low = 50 is above reserve_high = 45"),
    ("compare --set kappa=1 --set kapa=1", r"'kapa'; did you mean kappa\?"),
    ("validate --set kappa=1", "--claims"),
]
NUMBERS = [
    ("run --seed", "'--seed' requires an argument"),
    ("run --seed -1", "--seed '-1' is not allowed: it must be a whole number from 0 to 9223372036854775807"),
    ("run --seed 9223372036854775808", "--seed '9223372036854775808'"),
    (f"run --seed {'9' * 9000}", "--seed '999"),
    ("run --seed 1.0", "--seed '1.0'"),
    ("run --seed one", "--seed 'one' .* try --seed 1"),
    ("compare --runs 4 --seed 9223372036854775805", "seed = 9223372036854775805 is not allowed for 4 runs"),
    ("compare --runs 2 --flip-runs 9 --seed 9223372036854775802", "seed = 9223372036854775802 .* for 9 runs"),
    ("validate --seed 9223372036854775807", "seed = 9223372036854775807 is not allowed for 1200 runs"),
    ("validate --quick --seed x", "--seed 'x'"),
    ("compare --runs 1", "--runs '1' .* from 2 to 10000000; try --runs 1000"),
    ("compare --runs 4.0", "--runs '4.0'"),
    ("compare --runs 1e3", "--runs '1e3'"),
    ("compare --runs 3333334", "runs = 3333334 .* from 2 to 3333333"),
    ("compare --no-reference --runs 5000001", "runs = 5000001 .* from 2 to 5000000"),
    ("compare --runs 3000000", "runs = 3000000 is too many for memory: at most [0-9]+ of this size"),
    ("compare --flip-runs -1", "--flip-runs '-1'"),
    ("compare --flip-runs 1", "flip-runs = 1 .* from 2 to 5000000; try 100, or 0"),
    ("compare --flip-runs 5000000", "runs = 5000000 is too many"),
    ("compare --workers 0", "--workers '0' .* from 1 to 1000; try --workers 2"),
    ("run --most 7", "--most '7' .* from 8 to 1000; try --most 15"),
    ("live --port 0", "--port '0' .* from 1 to 65535"),
    ("room --port 65535", "--port '65535' .* from 1 to 65534"),
    ("room nonsense", "no script named 'nonsense'"),
    ("room --skin klingon", "klingon"),
    ("room --temper angry", "--temper 'angry' .* hopeful"),
    ("compare --power much", "--power 'much'"),
]
ARMS = [
    ("compare --regimes own-product", "regimes = 'own-product' is not allowed: name at least two different ones"),
    ("compare --regimes 'own-product, own-product'", "at least two different"),
    ("compare --regimes ''", "regimes = '' is not allowed"),
    ("compare --regimes ,", "regimes = '' is not allowed"),
    ("compare --scenario default-valley,default-valley", "name different ones"),
    ("compare --scenario default-valley,moon", "no scenario named 'moon'"),
    ("tipping winter --from low --to 1", "--from 'low'"),
    ("tipping winter --from nan --to 1", "--from 'nan'"),
    ("sensitivity --out q --keep 0", "--keep '0'"),
]
PLACES = [
    ("compare --out", "'--out' requires an argument"),
    ("compare --out ''", "--out '' names no folder"),
    ("compare --out {file}", "--out .* cannot be written to: file exists; name another folder"),
    ("compare --out {file}/below", "--out .* cannot be written to: not a directory"),
    ("compare --out /proc/nosuch", "--out /proc/nosuch cannot be written to"),
    ("compare --out {folder}/" + "n" * 300, "file name too long"),
    ("run --regime {new}/no.toml", "no.toml cannot be read: no such file or directory; check the path"),
    ("run --scenario {folder}", "folder.toml cannot be read: is a directory"),
    ("compare --regimes own-product,{binary}", "binary.toml is not text in UTF-8"),
    ("run --regime {file}/my.toml", "not a directory"),
    ("run --regime 'two\nlines.toml'", "two lines.toml cannot be read"),
    ("run --regime '\x1b[31m.toml'", r"\\x1b\[31m.toml cannot be read"),
    ("sweep {design}", "--out is missing"),
    ("sweep {new}/nowhere.toml --out {new}", "cannot be read"),
    ("sweep {design} --out {new} --workers many", "--workers 'many'"),
    ("sweep {design} --out {new} --shard 3/2", "--shard '3/2'"),
    ("sweep {design} --out {new} --shard x", "--shard 'x'"),
    ("sweep {design} --out {new} --series mood", "--series names 'mood'"),
    ("sweep {design} --out {new} --series ,", "--series names ''"),
    ("sweep {design} --out {new} --report --measure mood", "no measure .*'mood'"),
    ("sweep {binary} --out {new}", "binary.toml is not text in UTF-8"),
    ("merge {new} --out {new}2", "There is no folder"),
]
MORE = [
    ("compile --now", "No such option"),
    ("docs --port 0", "--port .0."),
    ("hands --people 9", "--people '9'"),
    ("rules evning", "did you mean evening"),
]
BAD = WORDS + SETTINGS + NUMBERS + ARMS + PLACES + MORE
LATE = [
    ("compare --power 0.1 --measure mood", "no measure .*'mood'"),
    ("tipping mood --from 0 --to 1", "no parameter named 'mood'"),
    ("tipping winter --from 1 --to 0", "must be below"),
    ("tipping winter --from 0 --to 1 --regimes a,b,c", "not of 3"),
    ("sensitivity --out q --points 12", "power of two"),
    ("sensitivity {design} --out {new}", "two factors or more"),
    ("sweep {design} --out {new} --executor cloud", "executor = 'cloud'"),
    ("sweep {design} --out {new} --scheduler tcp://x:1", "choose the executor dask"),
    ("sweep {design} --out {file}", "is a file"),
    ("report {new}", "There is no folder"),
    ("report {folder}", "neither|no results"),
    ("compare --power 0 --runs 8", "effect = 0"),
    ("tipping winter --from 0 --to 1 --measure mood", "no measure .*'mood'"),
]


@pytest.fixture
def places(tmp_path):
    """Names that the bad command lines above speak of."""
    found = {name: tmp_path / name for name in ("file", "new")}
    found |= {name: tmp_path / f"{name}.toml" for name in ("folder", "binary", "design")}
    found["file"].write_text("keep me")
    found["folder"].mkdir()
    found["binary"].write_bytes(b"title = \xff\xfe\x00")
    found["design"].write_text(DESIGN)
    return found


@each(("line", "says"), BAD)
def test_bad_input_is_refused_in_one_sentence_before_any_work(line, says, places, tmp_path):
    before = tree(tmp_path)
    with nothing_compiled():
        assert_refused(hunt(*argv_of(line, places)), says)
    assert tree(tmp_path) == before


@each(("line", "says"), LATE)
def test_what_only_the_work_can_know_is_refused_before_a_run_is_lost(line, says, places, tmp_path):
    assert_refused(hunt(*argv_of(line, places)), says)
    assert not list(tmp_path.glob("**/chunk-*"))


def test_there_are_bad_inputs_for_every_command():
    assert len({line for line, _ in BAD + LATE}) == len(BAD + LATE)
    for command in COMMANDS:
        assert any(line.startswith(command) for line, _ in BAD + LATE), command


@each(("line", "says"), [WORDS[0], NUMBERS[1]])
def test_bad_input_is_refused_by_the_real_program(line, says):
    assert_refused(in_a_process(*line.split()), says)


def test_bad_input_is_refused_alike_where_json_is_wanted():
    with nothing_compiled():
        assert_refused(hunt("compare", "--scenario", "nosuch", "--json"), "no scenario named 'nosuch'")


def test_what_is_given_is_never_repeated_in_full_length():
    long = "a" * 100_000
    for argv in (
        *(["run", "--regime", long], ["run", "--scenario", f"{long}.toml"], ["run", "--seed", long]),
        *(["run", "--set", long], ["run", "--set", f"{long}=1"], ["run", "--set", f"kappa={long}"]),
    ):
        assert LONGEST < len(hunt(*argv).err) < 800


def test_a_comparison_that_is_refused_makes_no_folder(tmp_path):
    assert_refused(hunt("compare", "--regimes", "none,nosuch", "--out", str(tmp_path / "new")), "nosuch")
    assert_refused(hunt("compare", "--flip-runs", "1", "--out", str(tmp_path / "new")), "flip-runs")
    assert list(tmp_path.iterdir()) == []


def test_the_ranges_of_the_options_are_those_of_the_work_behind_them():
    """The command line repeats two numbers, because it must not import what knows them."""
    assert "from 8 to" in hunt("run", "--most", str(FEWEST - 1)).err
    assert hunt("run", "--most", str(FEWEST), "--set", "days=5").code == 0
    assert f"to {MOST_RUNS};" in hunt("compare", "--runs", str(MOST_RUNS + 1)).err


# --- not the user's fault ------------------------------------------------------------------------------------------

WORK = "experiments.console.several_scenarios.run_comparisons"


def test_no_memory_is_one_sentence():
    with mock.patch(WORK, side_effect=MemoryError):
        assert_refused(hunt("compare", *SMALL), "not enough memory")


def test_a_full_disk_is_one_sentence(tmp_path):
    full = OSError(28, "No space left on device", str(tmp_path / "runs.csv"))
    with mock.patch(WORK, side_effect=full):
        assert_refused(hunt("compare", *SMALL), "runs.csv cannot be read or written: no space left on device")


def test_a_mistake_of_our_own_is_not_told_as_one_of_the_user():
    with (
        mock.patch("hunt.history.record", side_effect=ValueError("ours")),
        mock.patch.object(sys, "argv", ["hunt", "run"]),
        pytest.raises(ValueError, match="ours"),
    ):
        cli.main()


STOPPED = "Stopped; only unfinished work is lost.\n"


def test_ctrl_c_stops_with_one_sentence():
    with mock.patch("hunt.engine.compiled.compile_once", side_effect=KeyboardInterrupt):
        assert hunt("run") == Call(130, "", STOPPED)


def test_ctrl_c_stops_many_runs_at_once(tmp_path):
    folder = tmp_path / "new"
    with process("compare", "--runs", "80000", "--flip-runs", "0", "--out", str(folder)) as run:
        while not folder.exists():
            assert run.poll() is None, run.communicate()
            time.sleep(0.05)
        time.sleep(0.3)
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=30)
    assert Call(run.returncode, out, err) == Call(130, "", STOPPED)
    assert list(folder.iterdir()) == []


def test_a_reader_who_has_gone_is_no_error_worth_words():
    reading, writing = os.pipe()
    os.close(reading)
    try:
        call = in_a_process("parameters", stdout=writing)
    finally:
        os.close(writing)
    assert (call.err, call.code) == ("", 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device here that is always full")
def test_output_that_cannot_be_written_is_one_sentence():
    with open("/dev/full", "w") as full:
        call = in_a_process("parameters", stdout=full)
    assert_refused(Call(call.code, "", call.err), "The output cannot be .*: no space left on device")


def test_any_screen_can_show_it(tmp_path):
    (tmp_path / "snow.toml").write_text(REGIME.replace("Half", "☃ Half"), encoding="utf-8")
    environment = os.environ | {"PYTHONIOENCODING": "cp1252"}
    words = ["run", "--set", "days=9", "--regime", str(tmp_path / "snow.toml")]
    call = in_a_process(*words, env=environment, encoding="cp1252")
    assert (call.code, call.err) == (0, "")
    assert r"\u2603" in call.out
