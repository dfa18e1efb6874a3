"""Where the user's own files lie: in the working folder, or in a folder of the user's that every command looks in.

Own regimes, scenarios, rules, measures and skins each have a folder of their own there, such as
``~/.local/share/mammoth-hunt/regimes``; ``HUNT_FILES`` names another place for all of them.
"""

import os
from pathlib import Path

from platformdirs import user_data_path

from hunt.errors import HuntError, shown

LARGEST = 200_000
"""Characters of a file of rules or measures that are read."""


def own_folder(kind: str) -> Path:
    """Return the folder of the user's own files of a kind, which may not exist."""
    given = os.environ.get("HUNT_FILES")
    try:
        return (Path(given) if given else user_data_path("mammoth-hunt")) / kind
    except RuntimeError:  # nobody knows where the user's home is: a folder that nothing can be in
        return Path(os.devnull) / kind


def own_ids(kind: str, ending: str) -> tuple[str, ...]:
    """Return the names, without their ending, of the user's own files of a kind."""
    return tuple(sorted(file.stem for file in own_folder(kind).glob(f"*{ending}")))


def read_python(kind: str, given: str | Path) -> tuple[str, str]:
    """Return the name and the text of a Python file of the user's.

    Raises
    ------
    HuntError
        When it is none, or cannot be read.
    """
    file = own_file(kind, str(given))
    if file.suffix != ".py":
        raise HuntError(f"{shown(str(given))} is not a file of {kind}: its name must end in .py, as in mine.py.")
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise HuntError(f"{shown(str(given))} is not text in UTF-8; save it as such.") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "that is no path"
        raise HuntError(f"{shown(str(given))} cannot be read: {why.lower()}; check the path.") from None
    if len(text) > LARGEST:
        raise HuntError(f"{file.name} has {len(text)} characters; a file of {kind} has at most {LARGEST}.")
    return file.name, text.replace("\r\n", "\n")


def own_file(kind: str, given: str) -> Path:
    """Return a file as it was given, or the one of that name in the user's folder where only that is there."""
    here, own = Path(given), own_folder(kind) / given
    try:
        return own if here.name == given and not here.exists() and own.is_file() else here
    except (OSError, ValueError):  # no file can have such a name; the caller says so when it is read
        return here
