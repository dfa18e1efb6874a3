"""One event with the history it belongs to: what can be looked up to narrate it."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.behaviour.geometry import rounded
from hunt.catalogue.interventions import segments
from hunt.history import History
from hunt.narrator.words import Count, Noun, Words
from hunt.vocabulary import NOBODY, Action, EventKind, Leadership

NEAR = 3  # cells around the camp within which no wind is named
HOURS_A_DAY = 8
"""A share of a day is narrated as hours of a day this long."""


@dataclass(frozen=True)
class Scene:
    """One event, with the history it belongs to and the words to narrate it in."""

    event: Any
    history: History
    words: Words
    new_beast: bool = False  # the listener has not heard of this beast yet

    @property
    def day(self) -> int:
        """Day of the event."""
        return int(self.event["day"])

    @property
    def camp(self) -> Any:
        """The camp on the evening of that day."""
        return self.history.camp[self.day]

    @property
    def hunters(self) -> NDArray[Any]:
        """All hunters on that evening."""
        return np.asarray(self.history.hunters[self.day])

    @property
    def beast(self) -> Any:
        """The beast of the event on that evening."""
        return self.history.beasts[self.day, self.event["beast"]]

    @property
    def living(self) -> int:
        """How many lived on that evening, at least 1 so that food can be divided."""
        return max(1, int(self.camp["living"]))

    def saw(self, which: int) -> int:
        """Return a number the event carries, as a whole one."""
        return rounded(float(self.event["saw"][which]))

    def count(self, number: float) -> Count:
        """Return a number as sentences take it."""
        return self.words.count(number)

    def some(self, number: float) -> Count | None:
        """Return a number, or None when it rounds to nothing worth a sentence."""
        count = self.words.count(number)
        return count if count.number > 0 else None

    def hours(self, share: float) -> Count | None:
        """Return a share of a day as hours, or None when it is less than half of one."""
        return self.some(HOURS_A_DAY * float(share))

    def word(self, group: str, one: int, *, new: bool = False) -> Noun:
        """Return a word of a group as sentences take it."""
        return self.words.noun(group, one, new=new)

    def days_of_food(self, food: float) -> float:
        """Return person-days as days of food for everyone alive."""
        return food / self.history.parameters.need / self.living

    def name(self, hunter: int) -> str | None:
        """Return the name of a hunter, or None for nobody."""
        return None if hunter == NOBODY else self.words.names[hunter]

    def wind(self, x: int, y: int) -> str | None:
        """Return in which part of the valley a place lies, seen from the camp; None close to the camp."""
        east, north = int(x) - int(self.camp["x"]), int(y) - int(self.camp["y"])
        if max(abs(east), abs(north)) <= NEAR:
            return None
        return self.words.winds[rounded(math.atan2(east, north) / (math.pi / 4)) % 8]

    def party(self, day: int | None = None) -> NDArray[np.bool_]:
        """Tell for each hunter whether they stood at the beast that day, or on another one."""
        day = self.day if day is None else day
        hunters = self.history.hunters[day]
        up = hunters["alive"] | (hunters["died"] == day)
        at_it = hunters["there"] & (hunters["target"] == self.event["beast"])
        return np.asarray(up & at_it, dtype=np.bool_)

    def came_to(self, action: Action, day: int | None = None) -> int:
        """Count the party by what they came for."""
        actions = self.history.actions[self.day if day is None else day]
        return int((self.party(day) & (actions == action)).sum())

    def better(self) -> NDArray[np.bool_]:
        """Tell for each hunter and skill whether it was better that evening than the evening before."""
        before = self.history.hunters[max(0, self.day - 1)]["skills"]
        return np.asarray(self.hunters["skills"] > before, dtype=np.bool_)

    def doubters_of(self, who: int) -> int:
        """Count the living who trusted a hunter less that evening than the evening before."""
        trust = self.history.trust
        less = trust[self.day, :, who] < trust[max(0, self.day - 1), :, who]
        return int((less & self.hunters["alive"]).sum())

    def earlier(self, kind: EventKind) -> NDArray[Any]:
        """Return the events of a kind noted before this one."""
        return of_kind(self.history.events[: _index(self.event, self.history)], kind)

    def same_day(self, kind: EventKind) -> NDArray[Any]:
        """Return the events of a kind on that day."""
        events = self.history.events
        return of_kind(events[events["day"] == self.day], kind)

    def first(self) -> list[str]:
        """Return the case ``first`` where nothing of the kind was noted before."""
        return [] if len(self.earlier(EventKind(int(self.event["kind"])))) else ["first"]

    def plan(self) -> list[str]:
        """Return, where a plan led, the case that tells whether the day was as planned."""
        stretches = segments(self.history.parameters, self.history.changes)
        led = next(settings.leadership for start, stop, settings in stretches if start <= self.day < stop)
        if led != Leadership.PLAN:
            return []
        return ["as_planned" if self.camp["as_planned"] else "unplanned"]


def of_kind(events: NDArray[Any], kind: EventKind) -> NDArray[Any]:
    """Return the events of a kind."""
    return np.asarray(events[events["kind"] == kind])


def _index(event: Any, history: History) -> int:
    """Return where in the history an event stands; an unknown one counts as the last."""
    raw = event.tobytes()
    for k in np.flatnonzero((history.events["day"] == event["day"]) & (history.events["kind"] == event["kind"])):
        if history.events[k].tobytes() == raw:
            return int(k)
    return len(history.events)


def carcass(event: Any, history: History) -> tuple[NDArray[Any], float, float]:
    """Return all loads carried from a beast, what came home of it and what never did, person-days."""
    events, b = history.events, event["beast"]
    loads = of_kind(events[events["beast"] == b], EventKind.HAULED)
    fell = of_kind(events[events["beast"] == b], EventKind.DOWN)
    home = float(loads["effect"].sum())
    left = float(history.beasts[-1, b]["meat"])
    return loads, home, float(fell["effect"].sum()) - home - left
