"""Draw the pictures of the workshop into docs/pictures: what the projector shows, and the trainer's strip."""

import io
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from rooms import Trainer, room_running  # noqa: E402 - found only once the folder of the tests is known
from stage_browser import browsing  # noqa: E402

FOLDER = ROOT / "docs" / "pictures"
COLOURS = 64
BOTS = 24


def draw(page, name):
    """Keep what a page shows as a small picture."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS).save(FOLDER / f"room-{name}.png", optimize=True)


def look(screen, trainer, name):
    """Draw the projector once it shows what the model says."""
    while trainer.state()["needed"] == "wait":
        time.sleep(0.5)
    screen.wait_for_timeout(1500)
    draw(screen, name)


def answered(trainer, step):
    """Open a question, and wait for all answers."""
    trainer.until(step, "open")
    while trainer.state()["waiting"]:
        time.sleep(0.5)


def main():
    """Start a quick rehearsal of the longest script, and draw its pages on the way."""
    with (
        tempfile.TemporaryDirectory() as folder,
        room_running(folder, "--rehearse", str(BOTS), "--quick", script="ninety-minutes") as running,
        browsing() as browser,
    ):
        screen = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        strip = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        screen.goto(running["projector"])
        strip.goto(running["trainer"])
        trainer = Trainer(running)
        while trainer.state()["present"] < BOTS:
            time.sleep(0.5)
        screen.wait_for_timeout(1500)
        draw(screen, "lobby")
        for day in (1, 2, 3):
            trainer.until(f"hands-first-{day}", "open")
            time.sleep(4)  # the bots need two or three seconds; the clock of a quick day closes it after five
            trainer.until(f"hands-first-{day}", "sealed")
        look(screen, trainer, "hands")
        answered(trainer, "bet")
        strip.wait_for_timeout(1500)
        draw(strip, "strip")
        answered(trainer, "decision")
        trainer.until("outcome", "revealed")
        look(screen, trainer, "bet")
        trainer.until("board")
        look(screen, trainer, "board")
        answered(trainer, "small-steps")
        answered(trainer, "place")
        trainer.until("place", "revealed")
        look(screen, trainer, "place")


if __name__ == "__main__":
    main()
