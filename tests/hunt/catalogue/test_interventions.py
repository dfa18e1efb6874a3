"""Changes on the morning of a day, as text: read, or refused in one sentence."""

import numpy as np
import pytest
from cases import each

import hunt
from hunt.catalogue.arms import Arm, read_arm
from hunt.catalogue.interventions import ACTS, DAY_ZERO_ONLY, acts_of, parsed_change, segments
from hunt.catalogue.parameters import FIELDS, Parameters
from hunt.catalogue.regimes import regime_ids
from hunt.errors import HuntError
from hunt.history import record
from hunt.vocabulary import Act, Action, Skill

pytestmark = pytest.mark.usefixtures("compiled")


def test_changes_are_read_from_one_line():
    assert parsed_change("60:review=3, push=0") == (60, {"review": 3, "push": 0.0})
    assert parsed_change("0:regime=vision,outsource=keep") == (0, {"regime": "vision", "outsource": "keep"})
    assert parsed_change("60:force=3/forage") == (60, {"force": "3/forage"})


@each(
    "text",
    ["", "60", ":", "x:push=1", "60:", "60:push", "60:push=", "60:=1", "-1:push=0", "60:nonsense=1", "60:push=high"],
)
def test_a_change_that_is_none_is_refused_in_a_sentence(text):
    with pytest.raises(HuntError) as error:
        parsed_change(text)
    assert "\n" not in str(error.value)


def test_a_change_given_twice_in_one_line_is_refused():
    with pytest.raises(HuntError, match="gives 'force' twice"):
        parsed_change("60:force=3/rest,force=4/rest")


def test_a_run_is_divided_where_settings_change():
    parameters = Parameters(days=90, kappa=1.0)
    stretches = segments(parameters, [(60, {"kappa": 0.0}), (20, {"push": 0.5, "review": 3}), (20, {"push": 0.25})])
    assert [(start, stop, one.push, one.kappa) for start, stop, one in stretches] == [
        (0, 20, 0.0, 1.0),
        (20, 60, 0.25, 1.0),
        (60, 90, 0.25, 0.0),
    ]


def test_acts_are_rows_of_day_act_and_who():
    given = [(3, {"review": 2, "push": 0.5}), (5, {"outsource": "strike"}), (7, {"insource": 1, "force": "4/rest"})]
    assert acts_of(Parameters(), given).tolist() == [
        [3, Act.REVIEW, 2],
        [5, Act.OUTSOURCE, Skill.STRIKE],
        [7, Act.INSOURCE, 1],
        [7, Act.FORCE, 4 * len(Action) + Action.REST],
    ]
    assert set(ACTS.values()) == set(Act)


def test_a_change_may_be_a_whole_regime():
    parameters = Parameters(days=120)
    by_name = record(parameters, 1, [(60, {"regime": "own-product"})])
    by_settings = record(parameters, 1, [(60, hunt.regime("own-product").settings)])
    assert by_name.camp.tobytes() == by_settings.camp.tobytes()


@each("later", regime_ids())
@each("first", regime_ids())
def test_a_regime_that_comes_later_leaves_nothing_of_the_one_before(first, later):
    whole = hunt.scenario().parameters(later, days=10)
    started = hunt.scenario().parameters(first, days=10)
    assert hunt.regime(later).on(started) == whole
    for change in ({"regime": later}, hunt.regime(later).settings):
        assert segments(started, [(4, change)]) == [(0, 4, started), (4, 10, whole)]


@each("order", (1, -1))
def test_what_is_named_beside_a_regime_comes_on_top(order):
    change = dict([("regime", "shared-survival"), ("kappa", 2.5)][::order])
    (_, _, before), (_, _, after) = segments(hunt.scenario().parameters("none"), [(4, change)])
    assert (before.kappa, after.kappa, after.shared) == (0.0, 2.5, 1.0)


def test_pay_that_is_as_strong_for_all_bands_is_so_for_a_regime_that_comes_later():
    common = {"kappa": 2.5, "alignment": 0.5, "small_game": 1.5}
    arm = read_arm("own-product~shared:0.25~4:regime:shared-survival~6:regime:none~8:regime:sla")
    stretches = segments(arm.parameters(hunt.scenario(), **common, days=10), arm.changes(**common))
    for (first, _, after), id in zip(stretches[1:], ("shared-survival", "none", "sla"), strict=True):
        assert after == Arm(id).parameters(hunt.scenario(), **common, days=10), first


def test_a_band_without_pay_that_gets_a_pay_rule_lives_another_year():
    paid = hunt.scenario().parameters("none", days=120)
    assert hunt.simulate(paid, 1, [(30, {"regime": "own-product"})]).row() != hunt.simulate(paid, 1).row()


def test_what_only_matters_on_day_0_cannot_change_later():
    assert set(DAY_ZERO_ONLY) < set(FIELDS)
    for name in DAY_ZERO_ONLY:
        with pytest.raises(HuntError, match=f"{name} only matters on day 0 and cannot change on day 3"):
            segments(Parameters(days=10), [(3, {name: getattr(Parameters(), name)})])


@each(
    ("act", "who", "says"),
    [
        ("outsource", "cook", "name the role, one of track, drive, strike, keep"),
        ("insource", 4, "name the role"),
        ("teach", 12, "from 0 to 11"),
        ("review", -1, "from 0 to 11"),
        ("review", True, "from 0 to 11"),
        ("newcomer", "x", "from 0 to 11"),
        *(
            ("force", given, "name a hunter from 0 to 11 and an action")
            for given in ("3", "3/", "/rest", "3/sleep", "12/rest", "-1/rest", "³/rest", 3, None, "1e1/rest")
        ),
    ],
)
def test_an_act_by_nobody_is_refused(act, who, says):
    with pytest.raises(HuntError, match=f"{act} = .* is not allowed: .*{says}"):
        acts_of(Parameters(days=5), [(1, {act: who})])


# --- what was not possible that morning ----------------------------------------------------------------------------


def test_the_later_of_two_choices_forced_on_one_hunter_and_day_counts():
    run = record(Parameters(days=20), 1).fork(10, force="2/forage").fork(10, force="2/rest")
    assert run.actions[10, 2] == Action.REST


def test_a_forced_choice_that_was_not_possible_is_refused_with_what_was():
    run = record(Parameters(days=60), 1)
    with pytest.raises(HuntError, match=r"hunter 2 could not that morning; there was forage, .*rest"):
        run.fork(0, force="2/hunt")  # before anything was sighted
    dead = record(hunt.scenario().parameters("own-product", small_game=0, start_store=0, herds=0), 1)
    with pytest.raises(HuntError, match="hunter 0 was dead by then"):
        dead.fork(300, force="0/rest")


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
        logged = run.fork(day - 60, **{act: dead}).events["day"] == day - 60
        assert logged.sum() == (run.events["day"] == day - 60).sum() + 1  # the living may
