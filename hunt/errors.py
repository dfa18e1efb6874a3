"""The one error of this project: a sentence for the person whose request was refused."""

from typing import Any


class HuntError(ValueError):
    """Something a person asked for cannot be done; the message is one sentence for that person."""


LONGEST = 60
"""Most characters of a value that an error message shows."""


def shown(given: Any) -> str:
    """Return a value as an error message shows it, in one line."""
    try:
        text = " ".join(repr(given).split())
    except ValueError:  # Python writes no number of more than 4300 digits
        text = "a number of thousands of digits"
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."
