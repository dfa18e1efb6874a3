"""A party meets a mammoth: approach, close the ring, strike."""

import pytest
from cases import each
from small_world import lay_ground, logged, promise, put_beast, put_party, small_world

from agents.behaviour.leading import ENOUGH
from agents.behaviour.roaming import CELLS_X, CELLS_Y
from agents.behaviour.trusting import trust
from hunt.catalogue.parameters import Parameters
from hunt.history import record
from hunt.vocabulary import NOBODY, Action, Because, EventKind, Kind, Terrain, Weather
from hunt.world.ring import (
    INJURY_DAYS,
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

SURE = {"strike_odds": 1.0, "steadiness": 1.0, "injury": 0.0, "needed": 4}
LUCKY = {"approach": 0.0, "close": 0.0, "throw": 0.0, "hold": 0.0, "harm": 0.99, "gap": 0.0, "trail": 0.0}


def at_a_beast(*party, skill=1.0, **settings):
    """Let a party stand at a beast on a lucky day, all as skilled as can be."""
    world, luck = small_world(**(SURE | settings))
    beast = put_beast(world)
    beast.sighted, beast.called = 1, 1
    size = put_party(world, *party)
    for hunter in world.hunters:
        hunter.skills[:] = hunter.repute[:] = skill
    for name, value in LUCKY.items():
        getattr(luck, name)[:] = value
    return world, luck, beast, size


def at_a_beast_half_able(*party, **settings):
    """Do everything with quality 0.5."""
    return at_a_beast(*party, skill=ENOUGH, leadership="none", **settings)


def last_event(world):
    return world.log[world.camp.logged - 1]


def trusted(world, j, by=5):
    return trust(world.kept[by, j], world.broken[by, j])


# --- who is there ----------------------------------------------------------------------------------------------


def test_those_who_have_reached_the_beast_are_the_party_in_todays_order():
    world, luck, *_ = at_a_beast(0, 1, 2, 3, 4)
    world.hunters[1].there, world.hunters[2].alive, world.hunters[3].target = False, False, NOBODY
    size = gather(0, 1, world, luck)
    assert size == 2
    seats = [luck.seats[(k + luck.first[1]) % 8] for k in range(8)]
    assert list(world.party[:2]) == [h for h in seats if h in (0, 4)]


def test_a_ring_is_tried_when_enough_have_come_and_every_word_is_judged():
    world, luck, beast, _ = at_a_beast(0, 1, 2, 3)
    promise(world, 4)
    world.hunters[4].action = Action.FORAGE
    beast.waited = 2
    before = trusted(world, 0)
    hunt_one_day(0, 2, world, luck)
    assert (world.camp.tries, beast.waited, world.camp.rings) == (1, 0, 1)
    assert trusted(world, 0) > before > trusted(world, 4)
    assert (world.camp.kept, world.camp.stayed_away) == (4, 1)


def test_too_few_wait_and_their_words_are_judged_too():
    world, luck, beast, _ = at_a_beast(0, 1, 2)
    promise(world, 4)
    world.hunters[4].action = Action.FORAGE
    before = trusted(world, 0)
    hunt_one_day(0, 2, world, luck)
    assert (world.camp.tries, beast.waited) == (0, 1)
    assert trusted(world, 0) > before > trusted(world, 4)


def test_nobody_knows_beforehand_who_will_leave_a_gap():
    world, luck, beast, _ = at_a_beast(0, 1, 2, 3)
    world.hunters[2].action = Action.OWN
    hunt_one_day(0, 2, world, luck)
    assert (world.camp.tries, world.camp.rings, world.camp.left_ring) == (1, 0, 1)
    assert beast.held == NOBODY


def test_how_many_are_enough_goes_by_the_beast_and_the_ground_it_stands_on():
    for kind, ground, tries in (
        (Kind.COW, Terrain.OPEN, 1),
        (Kind.BULL, Terrain.OPEN, 0),
        (Kind.CALF, Terrain.FOREST, 1),
        (Kind.COW, Terrain.FOREST, 0),
    ):
        world, luck, beast, _ = at_a_beast(0, 1, 2, 3)
        lay_ground(world)
        beast.kind, world.terrain[beast.x, beast.y] = kind, ground
        hunt_one_day(0, 2, world, luck)
        assert world.camp.tries == tries, (kind, ground)


def test_ordinary_prey_takes_one():
    world, luck, beast, _ = at_a_beast(needed=1)
    hunt_one_day(0, 2, world, luck)
    assert beast.waited == 1, "nobody is there"
    world, luck, beast, _ = at_a_beast(3, needed=1)
    hunt_one_day(0, 2, world, luck)
    assert world.camp.rings == 1


def test_in_a_storm_nothing_happens_and_no_word_is_judged():
    world, luck, beast, _ = at_a_beast(0, 1, 2, 3)
    world.camp.weather = Weather.STORM
    before = world.kept.copy()
    hunt_one_day(0, 2, world, luck)
    assert (world.camp.tries, beast.waited, logged(world), world.camp.kept) == (0, 0, [], 0)
    assert (world.kept == before).all()


def test_a_carcass_is_hauled():
    world, luck, beast, _ = at_a_beast(0, 1)
    beast.down, beast.meat = 1, 500.0
    hunt_one_day(0, 2, world, luck)
    assert world.camp.hauled > 0.0
    assert (world.camp.tries, beast.waited, world.camp.kept) == (0, 0, 0)


def test_a_party_that_waits_keeps_the_trail_and_gives_up_after_its_patience():
    world, luck, beast, size = at_a_beast(0, 1, patience=2)
    for day in (2, 3):
        wait_for_more(0, size, day, world, luck)
        assert beast.sighted == day
    wait_for_more(0, size, 4, world, luck)
    assert world.quarries[0] == NOBODY
    assert logged(world)[-1] == EventKind.CALLED_OFF
    assert last_event(world).because == Because.TOO_FEW
    assert set(world.promised) == {NOBODY}


def test_where_nobody_comes_the_trail_grows_cold():
    world, luck, beast, _ = at_a_beast(patience=3)
    beast.sighted = 0
    for day in (2, 3):
        wait_for_more(0, 0, day, world, luck)
        assert world.quarries[0] == 0
    wait_for_more(0, 0, 4, world, luck)
    assert world.quarries[0] == NOBODY
    assert last_event(world).because == Because.TRACK_LOST


def test_a_trail_is_kept_by_a_party_that_tracks_well_enough():
    for luck_of_day, kept in ((0.49, True), (0.51, False)):
        world, luck, beast, size = at_a_beast_half_able(0, 1)
        luck.trail[:] = luck_of_day
        wait_for_more(0, size, 2, world, luck)
        assert (beast.sighted == 2) == kept


# --- approach ----------------------------------------------------------------------------------------------------


def test_a_beast_that_notices_the_approach_runs_and_the_hunt_goes_on():
    world, luck, beast, size = at_a_beast(0, 1, 2, 3, flight=5)
    luck.approach[:] = 1.0
    luck.gap[:] = 0.25
    attempt(0, size, 2, world, luck)
    assert world.camp.rings == 0
    assert (beast.x, beast.y) == (7 + 5 * CELLS_X[2], 7 + 5 * CELLS_Y[2])
    assert logged(world)[-1] == EventKind.ALERTED
    assert world.quarries[0] == 0
    assert (world.promised == 0).sum() == 4, "and all are still bound"


@each(("weather", "unnoticed"), [(Weather.CLEAR, False), (Weather.FOG, True), (Weather.SNOW, True)])
def test_fog_hides_the_hunters_and_snow_shows_the_tracks(weather, unnoticed):
    world, luck, _, size = at_a_beast_half_able(0, 1, 2, 3)
    luck.approach[:] = 0.52
    world.camp.weather = weather
    attempt(0, size, 2, world, luck)
    assert (EventKind.ALERTED not in logged(world)) == unnoticed


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
    world, luck, _, size = at_a_beast(0, 1, 2, 3, 4, 5, 6, 7, steadiness=0.9)
    luck.hold[2, 3] = 0.95
    assert take_places(0, size, 2, world, luck) == 7
    posts = [hunter.post for hunter in world.hunters]
    assert sorted(posts) == list(range(8))
    assert [(one.x, one.y) for one in world.hunters] == [(7 + CELLS_X[post], 7 + CELLS_Y[post]) for post in posts]
    assert [h for h in range(8) if not world.hunters[h].holds] == [3]


def test_with_more_than_eight_the_others_close_gaps():
    world, luck, _, size = at_a_beast(*range(10), hunters=10, steadiness=0.9)
    assert take_places(0, size, 2, world, luck) == 8, "a ring has eight cells"
    luck.hold[2, :3] = 0.95
    assert take_places(0, size, 2, world, luck) == 7


def test_the_first_two_of_a_party_stand_opposite_each_other():
    world, luck, _, size = at_a_beast(0, 1)
    take_places(0, size, 2, world, luck)
    one, other = world.hunters[:2]
    assert (one.x - 7, one.y - 7) == (7 - other.x, 7 - other.y)


def test_one_who_works_for_the_own_product_leaves_a_cell_open_as_often_as_the_setting_says():
    for leaves_gap, draw, held in ((1.0, 0.0, 3), (0.25, 0.59, 4), (0.25, 0.61, 3), (0.0, 0.79, 4), (0.0, 0.81, 3)):
        world, luck, _, size = at_a_beast(0, 1, 2, 3, leaves_gap=leaves_gap, steadiness=0.8)
        world.hunters[2].action, luck.hold[2, 2] = Action.OWN, draw
        assert take_places(0, size, 2, world, luck) == held, (leaves_gap, draw)


def test_a_ring_that_is_closed_holds_and_a_good_strike_weakens_the_beast():
    world, luck, beast, size = at_a_beast(0, 1, 2, 3, learning=0.1)
    odds = world.hunters[0].odds
    close_and_strike(0, size, 2, world, luck)
    assert (beast.held, world.camp.rings, beast.strength) == (2, 1, 1.0)
    assert world.hunters[0].odds == pytest.approx(0.9 * odds), "it has not killed yet"
    close_and_strike(0, size, 3, world, luck)
    assert (beast.down, beast.strength) == (3, 0.0)
    assert world.hunters[0].odds == pytest.approx(0.9 * odds + 0.1 * (1.0 - 0.9 * odds))
    assert logged(world)[-1] == EventKind.DOWN


def test_a_ring_with_a_gap_is_no_ring_and_the_beast_is_left_in_peace_for_a_while():
    world, luck, beast, size = at_a_beast(0, 1, 2, 3, steadiness=0.9, rest=6)
    luck.hold[2, 1] = 0.95
    odds = world.hunters[0].odds
    close_and_strike(0, size, 2, world, luck)
    assert (world.camp.rings, beast.held, beast.strength) == (0, NOBODY, 2.0)
    assert logged(world)[-2:] == [EventKind.ESCAPED, EventKind.CALLED_OFF]
    assert last_event(world).because == Because.GAP
    assert (world.quarries[0], beast.called, beast.rested) == (NOBODY, NOBODY, 8)
    assert set(world.promised) == {NOBODY}
    assert world.hunters[0].odds == odds, "no ring, nothing learned about rings"


def test_a_ring_that_is_closed_badly_is_broken_and_the_hunt_goes_on():
    world, luck, beast, size = at_a_beast(0, 1, 2, 3, flight=2)
    luck.close[:], luck.gap[:] = 1.0, 0.25
    close_and_strike(0, size, 2, world, luck)
    assert (world.camp.rings, beast.strength) == (0, 2.0)
    assert last_event(world).because == Because.BROKE_OUT
    assert (beast.x, beast.y) == (9, 7)
    assert world.quarries[0] == 0
    assert (world.promised == 0).sum() == 4


def test_how_well_a_party_does_decides_about_ring_and_spears():
    for draw, closes in ((0.49, True), (0.51, False)):
        world, luck, beast, size = at_a_beast_half_able(0, 1, 2, 3)
        luck.close[:] = draw
        close_and_strike(0, size, 2, world, luck)
        assert (beast.held == 2) == closes
    for draw, odds, strikes in ((0.49, 1.0, True), (0.51, 1.0, False), (0.26, 0.5, False), (0.24, 0.5, True)):
        world, luck, beast, size = at_a_beast_half_able(0, 1, 2, 3, strike_odds=odds)
        luck.throw[:] = draw
        close_and_strike(0, size, 2, world, luck)
        assert (beast.strength == 1.0) == strikes, (draw, odds)


def test_each_phase_fails_for_lack_of_its_own_craft():
    for skill, ending in enumerate((EventKind.ALERTED, EventKind.ESCAPED, None)):
        world, luck, beast, size = at_a_beast(0, 1, 2, 3)
        for name in ("approach", "close", "throw"):
            getattr(luck, name)[:] = 0.5
        for hunter in world.hunters:
            hunter.skills[skill] = hunter.repute[skill] = 0.1
        attempt(0, size, 2, world, luck)
        found = {EventKind.ALERTED, EventKind.ESCAPED} & set(logged(world))
        assert found == ({ending} if ending else set()), skill
        assert beast.strength == 2.0, "nobody strikes"


@each(("weather", "closes"), [(Weather.CLEAR, True), (Weather.FOG, False), (Weather.SNOW, True)])
def test_hunters_who_cannot_see_each_other_close_the_ring_less_well(weather, closes):
    world, luck, beast, size = at_a_beast_half_able(0, 1, 2, 3)
    luck.close[:] = 0.47
    world.camp.weather = weather
    close_and_strike(0, size, 2, world, luck)
    assert (beast.held == 2) == closes


def test_spears_that_miss_leave_the_ring_closed():
    world, luck, beast, size = at_a_beast(0, 1, 2, 3)
    luck.throw[:] = 1.0
    close_and_strike(0, size, 2, world, luck)
    assert (world.camp.rings, beast.strength, beast.held) == (1, 2.0, 2)


def test_a_beast_that_falls_is_meat_for_the_band_where_it_fell_and_all_are_free_again():
    world, _, beast, size = at_a_beast(0, 1, 2, 3, meat=50.0, need=2.0)
    promise(world, 5, b=1)
    beast.strength, beast.seen_x, beast.seen_y = 0.5, 1, 1
    bring_down_or_wound(0, size, 2, 1.0, world)
    assert (beast.down, beast.here, beast.meat, world.camp.dressed) == (2, False, 800.0, 800.0)
    assert (beast.seen_x, beast.seen_y) == (7, 7)
    assert [h for h in range(8) if world.promised[h] != NOBODY] == [5]


def test_a_beast_with_strength_left_is_only_wounded():
    world, _, beast, size = at_a_beast(0, 1, 2, 3)
    bring_down_or_wound(0, size, 2, 1.0, world)
    assert (beast.down, world.camp.kills, logged(world)) == (NOBODY, 0, [EventKind.WOUNDED])
    assert (world.promised == 0).sum() == 4
    beast.strength = 0.0
    bring_down_or_wound(0, size, 2, 1.0, world)
    assert world.camp.kills == 1


def test_a_beast_escapes_over_the_cell_that_was_left_for_the_own_product():
    world, luck, beast, size = at_a_beast(0, 1, 2, 3, flight=2, steadiness=0.9)
    world.hunters[2].action = Action.OWN
    luck.hold[2, 1] = 0.999
    take_places(0, size, 2, world, luck)
    post = world.hunters[2].post
    escape(0, size, 2, 2, 4, world)
    event = last_event(world)
    assert (event.kind, event.because, event.who) == (EventKind.ESCAPED, Because.OWN_PRODUCT, 2)
    assert (beast.x, beast.y) == (7 + 2 * CELLS_X[post], 7 + 2 * CELLS_Y[post])


def test_where_nobody_left_a_cell_there_was_a_gap():
    world, luck, _, size = at_a_beast(0, 1, flight=4)
    take_places(0, size, 2, world, luck)
    escape(0, size, 2, 2, 4, world)
    event = last_event(world)
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
    event = last_event(world)
    assert (event.because, event.who) == (Because.GAP, 1)
    for left in ((2, 3), (0, 2)):
        world, luck, _, size = at_a_beast(0, 1, 2, 3, steadiness=0.9)
        luck.hold[2, 1] = 0.95
        for h in left:
            world.hunters[h].action = Action.OWN
        take_places(0, size, 2, world, luck)
        escape(0, size, 2, 1, 4, world)
        event = last_event(world)
        assert (event.because, event.who) == (Because.OWN_PRODUCT, left[0])


def test_who_came_to_hold_may_be_hurt():
    hurt = []
    for draw in (0.11, 0.09):
        world, luck, _, size = at_a_beast(0, 1, 2, injury=0.1)
        world.hunters[1].action = Action.OWN
        luck.harm[2, :] = draw
        injure_some(0, size, 2, world, luck)
        hurt.append([one.injured for one in world.hunters[:4]])
    assert hurt == [[0, 0, 0, 0], [INJURY_DAYS, 0, INJURY_DAYS, 0]]
    assert (world.camp.injuries, logged(world)) == (2, [EventKind.HURT] * 2)


def test_a_ring_is_dangerous_whether_or_not_it_holds():
    for draw in (0.0, 1.0):
        world, luck, _, size = at_a_beast(0, 1, 2, 3, injury=0.1)
        luck.harm[2, 1], luck.close[:] = 0.0, draw
        close_and_strike(0, size, 2, world, luck)
        assert world.hunters[1].injured == INJURY_DAYS


@pytest.mark.usefixtures("compiled")
def test_over_a_year_some_tries_end_in_a_ring_and_some_rings_in_a_kill():
    outcomes = [record(Parameters(), seed).outcome for seed in range(3)]
    tries, rings, kills = (sum(getattr(one, name) for one in outcomes) for name in ("tries", "rings", "kills"))
    assert tries > rings > kills > 0
