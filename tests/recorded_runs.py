"""Runs to narrate: over all scenarios, regimes and ways to lead, in bands of several sizes, and some with acts."""

import re
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

import hunt
from hunt.catalogue.regimes import regime_ids
from hunt.catalogue.scenarios import scenario, scenario_ids
from hunt.history import History
from hunt.vocabulary import NOBODY, Because, EventKind, Leadership

RUNS = 60
BANDS = (12, 12, 8, 24, 2)
MOST_WORDS = 22
"""Of a sentence."""

PLACES = (
    *("default-valley", "borrowed-hands", "conveyor-valley", "everybody-knows", "great-herd-coming"),
    *("hero-of-the-night", "hired-strangers", "imposed-list", "lone-wolves", "newcomers", "nobody-who-can", "one-fire"),
    *("owned-list", "plenty-of-rabbits", "predictable-steppe", "scattered-fires", "slogan-on-the-wall", "storm-year"),
    *("strangers", "the-counter-arrives", "thin-ice"),
)
RULES = (
    *("heroics", "mission", "mixed", "none", "own-product", "plan", "ranking", "shared-survival", "sla", "slogan"),
    "vision",
)
"""What is narrated below does not change where a scenario or a regime is added; what is added has a run of its own."""

PUSHED = (
    {"push": 0.6, "plan": 0.8, "scope": 1, "leadership": "plan", "orders": 0.3, "own_pace": 0.05},
    {"push": 0.4, "plan": 1.0, "scope": 1, "orders": 0.2, "own_pace": 0.1},
    {"push": 0.5, "plan": 2.0, "scope": 1, "orders": 0.3, "own_pace": 0.1, "start_store": 60.0},
)
HIRED = [(40, {"outsource": "track"}), (60, {"teach": 3}), (90, {"newcomer": 4}), (120, {"insource": "track"})]
ACTS = [(20, {"broadcast": 4}), (25, {"review": 5}), (30, {"feast": 6})]

Narrated = list[tuple[History, str]]
"""Runs, each with the id of its regime."""


def _added() -> Narrated:
    """Return a run of each scenario and each regime that is not in the lists above."""
    pairs = [(place, "own-product") for place in scenario_ids() if place not in PLACES]
    pairs += [("default-valley", rule) for rule in regime_ids() if rule not in RULES]
    return [(hunt.record(scenario(place).parameters(rule), 1), rule) for place, rule in pairs]


@cache
def sixty_runs() -> Narrated:
    """Return sixty runs, and some in which more happens."""
    leaderships = list(Leadership)
    runs = []
    for k in range(RUNS):
        place, rule = PLACES[k % len(PLACES)], RULES[k % len(RULES)]
        leadership = leaderships[k // len(PLACES) % len(leaderships)]
        settings = scenario(place).parameters(rule, leadership=leadership, hunters=BANDS[k % len(BANDS)])
        runs.append((hunt.record(settings, k), rule))
    keen = {"start_foresight": 100.0, "foresight_fading": 0.0, "fix_days": 10.0}
    for seed in (1, 2):
        night = scenario("hero-of-the-night").parameters("shared-survival", **keen)
        runs.append((hunt.record(night, seed, ACTS), "shared-survival"))
    for seed, pushed in enumerate(PUSHED):
        runs.append((hunt.record(scenario().parameters("plan", hunters=10, **pushed), seed, HIRED), "plan"))
    return [*runs, *_added()]


@cache
def few_runs() -> Narrated:
    """Return fewer runs, to be narrated in every skin."""
    runs = []
    for k in range(24):
        rule = RULES[k % len(RULES)]
        settings = scenario(PLACES[k % len(PLACES)]).parameters(rule, hunters=(12, 8, 2)[k % 3])
        runs.append((hunt.record(settings, 100 + k), rule))
    runs.append((hunt.record(scenario("hero-of-the-night").parameters("heroics"), 1, ACTS), "heroics"))
    plan = scenario().parameters("plan", hunters=10, **PUSHED[2])
    return [*runs, (hunt.record(plan, 2, HIRED), "plan"), *_added()]


@cache
def good_year() -> History:
    """Return a year in which hunts succeed, so that there is something of everything."""
    return hunt.record(scenario().parameters("shared-survival"), 7)


def pair_of(event: Any) -> tuple[EventKind, Because]:
    """Return the kind of an event and its reason."""
    return EventKind(int(event["kind"])), Because(int(event["because"]))


def with_events(history: History, events: list[Any]) -> History:
    """Return the same run with other events."""
    return replace(history, events=np.array(events, dtype=history.events.dtype))


def noted(history: History, day: int, kind: EventKind, because: Because, **values: Any) -> Any:
    """Return one event, written by hand."""
    event = np.zeros(1, history.events.dtype)[0]
    for name in ("who", "whom", "beast"):
        event[name] = NOBODY
    event["day"], event["kind"], event["because"] = day, kind, because
    for name, value in values.items():
        event[name] = value
    return event


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text."""
    return re.split(r"(?<=[.!?])\s+", text)


def words_of(text: str) -> list[str]:
    """Return the words of a text."""
    return re.findall(r"\d[\d,]*\d|[\w'-]+", text.lower())
