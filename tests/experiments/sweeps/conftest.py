"""Two finished sweeps, each run once for all tests of sweeps."""

import shutil

import pytest
from sweeps_on_disk import ADAPTIVE, FIXED

from experiments.sweeps.parse_design import design_of
from experiments.sweeps.sweep import sweep


@pytest.fixture(scope="session")
def fixed(tmp_path_factory, compiled):
    """A design with a fixed number of runs, and the folder of its uninterrupted sweep."""
    folder = tmp_path_factory.mktemp("fixed") / "sweep"
    sweep(design_of(FIXED), folder, workers=1)
    return design_of(FIXED), folder


@pytest.fixture(scope="session")
def adaptive(tmp_path_factory, compiled):
    """The same with adaptive stopping and a daily series."""
    folder = tmp_path_factory.mktemp("adaptive") / "sweep"
    sweep(design_of(ADAPTIVE), folder, workers=1)
    return design_of(ADAPTIVE), folder


@pytest.fixture(params=["fixed", "adaptive"])
def whole(request):
    """Each of the two."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def copy(fixed, tmp_path):
    """A design, a copy of its finished sweep to do harm to, and the original."""
    shutil.copytree(fixed[1], tmp_path / "copy")
    return fixed[0], tmp_path / "copy", fixed[1]
