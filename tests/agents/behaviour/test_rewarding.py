"""What an action is worth to a hunter: pay, praise, own food, effort."""

import pytest
from cases import each
from small_world import small_world

from agents.actions import ACTIONS
from agents.behaviour.rewarding import (
    MONTH,
    count_product,
    measured_product,
    paid_product,
    pay,
    praised,
    quota_pay,
    rank_prize,
    reward,
    shared_weight,
)
from hunt.vocabulary import Action, Hours, Praise, Skill


def hunter_of(role, **settings):
    """Return the number of the first hunter of a role, and the world."""
    world, _ = small_world(**settings)
    return next(h for h, one in enumerate(world.hunters) if one.role == role), world


def test_reward_is_own_food_as_hungry_as_one_is_and_what_is_felt_of_pay_and_praise_less_the_effort():
    h, world = hunter_of(Skill.TRACK, kappa=2.0, phi=1.5, praise=0.0, shared=0.25, food_target=0.5)
    worth = reward(h, Action.FORAGE, 3.0, 0.4, 0.7, 1.2, shared_weight(h, world), world)
    assert worth == pytest.approx(1.5 * 1.2 * 3.0 + 2.0 * (0.75 * 0.3 + 0.25 * 0.4 / 0.5) - 0.7)


def test_praise_adds_to_pay():
    h, world = hunter_of(Skill.TRACK, kappa=2.0, praise=0.5, praises=[1.0, 0.0, 0.0, 0.0, 0.0])
    extra = [reward(h, action, 0.0, 0.0, 0.0, 1.0, 1.0, world) for action in (Action.HUNT, Action.SCOUT)]
    assert extra == pytest.approx([2.0 * 0.5, 0.0])


def test_praise_for_the_outcome_goes_by_the_target_like_the_pay():
    h, world = hunter_of(Skill.TRACK, kappa=2.0, praise=0.5, praises=[0.0, 0.0, 0.0, 0.0, 1.0], food_target=4.0)
    bare = reward(h, Action.REST, 0.0, 0.0, 0.0, 1.0, 0.0, world)
    assert reward(h, Action.REST, 0.0, 3.0, 0.0, 1.0, 0.0, world) - bare == pytest.approx(2.0 * 0.5 * 3.0 / 4.0)


def test_an_aligned_table_measures_what_feeds_the_band_whatever_the_role():
    h, world = hunter_of(Skill.DRIVE)
    table = world.params.table[Skill.DRIVE]
    for aligned in (0.0, 0.25, 0.5, 1.0):
        world.params = world.params.but(alignment=aligned)
        measured = [measured_product(Skill.DRIVE, action, world) for action in Action]
        moved = [(1.0 - aligned) * table[a] + aligned * ACTIONS[a].feeds for a in Action]
        assert measured == pytest.approx([one / max(moved) for one in moved])
        assert max(measured) == pytest.approx(1.0), "the budget at full attainment does not depend on it"
        assert [pay(h, action, world) for action in Action] == pytest.approx(measured)
    assert measured[Action.HUNT] == 1.0 > table[Action.HUNT]
    assert measured[Action.OWN] == 0.0 < table[Action.OWN]


def test_what_is_counted_is_what_is_paid_for():
    h, world = hunter_of(Skill.DRIVE, alignment=1.0)
    world.hunters[h].action = Action.SCOUT
    count_product(h, 3, world)
    assert world.hunters[h].product == world.hunters[h].tally == world.camp.attained == ACTIONS[Action.SCOUT].feeds


def test_how_much_of_the_pay_follows_the_band_depends_on_what_is_seen_of_it_and_the_chief_may_differ():
    _, world = hunter_of(Skill.TRACK, shared=0.8, sees=0.5)
    assert [shared_weight(h, world) for h in range(8)] == pytest.approx([0.4] * 8)
    world.params = world.params.but(chief_shared=0.0)
    world.camp.chief = 3
    assert [h for h in range(8) if shared_weight(h, world) == 0.0] == [3]


def test_a_piece_rate_pays_the_measured_product():
    h, world = hunter_of(Skill.DRIVE)
    assert [pay(h, action, world) for action in Action] == pytest.approx(list(world.params.table[Skill.DRIVE]))


def test_a_ranking_pays_those_ahead_of_the_others_and_helping_costs_rank():
    h, world = hunter_of(Skill.KEEP, form="ranking")
    assert pay(h, Action.TEND, world) == 1.0, "on the first day everyone is as good as any other"
    world.camp.attained, world.camp.days_lived = 4.0, 8
    assert pay(h, Action.TEND, world) == 1.5
    assert pay(h, Action.REST, world) == 0.5
    assert pay(h, Action.HELP, world) == pytest.approx(1.0 + 0.2 - 0.5 - 0.5)
    assert [rank_prize(product, 1.0, False) for product in (-5.0, 0.0, 1.0, 2.0, 9.0)] == [0.0, 0.0, 1.0, 2.0, 2.0]


def test_a_quota_pays_until_it_is_met_and_nothing_after_that():
    assert quota_pay(1.0, 0.0, 0.5) == 2.0
    assert quota_pay(1.0, 0.5 * MONTH - 0.25, 0.5) == 0.5
    assert quota_pay(1.0, 0.5 * MONTH, 0.5) == quota_pay(1.0, 99.0, 0.5) == 0.0
    h, world = hunter_of(Skill.KEEP, form="quota", quota=0.5)
    assert pay(h, Action.TEND, world) == 2.0
    world.hunters[h].tally = 0.5 * MONTH
    assert pay(h, Action.TEND, world) == 0.0


def test_an_agreed_day_at_the_hunt_counts_in_full_whatever_the_role():
    h, world = hunter_of(Skill.KEEP, form="agreed", quota=1.0)
    assert paid_product(Skill.KEEP, Action.HUNT, world) == 1.0
    assert pay(h, Action.HUNT, world) == pytest.approx(1.0)
    assert paid_product(Skill.KEEP, Action.FORAGE, world) == 0.3
    world.params = world.params.but(form="piece")
    assert paid_product(Skill.KEEP, Action.HUNT, world) == 0.1


PRAISED = {
    Praise.PERSON: {Action.HUNT: 1.0, Action.HELP: 1.0},
    Praise.PRODUCT: {Action.SCOUT: 1.0, Action.FORAGE: 0.3, Action.HUNT: 0.2, Action.OWN: 0.6},
    Praise.PLAN: {Action.HUNT: 1.0},
    Praise.RESCUE: {Action.RESCUE: 1.0},
    Praise.OUTCOME: dict.fromkeys(Action, 0.7),
}


@each("praise", Praise)
def test_each_kind_of_praise_goes_to_what_it_praises(praise):
    h, world = hunter_of(Skill.TRACK, praises=[float(one == praise) for one in Praise])
    found = {action: praised(h, action, 0.7, world) for action in Action}
    assert {action: one for action, one in found.items() if one} == pytest.approx(PRAISED[praise])


def test_the_plan_is_praised_only_on_a_day_that_goes_as_planned():
    h, world = hunter_of(Skill.TRACK, praises=[0.0, 0.0, 1.0, 0.0, 0.0])
    world.camp.as_planned = False
    assert praised(h, Action.HUNT, 0.7, world) == 0.0


def test_the_product_of_a_day_is_counted_by_the_work_done_and_a_quota_starts_again_every_month():
    h, world = hunter_of(Skill.KEEP)
    hunter = world.hunters[h]
    hunter.action, hunter.hours[Hours.MEETING] = Action.FORAGE, 0.25
    for day in range(MONTH - 2, MONTH):
        count_product(h, day, world)
        assert hunter.product == pytest.approx(0.3 * 0.75)
        assert hunter.tally == (hunter.product if day == MONTH - 2 else 0.0)
    assert hunter.products == world.camp.attained == pytest.approx(0.45)
    assert world.camp.days_lived == 2
