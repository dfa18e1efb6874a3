"""Everything a browser asks for comes from this machine: files of Python packages and of this folder.

Solara's pages need a bundle that it would fetch from a content network. The package ``solara-assets`` carries one,
for the Vue 2 widgets; here it is checked before the first page is served, and the network is shut off.
"""

import hashlib
import os
import sys
from functools import cache
from pathlib import Path

from hunt.errors import HuntError

HERE = Path(__file__).parents[1]
FILES = HERE / "assets"
NOWHERE = "http://127.0.0.1:9/"
"""Where a file that is missing would be fetched from: a port that answers nobody."""

NEEDED = (
    "@widgetti/solara-vuetify-app@10.1.1/dist/solara-vuetify-app8.min.js",
    "@widgetti/solara-vuetify-app@10.1.1/dist/main8.css",
    "@widgetti/solara-vuetify-app@10.1.1/dist/fonts.css",
    "requirejs@2.3.6/require.js",
)

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
    place = Path(sys.prefix) / "share" / "solara" / "cdn"
    os.environ["SOLARA_ASSETS_PROXY_CACHE_DIR"] = str(place)
    missing = [name for name in NEEDED if not (place / name).exists()]
    if missing:
        raise HuntError(
            f"The browser's files are not all here ({missing[0]} is missing); install the package solara-assets, as "
            "'make live' does."
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
