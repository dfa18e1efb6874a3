"""How many targets are met today is a share of those who lived that morning, on days of dying as well."""

import numpy as np
import pytest
from page_text import text
from stage_browser import needs_chromium

import hunt
from hunt.catalogue.scenarios import scenario

pytestmark = [needs_chromium, pytest.mark.usefixtures("compiled")]

SAID = """(days) => days.map((day) => {
  __stage.clock.go(day);
  __stage.render(true);
  return __stage.panels[0].kpiHead.textContent;
})"""


def test_on_a_day_of_dying_no_more_than_all_targets_are_met(watched):
    year = hunt.record(scenario("default-valley").parameters("own-product"), 1)
    died = year.hunters[-1]["died"]
    days = sorted({int(one) for one in died if one >= 0})[:-1]  # on the last of them nobody is left to be counted
    assert len(days) > 3
    page = watched.open("/?bands=own-product&seed=1")
    for day, said in zip(days, page.evaluate(SAID, days), strict=True):
        hunters = year.hunters[day]
        up = hunters["alive"] | (hunters["died"] == day)
        share = 100 * np.minimum(hunters["product"][up], 1.0).sum() / up.sum()
        assert said in {text("met_today", share=round(share + off)) for off in (-0.3, 0.0, 0.3)}, (
            day
        )  # films are coarse
