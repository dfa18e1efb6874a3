"""The forty-five minutes from the first key to the last, and the ninety: with 24 bots, at four times the speed, in both
languages; and with raised hands only, without a single phone.

The trainer's strip is used by keys only. At every kind of step all pages are looked at: no error, no total before it is
revealed, nothing wider than the page, letters and buttons large enough, and in the German room nothing that axe-core
finds either.
"""

import csv
import io
import json
import shutil
import time
import urllib.request
import zipfile
from contextlib import closing

import pytest
from accessibility import needs_axe, obstacles
from rooms import Trainer, ask, room_running
from stage_browser import needs_chromium

from dashboards.room.log import Log
from dashboards.room.script import ASKS, read_script
from dashboards.room.steps import replayed
from dashboards.room.views import screen
from dashboards.room.words import room_words, voice_of

pytestmark = [pytest.mark.slow, needs_chromium, needs_axe]

BOTS = 24
SIZES = {"phones": (390, 844), "projector": (1920, 1080), "trainer": (1366, 768)}
PLAYED = """() => {
  const frame = document.querySelector('iframe');
  const stage = frame && frame.contentWindow.__stage;
  return Boolean(stage && stage.ready && stage.clock.day >= stage.clock.until);
}"""
MOVING = PLAYED.replace("stage.clock.day >= stage.clock.until", "stage.clock.playing")
TELLS_THE_END = """() => {
  const { main, clock } = frames[0].__stage;
  const telling = '.badge:not([hidden]), .where, nav.pages, .ending';
  const found = [...main.querySelectorAll(telling)].map((one) => one.className);
  const open = parseFloat(main.querySelector('.rows').style.clipPath.split(' ')[1]); // percent from the right
  return open < 99 - (100 * clock.time) / (clock.days - 1) ? [...found, `marks until ${open}`] : found;
}"""
"""What of the stage gives away how a year ends: how usual its end is, marks of days to come, the last card."""

STEERED = """() => {
  const { root } = frames[0].__stage;
  const seen = (one) => one.getClientRects().length && getComputedStyle(one).visibility === 'visible';
  return [...root.querySelectorAll('button, a, dialog[open]')].filter(seen).map((one) => one.textContent);
}"""
"""What of the stage someone in front of the projector could press: nothing, as the trainer steers from the strip."""

SMALLEST_LETTERS = """() => {
  const walker = document.createTreeWalker(document.getElementById('main'), NodeFilter.SHOW_TEXT);
  let least = 1000;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const box = node.parentElement;
    if (!node.data.trim() || !box.getClientRects().length) continue;
    const drawn = box.closest('svg') ? box.getScreenCTM().a : 1;
    least = Math.min(least, drawn * parseFloat(getComputedStyle(box).fontSize));
  }
  return least;
}"""
SMALL_BUTTONS = """() => [...document.querySelectorAll('button, input')]
  .map((one) => [one.textContent || one.id, one.getBoundingClientRect().height])
  .filter(([, high]) => high > 0 && high < 44)"""
READING = 650
"""Milliseconds after which a press is no longer taken for the second of a double one."""
OUT_OF_SIGHT = "(document.getElementById('next') || document.body).getBoundingClientRect().bottom > innerHeight"
BARS = ".bars, .dots .dot, .conditions .count"
"""What a total looks like on the screen."""


class Walk:
    """A workshop in two or three browser windows."""

    def __init__(self, browser, running, theme, *, axe, names=tuple(SIZES), skin="stone-age"):
        self.axe, self.skin = axe, skin
        self.running = running
        self.trainer = Trainer(running)
        self.pages, self.wrong, self.found, self.looked = {}, [], [], set()
        self.words, self.films, self.asked = [], 0, []
        self.covered = 0
        for name in names:
            wide, high = SIZES[name]
            viewport = {"width": wide, "height": high}
            page = browser.new_context(viewport=viewport, color_scheme=theme, bypass_csp=True).new_page()
            page.on("pageerror", lambda one, name=name: self.wrong.append(f"{name}: {one}"))
            page.on("response", lambda one: self.wrong.append(f"{one.status} {one.url}") if one.status >= 500 else None)
            page.on("websocket", self._listen)
            page.goto(running[name])
            self.pages[name] = page
        assert self.trainer.key not in self.pages["trainer"].url

    def _listen(self, socket):
        """Note sockets that are not those of the stage in its frame, and whatever in those could be a total."""
        if "/kernels/" not in socket.url:
            self.wrong.append(f"a socket to {socket.url}")
        socket.on(
            "framereceived", lambda data: self.wrong.append("totals in a socket") if "totals" in str(data) else None
        )

    def press(self, key):
        """Press a key on the strip until the room has moved; one that comes too early does nothing, as for a person."""
        before = self.trainer.state()["v"]
        said = self.pages["trainer"].locator("#said")
        for _ in range(20):
            self.pages["trainer"].keyboard.press(key)
            end = time.monotonic() + 0.75
            while time.monotonic() < end:
                if self.trainer.state()["v"] != before:
                    return
                if asked := said.inner_text():  # the strip asks, or refuses what is too early: another press
                    self.asked.append(asked)
                    self.pages["trainer"].wait_for_timeout(READING)
                    break
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
        here = f"main[data-kind={state['kind']}][data-stage={state['stage']}]"
        shown = ask(self.running["projector"] + "/state")[1]
        self.words += [json.dumps(state), json.dumps(shown)]
        if state["kind"] in ASKS and state["kind"] != "day" and state["stage"] != "revealed":
            self.pages["projector"].locator(here).wait_for(state="attached")
            assert "totals" not in state, state["id"]
            assert "totals" not in shown, state["id"]
            assert self.pages["projector"].locator(BARS).count() == 0, state["id"]
        if state["stage"] == "revealed":
            self.pages["projector"].locator(BARS).first.wait_for()
        if (state["kind"], state["stage"]) in self.looked:
            return
        self.looked.add((state["kind"], state["stage"]))
        self.pages["projector"].locator(here).wait_for(state="attached")
        if state["kind"] == "film":
            return  # the stage has tests of its own
        for name, page in self.pages.items():
            if self.axe and name == "phones":
                page.wait_for_timeout(1700)  # a phone asks every 1.5 s
            self.words.append(page.content())
            self.found += [(state["id"], state["stage"], name, *one) for one in (obstacles(page) if self.axe else [])]
            wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            self.found += [(state["id"], name, "too wide")] if wider > 0 else []
            if name == "projector":
                least = page.evaluate(SMALLEST_LETTERS)
                self.found += [(state["id"], state["stage"], "letters", least)] if least < 22 else []
            else:
                self.found += [(state["id"], name, *one) for one in page.evaluate(SMALL_BUTTONS)]
            if name == "trainer":
                self.found += [(state["id"], name, "Space out of sight")] if page.evaluate(OUT_OF_SIGHT) else []

    def ready(self, state):
        """Wait for what a trainer would wait for; the first film is watched to its last day."""
        if state["asks"] and state["stage"] == "open" and "phones" in self.pages:
            known = 0.7 if state["kind"] == "day" else 1  # the clock may close a quick day before the last bot
            self.until(lambda now: now["answered"] >= known * BOTS or now["stage"] != "open", "all answers")
        if state["kind"] == "film" and state["stage"] == "playing":
            projector = self.pages["projector"]
            projector.wait_for_function(MOVING, timeout=120_000)
            if not self.films and "phones" in self.pages:
                projector.evaluate("frames[0].__stage.setSpeed(3)")
                projector.wait_for_function(PLAYED, timeout=120_000)
            self.films += 1
            self.film(state)
        return self.until(lambda now: now["needed"] != "wait", "the model")

    def film(self, state):
        """Look at a film that plays: it says nothing of days to come, and covers an end that bets are on."""
        projector = self.pages["projector"]
        self.found += [(state["id"], "film", one) for one in projector.evaluate(TELLS_THE_END)]
        projector.mouse.click(700, 500)  # in the valley: nobody is asked why, and the film goes on
        projector.wait_for_timeout(300)
        self.found += [(state["id"], "steered", one) for one in projector.evaluate(STEERED)]
        if state["film"]["sealed"]:
            projector.evaluate("frames[0].__stage.clock.go(frames[0].__stage.clock.until)")
            projector.get_by_text(room_words(voice_of(self.skin))["screen"]["film_over"]).wait_for()
            projector.locator("iframe").wait_for(state="hidden")
            self.covered += 1

    def archive(self):
        """Return the files that can be downloaded."""
        request = urllib.request.Request(
            f"{self.trainer.base}/room/export.zip", headers={"Cookie": f"room={self.trainer.key}"}
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            packed = zipfile.ZipFile(io.BytesIO(answer.read()))
        return {name: packed.read(name).decode() for name in packed.namelist()}


def totals_in(files):
    """Return the totals of an archive, by step and answer."""
    return {
        (row["step"], row["answer"]): int(row["number"]) for row in csv.DictReader(io.StringIO(files["totals.csv"]))
    }


def read_again(folder, to):
    """Return the room that a copy of a running room's log gives."""
    to.mkdir()
    for file in folder.rglob("*.room*"):
        shutil.copy(file, to)
    with closing(Log(next(to.glob("*.room")))) as log:
        return replayed(log.events())


def same_in(shown, *names):
    """Return what a screen shows as text, without what depends on the moment."""
    return json.dumps({name: one for name, one in shown.items() if name not in names}, sort_keys=True)


@pytest.mark.parametrize(
    ("script", "skin", "theme"),
    [
        ("forty-five-minutes", "stone-age", "light"),
        pytest.param("forty-five-minutes", "steinzeit", "dark", marks=pytest.mark.long),
        pytest.param("ninety-minutes", "stone-age", "dark", marks=pytest.mark.long),
    ],
)
def test_the_whole_workshop_by_keys_with_bots(browser, tmp_path, script, skin, theme):
    words = room_words(voice_of(skin))
    options = ("--rehearse", str(BOTS), "--quick", "--skin", skin)
    with room_running(tmp_path / "rooms", *options, script=script) as running:
        walk, steps, revealed = Walk(browser, running, theme, axe=theme == "dark", skin=skin), [], {}
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
            if state["kind"] == "both":  # five rings of five; the model has played for the phone that says nothing
                assert len(state["both"]["pairs"]) == 5
                assert state["both"]["numbers"]["left_out"] > 0
                assert not state["both"]["skipped"]
                walk.pages["projector"].get_by_text(words["screen"]["both_always"]).first.wait_for()
            if state["kind"] in ("choice", "vote") and state["stage"] == "revealed":
                assert sum(one["n"] for one in state["totals"]) == BOTS
            if state.get("totals"):
                revealed |= {(state["id"], one["id"]): one["n"] for one in state["totals"] if one["n"]}
            if state["needed"] == "end":
                here = walk.archive()
                shown = ask(running["projector"] + "/state")[1]
                again = screen(read_again(tmp_path / "rooms", tmp_path / "copy"), voice_of(skin))
            walk.press("1" if state["needed"] == "choose" else "Space")
            state = walk.trainer.state()
        assert steps == [one.id for one in read_script(script).steps]
        for name in ("sure_unread", "sure_film_day"):  # neither lines nor a film end with one press
            begin, _, end = words["strip"][name].partition("{")
            assert any(one.startswith(begin) and one.endswith(end.rpartition("}")[2]) for one in walk.asked), name
        kinds = {"lobby", "day", "vote", "film", "board", "map", "place", "lines"}
        assert {kind for kind, _ in walk.looked} >= kinds | ({"both"} if script == "ninety-minutes" else set())
        walk.pages["phones"].get_by_text(words["phone"]["bye"]).first.wait_for()
        walk.pages["projector"].get_by_text(words["screen"]["thanks"]).first.wait_for()
        walk.pages["phones"].get_by_text(words["phone"]["handout"]).click()
        walk.pages["phones"].get_by_text(words["print"]["handout"]).first.wait_for()
        assert walk.found == []
        assert walk.covered == 1
        assert walk.wrong == []
        # A log read again gives the same room; totals are those of the screen, before the end and after it.
        moment = ("now", "present", "unsaid", "unsimulated", "joining", "wifi", "handout")
        assert same_in(json.loads(json.dumps(again)), *moment) == same_in(shown, *moment)
        assert revealed.items() <= totals_in(here).items()
        after = walk.archive()
        assert {name: after[name] for name in ("totals.csv", "rings.csv", "lines.csv")} == {
            name: here[name] for name in ("totals.csv", "rings.csv", "lines.csv")
        }
        left = read_again(tmp_path / "rooms", tmp_path / "ended")
        assert (left.ended, left.seats) == (True, {})
        # The trainer's key was in nothing that any page was given, and is not in the file any more.
        assert not any(walk.trainer.key in one for one in [*walk.words, *here.values()])
        said = [line for line in running["lines"] if walk.trainer.key in line]
        assert [line.split()[0] for line in said] == ["Trainer:"]
        assert not any(walk.trainer.key.encode() in file.read_bytes() for file in tmp_path.rglob("ended/*"))


def counts_of(state):
    """Return what the trainer types for a step, by field: another number for each."""
    if state["kind"] == "day":
        at = int(state["id"].rpartition("-")[2])
        return {str(k): [5, 2, 4][k - 1] if at < 3 else 3 for k in (1, 2, 3)}
    if state["kind"] == "place":
        return {"0-0": 4, "2-1": 9, "4-3": 3}
    names = [one["id"] for one in state["options"]] if "options" in state else ["2", "5", "8"]
    return {name: 3 + 2 * k for k, name in enumerate(names)}


def type_counts(walk, counts):
    """Type counts into the strip, by keys only: H, numbers, Tab from field to field, Enter."""
    strip = walk.pages["trainer"]
    before = walk.trainer.state()["v"]
    strip.locator(".hands input").first.wait_for()
    fields = strip.eval_on_selector_all(".hands input", "all => all.map((one) => one.id)")
    strip.keyboard.press("h")
    for field in fields:
        assert strip.evaluate("document.activeElement.id") == field
        if (name := field.removeprefix("n-")) in counts:
            strip.keyboard.type(str(counts[name]))
        if field != fields[-1]:
            strip.keyboard.press("Tab")
    strip.keyboard.press("Enter")
    walk.until(lambda now: now["v"] > before, "the counts are kept")


@pytest.mark.parametrize("skin", ["stone-age", pytest.param("steinzeit", marks=pytest.mark.long)])
def test_the_whole_workshop_with_raised_hands_only(browser, tmp_path, skin):
    """Not one phone: tables and every count are typed, every total is shown, and what is typed survives the clock."""
    words = room_words(voice_of(skin))
    with room_running(tmp_path / "rooms", "--skin", skin, script="forty-five-minutes") as running:
        walk, steps = Walk(browser, running, "light", axe=False, names=("projector", "trainer"), skin=skin), []
        strip, projector = walk.pages["trainer"], walk.pages["projector"]
        state = walk.trainer.state()
        while not state["ended"]:
            if state["id"] not in steps:
                steps.append(state["id"])
            state = walk.ready(state)
            walk.look(state)
            strip.locator("#next").wait_for()
            if state["kind"] == "hands":
                strip.get_by_text(words["strip"]["tables"], exact=True).wait_for()
                strip.keyboard.press("h")
                strip.keyboard.type("6 6 5")
                strip.keyboard.press("Enter")
                projector.get_by_text(words["screen"]["ring"].format(letter="C")).wait_for()
            elif state["kind"] == "day" and state["stage"] == "open" and state["id"] == "hands-1":
                strip.get_by_text(words["strip"]["table_held"].format(letter="C", people=5)).wait_for()
                strip.keyboard.press("h")
                strip.keyboard.type("5")
                strip.get_by_text(words["strip"]["uncounted"]).wait_for()  # the clock has closed the day
                projector.get_by_text(words["screen"]["ring_counting"]).first.wait_for()
                assert strip.locator("#n-1").input_value() == "5"
                strip.keyboard.press("Escape")
                state = walk.trainer.state()
            if state["kind"] == "day" and state["stage"] == "sealed":
                strip.get_by_text(words["strip"]["uncounted"]).wait_for()
                type_counts(walk, counts_of(state))
                day = int(state["id"].rpartition("-")[2])
                closed = [one["closed"][-1] for one in walk.trainer.state()["rings"]]
                assert closed == ([True, False, True] if day < 3 else [False] * 3)
                projector.get_by_text(words["screen"]["rings_held"].format(closed=sum(closed), rings=3)).wait_for()
            elif state["kind"] in ("scale", "choice", "vote", "bet", "place") and state["stage"] == "open":
                strip.get_by_text(words["strip"]["hands_note"]).wait_for()
                type_counts(walk, counts_of(state))
            if state["kind"] in ("scale", "choice", "vote", "place") and state["stage"] == "revealed":
                expected = counts_of(state)
                assert {one["id"]: one["n"] for one in state["totals"] if one["n"]} == expected
            if state["needed"] == "end":
                walk.press("k")
                found = {"rooms": 1, "own": 3, "own_fell": 2, "shared": 0, "shared_fell": 0}
                strip.get_by_text(words["strip"]["keep_sum"].format(**found)).wait_for()
            if state["kind"] == "reveal" and state["stage"] == "revealed":
                assert {bet: n for bet, n in state["bets"].items() if n} == {"2": 3, "5": 5, "8": 7}
            walk.press("1" if state["needed"] == "choose" else "Space")
            state = walk.trainer.state()
        assert steps == [one.id for one in read_script("forty-five-minutes").steps]
        projector.get_by_text(words["screen"]["thanks"]).first.wait_for()
        kept = (tmp_path / "rooms" / "rings.csv").read_text(encoding="utf-8")
        assert [line.split(",")[7:9] for line in kept.splitlines()[1:]] == [
            ["5 5 3 3", "2"], ["2 2 3 3", ""], ["4 4 3 3", "2"],
        ]  # fmt: skip
        files = walk.archive()
        assert sum(totals_in(files).values()) > 100
        held = [row["held"] for row in csv.DictReader(io.StringIO(files["rings.csv"])) if row["ring"] == "1"]
        assert held == ["5", "5", "3", "3"]
        assert walk.found == []
        assert walk.covered == 1
        assert walk.wrong == []
