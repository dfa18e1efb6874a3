"""The hot path in C, compiled and run here: a bound for how fast the model could be."""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).with_name("hot_path.c")
OPTIONS = ("-O3", "-march=native", "-ffp-contract=off")
"""The last: no number is rounded less often than the source says, as in our own compiled rules."""


class CProgram(NamedTuple):
    """A compiled program, in a folder that is removed when `folder` is cleaned up."""

    folder: tempfile.TemporaryDirectory[str]
    path: Path

    def seconds_a_hunter_day(self, bands: int, hunters: int, days: int) -> float:
        """Run it once; return processor seconds per hunter-day."""
        words = [str(self.path), str(bands), str(hunters), str(days)]
        said = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()
        return float(said[1]) / int(said[0])


def compile_c() -> CProgram | None:
    """Compile the program, or return None where there is no C compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        return None
    folder = tempfile.TemporaryDirectory()
    path = Path(folder.name, "hot_path")
    done = subprocess.run([compiler, *OPTIONS, "-o", str(path), str(SOURCE), "-lm"], capture_output=True, check=False)
    return CProgram(folder, path) if done.returncode == 0 else None
