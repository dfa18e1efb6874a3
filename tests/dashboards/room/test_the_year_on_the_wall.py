"""What the projector says of simulated years: both outcomes of a bet, films that do not tell the end, other years."""

import re
from html import escape

import pytest
from cases import each
from rooms import Acted

from dashboards.room import runs
from dashboards.room.print_pages import sheet
from dashboards.room.regime_map import DIALS, usual
from dashboards.room.script import read_script, script_ids
from dashboards.room.steps import band_of, decided
from dashboards.room.views import phone_scene, screen
from dashboards.room.words import step_texts, voices
from hunt.simulation import simulate

BOTH = {"alive": 12, "of": 12, "same": 71, "years": 100, "without": 0}


def voted(option, until="outcome", script="twenty-minutes"):
    """Return a room in which a vote was for an option."""
    room = Acted(script)
    room.until("decision", "open")
    room.add("count", "trainer", {"counts": {option: 5}, "expect": room.state.scene}, "decision")
    room.until(until)
    return room


def revealed(result, option="shared"):
    """Return a room in which the outcome of the bets has been revealed."""
    room = voted(option)
    room.add("result", "clock", {"result": result}, "outcome")
    room.until("outcome", "revealed")
    return room


@pytest.mark.usefixtures("compiled")
def test_the_outcome_has_the_year_of_the_bet_as_well():
    state = voted("shared").state
    found = runs.outcome(state)
    for name, band in (("without", "own-product"), ("alive", "own-product~90:regime:shared-survival")):
        year = runs.address(state, band)
        assert found[name] == simulate(year.parameters(year.bands[0]), state.seed, year.changes(year.bands[0])).alive
    assert found["alive"] != found["without"]  # of this year, or the test would not tell them apart
    unchanged = runs.outcome(voted("nothing").state)
    assert unchanged["without"] is None
    assert unchanged["alive"] == found["without"]


def test_what_a_bet_is_about_is_the_year_before_the_vote():
    state = voted("shared").state
    assert band_of(state) == "own-product~90:regime:shared-survival"
    assert band_of(state, before="bet") == "own-product"
    assert [(step.id, one.id) for step, one in decided(state)] == [("decision", "shared")]
    assert decided(voted("nothing").state) == []


@each("voice", voices())
def test_phones_screen_and_handout_have_both_numbers(voice):
    room = revealed(BOTH)
    assert (phone_scene(room.state, voice)["alive"], phone_scene(room.state, voice)["without"]) == (12, 0)
    assert screen(room.state, voice)["result"] == BOTH
    text = sheet("handout", room.state, voice, "").decode()
    label = step_texts(voice, "decision")["options"]["shared"]
    facts = re.findall(r"<b>(.*?)</b> <span>(?:of|von) 12</span></p><p class=\"small\">(.*?)</p>", text)
    assert [number for number, _ in facts[-2:]] == ["0", "12"]
    assert escape(label) in facts[-1][1]
    assert escape(label) not in facts[-2][1]


def test_a_room_of_before_says_what_it_said():
    old = {name: one for name, one in BOTH.items() if name != "without"}
    text = sheet("handout", revealed(old).state, "en", "").decode()
    assert '<b>12</b> <span>of 12</span></p><p class="small">survived</p>' in text
    assert "in 71 of 100 years the number was the same" in text


def test_a_vote_for_no_change_says_that_the_year_goes_on():
    for option, goes_on in (("nothing", True), ("shared", False)):
        room = voted(option)
        room.add("look", "trainer", {"to": room.state.script.index("decision"), "expect": room.state.scene})
        assert screen(room.state, "en")["unchanged"] is goes_on
        assert ("The year goes on unchanged" in sheet("handout", room.state, "en", "").decode()) is goes_on


def test_only_the_end_of_the_year_that_was_bet_on_is_covered_until_the_bets_are_revealed():
    room = Acted()
    room.until("autumn")
    assert not screen(room.state, "en")["film"]["sealed"]
    room = voted("shared", "winter")
    film = screen(room.state, "en")["film"]
    assert film["sealed"]
    assert film["decided"] == 1
    assert film["seconds"] == 108  # 0.9 of two minutes
    room = revealed(BOTH)
    room.add("look", "trainer", {"to": room.state.script.index("winter"), "expect": room.state.scene})
    assert not screen(room.state, "en")["film"]["sealed"]
    assert not screen(voted("shared", "rescues-rest", "forty-five-minutes").state, "en")["film"]["sealed"]


@pytest.mark.usefixtures("compiled")
def test_other_years_are_called_by_what_people_know(monkeypatch):
    monkeypatch.setattr(runs, "MOST_RUNS", 20)
    found = runs.many_years(voted("sharper", "years").state)
    assert found["decided"] == 1
    assert [(one["title"], one["own"]) for one in found["rows"]] == [
        ("Individual targets", True), ("Individual targets", False), ("Shared target", False), ("No pay rule", False),
    ]  # fmt: skip
    assert [sum(one["alive"]) for one in found["rows"]] == [20] * 4


@each("script", script_ids())
def test_two_pay_rules_are_compared_with_none(script):
    for step in read_script(script).steps:
        if step.kind == "years" and not any("~" in band for band in step.bands):
            assert step.bands[-1] == "none", step.id


def test_the_dials_say_where_they_stand_here():
    assert usual("default-valley") == {"small_game": 1.1, "needed": 6, "winter": 1.0}
    assert all(low <= usual("default-valley")[name] <= high for name, (low, high) in DIALS.items())
