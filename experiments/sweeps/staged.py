"""Files written next to their place and then renamed, so that a full disk leaves no half of a file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from experiments.sweeps.store import refuse_if_unwritable

AGAIN = "write it again, or name another folder with --out"


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Give a folder to write files into; when all are written, they take their places in ``folder``.

    Raises
    ------
    HuntError
        When the folder cannot be written to or its disk is full; what was there before stays as it was.
    """
    with refuse_if_unwritable(folder, AGAIN):
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".part~", dir=folder) as name:
            part = Path(name)
            yield part
            for file in sorted(part.iterdir()):
                os.replace(file, folder / file.name)
