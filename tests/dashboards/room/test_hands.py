"""Rings of the room: the deal, the days, the seats that the model plays."""

import random
from collections import Counter

import pytest
from cases import each
from hypothesis import given
from hypothesis import strategies as st
from rooms import Acted

from dashboards.room.deals import step_with_rings
from dashboards.room.export import rings as rows_of_rings
from dashboards.room.hands import deal, ring_of, rings_of, sizes
from dashboards.room.model_hunters import played, taken_over
from dashboards.room.script import CHOICES, FOLDER, script_from
from dashboards.room.views import own, screen
from hunt.hands import NEEDED, needed_of


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


def a_day(room, **given):
    """Play a day on which some seats choose; return what is chosen in the first ring."""
    if room.state.stage != "open":
        room.next()
    for seat, choice in given.items():
        room.say(int(seat[1:]), choice)
    room.next(played=(choices := played(room.state)), taken=taken_over(room.state))
    return choices[0]


def test_a_silent_seat_rests_twice_and_then_the_model_plays_it_until_it_chooses():
    room = in_rings(5, [[1, 2, 3, 4, 5]])
    others = dict.fromkeys(("s1", "s2", "s3", "s4"), "hold")
    found = [a_day(room, **others)[4] for _ in range(4)]
    assert [bool(one) for one in found] == [False, False, True, True]
    ring = rings_of(room.state)[0]
    assert (ring.rested, ring.taken, ring.models) == ((1, 1, 0, 0), (0, 0, 1, 1), ())
    assert [one["models"] for one in screen(room.state, "en")["rings"]] == [1]
    assert room.replayed() == room.state


@pytest.mark.parametrize("back", [2, 3, 4])
def test_who_comes_back_plays_again_and_may_be_silent_twice_again(back):
    """The third day is played by the model unless they are back; from then on they have two silent days again."""
    room = Acted(long_hands())
    room.join(5)
    room.until("targets", "sealed")
    room.next(rings=[[1, 2, 3, 4, 5]])
    others = dict.fromkeys(("s1", "s2", "s3", "s4"), "rabbit")
    for day in range(1, 8):
        row = a_day(room, **others, **({"s5": "hold"} if day == back else {}))
        if day == back:
            assert row[4] == "hold"
        elif day > back:
            assert bool(row[4]) == (day > back + 2), day
    assert rings_of(room.state)[0].taken == tuple(int(2 < day < back or day > back + 2) for day in range(1, 8))


def long_hands():
    """Return the script of twenty minutes with seven days of Hands."""
    text = (FOLDER / "twenty-minutes.toml").read_text(encoding="utf-8")
    assert "days = 4" in text
    return script_from(text.replace("days = 4", "days = 7"), "long")


def test_a_ring_that_the_model_has_played_in_is_said_to_be_so_and_no_other():
    room = in_rings(10, [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10]])
    for _ in range(3):
        a_day(room, **{f"s{seat}": "hold" for seat in range(1, 10)})
    assert [one["models"] for one in screen(room.state, "en")["rings"]] == [0, 1]
    assert {(ring, day): models for _, _, ring, _, _, models, day, *_ in rows_of_rings(room.state)} == {
        **{(1, day): 0 for day in (1, 2, 3)}, (2, 1): 0, (2, 2): 0, (2, 3): 1,
    }  # fmt: skip


def test_who_joins_after_the_deal_watches():
    room = in_rings(6, [[1, 2, 3, 4, 5, 6]])
    room.join(1)
    assert own(room.state, 7)["ring"] is None
    room.say(7, "hold")
    a_day(room, **{f"s{seat}": "rabbit" for seat in range(1, 7)})
    assert rings_of(room.state)[0].held == (0,)


# --- from one person to a hundred -----------------------------------------------------------------------------------


@each(
    ("people", "rings", "models"),
    [(1, [5], 4), (4, [5], 1), (7, [7], 0), (13, [6, 7], 0), (100, [6] * 15 + [5, 5], 0)],
)  # fmt: skip
def test_a_whole_game_of_any_number_of_people(people, rings, models):
    """Everyone has one place, the screen has every ring, and the last screen shows what the days came to."""
    room = Acted()
    room.join(people)
    room.until("targets", "sealed")
    room.next(**step_with_rings(room.state, room.state.at + 1, range(1, people + 1), random.Random(people)))
    seats = [seat for ring in room.state.rings for seat in ring]
    assert sorted(seat for seat in seats if seat) == list(range(1, people + 1))
    assert sorted(map(len, room.state.rings)) == sorted(rings)
    assert seats.count(0) == models
    for day in range(4):
        a_day(room, **{f"s{seat}": "hold" if seat % 5 or day % 2 else "rabbit" for seat in range(1, people + 1)})
    room.next()
    assert room.state.step.kind == "rings"
    for one, ring in zip(screen(room.state, "en")["rings"], rings_of(room.state), strict=True):
        assert (one["size"], one["held"], one["models"]) == (len(ring.seats), list(ring.held), ring.seats.count(0))
        assert one["store"] == sum(ring.points) + (ring.meat if ring.fell is not None else 0)
        assert one["closed"] == [many >= needed_of(one["size"]) for many in one["held"]]
    for seat in range(1, people + 1):
        mine = own(room.state, seat)["ring"]
        assert mine["points"] == (0 if seat % 5 else 2)
        assert mine["people"] == 1


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
    assert share == pytest.approx(0.91, abs=0.03)
