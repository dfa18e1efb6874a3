"""The model under the Mesa of tomorrow, where a Python that has it is named: MESA4_PYTHON."""

import json
import os
import subprocess
from pathlib import Path

import numpy as np
import pytest

from agents import HuntModel
from hunt.mesa_versions import add_layer, fill_layer, is_scenario, settings_in

HERE = Path(__file__).parents[2]


@pytest.mark.slow
def test_mesa_4_lives_the_same_year_to_the_last_bit():
    python = os.environ.get("MESA4_PYTHON")
    if not python:
        pytest.skip("MESA4_PYTHON names no Python with Mesa 4; .ci/run makes one where Python 3.12 is there")
    words = [python, "-W", "error", "tests/mesa_4.py"]
    done = subprocess.run(words, cwd=HERE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    model = HuntModel(seed=1, days=len(told["stores"]))
    model.run_model()
    assert told["stores"] == model.datacollector.model_vars["store"]


def test_a_layer_shows_what_was_put_into_it():
    model = HuntModel(seed=1, days=1)
    layer = add_layer(model.grid, "snow", np.zeros((model.params.width, model.params.height)))
    fill_layer(layer, np.full((model.params.width, model.params.height), 0.25))
    assert model.grid[3, 4].snow == 0.25
    plain = np.zeros((2, 2))  # what a layer is in Mesa 4
    fill_layer(plain, np.ones((2, 2)))
    assert plain.sum() == 4.0


def test_only_a_scenario_of_mesas_own_is_one():
    assert not is_scenario("storm-year")
    assert not is_scenario(None)
    assert settings_in(object()) == {}
