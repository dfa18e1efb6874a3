"""What people typed, and what of it the trainer has released.

A line is known by a digest of its text, so that a line which is changed after the trainer has read it is another line.
The text of a released line stands in the log with its release; the seat that it came from does not.
"""

import hashlib
from dataclasses import dataclass

from dashboards.room.steps import State


@dataclass(frozen=True)
class Line:
    """A typed line: its digest, the field it belongs to, and its text."""

    id: str
    field: str
    text: str


def plain(text: str) -> str:
    """Return a text without control characters and marks that turn the direction of writing, in single spaces."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def lines_of(state: State) -> list[Line]:
    """Return the lines that people have typed in this step and that are neither released nor hidden.

    They are in the order of their digests: the order of seats would say who wrote what.
    """
    step = state.step
    if step.kind != "lines":
        return []
    seen = {one["line"] for one in state.released.get(step.id, ())} | state.hidden
    found = {}
    for seat, answer in state.answers.get(step.id, {}).items():
        for field, given in zip(step.fields, answer, strict=True):
            text = plain(given)
            id = hashlib.sha256(f"{state.salt} {step.id} {seat} {field} {text}".encode()).hexdigest()[:16]
            if text and id not in seen:
                found[id] = Line(id, field, text)
    return [found[id] for id in sorted(found)]
