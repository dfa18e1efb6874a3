"""Reading the documents: their transcripts, what they set as code, and what the code knows of it."""

import ast
import builtins
import contextlib
import importlib
import inspect
import io
import keyword
import os
import re
import shlex
import subprocess
import sys
import textwrap
import typing
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import NamedTuple
from unittest import mock

import pytest
import typer

from agents.beast import BeastState
from agents.environment import Camp, Event, World
from agents.hunter import HunterState
from experiments.sweeps.design import KINDS, PAIRINGS, Series, Stop
from experiments.sweeps.parse_design import LINES, TABLES
from hunt import cli, narrator, vocabulary
from hunt.catalogue.measures import MEASURES
from hunt.catalogue.parameters import FIELDS
from hunt.catalogue.regimes import regime_ids
from hunt.catalogue.scenarios import scenario_ids
from hunt.engine import kernel
from hunt.narrator import PICTURES
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


def constants():
    """Return all constants of the rules, one a line: file, name, value."""
    rows = []
    for module in kernel.rule_modules():
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.Assign):
                file = module.__name__.rpartition(".")[2] + ".py"
                for name in (one.id for one in ast.walk(node.targets[0]) if isinstance(one, ast.Name)):
                    rows.append(f"{file:18}{name:20}{shown(getattr(module, name))}")
    return "\n".join(rows) + "\n"


def shown(value):
    if isinstance(value, tuple):
        parts = [shown(one) for one in value]
        return "(" + ", ".join(parts if len(parts) < 20 else [*parts[:3], "...", parts[-1]]) + ")"
    return getattr(value, "name", None) or f"{value:g}"


def renewed(document, text):
    """Return a document with all its transcripts printed anew."""

    def anew(found):
        one = transcripts(document, found[0])[0]
        start, end = found.start("body") - found.start(), found.end("body") - found.start()
        return found[0][:start] + told(one) + found[0][end:]

    return MARKED.sub(anew, text)


# --- what is set as code ---------------------------------------------------------------------------------------

CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
FILE = re.compile(r"[\w.*-]+(/[\w.*-]+)*(/|\.(py|md|toml|png|txt|yml)|/run)|Makefile|LICENSE")
MADE = ("results/", ".venv", "mine.py")
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


def picture_command():
    """Return the command that draws the pictures of the README."""
    return next(
        line
        for block in blocks(TEXT["docs/pictures/README.md"], "sh")
        for line in block.splitlines()
        if "--out" in line
    )


@cache
def commands():
    """Return the commands of the front door by name."""
    return typer.main.get_command(cli.app).commands


def shell_lines(text):
    """Return the commands that a document shows, in blocks and within sentences."""
    lines = [line for block in blocks(text, "sh") for line in block.splitlines()]
    lines += [word for word in inline(text) if re.match(r"(hunt|make|python|pytest) ", word)]
    lines += re.findall(r"<!-- (?:generated|measured): ((?:hunt|python) [^;]+?)(?:;.*)? -->", text)
    return [line.split("  #")[0].partition(" > ")[0].strip() for line in lines if line.strip()]


# --- what the code knows ---------------------------------------------------------------------------------------

LANGUAGE = {*keyword.kwlist, *dir(builtins), "math", "ruff", "mypy", "make", "python", "hunt", "agents", "experiments"}
LANGUAGE |= {"dashboards", "hunter", "beast", "camp", "world", "luck"}  # what rules call what they hold in hand
PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*(\(\))?")
GIVEN = re.compile(r"([a-z_]+) ?= ?[\w.-]+")


@cache
def known():
    """Return all single words that the code knows."""
    words = {*FIELDS, *OUTCOMES, *MEASURES, *regime_ids(), *scenario_ids(), *LANGUAGE, *commands()}
    words |= {
        "HUNT_FILES",
        "HUNT_SKINS",
        *PICTURES,
        "NUMBA_CACHE_DIR",
        *KINDS,
        *PAIRINGS,
        *LINES,
        *TABLES,
        *Stop.__dataclass_fields__,
        *Series.__dataclass_fields__,
    }
    words |= {*narrator.GLOSSARY, *narrator.MEANINGS, *narrator.STORIES}
    for one in (HunterState, BeastState, Camp, Event, World):
        words |= set(typing.get_type_hints(one)) | {one.__name__}
    for name, enum in vars(vocabulary).items():
        words.add(name)
        if isinstance(enum, type):
            words |= set(getattr(enum, "__members__", ()))
            words |= {member.lower() for member in getattr(enum, "__members__", ())}
    for module in kernel.rule_modules():
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
