"""What a press must not do unasked, what a key that does nothing says, and what may be left out when it is late."""

import re

import pytest
from cases import each
from rooms import Acted, Phone, Trainer, room_inside, room_running, workshop
from stage_browser import needs_chromium

from dashboards.room.room import Refused
from dashboards.room.script import read_script, script_ids
from dashboards.room.steps import needed
from dashboards.room.views import screen, strip
from dashboards.room.words import room_words, step_texts, voices

NUMBERS = {"present": 0, "asleep": 0, "waiting": 0}
STRIP = room_words("en")["strip"]


def black(room):
    """Press the key for the black screen."""
    room.add("black", "trainer", {"on": not room.state.black, "expect": room.state.scene})


def test_a_film_waits_while_the_screen_is_black_and_until_the_trainer_goes_on():
    room = Acted()
    room.until("autumn", "playing")
    black(room)
    assert (room.state.black, screen(room.state, "en")["held"]) == (True, True)
    black(room)
    assert (room.state.black, screen(room.state, "en")["held"]) == (False, True)
    assert needed(room.state) == ("resume", {})
    room.next()
    assert not screen(room.state, "en")["held"]
    black(room)
    room.next()  # without switching the screen on first: nothing plays that nobody sees
    assert (room.state.black, room.state.held) == (False, False)
    assert room.replayed() == room.state


@each(("step", "stage"), [("autumn", "shown"), ("hands-1", "open"), ("years", "shown")])
def test_what_does_not_play_is_not_paused_by_a_black_screen(step, stage):
    room = Acted()
    room.until(step, stage)
    black(room)
    assert (room.state.black, room.state.held, room.state.left) == (True, False, None)


def test_a_key_that_can_open_nothing_says_why(tmp_path):
    with room_inside(tmp_path, read_script("twenty-minutes")) as inside:

        def refused(verb):
            with pytest.raises(Refused) as found:
                inside.run(inside.room.do(verb, inside.room.state.scene))
            return str(found.value)

        assert refused("reopen") == "reopen"
        inside.until("targets", "sealed")
        assert inside.do("reopen")
        assert (inside.room.state.stage, refused("reopen")) == ("open", "reopen")
        inside.until("hands")
        assert refused("reopen") == "reopen"
        inside.until("blame", "sealed")
        assert inside.do("next")
        assert refused("reopen") == "reopen"
    for voice in voices():
        assert room_words(voice)["strip"]["refused_reopen"]


@each("step", ["lobby", "hands-2", "autumn", "years"])
def test_one_key_goes_to_the_end_from_anywhere_and_from_there_it_does_nothing(tmp_path, step):
    (folder := tmp_path / step).mkdir()
    with room_inside(folder, read_script("twenty-minutes")) as inside:
        inside.skip_to(step)
        assert inside.do("finish")
        state = inside.room.state
        assert (state.step.kind, state.ended, state.at) == ("end", False, len(state.script.steps) - 1)
        assert not inside.do("finish")
        assert inside.do("next")
        assert inside.room.state.ended


@each("script", script_ids())
def test_the_strip_knows_what_may_be_left_out_later(script):
    """All of it lies ahead, is optional in the script, and comes with the minutes that it saves."""
    room = Acted(script)
    while True:
        at, steps = room.state.at, room.state.script.steps
        found = strip(room.state, "de", NUMBERS)["droppable"]
        expected = [one for one in steps[at + 1 :] if one.skip]
        assert [one["title"] for one in found] == [step_texts("de", one.id)["title"] for one in expected]
        assert [one["minutes"] for one in found] == [one.minutes for one in expected]
        if at + 1 == len(steps):
            break
        room.go_on()


@each(("script", "minutes"), [("twenty-minutes", 1), ("forty-five-minutes", 7), ("ninety-minutes", 15)])
def test_a_script_can_lose_some_minutes(script, minutes):
    steps = read_script(script).steps
    assert sum(one.minutes for one in steps if one.skip) >= minutes
    kept = {one.id for one in steps if not one.skip}
    for one in steps:  # what a step rests on is not optional unless it is
        assert one.skip or {one.again, one.of} - {""} <= kept, one.id


STEPS = """[[step]]
id = "targets"
kind = "scale"
[[step]]
id = "report"
kind = "choice"
minutes = 1
options = [{ id = "yes" }, { id = "no" }]
skip = true
[[step]]
id = "own-words"
kind = "lines"
fields = ["mammoth", "rabbit", "hero", "date"]
"""
SEEN = """(one) => { const box = one.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return box.height > 0 && box.bottom <= innerHeight && (one === top || one.contains(top)); }"""


class Room:
    """A strip that is steered by keys."""

    def __init__(self, page, trainer):
        self.page, self.trainer = page, trainer

    def press(self, key, said="", **changed):
        """Press a key a while after the last one; wait for what the strip says, or for what the room is then."""
        self.page.wait_for_timeout(1300)
        self.page.keyboard.press(key)
        if said:
            begin = said.partition("{")[0] or said.rpartition("}")[2]
            self.page.locator("#said", has_text=begin).wait_for()
        for _ in range(60):
            state = self.trainer.state()
            if all(state[name] == value for name, value in changed.items()):
                return state
            self.page.wait_for_timeout(100)
        raise AssertionError((key, changed, state["id"], state["stage"], self.page.inner_text("#said")))


@pytest.mark.slow
@needs_chromium
def test_space_asks_again_before_it_closes_what_nobody_has_answered_and_before_the_end(browser, tmp_path):
    """And typed lines stand by what they answer, once each; a phone says that they are sent, and has a handout."""
    with room_running(tmp_path / "rooms", script=workshop(tmp_path, STEPS)) as running:
        trainer, phones = Trainer(running), [Phone(running) for _ in range(3)]
        for phone in phones:
            phone.join()
            phone.state()
        page, wall, hand = (
            browser.new_page(viewport=dict(zip(("width", "height"), size, strict=True)))
            for size in ((1366, 768), (1920, 1080), (390, 844))
        )
        for one, where in ((page, "trainer"), (wall, "projector"), (hand, "phones")):
            one.goto(running[where])
        room = Room(page, trainer)
        room.press("Space", id="targets")
        room.press("o", STRIP["refused_reopen"], stage="shown")
        room.press("Space", stage="open")
        room.press("Space", STRIP["sure_early"], stage="open")
        room.press("Space", stage="sealed")
        room.press("o", stage="open")
        for phone in phones:
            phone.say(4)
        room.press("Space", stage="sealed")  # most have answered: it does not ask
        room.press("e", STRIP["sure_finish"], id="targets")
        trainer.until("own-words", "open")
        for phone, rabbit in zip(phones, ("Mail", "mail", "tickets"), strict=True):
            phone.say(["", rabbit, "", "the audit"])
        fields = hand.locator("input.line")
        fields.nth(3).wait_for()
        fields.nth(1).fill("mail")
        hand.get_by_role("button", name=room_words("en")["phone"]["send"]).click()
        said = hand.get_by_text(room_words("en")["phone"]["kept"])
        said.wait_for()
        assert said.evaluate(SEEN)
        page.get_by_text(STRIP["lines_held"].format(n=3)).wait_for()
        labels = step_texts("en", "own-words")["fields"]
        page.locator(".held li", has_text="mail").locator("b", has_text="3").wait_for()
        assert page.locator("h3").all_inner_texts() == [labels["rabbit"], labels["date"]]
        rows = {text.split("\n")[0].lower() for text in page.locator(".held li").all_inner_texts()}
        assert {row.partition(" show")[0].strip() for row in rows} == {"mail \u00d7 3", "tickets", "the audit \u00d7 3"}
        many = page.locator(".held li", has_text="\u00d7 3").first
        many.get_by_role("button", name=STRIP["release"]).click()
        wall.locator(".lines li", has_text="\u00d7 3").wait_for()
        assert wall.locator(".lines li").count() == 1
        trainer.until("end")
        room.press("Space", STRIP["sure_end"], ended=False)
        room.press("Space", ended=True)
        hand.get_by_text(room_words("en")["phone"]["bye_note"]).wait_for()
        hand.reload()
        hand.get_by_text(room_words("en")["phone"]["handout"]).click()
        hand.get_by_text(room_words("en")["print"]["handout"]).first.wait_for()


LATE = 12
"""Minutes by which the strip is made to believe that the workshop began earlier than it did."""


@pytest.mark.slow
@needs_chromium
def test_when_it_is_late_the_strip_lists_what_may_be_left_out(browser, tmp_path):
    """And not before; the step that it is at is offered by itself."""
    with room_running(tmp_path / "rooms", script="forty-five-minutes") as running:
        trainer = Trainer(running)
        trainer.until("hands-1", "open")
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(running["trainer"])
        begin = STRIP["drop"].partition(":")[0].replace("{n} ", "")
        page.locator("main[data-step=hands-1]").wait_for()
        page.wait_for_timeout(1200)
        assert begin not in page.inner_text("main")

        def earlier(route):
            answer = route.fetch()
            state = answer.json()
            route.fulfill(response=answer, json={**state, "begun": state["begun"] - 60_000 * LATE})

        page.route("**/room/strip/state", earlier)
        try:
            trainer.until("hands-2", "open")
            note = page.locator(".notes li", has_text=begin)
            note.wait_for()
            said = note.inner_text()
        finally:
            page.unroute_all(behavior="ignoreErrors")
        late, saved = int(re.search(r"\d+", said)[0]), 0
        assert 0 < late <= LATE
        for one in trainer.state()["droppable"]:  # the next ones, until they make up for the delay
            assert (f"{one['title']} ({one['minutes']:g} min)" in said) == (saved < late)
            saved += one["minutes"]
        assert saved > 0
