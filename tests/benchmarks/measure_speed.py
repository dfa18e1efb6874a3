"""Measure speed on this machine: ``python -m pytest tests/benchmarks/measure_speed.py``.

Nothing here fails for being slow: a machine may be busy.  Each checks that what was measured is the real work.
"""

import pytest

from experiments.ensemble import CHUNK, run_ensemble
from hunt.catalogue.scenarios import scenario
from hunt.engine.compiled import first_day, run_days
from hunt.engine.random_draws import draw
from hunt.history import record
from hunt.simulation import run_to_end, simulate

SEED = 1
REGIMES = ("own-product", "shared-survival")


@pytest.fixture(params=REGIMES)
def parameters(request, compiled):
    """The default band and a year, under each regime."""
    return scenario().parameters(request.param)


def test_one_run_with_everything(benchmark, parameters):
    finals = benchmark(run_to_end, parameters, SEED)
    assert finals.camps["living"][0] == simulate(parameters, SEED).alive


def test_random_draws(benchmark, parameters):
    initial, luck = benchmark(draw, parameters, SEED)
    assert luck.choice.shape == (parameters.days, parameters.hunters)
    assert initial.skills.shape == (parameters.hunters, 4)


def test_the_first_day(benchmark, parameters):
    world, luck = benchmark(first_day, parameters, SEED)
    assert luck.choice.shape == (parameters.days, parameters.hunters)
    assert world.camp["living"] == parameters.hunters


def test_the_days_alone(benchmark, parameters):
    def fresh():
        world, luck = first_day(parameters, SEED)
        worlds.append(world)
        return (world, luck, 0, parameters.days), {}

    worlds = []
    benchmark.pedantic(run_days, setup=fresh, rounds=50)
    assert {int(world.camp["living"]) for world in worlds} == {simulate(parameters, SEED).alive}


def test_a_history(benchmark, parameters):
    history = benchmark(record, parameters, SEED)
    assert history.outcome.alive == simulate(parameters, SEED).alive


@pytest.mark.parametrize("workers", [1, 2])
def test_a_chunk_of_pairs(benchmark, compiled, workers):
    arms = {id: scenario().parameters(id) for id in REGIMES}
    result = benchmark.pedantic(run_ensemble, (arms, CHUNK, SEED), {"workers": workers}, rounds=3)
    assert len(result.table) == 2 * CHUNK
    assert result.arm(REGIMES[0])["alive"][0] == simulate(arms[REGIMES[0]], SEED).alive
