"""What a trainer takes home, and what is left of a room at its end: totals, never who answered what."""

import csv
import io
import json
import random
import secrets
import sqlite3
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from dashboards.room.hands import rings_of, shared_pay
from dashboards.room.kept_counts import OWN, SHARED
from dashboards.room.log import Event
from dashboards.room.regime_map import scenario_text
from dashboards.room.steps import MODEL, State, band_of, fold, tally

LINE_EVENTS = "SELECT seq, kind, value FROM events WHERE kind IN ('release', 'hide') ORDER BY seq"

CHANCE = random.SystemRandom()
"""Nothing of what it draws is kept, and nobody can draw it again."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of a cell that a spreadsheet would compute."""


def safe(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _csv(rows: Iterable[Iterable[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([safe(cell) for cell in row] for row in rows)
    return text.getvalue()


def totals(state: State) -> list[tuple[str, str, str, int]]:
    """Return step, kind, answer and number for all that has been revealed, as it was shown."""
    assert state.script is not None
    bets = {one.of for one in state.script.steps if one.kind == "reveal" and one.id in state.shown}
    rows = []
    for step in state.script.steps:
        if step.id in state.shown | bets and step.kind != "reveal":
            rows += [(step.id, step.kind, answer, n) for answer, n in sorted((tally(state, step) or {}).items())]
    return rows


def rings(state: State) -> list[tuple[Any, ...]]:
    """Return a row for each year, ring and day: what people were paid for, how many held, whether the ring closed."""
    assert state.script is not None
    return [
        (
            step.year or 1,
            SHARED if shared_pay(state, k, step.id) else OWN,
            k + 1,
            len(one.seats),
            one.needed,
            one.played_by_the_model(day),
            day + 1,
            held,
            one.closed[day],
            one.fell == day,
        )
        for step in state.script.steps
        if step.kind == "hands"
        for k, one in enumerate(rings_of(state, step.id))
        for day, held in enumerate(one.held)
    ]


def released(state: State) -> list[tuple[str, str, str]]:
    """Return step, field and text of every line that the trainer has released."""
    return [(step, one["field"], one["text"]) for step, lines in state.released.items() for one in lines]


def beaten(state: State) -> list[Mapping[str, Any]]:
    """Return what volunteers have set where more survive under individual targets."""
    return [one for one in state.tried if one["better"] == "own"]


def archive(state: State) -> bytes:
    """Return the archive that the strip offers: it may be asked for at any time, and again."""
    assert state.script is not None
    facts = {
        "code": state.code,
        "script": state.script.as_dict(),
        "seed": state.seed,
        "salt": state.salt if state.ended else "",  # before, short answers could be found by trying
        "year": band_of(state),
        "winners": dict(state.winners),
        "seals": {step: dict(one) for step, one in state.seals.items()},
        "results": dict(state.results),
        "tried": [dict(one) for one in state.tried],
    }
    ring_columns = ("year", "pay", "ring", "people", "needed", "played by the model", "day", "held", "closed")
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("totals.csv", _csv([("step", "kind", "answer", "number"), *totals(state)]))
        packed.writestr("rings.csv", _csv([(*ring_columns, "mammoth down"), *rings(state)]))
        packed.writestr("lines.csv", _csv([("step", "field", "line"), *released(state)]))
        for k, one in enumerate(beaten(state), 1):
            packed.writestr(f"beaten-claim-{k}.toml", scenario_text(state.script.scenario, one))
        packed.writestr("room.json", json.dumps(facts, indent=2))
    return data.getvalue()


def forget_seats(db: sqlite3.Connection) -> None:
    """Remove what links seats and answers: secrets, nonces, times, the seats' numbers, and their order.

    Each question has random numbers of its own, so that who knows one answer of a person learns no other; so have the
    rings, in which the choices of days stand. A room replayed from what is left has the same totals and the same rings.
    It may be done again: what is left then is the same but for the numbers.
    """
    _forget_lines(db)
    said = _counted(db)
    db.execute("DELETE FROM events WHERE kind IN ('join', 'say')")
    db.execute("UPDATE events SET nonce = NULL")
    for question in said.values():
        _mix(db, question)
    _renumber_rings(db)
    db.execute("DELETE FROM meta WHERE key IN ('key', 'remote')")
    db.execute("INSERT OR REPLACE INTO meta VALUES ('ended', '1')")


def _counted(db: sqlite3.Connection) -> dict[str, dict[int, dict[str, Event]]]:
    """Return the answers that counted, by question, epoch and who gave them: the last one of each seat.

    Choices of days and sizes of tables are not among them: what they came to is in the events that made the rings and
    closed the days.
    """
    rows = db.execute("SELECT kind, by, step, value, nonce, at_ms, seq FROM events ORDER BY seq").fetchall()
    state, found = State(), defaultdict[str, dict[int, dict[str, Event]]](dict)
    for kind, by, step, text, *rest in rows:
        event = Event(kind, by, step, json.loads(text), *rest)
        after = fold(state, event)
        if kind == "say" and after.answers is not state.answers and state.step.kind not in ("day", "hands"):
            found[step].setdefault(state.epoch, {})[by] = event
        state = after
    return found


def _mix(db: sqlite3.Connection, epochs: Mapping[int, Mapping[str, Event]]) -> None:
    """Write the answers to a question again, in a random order, under random numbers and at one time."""
    seats = sorted({by for answers in epochs.values() for by in answers})
    numbers = list(range(1, len(seats) + 1))
    CHANCE.shuffle(numbers)
    exchanged = dict(zip(seats, numbers, strict=True))
    begun = "coalesce((SELECT max(at_ms) FROM events WHERE seq < ? AND kind IN ('step', 'stage')), ?)"
    for answers in epochs.values():
        places = [(one.seq, one.at_ms) for one in answers.values()]
        CHANCE.shuffle(places)
        for (seq, at_ms), (by, one) in zip(places, answers.items(), strict=True):
            db.execute(
                f"INSERT INTO events (seq, at_ms, kind, by, step, value) VALUES (?, {begun}, 'say', ?, ?, ?)",
                (seq, seq, at_ms, f"seat:{exchanged[by]}", one.step, json.dumps(one.value)),
            )


def _renumber_rings(db: sqlite3.Connection) -> None:
    """Give the people in rings other numbers, the same ones in every event that has the rings."""
    events = [(seq, json.loads(text)) for seq, text in db.execute("SELECT seq, value FROM events ORDER BY seq")]
    events = [(seq, value) for seq, value in events if isinstance(value, dict) and "rings" in value]
    seats = sorted({seat for _, value in events for ring in value["rings"] for seat in ring if seat > MODEL})
    others = list(range(1, len(seats) + 1))
    CHANCE.shuffle(others)
    exchanged = dict(zip(seats, others, strict=True))
    for seq, value in events:
        value["rings"] = [[exchanged.get(seat, seat) for seat in ring] for ring in value["rings"]]
        db.execute("UPDATE events SET value = ? WHERE seq = ?", (json.dumps(value), seq))


def _forget_lines(db: sqlite3.Connection) -> None:
    """Remove what was typed, apart from what was released and stayed on the screen.

    Events of releasing and hiding stay, because later ones count on their numbers. The digests in them were made from
    seats and texts, so random names take their place: with the salt one could try out who wrote a line.
    """
    created = db.execute("SELECT value FROM events WHERE kind = 'created'").fetchone()
    steps = json.loads(created[0])["script"]["steps"] if created else []
    for step in (one["id"] for one in steps if one["kind"] == "lines"):
        db.execute("DELETE FROM events WHERE kind = 'say' AND step = ?", (step,))
    events = [(seq, kind, json.loads(text)) for seq, kind, text in db.execute(LINE_EVENTS)]
    names: defaultdict[str, str] = defaultdict(lambda: secrets.token_hex(8))
    hidden = {value["line"] for _, kind, value in events if kind == "hide"}
    for seq, kind, value in events:
        line = value if kind == "hide" else value["shown"]
        if kind == "release" and line["line"] in hidden:
            line["text"] = ""
        line["line"] = names[line["line"]]
        db.execute("UPDATE events SET value = ? WHERE seq = ?", (json.dumps(value), seq))
