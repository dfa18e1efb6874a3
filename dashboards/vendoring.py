"""A step of the build: the few files of Solara's browser bundle that pages ask for are copied into the package.

``solara-assets``, 240 MB unpacked, is therefore needed by the build alone, not by those who install what was built.
setuptools loads this file by its path, before the package is installed, so it imports nothing of ours.
"""

import re
import shutil
from importlib import metadata
from pathlib import Path

from setuptools.command.build_py import build_py

HERE = Path(__file__).parent
LIST = HERE / "vendored.txt"
"""What is copied, by its path in the bundle; of the fonts that a style sheet names, the newest format."""

FONT = re.compile(r"url\((\w+\.woff2)(?:\?[^)]*)?\)")


def copy_browser_files(to: Path) -> None:
    """Copy the files into a folder, or leave them if all are there.

    Raises
    ------
    SystemExit
        When a file is missing and ``solara-assets`` is not installed where the build runs.
    """
    wanted = LIST.read_text(encoding="utf-8").split()
    if all((to / name).is_file() for name in wanted):
        return
    try:
        installed = {str(file).partition("solara/cdn/")[2]: file for file in metadata.files("solara-assets") or ()}
    except metadata.PackageNotFoundError:
        raise SystemExit(
            "The browser files of the dashboard are missing; install solara-assets first, or build without "
            "--no-build-isolation."
        ) from None
    for name in wanted:
        source = Path(str(installed[name].locate()))
        fonts = FONT.findall(source.read_text(encoding="utf-8")) if name.endswith(".css") else []
        for one in (source, *(source.parent / font for font in fonts)):
            target = (to / name).with_name(one.name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(one, target)


class BuildWithBrowserFiles(build_py):
    """What setuptools does for a wheel and for an editable install, with the browser's files."""

    def run(self) -> None:
        copy_browser_files(HERE / "vendor")
        super().run()
