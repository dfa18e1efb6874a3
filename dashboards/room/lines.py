"""What people typed, and what of it the trainer has released.

A line is known by a digest of its text, so that a line which is changed after the trainer has read it is another line.
The text of a released line stands in the log with its release; the seat that it came from does not.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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

    They stand by what they answer, and then in the order of their digests: the order of seats would say who wrote what.
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
    return sorted(found.values(), key=lambda one: (step.fields.index(one.field), one.id))


def shown_lines(state: State) -> list[Line]:
    """Return the lines of this step that are on the screen, in the order in which they were released."""
    return [Line(one["line"], one["field"], one["text"]) for one in state.released.get(state.step.id, ())]


def merged(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Return each line once, with the number of people who typed it; capital letters make no other line."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for one in lines:
        row = rows.setdefault(_said(one), {"line": one.id, "field": one.field, "text": one.text, "n": 0})
        row["n"] += 1
    return list(rows.values())


def held_like(state: State, id: Any) -> list[Line]:
    """Return a line that waits to be read, with all that say the same; none if no such line waits."""
    return _like(lines_of(state), id)


def shown_like(state: State, id: Any) -> list[Line]:
    """Return a line that is on the screen, with all that say the same; none if no such line is there."""
    return _like(shown_lines(state), id)


def _like(lines: Sequence[Line], id: Any) -> list[Line]:
    found = {_said(one) for one in lines if one.id == id}
    return [one for one in lines if _said(one) in found]


def _said(line: Line) -> tuple[str, str]:
    return line.field, line.text.casefold()
