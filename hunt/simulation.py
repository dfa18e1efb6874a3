"""Run a hunt: ``simulate`` for what it came to, ``record`` for every day of it."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from agents.environment import Luck
from hunt.catalogue.interventions import Change, acts_of, checked_seed, segments
from hunt.catalogue.parameters import Parameters
from hunt.engine.initial_state import initial_state
from hunt.engine.random_draws import Fate
from hunt.engine.records import record_of
from hunt.history import record
from hunt.outcome import FinalStates, Outcome, final_state, outcome_of

__all__ = ["record", "run_to_end", "simulate"]


def simulate(parameters: Parameters, seed: int, changes: Iterable[Change] = ()) -> Outcome:
    """Live one hunt, compiled, and return what it came to.

    Parameters
    ----------
    parameters
        Its settings.
    seed
        A whole number from 0 to 2**63 - 1: the same seed meets the same weather, beasts and dice.
    changes
        ``(day, {name: value})``: settings that are new from the morning of a day on.

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
    dealt: tuple[Fate, Luck] | None = None,
    diary: NDArray[np.float64] | None = None,
) -> FinalStates:
    """Live one hunt and return what is kept of its last evening; fill in a diary, [day, DIARY], where given."""
    from hunt.engine.compiled import NO_DIARY, run_days

    world, luck = initial_state(parameters, seed, dealt=dealt)
    changes = tuple(changes)
    acts = acts_of(parameters, changes)
    diary = NO_DIARY if diary is None else diary
    for start, stop, settings in segments(parameters, changes):
        params = world.params if settings is parameters else record_of(settings)
        run_days(world._replace(params=params, acts=acts), luck, start, stop, diary)
    return final_state(world)
