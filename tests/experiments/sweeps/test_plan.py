"""The plan of a sweep: which points each kind of design has, and which seeds run where."""

import numpy as np
from cases import each

from experiments.sweeps.parse_design import design_of
from experiments.sweeps.plan import Plan

TWO = ["own-product", "shared-survival"]


RANGE = {"low": 0.6, "high": 2.4}


def plan(**data):
    return Plan(design_of(data))


def all_changes(one):
    return [one.changes(point) for point in range(one.points)]


def test_a_factorial_crosses_all_values_and_the_last_factor_changes_fastest():
    one = plan(levers={"alignment": [0, 1]}, uncertainties={"winter": [0, 0.5, 1]})
    assert all_changes(one) == [{"alignment": c, "winter": w} for c in (0.0, 1.0) for w in (0.0, 0.5, 1.0)]


def test_one_at_a_time_moves_one_factor_from_the_base():
    one = plan(design={"kind": "one-at-a-time"}, levers={"alignment": [0, 1]}, uncertainties={"winter": [0.5]})
    assert all_changes(one) == [{}, {"alignment": 0.0}, {"alignment": 1.0}, {"winter": 0.5}]


def test_steps_are_even_and_both_ends_are_in():
    assert [c["winter"] for c in all_changes(plan(levers={"winter": {"low": 0, "high": 1, "steps": 5}}))] == [
        0.0, 0.25, 0.5, 0.75, 1.0,
    ]  # fmt: skip
    logs = all_changes(plan(levers={"kappa": {"low": 0.1, "high": 10, "steps": 3, "log": True}}))
    assert [c["kappa"] for c in logs] == [0.1, 1.0, 10.0]
    whole = all_changes(plan(levers={"hunters": {"low": 6, "high": 8, "steps": 3}}))
    assert [c["hunters"] for c in whole] == [6, 7, 8]


def test_a_latin_hypercube_has_one_point_in_every_slice_of_every_factor():
    one = plan(
        design={"kind": "latin-hypercube", "points": 16},
        uncertainties={"small_game": RANGE, "winter": {"low": 0, "high": 1}},
    )
    for name, low, width in (("small_game", 0.6, 1.8), ("winter", 0.0, 1.0)):
        at = [(c[name] - low) / width for c in all_changes(one)]
        assert sorted(int(16 * u) for u in at) == list(range(16))


def test_sobol_points_halve_every_factor_evenly():
    one = plan(
        design={"kind": "sobol", "points": 32}, uncertainties={"small_game": RANGE, "winter": {"low": 0, "high": 1}}
    )
    at = np.array([[c["small_game"], c["winter"]] for c in all_changes(one)])
    assert ((at[:, 0] < 1.5).sum(), (at[:, 1] < 0.5).sum()) == (16, 16)
    assert ((at[:, 0] < 1.5) & (at[:, 1] < 0.5)).sum() == 8


def test_all_levers_meet_the_same_sampled_worlds():
    one = plan(
        design={"kind": "latin-hypercube", "points": 5},
        levers={"leadership": ["none", "chief"]},
        uncertainties={"small_game": RANGE},
    )
    rows = all_changes(one)
    assert [row["leadership"] for row in rows] == ["none", "chief"] * 5
    assert [row["small_game"] for row in rows[::2]] == [row["small_game"] for row in rows[1::2]]
    assert [one.world(point) for point in range(10)] == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]


def test_morris_moves_one_factor_a_step():
    one = plan(
        design={"kind": "morris", "trajectories": 4},
        uncertainties={"small_game": RANGE, "winter": {"low": 0, "high": 1}},
    )
    rows = all_changes(one)
    assert len(rows) == 4 * 3
    for start in range(0, 12, 3):
        for a, b in ((start, start + 1), (start + 1, start + 2)):
            assert sum(rows[a][name] != rows[b][name] for name in rows[a]) == 1


def seeds(one):
    """Return the seeds of every cell, by point and arm."""
    found = {}
    for chunk in range(one.chunks):
        job = one.job(chunk)
        for cell in job.cells:
            found.setdefault((cell.point, cell.arm), []).extend(
                range(cell.seed + job.first, cell.seed + job.first + job.runs)
            )
    return found


DATA = {"regimes": TWO, "levers": {"alignment": [0, 1]}, "uncertainties": {"winter": [0, 0.5, 1]}, "runs": 7, "seed": 5}


@each("chunk", [1, 2, 3, 14, 15, 30, 500])
def test_every_run_is_in_one_chunk_and_its_seed_does_not_depend_on_the_chunk(chunk):
    found = seeds(plan(**DATA, chunk=chunk))
    assert found == {(point, arm): list(range(5, 12)) for point in range(6) for arm in range(2)}
    one = plan(**DATA, chunk=chunk)
    assert sum(one.rows(k) for k in range(one.chunks)) == one.all_rows() == 84
    assert all(len(one.job(k).cells) % 2 == 0 for k in range(one.chunks)), "pairs stay together"


def test_each_world_has_its_own_seeds_shared_by_levers_and_regimes():
    found = seeds(plan(**DATA, seeds="worlds"))
    for (point, arm), own in found.items():
        world = point % 3
        assert own == list(range(5 + 7 * world, 12 + 7 * world)), (point, arm)


def test_independent_runs_share_no_seed():
    found = seeds(plan(**DATA, seeds="independent"))
    everything = [seed for own in found.values() for seed in own]
    assert len(set(everything)) == len(everything) == 84


def test_blocks_of_adaptive_stopping_follow_each_other():
    one = plan(regimes=TWO, stop={"measure": "kpi", "half_width": 0.1, "start": 20, "block": 30, "most": 90})
    assert [list(one.block(k).runs)[:: max(1, one.rows(k) // 2 - 1)] for k in range(one.chunks)] == [
        [0, 19], [20, 49], [50, 79], [80, 89],
    ]  # fmt: skip


@each("chunk", [1, 2, 3, 14, 15, 30, 500])
def test_the_chunk_of_a_run_is_the_one_that_holds_it(chunk):
    one = plan(**DATA, chunk=chunk)
    for number in range(one.chunks):
        points, runs = one.block(number)
        assert {one.chunk_of(point, run) for point in points for run in runs} == {number}
    stop = {"measure": "kpi", "half_width": 0.1, "start": 20, "block": 30, "most": 90}
    one = plan(regimes=TWO, stop=stop, levers={"alignment": [0, 1]})
    for number in range(one.chunks):
        points, runs = one.block(number)
        assert {one.chunk_of(point, run) for point in points for run in runs} == {number}
