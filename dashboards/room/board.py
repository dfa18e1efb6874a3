"""The board of past, present and future: what of a year so far belongs on it, found by rule.

Past is what cost most before; present is the last trouble, and who saved the day; future is what has a date. Where a
year has nothing of a kind there is no card, and the screen says so.
"""

from typing import Any

from hunt.history import History
from hunt.narrator import Words, sentence
from hunt.vocabulary import NOBODY, EventKind

TROUBLE = (EventKind.INCIDENT, EventKind.WOLVES)
"""Kinds of events that cost food."""

MISSED = (EventKind.ESCAPED,)
"""Near misses: a ring that was almost closed."""

WINTER = 270
"""The first day of winter in a year."""


def cards_of(history: History, today: int, words: Words) -> dict[str, Any]:
    """Return the three cards on the morning of a day from 1 on, each with a day, or None where there is nothing yet."""
    hunters = history.hunters[today - 1]
    events = [one for one in history.events if one["day"] < today]
    trouble = [one for one in events if one["kind"] in TROUBLE]
    present = trouble[-1] if trouble else None
    rescue = next((one for one in reversed(events) if one["kind"] == EventKind.RESCUED), None)
    if present is not None and rescue is not None and rescue["day"] < present["day"]:
        rescue = None
    earlier = [one for one in events if one["kind"] in TROUBLE + MISSED and (present is None or one != present)]
    past = max(earlier, key=lambda one: (float(one["effect"]), int(one["day"])), default=None)
    return {
        "past": _card(past, history, words),
        "present": _card(present, history, words),
        "rescue": _card(rescue, history, words),
        "future": _ahead(history, today),
        "today": today,
        "living": int(hunters["alive"].sum()),
        "leader": _leader(hunters),
        "troubles": len(trouble),
        **_sums(history, today),
    }


def _sums(history: History, today: int) -> dict[str, float]:
    """Return what trouble has cost so far and what is in store, in days of food for everyone who is alive.

    The cost has what is lost each day until an incident is dealt with, which no single event says.
    """
    camp = history.camp[today - 1]
    a_day = max(1, int(camp["living"])) * history.parameters.need
    lost = float(camp["lost"]) + float(camp["stolen"])
    return {"cost": round(lost / a_day, 1), "store": round(float(camp["store"]) / a_day, 1)}


def _leader(hunters: Any) -> int | None:
    """Return who among the living has the highest standing: such a hunter leads what the room chooses."""
    standing = [(float(one["standing"]), -h) for h, one in enumerate(hunters) if one["alive"]]
    return -max(standing)[1] if standing else None


def _card(event: Any, history: History, words: Words) -> dict[str, Any] | None:
    if event is None:
        return None
    who, day = int(event["who"]), int(event["day"])
    a_day = max(1, int(history.hunters[day]["alive"].sum())) * history.parameters.need
    return {
        "day": day,
        "text": sentence(event, history, words),
        "days": round(float(event["effect"]) / a_day, 1) if event["kind"] in TROUBLE else 0,  # of everyone's food
        "who": words.names[who] if who != NOBODY else "",
    }


def _ahead(history: History, today: int) -> dict[str, Any] | None:
    """Return the next thing that has a date: the great herd or the winter."""
    dated = [("herd", history.parameters.great_herd), ("winter", WINTER if history.parameters.winter > 0 else -1)]
    ahead = [(day, what) for what, day in dated if today < day < history.parameters.days]
    return {"what": min(ahead)[1], "day": min(ahead)[0], "in": min(ahead)[0] - today} if ahead else None
