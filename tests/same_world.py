"""The Mesa engine's world and the compiled engine's, compared to the last bit."""

import typing

import numpy as np

from agents.environment import World
from hunt.engine.records import BEAST, CAMP, EVENT, HUNTER

TABLES = [name for name in typing.get_type_hints(World) if name not in {"hunters", "beasts", "camp", "log", "params"}]


def column(things, dtype, name):
    """Return one attribute of all agents as it would be kept in records."""
    return np.array([getattr(thing, name) for thing in things], dtype[name].base).reshape(-1, *dtype[name].shape)


def assert_same_fields(things, records, dtype, when):
    for name in dtype.names:
        # As bytes, so that neither a NaN nor the sign of a zero can hide a difference.
        assert column(things, dtype, name).tobytes() == records[name].tobytes(), (when, name)


def assert_same_world(model, records, when=""):
    """Compare all there is."""
    assert_same_fields(model.hunters, records.hunters, HUNTER, when)
    assert_same_fields(model.beasts, records.beasts, BEAST, when)
    assert_same_fields([model.camp], np.array([records.camp]), CAMP, when)
    assert_same_fields(model.log, records.log, EVENT, when)
    for name in TABLES:
        table = getattr(model, name)
        told = np.array(getattr(table, "rows", table), getattr(records, name).dtype)
        assert told.tobytes() == getattr(records, name).tobytes(), (when, name)


def assert_same_records(mine, its):
    """Compare two worlds of records."""
    for name in ("hunters", "beasts", "camp", "log"):
        one, other = (np.asarray(getattr(world, name)) for world in (mine, its))
        for field in one.dtype.names:
            assert one[field].tobytes() == other[field].tobytes(), (name, field)
    for name in TABLES:
        assert getattr(mine, name).tobytes() == getattr(its, name).tobytes(), name
