"""Run a hunt: ``simulate`` for what it came to, ``record`` for every day of it."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from agents.environment import Luck
from hunt.catalogue.interventions import Change, acts_of, checked_seed, segments
from hunt.catalogue.parameters import Parameters
from hunt.engine.initial_state import initial_state
from hunt.engine.random_draws import InitialDraws
from hunt.engine.records import record_of
from hunt.history import record
from hunt.outcome import FinalStates, Outcome, final_state, outcome_of

__all__ = ["record", "run_to_end", "simulate"]


def simulate(parameters: Parameters, seed: int, changes: Iterable[Change] = ()) -> Outcome:
    """Simulate one run with the compiled engine and return its outcome.

    Parameters
    ----------
    parameters
        The settings of the run.
    seed
        A whole number from 0 to 2**63 - 1; the same seed gives the same weather, beasts and dice.
    changes
        ``(day, {name: value})``: settings that change on the morning of a day, or interventions on it.

    Raises
    ------
    HuntError
        For a seed, day or change that is not allowed.
    """
    return outcome_of(parameters, run_to_end(parameters, checked_seed(seed), changes))


def run_to_end(
    parameters: Parameters,
    seed: int,
    changes: Iterable[Change] = (),
    draws: tuple[InitialDraws, Luck] | None = None,
    diary: NDArray[np.float64] | None = None,
) -> FinalStates:
    """Simulate one run and return its final state; fill in a diary, [day, DIARY], if one is given."""
    from hunt.engine.compiled import NO_DIARY, run_days

    world, luck = initial_state(parameters, seed, draws=draws)
    changes = tuple(changes)
    acts = acts_of(parameters, changes)
    diary = NO_DIARY if diary is None else diary
    for start, stop, settings in segments(parameters, changes):
        params = world.params if settings is parameters else record_of(settings)
        run_days(world._replace(params=params, acts=acts), luck, start, stop, diary)
    return final_state(world)
