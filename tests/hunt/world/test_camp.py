"""The camp: rations, what rots overnight, wolves, chores."""

import pytest
from small_world import logged, put_beast, small_world

from hunt.vocabulary import Action, EventKind, Hours, Season
from hunt.world.camp import (
    SPOILAGE_BY_SEASON,
    do_chores,
    keep_watch,
    lose_food,
    night,
    set_rations,
    untended_share,
)


def test_a_small_store_is_divided_equally_among_the_living():
    world, _ = small_world()
    world.camp.store, world.camp.living = 6.0, 4
    set_rations(world)
    assert world.camp.ration == 1.5
    world.camp.living = 0
    set_rations(world)
    assert world.camp.ration == 6.0


def test_tending_prevents_more_the_more_tend_but_never_everything():
    world, _ = small_world(tend_share=0.8, tend_half=2.0)
    shares = []
    for world.camp.tending_today in (0, 2, 1000):
        shares.append(untended_share(world))
    assert shares == pytest.approx([1.0, 0.6, 0.2], abs=0.01)


def test_wolves_come_by_luck_and_take_less_where_somebody_keeps_watch():
    world, luck = small_world(wolves=0.1, wolf_take=0.5, tend_share=0.8, tend_half=1.0)
    world.camp.store, luck.wolves[0], luck.wolves[1] = 100.0, 0.2, 0.05
    keep_watch(0, world, luck)
    assert (world.camp.store, world.camp.raids) == (100.0, 0)
    world.camp.tending_today = 1
    keep_watch(1, world, luck)
    assert world.camp.stolen == pytest.approx(100.0 * 0.5 * 0.6)
    assert (world.camp.store, world.camp.raids) == (pytest.approx(70.0), 1)
    assert logged(world) == [EventKind.WOLVES]


CHORES = {"chores": 2.0, "checks": 4.0, "faults_least": 0.1, "faults_more": 0.6, "redo": 0.5, "undone_cost": 3.0}


def after_chores(hands, upkept=1.0, **settings):
    world, _ = small_world(**(CHORES | settings))
    world.camp.upkept, world.camp.store = upkept, 100.0
    for hunter in world.hunters[:hands]:
        hunter.action = Action.TEND
    world.hunters[7].alive = hands == 8
    world.hunters[7].action = Action.TEND  # the dead do no chores
    do_chores(world)
    return world.camp


def test_fires_come_first_and_what_is_left_of_the_hands_goes_into_checks():
    camp = after_chores(4)
    assert camp.upkept == pytest.approx((4.0 - 2.0 * 1.05) / 4.0)
    assert (camp.undone, camp.store) == (0.0, 100.0)
    assert after_chores(8).upkept == 1.0, "all is checked"


def test_what_was_not_checked_yesterday_makes_more_work_today():
    assert after_chores(4, upkept=0.0).upkept == pytest.approx((4.0 - 2.0 * 1.35) / 4.0)


def test_work_that_is_left_undone_costs_food():
    camp = after_chores(1)
    assert camp.undone == pytest.approx(1.1)
    assert camp.lost == pytest.approx(3.3)
    assert camp.upkept == 0.0


def test_only_hours_of_work_count_and_a_camp_without_chores_has_none():
    world, _ = small_world(**CHORES)
    for hunter in world.hunters[:4]:
        hunter.action, hunter.hours[Hours.WORK] = Action.TEND, 0.5
    do_chores(world)
    assert world.camp.undone == pytest.approx(0.1)
    camp = after_chores(4, upkept=0.25, chores=0.0)
    assert (camp.undone, camp.upkept) == (0.0, 0.25)


def test_nobody_can_lose_more_food_than_there_is():
    world, _ = small_world()
    world.camp.store = 5.0
    assert [lose_food(3.0, world), lose_food(3.0, world)] == [3.0, 2.0]
    assert (world.camp.store, world.camp.lost) == (0.0, 5.0)


def test_overnight_store_pouches_and_carcasses_spoil_slower_in_winter():
    spoiled = {}
    for season in (Season.SUMMER, Season.WINTER):
        world, _ = small_world(store_spoils=0.01, pouch_spoils=0.2, carcass_spoils=0.1, tend_share=1.0, tend_half=2.0)
        world.camp.store, world.camp.season, world.hunters[0].pouch = 200.0, season, 10.0
        world.camp.tending_today = 2  # half of what tending can prevent, 1/2 of it all
        put_beast(world).meat = 50.0
        night(3, world)
        warmth = SPOILAGE_BY_SEASON[season]
        assert world.camp.spoiled_yesterday == pytest.approx(warmth)
        assert 200.0 - world.camp.store == pytest.approx(warmth)
        assert 10.0 - world.hunters[0].pouch == pytest.approx(2.0 * max(0.2, warmth))
        assert world.camp.wasted == pytest.approx(5.0 * warmth)
        assert 50.0 - world.beasts[0].meat == pytest.approx(5.0 * warmth)
        spoiled[season] = world.camp.spoiled
    assert spoiled[Season.SUMMER] == pytest.approx(1.0 + 2.0)
    assert spoiled[Season.WINTER] < spoiled[Season.SUMMER] / 3.0
