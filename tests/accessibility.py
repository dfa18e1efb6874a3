"""What axe-core finds on a page: obstacles for people who use a keyboard, a screen reader, or little contrast."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from stage_browser import MUST

PACKAGE = find_spec("axe_playwright_python")

needs_axe = pytest.mark.skipif(
    PACKAGE is None and not MUST, reason="axe-playwright-python is not installed; 'make test' does that"
)


def obstacles(page):
    """Return what axe-core finds wrong with a page as it is now, with the elements."""
    folder = Path(PACKAGE.submodule_search_locations[0])
    page.evaluate((folder / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then((all) => all.violations)")
    return [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]
