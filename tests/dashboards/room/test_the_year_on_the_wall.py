"""What the projector says of simulated years: both outcomes of a bet, films that do not tell the end, other years."""

import re
from contextlib import nullcontext
from dataclasses import replace
from html import escape

import pytest
from cases import each
from rooms import Acted

from dashboards.room import runs
from dashboards.room.cues import cue
from dashboards.room.print_pages import sheet
from dashboards.room.regime_map import DIALS, usual
from dashboards.room.script import read_script, script_ids
from dashboards.room.script_check import check_script
from dashboards.room.steps import band_of, decided
from dashboards.room.views import phone_scene, screen, strip
from dashboards.room.words import step_texts, voices
from hunt.errors import HuntError
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
    assert "pairs" not in unchanged


@pytest.mark.usefixtures("compiled")
def test_what_a_decision_changes_is_counted_in_pairs_of_years_with_the_same_luck():
    state = voted("shared").state
    found = runs.outcome(state)
    pairs = found["pairs"]
    assert sum(pairs.values()) == found["years"] == 100
    few, by_hand = runs.address(state, "own-product~90:regime:shared-survival", "own-product"), []
    for seed in range(1, 101):
        with_it, without = (simulate(few.parameters(one), seed, few.changes(one)).alive for one in few.bands)
        by_hand.append("more" if with_it > without else "fewer" if with_it < without else "equal")
    assert pairs == {name: by_hand.count(name) for name in ("more", "equal", "fewer")}
    assert pairs["more"] > pairs["fewer"] > 0  # or the order of the two could not be told
    others = {one["id"]: one["alive"] for one in found["others"]}
    for id, change in (("meetings", "meetings:0.15"), ("sharper", "kappa:2.5")):
        year = runs.address(state, f"own-product~90:{change}")
        assert others.pop(id) == simulate(year.parameters(year.bands[0]), state.seed, year.changes(year.bands[0])).alive
    assert not others  # neither what was chosen nor what changes nothing


@each("voice", voices())
def test_the_wall_names_what_was_chosen_and_shows_the_other_choices(voice):
    others = [{"id": "meetings", "alive": 8}, {"id": "sharper", "alive": 0}]
    found = {**BOTH, "pairs": {"more": 77, "equal": 19, "fewer": 4}, "others": others}
    labels = step_texts(voice, "decision")["options"]
    shown = screen(revealed(found).state, voice)
    assert shown["chosen"] == [labels["shared"]]
    assert [(one["label"], one["alive"]) for one in shown["others"]] == [
        (labels["meetings"], 8),
        (labels["sharper"], 0),
    ]
    assert screen(revealed(BOTH).state, voice)["others"] == []  # a room of before
    film = screen(voted("sharper", "winter").state, voice)["film"]
    assert film["chosen"] == [labels["sharper"]]
    assert screen(voted("sharper", "years").state, voice)["chosen"] == [labels["sharper"]]
    steps = Acted("forty-five-minutes")
    steps.until("small-steps", "open")
    steps.add("count", "trainer", {"counts": {"review": 5}, "expect": steps.state.scene}, "small-steps")
    steps.until("rescues-rest")
    price = step_texts(voice, "small-steps")["options"]["review"].index(" (")
    chosen = step_texts(voice, "small-steps")["options"]["review"][:price]
    assert screen(steps.state, voice)["film"]["chosen"] == [chosen]


def test_a_decision_without_effect_has_a_question_of_its_own_and_what_was_seen_needs_no_silence():
    texts = step_texts("en", "outcome")
    for found, moment in ((BOTH, "revealed"), ({**BOTH, "alive": 0}, "same"), ({**BOTH, "without": None}, "revealed")):
        assert cue(revealed(found).state, "en")["say"] == texts[f"say_{moment}"]
    for found, do in (
        (BOTH, texts["do"]),
        ({**BOTH, "alive": 0, "without": None}, ""),  # nobody is left, as the film has shown
        ({**BOTH, "alive": 0}, texts["do"]),  # the year of the bet was not shown
    ):
        room = voted("shared")
        room.add("result", "clock", {"result": found}, "outcome")
        assert cue(room.state, "en") == {"say": texts["say"], "do": do, "avoid": texts["not"]}


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


@pytest.mark.usefixtures("compiled")
def test_more_targets_met_with_less_food_is_said_where_it_is_so_and_only_there(monkeypatch):
    monkeypatch.setattr(runs, "MOST_RUNS", 20)
    room = voted("shared", "years")
    found = runs.many_years(room.state)["finding"]
    means = {}
    for band in ("own-product", "shared-survival"):
        place = runs.address(room.state, band)
        years = [simulate(place.parameters(place.bands[0]), seed, ()) for seed in range(1, 21)]
        stores = [one.winter_store for one in years if one.winter_store == one.winter_store]  # known where winter came
        means[band] = round(100 * sum(one.kpi for one in years) / 20), round(sum(stores) / len(stores))
    own, shared = means["own-product"], means["shared-survival"]
    assert (found["met"], found["food"], found["met_second"], found["food_second"]) == (*own, *shared)
    assert (found["first"], found["second"]) == ("Individual targets", "Shared target")
    other_way = room.state.step.__class__(**{**room.state.step.__dict__, "bands": ("shared-survival", "own-product")})
    script = room.state.script
    steps = tuple(other_way if one.id == "years" else one for one in script.steps)
    turned = replace(room.state, script=script.__class__(**{**script.__dict__, "steps": steps}))
    assert runs.many_years(turned)["finding"] is None


@each(("worse", "says"), [(True, True), (False, False)])
def test_the_strip_has_an_answer_where_no_pay_rule_does_worse_than_praise_for_rescues(worse, says):
    room = Acted("forty-five-minutes")
    room.before("rescues-years")
    room.next()
    room.add("result", "clock", {"result": {"rows": [], "none_worse": worse}}, "rescues-years")
    asked = strip(room.state, "en", {"present": 0, "asleep": 0, "waiting": 0})["asked"]
    assert asked == (step_texts("en", "rescues-years")["asked"] if says else "")


def test_without_a_pay_rule_is_worse_only_where_fewer_survive():
    bands = ("heroics", "shared-survival", "none")
    rows = {"heroics": {"alive": [5, 0, 5]}, "none": {"alive": [6, 0, 4]}}
    assert runs._none_is_worse(rows, bands)
    assert not runs._none_is_worse({**rows, "none": rows["heroics"]}, bands)
    assert not runs._none_is_worse(rows, bands[:2])


def test_both_pay_rules_are_shown_side_by_side_without_what_was_decided():
    room = voted("shared", "both-rules", "forty-five-minutes")
    film = screen(room.state, "en")["film"]
    assert "bands=own-product,shared-survival&" in film["query"]
    assert f"seed={room.state.seed}&" in film["query"]  # the year that the room has seen
    assert (film["decided"], film["sealed"]) == (0, False)
    assert room.state.script.index("outcome") < room.state.at < room.state.script.index("years")
    assert room.state.step.skip
    for bands, refused in (("none,own-product", False), ("none,own-product,shared-survival", True)):
        steps = [replace(one, bands=tuple(bands.split(","))) if one.id == "both-rules" else one
                 for one in room.state.script.steps]  # fmt: skip
        with pytest.raises(HuntError, match="both-rules") if refused else nullcontext():
            check_script(replace(room.state.script, steps=tuple(steps)), "en")


def test_who_is_celebrated_is_asked_when_rescues_have_been_seen():
    for id in ("forty-five-minutes", "ninety-minutes"):
        script = read_script(id)
        assert script.index("rescues") < script.index("feast") < script.index("board")


@each("script", script_ids())
def test_two_pay_rules_are_compared_with_none(script):
    for step in read_script(script).steps:
        if step.kind == "years" and not any("~" in band for band in step.bands):
            assert step.bands[-1] == "none", step.id


def test_the_dials_say_where_they_stand_here():
    assert usual("default-valley") == {"small_game": 1.1, "needed": 6, "winter": 1.0}
    assert all(low <= usual("default-valley")[name] <= high for name, (low, high) in DIALS.items())
