"""Rule by rule, both engines are equal to the last bit: it says which rule it is where whole hunts differ.

Slow, because each rule is compiled with a wrapper of its own.
"""

import inspect
from types import FunctionType

import numba
import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from same_world import assert_same_world, column

from agents import HuntModel
from agents.environment import InitialDraws
from hunt.catalogue.parameters import Parameters
from hunt.engine import kernel
from hunt.engine.by_reference import by_reference
from hunt.engine.compiled import run_days
from hunt.engine.initial_state import initial_state
from hunt.engine.plain_objects import plain
from hunt.engine.random_draws import draw, herds_of
from hunt.engine.records import BEAST, HUNTER
from hunt.vocabulary import NOBODY, RING, Act, Action, Because, EventKind, Hours, Kind, Phase, Season, Skill, Terrain
from hunt.world.ring import PLACE_ORDER

pytestmark = pytest.mark.usefixtures("compiled")

SEEDS = st.integers(0, 2**63 - 1)
RULES = {
    name: rule
    for module in kernel.rule_modules()
    for name, rule in vars(module).items()
    if isinstance(rule, FunctionType) and rule.__module__ == module.__name__ and name not in kernel.SELDOM
}
"""But for those that take a part of the world: whoever calls them is here."""

WORDS = {
    "action": st.sampled_from(Action),
    "skill": st.sampled_from(Skill),
    "role": st.sampled_from(Skill),
    "phase": st.sampled_from(Phase),
    "terrain": st.sampled_from(Terrain),
    "season": st.sampled_from(Season),
    "on": st.sampled_from(Hours),
    "because": st.sampled_from(Because),
    "cell": st.integers(0, 7),
    "size": st.integers(1, 40),
    "step": st.integers(0, 12),
    "steps": st.integers(1, 12),
    "sight": st.integers(0, 12),
    "look": st.integers(1, 3),
    "chance": st.floats(0, 1, exclude_max=True),
    "p": st.floats(0, 1),
    "act": st.sampled_from(Act),
    "trusted": st.floats(0.02, 0.98),
    "common": st.floats(0, 1),
    "quota": st.floats(0.05, 1),
    "share": st.floats(0, 10),
    "temperature": st.floats(0, 10),
}
"""What a rule may be given, by the name of the parameter; others by their type."""

TYPES = {int: st.integers(0, 9), float: st.floats(-10, 10), bool: st.booleans()}


def put_a_party_at_a_beast(model, data):
    """Open a hunt, as rules expect that are given a beast or a slot; return beast, slot and size of the party."""
    parameters = model.params
    b = data.draw(st.integers(0, len(model.beasts) - 1))
    slot = data.draw(st.integers(0, parameters.hunts_at_once - 1))
    size = data.draw(st.integers(1, parameters.hunters))
    model.quarries[slot] = b
    model.party[:] = data.draw(st.permutations(range(parameters.hunters)))
    for k, h in enumerate(model.party[:size]):
        model.hunters[h].target, model.hunters[h].there = b, True
        model.hunters[h].post = PLACE_ORDER[k % RING]
        model.hunters[h].action = data.draw(st.sampled_from([Action.HUNT, Action.HUNT, Action.OWN]))
        model.promised[h] = b
    model.beasts[b].promises = size
    for hunter in model.hunters:
        if hunter.target == NOBODY:
            hunter.target = b
    return {"b": b, "slot": slot, "size": size}


def arguments(rule, parameters, day, data):
    """Draw what a rule is given besides the world."""
    drawn = {}
    for name, parameter in inspect.signature(rule).parameters.items():
        if name in ("day", "hunters"):
            drawn[name] = {"day": day, "hunters": parameters.hunters}[name]
        elif name in ("h", "i", "j", "seat", "who", "caller"):
            drawn[name] = data.draw(st.integers(0, parameters.hunters - 1))
        elif name in ("x", "from_x", "there_x"):
            drawn[name] = data.draw(st.integers(0, parameters.width - 1))
        elif name in ("y", "from_y", "there_y"):
            drawn[name] = data.draw(st.integers(0, parameters.height - 1))
        elif name == "kind":
            drawn[name] = data.draw(st.sampled_from(EventKind if rule.__name__ == "log_event" else Kind))
        elif name in ("worth", "tickets"):
            drawn[name] = data.draw(st.lists(st.floats(-10, 10), min_size=len(Action), max_size=len(Action)))
        elif name == "skill" and parameter.annotation is float:
            drawn[name] = data.draw(st.floats(0, 1))
        elif name == "drawn":
            drawn[name] = data.draw(st.integers(0, herds_of(parameters) * parameters.herd_size - 1))
        elif name not in ("world", "luck", "draws", "b", "slot"):
            drawn[name] = data.draw(WORDS[name] if name in WORDS else TYPES[parameter.annotation])
    return drawn


def as_compiled(value):
    """Return an argument as a compiled rule is given it by another."""
    if isinstance(value, list):
        return np.array(value)
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else value


def back_to_records(model, records):
    """Bring the records to where the model was put."""
    for name in HUNTER.names:
        records.hunters[name] = column(model.hunters, HUNTER, name)
    records.beasts["promises"] = column(model.beasts, BEAST, "promises")
    records.quarries[:] = model.quarries
    records.party[:] = model.party
    records.promised[:] = model.promised


def result_of(rule, given):
    """Return what came of a rule.

    An index that does not exist ends the test, and so does a division by nothing in a world that may be: a compiled
    rule would not notice either.  Where the number that was made up for it divides by nothing, the case is dropped.
    """
    try:
        return rule(*given)
    except ZeroDivisionError:
        return reject()


def callable_twin(name):
    """Give a compiled rule a wrapper of its own: it is made to be called by other rules only."""
    names = list(inspect.signature(RULES[name]).parameters)
    given = ", ".join(f"by_reference({one})" if one in ("world", "luck", "draws") else one for one in names)
    space = {"rule": getattr(kernel.twin, name), "by_reference": by_reference}
    caller = eval(f"lambda {', '.join(names)}: rule({given})", space)
    return numba.njit(no_cfunc_wrapper=True, error_model="numpy")(caller)


IN_A_WORLD = {name for name, rule in RULES.items() if {"world", "luck"} & set(inspect.signature(rule).parameters)}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(IN_A_WORLD))
def test_a_compiled_rule_does_what_the_rule_says(name):
    rule, twin = RULES[name], callable_twin(name)

    @settings(max_examples=6)  # a few for each of a hundred rules; whole hunts are in test_compiled.py
    @given(parameters=st.from_type(Parameters), seed=SEEDS, day=st.integers(0, 29), data=st.data())
    def on_any_day(parameters, seed, day, data):
        parameters = parameters.but(herds=max(parameters.herds, 1), width=9, height=9)
        initial, luck = draw(parameters, seed)
        records, _ = initial_state(parameters, seed, events=60, draws=(initial, luck))
        run_days(records, luck, 0, day)
        model = HuntModel(parameters, seed=seed, events=60)
        model.take_over(records)
        drawn = arguments(rule, parameters, day, data) | put_a_party_at_a_beast(model, data)
        back_to_records(model, records)
        assert_same_world(model, records, "before")
        names = inspect.signature(rule).parameters
        given = {"world": model, "luck": model.luck, "draws": InitialDraws(*map(plain, initial))}
        twins = {"world": records, "luck": luck, "draws": initial}
        answer = result_of(rule, [given.get(one, drawn.get(one)) for one in names])
        assert answer == result_of(twin, [twins.get(one, as_compiled(drawn.get(one))) for one in names])
        assert_same_world(model, records, "after")

    on_any_day()


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(RULES) - IN_A_WORLD))
def test_a_compiled_formula_gives_the_interpreted_number(name):
    rule, twin = RULES[name], callable_twin(name)

    @given(data=st.data())
    def of_anything(data):
        told = list(arguments(rule, Parameters(), 0, data).values())
        ran = [as_compiled(value) for value in told]
        answer, twins_answer = result_of(rule, told), result_of(twin, ran)
        assert answer == twins_answer
        for mine, its in zip(told, ran, strict=True):
            if isinstance(mine, list):  # scratch
                assert mine == its.tolist()

    of_anything()
