"""The hunt as a model of Mesa: what a student of Mesa expects of one."""

import copy
import doctest
import inspect
import pickle
import subprocess
import sys
from contextlib import nullcontext
from functools import cache, partial
from pathlib import Path

import ipywidgets
import mesa
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mesa.batchrunner import batch_run
from mesa.discrete_space import CellAgent

import hunt
from agents import Beast, Hunter, HuntModel, environment, mesa_agents
from agents.beast import BeastState
from agents.behaviour.land import small_game_left
from agents.behaviour.trusting import trust
from agents.hunter import HunterState
from agents.mesa_agents import THROUGH_METHODS
from hunt import mesa_model
from hunt.catalogue.parameters import FIELDS, Parameters
from hunt.catalogue.regimes import regime_ids
from hunt.catalogue.scenarios import scenario_ids
from hunt.engine.rule_copies import copy_rules, rule_modules
from hunt.errors import HuntError
from hunt.mesa_columns import HUNTER_COLUMNS, MODEL_COLUMNS
from hunt.vocabulary import Action, Skill

pytestmark = pytest.mark.usefixtures("compiled")

SEEDS = st.integers(0, 2**63 - 1)
SHORT = Parameters(hunters=6, days=20, width=12, height=12, herds=60)
DEADLY = Parameters(hunters=4, days=300, small_game=0.0, start_store=0.0, herds=0, width=12, height=12)


# --- looking inside --------------------------------------------------------------------------------------------


def test_a_debugger_stops_in_a_rule_with_ordinary_objects_in_hand():
    model = HuntModel(SHORT, seed=1)
    seen = []

    def look(frame, what, _):
        """Do what a debugger does at a breakpoint on the first line of `choose`."""
        if what == "call" and (frame.f_code.co_name, Path(frame.f_code.co_filename).stem) == ("choose", "deciding"):
            seen.append((frame.f_locals["world"], frame.f_locals["world"].hunters[frame.f_locals["h"]]))

    before = sys.gettrace()
    sys.settrace(look)
    try:
        model.step()
    finally:
        sys.settrace(before)
    assert len(seen) == 6
    assert all(where is model for where, _ in seen)
    assert {who for _, who in seen} == set(model.hunters)
    assert all(type(who.reserve) is float for _, who in seen)


def test_a_rule_may_be_replaced_while_looking(monkeypatch):
    """The rules are looked up when a model is made, so a student may try another one from outside."""
    monkeypatch.setattr("agents.behaviour.deciding.pick", lambda worth, tickets, chance, temperature: Action.REST)
    model = HuntModel(SHORT, seed=1)
    model.run_model()
    assert model.camp.gathered == 0.0
    assert {hunter.action for hunter in model.hunters} == {Action.REST}


def test_a_constant_may_be_changed_while_looking(monkeypatch):
    def gathered():
        model = HuntModel(SHORT, seed=1, herds=0)
        model.run_model()
        return model.camp.gathered

    before = gathered()
    monkeypatch.setattr("agents.behaviour.foraging.CATCHABLE", 0.01)
    assert gathered() < before / 2
    monkeypatch.undo()
    assert gathered() == before


def test_no_word_of_the_hunt_is_already_one_of_mesas():
    """A rule that wrote to an attribute of Mesa's own, such as `cell`, would break the model or be undone by it."""
    model = mesa.Model(rng=1)
    agent = CellAgent(model)
    assert {"cell", "model", "pos"} <= set(dir(agent))
    own = {*THROUGH_METHODS, "number"}
    assert not {*HunterState.__annotations__, *BeastState.__annotations__, *own} & set(dir(agent))
    own = {"seed", "day", "luck", "events", "rules", "living_hunters", "present_beasts", "update_grid"}
    assert not {*environment.World.__annotations__, *own} & set(dir(model))


@pytest.mark.parametrize(("agents", "protocol"), [("hunters", HunterState), ("beasts", BeastState)])
def test_agents_have_the_listed_state_and_no_other(agents, protocol):
    model = HuntModel(SHORT, seed=1)
    bare = vars(CellAgent(model))
    model.run_model()
    for agent in getattr(model, agents):
        assert set(vars(agent)) - set(bare) - {"_mesa_cell", "number"} == set(protocol.__annotations__)


def test_the_world_has_the_listed_state():
    model = HuntModel(SHORT, seed=1)
    for name in environment.World.__annotations__:
        assert hasattr(model, name), name
    assert set(vars(model.camp)) == set(environment.Camp.__annotations__)


def test_agents_are_found_by_type_and_by_number():
    model = HuntModel(SHORT, seed=1)
    assert list(model.agents_by_type[Hunter]) == model.hunters
    assert list(model.agents_by_type[Beast]) == model.beasts
    assert len(model.agents) == len(model.hunters) + len(model.beasts)
    assert model.agents_by_type[Hunter].get("pouch") == [hunter.pouch for hunter in model.hunters]
    assert all(model.hunters[hunter.number] is hunter for hunter in model.agents_by_type[Hunter])
    assert all(model.beasts[beast.number] is beast for beast in model.agents_by_type[Beast])


def test_the_dead_and_the_departed_are_in_no_agent_set_of_the_present():
    model = HuntModel(DEADLY, seed=1, herds=60, start_store=10)
    seen = set()
    while model.running:
        model.step()
        assert list(model.living_hunters) == [hunter for hunter in model.hunters if hunter.alive]
        assert list(model.present_beasts) == [beast for beast in model.beasts if beast.here]
        assert len(model.living_hunters) == model.camp.living
        seen |= {len(model.living_hunters), f"{len(model.present_beasts) > 0}"}
    assert {4, 0, "True", "False"} <= seen
    assert len(model.living_hunters.select(lambda hunter: hunter.reserve > 0)) == 0


@pytest.mark.parametrize("module", [mesa_agents, mesa_model])
def test_the_examples_of_the_classes_run(module):
    failed, run = doctest.testmod(module)
    assert (failed, run > 0) == (0, True)


# --- beginning and end -----------------------------------------------------------------------------------------


def test_a_run_ends_with_its_last_day():
    model = HuntModel(SHORT, seed=1)
    model.run_model()
    assert (model.day, model.running) == (20, False)
    assert model.steps == 20


def test_a_run_ends_when_the_band_is_lost():
    model = HuntModel(DEADLY, seed=1)
    model.run_model()
    assert model.camp.living == 0
    assert model.day == 1 + max(hunter.died for hunter in model.hunters) < 300
    assert np.isnan(model.datacollector.model_vars["trust"][-1])


def test_after_the_end_nothing_happens():
    """Mesa's page steps on in bunches, whether or not the first of them was the last."""
    model = HuntModel(SHORT, seed=1)
    model.run_model()
    before = repr(model.camp)
    model.step()
    assert repr(model.camp) == before
    assert model.day == 20
    assert len(model.datacollector.model_vars["alive"]) == 20


def test_without_a_seed_there_is_a_fresh_one_to_repeat_the_run_with():
    first, second = HuntModel(SHORT), HuntModel(SHORT)
    assert first.seed != second.seed
    again = HuntModel(SHORT, seed=first.seed)
    first.run_model()
    again.run_model()
    assert repr(first.camp) == repr(again.camp)


def test_a_seed_of_numpy_is_as_good():
    assert HuntModel(SHORT, seed=np.int64(7)).seed == 7
    assert type(HuntModel(SHORT, seed=np.uint32(7)).seed) is int


def test_two_models_share_nothing():
    one, other = HuntModel(SHORT, seed=1), HuntModel(SHORT, seed=1)
    before = repr(other.camp), other.game.rows[3][:], other.hunters[0].skills[:]
    one.run_model()
    assert (repr(other.camp), other.game.rows[3], other.hunters[0].skills) == before


def test_settings_come_from_a_scenario_a_regime_or_as_they_are():
    storm = hunt.scenario("storm-year")
    assert HuntModel(seed=1).params == hunt.scenario("default-valley").parameters()
    assert HuntModel(scenario="storm-year", seed=1).params == storm.parameters()
    assert HuntModel(scenario="storm-year", regime="sla", seed=1).params == storm.parameters("sla")
    assert HuntModel(SHORT, seed=1).params is SHORT
    assert HuntModel(SHORT, regime="sla", seed=1).params == hunt.regime("sla").on(SHORT)


def test_any_setting_may_be_given_by_name_and_comes_last():
    assert HuntModel(hunters=12, regime="sla", seed=1).params == hunt.scenario().parameters("sla", hunters=12)
    assert HuntModel(SHORT, days=3, seed=1).params == SHORT.but(days=3)
    ranking = hunt.scenario("storm-year").parameters("ranking", form="quota", winter=0.5)
    assert HuntModel(scenario="storm-year", regime="ranking", form="quota", winter=0.5, seed=1).params == ranking
    assert len(HuntModel(SHORT, regime="sla", hunters=np.int64(9), seed=1).hunters) == 9
    taken = set(inspect.signature(HuntModel).parameters)
    assert not taken & set(FIELDS)  # a setting of that name could not be given


def test_mesas_own_words_for_seed_and_scenario_are_understood():
    assert HuntModel(SHORT, rng=7).seed == 7
    if hasattr(mesa.Model, "scenario"):  # Mesa 3.5's page hands over one of its own
        from mesa.experimental.scenarios import Scenario

        assert HuntModel(scenario=Scenario(), seed=1).params == HuntModel(seed=1).params


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"regime": "own-produkt"}, "own-product"),
        ({"regime": 3}, "regime = 3 is not allowed"),
        ({"scenario": "default-vally"}, "default-valley"),
        ({"scenario": ""}, "no scenario named ''"),
        ({"scenario": ["default-valley"]}, "scenario = .* is not allowed"),
        ({"parameters": {"hunters": 3}}, "must be hunt.Parameters"),
        ({"parameters": SHORT, "scenario": "storm-year"}, "leave one out"),
        ({"parameters": SHORT, "seed": -1}, "seed = -1"),
        ({"parameters": SHORT, "seed": 1.5}, "seed = 1.5"),
        ({"parameters": SHORT, "seed": "1"}, "seed = '1'"),
        ({"parameters": SHORT, "changes": [(20, {"kappa": 0.0})]}, "day = 20"),
        ({"parameters": SHORT, "changes": [(3, {"kapa": 0.0})]}, "kappa"),
        ({"parameters": SHORT, "changes": [(3, {"review": 6})]}, "review = 6"),
        ({"parameters": SHORT, "events": -1}, "events = -1"),
        ({"parameters": SHORT, "events": 2.0}, "events = 2.0"),
        ({"hunter": 12}, "no parameter named 'hunter'; did you mean hunters"),
        ({"hunters": 0}, "hunters = 0 is not allowed: it must be a whole number from 1 to 100"),
        ({"parameters": SHORT, "kapa": 1}, "did you mean kappa"),
        ({"reserve_low": 50.0}, "reserve_low = 50 is above reserve_high = 45"),
        ({"seed": 1, "rng": 1}, "leave one out"),
        ({"rng": "1"}, "'1' is not allowed"),
        ({"hunter_class": Beast}, "it must be a subclass of agents.Hunter"),
        ({"hunter_class": "Hunter"}, "hunter_class = 'Hunter' is not allowed"),
        ({"beast_class": Hunter}, "it must be a subclass of agents.Beast"),
    ],
)
def test_what_is_not_allowed_is_refused_in_one_sentence(given, said):
    with pytest.raises(HuntError, match=said) as refused:
        HuntModel(**given)
    assert "\n" not in str(refused.value)


# --- what Mesa adds --------------------------------------------------------------------------------------------


@settings(max_examples=25)
@given(parameters=st.from_type(Parameters), seed=SEEDS)
def test_the_grid_shows_where_everybody_is(parameters, seed):
    model = HuntModel(parameters.but(days=25), seed=seed)
    while model.running:
        model.step()
        for agent in model.agents:
            present = agent.alive if isinstance(agent, Hunter) else agent.here
            if present:
                assert agent.cell.coordinate == (agent.x, agent.y)
                assert agent in agent.cell.agents
            else:
                assert agent.cell is None
        standing = sum(len(cell.agents) for cell in model.grid.all_cells)
        assert standing == model.camp.living + sum(beast.here for beast in model.beasts)


def test_the_dead_stand_nowhere():
    model = HuntModel(DEADLY, seed=1)
    model.run_model()
    assert [hunter.cell for hunter in model.hunters] == [None] * 4
    assert not any(cell.agents for cell in model.grid.all_cells)


@settings(max_examples=10)
@given(parameters=st.from_type(Parameters), seed=SEEDS)
def test_the_layers_of_the_grid_show_the_land(parameters, seed):
    model = HuntModel(parameters.but(days=12), seed=seed)
    cells = [cell.coordinate for cell in model.grid.all_cells]

    def assert_shown():
        for x, y in cells:
            assert model.grid.small_game.data[x, y] == small_game_left(x, y, model.day, model)
            assert model.grid.terrain.data[x, y] == model.terrain[x, y]

    assert_shown()
    while model.running:
        model.step()
        assert_shown()
    assert model.grid[cells[-1]].small_game == model.grid.small_game.data[cells[-1]]


def test_foragers_leave_their_mark_on_the_layer():
    model = HuntModel(SHORT, seed=1, herds=0, game_growth=0.0)
    before = model.grid.small_game.data.copy()
    model.run_model()
    assert model.camp.gathered > 0
    assert (model.grid.small_game.data < before).any()
    assert (model.grid.small_game.data <= before).all()


def test_each_evening_is_a_row_of_the_frame():
    parameters = hunt.scenario().parameters("shared-survival", days=120, hunters=16)
    model = HuntModel(parameters, seed=2)
    model.run_model()
    frame = model.datacollector.get_model_vars_dataframe()
    run = hunt.record(parameters, 2)
    assert list(frame) == ["seed", "day", "alive", "store", "trust", "kpi", "kills"]
    assert set(frame["seed"]) == {2}
    assert frame["day"].tolist() == list(range(120))
    assert frame["alive"].tolist() == run.camp["living"].tolist()
    assert frame["store"].tolist() == run.camp["store"].tolist()
    assert frame["kills"].tolist() == run.camp["kills"].tolist()
    last = frame.iloc[-1]
    assert (last["trust"], last["kpi"]) == (run.outcome.trust, run.outcome.kpi)
    assert frame["kills"].iloc[-1] > 0


def words(enum, numbers):
    return [enum(number).name.lower() for number in numbers]


def test_each_hunter_has_a_row_for_each_evening():
    parameters = hunt.scenario().parameters("shared-survival", days=60, hunters=12, start_store=0, small_game=0)
    model = HuntModel(parameters, seed=3)
    model.run_model()
    frame = model.datacollector.get_agent_vars_dataframe()
    run = hunt.record(parameters, 3)
    hunters = run.hunters[: model.day]
    then = {name: hunters[name].reshape(-1, *hunters[name].shape[2:]) for name in hunters.dtype.names}
    assert len(frame) == hunters.size
    for column, name in [("is_alive", "alive"), ("trust_given", "trusts"), *zip("xy", "xy", strict=True)]:
        assert frame[column].tolist() == then[name].tolist(), name
    assert frame["reserve"].tolist() == then["reserve"].tolist()
    assert frame["role"].tolist() == words(Skill, then["role"])
    assert frame["action"].tolist() == words(Action, then["action"])
    assert frame[[f"skill_{skill.name.lower()}" for skill in Skill]].to_numpy().tolist() == then["skills"].tolist()
    assert 0 < frame["is_alive"].sum() < len(frame)
    assert frame["action"].nunique() > 3


def test_trust_received_is_what_the_other_living_hunters_give():
    parameters = hunt.scenario().parameters("shared-survival", days=60, hunters=8, start_store=0, small_game=0.5)
    model = HuntModel(parameters, seed=3)
    seen = []
    while model.running:
        model.step()
        frame = model.datacollector.get_agent_vars_dataframe().loc[model.steps]
        for j, received in enumerate(frame["trust_received"]):
            others = [one.number for one in model.living_hunters if one.number != j]
            trusts = [trust(model.kept[i, j], model.broken[i, j]) for i in others]
            assert received == pytest.approx(sum(trusts) / len(trusts), rel=1e-12) if trusts else np.isnan(received)
        seen.append((model.camp.living, tuple(frame["trust_received"])))
    assert min(living for living, _ in seen) < 8
    assert 5 < len({received for _, received in seen}) < len(seen)


def test_columns_of_a_users_own_are_added_as_mesa_takes_them():
    mine = {"full": "full", "thin": lambda one: one.reserve < 0.5 * one.full}
    own = partial(HuntModel, agent_reporters=mine, model_reporters={"stolen": lambda one: one.camp.stolen})
    rows = batch_run(own, {"hunters": [6], "days": 5}, display_progress=False)
    assert len(rows) == 6
    assert all(row["thin"] == (row["reserve"] < 0.5 * row["full"]) and row["stolen"] >= 0 for row in rows)
    assert {*HUNTER_COLUMNS, *MODEL_COLUMNS} <= set(rows[0])


def test_a_hunter_alone_is_trusted_by_nobody():
    model = HuntModel(SHORT, hunters=1, seed=1, days=2)
    model.run_model()
    assert model.datacollector.get_agent_vars_dataframe()["trust_received"].isna().all()


def test_no_column_stands_for_two_things():
    """A batch run puts parameters, the model's columns and a hunter's columns into one row."""
    mesas = {"RunId", "iteration", "Step", "AgentID"}
    given = {*FIELDS, *inspect.signature(HuntModel).parameters} - {"seed"}
    groups = [set(MODEL_COLUMNS), set(HUNTER_COLUMNS), mesas, given]
    assert len(set.union(*groups)) == sum(len(group) for group in groups)


@settings(max_examples=20)
@given(parameters=st.from_type(Parameters), seed=SEEDS)
def test_a_model_keeps_the_notes_that_a_record_keeps(parameters, seed):
    model = HuntModel(parameters, seed=seed)
    model.run_model()
    noted = hunt.record(parameters, seed).events
    assert len(model.events) == len(noted)
    for event, record in zip(model.events, noted, strict=True):
        assert (event.day, event.kind, event.who) == (record["day"], record["kind"], record["who"])
        assert event.saw == record["saw"].tolist()
    assert HuntModel(parameters, seed=seed, events=0).events == []


def test_a_model_can_go_on_from_where_the_compiled_rules_have_come():
    """To look into a day late in the year there is no need to wait for all before it."""
    from hunt.engine.compiled import run_days
    from hunt.engine.initial_state import initial_state

    parameters = Parameters(days=60, hunters=10)
    records, luck = initial_state(parameters, 3, events=100)
    run_days(records, luck, 0, 50)
    model = HuntModel(parameters, seed=3, events=100)
    model.take_over(records)
    model.day = 50
    model.run_model()
    whole = HuntModel(parameters, seed=3, events=100)
    whole.run_model()
    assert repr(model.camp) == repr(whole.camp)
    assert [vars(event) for event in model.events] == [vars(event) for event in whole.events]
    assert model.hunters[0].cell.coordinate == (model.hunters[0].x, model.hunters[0].y)


# --- batch runs ------------------------------------------------------------------------------------------------


IS_35 = "rng" in inspect.signature(batch_run).parameters


def batch(parameters, seeds=None, **how):
    """Call Mesa's batch run with seeds as each version wants them: 3.5 hands over each `rng` as the model's seed."""
    if seeds is not None and IS_35:
        how |= {"rng": seeds}
    elif seeds is not None:
        parameters = parameters | {"seed": seeds}
    return pd.DataFrame(batch_run(HuntModel, parameters, display_progress=False, **how))


QUICK = {"days": 12, "width": 12, "height": 12, "herds": 60}
REGIMES = ["own-product", "shared-survival"]


def test_a_batch_run_gives_what_simulate_gives():
    frame = batch({"parameters": SHORT, "regime": REGIMES}, [1, 2, 3]).drop_duplicates(["regime", "seed"])
    assert len(frame) == 6
    for row in frame.to_dict("records"):
        outcome = hunt.simulate(hunt.regime(row["regime"]).on(SHORT), row["seed"])
        shown = (row["alive"], row["store"], row["trust"], row["kpi"], row["kills"])
        assert shown == (outcome.alive, outcome.store, outcome.trust, outcome.kpi, outcome.kills)


def test_a_batch_run_keeps_fresh_seeds_and_has_a_row_for_each_hunter():
    with pytest.warns(DeprecationWarning, match="iterations") if IS_35 else nullcontext():
        frame = batch({"regime": REGIMES, "hunters": [8, 12], **QUICK}, iterations=5)
    runs = frame.groupby("RunId")
    assert len(runs) == 20
    assert frame["seed"].nunique() == 20
    assert (runs.size() == runs["hunters"].first()).all()
    assert (frame["day"] == 11).all()
    for _, run in runs:
        last = hunt.record(hunt.scenario().parameters(run["regime"].iloc[0], **settings_of(run)), run["seed"].iloc[0])
        assert run["reserve"].tolist() == last.hunters[-1]["reserve"].tolist()
        assert run["action"].tolist() == words(Action, last.hunters[-1]["action"])
        assert run["store"].tolist() == [last.outcome.store] * len(run)
    assert (frame.groupby("RunId")["is_alive"].sum() == runs["alive"].first()).all()


def settings_of(run):
    return {name: int(run[name].iloc[0]) for name in ("hunters", *QUICK)}


@pytest.mark.parametrize("period", [1, 5])
def test_rows_of_a_batch_run_are_of_one_evening(period):
    """Mesa 3.3 looks for an evening's agents under another number than for the model's columns."""
    frame = batch({"parameters": SHORT}, [4], data_collection_period=period)
    run = hunt.record(SHORT, 4)
    assert frame["day"].unique().tolist()[:3] == [0, period, 2 * period]
    assert len(frame) == 6 * frame["day"].nunique()
    for day, rows in frame.groupby("day"):
        assert set(rows["store"]) == {run.camp["store"][day]}
        assert rows["reserve"].tolist() == run.hunters["reserve"][day].tolist()


def test_a_batch_run_ends_with_the_band():
    frame = batch({"parameters": DEADLY}, [1])
    assert frame["day"].unique().tolist() == [hunt.record(DEADLY, 1).hunters[-1]["died"].max()]
    assert not frame["is_alive"].any()


# --- copies ----------------------------------------------------------------------------------------------------


def everything(model):
    """Return all that a run has come to, as text: equal only where every bit is."""
    tables = {name: getattr(model, name) for name in ("kept", "broken", "game", "grazed", "weighed", "spent")}
    agents = [{name: value for name, value in vars(one).items() if name not in STRANGE} for one in model.agents]
    places = [one.cell and one.cell.coordinate for one in model.agents]
    columns = model.datacollector.model_vars, model.datacollector._agent_records
    events = [vars(event) for event in model.events]
    shown = model.grid.small_game.data.tolist(), model.grid.terrain.data.tolist()
    return repr((model.day, model.running, model.camp, tables, agents, places, columns, events, shown))


STRANGE = ("model", "_mesa_cell")
CHANGES = [(3, {"kappa": 3.0}), (8, {"review": 2, "regime": "ranking"})]


@pytest.mark.parametrize("copied", [lambda model: pickle.loads(pickle.dumps(model)), copy.deepcopy, copy.copy])
def test_a_copy_goes_on_to_the_same_bits(copied):
    model = HuntModel(SHORT, seed=1, changes=CHANGES)
    for _ in range(6):
        model.step()
    twin = copied(model)
    before = everything(twin)
    assert before == everything(model)
    model.run_model()
    assert everything(twin) == before  # they share nothing
    twin.run_model()
    assert everything(twin) == everything(model) != before
    whole = HuntModel(SHORT, seed=1, changes=CHANGES)
    whole.run_model()
    assert everything(whole) == everything(model)


def test_a_copy_has_agents_and_a_grid_of_its_own():
    model = HuntModel(SHORT, seed=1)
    model.step()
    twin = pickle.loads(pickle.dumps(model))
    assert all(agent.model is twin for agent in twin.agents)
    assert list(twin.agents_by_type[Hunter]) == twin.hunters
    assert set(twin.grid.agents) == {*twin.living_hunters, *twin.present_beasts}
    assert not set(twin.agents) & set(model.agents)
    cell = twin.hunters[0].cell
    assert cell is twin.grid[cell.coordinate]
    assert not cell.empty
    assert len(cell.neighborhood) >= 3


# --- hunters of another kind -----------------------------------------------------------------------------------


class Stubborn(Hunter):
    """Sticks to the first choice of the year, as far as that is possible."""

    def choose(self, day, luck):
        before = self.action
        super().choose(day, luck)
        if day > 0 and self.model.gains[before] > -1e30:
            self.model.spent[self.number, self.action] -= 1.0
            self.model.spent[self.number, before] += 1.0
            self.action = before


def test_a_stubborn_hunter_changes_the_run():
    usual, stubborn = HuntModel(SHORT, seed=1), HuntModel(SHORT, seed=1, hunter_class=Stubborn)
    for model in (usual, stubborn):
        model.run_model()
    assert list(stubborn.agents_by_type[Stubborn]) == stubborn.hunters
    assert repr(stubborn.camp) != repr(usual.camp)
    columns = stubborn.datacollector.get_agent_vars_dataframe()["action"].unstack()
    assert (columns.nunique() == 1).any()
    assert (usual.datacollector.get_agent_vars_dataframe()["action"].unstack().nunique() > 1).all()


@pytest.mark.parametrize(
    ("kind", "base", "name"),
    [("hunter_class", Hunter, "pay"), ("hunter_class", Hunter, "roam"), ("beast_class", Beast, "choose")],
)
def test_a_method_that_nothing_would_call_is_refused(kind, base, name):
    useless = type("Useless", (base,), {name: lambda self: None})
    with pytest.raises(HuntError, match=rf"Useless.{name} would never be called: .* agents.{base.__name__};"):
        HuntModel(SHORT, seed=1, **{kind: useless})


def test_a_subclass_that_adds_nothing_changes_nothing():
    class Same(Hunter):
        def weigh(self):
            super().weigh()

    usual, same = HuntModel(SHORT, seed=1), HuntModel(SHORT, seed=1, hunter_class=Same)
    for model in (usual, same):
        model.run_model()
    assert repr(usual.camp) == repr(same.camp)


EVERYTHING = Parameters(
    hunters=8, days=60, width=10, height=10, herds=60, injury=0.2, mishaps=0.3, fix_days=400.0, start_foresight=1.0,
    delta=0.5, start_trust=0.9, needed=2, start_store=12.0, small_game=0.1, reserve_low=6.0, reserve_high=9.0,
    haul=1.0, toughness=1, steadiness=0.5, craft=2,
)  # fmt: skip
"""A short run in which every behaviour comes up."""


def camp_after_everything(**kinds):
    model = HuntModel(EVERYTHING, seed=2, changes=[(5, {"teach": 0})], **kinds)
    model.run_model()
    return repr(model.camp)


@cache
def camp_as_usual():
    return camp_after_everything()


def noting(seen, base, name):
    """Return a subclass in which one method notes what it is given."""

    def noted(self, *given):
        seen.append(given)
        return getattr(base, name)(self, *given)

    return type("Noting", (base,), {name: noted})


RULES = {rule.__name__: rule for rule in copy_rules(rule_modules(), lambda rule: rule).values()}


@pytest.mark.parametrize("name", sorted(THROUGH_METHODS))
def test_every_behaviour_with_a_method_goes_through_it(name):
    """Overriding it is seen by whoever calls the behaviour; passing it on changes nothing."""
    base, kind = (Hunter, "hunter_class") if hasattr(Hunter, name) else (Beast, "beast_class")
    seen = []
    assert camp_after_everything(**{kind: noting(seen, base, name)}) == camp_as_usual()
    assert seen, "the run above must call every behaviour"


@pytest.mark.parametrize("name", sorted(THROUGH_METHODS))
def test_a_method_takes_what_its_behaviour_takes(name):
    base = Hunter if hasattr(Hunter, name) else Beast
    given = list(inspect.signature(RULES[name]).parameters)
    assert list(inspect.signature(THROUGH_METHODS[name]).parameters) == given
    wanted = len([one for one in given[1:] if one != "world"])
    assert len(inspect.signature(getattr(base, name)).parameters) == 1 + wanted
    assert inspect.getdoc(getattr(base, name)).endswith(".")


def test_every_method_of_an_agent_is_a_behaviour():
    written = {name for base in (Hunter, Beast) for name, one in vars(base).items() if inspect.isfunction(one)}
    assert {name for name in written if not name.startswith("__")} == set(THROUGH_METHODS)


def test_two_kinds_of_models_do_not_mix():
    """Runs share the copies of rules; a run with other hunters, or after a rule was replaced, has copies of its own."""
    stubborn = HuntModel(SHORT, seed=1, hunter_class=Stubborn)
    usual = HuntModel(SHORT, seed=1)
    assert usual.rules.weigh is HuntModel(SHORT, seed=2).rules.weigh
    assert stubborn.rules.weigh is not usual.rules.weigh
    usual.rules.weigh = None
    assert HuntModel(SHORT, seed=1).rules.weigh is not None


def test_a_copied_rule_stops_at_the_breakpoints_of_its_source():
    model = HuntModel(SHORT, seed=1)
    for name, rule in RULES.items():
        assert getattr(model.rules, name).__code__ is rule.__code__, name


def test_the_mesa_engine_does_not_need_the_compiler():
    code = "import sys, agents; agents.HuntModel(seed=1, days=2).run_model(); assert 'numba' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


# --- the page --------------------------------------------------------------------------------------------------


@pytest.fixture
def page():
    import matplotlib.pyplot as plt
    import solara

    from dashboards import mesa_page

    @solara.component
    def App():  # noqa: N802
        with solara.AppLayout():  # gives the sidebar with the controls its place
            mesa_page.Page()

    box, shown = solara.render(App(), handle_error=False)
    yield box
    shown.close()
    plt.close("all")


def widgets(box):
    """Return all that is on a page, however it is nested."""
    found, todo = {}, [box]
    while todo:
        one = todo.pop()
        if isinstance(one, ipywidgets.Widget):
            if id(one) not in found:
                found[id(one)] = one
                todo.extend(getattr(one, name) for name in one.keys if name not in ("layout", "style"))
        elif isinstance(one, list | tuple):
            todo.extend(one)
        elif isinstance(one, dict):
            todo.extend(one.values())
    return list(found.values())


def click(box, label):
    next(one for one in widgets(box) if type(one).__name__ == "Btn" and label in one.children).click()


def texts(box):
    children = [child for one in widgets(box) for child in getattr(one, "children", ())]
    return [one for one in children if isinstance(one, str)]


def pictures(box):
    return {one.value for one in widgets(box) if isinstance(one, ipywidgets.Image)}


def day_shown(box):
    """Return what Mesa 3.3 calls step and 3.5 calls time."""
    return next(float(one.split()[1]) for one in texts(box) if one.startswith(("Step: ", "Time: ")))


def control(box, label):
    """Return the slider or select of that label."""
    return next(one for one in widgets(box) if getattr(one, "label", None) == label and hasattr(one, "v_model"))


def run_shown(box):
    return next(one for one in texts(box) if one.startswith("This run: "))


def test_the_page_shows_two_maps_and_three_curves(page):
    assert len(pictures(page)) == 5
    assert {"Reset", "Step", "Controls", "Model Parameters"} <= set(texts(page))
    assert day_shown(page) == 0


def test_the_page_steps_and_begins_anew(page):
    first = pictures(page)
    for _ in range(3):
        click(page, "Step")
    assert day_shown(page) == 3
    assert not pictures(page) & first
    click(page, "Reset")
    assert day_shown(page) == 0
    assert pictures(page) == first


def test_the_page_offers_every_scenario_and_regime(page):
    assert control(page, "Scenario").items == list(scenario_ids())
    assert control(page, "Regime").items == list(regime_ids())


def test_the_controls_change_the_run_after_a_reset(page):
    controls = {
        "Hunters": (14, "hunters: 14;"),
        "Needed around a cow": (3, "needed around a cow: 3;"),
        "Small game": (0.4, "small game: 0.4;"),
        "Harshness of winter": (0.2, "harshness of winter: 0.2;"),
        "How much each phase needs its craft": (3, "how much each phase needs its craft: 3;"),
        "Starting trust": (0.9, "starting trust: 0.9."),
        "Luck (seed)": (5, "seed 5;"),
        "Regime": ("sla", "default-valley, sla,"),
    }
    first = run_shown(page)
    for label, (value, shown) in controls.items():
        control(page, label).v_model = value
        assert shown not in first
    assert run_shown(page) == first
    click(page, "Reset")
    for _, shown in controls.values():
        assert shown in run_shown(page)
    click(page, "Step")
    assert day_shown(page) == 1


def test_a_slider_that_was_not_moved_leaves_the_scenario_its_own_value(page):
    """Else nothing of a scenario would be left but its name."""
    place = next(id for id in scenario_ids() if hunt.scenario(id).parameters().small_game != Parameters().small_game)
    control(page, "Scenario").v_model = place
    control(page, "Hunters").v_model = 14
    click(page, "Reset")
    settings = hunt.scenario(place).parameters()
    assert f"This run: {place}, own-product, seed 1; hunters: 14;" in run_shown(page)
    assert f"small game: {settings.small_game:g};" in run_shown(page)


def test_the_page_goes_on_when_nobody_is_left():
    """Mesa cannot draw a grid on which no agent stands."""
    import solara

    from dashboards import mesa_page

    model = HuntModel(DEADLY, seed=1)
    model.run_model()

    @solara.component
    def View():  # noqa: N802
        return mesa_page.VIEWS[0](model)

    box, shown = solara.render(View(), handle_error=False)
    assert "Nobody is left, and no mammoth is in the valley." in texts(box)
    shown.close()
