"""The initial state of a run (day 0), made by the rules of :mod:`hunt.world.first_morning` as they are written."""

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.environment import InitialDraws, Luck
from hunt.catalogue.own_rules import OwnRules
from hunt.catalogue.parameters import Parameters
from hunt.engine.own_rules import loaded
from hunt.engine.random_draws import draw, herds_of
from hunt.engine.records import BEAST, CAMP, EVENT, HUNTER, Records, record_of
from hunt.engine.rule_copies import rules_calling
from hunt.vocabulary import Action, Season, Skill
from hunt.world.first_morning import first_morning


def initial_state(
    parameters: Parameters,
    seed: int,
    *,
    events: int = 0,
    draws: tuple[InitialDraws, Luck] | None = None,
    begin: Callable[..., Any] | None = None,
) -> tuple[Records, Luck]:
    """Return the world on the morning of day 0 and all the luck of its days.

    The compiled engine does the same in a hundredth of the time: :func:`hunt.engine.compiled.first_day`.

    Parameters
    ----------
    parameters
        The settings of the run.
    seed
        A whole number from 0 to 2**63 - 1.
    events
        How many events the world can note down; 0 for none.
    draws
        What `draw` gave for this seed and a run of this size, when it is known already.
    begin
        A copy of the rule ``first_morning`` to call; None for the one that the parameters name.
    """
    initial, luck = draws or draw(parameters, seed)
    world = empty_world(parameters, events)
    if begin is None:
        begin = first_morning if parameters.rules is None else _by_own_rules(parameters.rules)
    begin(as_objects(world, parameters), initial)
    return world, luck


@lru_cache(maxsize=8)
def _by_own_rules(rules: OwnRules) -> Any:
    return rules_calling({}, loaded(rules)).first_morning


def as_objects(world: Records, parameters: Parameters) -> Any:
    """Return the same world with attributes in place of fields, which the rules as they are written can change."""
    hunters, beasts = (rows.view(np.recarray) for rows in (world.hunters, world.beasts))
    camp = np.asarray(world.camp).reshape(1).view(np.recarray)[0]
    return world._replace(hunters=hunters, beasts=beasts, camp=camp, params=parameters)


def empty_world(parameters: Parameters, events: int = 0) -> Records:
    """Return room for a run of this size, in which everything is 0 but what depends on the calendar alone."""
    n, days = parameters.hunters, parameters.days
    land = (parameters.width, parameters.height)
    beasts = herds_of(parameters) * parameters.herd_size
    growing, growth = growing_days(days), growth_of(days, parameters.game_growth)
    return Records(
        hunters=np.zeros(n, HUNTER),
        beasts=np.zeros(beasts, BEAST),
        camp=np.zeros(1, CAMP)[0],
        kept=np.zeros((n, n)),
        broken=np.zeros((n, n)),
        terrain=np.zeros(land, np.int8),
        game=np.zeros(land),
        grazed=np.zeros(land, np.int32),
        growth=growth.copy(),
        growing=growing.copy(),
        acts=np.zeros((0, 3), np.int64),
        benches=np.zeros(len(Skill), np.int64),
        asked=np.zeros(days, np.int64),
        quarries=np.zeros(parameters.hunts_at_once, np.int64),
        present=np.zeros(beasts, np.int64),
        party=np.zeros(n, np.int64),
        weighed=np.zeros((n, len(Action))),
        gains=np.zeros(len(Action)),
        costs=np.zeros(len(Action)),
        tickets=np.zeros(len(Action)),
        promised=np.zeros(n, np.int64),
        verdict=np.zeros(n, np.int64),
        spent=np.zeros((n, len(Action))),
        log=np.zeros(events, EVENT),
        params=record_of(parameters),
    )


@lru_cache(maxsize=64)
def growing_days(days: int) -> NDArray[np.int64]:
    """Return how many growing days, all but the winter's, lie before each day; shared, and no rule writes to it."""
    grows = (np.arange(days) // 90) % 4 != Season.WINTER
    return np.concatenate([[0], np.cumsum(grows)]).astype(np.int64)


@lru_cache(maxsize=64)
def growth_of(days: int, rate: float) -> NDArray[np.float64]:
    """Return the factor of unlimited growth after each number of growing days."""
    # One by one, because an array's exponentials may differ in the last bit from machine to machine.
    return np.array([math.exp(min(rate * k, 700.0)) for k in range(days + 1)])  # e^710 is too large a number
