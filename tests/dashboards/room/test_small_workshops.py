"""Short scripts, opened as workshop files: markup that people type, Hands under both pays, one phone per table."""

import io
import json
import re
import urllib.request
import zipfile

import pytest
from accessibility import needs_axe, obstacles
from rooms import Phone, Trainer, ask, room_running, workshop
from stage_browser import needs_chromium

from dashboards.room.bots import MARKUP
from dashboards.room.words import room_words
from hunt.hands import CLOSED_DAYS, HOLD, RABBIT, WINTER, fallen_after, meat_of, needed_of

pytestmark = [pytest.mark.slow, needs_chromium, needs_axe]

LINES = '[[step]]\nid = "own-words"\nkind = "lines"\nfields = ["mammoth", "rabbit", "hero", "date"]\n'
HANDS = '[[step]]\nid = "hands"\nkind = "hands"\ndays = 2\nseconds = 60\n'


def everyone(trainer, page, many):
    """Wait until all bots are there."""
    for _ in range(200):
        if trainer.state()["present"] >= many:
            return
        page.wait_for_timeout(200)
    raise AssertionError(trainer.state()["present"])


def answered(trainer, page, many):
    """Wait until a number of people have answered."""
    for _ in range(200):
        if trainer.state()["answered"] >= many:
            return trainer.state()
        page.wait_for_timeout(200)
    raise AssertionError(trainer.state()["answered"])


def test_markup_that_people_type_is_text_on_every_page(browser, tmp_path):
    script = workshop(tmp_path, LINES)
    with room_running(tmp_path / "rooms", "--rehearse", "6", "--temper", "rude", script=script) as running:
        trainer = Trainer(running)
        pages = {name: browser.new_page() for name in ("phones", "projector", "trainer")}
        for name, page in pages.items():
            page.goto(running[name])
        page = pages["trainer"]
        everyone(trainer, page, 6)
        trainer.until("own-words", "open")
        state = answered(trainer, page, 6)
        assert {one["text"] for one in state["held_lines"]} <= set(MARKUP)
        screen = pages["projector"]
        assert not any(text in screen.inner_text("body") for text in MARKUP)
        shown = {}
        for text in MARKUP:
            line = next(one for one in trainer.state()["held_lines"] if one["text"] == text)
            shown[text] = line["n"]
            assert trainer.do("release", line["line"])[0] == 200
            screen.get_by_text(text, exact=True).first.wait_for()
            page.get_by_text(text).first.wait_for()
        archive = zipfile.ZipFile(io.BytesIO(archived(trainer)))
        assert "'=1+1" in archive.read("lines.csv").decode()
        trainer.until("end")
        pages["phones"].goto("/r/handout?code=".join(running["phones"].rsplit("/", 1)))
        for one in pages.values():
            assert one.evaluate("window.__owned") is None
            assert one.locator("img[src=x]").count() == 0
        trainer.do("next")
        kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*.room*"))
        # What was shown is there, once for each who typed it; what was held is gone.
        assert kept.count(MARKUP[0].encode()) == shown[MARKUP[0]]


def archived(trainer):
    """Return the archive of totals."""
    request = urllib.request.Request(f"{trainer.base}/room/export.zip", headers={"Cookie": f"room={trainer.key}"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.read()


PARTS = "/room/parts.js"
ONE_OR_MANY = [
    ("en", "both_few", {"rings": 1}, "1 ring is 1 observation. Too few differ to tell pay from luck."),
    ("en", "both_few", {"rings": 2}, "2 rings are 2 observations. Too few differ to tell pay from luck."),
    ("en", "bets_label", {"n": 1, "value": 7}, "1 person bet on 7"),
    ("en", "board_winter", {"in": 1}, "Winter begins in 1 day."),
    ("en", "seconds", {"n": 1}, "1 second left"),
    ("en", "end_none", {"rings": 1}, "The ring does not get through the winter."),
    ("de", "seconds", {"n": 1}, "noch 1 Sekunde"),
    ("de", "bets_label", {"n": 2, "value": 7}, "2 tippten auf 7"),
]


def test_hands_under_both_pays_from_the_deal_to_the_last_screen(browser, tmp_path):
    """Every ring has one pay per year, phones say which, the screen does not, and all is counted at the end."""
    script = workshop(tmp_path, HANDS + "crossed = true\n")
    with room_running(tmp_path / "rooms", "--rehearse", "24", script=script) as running:
        trainer = Trainer(running)
        context = browser.new_context(viewport={"width": 1920, "height": 1080}, bypass_csp=True)
        screen = context.new_page()
        screen.goto(running["projector"])
        everyone(trainer, screen, 24)
        for year in ("first", "second"):
            for day in (1, 2):
                trainer.until(f"hands-{year}-{day}", "open")
                state = answered(trainer, screen, 24)
                assert "pay" not in json.dumps(ask(running["projector"] + "/state")[1]["rings"])
                assert len(state["rings"]) == 4
        both = trainer.until("hands-both")["both"]
        assert both["numbers"]["rings"] == 4
        assert both["numbers"]["by_luck"] is None
        assert {one["most"] for one in both["pairs"]} == {12}
        screen.locator("main[data-kind=both]").wait_for()
        assert "4 rings are 4 observations" in screen.inner_text("main")
        screen.get_by_text("Model hunters").wait_for(timeout=120_000)
        model = trainer.state()["both"]["model"]
        said = screen.inner_text("main")
        for one in model["trusts"]:
            assert f"in {one['own_fell']} of 500 rings paid per rabbit, and in {one['shared_fell']} of 500" in said
        assert bool(model["trusts"]) != ("do not behave like you here" in said)
        for one in model["fits"]:
            assert f"on the first day {one['held']} of your 12 held; of 12 model hunters, {one['model'][0]} " in said
        assert [one["chances"] for one in model["fits"]] == [12, 12]
        assert obstacles(screen) == []
        assert screen.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0
        for voice, name, values, wanted in ONE_OR_MANY:
            given = [room_words(voice)["screen"][name], values]
            assert screen.evaluate(f"async (given) => (await import('{PARTS}')).fill(...given)", given) == wanted


CHOSEN = {1: [5, 5, 5, 6], 2: [4, 5, 5, 3]}
"""How many people of a ring hold on each day; the last of the others is silent on the days below."""
SILENT = {1: (2,), 2: (1, 2, 3, 4)}
DOTS = """() => [...document.querySelectorAll('.ring')].map((one) => Object.fromEntries(
  ['held', 'gap', 'rest', 'modelled'].map((kind) => [kind, one.querySelectorAll(`circle.${kind}`).length])))"""


def test_twelve_phones_get_what_the_rules_of_hands_say(browser, tmp_path):
    """Two rings of six, choices given: dots, sentences and stores; silent once is a hollow dot, twice is the model."""
    words = room_words("en")["screen"]
    script = workshop(tmp_path, HANDS.replace("days = 2", "days = 4"))
    with room_running(tmp_path / "rooms", script=script) as running:
        trainer, phones = Trainer(running), [Phone(running) for _ in range(12)]
        screen = browser.new_page(viewport={"width": 1920, "height": 1080})
        screen.goto(running["projector"])
        for phone in phones:
            phone.join()
            phone.state()
        trainer.until("hands")
        letters = {phone: phone.state()[1]["own"]["ring"]["letter"] for phone in phones}
        rings = {k: [one for one in phones if letters[one] == letter] for k, letter in ((1, "A"), (2, "B"))}
        assert [len(ring) for ring in rings.values()] == [6, 6]
        held = {1: [], 2: []}
        for day in range(1, 5):
            trainer.until(f"hands-{day}", "open")
            scene = phones[0].state()[1]["scene"]
            for k, ring in rings.items():
                hold = CHOSEN[k][day - 1]
                for place, phone in enumerate(ring):
                    if place < 5 or day not in SILENT[k]:
                        phone.say(HOLD if place < hold else RABBIT, scene=scene)
            state = trainer.until(f"hands-{day}", "sealed")
            screen.locator("main[data-kind=day][data-stage=sealed] h1", has_text=f"Day {day}").wait_for()
            dots, cards = screen.evaluate(DOTS), screen.locator(".ring").all()
            for k, one in enumerate(state["rings"], 1):
                model = k == 2 and day > 2  # it plays for someone who was silent on the first two days
                rested = int(day in SILENT[k] and not model)
                extra = one["held"][-1] - CHOSEN[k][day - 1]
                assert extra in ((0, 1) if model else (0,))
                held[k].append(one["held"][-1])
                closed = [many >= needed_of(6) for many in held[k]]
                fell = fallen_after(closed)
                rabbits = sum(6 - n for n in held[k]) - sum(one["rested"])
                assert (one["closed"], one["fell"]) == (closed, fell)
                assert one["rested"][-1] == rested
                assert one["store"] == rabbits + (meat_of(6) if fell is not None else 0)
                assert dots[k - 1] == {
                    "held": held[k][-1], "rest": rested, "gap": 6 - held[k][-1] - rested, "modelled": int(model),
                }  # fmt: skip
                said = cards[k - 1].inner_text()
                assert f"Day {day}: {held[k][-1]} of 6 held" in said
                assert f"food: {one['store']} · winter: {6 * WINTER}" in said
                parts = re.split(r" · |\n", said)
                assert (words["ring_closed"] in parts) == closed[-1]
                assert (words["ring_gap"] in parts) != closed[-1]
                assert (f"closed days: {sum(closed)} of {CLOSED_DAYS}" in parts) == (fell is None)
                assert (words["ring_models"].format(n=1) in said) == model
                assert (words["ring_rested"].format(n=1) in said) == bool(rested)
                assert ("mammoth down" in said) == (fell is not None)
        assert held[1] == CHOSEN[1]
        assert trainer.state()["rings"][0]["fell"] == 1
        mine = [phone.state()[1]["own"]["ring"] for phone in rings[1]]
        assert [one["points"] for one in mine] == [0, 0, 0, 0, 0, 2]  # the last one was silent once, and held once
        trainer.until("hands-end")
        screen.locator("main[data-kind=rings] table").wait_for()
        rows = [row.inner_text().split("\t") for row in screen.locator("tbody tr").all()]
        days = ["5 of 6 \u2713"] * 3 + ["6 of 6 \u2713"]
        assert rows[0] == ["Ring A", *days, "2 of 2", "50 (needs 36)", "2", words["out_lives"]]
        state = trainer.state()
        living = [one["lives"] for one in state["rings"]]
        assert [row[-1] for row in rows] == [words["out_lives"] if one else words["out_dies"] for one in living]
        verdict = screen.locator("p.big").inner_text()
        assert ("Only ring A" in verdict) == (living == [True, False])
        phone = browser.new_page(viewport={"width": 390, "height": 844})
        phone.add_init_script(f"localStorage.setItem('hunt-{phones[0].code}', '{rings[1][0].secret}')")
        phone.goto(running["phones"])
        phone.get_by_text(room_words("en")["phone"]["lives"]).wait_for()
        assert "50 portions of food; the winter takes 36. Closed days: 2 of 2." in phone.inner_text("main")
        assert "Points of your whole ring: 2" in phone.inner_text("main")


def test_one_phone_per_table_with_bots(browser, tmp_path):
    options = ("--rehearse", "4", "--one-phone-per-table")
    with room_running(tmp_path / "rooms", *options, script=workshop(tmp_path, HANDS)) as running:
        trainer, page = Trainer(running), browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(running["phones"])
        everyone(trainer, page, 5)
        trainer.until("hands")
        page.get_by_text("We are 6 people").click()
        answered(trainer, page, 5)
        trainer.until("hands-1", "open")
        sizes = sorted(one["size"] for one in trainer.state()["rings"])
        assert len(sizes) == 5
        assert set(sizes) <= {5, 6}
        page.get_by_text("5 hold").click()
        answered(trainer, page, 5)
        state = trainer.until("hands-1", "sealed")
        assert all(one["rested"] == [0] for one in state["rings"])
        page.get_by_text("5 held. The ring closed.").wait_for()
