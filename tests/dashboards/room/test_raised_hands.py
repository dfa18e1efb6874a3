"""Hands without phones, and with one phone per table: trainers type counts, tables say how many hold."""

import random

import pytest
from cases import each
from rooms import Acted

from dashboards.room.deals import raised_hands, step_with_rings
from dashboards.room.hands import choices_of, rings_of, table_of
from dashboards.room.model_hunters import played
from dashboards.room.steps import HAND, MODEL, accepts, allows
from dashboards.room.verbs import countable
from dashboards.room.views import phone_scene, screen, strip
from hunt.hands import HOLD, RABBIT

NUMBERS = {"present": 0, "asleep": 0, "waiting": 0}


def at_the_rules(seats=0, rings=(), script="twenty-minutes", **created):
    room = Acted(script, **created)
    room.join(seats)
    room.until("targets", "sealed")
    room.next(rings=[list(ring) for ring in rings] or [[MODEL] * 5])
    return room


def with_tables(*people, **given):
    room = at_the_rules(**given)
    value = raised_hands(room.state, list(people), random.Random(1))
    room.add("tables", "trainer", {**value, "expect": room.state.scene})
    return room


def day(room, **counts):
    """Play a day; the clock closes it before the trainer has typed anything."""
    if room.state.step.kind == "hands" or room.state.stage == "sealed":
        room.next()
    room.next(played=played(room.state))
    given = {name.removeprefix("ring"): n for name, n in counts.items()}
    assert countable(room.state, given)
    room.add("count", "trainer", {"counts": given, "expect": room.state.scene}, room.state.step.id)


def test_four_days_of_raised_hands():
    room = with_tables(6, 5)
    for first, second in ((4, 5), (5, 3), (0, 4), (6, 5)):
        day(room, ring1=first, ring2=second)
    one, other = rings_of(room.state)
    assert one.held == (4, 5, 0, 6)
    assert (one.closed, one.fell) == ((False, True, False, True), 3)
    assert one.store == 2 + 1 + 6 + 0 + 48
    assert other.held == (5, 3, 4, 5)
    assert other.fell == 2
    assert one.rested == other.rested == (0, 0, 0, 0)
    assert room.replayed() == room.state


def test_until_hands_are_typed_the_screen_says_so():
    room = with_tables(6)
    room.next()
    assert strip(room.state, "en", NUMBERS)["by_hand"] == {1: 6}
    room.next(played=played(room.state))
    assert strip(room.state, "en", NUMBERS)["uncounted"]
    assert screen(room.state, "en")["rings"][0]["counting"]
    room.add("count", "trainer", {"counts": {"1": 5}, "expect": room.state.scene}, room.state.step.id)
    shown = screen(room.state, "en")["rings"][0]
    assert "counting" not in shown
    assert shown["held"] == [5]
    assert not strip(room.state, "en", NUMBERS)["uncounted"]


def test_a_small_table_is_filled_by_the_model_which_never_plays_for_people():
    assert table_of(HAND, 3) == (HAND, HAND, HAND, MODEL, MODEL)
    room = with_tables(3)
    room.next()
    row = played(room.state)[0]
    assert row[:3] == ["", "", ""]
    assert all(row[3:])
    assert choices_of((HAND, HAND, MODEL), 1, ("", "", HOLD)) == (HOLD, RABBIT, HOLD)


def test_tables_join_rings_of_phones_and_may_be_typed_again():
    room = with_tables(6, seats=5, rings=[(1, 2, 3, 4, 5)])
    assert room.state.rings == ((1, 2, 3, 4, 5), (HAND,) * 6)
    room = with_tables(7, seats=5, rings=[(1, 2, 3, 4, 5), (HAND,) * 6])
    assert room.state.rings == ((1, 2, 3, 4, 5), (HAND,) * 7)


@each("given", [[2], [9], ["6"], [True], "6", None, [5] * 61])
def test_tables_that_cannot_be_are_refused(given):
    assert raised_hands(at_the_rules().state, given, random.Random(1)) is None


def test_tables_are_typed_before_the_first_day_only():
    room = with_tables(6)
    day(room, ring1=3)
    assert raised_hands(room.state, [6], random.Random(1)) is None


@each("given", [{"1": 7}, {"2": 1}, {"1": -1}, {"1": "3"}, {"hold": 3}, []])
def test_hands_that_cannot_be_are_refused(given):
    room = with_tables(6)
    room.next()
    assert not countable(room.state, given)
    assert countable(room.state, {"1": 6})


def test_rings_of_phones_are_not_counted_by_hand():
    room = at_the_rules(5, [(1, 2, 3, 4, 5)])
    room.next()
    assert not countable(room.state, {"1": 3})


# --- one phone per table --------------------------------------------------------------------------------------------


def test_a_phone_speaks_for_its_table():
    room = at_the_rules(2, per_table=True)
    scene = phone_scene(room.state, "en")
    assert (scene["stage"], scene["table"]) == ("open", [3, 8])
    assert accepts(room.state, "hands", 1)
    room.say(1, 6)
    room.say(2, 9)
    room.say(2, 4)
    assert room.state.answers["hands"] == {1: 6, 2: 4}
    value = step_with_rings(room.state, room.state.at + 1, [1, 2], random.Random(1))
    assert value["rings"] == (table_of(1, 6), table_of(2, 4))
    room.next(**value)
    assert [allows(room.state, 1, n) for n in (0, 6, 7, HOLD)] == [True, True, False, False]
    assert not allows(room.state, 2, 5)
    room.say(1, 5)
    room.say(2, 4)
    room.next(played=played(room.state))
    one, other = rings_of(room.state)
    assert one.held == (5,)
    assert other.held[0] >= 4
    assert other.models == (4,)


def test_without_that_setting_phones_speak_for_one_person():
    room = at_the_rules(5, [(1, 2, 3, 4, 5)])
    assert not accepts(room.state, "hands", 1)
    room.next()
    assert allows(room.state, 1, HOLD)
    assert not allows(room.state, 1, 3)


@pytest.mark.parametrize("script", ["forty-five-minutes"])
def test_a_whole_workshop_with_raised_hands_only(script):
    """No phone joins; every question is answered by counts, and every total is shown."""
    room = with_tables(6, 6, 5, script=script)
    while not room.state.ended:
        step, stage = room.state.step, room.state.stage
        if step.kind == "day" and stage == "open":
            room.next(played=played(room.state))
            room.add("count", "trainer", {"counts": {"1": 5, "2": 3, "3": 4}, "expect": room.state.scene}, step.id)
        elif stage == "open":
            names = {"place": ["0-0", "1-3"], "lines": []}.get(step.kind, [one.id for one in step.options] or ["3"])
            counts = {name: 3 + k for k, name in enumerate(names)}
            assert countable(room.state, counts) == (step.kind != "lines"), step.id  # lines are read aloud instead
            if counts:
                room.add("count", "trainer", {"counts": counts, "expect": room.state.scene}, step.id)
            room.next()
        elif stage == "revealed" and step.kind in ("scale", "choice", "vote", "place"):
            assert sum(one["n"] for one in screen(room.state, "en")["totals"]) >= 3, step.id
            room.go_on()
        else:
            room.go_on()
    assert [one.fell for one in rings_of(room.state)] == [1, None, 1]
