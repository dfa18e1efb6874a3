"""Solara's own component that follows the address, mended.

Its script says ``modules.export``, which every browser warns of before it falls back to an older way.
"""

import atexit
import shutil
import tempfile
from pathlib import Path

from solara.widgets import Navigator


def mend_navigator() -> None:
    """Give the component a script that browsers run without a warning."""
    usual = Path(Navigator.template_file).read_text(encoding="utf-8")
    mended = usual.replace("modules.export =", "module.exports =").replace("\N{ZERO WIDTH SPACE}", "")
    if mended == usual:  # a later Solara has mended it
        return
    folder = Path(tempfile.mkdtemp(prefix="hunt-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "navigator.vue").write_text(mended, encoding="utf-8")
    Navigator.template_file = str(folder / "navigator.vue")
