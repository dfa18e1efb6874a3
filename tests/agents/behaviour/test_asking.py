"""Whoever calls a hunt asks named hunters one after another; each promises to hold the ring, or declines."""

import numpy as np
import pytest
from cases import each
from small_world import logged, promise, put_beast, small_world

from agents.behaviour import asking
from agents.behaviour.activation import next_up
from agents.behaviour.asking import (
    CRAFTS,
    DECLINED,
    NOT_ASKED,
    PROMISED,
    ask_for_promises,
    caller_of,
    find_party,
    may_be_asked,
    next_to_ask,
    promises,
    reliability,
)
from agents.behaviour.geometry import rounded
from agents.behaviour.trusting import trust
from hunt.catalogue.parameters import Parameters
from hunt.history import record
from hunt.vocabulary import NOBODY, Action, Because, EventKind, Leadership, Skill

WILLING = {"kappa": 0.0, "temperature": 0.0, "effort_hunt": 0.0, "start_odds": 1.0, "horizon": 1000.0}
"""A band in which everybody who may be needed promises."""


def on_a_day_of_a_call(day=3, **settings):
    world, luck = small_world(**(WILLING | settings))
    beast = put_beast(world, 8, 7)
    beast.called, beast.sighted = day, day
    world.quarries[0], world.camp.news = 0, 1.0
    return world, luck, beast


def order_of(world, luck, day=3):
    """Return the hunters in the order of a day."""
    return [next_up(seat, day, len(world.hunters), luck) for seat in range(len(world.hunters))]


def all_say(monkeypatch, *names):
    """Let these hunters, or all, promise; note who is asked."""
    asked = []

    def answer(h, b, day, world, luck):
        asked.append(h)
        return not names or h in names

    monkeypatch.setattr(asking, "promises", answer)
    return asked


# --- how many ----------------------------------------------------------------------------------------------------


@each(("trusted", "party"), [(0.98, 5), (0.75, 6), (0.5, 8)])
def test_as_many_are_asked_as_are_expected_to_hold_the_ring(trusted, party):
    with pytest.MonkeyPatch.context() as patch:
        asked = all_say(patch)
        world, luck, beast = on_a_day_of_a_call(start_trust=trusted, needed=5, steadiness=1.0)
        assert find_party(0, 5, 3, world, luck) == party
    assert len(asked) == len(set(asked)) == party == world.camp.asked == world.camp.promised == beast.promises
    assert beast.expected == pytest.approx(1.0 + (party - 1) * trusted), "the caller counts on themselves fully"
    assert rounded(beast.expected) >= 5 > rounded(beast.expected - trusted), "and no more are asked than that"


def test_who_may_fail_at_the_cell_counts_for_less():
    with pytest.MonkeyPatch.context() as patch:
        all_say(patch)
        world, luck, beast = on_a_day_of_a_call(start_trust=0.98, needed=3, steadiness=0.5)
        assert find_party(0, 3, 3, world, luck) == 6
    assert beast.expected == pytest.approx(0.5 * (1.0 + 5 * 0.98))


@each(("spare", "party"), [(0, 5), (2, 7), (100, 8)])
def test_with_hunters_to_spare_more_are_asked_than_are_needed(spare, party):
    with pytest.MonkeyPatch.context() as patch:
        all_say(patch)
        world, luck, _ = on_a_day_of_a_call(start_trust=0.98, needed=5, steadiness=1.0, spare=spare)
        assert find_party(0, 5, 3, world, luck) == party


def test_those_who_decline_are_asked_once_and_count_for_nothing(monkeypatch):
    world, luck, beast = on_a_day_of_a_call(start_trust=0.98, needed=3, steadiness=1.0)
    order = order_of(world, luck)
    asked = all_say(monkeypatch, *order[1:7:2])
    assert find_party(0, 3, 3, world, luck) == 3
    assert sorted(asked) == sorted(set(asked))
    assert (world.camp.asked, world.camp.promised, beast.promises) == (len(asked), 3, 3)
    assert beast.expected == pytest.approx(3 * 0.98)
    answers = [world.verdict[h] for h in asked]
    assert answers == [PROMISED if h in order[1:7:2] else DECLINED for h in asked]
    assert {world.verdict[h] for h in set(range(8)) - set(asked)} <= {NOT_ASKED}


def test_when_all_have_been_asked_that_is_the_party(monkeypatch):
    world, luck, _ = on_a_day_of_a_call(needed=6)
    asked = all_say(monkeypatch, 2)
    assert find_party(0, 6, 3, world, luck) == 1
    assert sorted(asked) == list(range(8))


# --- who calls, who is asked and in which order ------------------------------------------------------------------


def test_the_first_able_hunter_of_the_day_calls_and_is_remembered():
    world, luck, beast = on_a_day_of_a_call()
    first, second, third, *_ = order_of(world, luck)
    assert caller_of(3, world, luck) == first
    world.hunters[first].injured, world.hunters[second].alive = 2, False
    assert caller_of(3, world, luck) == third
    find_party(0, 6, 3, world, luck)
    assert beast.caller == third
    for hunter in world.hunters:
        hunter.injured = 1
    assert caller_of(3, world, luck) == NOBODY
    assert find_party(0, 6, 3, world, luck) == 0


def test_the_hurt_the_dead_the_bound_and_the_unreached_are_not_asked():
    world, luck, _ = on_a_day_of_a_call()
    world.hunters[1].injured, world.hunters[2].alive = 3, False
    promise(world, 3, b=1)
    luck.hear[3, 4], luck.hear[3, 5] = 0.5, 0.4
    for news, reached in ((1.0, [0, 4, 5, 6, 7]), (0.45, [5])):
        luck.hear[3, [0, 6, 7]] = 0.9
        world.camp.news = news
        assert [h for h in range(8) if may_be_asked(h, 3, world, luck)] == reached


def test_a_caller_counts_on_others_as_far_as_they_are_trusted():
    world, _ = small_world()
    world.kept[2, 5], world.broken[2, 5] = 1.0, 6.0
    assert reliability(2, 5, world) == pytest.approx(trust(1.0, 6.0)) == pytest.approx(2.0 / 9.0)
    assert reliability(2, 2, world) == 1.0
    assert reliability(5, 2, world) == pytest.approx(world.params.start_trust), "trust is not mutual"


def ready_to_ask(leadership):
    """A caller who trusts the seventh most, and the others the less the earlier they come."""
    world, luck, _ = on_a_day_of_a_call(leadership=leadership)
    world.verdict[:] = NOT_ASKED
    order = order_of(world, luck)
    for k, h in enumerate(order):
        world.kept[order[0], h], world.broken[order[0], h] = float(k), 8.0 - k
        world.hunters[h].repute[:] = 0.5
    return world, luck, order


@each("promised", [0, 1, 2])
def test_by_situation_the_crafts_are_asked_first_in_the_order_of_the_hunt(promised):
    world, luck, order = ready_to_ask(Leadership.SITUATIONAL)
    master = order[4]
    world.verdict[order[0]] = PROMISED
    world.hunters[master].repute[CRAFTS[promised]] = 0.99
    assert next_to_ask(order[0], promised, 3, world, luck) == master
    assert next_to_ask(order[0], 3, 3, world, luck) == order[7], "after the crafts the most trusted"
    assert next_to_ask(order[0], (promised + 1) % 3, 3, world, luck) == order[7]
    world.kept[order[0], master], world.broken[order[0], master] = 0.0, 40.0
    assert next_to_ask(order[0], promised, 3, world, luck) == order[7], "a master who is not trusted is no master"


def test_the_crafts_are_asked_in_the_order_in_which_a_hunt_needs_them():
    assert CRAFTS == (Skill.TRACK, Skill.DRIVE, Skill.STRIKE)


def test_where_a_chief_leads_the_most_trusted_are_asked_first():
    world, luck, order = ready_to_ask(Leadership.CHIEF)
    world.hunters[order[3]].repute[:] = 0.99
    assert next_to_ask(order[0], 0, 3, world, luck) == order[0], "on themselves a caller counts fully"
    world.verdict[order[0]] = DECLINED
    assert [next_to_ask(order[0], 0, 3, world, luck)] == [order[7]]
    world.verdict[order[7]] = PROMISED
    assert next_to_ask(order[0], 1, 3, world, luck) == order[6]


@each("leadership", [Leadership.NONE, Leadership.PLAN])
def test_without_a_leader_and_by_a_plan_it_is_the_order_of_the_day(leadership):
    world, luck, order = ready_to_ask(leadership)
    asked = []
    for k in range(8):
        asked.append(next_to_ask(order[0], k, 3, world, luck))
        world.verdict[asked[-1]] = DECLINED if k % 2 else PROMISED
    assert asked == order
    assert next_to_ask(order[0], 4, 3, world, luck) == NOBODY


def test_the_hunter_who_asks_notes_the_answer(monkeypatch):
    world, luck, _ = ready_to_ask(Leadership.NONE)
    all_say(monkeypatch, 2, 5)
    find_party(0, 8, 3, world, luck)
    assert np.flatnonzero(np.asarray(world.promised) == 0).tolist() == [2, 5]
    assert set(world.promised) == {0, NOBODY}


# --- the word ----------------------------------------------------------------------------------------------------


def test_a_hunter_promises_if_the_hunt_is_what_they_would_choose():
    for effort, says in ((0.0, True), (5.0, False)):
        world, luck, _ = on_a_day_of_a_call(effort_hunt=effort, needed=2, meat=5.0)
        assert promises(1, 0, 3, world, luck) == says


def test_who_would_go_for_the_own_numbers_promises_as_well():
    own = {"kappa": 20.0, "shared": 0.0, "effort_hunt": 5.0, "table": [[0.0] * 3 + [1.0] + [0.0] * 5] * 4}
    world, luck, _ = on_a_day_of_a_call(**own)
    assert promises(1, 0, 3, world, luck)
    assert max(Action, key=lambda action: world.weighed[1, action]) == Action.OWN


def test_honour_does_not_count_before_the_word_is_given():
    world, luck, _ = on_a_day_of_a_call(effort_hunt=2.0, honour=5.0, meat=1.0)
    assert not promises(1, 0, 3, world, luck)


def test_experience_speaks_when_a_word_is_asked_for():
    answers = []
    for delta in (1.0, 0.0):
        world, luck, _ = on_a_day_of_a_call(delta=delta, needed=2)
        world.spent[1, Action.TEND], world.hunters[1].lived[Action.TEND] = 1.0, 50.0
        answers.append(promises(1, 0, 3, world, luck))
    assert answers == [True, False]


def test_luck_has_a_say_in_a_promise_and_it_is_not_the_luck_of_the_choice():
    world, luck, _ = on_a_day_of_a_call(temperature=1.0, needed=2)
    luck.choice[3, 1] = 0.5
    answers = []
    for draw in np.linspace(0.0, 0.999, 50):
        luck.promise[3, 1] = draw
        answers.append(bool(promises(1, 0, 3, world, luck)))
        world.promised[1] = NOBODY
    assert set(answers) == {True, False}


# --- the morning -------------------------------------------------------------------------------------------------


def test_a_party_that_was_found_is_noted_and_bound():
    world, luck, beast = on_a_day_of_a_call(needed=3, start_trust=0.9, steadiness=1.0)
    ask_for_promises(3, world, luck)
    assert world.quarries[0] == 0
    assert logged(world) == [EventKind.PROMISED]
    event = world.log[0]
    assert (event.who, event.beast, event.because) == (beast.caller, 0, Because.HELD)
    assert list(event.saw) == [world.camp.asked, world.camp.promised, 3.0]
    assert event.effect == beast.expected
    assert (world.promised == 0).sum() == beast.promises == world.camp.promised >= 3


def test_a_hunt_for_which_too_few_promise_is_called_off_until_the_next_day(monkeypatch):
    world, luck, beast = on_a_day_of_a_call(needed=6)
    all_say(monkeypatch, 0, 1)
    ask_for_promises(3, world, luck)
    assert logged(world) == [EventKind.PROMISED, EventKind.CALLED_OFF]
    assert [one.because for one in world.log[:2]] == [Because.TOO_FEW] * 2
    assert (world.quarries[0], beast.called, beast.rested) == (NOBODY, NOBODY, 4)
    assert set(world.promised) == {NOBODY}, "and those who promised are free again"


def test_only_a_hunt_that_is_called_today_asks():
    world, luck, beast = on_a_day_of_a_call()
    ask_for_promises(4, world, luck)
    assert (world.camp.asked, logged(world)) == (0, [])
    beast.called, beast.down = 4, 2
    ask_for_promises(4, world, luck)
    assert world.camp.asked == 0, "a carcass needs no promises"


def test_a_second_hunt_asks_those_who_are_free():
    world, luck, _ = on_a_day_of_a_call(hunts_at_once=2, needed=2, start_trust=0.98)
    put_beast(world, 7, 8, b=1).called = 3
    world.quarries[1] = 1
    ask_for_promises(3, world, luck)
    parties = [set(np.flatnonzero(world.promised == b)) for b in (0, 1)]
    assert all(len(party) >= 2 for party in parties)
    assert not parties[0] & parties[1]


@pytest.mark.usefixtures("compiled")
def test_over_a_year_nobody_hunts_who_has_not_promised():
    run = record(Parameters(), 1)
    hunting = np.isin(run.actions, (Action.HUNT, Action.OWN))
    day, hunter = np.nonzero(hunting)
    target = run.hunters["target"][day, hunter]
    down = run.beasts["down"][day, target]
    at_a_ring = (down == NOBODY) | (down == day)
    assert at_a_ring.sum() > 50
    assert (run.promised[day, hunter][at_a_ring] == target[at_a_ring]).all()
    assert run.outcome.asked > run.outcome.promised > 0
