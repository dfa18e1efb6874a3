"""Who acts when."""

from itertools import pairwise

from small_world import small_world

from agents.behaviour.activation import next_up


def test_everyone_gets_up_once_a_day_round_the_fire_from_a_seat_that_luck_decides():
    world, luck = small_world()
    n = len(world.hunters)
    for day in range(20):
        order = [next_up(seat, day, n, luck) for seat in range(n)]
        assert sorted(order) == list(range(n))
        places = [list(luck.seats).index(h) for h in order]
        assert places[0] == luck.first[day]
        assert all((after - before) % n == 1 for before, after in pairwise(places))
    assert len(set(luck.first[:20])) > 3, "not always the same one first"
