"""A world of plain objects, so that rules can be called as they are written, one at a time."""

from types import SimpleNamespace
from typing import Any

from agents.environment import Luck
from hunt.catalogue.parameters import Parameters
from hunt.engine.initial_state import initial_state


def plain_world(parameters: Parameters, seed: int = 1) -> tuple[Any, Luck]:
    """Return the first morning as ordinary objects (it satisfies :class:`hunt.world.World`), and its luck."""
    records, luck = initial_state(parameters, seed)
    world = SimpleNamespace(**records._asdict())
    world.hunters = [_plain(one) for one in records.hunters]
    world.beasts = [_plain(one) for one in records.beasts]
    world.camp = _plain(records.camp)
    world.params = parameters
    world.log = []
    return world, luck


def _plain(record: Any) -> SimpleNamespace:
    fields = {name: record[name] for name in record.dtype.names}
    return SimpleNamespace(**{name: one.copy() if one.ndim else one.item() for name, one in fields.items()})
