"""What a run came to, and why it ended: one tidy row with the columns of :mod:`hunt.catalogue.measures`."""

from collections.abc import Sequence
from dataclasses import asdict, make_dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hunt.catalogue.measures import MEASURES, STORED, RunEnds
from hunt.catalogue.parameters import Parameters
from hunt.engine.records import FinalStates, Records, joined

OUTCOMES = STORED
"""The columns of an outcome."""


def _row(self: Any) -> dict[str, Any]:
    """Return the outcome as plain values by name."""
    return asdict(self)


if TYPE_CHECKING:

    class Outcome:
        """What one run came to; its attributes are the stored measures."""

        def __init__(self, **values: Any) -> None: ...
        def __getattr__(self, name: str) -> Any: ...
        def row(self) -> dict[str, Any]:
            """Return the outcome as plain values by name."""
            ...

else:
    Outcome = make_dataclass(
        "Outcome", [(name, MEASURES[name].kind) for name in OUTCOMES], frozen=True, namespace={"row": _row}
    )
    Outcome.__module__ = __name__  # so that it can be pickled
    Outcome.__doc__ = "What one run came to.  Days are counted from 0.\n\nAttributes\n----------\n" + "\n".join(
        f"{name}\n    {MEASURES[name].says}" for name in OUTCOMES
    )


def final_state(world: Records) -> FinalStates:
    """Return the last evening of one run."""
    hunters = world.hunters
    trusts = hunters["trusts"][hunters["alive"]]
    return FinalStates(
        np.array([world.camp]),
        hunters["died"][None, :].copy(),
        np.cumsum(world.spent, axis=0)[-1:],
        np.array([_total(trusts) / len(trusts) if len(trusts) else np.nan]),
        np.array([_total(hunters["pouch"])]),
    )


def _total(values: NDArray[np.float64]) -> float:
    """Return a sum that runs from the first to the last, as in compiled code; numpy's own sums pairwise."""
    return float(np.cumsum(values)[-1])


def concatenate(parts: Sequence[FinalStates]) -> FinalStates:
    """Return the runs of several parts of one size as one, in their order."""
    return FinalStates(*(joined(column) for column in zip(*parts, strict=True)))


def columns(parameters: Parameters, finals: FinalStates) -> dict[str, NDArray[Any]]:
    """Return the outcomes of several runs, column by column, in the order of :class:`Outcome`."""
    end = RunEnds(parameters, *finals)
    return {name: of(end) for name in OUTCOMES if (of := MEASURES[name].of) is not None}


def outcome_of(parameters: Parameters, finals: FinalStates, run: int = 0) -> Outcome:
    """Return one run's outcome as one value."""
    values = {name: column[run] for name, column in columns(parameters, finals).items()}
    return Outcome(**{name: one.item() if isinstance(one, np.generic) else one for name, one in values.items()})
