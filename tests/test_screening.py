"""Which guesses matter: every number is screened or left out with a reason, and luck is told from effect."""

import re
from pathlib import Path

import numpy as np
import pytest

from experiments.sensitivity.indices import DIFFERENCE
from experiments.sensitivity.screening import elementary_effects, screen, screening_design, signs
from experiments.sensitivity.uncertain_ranges import (
    CAMP,
    HOMES,
    LEFT_OUT,
    NUMBERS,
    OWN_RANGES,
    PREMISE,
    STORY,
    VALLEY,
    range_of,
)
from experiments.sweeps.plan import Plan
from hunt.catalogue.parameters import FIELDS, Parameters

REGIMES = ("own-product", "shared-survival")
PAGE = (Path(__file__).resolve().parents[1] / "docs" / "guesses.md").read_text(encoding="utf-8")


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


def test_every_number_is_screened_once_or_left_out_with_a_reason():
    assert sorted((*VALLEY, *CAMP, *LEFT_OUT)) == sorted(NUMBERS)
    assert len(set(NUMBERS)) == len(NUMBERS) >= 150
    assert all(LEFT_OUT.values())
    assert set(OWN_RANGES) <= set(VALLEY) | set(CAMP)
    assert sorted((*STORY, *PREMISE)) == sorted(VALLEY)


def test_the_page_counts_them_as_they_are_and_tells_why_some_are_not_turned():
    words = " ".join(PAGE.split())
    assert f"for all {len(NUMBERS)} numbers" in words
    assert f"{len(VALLEY)} parameters act in the default valley" in words
    assert f"the other {len(STORY)} are turned" in words
    assert f"{len(CAMP)} belong to what is switched off" in words
    assert f"{len(LEFT_OUT)} are left out" in words
    for name, why in LEFT_OUT.items():
        assert f"`{name}` ({why})" in words
    assert set(re.findall(r"^\| \d+ \| `(\w+)`", PAGE, re.MULTILINE)) <= {*VALLEY, *CAMP}


@pytest.mark.parametrize("name", [*VALLEY, *CAMP])
def test_a_range_holds_the_default_and_only_what_is_allowed(name):
    low, high, why = range_of(name)
    assert low < high
    assert low <= FIELDS[name].default <= high
    assert why
    for end in (low, high):
        assert getattr(Parameters(**{name: end}), name) == end


def test_everything_that_is_off_by_default_has_one_place_where_it_is_on():
    assert sorted(name for _, names in HOMES.values() for name in names) == sorted(CAMP)
    for settings, names in HOMES.values():
        for name in names:
            for end in range_of(name, settings.get(name))[:2]:
                Parameters(**(settings | {name: end}))


def test_any_two_ends_go_together():
    for part in (VALLEY, CAMP):
        for k in (0, 1):
            Parameters(**{name: range_of(name)[k] for name in part})
    assert range_of("reserve_low")[1] <= range_of("reserve_high")[0]


def test_effects_of_a_sum_are_its_slopes_and_nothing_is_noise():
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


def test_effects_are_those_of_salib():
    morris = pytest.importorskip("SALib.analyze.morris", reason="SALib is not installed (it comes with .[sensitivity])")
    from experiments.sweeps.sampling import problem

    names = ["a", "b", "c"]
    points = trajectories(6, names)
    y = points[:, 0] * points[:, 1] + points[:, 2] ** 2
    theirs = morris.analyze(problem(names), points, y, num_levels=4, seed=1)
    ours = elementary_effects(points, np.repeat(y[:, None], 2, axis=1), names)
    for name in ("mu", "mu_star", "sigma"):
        assert ours[name].to_numpy() == pytest.approx(np.asarray(theirs[name], float))


def test_a_sign_is_told_only_where_the_replicates_agree():
    rng = np.random.default_rng(3)
    luck = rng.normal(size=(400, 30))
    assert 0.02 < np.mean(signs(luck, np.zeros_like(luck)) != 0) < 0.09
    assert (signs(luck + 2.0, luck) == 1).all()  # the same luck: any difference is told
    assert (signs(luck, luck) == 0).all()
    assert np.mean(signs(luck, np.ones_like(luck)) == -1) > 0.99


@pytest.mark.usefixtures("compiled")
def test_a_screening_lives_every_point_under_both_regimes(tmp_path):
    pytest.importorskip("SALib", reason="SALib is not installed (it comes with .[sensitivity])")
    names = ("small_game", "plan_days", "needed")
    design = screening_design(names, REGIMES, {"kind": "morris", "trajectories": 2}, runs=3)
    found = screen(design, tmp_path / "s", workers=1)
    assert found.runs == 2 * (len(names) + 1) * 3 * len(REGIMES) == Plan(design).all_rows()
    assert set(found.means) == {*REGIMES, DIFFERENCE}
    of = found.effects.set_index(["target", "parameter"])
    assert (of.xs("plan_days", level="parameter")["mu_star"] == 0.0).all()  # no plan, so nothing reads it
    assert of.loc[("shared-survival", "small_game"), "mu_star"] > 0.0
