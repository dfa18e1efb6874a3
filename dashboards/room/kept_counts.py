"""Counts of rings that a trainer keeps over several workshops, in ``rings.csv``: a row per ring and year.

They say how many people of a ring held on each day and whether the mammoth fell, as everyone saw it on the screen; not
who they were, nor in which room. A room is kept once, however often it is asked for. Rings that did not play all days,
or whose raised hands were not counted on each day, have no row: they have neither failed nor brought it down. Where
Hands is played under both pay rules, a ring has rows for both of its years or for none, and counts with both or not at
all: else the rings under the one pay would be others than those under the other.
"""

import csv
import io
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dashboards.room.both_pays import MOST_RESTS
from dashboards.room.hands import counted_by_hand, rings_of, shared_pay
from dashboards.room.steps import State
from hunt.errors import HuntError

FILE = "rings.csv"
COLUMNS = (
    *("date", "room", "script", "people", "needed", "pay", "year", "held", "fell", "missing"),
    "played by the model",
)

NUMBERS = ("people", "needed", "year", "missing", "played by the model")
"""Columns with a number in every row."""

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
        if all(_complete(state, one.id, k) for one in hands if one == step or (one.year and step.year))
    ]


def _complete(state: State, hands: str, ring: int) -> bool:
    """Say whether it is known what a ring has done on every day of a year."""
    assert state.script is not None
    days = [one.id for one in state.script.steps if one.kind == "day" and one.of == hands]
    by_hand = ring in counted_by_hand(state)
    return bool(days) and all(
        day in state.played and (not by_hand or str(ring + 1) in state.counts.get(day, {})) for day in days
    )


def keep(folder: Path, rows: list[dict[str, str]]) -> dict[str, int]:
    """Add the rows of a room to the file in a folder; return its summary.

    Raises
    ------
    HuntError
        When the file cannot be written, or is none of these.
    """
    room = rows[0]["room"] if rows else ""
    found = [one for one in kept_rows(folder) if one["room"] != room] + rows
    _write(folder / FILE, found)
    return summary(found)


def drop(folder: Path, room: str) -> None:
    """Remove the rows of a room from the file in a folder, if it has any.

    Raises
    ------
    HuntError
        When the file cannot be written, or is none of these.
    """
    rows = kept_rows(folder)
    left = [one for one in rows if one["room"] != room]
    if len(left) < len(rows):
        _write(folder / FILE, left)


def _write(file: Path, rows: list[dict[str, str]]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    new = file.with_suffix(".new")
    try:
        new.write_text(text.getvalue(), encoding="utf-8")
        os.replace(new, file)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise HuntError(f"{file} cannot be written: {why}; close it in other programs and press K again.") from None


def kept_rows(folder: Path) -> list[dict[str, str]]:
    """Return the rows of the file in a folder; none if there is no such file.

    Raises
    ------
    HuntError
        When it cannot be read, or is not as this program writes it.
    """
    file = folder / FILE
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise HuntError(f"{file} cannot be read: {(error.strerror or str(error)).lower()}.") from None
    except UnicodeDecodeError:
        text = ""
    reader = csv.DictReader(io.StringIO(text), restval="")
    rows = list(reader) if tuple(reader.fieldnames or ()) == COLUMNS else [{}]
    if not all(set(row) == set(COLUMNS) and all(row[name].isdecimal() for name in NUMBERS) for row in rows):
        raise HuntError(
            f"{file} has other columns or rows than this program writes, as after saving it in a spreadsheet; "
            "move it to another place and press K again."
        )
    return rows


def summary(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return how many rooms there are, and under each pay how many rings of people, and in how many of them it fell.

    As on the screen, rings in which more than two choices are missing in a year do not count.
    """
    people = [row for years in _rings(rows) if all(map(_by_people, years)) for row in years]
    own, shared = ([one for one in people if one["pay"] == pay] for pay in (OWN, SHARED))
    return {
        "rooms": len({one["room"] for one in people}),
        "own": len(own),
        "own_fell": sum(bool(one["fell"]) for one in own),
        "shared": len(shared),
        "shared_fell": sum(bool(one["fell"]) for one in shared),
    }


def _by_people(row: Mapping[str, Any]) -> bool:
    """Say whether people alone have played a year, and nearly all of them have chosen each day."""
    return row["played by the model"] == "0" and int(row["missing"]) <= MOST_RESTS


def _rings(rows: Iterable[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], ...]]:
    """Return the years of each ring together: a room's rings have the same order in its second year as in its first.

    Where rows of a room are missing, as after someone has removed some, none counts: which belong together is unknown.
    """
    years: dict[str, dict[str, list[Mapping[str, Any]]]] = {}
    for one in rows:
        years.setdefault(one["room"], {}).setdefault(one["year"], []).append(one)
    return [
        ring
        for room in years.values()
        if len({len(rings) for rings in room.values()}) == 1 and "1" in room
        for ring in zip(*room.values(), strict=True)
    ]
