"""Orders of the neighbours pass through the four crafts."""

import pytest
from small_world import logged, small_world

from hunt.catalogue.parameters import Parameters
from hunt.history import record
from hunt.vocabulary import EventKind, Hours, Skill
from hunt.world.orders import (
    ORDER_DAYS,
    ORDER_FOOD,
    OUTSIDE_LEARNING,
    hand_over,
    share_free_for_work,
    take_orders,
    work_on_orders,
)

BUSY = {"orders": 0.5, "craft_rate": 0.5, "days": 200}


def work(world, luck, days):
    for day in range(days):
        take_orders(day, world, luck)
        work_on_orders(day, world, luck)
        assert sum(world.benches) == world.camp.begun - world.camp.delivered, "no order is lost or made on the way"


def test_orders_come_in_by_luck_and_each_is_delivered_once():
    world, luck = small_world(**BUSY)
    work(world, luck, 200)
    assert world.camp.ordered == (luck.opens[:200] < 0.5).sum()
    assert 0 < world.camp.delivered <= world.camp.begun == world.camp.ordered
    assert logged(world)[:3] == [EventKind.DELIVERED] * 3


def test_pull_begins_no_more_orders_than_the_limit():
    world, luck = small_world(**(BUSY | {"orders": 1.0, "wip_limit": 3}))
    for day in range(100):
        take_orders(day, world, luck)
        assert world.camp.begun - world.camp.delivered == min(3, day + 1)
        work_on_orders(day, world, luck)
    assert world.camp.ordered == 100 > world.camp.begun


def test_a_piece_passes_one_craft_a_day_at_most():
    world, luck = small_world(**(BUSY | {"orders": 1.0, "craft_rate": 1.0}))
    for day in range(3):
        take_orders(day, world, luck)
        work_on_orders(day, world, luck)
        assert world.camp.delivered == 0
    take_orders(3, world, luck)
    work_on_orders(3, world, luck)
    assert world.camp.delivered == 1
    assert list(world.asked[:4]) == [0, 1, 2, 3]
    assert world.camp.wip_days == 1 + 2 + 3 + 3


def test_without_anybody_at_a_craft_orders_stop_there():
    world, luck = small_world(**BUSY)
    for hunter in world.hunters:
        hunter.alive = hunter.role != Skill.DRIVE
    work(world, luck, 100)
    assert world.camp.delivered == 0
    assert world.benches[Skill.DRIVE] == max(world.benches) > 0


def test_overhead_and_injuries_take_time_from_the_craft():
    world, _ = small_world()
    drivers = [hunter for hunter in world.hunters if hunter.role == Skill.DRIVE]
    assert len(drivers) == 2
    assert share_free_for_work(Skill.DRIVE, world) == 1.0
    drivers[0].hours[Hours.MEETING], drivers[0].hours[Hours.CHECK] = 0.25, 0.25
    assert share_free_for_work(Skill.DRIVE, world) == 0.75
    drivers[1].injured = 3
    assert share_free_for_work(Skill.DRIVE, world) == 0.25
    drivers[1].alive = False
    assert share_free_for_work(Skill.DRIVE, world) == 0.5


def test_a_craft_without_time_finishes_nothing_and_without_orders_there_is_nothing_to_do():
    world, luck = small_world(**(BUSY | {"orders": 1.0, "craft_rate": 1.0}))
    luck.stations[:] = 0.5
    for hunter in world.hunters:
        hunter.hours[Hours.MEETING] = 0.6
    work(world, luck, 10)
    assert world.benches[Skill.TRACK] == 10
    world, luck = small_world(orders=0.0)
    world.camp.ordered = 3
    take_orders(0, world, luck)
    world.benches[Skill.KEEP] = 3
    work_on_orders(0, world, luck)
    assert (world.camp.begun, world.camp.delivered, world.camp.wip_days) == (0, 0, 0)


def test_neighbours_pay_by_their_trust_which_follows_what_comes_in_time():
    world, _ = small_world(orders=0.5, need=2.0)
    world.asked[0], world.asked[1], world.camp.outside = 0, 30, 0.8
    world.camp.begun = world.camp.ordered = 2
    store = world.camp.store
    hand_over(ORDER_DAYS + 1, world)  # a day late
    food = 2.0 * ORDER_FOOD * 0.8
    assert (world.camp.late, world.camp.traded) == (1, pytest.approx(food))
    doubted = 0.8 * (1.0 - OUTSIDE_LEARNING)
    assert world.camp.outside == pytest.approx(doubted)
    hand_over(30 + ORDER_DAYS, world)
    assert world.camp.late == 1
    assert world.camp.outside == pytest.approx(doubted + OUTSIDE_LEARNING * (1.0 - doubted))
    food += 2.0 * ORDER_FOOD * doubted
    assert world.camp.traded == world.camp.brought == world.camp.common == pytest.approx(food)
    assert world.camp.store - store == pytest.approx(food)


@pytest.mark.usefixtures("compiled")
def test_over_a_year_push_piles_orders_up_and_pull_does_not():
    pulled, pushed = record(Parameters(orders=0.9, wip_limit=3), 1), record(Parameters(orders=0.9), 1)
    assert (pulled.camp["begun"] - pulled.camp["delivered"]).max() == 3
    assert (pushed.camp["begun"] - pushed.camp["delivered"]).max() > 30
    assert (pulled.camp["begun"] <= pulled.camp["ordered"]).all()
