"""A film whose last hunter dies early ends soon after that, says so on the wall and on the strip, and not before."""

import pytest
from rooms import Trainer, room_running, workshop
from stage_browser import needs_chromium

import hunt
from dashboards.room.words import room_words
from hunt.catalogue.scenarios import scenario

pytestmark = [needs_chromium, pytest.mark.usefixtures("compiled")]

AFTER = 3
STEPS = """[[step]]
id = "bet"
kind = "bet"
high = 12
[[step]]
id = "winter"
kind = "film"
minutes = 2
day = [0, 359]
[[step]]
id = "outcome"
kind = "reveal"
of = "bet"
"""
READY = """() => {
  const stage = frames.length && frames[0].__stage;
  return Boolean(stage && stage.ready && stage.clock);
}"""
SEEN = """(day) => {
  const stage = frames[0].__stage;
  stage.clock.go(day);
  stage.render(true);
  return stage.scenes[0].living;
}"""
PACE = """([from, to, seconds, hold]) => {
  const clock = new frames[0].__stage.clock.constructor(360, frames[0].__stage.clock.told);
  clock.plan(from, to, seconds, hold);
  return clock.pace;
}"""


def lived(band):
    """Return the year that the film of a band shows."""
    return hunt.record(scenario("default-valley").parameters(band), 1)


@pytest.fixture
def film(browser, tmp_path):
    """Yield the projector of a room at a film, the strip of its trainer, and the words on both."""
    with room_running(tmp_path / "rooms", script=workshop(tmp_path, STEPS)) as running:
        trainer = Trainer(running)
        trainer.until("winter", "playing", skip=True)
        pages = [browser.new_context().new_page() for _ in range(2)]
        pages[0].goto(running["projector"])
        pages[1].goto(running["trainer"])
        pages[0].wait_for_function(READY, timeout=60_000)
        yield *pages, trainer
        for page in pages:
            page.context.close()


def test_a_film_ends_soon_after_the_last_death_and_asks_about_it(film):
    year = lived("own-product")
    died = int(year.hunters[-1]["died"].max())
    assert year.outcome.alive == 0
    assert died + AFTER < 300  # or this would not be early
    projector, strip, trainer = film
    words = room_words("en")
    assert projector.evaluate("frames[0].__stage.clock.until") == died + AFTER
    assert projector.evaluate("frames[0].__stage.clock.told").count(died) == 1  # the sentence about it is told
    usual = projector.evaluate(PACE, [0, 359, 108, 4])
    assert projector.evaluate("frames[0].__stage.clock.pace") == pytest.approx(usual)  # so that it tells nothing
    assert trainer.do("hold")[0] == 200  # the film stands still on the days that are looked at
    projector.wait_for_function("() => frames[0].__stage.clock.playing === false")
    assert projector.evaluate(SEEN, died - 1) > 0
    projector.wait_for_timeout(1200)  # two questions of the projector
    assert trainer.state()["film_gone"] is None
    assert projector.evaluate(SEEN, died) == 0
    question = words["strip"]["film_gone"].format(day=died)
    strip.get_by_text(question).wait_for()
    assert projector.get_by_text(words["screen"]["film_gone"].format(day=died)).count() == 0  # the stage shows it
    assert trainer.do("hold")[0] == 200
    projector.get_by_text(words["screen"]["film_gone"].format(day=died)).wait_for(timeout=60_000)
    projector.locator("iframe").wait_for(state="hidden")
    strip.get_by_text(words["strip"]["film_ended"]).wait_for()
    assert trainer.do("next")[0] == 200
    assert trainer.until("outcome")["film_gone"] is None
    strip.get_by_text(question).wait_for(state="hidden")
