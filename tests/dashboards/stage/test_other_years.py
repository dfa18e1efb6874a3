"""A thousand other years: every one of them counts, and can be simulated again alone."""

import numpy as np
import pytest

import hunt
from dashboards.shared.address import read
from dashboards.stage.other_years import from_the_middle, other_years

pytestmark = pytest.mark.usefixtures("compiled")


def test_every_year_is_counted_and_is_the_run_of_its_seed():
    address = read([("bands", "own-product,shared-survival~30:feast:1"), ("set", "days:60"), ("set", "start_store:0")])
    heard = []
    result = other_years(address, 60, heard.append)
    assert heard[-1] == {"done": 60, "of": 60}
    for band in address.bands:
        counts = result["alive"][band.text()]
        alone = [hunt.simulate(address.parameters(band), seed, address.changes(band)).alive for seed in range(1, 61)]
        assert counts == np.bincount(alone, minlength=13).tolist()


def test_the_middle_is_at_no_distance_from_the_middle():
    assert from_the_middle(np.array([1.0, 2.0, 3.0])).tolist() == pytest.approx([1 / 6, 0.0, 1 / 6])
    assert from_the_middle(np.array([0.0, 0.0, 0.0, 5.0])).tolist() == [0.0, 0.0, 0.0, 0.25]
