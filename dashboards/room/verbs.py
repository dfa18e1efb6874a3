"""What a trainer may do in a state, apart from going on."""

from typing import Any

from dashboards.room.hands import counted_by_hand, table_of
from dashboards.room.regime_map import cells
from dashboards.room.script import whole
from dashboards.room.steps import HAND, TABLE_SIZES, State, hands_of, leaders

COUNTED = ("scale", "choice", "vote", "bet", "place")
"""Kinds of steps for which hands can be counted."""

MOST_HANDS = 500
MOST_TABLES = 60


def countable(state: State, given: Any) -> bool:
    """Say whether something is a count of raised hands for this step, which is not revealed yet."""
    step = state.step
    if step.kind == "day":
        most = {str(k + 1): people for k, people in counted_by_hand(state).items()}
        return isinstance(given, dict) and bool(most) and all(whole(n, 0, most.get(k, -1)) for k, n in given.items())
    names = (
        set(cells())
        if step.kind == "place"
        else {one.id for one in step.options} or {str(k) for k in range(step.low, step.high + 1)}
    )
    return (
        step.kind in COUNTED
        and step.id not in state.shown
        and isinstance(given, dict)
        and all(name in names and whole(n, 0, MOST_HANDS) for name, n in given.items())
    )


def tables(state: State, given: Any) -> list[tuple[int, ...]] | None:
    """Return the rings of tables that raise hands, from how many people sit at each; None if that cannot be."""
    if state.step.kind != "hands" or not isinstance(given, list) or len(given) > MOST_TABLES:
        return None
    if not all(whole(people, *TABLE_SIZES) for people in given) or _begun(state):
        return None
    return [table_of(HAND, people) for people in given]


def _begun(state: State) -> bool:
    """Say whether a day has been played with these rings."""
    return any(of == hands_of(state) for of in (state.day_of[day] for day in state.played))


def winners(state: State) -> list[str]:
    """Return the options among which the trainer must choose: those that lead, or all where nothing is counted."""
    if state.step.kind != "vote" or state.stage != "revealed" or state.step.id in state.winners:
        return []
    return leaders(state, state.step) or [one.id for one in state.step.options]
