"""What the trainer may say now, and what the screen says about the rings that were drawn."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboards.room.hands import counted_by_hand, rings_of
from dashboards.room.steps import HAND, State
from dashboards.room.verbs import winners
from dashboards.room.words import room_words, step_texts
from hunt.hands import CLOSED_DAYS, NEEDED, WINTER, meat_of, needed_of

USUAL = 6
"""The size of ring that the rules are explained with before it is known who plays."""


def uncounted(state: State) -> list[int]:
    """Return the rings, by place, whose raised hands of this closed day are still to be typed."""
    if state.step.kind != "day" or state.stage != "sealed":
        return []
    known = state.counts.get(state.step.id, {})
    return [k for k in counted_by_hand(state) if str(k + 1) not in known]


def cue(state: State, voice: str) -> dict[str, str]:
    """Return what to ``say``, what to ``do`` and what to ``avoid`` at this stage of a step; empty where nothing is."""
    texts = step_texts(voice, state.step.id)
    say = texts.get(f"say_{_moment(state)}", texts.get(f"say_{state.stage}", texts.get("say", "")))
    done = state.step.kind == "reveal" and (state.stage == "revealed" or _seen(state))
    return {"say": say, "do": "" if done else texts.get("do", ""), "avoid": texts.get("not", "")}


def _seen(state: State) -> bool:
    """Say whether the film has shown how the year of the bets ends: nobody is left, and the room has changed nothing.

    A film that ends before its year does has shown that.
    """
    result = state.results.get(state.step.id, {})
    return result.get("alive") == 0 and result.get("without") is None


def _moment(state: State) -> str:
    """Return for which moment of a step there may be a cue of its own."""
    if uncounted(state):
        return "counting"
    if winners(state):
        return "tied"
    if state.step.kind == "rings" and (rings := rings_of(state)):
        lives = {one.lives for one in rings}
        return "shown" if len(lives) > 1 else "all" if True in lives else "none"
    if state.step.kind == "reveal" and state.stage == "revealed":
        result = state.results.get(state.step.id, {})
        return "same" if result and result["alive"] == result.get("without") else state.stage
    return state.stage


RULES = ("goal", "pay", "day", "mammoth")
"""The lines of the rules, what counts before everything else."""


def rules_of_hands(state: State, voice: str) -> dict[str, Any]:
    """Return the rules of Hands with the numbers of the rings that were drawn: a ``note``, and four lines."""
    words = room_words(voice)["steps"]["hands"]
    sizes = _sizes(state)
    drawn = any(len(set(seats)) > 2 or (HAND not in seats and not state.per_table) for seats in state.rings)
    first = words["note_drawn"].format(sizes=_or(words, sizes)) if drawn else words["note_tables"]
    return {"note": f"{first} {step_texts(voice, state.step.id)['note']}", "rules": _rules(state, voice, sizes)}


def rules_by_size(state: State, voice: str) -> dict[str, Any]:
    """Return the lines of the rules for each size of ring there is, as phones show them."""
    return {str(size): _rules(state, voice, [size]) for size in _sizes(state)}


def _sizes(state: State) -> list[int]:
    return sorted({len(seats) for seats in state.rings} & set(NEEDED)) or [USUAL]


def _rules(state: State, voice: str, sizes: Sequence[int]) -> list[dict[str, str]]:
    """Return the lines of the rules; a year of Hands may have other words than the game, as where pays differ."""
    words = {**room_words(voice)["steps"]["hands"], **step_texts(voice, state.step.id)}
    numbers = {
        "needed": _or(words, [words["note_of"].format(needed=needed_of(size), size=size) for size in sizes]),
        "meat": _or(words, [meat_of(size) for size in sizes]),
        "winter": _or(words, [WINTER * size for size in sizes]),
        "falls": CLOSED_DAYS,
    }
    return [{"id": one, "name": words[f"name_{one}"], "text": words[f"rule_{one}"].format(**numbers)} for one in RULES]


def _or(words: Mapping[str, str], all_of_them: Sequence[Any]) -> str:
    """Return a list as in 5, 6 or 7."""
    *first, last = map(str, all_of_them)
    return f"{', '.join(first)} {words['note_or']} {last}" if first else last
