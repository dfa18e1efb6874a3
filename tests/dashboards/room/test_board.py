"""The board is filled from the year on the screen by rule, and what tables choose from it is built into the rest."""

import re
from types import SimpleNamespace

import numpy as np
import pytest
from rooms import Acted

import hunt
from dashboards.room import runs
from dashboards.room.board import cards_of
from dashboards.room.script import read_script
from dashboards.room.steps import band_of, elected
from dashboards.room.views import film_query, screen
from dashboards.room.words import room_words, voices
from hunt.catalogue.scenarios import scenario
from hunt.narrator import HOURS_A_DAY, skin
from hunt.simulation import simulate
from hunt.vocabulary import EventKind

pytestmark = pytest.mark.usefixtures("compiled")

TODAY = 180


@pytest.fixture(scope="module")
def year():
    return hunt.record(scenario("hero-of-the-night").parameters("heroics"), 5)


def test_each_card_is_an_event_of_this_year_before_today(year):
    cards = cards_of(year, TODAY, skin())
    trouble = [
        one for one in year.events if one["kind"] in (EventKind.INCIDENT, EventKind.WOLVES) and one["day"] < TODAY
    ]
    assert cards["present"]["day"] == trouble[-1]["day"]
    for card, event in (("present", trouble[-1]), ("past", max(trouble[:-1], key=lambda one: float(one["effect"])))):
        eaten = year.hunters[int(event["day"])]["alive"].sum() * year.parameters.need
        assert cards[card]["days"] == round(float(event["effect"]) / eaten, 1)
    assert cards["past"]["day"] <= cards["present"]["day"] < TODAY
    assert cards["rescue"] is None or cards["rescue"]["day"] >= cards["present"]["day"]
    assert cards["future"] == {"what": "winter", "day": 270, "in": 90}
    assert cards["living"] == year.hunters[TODAY - 1]["alive"].sum()


def test_the_board_sums_up_what_trouble_has_cost_and_what_is_in_store(year):
    """The sum is more than the events say: an open incident goes on costing food."""
    cards = cards_of(year, TODAY, skin())
    trouble = [
        one for one in year.events if one["kind"] in (EventKind.INCIDENT, EventKind.WOLVES) and one["day"] < TODAY
    ]
    assert cards["troubles"] == len(trouble) > 1
    eaten = year.camp[TODAY - 1]["living"] * year.parameters.need
    assert cards["cost"] * eaten > sum(float(one["effect"]) for one in trouble)
    assert cards["cost"] == pytest.approx((year.camp["lost"] + year.camp["stolen"])[TODAY - 1] / eaten, abs=0.06)
    assert cards["store"] == pytest.approx(year.camp["store"][TODAY - 1] / eaten, abs=0.06)


def test_who_leads_is_alive_and_of_the_highest_standing(year):
    hunters = year.hunters[TODAY - 1]
    leader = cards_of(year, TODAY, skin())["leader"]
    assert hunters["alive"][leader]
    assert hunters["standing"][leader] == hunters["standing"][hunters["alive"]].max()


def test_where_a_year_has_nothing_the_card_is_empty(year):
    none = SimpleNamespace(events=year.events[:0], hunters=year.hunters, parameters=year.parameters, camp=year.camp)
    cards = cards_of(none, 300, skin())
    assert [cards[name] for name in ("past", "present", "rescue", "future")] == [None] * 4
    nobody = np.zeros_like(year.hunters)
    assert (
        cards_of(SimpleNamespace(events=[], hunters=nobody, parameters=year.parameters, camp=year.camp), 9, skin())[
            "leader"
        ]
        is None
    )


def test_the_great_herd_has_a_date():
    year = hunt.record(scenario("great-herd-coming").parameters("own-product"), 1)
    assert cards_of(year, 150, skin())["future"] == {"what": "herd", "day": 200, "in": 50}
    assert cards_of(year, 201, skin())["future"]["what"] == "winter"


def chosen(**votes):
    room = Acted("forty-five-minutes")
    room.join(12)
    room.until("small-steps", "open")
    seats = iter(range(1, 13))
    for option, n in votes.items():
        for _ in range(n):
            room.say(next(seats), option)
    room.until("small-steps", "revealed")
    return room


def test_the_three_steps_with_most_votes_are_built_into_the_rest_of_the_year():
    room = chosen(meetings=1, target=4, feast=1, checklist=3, review=3)
    assert room.state.winners["small-steps"] == "target,review,checklist"
    room.until("rescues-rest")
    assert band_of(room.state) == "heroics~180:review:0~180:checklist:0.5~180:regime:shared-survival"
    assert "bands=heroics~180:review:0" in film_query(room.state)
    year = runs.address(room.state, band_of(room.state))
    assert simulate(year.parameters(year.bands[0]), 3, year.changes(year.bands[0])).ended


def test_of_equal_votes_the_first_listed_count_and_none_is_not_chosen():
    room = chosen(feast=2, meetings=2, broadcast=2, checklist=2)
    assert room.state.winners["small-steps"] == "checklist,broadcast,feast"
    room = chosen(feast=3, target=2)
    assert room.state.winners["small-steps"] == "feast,target"
    room = chosen(feast=2)  # too few phones to be anonymous: the trainer chooses
    assert elected(room.state, room.state.step) == ""


def test_votes_change_only_years_of_their_own_scenario():
    room = chosen(feast=4)
    room.state = room.state.__class__(
        **{**room.state.__dict__, "winners": {"decision": "shared", "small-steps": "feast"}}
    )
    assert band_of(room.state) == "heroics~180:feast:0"
    script = room.state.script
    at = script.index("years")
    room.state = room.state.__class__(**{**room.state.__dict__, "at": at})
    assert band_of(room.state) == "own-product~90:regime:shared-survival"


def test_nobody_leads_where_nobody_is_alive():
    room = chosen(review=4)
    results = {**room.state.results, "board": {"leader": None}}
    room.state = room.state.__class__(**{**room.state.__dict__, "results": results})
    assert band_of(room.state) == "heroics"


def test_the_screen_shows_the_board():
    room = Acted("forty-five-minutes")
    room.until("board")
    room.add("result", "clock", {"result": runs.board(room.state)}, "board")
    shown = screen(room.state, "en")["result"]
    assert shown["today"] == TODAY
    assert shown["present"]["text"].endswith(".")


@pytest.mark.parametrize("voice", voices())
def test_prices_are_those_of_the_model(voice):
    """What stands behind each step in minutes or food is what the model takes."""
    vote = next(one for one in read_script("forty-five-minutes").steps if one.id == "small-steps")
    words = room_words(voice)["steps"]["small-steps"]["options"]
    parameters = scenario("hero-of-the-night").parameters("heroics")
    for option in vote.options:
        _, name, value = option.change.split(":")
        if name == "checklist":
            minutes = 60 * HOURS_A_DAY * float(value) * parameters.checklist_hours
            assert abs(minutes - 15) < 2, "about a quarter of an hour"
            assert re.search("quarter of an hour|Viertelstunde", words[option.id])
        if name == "meetings":
            assert 60 < 60 * HOURS_A_DAY * float(value) < 90, "over an hour"
            assert re.search("over an hour|über eine Stunde", words[option.id])
