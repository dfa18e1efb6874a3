"""How fast it is.  Measured only where it is asked for: ``pytest tests/benchmarks --benchmark-only``.

No test here fails for being slow: a machine may be busy.  Each checks that what was measured is the real work.
"""

import pytest

from experiments.ensemble import CHUNK, run_ensemble
from hunt.catalogue.scenarios import scenario
from hunt.engine.compiled import run_days
from hunt.engine.initial_state import initial_state
from hunt.engine.random_draws import draw
from hunt.history import record
from hunt.simulation import run_to_end, simulate

SEED = 1
REGIMES = ("own-product", "shared-survival")


@pytest.fixture(autouse=True)
def only_where_asked_for(request):
    """Skip unless somebody wants to measure."""
    if not request.config.getoption("benchmark_only", default=False):
        pytest.skip("a measurement; ask for it with --benchmark-only")


@pytest.fixture(params=REGIMES)
def parameters(request, only_where_asked_for, compiled):
    """Two dozen hunters and a year, under each regime."""
    return scenario().parameters(request.param)


def test_one_run_all_included(benchmark, parameters):
    finals = benchmark(run_to_end, parameters, SEED)
    assert finals.camps["living"][0] == simulate(parameters, SEED).alive


def test_luck(benchmark, parameters):
    fate, luck = benchmark(draw, parameters, SEED)
    assert luck.choice.shape == (parameters.days, parameters.hunters)
    assert fate.skills.shape == (parameters.hunters, 4)


def test_first_morning(benchmark, parameters):
    dealt = draw(parameters, SEED)
    world, luck = benchmark(initial_state, parameters, SEED, draws=dealt)
    assert luck is dealt[1]
    assert world.camp["living"] == parameters.hunters


def test_the_days_alone(benchmark, parameters):
    dealt = draw(parameters, SEED)

    def fresh():
        world, luck = initial_state(parameters, SEED, draws=dealt)
        lived.append(world)
        return (world, luck, 0, parameters.days), {}

    lived = []
    benchmark.pedantic(run_days, setup=fresh, rounds=50)
    assert {int(world.camp["living"]) for world in lived} == {simulate(parameters, SEED).alive}


def test_a_history(benchmark, parameters):
    history = benchmark(record, parameters, SEED)
    assert history.outcome.alive == simulate(parameters, SEED).alive


@pytest.mark.parametrize("workers", [1, 2])
def test_a_chunk_of_pairs(benchmark, compiled, workers):
    arms = {id: scenario().parameters(id) for id in REGIMES}
    result = benchmark.pedantic(run_ensemble, (arms, CHUNK, SEED), {"workers": workers}, rounds=3)
    assert len(result.table) == 2 * CHUNK
    assert result.arm(REGIMES[0])["alive"][0] == simulate(arms[REGIMES[0]], SEED).alive
