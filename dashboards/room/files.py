"""The files of rooms: one per room, in a folder of the trainer's."""

import json
import secrets
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from dashboards.room.kept_counts import drop
from dashboards.room.log import Log
from dashboards.shared.browser_files import version
from hunt.errors import HuntError

LETTERS = "ABCDEFGHJKLMNPRSTUVWXY"
"""No letters that look like digits or like each other."""

REHEARSALS = "rehearsals"
"""The folder for rooms of bots, so that none of them is continued in front of people."""

RECENT = 12 * 3600
"""Seconds after which an unfinished room is not continued by itself."""


KEPT_DAYS = 30
"""Days after which a reminder says that a room is still there."""


def folder_of(given: str | None) -> Path:
    """Return the folder of rooms, made if there is none.

    Raises
    ------
    HuntError
        When it cannot be written to.
    """
    folder = Path(given) if given else Path.home() / "Mammoth Hunt" / "rooms"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".{secrets.token_hex(4)}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise HuntError(f"{folder} cannot be written to: {why}; name another folder with --folder.") from None
    return folder


def new_code() -> str:
    """Return four letters that are easy to read out."""
    return "".join(secrets.choice(LETTERS) for _ in range(4))


def open_log(folder: Path, *, fresh: bool) -> tuple[Log, bool]:
    """Return the log of the latest unfinished room, or of a new one, and whether it is continued.

    A room that another version of the program has made is not continued: what its events mean may have changed, and the
    rest of its year would be another one. If it has not begun, a new one takes its place.

    Raises
    ------
    HuntError
        When that room is half played, or its file cannot be written.
    """
    for file in sorted(folder.glob("*.room"), key=_last_used, reverse=True) if not fresh else []:
        if time.time() - _last_used(file) > RECENT:
            break
        log = Log(file)
        if log.meta("ended") is None and (code := log.meta("code")) is not None:
            if log.meta("made") == version():
                return log, True
            begun = any(event.kind == "step" for event in log.events())
            log.close()
            if begun:
                raise HuntError(
                    f"Room {code} was begun with another version of the program, and the rest of it would not fit: "
                    "start that version again to go on, or begin a new room with --new."
                )
            break
        log.close()
    code = new_code()
    log = Log(folder / f"{time.strftime('%Y-%m-%d')} {code}.room")
    log.note(code=code, key=secrets.token_hex(16), made=version())
    return log, False


def _last_used(file: Path) -> float:
    """Return when a room was last written to; most of that is in a second file next to it until the room is closed."""
    return max(one.stat().st_mtime for one in file.parent.glob(f"{file.name}*"))


def long_kept(folder: Path) -> list[str]:
    """Return the codes of rooms that nobody has used for a month, the oldest first."""
    least = time.time() - KEPT_DAYS * 24 * 3600
    return [file.stem[-4:] for file in sorted(folder.glob("*.room"), key=_last_used) if _last_used(file) < least]


def forget(folder: Path, code: str) -> int:
    """Delete the files of a room, and its rows among the counts that were kept; return how many rooms that were.

    Raises
    ------
    HuntError
        When it is open, or the counts cannot be read or written; then nothing is deleted.
    """
    found = [file for file in folder.glob("*.room") if file.stem.endswith(f" {code.upper()}")]
    for room in [name for file in found for name in _kept_as(file)]:
        drop(folder, room)
    for file in found:
        for one in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
            one.unlink(missing_ok=True)
    return len(found)


def _kept_as(file: Path) -> list[str]:
    """Return the names under which the counts of a room were kept; none of a file that is broken."""
    try:
        with closing(sqlite3.connect(file, timeout=1)) as db:
            rows = db.execute("SELECT value FROM events WHERE kind = 'keep'").fetchall()
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise HuntError(f"Room {file.stem[-4:]} is open: stop it before you delete it.") from None
        return []
    return [json.loads(text)["room"] for (text,) in rows]
