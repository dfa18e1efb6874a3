"""Folders of one sweep are put together, and folders of different sweeps are not."""

import shutil

import numpy as np
import pandas as pd
import pytest
from sweeps_on_disk import SMALL, files

from experiments.sweeps import jobs
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


def test_an_array_or_a_series_of_folders_is_a_list(copy, tmp_path):
    for k, parts in enumerate((np.array([str(copy[1])]), pd.Series([str(copy[1])]), (copy[1],))):
        assert merge(parts, tmp_path / f"{k}")["missing"] == 0
    for wrong in ({str(copy[1])}, b"one", 3, [], [3]):
        with pytest.raises(HuntError, match=r"it must be a list of folders"):
            merge(wrong, tmp_path / "wrong")


def test_a_flipped_bit_in_a_part_is_noticed_before_anything_is_copied(copy, tmp_path):
    file = copy[1] / "runs" / "chunk-000003.parquet"
    content = bytearray(file.read_bytes())
    content[200] ^= 1
    file.write_bytes(content)
    with pytest.raises(HuntError, match=r"chunk-000003.parquet is torn"):
        merge([copy[1]], tmp_path / "all")
    assert not (tmp_path / "all").exists()


def test_of_two_copies_the_one_without_failed_runs_is_taken(fixed, tmp_path, monkeypatch):
    def failing(*_, **__):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "run_arms", failing)
        patch.setattr(jobs, "first_day", failing)
        failed = sweep(fixed[0], tmp_path / "bad", shard=(1, 2))
    sweep(fixed[0], tmp_path / "good")
    assert failed.failed > 0
    bad = merge([tmp_path / "bad"], tmp_path / "all")
    assert bad["failed"] == failed.failed
    assert bad["missing"] == bad["wanted"] - bad["chunks"] > 0
    for out in ("all", "both"):  # into a folder that has the failed ones already, and into a new one
        both = merge([tmp_path / "bad", tmp_path / "good"], tmp_path / out)
        assert (both["failed"], both["missing"]) == (0, 0)
        assert files(tmp_path / out) == files(fixed[1])
    assert merge([tmp_path / "bad"], tmp_path / "all")["failed"] == 0, "what is better stays"


def test_with_adaptive_stopping_points_that_need_more_are_missing(adaptive, tmp_path):
    shutil.copytree(adaptive[1], tmp_path / "part")
    chunks = sorted((tmp_path / "part" / "runs").iterdir())
    for file in (chunks[0], chunks[-1]):
        file.unlink()
    found = merge([tmp_path / "part"], tmp_path / "all")
    assert found["missing"] == 2 < found["wanted"] - found["chunks"]
    sweep(adaptive[0], tmp_path / "all", resume=True)
    assert merge([tmp_path / "all"], tmp_path / "again")["missing"] == 0
