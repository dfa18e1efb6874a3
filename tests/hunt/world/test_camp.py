"""The camp: rations, what rots overnight, wolves, chores."""

import pytest
from cases import each
from small_world import logged, put_beast, small_world

from hunt.vocabulary import Action, EventKind, Hours, Season
from hunt.world.camp import (
    CARCASS_SPOILS,
    POUCH_SPOILS,
    SPOILAGE_BY_SEASON,
    STORE_SPOILS,
    TEND_HALF,
    TEND_SHARE,
    WOLF_TAKE,
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
    world, _ = small_world()
    shares = []
    for world.camp.tending_today in (0, TEND_HALF, 1e9):
        shares.append(untended_share(world))
    assert shares == pytest.approx([1.0, 1.0 - TEND_SHARE / 2.0, 1.0 - TEND_SHARE])
    assert 0.0 < TEND_SHARE < 1.0


def test_wolves_come_by_luck_and_take_less_where_somebody_keeps_watch():
    world, luck = small_world(wolves=0.1)
    world.camp.store, luck.wolves[0], luck.wolves[1] = 100.0, 0.2, 0.05
    keep_watch(0, world, luck)
    assert (world.camp.store, world.camp.raids) == (100.0, 0)
    world.camp.tending_today = TEND_HALF
    keep_watch(1, world, luck)
    assert world.camp.stolen == pytest.approx(100.0 * WOLF_TAKE * (1.0 - TEND_SHARE / 2.0))
    assert (world.camp.store, world.camp.raids) == (pytest.approx(100.0 - world.camp.stolen), 1)
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


@each("season", Season)
def test_overnight_store_pouches_and_carcasses_spoil_by_season(season):
    world, _ = small_world(spoilage=2.0)
    world.camp.store, world.camp.season, world.hunters[0].pouch = 200.0, season, 10.0
    world.camp.tending_today = TEND_HALF
    put_beast(world).meat = 50.0
    night(3, world)
    warmth = SPOILAGE_BY_SEASON[season]
    store = 200.0 * 2.0 * STORE_SPOILS * warmth * (1.0 - TEND_SHARE / 2.0)
    pouch = 10.0 * 2.0 * POUCH_SPOILS * max(0.2, warmth)
    meat = 50.0 * 2.0 * CARCASS_SPOILS * warmth
    assert world.camp.spoiled_yesterday == pytest.approx(store)
    assert 200.0 - world.camp.store == pytest.approx(store)
    assert 10.0 - world.hunters[0].pouch == pytest.approx(pouch)
    assert world.camp.spoiled == pytest.approx(store + pouch)
    assert world.camp.wasted == pytest.approx(meat)
    assert 50.0 - world.beasts[0].meat == pytest.approx(meat)


def test_in_winter_the_store_keeps():
    assert SPOILAGE_BY_SEASON[Season.WINTER] < SPOILAGE_BY_SEASON[Season.SPRING] < SPOILAGE_BY_SEASON[Season.SUMMER]


def test_nothing_spoils_where_nothing_spoils_and_never_more_than_there_is():
    for spoilage, left in ((0.0, 1.0), (20.0, 0.0)):
        world, _ = small_world(spoilage=spoilage)
        world.camp.season, world.hunters[0].pouch = Season.SUMMER, 10.0
        put_beast(world).meat = 50.0
        night(3, world)
        assert (world.hunters[0].pouch, world.beasts[0].meat) == (10.0 * left, 50.0 * left)
