"""Why did a hunter choose that?: the explanation is what the rules computed in the run itself."""

import numpy as np
import pytest
from cases import each

import hunt
from hunt.engine.explain import explain
from hunt.errors import HuntError

pytestmark = pytest.mark.usefixtures("compiled")


@each("regime", ["own-product", "ranking", "sla"])
def test_an_explanation_is_what_was_weighed_in_the_run(regime):
    parameters = hunt.scenario("hero-of-the-night").parameters(regime)
    changes = ((60, {"kappa": 0.5}), (80, {"review": 2}))
    history = hunt.record(parameters, 4, changes)
    explained = 0
    for day, hunter in np.random.default_rng(0).integers(0, (200, 24), (12, 2)):
        if day and not history.hunters[day - 1, hunter]["alive"]:
            continue
        found = explain(parameters, 4, changes, int(day), int(hunter))
        assert found.worth == history.worth(day, hunter)  # to the last bit
        assert found.chosen == history.actions[day, hunter]
        assert sum(found.chance.values()) == pytest.approx(1.0)
        for action, parts in found.parts.items():
            assert sum(parts.values()) == pytest.approx(found.worth[action], abs=1e-9)
        explained += 1
    assert explained >= 6


def test_there_is_no_explanation_for_the_dead():
    parameters = hunt.scenario().parameters("own-product", small_game=0, start_store=0, herds=0)
    with pytest.raises(HuntError, match="was dead on day 300"):
        explain(parameters, 1, (), 300, 0)
