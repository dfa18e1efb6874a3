"""docs/validation.md leaves nothing out: every negative result, every scenario, every way to decide."""

import re
from pathlib import Path

from experiments.validation.negative_results import sought
from experiments.validation.patterns import PATTERNS
from experiments.validation.targets.sought import sought_targets
from hunt.catalogue.scenarios import scenario_ids

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "validation.md").read_text(encoding="utf-8")


def measured(command):
    """Return what stands under a measured command."""
    return re.search(rf"<!-- measured: {re.escape(command)} -->\n\n(.*?)(?:```\n\n|<!-- end -->)", PAGE, re.DOTALL)[1]


def scenarios_in(text):
    """Return the scenarios whose ids begin the rows of a table."""
    return re.findall(r"^\| `([\w-]+)` \|", text, re.MULTILINE)


def test_the_page_shows_every_negative_result():
    shown = " ".join(measured("hunt validate --sought").split())
    expected = list(sought())
    assert re.findall(r"\b(P\d+) sought: ", shown) == [check.pattern for check in expected]
    assert re.findall(r"must be (\w+)", shown) == [check.relation for check in expected]
    for check in expected:
        assert check.pattern in PATTERNS
        assert check.role == "sought"


def test_the_page_shows_every_published_result_that_the_rules_do_not_give():
    shown = " ".join(measured("hunt validate --sought").split())
    for target in sought_targets(quick=True):
        assert f"not found {target.id} sought: {target.name}: " in shown
        assert not target.passed


def test_the_page_shows_every_scenario_under_every_way_to_decide():
    assert tuple(scenarios_in(measured("python docs/measurements/decisions.py"))) == scenario_ids()


def test_the_page_shows_the_claim_of_every_scenario():
    claims = PAGE[PAGE.index("| Scenario | Claim |") :]
    assert set(scenarios_in(claims.partition("\n\n")[0])) == set(scenario_ids())
