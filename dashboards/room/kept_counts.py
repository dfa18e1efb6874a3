"""Counts of rings that a trainer keeps over several workshops, in ``rings.csv``: a row per ring and year.

They say how many people of a ring held on each day and whether the mammoth fell, as everyone saw it on the screen; not
who they were, nor in which room. A room is kept once, however often it is asked for.
"""

import csv
import io
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dashboards.room.both_pays import MOST_RESTS
from dashboards.room.hands import rings_of, shared_pay
from dashboards.room.steps import State

FILE = "rings.csv"
COLUMNS = (
    *("date", "room", "script", "people", "needed", "pay", "year", "held", "fell", "missing"),
    "played by the model",
)

OWN, SHARED = "per rabbit", "common food"


def rows_of(state: State, room: str, date: str) -> list[dict[str, str]]:
    """Return the rows of a room; ``room`` is a name that says nothing, ``date`` a day."""
    assert state.script is not None
    hands = [one for one in state.script.steps if one.kind == "hands"]
    return [
        {
            "date": date,
            "room": room,
            "script": state.script.id,
            "people": str(len(ring.seats)),
            "needed": str(ring.needed),
            "pay": SHARED if shared_pay(state, k, step.id) else OWN,
            "year": str(step.year or 1),
            "held": " ".join(map(str, ring.held)),
            "fell": "" if ring.fell is None else str(ring.fell + 1),
            "missing": str(sum(ring.rested)),
            "played by the model": str(max(map(ring.played_by_the_model, range(len(ring.held))))),
        }
        for step in hands
        for k, ring in enumerate(rings_of(state, step.id))
        if ring.held
    ]


def keep(folder: Path, rows: list[dict[str, str]]) -> dict[str, int]:
    """Add the rows of a room to the file in a folder; return its summary.

    Raises
    ------
    OSError
        When the file cannot be written, or is none of these.
    """
    file = folder / FILE
    room = rows[0]["room"] if rows else ""
    found = [one for one in _read(file) if one["room"] != room] + rows
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    new = file.with_suffix(".new")
    new.write_text(text.getvalue(), encoding="utf-8")
    os.replace(new, file)
    return summary(found)


def _read(file: Path) -> list[dict[str, str]]:
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as text:
        reader = csv.DictReader(text)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise OSError(f"{file} has other columns than this program writes; move it to another place.")
        return list(reader)


def summary(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return how many rooms there are, and under each pay how many rings of people, and in how many of them it fell.

    As on the screen, rings in which more than two choices are missing do not count.
    """
    people = [one for one in rows if one["played by the model"] == "0" and int(one["missing"]) <= MOST_RESTS]
    own, shared = ([one for one in people if one["pay"] == pay] for pay in (OWN, SHARED))
    return {
        "rooms": len({one["room"] for one in people}),
        "own": len(own),
        "own_fell": sum(bool(one["fell"]) for one in own),
        "shared": len(shared),
        "shared_fell": sum(bool(one["fell"]) for one in shared),
    }
