"""Run a hunt: ``simulate`` for what it came to, ``record`` for every day of it."""

from collections.abc import Iterable

import numpy as np

from agents.environment import InitialDraws, Luck
from hunt.catalogue.interventions import Change, acts_of, checked_changes, checked_parameters, checked_seed, segments
from hunt.catalogue.parameters import Parameters
from hunt.engine.initial_state import initial_state
from hunt.engine.records import FinalStates, record_of
from hunt.history import record
from hunt.outcome import Outcome, final_state, outcome_of

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
        For parameters, a seed, day or change that are not allowed.
    """
    return outcome_of(checked_parameters(parameters), run_to_end(parameters, checked_seed(seed), changes))


def run_to_end(
    parameters: Parameters,
    seed: int,
    changes: Iterable[Change] = (),
    draws: tuple[InitialDraws, Luck] | None = None,
) -> FinalStates:
    """Simulate one run and return its final state; with draws of your own, if they are given."""
    from hunt.engine.compiled import ArmSettings, run_arms, run_days

    changes = tuple(checked_changes(changes))
    if draws is None:
        return run_arms([ArmSettings(parameters, changes)], np.array([seed], np.int64)).finals[0]
    world, luck = initial_state(parameters, seed, draws=draws)
    acts = acts_of(parameters, changes)
    for start, stop, settings in segments(parameters, changes):
        run_days(world._replace(params=record_of(settings), acts=acts), luck, start, stop, settings.rules)
    return final_state(world)
