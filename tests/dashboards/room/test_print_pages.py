"""Pages for paper: what was revealed and nothing else, as plain text, in every voice."""

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from rooms import Acted
from stage_browser import needs_chromium

from dashboards.room import pages
from dashboards.room.doors import Doors
from dashboards.room.lines import lines_of
from dashboards.room.print_pages import CARDS, SHEETS, sheet
from dashboards.room.script import script_ids
from dashboards.room.words import room_words, step_texts, voices

JOINING = "http://192.168.1.5:8900/MOSS"


def text_of(name, room, voice="en", **given):
    return sheet(name, room.state, voice, JOINING, **given).decode()


def answered(until="end"):
    room = Acted("twenty-minutes")
    room.join(6)
    room.deal = [[1, 2, 3, 4, 5, 6]]
    for step in ("targets", "blame", "bet", "decision", "blame-again", "targets-again"):
        room.until(step, "open")
        options = [one.id for one in room.state.step.options]
        for seat in range(1, 7):
            value = options[0] if options else 4
            room.say(seat, [value, 8] if step == "bet" else value)
        if step == until:
            return room
    room.until("end")
    return room


@pytest.mark.parametrize("script", script_ids())
@pytest.mark.parametrize("voice", voices())
def test_every_sheet_of_every_script_is_a_page_without_scripts(script, voice):
    room = Acted(script)
    for name in SHEETS:
        text = text_of(name, room, voice)
        assert "{{" not in text
        assert "<script" not in text
        assert f"<title>{room_words(voice)['print'][name.replace('-', '_')]}</title>" in text


def test_the_handout_before_has_empty_boxes_and_no_numbers():
    text = text_of("handout", Acted())
    assert room_words("en")["print"]["your_bet"] in text
    assert "<td" not in text


def test_the_handout_begins_with_a_page_to_keep_and_then_shows_what_was_revealed():
    words = room_words("en")["print"]
    text = text_of("handout", answered())
    first, heading, details = text.partition(f'<h1 class="details">{words["details"]}</h1>')
    assert heading
    assert f'<b>4.0</b> <span>of 12</span></p><p class="small">{words["our_bet"]}' in first
    assert f'<b>3</b> <span>of 12</span></p><p class="small">{words["our_year"]}' in first
    assert "in 7 of 100 years the number was the same" in first
    for name in ("sentence_1", "sentence_2", "sentence_3", "question_1", "question_2", "question_3", "small_step"):
        assert words[name] in first
    assert "<td" not in first  # tables of answers come later
    assert details.count('<td class="n">6</td>') >= 4
    assert "scenario=" not in text
    assert "You chose &quot;Nothing: the targets are fine&quot;. The year goes on unchanged." in text
    assert "<td>6 6 6 6</td>" in text


def test_the_handout_says_in_how_many_years_the_decision_made_a_difference():
    room = answered()
    found = room.state.results["outcome"] | {"without": 1, "pairs": {"more": 77, "equal": 19, "fewer": 4}}
    state = replace(room.state, results={**room.state.results, "outcome": found})
    text = sheet("handout", state, "en", JOINING).decode()
    assert "more survived with it in 77, equally many in 19, fewer in 4." in text
    assert "the number was the same" not in text


def test_the_handout_keeps_what_is_sealed():
    text = text_of("handout", answered("decision"))
    assert step_texts("en", "decision")["title"] not in text
    assert step_texts("en", "blame")["title"] not in text
    assert step_texts("en", "bet")["title"] not in text


def test_the_run_sheet_has_a_row_per_step_in_order_and_its_minute():
    room = Acted("forty-five-minutes")
    rows = re.findall(r"<tr><td>(\d+)</td><td>(.*?)</td>", text_of("run-sheet", room))
    assert len(rows) == len(room.state.script.steps)
    assert [int(minute) for minute, _ in rows] == sorted(int(minute) for minute, _ in rows)
    assert int(rows[-1][0]) == 44


def test_cards_hold_address_code_and_wifi():
    text = text_of("cards", Acted(), wifi="Mammoth <b>")
    assert text.count(f'<p class="address">{JOINING}</p>') == CARDS
    assert text.count("<b>MOSS</b>") == CARDS
    assert text.count("/room/wifi.svg") == CARDS
    assert "Mammoth &lt;b&gt;" in text
    assert "/room/wifi.svg" not in text_of("cards", Acted())


MM = 96 / 25.4
"""Pixels of a millimetre."""

BOXES = """[...document.querySelectorAll('section')].map((card) => {
    const box = (one) => { const r = one.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; };
    return { card: box(card), words: [...card.querySelectorAll('b, p, figcaption')].map(box),
        codes: [...card.querySelectorAll('img')].map(box) };
})"""


@needs_chromium
@pytest.mark.slow
@pytest.mark.parametrize("wifi", ["", "Mammoth", "Seminarhotel_Gaesteetage_3_Nord!"])
@pytest.mark.parametrize("voice", voices())
def test_nothing_on_a_card_covers_a_code_and_each_code_is_whole(browser, wifi, voice):
    doors = Doors((), "192.168.100.155", 8900, "MOSS", wifi=wifi, password="a-long-password-of-40-letters-and-more!!")
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    files = {
        "/page": sheet("cards", Acted().state, voice, doors.joining, wifi=wifi),
        "/room/print.css": Path(pages.__file__).with_name("print.css").read_bytes(),
        "/room/code.svg": doors.picture(),
        "/room/wifi.svg": doors.wifi_picture() or b"",
    }
    kinds = {"css": "text/css", "svg": "image/svg+xml", "/page": "text/html"}

    def answer(route):
        path = "/" + route.request.url.split("/", 3)[3]
        kind = next(kind for end, kind in kinds.items() if path.endswith(end))
        route.fulfill(body=files[path], content_type=kind)

    page.route("http://cards.test/**", answer)
    page.goto("http://cards.test/page")
    page.emulate_media(media="print")
    for card in page.evaluate(BOXES):
        assert len(card["codes"]) == (2 if wifi else 1)
        for left, top, right, bottom in card["codes"] + card["words"]:
            assert card["card"][0] <= left < right <= card["card"][2]
            assert card["card"][1] <= top < bottom <= card["card"][3]
        for left, top, right, bottom in card["codes"]:
            assert right - left == pytest.approx(bottom - top)
        for one, other in combinations(card["codes"] + card["words"], 2):
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other)
    page.close()
    for picture in (doors.picture(), doors.wifi_picture() if wifi else doors.picture()):
        modules = int(re.search(rb'width="(\d+)"', picture)[1]) // 8
        assert b"#fff" in picture
        assert re.search(rb"M4[ .]", picture), "the code begins after a margin of four modules"
        assert 35 / modules > 0.6, "modules of less than 0.6 mm are hard to read"


def test_ballots_have_every_option_of_every_question():
    room = Acted("twenty-minutes")
    text = text_of("ballots", room)
    for step in room.state.script.steps:
        for label in step_texts("en", step.id).get("options", {}).values():
            assert f"<li>{label}</li>" in text


def test_the_handout_has_the_thousand_years_with_and_without_the_decision():
    room = Acted("twenty-minutes")
    room.until("decision", "sealed")
    room.add("winner", "trainer", {"option": "shared", "expect": room.state.scene})
    room.until("years")
    rows = [
        {"title": "Individual targets", "alive": [640, *[0] * 11, 360], "own": True},
        {"title": "One shared target", "alive": [100, *[0] * 11, 900], "own": False},
    ]
    room.add("result", "clock", {"result": {"rows": rows, "years": 1000, "decided": 1}}, "years")
    room.until("end")
    text = text_of("handout", room)
    title = room_words("en")["print"]["with_ours"].format(
        title="Individual targets", label=step_texts("en", "decision")["options"]["shared"]
    )
    assert f'<td>{title}</td><td class="n">64</td><td class="n">36</td><td class="n">4.3</td>' in text
    assert '<td>One shared target</td><td class="n">10</td><td class="n">90</td><td class="n">10.8</td>' in text


def test_the_handout_has_the_lines_that_were_shown_and_the_steps_that_were_chosen():
    room = Acted("forty-five-minutes")
    room.join(4)
    room.until("own-words", "open")
    room.say(1, ["the launch", "my tickets <i>", "", ""])
    room.say(2, ["the launch", "nobody reads this", "", ""])
    shown = {one.text: one for one in lines_of(room.state)}
    for text in ("the launch", "my tickets <i>"):
        one = shown[text]
        shown_line = {"line": one.id, "field": one.field, "text": one.text}
        room.add("release", "trainer", {"shown": shown_line, "expect": room.state.scene}, "own-words")
    room.until("end")
    text = text_of("handout", room)
    first, _, _ = text.partition('class="details"')
    assert first.count("the launch") == 1
    assert "my tickets &lt;i&gt;" in first
    assert "nobody reads this" not in text
    for id in room.state.winners["small-steps"].split(","):
        assert f"<li>{step_texts('en', 'small-steps')['options'][id]}</li>" in first


@needs_chromium
@pytest.mark.slow
@pytest.mark.parametrize("voice", voices())
def test_the_handout_fits_on_a_phone_and_what_is_worth_keeping_on_one_sheet(browser, voice):
    """With both screens of a thousand years, three steps and a dozen of lines, as in forty-five minutes."""
    room = Acted("forty-five-minutes")
    room.join(12)
    while room.state.step.kind != "end":
        step, stage = room.state.step, room.state.stage
        if stage == "open" and step.kind in ("choice", "vote", "bet") and not room.state.answers.get(step.id):
            for seat in range(1, 13):
                room.say(seat, [seat, 5] if step.kind == "bet" else step.options[seat % len(step.options)].id)
        if stage == "open" and step.kind == "lines" and not room.state.answers.get(step.id):
            for seat in range(1, 4):
                room.say(seat, [f"{field} of team {seat}, with a long name" for field in step.fields])
            for one in lines_of(room.state):
                shown = {"line": one.id, "field": one.field, "text": one.text}
                room.add("release", "trainer", {"shown": shown, "expect": room.state.scene}, step.id)
        if step.kind == "years" and step.id not in room.state.results:
            names = ("Rescues praised", "Rescues praised and more", "Shared target", "No pay rule")
            rows = [{"title": one, "alive": [640, *[0] * 11, 360], "own": one == names[0]} for one in names]
            room.add("result", "clock", {"result": {"rows": rows, "years": 1000, "decided": 1}}, step.id)
        room.go_on()
    text = sheet("handout", room.state, voice, "")
    style = Path(pages.__file__).with_name("print.css").read_bytes()
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.route(
        "http://handout.test/**",
        lambda route: (
            route.fulfill(body=style, content_type="text/css")
            if route.request.url.endswith(".css")
            else route.fulfill(body=text, content_type="text/html")
        ),
    )
    page.goto("http://handout.test/page")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": round(180 * MM), "height": round(273 * MM)})  # what is printed of a sheet of A4
    page.emulate_media(media="print")
    first = page.evaluate("document.querySelector('.details').previousElementSibling.getBoundingClientRect().bottom")
    page.close()
    assert first <= 273 * MM
