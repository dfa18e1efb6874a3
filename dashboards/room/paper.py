"""Elements of pages for paper, as text: everything that people or words files say is escaped."""

from collections.abc import Mapping, Sequence
from html import escape


def tag(name: str, text: str, **attributes: str) -> str:
    """Return an element with a text that is escaped."""
    return f"<{name}{attributes_of(attributes)}>{escape(text)}</{name}>"


def attributes_of(given: Mapping[str, str]) -> str:
    """Return attributes of an element; a name may end in an underscore, as in ``class_``."""
    return "".join(f' {key.rstrip("_")}="{escape(value)}"' for key, value in given.items())


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: int) -> str:
    """Return a table whose last columns hold numbers."""
    first = len(heads) - numbers
    named = [tag("th", one, scope="col", **({"class_": "n"} if k >= first else {})) for k, one in enumerate(heads)]
    lines = "".join(
        "<tr>"
        + "".join(tag("td", one, **({"class_": "n"} if k >= first else {})) for k, one in enumerate(row))
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{''.join(named)}</tr></thead><tbody>{lines}</tbody></table>"
