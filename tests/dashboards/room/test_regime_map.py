"""The map of conditions, what a volunteer sets, and what is kept of it."""

import io
import zipfile

import pytest
from cases import each
from rooms import Acted

import hunt
from dashboards.room import regime_map
from dashboards.room.export import archive
from dashboards.room.regime_map import COLUMNS, ROWS, Trial, cells, compared, map_of, scenario_text, trial_of, tried
from dashboards.room.steps import TRIAL
from dashboards.room.views import screen
from dashboards.room.words import room_words, voices

GOOD = {"small_game": 0.7, "needed": 1, "winter": 1}


def test_every_place_has_a_name_and_a_word_in_every_voice():
    assert len(set(cells())) == len(COLUMNS) * len(ROWS)
    for voice in voices():
        for part in ("phone", "screen", "strip"):
            words = room_words(voice)[part]
            assert len(words["map_columns"].split("|")) == len(COLUMNS)
            assert len(words["map_rows"].split("|")) == len(ROWS)
            assert [text.split()[0] for text in words["map_rows"].split("|")] == [str(n) for n in ROWS]


@pytest.mark.usefixtures("compiled")
def test_individual_targets_win_where_one_is_enough_and_lose_where_six_are_needed():
    assert compared("default-valley", {"small_game": 1.1, "needed": 1}, 60)["better"] == "own"
    assert compared("default-valley", {"small_game": 1.1, "needed": 6}, 60)["better"] == "shared"
    assert compared("default-valley", {"small_game": 1.1, "needed": 2}, 20)["better"] == "unclear"


@pytest.mark.usefixtures("compiled")
def test_the_map_marks_the_place_of_the_script(monkeypatch):
    monkeypatch.setattr(regime_map, "PAIRS_ON_THE_MAP", 4)
    found = map_of("default-valley")
    x, y = found["here"]
    assert (COLUMNS[x], ROWS[y]) == (1.1, 6)
    assert [len(row) for row in found["rows"]] == [len(COLUMNS)] * len(ROWS)
    assert all(0 <= one["own"] <= found["of"] for row in found["rows"] for one in row)


@each(
    "given",
    [None, {}, GOOD | {"needed": 9}, GOOD | {"needed": 1.5}, GOOD | {"winter": "1"}, GOOD | {"winter": True},
     GOOD | {"small_game": -1}, GOOD | {"kappa": 3}, GOOD | {"words": 7}, GOOD | {"winter": float("nan")}],
)  # fmt: skip
def test_dials_that_cannot_be_are_refused(given):
    assert trial_of(given) is None


def test_words_of_a_finder_are_plain_and_short():
    assert trial_of(GOOD) == Trial(0.7, 1, 1.0)
    assert trial_of(GOOD | {"words": "a\n\u202eb" + "x" * 99}).words == ("a b" + "x" * 99)[:60]


@pytest.mark.usefixtures("compiled")
def test_a_beaten_claim_is_a_scenario_that_can_be_run(monkeypatch, tmp_path):
    monkeypatch.setattr(regime_map, "PAIRS_OF_A_TRIAL", 40)
    found = tried("default-valley", trial_of(GOOD | {"words": 'Sales "alone" <b>'}))
    assert found["better"] == "own"
    file = tmp_path / "beaten.toml"
    file.write_text(scenario_text("default-valley", found), encoding="utf-8")
    read = hunt.scenario(str(file))
    assert read.title == 'Sales "alone" <b>'
    parameters = read.parameters("own-product")
    assert (parameters.small_game, parameters.needed, parameters.winter) == (0.7, 1, 1)


def test_what_was_tried_is_shown_and_kept():
    room = Acted("forty-five-minutes")
    room.until("map")
    room.add("result", "clock", {"result": {"rows": []}}, "map")
    room.add("try", "trainer", {"trial": GOOD, "expect": room.state.scene})
    assert screen(room.state, "en")["trying"]
    found = {**GOOD, "words": "Sales", "own": 3.0, "shared": 1.0, "better": "own", "pairs": 300}
    room.add("result", "clock", {"result": found}, TRIAL)
    shown = screen(room.state, "en")
    assert not shown["trying"]
    assert shown["tried"] == found
    names = zipfile.ZipFile(io.BytesIO(archive(room.state))).namelist()
    assert "beaten-claim-1.toml" in names
    room.add("try", "trainer", {"trial": GOOD, "expect": room.state.scene})
    room.add("result", "clock", {"result": {**found, "better": "shared"}}, TRIAL)
    names = zipfile.ZipFile(io.BytesIO(archive(room.state))).namelist()
    assert [name for name in names if name.startswith("beaten")] == ["beaten-claim-1.toml"]
    assert room.replayed() == room.state


def test_places_are_counted_like_answers():
    room = Acted("forty-five-minutes")
    room.join(6)
    room.until("place", "open")
    for seat, value in enumerate(("0-0", "0-0", "4-4", "2-1", "5-0", "nowhere"), 1):
        room.say(seat, value)
    assert room.state.answers["place"] == {1: "0-0", 2: "0-0", 3: "4-4", 4: "2-1"}
    room.until("place", "revealed")
    totals = {one["id"]: one["n"] for one in screen(room.state, "en")["totals"]}
    assert (totals["0-0"], totals["4-4"], totals["2-1"], sum(totals.values())) == (2, 1, 1, 4)
