"""A process of its own for long runs, at low priority: phones must not wait while years are simulated."""

import contextlib
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor

POLITE = 10
"""Added to the priority number of the process: it works when nobody else wants to."""


def worker() -> ProcessPoolExecutor:
    """Return an executor with one such process; it starts with the first run."""
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _begin)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the room stops it
    with contextlib.suppress(AttributeError, OSError):  # Windows has no such number
        os.nice(POLITE)
    threading.Thread(target=_end_with_the_room, daemon=True).start()


def _end_with_the_room() -> None:
    """End as soon as the room is gone, even if it was killed."""
    room = multiprocessing.parent_process()
    assert room is not None
    multiprocessing.connection.wait([room.sentinel])
    os._exit(0)
