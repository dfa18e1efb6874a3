"""Which events of a run make its story: those worth a sentence, surprising ones, and those no story can do without."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from agents.behaviour.leading import SKILL_BY_PHASE
from hunt.history import History
from hunt.narrator.offers import SAYS
from hunt.narrator.scene import carcass
from hunt.narrator.sentences import pair_of
from hunt.narrator.words import Pair
from hunt.vocabulary import NOBODY, Because, EventKind, Phase

FEWEST = 8  # room for the beginning, the end and what every hunt is about
NEW = 2.0  # added surprise of the first event of its kind; a guess, as the next four
AGAIN = 1.2  # surprise lost by each earlier one of the same kind
APART = 20  # days between two events of a story after which it has moved on
TELLING = 4.0  # surprise below which more of the same is left out
A_LIFE = 40.0  # days of food for everyone that weigh in a story as much as one death
MATTERED = 0.2  # how much better the new leader must be for a change of lead to matter
MOUTHFULS = 0.5  # days of food for everyone that wolves must take to be worth a sentence
TOGETHER = 20  # days within which deaths share a sentence
TIMES_OF_DYING = 2  # sentences for all deaths between the first and the last, so that no death is left out
ALWAYS_TOLD = (
    (EventKind.BAND_LOST, Because.HUNGER),
    (EventKind.DIED, Because.HUNGER),
    (EventKind.DOWN, Because.HELD),
    (EventKind.ESCAPED, Because.OWN_PRODUCT),
    (EventKind.WINTER, Because.CHANCE),
    (EventKind.CALLED, Because.FRESH_TRACKS),
    (EventKind.PROMISED, Because.TOO_FEW),
    (EventKind.STAYED_AWAY, Because.CHANCE),
    (EventKind.FIXED, Because.PERMANENT_FIX),
    (EventKind.REVIEW, Because.STEPS),
    (EventKind.BROADCAST, Because.NO_STEPS),
    (EventKind.FEAST, Because.STANDING),
    (EventKind.INCIDENT, Because.WEAR),
    (EventKind.RESCUED, Because.WEAR),
    (EventKind.REFUSED, Because.NOT_IN_PLAN),
    (EventKind.PRESSED, Because.BEHIND_PLAN),
    (EventKind.OUTSOURCED, Because.SKILL_AT_ONCE),
    (EventKind.INSOURCED, Because.KNOWLEDGE_LEFT),
    (EventKind.GREAT_HERD, Because.CHANCE),
    (EventKind.TAUGHT, Because.BEST_SKILL),
    (EventKind.LET_GO, Because.OVERLOAD),
    (EventKind.TALLIED, Because.BEHIND_PLAN),
)
"""The first of each of these is always part of the story; in this order if room is short."""
ONCE = (
    (EventKind.STORM, Because.CHANCE),
    (EventKind.HERD_CAME, Because.CHANCE),
    (EventKind.LED, Because.BEST_SKILL),
    (EventKind.LED, Because.STANDING),
    (EventKind.PROMISED, Because.HELD),
)
"""One of each of these is enough."""


NO_FOOD = (
    EventKind.PRESSED,
    EventKind.REFUSED,
    EventKind.OUTSOURCED,
    EventKind.INSOURCED,
    EventKind.NEWCOMER,
    EventKind.TAUGHT,
    EventKind.TALLIED,
    EventKind.LET_GO,
    EventKind.STRAINED,
    EventKind.GREAT_HERD,
    EventKind.PROMISED,
)
"""What these events carry as their effect is no food: a share of the day, a number of strangers or of promises."""


@dataclass(frozen=True)
class Moment:
    """Something for the story: one event, or several deaths, of which it is the last."""

    index: int
    day: int
    pair: Pair
    size: float  # of its effect, days of food for everyone
    deaths: tuple[int, ...] = ()  # places of the deaths in one sentence


def moments_of(history: History) -> list[Moment]:
    """Return everything that could be part of the story."""
    deaths, moments, seen = [], [], set()
    for k, event in enumerate(history.events):
        pair = pair_of(event)
        if pair[0] == EventKind.DIED:
            deaths.append(k)
        elif pair in SAYS and _worth_telling(event, history):
            once = _only_once(k, event, history)
            if once not in seen:
                seen.add(once)
                moments.append(Moment(k, int(event["day"]), pair, _size(event, history)))
    if any(one.pair[0] == EventKind.BAND_LOST for one in moments):
        deaths = deaths[:-1]  # the last death is the end of the band, which has a sentence of its own
    return moments + _death_moments(deaths, history)


def _worth_telling(event: Any, history: History) -> bool:
    """Leave out leads that changed nothing, loads before the last of a carcass, and raids for a few mouthfuls.

    Also leave out that a hunt was called off where another event of that day says why.
    """
    if event["kind"] == EventKind.LED:
        return event["saw"][0] == Phase.STRIKE and _lead_gained(event, history) >= MATTERED
    if event["kind"] == EventKind.CALLED_OFF:
        at_once = event["because"] == Because.TOO_FEW and event["saw"][0] == 0.0
        return not (at_once or event["because"] == Because.GAP)
    if event["kind"] == EventKind.HAULED:
        loads, _, _ = carcass(event, history)
        return bool(loads[-1]["day"] == event["day"])
    if event["kind"] == EventKind.WOLVES:
        return _size(event, history) >= MOUTHFULS or event["effect"] < 0.5 * history.parameters.need
    return True


def _lead_gained(event: Any, history: History) -> float:
    """Return how much better the new leader was than the one before, on a day the beast fell; else 0."""
    who, whom, day = int(event["who"]), int(event["whom"]), int(event["day"])
    if whom == NOBODY or history.beasts[day, event["beast"]]["down"] != day:
        return 0.0
    skills = history.hunters[day]["skills"][:, SKILL_BY_PHASE[int(event["saw"][0])]]
    return float(skills[who] - skills[whom])


def _only_once(k: int, event: Any, history: History) -> tuple[int, ...]:
    """Return what must differ for two events to be two stories.

    Beasts of one herd come and are seen together; those who lose the same day to the tally lose it together; the
    hunter who stays away from a beast for days appears once.
    """
    if event["kind"] in (EventKind.HERD_CAME, EventKind.SIGHTED):
        herd = history.beasts[event["day"], event["beast"]]["herd"]
        return int(event["kind"]), int(event["day"]), int(herd), int(event["who"])
    if event["kind"] == EventKind.STAYED_AWAY:
        return int(event["kind"]), int(event["beast"])
    if event["kind"] == EventKind.TALLIED:
        return int(event["kind"]), int(event["day"])
    return (k,)


def _size(event: Any, history: History) -> float:
    """Return how large an effect was, in days of food for everyone alive."""
    if event["kind"] in NO_FOOD:
        return 0.0
    food = float(event["effect"])
    if event["kind"] == EventKind.HAULED:
        _, home, rotted = carcass(event, history)
        food = max(home, rotted)
    elif event["kind"] == EventKind.LED:
        food = _lead_gained(event, history) * float(history.beasts[event["day"], event["beast"]]["meat"])
    elif event["kind"] == EventKind.BAND_LOST:
        return A_LIFE
    return abs(food) / history.parameters.need / max(1, int(history.camp[event["day"]]["living"]))


def _death_moments(deaths: Sequence[int], history: History) -> list[Moment]:
    """Return the first death by itself, and the others together where they follow each other closely."""
    days = history.events["day"]
    groups = [[k] for k in deaths]
    while len(groups) > 2:
        spans = [int(days[late[-1]] - days[early[0]]) for early, late in pairwise(groups[1:])]
        near = int(np.argmin(spans))
        if spans[near] >= TOGETHER and len(groups) <= 1 + TIMES_OF_DYING:
            break
        groups[1 + near] += groups.pop(2 + near)
    pair = EventKind.DIED, Because.HUNGER
    return [Moment(group[-1], int(days[group[-1]]), pair, A_LIFE * len(group), tuple(group)) for group in groups]


def chosen_of(moments: Sequence[Moment], room: int) -> dict[Moment, float]:
    """Return the moments to tell and how surprising each was when it was chosen."""
    rarity = rarity_of(moments)
    chosen: dict[Moment, float] = {}
    told: Counter[Pair] = Counter()

    def take(moment: Moment) -> None:
        chosen[moment] = surprise_of(moment, rarity, told)
        told[moment.pair] += 1

    firsts = [next((one for one in moments if one.pair == pair), None) for pair in ALWAYS_TOLD]
    for moment in [one for one in firsts if one is not None][:room]:
        take(moment)
    while len(chosen) < room:
        left = [one for one in moments if one not in chosen and not (one.pair in ONCE and told[one.pair])]
        worth = {one: surprise_of(one, rarity, told) + _moved_on(one, chosen) for one in left}
        best = max(left, key=lambda one: (worth[one], -one.index), default=None)
        if best is None or (len(chosen) >= FEWEST - 2 and worth[best] < TELLING):
            break
        take(best)
    return chosen


def rarity_of(moments: Sequence[Moment]) -> dict[Pair, float]:
    """Return, for each kind and reason, -log of its share of all moments of the run."""
    counts = Counter(moment.pair for moment in moments)
    return {pair: -math.log(count / len(moments)) for pair, count in counts.items()}


def surprise_of(moment: Moment, rarity: Mapping[Pair, float], told: Mapping[Pair, int]) -> float:
    """Rare in this run, new to the listener, large in effect."""
    times = told[moment.pair]
    return rarity[moment.pair] + (NEW if times == 0 else -AGAIN * times) + math.log1p(moment.size)


def _moved_on(moment: Moment, chosen: Iterable[Moment]) -> float:
    """Favour what fills a gap in the year: 1 far from all events chosen, 0 on the same day."""
    return min([1.0, *(abs(moment.day - one.day) / APART for one in chosen)])
