"""Counts that a trainer keeps over several workshops: rings and days, never people."""

import csv
from dataclasses import replace

import pytest
from rooms import Acted, room_inside

from dashboards.room.kept_counts import COLUMNS, FILE, keep, rows_of, summary
from dashboards.room.script import read_script
from dashboards.room.steps import replayed


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


def test_a_file_with_other_columns_is_left_alone(tmp_path):
    (tmp_path / FILE).write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(OSError, match="other columns"):
        keep(tmp_path, rows_of(played().state, "aa", "2026-11-01"))
    assert (tmp_path / FILE).read_text(encoding="utf-8") == "a,b\n1,2\n"


def test_counts_are_kept_only_if_the_trainer_says_so_and_once(tmp_path):
    script = read_script("twenty-minutes")
    with room_inside(tmp_path, script.__class__(**{**script.__dict__, "seed": 1})) as inside:
        room = inside.room
        inside.until("hands-1", "sealed")
        assert not inside.do("keep")  # at the end only
        inside.skip_to("end")
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
