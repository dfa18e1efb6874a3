"""The texts of the page, read from where the page reads them, so that no test breaks when they are reworded."""

import re

from dashboards.shared.page_words import page_words_of
from hunt.narrator import DEFAULT, skin


def text(name, /, skin_id=DEFAULT, **values):
    """Return a text of the page with its braces filled."""
    return page_words_of(skin(skin_id)).say(name, **values)


def counted(name, count, **values):
    """Return a text that has another form for one thing."""
    return text(f"{name}_one" if count == 1 else name, **values)


def filled(name, seen, skin_id=DEFAULT):
    """Return what is filled in for the braces of a text that is seen, by name; None if it is another text."""
    template = page_words_of(skin(skin_id)).texts[name]
    pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(template))
    found = re.search(f"{pattern}$", seen) if template.endswith("}") else re.search(pattern, seen)
    return found.groupdict() if found else None
