"""The hunt as a model of Mesa: what a student of Mesa expects of one."""

import copy
import doctest
import inspect
import pickle
import subprocess
import sys
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
from agents import Beast, Hunter, HuntModel
from hunt import world
from hunt.catalogue.parameters import Parameters
from hunt.errors import HuntError
from hunt.mesa_model import HUNTER_COLUMNS
from hunt.vocabulary import Action

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
    def eaten():
        model = HuntModel(SHORT, seed=1, start_store=50, need=2.0)
        model.run_model()
        return model.camp.eaten

    before = eaten()
    monkeypatch.setattr("agents.behaviour.hauling.SCRAPS", 1e9)
    monkeypatch.setattr("hunt.world.camp.WARMTH", (0.0, 0.0, 0.0, 0.0))
    changed = eaten()
    monkeypatch.undo()
    assert changed != before
    assert eaten() == before


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


@pytest.mark.parametrize("module", [agents.mesa_agents, hunt.mesa_model])
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


def test_each_evening_is_a_row_of_the_frame():
    parameters = hunt.scenario().parameters("shared-survival", days=120, hunters=16)
    model = HuntModel(parameters, seed=2)
    model.run_model()
    frame = model.datacollector.get_model_vars_dataframe()
    run = hunt.record(parameters, 2)
    assert list(frame) == ["alive", "store", "trust", "kpi", "kills"]
    assert frame["alive"].tolist() == run.camp["living"].tolist()
    assert frame["store"].tolist() == run.camp["store"].tolist()
    assert frame["kills"].tolist() == run.camp["kills"].tolist()
    last = frame.iloc[-1]
    assert (last["trust"], last["kpi"]) == (run.outcome.trust, run.outcome.kpi)
    assert frame["kills"].iloc[-1] > 0


def test_each_hunter_has_a_row_for_each_evening():
    model = HuntModel(SHORT, seed=1)
    model.run_model()
    frame = model.datacollector.get_agenttype_vars_dataframe(Hunter)
    run = hunt.record(SHORT, 1)
    assert len(frame) == 6 * 20
    for column, name in HUNTER_COLUMNS.items():
        assert frame[column].tolist() == run.hunters[name].ravel().tolist(), name
    assert not set(frame) & set(model.datacollector.model_vars)


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


def test_mesas_batch_runs_tell_what_simulate_tells():
    asked = {"parameters": SHORT, "regime": ["own-product", "shared-survival"]}
    if "rng" in inspect.signature(batch_run).parameters:  # Mesa 3.5 hands over each `rng` as the model's seed
        rows = batch_run(HuntModel, asked, rng=[1, 2, 3], display_progress=False)
    else:
        rows = batch_run(HuntModel, asked | {"seed": [1, 2, 3]}, display_progress=False)
    frame = pd.DataFrame(rows).drop_duplicates(["regime", "seed"])
    assert len(frame) == 6
    for row in frame.to_dict("records"):
        outcome = hunt.simulate(hunt.regime(row["regime"]).on(SHORT), row["seed"])
        told = (row["alive"], row["store"], row["trust"], row["kpi"], row["kills"])
        assert told == (outcome.alive, outcome.store, outcome.trust, outcome.kpi, outcome.kills)


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


def test_the_page_shows_the_valley_and_two_curves(page):
    assert len(pictures(page)) == 3
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
