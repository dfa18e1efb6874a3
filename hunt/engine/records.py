"""The world as numpy records, with the fields that ``agents/`` lists for hunters, beasts and their environment."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

from agents import beast, environment, hunter
from hunt.catalogue.parameters import ENUMS, FIELDS, SHAPES, Parameters

_KINDS = {int: "i8", float: "f8", bool: "?"}


def _dtype(protocol: type) -> np.dtype[Any]:
    fields: list[Any] = []
    for name, hint in get_type_hints(protocol, include_extras=True).items():
        if get_origin(hint) is Annotated:
            size = get_args(hint)[1]  # a number, or the vocabulary there is one entry for
            fields.append((name, "f8", (size if isinstance(size, int) else len(size),)))
        else:
            fields.append((name, _KINDS[hint]))
    return np.dtype(fields, align=True)


HUNTER = _dtype(hunter.HunterState)
BEAST = _dtype(beast.BeastState)
CAMP = _dtype(environment.Camp)
EVENT = _dtype(environment.Event)
PARAMETERS = np.dtype(
    [
        (name, "f8", SHAPES[name]) if name in SHAPES else (name, "i8" if name in ENUMS else _KINDS[one.type])  # type: ignore[index]
        for name, one in FIELDS.items()
    ],
    align=True,
)


class Records(NamedTuple):
    """A world of records; it satisfies :class:`agents.environment.World`."""

    hunters: NDArray[Any]
    beasts: NDArray[Any]
    camp: Any
    kept: NDArray[np.float64]
    broken: NDArray[np.float64]
    terrain: NDArray[np.int8]
    game: NDArray[np.float64]
    grazed: NDArray[np.int32]
    growth: NDArray[np.float64]
    growing: NDArray[np.int64]
    acts: NDArray[np.int64]
    benches: NDArray[np.int64]
    asked: NDArray[np.int64]
    quarries: NDArray[np.int64]
    present: NDArray[np.int64]
    party: NDArray[np.int64]
    weighed: NDArray[np.float64]
    gains: NDArray[np.float64]
    costs: NDArray[np.float64]
    tickets: NDArray[np.float64]
    promised: NDArray[np.int64]
    verdict: NDArray[np.int64]
    spent: NDArray[np.float64]
    log: NDArray[Any]
    params: Any


class FinalStates(NamedTuple):
    """What is kept of the last evening of several runs of one size; first axis: run."""

    camps: NDArray[Any]  # [run]
    died: NDArray[np.int64]  # [run, hunter]: day, or -1
    spent: NDArray[np.float64]  # [run, Action]
    trusts: NDArray[np.float64]  # [run]
    pouches: NDArray[np.float64]  # [run]


@lru_cache(maxsize=256)
def record_of(parameters: Parameters) -> Any:
    """Return the parameters as one record, so that compiled rules read them as attributes; never written to."""
    record = np.zeros(1, PARAMETERS)
    for name in FIELDS:
        record[name] = getattr(parameters, name)
    return record[0]


def joined(parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """Return several arrays of one kind as one, first axis; numpy compares all fields of records at each seam."""
    first = parts[0]
    if first.dtype.names is None:
        return np.concatenate(parts)
    return np.frombuffer(bytearray(b"".join(one.tobytes() for one in parts)), first.dtype)
