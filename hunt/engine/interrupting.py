"""Ctrl-C while machine code runs: Python hears it between two calls only, so the main thread waits beside the call."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Any


def in_another_thread(call: Callable[[Any], None], given: Any) -> None:
    """Make a call in a thread of its own, and wait for it; what it raises is raised here.

    On Ctrl-C nobody waits for it any longer: it goes on until it is done, in memory that nobody else may use.
    """
    ended: SimpleQueue[BaseException | None] = SimpleQueue()

    def run() -> None:
        try:
            call(given)
        except BaseException as error:
            ended.put(error)
        else:
            ended.put(None)

    Thread(target=run, name="runs a user's rules", daemon=True).start()
    error = ended.get()
    if error is not None:
        raise error
