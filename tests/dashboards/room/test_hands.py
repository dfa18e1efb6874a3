"""Rings of the room: the deal, the days, the seats that the model plays."""

import random
from collections import Counter

import pytest
from cases import each
from hypothesis import given
from hypothesis import strategies as st
from rooms import Acted

from dashboards.room.hands import deal, ring_of, rings_of, sizes
from dashboards.room.model_hunters import played
from dashboards.room.script import CHOICES
from hunt.hands import NEEDED


@given(st.integers(0, 400))
def test_rings_have_5_to_8_places_and_few_are_empty(people):
    found = sizes(people)
    assert sum(found) >= max(people, 5)
    assert sum(found) - people <= max(1, 5 - people)
    assert set(found) <= set(NEEDED)


@each(
    ("people", "expected"),
    [(1, (5,)), (4, (5,)), (5, (5,)), (6, (6,)), (7, (7,)), (8, (8,)), (9, (5, 5)), (10, (5, 5)), (11, (6, 5)),
     (13, (6, 7)), (14, (7, 7)), (19, (6, 6, 7)), (24, (6, 6, 6, 6)), (100, (6,) * 15 + (5, 5))],
)  # fmt: skip
def test_the_deal_of_the_design(people, expected):
    assert sizes(people) == expected


def test_everyone_has_one_place_and_neighbours_are_drawn():
    seats = list(range(1, 31))
    first, second = (deal(seats, random.Random(k)) for k in (1, 2))
    for rings in (first, second):
        assert sorted(seat for ring in rings for seat in ring) == seats
    assert first != second


def test_days_are_counted_by_ring():
    hold, rabbit = CHOICES
    days = [[hold] * 4 + [rabbit] * 2, [hold] * 5 + [rabbit], [rabbit] * 5 + [""], [hold] * 6]
    ring = ring_of((1, 2, 3, 4, 5, 0), days)
    assert ring.held == (4, 5, 0, 6)
    assert ring.closed == (False, True, False, True)
    assert ring.fell == 3
    assert ring.rested == (0, 0, 1, 0)
    assert ring.points == (1, 1, 1, 1, 2, 2)
    assert ring.store == 8 + 48
    assert ring.models == (5,)


def in_rings(seats, rings):
    room = Acted()
    room.join(seats)
    room.until("targets", "sealed")
    room.next(rings=rings)
    room.next()
    return room


def test_a_silent_seat_rests_twice_and_then_the_model_plays_it():
    room = in_rings(5, [[1, 2, 3, 4, 5]])
    for day in range(3):
        for seat in range(1, 5):
            room.say(seat, "hold")
        choices = played(room.state)
        assert choices[0][:4] == ["hold"] * 4
        assert (choices[0][4] == "") == (day < 2)
        room.next(played=choices)
        room.next()
    assert rings_of(room.state)[0].rested == (1, 1, 0)


def test_an_empty_seat_is_the_models_and_replays_alike():
    room = in_rings(3, [[1, 0, 2, 0, 3]])
    once, again = played(room.state), played(room.state)
    assert once == again
    assert [bool(one) for one in once[0]] == [False, True, False, True, False]


def test_the_model_holds_about_as_often_as_its_rule_says():
    counts = Counter()
    for _ in range(40):
        room = in_rings(0, [[0] * 6] * 8)
        room.state = room.state.__class__(**{**room.state.__dict__, "salt": str(random.Random(_).random())})
        counts.update(one for ring in played(room.state) for one in ring)
    share = counts["hold"] / counts.total()
    assert share == pytest.approx(0.645, abs=0.05)
