"""What if she had chosen otherwise?  One hunter's choice of one day is forced, and nothing else."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import hunt
from agents import HuntModel
from dashboards.shared.address import read
from dashboards.stage.why import why
from hunt.catalogue.interventions import ACTIONS, parsed_change
from hunt.catalogue.parameters import Parameters
from hunt.errors import HuntError
from hunt.history import record
from hunt.vocabulary import Action

pytestmark = pytest.mark.usefixtures("compiled")

SEEDS = st.integers(0, 2**63 - 1)
FRAMES = ("hunters", "beasts", "camp", "trust", "weighed", "events")


def same(one, other):
    """Tell whether two runs are equal to the last bit."""
    return all(getattr(one, name).tobytes() == getattr(other, name).tobytes() for name in FRAMES)


def test_the_later_of_two_choices_forced_on_one_hunter_and_day_counts():
    run = record(Parameters(days=20), 1).fork(10, force="2/forage").fork(10, force="2/rest")
    assert run.actions[10, 2] == Action.REST


def run_and_hunter(parameters, seed, day, data):
    """Return a run, and somebody who lives on the morning of a day of it."""
    run = record(parameters, seed)
    who = data.draw(st.integers(0, parameters.hunters - 1))
    assume(day == 0 or run.hunters[day - 1, who]["alive"])
    return run, who


def word(option):
    return Action(option).name.lower()


@settings(max_examples=30)
@given(parameters=st.from_type(Parameters), seed=SEEDS, day=st.integers(0, 29), data=st.data())
def test_forcing_what_is_chosen_anyway_changes_no_bit(parameters, seed, day, data):
    run, who = run_and_hunter(parameters, seed, day, data)
    assert same(run.fork(day, force=f"{who}/{word(run.actions[day, who])}"), run)


@settings(max_examples=30)
@given(parameters=st.from_type(Parameters), seed=SEEDS, day=st.integers(0, 29), data=st.data())
def test_a_forced_choice_is_taken_and_it_is_that_hunters_alone(parameters, seed, day, data):
    run, who = run_and_hunter(parameters, seed, day, data)
    option = data.draw(st.sampled_from(sorted(run.worth(day, who))))
    fork = run.fork(day, force=f"{who}/{word(option)}")
    assert fork.options[day, who] == option
    assert fork.hunters[:day].tobytes() == run.hunters[:day].tobytes()
    assert fork.weighed[day, who].tobytes() == run.weighed[day, who].tobytes()  # what it was worth stays as it was
    assert hunt.simulate(parameters, seed, fork.changes).row() == pytest.approx(fork.outcome.row(), nan_ok=True)


def test_another_choice_of_one_hunter_on_one_day_can_change_the_year():
    run = record(hunt.scenario().parameters("own-product"), 27)
    who = int(np.flatnonzero(run.actions[40] == Action.FORAGE)[0])
    fork = run.fork(40, force=f"{who}/rest")
    assert fork.options[40, who] == Action.REST
    assert not same(fork, run)


@settings(max_examples=30)
@given(parameters=st.from_type(Parameters), seed=SEEDS, data=st.data())
def test_both_engines_force_alike(parameters, seed, data):
    changes = [
        (data.draw(st.integers(0, 29)), {"force": f"{data.draw(st.integers(0, parameters.hunters - 1))}/{option}"})
        for option in data.draw(st.lists(st.sampled_from(sorted(ACTIONS)), min_size=1, max_size=3))
    ]
    model = HuntModel(parameters, seed=seed, changes=changes)
    model.run_model()
    outcome = hunt.simulate(parameters, seed, changes)  # where it is no option, the hunter chooses freely
    assert model.camp.living == outcome.alive
    assert model.camp.store == outcome.store


def test_the_command_line_and_links_force_in_the_same_words():
    assert parsed_change("60:force=3/forage") == (60, {"force": "3/forage"})
    (band,) = read([("bands", "own-product~60:force:3/forage"), ("seed", "1")]).bands
    assert band.changes() == ((60, {"force": "3/forage"}),)


@pytest.mark.parametrize("given_", ["3", "3/", "/rest", "3/sleep", "24/rest", "-1/rest", "³/rest", 3, None, "1e1/rest"])
def test_a_choice_that_is_none_is_refused(given_):
    with pytest.raises(HuntError, match="is not allowed: name a hunter from 0 to 23 and what"):
        record(Parameters(days=60), 1).fork(10, force=given_)


def test_what_was_no_option_that_morning_is_refused_with_what_there_was():
    run = record(Parameters(days=60), 1)
    with pytest.raises(HuntError, match=r"hunter 2 could not that morning; there was forage, .*rest"):
        run.fork(0, force="2/hunt")  # before anything was sighted
    dead = record(hunt.scenario().parameters("own-product", small_game=0, start_store=0, herds=0), 1)
    with pytest.raises(HuntError, match="hunter 0 was dead by then"):
        dead.fork(300, force="0/rest")


def test_a_change_given_twice_in_one_breath_is_refused():
    with pytest.raises(HuntError, match="gives 'force' twice"):
        parsed_change("60:force=3/rest,force=4/rest")


def test_why_says_that_a_choice_was_forced():
    query = "own-product~40:force:2/rest"
    told = why(read([("bands", query), ("seed", "27")]), 40, 2)
    assert told["chosen"] == Action.REST
    assert "made to choose" in told["said"][0]
    assert "--change 40:force=2/rest" in told["command"]


def test_what_the_dead_would_do_is_refused_and_in_many_runs_left_undone():
    valley = hunt.scenario().parameters("own-product")
    run = record(valley, 1)
    dead = int(np.argmax(run.hunters["died"][-1] >= 0))
    day = int(run.hunters["died"][-1, dead]) + 3
    assert run.camp["living"][day] > 0
    for act in ("teach", "review", "broadcast", "feast", "newcomer"):
        with pytest.raises(HuntError, match=f"hunter {dead} was dead by then"):
            run.fork(day, **{act: dead})
        done = hunt.simulate(valley, 1, [(day, {act: dead})])
        assert repr(done) == repr(run.outcome)
        noted = run.fork(day - 60, **{act: dead}).events["day"] == day - 60
        assert noted.sum() == (run.events["day"] == day - 60).sum() + 1  # the living may
