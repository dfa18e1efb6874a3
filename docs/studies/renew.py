"""Live all studies again and put their tables into the pages: python docs/studies/renew.py [page ...]."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
BLOCK = re.compile(r"(<!-- measured: python docs/studies/study\.py (?P<name>\S+) -->\n+```text\n).*?(```)", re.DOTALL)


def main(*names):
    """Renew the block of each page."""
    for page in sorted(HERE.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        for block in BLOCK.finditer(text):
            if names and block["name"] not in names:
                continue
            with tempfile.TemporaryDirectory() as folder:
                words = [sys.executable, HERE / "study.py", block["name"], f"{folder}/s"]
                done = subprocess.run(words, cwd=HERE.parents[1], capture_output=True, text=True, check=True)
            told = "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines())
            text = text.replace(block[0], f"{block[1]}{told}\n{block[3]}")
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
