"""What the page of the story asks of the server: its year, the next morning to decide, the same hands elsewhere."""

from dataclasses import replace
from typing import Any

from dashboards.shared.address import Address
from dashboards.story.mornings import Morning, mornings
from dashboards.story.search import FIRST_MORNING
from dashboards.story.year import story_year
from hunt.catalogue.arms import Arm
from hunt.errors import HuntError, shown
from hunt.history import History, record
from hunt.vocabulary import EventKind


def chosen_year() -> dict[str, Any]:
    """Return whose year the story is, and how often a year is like it among those searched."""
    year = story_year()
    hunters = year.parameters(year.regime).hunters
    enough, saved, cost = (sum(column) for column in zip(*year.counts, strict=True))
    return {
        "scenario": year.scenario,
        "regime": year.regime,
        "other": year.other,
        "seed": year.seed,
        "hunter": year.hunter,
        "hunters": hunters,
        "mornings": year.mornings,
        "pause": year.pause,
        "first": FIRST_MORNING,
        "clearly": year.clearly,
        "searched": {
            "years": len(year.counts),
            "hunters": hunters * len(year.counts),
            "enough": enough,
            "saved": saved,
            "cost": cost,
        },
    }


def next_morning(address: Address, hunter: int, after: int) -> dict[str, Any]:
    """Return the next morning after a day that a hunter decides, and how many such mornings the whole year has.

    Raises
    ------
    HuntError
        For a hunter who is not in the band, or a day outside the year.
    """
    (band,) = address.bands
    year = address.run(band)
    days = year[0].days
    if not 0 <= after < days:
        last = days - 1
        raise HuntError(f"after = {shown(after)} is not a day of this year, which has days 0 to {last}.")
    all_year = list(mornings(*year, hunter))
    found = next((one for one in all_year if one.needed and one.day > after), None)
    return {
        "hunter": hunter,
        "could": len(all_year),
        "decided": sum(one.needed for one in all_year),
        "next": None if found is None else _morning(record(*year), found),
    }


def _morning(history: History, one: Morning) -> dict[str, Any]:
    """Return a morning with what everyone knows about that hunt."""
    events = history.events
    asked = events[(events["kind"] == EventKind.PROMISED) & (events["beast"] == one.beast) & (events["day"] <= one.day)]
    return {
        "day": one.day,
        "beast": one.beast,
        "kind": int(history.beasts[one.day, one.beast]["kind"]),
        "over": one.over,
        "promised": int((history.promised[one.day] == one.beast).sum()),
        "needed": int(asked[-1]["saw"][2]) if len(asked) else None,
    }


def same_hands(address: Address) -> dict[str, Any]:
    """Return a band with those of its forced choices that there are in its year; others are left to the hunter.

    A choice made in one year may not exist in another: without a promise there is no ring to hold.
    """
    (band,) = address.bands
    parameters, seed = address.parameters(band), address.seed or 0
    kept = Arm(band.regime, band.settings)
    dropped = []
    for one in sorted(band.done):
        more = replace(kept, done=(*kept.done, one))
        try:
            record(parameters, seed, address.changes(more))
        except HuntError:  # this choice was not there that morning, or the hunter was dead
            dropped.append(one[0])
            continue
        kept = more
    return {"band": kept.text(), "dropped": dropped}
