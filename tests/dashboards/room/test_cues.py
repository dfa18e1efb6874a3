"""What the trainer is told at each moment, and what the screen says of rings, hands and questions that were skipped."""

import json
import random

import pytest
from cases import each
from rooms import Acted, room_inside

from dashboards.room.cues import cue
from dashboards.room.deals import raised_hands, step_with_rings
from dashboards.room.files import folder_of, open_log
from dashboards.room.hands import ring_of
from dashboards.room.log import Event
from dashboards.room.model_hunters import played
from dashboards.room.pages import FOLDER as PAGES
from dashboards.room.print_pages import sheet
from dashboards.room.script import read_script
from dashboards.room.server import serve
from dashboards.room.views import hands_counted, own, phone_scene, screen, strip
from dashboards.room.words import room_words, step_texts, voices
from hunt.errors import HuntError
from hunt.hands import CLOSED_DAYS, HOLD, RABBIT, WINTER, meat_of, needed_of

NUMBERS = {"present": 0, "asleep": 0, "waiting": 0}


def with_tables(*people):
    """Return a room at the rules of Hands, with tables that raise hands."""
    room = Acted()
    room.until("hands")
    room.add("tables", "trainer", {**raised_hands(room.state, list(people), random.Random(1)),
                                   "expect": room.state.scene})  # fmt: skip
    return room


def skipped(step):
    """Return a room in which a step was skipped before it was asked, with 24 hands for the same question later."""
    room = Acted()
    room.until(step)
    room.add("step", "trainer", {"to": room.state.at + 1, "expect": room.state.scene})
    room.until(f"{step}-again", "open")
    option = room.state.step.options[0].id
    room.add("count", "trainer", {"counts": {option: 24}, "expect": room.state.scene}, room.state.step.id)
    room.until(f"{step}-again", "revealed")
    return room


def test_the_strip_offers_to_skip_the_step_it_is_at_and_no_other():
    room = Acted()
    while not room.state.ended:
        assert strip(room.state, "en", NUMBERS)["skip"] == room.state.step.skip, room.state.step.id
        room.go_on()


def test_a_question_that_was_skipped_can_be_looked_back_at():
    room = skipped("blame")
    for at, step in enumerate(room.state.script.steps[: room.state.at]):
        room.add("look", "trainer", {"to": at, "expect": room.state.scene})
        shown, told = screen(room.state, "en"), strip(room.state, "en", NUMBERS)
        assert shown["id"] == step.id
        assert (told["title"], told["say"], told["next"]) == (shown["title"], told["say"], "")
        assert told["say"] in step_texts("en", step.id).values()
        if step.id == "blame":
            assert (shown["stage"], "seal" in shown, "totals" in shown) == ("shown", False, True)


def test_the_handout_leaves_out_what_was_not_asked_and_shows_what_was():
    text = sheet("handout", skipped("blame").state, "en", "").decode()
    _, _, asked = text.partition(step_texts("en", "blame-again")["title"])
    assert asked.index('<td class="n">24</td>') < asked.index("<h2>")
    assert room_words("en")["print"]["few"] not in asked


def test_raised_hands_are_counted_on_screen_strip_and_in_what_is_sealed():
    room = Acted()
    room.until("bet", "open")
    room.add("count", "trainer", {"counts": {"3": 10, "8": 14}, "expect": room.state.scene}, "bet")
    assert screen(room.state, "en")["hands"] == strip(room.state, "en", NUMBERS)["hands"] == 24
    room.until("outcome")
    assert screen(room.state, "en")["sealed"]["answers"] == 24
    tables = with_tables(6)
    tables.next()
    tables.add("count", "trainer", {"counts": {"1": 5}, "expect": tables.state.scene}, "hands-1")
    assert hands_counted(tables.state, tables.state.step) == 0  # nothing of a day before it is over


def test_the_rules_of_hands_have_the_numbers_of_the_rings_that_were_drawn():
    room = Acted()
    room.join(11)
    room.before("hands")
    room.next(**step_with_rings(room.state, room.state.at + 1, range(1, 12), random.Random(1)))
    shown = screen(room.state, "en")
    assert shown["note"].startswith("You are in a ring of 5 or 6, drawn at random")
    assert [one["id"] for one in shown["rules"]] == ["goal", "pay", "day", "mammoth"]
    said = {one["id"]: one["text"] for one in shown["rules"]}
    assert f" {WINTER * 5} or {WINTER * 6} portions" in said["goal"]
    assert f"if {needed_of(5)} of 5 or {needed_of(6)} of 6 hold. {CLOSED_DAYS} closed days" in said["mammoth"]
    assert f" {meat_of(5)} or {meat_of(6)} portions" in said["mammoth"]
    tables = screen(with_tables(7).state, "en")
    assert tables["note"].startswith("Your table is a ring.")
    assert f"if {needed_of(7)} of 7 hold." in tables["rules"][3]["text"]


@each("people", [5, 6, 11, 13])
def test_a_phone_has_the_rules_with_the_numbers_of_its_own_ring(people):
    room = Acted()
    room.join(people)
    room.before("hands")
    room.next(**step_with_rings(room.state, room.state.at + 1, range(1, people + 1), random.Random(1)))
    rules = phone_scene(room.state, "en")["rules"]
    for seat in range(1, people + 1):
        size = own(room.state, seat)["ring"]["size"]
        goal, _, _, mammoth = (one["text"] for one in rules[str(size)])
        assert f" {WINTER * size} portions" in goal
        assert f"if {needed_of(size)} of {size} hold." in mammoth
        assert f" {meat_of(size)} portions" in mammoth


@each("voice", voices())
def test_where_pays_differ_the_rules_do_not_say_which(voice):
    """Nor does anything that all see while people choose; where all are paid alike, the wall says it."""
    for script, same in (("twenty-minutes", True), ("ninety-minutes", False)):
        room = Acted(script)
        room.until("hands-1" if same else "hands-first-1", "open")
        assert screen(room.state, voice)["same_pay"] == same
    room = Acted("ninety-minutes")
    for year in ("first", "second"):
        room.until(f"hands-{year}")
        pay = {one["text"] for one in screen(room.state, voice)["rules"] if one["id"] == "pay"}
        assert pay == {room_words(voice)["steps"][f"hands-{year}"]["rule_pay"]}
        assert not any(number in text for text in pay for number in "01")


def test_a_rabbit_is_one_portion_and_a_portion_feeds_one_person_for_a_day():
    """What people read, what the rule computes, and what the document says."""
    rabbit = ring_of((1, 2, 3, 4, 5, 6), [[RABBIT] + [HOLD] * 3 + [""] * 2])
    assert (rabbit.store, rabbit.winter) == (1, 6 * WINTER)
    assert "1 portion (one person, one day)" in step_texts("en", "hands")["rule_day"]
    told = " ".join((PAGES.parents[2] / "docs" / "workshop.md").read_text("utf-8").split())
    assert f"{meat_of(6)} portions, which feed a ring of six for {meat_of(6) // 6} days" in told
    assert "a rabbit is one portion, which feeds one person for one day" in told


def test_at_the_end_of_hands_it_is_said_what_was_paid_unless_pays_differ():
    room = with_tables(6)
    while room.state.step.kind != "rings":
        kind = room.state.step.kind
        room.next(**({"played": [[HOLD, *[RABBIT] * 5]]} if kind == "day" and room.state.stage == "open" else {}))
    ring = screen(room.state, "en")["rings"][0]
    assert (ring["paid"], ring["meat"], ring["store"]) == (20, 48, 20)
    assert cue(room.state, "en")["say"] == step_texts("en", "hands-end")["say_none"]
    crossed = Acted("ninety-minutes")
    crossed.until("hands-first-end")
    assert all("paid" not in one for one in screen(crossed.state, "en")["rings"])


def test_a_cue_fits_its_moment():
    room = with_tables(6)
    room.next()
    texts = step_texts("en", "hands-1")
    assert cue(room.state, "en")["say"] == texts["say"]
    room.next(played=played(room.state))
    assert cue(room.state, "en")["say"] == texts["say_counting"]
    room.add("count", "trainer", {"counts": {"1": 2}, "expect": room.state.scene}, "hands-1")
    assert cue(room.state, "en")["say"] == texts["say_sealed"]
    vote = Acted()
    vote.until("decision", "open")
    vote.add("count", "trainer", {"counts": {"nothing": 3, "shared": 3}, "expect": vote.state.scene}, "decision")
    vote.until("decision", "revealed")
    assert cue(vote.state, "en")["say"] == step_texts("en", "decision")["say_tied"]
    assert screen(vote.state, "en")["tied"] == ["nothing", "shared"]
    vote.go_on()
    assert cue(vote.state, "en")["say"] == step_texts("en", "decision")["say_revealed"]
    assert "Do: " in sheet("run-sheet", vote.state, "en", "").decode()


def test_tables_that_have_not_said_how_many_they_are_and_lines_that_are_unread_are_counted():
    room = Acted(per_table=True)
    room.join(4)
    room.until("hands")
    room.say(2, 6)
    told = strip(room.state, "en", {**NUMBERS, "present": 4})
    assert (told["unsaid"], told["said"]) == (3, 1)
    lines = Acted("forty-five-minutes")
    lines.join(2)
    lines.until("own-words", "open")
    lines.say(1, ["a", "b", "", "c"])
    assert strip(lines.state, "en", NUMBERS)["unread"] == 3


def test_the_strip_knows_the_furthest_day_that_a_projector_shows_of_the_film_that_plays(tmp_path):
    with room_inside(tmp_path, read_script("twenty-minutes")) as inside:
        inside.skip_to("autumn")
        inside.room.film_is_at("autumn", "3")
        assert inside.room.strip()["film_day"] is None  # it does not play yet
        assert inside.do("next")
        for step, day in (("autumn", "12"), ("autumn", "5"), ("winter", "300"), ("autumn", "no day")):
            inside.room.film_is_at(step, day)
        assert inside.room.strip()["film_day"] == 12
        assert inside.room.strip()["film_gone"] is None


def test_the_strip_knows_since_when_nobody_is_left_once_a_projector_has_shown_it(tmp_path):
    with room_inside(tmp_path, read_script("twenty-minutes")) as inside:
        inside.skip_to("autumn")
        assert inside.do("next")
        for step, gone in (("winter", "70"), ("autumn", "no day"), ("autumn", "")):
            inside.room.film_is_at(step, "80", gone)
            assert inside.room.strip()["film_gone"] is None
        inside.room.film_is_at("autumn", "90", "71")
        inside.room.film_is_at("autumn", "90")  # another projector that is behind
        assert inside.room.strip()["film_gone"] == 71
        assert inside.do("next")
        assert inside.room.strip()["film_gone"] is None  # another step


@pytest.mark.parametrize(
    "asked", [{"script": "forty-five-minutes"}, {"skin": "--skin zero-outage"}, {"tables": "--one-phone-per-table"}]
)
def test_an_unfinished_room_of_another_kind_is_not_continued(tmp_path, asked):
    log, _ = open_log(folder_of(str(tmp_path)), fresh=False)
    code = log.meta("code")
    value = {"script": json.loads(json.dumps(read_script("twenty-minutes").as_dict())), "code": code}
    value |= {"salt": "", "skin": "stone-age", "seed": 7, "seeds": {}}
    log.append(Event("created", "trainer", value=value)).result()
    log.append(Event("step", "trainer", value={"to": 3})).result()
    log.close()
    wanted = " ".join(["hunt room", *asked.values(), "--new"])
    with pytest.raises(HuntError) as refused:
        serve(read_script(asked.get("script", "twenty-minutes")), asked.get("skin", "stone-age").split()[-1],
              folder=str(tmp_path), port=1, address=None, fresh=False, browser=False, per_table="tables" in asked,
              asked=asked)  # fmt: skip
    said = (
        f"An unfinished room {code} (twenty-minutes, step 4) exists. Continue it: hunt room. Begin a new one: {wanted}."
    )
    assert str(refused.value) == said
    assert len(list(tmp_path.glob("*.room"))) == 1
