"""One run kept day by day, and what if one day had been different."""

import pytest
from cases import each
from hypothesis import given, settings
from hypothesis import strategies as st

import hunt
from hunt import history
from hunt.catalogue.interventions import DAY_ZERO_ONLY
from hunt.catalogue.parameters import FIELDS, Parameters
from hunt.catalogue.regimes import regime, regime_ids
from hunt.errors import HuntError
from hunt.history import record
from hunt.vocabulary import Action

pytestmark = pytest.mark.usefixtures("compiled")

SEEDS = st.integers(0, 2**63 - 1)
FRAMES = ("hunters", "beasts", "camp", "trust", "weighed", "promised")


def same(one, other):
    """Tell whether two arrays are equal to the last bit."""
    return one.tobytes() == other.tobytes()


def told(outcome):
    """Return an outcome as text in which every bit of a number shows and NaN equals NaN."""
    return repr(outcome.row())


def assert_same_run(one, other):
    for name in (*FRAMES, "terrain", "events"):
        assert same(getattr(one, name), getattr(other, name)), name
    assert told(one.outcome) == told(other.outcome)


@settings(max_examples=30)
@given(parameters=st.from_type(Parameters), seed=SEEDS, day=st.integers(0, 29))
def test_a_fork_without_a_change_is_the_same_run(parameters, seed, day):
    run = record(parameters, seed)
    assert_same_run(run.fork(day), run)
    assert_same_run(run.fork(day, kappa=parameters.kappa).fork(0), run)


@settings(max_examples=30)
@given(parameters=st.from_type(Parameters), seed=SEEDS, day=st.integers(0, 29), changed=st.from_type(Parameters))
def test_a_fork_differs_only_from_its_day_on(parameters, seed, day, changed):
    other = {name: getattr(changed, name) for name in FIELDS if name not in DAY_ZERO_ONLY}
    run = record(parameters, seed)
    fork = run.fork(day, **other)
    for name in FRAMES:
        assert same(getattr(fork, name)[:day], getattr(run, name)[:day]), name
    before = run.events["day"] < day
    assert same(fork.events[fork.events["day"] < day], run.events[before])


@each("day", [0, 1, 40, 200])
def test_a_fork_with_a_change_does_differ_from_its_day_on(day):
    run = record(Parameters(days=240), 1)
    fork = run.fork(day, small_game=0.3)
    first = next(d for d in range(240) if not same(run.hunters[d], fork.hunters[d]))
    # Expectations are of yesterday, but the catch of the day itself is smaller.
    assert first == day
    assert fork.outcome != run.outcome


def test_a_fork_may_fork_again_and_keeps_what_was_changed_before():
    run = record(Parameters(days=60), 2)
    twice = run.fork(20, kappa=0.0).fork(40, kappa=3.0)
    assert twice.changes == ((20, {"kappa": 0.0}), (40, {"kappa": 3.0}))
    assert_same_run(twice, record(run.parameters, 2, [(40, {"kappa": 3.0}), (20, {"kappa": 0.0})]))
    once = run.fork(20, kappa=0.0)
    assert same(twice.hunters[:40], once.hunters[:40])
    assert not same(twice.weighed[40], once.weighed[40])


@settings(max_examples=40)
@given(parameters=st.from_type(Parameters), seed=SEEDS, day=st.integers(0, 29), id=st.sampled_from(regime_ids()))
def test_simulate_and_record_agree(parameters, seed, day, id):
    changes = [(day, regime(id).settings)]
    lived, kept = hunt.simulate(parameters, seed, changes), record(parameters, seed, changes)
    assert told(lived) == told(kept.outcome)
    assert kept.outcome.alive == kept.camp["living"][-1] == kept.hunters["alive"][-1].sum()
    assert kept.outcome.store == kept.camp["store"][-1]
    shares = [getattr(lived, action.name.lower()) for action in Action]
    assert sum(shares) == pytest.approx(1.0)


EXPECTED = ("small_game", "needed", "novice_skill", "hire_trust")
"""Settings of which there are expectations, or newcomers, on the first morning; later they act by themselves."""


@settings(max_examples=40)
@given(parameters=st.from_type(Parameters), seed=SEEDS)
def test_what_changes_on_day_0_might_as_well_have_been_so_before(parameters, seed):
    """No setting that may change acts on the first morning too: it would change by half."""
    before = {name: getattr(parameters, name) for name in (*DAY_ZERO_ONLY, *EXPECTED)}
    late = {name: getattr(parameters, name) for name in FIELDS if name not in before}
    assert_same_run(record(Parameters(**before), seed).fork(0, **late), record(parameters, seed))


def test_a_run_that_ends_early_stays_as_it_ended():
    run = record(Parameters(days=200, hunters=3, small_game=0.0, start_store=0.0, herds=0), 1)
    assert run.outcome.ended == "band_lost"
    last = run.hunters["died"][-1].max()
    assert 0 < last < 199
    assert same(run.camp[last], run.camp[199])


def test_a_run_says_what_the_actions_were_worth():
    run = record(Parameters(days=30), 1)
    worth = run.worth(10, 0)
    assert run.actions[10, 0] in worth
    assert max(worth.values()) < 1e6
    assert list(run.worth(10, 0)) == sorted(worth)


def test_a_run_says_when_it_could_not_note_everything(monkeypatch):
    run = record(Parameters(days=200), 1)
    assert not run.events_lost
    monkeypatch.setattr(history, "EVENTS_A_DAY", 0)
    short = record(run.parameters, 1)
    assert short.events_lost
    assert same(short.events, run.events[: len(short.events)])
    assert told(short.outcome) == told(run.outcome)


RUN = Parameters(days=10, hunters=2)


@each("day", [-1, 10, 1000, 2.5, True, "3", None])
def test_a_day_outside_the_run_is_refused(day):
    with pytest.raises(HuntError, match="is not a day of this run"):
        record(RUN, 1).fork(day, kappa=1.0)


@each(("given_", "meant"), [("kapa", "kappa"), ("small_gane", "small_game"), ("xyzzy", "parameters")])
def test_an_unknown_setting_is_refused_with_what_was_meant(given_, meant):
    with pytest.raises(HuntError, match=meant):
        record(RUN, 1).fork(3, **{given_: 1.0})


@each(("name", "value"), [("kappa", -1.0), ("kappa", "much"), ("leadership", "queen"), ("pace", 1.5)])
def test_a_value_that_is_not_allowed_is_refused(name, value):
    with pytest.raises(HuntError, match=f"{name} = .* is not allowed"):
        record(RUN, 1).fork(3, **{name: value})


def test_what_only_matters_on_day_0_is_refused_later():
    with pytest.raises(HuntError, match="hunters only matters on day 0"):
        record(RUN, 1).fork(3, hunters=2)


@each("seed", [-1, 2**63, 1.0, "1", None, True])
def test_a_seed_that_is_none_is_refused(seed):
    for run in (record, hunt.simulate):
        with pytest.raises(HuntError, match="seed = "):
            run(RUN, seed)


def test_the_old_name_of_what_hunters_did_works_for_one_more_version_with_a_warning():
    run = record(RUN, 1)
    with pytest.warns(DeprecationWarning, match="now History.actions"):
        assert same(run.options, run.actions)
