"""Counts that a trainer keeps over several workshops: rings and days, never people."""

import asyncio
import csv
from contextlib import contextmanager
from dataclasses import replace

import pytest
from rooms import Acted, room_inside

from dashboards.room.both_pays import said
from dashboards.room.files import forget
from dashboards.room.kept_counts import COLUMNS, FILE, keep, rows_of, summary
from dashboards.room.room import Refused
from dashboards.room.script import read_script
from dashboards.room.steps import replayed
from dashboards.room.verbs import keepable
from hunt.errors import HuntError


def played(held=(5, 5, 2, 6), models=0):
    """Return a room of one ring of six that has played Hands and is at its end."""
    room = Acted()
    room.join(6)
    room.deal = [[*range(1, 7 - models), *[0] * models]]
    for day, many in enumerate(held, 1):
        room.until(f"hands-{day}", "open")
        room.played = [["hold"] * many + ["rabbit"] * (6 - many)]
        room.go_on()
    room.until("end")
    return room


def read(folder):
    with (folder / FILE).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_a_row_says_what_the_screen_has_shown_of_a_ring():
    (row,) = rows_of(played().state, "0a1b", "2026-11-29")
    assert tuple(row) == COLUMNS
    assert row == {
        "date": "2026-11-29", "room": "0a1b", "script": "twenty-minutes", "people": "6", "needed": "5",
        "pay": "per rabbit", "year": "1", "held": "5 5 2 6", "fell": "2", "played by the model": "0",
        "missing": "0",
    }  # fmt: skip


def test_both_years_of_a_ring_are_rows_with_their_pay():
    room = Acted("ninety-minutes")
    room.join(6)
    room.before("hands-first")
    room.next(rings=[list(range(1, 7))], orders=[1])
    while room.state.step.id != "hands-both":
        playing = room.state.step.kind == "day" and room.state.stage == "open"
        room.next(**({"played": [["hold"] * 6]} if playing else {}))
    rows = rows_of(room.state, "0a1b", "2026-11-29")
    assert [(row["year"], row["pay"]) for row in rows] == [("1", "common food"), ("2", "per rabbit")]


def crossed(cut_short="", models=0, silent=0):
    """Return a room of two rings of six that has played under both pays; a day may be left out.

    ``models`` places of the second ring are the model's; ``silent`` of its people say nothing on the first day of the
    second year.
    """
    room = Acted("ninety-minutes")
    room.join(12)
    room.before("hands-first")
    room.next(rings=[list(range(1, 7)), [*range(7, 13 - models), *[0] * models]], orders=[1, 2])
    while room.state.step.id != "hands-both":
        step = room.state.step
        if step.id == cut_short:
            room.add("step", "trainer", {"to": room.state.at + 1, "expect": room.state.scene})
            continue
        quiet = silent if step.id == "hands-second-1" else 0
        days = [["hold"] * 6, ["hold"] * (6 - quiet) + [""] * quiet]
        room.next(**({"played": days} if step.kind == "day" and room.state.stage == "open" else {}))
    return room


ALL = {"rooms": 1, "own": 2, "own_fell": 2, "shared": 2, "shared_fell": 2}
ONE_RING = {"rooms": 1, "own": 1, "own_fell": 1, "shared": 1, "shared_fell": 1}


@pytest.mark.parametrize("day", [f"hands-{year}-{k}" for year in ("first", "second") for k in (1, 4)])
def test_where_a_day_of_either_year_was_skipped_no_ring_is_counted_under_either_pay(day):
    """As on the screen: the rings of one pay would be others than those of the other, and had another year behind."""
    room = crossed(day)
    assert said(room.state)["numbers"]["rings"] == 0
    assert rows_of(room.state, "aa", "2026-11-01") == []
    room.until("end")
    assert not keepable(room.state)


@pytest.mark.parametrize(("given", "counted"), [({}, ALL), ({"models": 1}, ONE_RING), ({"silent": 3}, ONE_RING)])
def test_a_ring_counts_with_both_of_its_years_or_not_at_all(given, counted):
    """The model has played in the second ring, or too many choices of its second year are missing."""
    state = crossed(**given).state
    rows = rows_of(state, "aa", "2026-11-01")
    assert len(rows) == 4
    assert summary(rows) == counted
    assert said(state)["numbers"]["rings"] == counted["own"]
    assert summary([*rows, *rows_of(played().state, "bb", "2026-11-02")])["own"] == counted["own"] + 1
    assert summary(rows[:3])["own"] == 0  # someone has removed a row: nobody knows which years belong together


def test_workshops_add_up_and_a_room_counts_once(tmp_path):
    first, second = played().state, played((1, 2, 3, 4)).state
    assert keep(tmp_path, rows_of(first, "aa", "2026-11-01")) == summary(read(tmp_path))
    for _ in range(2):
        found = keep(tmp_path, rows_of(second, "bb", "2026-11-02"))
    assert found == {"rooms": 2, "own": 2, "own_fell": 1, "shared": 0, "shared_fell": 0}
    found = keep(tmp_path, rows_of(played(models=1).state, "cc", "2026-11-03"))
    assert len(read(tmp_path)) == 3
    assert found == {"rooms": 2, "own": 2, "own_fell": 1, "shared": 0, "shared_fell": 0}  # the model played in it
    silent = played()
    silent.state = replace(
        silent.state, played={step: (("", *row[1:]),) for step, (row,) in silent.state.played.items()}
    )
    assert keep(tmp_path, rows_of(silent.state, "dd", "2026-11-04")) == found  # four choices are missing in it


HEADS = ",".join(COLUMNS)


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\n1,2\n",
        b"",
        HEADS.replace(",", ";").encode() + b"\n",
        f"{HEADS}\n2026-11-01,aa,x,6,,per rabbit,1,5 5 5 5,2,0,0\n".encode(),
        f"{HEADS}\n2026-11-01,aa\n".encode(),
        HEADS.encode("utf-16"),
    ],
)
def test_a_file_that_is_none_of_these_is_left_alone_and_the_strip_says_why(tmp_path, data):
    (tmp_path / FILE).write_bytes(data)
    with pytest.raises(HuntError, match="other columns or rows"):
        keep(tmp_path, rows_of(played().state, "aa", "2026-11-01"))
    with at_the_end(tmp_path) as inside:
        with pytest.raises(Refused, match="keep"):
            inside.run(inside.room.do("keep", inside.room.state.scene))
        strip = inside.room.strip()
        assert "move it to another place" in strip["not_kept"]
        assert (strip["failed"], strip["keepable"]) == ("", True)
        assert not any(event.kind == "keep" for event in inside.room.log.events())
        assert (tmp_path / FILE).read_bytes() == data
        (tmp_path / FILE).unlink()
        assert inside.do("keep")
        assert inside.room.strip()["not_kept"] == ""
    assert len(read(tmp_path)) == 1


def test_a_mark_at_the_beginning_that_spreadsheets_write_does_no_harm(tmp_path):
    keep(tmp_path, rows_of(played().state, "aa", "2026-11-01"))
    (tmp_path / FILE).write_bytes(b"\xef\xbb\xbf" + (tmp_path / FILE).read_bytes())
    assert keep(tmp_path, rows_of(played().state, "bb", "2026-11-02"))["rooms"] == 2


def test_a_year_that_was_cut_short_has_no_row():
    """Its ring might have brought the mammoth down on a day that was skipped."""
    room = Acted()
    room.join(6)
    room.deal = [list(range(1, 7))]
    room.until("hands-3", "sealed")
    while room.state.step.id != "end":
        room.add("step", "trainer", {"to": room.state.at + 1, "expect": room.state.scene})
    assert rows_of(room.state, "aa", "2026-11-01") == []
    assert not keepable(room.state)
    assert keepable(played().state)


@pytest.mark.parametrize(("counted", "rows"), [((1, 2, 3, 4), 2), ((1, 2, 4), 1), ((), 1)])
def test_a_table_whose_hands_were_not_counted_on_each_day_has_no_row(counted, rows):
    room = Acted()
    room.join(6)
    room.deal = [list(range(1, 7))]
    room.until("hands")
    value = {"rings": [*map(list, room.state.rings), [-1] * 6], "expect": room.state.scene}
    room.add("tables", "trainer", value)
    room.played = [["hold"] * 6, [""] * 6]
    for day in (1, 2, 3, 4):
        room.until(f"hands-{day}", "sealed")
        if day in counted:
            room.add("count", "trainer", {"counts": {"2": 5}, "expect": room.state.scene}, f"hands-{day}")
    room.until("end")
    found = rows_of(room.state, "aa", "2026-11-01")
    assert [row["held"] for row in found] == ["6 6 6 6", "5 5 5 5"][:rows]


@contextmanager
def at_the_end(folder):
    """Yield a room at its end that has played Hands."""
    with room_inside(folder, replace(read_script("twenty-minutes"), seed=1)) as inside:
        inside.until("hands-4", "sealed")
        inside.skip_to("end")
        yield inside


def test_counts_are_kept_only_if_the_trainer_says_so_and_once(tmp_path):
    with at_the_end(tmp_path) as inside:
        room = inside.room
        assert room.strip()["keepable"]
        assert not (tmp_path / FILE).exists()
        assert inside.do("keep")
        assert inside.do("keep")
        (row,) = read(tmp_path)
        assert row["room"] == room.state.kept
        assert room.state.code not in row.values()
        strip = room.strip()
        assert (strip["keepable"], strip["kept"]["rooms"]) == (False, 0)  # the model alone has played here
        assert inside.do("next")
        assert not inside.do("keep")
        assert replayed(room.log.events()).kept == row["room"]


def test_counts_are_kept_at_the_end_only(tmp_path):
    with room_inside(tmp_path, replace(read_script("twenty-minutes"), seed=1)) as inside:
        inside.until("hands-4", "sealed")
        assert not inside.do("keep")


def test_two_presses_at_once_keep_a_room_once(tmp_path):
    with at_the_end(tmp_path) as inside:
        scene = inside.room.state.scene

        async def twice():
            return await asyncio.gather(*(inside.room.do("keep", scene) for _ in range(2)), return_exceptions=True)

        inside.run(twice())
        assert [row["room"] for row in read(tmp_path)] == [inside.room.state.kept]


def test_the_name_under_which_a_room_is_kept_cannot_be_made_from_what_is_known_of_it(tmp_path):
    """Two rooms with the same code, salt, script and log have names that share nothing."""
    names = set()
    for k in range(2):
        folder = tmp_path / str(k)
        folder.mkdir()
        with at_the_end(folder) as inside:
            inside.room.state = replace(inside.room.state, salt="5a17")
            assert inside.do("keep")
            names.add(inside.room.state.kept)
    assert len(names) == 2


def test_to_forget_a_room_removes_its_rows_and_no_others(tmp_path):
    keep(tmp_path, rows_of(played().state, "other", "2026-11-01"))
    with at_the_end(tmp_path) as inside:
        assert inside.do("keep")
        assert len(read(tmp_path)) == 2
        file = tmp_path / "2026-11-02 MOSS.room"
        (tmp_path / "a.room").rename(file)
        with pytest.raises(HuntError, match="stop it before"):
            forget(tmp_path, "MOSS")
        file.rename(tmp_path / "a.room")
    (tmp_path / "a.room").rename(file)
    assert forget(tmp_path, "moss") == 1
    assert [row["room"] for row in read(tmp_path)] == ["other"]
    assert not list(tmp_path.glob("*.room*"))
