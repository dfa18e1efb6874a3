"""Hunters and mammoths as agents of Mesa."""

from typing import Any

from mesa import Model
from mesa.discrete_space import CellAgent

from agents.beast import BeastState
from agents.hunter import HunterState


class Hunter(CellAgent, HunterState):
    """One hunter: :class:`agents.hunter.HunterState` lists the attributes, :mod:`agents.behaviour` what hunters do.

    Parameters
    ----------
    model
        The hunt this hunter belongs to.
    state
        The attributes on the first morning, by name.

    Attributes
    ----------
    cell
        Where the hunter stands on Mesa's grid, or None for the dead.  The rules read ``x`` and ``y``; the grid
        follows them each evening.
    """

    def __init__(self, model: Model, state: dict[str, Any]) -> None:
        super().__init__(model)
        self.__dict__.update(state)


class Beast(CellAgent, BeastState):
    """One mammoth: :class:`agents.beast.BeastState` lists the attributes, :mod:`agents.behaviour.roaming` what it does.

    Every beast that will ever come is an agent from day 0.

    Parameters
    ----------
    model
        The hunt this beast belongs to.
    state
        The attributes on the first morning, by name.

    Attributes
    ----------
    cell
        Where the beast stands on Mesa's grid, or None while it is not in the valley, or not alive.
    """

    def __init__(self, model: Model, state: dict[str, Any]) -> None:
        super().__init__(model)
        self.__dict__.update(state)
