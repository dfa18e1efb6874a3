"""What each kind of client is shown of a room: a phone, the screen, the trainer's strip.

No view holds a total before it is revealed, and none says who answered what: a phone gets its own answer alone.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dashboards.room import both_pays
from dashboards.room.cues import cue, rules_by_size, rules_of_hands, uncounted
from dashboards.room.hands import counted_by_hand, people_of, rings_of, shared_pay
from dashboards.room.lines import lines_of, merged, shown_lines
from dashboards.room.regime_map import DIALS, axes, cells, usual
from dashboards.room.script import ASKS, COMPUTED, Step
from dashboards.room.steps import FEW, TABLE_SIZES, State, asks_for_tables, band_of, decided, hands_of, tally
from dashboards.room.verbs import COUNTED, winners
from dashboards.room.verdict import verdict
from dashboards.room.words import step_texts
from hunt.hands import CLOSED_DAYS

FILMED = 0.9
"""Of the minutes of a film, the share in which it plays; the rest is for a word before it and after it."""


def question(state: State, voice: str) -> dict[str, Any]:
    """Return the step that all see: its kind, stage and words."""
    step = state.step
    texts = step_texts(voice, step.id)
    view: dict[str, Any] = {"id": step.id, "kind": step.kind, "stage": state.stage, "epoch": state.epoch}
    view |= {name: texts[name] for name in ("title", "note", "low", "high") if name in texts}
    if step.kind in ("choice", "vote"):
        view["options"] = [{"id": one.id, "label": texts["options"][one.id]} for one in step.options]
    if step.kind in ("scale", "bet"):
        view["range"] = [step.low, step.high]
    if step.kind == "place":
        view["axes"] = axes()
    if step.kind == "lines":
        view["fields"] = [{"id": one, "label": texts["fields"][one]} for one in step.fields]
    if step.keep:
        view["keep"] = True
    if step.seconds:
        view |= {"opened": state.opened_ms, "seconds": step.seconds, "left": state.left}
    sealed = bool(state.answers.get(step.id)) or not hands_counted(state, step)  # hands that all saw need no seal
    if sealed and step.id in state.seals and state.stage in ("sealed", "revealed"):
        view["seal"] = _sealed(state, step)
    return view


def phone_scene(state: State, voice: str) -> dict[str, Any]:
    """Return the part of a phone's state that is the same for all seats."""
    view = question(state, voice)
    view.pop("seal", None)
    if state.step.kind == "reveal" and state.stage == "revealed":
        view["alive"] = state.results[state.step.id]["alive"]
        view["without"] = state.results[state.step.id].get("without")
    if state.step.kind == "hands":
        view["rules"] = rules_by_size(state, voice)
    if state.per_table and state.step.kind in ("hands", "day"):
        view["table"] = list(TABLE_SIZES)
        view["stage"] = "open" if asks_for_tables(state) else state.stage
    return view | {"ended": state.ended, "paused": state.left is not None}


def own(state: State, seat: int) -> dict[str, Any]:
    """Return what belongs to one seat alone."""
    step = state.step
    name = step.of if step.kind == "reveal" else step.id
    view: dict[str, Any] = {"seat": seat, "answer": state.answers.get(name, {}).get(seat)}
    if step.kind in ("day", "hands", "rings"):
        view["ring"] = _own_ring(state, seat)
    return view


def _own_ring(state: State, seat: int) -> dict[str, Any] | None:
    for letter, ring in enumerate(rings_of(state)):
        if seat in ring.seats:
            played, shared = bool(ring.held), shared_pay(state, letter)
            own = sum(n for place, n in enumerate(ring.points) if ring.seats[place] == seat)
            return {
                "letter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[letter % 26],
                "size": len(ring.seats),
                "needed": ring.needed,
                "people": ring.seats.count(seat),
                "pay": ("shared" if shared else "own") if crossed(state) else "",
                "points": round(ring.store / len(ring.seats), 1) if shared else own,
                "held": ring.held[-1] if played else None,
                "closed": ring.closed[-1] if played else None,
                "fell": ring.fell is not None,
                "days": ring.closings,
                "falls": CLOSED_DAYS,
                "store": ring.store,
                "line": ring.winter,
                "lives": ring.lives,
                "paid": None if crossed(state) else sum(ring.points),
            }
    return None


def crossed(state: State) -> bool:
    """Say whether the year of Hands that the room is in is one of two, under different pay rules."""
    assert state.script is not None
    return any(one.year for one in state.script.steps if one.id == hands_of(state))


def screen(state: State, voice: str) -> dict[str, Any]:
    """Return what the projector shows."""
    assert state.script is not None
    here = state if state.look is None else _looking_back(state, state.look)
    step = here.step
    view = question(here, voice) | {"code": state.code, "black": state.black, "joined": len(state.seats)}
    view["answered"] = len(here.answers.get(step.id, {}))
    view["hands"] = hands_counted(here, step)
    if step.id in here.shown:
        view["totals"] = _totals(here, step, voice)
        if step.again:
            before = here.script.steps[here.script.index(step.again)]  # type: ignore[union-attr]
            view["before"] = _totals(here, before, voice)
    if step.kind == "map":
        view |= {"trying": here.trial is not None, "tried": dict(here.tried[-1]) if here.tried else None}
    if step.kind == "place":
        view["map"] = here.results.get(step.of)
    if step.kind == "lines":
        view["lines"] = merged(shown_lines(here))
    if step.kind == "vote":
        view["winner"] = here.winners.get(step.id)
        view["tied"] = winners(here)
        view["unchanged"] = unchanged(here, step)
    if step.kind == "film":
        view["film"] = _film(here, voice) | {"playing": here.stage == "playing", "sealed": _ends_a_bet(here)}
        view["held"] = here.held
    view["ahead"] = _film_ahead(here, voice)
    if step.kind == "years":
        view["chosen"] = chosen(here, voice)
    if step.kind in COMPUTED and _is_open(here, step) and step.id in here.results:
        view["result"] = here.results[step.id]
    if step.kind == "reveal":
        view |= _bets(here, step, voice)
    if step.kind in ("day", "hands", "rings"):
        view |= {"rings": [_ring(one) for one in rings_of(here)], "days": number_of_days(here), "falls": CLOSED_DAYS}
        for k in uncounted(here):
            view["rings"][k]["counting"] = True
        view["same_pay"] = not crossed(here)
        if step.kind == "rings":
            view["verdict"] = verdict(rings_of(here), paid=not crossed(here))
        if step.kind == "rings" and not crossed(here):
            for one, ring in zip(view["rings"], rings_of(here), strict=True):
                one["paid"] = sum(ring.points)
    if step.kind == "hands":
        view |= rules_of_hands(here, voice)
    if step.kind == "both":
        view["both"] = both_pays.said(here) | {"model": here.results.get(step.id)}
    return view


def unchanged(state: State, step: Step) -> bool:
    """Say whether a vote was for leaving the year as it is."""
    chosen = [one for one in step.options if one.id in state.winners.get(step.id, "").split(",")]
    return bool(chosen) and not any(one.change for one in chosen)


def chosen(state: State, voice: str, since: int = 0) -> list[str]:
    """Return what the room has decided of the year on the screen, in the words of its votes, without their prices."""
    return [_label(voice, step, one.id) for step, one in decided(state, since=since)]


def _label(voice: str, step: Step, option: str) -> str:
    text: str = step_texts(voice, step.id)["options"][option]
    return text.partition(" (")[0].partition(":")[0]


def _film(state: State, voice: str) -> dict[str, Any]:
    """Return a film as the stage needs it: its address, its days, the seconds it may take, and what was decided."""
    step = state.step
    found = {"query": film_query(state), "from": step.day[0], "to": step.day[1], "quick": state.quick}
    labels = [] if step.bands else chosen(state, voice)
    return found | {"seconds": round(FILMED * 60 * step.minutes), "decided": len(labels), "chosen": labels}


def _ends_a_bet(state: State) -> bool:
    """Say whether a film ends with the outcome of a bet that is still to be revealed: then its end is covered."""
    assert state.script is not None
    for step in state.script.steps[state.at + 1 :]:
        if step.kind == "reveal":
            return step.id not in state.shown
        if step.kind == "film":
            return False
    return False


def _film_ahead(state: State, voice: str) -> dict[str, Any] | None:
    """Return the film of the next step, so that the screen can load it before it is shown."""
    assert state.script is not None
    if state.at + 1 == len(state.script.steps) or (state.step.kind == "vote" and state.step.id not in state.winners):
        return None
    following = replace(state, at=state.at + 1)
    return _film(following, voice) if following.step.kind == "film" else None


def _is_open(state: State, step: Step) -> bool:
    """Say whether what the model says may be seen: the outcome of a bet only if its reveal was not skipped."""
    return state.stage == step.stages[-1] and (step.kind != "reveal" or step.id in state.shown)


def _looking_back(state: State, at: int) -> State:
    assert state.script is not None
    step, stage = state.script.steps[at], state.script.steps[at].stages[-1]
    if step.kind in ASKS and step.kind != "day" and step.id not in state.seals:
        stage = "shown"  # it was skipped before it was asked
    elif stage == "revealed" and step.kind in ASKS and step.id not in state.shown:
        stage = "sealed"
    return replace(state, at=at, stage=stage, left=None)


def _totals(state: State, step: Step, voice: str) -> list[dict[str, Any]] | None:
    totals = tally(state, step)
    if totals is None:
        return None
    if step.options:
        labels = step_texts(voice, step.id)["options"]
        return [{"id": one.id, "label": labels[one.id], "n": totals.get(one.id, 0)} for one in step.options]
    if step.kind == "place":
        return [{"id": one, "label": one, "n": totals.get(one, 0)} for one in cells()]
    return [{"id": str(k), "label": str(k), "n": totals.get(str(k), 0)} for k in range(step.low, step.high + 1)]


def _bets(state: State, step: Step, voice: str) -> dict[str, Any]:
    assert state.script is not None
    bet = state.script.steps[state.script.index(step.of)]
    view: dict[str, Any] = {
        "range": [bet.low, bet.high],
        "sealed": _sealed(state, bet) if bet.id in state.seals else None,
    }
    if _is_open(state, step):
        given = list(state.answers.get(bet.id, {}).values())
        view["bets"] = tally(state, bet)
        view["chosen"] = chosen(state, voice, since=state.script.index(bet.id))
        view["others"] = _others(state, step, voice)
        view["sure"] = round(sum(one[1] for one in given) / len(given), 1) if len(given) >= FEW else None
    return view


def _others(state: State, step: Step, voice: str) -> list[dict[str, Any]]:
    """Return how the year would have ended with each other option, in the words of the vote; rooms of old have none."""
    assert state.script is not None
    labels = {
        one.id: _label(voice, vote, one.id)
        for vote in state.script.steps[state.script.index(step.of) : state.script.index(step.id)]
        if vote.kind == "vote"
        for one in vote.options
    }
    return [{"label": labels[one["id"]], **one} for one in state.results.get(step.id, {}).get("others", ())]


def hands_counted(state: State, step: Step) -> int:
    """Return how many raised hands were typed for a question; of a day of Hands it is not the number that counts."""
    return sum(state.counts.get(step.id, {}).values()) if step.kind in COUNTED else 0


def _sealed(state: State, step: Step) -> dict[str, Any]:
    """Return what is said of a sealed question: answers of phones and raised hands together."""
    found = state.seals[step.id]
    return {**found, "answers": found["answers"] + hands_counted(state, step)}


def _ring(ring: Any) -> dict[str, Any]:
    return {
        "size": len(ring.seats),
        "needed": ring.needed,
        "held": list(ring.held),
        "rested": list(ring.rested),
        "closed": list(ring.closed),
        "fell": ring.fell,
        "days": ring.closings,
        "store": ring.store,
        "line": ring.winter,
        "lives": ring.lives,
        "meat": ring.meat,
        "most": ring.meat + 4 * len(ring.seats),
        "models": ring.played_by_the_model(-1),
    }


def number_of_days(state: State) -> int:
    """Return how many days the year of Hands has that the room is in."""
    assert state.script is not None
    return sum(one.kind == "day" and one.of == hands_of(state) for one in state.script.steps)


def tables_unsaid(state: State, present: int) -> int:
    """Return how many tables that have one phone have not said how many people they are, before the first day."""
    said = len(state.answers.get(state.step.id, {}))
    return max(0, present - said) if asks_for_tables(state) else 0


def film_query(state: State) -> str:
    """Return the stage's address of the year on the screen: of the room's own, or of the bands of its step."""
    assert state.script is not None
    step = state.step
    scenario = step.scenario or state.script.scenario
    bands = ",".join(step.bands) if step.kind == "film" and step.bands else band_of(state)
    return f"scenario={scenario}&bands={bands}&seed={state.seeds.get(step.id, state.seed)}&skin={state.skin}"


def droppable(state: State, voice: str) -> list[dict[str, Any]]:
    """Return the later steps that may be left out when it is late, with the minutes that each of them saves."""
    assert state.script is not None
    ahead = [one for one in state.script.steps[state.at + 1 : -1] if one.skip]
    return [{"title": step_texts(voice, one.id)["title"], "minutes": one.minutes} for one in ahead]


def strip(state: State, voice: str, presence: Mapping[str, int]) -> dict[str, Any]:
    """Return what the trainer sees: this step and the next, cues, numbers, never a total before it is revealed."""
    assert state.script is not None
    steps = state.script.steps
    following = steps[state.at + 1] if state.at + 1 < len(steps) else None
    here = state if state.look is None else _looking_back(state, state.look)
    view = screen(state, voice) | dict(presence) | cue(here, voice) | {"at": here.at, "of": len(steps)}
    view["next"] = step_texts(voice, following.id)["title"] if following and state.look is None else ""
    view["skip"] = bool(following and state.step.skip)
    view["droppable"] = droppable(state, voice)
    view["opened_ms"] = state.opened_ms
    view["last"] = following is None
    view["unsaid"] = tables_unsaid(state, presence["present"])
    view["held_lines"] = merged(lines_of(state))
    view["unread"] = len(view["held_lines"])
    view["asks"] = state.step.kind in ASKS or asks_for_tables(state)
    view["looking"] = state.look is not None
    view["paused"] = state.left is not None or state.held
    view["counts"] = dict(state.counts.get(state.step.id, {}))
    view["said"] = len(state.answers.get(state.step.id, {}))
    view["by_hand"] = {k + 1: people for k, people in counted_by_hand(state).items()}
    view["shared_tables"] = [k for k in counted_by_hand(state) if shared_pay(state, k)]
    view["crossed"] = crossed(state) and state.step.kind in ("hands", "day")
    view["second"] = next((one.year for one in steps if one.id == hands_of(state)), 0) == 2
    view["tables"] = [people_of(state.rings[k]) for k in counted_by_hand(state)]
    view["uncounted"] = bool(uncounted(state))
    view["begun"] = state.begun_ms
    view["planned"] = sum(one.minutes for one in steps[: state.at])
    view["planned_here"] = state.step.minutes
    asked = bool(here.results.get(here.step.id, {}).get("none_worse")) if here.step.kind == "years" else False
    view["asked"] = step_texts(voice, here.step.id).get("asked", "") if asked else ""
    view["minutes"] = sum(one.minutes for one in steps)
    view["ended"] = state.ended
    if state.step.kind == "map":
        view["dials"] = {name: list(ends) for name, ends in DIALS.items()}
        view["dials_here"] = usual(state.step.scenario or state.script.scenario)
    return view
