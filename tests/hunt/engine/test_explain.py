"""Why did a hunter choose that?: the explanation is what the rules computed in the run itself."""

import numpy as np
import pytest
from cases import each

import hunt
from hunt.engine.explain import explain
from hunt.errors import HuntError
from hunt.vocabulary import Action, EventKind

pytestmark = pytest.mark.usefixtures("compiled")


@each("regime", ["own-product", "ranking", "sla"])
def test_an_explanation_is_what_was_weighed_in_the_run(regime):
    parameters = hunt.scenario("hero-of-the-night").parameters(regime)
    changes = ((30, {"kappa": 0.5}), (40, {"review": 2}))
    history = hunt.record(parameters, 4, changes)
    explained = 0
    for day, hunter in np.random.default_rng(0).integers(0, (90, 12), (12, 2)):
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


@pytest.fixture(scope="module")
def asked(compiled):
    """Mornings on which hunters of one run were asked for a promise, each with what was computed."""
    parameters = hunt.scenario().parameters("own-product")
    history = hunt.record(parameters, 5)
    found = []
    for event in history.events[history.events["kind"] == EventKind.PROMISED][::4]:
        day = int(event["day"])
        for hunter in (1, 4, 9):
            if history.hunters[day - 1, hunter]["alive"]:
                computed = explain(parameters, 5, (), day, hunter)
                found += [(history, day, hunter, computed)] * bool(computed.asked)
    return found


def test_the_answer_to_who_calls_is_explained(asked):
    answers = set()
    for history, day, hunter, found in asked:
        (answer,) = found.asked
        events = history.events[history.events["day"] == day]
        assert answer.beast in events["beast"][events["kind"] == EventKind.PROMISED]
        tickets = {action: np.exp(worth / history.parameters.temperature) for action, worth in answer.worth.items()}
        yes = (tickets[Action.HUNT] + tickets[Action.OWN]) / sum(tickets.values())
        assert answer.chance == pytest.approx(yes)
        assert (found.world.promised[hunter] == answer.beast) <= answer.promised
        assert history.promised[day, hunter] == found.world.promised[hunter]
        answers.add(answer.promised)
    assert answers == {True, False}


def test_staying_away_costs_honour_once_the_word_is_given(asked):
    """The same morning was weighed twice: for the answer, and for the choice, when the word was given."""
    bound = 0
    for *_, hunter, found in asked:
        (answer,) = found.asked
        if found.world.promised[hunter] != answer.beast:
            assert not any(parts["honour"] for parts in found.parts.values())
            continue
        for action in found.worth:
            there = action in (Action.HUNT, Action.OWN)
            assert found.parts[action]["honour"] == (0.0 if there else -found.settings.honour)
        bound += 1
    assert bound >= 3


def test_there_is_no_explanation_for_the_dead():
    parameters = hunt.scenario().parameters("own-product", small_game=0, start_store=0, herds=0)
    with pytest.raises(HuntError, match="was dead on day 300"):
        explain(parameters, 1, (), 300, 0)
