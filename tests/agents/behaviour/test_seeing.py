"""Looking for mammoths, and remembering where one was last seen."""

from small_world import logged, put_beast, small_world

from agents.behaviour.seeing import look_around, record_sighting
from hunt.vocabulary import EventKind


def test_a_beast_in_sight_is_seen_and_one_beyond_is_not():
    world, _ = small_world()
    world.camp.sight = 3
    near, far = put_beast(world, 9, 9, b=0), put_beast(world, 10, 10, b=1)
    assert look_around(0, 7, 7, 1.0, 4, world)
    assert (near.sighted, far.sighted) == (4, -1)
    assert (near.seen_x, near.seen_y) == (9, 9)
    assert logged(world) == [EventKind.SIGHTED]


def test_to_see_a_known_beast_again_is_no_news_until_its_trail_is_cold():
    world, _ = small_world(patience=3)
    world.camp.sight = 3
    beast = put_beast(world, 8, 8)
    news = [look_around(0, 7, 7, 1.0, day, world) for day in (4, 5, 8, 12)]
    assert news == [True, False, False, True]
    assert beast.sighted == 12
    assert logged(world) == [EventKind.SIGHTED], "it is found once"


def test_during_the_day_a_beast_is_on_its_way_from_yesterdays_place():
    world, _ = small_world()
    world.camp.sight = 0
    beast = put_beast(world, 8, 7)
    beast.from_x = 0
    assert not look_around(0, 8, 7, 0.5, 4, world)
    assert look_around(0, 4, 7, 0.5, 4, world)
    assert (beast.seen_x, beast.x) == (4, 8)
    beast.from_x, beast.from_y, beast.y = 2, 1, 9
    assert look_around(0, 5, 5, 0.5, 9, world)
    assert (beast.seen_x, beast.seen_y) == (5, 5)


def test_what_has_left_cannot_be_seen():
    world, _ = small_world()
    beast = put_beast(world)
    beast.here = False
    assert not look_around(0, 7, 7, 1.0, 4, world)
    assert beast.sighted == -1


def test_all_that_is_known_of_a_place_is_where_it_was_last_seen():
    world, _ = small_world()
    beast = put_beast(world)
    record_sighting(0, 3, 4, 9, world)
    assert (beast.seen_x, beast.seen_y, beast.sighted) == (3, 4, 9)
    assert (beast.x, beast.y) == (7, 7)


def test_one_piece_of_news_among_known_beasts_is_news():
    world, _ = small_world()
    world.camp.sight = 3
    put_beast(world, 8, 8, b=0)
    put_beast(world, 6, 6, b=1).sighted = 3
    assert look_around(0, 7, 7, 1.0, 4, world)
    assert not look_around(0, 7, 7, 1.0, 4, world), "seen today already"
