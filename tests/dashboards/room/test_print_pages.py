"""Pages for paper: what was revealed and nothing else, as plain text, in every voice."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from rooms import Acted
from stage_browser import needs_chromium

from dashboards.room import pages
from dashboards.room.doors import Doors
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


def test_the_handout_shows_what_was_revealed():
    text = text_of("handout", answered())
    assert "3 of 12 survived in this year; in 7 of 100" in text
    assert text.count('<td class="n">6</td>') >= 4
    assert "You chose &quot;Nothing: the targets are fine&quot;. The year goes on unchanged." in text
    assert "<td>6 6 6 6</td>" in text


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
