"""The room in real browsers: two phones, the trainer's strip, the projector's screen."""

import re
import time
import urllib.request

import pytest
from rooms import Trainer, room_running
from stage_browser import needs_chromium

from dashboards.room.words import room_words

pytestmark = [pytest.mark.slow, needs_chromium]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
WORDS = room_words("en")


class Page:
    """A page in a context of its own that notes what must never happen."""

    def __init__(self, browser, url, **context):
        self.context = browser.new_context(**context)
        self.page = self.context.new_page()
        self.wrong, self.urls = [], []
        self.page.on("pageerror", lambda one: self.wrong.append(str(one)))
        self.page.on(
            "response", lambda one: self.wrong.append(f"{one.status} {one.url}") if one.status >= 400 else None
        )
        self.page.on("request", lambda one: self.urls.append(one.url))
        self.page.goto(url)

    def text(self):
        """Return what is on the page."""
        return self.page.locator("body").inner_text()

    def wait(self, text, seconds=15):
        """Wait until a text is there."""
        self.page.get_by_text(text).first.wait_for(timeout=1000 * seconds)


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with room_running(tmp_path_factory.mktemp("rooms")) as one:
        yield one


@pytest.fixture
def pages(browser):
    opened = []

    def opens(url, **context):
        opened.append(Page(browser, url, **context))
        return opened[-1]

    yield opens
    for one in opened:
        one.context.close()


def slide(page, *values):
    """Move the sliders of a phone, and send."""
    for field, value in zip(page.locator("input[type=range]").all(), values, strict=True):
        field.fill(str(value))
    page.locator("button.go").click()


def test_two_phones_bet_and_a_kill_loses_nothing(browser, pages, tmp_path):
    """Lobby, a sealed bet, kill -9 in the middle, the year's outcome on the screen; nobody reloads anything."""
    folder = tmp_path / "rooms"
    with room_running(folder) as before:
        phones = [pages(before["phones"], **PHONE) for _ in range(2)]
        strip, screen = pages(before["trainer"]), pages(before["projector"])
        for phone in phones:
            phone.wait(WORDS["phone"]["look"])
        screen.wait("2 joined")
        trainer = Trainer(before)
        trainer.until("bet", "open")
        phones[0].page.locator("#b").wait_for()
        slide(phones[0].page, 3, 8)
        phones[0].wait(WORDS["phone"]["kept"])
        phones[1].page.locator("#b").wait_for()
        before["process"].kill()
        slide(phones[1].page, 9, 2)  # while nothing answers
        phones[1].wait(WORDS["phone"]["looking"])
        strip.wait(WORDS["strip"]["gone"])
    with room_running(folder, port=before["port"]):
        phones[1].wait(WORDS["phone"]["kept"])
        screen.wait("2 of 2 answered")
        strip.page.keyboard.press("Space")
        screen.wait("Sealed: 2 answers")
        phones[0].wait("Your bet: 3")
        state = trainer.until("outcome", "revealed")
        screen.wait(f"{state['result']['alive']} of 12 survived")
        phones[1].wait("Your bet: 9")
        assert "bets" not in state or state["bets"] is None  # two are too few to be anonymous
        screen.wait(WORDS["screen"]["few"])


def test_a_phone_survives_reload_back_and_a_second_tab(running, pages):
    trainer = Trainer(running)
    phone = pages(running["phones"], **PHONE)
    phone.wait(WORDS["phone"]["look"])
    seat = phone.page.locator("#seat").inner_text()
    trainer.until("targets", "open")
    phone.page.locator("#a").wait_for()
    slide(phone.page, 7)
    phone.wait(WORDS["phone"]["kept"])
    answered = trainer.state()["answered"]
    phone.page.reload()
    phone.page.locator("#a").wait_for()
    assert phone.page.locator("#seat").inner_text() == seat
    assert phone.page.locator("#a").input_value() == "7"
    phone.page.goto("about:blank")
    phone.page.go_back()
    phone.page.locator("#a").wait_for()
    assert phone.page.locator("#seat").inner_text() == seat
    second = phone.context.new_page()
    second.goto(running["phones"])
    second.locator("#a").wait_for()
    assert second.locator("#seat").inner_text() == seat
    phone.wait(WORDS["phone"]["moved"])
    assert trainer.state()["answered"] == answered
    assert trainer.state()["joined"] == int(re.search(r"\d+", seat)[0])
    assert [one for one in phone.wrong if not one.startswith("409")] == []


def test_an_answer_given_offline_is_sent_on_return(running, pages):
    trainer = Trainer(running)
    phone = pages(running["phones"], **PHONE)
    phone.wait("Seat")
    trainer.until("blame", "open")
    phone.page.get_by_text("The pay rule").wait_for()
    before = trainer.state()["answered"]
    phone.context.set_offline(True)
    phone.page.get_by_text("The pay rule").click()
    phone.wait(WORDS["phone"]["looking"])
    time.sleep(4)
    assert trainer.state()["answered"] == before
    phone.context.set_offline(False)
    phone.wait(WORDS["phone"]["kept"])
    assert trainer.state()["answered"] == before + 1


def over_the_air(url):
    """Return what is sent to a phone, which reads compressed answers."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip, deflate"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        return answer.read()


def test_a_phone_asks_for_little(running, pages):
    phone = pages(running["phones"], **PHONE)
    phone.wait("Seat")
    asked = [url for url in phone.urls if not url.startswith("data:")]
    base = running["phones"].rpartition("/")[0]
    assert all(url.startswith(base) for url in asked)
    loaded = {url for url in asked if "/r/state" not in url and "/r/join" not in url}
    assert len(loaded) == 3
    size = sum(len(over_the_air(url)) for url in loaded)
    assert size <= 12_000, size
    for button in phone.page.locator("button, input").all():
        assert button.bounding_box()["height"] >= 44


def test_hands_by_raised_hands_with_keys_only(browser, pages, tmp_path):
    """No phone: the trainer types tables and counts on the strip, and what is being typed survives the clock."""
    with room_running(tmp_path / "rooms") as running:
        trainer = Trainer(running)
        trainer.until("hands")
        strip, screen = pages(running["trainer"]), pages(running["projector"])
        keys = strip.page.keyboard
        strip.wait(WORDS["strip"]["tables"])
        for key in ("h", "6", "Space", "5", "Enter"):
            keys.press(key)
        screen.wait("Ring B")
        assert trainer.state()["tables"] == [6, 5]
        for day, counts in enumerate((("5", "2"), ("6", "4")), 1):
            keys.press("Space")
            screen.wait(f"Day {day}")
            strip.wait("Held at table B")
            keys.press("h")
            keys.press(counts[0])
            if day == 1:
                strip.wait(WORDS["strip"]["uncounted"], 40)  # the clock has closed the day
                screen.wait(WORDS["screen"]["ring_counting"])
            else:
                trainer.do("next")
                strip.wait(WORDS["strip"]["uncounted"])
            assert strip.page.locator("#n-1").input_value() == counts[0]
            keys.press("Tab")
            keys.press(counts[1])
            keys.press("Enter")
            screen.wait(f"Rings that closed today: {day} of 2")
        assert [one["fell"] for one in trainer.state()["rings"]] == [1, None]
        assert strip.wrong == screen.wrong == []
