"""Who sits where, what they can do, what the land is like, and when beasts will come."""

import math
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.skills import ROLES
from hunt.catalogue.parameters import Parameters
from hunt.engine.initial_state import as_objects, empty_world, initial_state
from hunt.engine.random_draws import draw, herds_of
from hunt.vocabulary import NOBODY, Action, Kind, Skill, Terrain
from hunt.world.first_morning import (
    GREAT,
    arrival,
    begin_beast,
    begin_camp,
    begin_hunter,
    choose_chief,
    first_skill,
    kind_of,
    lay_out_land,
    let_some_be_new,
    place_herds,
    terrain_of,
)

N = 8


def empty(**settings):
    """Return an empty world, and draws to change."""
    parameters = Parameters(**({"hunters": N, "days": 360} | settings))
    return as_objects(empty_world(parameters), parameters), draw(parameters, 1)[0]


def begun(**settings):
    parameters = Parameters(**({"hunters": N, "days": 360} | settings))
    draws = draw(parameters, 1)
    world, _ = initial_state(parameters, 1, draws=draws)
    return as_objects(world, parameters), draws[0]


def test_the_camp_has_its_store_in_the_middle_of_the_valley():
    world, _ = empty(width=20, height=10, start_store=3.0, need=2.0)
    begin_camp(world)
    camp = world.camp
    assert (camp.x, camp.y) == (10, 5)
    assert camp.store == 3.0 * 2.0 * N
    assert camp.living == camp.able == N
    assert (camp.fixed, camp.winter_store, camp.progress) == (NOBODY, -1.0, 2.0)


def test_a_hunter_begins_by_seat_and_draw():
    world, draws = empty(reserve_low=4.0, reserve_high=8.0, need=0.5, small_game=2.0)
    begin_camp(world)
    draws.seats[:] = np.arange(N)[::-1]
    draws.bodies[:] = 0.25
    for seat in range(N):
        begin_hunter(seat, world, draws)
    hunter = world.hunters[N - 1 - 2]
    assert hunter.role == ROLES[2]
    assert hunter.heading == pytest.approx(2 * math.pi * 2 / N)
    assert hunter.reserve == hunter.full == 0.5 * (4.0 + 0.25 * 4.0)
    assert hunter.catch == pytest.approx(0.8 * 2.0 * 0.5)
    assert (hunter.x, hunter.y) == (world.camp.x, world.camp.y)
    assert hunter.alive
    assert (hunter.died, hunter.target, hunter.post, hunter.action) == (NOBODY, NOBODY, NOBODY, Action.REST)
    assert set(world.promised) == {NOBODY}


def test_what_the_band_believes_of_a_skill_is_off_by_a_draw_and_stays_between_0_and_1():
    world, draws = empty(specialisation=1.0)
    begin_camp(world)
    draws.seats[:] = np.arange(N)
    draws.repute[:] = 0.75
    draws.repute[1, :] = 1.0
    for seat in range(N):
        begin_hunter(seat, world, draws)
    for h in range(N):
        off = 0.15 if h == 1 else 0.075
        for skill in Skill:
            expected = min(max(world.hunters[h].skills[skill] + off, 0.01), 0.99)
            assert world.hunters[h].repute[skill] == pytest.approx(expected)


def test_roles_come_again_after_a_full_round():
    world, _ = begun(hunters=2 * len(ROLES) + 1)
    roles = sorted(world.hunters.role.tolist())
    assert roles == sorted([*ROLES, *ROLES, ROLES[0]])


def test_specialists_are_better_at_their_craft_and_worse_at_the_others():
    assert first_skill(3, Skill.DRIVE, Skill.DRIVE, 0.5, 1.0) == pytest.approx(0.5 + 0.42)
    assert first_skill(3, Skill.KEEP, Skill.DRIVE, 0.5, 1.0) == pytest.approx(0.5 - 0.42 / 3)
    assert first_skill(3, Skill.KEEP, Skill.DRIVE, 1.0, 0.5) == pytest.approx(0.5 + 0.5 * (0.08 - 0.42 / 3))


def test_the_elder_is_somewhat_good_at_everything():
    assert first_skill(0, Skill.DRIVE, Skill.DRIVE, 0.9, 1.0) == pytest.approx(0.65)
    assert first_skill(0, Skill.KEEP, Skill.DRIVE, 0.1, 0.5) == pytest.approx(0.55)


@given(seat=st.integers(1, 20), role=st.sampled_from(Skill), specialisation=st.floats(0, 1))
def test_skills_come_to_the_same_in_all_however_they_are_divided(seat, role, specialisation):
    total = sum(first_skill(seat, skill, role, 0.5, specialisation) for skill in Skill)
    assert total == pytest.approx(len(Skill) * 0.5)


def test_the_chief_is_believed_the_best_all_round_and_the_first_of_equals():
    world, _ = empty()
    for h, each in enumerate((0.2, 0.7, 0.7, 0.1, 0.3, 0.3, 0.3, 0.3)):
        world.hunters[h].repute[:] = each
    choose_chief(world)
    assert world.camp.chief == 1


def test_newcomers_are_novices_whom_nobody_knows():
    world, draws = empty(newcomers=0.25, novice_skill=0.1, hire_trust=0.2, start_trust=0.8)
    draws.seats[:] = np.arange(N)
    for h in range(N):
        world.hunters[h].role = Skill.TRACK
        world.hunters[h].skills[:] = 0.9
    world.kept[:] = 5.0
    let_some_be_new(world, draws)
    assert [world.hunters[h].skills[Skill.TRACK] for h in range(N)] == [0.9] * 6 + [0.1] * 2
    assert world.hunters[7].repute[Skill.TRACK] == 0.1
    trust = (world.kept + 1) / (world.kept + world.broken + 2)
    assert trust[7, 0] == pytest.approx(0.2)
    assert trust[0, 7] == pytest.approx(0.2)
    assert world.kept[0, 1] == 5.0


def test_first_trust_is_what_was_set_and_lower_where_some_are_new():
    world, _ = begun(start_trust=0.6)
    assert world.hunters.trusts == pytest.approx(0.6)
    world, draws = begun(start_trust=0.6, hire_trust=0.1, newcomers=0.25)
    assert world.hunters.trusts[draws.seats[0]] == pytest.approx((5 * 0.6 + 2 * 0.1) / 7)
    assert set(world.quarries) == {NOBODY}


def test_beasts_are_listed_as_they_arrive_and_equal_ones_as_they_were_drawn():
    world, draws = empty(herds=12)
    place_herds(world, draws)
    arrives = world.beasts.arrives.tolist()
    assert arrives == sorted(arrives)
    assert len(set(arrives)) > 3
    never = [b for b in range(len(world.beasts)) if arrival(b, world, draws) == 360]
    assert world.beasts.herd.tolist()[-len(never) :] == [b // world.params.herd_size for b in never]


def test_the_first_of_a_herd_always_comes_and_the_others_by_draw():
    world, draws = empty(herds=4)
    draws.herds[:, 0] = 0.5
    draws.beasts[:, 0] = 0.59
    assert {arrival(b, world, draws) for b in range(len(draws.beasts))} == {180}
    draws.beasts[:, 0] = 0.6
    size = world.params.herd_size
    assert [arrival(b, world, draws) for b in range(len(draws.beasts))] == ([180] + [360] * (size - 1)) * 4


def test_the_great_herd_comes_together():
    world, draws = empty(herds=6, great_herd=77)
    days = [arrival(b, world, draws) for b in range(len(draws.beasts))]
    many = GREAT * world.params.herd_size
    assert set(days[:many]) == {77}
    assert 77 not in days[many:]


@pytest.mark.parametrize(("side", "place"), [(0.1, (4, 0)), (0.3, (4, 9)), (0.6, (0, 2)), (0.9, (19, 2))])
def test_beasts_come_from_one_of_four_sides(side, place):
    world, draws = empty(width=20, height=10, stay=10)
    draws.herds[0] = (0.5, side, 0.24, 0.75)
    begin_beast(0, 0, world, draws)
    beast = world.beasts[0]
    assert (beast.x, beast.y) == (beast.from_x, beast.from_y) == (beast.seen_x, beast.seen_y) == place
    assert beast.arrives == 180
    assert beast.leaves == 180 + 12 + 1
    assert {beast.sighted, beast.called, beast.held, beast.caller, beast.leader, beast.down} == {NOBODY}


def test_a_bull_takes_more_and_a_calf_less_where_kinds_differ():
    assert [kind_of(chance) for chance in (0.0, 0.24, 0.25, 0.79, 0.8, 0.99)] == [
        *(Kind.CALF, Kind.CALF, Kind.COW, Kind.COW, Kind.BULL, Kind.BULL)
    ]
    world, draws = empty(toughness=2, variety=1)
    for chance, kind, full in ((0.1, Kind.CALF, 1), (0.5, Kind.COW, 2), (0.9, Kind.BULL, 3)):
        draws.beasts[0, 1] = chance
        begin_beast(0, 0, world, draws)
        assert (world.beasts[0].kind, world.beasts[0].full, world.beasts[0].strength) == (kind, full, full)
    world, draws = empty(toughness=1, variety=1)
    draws.beasts[0, 1] = 0.1
    begin_beast(0, 0, world, draws)
    assert world.beasts[0].full == 1
    world, draws = empty(toughness=2, variety=0)
    draws.beasts[0, 1] = 0.1
    begin_beast(0, 0, world, draws)
    assert (world.beasts[0].kind, world.beasts[0].full) == (Kind.COW, 2)


def test_a_share_of_the_land_is_rough():
    assert [terrain_of(chance, 0.5) for chance in (0.0, 0.09, 0.1, 0.24, 0.25, 0.49, 0.5)] == [
        *(Terrain.RIVER, Terrain.RIVER, Terrain.BOG, Terrain.BOG, Terrain.FOREST, Terrain.FOREST, Terrain.OPEN)
    ]


def test_the_land_lies_in_blocks_and_has_small_game_everywhere():
    world, draws = empty(width=9, height=6, rough=1.0)
    draws.land[:] = 1.0
    draws.land[2, 1] = 0.0
    draws.stock[:] = 0.5
    lay_out_land(world, draws)
    expected = np.full((9, 6), Terrain.OPEN)
    expected[8:, 4:] = Terrain.RIVER
    assert (world.terrain == expected).all()
    assert (world.game == 0.8).all()


def test_a_longer_run_has_as_many_herds_a_year():
    assert [herds_of(SimpleNamespace(herds=4, days=days)) for days in (360, 720, 90)] == [4, 8, 1]
