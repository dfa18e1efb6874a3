"""Plain English: words that must not appear in documents, messages, help and docstrings, and what to say instead.

Skins are not searched: they are stories, and speak as storytellers do (``tests/hunt/narrator/test_skins.py``).
"""

import ast
import io
import re
import tokenize
import tomllib
from functools import cache
from pathlib import Path

from cases import each

HERE = Path(__file__).parent.parent
CODE = ("agents", "hunt", "experiments", "dashboards")
DOCUMENTS = [HERE / "README.md", HERE / "CONTRIBUTING.md", *sorted((HERE / "docs").rglob("*.md"))]
DATA = [HERE / "hunt" / "words" / "page" / "en.toml"]
DATA += [HERE / "dashboards" / "room" / "words" / f"{voice}.toml" for voice in ("en", "company")]
DATA += sorted(file for folder in ("regimes", "scenarios") for file in (HERE / "hunt" / folder).glob("*.toml"))

BANNED = {
    r"the own\b": "their own, its own, one's own",
    r"a head\b": "per person, per hunter",
    r"so many(?! that)": "a number; many",
    r"(whoever|whomever)": "those who, anyone who, the hunter who",
    r"(somebody|anybody)": "someone, anyone",
    r"anew\b": "again",
    r"dealt(?! with)": "drawn",
    r"beside (it|them|each other)": "next to, with, side by side",
    r"knobs?\b": "parameter, setting; a mechanism is knocked out",
    r"(sees?|seeing) (the end|spring)": "survive, survive the year",
    r"(bands lost|lost bands?)\b": "extinct bands, P(extinct)",
    r"(winters|years|hunts|runs) (is |are |was |were )?lived": "years simulated, runs",
    r"lived (anew|through|by one)": "run again, simulated",
    r"(is|are|was|were|be|not|things|what was) told(?! (apart|from))": "printed, shown, narrated, described",
    r"told (in|of|as|about)\b": "narrated in, described as",
    r"(it|table|page|report|sentence|sentences|screen) tells?\b": "shows, says",
    r"crews?\b": "workers, worker pool; party",
    r"(melts?|melted|melting)\b": "inlined",
    r"as many as\b": "the same number of, by default one per",
    r"spoilt\b": "broken on purpose",
    r"(?<!how.)many a\b": "many",
    r"whatever it is": "",
    r"so-manieth": "every n-th",
    r"(do|does|did) not come out": "does not appear",
    r"asked for by\b": "its name",
    r"of them it is": "",
    r"evenings\b": "days recorded",
    r"(unjust|likelier|stouter|thereby)\b": "plain words",
    r"in the own\b": "in their own",
    r"front door": "command line",
    r"as it were": "",
}
"""Patterns, at the beginning of a word, and what to say instead."""

ALLOWED: dict[tuple[str, str], str] = {}
"""Exceptions: file and word, and why."""

CODE_WORDS = re.compile(r"`[^`\n]+`|https?://\S+|\[\^?\w+\]:.*")
"""Names of things are no prose."""


def strings_in(data, key=""):
    """Return the texts of a TOML file, each with its key."""
    if isinstance(data, str):
        return [(key, data)]
    parts = data.items() if isinstance(data, dict) else ((key, one) for one in data) if isinstance(data, list) else ()
    return [found for name, one in parts for found in strings_in(one, name)]


def prose_of_code(source):
    """Return docstrings, messages, help texts and comments of a Python file, each with its line."""
    found = [
        (node.lineno, node.value)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
    ]
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return found + [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]


def prose_of_document(text):
    """Return a document's own words: neither what commands print nor examples, by line."""
    text = re.sub(r"```.*?```", lambda block: "\n" * block[0].count("\n"), text, flags=re.DOTALL)
    return list(enumerate(text.splitlines(), 1))


@cache
def prose():
    """Return all texts that people read, each with the file and place it stands at."""
    found = []
    for folder in CODE:
        for file in sorted((HERE / folder).rglob("*.py")):
            found += [(file, place, text) for place, text in prose_of_code(file.read_text(encoding="utf-8"))]
    for file in DOCUMENTS:
        found += [(file, place, text) for place, text in prose_of_document(file.read_text(encoding="utf-8"))]
    for file in DATA:
        found += [(file, place, text) for place, text in strings_in(tomllib.loads(file.read_text(encoding="utf-8")))]
    return [(file.relative_to(HERE).as_posix(), place, CODE_WORDS.sub("", text)) for file, place, text in found]


def words_found(pattern, text):
    """Return the banned words in a text; a text may be broken anywhere between two words."""
    spaced = pattern.replace(" ", r"\s+")
    return [one[0].lower() for one in re.finditer(rf"(?<![\w-]){spaced}", text, re.IGNORECASE)]


@each("pattern", BANNED)
def test_nobody_writes_like_an_old_book(pattern):
    found = [
        f"{file}:{place}: {word!r}; say {BANNED[pattern] or 'it otherwise'}"
        for file, place, text in prose()
        for word in words_found(pattern, text)
        if not any(file == name and word.startswith(start) for name, start in ALLOWED)
    ]
    assert not found, "\n".join(found)


def test_every_exception_is_still_needed():
    for (name, start), why in ALLOWED.items():
        assert why
        texts = [text for file, _, text in prose() if file == name]
        assert any(
            word.startswith(start) for text in texts for pattern in BANNED for word in words_found(pattern, text)
        )


def test_all_kinds_of_text_are_searched():
    files = {file for file, _, _ in prose()}
    assert {"README.md", "docs/model.md", "hunt/cli/run.py", "hunt/errors.py", "hunt/words/page/en.toml"} <= files
    assert {"hunt/regimes/sla.toml", "hunt/scenarios/strangers.toml", "dashboards/stage/why.py"} <= files
    assert any(place == "sceptic" for file, place, _ in prose() if file == "hunt/scenarios/strangers.toml")


def test_words_of_an_old_book_are_found():
    old = (
        "Everyone is paid for the own product: a head has 22 days of food, and so many starve. Whoever sees spring "
        "was dealt a\ngood hand. Somebody lived anew what is told in the table beside\nit; 40 runs lived, as many "
        "as before, whatever the knobs."
    )
    found = [word for pattern in BANNED for word in words_found(pattern, old)]
    for word in ("the own", "a head", "so many", "whoever", "dealt", "somebody", "lived anew", "knobs", "as many as"):
        assert word in found, word
    assert {"beside\nit", "is told", "sees spring", "runs lived"} <= set(found)
    assert not [
        word
        for pattern in BANNED
        for word in words_found(pattern, "They have dealt with it, ahead of the others, so many that nobody told them.")
    ]


def test_code_is_no_prose():
    assert prose_of_document("`knob`\n```\nknob\n```\nend")[-1] == (5, "end")
    assert not words_found(r"knobs?\b", CODE_WORDS.sub("", "see `knob` at https://x.org/knob"))
    assert prose_of_code('x = "a knob here"  # a knob there\n') == [(1, "a knob here"), (1, "# a knob there")]
