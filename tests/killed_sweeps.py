"""Killing sweeps by force: a sweep as a program of its own, with a pipe behind it, and all that it has started."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
SOON = 5.0
"""Within so many seconds after its parent was killed, no process may be left and the pipe must be closed."""

DESIGN = """
regimes = ["own-product", "shared-survival"]
runs = 300
chunk = 20
[settings]
days = 120
hunters = 10
start_store = 2.0
[levers]
alignment = [0, 1]
[uncertainties]
small_game = [0.2, 1.1]
[series]
numbers = ["store"]
every = 60
"""
ALL = 120
"""Chunks of that."""


class After(NamedTuple):
    """What became of a sweep whose parent was killed: seconds until the pipe closed and until all processes ended."""

    pipe: float
    gone: float


class Running:
    """``hunt sweep`` into a folder, in a session of its own, with a reader behind its pipe."""

    def __init__(self, design: Path, out: Path, executor: str) -> None:
        words = ["sweep", str(design), "--out", str(out), "--executor", executor, "--workers", "2", "--resume"]
        self.program = subprocess.Popen(
            [sys.executable, "-m", "hunt.cli", *words],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.said: list[str] = []
        self.reader = threading.Thread(target=lambda: self.said.extend(self.program.stdout))
        self.reader.start()

    def ended(self) -> bool:
        """Tell whether the sweep has ended by itself."""
        return self.program.poll() is not None

    def workers(self) -> list[int]:
        """Return the processes that run chunks."""
        return [
            pid for pid in session(self.program.pid) if pid != self.program.pid and b"spawn_main" in command_of(pid)
        ]

    def killed(self) -> After:
        """Kill the parent by force; wait for all that is left of it."""
        start = time.monotonic()
        self.program.send_signal(signal.SIGKILL)
        self.program.wait()
        pipe = gone = None
        while time.monotonic() - start < 3.0 * SOON and (pipe is None or gone is None):
            now = time.monotonic() - start
            pipe = now if pipe is None and not self.reader.is_alive() else pipe
            gone = now if gone is None and not session(self.program.pid) else gone
            time.sleep(0.02)
        for pid in session(self.program.pid):  # what should not be there is not left there
            os.kill(pid, signal.SIGKILL)
        self.close()
        never = float("inf")
        return After(never if pipe is None else pipe, never if gone is None else gone)

    def close(self) -> None:
        """Wait for the last words of a sweep that has ended."""
        self.program.wait(timeout=300)
        self.reader.join(timeout=60)
        self.program.stdout.close()


def session(leader: int) -> list[int]:
    """Return the living processes of a session."""
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        try:
            parts = (one / "stat").read_text().rsplit(")", 1)[1].split()
        except (OSError, IndexError):
            continue
        if int(parts[3]) == leader and parts[0] != "Z":
            found.append(int(one.name))
    return found


def command_of(pid: int) -> bytes:
    """Return the command line of a process, nothing if it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def chunks(out: Path) -> int:
    """Return how many chunks are there."""
    return len(list((out / "runs").glob("chunk-*"))) if (out / "runs").is_dir() else 0


def wait_for(running: Running, out: Path, wanted: int) -> None:
    """Wait until so many chunks are there, or the sweep has ended."""
    while chunks(out) < wanted and not running.ended():
        time.sleep(0.01)


def kill_a_worker(running: Running, rng: random.Random) -> bool:
    """Kill one of the workers by force; return whether there was one."""
    workers = running.workers()
    if workers:
        try:
            os.kill(rng.choice(workers), signal.SIGKILL)
        except ProcessLookupError:
            return False
    return bool(workers)
