"""Rules of a user's own in the compiled engine: bit by bit what the Mesa engine does, wherever settings go.

Slow, because each file of rules is compiled with all others.
"""

import copy
import json
import os
import signal
import subprocess
import sys
import time
from functools import partial

import numpy as np
import pytest
from command_line import ROOT
from hypothesis import event, given, settings
from hypothesis import strategies as st
from same_world import assert_same_world

import experiments
import hunt
from agents import HuntModel
from hunt.catalogue.own_rules import OwnRules
from hunt.catalogue.parameters import Parameters
from hunt.engine import compiled, trial
from hunt.engine.compiled import compile_once, run_days
from hunt.engine.explain import explain
from hunt.engine.initial_state import initial_state
from hunt.engine.kernel import kernel_of
from hunt.engine.loop_guard import MOST_TURNS
from hunt.engine.trial import require_agreement, try_rules

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("compiled")]

SEEDS = st.integers(0, 2**63 - 1)
MINE = OwnRules(
    "mine.py",
    '''"""Rules of many kinds: one adds to the original, one decides, one is of the first morning."""

from agents.actions import Action
from agents.behaviour.deciding import weigh as usual_weigh
from agents.behaviour.eating import die, evening as usual
from agents.behaviour.foraging import forage as usual_forage
from agents.environment import Luck, World
from agents.vocabulary import IMPOSSIBLE, NOBODY, Season
from hunt.world.first_morning import begin_camp as usual_begin

COLD = 0.4
GAME_BY_SEASON = (1.0, 1.2, 0.8, 0.5)
SHIVER = 0.25
LOADS = (0.5, 1.0, 2.0, 0.25, 0.75)


def cold_of(h, world):
    """What a winter day takes from the starved."""
    hunter = world.hunters[h]
    return SHIVER * LOADS[hunter.role] if hunter.reserve < 0.5 * hunter.full else 0.0


def evening(h: int, day: int, world: World) -> None:
    """As usual, but the starved shiver."""
    usual(h, day, world)
    hunter = world.hunters[h]
    if hunter.alive and world.camp.season == Season.WINTER:
        hunter.reserve -= cold_of(h, world)
        if hunter.reserve <= 0.0:
            die(h, day, world)


def weigh(h, world):
    """Nobody leaves the ring on the first twenty days; a hunter who has a target likes it more."""
    usual_weigh(h, world)
    worth = world.weighed[h]
    if world.camp.today < 20:
        worth[Action.OWN] = IMPOSSIBLE
    if world.hunters[h].target != NOBODY and worth[Action.HUNT] > IMPOSSIBLE:
        worth[Action.HUNT] += 0.5


def forage(h, day, world, luck):
    """As usual; then what no rule of the project reads: luck of days to come, and what earlier uses left in scratch."""
    usual_forage(h, day, world, luck)
    hunter = world.hunters[h]
    if day + 5 < world.params.days:
        hunter.pouch += 0.1 * luck.day_catch[day + 5]
    left = world.gains[2] + world.costs[2] + world.tickets[2] + world.party[0] + world.verdict[0] + world.quarries[0]
    hunter.pouch += 0.01 * min(1.0, max(0.0, left))


def trust(kept: float, broken: float) -> float:
    """Trust in strangers begins lower."""
    return (kept + 0.5) / (kept + broken + 2.0)


def begin_camp(world):
    """A camp in the corner."""
    usual_begin(world)
    world.camp.x = 1
    world.camp.y = 2
''',
)
"""Compiled once for all tests here."""


@pytest.fixture(scope="module", autouse=True)
def tried():
    """The rules, tried in plain Python, compiled, and compared there."""
    try_rules(MINE)
    compile_once(MINE)
    require_agreement(MINE)


@settings(max_examples=60)
@given(parameters=st.from_type(Parameters), seed=SEEDS)
def test_both_engines_agree_in_any_valley_where_rules_are_replaced(parameters, seed):
    parameters = parameters.but(rules=MINE)
    model = HuntModel(parameters, seed=seed, events=100)
    records, luck = initial_state(parameters, seed, events=100)
    assert (records.camp["x"], records.camp["y"]) == (1, 2)
    assert_same_world(model, records, "first morning")
    for day in range(parameters.days):
        run_days(records, luck, day, day + 1, MINE)
        if model.running:
            model.step()
            assert_same_world(model, records, day)
    event(f"starved: {model.camp.living < parameters.hunters}")
    outcome = hunt.simulate(parameters, seed)
    assert (outcome.alive, outcome.store) == (model.camp.living, model.camp.store)
    usual = hunt.simulate(parameters.but(rules=None), seed)
    event(f"another year than by the rules as they are: {usual.eaten != outcome.eaten}")


def test_rules_go_wherever_settings_go():
    """A recorded run, its fork, a reason, an ensemble beside the rules as they are: all by the user's rules."""
    parameters = hunt.scenario().parameters("own-product", rules=MINE, days=200)
    year = hunt.record(parameters, 7)
    model = HuntModel(parameters, seed=7)
    model.run_model()
    assert year.camp["store"][len(year.camp) - 1] == model.camp.store
    assert repr(year.fork(100).outcome) == repr(year.outcome) == repr(hunt.simulate(parameters, 7))
    assert hunt.record(parameters.but(rules=None), 7).outcome.eaten != year.outcome.eaten
    told = explain(parameters, 7, (), 30, 2)
    assert told.chosen == year.actions[30, 2]
    assert explain(parameters, 7, (), 10, 2).worth.keys() == year.worth(10, 2).keys()
    arms = {"mine": parameters, "usual": parameters.but(rules=None)}
    table = experiments.run_ensemble(arms, runs=20, seed=1, workers=2, chunk=3).table
    for name, one in arms.items():
        rows = table[table["arm"] == name]
        assert [hunt.simulate(one, seed).eaten for seed in rows["seed"]] == rows["eaten"].tolist()
    again = experiments.run_ensemble(arms, runs=20, seed=1, workers=1).table
    assert table.equals(again)


def test_a_sweep_by_processes_is_by_the_rules_and_its_manifest_says_so(tmp_path):
    data = {"regimes": ["own-product"], "runs": 6, "settings": {"days": 40, "hunters": 6, "rules": MINE.plain()}}
    made = {}
    for executor in ("threads", "processes"):
        experiments.sweep(experiments.design_of(data), tmp_path / executor, executor=executor, workers=2)
        made[executor] = experiments.read_sweep(tmp_path / executor).table
    assert made["threads"].equals(made["processes"])
    parameters = hunt.scenario().parameters("own-product", rules=MINE, days=40, hunters=6)
    assert made["threads"]["eaten"].tolist() == [hunt.simulate(parameters, seed).eaten for seed in range(1, 7)]
    manifest = json.loads((tmp_path / "threads" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["design"]["arms"][0][2]["rules"] == MINE.plain()
    usual = experiments.design_of({**data, "settings": {"days": 40, "hunters": 6}})
    with pytest.raises(hunt.HuntError, match="another design"):  # the same settings by other rules
        experiments.sweep(usual, tmp_path / "threads", resume=True)
    again = experiments.sweep(tmp_path / "threads" / "manifest.json", tmp_path / "again")
    assert (again.rows, again.failed) == (6, 0)
    told = experiments.report(tmp_path / "again")[2].read_text(encoding="utf-8")
    assert "By rules of the user's own, mine.py; their text is in the manifest." in told
    assert "| rules | mine.py |" in told
    assert experiments.read_sweep(tmp_path / "again").table.equals(made["threads"])


def test_the_comparison_is_with_the_rules_as_they_are_on_the_same_luck():
    found = experiments.compare_rules(MINE, runs=12, settings={"days": 300})
    assert found.own.settings["rules"] == MINE.plain()
    assert found.own.regimes == found.original.regimes
    row = found.effects.set_index(["regime", "measure"]).loc["own-product", "alive_share"]
    own, original = (one.ensemble.arm("own-product")["alive_share"] for one in (found.own, found.original))
    assert row["estimate"] == pytest.approx((own - original).mean())
    assert row["low"] <= row["estimate"] <= row["high"]
    alone = experiments.compare(runs=12, settings={"days": 300})
    assert alone.ensemble.table.equals(found.original.ensemble.table)


def test_an_engine_that_differs_is_refused(monkeypatch):
    """In one number of the last evening, as recorded runs are made and as results are."""
    usual = trial._last_evenings(MINE)
    for field, by in (("store", 1.0e-9), ("kills", 1)):
        spoilt = copy.deepcopy(usual)
        setattr(spoilt[1].camp, field, getattr(spoilt[1].camp, field) + by)
        monkeypatch.setattr(trial, "_last_evenings", lambda own, told=spoilt: told)
        with pytest.raises(hunt.HuntError, match=f"^mine.py: the two engines differ in the last digits of {field};"):
            require_agreement(MINE)
    monkeypatch.setattr(trial, "_last_evenings", lambda own: usual)
    require_agreement(MINE)
    chunk = compiled.run_arms

    def remembering(arms, seeds):
        """Add what came before to what comes now."""
        ends = chunk(arms, seeds)
        ends.finals[0].pouches[1] += 1.0
        return ends

    monkeypatch.setattr(compiled, "run_arms", remembering)
    with pytest.raises(hunt.HuntError, match=r"^mine\.py: pouches is another number when other runs are simulated"):
        require_agreement(MINE)


def test_a_run_is_the_same_whatever_was_simulated_before_and_beside_it():
    """Bit by bit the one of the Mesa engine: in both orders of seeds, after another arm, and alone."""
    mine = hunt.scenario().parameters("own-product", rules=MINE, days=60)
    beside = hunt.scenario().parameters("none", rules=MINE, days=60)
    model = HuntModel(mine, seed=2)
    model.run_model()
    for arms, seeds in (((mine,), (2,)), ((mine,), (3, 2)), ((mine,), (2, 3)), ((beside, mine), (3, 2))):
        ends = compiled.run_arms([compiled.ArmSettings(one) for one in arms], np.array(seeds))
        run = seeds.index(2)
        assert ends.finals[-1].camps["gathered"][run] == model.camp.gathered
        assert ends.finals[-1].pouches[run] == sum(one.pouch for one in model.hunters)


FAR = OwnRules(
    "far.py",
    '''"""Places that are not there, each in a band of another size; those of the trial are larger."""

from agents.behaviour.eating import die, evening as usual
from agents.environment import World
from agents.vocabulary import NOBODY

LOADS = (1.0, 2.0)


def evening(h: int, day: int, world: World) -> None:
    """As usual; then a look far off, below 0, into a table, and the same by rules of the project."""
    usual(h, day, world)
    if world.params.hunters == 1:
        world.hunters[world.params.herds].pouch += 1.0
    if world.params.hunters == 2:
        world.hunters[NOBODY].pouch += 1.0
    if world.params.hunters == 3:
        world.camp.store += LOADS[h]
    if world.params.hunters == 4:
        die(1000000000 * world.params.herds, day, world)
    if world.params.hunters == 5:
        die(NOBODY, day, world)
    if world.params.hunters == 6:
        world.hunters[h].x = 1000 * world.params.herds
    if world.params.hunters == 8:
        world.camp.store += 1.0 / (world.camp.living - world.camp.living)
    if world.params.hunters == 9:
        world.camp.store += world.params.table[0][h - world.params.hunters]
    k = 0
    while world.params.hunters == 10:
        k = 1 - k
''',
)


BOTH_ENGINES = (lambda one: hunt.simulate(one, 1), lambda one: HuntModel(one, seed=1).run_model())


def test_a_loop_without_end_stops_the_run_where_the_trial_did_not_come_by():
    line = FAR.text[: FAR.text.index("    while")].count("\n") + 1
    with pytest.raises(hunt.HuntError) as refused:
        hunt.simulate(Parameters(hunters=10, days=20, rules=FAR), 1)
    assert str(refused.value).startswith(
        f"far.py, line {line}: evening does not end: {MOST_TURNS:,} turns of loops in one call; "
    )


def test_ctrl_c_is_heard_while_a_rule_takes_long():
    program = (
        "import sys; from hunt.catalogue.own_rules import OwnRules; from hunt.catalogue.parameters import Parameters\n"
        "from hunt.engine.compiled import compile_once; from hunt.simulation import simulate\n"
        "own = OwnRules('slow.py', sys.stdin.read())\n"
        "compile_once(own)\n"
        "print('begun', flush=True)\n"
        "simulate(Parameters(hunters=100, days=3600, start_store=1000.0, rules=own), 1)\n"
    )
    hear = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        cwd=ROOT, text=True, preexec_fn=hear,
    ) as run:  # fmt: skip
        run.stdin.write(SLOW)
        run.stdin.close()
        assert run.stdout.readline() == "begun\n"
        time.sleep(0.5)
        begun = time.monotonic()
        run.send_signal(signal.SIGINT)
        said = run.stderr.read()
        run.wait(60)
    assert time.monotonic() - begun < 20.0  # the run itself takes hours
    assert said.splitlines()[-1] == "KeyboardInterrupt"


SLOW = """
from agents.behaviour.eating import evening as usual


def evening(h, day, world):
    usual(h, day, world)
    x = 0.1
    for k in range(20000000 if world.params.hunters == 100 else 1):
        x = 0.5 * x + 0.001 * world.camp.store
    world.camp.store += 0.000001 * x
"""


def test_a_place_that_is_not_there_is_refused_where_the_trial_did_not_come_by():
    """By a user's rule itself, by rules of the project that it calls, and by those that find what it left behind."""
    try_rules(FAR)
    for hunters in range(1, 7):
        parameters = Parameters(hunters=hunters, days=20, herds=50, rules=FAR)
        with pytest.raises(hunt.HuntError, match=r"^far\.py: a rule looks up a place that is not there") as compiled:
            hunt.simulate(parameters, 1)
        with pytest.raises(hunt.HuntError, match="looks up a place that is not there") as plain:
            HuntModel(parameters, seed=1).run_model()
        assert str(compiled.value).partition(";")[2] == str(plain.value).partition(";")[2]
        assert "\n" not in str(plain.value) + str(compiled.value)
    for run in BOTH_ENGINES:
        with pytest.raises(hunt.HuntError, match=r"^far\.py.* divides by zero; check first"):
            run(Parameters(hunters=8, days=20, rules=FAR))
        with pytest.raises(hunt.HuntError, match=r"^far\.py.* looks up a place that is not there"):  # in a setting
            run(Parameters(hunters=9, days=20, rules=FAR))
    parameters = Parameters(hunters=7, days=20, rules=FAR)
    assert hunt.simulate(parameters, 1).alive <= 7  # the kernel is whole afterwards
    HuntModel(parameters, seed=1).run_model()


def test_what_only_the_compiler_sees_is_one_sentence_with_its_line():
    """A branch that the trial does not come by, in which a variable becomes something else."""
    text = (
        "from agents.behaviour.eating import evening as usual\n\n\ndef evening(h, day, world):\n"
        "    usual(h, day, world)\n    pouch = 1.0\n    if day > 4000:\n        pouch = world.hunters\n"
        "    if pouch == 2.0:\n        world.camp.store += 1.0\n"
    )
    own = OwnRules("late.py", text)
    try_rules(own)
    with pytest.raises(hunt.HuntError) as refused:
        compile_once(own)
    assert str(refused.value).startswith("late.py, line ")
    assert "the compiler cannot work with this" in str(refused.value)
    assert "\n" not in str(refused.value)
    assert hunt.simulate(Parameters(days=3), 1).alive == 12  # the compiler is whole afterwards


def test_the_rules_of_the_project_are_not_touched_and_each_set_is_kept_by_itself():
    folders = {kernel_of(one).folder for one in (None, MINE, FAR)}
    assert len(folders) == 3
    assert kernel_of(MINE) is kernel_of(OwnRules(MINE.name, MINE.text))
    before = [repr(hunt.simulate(Parameters(days=60), seed)) for seed in range(3)]
    hunt.simulate(Parameters(days=60, rules=MINE), 1)
    assert before == [repr(hunt.simulate(Parameters(days=60), seed)) for seed in range(3)]


RUN = """
import hunt
from hunt.engine import inlining
rules = hunt.rules_from("mine.py")
outcome = hunt.simulate(hunt.Parameters(days=60, rules=rules), 1)
print(inlining.begun, repr(outcome))
"""


def test_another_program_loads_what_has_been_compiled(tmp_path):
    here = repr(hunt.simulate(Parameters(days=60, rules=MINE), 1))
    (tmp_path / MINE.name).write_text(MINE.text, encoding="utf-8")
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    there = subprocess.run(
        [sys.executable, "-c", RUN], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
    )
    assert there.stdout.split(maxsplit=1) == ["0", f"{here}\n"]
