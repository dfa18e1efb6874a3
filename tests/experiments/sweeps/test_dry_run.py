"""A dry run says how many runs a sweep has, how long they take and how much room they need."""

import pytest

from experiments.sweeps.dry_run import dry_run
from experiments.sweeps.plan import Plan

pytestmark = pytest.mark.usefixtures("compiled")


def test_a_dry_run_counts_runs_and_estimates_their_room(fixed):
    design, folder = fixed
    cost = dry_run(design, (1, 1), 2)
    assert cost["runs"] == Plan(design).all_rows()
    assert cost["chunks"] == Plan(design).chunks
    size = sum(file.stat().st_size for file in (folder / "runs").iterdir())
    assert cost["megabytes"] == pytest.approx(size / 1e6, rel=0.35)
    assert cost["minutes"] == pytest.approx(cost["runs"] * cost["milliseconds"] / 2 / 60_000)
