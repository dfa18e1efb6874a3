"""The state of a room is a pure function of its log."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rooms import Acted

from dashboards.room.script import read_script, script_ids
from dashboards.room.steps import FEW, accepts, band_of, needed, tally


def opened(script="twenty-minutes", step="targets", seats=5):
    room = Acted(script)
    room.join(seats)
    room.until(step, "open")
    return room


def test_a_log_replayed_gives_the_same_room():
    room = opened()
    for seat in range(1, 6):
        room.say(seat, seat)
    room.until("end")
    assert room.replayed() == room.state
    assert room.state.step.kind == "end"


@pytest.mark.parametrize("script", script_ids())
def test_space_alone_leads_through_every_step(script):
    room = Acted(script)
    seen = []
    while not room.state.ended:
        if room.state.step.id not in seen:
            seen.append(room.state.step.id)
        kind, value = needed(room.state)
        room.next() if kind == "end" else room.until(*place_after(room, kind, value))
    assert seen == [step.id for step in read_script(script).steps]


def place_after(room, kind, value):
    if kind == "step":
        step = room.state.script.steps[value["to"]]
        return step.id, step.stages[0]
    step = room.state.step
    place = step.stages.index(room.state.stage)
    if place + 1 < len(step.stages):
        return step.id, step.stages[place + 1]
    following = room.state.script.steps[room.state.at + 1]
    return following.id, following.stages[0]


def test_the_last_answer_of_a_seat_counts_while_the_question_is_open():
    room = opened()
    room.say(1, 3)
    room.say(1, 8)
    assert room.state.answers["targets"] == {1: 8}
    room.next()
    room.say(1, 2)
    room.say(2, 2)
    assert room.state.answers["targets"] == {1: 8}


@pytest.mark.parametrize("value", [-1, 11, "5", None, True, 5.0, [5], {"n": 5}])
def test_what_is_no_answer_is_not_kept(value):
    room = opened()
    room.say(1, value)
    assert room.state.answers.get("targets", {}) == {}


def test_a_bet_is_a_number_and_how_sure():
    room = opened(step="bet")
    for value in ([3, 7], [3], [13, 7], [3, 11], "3", [3, True]):
        room.say(1, value)
    assert room.state.answers["bet"] == {1: [3, 7]}


def test_of_two_presses_one_counts():
    room = opened()
    seen = room.state.scene
    room.add("stage", "trainer", {"to": "sealed", "expect": seen})
    once = room.state
    room.add("stage", "clock", {"to": "sealed", "expect": seen})
    room.add("step", "trainer", {"to": 4, "expect": seen})
    assert room.state.scene == once.scene
    assert room.state.seals == once.seals
    assert room.state.at == once.at


def test_answers_and_joins_change_no_scene():
    room = opened()
    seen = room.state.scene
    room.say(1, 4)
    room.join(1)
    room.add("result", "clock", {"result": {}}, "years")
    assert room.state.scene == seen


def test_a_question_opened_again_keeps_answers_and_refuses_those_from_before():
    room = opened()
    room.say(1, 4)
    room.next()
    room.add("stage", "trainer", {"to": "open", "expect": room.state.scene})
    assert room.state.answers["targets"] == {1: 4}
    assert not accepts(room.state, "targets", 1)
    room.say(2, 6, epoch=1)
    room.say(3, 7)
    assert room.state.answers["targets"] == {1: 4, 3: 7}


def test_a_seal_changes_with_every_answer():
    digests = set()
    for value in (3, 4):
        room = opened()
        room.say(1, value)
        room.next()
        digests.add(room.state.seals["targets"]["digest"])
    assert len(digests) == 2


def test_a_vote_is_built_into_the_year():
    room = opened(step="decision", seats=6)
    for seat, option in enumerate(["shared", "shared", "shared", "meetings", "nothing"], 1):
        room.say(seat, option)
    room.until("decision", "revealed")
    assert room.state.winners == {"decision": "shared"}
    assert band_of(room.state) == "own-product~90:regime:shared-survival"
    assert needed(room.state)[0] == "step"


def test_a_tie_is_the_trainers():
    room = opened(step="decision", seats=6)
    for seat, option in enumerate(["shared", "shared", "meetings", "meetings"], 1):
        room.say(seat, option)
    room.until("decision", "revealed")
    assert needed(room.state) == ("choose", {})
    room.add("winner", "trainer", {"option": "meetings", "expect": room.state.scene})
    assert band_of(room.state) == "own-product~90:meetings:0.15"


def test_raised_hands_are_enough():
    room = opened(step="decision", seats=0)
    room.add("count", "trainer", {"counts": {"sharper": 9, "nothing": 2}, "expect": room.state.scene}, "decision")
    room.until("decision", "revealed")
    assert room.state.winners == {"decision": "sharper"}


@given(st.lists(st.integers(0, 10), max_size=8), st.none() | st.integers(0, 5))
def test_no_total_gives_away_an_answer(answers, hands):
    """Totals with and without the phones are the same, or differ by at least four answers."""
    room = opened(seats=8)
    if hands is not None:
        room.add("count", "trainer", {"counts": {"3": hands}, "expect": room.state.scene}, "targets")
    without = sum((tally(room.state, room.state.step) or {}).values())
    for seat, value in enumerate(answers, 1):
        room.say(seat, value)
    found = tally(room.state, room.state.step)
    shown = sum((found or {}).values()) - without
    assert shown == 0 or (shown == len(answers) and shown >= FEW)
    assert (found is None) == (len(answers) < FEW and hands is None)


def test_a_pause_keeps_the_time_that_was_left():
    room = opened(step="hands-1")
    began = room.state.opened_ms
    room.add("pause", "clock", {"left": 12.5, "expect": room.state.scene}, at_ms=began + 7500)
    assert needed(room.state) == ("resume", {})
    room.add("resume", "trainer", {"expect": room.state.scene}, at_ms=began + 900_000)
    assert room.state.left is None
    assert room.state.opened_ms == began + 900_000 - 7500


def test_after_the_end_nothing_happens():
    room = opened()
    room.until("end")
    room.next()
    ended = room.state
    room.join(1)
    room.add("black", "trainer", {"on": True})
    assert room.state.ended
    assert room.state.seats == ended.seats
    assert room.state.scene == ended.scene


def test_a_secret_has_one_seat():
    room = Acted()
    secret = secrets.token_hex(4)
    room.add("join", "door", None, nonce=secret)
    room.add("join", "door", None, nonce=secret)
    assert room.state.seats == {secret: 1}
