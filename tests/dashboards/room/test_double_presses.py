"""Every key of the strip that changes the room: pressed twice for once, held down, or on a page that is behind."""

import time

import pytest
from rooms import Phone, Trainer, room_running, workshop
from stage_browser import needs_chromium

from dashboards.room.words import room_words

pytestmark = [pytest.mark.slow, needs_chromium]

STRIP = room_words("en")["strip"]
STEPS = """[[step]]
id = "targets"
kind = "scale"
[[step]]
id = "hands"
kind = "hands"
days = 2
seconds = 60
[[step]]
id = "band"
kind = "card"
skip = true
[[step]]
id = "report"
kind = "choice"
options = [{ id = "yes" }, { id = "no" }]
skip = true
[[step]]
id = "feast"
kind = "choice"
options = [{ id = "rescuer" }, { id = "builder" }, { id = "nobody" }]
[[step]]
id = "own-words"
kind = "lines"
fields = ["mammoth", "rabbit", "hero", "date"]
"""
TYPED = ["Our platform", "My tickets", "The weekend before the launch", "The audit"]


class Strip:
    """A strip whose keys are pressed, and what the room then is."""

    def __init__(self, page, trainer):
        self.page, self.trainer = page, trainer

    def shows(self, state):
        """Wait until the page has come to a scene, and a press is not taken for the second of a double one."""
        self.page.locator(f"main[data-step={state['id']}]").wait_for()
        self.page.wait_for_timeout(1200)  # it asks every half a second

    def twice(self, key, right):
        """Press a key twice within a moment; wait until the room has changed, and as long as a second change takes."""
        self.page.keyboard.press(key)
        self.page.wait_for_timeout(150)
        self.page.keyboard.press(key)
        self.changed(right)
        self.page.wait_for_timeout(800)
        assert right(state := self.trainer.state()), (key, state["id"], state["stage"])

    def changed(self, right):
        """Wait until the room is as it should be."""
        end = time.monotonic() + 15
        while not right(state := self.trainer.state()):
            assert time.monotonic() < end, (state["id"], state["stage"], self.page.inner_text("body"))
            self.page.wait_for_timeout(50)


def test_of_two_quick_presses_of_any_key_one_counts(browser, tmp_path):
    with room_running(tmp_path / "rooms", script=workshop(tmp_path, STEPS)) as running:
        trainer, phone = Trainer(running), Phone(running)
        phone.join()
        phone.state()
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(running["trainer"])
        strip = Strip(page, trainer)
        first = trainer.state()["v"]

        strip.shows(trainer.until("targets", "sealed"))
        strip.twice("o", lambda now: (now["stage"], now["epoch"]) == ("open", 2))

        strip.shows(trainer.until("hands-1", "open"))
        strip.twice("p", lambda now: now["paused"])
        page.keyboard.press("p")
        strip.changed(lambda now: not now["paused"])
        page.wait_for_timeout(800)
        strip.twice("x", lambda now: now["black"])
        page.keyboard.press("x")
        strip.changed(lambda now: not now["black"])

        state = trainer.until("band")
        strip.shows(state)
        strip.twice("ArrowLeft", lambda now: now["looking"] and now["at"] == state["at"] - 1)
        page.keyboard.press("Space")
        strip.changed(lambda now: not now["looking"])

        # Two optional steps follow each other: the second of two presses is not for the second step.
        page.wait_for_timeout(800)
        strip.twice("s", lambda now: now["id"] == "report")
        page.keyboard.press("s")
        strip.changed(lambda now: now["id"] == "feast")

        # What is asked once more is not confirmed by a double press, which has not read the question.
        page.wait_for_timeout(800)
        strip.twice("s", lambda now: now["id"] == "feast")
        assert STRIP["sure_skip"] in page.inner_text("body")
        page.keyboard.press("s")
        strip.changed(lambda now: now["id"] == "own-words")

        # Of four lines that wait Enter shows one, Delete hides one, and a key that is held down does it once.
        trainer.until("own-words", "open")
        phone.say(TYPED)
        strip.shows(trainer.state())
        page.get_by_text(STRIP["lines_held"].format(n=4)).wait_for()
        strip.twice("Enter", lambda now: (len(now["lines"]), len(now["held_lines"])) == (1, 3))
        strip.twice("Delete", lambda now: (len(now["lines"]), len(now["held_lines"])) == (1, 2))
        page.keyboard.down("Enter")
        for _ in range(15):
            page.wait_for_timeout(100)
            page.keyboard.down("Enter")  # Chromium is told that it is the same press
        page.keyboard.up("Enter")
        assert [len(trainer.state()[name]) for name in ("lines", "held_lines")] == [2, 1]
        assert trainer.state()["v"] > first


BEHIND = [
    ("o", "targets", "sealed"),
    ("p", "hands-1", "open"),
    ("s", "band", "shown"),
    ("ArrowLeft", "band", "shown"),
    ("x", "band", "shown"),
]
"""Keys, and where in the script they would do something."""


def test_a_page_that_is_behind_does_nothing(browser, tmp_path):
    """Another window has made the screen black; this page has not heard of it, and its key is for the scene before."""
    with room_running(tmp_path / "rooms", script=workshop(tmp_path, STEPS)) as running:
        trainer = Trainer(running)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(running["trainer"])
        strip = Strip(page, trainer)
        for key, step, stage in BEHIND:
            strip.shows(trainer.until(step, stage))
            page.route("**/room/strip/state", lambda one: one.abort())
            page.wait_for_timeout(700)  # what it has asked before is answered
            trainer.do("black")
            before = trainer.state()["v"]
            with page.expect_response("**/room/do") as answer:
                page.keyboard.press(key)
            assert answer.value.status == 409, key
            assert trainer.state()["v"] == before, key
            page.unroute("**/room/strip/state")
            trainer.do("black")
