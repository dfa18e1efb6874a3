"""Where compiled rules are kept: in the user's cache folder, under a digest of everything they depend on.

A wheel may carry compiled rules of its own; they are used as long as they are of the same source and versions.

Numba checks only the file a function is in, not the files of the functions it calls nor of the constants it reads, so
an edited rule would otherwise keep running in its old form inside an unedited one.  The digest says nothing of where
the source lies: all environments of a user share what one of them has compiled.
"""

import hashlib
import os
import re
import shutil
import sys
import sysconfig
from contextlib import suppress
from pathlib import Path
from types import FunctionType
from typing import Any

import llvmlite
import numba
import numpy as np
from numba.core.caching import CompileResultCacheImpl, FunctionCache, _CacheLocator
from platformdirs import user_cache_path

from hunt.errors import HuntError

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "hunt" / "compiled" / sysconfig.get_platform()
"""Where a wheel carries compiled rules: ``make wheel`` puts them there."""

RULES_DEPEND_ON = ("agents", "hunt/world", "hunt/engine", "hunt/catalogue/parameters.py")
"""What compiled rules depend on: the import contracts see to it that rules import nothing else.  The narrator, the
command line and the rest may be edited without compiling again."""

NAME = re.compile(r"(compiled|own)-[0-9a-f]{16}")
"""What a folder of compiled rules is called: of the project's rules, or of a user's own."""

SOURCES_KEPT, OWN_KEPT = 4, 16
"""Of how many sources, and of how many files of a user's own, compiled rules are kept; each takes some megabytes."""

PYTHON = f"py{sys.version_info[0]}{sys.version_info[1]}"
"""How Numba marks the files of this version of Python."""


def digest_of(places: tuple[str, ...]) -> str:
    """Return a digest of all Python files in some places of the project."""
    found = (ROOT.glob(place) if place.endswith(".py") else (ROOT / place).rglob("*.py") for place in places)
    files = sorted(file for files_there in found for file in files_there)
    source = b"".join(file.relative_to(ROOT).as_posix().encode() + file.read_bytes() for file in files)
    versions = f"{numba.__version__} {np.__version__} {llvmlite.__version__}"
    return hashlib.sha256(source + versions.encode()).hexdigest()[:16]


def source_digest() -> str:
    """Return a digest of all source that the outcome of a run can depend on."""
    return digest_of(("agents", "hunt"))


def cache_folder() -> Path | None:
    """Return the folder for the compiled rules of this source, or None where they could not be kept.

    It lies in ``NUMBA_CACHE_DIR`` if that is set, else in the wheel if that carries them, else in the user's cache
    folder.  One that cannot be written to will do if the rules are in it already.
    """
    name = f"compiled-{digest_of(RULES_DEPEND_ON)}"
    for_any = os.environ.get("NUMBA_CPU_NAME") == "generic"
    if not numba.config.CACHE_DIR and for_any and _has_code(SHIPPED / name):  # type: ignore[attr-defined]
        return SHIPPED / name
    return _writable(name)


def folder_of_own(rules: str) -> Path | None:
    """Return the folder for rules of the user's own, by the digest of their text, or None; see `cache_folder`.

    They are compiled together with those of the project, so they depend on the same source.
    """
    both = hashlib.sha256(f"{digest_of(RULES_DEPEND_ON)} {rules}".encode()).hexdigest()[:16]
    return _writable(f"own-{both}")


def _writable(name: str) -> Path | None:
    given = numba.config.CACHE_DIR  # type: ignore[attr-defined]
    try:
        root = Path(given) if given else user_cache_path("mammoth-hunt")
    except RuntimeError:  # nobody knows where the user's home is
        return None
    if not root.is_absolute() and not given:
        return None
    folder = root / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.touch()  # the time of its last use
    except OSError:
        return folder if _has_code(folder) else None
    return folder if os.access(folder, os.W_OK) or _has_code(folder) else None


def _has_code(folder: Path) -> bool:
    return any(folder.glob(f"*.{PYTHON}*.nbc"))


FOLDER = cache_folder()
"""Where the compiled rules of this source are kept; None: nowhere, so they are compiled in each process."""


class _Locator(_CacheLocator):
    """Tells Numba where to keep a function, and that its source is what the name of the folder says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get_cache_path(self) -> str:
        return str(self.folder)

    def get_source_stamp(self) -> str:
        return "of the source in the name of the folder"

    def get_disambiguator(self) -> str:
        return "rules"


def _cache_in(folder: Path, function: FunctionType) -> FunctionCache:
    """Return Numba's cache of a function in a folder; Numba asks a class where that is."""

    class Here(_Locator):
        @classmethod
        def from_function(cls, function: FunctionType, file: str) -> "_Locator":
            return cls(folder)

    class Kept(CompileResultCacheImpl):
        _locator_classes = [Here]  # type: ignore[list-item]  # noqa: RUF012  # as in the base class

    class Cache(_Cache):
        _impl_class = Kept  # type: ignore[assignment]  # as in the base class

    return Cache(function, folder)


class _Cache(FunctionCache):
    def __init__(self, function: FunctionType, folder: Path) -> None:
        super().__init__(function)
        self.folder = folder

    def load_overload(self, signature: Any, context: Any) -> Any:
        """Return what is kept, or None if there is nothing or it is damaged."""
        with suppress(OSError):  # or rules that are loaded every day would be forgotten as the oldest written
            os.utime(self.folder)
        try:
            return super().load_overload(signature, context)
        except Exception:  # a file cut off, or written by another version: compile again
            with suppress(OSError):
                self.flush()
            return None

    def save_overload(self, signature: Any, data: Any) -> None:
        """Keep what was compiled, unless the disk is full or the folder cannot be written to any more."""
        with suppress(OSError):
            super().save_overload(signature, data)
            forget_old_rules(self.folder, OWN_KEPT if self.folder.name.startswith("own-") else SOURCES_KEPT)


def keep(compiled: Any, folder: Path | None) -> Any:
    """Let a compiled function be kept on disk, where there is a place for it.

    Raises
    ------
    HuntError
        When Numba is set not to compile: as plain Python, the rules of the compiled engine do not run.
    """
    if getattr(numba.config, "DISABLE_JIT", False):
        raise HuntError("NUMBA_DISABLE_JIT is set, so no rule can be compiled; unset it, then try again.")
    if folder is not None:
        compiled._cache = _cache_in(folder, compiled.py_func)
    return compiled


def is_compiled(folder: Path | None = FOLDER) -> bool:
    """Return whether compiled rules of exactly this source are on disk, for this version of Python."""
    return folder is not None and _has_code(folder)


def forget_old_rules(used: Path, most: int) -> None:
    """Remove compiled rules of other sources of the same kind, except those used last."""
    kind = used.name.partition("-")[0]
    others = []
    for folder in used.parent.glob(f"{kind}-*"):
        if NAME.fullmatch(folder.name) and folder != used:
            with suppress(OSError):  # another process may be removing it, too
                others.append((folder.stat().st_mtime, folder))
    for _, folder in sorted(others, reverse=True)[most - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)
