"""Plan and push: compare progress with the plan, and press the band that is behind."""

import pytest
from small_world import logged, small_world

from hunt.vocabulary import EventKind
from hunt.world.plan import MEETING_HALF, compare_with_plan, press


def test_a_band_is_pressed_the_harder_the_further_it_is_behind():
    world, _ = small_world(plan=2.0, push=0.6)
    pressed = []
    for world.camp.progress in (3.0, 2.0, 1.0, 0.0):
        press(5, world)
        pressed += [world.camp.shortfall, world.camp.pressed]
    assert pressed == pytest.approx([0.0, 0.0, 0.0, 0.0, 0.5, 0.3, 1.0, 0.6])
    assert [round(one.saw[1], 9) for one in world.log[:1]] == [0.6]
    assert logged(world) == [EventKind.PRESSED], "each level of pressing is noted when it is reached"


def test_without_a_plan_nobody_is_behind_it():
    world, _ = small_world(plan=0.0, push=0.6)
    world.camp.progress = 0.0
    press(5, world)
    assert (world.camp.shortfall, world.camp.pressed) == (0.0, 0.0)


def test_meetings_spread_the_news_to_those_who_would_miss_it():
    world, _ = small_world(news=0.4, meetings=MEETING_HALF)
    press(5, world)
    assert world.camp.news == pytest.approx(0.4 + 0.6 * 0.5)
    world, _ = small_world(news=0.4, meetings=0.05, plan=1.0, push=0.2, reminders=0.5)
    world.camp.progress = 0.0
    press(5, world)
    assert world.camp.news == pytest.approx(0.4 + 0.6 * 0.15 / (0.15 + MEETING_HALF)), (
        "the standing one and those that are added"
    )
    world, _ = small_world(news=0.4, plan=1.0, push=0.3, reminders=1.0)
    world.camp.progress = 0.0
    press(5, world)
    assert world.camp.news == 0.4, "reminders tell nobody where the hunt is"


def test_progress_is_an_average_of_what_was_brought_per_hunter():
    world, _ = small_world(plan=2.0, plan_days=10.0)
    world.camp.brought, world.camp.living, world.camp.progress = 21.0, 7, 1.0
    compare_with_plan(world)
    assert world.camp.progress == pytest.approx(1.0 + 0.1 * (3.0 - 1.0))
    assert world.camp.plan_days == pytest.approx(0.6)
    world.camp.progress = 50.0
    compare_with_plan(world)
    assert world.camp.plan_days == pytest.approx(1.6), "a plan can only be met, not more"
