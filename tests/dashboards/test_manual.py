"""The documents as a site: built without a warning, complete, and asking nobody outside for anything."""

import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from dashboards.manual import serve_manual
from hunt.errors import HuntError

ROOT = Path(__file__).parents[2]
ASKED = re.compile(r"<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)=\"(https?:)?//", re.IGNORECASE)
"""What a browser would fetch from elsewhere by itself."""

SERVE = """
import sys
from pathlib import Path
from dashboards.manual import serve_manual
serve_manual("127.0.0.1", 0, browser=False, site=Path(sys.argv[1]))
"""


def test_documents_that_were_not_built_are_one_sentence(tmp_path):
    with pytest.raises(HuntError, match="make docs"):
        serve_manual("127.0.0.1", 0, browser=False, site=tmp_path)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build the site."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", "-d", str(folder / "trees"), "docs"]
    built = subprocess.run([*command, str(folder / "html")], cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return folder / "html"


@pytest.mark.slow
def test_every_document_is_a_page_and_none_fetches_from_elsewhere(site):
    documents = {file.relative_to(ROOT / "docs").with_suffix(".html") for file in (ROOT / "docs").rglob("*.md")}
    pages = {file.relative_to(site) for file in site.rglob("*.html")}
    assert {one for one in documents if one.parts[0] not in ("measurements", "pictures")} <= pages
    for page in pages:
        assert not ASKED.search((site / page).read_text(encoding="utf-8")), page
    assert "runs_needed" in (site / "reference.html").read_text(encoding="utf-8")
    assert '"align' in (site / "searchindex.js").read_text(encoding="utf-8")


@pytest.mark.slow
def test_it_is_served(site):
    command = [sys.executable, "-c", SERVE, str(site)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            address = re.search(r"http://\S+", server.stdout.readline())[0]
            with urllib.request.urlopen(f"{address}for-students.html", timeout=20) as page:
                assert b"A first experiment" in page.read()
        finally:
            server.terminate()
