"""What a mammoth does: come, drift with its herd, run away, leave."""

from itertools import pairwise

import numpy as np
from small_world import logged, put_beast, small_world

from agents.behaviour.roaming import CELLS_X, CELLS_Y, roam, run_away
from hunt.vocabulary import EventKind


def test_a_beast_comes_on_its_day_and_leaves_on_its_day():
    world, luck = small_world()
    beast = world.beasts[0]
    beast.arrives, beast.leaves, beast.here = 3, 5, False
    here = []
    for day in range(2, 7):
        roam(0, day, world, luck)
        here.append(beast.here)
    assert here == [False, True, True, False, False]
    place = beast.x, beast.y
    for day in range(7, 20):
        roam(0, day, world, luck)
    assert (beast.x, beast.y) == place, "what has left moves nowhere"
    assert logged(world) == [EventKind.HERD_CAME]


def test_a_herd_drifts_together_a_few_cells_a_day_and_stays_in_the_valley():
    world, luck = small_world(roam=3, width=40, height=40)
    one, other = put_beast(world, 20, 20, b=0), put_beast(world, 18, 18, b=1)
    other.herd = one.herd
    track = []
    for day in range(40):
        before = one.x, one.y
        roam(0, day, world, luck)
        roam(1, day, world, luck)
        assert (one.from_x, one.from_y) == before
        assert max(abs(one.x - before[0]), abs(one.y - before[1])) <= 3
        assert 0 <= min(one.x, one.y) <= max(one.x, one.y) < 40
        track.append((one.x, one.y))
        if day == 0:
            assert (one.x - 20, one.y - 20) == (other.x - 18, other.y - 18) != (0, 0)
    places = set(track)
    assert min(len({x for x, _ in places}), len({y for _, y in places})) > 5
    steps = [max(abs(x - a), abs(y - b)) for (x, y), (a, b) in pairwise(track)]
    assert set(steps) == {2, 3}, "about three cells, in any direction"


def test_a_beast_that_a_ring_holds_neither_drifts_nor_leaves():
    world, luck = small_world()
    beast = put_beast(world)
    beast.held, beast.leaves = 4, 2
    roam(0, 5, world, luck)
    assert (beast.x, beast.y, beast.here) == (7, 7, True)
    roam(0, 6, world, luck)
    assert not beast.here


def test_a_beast_runs_out_over_one_cell_of_the_ring_and_the_party_sees_where_to():
    world, _ = small_world(flight=3)
    for cell in range(8):
        beast = put_beast(world)
        beast.held = 4
        run_away(0, cell, world)
        assert (beast.x, beast.y) == (7 + 3 * CELLS_X[cell], 7 + 3 * CELLS_Y[cell])
        assert (beast.seen_x, beast.seen_y) == (beast.x, beast.y)
        assert beast.held == -1
        world.camp.present = 0
    world.beasts[0].x, world.beasts[0].y = 14, 14
    run_away(0, 1, world)
    assert (world.beasts[0].x, world.beasts[0].y) == (14, 14), "nothing leaves the valley"


def test_the_cells_of_a_ring_are_the_eight_around_a_beast_in_order():
    ring = np.array([CELLS_X, CELLS_Y]).T
    assert {tuple(one) for one in ring} == {(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)} - {(0, 0)}
    assert (np.abs(ring - np.roll(ring, 1, axis=0)).sum(axis=1) <= 1).all()
