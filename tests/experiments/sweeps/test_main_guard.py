"""A script that workers cannot import is refused in one sentence, before the first worker."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.sweeps.main_guard import _is_guarded, refuse_unguarded_script

ROOT = Path(__file__).parents[3]
CALL = "from experiments.sweeps.main_guard import refuse_unguarded_script\n{}\nprint('started')\n"
REFUSE = "refuse_unguarded_script('processes')"


def said_by(*words, given=None, **how):
    """Return what a program says, on standard output and in the last line of standard error."""
    done = subprocess.run(
        [sys.executable, *words],
        input=given,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        **how,
    )
    return done.stdout, (done.stderr.splitlines() or [""])[-1]


@pytest.fixture
def script(tmp_path):
    """Write a script and return its path."""

    def write(text):
        (tmp_path / "script.py").write_text(text)
        return str(tmp_path / "script.py")

    return write


GUARDED = "if __name__ == '__main__':\n    from experiments.sweeps.main_guard import refuse_unguarded_script\n    "


def test_a_script_without_a_guard_is_refused(script):
    out, err = said_by(script(CALL.format(REFUSE)))
    assert out == ""
    assert err.startswith("hunt.errors.HuntError: executor = 'processes' needs the line  if __name__ ==")


def test_a_function_or_thread_of_a_script_without_a_guard_is_refused(script):
    for call in (
        f"def main():\n    {REFUSE}\nmain()",
        "from concurrent.futures import ThreadPoolExecutor\n"
        "ThreadPoolExecutor(1).submit(refuse_unguarded_script, 'processes').result()",
    ):
        out, err = said_by(script(CALL.format(call)))
        assert (out, "needs the line" in err) == ("", True)


def test_a_script_from_standard_input_is_refused():
    out, err = said_by("-", given=CALL.format(REFUSE))
    assert out == ""
    assert "needs a script in a file" in err
    assert "<stdin>" in err


def test_what_workers_can_import_is_let_through(script, tmp_path):
    guarded = f"{GUARDED}{REFUSE}\n    print('started')\n"
    assert said_by(script(guarded)) == ("started\n", "")
    assert said_by("-m", "script", cwd=tmp_path) == ("started\n", "")
    assert said_by("-c", CALL.format(REFUSE)) == ("started\n", "")
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "__main__.py").write_text(CALL.format(REFUSE))
    assert said_by("-m", "package", cwd=tmp_path) == ("started\n", "")
    refuse_unguarded_script("processes")  # of a test


def test_a_line_is_guarded_by_the_statement_it_stands_in(tmp_path):
    file = tmp_path / "one.py"
    file.write_text("x = 1\nif __name__ == '__main__':\n    for k in (1,):\n        x = 2\nif x:\n    x = 3\n")
    assert [_is_guarded(file, line) for line in (1, 3, 4, 5, 6)] == [False, True, True, False, False]
    file.write_text("no python at all")
    assert _is_guarded(file, 1)
