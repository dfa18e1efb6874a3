"""A workshop as one file to send to a colleague: its script, and a skin of the trainer's own. It holds no answers.

``workshop.zip`` has ``script.toml``, perhaps ``skin.toml``, and ``made.json``, which says with what it was made.
"""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboards.room.script import Script, script_from
from dashboards.shared.browser_files import version
from hunt.errors import HuntError, shown
from hunt.narrator.own_skins import own_file, own_skin_ids, save_own
from hunt.narrator.skins import house_skin_ids, skin

MOST_BYTES = 2 * 2**20
"""All files together, unpacked."""

SCRIPT, SKIN, MADE = "script.toml", "skin.toml", "made.json"
KNOWN = (SCRIPT, SKIN, MADE)
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,38}")


@dataclass(frozen=True)
class Workshop:
    """What a file holds: a script, the id of a skin or nothing, and whether another version has made it."""

    script: Script
    skin: str
    made_elsewhere: bool


def packed(script: Script, words: str, seed: int) -> bytes:
    """Return a workshop as an archive; its year is that of ``seed``."""
    text = script.source
    if script.seed is None:
        text = f"seed = {seed}\n{text}"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(SCRIPT, text)
        if words in own_skin_ids():
            archive.writestr(SKIN, own_file(words).read_text(encoding="utf-8"))
        archive.writestr(MADE, json.dumps({"script": script.id, "skin": words, "version": version()}, indent=2))
    return data.getvalue()


def opened(file: Path) -> Workshop:
    """Return the workshop in a file; a skin in it becomes one of the user's own.

    Raises
    ------
    HuntError
        When the file is no such archive, or holds what does not belong in one.
    """
    files = _files(file)
    made = _made(file, files.get(MADE, "{}"))
    script = script_from(files[SCRIPT], str(made.get("script") or file.stem))
    words = str(made.get("skin") or "")
    if SKIN in files:
        _keep_skin(words, files[SKIN])
    return Workshop(script, words, made.get("version", version()) != version())


def _files(file: Path) -> Mapping[str, str]:
    try:
        with zipfile.ZipFile(file) as archive:
            return _texts(archive, file)
    except (OSError, ValueError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        if isinstance(error, HuntError):
            raise
        raise HuntError(f"{file} cannot be read as a workshop: {str(error) or type(error).__name__}.") from None


def _texts(archive: zipfile.ZipFile, file: Path) -> Mapping[str, str]:
    names = archive.namelist()
    for name in names:
        if name not in KNOWN:
            raise HuntError(f"{file} holds {shown(name)}, which no workshop has; there may be {', '.join(KNOWN)}.")
    if len(set(names)) != len(names) or SCRIPT not in names:
        raise HuntError(f"{file} is no workshop: it needs {SCRIPT}, once.")
    found, left = {}, MOST_BYTES
    for name in names:
        with archive.open(name) as one:
            data = one.read(left + 1)  # what the archive says about sizes may be wrong
        left -= len(data)
        if left < 0:
            raise HuntError(f"{file} is larger than {MOST_BYTES // 2**20} MB when it is unpacked; no workshop is.")
        found[name] = data.decode("utf-8")
    return found


def _made(file: Path, text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise HuntError(f"{file}: {MADE} cannot be read.")
    return found


def skin_of(file: str) -> str:
    """Make the skin in a file one of the user's, so that every page finds its words by a name; return that name.

    Raises
    ------
    HuntError
        When the file cannot be used, or the name is taken by other words.
    """
    id = skin(file).id
    if id in house_skin_ids():
        raise HuntError(f"A skin that comes with the program is called {id}; give {file} another name.")
    _keep_skin(id, Path(file).read_text(encoding="utf-8"))
    return id


def _keep_skin(id: str, text: str) -> None:
    """Make a skin one of the user's, unless there is another one of that name."""
    if id in own_skin_ids():
        if own_file(id).read_text(encoding="utf-8") != text:
            raise HuntError(
                f"You have other words named {id} already; rename one of them, as {own_file(id)}, or start with those: "
                f"--skin {id}."
            )
        return
    file = save_own(id, text)
    try:
        skin(id)
    except HuntError:
        file.unlink()
        raise
