"""The address of the compare page: read as it was written, or with one sentence on what cannot be read."""

import pytest
from cases import each
from company_words import COMPANIES

from dashboards.compare.choices import MOST_BANDS, read_choices
from dashboards.compare.comparison import prepared
from dashboards.shared.choices import claimed, settings_of
from hunt.catalogue.scenarios import scenario_ids
from hunt.errors import HuntError
from hunt.narrator import skin_ids

FULL = (
    "scenario=thin-ice&bands=plan,own-product~push:0.2,none&runs=400&seed=7&set=hunters:8&set=needed:3&flips=0"
    "&skin=zero-outage&show=1"
)


def test_choices_that_are_written_are_the_choices_that_were_read():
    choices = read_choices(FULL)
    assert choices.problem == ""
    assert choices.problems() == []
    assert read_choices(choices.query()) == choices
    assert read_choices(f"?{choices.query()}") == choices
    assert choices.bands == ("plan", "own-product~push:0.2", "none")
    assert (choices.runs, choices.seed, choices.flips, choices.show) == ("400", "7", False, True)
    assert settings_of(choices.settings) == {"hunters": 8, "needed": 3}


@each("id", scenario_ids())
def test_a_scenario_alone_compares_its_claim_and_no_pay_rule(id):
    choices = read_choices(f"scenario={id}")
    assert choices.bands[:2] == claimed(id)
    assert "none" in choices.bands
    assert choices.problem == ""
    assert choices.problems() == []
    titles = choices.titles()
    assert len(set(titles)) == len(choices.bands)


@each("skin", skin_ids())
def test_the_numbers_do_not_depend_on_the_skin_but_a_company_has_files_of_its_own(skin):
    usual = read_choices(FULL.replace("&skin=zero-outage", "")).key()
    own = f"&skin={skin}" if skin in COMPANIES else ""
    assert read_choices(FULL.replace("zero-outage", skin)).key() == usual + own


@each(
    ("query", "says"),
    [
        ("scenario=atlantis", "atlantis"),
        ("bands=nonsense,plan", "nonsense"),
        ("bands=/etc/passwd.toml,plan", "regime"),
        ("runs=7", "runs"),
        ("runs=1000000", "runs"),
        ("flips=maybe", "flips"),
        ("skin=klingon", "klingon"),
        ("colour=blue", "colour"),
        ("bands=plan,none,mixed,ranking,mission", "too many"),
        ("set=" + "x" * 3000, "longer than"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence_and_the_rest_still_works(query, says):
    choices = read_choices(query)
    assert says in choices.problem
    assert "\n" not in choices.problem
    assert len(choices.problem) < 700
    assert 2 <= len(choices.bands) <= MOST_BANDS
    assert choices.problems() == []


@each(
    ("query", "says"),
    [
        ("seed=-4", "whole number"),
        ("seed=x", "whole number"),
        ("set=wintr:1", "did you mean winter"),
        ("set=winter", "has no value"),
        ("set=winter:9", "winter"),
        ("set=hunters:99", "page can show"),
        ("set=needed:3&set=needed:4", "twice"),
    ],
)
def test_what_stands_in_a_field_is_mended_in_the_field(query, says):
    choices = read_choices(query)
    assert choices.problem == ""
    (sentence,) = choices.problems()
    assert says in sentence
    with pytest.raises(HuntError) as refused:
        prepared(choices)
    assert str(refused.value) == sentence
    assert read_choices(choices.query()) == choices


def test_a_band_is_taken_off_and_another_put_in_its_place():
    choices = read_choices("bands=plan,none,mixed&show=1")
    assert choices.with_band(2, "").bands == ("plan", "none")
    assert choices.with_band(3, "ranking").bands == ("plan", "none", "mixed", "ranking")
    assert choices.with_band(0, "mission").bands == ("mission", "none", "mixed")
    assert not choices.with_band(0, "mission").show
