"""Which guesses matter: an effect can be distinguished from chance."""

import numpy as np
import pytest
from SALib.analyze import morris

from experiments.sensitivity_analysis.result import DIFFERENCE
from experiments.sensitivity_analysis.screening import elementary_effects, screen, screening_design, signs
from experiments.sweeps.plan import Plan
from experiments.sweeps.sampling import problem

REGIMES = ("own-product", "shared-survival")


def trajectories(count, names, seed=1):
    """Return Morris trajectories in the unit cube, with steps of two thirds."""
    rng = np.random.default_rng(seed)
    points = []
    for _ in range(count):
        at = rng.choice([0.0, 1.0 / 3.0], len(names))
        points.append(at.copy())
        for k in rng.permutation(len(names)):
            at[k] += 2.0 / 3.0
            points.append(at.copy())
    return np.array(points)


def test_the_effects_of_a_sum_are_its_slopes_without_noise():
    names = ("a", "b", "none")
    points = trajectories(5, names)
    y = np.repeat((3.0 * points[:, 0] - points[:, 1])[:, None], 4, axis=1)
    found = elementary_effects(points, y, names).set_index("parameter")
    assert found["mu"].to_numpy() == pytest.approx([3.0, -1.0, 0.0])
    assert found["mu_star"].to_numpy() == pytest.approx([3.0, 1.0, 0.0])
    assert found[["floor", "sigma"]].to_numpy() == pytest.approx(np.zeros((3, 2)))


def test_the_floor_is_what_luck_alone_would_show():
    names = tuple(f"p{k}" for k in range(40))
    points = trajectories(40, names)
    y = np.random.default_rng(2).normal(size=(len(points), 60))
    found = elementary_effects(points, y, names)
    assert found["mu_star"].mean() == pytest.approx(found["floor"].mean(), rel=0.1)
    y[:, :] += points[:, [7]]
    moved = elementary_effects(points, y, names).set_index("parameter")
    assert moved["mu_star"].idxmax() == "p7"
    assert moved.loc["p7", "mu_star"] > 1.5 * moved.loc["p7", "floor"]


def test_effects_agree_with_salib():
    names = ["a", "b", "c"]
    points = trajectories(6, names)
    y = points[:, 0] * points[:, 1] + points[:, 2] ** 2
    theirs = morris.analyze(problem(names), points, y, num_levels=4, seed=1)
    ours = elementary_effects(points, np.repeat(y[:, None], 2, axis=1), names)
    for name in ("mu", "mu_star", "sigma"):
        assert ours[name].to_numpy() == pytest.approx(np.asarray(theirs[name], float))


def test_an_effect_has_a_sign_only_where_the_replicates_agree():
    rng = np.random.default_rng(3)
    luck = rng.normal(size=(400, 30))
    assert 0.02 < np.mean(signs(luck, np.zeros_like(luck)) != 0) < 0.09
    assert (signs(luck + 2.0, luck) == 1).all()  # the same luck: any difference shows
    assert (signs(luck, luck) == 0).all()
    assert np.mean(signs(luck, np.ones_like(luck)) == -1) > 0.99


@pytest.mark.usefixtures("compiled")
def test_a_screening_runs_every_point_under_both_regimes(tmp_path):
    names = ("small_game", "plan_days", "needed")
    design = screening_design(names, REGIMES, {"kind": "morris", "trajectories": 2}, runs=3)
    found = screen(design, tmp_path / "s", workers=1)
    assert found.runs == 2 * (len(names) + 1) * 3 * len(REGIMES) == Plan(design).all_rows()
    assert set(found.means) == {*REGIMES, DIFFERENCE}
    of = found.effects.set_index(["target", "parameter"])
    assert (of.xs("plan_days", level="parameter")["mu_star"] == 0.0).all()  # no plan, so nothing reads it
    assert of.loc[("shared-survival", "small_game"), "mu_star"] > 0.0
