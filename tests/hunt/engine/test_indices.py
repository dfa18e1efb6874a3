"""No rule counts from the end of a list: compiled rules would read what lies before it."""

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents import HuntModel
from hunt.catalogue.interventions import ACTS, FORCE
from hunt.catalogue.parameters import FIELDS, Parameters
from hunt.catalogue.scenarios import scenario
from hunt.engine.plain_objects import Table
from hunt.engine.random_draws import draw
from hunt.engine.rule_copies import copy_rules, rule_modules
from hunt.world.first_morning import first_morning

SEEDS = st.integers(0, 2**63 - 1)


class Strict(list):
    """A list that refuses a negative index."""

    def __getitem__(self, place):
        assert isinstance(place, slice) or place >= 0, place
        return super().__getitem__(place)

    def __setitem__(self, place, value):
        assert place >= 0, place
        super().__setitem__(place, value)


def strict(value):
    if isinstance(value, Table):
        value.rows = Strict(Strict(row) for row in value.rows)
        return value
    return Strict(value) if isinstance(value, list) else value


class StrictTuple(tuple):
    """A table of a rule that refuses a negative index."""

    def __getitem__(self, place):
        assert isinstance(place, slice) or place >= 0, place
        return super().__getitem__(place)


def strict_table(value):
    """Return a constant of a rule, or its rows, as one that refuses."""
    return StrictTuple(strict_table(one) for one in value) if type(value) is tuple else value


RULES = SimpleNamespace(**copy_rules(rule_modules(), lambda rule: rule, strict_table))


def strict_model(parameters, seed, changes=()):
    """Return a model all of whose lists refuse negative indices, those of its rules and settings as well."""
    model = HuntModel(parameters, seed=seed, changes=changes)
    model.rules = RULES
    model.params = SimpleNamespace(
        **{name: strict_table(getattr(parameters, name)) for name in (*FIELDS, "hunters", "rules")}, but=parameters.but
    )
    for name, value in vars(model).items():
        if isinstance(value, list | Table):
            setattr(model, name, strict(value))
    for one in (*model.hunters, *model.beasts):
        vars(one).update({name: strict(value) for name, value in vars(one).items()})
    model.luck = type(model.luck)(*map(strict, model.luck))
    return model


def test_such_a_list_refuses():
    with pytest.raises(AssertionError):
        Strict([1])[-1]
    with pytest.raises(AssertionError):
        strict(Table([[1.0]]))[0, -1]


@settings(max_examples=40)
@given(parameters=st.from_type(Parameters), seed=SEEDS)
def test_no_rule_counts_from_the_end_in_any_valley(parameters, seed):
    strict_model(parameters, seed).run_model()


@settings(max_examples=15)
@given(parameters=st.from_type(Parameters), seed=SEEDS, act=st.sampled_from(sorted(set(ACTS) - {FORCE})))
def test_nor_when_someone_does_something(parameters, seed, act):
    strict_model(parameters, seed, ((3, {act: 0}), (9, {FORCE: "0/rest"}))).run_model()


@pytest.mark.slow
@pytest.mark.parametrize("regime", ["own-product", "none", "shared-survival"])
def test_no_rule_counts_from_the_end_in_a_whole_year(regime):
    strict_model(scenario().parameters(regime), 3).run_model()


@settings(max_examples=20)
@given(parameters=st.from_type(Parameters), seed=SEEDS)
def test_nor_does_the_first_morning(parameters, seed):
    model = strict_model(parameters, seed)
    initial, _ = draw(parameters, seed)
    plain = [array.tolist() for array in initial]
    tables = [strict(Table(rows)) if rows and isinstance(rows[0], list) else Strict(rows) for rows in plain]
    for beast in model.beasts:
        beast.arrives = 0
    first_morning(model, type(initial)(*tables))
