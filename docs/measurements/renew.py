"""Put what commands print anew into the pages: python docs/measurements/renew.py WORD [PAGE ...].

A block stands under ``<!-- measured: COMMAND -->``, in a fence of text or up to ``<!-- end -->``.  Blocks whose command
holds WORD are renewed, in the pages listed below unless others are named.  They take minutes, so
no test prints them anew; ``tests/test_docs.py`` does that for those that are marked as generated.
"""

import os
import re
import shlex
import subprocess
import sys
import textwrap
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
PAGES = ("docs/validation.md", "docs/guesses.md", "docs/ethnography.md")
BLOCK = re.compile(
    r"(<!-- measured: (?P<command>[^>]+?) -->\n\n)(?:```text\n.*?```|(?P<open>.*?)<!-- end -->)", re.DOTALL
)
WIDE = 110


def said(command: str) -> str:
    """Return what a command prints, blank lines at its ends left out."""
    words = shlex.split(command)
    start = {"hunt": [sys.executable, "-m", "hunt.cli"], "python": [sys.executable]}[words[0]]
    done = subprocess.run(
        [*start, *words[1:]],
        cwd=HERE,
        env=os.environ | {"COLUMNS": "1000", "PYTHONPATH": str(HERE)},
        stdout=subprocess.PIPE,
        text=True,
    )
    if done.returncode > 1 or not done.stdout:  # 1 is the answer of a validation in which something is not met
        sys.exit(f"{command} ended with exit code {done.returncode}")
    return "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines())


def folded(text: str) -> str:
    """Return lines no wider than a screen."""
    wrapped = [textwrap.wrap(line, WIDE, subsequent_indent="  ") or [""] for line in text.splitlines()]
    return "\n".join(line for part in wrapped for line in part)


def renewed(block: re.Match[str], word: str) -> str:
    """Return a block with what its command prints now, or as it was where the word is not in it."""
    if word not in block["command"]:
        return block[0]
    print(block["command"], file=sys.stderr, flush=True)
    text = said(block["command"])
    if block["open"] is not None:
        return f"{block[1]}{text}\n\n<!-- end -->"
    return f"{block[1]}```text\n{folded(text)}\n```"


def main(word: str, *pages: str) -> None:
    """Renew the blocks of a command in some pages."""
    for page in pages or [page for page in PAGES if (HERE / page).exists()]:
        text = (HERE / page).read_text(encoding="utf-8")
        (HERE / page).write_text(BLOCK.sub(lambda block: renewed(block, word), text), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
