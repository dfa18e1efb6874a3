"""The start scripts, for a trainer without a terminal: set up once, then open what was asked for."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

START = Path(__file__).parents[1] / "start"

PYTHON = """#!/bin/sh
echo "$0 $*" >> "$CALLS"
case "$*" in *version_info*) exit "${TOO_OLD:-0}" ;; "-m venv "*)
  mkdir -p "$3/bin"; cp "$0" "$3/bin/python"
  printf '#!/bin/sh\\necho "hunt $*" >> "$CALLS"\\n' > "$3/bin/hunt"; chmod +x "$3/bin/hunt" ;;
*pip*) exit "${NO_NET:-0}" ;; esac
"""
"""A Python that notes what it is asked, and makes an environment of itself."""

needs_sh = pytest.mark.skipif(shutil.which("sh") is None, reason="there is no POSIX shell here")


@pytest.fixture
def place(tmp_path):
    """A folder with spaces in its name, with the scripts and a wheel; a Python of our own comes first."""
    here, tools = tmp_path / "my workshop", tmp_path / "tools"
    here.mkdir()
    tools.mkdir()
    for one in START.iterdir():
        shutil.copy(one, here)
    (here / "mammoth_hunt-0.1.0-py3-none-any.whl").touch()
    for name in ("python3.13", "python3.12", "python3.11", "python3"):
        (tools / name).write_text(PYTHON, encoding="utf-8")
        (tools / name).chmod(0o755)
    return here


def started(place, *words, script="start.sh", **environment):
    """Run a script; return its exit code, what it said, and the calls it made since."""
    calls = place.parent / "calls"
    calls.write_text("", encoding="utf-8")
    extra = {
        "PATH": f"{place.parent / 'tools'}:{os.environ['PATH']}",
        "CALLS": str(calls),
        "MAMMOTH_HUNT_HOME": str(place.parent / "home"),
    }
    command = ["sh", str(place / script), *words]
    ended = subprocess.run(
        command, env=os.environ | extra | environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    return ended.returncode, ended.stdout + ended.stderr, calls.read_text(encoding="utf-8")


@needs_sh
@pytest.mark.parametrize("script", ["start.sh", "start.command"])
def test_it_sets_up_once_and_opens_what_was_asked_for(place, script):
    code, said, calls = started(place, script=script)
    assert code == 0
    assert "once" in said
    assert "mammoth_hunt-0.1.0-py3-none-any.whl" in calls
    assert calls.endswith("hunt live\n")
    for words, command in (((), "live"), (("2",), "room"), (("room",), "room"), (("3",), "docs")):
        assert started(place, *words, script=script) == (0, f"{started(place, *words)[1]}", f"hunt {command}\n")


@needs_sh
def test_a_new_wheel_is_installed_in_place_of_the_old(place):
    started(place)
    (place / "mammoth_hunt-0.1.0-py3-none-any.whl").write_text("newer, of the same name", encoding="utf-8")
    assert "--force-reinstall --no-deps mammoth_hunt-0.1.0" in started(place)[2]
    assert "pip" not in started(place)[2]


@needs_sh
def test_what_is_missing_is_said_and_nothing_is_half_done(place):
    code, said, _ = started(place, TOO_OLD="1")
    assert code == 1
    assert "Python 3.11 or newer" in said
    code, said, calls = started(place, NO_NET="1")
    assert code == 1
    assert "with internet, start again" in said
    assert "hunt live" not in calls
    assert started(place)[2].endswith("hunt live\n")
    next(place.glob("*.whl")).unlink()
    code, said, _ = started(place)
    assert code == 1
    assert "Put it next to this script" in said


def test_the_script_for_windows_says_the_same():
    """It cannot run here; that its texts and choices do not drift apart can be seen."""
    shell = (START / "start.sh").read_text(encoding="utf-8")
    windows = (START / "start.bat").read_text(encoding="utf-8")
    for line in re.findall(r"\"((?:Setting|It could|Python 3|To stop)[^\"]+)\"", shell):
        assert line in windows
    for command in ("live", "room", "docs"):
        assert f'"command={command}"' in windows
