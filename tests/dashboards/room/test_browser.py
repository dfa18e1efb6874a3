"""The room in real browsers: two phones, the trainer's strip, the projector's screen."""

import time
import urllib.request

import pytest
from rooms import Trainer, ask, room_running
from stage_browser import needs_chromium

from dashboards.room.words import room_words

pytestmark = [pytest.mark.slow, needs_chromium]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
WORDS = room_words("en")


class Page:
    """A page in a context of its own that notes what must never happen."""

    def __init__(self, browser, url, wait_until="load", **context):
        self.context = browser.new_context(**context)
        self.page = self.context.new_page()
        self.wrong, self.urls = [], []
        self.page.on("pageerror", lambda one: self.wrong.append(str(one)))
        self.page.on(
            "response", lambda one: self.wrong.append(f"{one.status} {one.url}") if one.status >= 400 else None
        )
        self.page.on("request", lambda one: self.urls.append(one.url))
        self.page.goto(url, wait_until=wait_until)

    def text(self):
        """Return what is on the page."""
        return self.page.locator("body").inner_text()

    def wait(self, text, seconds=15):
        """Wait until a text is there."""
        self.wait_on(self.page, text, seconds)

    @staticmethod
    def wait_on(page, text, seconds=15):
        """Wait until a text is on a page, perhaps another tab of the same phone."""
        page.get_by_text(text).first.wait_for(timeout=1000 * seconds)


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
    """Lobby, a sealed bet, kill -9 in the middle, the year's outcome on the screen; nobody reloads anything.

    A tablet that has become a strip goes on as well, until another one takes its place.
    """
    folder = tmp_path / "rooms"
    with room_running(folder, "--remote") as before:
        phones = [pages(before["phones"], **PHONE) for _ in range(2)]
        strip, screen = pages(before["trainer"]), pages(before["projector"])
        for phone in phones:
            phone.wait(WORDS["phone"]["look"])
        screen.wait("2 joined")
        trainer = Trainer(before)
        assert trainer.key not in strip.page.url
        strip.wait(trainer.state()["pairing"])
        tablet = pages(before["phones"].rpartition("/")[0] + "/remote")
        tablet.page.locator("#n-pair").fill(trainer.state()["pairing"])
        tablet.page.keyboard.press("Enter")
        tablet.wait(WORDS["strip"]["key_next"])
        trainer.until("bet", "open", skip=True)
        phones[0].page.locator("#b").wait_for()
        slide(phones[0].page, 3, 8)
        phones[0].wait(WORDS["phone"]["kept"])
        phones[1].page.locator("#b").wait_for()
        before["process"].kill()
        slide(phones[1].page, 9, 2)  # while nothing answers
        phones[1].wait(WORDS["phone"]["looking"])
        strip.wait(WORDS["strip"]["gone"])
    with room_running(folder, "--remote", port=before["port"]):
        phones[1].wait(WORDS["phone"]["kept"])
        screen.wait("2 of 2 answered")
        tablet.wait("2 answered")
        tablet.page.keyboard.press("Space")
        screen.wait("2 answers, locked at")
        phones[0].wait("Your bet: 3")
        state = trainer.until("outcome", "revealed")
        screen.wait(f"{state['result']['alive']} of 12 survived")
        phones[1].wait("Your bet: 9")
        assert "bets" not in state or state["bets"] is None  # two are too few to be anonymous
        screen.wait(WORDS["screen"]["few"])
        assert screen.page.locator(".bars, .dots .dot").count() == 0
        outer = before["phones"].rpartition("/")[0]
        assert ask(f"{outer}/remote/pair", {"code": trainer.state()["pairing"]}, X_Room="1")[0] == 200
        tablet.wait(WORDS["strip"]["pair_note"])  # another one has its place now
        assert trainer.state()["tablet"]


def test_whatever_happens_to_a_phone_it_keeps_its_seat_and_its_answer(running, pages):
    """Reload, back, ten seconds offline, hidden, a second tab: the same seat, the same draft, and one answer."""
    trainer = Trainer(running)
    phone = pages(running["phones"], **PHONE)
    phone.wait(WORDS["phone"]["look"])
    trainer.until("targets", "open")
    page, before = phone.page, trainer.state()
    page.locator("#a").wait_for()
    seat = page.locator("#seat").inner_text()

    def same(page, value):
        page.locator("#a").wait_for()
        assert page.locator("#seat").inner_text() == seat
        assert page.locator("#a").input_value() == str(value)
        phone.wait_on(page, WORDS["phone"]["kept"])
        now = trainer.state()
        assert (now["joined"], now["answered"]) == (before["joined"], before["answered"] + 1)

    def asleep(more):
        end = time.monotonic() + 30
        while trainer.state()["asleep"] != before["asleep"] + more:
            assert time.monotonic() < end, ("asleep", trainer.state()["asleep"], more)
            page.wait_for_timeout(200)

    # A draft that nobody has acknowledged outlives a reload, and is sent once.
    phone.context.route("**/r/say", lambda one: one.abort())
    slide(page, 7)
    phone.wait(WORDS["phone"]["looking"])
    page.reload()
    page.locator("#a").wait_for()
    assert page.locator("#a").input_value() == "7"
    assert trainer.state()["answered"] == before["answered"]
    phone.context.unroute("**/r/say")
    same(page, 7)
    page.reload()
    same(page, 7)
    page.goto("about:blank")
    page.go_back()
    same(page, 7)

    # Offline until the strip misses it; what is chosen meanwhile is sent on return.
    phone.context.set_offline(True)
    slide(page, 3)
    phone.wait(WORDS["phone"]["looking"])
    asleep(1)
    page.wait_for_timeout(3000)  # ten seconds in all
    phone.context.set_offline(False)
    same(page, 3)

    # In a pocket its timers stand still, until the strip misses it; it asks at once when it is looked at again.
    page.clock.install()
    page.wait_for_timeout(2000)  # until the page's own timers are such that can be stopped
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    asleep(1)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    asleep(0)
    same(page, 3)
    page.clock.resume()

    second = phone.context.new_page()
    second.goto(running["phones"])
    same(second, 3)
    phone.wait(WORDS["phone"]["moved"])
    assert [one for one in phone.wrong if not one.startswith("409")] == []


def test_a_phone_that_has_to_wait_is_not_away_and_a_strip_takes_one_press_of_two(running, pages):
    """A refused answer is said again; of two presses one counts; a key that nothing answers blocks no other."""
    trainer = Trainer(running)
    trainer.until("blame", skip=True)
    phone, strip = pages(running["phones"], **PHONE), pages(running["trainer"])
    keys = strip.page.keyboard
    strip.wait("open the question")

    def stage_after(press, wanted):
        press()
        end = time.monotonic() + 15
        while trainer.state()["stage"] != wanted:
            assert time.monotonic() < end, (trainer.state()["stage"], strip.text())
            strip.page.wait_for_timeout(50)
        strip.page.wait_for_timeout(800)  # a second step would have come by now
        assert trainer.state()["stage"] == wanted

    def twice(press):
        press()
        strip.page.wait_for_timeout(150)
        press()

    strip.page.route("**/room/do", lambda one: None, times=1)
    keys.press("Space")
    keys.press("Space")
    strip.wait(WORDS["strip"]["moment"])
    strip.wait(WORDS["strip"]["unsure"])
    stage_after(lambda: twice(lambda: keys.press("Space")), "open")

    option = phone.page.get_by_text("Luck")
    option.wait_for()
    phone.context.route("**/r/say", lambda one: one.fulfill(status=429, json={"refused": "wait"}))
    before = trainer.state()["answered"]
    option.click()
    phone.wait(WORDS["phone"]["moment"])
    looks = len(phone.urls)
    phone.page.wait_for_timeout(2500)
    assert any("/r/state" in url for url in phone.urls[looks:])
    assert WORDS["phone"]["looking"] not in phone.text()
    assert option.get_attribute("aria-pressed") == "true"
    assert trainer.state()["answered"] == before
    phone.context.unroute("**/r/say")
    phone.wait(WORDS["phone"]["kept"])
    assert trainer.state()["answered"] == before + 1

    stage_after(lambda: twice(lambda: keys.press("PageDown")), "sealed")
    trainer.until("decision")
    strip.wait("open the question")
    strip.page.wait_for_timeout(800)
    stage_after(lambda: twice(strip.page.locator("#next").click), "open")


def over_the_air(url):
    """Return what is sent to a phone, which reads compressed answers."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip, deflate"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        return answer.read()


def test_twelve_phones_join_with_one_request_each_and_ask_for_little(browser, tmp_path, pages):
    """In the lobby within twenty seconds; each asks for its page once, for a seat once, and then for the state."""
    with room_running(tmp_path / "rooms") as running:
        screen, trainer = pages(running["projector"]), Trainer(running)
        phones = [pages(running["phones"], **PHONE, wait_until="commit") for _ in range(12)]
        screen.wait("12 joined", 20)
        assert len(screen.page.locator(".seats i").all()) == 12
        base = running["phones"].rpartition("/")[0]
        for phone in phones:
            phone.wait("Seat")
            asked = [url.removeprefix(base) for url in phone.urls if not url.startswith("data:")]
            assert all(url.startswith("/") for url in asked)  # of this machine alone
            first = asked.index("/r/state?v=0")
            page = [f"/{trainer.state()['code']}", "/r/phone.css", "/r/phone.js"]
            assert sorted(asked[:first]) == sorted([*page, "/r/join"])
            assert {url.partition("?")[0] for url in asked[first:]} == {"/r/state"}
            assert phone.wrong == []
        size = sum(len(over_the_air(base + url)) for url in page)
        assert size <= 12_000, size
        for button in phones[0].page.locator("button, input").all():
            assert button.bounding_box()["height"] >= 44
        state = trainer.state()
        assert (state["joined"], state["present"], state["asleep"]) == (12, 12, 0)
