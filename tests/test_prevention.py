"""Prevention and heroics: what goes wrong, what does not, and what it costs."""

import numpy as np
import pytest

import hunt
from experiments.ensemble import run_ensemble
from hunt.vocabulary import EventKind

NIGHT = hunt.scenario("hero-of-the-night")
POTENTIAL = (EventKind.INCIDENT, EventKind.GHOST)


def potential_days(history):
    """Days on which something could have gone wrong."""
    return history.events["day"][np.isin(history.events["kind"], POTENTIAL)].tolist()


@pytest.mark.parametrize("seed", range(5))
def test_incidents_and_ghosts_are_the_same_days_whatever_the_band_does(seed):
    careless = hunt.record(NIGHT.parameters("heroics", mending=0.0, days=90), seed)
    careful = hunt.record(NIGHT.parameters("shared-survival", checklist=1.0, days=90), seed)
    assert potential_days(careless) == potential_days(careful)
    assert len(potential_days(careless)) > 10
    assert careless.outcome.incidents > careful.outcome.incidents


def test_without_mishaps_nothing_of_it_happens_and_nobody_can_work_on_it():
    outcome = hunt.simulate(hunt.scenario().parameters("heroics"), 1)
    assert (outcome.incidents, outcome.ghosts, outcome.rescues, outcome.build_days) == (0, 0, 0, 0)


def test_the_harm_of_incidents_is_bounded():
    settings = {"mishaps": 1.0, "start_wear": 1.0, "wear": 1.0, "mending": 0.0, "effort_rescue": 5.0, "days": 60}
    history = hunt.record(NIGHT.parameters("none", **settings), 3)
    assert history.camp["trouble"].max() < 4 * history.parameters.rescue_work


def test_a_broadcast_changes_nothing_but_the_standing_of_the_messenger():
    run = hunt.record(NIGHT.parameters("heroics"), 2)
    told = run.fork(60, broadcast=4)
    assert repr(told.outcome) == repr(run.outcome)  # repr, because NaN is not equal to itself
    assert told.hunters["standing"][-1, 4] == 0.5
    assert run.hunters["standing"][-1, 4] == 1.0


def test_a_messenger_who_broadcast_first_is_heard_less_in_the_review():
    run = hunt.record(NIGHT.parameters("heroics", foresight_learning=0.0, start_foresight=0.0), 2)
    heard = run.fork(60, review=4).hunters["foresight"][60].max()
    doubted = run.fork(50, broadcast=4).fork(60, review=4).hunters["foresight"][60].max()
    assert doubted == pytest.approx(heard / 2)


@pytest.mark.parametrize("who", [-1, 24, 1.5, True, "Aru"])
def test_only_a_hunter_of_the_band_can_act(who):
    with pytest.raises(hunt.HuntError, match="from 0 to 23"):
        hunt.record(NIGHT.parameters("heroics"), 1, [(3, {"review": who})])


def test_the_fix_needs_keepers_and_others():
    keen = {"start_foresight": 100.0, "foresight_fading": 0.0, "foresight_learning": 0.0, "temperature": 0.01}
    history = hunt.record(NIGHT.parameters("shared-survival", fix_days=10.0, **keen), 1)
    day = history.outcome.fixed
    assert day >= 0
    assert history.camp["fix_kept"][day] >= 5.0
    assert history.camp["fix_done"][day] >= 5.0
    assert min(history.camp["fix_kept"][day - 1], history.camp["fix_done"][day - 1]) < 5.0


def test_too_much_prevention_starves_the_band():
    some, much = (
        NIGHT.parameters("shared-survival", start_foresight=worth, foresight_fading=0.0, foresight_learning=0.0)
        for worth in (2.0, 100.0)
    )
    table = run_ensemble({"some": some, "much": much}, 60).table
    mean = table.groupby("arm")[["alive_share", "incidents"]].mean()
    assert mean.loc["much", "incidents"] < mean.loc["some", "incidents"]
    assert mean.loc["much", "alive_share"] < mean.loc["some", "alive_share"] - 0.1
