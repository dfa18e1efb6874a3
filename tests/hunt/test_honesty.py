"""The honesty rules of the model: without them a comparison of regimes would mean nothing."""

import ast
from pathlib import Path

import numpy as np
import pytest
from cases import each
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import agents
import hunt
from agents import HuntModel
from agents.behaviour import rewarding
from experiments.benchmark.bench import EVERYTHING
from hunt.catalogue.parameters import FIELDS, Parameters
from hunt.catalogue.regimes import SETTINGS, regime, regime_ids
from hunt.engine.initial_state import initial_state
from hunt.history import record
from hunt.simulation import run_to_end, simulate
from hunt.vocabulary import NOBODY, Action, Form

pytestmark = pytest.mark.usefixtures("compiled")

SEEDS = st.integers(0, 2**63 - 1)
PAYING = [id for id in regime_ids() if id != "none"]


def told(outcome):
    """Return an outcome as text in which every bit of a number shows and NaN equals NaN."""
    return repr(outcome.row())


# --- a regime that is not felt does nothing --------------------------------------------------------------------


def test_regimes_that_nobody_feels_give_one_and_the_same_run():
    unfelt = [regime(id).on(Parameters()).but(kappa=0.0) for id in regime_ids()]
    assert len(set(unfelt)) > 5
    differ = [seed for seed in range(60) if len({told(simulate(parameters, seed)) for parameters in unfelt}) > 1]
    assert differ == []


def test_nor_where_everything_is_on_and_someone_interferes():
    parameters = Parameters().but(**EVERYTHING)
    acts = ((30, {"outsource": "strike"}), (60, {"review": 3, "feast": 4}), (90, {"insource": "strike", "teach": 1}))
    unfelt = [parameters.but(**regime(id).says).but(kappa=0.0) for id in regime_ids()]
    differ = [seed for seed in range(20) if len({told(simulate(one, seed, acts)) for one in unfelt}) > 1]
    assert differ == []
    assert told(simulate(unfelt[0], 1, acts)) != told(simulate(unfelt[0], 1)), "the acts do something"
    run = simulate(unfelt[0], 1, acts)
    assert min(run.incidents + run.ghosts, run.delivered, run.asked, run.pushed) > 0, "and so does what is on"


@each("id", PAYING)
def test_a_regime_that_is_felt_changes_the_run(id):
    """Without this the test above could not fail."""
    felt = [told(simulate(regime(id).on(Parameters()), seed)) for seed in range(5)]
    unfelt = [told(simulate(regime("none").on(Parameters()), seed)) for seed in range(5)]
    assert all(one != other for one, other in zip(felt, unfelt, strict=True))


def test_regimes_that_are_felt_differ_from_each_other():
    # Ranking and piece rate differ only where somebody could help, so many are hurt here; and some
    # regimes differ in their praise alone.
    praising = Parameters(praise=0.5, injury=0.2, kappa=0.3)
    bands = [praising.but(**regime(id).says) for id in regime_ids()]
    runs = {"".join(told(simulate(band, seed)) for seed in range(12)) for band in bands}
    assert len(runs) == len(regime_ids())


OF_THE_REGIME = frozenset((*SETTINGS, "praise", "food_target", "alignment"))
"""Every setting that says what is paid and praised, whether or not the file of a regime may name it."""

MEASURED = {"product", "products", "tally", "attained", "kpi"}
"""What comes from the pay table as a yardstick, so that it may differ where nobody feels the pay."""


def assert_same_but_for_what_is_measured(one, two):
    """Compare two runs evening by evening and in what they came to, to the last bit."""
    for frames in ("hunters", "beasts", "camp"):
        mine, theirs = getattr(one, frames), getattr(two, frames)
        for name in mine.dtype.names:
            if name not in MEASURED:
                assert np.array_equal(mine[name], theirs[name]), (frames, name)
    for name in ("weighed", "trust", "promised"):
        assert np.array_equal(getattr(one, name), getattr(two, name)), name
    assert one.events.tobytes() == two.events.tobytes()
    rows = ({name: value for name, value in run.outcome.row().items() if name not in MEASURED} for run in (one, two))
    assert len({repr(row) for row in rows}) == 1


@settings(max_examples=60)
@given(parameters=st.from_type(Parameters), other=st.from_type(Parameters), seed=SEEDS)
def test_in_any_valley_pay_and_praise_that_nobody_feels_change_only_what_is_measured(parameters, other, seed):
    unfelt = parameters.but(kappa=0.0)
    others = {name: getattr(other, name) for name in OF_THE_REGIME if name != "kappa"}
    assert_same_but_for_what_is_measured(record(unfelt, seed), record(unfelt.but(**others), seed))


@settings(max_examples=60)
@given(parameters=st.from_type(Parameters), seed=SEEDS)
def test_nor_do_the_regimes_of_the_catalogue_in_any_valley_where_everything_is_on(parameters, seed):
    everything = parameters.but(**(EVERYTHING | {"great_herd": 20}))
    first, *rest = [record(everything.but(**regime(id).says).but(kappa=0.0), seed) for id in regime_ids()]
    for run in rest:
        assert_same_but_for_what_is_measured(first, run)


# --- the regime acts in one place ------------------------------------------------------------------------------


def settings_read_in(source):
    """Return the settings of a regime that a piece of source could read: by attribute, or by their name as text."""
    read = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            read.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            read.add(node.value)
    return read & OF_THE_REGIME


REWARDING = Path(rewarding.__file__)
MAY_NAME = {"parameters", "regimes", "listing", "measures", "explain", "trial", "hands_stage"}
"""Modules that declare, check, list, explain or choose the settings of a regime; none of them is a rule."""
ELSEWHERE = [
    file
    for package in (agents, hunt)
    for file in sorted(Path(package.__file__).parent.rglob("*.py"))
    if file != REWARDING and file.stem not in MAY_NAME and not {"narrator", "cli"} & set(file.parts)
]


def test_nothing_but_the_reward_reads_a_setting_of_the_regime():
    assert len(ELSEWHERE) > 50
    read = {file.name: settings_read_in(file.read_text(encoding="utf-8")) for file in ELSEWHERE}
    assert {name for name, found in read.items() if found} == set()


def test_the_reward_reads_every_setting_of_the_regime():
    assert settings_read_in(REWARDING.read_text(encoding="utf-8")) == OF_THE_REGIME


def test_a_reader_of_the_regime_would_be_found():
    source = "def f(world):\n    return world.params.shared + getattr(world.params, 'kappa') + world.params.food_target"
    assert settings_read_in(source) == {"shared", "kappa", "food_target"}


# --- every regime hands out the same ---------------------------------------------------------------------------

MONTH = rewarding.MONTH


def full_attainment(parameters):
    """Return the reference: a band that meets its KPI in full, and has done so on every day of a month before.

    Everybody does the best paid activity of the own role all day, so everybody's measured product is 1; each
    day brings the band ``food_target`` for every head, so the group result is 1 as well; the day is as planned.
    """
    model = HuntModel(parameters, seed=1, events=0)
    model.camp.attained = float(MONTH * len(model.hunters))
    model.camp.days_lived = MONTH * len(model.hunters)
    model.camp.as_planned = True
    return model


def best_paid(model, h):
    """Return the activity that is the full product of a hunter's role."""
    return max(Action, key=lambda option: model.params.table[model.hunters[h].role][option])


def handed_out(parameters):
    """Return all pay and all praise of one month of full attainment, told by the rules themselves.

    Pay is the reward of the best paid activity without praise.  Praise is how much more the most praised
    activity is worth with praise than without: pay and praise need not be earned by the same one.
    """
    model = full_attainment(parameters)
    unpraised = parameters.but(praise=0.0)
    met = parameters.food_target
    pay = praise = 0.0
    for day in range(2 * MONTH):  # the first month leads in: a quota must be counted anew like any other
        for h, hunter in enumerate(model.hunters):
            model.params = parameters
            full = [
                rewarding.reward(h, option, 0.0, met, 0.0, 0.0, rewarding.shared_weight(h, model), model)
                for option in Action
            ]
            model.params = unpraised
            bare = [
                rewarding.reward(h, option, 0.0, met, 0.0, 0.0, rewarding.shared_weight(h, model), model)
                for option in Action
            ]
            hunter.action = best_paid(model, h)
            if day >= MONTH:
                pay += bare[hunter.action]
                praise += max(one - other for one, other in zip(full, bare, strict=True))
        for h in range(len(model.hunters)):
            rewarding.count_product(h, day, model)
    return pay, praise


@each("id", PAYING)
def test_every_regime_hands_out_the_same_at_full_attainment(id):
    usual = Parameters(hunters=8)
    pay, praise = handed_out(regime(id).on(usual))
    assert pay == pytest.approx(usual.kappa * MONTH * 8)
    assert praise == pytest.approx(usual.kappa * usual.praise * MONTH * 8)


def test_the_regime_none_hands_out_nothing():
    assert handed_out(regime("none").on(Parameters(hunters=8))) == (0.0, 0.0)


@settings(max_examples=10, phases=[Phase.reuse, Phase.generate])  # simpler numbers would explain nothing
@given(
    form=st.sampled_from(Form),
    quota=st.floats(0.05, 1),
    shared=st.floats(0, 1),
    chief_shared=st.floats(-1, 1),
    sees=st.floats(0, 1),
    kappa=st.floats(0.1, 20),
)
def test_no_regime_of_ones_own_can_hand_out_more_pay(form, quota, shared, chief_shared, sees, kappa):
    pay, _ = handed_out(
        Parameters(hunters=4, form=form, quota=quota, shared=shared, chief_shared=chief_shared, sees=sees, kappa=kappa)
    )
    assert pay == pytest.approx(kappa * MONTH * 4)


# --- there is always rest --------------------------------------------------------------------------------------


def lived(run):
    """Tell which hunter-days were lived: [day, hunter]."""
    died = run.hunters["died"][-1]
    return (died == NOBODY) | (np.arange(run.days)[:, None] <= died)


@settings(max_examples=60)
@given(parameters=st.from_type(Parameters), seed=SEEDS)
def test_rest_is_always_there_and_costs_nothing(parameters, seed):
    run = record(parameters, seed)
    assert (run.weighed[lived(run)][:, Action.REST] > -1e29).all()
    # Where nobody is paid or feels bound, nothing is left of the worth of rest but its effort.
    bare = record(parameters.but(kappa=0.0, delta=1.0, honour=0.0), seed)
    assert (bare.weighed[lived(bare)][:, Action.REST] == 0.0).all()
    assert not any(name == "effort_rest" for name in FIELDS)


# --- what must hold in any valley ------------------------------------------------------------------------------


@settings(max_examples=60)
@given(parameters=st.from_type(Parameters), seed=SEEDS)
def test_beliefs_and_hours_stay_what_they_are(parameters, seed):
    run = record(parameters, seed)
    for name in ("finds", "odds", "trusts", "skills", "repute"):
        assert (run.hunters[name] >= 0.0).all(), name
        assert (run.hunters[name] <= 1.0).all(), name
    assert (run.trust >= 0.0).all()
    assert (run.trust <= 1.0).all()
    days = lived(run)
    assert (run.hunters["hours"] >= 0.0).all()
    assert run.hunters["hours"].sum(axis=-1)[days] == pytest.approx(1.0)
    assert days.sum() == run.outcome.days_lived
    assert (run.hunters["reserve"] >= 0.0).all()
    assert (run.hunters["reserve"] <= run.hunters["full"]).all()
    assert (run.hunters["injured"] >= 0).all()
    assert (run.beasts["strength"] <= run.beasts["full"]).all()
    for x, y in (("x", "y"), ("from_x", "from_y")):
        assert (run.beasts[x] >= 0).all()
        assert (run.beasts[x] < parameters.width).all()
        assert (run.beasts[y] >= 0).all()
        assert (run.beasts[y] < parameters.height).all()
    assert (run.hunters["x"] >= 0).all()
    assert (run.hunters["x"] < parameters.width).all()
    assert (run.hunters["y"] >= 0).all()
    assert (run.hunters["y"] < parameters.height).all()
    assert (run.camp["living"] == run.hunters["alive"].sum(axis=1)).all()


@settings(max_examples=100)
@given(parameters=st.from_type(Parameters), seed=SEEDS)
def test_no_food_comes_from_nowhere_or_goes_there(parameters, seed):
    run = record(parameters, seed)
    camp = run.camp
    start = parameters.start_store * parameters.need * parameters.hunters
    came = start + camp["gathered"] + camp["hauled"] + camp["traded"]
    went = camp["paid"] + camp["eaten"] + camp["spoiled"] + camp["stolen"] + camp["lost"]
    there = camp["store"] + run.hunters["pouch"].sum(axis=1)
    assert came == pytest.approx(went + there, rel=1e-9, abs=1e-9 * parameters.need)
    carried = camp["hauled"] + camp["wasted"] + run.beasts["meat"].sum(axis=1)
    assert camp["dressed"] == pytest.approx(carried, rel=1e-9, abs=1e-9 * parameters.need)
    for name in (
        "store",
        "gathered",
        "hauled",
        "traded",
        "paid",
        "eaten",
        "spoiled",
        "stolen",
        "lost",
        "wasted",
    ):
        assert (camp[name] >= 0.0).all(), name
    assert (run.hunters["pouch"] >= 0.0).all()
    assert (run.beasts["meat"] >= 0.0).all()


@settings(max_examples=60)
@given(parameters=st.from_type(Parameters), seed=SEEDS)
def test_small_game_stays_between_none_and_full(parameters, seed):
    from hunt.engine.compiled import run_days

    world, luck = initial_state(parameters, seed)
    for day in range(parameters.days):
        run_days(world, luck, day, day + 1)
        assert (world.game >= 0.0).all()
        assert (world.game <= 1.0).all()
        assert (world.kept >= -1e-12).all()
        assert (world.broken >= -1e-12).all()


# --- alone nobody brings down a mammoth ------------------------------------------------------------------------

LONELY = Parameters(
    hunters=1,
    days=180,
    herds=60,
    stay=200,
    width=12,
    height=12,
    toughness=1,
    variety=2,  # calves need two fewer
    rough=1.0,  # and a bog one fewer
    kappa=5.0,
    shared=1.0,
)


@each("needed", [2, 3, 4, 6, 8])
def test_alone_nobody_ever_brings_down_a_mammoth(needed):
    camps = [run_to_end(LONELY.but(needed=needed), seed).camps[0] for seed in range(100)]
    assert sum(camp["kills"] for camp in camps) == 0
    assert sum(camp["tries"] + camp["rings"] for camp in camps) == 0
    assert sum(camp["asked"] for camp in camps) > 100, "though hunts are called and the one there is is asked"


def test_alone_everybody_can_bring_down_ordinary_prey():
    assert sum(run_to_end(LONELY.but(needed=1), seed).camps[0]["kills"] for seed in range(100)) > 30


@settings(max_examples=40)
@given(parameters=st.from_type(Parameters), seed=SEEDS, needed=st.integers(2, 8))
def test_alone_nobody_does_in_any_valley(parameters, seed, needed):
    outcome = simulate(parameters.but(hunters=1, needed=needed, days=120), seed)
    assert outcome.tries == outcome.rings == outcome.kills == 0
