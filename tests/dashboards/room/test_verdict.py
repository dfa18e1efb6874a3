"""How Hands ends: which rings get through the winter, what is said of that on wall, phones and strip."""

import pytest
from cases import each
from rooms import Acted

from dashboards.room.cues import cue
from dashboards.room.hands import ring_of
from dashboards.room.script import read_script, script_ids
from dashboards.room.verdict import verdict
from dashboards.room.views import own, screen
from dashboards.room.words import room_words, step_texts, voices
from hunt.hands import CLOSED_DAYS, HOLD, RABBIT, WINTER, meat_of

SIX, FIVE = (1, 2, 3, 4, 5, 6), (7, 8, 9, 10, 11)


def ring(seats, *held):
    """Return a ring in which so many hold on each day and the others take rabbits."""
    return ring_of(seats, [[HOLD] * many + [RABBIT] * (len(seats) - many) for many in held])


ALIVE, RABBITS, TRIED = ring(SIX, 6, 6, 5, 6), ring(SIX, 0, 0, 0, 0), ring(SIX, 4, 4, 4, 4)
LATE = ring(SIX, 0, 0, 6, 6)
"""It lives, with 12 points: more than the ring that tried in vain has."""


@each(
    ("rings", "paid", "case", "letters"),
    [
        ([RABBITS, TRIED], True, "none_paid", ""),
        ([RABBITS, TRIED], False, "none", ""),
        ([ring(SIX, 4, 4)] * 2, True, "none_paid", ""),
        ([ring_of(SIX, [[""] * 6] * 4)], True, "none", ""),
        ([ALIVE, LATE], True, "all", "A, B"),
        ([RABBITS, ALIVE, TRIED], True, "one_fewest", "B"),
        ([RABBITS, ALIVE, TRIED], False, "one", "B"),
        ([LATE, TRIED], True, "one", "A"),
        ([LATE, RABBITS], True, "one_fewest", "A"),
        ([ALIVE, RABBITS, ALIVE], True, "some_fewest", "A, C"),
        ([ALIVE, TRIED, LATE], True, "some", "A, C"),
        ([LATE, ring(FIVE, 3, 2, 3, 3)], True, "one", "A"),
        ([LATE, ring(FIVE, 2, 2, 3, 2)], True, "one", "A"),
        ([LATE, ring(FIVE, 0, 2, 2, 2)], True, "one_fewest", "A"),
        ([ring(FIVE, 0, 0, 5, 5), ring(SIX, 3, 3, 4, 3)], True, "one", "A"),
    ],
)
def test_the_punchline_is_said_only_where_it_came_out(rings, paid, case, letters):
    """Fewest means fewer than every ring that dies, in all and for each of its people."""
    found = verdict(rings, paid=paid)
    assert (found["case"], found["letters"]) == (case, letters)
    assert found["points"] == sum(sum(one.points) for one in rings)
    for voice in voices():
        assert f"end_{case}" in room_words(voice)["screen"]


def test_days_that_close_after_the_fall_are_not_counted():
    assert [one.closings for one in (ALIVE, LATE, TRIED, ring(SIX, 5, 0, 0, 0))] == [CLOSED_DAYS, CLOSED_DAYS, 0, 1]


def played_out(script, *held):
    """Return a room at the end of its first year of Hands, whose rings of six have played days like these."""
    room = Acted(script)
    room.join(6 * len(held))
    room.deal = [list(range(6 * k + 1, 6 * k + 7)) for k in range(len(held))]
    days = list(zip(*held, strict=True))
    while room.state.step.kind != "rings":
        if room.state.step.kind == "day" and room.state.stage == "open":
            row = [[HOLD] * many + [RABBIT] * (6 - many) for many in days[int(room.state.step.id[-1]) - 1]]
            room.next(played=row)
        elif room.following() == "hands" and "rings" not in room.events[-1].value:
            many = {"orders": [1, 2][: len(held)]} if script == "ninety-minutes" else {}
            room.next(rings=room.deal, **many)
        else:
            room.go_on()
    return room


def test_wall_and_phones_say_the_same_of_every_ring():
    room = played_out("twenty-minutes", (6, 6, 5, 6), (0, 1, 0, 5))
    shown = screen(room.state, "en")
    assert shown["verdict"]["case"] == "one_fewest"
    assert [one["held"] for one in shown["rings"]] == [[6, 6, 5, 6], [0, 1, 0, 5]]
    assert [(one["days"], one["store"], one["line"], one["paid"], one["lives"]) for one in shown["rings"]] == [
        (2, meat_of(6) + 1, 6 * WINTER, 1, True), (1, 18, 6 * WINTER, 18, False),
    ]  # fmt: skip
    assert shown["falls"] == CLOSED_DAYS
    for seat in range(1, 13):
        mine, wall = own(room.state, seat)["ring"], shown["rings"][(seat - 1) // 6]
        assert mine["letter"] == "AB"[(seat - 1) // 6]
        for name in ("days", "store", "line", "paid", "lives"):
            assert mine[name] == wall[name], name


def test_where_pays_differ_no_points_of_a_ring_are_said():
    room = played_out("ninety-minutes", (6, 6, 5, 6), (0, 1, 0, 5))
    shown = screen(room.state, "en")
    assert shown["verdict"]["case"] == "one"
    assert all("paid" not in one for one in shown["rings"])
    assert {own(room.state, seat)["ring"]["paid"] for seat in range(1, 13)} == {None}


@pytest.mark.parametrize(
    ("held", "name"), [([(6,) * 4, (0,) * 4], "say"), ([(0,) * 4] * 2, "say_none"), ([(6,) * 4] * 2, "say_all")]
)
def test_the_trainer_is_told_what_fits_the_outcome(held, name):
    for voice in voices():
        state = played_out("twenty-minutes", *held).state
        assert cue(state, voice)["say"] == step_texts(voice, "hands-end")[name]


@each("script", script_ids())
def test_there_are_about_two_minutes_to_talk_about_hands(script):
    """And as long for each day as its seconds and a look at the rings take."""
    steps = read_script(script).steps
    for end in (one for one in steps if one.kind == "rings"):
        assert 1.75 <= end.minutes <= 2.25
    for day in (one for one in steps if one.kind == "day"):
        assert 0.5 <= day.minutes <= 0.6
