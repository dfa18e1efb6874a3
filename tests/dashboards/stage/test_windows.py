"""The windows of the stage in a browser: why, who trusts whom, and a thousand other years."""

from urllib.parse import parse_qsl

import numpy as np
import pytest
from page_text import filled, text
from stage_browser import PLACE, Watched, histories, needs_chromium

from dashboards.shared.address import read
from dashboards.stage.other_years import block
from hunt.vocabulary import Action

pytestmark = [needs_chromium, pytest.mark.slow, pytest.mark.usefixtures("compiled")]


def test_why_shows_what_the_rules_computed(stage):
    stage.evaluate("__stage.go(40)")  # on which everyone is alive
    stage.click(".why")
    stage.wait_for_selector("dialog[data-state=answered]")
    answer = stage.evaluate("__stage.answered")
    run = histories(PLACE)[answer["band"]]
    worth = run.worth(answer["day"], answer["hunter"])
    assert {Action(one["action"]): one["worth"] for one in answer["actions"]} == worth
    assert answer["chosen"] == run.actions[answer["day"], answer["hunter"]]
    assert stage.locator("dialog table tbody tr").count() == len(worth)
    stage.select_option("dialog select", "3")
    stage.wait_for_function("__stage.answered.hunter === 3")


def test_who_trusts_whom_is_what_was_simulated(stage):
    runs = histories(PLACE)
    stage.evaluate("__stage.go(105)")
    stage.keyboard.press("t")
    stage.wait_for_selector("dialog[open] .matrix")
    for day in (105, 300):
        stage.fill("dialog .trusts input", str(day))
        shown = stage.evaluate("[...document.querySelectorAll('.trusts section .twin')].map((one) => one.textContent)")
        for words, run in zip(shown, runs, strict=True):
            alive = run.hunters["alive"][day]
            pairs = alive[:, None] & alive[None, :] & ~np.eye(len(alive), dtype=bool)
            if pairs.any():
                mean = filled("trust_twin", words)["mean"]
                assert abs(float(mean.rstrip(".")) - run.trust[day][pairs].mean()) < 0.01
            else:
                assert words == text("trust_nobody")
        count = stage.evaluate(
            "[...document.querySelectorAll('.matrix circle')].filter((one) => one.style.display !== 'none').length"
        )
        living = [int(run.hunters["alive"][day].sum()) for run in runs]
        assert count == sum(n * (n - 1) for n in living)
    stage.keyboard.press("Escape")
    assert stage.evaluate("__stage.clock.day") == 300


def test_a_thousand_other_years_can_be_stopped_and_started_again(stage):
    stage.evaluate("__stage.winters.runs = 1000")
    stage.click(".many")
    stage.wait_for_function("__stage.winters.state === 'running'")
    stage.click("dialog .stop")
    assert stage.evaluate("__stage.winters.state") == "cancelled"
    stage.evaluate("__stage.winters.runs = 200")
    stage.click("dialog .again")
    stage.wait_for_function("__stage.winters.state === 'done'", timeout=60_000)
    for band in ("own-product", "shared-survival"):
        assert stage.evaluate(f"__stage.many['{band}'].alive.reduce((a, c) => a + c, 0)") == 200
    assert stage.locator("dialog canvas").count() == 2
    stage.keyboard.press("Escape")
    assert "200" in stage.inner_text(".badge >> nth=0")


def test_other_years_that_are_running_are_those_of_the_film_that_is_shown(stage):
    stage.keyboard.press("s")
    stage.select_option("dialog select >> nth=0", "strangers")
    stage.fill("dialog input[inputmode=numeric]", "5")
    stage.click("dialog button[type=submit]")
    stage.wait_for_function("__stage.ready && __stage.address.scenario === 'strangers'", timeout=20_000)
    stage.keyboard.press("l")
    stage.wait_for_selector("dialog .status")
    stage.go_back()
    stage.wait_for_function("__stage.ready && __stage.address.scenario === 'default-valley'", timeout=20_000)
    stage.wait_for_function("Object.keys(__stage.many).length === 2", timeout=20_000)
    stage.wait_for_timeout(1500)
    usual = block(read(parse_qsl(PLACE)))["alive"]
    assert stage.evaluate("Object.fromEntries(Object.entries(__stage.many).map(([k, v]) => [k, v.alive]))") == usual


def test_a_visitor_who_leaves_frees_the_queue_for_the_next_one(browser, base):
    """A second visitor waits behind the first; when the first has gone, so has their work."""
    first, second = Watched(browser, base), Watched(browser, base)
    first.open(f"/?{PLACE}")
    second.open(f"/?{PLACE}")
    first.page.click(".many")
    first.page.wait_for_function("__stage.winters.state === 'running'")
    second.page.evaluate("__stage.winters.runs = 100")
    second.page.click(".many")
    waiting = text("winters_waiting", count=1)
    second.page.wait_for_function(
        "(words) => document.querySelector('dialog .status').textContent === words", arg=waiting, timeout=5_000
    )
    first.close()
    second.page.wait_for_function("__stage.winters.state === 'done'", timeout=6_000)
    second.close()
