"""What `hunt validate --quick` keeps, and that it names all it leaves out."""

import re

from experiments.console import validation
from experiments.validation.patterns import PATTERNS
from hunt.catalogue.scenarios import scenario_ids


def test_quick_keeps_something_of_every_kind_and_names_the_rest():
    assert set(validation.QUICK_PATTERNS) < set(PATTERNS)
    assert set(validation.QUICK_CLAIMS) < set(scenario_ids())
    said = validation._skipped(validation.PARTS)
    for name in PATTERNS:
        assert bool(re.search(rf"\b{name}\b", "\n".join(said))) == (name not in validation.QUICK_PATTERNS)
    left, all_of_them = len(scenario_ids()) - len(validation.QUICK_CLAIMS), len(scenario_ids())
    assert any({str(left), str(all_of_them)} <= set(re.findall(r"\d+", line)) for line in said)
    assert len(validation._skipped(("targets",))) == 2
