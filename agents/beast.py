"""One mammoth, as an agent of Mesa."""

from typing import Any

from mesa import Model
from mesa.discrete_space import CellAgent

from agents.plain import take_over
from hunt import world


class Beast(CellAgent, world.Beast):
    """One mammoth: :class:`hunt.world.Beast` lists the attributes, :mod:`hunt.rules` tells what beasts do.

    Every beast that will ever come is an agent from day 0.

    Parameters
    ----------
    model
        The hunt this beast belongs to.
    record
        The beast's fields on the first morning.

    Attributes
    ----------
    cell
        Where the beast stands on Mesa's grid, or None while it is not in the valley, or not alive.
    """

    def __init__(self, model: Model, record: Any) -> None:
        super().__init__(model)
        take_over(self, record)
