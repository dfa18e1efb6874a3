"""The names other people's scripts rely on, and that a worker is light."""

import subprocess
import sys
from pathlib import Path

import pytest

import agents
import experiments
import hunt
from agents import HuntModel
from hunt.errors import HuntError

ROOT = Path(__file__).parent.parent


def test_every_public_name_is_there_and_in_the_page():
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for name in experiments.__all__:
        assert callable(getattr(experiments, name))
        assert f"`{name}`" in page
    assert sorted(experiments._HOME) == sorted(experiments.__all__)


@pytest.mark.parametrize("package", [hunt, experiments, agents], ids=lambda one: one.__name__)
def test_tab_shows_the_public_names_and_nothing_else(package):
    assert dir(package) == sorted(package.__all__)
    assert all(hasattr(package, name) for name in dir(package))


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'comparer'"):
        experiments.comparer  # noqa: B018


def test_an_old_name_is_said_to_be_gone():
    with pytest.raises(HuntError, match=r"hunt\.vocabulary\.Decision is gone: .* leave the setting decision out"):
        from hunt.vocabulary import Decision  # noqa: F401
    with pytest.raises(ImportError):
        from hunt.vocabulary import Decisions  # noqa: F401


def test_no_part_of_the_package_has_the_name_of_a_function_and_could_hide_it():
    parts = {one.stem for one in Path(experiments.__file__).parent.iterdir()}
    assert not parts & set(experiments.__all__)


@pytest.mark.slow
def test_importing_a_module_does_not_hide_a_function():
    code = (
        "import importlib, pkgutil, experiments\n"
        "for one in pkgutil.walk_packages(experiments.__path__, 'experiments.'):\n"
        "    importlib.import_module(one.name)\n"
        "assert all(callable(getattr(experiments, name)) for name in experiments.__all__)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_worker_imports_numpy_numba_and_the_hunt_only():
    """Numba itself brings scipy along."""
    code = (
        "import sys, experiments.sweeps.jobs\n"
        "heavy = {'pandas', 'matplotlib', 'pyarrow', 'mesa', 'solara', 'rich', 'typer', 'SALib', 'distributed'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_command_is_a_module_as_well():
    done = subprocess.run(
        [sys.executable, "-m", "hunt", "--version"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("mammoth-hunt ")


def test_what_is_no_change_and_no_skin_is_refused_in_a_sentence():
    """As a design, a dictionary or a text of the command line would have it."""
    small = hunt.Parameters(days=9, hunters=4)
    for given in ({3: {"kappa": 0.0}}, "3:kappa=0", 3, None, [3], [(3, "kappa=0")], [(3, {"kappa": 0.0}, 1)]):
        for live in (hunt.simulate, hunt.record, lambda one, seed, changes: HuntModel(one, seed=seed, changes=changes)):
            with pytest.raises(hunt.HuntError, match=r"^changes = .* as in \[\(60, \{'kappa': 0\.0\}\)\]\.$"):
                live(small, 1, given)
    year = hunt.record(small, 1, [(3, {"kappa": 0.0})])
    for words in (None, "stone-age"):
        with pytest.raises(hunt.HuntError, match=r"must be what hunt\.skin\('stone-age'\) returns"):
            hunt.tell(year, words)
    with pytest.raises(hunt.HuntError, match=r"must be what hunt\.record\(\.\.\.\) returns"):
        hunt.tell(hunt.simulate(small, 1), hunt.skin())
    with pytest.raises(hunt.HuntError, match=r"skin = 3 is not allowed"):
        hunt.skin(3)
