"""Why?: the sentences about a choice agree with the run it was made in."""

import re
from math import comb

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
    some = [
        (day, hunter)
        for day in (23, 150, int(hunting[0]), int(hunting[len(hunting) // 2]))
        for hunter in np.flatnonzero(run.hunters["alive"][day])[::2]
    ]
    lean = run.hunters["alive"][1:] & (run.hunters["reserve"][:-1] < 0.25 * run.hunters["full"][:-1])
    some += [(day + 1, hunter) for day, hunter in np.argwhere(lean)[:2]]
    some += [(day, hunter) for day, hunter in np.argwhere(run.promised >= 0)[:40:20]]
    for day, hunter in some:
        computed = explain(parameters, 27, (), int(day), int(hunter))
        found.append((run, int(day), int(hunter), computed, why(address, int(day), int(hunter))))
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


def test_a_promise_is_said_with_what_breaking_it_costs(mornings):
    asked = bound = 0
    for run, day, hunter, computed, shown in mornings:
        answers = computed.asked
        assert is_said("asked_yes", shown["said"]) == bool(answers and answers[-1].promised)
        assert is_said("asked_no", shown["said"]) == bool(answers and not answers[-1].promised)
        asked += bool(answers)
        free_of_it = run.promised[day, hunter] < 0 or len(shown["actions"]) == 1
        if not free_of_it:
            honour = {one["action"]: one["parts"]["honour"] for one in shown["actions"]}
            assert honour[Action.HUNT] == honour[Action.OWN] == 0.0
            assert honour[Action.FORAGE] == -run.parameters.honour
            bound += 1
        assert is_said("honour_costs", shown["said"]) != free_of_it
    assert min(asked, bound) > 0


def test_a_promise_of_an_earlier_day_is_said(mornings):
    address = read([("bands", "shared-survival"), ("seed", "7")])
    (band,) = address.bands
    run = hunt.record(address.parameters(band), 7)
    earlier = (run.promised[1:] >= 0) & (run.promised[1:] == run.promised[:-1]) & (run.actions[1:] != Action.REST)
    day, hunter = (int(one) for one in np.argwhere(earlier)[0])
    assert is_said("promised_before", why(address, day + 1, hunter)["said"])


def test_how_far_the_store_lasts_is_seen_and_what_food_for_it_counts(mornings):
    for run, *_, computed, shown in mornings:
        camp = computed.world.camp  # others have brought small game since last evening
        lasts = camp.store / camp.living
        share = round(100 * np.exp(-lasts / run.parameters.horizon))
        assert TEXTS["saw_store"].format(days=f"{lasts:.0f}", share=share, name=shown["name"]) in shown["saw"]


def test_the_chance_to_be_the_one_who_is_missing_is_that_of_the_rule(mornings):
    checked = 0
    for *_, computed, shown in mornings:
        ring = [call for call in computed.calls if call.rule == "expected_from_ring"]
        if not ring or len(shown["actions"]) == 1:
            continue
        (short,) = [call for call in computed.calls if call.rule == "exactly"]
        k, size, p = (short.given[name] for name in ("k", "size", "p"))
        assert short.result == pytest.approx(comb(size, k) * p**k * (1 - p) ** (size - k))
        line = next(one for one in shown["said"] if is_said("holding", [one]))
        assert f"{k + 1}" in line
        assert f"{size} others" in line
        checked += 1
    assert checked > 0
