"""Why?: the sentences about a choice agree with the run it was made in."""

import re

import numpy as np
import pytest

import hunt
from dashboards.shared.address import read
from dashboards.shared.page_words import page_words
from dashboards.stage.why import why
from hunt.engine.explain import explain
from hunt.vocabulary import Action

pytestmark = pytest.mark.usefixtures("compiled")

TEXTS = page_words("en").texts


def is_said(name, sentences):
    """Whether one of the sentences is that sentence of the page, with something filled in for its braces."""
    pattern = re.sub(r"\\{\w+(:\w+)?\\}", ".+", re.escape(TEXTS[name]))
    return any(re.fullmatch(pattern, one, re.IGNORECASE) for one in sentences)


@pytest.fixture(scope="module")
def mornings(compiled):
    """Some mornings of hunters in one run, each with what was computed and what is said of it."""
    address = read([("bands", "own-product"), ("seed", "27")])
    (band,) = address.bands
    parameters = address.parameters(band)
    run = hunt.record(parameters, 27)
    found = []
    hunting = np.flatnonzero((run.actions == Action.HUNT).any(axis=1))
    for day in (23, 150, 220, int(hunting[0]), int(hunting[len(hunting) // 2])):
        for hunter in np.flatnonzero(run.hunters["alive"][day])[::6]:
            computed = explain(parameters, 27, (), day, int(hunter))
            found.append((run, day, int(hunter), computed, why(address, day, int(hunter))))
    return found


def test_what_a_hunter_could_not_see_counts_the_others_near_starving(mornings):
    near_starving = 0
    for run, day, hunter, _, shown in mornings:
        lean = run.hunters["reserve"][day - 1] < 0.25 * run.hunters["full"][day - 1]
        others = int((lean & run.hunters["alive"][day - 1]).sum() - lean[hunter])
        name = {0: "unseen_bodies_none", 1: "unseen_bodies_one"}.get(others, "unseen_bodies")
        assert TEXTS[name].format(count=others) in shown["unseen"]
        near_starving += bool(lean[hunter])
    assert near_starving > 0, "or it would not matter whether a hunter counts as one of the others"


def test_a_main_reason_is_given_only_if_something_speaks_for_the_choice(mornings):
    without = 0
    for *_, shown in mornings:
        parts = next(one["parts"] for one in shown["actions"] if one["action"] == shown["chosen"])
        reason = is_said("spoke_for", shown["said"])
        assert reason == (len(shown["actions"]) > 1 and max(parts.values()) > 0.0)
        without += not reason
    assert without > 0


def test_what_joining_the_hunt_seemed_worth_is_explained_whenever_a_hunt_was_weighed(mornings):
    weighed = 0
    for *_, computed, shown in mornings:
        explained = is_said("holding", shown["said"]) or is_said("carrying", shown["said"])
        if len(shown["actions"]) > 1:
            assert explained == (Action.HUNT in computed.worth)
        weighed += explained
    assert weighed > 0
