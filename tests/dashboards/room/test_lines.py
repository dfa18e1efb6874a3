"""What people type: held until it is released, as plain text, and forgotten at the end."""

import csv
import io
import zipfile

import pytest
from cases import each
from rooms import Acted

from dashboards.room.export import archive, forget_seats
from dashboards.room.lines import lines_of, plain
from dashboards.room.log import Log
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


@pytest.mark.parametrize("id", ["", "0" * 16, None])
def test_a_line_that_is_not_there_cannot_be_released(id):
    from dashboards.room.room import _known_line, _line_of

    room = typed(("the launch", ""))
    assert _line_of(room.state, id) is None
    assert not _known_line(room.state, id)
