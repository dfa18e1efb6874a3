"""The recipes of docs/analysis.md run, each as a program of its own, where their tools are installed."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "analysis.md").read_text(encoding="utf-8")
RECIPE = re.compile(r"<!-- runs with: (\w+) -->\n+```(?:python|r)\n(.*?)```", re.DOTALL)
RECIPES = dict(RECIPE.findall(PAGE))
SAYS = {
    "pandas": r"(?s)0\.05 +0\.50 +0\.95.*\n9 ",
    "polars": r"(?s)own-product.*shared-survival",
    "duckdb": r"own-product.*\b256\b",
    "xarray": r"regime",
    "networkx": r"(?s)most trusted.*trust received +-?0?\.?\d",
    "Rscript": r"own-product +[01]\.?\d*",
    "ema_workbench": r"(?s)coverage +[01]\.\d+.*density +(0\.[89]|1\.)",
    "pyabc": r"small_game is about (0\.[789]|1\.0)",
}
"""What a recipe prints if it does what the page says."""

pytestmark = pytest.mark.slow


def program(*words, folder):
    """Run a program in a folder and return what it prints."""
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]), "COLUMNS": "100"}
    done = subprocess.run([*words], cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory, compiled):
    """A folder with the sweep of the page, made by the commands of the page."""
    place = tmp_path_factory.mktemp("analysis")
    (place / "game.toml").write_text(re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1])
    command = re.search(r"```sh\nhunt (.*?)\n```", PAGE)[1].split()
    program(sys.executable, "-m", "hunt.cli", *command, folder=place)
    return place


def test_every_recipe_has_something_it_must_say():
    assert set(RECIPES) == set(SAYS)


@pytest.mark.parametrize("tool", SAYS)
def test_a_recipe_does_what_the_page_says(tool, folder):
    if tool == "Rscript":
        if shutil.which("Rscript") is None:
            pytest.skip("R is not installed")
        (folder / "recipe.R").write_text(RECIPES[tool])
        said = program("Rscript", "recipe.R", folder=folder)
    else:
        if importlib.util.find_spec(tool) is None:
            pytest.skip(f"{tool} is not installed (the extras 'tables' and 'discovery')")
        (folder / f"{tool}_recipe.py").write_text(RECIPES[tool])
        said = program(sys.executable, f"{tool}_recipe.py", folder=folder)
    assert re.search(SAYS[tool], said), said
