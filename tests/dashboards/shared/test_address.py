"""The address of a page: read as it was written, or refused in one sentence."""

from urllib.parse import parse_qsl

import pytest
from addresses import REFUSED
from cases import each

from dashboards.shared.address import dials, read
from hunt.catalogue.parameters import FIELDS
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
