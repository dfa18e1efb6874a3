"""Rules and measures of a user's own on the command line: ``--rules``, ``--measures``, ``hunt rules``."""

import json
import os
import shlex
import shutil
import zipfile
from pathlib import Path

import pytest
from cases import each
from command_line import DESIGN, ROOT, assert_refused, hunt, nothing_compiled, strictly, tree

from hunt.catalogue.own_rules import OwnRules, rules_to_name
from hunt.engine.own_rules import loaded
from hunt.engine.starter import rule_rows
from hunt.simulation import simulate

SMALL = ("--runs", "4", "--flip-runs", "0", "--set", "days=60", "--set", "hunters=6")
COLDER = (ROOT / "docs" / "examples" / "colder.py").read_text(encoding="utf-8")
"""The example of the README: compiled once for this and for what the documents print."""
COMMANDS = ("run", "compare", "live --no-browser", "compile", "sweep {design} --out {out}")


@pytest.fixture
def places(tmp_path):
    """Files of a user, named as a line of a test names them."""
    files = {
        "bad": "def evenning(h, day, world):\n    pass\n",
        "wild": "COLD = 0.15\nprint(COLD)\n",
        "mine": COLDER,
        "odd": "def hungry(evening, day):\n    return 1\n",
        "late": 'def hungry(evening):\n    """Hungry."""\n    return evening.camp["nothing"]\n',
        "thin": 'def left(evening):\n    """Food left in the store, person-days."""\n'
        '    return evening.camp["store"]\n',
    }
    for name, text in files.items():
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    (tmp_path / "design.toml").write_text(DESIGN, encoding="utf-8")
    found = {name: str(tmp_path / f"{name}.py") for name in files}
    return found | {"design": str(tmp_path / "design.toml"), "out": str(tmp_path / "out"), "folder": tmp_path}


@each("command", COMMANDS)
def test_rules_that_are_none_are_refused_before_anything_is_done(places, command):
    before = tree(places["folder"])
    argv = command.format(**places).split()
    with nothing_compiled():
        assert_refused(hunt(*argv, "--rules", places["bad"]), r"bad\.py, line 1: there is no rule named evenning")
        assert_refused(
            hunt(*argv, "--rules", places["wild"]), r"wild\.py, line 2: .* no statements that run on their own"
        )
        assert_refused(hunt(*argv, "--rules", "nowhere.py"), r"'nowhere\.py' cannot be read")
        assert_refused(hunt(*argv, "--rules", places["design"]), r"its name must end in \.py")
    assert tree(places["folder"]) == before


@each("command", [one for one in COMMANDS if "live" not in one and "compile" not in one])
def test_so_are_measures_that_are_none(places, command):
    before = tree(places["folder"])
    argv = command.format(**places).split()
    with nothing_compiled():
        assert_refused(
            hunt(*argv, "--measures", places["odd"]), r"odd\.py, line 1: hungry\(evening, day\) is not a measure"
        )
    assert tree(places["folder"]) == before


@pytest.mark.usefixtures("compiled")
def test_a_measure_that_fails_is_refused_before_a_folder_of_runs_is_made(places):
    for command in ("run", "sweep {design} --out {out}"):
        call = hunt(*command.format(**places).split(), "--measures", places["late"])
        assert_refused(call, r"late\.py, line 3: hungry cannot be computed")
    assert not (places["folder"] / "out").exists()


def test_hunt_rules_lists_every_rule_and_prints_one_to_start_from():
    rows = strictly(hunt("rules", "--json").out)
    assert rows == rule_rows()
    assert all(row["says"] for row in rows)
    assert next(row for row in rows if row["rule"] == "evening")["constants"] == "COLD, FED"
    assert "evening" in hunt("rules").out
    for name in ("evening", "weigh"):
        text = hunt("rules", name).out
        assert loaded(OwnRules("mine.py", text)).names() == (name,)
        assert strictly(hunt("rules", name, "--json").out)[0]["file"] == text
    assert hunt("rules", "COLD").out.endswith("COLD = 0.15  # share by which the need for food grows in a winter of "
                                              "harshness 1\n")  # fmt: skip
    assert_refused(hunt("rules", "evning"), "did you mean evening")


@pytest.mark.usefixtures("compiled")
def test_runs_that_a_mean_leaves_out_are_counted_and_no_warning_of_numpy_is_seen(places, recwarn):
    """In odd years a part of nothing, in even ones the mean of nothing."""
    (places["folder"] / "part.py").write_text(
        'import numpy as np\n\n\ndef part(evening):\n    """Part of something, share."""\n'
        '    nothing = evening.camp["raids"] * 0\n'
        "    return evening.seed / nothing if evening.seed % 2 else np.mean(np.zeros(nothing))\n"
        '\n\ndef whole(evening):\n    """All of it, share."""\n    return 1\n',
        encoding="utf-8",
    )
    measures = ("--measures", str(places["folder"] / "part.py"))
    call = hunt("compare", *SMALL, *measures, "--regimes", "own-product,none")
    assert call.code == 0, call.err
    said = "part is infinite or not a number (NaN) in {} of {} runs, which its mean leaves out; divide by max(1, n)"
    assert said.format(8, 8) in call.err
    assert "whole is" not in call.err
    call = hunt("sweep", places["design"], "--out", places["out"], *measures)
    assert call.code == 0, call.err
    assert said.format(24, 24) in call.err
    call = hunt("run", "--set", "days=20", *measures)
    assert call.out.splitlines()[-2:] == [
        "Part of something, share: inf (not a finite number; divide by max(1, n) where n may be 0)",
        "All of it, share: 1",
    ]
    assert [one for one in recwarn if issubclass(one.category, RuntimeWarning)] == []


@pytest.mark.slow  # its files are drawn twice
@pytest.mark.usefixtures("compiled")
def test_measures_of_ones_own_are_listed_run_and_compared(places):
    rows = strictly(hunt("measures", "--measures", places["thin"], "--json").out)
    assert (rows[0]["name"], rows[0]["what"]) == ("left", "Food left in the store, person-days")
    argv = ("run", "--set", "days=40", "--measures", places["thin"])
    told = strictly(hunt(*argv, "--json").out)
    assert told["measured"] == {"left": told["outcome"]["store"]}
    assert told["measures"]["name"] == "thin.py"
    assert hunt(*argv).out.splitlines()[-1] == f"Food left in the store, person-days: {told['outcome']['store']:g}"
    call = hunt("compare", *SMALL, "--measures", places["thin"], "--out", places["out"])
    assert call.code == 0, call.err
    assert "left" in call.out
    kept = json.loads((places["folder"] / "out" / "settings.json").read_text(encoding="utf-8"))
    assert kept["comparison"]["measures"]["name"] == "thin.py"
    assert "--measures thin.py" in kept["command"]
    before = (places["folder"] / "out" / "effects.csv").read_bytes()
    assert_refused(
        hunt("report", places["out"]), r"thin\.py came with the results: .* 'hunt measures --measures RESULTS'"
    )
    assert hunt("measures", "--measures", places["out"]).out == Path(places["thin"]).read_text(encoding="utf-8")
    assert_refused(hunt("measures", "--measures", str(places["folder"])), "has no measures of its own")
    assert hunt("report", places["out"], "--trust").code == 0
    assert (places["folder"] / "out" / "effects.csv").read_bytes() == before


@pytest.mark.slow
@pytest.mark.usefixtures("compiled")
def test_rules_go_through_run_compare_sweep_and_report(places, monkeypatch):
    """One compilation for all of it."""
    from hunt.catalogue.scenarios import scenario

    own = OwnRules("mine.py", COLDER)
    call = hunt("run", "--rules", places["mine"], "--json")
    assert call.code == 0, call.err
    told = strictly(call.out)
    assert told["rules"] == own.plain()
    parameters = scenario().parameters("own-product", rules=own)
    assert told["outcome"]["eaten"] == simulate(parameters, 1).eaten != simulate(parameters.but(rules=None), 1).eaten
    call = hunt("compare", "--runs", "12", "--flip-runs", "0", "--rules", places["mine"], "--out", places["out"])
    assert call.code == 0, call.err
    assert "Your rules in mine.py (COLD) against the rules as they are" in call.out
    assert "survive by your rules" in call.out
    folder = places["folder"] / "out"
    kept = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    assert kept["comparison"]["settings"]["rules"] == own.plain()
    assert kept["command"].endswith("--rules mine.py")
    assert "COLD = 0.60" in (folder / "report.md").read_text(encoding="utf-8")
    other = places["folder"] / "other"
    other.mkdir()
    measures = shutil.copy(places["thin"], other / "mine.py")  # of the same name as the rules
    argv = ("--rules", places["mine"], "--measures", str(measures), "--out", str(other / "out"))
    call = hunt("compare", *SMALL, *argv)
    assert call.code == 0, call.err
    kept = json.loads((other / "out" / "settings.json").read_text(encoding="utf-8"))
    assert "--measures measures-mine.py" in kept["command"]
    assert "--rules mine.py" in kept["command"]
    assert (other / "out" / "mine.py").read_text(encoding="utf-8") == COLDER
    assert (other / "out" / "measures-mine.py").read_bytes() == measures.read_bytes()
    before = {name: (folder / name).read_bytes() for name in ("rules.csv", "effects.csv", "report.md")}
    assert hunt("report", str(folder)).code == 0
    assert {name: (folder / name).read_bytes() for name in before} == before
    swept = str(places["folder"] / "swept")
    assert hunt("sweep", places["design"], "--out", swept, "--rules", places["mine"]).code == 0
    with nothing_compiled():  # a minute of compiling would come before the sentence
        again = hunt("sweep", places["design"], "--out", swept, "--resume")
        assert_refused(again, "was begun with another design: rules were mine.py and are those of the project")
        for argv, says in (
            (("--out", swept, "--rules", places["mine"]), "holds this sweep already; add --resume"),
            (("--out", str(folder)), "is not empty"),
            (("--out", str(places["folder"] / "new"), "--executor", "process"), "executor = 'process' is not known"),
        ):
            assert_refused(hunt("sweep", places["design"], *argv), says)
    assert not (places["folder"] / "new").exists()
    assert hunt("sweep", places["design"], "--out", swept, "--rules", places["mine"], "--resume").code == 0
    monkeypatch.chdir(places["folder"])
    _the_command_of_the_page_gives_its_numbers(own, places["folder"] / "page")


def _the_command_of_the_page_gives_its_numbers(own, folder):
    """What the page shows next to its result, given where its files are, comes to the same; so does their report."""
    from dashboards.compare.choices import read_choices
    from dashboards.compare.comparison import prepared
    from dashboards.shared import downloads
    from dashboards.shared.job_queue import Job

    named = "own-product,own-product~rules:mine"
    call = ("compare", "--regimes", named, "--runs", "4")
    assert_refused(hunt(*call), "There are no rules named 'mine' here; start with --rules FILE.py to have some")
    with rules_to_name([own]):
        job = Job("a visitor", prepared(read_choices(f"bands={named}&set=days:60&flips=0")))
        found = job.work(job)
    with zipfile.ZipFile(downloads.find(found.token, "everything.zip")) as bundle:
        bundle.extractall(folder)
    before = {name: (folder / name).read_bytes() for name in ("effects.csv", "runs.csv", "settings.json")}
    os.chdir(folder)
    program, *argv = shlex.split(found.command)
    assert program == "hunt"
    call = hunt(*argv, "--out", "again")
    assert call.code == 0, call.err
    assert "own-product~rules:mine: " in call.out
    assert {name: (folder / "again" / name).read_bytes() for name in before} == before
    kept = json.loads(before["settings.json"])
    assert kept["comparison"]["rules"] == [own.plain()]
    (folder / "mine.py").unlink()
    assert hunt("report", "again", "--out", "third").code == 0
    assert {name: (folder / "third" / name).read_bytes() for name in before} == before
