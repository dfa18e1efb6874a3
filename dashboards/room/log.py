"""The log of a room: an SQLite file to which events are only ever appended.

One thread writes. It takes all events that wait, commits them together with full synchronisation, and only then
answers: an event that was acknowledged is in the file, even if the power fails. The same nonce of the same sender is
written once, so that a phone may repeat an answer until it is acknowledged.
"""

import json
import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hunt.errors import HuntError

TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL, kind TEXT NOT NULL, by TEXT NOT NULL,
    step TEXT NOT NULL, value TEXT NOT NULL, nonce TEXT, UNIQUE (by, nonce));
"""
MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Event:
    """Something that happened in a room; ``by`` is ``trainer``, ``clock``, ``door`` or ``seat:N``."""

    kind: str
    by: str
    step: str = ""
    value: Any = None
    nonce: str | None = None
    at_ms: int = 0
    seq: int = 0


Change = Callable[[sqlite3.Connection], None]
Job = tuple[Event | Change, Future[Event | None]]


class Log:
    """An open file, and the thread that writes it.

    Raises
    ------
    HuntError
        When the file cannot be written, or another program has it open.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        try:
            self._db = sqlite3.connect(file, check_same_thread=False, isolation_level=None, timeout=1)
            self._db.execute("PRAGMA locking_mode=EXCLUSIVE")  # one program per room: a second one is refused here
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.execute("PRAGMA secure_delete=ON")
            self._db.executescript(TABLES)
        except Exception as error:  # of any kind: nobody may wait for this thread for ever
            raise HuntError(
                f"The room's file {file} cannot be written ({error}); is another room open? "
                "Stop that one, or begin a second one with --new and another --port."
            ) from None
        self._waiting: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write, name="room log", daemon=True)
        self._thread.start()

    # --- reading, before the first event is appended ----------------------------------------------------------------

    def events(self) -> list[Event]:
        """Return all events in their order."""
        rows = self._db.execute("SELECT kind, by, step, value, nonce, at_ms, seq FROM events ORDER BY seq")
        return [Event(kind, by, step, json.loads(value), *rest) for kind, by, step, value, *rest in rows]

    def meta(self, key: str) -> str | None:
        """Return a fact about the room, such as its code."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def note(self, **facts: str) -> None:
        """Keep facts about the room."""
        self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(facts.items()))

    # --- writing ----------------------------------------------------------------------------------------------------

    def append(self, event: Event) -> Future[Event | None]:
        """Write an event; the result is the event as it stands in the file, or None if it stood there already."""
        done: Future[Event | None] = Future()
        self._waiting.put((event, done))
        return done

    def rewrite(self, change: Change) -> Future[Event | None]:
        """Change what is in the file for good, as at the end of a room, and leave no trace of what was there."""
        done: Future[Event | None] = Future()
        self._waiting.put((change, done))
        return done

    def close(self) -> None:
        """Write what waits, and close the file."""
        self._waiting.put(None)
        self._thread.join()
        self._db.close()

    def _write(self) -> None:
        open_ = True
        while open_:
            first = self._waiting.get()
            jobs: list[Job] = []
            while first is not None:
                jobs.append(first)
                if len(jobs) == MOST_AT_ONCE or self._waiting.empty():
                    break
                first = self._waiting.get()
            open_ = first is not None
            if jobs:
                self._commit(jobs)

    def _commit(self, jobs: list[Job]) -> None:
        written: list[Event | None] = []
        try:
            self._db.execute("BEGIN IMMEDIATE")
            for job, _ in jobs:
                if isinstance(job, Event):
                    written.append(self._insert(job))
                else:
                    job(self._db)
                    written.append(None)
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            for _, done in jobs:
                done.set_exception(OSError(f"The room's file cannot be written: {error}"))
            return
        changed = not all(isinstance(job, Event) for job, _ in jobs)
        failed = self._leave_no_trace() if changed else None
        for (job, done), event in zip(jobs, written, strict=True):
            if failed and not isinstance(job, Event):  # events are in the file all the same
                done.set_exception(failed)
            else:
                done.set_result(event)

    def _insert(self, event: Event) -> Event | None:
        at_ms = event.at_ms or time.time_ns() // 1_000_000
        row = self._db.execute(
            "INSERT OR IGNORE INTO events (at_ms, kind, by, step, value, nonce) VALUES (?, ?, ?, ?, ?, ?)",
            (at_ms, event.kind, event.by, event.step, json.dumps(event.value), event.nonce),
        )
        if row.rowcount == 0:
            return None
        return Event(event.kind, event.by, event.step, event.value, event.nonce, at_ms, int(row.lastrowid or 0))

    def _leave_no_trace(self) -> OSError | None:
        """Write the file again without what was deleted; return why that failed, as where the disk is full."""
        try:
            self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            return OSError(f"The room's file cannot be cleaned: {error}")
        return None
