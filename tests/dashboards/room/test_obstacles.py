"""What axe-core finds on phone, screen and strip, in every kind of step: nothing."""

import pytest
from accessibility import needs_axe, obstacles
from rooms import Phone, Trainer, room_running
from stage_browser import needs_chromium

pytestmark = [pytest.mark.slow, needs_chromium, needs_axe]

SIZES = {"phone": (390, 844), "screen": (1920, 1080), "strip": (1366, 768)}


@pytest.mark.parametrize(("theme", "skin"), [("light", "stone-age"), ("dark", "zero-outage")])
def test_there_are_no_obstacles_in_any_step(browser, tmp_path, theme, skin):
    """The film is not looked at: it is the stage, which has tests of its own."""
    with room_running(tmp_path / "rooms", "--skin", skin, script="ninety-minutes") as running:
        trainer, pages = Trainer(running), {}
        others = [Phone(running) for _ in range(4)]
        for one in others:
            one.join()
        for name, url in (("phone", "phones"), ("screen", "projector"), ("strip", "trainer")):
            wide, high = SIZES[name]
            context = browser.new_context(viewport={"width": wide, "height": high}, color_scheme=theme, bypass_csp=True)
            pages[name] = context.new_page()
            pages[name].goto(running[url])
        pages["phone"].locator("#seat:not(:empty)").wait_for()
        looked, found = set(), []
        state = trainer.state()
        while not state["ended"]:
            for phone in others:
                phone.state()
            kind = (state["kind"], state["stage"])
            if kind not in looked and state["kind"] != "film":
                looked.add(kind)
                pages["screen"].locator(f"main[data-kind={state['kind']}][data-stage={state['stage']}]").wait_for()
                pages["phone"].wait_for_timeout(1800)
                for name, page in pages.items():
                    found += [(kind, name, *one) for one in obstacles(page)]
                    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                    assert wide <= 0, (kind, name)
            trainer.once(state)
            state = trainer.state()
        assert found == []
        assert len(looked) > 20
