"""One event as a sentence."""

from collections.abc import Mapping, Sequence
from typing import Any

from hunt.errors import HuntError
from hunt.history import History
from hunt.narrator.offers import SAYS, always
from hunt.narrator.scene import Scene
from hunt.narrator.skin_pages import named
from hunt.narrator.words import TEXT, Fact, Pair, Table, Words
from hunt.vocabulary import Because, EventKind


def sentence(event: Any, history: History, words: Words) -> str:
    """Return what happened as a sentence.

    Parameters
    ----------
    event
        One of ``history.events``.
    history
        The run it belongs to.
    words
        The skin to narrate it in.

    Raises
    ------
    HuntError
        For an event of a kind and reason that the words do not know.
    """
    return sentence_of(Scene(event, history, words), set())


def sentence_of(scene: Scene, said: set[str]) -> str:
    """Return what happened as a sentence, rather one that was not said before; what is said is added."""
    pair = pair_of(scene.event)
    if pair not in SAYS:
        kind, because = (one.name.lower() for one in pair)
        raise HuntError(
            f"No sentence is known for {kind} because of {because}; add the pair to hunt/narrator/offers.py."
        )
    read = SAYS[pair].read
    facts, cases = read(scene) if read else ({}, ())
    return filled(scene.words.sentences[pair], {**always(scene), **facts}, cases, scene.day, said)


def pair_of(event: Any) -> Pair:
    """Return kind and reason of an event."""
    return EventKind(int(event["kind"])), Because(int(event["because"]))


def filled(table: Table, facts: Mapping[str, Fact | None], cases: Sequence[str], day: int, said: set[str]) -> str:
    """Fill a sentence of the first case that has one; the day picks which, so that it does not bore.

    Only sentences all of whose names are known can be used, and one that was said already comes last.
    """
    known = {name: one for name, one in facts.items() if one is not None}
    for case in (*cases, TEXT):
        possible = [one for one in table.get(case, ()) if named(one) <= known.keys()]
        if possible:
            turn = day % len(possible)
            possible = possible[turn:] + possible[:turn]
            chosen = next((one for one in possible if one not in said), possible[0])
            said.add(chosen)
            text = chosen.format_map(known)
            return text[0].upper() + text[1:]
    raise HuntError(f"No sentence could be filled with {', '.join(sorted(known))}; add one under text.")
