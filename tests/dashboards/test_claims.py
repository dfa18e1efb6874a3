"""What a scenario's claim compares is what its link shows, what the stage runs and what the compare page offers."""

from urllib.parse import parse_qsl

import numpy as np
import pytest
from cases import each

import hunt
from dashboards.compare.choices import read_choices
from dashboards.compare.comparison import prepared
from dashboards.shared.address import read
from dashboards.shared.choices import offered_bands
from dashboards.stage.film import film_of
from dashboards.stage.other_years import other_years
from experiments.comparison.compare import claimed_arms
from hunt.catalogue.scenarios import scenario, scenario_ids
from hunt.errors import HuntError

pytestmark = pytest.mark.usefixtures("compiled")

ALIKE = [id for id in scenario_ids() if len(set(scenario(id).claim.regimes)) == 1]
"""Scenarios whose two bands have the same regime and differ otherwise."""


def test_there_are_claims_about_something_else_than_regimes():
    assert len(ALIKE) >= 7


@each("id", scenario_ids())
def test_a_link_to_a_scenario_is_the_pair_of_bands_its_claim_compares(id):
    where = scenario(id)
    address = read(parse_qsl(read([("scenario", id)]).query()))  # written into a link, and read again
    assert tuple(address.parameters(band) for band in address.bands) == where.bands(where.claim)
    done = [(day, {name: value}) for day, change in where.claim.done for name, value in change.items()]
    assert [list(address.changes(band)) for band in address.bands] == [done, []]
    first, second = address.titles()
    assert first != second


@each("id", ALIKE[::3])
def test_two_bands_of_the_same_regime_live_different_years(id):
    address = read([("scenario", id), ("seed", "2"), ("set", "days:300")])
    one, other = (film_of(address.of(band, 2)) for band in address.bands)
    assert one != other
    result = other_years(read([("scenario", id), ("set", "days:300")]), 12, lambda message: None)
    assert len(result["alive"]) == 2
    for band in address.bands:
        alone = [hunt.simulate(address.parameters(band), seed, address.changes(band)).alive for seed in range(1, 13)]
        assert result["alive"][band.text()] == np.bincount(alone, minlength=13).tolist()


@each("id", ALIKE)
def test_the_compare_page_offers_and_begins_with_what_the_claim_compares(id):
    choices = read_choices(f"scenario={id}")
    bands = choices.bands
    assert (choices.scenario, bands[:2]) == (id, claimed_arms(scenario(id)))
    words = offered_bands(choices)
    assert len({words[one] for one in bands[:2]}) == 2
    assert read_choices(read([("scenario", id)]).query()).bands[:2] == bands[:2]
    assert read_choices(f"scenario={id}&bands=plan,none").bands == ("plan", "none")


def test_a_link_to_bands_of_different_size_is_refused():
    with pytest.raises(HuntError, match="would not meet the same luck"):
        read([("bands", "plan,plan~hunters:24")])


def test_the_compare_page_refuses_what_no_page_can_show():
    with pytest.raises(HuntError, match="more than a page can show"):
        prepared(read_choices("bands=plan~days:3000,none~days:3000"))
