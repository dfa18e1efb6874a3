"""What `hunt compare` prints for several scenarios at once."""

import pytest

from experiments.comparison.request import Request
from experiments.console.several_scenarios import run_comparisons, side_by_side

TWO = ("own-product", "shared-survival")


@pytest.mark.usefixtures("compiled")
def test_scenarios_side_by_side_are_their_comparisons():
    settings = {"days": 20, "hunters": 6}
    requests = [Request(place, TWO, 3, 1, settings) for place in ("default-valley", "strangers")]
    report = run_comparisons(requests, None, quiet=True)
    rows = side_by_side(report["reports"])
    assert rows == report["side_by_side"]
    assert [row["scenario"] for row in rows] == ["default-valley", "strangers"]
    assert all(0.0 <= row["superiority"] <= 1.0 for row in rows)
