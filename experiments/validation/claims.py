"""Every catalogued scenario's claim, as a check, and its counter-example, which must break the claim."""

from collections.abc import Iterator

from experiments.validation.checks import Check
from hunt.scenarios import Scenario, scenario, scenario_ids

OPPOSITE = {"lower": "as good", "higher": "as good", "as good": "lower"}
"""What must hold in the counter-example: the difference is gone, or is there."""


def claim_checks() -> Iterator[Check]:
    """Return, for every scenario, its claim and that the claim fails in its counter-example."""
    for id in scenario_ids():
        one = scenario(id)
        yield _check(one, one, "claim", one.claim.relation, one.claim.finding)
        if one.counter:
            relation = OPPOSITE[one.claim.relation]
            yield _check(one, scenario(one.counter), "counter", relation, f"in {one.counter} it is not so")


def _check(claimed: Scenario, where: Scenario, role: str, relation: str, says: str) -> Check:
    arms = tuple(where.parameters(regime) for regime in claimed.claim.regimes)
    return Check(claimed.id, role, says, arms, claimed.claim.measure, relation, claimed.claim.margin)
