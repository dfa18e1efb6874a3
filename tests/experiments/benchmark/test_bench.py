"""`hunt bench`: what it compares does the work it says; no time is asserted, because a machine may be busy."""

import pytest

from experiments.benchmark.bench import EVERYTHING, exponent, timed_chunk
from experiments.benchmark.c_program import compile_c
from experiments.benchmark.small_mesa import Foragers
from hunt.catalogue.parameters import Parameters
from hunt.simulation import simulate


@pytest.mark.usefixtures("compiled")
def test_what_is_timed_is_the_hunter_days_of_those_seeds():
    parameters = Parameters(hunters=4, days=50)
    seconds, days = timed_chunk(parameters, 7)
    assert seconds > 0.0
    assert days == sum(round(simulate(parameters, 7 + k).days_per_hunter * 4) for k in range(20))


def test_the_c_program_lives_all_its_days():
    program = compile_c()
    if program is None:
        pytest.skip("no C compiler is installed")
    assert 1e-9 < program.seconds_a_hunter_day(20, 12, 90) < 1e-4
    program.folder.cleanup()


def test_the_small_mesa_model_grazes():
    model = Foragers(6, 1)
    before = model.game.sum()
    for _ in range(10):
        model.step()
    assert model.game.sum() < before
    assert len(model.agents) == 6


def test_a_power_law_is_found():
    assert exponent({size: 3.0 * size**1.5 for size in (6, 12, 24)}, "hunters") == pytest.approx(1.5)
    assert exponent({side: 2.0 * side for side in (10, 20)}, "width") == pytest.approx(0.5)


def test_everything_is_something():
    assert all(value != getattr(Parameters(), name) for name, value in EVERYTHING.items())
