"""Running the command line in a test, in this process or in one of its own, and what it may come to."""

import contextlib
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import pytest

from hunt import cli

ROOT = Path(__file__).parent.parent
COMMANDS = tuple(command.callback.__name__ for command in cli.app.registered_commands)
SMALL = ("--runs", "4", "--flip-runs", "0", "--set", "days=40", "--set", "hunters=6")
"""A comparison that takes no time."""

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
DESIGN = """
title = "Small"
regimes = ["own-product", "shared-survival"]
runs = 6
chunk = 8
[settings]
days = 40
hunters = 6
[levers]
alignment = [0, 1]
"""


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
    return Call(left.value.code or 0, out.getvalue(), err.getvalue())


@contextlib.contextmanager
def process(*argv, **how):
    """Start a command line in a process of its own, which hears Ctrl-C and is gone afterwards, whatever happens."""
    how = {"cwd": ROOT, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True} | how
    # Started in the background, the tests themselves may be deaf to Ctrl-C, and so would be what they start.
    hear = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen([sys.executable, "-m", "hunt.cli", *argv], preexec_fn=hear, **how) as run:
        try:
            yield run
        finally:
            run.kill()


def in_a_process(*argv, **how):
    """Run a command line in a process of its own."""
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


def argv_of(line, places):
    """Return the words of a line, with the names of places filled in."""
    return [word.format(**places) if "{" in word else word for word in shlex.split(line)]


def tree(folder):
    """Return everything in a folder, with its content."""
    return {file: file.read_bytes() if file.is_file() else None for file in folder.rglob("*")}


def nothing_compiled():
    """Fail as soon as a command begins to work: what is refused must be refused before."""
    return mock.patch("hunt.engine.compiled.compile_once", side_effect=AssertionError("refused only after the start"))
