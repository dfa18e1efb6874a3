"""Ask the system not to sleep while a room is open: by its own means, where it has any."""

import ctypes
import os
import platform
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

ASKED = "This computer is asked to stay awake while the room is open."
NOT_ASKED = "This computer cannot be asked to stay awake: switch off sleep in its settings, and plug it in."

CONTINUOUS, SYSTEM, DISPLAY = 0x80000000, 0x1, 0x2
"""Flags of SetThreadExecutionState."""


def command() -> list[str] | None:
    """Return the program that keeps this system awake as long as it runs, or None."""
    if platform.system() == "Darwin" and shutil.which("caffeinate"):
        return ["caffeinate", "-dims", "-w", str(os.getpid())]
    if platform.system() == "Linux" and shutil.which("systemd-inhibit"):
        why = ["--what=idle:sleep", "--who=Mammoth Hunt", "--why=A workshop is running"]
        return ["systemd-inhibit", *why, "tail", f"--pid={os.getpid()}", "-f", "/dev/null"]
    return None


@contextmanager
def kept_awake() -> Iterator[str]:
    """Ask the system to stay awake inside the block; yield a sentence that says whether it does."""
    if platform.system() == "Windows":
        yield ASKED if _windows(CONTINUOUS | SYSTEM | DISPLAY) else NOT_ASKED
        _windows(CONTINUOUS)
        return
    keeper = _started(command())
    try:
        yield NOT_ASKED if keeper is None else ASKED
    finally:
        if keeper is not None:
            keeper.terminate()
            keeper.wait()


def _started(words: list[str] | None) -> subprocess.Popen[bytes] | None:
    """Start a keeper; None where there is none, or where it ends at once because the system refuses."""
    if words is None:
        return None
    quiet = subprocess.DEVNULL
    keeper = subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet)
    try:
        keeper.wait(timeout=0.5)
    except subprocess.TimeoutExpired:
        return keeper
    return None


def _windows(flags: int) -> bool:
    kernel = getattr(ctypes, "windll", None)
    return kernel is not None and bool(kernel.kernel32.SetThreadExecutionState(flags))
