"""Folders of results offered for download, only a few at a time; a result is forgotten together with its folder."""

import shutil
import tempfile
from collections import OrderedDict
from pathlib import Path
from secrets import token_urlsafe
from threading import Lock

MOST = 30
"""Folders kept at a time; the oldest goes when another is made."""

_folders: OrderedDict[str, Path] = OrderedDict()
_lock = Lock()


def new_folder() -> tuple[str, Path]:
    """Make a folder; return the token that identifies it, and its path."""
    token, folder = token_urlsafe(12), Path(tempfile.mkdtemp(prefix="hunt-"))
    with _lock:
        _folders[token] = folder
        old = [_folders.popitem(last=False)[1] for _ in range(len(_folders) - MOST)]
    for one in old:
        shutil.rmtree(one, ignore_errors=True)
    return token, folder


def drop(token: str) -> None:
    """Remove a folder that nobody looks at any more."""
    with _lock:
        folder = _folders.pop(token, None)
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


def drop_all() -> None:
    """Remove every folder: the server stops."""
    for token in list(_folders):
        drop(token)


def find(token: str, name: str) -> Path | None:
    """Return a file of a folder, or None; nothing outside a folder can be named."""
    with _lock:
        folder = _folders.get(token)
    if folder is None or "/" in name or "\\" in name or name.startswith("."):
        return None
    file = folder / name
    return file if file.is_file() else None
