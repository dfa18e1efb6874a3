"""Everything a browser asks for comes from this machine: files of Python packages and of this folder.

Solara's pages need a bundle that it would fetch from a content network.  What they ask for of it was copied into this
package when it was built (``dashboards/vendoring.py``); here that is checked before the first page is served, and the
network is shut off.
"""

import hashlib
import os
from functools import cache
from pathlib import Path

from hunt.errors import HuntError

HERE = Path(__file__).parents[1]
FILES = HERE / "assets"
NOWHERE = "http://127.0.0.1:9/"
"""Where a file that is missing would be fetched from: a port that answers nobody."""

SETTINGS = {
    "SOLARA_APP": "dashboards.pages",
    "SOLARA_MODE": "production",
    "SOLARA_ASSETS_CDN": NOWHERE,
    "SOLARA_ASSETS_FONTAWESOME_ENABLED": "False",
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
    "SOLARA_THEME_SHOW_BANNER": "False",
    "SOLARA_THEME_FORCE_REFRESH": "True",
    "SOLARA_THEME_TITLE": "Mammoth Hunt",
    "SOLARA_THEME_LOADER": "plain",
    "SOLARA_KERNEL_CULL_TIMEOUT": "30m",
    "SOLARA_SESSION_HTTP_ONLY": "True",
}


def prepare() -> None:
    """Set Solara up for production without internet; call it before Solara is imported.

    Raises
    ------
    HuntError
        When the browser's files are not installed.
    """
    os.environ.update(SETTINGS)
    place = HERE / "vendor"
    os.environ["SOLARA_ASSETS_PROXY_CACHE_DIR"] = str(place)
    wanted = (HERE / "vendored.txt").read_text(encoding="utf-8").split()
    missing = [name for name in wanted if not (place / name).exists()]
    if missing:
        raise HuntError(
            f"The browser's files are not all here ({missing[0]} is missing); install the package again: "
            "pip install . (or pip install -e .) in the folder with pyproject.toml."
        )


@cache
def version() -> str:
    """Return a digest of all that a film and its player depend on: addresses of files that may be kept for ever."""
    root = HERE.parent
    files = sorted(file for folder in (root / "agents", root / "hunt", HERE) for file in folder.rglob("*")
                   if file.suffix in (".py", ".toml", ".js", ".css", ".vue"))  # fmt: skip
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]
