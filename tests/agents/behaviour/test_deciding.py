"""Which action a hunter takes today."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from small_world import promise, put_beast, put_party, small_world

import hunt
from agents.behaviour.deciding import breaks_word, choose, feel_bound, pick, weigh
from agents.behaviour.foresight import worth_of_store
from hunt.catalogue.interventions import ACTIONS as IDS
from hunt.catalogue.parameters import Parameters
from hunt.history import record
from hunt.vocabulary import NOBODY, Act, Action, Weather

N = len(Action)


def picked(worth, temperature, draws=2000):
    """Return how often each action is chosen, over evenly spread draws."""
    tickets = [0.0] * N
    return Counter(pick(worth, tickets, (k + 0.5) / draws, temperature) for k in range(draws))


def test_chances_are_proportional_to_exp_of_utility_over_temperature():
    worth = [-1e30] * N
    worth[Action.FORAGE], worth[Action.REST], worth[Action.TEND] = 1.0, 0.5, 0.0
    often = picked(worth, 0.5)
    assert set(often) == {Action.FORAGE, Action.REST, Action.TEND}, "what is impossible is never chosen"
    assert often[Action.FORAGE] / often[Action.REST] == pytest.approx(math.e, rel=0.02)
    assert often[Action.REST] / often[Action.TEND] == pytest.approx(math.e, rel=0.02)


def test_at_temperature_0_it_is_always_the_best_and_of_equals_the_first():
    worth = [0.0] * N
    worth[Action.TEND] = worth[Action.REST] = 1.0
    assert picked(worth, 0.0) == {Action.TEND: 2000}


def test_what_is_hopeless_is_never_chosen_and_the_last_draw_still_chooses():
    worth = [0.0] * N
    worth[0] = 31.0
    assert picked(worth, 1.0) == {0: 2000}
    assert pick([1.0] * N, [0.0] * N, 1.0, 1.0) in range(N)


def test_food_counts_more_to_the_hungry_and_shares_of_the_band_are_equal():
    world, _ = small_world(kappa=0.0, pooled=0.5)
    hunter = world.hunters[0]
    weigh(0, world)
    fed = world.weighed[0, Action.FORAGE]
    catch, effort = world.gains[Action.FORAGE], world.params.effort_work
    assert fed == pytest.approx(catch * (0.5 + 0.5 / 8 * worth_of_store(world)) - effort)
    hunter.reserve = hunter.full / 2
    weigh(0, world)
    hungry = world.weighed[0, Action.FORAGE]
    assert hungry + effort == pytest.approx((fed + effort) * (1.0 + world.params.hunger_gain / 2))
    assert world.weighed[0, Action.HUNT] == -1e30, "no hunt is called"


def test_a_choice_begins_the_day_anew_and_is_counted():
    world, luck = small_world()
    put_beast(world)
    hunter = world.hunters[0]
    hunter.there, hunter.holds, hunter.post, hunter.target = True, True, 3, 0
    choose(0, 0, world, luck)
    assert not hunter.there
    assert not hunter.holds
    assert (hunter.post, hunter.target) == (NOBODY, NOBODY)
    assert world.spent[0, hunter.action] == world.spent[0].sum() == 1.0
    assert hunter.effort == world.costs[hunter.action]


# --- a word that was given ---------------------------------------------------------------------------------------

STAYING_AWAY = set(Action) - {Action.HUNT, Action.OWN}


def with_a_promise(**settings):
    """Return a world in which the first hunter has promised to hold a ring."""
    world, luck = small_world(**({"temperature": 0.0, "kappa": 0.0} | settings))
    put_beast(world)
    put_party(world, 0)
    return world, luck


def test_whatever_keeps_one_away_from_the_hunt_breaks_the_word_and_nothing_binds_who_gave_none():
    world, _ = with_a_promise()
    assert {action for action in Action if breaks_word(0, action, world)} == STAYING_AWAY
    assert not any(breaks_word(1, action, world) for action in Action)


def test_the_injured_and_all_in_a_storm_are_excused():
    world, _ = with_a_promise()
    world.hunters[0].injured = 2
    assert not any(breaks_word(0, action, world) for action in Action)
    world.hunters[0].injured, world.camp.weather = 0, Weather.STORM
    assert not any(breaks_word(0, action, world) for action in Action)


def test_staying_away_from_a_promised_hunt_is_worth_less_by_what_honour_costs():
    world, _ = with_a_promise(honour=0.7)
    for h in (0, 1):
        weigh(h, world)
        before = world.weighed[h].copy()
        feel_bound(h, world)
        less = before - world.weighed[h]
        for action in Action:
            bound = h == 0 and action in STAYING_AWAY and before[action] > -1e29
            assert less[action] == pytest.approx(0.7 if bound else 0.0), (h, action)


def test_honour_keeps_a_hunter_at_a_hunt_that_seems_not_worth_it():
    taken = {}
    for honour in (0.0, 5.0):
        world, luck = with_a_promise(honour=honour, effort_hunt=3.0, meat=0.0)
        world.hunters[0].target = 0
        choose(0, 0, world, luck)
        taken[honour] = Action(world.hunters[0].action), world.hunters[0].target
    assert taken[0.0] == (Action.FORAGE, NOBODY), "who stays away has no target"
    assert taken[5.0] == (Action.OWN, 0), "who goes has its beast as target, whatever for"


def test_who_breaks_a_word_feels_it_all_day_and_who_keeps_it_does_not():
    for effort, felt in ((5.0, 0.25 + 0.1), (0.0, 0.0)):
        world, luck = with_a_promise(honour=0.1, effort_hunt=effort, effort_work=0.25, needed=2, start_odds=1.0)
        promise(world, 1)
        world.hunters[0].catch = 50.0 if effort else 0.0
        choose(0, 0, world, luck)
        assert (world.hunters[0].action == Action.HUNT) == (effort == 0.0)
        assert world.hunters[0].effort == pytest.approx(felt)


# --- what if she had chosen otherwise? One hunter's choice of one day is forced, and nothing else ----------------


def test_a_forced_choice_is_taken_by_that_hunter_on_that_day_if_it_is_possible():
    world, luck = small_world(temperature=0.0)
    acts = [[3, Act.FORCE, 2 * N + Action.TEND], [4, Act.FORCE, 2 * N + Action.HUNT], [4, Act.REVIEW, N + Action.TEND]]
    world.acts = np.array(acts)
    taken = {}
    for day in (2, 3, 4):
        for h in (1, 2):
            choose(h, day, world, luck)
            taken[day, h] = Action(world.hunters[h].action)
    assert taken.pop((3, 2)) == Action.TEND
    assert not {Action.TEND, Action.HUNT} & set(taken.values()), "no hunt is called on day 4, so nothing is forced"


def same(one, other):
    """Tell whether two runs are equal to the last bit."""
    frames = ("hunters", "beasts", "camp", "trust", "weighed", "events")
    return all(getattr(one, name).tobytes() == getattr(other, name).tobytes() for name in frames)


@pytest.mark.usefixtures("compiled")
@settings(max_examples=20)
@given(parameters=st.from_type(Parameters), seed=st.integers(0, 2**63 - 1), day=st.integers(0, 29), data=st.data())
def test_forcing_what_is_chosen_anyway_changes_no_bit_and_anything_else_is_that_hunters_choice(
    parameters, seed, day, data
):
    run = record(parameters, seed)
    who = data.draw(st.integers(0, parameters.hunters - 1))
    assume(day == 0 or run.hunters[day - 1, who]["alive"])
    words = {action: word for word, action in IDS.items()}
    assert same(run.fork(day, force=f"{who}/{words[run.actions[day, who]]}"), run)
    other = data.draw(st.sampled_from(sorted(run.worth(day, who))))
    fork = run.fork(day, force=f"{who}/{words[other]}")
    assert fork.actions[day, who] == other
    assert fork.hunters[:day].tobytes() == run.hunters[:day].tobytes()
    assert fork.weighed[day, who].tobytes() == run.weighed[day, who].tobytes()  # what it was worth stays as it was
    assert hunt.simulate(parameters, seed, fork.changes).row() == pytest.approx(fork.outcome.row(), nan_ok=True)


@pytest.mark.usefixtures("compiled")
def test_another_choice_of_one_hunter_on_one_day_can_change_the_year():
    run = record(Parameters(), 27)
    who = int(np.flatnonzero(run.actions[40] == Action.FORAGE)[0])
    assert not same(run.fork(40, force=f"{who}/rest"), run)
