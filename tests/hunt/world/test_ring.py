"""A party meets a mammoth: approach, close the ring, strike."""

import numpy as np
import pytest
from small_world import logged, put_beast, put_party, small_world

from agents.behaviour.roaming import CELLS_X, CELLS_Y
from agents.behaviour.trusting import trust
from hunt.catalogue.parameters import Parameters
from hunt.history import record
from hunt.vocabulary import NOBODY, Action, Because, EventKind, Hours, Skill, Weather
from hunt.world.ring import (
    PLACE_ORDER,
    attempt,
    bring_down_or_wound,
    close_and_strike,
    escape,
    gather,
    hunt_one_day,
    injure_some,
    take_places,
    wait_for_more,
)

SURE = {"approach_odds": 1.0, "close_odds": 1.0, "strike_odds": 1.0, "steadiness": 1.0, "injury": 0.0, "needed": 4}
LUCKY = {"approach": 0.0, "close": 0.0, "throw": 0.0, "hold": 0.0, "harm": 0.99, "gap": 0.0, "trail": 0.0}


LEADERLESS = {"leadership": "none", "crew": 0.5}
"""A party that does everything with quality 0.5."""


def at_a_beast(*party, action=Action.HUNT, **settings):
    """Let a party stand at a beast on a lucky day, all as skilled as can be."""
    world, luck = small_world(**(SURE | settings))
    beast = put_beast(world)
    beast.sighted, beast.called = 1, 1
    size = put_party(world, *party, action=action)
    for hunter in world.hunters:
        hunter.skills[:] = hunter.repute[:] = 1.0
        hunter.believes = float(world.params.needed)
    for name, value in LUCKY.items():
        getattr(luck, name)[:] = value
    return world, luck, beast, size


# --- who is there ----------------------------------------------------------------------------------------------


def test_those_who_have_reached_the_beast_are_the_party_in_todays_order():
    world, luck, *_ = at_a_beast(0, 1, 2, 3, 4)
    world.hunters[1].there, world.hunters[2].alive, world.hunters[3].target = False, False, NOBODY
    size = gather(0, 1, world, luck)
    assert size == 2
    seats = [luck.seats[(k + luck.first[1]) % 8] for k in range(8)]
    assert list(world.party[:2]) == [h for h in seats if h in (0, 4)]


def test_a_party_tries_when_it_believes_that_it_is_enough():
    world, luck, beast, _ = at_a_beast(0, 1, 2, 3)
    beast.waited = 2
    trusted = trust(world.kept[0, 1], world.broken[0, 1])
    hunt_one_day(0, 2, world, luck)
    assert (world.camp.tries, beast.waited, world.camp.rings) == (1, 0, 1)
    assert trust(world.kept[0, 1], world.broken[0, 1]) > trusted, "those who held are remembered"
    assert world.hunters[0].hours[Hours.COUNCIL] == pytest.approx(world.params.council)
    world, luck, beast, _ = at_a_beast(0, 1, 2)
    hunt_one_day(0, 2, world, luck)
    assert (world.camp.tries, beast.waited) == (0, 1)
    world, luck, beast, _ = at_a_beast(needed=1)
    hunt_one_day(0, 2, world, luck)
    assert beast.waited == 1, "nobody is there"
    world, luck, *_ = at_a_beast(0, 1, 2, 3, **LEADERLESS)
    hunt_one_day(0, 2, world, luck)
    assert world.hunters[0].hours[Hours.COUNCIL] == 0.0, "without a leader there is nothing to agree on"


def test_in_a_storm_nothing_happens():
    world, luck, beast, _ = at_a_beast(0, 1, 2, 3)
    world.camp.weather = Weather.STORM
    hunt_one_day(0, 2, world, luck)
    assert (world.camp.tries, beast.waited, logged(world)) == (0, 0, [])


def test_a_carcass_is_hauled():
    world, luck, beast, _ = at_a_beast(0, 1)
    beast.down, beast.meat = 1, 500.0
    hunt_one_day(0, 2, world, luck)
    assert world.camp.hauled > 0.0
    assert (world.camp.tries, beast.waited) == (0, 0)


def test_a_party_that_waits_keeps_the_trail_and_gives_up_after_its_patience():
    world, luck, beast, size = at_a_beast(0, 1, patience=2, trail_days=3)
    for day in (2, 3):
        wait_for_more(0, size, day, world, luck)
        assert beast.sighted == day
    wait_for_more(0, size, 4, world, luck)
    assert world.quarries[0] == NOBODY
    assert logged(world)[-1] == EventKind.CALLED_OFF
    assert world.log[world.camp.logged - 1].because == Because.TOO_FEW


def test_where_nobody_comes_the_trail_grows_cold():
    world, luck, *_ = at_a_beast(patience=30, trail_days=3)
    for day in range(2, 6):
        wait_for_more(0, 0, day, world, luck)
    assert world.quarries[0] == NOBODY
    assert world.log[world.camp.logged - 1].because == Because.TRACK_LOST


def test_to_wait_at_the_beast_counts_as_holding():
    world, luck, _, size = at_a_beast(0, 1)
    world.hunters[1].action = Action.OWN
    wait_for_more(0, size, 2, world, luck)
    assert (world.hunters[0].holds, world.hunters[1].holds) == (True, False)
    assert trust(world.kept[5, 0], world.broken[5, 0]) > trust(world.kept[5, 1], world.broken[5, 1])


def test_a_trail_is_kept_by_a_party_that_tracks_well_enough():
    for luck_of_day, kept in ((0.4, True), (0.6, False)):
        world, luck, beast, size = at_a_beast(0, 1, **LEADERLESS)
        luck.trail[:] = luck_of_day
        wait_for_more(0, size, 2, world, luck)
        assert (beast.sighted == 2) == kept


# --- approach ----------------------------------------------------------------------------------------------------


def test_a_beast_that_notices_the_approach_runs_and_is_wary():
    world, luck, beast, size = at_a_beast(0, 1, 2, 3, wary_gain=0.3)
    luck.approach[:] = 1.0
    luck.gap[:] = 0.25
    for hunter in world.hunters:
        hunter.skills[Skill.TRACK] = 0.5
    attempt(0, size, 2, world, luck)
    assert (beast.wary, world.camp.rings) == (0.3, 0)
    assert (beast.x, beast.y) == (7 + world.params.flight * CELLS_X[2], 7 + world.params.flight * CELLS_Y[2])
    practice, failure = world.params.skill_growth, 10 * world.params.learn_failure * world.params.skill_growth
    assert world.hunters[0].skills[Skill.TRACK] == pytest.approx(1.0 - 0.5 * (1.0 - practice) * (1.0 - failure))
    assert all(hunter.holds for hunter in world.hunters[:4]), "to come to hold counts as holding"
    assert EventKind.ALERTED in logged(world)
    for _ in range(3):
        attempt(0, size, 2, world, luck)
    assert beast.wary == 0.5, "never more than that"


def test_fog_hides_the_hunters_and_a_wary_beast_is_harder_to_approach():
    world, luck, beast, size = at_a_beast(0, 1, 2, 3, approach_odds=0.5)
    luck.approach[:] = 0.52
    for weather, wary, unnoticed in ((Weather.CLEAR, 0.0, False), (Weather.FOG, 0.0, True), (Weather.FOG, 0.1, False)):
        world.camp.weather, beast.wary = weather, wary
        before = logged(world).count(EventKind.ALERTED)
        beast.held = NOBODY
        attempt(0, size, 2, world, luck)
        assert (logged(world).count(EventKind.ALERTED) == before) == unnoticed, (weather, wary)


def test_a_beast_that_was_held_yesterday_need_not_be_approached_again():
    world, luck, beast, size = at_a_beast(0, 1, 2, 3)
    luck.approach[:] = 1.0
    beast.held = 1
    attempt(0, size, 2, world, luck)
    assert world.camp.rings == 1
    beast.held = 0
    attempt(0, size, 2, world, luck)
    assert EventKind.ALERTED in logged(world), "two days ago is not yesterday"


# --- the ring ----------------------------------------------------------------------------------------------------


def test_a_party_spreads_around_the_beast_and_the_steady_hold():
    world, luck, _, size = at_a_beast(0, 1, 2, 3, 4, 5, 6, 7, steadiness=0.9, serving=0.0)
    luck.hold[2, 3] = 0.95
    assert take_places(0, size, 2, world, luck) == 7
    posts = [hunter.post for hunter in world.hunters]
    assert sorted(posts) == list(range(8))
    assert [(one.x, one.y) for one in world.hunters] == [(7 + CELLS_X[post], 7 + CELLS_Y[post]) for post in posts]
    assert [h for h in range(8) if not world.hunters[h].holds] == [3]


def test_the_first_two_of_a_party_stand_opposite_each_other():
    world, luck, _, size = at_a_beast(0, 1)
    take_places(0, size, 2, world, luck)
    one, other = world.hunters[:2]
    assert (one.x - 7, one.y - 7) == (7 - other.x, 7 - other.y)


def test_one_who_works_for_the_own_product_leaves_a_cell_open():
    world, luck, _, size = at_a_beast(0, 1, 2, 3)
    world.hunters[2].action = Action.OWN
    assert take_places(0, size, 2, world, luck) == 3
    assert world.camp.left_ring == 1


def test_a_leader_who_holds_makes_good_the_weakest_place():
    for leader, at_own_product, unsteady, gap, held in (
        *((0, False, True, 0.0, 4), (0, True, True, 0.0, 2), (NOBODY, False, True, 0.0, 3)),
        *((0, False, False, 0.0, 4), (0, False, True, 0.5, 3)),
    ):
        world, luck, beast, size = at_a_beast(0, 1, 2, 3, steadiness=0.9, serving=0.5)
        world.hunters[-1].holds = True  # nobody is not the last one
        beast.leader, luck.gap[:] = leader, gap
        luck.hold[2, 3] = 0.95 if unsteady else 0.0
        world.hunters[0].action = Action.OWN if at_own_product else Action.HUNT
        assert take_places(0, size, 2, world, luck) == held, (leader, at_own_product, unsteady, gap)


def test_a_ring_that_is_closed_holds_and_a_good_strike_weakens_the_beast():
    world, luck, beast, size = at_a_beast(0, 1, 2, 3, odds_learning=0.1)
    odds = world.hunters[0].odds
    close_and_strike(0, size, 2, world, luck)
    assert (beast.held, world.camp.rings, beast.strength) == (2, 1, 1.0)
    assert EventKind.WOUNDED in logged(world)
    assert world.hunters[0].odds == pytest.approx(0.9 * odds), "no kill today"
    close_and_strike(0, size, 3, world, luck)
    assert (beast.down, world.camp.kills) == (3, 1)
    assert EventKind.DOWN in logged(world)
    assert world.hunters[0].odds > 0.9 * odds


def test_a_ring_with_too_few_cells_held_is_no_ring():
    world, luck, beast, size = at_a_beast(0, 1, 2, needs_learning=0.5)
    close_and_strike(0, size, 2, world, luck)
    assert (world.camp.rings, beast.held, beast.strength) == (0, NOBODY, 2.0)
    assert EventKind.ESCAPED in logged(world)
    assert world.hunters[0].believes == 4.5, "those who were there expect that more are needed"


def test_a_ring_that_is_closed_badly_is_broken():
    world, luck, beast, size = at_a_beast(0, 1, 2, 3)
    luck.close[:] = 1.0
    close_and_strike(0, size, 2, world, luck)
    assert (world.camp.rings, beast.strength) == (0, 2.0)
    assert world.log[world.camp.logged - 1].because == Because.BROKE_OUT


def test_how_well_a_party_is_led_decides_about_ring_and_spears():
    for draw, odds, closes in ((0.45, 1.0, True), (0.55, 1.0, False), (0.45, 0.5, False), (0.2, 0.5, True)):
        world, luck, beast, size = at_a_beast(0, 1, 2, 3, **LEADERLESS, close_odds=odds, strike_odds=odds)
        luck.close[:] = draw
        close_and_strike(0, size, 2, world, luck)
        assert (beast.held == 2) == closes
        luck.close[:], luck.throw[:], strength = 0.0, draw, beast.strength
        close_and_strike(0, size, 3, world, luck)
        assert (beast.strength == strength - 1.0) == closes


def test_hunters_who_cannot_see_each_other_close_the_ring_less_well():
    world, luck, beast, size = at_a_beast(0, 1, 2, 3, **LEADERLESS)
    luck.close[:] = 0.47
    world.camp.weather = Weather.FOG
    close_and_strike(0, size, 2, world, luck)
    assert beast.held == NOBODY


def test_a_ring_is_practice_and_dangerous_and_one_that_breaks_teaches():
    for closes, skill in ((True, 0.6), (False, 1.0 - 0.5 * 0.5)):
        world, luck, beast, size = at_a_beast(
            *(0, 1, 2, 3), **LEADERLESS, injury=0.1, skill_growth=0.2, learn_failure=0.25, flight=2
        )
        luck.harm[2, 1], luck.gap[:], luck.close[:] = 0.0, 0.25, 0.0 if closes else 1.0
        for hunter in world.hunters:
            hunter.skills[:] = 0.5
        close_and_strike(0, size, 2, world, luck)
        assert world.camp.injuries == 1
        assert world.hunters[0].skills[Skill.DRIVE] == pytest.approx(skill)
        assert world.hunters[0].skills[Skill.STRIKE] == pytest.approx(skill if closes else 0.5)
        assert (beast.x, beast.y) == ((7, 7) if closes else (9, 7))


def test_spears_that_miss_leave_the_ring_closed():
    world, luck, beast, size = at_a_beast(0, 1, 2, 3)
    luck.throw[:] = 1.0
    close_and_strike(0, size, 2, world, luck)
    assert (world.camp.rings, beast.strength, beast.held) == (1, 2.0, 2)


def test_a_beast_that_falls_is_meat_where_it_fell():
    world, _, beast, size = at_a_beast(0, 1, 2, 3, meat=900.0, recipe=1)
    beast.strength, beast.seen_x, beast.seen_y = 0.5, 1, 1
    bring_down_or_wound(0, size, 2, 1.0, world)
    assert (beast.down, beast.here, beast.meat, world.camp.dressed) == (2, False, 900.0, 900.0)
    assert world.camp.recipe == 4.0, "as many as this time, next time"
    assert (beast.seen_x, beast.seen_y) == (7, 7)
    world, _, beast, size = at_a_beast(0, 1, 2, 3)
    bring_down_or_wound(0, size, 2, 1.0, world)
    assert (beast.down, world.camp.kills, logged(world)) == (NOBODY, 0, [EventKind.WOUNDED])
    beast.strength = 0.0
    bring_down_or_wound(0, size, 2, 1.0, world)
    assert (world.camp.kills, world.camp.recipe) == (1, 0.0), "without a recipe nobody counts"


def test_a_beast_escapes_over_the_cell_that_was_left_for_the_own_product():
    world, luck, beast, size = at_a_beast(0, 1, 2, 3, flight=2)
    world.hunters[2].action = Action.OWN
    luck.hold[2, 1] = 0.999
    world.params = world.params.but(steadiness=0.9)
    take_places(0, size, 2, world, luck)
    post = world.hunters[2].post
    escape(0, size, 2, 2, 4, world)
    event = world.log[world.camp.logged - 1]
    assert (event.kind, event.because, event.who) == (EventKind.ESCAPED, Because.OWN_PRODUCT, 2)
    assert (beast.x, beast.y) == (7 + 2 * CELLS_X[post], 7 + 2 * CELLS_Y[post])


def test_where_nobody_left_a_cell_there_was_a_gap():
    world, luck, _, size = at_a_beast(0, 1)
    take_places(0, size, 2, world, luck)
    escape(0, size, 2, 2, 4, world)
    event = world.log[world.camp.logged - 1]
    assert (event.because, event.who) == (Because.GAP, NOBODY)
    beast = world.beasts[0]
    third = PLACE_ORDER[2]
    assert (beast.x, beast.y) == (7 + 4 * CELLS_X[third], 7 + 4 * CELLS_Y[third]), (
        "over the first cell that nobody took"
    )


def test_a_cell_that_was_not_held_is_a_gap_too_and_a_cell_left_on_purpose_is_wider():
    world, luck, _, size = at_a_beast(0, 1, 2, 3, steadiness=0.9)
    luck.hold[2, 1] = 0.95
    take_places(0, size, 2, world, luck)
    escape(0, size, 2, 3, 4, world)
    event = world.log[world.camp.logged - 1]
    assert (event.because, event.who) == (Because.GAP, 1)
    for left in ((2, 3), (0, 2)):
        world, luck, _, size = at_a_beast(0, 1, 2, 3, steadiness=0.9)
        luck.hold[2, 1] = 0.95
        for h in left:
            world.hunters[h].action = Action.OWN
        take_places(0, size, 2, world, luck)
        escape(0, size, 2, 1, 4, world)
        event = world.log[world.camp.logged - 1]
        assert (event.because, event.who) == (Because.OWN_PRODUCT, left[0])


def test_failures_teach_the_skill_they_failed_by():
    world, luck, _, size = at_a_beast(0, 1, skill_growth=0.02, learn_failure=1.0)
    for hunter in world.hunters:
        hunter.skills[:] = 0.5
    take_places(0, size, 2, world, luck)
    escape(0, size, 2, 2, 4, world)
    assert world.hunters[0].skills[Skill.DRIVE] == pytest.approx(0.6)
    assert world.hunters[0].skills[Skill.STRIKE] == 0.5


def test_who_holds_may_be_hurt_and_a_wounded_beast_is_more_dangerous():
    hurt = []
    for strength in (2.0, 1.0):
        world, luck, beast, size = at_a_beast(0, 1, 2, injury=0.1, injury_days=9, wounded_danger=2.0)
        world.hunters[1].action = Action.OWN
        luck.harm[2, :] = 0.15
        beast.strength = strength
        injure_some(0, size, 2, world, luck)
        hurt.append([one.injured for one in world.hunters[:3]])
    assert hurt == [[0, 0, 0], [9, 0, 9]]
    assert (world.camp.injuries, logged(world)) == (2, [EventKind.HURT] * 2)


@pytest.mark.usefixtures("compiled")
def test_over_a_year_a_recipe_sends_as_many_as_last_time():
    run = record(Parameters(recipe=1), 1)
    assert run.outcome.kills > 0
    assert set(np.unique(run.camp["recipe"])) > {0.0}
