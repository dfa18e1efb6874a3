"""What people type: held until it is released, as plain text, and forgotten at the end."""

import csv
import io
import zipfile

import pytest
from cases import each
from rooms import Acted, room_inside

from dashboards.room.export import archive, forget_seats
from dashboards.room.lines import held_like, lines_of, plain, shown_like
from dashboards.room.log import Log
from dashboards.room.script import read_script
from dashboards.room.steps import replayed
from dashboards.room.views import phone_scene, screen, strip

MARKUP = "<img src=x onerror=window.__owned=1>"
NUMBERS = {"present": 0, "asleep": 0, "waiting": 0}


def typed(*answers):
    room = Acted("forty-five-minutes")
    room.join(max(1, len(answers)))
    room.until("own-words", "open")
    for seat, (mammoth, rabbit) in enumerate(answers, 1):
        room.say(seat, [mammoth, rabbit, "", ""])
    return room


def release(room, text):
    line = next(one for one in lines_of(room.state) if one.text == text)
    shown = {"line": line.id, "field": line.field, "text": line.text}
    room.add("release", "trainer", {"shown": shown, "expect": room.state.scene}, room.state.step.id)
    return line


def test_nothing_is_on_the_screen_before_it_is_released():
    room = typed(("the launch", "tickets"), (MARKUP, ""))
    assert {one.text for one in lines_of(room.state)} == {"the launch", "tickets", MARKUP}
    for one in ("the launch", "tickets", MARKUP):
        assert one not in str(screen(room.state, "en"))
        assert one not in str(phone_scene(room.state, "en"))
        assert one in str(strip(room.state, "en", NUMBERS)["held_lines"])
    release(room, "tickets")
    assert [(one["field"], one["text"]) for one in screen(room.state, "en")["lines"]] == [("rabbit", "tickets")]
    assert "the launch" not in str(screen(room.state, "en"))
    assert "tickets" not in str(strip(room.state, "en", NUMBERS)["held_lines"])


def test_a_line_changed_after_its_release_waits_again():
    room = typed(("the launch", ""))
    release(room, "the launch")
    room.say(1, ["something rude", "", "", ""])
    assert [one["text"] for one in screen(room.state, "en")["lines"]] == ["the launch"]
    assert [one.text for one in lines_of(room.state)] == ["something rude"]


def test_a_hidden_line_is_gone_from_list_and_screen():
    room = typed(("the launch", "tickets"))
    line = release(room, "the launch")
    other = lines_of(room.state)[0]
    for id in (line.id, other.id):
        room.add("hide", "trainer", {"line": id, "expect": room.state.scene}, room.state.step.id)
    assert screen(room.state, "en")["lines"] == []
    assert lines_of(room.state) == []
    assert room.replayed() == room.state


def test_the_list_does_not_say_who_wrote_what():
    """Lines come in an order that has nothing to do with seats, and without their numbers."""
    room = typed(*((f"line {k}", "") for k in range(12)))
    found = [one.text for one in lines_of(room.state)]
    assert sorted(found) == sorted(f"line {k}" for k in range(12))
    assert found != [f"line {k}" for k in range(12)]
    assert "seat" not in str(strip(room.state, "en", NUMBERS)["held_lines"])


@each(
    ("given", "kept"),
    [
        ("  two   words ", "two words"),
        ("a\nb", "a b"),
        ("a\u202eb", "a b"),
        ("\x00\x07", ""),
        ("Größe", "Größe"),
        ("", ""),
    ],
)
def test_lines_are_plain_text(given, kept):
    assert plain(given) == kept


@each("value", ["text", ["a"], ["a", "b", "c", 4], ["x" * 41, "", "", ""], [None] * 4, [["a"]] * 4])
def test_what_is_no_line_is_not_kept(value):
    room = typed()
    room.say(1, value)
    assert room.state.answers.get("own-words", {}) == {}


def test_at_the_end_only_what_was_shown_is_left(tmp_path):
    room = typed(("the launch", "held text"), ("shown and hidden", ""), ("=1+1", ""))
    release(room, "the launch")
    release(room, "=1+1")
    line = release(room, "shown and hidden")
    room.add("hide", "trainer", {"line": line.id, "expect": room.state.scene}, "own-words")
    room.until("end")
    room.next()
    files = zipfile.ZipFile(io.BytesIO(archive(room.state)))
    rows = list(csv.reader(io.StringIO(files.read("lines.csv").decode())))
    assert rows[1:] == [["own-words", "mammoth", "the launch"], ["own-words", "mammoth", "'=1+1"]]
    log = Log(tmp_path / "a.room")
    for event in room.events:
        log.append(event).result()
    log.rewrite(forget_seats).result()
    after = replayed(log.events())
    log.close()
    assert after.ended
    texts = [[one["text"] for one in lines] for lines in after.released.values()]
    assert texts == [["the launch", "=1+1"]]
    data = (tmp_path / "a.room").read_bytes()
    assert b"the launch" in data
    digests = [one["line"] for state in room.states for lines in state.released.values() for one in lines]
    assert len(set(digests)) == 3
    for gone in ("held text", "shown and hidden", *digests):  # a digest and the salt would say who wrote a line
        assert gone.encode() not in data


@pytest.mark.parametrize("id", ["", "0" * 16, None, ["a"], {}])
def test_a_line_that_is_not_there_cannot_be_released(id):
    room = typed(("the launch", ""))
    assert held_like(room.state, id) == shown_like(room.state, id) == []


def test_lines_stand_by_what_they_answer_and_those_that_say_the_same_stand_once():
    room = typed(("the launch", "tickets"), ("The Launch", "mail"), ("audit", "tickets"), ("tickets", "TICKETS"))
    rows = strip(room.state, "en", NUMBERS)["held_lines"]
    assert [one["field"] for one in rows] == ["mammoth"] * 3 + ["rabbit"] * 2
    assert {(one["field"], one["text"].lower()): one["n"] for one in rows} == {
        ("mammoth", "the launch"): 2, ("mammoth", "audit"): 1, ("mammoth", "tickets"): 1,
        ("rabbit", "tickets"): 3, ("rabbit", "mail"): 1,
    }  # fmt: skip
    assert strip(room.state, "en", NUMBERS)["unread"] == 5


def inside(folder):
    """Return a room with four phones, at the lines that people type."""
    return room_inside(folder, read_script("forty-five-minutes"))


def test_one_key_shows_all_that_say_the_same_with_their_number_and_one_takes_them_off(tmp_path):
    with inside(tmp_path) as room:
        for _ in range(4):
            room.join()
        room.skip_to("own-words")
        assert room.do("next")
        for seat, (mammoth, rabbit) in enumerate((("x", "mail"), ("Mail", "mail"), ("", "MAIL"), ("mail", "y")), 1):
            room.say(seat, [mammoth, rabbit, "", ""])

        def told():
            return [
                {(one["field"], one["text"].lower()): one["n"] for one in strip(room.room.state, "en", NUMBERS)[name]}
                for name in ("held_lines", "lines")
            ]

        def row(field, text):
            rows = strip(room.room.state, "en", NUMBERS)["held_lines"]
            return next(one["line"] for one in rows if (one["field"], one["text"].lower()) == (field, text))

        held = {("mammoth", "x"): 1, ("mammoth", "mail"): 2, ("rabbit", "mail"): 3, ("rabbit", "y"): 1}
        assert told() == [held, {}]
        assert room.do("release", shown := row("rabbit", "mail"))
        del held["rabbit", "mail"]
        assert told() == [held, {("rabbit", "mail"): 3}]
        assert screen(room.room.state, "en")["lines"][0]["n"] == 3
        room.say(4, ["mail", "mail", "", ""])  # typed later: it waits, and is counted once it is read
        assert told() == [{("mammoth", "x"): 1, ("mammoth", "mail"): 2, ("rabbit", "mail"): 1}, {("rabbit", "mail"): 3}]
        assert room.do("hide", row("mammoth", "mail"))
        assert room.do("release", row("rabbit", "mail"))
        assert told() == [{("mammoth", "x"): 1}, {("rabbit", "mail"): 4}]
        assert room.do("hide", shown)
        assert told() == [{("mammoth", "x"): 1}, {}]
        assert not room.do("hide", shown)
