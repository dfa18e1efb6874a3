"""What is left of a room: totals that open again as they were shown, and no link between seats and answers."""

import csv
import io
import json
import zipfile

import pytest
from cases import each
from rooms import Acted

from dashboards.room.export import archive, forget_seats, safe, totals
from dashboards.room.hands import rings_of
from dashboards.room.log import Log
from dashboards.room.steps import replayed


def played_through():
    """Return a room of 12 in which everything has been answered."""
    room = Acted()
    room.join(12)
    room.deal = [list(range(1, 7)), [*range(7, 12), 0]]
    room.played = [["hold"] * 6, ["rabbit"] * 6]
    for step in ("targets", "blame", "bet", "decision", "blame-again", "targets-again"):
        room.until(step, "open")
        options = [one.id for one in room.state.step.options]
        for seat in range(1, 13):
            value = options[seat % 3] if options else seat % 11
            room.say(seat, [value, seat % 10] if step == "bet" else value)
    room.until("end")
    return room


@pytest.fixture(scope="module")
def room():
    return played_through()


def files_of(state):
    packed = zipfile.ZipFile(io.BytesIO(archive(state)))
    return {name: packed.read(name).decode() for name in packed.namelist()}


def test_the_archive_holds_the_totals_that_were_shown(room):
    found = list(csv.DictReader(io.StringIO(files_of(room.state)["totals.csv"])))
    steps = {row["step"] for row in found}
    assert steps == {"targets", "blame", "bet", "decision", "blame-again", "targets-again"}
    for step in steps:
        assert sum(int(row["number"]) for row in found if row["step"] == step) == 12
    held = list(csv.DictReader(io.StringIO(files_of(room.state)["rings.csv"])))
    assert [row["mammoth down"] for row in held if row["ring"] == "1"] == ["False", "True", "False", "False"]
    assert {row["closed"] for row in held if row["ring"] == "2"} == {"False"}


def test_what_is_not_revealed_is_in_no_archive():
    room = Acted()
    room.join(5)
    room.until("targets", "open")
    for seat in range(1, 6):
        room.say(seat, 3)
    assert totals(room.state) == []
    room.next()
    assert totals(room.state) == []
    assert room.state.salt not in "".join(files_of(room.state).values())


@each(("cell", "kept"), [("=1+1", "'=1+1"), ("-2", "'-2"), ("@x", "'@x"), ("pay", "pay"), (-2, -2)])
def test_no_spreadsheet_computes_a_cell(cell, kept):
    assert safe(cell) == kept


def test_the_end_keeps_totals_and_breaks_every_link(room, tmp_path):
    log = Log(tmp_path / "a.room")
    log.note(code="MOSS", key="5ec2e7" * 5)
    for event in room.events:
        log.append(event).result()
    before = {event.by: event.value["value"] for event in log.events() if event.step == "decision"}
    log.rewrite(forget_seats).result()
    after = replayed(log.events())
    assert totals(after) == totals(room.state)
    assert [one.held for one in rings_of(after)] == [one.held for one in rings_of(room.state)]
    kept = {event.by: event.value["value"] for event in log.events() if event.step == "decision"}
    assert sorted(before.values()) == sorted(kept.values())
    times = {event.at_ms for event in log.events() if event.step == "decision" and event.kind == "say"}
    assert len(times) == 1
    assert log.meta("key") is None
    assert log.meta("ended") == "1"
    log.close()
    data = (tmp_path / "a.room").read_bytes()
    for event in room.events:
        if event.kind == "join" or event.nonce:
            assert event.nonce.encode() not in data
    assert b"5ec2e75ec2e7" not in data


def test_numbers_of_seats_are_exchanged(room, tmp_path):
    """Of twelve seats hardly any keeps its number: one in 12! is the chance that all do."""
    log = Log(tmp_path / "a.room")
    for event in room.events:
        log.append(event).result()
    before = {
        event.by: json.dumps(event.value) for event in log.events() if event.step == "bet" and event.kind == "say"
    }
    log.rewrite(forget_seats).result()
    after = {event.by: json.dumps(event.value) for event in log.events() if event.step == "bet" and event.kind == "say"}
    assert sorted(before.values()) == sorted(after.values())
    assert before != after
    log.close()
