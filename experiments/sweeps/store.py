"""The folder of a sweep: a manifest, and one file per chunk that is whole or not there.

::

    DIR/manifest.json            design, seeds, versions, digest of the source: enough to live it all again
    DIR/runs/chunk-000000.parquet
    DIR/series/chunk-000000.parquet    only with daily series

A chunk is written under another name, flushed to the disk and then renamed, so nobody ever sees a part of it.  Each
file carries the digests of design and source; what does not carry them is foreign, and never read.  And it carries a
digest of itself, so that not one bit of it can change unseen.
"""

import errno
import hashlib
import json
import os
import platform
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.given import folder_of
from experiments.sweeps.design import FORMAT, Design
from experiments.sweeps.faults import REFUSED
from experiments.sweeps.parse_design import refuse_other_format, restored
from hunt.errors import HuntError
from hunt.jsonable import as_json, in_lines

MANIFEST = "manifest.json"
RUNS, SERIES = "runs", "series"
SUFFIX = ".parquet"
VERSIONED = ("numpy", "numba", "pyarrow", "scipy", "SALib")
TORN = (pa.ArrowException, OSError, EOFError, UnicodeDecodeError, ValueError, OverflowError)
"""What reading a file raises that is not whole."""
ITSELF = b"itself"
"""Under which name a file has the digest of itself; sweeps begun before there was one have checksums of pages only."""
NO_DIGEST = b"0" * 64
"""What stands in the place of that digest while it is computed."""


def manifest_of(design: Design, source: str, chunks: int) -> dict[str, Any]:
    """Return what is written next to the runs: no time and no path, so that it is the same on every machine."""
    versions = {"python": platform.python_version(), "mammoth-hunt": _version("mammoth-hunt")}
    return as_json(
        {
            "what": "sweep of mammoth hunts",
            "format": FORMAT,
            "digest": design.digest(),
            "source": source,
            "versions": versions | {name: _version(name) for name in VERSIONED},
            "seeds": {"first": design.seed, "rule": design.pairing},
            "chunks": chunks,
            "design": design.plain(),
        }
    )


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


@dataclass
class State:
    """What a folder holds."""

    done: set[int] = field(default_factory=set)
    torn: dict[int, Path] = field(default_factory=dict)
    foreign: list[Path] = field(default_factory=list)
    others: list[Path] = field(default_factory=list)  # chunks of another design or source


class Store:
    """A sweep on disk."""

    def __init__(self, folder: Path, manifest: dict[str, Any]) -> None:
        self.folder = folder
        self.manifest = manifest

    @property
    def mark(self) -> str:
        """What every file of this sweep carries."""
        return f"{self.manifest['digest']}-{self.manifest['source']}"

    @property
    def chunks(self) -> int:
        """How many chunks there can be."""
        return int(self.manifest["chunks"])

    def design(self) -> Design:
        """Return the design of this sweep."""
        return restored(self.manifest["design"])

    def file(self, chunk: int, part: str = RUNS) -> Path:
        """Return where a chunk lies."""
        return self.folder / part / f"chunk-{chunk:06d}{SUFFIX}"

    def start(self, *, again: bool = False) -> None:
        """Make the folders and write the manifest unless one is there already; ``again`` puts this in its place."""
        with refuse_if_unwritable(self.folder):
            (self.folder / RUNS).mkdir(parents=True, exist_ok=True)
            if self.manifest["design"]["series"] is not None:
                (self.folder / SERIES).mkdir(exist_ok=True)
            if again or not (self.folder / MANIFEST).exists():
                text = in_lines(self.manifest) + "\n"
                with whole_file(self.folder / MANIFEST, new=not again) as part:
                    part.write_text(text, encoding="utf-8")

    def write(self, chunk: int, runs: pa.Table, series: pa.Table | None = None) -> None:
        """Write a chunk; the file of runs is written last, so a chunk is done when that one is there."""
        with refuse_if_unwritable(self.folder):
            if series is not None:
                self._write(chunk, series, SERIES)
            self._write(chunk, runs, RUNS)

    def _write(self, chunk: int, table: pa.Table, part: str) -> None:
        about = {"hunt": self.mark, "chunk": str(chunk), ITSELF: NO_DIGEST}
        table = table.replace_schema_metadata(about)
        sink = pa.BufferOutputStream()  # pyarrow opens no path whose name is not UTF-8
        pq.write_table(
            table,
            sink,
            compression="zstd",
            compression_level=3,
            use_dictionary=[one.name for one in table.schema if pa.types.is_dictionary(one.type)],
            write_statistics=False,
            write_page_checksum=True,
            store_schema=True,
        )
        with whole_file(self.file(chunk, part)) as file:
            file.write_bytes(_with_digest(sink.getvalue().to_pybytes()))

    def state(self, mine: Any = None, *, thorough: bool = False) -> State:
        """Look at what is there.

        Parameters
        ----------
        mine
            Says which chunks to look at, by number; by default all.
        thorough
            Look at every bit of them, not only at how each file begins and ends.
        """
        state = State()
        expected = [RUNS] if self.manifest["design"]["series"] is None else [SERIES, RUNS]
        for file in sorted((self.folder / RUNS).iterdir() if (self.folder / RUNS).is_dir() else []):
            if _is_part(file):
                continue
            chunk = self._number(file)
            if chunk is None:
                state.foreign.append(file)
                continue
            if mine is not None and not mine(chunk):
                continue
            marks = [self._mark_of(self.file(chunk, part), chunk, thorough=thorough) for part in expected]
            if None in marks:
                state.torn[chunk] = self.file(chunk, expected[marks.index(None)])
            elif any(mark != self.mark for mark in marks):
                state.others.append(file)
            else:
                state.done.add(chunk)
        return state

    def _number(self, file: Path) -> int | None:
        """Return the number of the chunk a file is named after."""
        digits = file.name.removeprefix("chunk-").removesuffix(SUFFIX)
        if not digits.isdecimal() or file.name != self.file(int(digits)).name or int(digits) >= self.chunks:
            return None
        return int(digits)

    def _mark_of(self, file: Path, chunk: int, *, thorough: bool = False) -> str | None:
        """Return the mark a file carries, "" if none; None where it is missing or not whole."""
        try:
            with open(file, "rb") as source:
                about = (_whole(source) if thorough else pq.ParquetFile(source)).metadata.metadata or {}
        except TORN:
            return None
        if about.get(b"chunk", b"").decode(errors="replace") != str(chunk):
            return ""
        return about.get(b"hunt", b"").decode(errors="replace")

    def forget_parts(self, mine: Any = None) -> None:
        """Remove what a killed writer has left half written, of chunks that are ours to write."""
        for part in (RUNS, SERIES):
            for file in (self.folder / part).iterdir() if (self.folder / part).is_dir() else []:
                if _is_part(file) and not _being_written(file):
                    chunk = self._number(file.with_name(file.name.removeprefix(".").partition("~")[0]))
                    if chunk is not None and (mine is None or mine(chunk)):
                        with suppress(PermissionError):  # on Windows, of a file that someone writes
                            file.unlink(missing_ok=True)

    def read(self, chunk: int, columns: list[str] | None = None, part: str = RUNS) -> pa.Table:
        """Read a chunk; each bit of its file is looked at.

        Raises
        ------
        HuntError
            For a file that is missing, torn or of another sweep.
        """
        file = self.file(chunk, part)
        mark = self._mark_of(file, chunk)
        if mark is not None and mark != self.mark:
            raise HuntError(f"{file} belongs to another sweep; move it away, then go on with --resume.")
        try:
            with open(file, "rb") as source:
                # By one thread: Arrow's others may still give back what they have read when Python ends, and Python
                # ends such a thread so that the program is aborted ("terminate called without an active exception").
                return _whole(source).read(columns, use_threads=False)
        except FileNotFoundError:
            raise HuntError(f"{file} is missing; go on with --resume.") from None
        except TORN:
            raise HuntError(f"{file} is damaged; go on with --resume: its runs will run again.") from None

    def failures(self, chunk: int) -> tuple[int, int]:
        """Return how many runs of a chunk failed, and how many of those may succeed if they are tried again."""
        errors = self.read(chunk, ["error"])["error"].drop_null().to_pylist()
        return len(errors), sum(not one.startswith(REFUSED) for one in errors)

    def remove(self, chunk: int) -> None:
        """Remove a chunk; the file of runs goes first, so a chunk is there as long as that one is."""
        with refuse_if_unwritable(self.folder):
            for part in (RUNS, SERIES):
                self.file(chunk, part).unlink(missing_ok=True)

    def tables(self, columns: list[str] | None = None, part: str = RUNS) -> Iterator[pa.Table]:
        """Read what is there, chunk by chunk, in order."""
        for chunk in sorted(self.state().done):
            yield self.read(chunk, columns, part)


def opened(folder: str | Path) -> Store:
    """Open the folder of a sweep.

    Raises
    ------
    HuntError
        When it is not there, or holds no sweep.
    """
    path = folder_of("folder", folder)
    file = path / MANIFEST
    if not path.is_dir():
        raise HuntError(f"There is no folder {path}; name the one that was given to hunt sweep as --out.")
    if not file.exists():
        raise HuntError(f"{path} holds no sweep: there is no {MANIFEST} in it.")
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
        refuse_other_format(manifest, str(file))
        design = restored(manifest["design"])
        whole = manifest["digest"] == design.digest() and manifest["chunks"] > 0
        manifest["source"]
    except HuntError as error:
        if str(file) in str(error):
            raise
        raise HuntError(f"{file} was written by another version of the hunt: {error}") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        whole = False
    if not whole:
        raise HuntError(f"{file} is damaged or was edited; start the same sweep in another folder to write it again.")
    return Store(path, manifest)


def _with_digest(content: bytes) -> bytes:
    """Return the content of a file with the digest of itself where it stands at the end of the file."""
    place = content.rindex(NO_DIGEST)
    digest = hashlib.sha256(content).hexdigest().encode()
    return content[:place] + digest + content[place + len(digest) :]


def _whole(source: BinaryIO) -> pq.ParquetFile:
    """Open a chunk, or refuse it where a bit is not as it was written: checksums of pages say nothing of the rest."""
    content = source.read()
    found = pq.ParquetFile(pa.BufferReader(content), page_checksum_verification=True)
    digest = (found.metadata.metadata or {}).get(ITSELF)
    if digest is not None:
        first, at, last = content.rpartition(digest)
        if not at or hashlib.sha256(first + NO_DIGEST + last).hexdigest().encode() != digest:
            raise pa.ArrowInvalid("the file is not as it was written")
    return found


def _is_part(file: Path) -> bool:
    return file.name.startswith(".") and "~" in file.name


def _being_written(part: Path) -> bool:
    """Tell whether the program that writes a part is there, on this machine; its name has the number of the process."""
    number = part.name.rpartition("~")[2].partition("-")[0]
    if os.name == "nt" or not number.isdecimal():  # there, no signal only asks
        return False
    try:
        os.kill(int(number), 0)
    except PermissionError:  # someone else's
        return True
    except (OSError, OverflowError):
        return False
    return True


@contextmanager
def whole_file(file: Path, *, new: bool = False) -> Iterator[Path]:
    """Give a name to write to, and put what was written in the place of a file, all at once.

    With ``new`` it stays away where another program has written the file meanwhile.
    """
    part = file.with_name(f".{file.name}~{os.getpid()}-{uuid.uuid4().hex[:8]}")
    try:
        yield part
        _flush(part)
        if not (new and _linked(part, file)):
            os.replace(part, file)
        _flush(file.parent)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _linked(part: Path, file: Path) -> bool:
    """Give a file its name unless there is one of that name; tell whether this system can do that."""
    try:
        os.link(part, file)
    except FileExistsError:
        pass
    except (OSError, AttributeError):  # no such links on this disk
        return False
    return True


def _flush(path: Path) -> None:
    """Wait until a file or folder is on the disk, where the system can tell."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EBADF, errno.EACCES, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


RESUME = "go on with --resume"


@contextmanager
def refuse_if_unwritable(folder: Path, advice: str = RESUME) -> Iterator[None]:
    """Say in one sentence why nothing can be written, and what to do then."""
    try:
        yield
    except OSError as error:
        code = error.errno
        if code is None and "No space left" in str(error):
            code = errno.ENOSPC
        if code in (errno.ENOSPC, errno.EDQUOT):
            raise HuntError(
                f"The disk of {folder} is full; nothing that was finished is lost: make room, then {advice}."
            ) from None
        if isinstance(error, FileExistsError | NotADirectoryError):
            raise HuntError(f"{error.filename or folder} is a file, where a folder is due; name another.") from None
        why = (error.strerror or str(error)).lower()
        raise HuntError(f"{folder} cannot be written to: {why}; mend that, then {advice}.") from None
