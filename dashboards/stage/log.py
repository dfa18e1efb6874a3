"""The log of a year in sentences, with what repeats itself folded into one line."""

from typing import Any

from hunt.errors import HuntError
from hunt.history import History
from hunt.narrator import Words, sentence
from hunt.vocabulary import EventKind


def log_of(history: History, words: Words) -> list[str]:
    """Return a sentence for each event, in their order; empty for those that are folded into another line.

    Of the loads carried home from a beast only the last one has a line, which sums them up; of the changes of the lead
    at the hunts for a beast only the first.
    """
    folded = _folded(history)
    return ["" if k in folded else _sentence(event, history, words) for k, event in enumerate(history.events)]


def _folded(history: History) -> set[int]:
    last_load: dict[int, int] = {}
    led: set[int] = set()
    folded = set()
    for k, event in enumerate(history.events):
        beast = int(event["beast"])
        if event["kind"] == EventKind.HAULED:
            if beast in last_load:
                folded.add(last_load[beast])
            last_load[beast] = k
        elif event["kind"] == EventKind.LED:
            if beast in led:
                folded.add(k)
            led.add(beast)
    return folded


def _sentence(event: Any, history: History, words: Words) -> str:
    """Return what happened as a sentence, or nothing where the skin has none for it yet."""
    try:
        return sentence(event, history, words)
    except HuntError:
        return ""
