"""What a visitor takes along: the numbers of the days, and a code for phones."""

from io import StringIO
from urllib.parse import parse_qsl

import pandas as pd
import pytest

from dashboards.shared.address import read
from dashboards.stage.take_along import code, numbers
from hunt.errors import HuntError
from hunt.history import record

QUERY = "bands=own-product,shared-survival&seed=7&set=days:40&reference=none"


def test_the_numbers_are_those_of_the_years():
    address = read(parse_qsl(QUERY))
    table = pd.read_csv(StringIO(numbers(address)))
    assert table["band"].unique().tolist() == ["own-product", "shared-survival", "none"]
    for band in address.arms():
        run = record(address.parameters(band), 7)
        mine = table[table["band"] == band.text()]
        assert mine["living"].tolist() == run.camp["living"].tolist()
        reserves = (run.hunters["reserve"] * run.hunters["alive"]).sum(axis=1)
        assert mine["food"].to_numpy() == pytest.approx((run.camp["store"] + reserves) / 12)


def test_a_year_without_a_seed_and_a_code_without_text_are_refused():
    with pytest.raises(HuntError, match="seed=1"):
        numbers(read([("bands", "own-product")]))
    for text in ("", "x" * 1501):
        with pytest.raises(HuntError, match="holds 1 to 1500 characters"):
            code(text)
