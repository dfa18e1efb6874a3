"""Scenarios: every one is a claim that holds, with a counter-example in which it does not."""

import re

import pytest
from cases import each

import hunt
from experiments.comparison.compare import compare
from experiments.validation.checks import evaluate
from experiments.validation.claims import OPPOSITE, claim_checks
from hunt.catalogue.listing import parameter_rows, scenario_rows
from hunt.catalogue.parameters import FIELDS, Parameters
from hunt.catalogue.regimes import SETTINGS, regime, regime_ids
from hunt.catalogue.scenarios import DEFAULT, FOLDER, RELATIONS, scenario, scenario_ids
from hunt.errors import HuntError

pytestmark = pytest.mark.usefixtures("compiled")

RUNS = 400
SOURCE = re.compile(r"([ABC])([1-9][0-9]?)")
LAST = {"A": 69, "B": 25, "C": 42}
"""Number of sources in each of three lists."""


def a_sentence(text):
    return text[0].isupper() and text[-1] in ".?!" and len(text.split()) >= 5 and text == " ".join(text.split())


def test_the_catalogue_lists_every_file_once_the_default_first():
    files = {file.stem for file in FOLDER.glob("*.toml")}
    assert set(scenario_ids()) == files
    assert len(scenario_ids()) == len(files) >= 16
    assert scenario_ids()[0] == DEFAULT == scenario().id
    assert [row["id"] for row in scenario_rows()] == list(scenario_ids())


@each("id", scenario_ids())
def test_a_scenario_has_all_its_words(id):
    one = scenario(id)
    assert one.id == id
    assert one.title[0].isupper()
    assert len(one.title) <= 30
    assert a_sentence(one.question)
    assert one.question.endswith("?")
    assert a_sentence(one.sceptic)
    assert a_sentence(one.claim.finding)


@each("id", scenario_ids())
def test_a_scenario_names_sources(id):
    sources = scenario(id).sources
    assert sources
    assert len(set(sources)) == len(sources)
    for source in sources:
        found = SOURCE.fullmatch(source)
        assert found, source
        assert int(found[2]) <= LAST[found[1]]


@each("id", scenario_ids())
def test_the_counter_example_of_a_scenario_is_another_one(id):
    counter = scenario(id).counter
    assert counter in scenario_ids()
    assert counter != id
    assert scenario(counter).settings != scenario(id).settings


@each("id", scenario_ids())
def test_a_claim_is_about_something_that_is_measured(id):
    claim = scenario(id).claim
    assert isinstance(getattr(hunt.simulate(Parameters(days=1, hunters=2), 1), claim.measure), int | float)
    assert claim.relation in RELATIONS
    assert claim.relation in OPPOSITE
    assert claim.margin > 0.0
    assert set(claim.regimes) <= set(regime_ids())
    assert len(set(claim.regimes)) == 2 or claim.against or claim.done


@each("id", scenario_ids())
def test_a_scenario_sets_only_what_it_needs_and_nothing_of_a_regime(id):
    settings = scenario(id).settings
    assert set(settings) <= set(FIELDS) - set(SETTINGS)
    for name, value in settings.items():
        assert value != FIELDS[name].default, f"{name} is as usual"
        assert getattr(scenario(id).parameters(), name) == value
    assert (settings == {}) == (id == DEFAULT)


@each(("id", "regime_id"), [(id, regime_id) for id in scenario_ids() for regime_id in regime_ids()])
def test_every_scenario_goes_with_every_regime(id, regime_id):
    parameters = scenario(id).parameters(regime_id, days=3)
    for name, value in regime(regime_id).settings.items():
        assert getattr(parameters, name) == getattr(Parameters().but(**{name: value}), name)
    for name, value in scenario(id).settings.items():
        assert name == "days" or getattr(parameters, name) == value
    assert hunt.simulate(parameters, 1).alive <= parameters.hunters


def test_the_parameters_of_a_scenario_can_be_changed():
    assert scenario("strangers").parameters("none", start_trust=0.5, kappa=3).start_trust == 0.5
    assert scenario("strangers").parameters("none", kappa=3).kappa == 3.0
    assert scenario("strangers").parameters().kappa == Parameters().kappa
    with pytest.raises(HuntError, match="'trust'"):
        scenario("strangers").parameters("none", trust=0.5)
    with pytest.raises(HuntError, match="no regime named 'nosuch'"):
        scenario("strangers").parameters("nosuch")


CHECKS = list(claim_checks())


def test_every_scenario_has_a_claim_and_a_counter_example_to_check():
    assert [(one.pattern, one.role) for one in CHECKS] == [
        (id, role) for id in scenario_ids() for role in ("claim", "counter")
    ]


@pytest.mark.slow
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: f"{check.pattern}-{check.role}")
def test_the_claim_holds_and_fails_where_it_is_said_to(check):
    finding = evaluate(check, RUNS)
    assert finding.runs == RUNS
    assert finding.passed, finding


OF_REGIMES = [id for id in scenario_ids() if len(set(scenario(id).claim.regimes)) == 2]


@each("id", OF_REGIMES[::4])
def test_a_comparison_finds_what_the_check_of_the_claim_finds(id):
    claim = scenario(id).claim
    (check,) = (one for one in CHECKS if (one.pattern, one.role) == (id, "claim"))
    effects = compare(id, claim.regimes, 20, 1).effects.set_index("measure")
    assert effects.loc[claim.measure, "estimate"] == evaluate(check, 20).value.estimate


def test_the_parameters_are_listed_one_or_all():
    assert [row["name"] for row in parameter_rows()] == list(FIELDS)
    assert parameter_rows("kappa") == [row for row in parameter_rows() if row["name"] == "kappa"]
    with pytest.raises(HuntError, match=r"'kapa'; did you mean kappa\?"):
        parameter_rows("kapa")


def test_a_scenario_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(HuntError, match=f"There is no scenario named 'xyzzy'; there are {', '.join(scenario_ids())}."):
        scenario("xyzzy")
    for id in scenario_ids():
        with pytest.raises(HuntError, match=rf"Did you mean {id}\?"):
            scenario(f"{id}x")


@each("arms", ["'one'", "['one']", "['one', '']", "['one', 3]", "['one', 'two', 'three']", "3"])
def test_a_scenario_has_a_sentence_for_both_of_its_bands_or_for_none(tmp_path, arms):
    text = (FOLDER / "thin-ice.toml").read_text(encoding="utf-8")
    file = tmp_path / "mine.toml"
    file.write_text(f"arms = {arms}\n{text}", encoding="utf-8")
    with pytest.raises(HuntError, match="arms must be two sentences"):
        scenario(str(file))
    file.write_text(f"arms = ['one', 'two']\n{text}", encoding="utf-8")
    assert scenario(str(file)).arms == ("one", "two")
