"""Compiled rules are kept under a digest of their source, wherever that lies, and the program works without a place."""

import os
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import numba
import pytest

from hunt.engine.code_cache import SOURCES_KEPT, digest_of, keep

HERE = Path(__file__).parents[3]
RUN = ("-m", "hunt.cli", "run", "--set", "days=20", "--most", "8")


def hunt(folder, *words, **environment):
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
        | {"PYTHONPATH": str(folder)}
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


def test_the_digest_is_of_all_the_source_and_of_nothing_else(tmp_path):
    assert digest_of(("hunt/world",)) == digest_of(("hunt/world",))
    assert digest_of(("hunt/world",)) != digest_of(("hunt/world", "agents"))


@pytest.mark.slow
def test_another_copy_of_the_source_needs_no_compiler_nor_does_one_that_carries_its_rules(tmp_path):
    copy = tmp_path / "elsewhere"
    for package in ("hunt", "agents", "experiments", "dashboards"):
        shutil.copytree(HERE / package, copy / package, ignore=shutil.ignore_patterns("__pycache__"))
    carried = copy / "hunt" / "compiled" / sysconfig.get_platform()  # as `make wheel` does
    assert "Compiling" in hunt(HERE, *RUN, NUMBA_CACHE_DIR=str(carried)).stderr
    second = hunt(copy, *RUN, NUMBA_CACHE_DIR=str(carried))
    assert "Compiling" not in second.stderr
    home = {"HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "home")}
    third = hunt(copy, *RUN, **home)
    assert "Compiling" not in third.stderr
    assert third.stdout == second.stdout
    assert len(list(tmp_path.rglob("*.nbc"))) == 1, "nor was anything compiled behind its back"


@pytest.mark.slow
def test_without_any_place_to_keep_them_rules_are_compiled_each_time():
    done = hunt(HERE, *RUN, NUMBA_CACHE_DIR="/proc/nowhere")
    assert done.stderr.count("could not be kept") == 1
    assert "set NUMBA_CACHE_DIR" in done.stderr


def test_rules_that_are_loaded_count_as_used_and_are_not_forgotten(tmp_path):
    def twice(number):
        return 2 * number

    names = [f"compiled-{k:016x}" for k in range(SOURCES_KEPT)]
    for age, name in enumerate(names, 1):
        folder = tmp_path / name
        folder.mkdir()
        assert keep(numba.njit(twice), folder)(2) == 4
        os.utime(folder, (time.time() - 1000 * age,) * 2)
    assert keep(numba.njit(twice), tmp_path / names[-1])(3) == 6  # the one written first is loaded again
    newest = tmp_path / f"compiled-{SOURCES_KEPT:016x}"
    newest.mkdir()
    assert keep(numba.njit(twice), newest)(4) == 8
    left = {one.name for one in tmp_path.iterdir()}
    assert left == {newest.name, names[-1], *names[: SOURCES_KEPT - 2]}
