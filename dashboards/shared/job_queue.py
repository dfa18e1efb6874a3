"""Long jobs for many visitors: one at a time, in order of arrival, with a limit on how many may wait.

Everybody may have one piece waiting or running; asking for another gives up the first.  Who leaves takes the work
along.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from hunt.errors import HuntError

MOST_WAITING = 40
"""Jobs that may wait; later visitors are refused with a sentence."""


class Cancelled(Exception):  # noqa: N818 - it is no error
    """Raised inside a piece of work that nobody waits for any more."""


class Job:
    """One piece of work: its messages so far, and whether it is over."""

    def __init__(self, visitor: str, work: Callable[["Job"], Any]) -> None:
        self.visitor = visitor
        self.work = work
        self.messages: list[Any] = []
        self.parts: list[Any] = []  # of the result, where it can be shown piece by piece
        self.result: Any = None
        self.refused = ""
        self.cancelled = threading.Event()
        self.over = threading.Event()

    def say(self, message: Any) -> None:
        """Pass on how far it is; stop here when nobody waits any more."""
        if self.cancelled.is_set():
            raise Cancelled
        self.messages.append(message)

    def cancel(self) -> None:
        """Give it up; what runs stops at its next message."""
        self.cancelled.set()


class Queue:
    """The line of all work of this server, and the one thread that does it."""

    def __init__(self) -> None:
        self._waiting: deque[Job] = deque()
        self._running: Job | None = None
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def put(self, visitor: str, work: Callable[[Job], Any]) -> Job:
        """Put work at the end of the line.

        Raises
        ------
        HuntError
            When the line is full.
        """
        job = Job(visitor, work)
        with self._changed:
            for other in (*self._waiting, *([self._running] if self._running else [])):
                if other.visitor == visitor:
                    other.cancel()
            for one in self._waiting:
                if one.cancelled.is_set():
                    one.over.set()
            self._waiting = deque(one for one in self._waiting if not one.cancelled.is_set())
            if len(self._waiting) >= MOST_WAITING:
                raise HuntError(f"{MOST_WAITING} others are already waiting for their years; try again in a minute.")
            self._waiting.append(job)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="job-queue", daemon=True)
                self._thread.start()
            self._changed.notify()
        return job

    def before(self, job: Job) -> int:
        """Return how many pieces are done before this one begins."""
        with self._changed:
            line = [one for one in self._waiting if not one.cancelled.is_set()]
            return line.index(job) + (self._running is not None) if job in line else 0

    def _work(self) -> None:
        while True:
            with self._changed:
                while not self._waiting:
                    self._changed.wait()
                job = self._waiting.popleft()
                if job.cancelled.is_set():
                    job.over.set()
                    continue
                self._running = job
            try:
                job.result = job.work(job)
            except Cancelled:
                pass
            except HuntError as error:
                job.refused = str(error)
            except Exception:  # the queue must go on, and the visitor must get a message
                logging.getLogger(__name__).exception("A piece of work failed")
                job.refused = "That failed on the server, which has noted why; other settings may work."
            finally:
                with self._changed:
                    self._running = None
                job.over.set()


QUEUE = Queue()
"""The one line of this server."""
