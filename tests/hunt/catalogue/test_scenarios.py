"""The catalogues: every scenario is a claim that holds, with a counter-example in which it does not."""

import re
from pathlib import Path

import pytest

import hunt
from experiments.comparison.compare import compare
from experiments.validation.checks import evaluate
from experiments.validation.claims import OPPOSITE, claim_checks
from hunt.catalogue.listing import parameter_rows, regime_rows, scenario_rows
from hunt.catalogue.parameters import FIELDS, Parameters
from hunt.catalogue.regimes import SETTINGS, regime, regime_ids
from hunt.catalogue.scenarios import DEFAULT, RELATIONS, scenario, scenario_ids
from hunt.errors import HuntError
from hunt.vocabulary import Form

RUNS = 400
SOURCE = re.compile(r"([ABC])([1-9][0-9]?)")
LAST = {"A": 69, "B": 25, "C": 42}
"""Sources are numbered within three lists of so many."""
FOLDER = Path(hunt.__file__).parent


def a_sentence(text):
    return text[0].isupper() and text[-1] in ".?!" and len(text.split()) >= 5 and text == " ".join(text.split())


# --- scenarios ------------------------------------------------------------------------------------------------------


def test_the_catalogue_lists_every_file_once_the_default_first():
    files = {file.stem for file in (FOLDER / "scenarios").glob("*.toml")}
    assert set(scenario_ids()) == files
    assert len(scenario_ids()) == len(files) >= 16
    assert scenario_ids()[0] == DEFAULT == scenario().id


@pytest.mark.parametrize("id", scenario_ids())
def test_a_scenario_has_all_its_words(id):
    one = scenario(id)
    assert one.id == id
    assert one.title[0].isupper()
    assert len(one.title) <= 30
    assert a_sentence(one.question)
    assert one.question.endswith("?")
    assert a_sentence(one.sceptic)
    assert a_sentence(one.claim.finding)


@pytest.mark.parametrize("id", scenario_ids())
def test_a_scenario_names_sources(id):
    sources = scenario(id).sources
    assert sources
    assert len(set(sources)) == len(sources)
    for source in sources:
        found = SOURCE.fullmatch(source)
        assert found, source
        assert int(found[2]) <= LAST[found[1]]


@pytest.mark.parametrize("id", scenario_ids())
def test_the_counter_example_of_a_scenario_is_another_one(id):
    counter = scenario(id).counter
    assert counter in scenario_ids()
    assert counter != id
    assert scenario(counter).settings != scenario(id).settings


@pytest.mark.parametrize("id", scenario_ids())
def test_a_claim_is_about_something_that_is_measured(id):
    claim = scenario(id).claim
    assert isinstance(getattr(hunt.simulate(Parameters(days=1, hunters=2), 1), claim.measure), int | float)
    assert claim.relation in RELATIONS
    assert claim.relation in OPPOSITE
    assert claim.margin > 0.0
    assert set(claim.regimes) <= set(regime_ids())
    assert len(set(claim.regimes)) == 2 or claim.against or claim.done


@pytest.mark.parametrize("id", scenario_ids())
def test_a_scenario_sets_only_what_it_needs_and_nothing_of_a_regime(id):
    settings = scenario(id).settings
    assert set(settings) <= set(FIELDS) - set(SETTINGS)
    for name, value in settings.items():
        assert value != FIELDS[name].default, f"{name} is as usual"
        assert getattr(scenario(id).parameters(), name) == value
    assert (settings == {}) == (id == DEFAULT)


@pytest.mark.parametrize("id", scenario_ids())
@pytest.mark.parametrize("regime_id", regime_ids())
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
@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: f"{check.pattern}-{check.role}")
def test_the_claim_holds_and_fails_where_it_is_said_to(check):
    finding = evaluate(check, RUNS)
    assert finding.runs == RUNS
    assert finding.passed, finding


OF_REGIMES = [id for id in scenario_ids() if len(set(scenario(id).claim.regimes)) == 2]


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("id", OF_REGIMES)
def test_a_comparison_tells_what_the_check_of_the_claim_finds(id):
    claim = scenario(id).claim
    (check,) = (one for one in CHECKS if (one.pattern, one.role) == (id, "claim"))
    effects = compare(id, claim.regimes, 20, 1).effects.set_index("measure")
    found = evaluate(check, 20).value
    assert effects.loc[claim.measure, "estimate"] == found.estimate


# --- regimes --------------------------------------------------------------------------------------------------------


def test_the_catalogue_of_regimes_lists_every_file():
    files = {file.stem for file in (FOLDER / "regimes").glob("*.toml")}
    assert regime_ids() == tuple(sorted(files))
    assert {"own-product", "shared-survival", "none"} <= files


@pytest.mark.parametrize("id", regime_ids())
def test_a_regime_has_all_its_words_and_sets_something(id):
    one = regime(id)
    assert one.id == id
    assert one.title[0].isupper()
    assert len(one.title) <= 30
    assert a_sentence(one.words)
    assert one.settings
    assert set(one.settings) <= set(SETTINGS) <= set(FIELDS)


def test_no_two_regimes_are_the_same():
    assert len({regime(id).on(Parameters()) for id in regime_ids()}) == len(regime_ids())
    assert len({regime(id).title for id in regime_ids()}) == len(regime_ids())


@pytest.mark.parametrize("id", regime_ids())
def test_a_regime_leaves_everything_else_as_it_was(id):
    before = Parameters(hunters=3, small_game=0.5, leadership="chief")
    after = regime(id).on(before)
    changed = {name for name in FIELDS if getattr(before, name) != getattr(after, name)}
    assert changed <= set(regime(id).settings)


@pytest.mark.parametrize(
    ("id", "settings"),
    [
        ("none", {"kappa": 0.0}),
        ("own-product", {"shared": 0.0, "praises": (0.0, 1.0, 0.0, 0.0, 0.0)}),
        ("shared-survival", {"shared": 1.0, "praises": (0.5, 0.0, 0.0, 0.0, 0.5)}),
        ("ranking", {"form": Form.RANKING}),
        ("sla", {"form": Form.AGREED}),
        ("plan", {"praises": (0.0, 0.0, 1.0, 0.0, 0.0)}),
        ("heroics", {"praises": (0.0, 0.0, 0.0, 1.0, 0.0)}),
    ],
)
def test_a_regime_pays_what_its_name_says(id, settings):
    parameters = regime(id).on(Parameters())
    assert {name: getattr(parameters, name) for name in settings} == settings


# --- as rows --------------------------------------------------------------------------------------------------------


def test_the_catalogues_are_told_as_rows():
    assert [row["id"] for row in scenario_rows()] == list(scenario_ids())
    assert [row["id"] for row in regime_rows()] == list(regime_ids())
    assert [row["name"] for row in parameter_rows()] == list(FIELDS)
    assert parameter_rows("kappa") == [row for row in parameter_rows() if row["name"] == "kappa"]
    assert all(row["question"].endswith("?") and row["fails in"] in scenario_ids() for row in scenario_rows())
    with pytest.raises(HuntError, match=r"'kapa'; did you mean kappa\?"):
        parameter_rows("kapa")


@pytest.mark.parametrize("find", [scenario, regime])
def test_what_is_not_in_the_catalogue_is_refused_with_what_is(find):
    known = {scenario: scenario_ids, regime: regime_ids}[find]()
    with pytest.raises(HuntError, match=f"There is no {find.__name__} named 'xyzzy'; there are {', '.join(known)}."):
        find("xyzzy")
    for id in known:
        with pytest.raises(HuntError, match=rf"Did you mean {id}\?"):
            find(f"{id}x")
