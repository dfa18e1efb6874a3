"""Folders of one sweep are put together, and folders of different sweeps are not."""

import pytest
from sweeps_on_disk import SMALL, files

from experiments.sweeps.merging import merge
from experiments.sweeps.sweep import sweep
from hunt.errors import HuntError

pytestmark = pytest.mark.usefixtures("compiled")


def test_three_folders_merged_are_the_sweep(whole, tmp_path):
    for part in (1, 2, 3):
        sweep(whole[0], tmp_path / f"{part}", shard=(part, 3), workers=1)
    parts = [tmp_path / f"{part}" for part in (1, 2, 3) if (tmp_path / f"{part}" / "manifest.json").exists()]
    assert merge(parts[:1], tmp_path / "all")["missing"] > 0
    assert merge(parts[::-1], tmp_path / "all")["missing"] == 0
    assert files(tmp_path / "all") == files(whole[1])


def test_folders_of_different_sweeps_are_not_merged(copy, tmp_path):
    sweep({"settings": SMALL, "runs": 3}, tmp_path / "other")
    with pytest.raises(HuntError, match=r"their design differs"):
        merge([copy[1], tmp_path / "other"], tmp_path / "all")
    with pytest.raises(HuntError, match=r"holds another sweep"):
        merge([copy[1]], tmp_path / "other")
    assert not (tmp_path / "all").exists()
