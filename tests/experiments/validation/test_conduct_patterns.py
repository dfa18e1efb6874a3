"""Patterns of scope and ownership: what each compares, and that the model shows it."""

import pytest

from experiments.validation.checks import evaluate
from experiments.validation.conduct_patterns import p17, p19, policed, pushed

PATTERNS = {"P17": p17, "P19": p19}


def test_every_pattern_has_a_claim_a_knock_out_and_a_reversal():
    for id, pattern in PATTERNS.items():
        checks = list(pattern())
        assert {check.pattern for check in checks} == {id}
        assert {check.role for check in checks} == {"claim", "knock-out", "flip"}, id
        for check in checks:
            assert len(check.arms) in (2, 4), id
            assert check.arms[0] != check.arms[1], id


def test_the_two_bands_of_a_pattern_differ_only_in_what_it_is_about():
    for arms, about in (
        (policed(), {"scope"}),
        (pushed(0.05, {}), {"push", "wip_limit"}),
    ):
        one, other = (band.as_dict() for band in arms)
        assert {name for name in one if one[name] != other[name]} == about


@pytest.mark.usefixtures("compiled")
@pytest.mark.slow
@pytest.mark.parametrize("id", PATTERNS)
def test_the_model_shows_the_pattern(id):
    for check in PATTERNS[id]():
        found = evaluate(check, 400, seed=10_001)
        assert found.passed, found
