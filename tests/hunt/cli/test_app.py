"""The command line as a whole: its help, and how little a command loads."""

import json
import platform
import re
import subprocess
import sys
from importlib import metadata

from cases import each
from command_line import COMMANDS, ROOT, SMALL, hunt


@each("argv", [[], ["--help"], ["-h"]])
def test_help_lists_every_command(argv):
    call = hunt(*argv)
    assert (call.code, call.err) == (0, "")
    for command in COMMANDS:
        assert re.search(rf"\b{command}\b", call.out)


def test_it_says_its_version():
    call = hunt("--version")
    assert (call.code, call.err) == (0, "")
    assert call.out == f"mammoth-hunt {metadata.version('mammoth-hunt')}, Python {platform.python_version()}\n"


@each("command", COMMANDS)
def test_every_command_has_help_with_all_its_options(command):
    call = hunt(command, "--help", width="200")
    assert (call.code, call.err) == (0, "")
    assert call == hunt(command, "-h", width="200")
    assert f"Usage: hunt {command}" in call.out
    assert ("--json" in call.out) == (command not in ("live", "docs", "room", "compile"))
    wanted = {"run": ("--seed", "--set", "--most"), "compare": ("--regimes", "--flip-runs", "--out", "--workers")}
    assert all(one in call.out for one in wanted.get(command, ()))


HEAVY = {"numpy", "numba", "mesa", "pandas", "matplotlib", "solara", "scipy", "pyarrow"}


@each(
    ("argv", "never"),
    [
        (["--help"], HEAVY),
        (["run", "--seed", "x"], HEAVY),
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
