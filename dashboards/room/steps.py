"""What a room is: a pure function of the events in its log.

``fold(state, event)`` returns the next state. It knows no clock, no chance and no network, so replaying a log gives
the same room. An event that comes too late (an answer after closing, a second press of the same key) changes nothing.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any

from dashboards.room.log import Event
from dashboards.room.script import ASKS, COMPUTED, Option, Script, Step, script_of, whole

FEW = 4
"""Fewer answers from phones than this are never shown as totals."""

MODEL, HAND = 0, -1
"""What a place in a ring has instead of a seat: a hunter of the model, or someone who raises a hand."""

TRIAL = "trial"
"""In the place of a step: the result of what a volunteer has set."""

LEADER = "@"
"""In a change of a script: the hunter who leads it, whom the board names."""

TABLE_SIZES = (3, 8)
"""How few and how many people play Hands at a table that has one phone, or none."""


@dataclass(frozen=True)
class State:
    """A room after some events.

    ``scene`` is the number of the last event that changed what people see, apart from answers, seats and results.
    ``opened_ms`` is when the open step would have been opened without any pause; ``left`` is what was left when it was
    paused. ``orders`` says of each ring in which year it has the shared pay where Hands is played under both.
    """

    script: Script | None = None
    code: str = ""
    salt: str = ""
    skin: str = ""
    seed: int = 0
    seeds: Mapping[str, int] = field(default_factory=dict)
    per_table: bool = False  # one phone speaks for a table
    quick: bool = False  # a rehearsal in which days and films take about a quarter of their time
    scene: int = 0
    last_ms: int = 0
    at: int = 0
    stage: str = "shown"
    begun_ms: int = 0
    step_ms: int = 0
    epoch: int = 1
    opened_ms: int = 0
    left: float | None = None
    held: bool = False
    black: bool = False
    look: int | None = None
    kept: str = ""  # the name under which the counts of its rings are kept, if the trainer wants that
    ended: bool = False
    seats: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, Mapping[int, Any]] = field(default_factory=dict)
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    seals: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()
    winners: Mapping[str, str] = field(default_factory=dict)
    results: Mapping[str, Any] = field(default_factory=dict)
    released: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    trial: Mapping[str, Any] | None = None  # what a volunteer has set and the model has not answered yet
    tried: tuple[Mapping[str, Any], ...] = ()
    rings: tuple[tuple[int, ...], ...] = ()
    orders: tuple[int, ...] = ()
    played: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    taken: Mapping[str, tuple[tuple[int, ...], ...]] = field(default_factory=dict)  # places the model took over, by day

    @property
    def step(self) -> Step:
        """Return the step the room is at."""
        assert self.script is not None
        return self.script.steps[self.at]

    @property
    def day_of(self) -> Mapping[str, str]:
        """Return to which step with rules of Hands each day belongs."""
        assert self.script is not None
        return {one.id: one.of for one in self.script.steps if one.kind == "day"}


def replayed(events: Iterable[Event]) -> State:
    """Return the room that a log describes."""
    return reduce(fold, events, State())


def fold(state: State, event: Event) -> State:
    """Return the room after an event."""
    state = replace(state, last_ms=event.at_ms)
    if event.kind == "join":
        return _join(state, event)
    if event.kind == "say":
        return _say(state, event)
    if event.kind == "result":
        return _result(state, event)
    if state.ended or not isinstance(event.value, dict):
        return state
    if "expect" in event.value and event.value["expect"] != state.scene:
        return state  # it was meant for another scene: the second of two presses, or the clock after the trainer
    return replace(_SCENES[event.kind](state, event), scene=event.seq)


def _join(state: State, event: Event) -> State:
    if state.ended or event.nonce is None or event.nonce in state.seats:
        return state
    return replace(state, seats={**state.seats, event.nonce: len(state.seats) + 1})


def accepts(state: State, step: str, epoch: int) -> bool:
    """Say whether an answer would count now."""
    here = not state.ended and state.step.id == step and epoch == state.epoch
    return here and (asks_for_tables(state) or (state.step.kind in ASKS and state.stage == "open"))


def asks_for_tables(state: State) -> bool:
    """Say whether phones are asked how many people sit at their table: before the first day of Hands."""
    return state.per_table and state.step.kind == "hands" and state.step.year < 2


def allows(state: State, seat: int, value: Any) -> bool:
    """Say whether a value is an answer of a seat to the step that the room is at."""
    if asks_for_tables(state):
        return whole(value, *TABLE_SIZES)
    if state.per_table and state.step.kind == "day":
        return whole(value, 0, sum(ring.count(seat) for ring in state.rings))
    return state.step.allows(value)


def _say(state: State, event: Event) -> State:
    given = event.value
    seat = int(event.by.partition(":")[2])
    if not accepts(state, event.step, given["epoch"]) or not allows(state, seat, given["value"]):
        return state
    here = {**state.answers.get(event.step, {}), seat: given["value"]}
    return replace(state, answers={**state.answers, event.step: here})


def _result(state: State, event: Event) -> State:
    if event.step == TRIAL:
        return replace(state, trial=None, tried=(*state.tried, event.value["result"]))
    return replace(state, results={**state.results, event.step: event.value["result"]})


# --- events that change the scene -------------------------------------------------------------------------------------


def _created(state: State, event: Event) -> State:
    value = event.value
    script = script_of(value["script"])
    named = {name: value[name] for name in ("code", "salt", "skin", "seed", "seeds")}
    return replace(
        state, script=script, per_table=value.get("per_table", False), quick=value.get("quick", False), **named
    )


def _step(state: State, event: Event) -> State:
    assert state.script is not None
    to = event.value["to"]
    begun = state.begun_ms or event.at_ms
    moved = replace(state, at=to, begun_ms=begun, step_ms=event.at_ms, epoch=1, left=None, held=False, look=None)
    moved = replace(moved, stage=moved.step.stages[0], black=False)
    if "rings" in event.value:
        moved = replace(moved, rings=tuple(map(tuple, event.value["rings"])), played={}, taken={})
    if "orders" in event.value:
        moved = replace(moved, orders=tuple(event.value["orders"]))
    return replace(moved, opened_ms=event.at_ms) if moved.stage == "open" else moved


def _stage(state: State, event: Event) -> State:
    to, step = event.value["to"], state.step
    again = to == "open" and state.stage == "sealed"
    moved = replace(state, stage=to, left=None, held=False, look=None, black=False, epoch=state.epoch + again)
    if to == "open":
        return replace(moved, opened_ms=event.at_ms)
    if to == "sealed":
        if step.kind == "day":
            days = tuple(map(tuple, event.value["played"]))
            taken = tuple(map(tuple, event.value.get("taken", ())))
            moved = replace(moved, played={**state.played, step.id: days}, taken={**state.taken, step.id: taken})
        return replace(moved, seals={**state.seals, step.id: seal(state, event.at_ms)})
    if to == "revealed":
        moved = replace(moved, shown=state.shown | {step.id, *([step.again] if step.again else [])})
        best = elected(moved, step) if step.kind == "vote" else ""
        if best:
            moved = replace(moved, winners={**state.winners, step.id: best})
    return moved


def _pause(state: State, event: Event) -> State:
    return replace(state, left=event.value["left"]) if state.stage == "open" else replace(state, held=True)


def _resume(state: State, event: Event) -> State:
    if state.stage != "open" or state.left is None:
        return replace(state, held=False, black=False)  # nothing plays that nobody sees
    gone = int(1000 * (state.step.seconds - state.left))
    return replace(state, left=None, opened_ms=event.at_ms - gone)


def _winner(state: State, event: Event) -> State:
    return replace(state, winners={**state.winners, state.step.id: event.value["option"]})


def _count(state: State, event: Event) -> State:
    return replace(state, counts={**state.counts, event.step: event.value["counts"]})


def _tables(state: State, event: Event) -> State:
    """Take the rings of phones together with those of tables that raise hands."""
    value = event.value
    return replace(state, rings=tuple(map(tuple, value["rings"])), orders=tuple(value.get("orders", state.orders)))


def _release(state: State, event: Event) -> State:
    """Show a line; its text comes with the event, as the trainer has read it."""
    lines = (*state.released.get(event.step, ()), event.value["shown"])
    return replace(state, released={**state.released, event.step: lines})


def _hide(state: State, event: Event) -> State:
    """Take a line off the screen, or off the trainer's list."""
    id = event.value["line"]
    left = {step: tuple(one for one in lines if one["line"] != id) for step, lines in state.released.items()}
    return replace(state, released=left, hidden=state.hidden | {id})


def _try(state: State, event: Event) -> State:
    return replace(state, trial=event.value["trial"])


def _keep(state: State, event: Event) -> State:
    return replace(state, kept=event.value["room"])


def _black(state: State, event: Event) -> State:
    """Switch the screen off or on; a film that is playing waits meanwhile, and until the trainer goes on."""
    on = event.value["on"]
    playing = state.step.kind == "film" and state.stage == "playing"
    return replace(state, black=on, held=state.held or (on and playing))


def _look(state: State, event: Event) -> State:
    return replace(state, look=event.value["to"])


def _end(state: State, _: Event) -> State:
    return replace(state, ended=True)


_SCENES = {
    "created": _created,
    "step": _step,
    "stage": _stage,
    "pause": _pause,
    "resume": _resume,
    "winner": _winner,
    "count": _count,
    "tables": _tables,
    "try": _try,
    "release": _release,
    "hide": _hide,
    "keep": _keep,
    "black": _black,
    "look": _look,
    "end": _end,
}


# --- what follows from a state ----------------------------------------------------------------------------------------


def seal(state: State, at_ms: int) -> dict[str, Any]:
    """Return what can be said of sealed answers: how many there are, and a digest that shows if one is changed."""
    answers = sorted(json.dumps(value) for value in state.answers.get(state.step.id, {}).values())
    digest = hashlib.sha256("|".join([state.salt, *answers]).encode()).hexdigest()
    return {"answers": len(answers), "digest": digest[:6], "at_ms": at_ms}


def tally(state: State, step: Step) -> dict[str, int] | None:
    """Return how often each answer was given, or None where that would not be anonymous.

    Answers from fewer than four phones are left out; raised hands, which everyone saw, always count.
    """
    given = list(state.answers.get(step.id, {}).values())
    hands = state.counts.get(step.id)
    if len(given) < FEW and hands is None:
        return None
    totals: Counter[str] = Counter(hands or {})
    if len(given) >= FEW:
        totals.update(str(value[0] if step.kind == "bet" else value) for value in given)
    return dict(totals)


def leaders(state: State, step: Step) -> list[str]:
    """Return the options with the most votes; none where nothing may be counted."""
    totals = tally(state, step) or {}
    most = max(totals.values(), default=0)
    return [one.id for one in step.options if most and totals.get(one.id, 0) == most]


def elected(state: State, step: Step) -> str:
    """Return what a vote builds in, with commas where that may be several; nothing after a tie for one place.

    Of several options with equal votes, those that are listed first are built in.
    """
    if step.most == 1:
        best = leaders(state, step)
        return best[0] if len(best) == 1 else ""
    totals = tally(state, step) or {}
    named = [one.id for one in step.options if totals.get(one.id, 0)]
    return ",".join(sorted(named, key=lambda id: -totals[id])[: step.most])


def band_of(state: State, before: str = "") -> str:
    """Return the band of the year on the screen, with all that the room has decided in its scenario.

    With ``before``, the id of a step, only what was decided before that step.
    """
    assert state.script is not None
    here = state.step
    text, leader = here.band or state.script.band, _leader(state, here.scenario)
    until = state.script.index(before) if before else state.at + 1
    for _, one in decided(state, until):
        text += f"~{one.change.replace(LEADER, leader)}" if leader or LEADER not in one.change else ""
    return text


def decided(state: State, until: int | None = None, since: int = 0) -> list[tuple[Step, Option]]:
    """Return the options that change the year on the screen, with their votes: those of the steps from one to another.

    Without ``until``, up to the step that the room is at.
    """
    assert state.script is not None
    found = []
    for step in state.script.steps[since : state.at + 1 if until is None else until]:
        chosen = state.winners.get(step.id, "").split(",") if step.scenario == state.step.scenario else []
        found += [(step, one) for one in step.options if one.id in chosen and one.change]
    return found


def _leader(state: State, scenario: str) -> str:
    """Return the number of the hunter who leads what is chosen after a board; empty if none is alive."""
    assert state.script is not None
    boards = [one.id for one in state.script.steps if one.kind == "board" and one.scenario == scenario]
    found = [state.results[id]["leader"] for id in boards if id in state.results]
    return str(found[-1]) if found and found[-1] is not None else ""


def hands_of(state: State) -> str:
    """Return the latest step with rules of Hands that the room has come to; empty if there is none."""
    assert state.script is not None
    return next((one.id for one in reversed(state.script.steps[: state.at + 1]) if one.kind == "hands"), "")


def needed(state: State) -> tuple[str, dict[str, Any]]:
    """Return the next thing to do: the kind of event and its value. ``wait`` and ``choose`` are no events."""
    assert state.script is not None
    step = state.step
    if state.left is not None or state.held:
        return "resume", {}
    stages = step.stages
    place = stages.index(state.stage)
    if step.kind in COMPUTED and step.id not in state.results:
        return "wait", {}
    if place + 1 < len(stages):
        return "stage", {"to": stages[place + 1]}
    if step.kind == "vote" and step.id not in state.winners:
        return "choose", {}
    if state.at + 1 < len(state.script.steps):
        return "step", {"to": state.at + 1}
    return "end", {}
