"""The forty-five minutes from the first key to the last, with 24 bots, at four times the speed, in both languages.

The trainer's strip is used by keys only. At every kind of step all three pages are looked at: no error, nothing wider
than the page, and in the German room nothing that axe-core finds either.
"""

import time

import pytest
from accessibility import needs_axe, obstacles
from rooms import Trainer, room_running
from stage_browser import needs_chromium

from dashboards.room.script import read_script
from dashboards.room.words import room_words, voice_of

pytestmark = [pytest.mark.slow, needs_chromium, needs_axe]

BOTS = 24
SIZES = {"phones": (390, 844), "projector": (1920, 1080), "trainer": (1366, 768)}
PLAYED = """() => {
  const frame = document.querySelector('iframe');
  const stage = frame && frame.contentWindow.__stage;
  return Boolean(stage && stage.ready && stage.clock.day >= stage.clock.until);
}"""


class Walk:
    """A workshop in three browser windows."""

    def __init__(self, browser, running, theme, axe):
        self.axe = axe
        self.trainer = Trainer(running)
        self.pages, self.wrong, self.found, self.looked = {}, [], [], set()
        for name, (wide, high) in SIZES.items():
            viewport = {"width": wide, "height": high}
            page = browser.new_context(viewport=viewport, color_scheme=theme, bypass_csp=True).new_page()
            page.on("pageerror", lambda one, name=name: self.wrong.append(f"{name}: {one}"))
            page.on("response", lambda one: self.wrong.append(f"{one.status} {one.url}") if one.status >= 500 else None)
            page.goto(running[name])
            self.pages[name] = page

    def press(self, key):
        """Press a key on the strip until the room has moved; one that comes too early does nothing, as for a person."""
        before = self.trainer.state()["v"]
        for _ in range(5):
            self.pages["trainer"].keyboard.press(key)
            end = time.monotonic() + 3
            while time.monotonic() < end:
                if self.trainer.state()["v"] != before:
                    return
                self.pages["trainer"].wait_for_timeout(50)
        raise AssertionError(f"{key} does nothing at {self.trainer.state()['id']}")

    def until(self, right, why, seconds=120):
        """Wait until the strip is told something."""
        end = time.monotonic() + seconds
        while not right(state := self.trainer.state()):
            assert time.monotonic() < end, (why, state["id"], state["stage"], state["needed"], state["answered"])
            self.pages["trainer"].wait_for_timeout(150)
        return state

    def look(self, state):
        """Look at all pages, once for each kind and stage."""
        if (state["kind"], state["stage"]) in self.looked:
            return
        self.looked.add((state["kind"], state["stage"]))
        here = f"main[data-kind={state['kind']}][data-stage={state['stage']}]"
        self.pages["projector"].locator(here).wait_for(state="attached")
        if state["kind"] == "film":
            return  # the stage has tests of its own
        for name, page in self.pages.items():
            if self.axe and name == "phones":
                page.wait_for_timeout(1700)  # a phone asks every 1.5 s
            self.found += [(state["id"], state["stage"], name, *one) for one in (obstacles(page) if self.axe else [])]
            wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            self.found += [(state["id"], name, "too wide")] if wider > 0 else []

    def ready(self, state):
        """Wait for what a trainer would wait for."""
        if state["asks"] and state["stage"] == "open":
            known = 0.7 if state["kind"] == "day" else 1  # the clock may close a quick day before the last bot
            self.until(lambda now: now["answered"] >= known * BOTS or now["stage"] != "open", "all answers")
        if state["kind"] == "film" and state["stage"] == "playing":
            self.pages["projector"].wait_for_function(PLAYED, timeout=120_000)
        return self.until(lambda now: now["needed"] != "wait", "the model")


@pytest.mark.parametrize(
    ("skin", "theme"), [("stone-age", "light"), pytest.param("steinzeit", "dark", marks=pytest.mark.long)]
)
def test_the_whole_workshop_by_keys_with_bots(browser, tmp_path, skin, theme):
    words = room_words(voice_of(skin))
    options = ("--rehearse", str(BOTS), "--quick", "--skin", skin)
    with room_running(tmp_path / "rooms", *options, script="forty-five-minutes") as running:
        walk, steps = Walk(browser, running, theme, axe=skin == "steinzeit"), []
        state = walk.until(lambda now: now["present"] > BOTS, "everyone has joined")
        while not state["ended"]:
            if state["id"] not in steps:
                steps.append(state["id"])
            state = walk.ready(state)
            walk.look(state)
            if state["kind"] == "lines" and state["stage"] == "open":
                line = state["held_lines"][0]
                walk.press("Enter")
                walk.pages["projector"].get_by_text(line["text"], exact=True).first.wait_for()
                walk.press("Delete")
            if state["kind"] in ("choice", "vote") and state["stage"] == "revealed":
                assert sum(one["n"] for one in state["totals"]) == BOTS
            walk.press("1" if state["needed"] == "choose" else "Space")
            state = walk.trainer.state()
        assert steps == [one.id for one in read_script("forty-five-minutes").steps]
        assert {kind for kind, _ in walk.looked} >= {"lobby", "day", "vote", "film", "board", "map", "place", "lines"}
        walk.pages["phones"].get_by_text(words["phone"]["bye"]).first.wait_for()
        walk.pages["projector"].get_by_text(words["screen"]["thanks"]).first.wait_for()
        walk.pages["phones"].get_by_text(words["phone"]["handout"]).click()
        walk.pages["phones"].get_by_text(words["print"]["handout"]).first.wait_for()
        assert walk.found == []
        assert walk.wrong == []
