"""The event log."""

from types import SimpleNamespace

from small_world import small_world

from agents.behaviour.event_log import log_event
from hunt.vocabulary import NOBODY, Because, EventKind


def test_an_event_keeps_what_happened_to_whom_and_why():
    world, _ = small_world()
    log_event(world, 3, EventKind.HELPED, 1, 2, 4, Because.CHANCE, 0.5, 1.5, 2.5, 9.0)
    log_event(world, 4, EventKind.STORM)
    first, second = world.log[:2]
    assert vars(first) == {
        "day": 3, "kind": EventKind.HELPED, "who": 1, "whom": 2, "beast": 4, "because": Because.CHANCE,
        "saw": [0.5, 1.5, 2.5], "effect": 9.0,
    }  # fmt: skip
    assert (second.day, second.who, second.whom, second.beast) == (4, NOBODY, NOBODY, NOBODY)
    assert world.camp.logged == 2


def test_a_full_log_keeps_its_first_events():
    world, _ = small_world()
    world.log = [SimpleNamespace(saw=[0.0, 0.0, 0.0])]
    for day in range(3):
        log_event(world, day, EventKind.STORM)
    assert world.camp.logged == 1
    assert world.log[0].day == 0
