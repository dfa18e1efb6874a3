"""The evening of a hunter: eat, heal, go hungry, die."""

import pytest
from small_world import logged, promise, small_world

from agents.behaviour.eating import COLD, FED, die, evening
from hunt.vocabulary import NOBODY, Action, EventKind, Hours, Season, Skill


def evening_with(pouch=0.0, ration=10.0, store=100.0, reserve=10.0, **settings):
    world, _ = small_world(refill=0.5, **settings)
    world.camp.store, world.camp.ration = store, ration
    hunter = world.hunters[0]
    hunter.pouch, hunter.reserve, hunter.full = pouch, reserve, 30.0
    evening(0, 5, world)
    return hunter, world


def test_a_hungry_hunter_eats_the_need_and_half_as_much_again_from_the_pouch_first():
    hunter, world = evening_with(pouch=1.0)
    assert hunter.ate == 1.5
    assert hunter.pouch == 0.0
    assert world.camp.store == 99.5
    assert world.camp.eaten == 1.5
    assert hunter.reserve == 10.5


def test_a_full_hunter_eats_no_more_than_the_need():
    hunter, _ = evening_with(reserve=30.0)
    assert (hunter.ate, hunter.reserve) == (1.0, 30.0)


def test_nobody_eats_more_of_a_small_store_than_an_equal_part():
    hunter, world = evening_with(ration=0.25, store=2.0)
    assert hunter.ate == 0.25
    assert world.camp.store == 1.75
    assert hunter.reserve == pytest.approx(9.25)


def test_in_the_cold_a_body_needs_more():
    world, _ = small_world(winter=0.6)
    world.camp.season, world.camp.store, world.camp.ration = Season.WINTER, 0.0, 0.0
    hunter = world.hunters[0]
    before = hunter.reserve
    evening(0, 280, world)
    assert before - hunter.reserve == pytest.approx(1.0 + 0.6 * COLD)


def test_an_injury_heals_a_day():
    world, _ = small_world()
    world.hunters[0].injured = 4
    evening(0, 5, world)
    assert world.hunters[0].injured == 3
    evening(1, 5, world)
    assert world.hunters[1].injured == 0


def test_a_body_without_reserves_dies_and_leaves_its_food_to_the_others():
    hunter, world = evening_with(pouch=0.0, ration=0.0, store=0.0, reserve=0.5)
    assert not hunter.alive
    assert (hunter.died, hunter.reserve, world.camp.living) == (5, 0.0, 7)
    assert logged(world) == [EventKind.DIED]
    other = world.hunters[1]
    other.pouch = 2.0
    die(1, 6, world)
    assert (other.pouch, world.camp.store) == (0.0, 2.0)


def test_in_the_days_of_practice_nobody_starves():
    hungry = {"pouch": 0.0, "ration": 0.0, "store": 0.0, "reserve": 0.5}
    for practice, lives in ((6, True), (5, False)):  # on day 5
        hunter, world = evening_with(**hungry, practice=practice)
        assert hunter.alive == lives
        assert hunter.reserve == pytest.approx(FED * 30.0 if lives else 0.0)
        assert logged(world) == ([] if lives else [EventKind.DIED])
    hunter, _ = evening_with(**(hungry | {"reserve": 20.0}), practice=6)
    assert hunter.reserve == 19.0, "who does not starve is not fed"


def test_the_dead_are_bound_by_no_word():
    world, _ = small_world()
    promise(world, 1, 2)
    die(1, 6, world)
    assert list(world.promised[:3]) == [NOBODY, NOBODY, 0]


def test_a_dead_chief_is_replaced_and_the_last_death_is_the_end_of_the_band():
    world, _ = small_world()
    order = []
    while world.camp.living > 0:
        order.append(world.camp.chief)
        die(world.camp.chief, 7, world)
    assert sorted(order) == list(range(8))
    assert world.camp.chief == -1
    assert logged(world) == [EventKind.DIED] * 8 + [EventKind.BAND_LOST]


def test_the_survivors_count_their_trust_again_after_a_death():
    world, _ = small_world()
    world.hunters[1].trusts = 0.99
    world.kept[:, 0] = 100.0
    die(0, 7, world)
    assert world.hunters[1].trusts == pytest.approx(world.params.start_trust)


def test_the_product_of_the_day_is_counted_and_overload_leaves_its_mark():
    world, _ = small_world()
    tracker = next(h for h, one in enumerate(world.hunters) if one.role == Skill.TRACK)
    hunter = world.hunters[tracker]
    hunter.action, hunter.hours[Hours.MEETING] = Action.SCOUT, 0.4
    world.camp.pressed, world.camp.shortfall = 0.4, 1.0
    evening(tracker, 5, world)
    assert hunter.product == pytest.approx(0.6)
    assert hunter.strain > 0.0


def test_the_chief_stays_chief_when_another_dies():
    world, _ = small_world()
    world.camp.chief = 3
    die(5, 7, world)
    assert world.camp.chief == 3
