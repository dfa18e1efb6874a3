"""What Mesa 4 must do with the model; run by a Python that has it: MESA4_PYTHON tests/mesa_4.py.

It prints the store of each evening of a short year as JSON, to be compared with the year under today's Mesa.
"""

import contextlib
import copy
import io
import json
import pickle
import sys
from pathlib import Path

import mesa
import pandas as pd
from mesa.experimental.data_collection.datarecorders import DataRecorder
from mesa.experimental.scenarios import Scenario

sys.path.insert(0, str(Path(__file__).parents[1]))

from agents import Hunter, HuntModel

DAYS = 40
COLUMNS = ["seed", "day", "alive", "store", "trust", "kpi", "kills"]


class Band(Scenario):
    """A design in Mesa 4's own way: the keywords of HuntModel as fields."""

    regime: str = "own-product"
    hunters: int = 8
    days: int = DAYS


def settings_come_from_a_scenario_of_mesas() -> None:
    """Its parameters are keywords; what is given by hand comes before them; a seed is found and reported."""
    model = HuntModel(scenario=Band(hunters=9, winter=0.5, seed=4))
    assert (model.params.hunters, model.params.winter, model.seed) == (9, 0.5, 4)
    assert HuntModel(scenario=Band(scenario="storm-year"), days=3).params.days == 3
    one, other = (HuntModel(scenario=Band(rng=7)) for _ in range(2))
    assert one.seed == other.seed != HuntModel(scenario=Band(rng=8)).seed
    assert HuntModel(rng=7).seed == HuntModel(seed=7).seed == 7


def a_frame_of_designs_with_replications_takes_the_place_of_batch_run() -> None:
    """Each replication has a seed of its own, which its rows say."""
    frame = pd.DataFrame({"regime": ["own-product", "shared-survival"], "hunters": [8, 8], "days": [10, 10]})
    rows = []
    for scenario in Scenario.from_dataframe(frame, rng=1, replications=3):
        model = HuntModel(scenario=scenario)
        model.run_model()
        last = model.datacollector.get_model_vars_dataframe().iloc[-1]
        rows.append((model.params.hunters, int(last["seed"]), int(last["day"])))
    assert [row[2] for row in rows] == [9] * 6
    assert len({row[1] for row in rows}) == 3  # both designs meet the same luck
    assert rows[0][1] == rows[3][1]


def the_data_registry_and_its_recorder_follow_the_model() -> None:
    """Mesa 4's own way of collecting data sees what the model is and what the hunters are."""
    model = HuntModel(seed=1, days=5)
    recorder = DataRecorder(model)
    model.data_registry.track_model(model, "band", fields=["day", "seed"]).record(recorder)
    model.data_registry.track_agents(model.agents_by_type[Hunter], "hunters", fields=["reserve", "trusts"]).record(
        recorder
    )
    model.run_model()
    assert [one["reserve"] for one in model.data_registry["hunters"].data] == [one.reserve for one in model.hunters]
    recorder.collect()  # Mesa's recorder looks when time has moved on, so the last evening is asked for
    band, hunters = (recorder.get_table_dataframe(name) for name in ("band", "hunters"))
    assert band["day"].tolist() == band["time"].tolist() == list(range(6))
    assert len(hunters) == 6 * len(model.hunters)


def the_example_of_the_page_runs() -> None:
    """What docs/mesa.md shows for Mesa 4 is what it prints: a seed and the living, for each replication."""
    page = (Path(__file__).parents[1] / "docs" / "mesa.md").read_text(encoding="utf-8")
    example = page.partition("<!-- run by tests/mesa_4.py -->")[2].partition("```python\n")[2].partition("```")[0]
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(example, {})
    assert len(said.getvalue().splitlines()) == 6


def it_ends_and_its_copies_go_on_alike() -> list[float]:
    """After the end nothing happens; a pickled or copied model goes on as the original does."""
    model = HuntModel(seed=1, days=DAYS)
    for _ in range(10):
        model.step()
    copies = [pickle.loads(pickle.dumps(model)), copy.deepcopy(model), copy.copy(model)]
    for one in (model, *copies):
        one.run_model()
        before = repr(one.camp)
        one.step()
        assert (one.day, one.running, repr(one.camp)) == (DAYS, False, before)
    assert {repr(one.camp) for one in copies} == {repr(model.camp)}
    collected = model.datacollector.get_model_vars_dataframe()
    assert list(collected) == COLUMNS
    hunters = model.datacollector.get_agent_vars_dataframe()
    assert {"role", "action", "trust_given", "trust_received", "skill_track"} <= set(hunters)
    assert len(hunters) == DAYS * len(model.hunters)
    assert model.grid.small_game.shape == (model.params.width, model.params.height)
    assert model.hunters[0].cell.small_game == model.grid.small_game[model.hunters[0].x, model.hunters[0].y]
    return collected["store"].tolist()


if __name__ == "__main__":
    assert mesa.__version__.startswith("4."), mesa.__version__
    settings_come_from_a_scenario_of_mesas()
    a_frame_of_designs_with_replications_takes_the_place_of_batch_run()
    the_data_registry_and_its_recorder_follow_the_model()
    the_example_of_the_page_runs()
    print(json.dumps({"mesa": mesa.__version__, "stores": it_ends_and_its_copies_go_on_alike()}))
