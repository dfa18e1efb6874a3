"""Hands under both pay rules: rings in two orders, and no more said than rings can bear."""

import asyncio
import csv
import io
import random
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from cases import each
from rooms import SCRIPT_BEGINS, Acted, room_inside

from dashboards.room import model_hunters
from dashboards.room import room as shell
from dashboards.room.both_pays import ENOUGH, pairs_of, said, sign_test
from dashboards.room.deals import raised_hands, step_with_rings
from dashboards.room.export import archive
from dashboards.room.hands import orders_of, rings_of, shared_pay
from dashboards.room.model_hunters import played
from dashboards.room.model_rings import FirstDay, first_days, fitting_trusts, model_rings
from dashboards.room.print_pages import sheet
from dashboards.room.room import Room
from dashboards.room.script import read_script, script_from, script_of
from dashboards.room.steps import needed
from dashboards.room.views import own, screen
from hunt.hands import HOLD, RABBIT
from hunt.hands_stage import falls, share_that_holds

RING = tuple(range(1, 7))


ONE_DAY = (
    SCRIPT_BEGINS
    + """[[step]]
id = "hands"
kind = "hands"
crossed = true
days = 1
seconds = 60
[[step]]
id = "years"
kind = "years"
bands = ["own-product"]
[[step]]
id = "end"
kind = "end"
"""
)


def two_years(rings, orders, held, script="ninety-minutes", without=()):
    """Return a room after two years; ``held`` says of a ring and a pay how many hold on each day.

    The days named in ``without`` are skipped.
    """
    room = Acted(script)
    room.join(max(seat for ring in rings for seat in ring))
    room.before("hands-first")
    room.next(rings=[list(ring) for ring in rings], orders=list(orders))
    while room.state.step.id != "hands-both":
        if room.state.step.id in without:
            room.add("step", "trainer", {"to": room.state.at + 1, "expect": room.state.scene})
        elif room.state.step.kind == "day" and room.state.stage == "open":
            rows = []
            for k, ring in enumerate(rings):
                many = held(k, shared_pay(room.state, k))
                rows.append([HOLD if place < many else RABBIT for place in range(len(ring))])
            room.next(played=rows)
        else:
            room.next()
    return room


def test_each_ring_has_both_pays_once_in_one_of_two_orders():
    for seed in range(20):
        orders = orders_of(9, random.Random(seed))
        assert sorted(orders) in ([1] * 4 + [2] * 5, [1] * 5 + [2] * 4)
    assert len({tuple(orders_of(6, random.Random(seed))) for seed in range(40)}) > 5


def test_a_ring_that_has_been_told_its_pay_keeps_it():
    """Neither the first day nor tables that are added draw again; the second year keeps rings and orders."""
    for seed in range(8):
        room, chance = Acted("ninety-minutes"), random.Random(seed)
        room.join(18)
        room.before("hands-first")
        room.next(**step_with_rings(room.state, room.state.at + 1, range(1, 19), chance))
        told = room.state.orders
        assert len(told) == 3
        room.add("tables", "trainer", {**raised_hands(room.state, [6, 5], chance), "expect": room.state.scene})
        assert room.state.orders[:3] == told
        assert sorted(room.state.orders[3:]) == [1, 2]
        told, rings = room.state.orders, room.state.rings
        while room.state.step.id != "hands-both":
            if room.state.step.kind == "day" and room.state.stage == "open":
                room.next(played=[["hold"] * len(ring) for ring in rings])
                continue
            following = min(room.state.at + 1, len(room.state.script.steps) - 1)
            going = needed(room.state)[0] == "step"
            room.next(**step_with_rings(room.state, following, range(1, 19), chance) if going else {})
            assert (room.state.orders, room.state.rings) == (told, rings)


def test_tables_with_one_phone_have_orders_too():
    room, chance = Acted("ninety-minutes", per_table=True), random.Random(3)
    room.join(2)
    room.before("hands-first")
    room.next(**step_with_rings(room.state, room.state.at + 1, [1, 2], chance))
    room.add("tables", "trainer", {**raised_hands(room.state, [6], chance), "expect": room.state.scene})
    told = room.state.orders
    room.say(1, 6)
    room.say(2, 5)
    value = step_with_rings(room.state, room.state.at + 1, [1, 2], chance)
    assert [len(ring) for ring in value["rings"]] == [6, 5, 6]
    assert sorted(value["orders"][:2]) == [1, 2]
    assert tuple(value["orders"][2:]) == told


def test_pairs_are_by_pay_whichever_came_first():
    rings = [RING, tuple(range(7, 13))]
    room = two_years(rings, [1, 2], lambda k, shared: 5 if shared else 2 + k)
    first, second = pairs_of(room.state)
    assert (first.own, first.shared, first.most) == (8, 20, 24)
    assert (second.own, second.shared) == (12, 20)
    assert (first.own_fell, first.shared_fell) == (False, True)
    assert first.shared_first
    assert not second.shared_first
    numbers = said(room.state)["numbers"]
    assert numbers == {"rings": 2, "left_out": 0, "more": 2, "less": 0, "same": 0, "own_fell": 0, "shared_fell": 2,
                       "by_luck": None}  # fmt: skip
    assert screen(room.state, "en")["both"] == {**said(room.state), "model": None}


def test_a_phone_learns_its_own_pay_and_the_screen_none():
    room = two_years([RING], [1], lambda k, shared: 5 if shared else 2)
    states = room.states
    in_first = next(one for one in states if one.step.id == "hands-first-1")
    in_second = next(one for one in states if one.step.id == "hands-second-4" and one.stage == "sealed")
    assert own(in_first, 1)["ring"]["pay"] == "shared"
    assert own(in_second, 1)["ring"]["pay"] == "own"
    assert own(in_second, 1)["ring"]["points"] == 0
    assert own(in_second, 6)["ring"]["points"] == 4
    ended = next(one for one in states if one.step.id == "hands-first-end")
    assert {own(ended, seat)["ring"]["points"] for seat in RING} == {round((48 + 4) / 6, 1)}
    for state in states:
        if state.step.kind in ("hands", "day", "rings"):
            assert "pay" not in str(screen(state, "en")["rings"])


def test_years_are_counted_apart():
    room = two_years([RING], [2], lambda k, shared: 6 if shared else 0)
    assert rings_of(room.state, "hands-first")[0].held == (0,) * 4
    assert rings_of(room.state, "hands-second")[0].held == (6,) * 4


def test_the_model_holds_more_often_where_it_is_not_paid_for_rabbits():
    held = {1: 0, 2: 0}
    for seed in range(60):
        room = Acted("ninety-minutes")
        room.before("hands-first")
        room.next(rings=[[0] * 6], orders=[1 + seed % 2])
        room.next()
        room.state = replace(room.state, salt=str(seed))
        held[1 + seed % 2] += played(room.state)[0].count(HOLD)
    assert held[1] > held[2] > 0


def test_the_model_is_paid_as_the_people_of_its_ring(monkeypatch):
    """One point a rabbit, as they have been told, or the food alone; whichever year it is."""
    paid = []
    monkeypatch.setattr(model_hunters, "chance_to_hold", lambda size, trust, kappa, _: paid.append(kappa) or 0.5)
    two = Acted("ninety-minutes")
    two.until("hands-first-1", "open")
    played(replace(two.state, rings=((0,) * 6, (0,) * 6), orders=(1, 2)))
    one = Acted()
    one.until("hands-1", "open")
    played(replace(one.state, rings=((0,) * 6,)))
    assert paid == [0.0, 1.0, 1.0]


def test_rings_with_model_hunters_or_missing_choices_are_not_counted():
    room = two_years([RING, (7, 8, 9, 10, 11, 0)], [1, 2], lambda k, shared: 3)
    assert [one.counted for one in pairs_of(room.state)] == [True, False]
    days = {step: tuple((("",) * 3 + row[3:] if k == 0 else row) for k, row in enumerate(rows))
            for step, rows in room.state.played.items()}  # fmt: skip
    numbers = said(replace(room.state, played=days))["numbers"]
    assert (numbers["rings"], numbers["left_out"]) == (0, 2)


def test_a_ring_in_which_the_model_took_over_is_not_counted():
    room = two_years([RING, tuple(range(7, 13))], [1, 2], lambda k, shared: 3)
    taken = {**room.state.taken, "hands-second-4": ((), (5,))}
    assert [one.counted for one in pairs_of(replace(room.state, taken=taken))] == [True, False]
    assert [one.counted for one in pairs_of(room.state)] == [True, True]


# --- rings of the model next to them ----------------------------------------------------------------------------------


def test_first_days_are_those_of_rings_that_count():
    room = two_years([RING, tuple(range(7, 13)), (13, 14, 15, 16, 17, 0)], [1, 2, 1], lambda k, shared: 5 - k)
    assert first_days(room.state) == [FirstDay(6, 6, 5, True), FirstDay(6, 6, 4, False)]
    one, *others = room.state.played["hands-first-1"]
    rested = {**room.state.played, "hands-first-1": (("", *one[1:]), *others)}
    assert first_days(replace(room.state, played=rested))[0] == FirstDay(6, 5, 4, True)


@pytest.mark.usefixtures("compiled")
def test_the_trust_that_fits_is_found_again(monkeypatch):
    """Rings whose people hold as often as model hunters of some trust are said to have about that trust."""
    monkeypatch.setattr("dashboards.room.model_rings.TRIED", 30)
    for trust in (0.35, 0.65):
        days = [
            FirstDay(6, 600, round(600 * share_that_holds(6, trust, kappa, 100)), kappa == 0) for kappa in (0.0, 1.0)
        ]
        assert [one.trust for one in fitting_trusts(days)] == pytest.approx([trust], abs=0.051)


@pytest.mark.usefixtures("compiled")
def test_of_two_very_different_trusts_that_fit_a_room_both_are_named(monkeypatch):
    """With 24 choices little trust and very much fit about equally well, whatever the order of the rings."""
    monkeypatch.setattr("dashboards.room.model_rings.TRIED", 30)
    days = days_like(2, 4)
    little, much = fitting_trusts(days)
    assert little.low <= little.trust <= little.high < 0.7 < 0.9 < much.low <= much.trust <= much.high
    assert fitting_trusts(days[::-1]) == [little, much]


def days_like(own_held, shared_held):
    """Return the first day of four rings of six, of which so many people hold under each pay."""
    return [FirstDay(6, 6, own_held, False)] * 2 + [FirstDay(6, 6, shared_held, True)] * 2


def room_like(own_held, shared_held):
    """Return a room with these first days, and all others alike."""
    rings = [tuple(range(6 * k + 1, 6 * k + 7)) for k in range(4)]
    return two_years(rings, [1, 2, 1, 2], lambda k, shared: shared_held if shared else own_held)


@pytest.fixture
def few_rings(monkeypatch):
    """Rings of the model that do not take long."""
    monkeypatch.setattr("dashboards.room.model_rings.RINGS", 30)
    monkeypatch.setattr("dashboards.room.model_rings.TRIED", 20)


@pytest.mark.usefixtures("compiled", "few_rings")
def test_rings_of_the_model_are_played_by_the_rules_of_the_engine():
    """Where hardly anyone held, they fail under both pays; where many did, under neither; between, under one."""
    found = {}
    for own_held, shared_held in ((0, 0), (2, 4), (6, 6)):
        answer = model_rings(room_like(own_held, shared_held).state)
        found[own_held] = answer["trusts"][0]
        trusts = [one["trust"] for one in answer["trusts"]]
        for one in answer["trusts"]:
            expected = [sum(falls(6, one["trust"], kappa, seed) for seed in range(1, 31)) for kappa in (1.0, 0.0)]
            assert [one["own_fell"], one["shared_fell"]] == expected
        for fit, held, kappa in zip(answer["fits"], (own_held, shared_held), (1.0, 0.0), strict=True):
            assert (fit["shared"], fit["held"], fit["chances"]) == (kappa == 0, 2 * held, 12)
            assert fit["model"] == [round(12 * share_that_holds(6, trust, kappa, 20)) for trust in trusts]
    assert (found[0]["own_fell"], found[0]["shared_fell"]) == (0, 0)
    assert found[2]["own_fell"] < 3 < 27 < found[2]["shared_fell"]
    assert found[6]["own_fell"] > 27 < found[6]["shared_fell"]


@pytest.mark.usefixtures("compiled", "few_rings")
def test_where_the_model_misses_by_more_than_a_quarter_it_says_nothing():
    """Half hold under both pays, which model hunters do with no trust."""
    answer = model_rings(room_like(3, 3).state)
    assert answer["trusts"] == []
    assert [(fit["held"], fit["chances"]) for fit in answer["fits"]] == [(6, 12), (6, 12)]
    for each_pay in zip(*(fit["model"] for fit in answer["fits"]), strict=True):  # of one trust
        assert max(abs(model - 6) for model in each_pay) > 3


@pytest.mark.usefixtures("compiled", "few_rings")
def test_rings_of_the_model_have_the_sizes_and_first_days_of_all_rings():
    """Two rings of six with little trust, and two of eight, in which very much trust fails again."""
    rings = [tuple(range(1, 7)), tuple(range(7, 13)), tuple(range(13, 21)), tuple(range(21, 29))]
    room = two_years(rings, [1, 2, 1, 2], lambda k, shared: len(rings[k]) - (not shared))
    days = first_days(room.state)
    assert [one.size for one in days] == [6, 6, 8, 8]
    fits = fitting_trusts(days)
    assert fits != fitting_trusts(days[:2])
    answer = model_rings(room.state)
    assert [(one["trust"], one["low"], one["high"]) for one in answer["trusts"]] == [
        (one.trust, one.low, one.high) for one in fits
    ]
    for one in answer["trusts"]:
        for kappa, name in ((1.0, "own_fell"), (0.0, "shared_fell")):
            sizes = [6, 6, 8, 8]
            assert one[name] == sum(falls(sizes[seed % 4], one["trust"], kappa, seed) for seed in range(1, 31))
        assert one["own_fell"] != sum(falls(6, one["trust"], 1.0, seed) for seed in range(1, 31))


@pytest.mark.usefixtures("compiled", "few_rings")
def test_rings_of_the_model_play_as_many_days_as_the_script_has():
    """On a single day no mammoth falls, however many hold."""
    script = script_from(ONE_DAY, "one-day")
    room = two_years([RING, tuple(range(7, 13))], [1, 2], lambda k, shared: 6, script)
    assert {one.most for one in pairs_of(room.state)} == {6}
    (one,) = model_rings(room.state)["trusts"]
    assert (one["own_fell"], one["shared_fell"]) == (0, 0)
    assert all(falls(6, one["trust"], 0.0, seed) for seed in range(1, 4))


# --- years that were not played to their end --------------------------------------------------------------------------


def skipping(skipped):
    """Return a room in which some days were skipped, after the others were played."""
    room = two_years([RING, tuple(range(7, 13))], [1, 2], lambda k, shared: 5 if shared else 2, without=skipped)
    assert not set(skipped) & set(room.state.played)
    return room


def days_named(year, *numbers):
    return [f"hands-{year}-{k}" for k in numbers]


@each("skipped", [days_named("second", 1, 2, 3, 4), days_named("first", 1, 2, 3, 4), days_named("second", 3),
                  days_named("first", 1), [*days_named("first", 1, 2, 3, 4), *days_named("second", 1, 2, 3, 4)],
                  [*days_named("first", 2), *days_named("second", 2)]])  # fmt: skip
def test_where_a_day_was_skipped_nothing_is_compared(skipped):
    """Neither order nor a shorter year is taken for pay, and the picture has something to divide by."""
    state = skipping(skipped).state
    both = screen(state, "en")["both"]
    assert both["skipped"]
    assert both["numbers"]["rings"] == 0
    assert {one["most"] for one in both["pairs"]} == {24}
    assert model_rings(state) is None
    assert not said(two_years([RING], [1], lambda k, shared: 3).state)["skipped"]


def test_a_run_that_fails_is_said_once_and_tried_again_only_on_demand(tmp_path, monkeypatch):
    """Not at every event; and the screen does not say for ever that it simulates."""
    tries = []

    def boom(state):
        tries.append(state.step.id)
        raise IndexError("no such day")

    monkeypatch.setitem(shell.WORK, "both", boom)
    monkeypatch.setitem(shell.WORK, "years", boom)
    with room_inside(tmp_path, script_from(ONE_DAY, "one-day")) as inside, ThreadPoolExecutor(1) as threads:
        room = inside.room
        room._work.shutdown()
        room._work = threads

        async def finished():
            await asyncio.gather(*room._tasks)

        def runs():
            room._look_after_runs = lambda: Room._look_after_runs(room)
            inside.run(at_once(room._look_after_runs))
            inside.run(finished())

        inside.until("hands-both")
        runs()
        assert sorted(tries) == ["hands-both", "years"]
        assert room.strip()["unsimulated"] == "no such day"
        assert room.screen()["unsimulated"]
        for _ in range(4):
            inside.do("black")
        inside.run(finished())
        assert len(tries) == 2
        inside.do("next")
        assert not inside.do("next")  # it waits for the years, and tries again
        inside.run(finished())
        assert tries[2:] == ["years"]
        inside.do("skip")
        assert room.strip()["unsimulated"] == ""
        assert not room.screen()["unsimulated"]


async def at_once(function):
    """Call a function in the event loop."""
    function()


def test_where_no_ring_counts_the_model_has_nothing_to_fit():
    room = two_years([(1, 2, 3, 4, 5, 0)], [1], lambda k, shared: 3)
    assert model_rings(room.state) is None


def test_the_models_rings_wait_for_the_last_screen_and_nobody_waits_for_them(tmp_path):
    """They begin when everything they depend on has been counted, and Space goes on without them."""
    with room_inside(tmp_path, replace(read_script("ninety-minutes"), seed=1)) as inside:
        room, begun = inside.room, []
        room._begin = lambda name, ahead: begun.append((name, ahead.step.id))
        room._look_after_runs = lambda: Room._look_after_runs(room)
        inside.until("hands-second-end")
        assert begun == []
        inside.do("next")
        assert begun == [("hands-both", "hands-both")]
        assert needed(room.state) == ("step", {"to": room.state.at + 1})


@each(("more", "less", "p"), [(0, 0, 1.0), (1, 0, 1.0), (4, 0, 0.125), (6, 0, 0.03125), (0, 8, 0.0078125), (3, 3, 1.0),
                             (7, 1, 0.0703125)])  # fmt: skip
def test_the_sign_test_is_exact(more, less, p):
    assert sign_test(more, less) == pytest.approx(p)


def test_below_six_rings_that_differ_nothing_is_said_of_luck():
    for many in range(1, 9):
        rings = [tuple(range(6 * k + 1, 6 * k + 7)) for k in range(many)]
        room = two_years(rings, [1 + k % 2 for k in range(many)], lambda k, shared: 5 if shared else 2)
        by_luck = said(room.state)["numbers"]["by_luck"]
        assert (by_luck is None) == (many < ENOUGH)
        assert by_luck is None or by_luck == round(100 * 2 / 2**many)


def test_a_majority_of_none_is_not_called_rare():
    rings = [tuple(range(6 * k + 1, 6 * k + 7)) for k in range(10)]
    orders = [1 + k % 2 for k in range(10)]
    tie = said(two_years(rings, orders, lambda k, shared: 5 if shared == (k < 5) else 2).state)["numbers"]
    assert (tie["more"], tie["less"], tie["by_luck"]) == (5, 5, 100)
    rare = said(two_years(rings, orders, lambda k, shared: 5 if shared else 2).state)["numbers"]
    assert (rare["more"], rare["by_luck"]) == (10, 0)  # which the screen shows as fewer than 1


def test_both_years_are_taken_home_with_their_pays():
    rings = [RING, tuple(range(7, 13))]
    state = two_years(rings, [1, 2], lambda k, shared: 5 if shared else 2 + k).state
    packed = zipfile.ZipFile(io.BytesIO(archive(state)))
    rows = list(csv.DictReader(io.StringIO(packed.read("rings.csv").decode())))
    assert [(row["year"], row["ring"], row["day"]) for row in rows] == [
        (str(year), str(ring), str(day)) for year in (1, 2) for ring in (1, 2) for day in (1, 2, 3, 4)
    ]
    found = {(row["year"], row["ring"], row["pay"], row["held"]) for row in rows}
    assert found == {("1", "1", "common food", "5"), ("1", "2", "per rabbit", "3"), ("2", "1", "per rabbit", "2"),
                     ("2", "2", "common food", "5")}  # fmt: skip
    page = sheet("handout", state, "en", "").decode()
    for words in ("Hands, year 1", "Hands, year 2", "Paid per rabbit", "Paid by the food of the ring", "3 3 3 3"):
        assert words in page
    assert page.count("5 5 5 5") == 2


def test_a_crossed_year_is_data_in_the_script():
    room = Acted("ninety-minutes")
    kinds = [(one.id, one.year) for one in room.state.script.steps if one.kind in ("hands", "both")]
    assert kinds == [("hands-first", 1), ("hands-second", 2), ("hands-both", 0)]
    assert script_of(room.state.script.as_dict()) == room.state.script
