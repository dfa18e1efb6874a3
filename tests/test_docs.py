"""The documents say what is so: examples run, transcripts are what the commands print, and all that is named is there.

python tests/test_docs.py renew       print every transcript and picture anew, into the documents
python tests/test_docs.py constants   print the constants of the rules, as docs/model.md shows them
"""

import ast
import doctest
import importlib
import io
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import FunctionType
from unittest import mock

import pytest
from cases import each
from documents import (
    ALL,
    DOCUMENTS,
    FILE,
    GIVEN,
    HERE,
    LINK,
    MODEL,
    PLAIN,
    TEXT,
    WHY,
    commands,
    constants,
    exists,
    inline,
    is_there,
    named,
    picture_command,
    renewed,
    shell_lines,
    told,
    transcripts,
)

import hunt
from experiments.validation.checks import Check, evaluate
from experiments.validation.patterns import PATTERNS, RUNS
from experiments.validation.targets.all_targets import TARGETS
from hunt import narrator
from hunt.catalogue.arms import read_arm
from hunt.catalogue.parameters import FIELDS
from hunt.catalogue.regimes import regime_ids
from hunt.catalogue.scenarios import scenario, scenario_ids
from hunt.engine import kernel
from hunt.engine.dialect import faults_of
from hunt.engine.own_rules import loaded, read_rules

# --- transcripts -----------------------------------------------------------------------------------------------


def by_own_rules(one):
    """Rules of a reader's own are compiled with all others, which takes as long as an edited rule."""
    return "--rules" in one.command


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("one", [one for one in ALL if not one.edit and not by_own_rules(one)], ids=named)
def test_a_transcript_is_what_the_command_prints(one):
    assert told(one).strip(), "no line of what is printed begins so"
    assert one.body == told(one), "python tests/test_docs.py renew"


@pytest.mark.slow
@pytest.mark.parametrize("one", [one for one in ALL if one.edit or by_own_rules(one)], ids=named)
def test_a_transcript_of_another_rule_is_what_the_command_prints(one):
    assert told(one).strip(), "no line of what is printed begins so"
    assert one.body == told(one), "python tests/test_docs.py renew"


@pytest.mark.parametrize("one", [one for one in ALL if one.edit], ids=named)
def test_what_is_to_be_edited_stands_there_once(one):
    file, old, new = one.edit
    assert (HERE / file).read_text(encoding="utf-8").count(old) == 1
    assert old != new


@pytest.mark.slow
def test_the_worked_example_changes_both_engines(tmp_path):
    """The twin tests pass in a copy in which a rule is edited as CONTRIBUTING.md says."""
    copying = importlib.util.spec_from_file_location("what_if", HERE / "docs" / "measurements" / "what_if.py")
    what_if = importlib.util.module_from_spec(copying)
    copying.loader.exec_module(what_if)
    what_if.copy_with(tmp_path, "agents/behaviour/eating.py", "COLD = 0.15", "COLD = 0.60")
    said = what_if.run_in(tmp_path, "-m", "pytest", "-q", "tests/hunt/engine/test_compiled.py", "-k", "whole_year")
    assert " passed" in said


def test_readme_and_design_show_something():
    """The patterns above must find what they look for: the documents they guard have such blocks."""
    assert {"README.md", MODEL, WHY} <= {one.document for one in ALL}
    assert any(one.edit for one in ALL)
    for name, text in TEXT.items():
        assert text.count("<!-- generated:") == len(transcripts(name, text)), name


def test_a_wrong_transcript_is_found():
    one = next(one for one in ALL if one.command.startswith("python"))
    broken = TEXT[one.document].replace(one.body.splitlines()[0], "something else")
    assert any(each.body != told(each) for each in transcripts(one.document, broken) if each.command == one.command)


# --- files that are shown ----------------------------------------------------------------------------------------

SHOWN = re.compile(r"<!-- file: (?P<file>\S+) -->\n+```\w+\n(?P<body>.*?)```", re.DOTALL)


def test_a_file_that_is_shown_is_as_it_is_shown():
    shown = [one for text in TEXT.values() for one in SHOWN.finditer(text)]
    assert len(shown) == sum(text.count("<!-- file:") for text in TEXT.values()) > 0
    for one in shown:
        assert one["body"] == (HERE / one["file"]).read_text(encoding="utf-8"), one["file"]


def test_the_examples_of_rules_and_measures_are_what_they_say():
    files = sorted((HERE / "docs" / "examples").glob("*.py"))
    assert [file.stem for file in files] == ["colder", "shiver", "thin"]
    assert loaded(read_rules(files[0])).names() == ("COLD",)
    assert loaded(read_rules(files[1])).names() == ("evening",)
    assert hunt.measures_from(files[2]).names() == ("meat_per_kill", "thin_days")


# --- examples in Python ----------------------------------------------------------------------------------------

EXAMPLES = {name: re.findall(r"```pycon\n(.*?)```", text, re.DOTALL) for name, text in TEXT.items()}


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("document", [name for name, blocks in EXAMPLES.items() if blocks])
def test_the_examples_in_python_run(document):
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    test = doctest.DocTestParser().get_doctest("\n".join(EXAMPLES[document]), {}, document, document, 0)
    said = io.StringIO()
    assert runner.run(test, out=said.write).failed == 0, said.getvalue()
    assert test.examples


def test_the_readme_has_an_example():
    assert EXAMPLES["README.md"]


CHECKED = re.compile(r"<!-- checked: (?P<what>\w+) -->\n+```\w+\n(?P<body>.*?)```", re.DOTALL)


@each("document", DOCUMENTS)
def test_the_example_files_are_ones_the_hunt_can_read(document, tmp_path):
    for number, one in enumerate(CHECKED.finditer(TEXT[document])):
        file = tmp_path / f"example-{number}.{'py' if one['what'] in ('rule', 'rules') else 'toml'}"
        file.write_text(one["body"], encoding="utf-8")
        if one["what"] == "rules":
            assert loaded(read_rules(file)).names()
        elif one["what"] == "rule":
            assert not not_in_the_dialect(one["body"])
            exec(compile(one["body"], file.name, "exec"), {})
        else:
            read = {"regime": hunt.regime, "scenario": hunt.scenario, "skin": narrator.skin}[one["what"]]
            assert read(str(file)).title


@pytest.mark.slow
def test_the_claim_of_the_example_scenario_holds(tmp_path):
    """What people copy first should be right."""
    body = next(one["body"] for one in CHECKED.finditer(TEXT["docs/own.md"]) if one["what"] == "scenario")
    file = tmp_path / "example.toml"
    file.write_text(body, encoding="utf-8")
    example = hunt.scenario(str(file))
    for place, relation in ((example, example.claim.relation), (scenario(example.counter), "as good")):
        arms = tuple(place.parameters(id) for id in example.claim.regimes)
        check = Check("example", "claim", "", arms, example.claim.measure, relation, example.claim.margin)
        assert evaluate(check, RUNS).passed


# --- the dialect of the rules, as CONTRIBUTING.md tells it -------------------------------------------------------


def not_in_the_dialect(source):
    return [fault.what for fault in faults_of(ast.parse(source))]


@each("module", kernel.rule_modules())
def test_the_rules_are_written_in_the_dialect(module):
    assert not not_in_the_dialect(Path(module.__file__).read_text(encoding="utf-8"))


def test_what_is_not_in_the_dialect_is_found():
    found = not_in_the_dialect("def f(x):\n    return sum(one ** 2 for one in x)")
    assert sorted(found) == ["**", "a generator expression", "sum()"]


# --- what is named is there ------------------------------------------------------------------------------------


@each("document", DOCUMENTS)
def test_every_file_named_is_there(document):
    folder = (HERE / document).parent
    for path in LINK.findall(TEXT[document]):
        assert path.startswith("http") or (folder / path).exists(), path
    for word in inline(TEXT[document]):
        path = word.partition("::")[0]
        if FILE.fullmatch(path):
            assert is_there(path), path


def test_every_picture_has_a_caption_with_its_command():
    shown = {name: re.findall(r"!\[[^\]]+\]\(((?:docs/)?pictures/[^)]+)\)", text) for name, text in TEXT.items()}
    assert "docs/pictures/survival.png" in shown["README.md"]
    assert "pictures/scissors.png" in shown["docs/validation.md"]
    assert picture_command() in TEXT["README.md"]


@each("document", DOCUMENTS)
def test_every_rule_and_test_named_is_there(document):
    for word in inline(TEXT[document]):
        path, given, name = word.partition("::")
        if given:
            tree = ast.parse((HERE / path).read_text(encoding="utf-8"))
            assert name in {getattr(node, "name", None) for node in tree.body}, word


RULES = {
    f"{module.__name__.replace('.', '/')}.py::{name}"
    for module in kernel.rule_modules()
    for name, rule in vars(module).items()
    if isinstance(rule, FunctionType) and rule.__module__ == module.__name__
}


def test_the_model_names_every_rule():
    """A rule that is not told of in docs/model.md is one nobody can check."""
    said = {word for word in inline(TEXT[MODEL]) if word.startswith(("agents/behaviour/", "hunt/world/"))}
    modules = {one.partition("::")[0] for one in RULES}
    assert modules <= {word.partition("::")[0] for word in said}
    short = set(inline(TEXT[MODEL]))
    missing = sorted(one for one in RULES if one not in said and one.rpartition("::")[2] not in short)
    assert not missing


def test_every_target_and_pattern_is_told_of():
    for name in (*TARGETS, *PATTERNS):
        assert re.search(rf"\b{name}\b", TEXT[MODEL]), name


@pytest.mark.usefixtures("compiled")
def test_every_pattern_has_a_knock_out_and_every_scenario_a_counter_example():
    """Rule 7 of honesty: what is claimed comes with what removes it."""
    with mock.patch("experiments.validation.work_patterns.RUNS", 60):  # P15 lives its bands before it says its role
        roles = {name: {getattr(one, "check", one).role for one in checks()} for name, checks in PATTERNS.items()}
    for name, found in roles.items():
        assert {"claim", "knock-out"} <= found <= {"claim", "knock-out", "flip"}, name
    for id in scenario_ids():
        assert scenario(id).counter in scenario_ids()
        assert scenario(id).sceptic


def test_each_honesty_rule_names_what_enforces_it():
    rows = re.findall(r"^\| *\*\*(\d)\*\*(.*)$", TEXT[MODEL], re.MULTILINE)
    assert [number for number, _ in rows] == list("12345678")
    for number, row in rows:
        assert "::" in row or "`hunt validate`" in row or "review" in row, number


# --- words in backticks ----------------------------------------------------------------------------------------


@each("document", DOCUMENTS)
def test_every_word_set_as_code_is_known(document):
    words = [word for word in inline(TEXT[document]) if not FILE.fullmatch(word)]
    names = [
        (GIVEN.fullmatch(word) or ("", word))[1] for word in words if GIVEN.fullmatch(word) or PLAIN.fullmatch(word)
    ]
    made = set(re.findall(r"^>>> (\w+) = ", TEXT[document], re.MULTILINE))  # what the page's examples have given a name
    fields = [name.partition(".")[2] if name.partition(".")[0] in made and "." in name else name for name in names]
    assert not [name for name in fields if not exists(name)]


def test_a_word_that_nothing_knows_is_found():
    assert exists("small_game")
    assert exists("hunt.simulate")
    assert not exists("small_gane")
    assert not exists("hunt.simulat")


# --- commands --------------------------------------------------------------------------------------------------


@each("document", DOCUMENTS)
def test_every_command_shown_can_be_given(document, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for line in shell_lines(TEXT[document]):
        words = shlex.split(line)
        if words[0] == "hunt" and not words[1].startswith("-"):
            command = commands()[words[1]]
            given = command.make_context(words[1], words[2:])  # refuses what is not an option
            for one in given.params.get("set_") or ():
                assert one.partition("=")[0] in FIELDS, line
            for id in str(given.params.get("regimes") or given.params.get("regime") or "none").split(","):
                assert read_arm(id).regime in regime_ids() or id.endswith(".toml"), line
            for place in (given.params.get("scenario") or "default-valley").split(","):
                assert place in scenario_ids() or place.endswith(".toml"), line
        elif words[0] == "make":
            targets = re.findall(r"^(\w+):", (HERE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
            assert set(words[1:]) <= set(targets), line
        elif words[0] == "python" and words[1] != "-m":
            assert (HERE / words[1]).exists(), line


def test_a_command_that_is_none_would_be_refused():
    with pytest.raises(Exception, match="No such option"):
        commands()["compare"].make_context("compare", ["--rums", "3"])


# --- versions --------------------------------------------------------------------------------------------------


def test_the_changelog_tells_of_this_version():
    version = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert re.search(rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d$", TEXT["CHANGELOG.md"], re.MULTILINE)


# --- renewing --------------------------------------------------------------------------------------------------


def renew():
    """Print every transcript anew, and draw the pictures."""
    for document, text in TEXT.items():
        (HERE / document).write_text(renewed(document, text), encoding="utf-8")
        print(document)
    words = shlex.split(picture_command())
    folder = HERE / words[words.index("--out") + 1]
    subprocess.run([sys.executable, "-m", "hunt.cli", *words[1:]], cwd=HERE, check=True, stdout=subprocess.DEVNULL)
    for name in ("survival.png", "scissors.png"):
        shutil.copy(folder / name, HERE / "docs" / "pictures" / name)
        print(f"docs/pictures/{name}")


if __name__ == "__main__":
    {"renew": renew, "constants": lambda: print(constants(), end="")}[sys.argv[1]]()
