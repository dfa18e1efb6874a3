"""Who plays Hands with whom, and under which pay: drawn once, before the first day, and written to the log."""

import random
from collections.abc import Collection
from typing import Any

from dashboards.room.hands import deal, orders_of, table_of
from dashboards.room.script import whole
from dashboards.room.steps import HAND, MODEL, TABLE_SIZES, State, asks_for_tables

MOST_TABLES = 60


def step_with_rings(state: State, to: int, present: Collection[int], chance: random.Random) -> dict[str, Any]:
    """Return the value of the event with which a room goes to a step; rings are drawn where Hands begins.

    With one phone per table the tables say how many they are after Hands has begun, so that their rings are made on the
    way to the first day. Where nobody is there, the model shows how Hands goes. A ring that has been told its pay keeps
    it.
    """
    assert state.script is not None
    step, value = state.script.steps[to], {"to": to}
    if step.kind == "hands" and step.year < 2:
        rings = deal(sorted(present), chance) if present and not state.per_table else ()
        orders = orders_of(len(rings), chance)
    elif step.kind == "day" and state.step.kind == "hands" and (asks_for_tables(state) or not state.rings):
        said = [table_of(seat, people) for seat, people in sorted(state.answers.get(state.step.id, {}).items())]
        by_hand = [k for k, ring in enumerate(state.rings) if HAND in ring]
        rings = (*said, *(state.rings[k] for k in by_hand)) or deal([], chance)
        orders = [
            *orders_of(len(rings) - len(by_hand), chance),
            *(state.orders[k] for k in by_hand if k < len(state.orders)),
        ]
    else:
        return value
    return value | {"rings": rings} | ({"orders": orders} if state.script.steps[to].year or state.step.year else {})


def raised_hands(state: State, given: Any, chance: random.Random) -> dict[str, Any] | None:
    """Return the value of the event that adds tables which raise hands, by how many people sit at each.

    They join the rings of phones; rings in which the model would play alone go. None if that cannot be: for another
    step, after the first day, or for numbers that are not allowed.
    """
    if state.step.kind != "hands" or state.step.year == 2 or not isinstance(given, list) or len(given) > MOST_TABLES:
        return None
    if not all(whole(people, *TABLE_SIZES) for people in given):
        return None
    phones = [k for k, ring in enumerate(state.rings) if any(seat > MODEL for seat in ring)]
    rings = [*(state.rings[k] for k in phones), *(table_of(HAND, people) for people in given)]
    if not state.step.year:
        return {"rings": rings}
    return {"rings": rings, "orders": [*(state.orders[k] for k in phones), *orders_of(len(given), chance)]}
