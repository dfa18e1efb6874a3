"""Every catalogued scenario's claim, as a check, and its counter-example, which must break the claim."""

from collections.abc import Iterator, Mapping
from typing import Any

from experiments.validation.checks import Check
from hunt.catalogue.scenarios import Scenario, scenario, scenario_ids

OPPOSITE = {"lower": "as good", "higher": "no higher", "as good": "lower"}
"""What must hold in the counter-example: the difference is gone, or is there."""


def claim_checks(settings: Mapping[str, Any] | None = None) -> Iterator[Check]:
    """Return, for every scenario, its claim and that the claim fails in its counter-example.

    ``settings`` are new in all of them: does a claim survive another way to decide, or another guess?
    """
    for id in scenario_ids():
        one = scenario(id)
        yield _check(one, one, "claim", one.claim.relation, one.claim.finding, settings or {})
        if one.counter:
            relation = OPPOSITE[one.claim.relation]
            yield _check(
                one, scenario(one.counter), "counter", relation, f"in {one.counter} it is not so", settings or {}
            )


def _check(
    claimed: Scenario, where: Scenario, role: str, relation: str, says: str, settings: Mapping[str, Any]
) -> Check:
    claim = claimed.claim
    changes = (claim.done, ())
    return Check(
        claimed.id,
        role,
        says,
        tuple(one.but(**settings) for one in where.bands(claim)),
        claim.measure,
        relation,
        claim.margin,
        changes,
    )
