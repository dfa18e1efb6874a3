"""Validation tells what it leaves out and what it did not find, and the page that tells of it leaves nothing out."""

import re
from pathlib import Path

import numpy as np
import pytest

from experiments.console import validation as telling
from experiments.validation import negative_results as sought
from experiments.validation.checks import evaluate
from experiments.validation.claims import claim_checks
from experiments.validation.conduct_patterns import by_recipe, p16, p17, p18, p19, policed, pushed, shown
from experiments.validation.patterns import PATTERNS
from hunt.catalogue.scenarios import scenario_ids
from hunt.simulation import simulate

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE = (DOCS / "validation.md").read_text(encoding="utf-8")
CONDUCT = {"P16": p16, "P17": p17, "P18": p18, "P19": p19}


def block(command):
    """Return what stands under a measured command."""
    return re.search(rf"<!-- measured: {re.escape(command)} -->\n\n(.*?)(?:```\n\n|<!-- end -->)", PAGE, re.DOTALL)[1]


def test_the_page_tells_everything_that_was_sought():
    told = " ".join(block("hunt validate --sought").split())
    for check in sought.sought():
        assert check.says in told
        assert check.pattern in PATTERNS
        assert check.role == "sought"
    assert told.count(" sought: ") == len(list(sought.sought()))


def test_the_page_has_every_scenario_under_every_way_to_decide():
    rows = re.findall(r"^\| `([\w-]+)` \|", block("python docs/measurements/decisions.py"), re.MULTILINE)
    assert tuple(rows) == scenario_ids()


def test_every_scenario_of_the_shelf_stands_on_the_page():
    claims = PAGE[PAGE.index("| Scenario | Claim |") : PAGE.index("What is not on the shelf")]
    assert set(re.findall(r"^\| `([\w-]+)` \|", claims, re.MULTILINE)) == set(scenario_ids())


def test_being_quick_keeps_something_of_every_kind_and_names_the_rest():
    assert set(telling.QUICK_PATTERNS) < set(PATTERNS)
    assert set(telling.QUICK_CLAIMS) < set(scenario_ids())
    said = "\n".join(telling._skipped(telling.PARTS))
    for name in PATTERNS:
        assert bool(re.search(rf"\b{name}\b", said)) == (name not in telling.QUICK_PATTERNS)
    assert f"{len(scenario_ids()) - len(telling.QUICK_CLAIMS)} of {len(scenario_ids())}" in said
    assert len(telling._skipped(("targets",))) == 2


@pytest.mark.parametrize("id", CONDUCT)
def test_a_pattern_of_conduct_has_claim_knob_and_flip(id):
    checks = list(CONDUCT[id]())
    assert {check.pattern for check in checks} == {id}
    assert {check.role for check in checks} == {"claim", "knob"} | ({"flip"})
    for check in checks:
        assert len(check.arms) in (2, 4)
        assert check.arms[0] != check.arms[1]


@pytest.mark.parametrize("arms", [by_recipe(), policed(), shown("shared-survival", 0.2), pushed(0.05, {})])
def test_two_bands_of_a_pattern_differ_by_what_it_is_about(arms):
    one, other = (band.as_dict() for band in arms)
    changed = {name for name in one if one[name] != other[name]}
    assert changed in ({"recipe"}, {"scope"}, {"transparency"}, {"push", "wip_limit"})


@pytest.mark.usefixtures("compiled")
def test_a_finding_tells_the_means_of_its_arms():
    check = next(one for one in claim_checks() if one.pattern == "default-valley")
    found = evaluate(check, 5)
    for mean, arm in zip(found.means, check.arms, strict=True):
        assert mean == pytest.approx(np.mean([simulate(arm, seed).alive_share for seed in range(1, 6)]))
    assert found.value.estimate == pytest.approx(found.means[0] - found.means[1])


@pytest.mark.usefixtures("compiled")
@pytest.mark.slow
@pytest.mark.parametrize("id", CONDUCT)
def test_a_pattern_of_conduct_comes_out(id):
    for check in CONDUCT[id]():
        found = evaluate(check, 400, seed=10_001)
        assert found.passed, found
