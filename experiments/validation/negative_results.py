"""Negative results: what was expected of the model and does not appear.

Each is tested in every full validation and reported, never counted.

A pattern that does not appear is a finding about the rule it was expected of.  It stays here, with its numbers, until
a rule with a reason of its own produces it; then it becomes a pattern with a knock-out.  Results of other people's
experiments that the rules do not give are in ``targets/sought.py``, and are reported with these.
"""

from collections.abc import Iterator

from experiments.validation.checks import Check, Finding, evaluate
from experiments.validation.conduct_patterns import SHARE, policed
from experiments.validation.valleys import RUNS


def sought() -> Iterator[Check]:
    """Return what was expected, each as the check it would pass if it were so."""

    def looked_for(pattern: str, says: str, arms: tuple, relation: str, margin: float = 0.0) -> Check:
        return Check(pattern, "sought", says, arms, SHARE, relation, margin)

    rigid = policed(leadership="plan", plan_misfit=0.0)
    says = "where the plan leads badly on unplanned days, refusing those chances saves lives"
    yield looked_for("P17", says, rigid, "higher")
    many = policed(hunts_at_once=4, herds=40)
    yield looked_for("P17", "where four hunts compete for the same hunters, refusing some saves lives", many, "higher")


def run_negative_results(runs: int = RUNS, seed: int = 1) -> Iterator[Finding]:
    """Look for all of it, one finding at a time; ``passed`` says whether it was found."""
    for check in sought():
        yield evaluate(check, runs, seed)
