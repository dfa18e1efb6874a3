"""A user's own skins: TOML files in a folder of the user's, found by their names wherever a skin is asked for.

``HUNT_SKINS`` names another folder, for tests and for a computer that several people share.
"""

import os
import re
from pathlib import Path

from hunt.catalogue import own_files
from hunt.errors import HuntError, shown

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
"""What a file may be called: nothing that leads into another folder, and nothing a file system reads in its own way."""

RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names that are devices on some systems."""


def own_folder() -> Path:
    """Return the folder of the user's skins, which may not exist yet."""
    given = os.environ.get("HUNT_SKINS")
    return Path(given) if given else own_files.own_folder("skins")


def own_skin_ids() -> tuple[str, ...]:
    """Return the ids of the user's skins."""
    return tuple(sorted(file.stem for file in own_folder().glob("*.toml") if NAME.fullmatch(file.stem)))


def own_file(id: str) -> Path:
    """Return the file of a skin of the user's.

    Raises
    ------
    HuntError
        When the id is not allowed as the name of a file.
    """
    if not NAME.fullmatch(id) or RESERVED.fullmatch(id):
        raise HuntError(
            f"{shown(id)} cannot be the name of a skin: up to 40 small letters, digits and hyphens are allowed."
        )
    return own_folder() / f"{id}.toml"


def save_own(id: str, text: str) -> Path:
    """Write a skin of the user's: completely, or not at all.

    Raises
    ------
    HuntError
        When the id is not allowed, or the folder cannot be written to.
    """
    file = own_file(id)
    half = file.with_suffix(".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        half.write_text(text, encoding="utf-8")
        half.replace(file)
    except OSError as error:
        raise HuntError(f"{file} cannot be written: {(error.strerror or str(error)).lower()}.") from None
    return file
