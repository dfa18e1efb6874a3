"""What a trainer may do in a state, apart from going on."""

from typing import Any

from dashboards.room.hands import counted_by_hand
from dashboards.room.kept_counts import rows_of
from dashboards.room.regime_map import cells
from dashboards.room.script import whole
from dashboards.room.steps import State, leaders

COUNTED = ("scale", "choice", "vote", "bet", "place")
"""Kinds of steps for which hands can be counted."""

MOST_HANDS = 500


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


def keepable(state: State) -> bool:
    """Say whether the trainer may keep the counts of this room's rings: at its end, where there are any."""
    return state.step.kind == "end" and not state.ended and bool(rows_of(state, "", ""))


def winners(state: State) -> list[str]:
    """Return the options among which the trainer must choose: those that lead, or all where nothing is counted."""
    if state.step.kind != "vote" or state.stage != "revealed" or state.step.id in state.winners:
        return []
    return leaders(state, state.step) or [one.id for one in state.step.options]
