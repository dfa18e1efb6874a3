"""The address of a page: read as it was written, or refused in one sentence."""

from urllib.parse import parse_qsl

import pytest
from addresses import REFUSED
from cases import each

from dashboards.shared.address import dials, read
from hunt.catalogue.parameters import FIELDS
from hunt.catalogue.scenarios import scenario
from hunt.errors import HuntError


def test_an_address_that_is_written_is_the_address_that_was_read():
    query = "scenario=storm-year&bands=ranking~3:kappa:0.5,plan&seed=12&set=hunters:12&set=winter:0.4&reference=none"
    address = read(parse_qsl(query))
    assert read(parse_qsl(address.query())) == address


@each("query", REFUSED)
def test_what_cannot_be_shown_is_refused_in_one_sentence(query):
    with pytest.raises(HuntError) as refused:
        read(parse_qsl(query))
    sentence = str(refused.value)
    assert REFUSED[query] in sentence
    assert "\n" not in sentence
    assert len(sentence) < 700


def test_every_dial_is_offered_with_its_reason():
    rows = dials()
    assert {row["name"] for row in rows} == set(FIELDS)
    assert all(row["why"] for row in rows)


ARMS = (("scenario", "the-counter-arrives"), ("seed", "1"))


@each(
    ("others", "asks", "sentences"),
    [
        ((), "claim", 2),
        ((("skin", "zero-outage"),), "claim", 2),
        ((("skin", "steinzeit"),), "claim", 2),
        ((("bands", "shared-survival~push:0~wip_limit:6,shared-survival"),), "claim", 2),  # swapped
        ((("set", "hunters:24"),), "settings", 2),
        ((("set", "push:0"),), "settings", 0),  # of which the sentence speaks
        ((("set", "orders:0.1"),), "settings", 0),
        ((("bands", "shared-survival,own-product"),), "bands", 0),
        ((("bands", "shared-survival"),), "bands", 0),
    ],
)
def test_sentences_about_the_bands_are_there_while_they_are_true(others, asks, sentences):
    address = read([*ARMS, *others])
    said = address.arm_sentences()
    assert len(said) == sentences
    assert address.asks() == asks
    claimed = address.page.arms(scenario("the-counter-arrives"))
    for band, words in zip(address.bands, said, strict=False):
        assert words == claimed["push:0" in band.text()]


def test_bands_with_different_pay_rules_need_no_sentence():
    assert read([]).arm_sentences() == ["", ""]
