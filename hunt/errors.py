"""The one error of this project: a sentence for the person whose request was refused."""

from typing import Any


class HuntError(ValueError):
    """Something a person asked for cannot be done; the message is one sentence for that person."""


def line_in(error: BaseException, place: str) -> int:
    """Return the line of a file in which an error arose, the innermost one; 0 where it did not come by."""
    line, step = 0, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == place:
            line = step.tb_lineno
        step = step.tb_next
    return line


def ended(said: str) -> str:
    """Return a sentence with its full stop, unless it ends in a question or in dots."""
    return said if said.endswith(("?", "...")) else f"{said}."


def not_python(error: SyntaxError) -> str:
    """Return what Python says of a line that it cannot read, and what to do about it."""
    said = error.msg.rstrip()
    return f"this is not Python: {said}{'' if said.endswith('?') else '; fix that line.'}"


LONGEST = 60
"""Most characters of a value that an error message shows."""


def shown(given: Any) -> str:
    """Return a value as an error message shows it, in one line."""
    try:
        text = " ".join(repr(given).split())
    except ValueError:  # Python writes no number of more than 4300 digits
        text = "a number of thousands of digits"
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."
