"""What is left of a room: totals that open again as they were shown, and no link between seats and answers."""

import csv
import io
import itertools
import json
import zipfile

import pytest
from cases import each
from rooms import Acted

from dashboards.room.export import archive, forget_seats, safe, totals
from dashboards.room.hands import rings_of
from dashboards.room.log import Log
from dashboards.room.steps import needed, replayed


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


# --- nobody can be found again ---------------------------------------------------------------------------------------


def of_both_pays():
    """Return a room of 12 at its end: Hands under both pays, and a table that raises hands, added after the deal."""
    room = Acted("ninety-minutes")
    room.join(12)
    room.before("hands-first")
    rings = [[3, 7, 1, 12, 5, 9], [2, 4, 6, 8, 10, 11]]
    room.next(rings=rings, orders=[1, 2])
    value = {"rings": [*rings, [-1] * 5], "orders": [1, 2, 2], "expect": room.state.scene}
    room.add("tables", "trainer", value)
    while not room.state.ended:
        step = room.state.step
        if room.state.stage == "open" and step.id not in room.state.answers:
            for seat in range(1, 13):
                if step.kind == "day":
                    room.say(seat, ("hold", "rabbit")[seat % 2])
                elif step.kind == "bet":
                    room.say(seat, [seat, seat % 11])
                elif step.kind == "scale":
                    room.say(seat, seat % 11)
                elif step.options:
                    room.say(seat, step.options[seat % len(step.options)].id)
        if needed(room.state)[0] == "step":
            room.next()
        else:
            room.go_on()
    return room


def forgotten(room, file):
    """Return the events that are left of a room."""
    log = Log(file)
    for event in room.events:
        log.append(event).result()
    log.rewrite(forget_seats).result()
    events = log.events()
    log.close()
    return events


@pytest.fixture(scope="module")
def both():
    return of_both_pays()


def answers_by(events, step):
    """Return what is said for a step, by the number that stands there."""
    return {event.by: json.dumps(event.value["value"]) for event in events if (event.kind, event.step) == ("say", step)}


def test_rings_that_are_laid_over_each_other_give_no_seat_back(both, tmp_path):
    """The same rings stand in several events; not one of them may hold the seats as they were."""
    events = forgotten(both, tmp_path / "a.room")
    before = [one.value["rings"] for one in both.events if one.value and "rings" in one.value]
    after = [one.value["rings"] for one in events if one.value and "rings" in one.value]
    assert len(before) == len(after) == 2
    for old, new in zip(before, after, strict=True):
        assert [len(ring) for ring in old] == [len(ring) for ring in new]
        assert old != new
    assert after[1][:2] == after[0]  # the same people still sit together, under the same numbers
    assert after[1][2] == [-1] * 5
    state = replayed(events)
    for step in state.script.steps:
        if step.kind == "hands":
            there = [one.held for one in rings_of(both.state, step.id)]
            assert [one.held for one in rings_of(state, step.id)] == there
    assert totals(state) == totals(both.state)


def test_no_number_goes_through_two_questions(both, tmp_path):
    """Who knows someone's bet learns no other answer of theirs: with one exchange for all, every pair would be kept."""
    events = forgotten(both, tmp_path / "a.room")
    steps = sorted({event.step for event in events if event.kind == "say"})
    assert len(steps) > 3
    for step in steps:
        assert sorted(answers_by(events, step).values()) == sorted(answers_by(both.events, step).values())
    scales = [step for step in steps if both.state.script.steps[both.state.script.index(step)].kind in ("scale", "bet")]

    def pairs(found, one, other):
        first, second = answers_by(found, one), answers_by(found, other)
        return {(first[by], second[by]) for by in first}

    for one, other in itertools.combinations(scales, 2):
        assert pairs(events, one, other) != pairs(both.events, one, other)


def test_choices_of_days_stand_in_their_rings_only(both, tmp_path):
    days = {one.id for one in both.state.script.steps if one.kind in ("day", "hands")}
    events = forgotten(both, tmp_path / "a.room")
    assert any(event.kind == "say" for event in events)
    assert not any(event.kind == "say" and event.step in days for event in events)
    assert replayed(events).played == both.state.played


def test_the_exchange_is_another_one_each_time(both, tmp_path):
    """A fixed order, such as the reverse, could be undone by anyone who reads this program."""
    found = [forgotten(both, tmp_path / f"{k}.room") for k in range(3)]
    numbers = [[event.by for event in events if event.kind == "say"] for events in found]
    orders = [[event.value["value"] for event in events if event.kind == "say"] for events in found]
    rings = [
        json.dumps([one.value["rings"] for one in events if one.value and "rings" in one.value]) for events in found
    ]
    for drawn in (numbers, orders, rings):  # not the order in which they were said either
        assert len(set(map(str, drawn))) == 3


def test_what_came_too_late_or_was_changed_is_not_kept(tmp_path):
    """Of several answers of a seat the last one that counted stays, wherever it was written."""
    room = Acted()
    room.join(5)
    room.until("targets", "open")
    for seat in range(1, 6):
        room.say(seat, seat)
    room.say(1, 9)
    room.next()
    room.say(2, 10)  # sealed
    room.add("stage", "trainer", {"to": "open", "expect": room.state.scene})
    room.say(3, 8)
    room.until("end")
    room.next()
    state = replayed(forgotten(room, tmp_path / "a.room"))
    assert totals(state) == totals(room.state)
    assert sorted(state.answers["targets"].values()) == [2, 4, 5, 8, 9]
    assert dict(state.seals) == dict(room.state.seals)


def test_to_forget_twice_changes_nothing_that_is_shown(both, tmp_path):
    log = Log(tmp_path / "a.room")
    for event in both.events:
        log.append(event).result()
    for _ in range(2):
        log.rewrite(forget_seats).result()
        assert totals(replayed(log.events())) == totals(both.state)
    log.close()
