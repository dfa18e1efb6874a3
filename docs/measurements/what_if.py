"""Run a command of the hunt in a copy in which one line of the source reads otherwise.

    python docs/measurements/what_if.py FILE OLD NEW -- compare --runs 200 --flip-runs 0

FILE is a path from the top of the project; OLD must stand in it exactly once.  The project itself is left
as it is.  The rules are compiled anew in the copy, which takes a while.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
PACKAGES = ("hunt", "agents", "experiments", "tests")


def copy_with(folder: Path, file: str, old: str, new: str) -> None:
    """Copy the project into a folder, with one line changed."""
    for package in PACKAGES:
        shutil.copytree(HERE / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HERE / "pyproject.toml", folder)
    source = folder / file
    text = source.read_text(encoding="utf-8")
    if text.count(old) != 1:
        sys.exit(f"{old!r} stands {text.count(old)} times in {file}; give a piece that stands there once.")
    source.write_text(text.replace(old, new), encoding="utf-8")


def run_in(folder: Path, *words: str) -> str:
    """Run a Python program of the copy, and return what it prints."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=clean | {"PYTHONPATH": str(folder)},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.returncode)
    return done.stdout


def what_if(file: str, old: str, new: str, *command: str) -> str:
    """Return what ``hunt`` prints in a copy with one line changed."""
    with tempfile.TemporaryDirectory() as folder:
        copy_with(Path(folder), file, old, new)
        return run_in(Path(folder), "-m", "hunt.cli", *command)


if __name__ == "__main__":
    if len(sys.argv) < 6 or sys.argv[4] != "--":
        sys.exit(__doc__)
    print(what_if(*sys.argv[1:4], *sys.argv[5:]), end="")
