"""Negative results: what was expected of the model and does not appear.

Each is tested in every full validation and reported, never counted.

A pattern that does not appear is a finding about the rule it was expected of.  It stays here, with its numbers, until
a rule with a reason of its own produces it; then it becomes a pattern with a knock-out.
"""

from collections.abc import Iterator

from experiments.validation.checks import Check, Finding, evaluate
from experiments.validation.conduct_patterns import ALIKE, SHARE, by_recipe, policed, shown
from experiments.validation.valleys import OWN, RUNS, SHARED


def sought() -> Iterator[Check]:
    """Return what was expected, each as the check it would pass if it were so."""

    def looked_for(pattern: str, says: str, arms: tuple, relation: str, margin: float = 0.0) -> Check:
        return Check(pattern, "sought", says, arms, SHARE, relation, margin)

    says = "where all days and beasts are alike, repeating what worked saves lives"
    yield looked_for("P16", says, by_recipe(**ALIKE), "higher")
    both = *by_recipe(volatility=1.0), *by_recipe(volatility=0.0)
    yield looked_for("P16", "and it costs more of them where conditions change", both, "lower")
    rigid = policed(leadership="plan", crew=0.3, plan_misfit=0.0)
    says = "where the plan leads badly on unplanned days, refusing those chances saves lives"
    yield looked_for("P17", says, rigid, "higher")
    many = policed(hunts_at_once=4, herds=40)
    yield looked_for("P17", "where four hunts compete for the same hunters, refusing some saves lives", many, "higher")
    says = "in the default valley, transparency saves lives"
    yield looked_for("P18", says, shown(SHARED, 0.45), "higher")
    says = "where high trust meets individual targets, transparency costs lives"
    yield looked_for("P18", says, shown(OWN, 0.9), "lower")


def run_negative_results(runs: int = RUNS, seed: int = 1) -> Iterator[Finding]:
    """Look for all of it, one finding at a time; ``passed`` says whether it was found."""
    for check in sought():
        yield evaluate(check, runs, seed)
