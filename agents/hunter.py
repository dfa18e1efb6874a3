"""One hunter, as an agent of Mesa."""

from typing import Any

from mesa import Model
from mesa.discrete_space import CellAgent

from agents.plain import take_over
from hunt import world


class Hunter(CellAgent, world.Hunter):
    """One hunter: :class:`hunt.world.Hunter` lists the attributes, :mod:`hunt.rules` tells what hunters do.

    Parameters
    ----------
    model
        The hunt this hunter belongs to.
    record
        The hunter's fields on the first morning.

    Attributes
    ----------
    cell
        Where the hunter stands on Mesa's grid, or None for the dead.  The rules read ``x`` and ``y``; the grid
        follows them each evening.
    """

    def __init__(self, model: Model, record: Any) -> None:
        super().__init__(model)
        take_over(self, record)
