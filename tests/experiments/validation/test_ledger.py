"""The ledger: what its lines compare, and how they are judged."""

from itertools import pairwise

import numpy as np
import pytest

from experiments.validation import ledger
from experiments.validation.checks import Check, judge
from experiments.validation.ledger import BLOCKS, LINES, QUICK_LINES, RUNS, SENTENCES, over_blocks
from experiments.validation.valleys import NONE, OWN, SHARED, valley
from experiments.validation.worlds import FIRST_SEED, LIVES, WIDE, WORLDS, _clear_sign, drawn
from hunt.catalogue.parameters import FIELDS

ARM = valley(OWN)


def checks():
    return [check for line in LINES.values() for check in line()]


def test_every_line_has_a_sentence_and_every_sentence_a_line():
    assert set(LINES) | {"L8"} == set(SENTENCES)
    assert set(QUICK_LINES) <= set(LINES)
    assert {check.pattern for check in checks()} == set(LINES)


def test_blocks_of_seeds_do_not_overlap():
    firsts = sorted((*BLOCKS, FIRST_SEED))
    assert all(later - first >= RUNS for first, later in pairwise(firsts))


def test_a_cause_is_switched_off_by_documented_numbers_alone():
    regimes = {id: valley(id) for id in (OWN, NONE, SHARED)}
    for check in checks():
        for arm in check.arms:
            nearest = min(
                sum(one.as_dict()[name] != arm.as_dict()[name] for name in FIELDS) for one in regimes.values()
            )
            assert nearest <= 6, check


def test_no_pay_rule_is_an_arm_of_the_first_line():
    kappas = {arm.kappa for check in LINES["L1"]() for arm in check.arms}
    assert 0.0 in kappas


@pytest.mark.parametrize(
    ("relation", "margin", "size", "mean", "passed"),
    [
        ("higher", 0.05, 0.10, 0.12, True),
        ("higher", 0.05, 0.10, 0.09, False),  # clear of the margin, but too small
        ("lower", 0.0, 0.05, -0.06, True),
        ("lower", 0.0, 0.05, -0.04, False),
        ("no lower", 0.03, 0.0, -0.02, True),
        ("no lower", 0.03, 0.0, -0.04, False),
        ("reported", 0.0, 0.0, -9.0, True),
    ],
)
def test_an_estimate_is_judged_by_its_interval_and_its_size(relation, margin, size, mean, passed):
    noise = np.random.default_rng(1).normal(0.0, 0.1, 1000)
    column = noise - noise.mean() + mean
    check = Check("L0", "claim", "", (ARM,), "alive_share", relation, margin, size=size)
    assert judge(check, [column]).passed is passed


def test_weights_ask_whether_less_than_half_is_left():
    check = Check("L0", "claim", "", (ARM,) * 4, "alive_share", "higher", weights=(1.0, -1.0, -0.5, 0.5))
    noise = np.random.default_rng(2).normal(0.0, 0.05, (4, 500))
    whole, less, more = -0.6, -0.2, -0.4
    for left, passed in ((less, True), (more, False)):
        columns = [noise[0] + left, noise[1], noise[2] + whole, noise[3]]
        assert judge(check, columns).passed is passed


@pytest.mark.usefixtures("compiled")
def test_blocks_are_judged_together_and_shown_one_by_one():
    check = next(iter(LINES["L1"]()))
    found, each = over_blocks(check, 6, (1, 101))
    assert found.runs == 12
    assert found.value.estimate == pytest.approx(np.mean(each))


def test_worlds_stay_in_their_ranges_and_leave_pay_rules_alone():
    rng = np.random.default_rng(3)
    default = valley(OWN)
    for ranges in (WORLDS, WIDE):
        world = drawn(ranges, rng)
        assert world.hunters == 12
        assert world.kappa == FIELDS["kappa"].default
        assert world.leaves_gap == default.leaves_gap
        for name in ("temperature", "honour", "needed", "meat"):
            low, high = ranges.between(name)
            assert low - 1 <= getattr(world, name) <= high + 1


def test_a_world_is_clear_sign_apart_by_two_standard_errors():
    clear, unclear = np.full(24, 0.3), np.tile([1.0, -0.9], 12)
    clear = clear + np.tile([0.1, -0.1], 12)
    assert _clear_sign(np.array([clear, -clear, unclear])).tolist() == [1.0, -1.0, 0.0]
    assert 0.0 < LIVES < 0.5


@pytest.mark.usefixtures("compiled")
def test_the_quick_ledger_holds_on_seeds_of_its_own():
    for name in ("L1", "L3"):
        for check in (one for one in LINES[name]() if one.relation != "between"):
            found, _ = over_blocks(check, ledger.QUICK_RUNS, (21_000_001,))
            assert found.passed, found
