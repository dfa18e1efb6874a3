"""The documents say what is so: examples run, transcripts are what the commands print, and all that is named is there.

python tests/test_docs.py renew       print every transcript and picture anew, into the documents
python tests/test_docs.py constants   print the constants of the rules, as docs/model.md shows them
"""

import ast
import builtins
import contextlib
import doctest
import importlib
import inspect
import io
import keyword
import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
import tomllib
import typing
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import NamedTuple
from unittest import mock

import pytest
import typer

import hunt
from agents.beast import BeastState
from agents.environment import Camp, Event, World
from agents.hunter import HunterState
from experiments.sweeps.design import KINDS, PAIRINGS, Series, Stop
from experiments.sweeps.parse_design import LINES, TABLES
from experiments.validation.checks import Check, evaluate
from experiments.validation.patterns import PATTERNS, RUNS
from experiments.validation.targets.all_targets import TARGETS
from hunt import cli, narrator, vocabulary
from hunt.catalogue.arms import read_arm
from hunt.catalogue.measures import MEASURES
from hunt.catalogue.parameters import FIELDS
from hunt.catalogue.regimes import regime_ids
from hunt.catalogue.scenarios import scenario, scenario_ids
from hunt.engine import compiled
from hunt.outcome import OUTCOMES

HERE = Path(__file__).resolve().parents[1]
TOP = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
DOCUMENTS = [name for name in TOP if (HERE / name).exists()]
DOCUMENTS += sorted(file.relative_to(HERE).as_posix() for file in (HERE / "docs").rglob("*.md"))
TEXT = {name: (HERE / name).read_text(encoding="utf-8") for name in DOCUMENTS}
MODEL, WHY, RULEBOOK = "docs/model.md", "docs/why.md", "CONTRIBUTING.md"
WIDE = 110
"""Longer lines of a transcript are folded, so that a page is not wider than a screen."""


# --- transcripts -----------------------------------------------------------------------------------------------


class Transcript(NamedTuple):
    """A block that a command printed: marked with the command, and perhaps with the lines shown of what it prints.

    ``edit`` is a file, a piece of its text and what to put in its place: the command runs in a copy changed so.
    """

    document: str
    command: str
    lines: tuple[str, ...]
    edit: tuple[str, ...]
    body: str


MARKED = re.compile(
    r"<!-- generated: (?P<command>[^;]+?)(?:; lines: (?P<lines>.+?))?(?:; with: (?P<edit>.+?))? -->\n+"
    r"```text\n(?P<body>.*?)```",
    re.DOTALL,
)


def transcripts(document, text):
    """Return the generated blocks of a document."""
    return [
        Transcript(
            document,
            one["command"],
            tuple((one["lines"] or "").split(" | ")) if one["lines"] else (),
            tuple(one["edit"].split(" | ")) if one["edit"] else (),
            one["body"],
        )
        for one in MARKED.finditer(text)
    ]


ALL = [one for name in DOCUMENTS for one in transcripts(name, TEXT[name])]


def named(one):
    return f"{one.document}: {one.command}{' with ' + one.edit[-1] if one.edit else ''}"


@cache
def printed(command):
    """Return what a command prints, on a screen so wide that nothing is folded."""
    if command == "python tests/test_docs.py constants":
        return constants()
    words = shlex.split(command)
    assert words[0] == "hunt", command
    plain = {name: value for name, value in os.environ.items() if "COLOR" not in name}
    said = io.StringIO()
    with (
        mock.patch.dict(os.environ, plain | {"COLUMNS": "1000"}, clear=True),
        mock.patch.object(sys, "argv", words),
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(io.StringIO()),
        pytest.raises(SystemExit) as done,
    ):
        cli.main()
    assert done.value.code == 0, command
    return said.getvalue()


@cache
def printed_with(command, edit):
    """Return what a command prints in a copy of the project in which one line reads otherwise."""
    words = [sys.executable, "docs/measurements/what_if.py", *edit, "--", *shlex.split(command)[1:]]
    done = subprocess.run(
        words, cwd=HERE, env=os.environ | {"COLUMNS": "1000"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def told(one):
    """Return the body that a generated block must have."""
    text = printed_with(one.command, one.edit) if one.edit else printed(one.command)
    lines = [line.rstrip() for line in text.strip("\n").splitlines()]
    if one.lines:
        lines = [line for line in lines if line.startswith(one.lines)]
    if one.command.endswith("constants"):
        return "\n".join(lines) + "\n"
    folded = [
        textwrap.wrap(line, WIDE, subsequent_indent="  ") or [""] if "  " not in line else [line] for line in lines
    ]
    return "\n".join(line for part in folded for line in part) + "\n"


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("one", [one for one in ALL if not one.edit], ids=named)
def test_a_transcript_is_what_the_command_prints(one):
    assert told(one).strip(), "no line of what is printed begins so"
    assert one.body == told(one), "python tests/test_docs.py renew"


@pytest.mark.slow
@pytest.mark.parametrize("one", [one for one in ALL if one.edit], ids=named)
def test_a_transcript_of_an_edited_rule_is_what_the_command_prints(one):
    assert one.body == told(one), "python tests/test_docs.py renew"


@pytest.mark.parametrize("one", [one for one in ALL if one.edit], ids=named)
def test_what_is_to_be_edited_stands_there_once(one):
    file, old, new = one.edit
    assert (HERE / file).read_text(encoding="utf-8").count(old) == 1
    assert old != new


@pytest.mark.slow
def test_the_worked_example_changes_both_engines(tmp_path):
    """The twin tests pass in a copy in which the rule is edited as the README says."""
    copying = importlib.util.spec_from_file_location("what_if", HERE / "docs" / "measurements" / "what_if.py")
    what_if = importlib.util.module_from_spec(copying)
    copying.loader.exec_module(what_if)
    edit = next(one.edit for one in ALL if one.document == "README.md" and one.edit)
    what_if.copy_with(tmp_path, *edit)
    said = what_if.run_in(tmp_path, "-m", "pytest", "-q", "tests/test_twins.py", "-k", "whole_year")
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


# --- constants of the rules ------------------------------------------------------------------------------------


def constants():
    """Return all constants of the rules, one a line: file, name, value."""
    rows = []
    for module in compiled.rule_modules():
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.Assign):
                name = node.targets[0].id
                rows.append(f"{module.__name__.rpartition('.')[2] + '.py':16}{name:20}{shown(getattr(module, name))}")
    return "\n".join(rows) + "\n"


def shown(value):
    if isinstance(value, tuple):
        parts = [shown(one) for one in value]
        return "(" + ", ".join(parts if len(parts) < 20 else [*parts[:3], "...", parts[-1]]) + ")"
    return getattr(value, "name", None) or f"{value:g}"


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


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_example_files_are_ones_the_hunt_can_read(document, tmp_path):
    for number, one in enumerate(CHECKED.finditer(TEXT[document])):
        file = tmp_path / f"example-{number}.{'py' if one['what'] == 'rule' else 'toml'}"
        file.write_text(one["body"], encoding="utf-8")
        if one["what"] == "rule":
            assert not not_in_the_dialect(one["body"])
            exec(compile(one["body"], file.name, "exec"), {})
        else:
            read = {"regime": hunt.regime, "scenario": hunt.scenario, "skin": narrator.skin}[one["what"]]
            assert read(str(file)).title


@pytest.mark.slow
def test_the_claim_of_the_example_scenario_holds(tmp_path):
    """What somebody copies first should be right."""
    body = next(one["body"] for one in CHECKED.finditer(TEXT[RULEBOOK]) if one["what"] == "scenario")
    file = tmp_path / "example.toml"
    file.write_text(body, encoding="utf-8")
    example = hunt.scenario(str(file))
    for place, relation in ((example, example.claim.relation), (scenario(example.counter), "as good")):
        arms = tuple(place.parameters(id) for id in example.claim.regimes)
        check = Check("example", "claim", "", arms, example.claim.measure, relation, example.claim.margin)
        assert evaluate(check, RUNS).passed


# --- the dialect of the rules, as CONTRIBUTING.md tells it -------------------------------------------------------

FORBIDDEN = {
    ast.GeneratorExp: "a generator expression",
    ast.ListComp: "a list comprehension",
    ast.List: "a list",
    ast.Dict: "a dictionary",
    ast.Set: "a set",
    ast.SetComp: "a set comprehension",
    ast.DictComp: "a dictionary comprehension",
    ast.Lambda: "a lambda",
    ast.Pow: "**",
    ast.JoinedStr: "a text put together",
    ast.Try: "try",
    ast.With: "with",
    ast.Raise: "raise",
    ast.ClassDef: "a class",
    ast.Global: "global",
    ast.Starred: "*",
}
CALLS = ("sum", "sorted", "list", "dict", "set", "tuple", "map", "filter", "zip", "enumerate", "pow", "print", "round")


def not_in_the_dialect(source):
    """Return what stands in the functions of a source that a rule may not use."""
    found = []
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef):
            for node in (each for line in function.body for each in ast.walk(line)):
                found += [word for kind, word in FORBIDDEN.items() if isinstance(node, kind)]
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
                    found.append(f"{node.func.id}()")
                if isinstance(node, ast.Import | ast.ImportFrom):
                    found.append("import")
    return found


@pytest.mark.parametrize("module", compiled.rule_modules(), ids=lambda module: module.__name__)
def test_the_rules_are_written_in_the_dialect(module):
    assert not not_in_the_dialect(Path(module.__file__).read_text(encoding="utf-8"))


def test_what_is_not_in_the_dialect_is_found():
    assert not_in_the_dialect("def f(x):\n    return sum(one ** 2 for one in x)") == [
        "sum()",
        "a generator expression",
        "**",
    ]


# --- what is named is there ------------------------------------------------------------------------------------

CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
FILE = re.compile(r"[\w.*-]+(/[\w.*-]+)*(/|\.(py|md|toml|png|txt|yml)|/run)|Makefile|LICENSE")
MADE = ("results/", ".venv")
"""What commands make: it need not be there."""


def inline(text):
    """Return what is set in backticks, outside of blocks."""
    return CODE.findall(re.sub(r"```.*?```", "", text, flags=re.DOTALL))


def blocks(text, language):
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def is_there(path):
    return (
        path.startswith(MADE) or bool(list(HERE.glob(path.rstrip("/"))))
        if "*" in path
        else (path.startswith(MADE) or (HERE / path).exists())
    )


@pytest.mark.parametrize("document", DOCUMENTS)
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


def picture_command():
    """Return the command that draws the pictures of the README."""
    return next(
        line
        for block in blocks(TEXT["docs/pictures/README.md"], "sh")
        for line in block.splitlines()
        if "--out" in line
    )


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_rule_and_test_named_is_there(document):
    for word in inline(TEXT[document]):
        path, given, name = word.partition("::")
        if given:
            tree = ast.parse((HERE / path).read_text(encoding="utf-8"))
            assert name in {getattr(node, "name", None) for node in tree.body}, word


RULES = {
    f"{module.__name__.replace('.', '/')}.py::{name}"
    for module in compiled.rule_modules()
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
def test_every_pattern_has_a_knob_and_every_scenario_a_counter_example():
    """Rule 7 of honesty: what is claimed comes with what removes it."""
    with mock.patch("experiments.validation.work_patterns.RUNS", 20):  # P15 lives its bands before it says its role
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

LANGUAGE = {*keyword.kwlist, *dir(builtins), "math", "ruff", "mypy", "make", "python", "hunt", "agents", "experiments"}
LANGUAGE |= {"dashboards", "hunter", "beast", "camp", "world", "luck"}  # what rules call what they hold in hand
PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*(\(\))?")
GIVEN = re.compile(r"([a-z_]+) ?= ?[\w.-]+")


@cache
def known():
    """Return all single words that the code knows."""
    words = {*FIELDS, *OUTCOMES, *MEASURES, *regime_ids(), *scenario_ids(), *LANGUAGE, *commands()}
    words |= {*KINDS, *PAIRINGS, *LINES, *TABLES, *Stop.__dataclass_fields__, *Series.__dataclass_fields__}
    words |= {*narrator.GLOSSARY, *narrator.MEANINGS, *narrator.STORIES}
    for one in (HunterState, BeastState, Camp, Event, World):
        words |= set(typing.get_type_hints(one)) | {one.__name__}
    for name, enum in vars(vocabulary).items():
        words.add(name)
        if isinstance(enum, type):
            words |= set(getattr(enum, "__members__", ()))
            words |= {member.lower() for member in getattr(enum, "__members__", ())}
    for module in compiled.rule_modules():
        words |= {name for name in vars(module) if not name.startswith("__")}
        for rule in vars(module).values():
            words |= set(inspect.signature(rule).parameters) if isinstance(rule, FunctionType) else set()
    for file in (*HERE.glob("hunt/**/*.py"), *HERE.glob("experiments/**/*.py"), *HERE.glob("agents/*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        words |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        words |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
        words |= {
            node.target.id for node in ast.walk(tree) if isinstance(node, ast.AnnAssign) and hasattr(node.target, "id")
        }
        words |= {
            one.id for node in tree.body if isinstance(node, ast.Assign) for one in node.targets if hasattr(one, "id")
        }
    return words


def exists(word):
    """Tell whether the code knows a word, or a dotted name."""
    word = word.removesuffix("()")
    if word in known():
        return True
    if "." not in word:
        return False
    parts = word.split(".")
    for end in range(len(parts), 0, -1):
        try:
            thing = importlib.import_module(".".join(parts[:end]))
        except ImportError:
            continue
        for name in parts[end:]:
            if not hasattr(thing, name):
                return False
            thing = getattr(thing, name)
        return True
    return all(part in known() for part in parts)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_word_set_as_code_is_known(document):
    words = [word for word in inline(TEXT[document]) if not FILE.fullmatch(word)]
    names = [
        (GIVEN.fullmatch(word) or ("", word))[1] for word in words if GIVEN.fullmatch(word) or PLAIN.fullmatch(word)
    ]
    assert not [name for name in names if not exists(name)]


def test_a_word_that_nothing_knows_is_found():
    assert exists("small_game")
    assert exists("hunt.simulate")
    assert not exists("small_gane")
    assert not exists("hunt.simulat")


# --- commands --------------------------------------------------------------------------------------------------


@cache
def commands():
    """Return the commands of the front door by name."""
    return typer.main.get_command(cli.app).commands


def shell_lines(text):
    """Return the commands that a document shows, in blocks and within sentences."""
    lines = [line for block in blocks(text, "sh") for line in block.splitlines()]
    lines += [word for word in inline(text) if re.match(r"(hunt|make|python|pytest) ", word)]
    lines += re.findall(r"<!-- (?:generated|measured): ((?:hunt|python) [^;]+?)(?:;.*)? -->", text)
    return [line.split("  #")[0].strip() for line in lines if line.strip()]


@pytest.mark.parametrize("document", DOCUMENTS)
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


def renewed(document, text):
    """Return a document with all its transcripts printed anew."""

    def anew(found):
        one = transcripts(document, found[0])[0]
        start, end = found.start("body") - found.start(), found.end("body") - found.start()
        return found[0][:start] + told(one) + found[0][end:]

    return MARKED.sub(anew, text)


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
