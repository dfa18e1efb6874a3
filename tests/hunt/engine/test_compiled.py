"""The Mesa engine and the compiled engine are one model: equal to the last bit."""

import os
import shutil
import subprocess
import sys
import typing
from pathlib import Path

import numpy as np
import pytest
from cases import each
from hypothesis import event, given, settings
from hypothesis import strategies as st
from same_world import assert_same_world

from agents import HuntModel
from agents.beast import BeastState
from agents.environment import Camp, Event
from agents.hunter import HunterState
from hunt.catalogue.interventions import ACTIONS, ACTS, DAY_ZERO_ONLY, FORCE, acts_of, segments
from hunt.catalogue.parameters import FIELDS, Parameters
from hunt.catalogue.regimes import regime_ids
from hunt.catalogue.scenarios import scenario, scenario_ids
from hunt.engine import compiled
from hunt.engine.initial_state import initial_state
from hunt.engine.records import record_of
from hunt.vocabulary import NOBODY, Action, Because, EventKind, Hours, Kind, Phase, Season, Skill, Terrain

pytestmark = pytest.mark.usefixtures("compiled")

HERE = Path(__file__).parents[3]
SEEDS = st.integers(0, 2**63 - 1)


def assert_same_hunt(parameters, seed, changes=(), every=1):
    """Simulate a hunt in both engines and compare them on every n-th evening and the last."""
    room = 4 * parameters.days
    model = HuntModel(parameters, seed=seed, changes=changes, events=room)
    records, luck = initial_state(parameters, seed, events=room)
    records = records._replace(acts=acts_of(parameters, changes))
    assert_same_world(model, records, "first morning")
    for start, stop, settings_then in segments(parameters, changes):
        stretch = records._replace(params=record_of(settings_then))
        for day in range(start, stop):
            compiled.run_days(stretch, luck, day, day + 1)
            if model.running:
                model.step()
                if day % every == 0 or not model.running:
                    assert_same_world(model, records, day)
    assert_same_world(model, records, "last evening")
    return model


@st.composite
def some_changes(draw):
    """Draw what is new on some mornings: settings, and what the first hunter does."""
    other = draw(st.from_type(Parameters))
    names = st.lists(st.sampled_from([name for name in FIELDS if name not in DAY_ZERO_ONLY]), max_size=4)
    acts = st.dictionaries(st.sampled_from(sorted(set(ACTS) - {FORCE})), st.just(0), max_size=2)
    acts |= st.sampled_from(sorted(ACTIONS)).map(lambda option: {FORCE: f"0/{option}"})
    new = st.builds(lambda late, done: {name: getattr(other, name) for name in late} | done, names, acts)
    return draw(st.lists(st.tuples(st.integers(0, 29), new), max_size=4))


@settings(max_examples=100)
@given(parameters=st.from_type(Parameters), seed=SEEDS)
def test_the_engines_agree_on_any_hunt(parameters, seed):
    model = assert_same_hunt(parameters, seed)
    event(f"killed: {model.camp.kills > 0}")
    event(f"starved: {model.camp.living < parameters.hunters}")


@settings(max_examples=40)
@given(parameters=st.from_type(Parameters), seed=SEEDS, changes=some_changes())
def test_the_engines_agree_when_someone_intervenes(parameters, seed, changes):
    assert_same_hunt(parameters, seed, changes)


@settings(max_examples=10)
@given(parameters=st.from_type(Parameters), seed=SEEDS, hunters=st.integers(1, 8))
def test_the_engines_agree_in_any_winter(parameters, seed, hunters):
    assert_same_hunt(parameters.but(days=300, hunters=hunters), seed, every=60)


YEARS = [(place, regime_ids()[k % len(regime_ids())]) for k, place in enumerate(scenario_ids())]
SOME = [*YEARS[:2], ("default-valley", "shared-survival")]


def assert_same_year(place, regime):
    model = assert_same_hunt(scenario(place).parameters(regime), seed=3, every=90)
    assert model.camp.days_lived > 1000


@each(("place", "regime"), SOME)
def test_the_engines_agree_on_a_whole_year(place, regime):
    assert_same_year(place, regime)


@pytest.mark.slow
@each(("place", "regime"), YEARS[2:])
def test_the_engines_agree_on_a_whole_year_of_every_scenario(place, regime):
    assert_same_year(place, regime)


def test_settings_may_be_changed_by_hand():
    parameters = Parameters(days=60)
    by_hand, planned = HuntModel(parameters, seed=1), HuntModel(parameters, seed=1, changes=[(20, {"kappa": 5.0})])
    for _ in range(20):
        by_hand.step()
    by_hand.params = by_hand.params.but(kappa=5.0)
    by_hand.run_model()
    planned.run_model()
    assert planned.params.kappa == 5.0
    assert repr(by_hand.camp) == repr(planned.camp)


@settings(max_examples=15)
@given(parameters=st.from_type(Parameters), seed=SEEDS)
def test_agents_keep_plain_numbers(parameters, seed):
    model = HuntModel(parameters.but(days=15), seed=seed)
    model.run_model()
    for things, protocol in [
        (model.hunters, HunterState),
        (model.beasts, BeastState),
        ([model.camp], Camp),
        (model.events, Event),
    ]:
        for name, hint in typing.get_type_hints(protocol).items():
            for thing in things:
                value = getattr(thing, name)
                if hint is int:
                    # A word of a vocabulary is a whole number that says more in a debugger.
                    assert isinstance(value, int), (name, value)
                    assert not isinstance(value, bool), (name, value)
                elif hint in (float, bool):
                    assert type(value) is hint, (name, value)
                else:
                    assert type(value) is list, (name, value)
                    assert all(type(one) is float for one in value), (name, value)


# --- the traps of compiling ------------------------------------------------------------------------------------


@pytest.mark.slow  # it compiles the rules for the other layout
def test_luck_laid_out_in_another_way_is_read_as_what_it_is():
    """Machine code is called directly for the arrays it was made for, and only for those."""
    parameters = Parameters(hunters=8, days=60)

    def lived(luck):
        world, _ = initial_state(parameters, 3)
        compiled.run_days(world, luck, 0, parameters.days)
        return bytes(world.hunters.tobytes())

    _, luck = initial_state(parameters, 3)
    other = luck._replace(choice=np.asfortranarray(luck.choice))
    assert not other.choice.flags.c_contiguous
    assert lived(other) == lived(luck)


FIRST_USE = """
import numba
from numba.np import linalg
before = numba.config.OPT, linalg.ensure_blas
from experiments.ensemble import run_ensemble
from hunt import Parameters
run_ensemble({"a": Parameters(hunters=4, days=20)}, 8, workers=4, chunk=1)
assert (numba.config.OPT, linalg.ensure_blas) == before
"""


def test_a_first_use_by_several_threads_leaves_numba_as_it_was():
    done = subprocess.run([sys.executable, "-c", FIRST_USE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


YEAR = """
import sys
from hunt import Parameters
from hunt.engine.initial_state import initial_state
from hunt.engine.compiled import run_days
parameters = Parameters(hunters=12, days=int(sys.argv[1]), hunts_at_once=2)
world, luck = initial_state(parameters, 5, events=4 * parameters.days)
run_days(world, luck, 0, parameters.days)
told = ""
if "both" in sys.argv:
    from agents import HuntModel
    model = HuntModel(parameters, seed=5, events=0)
    model.run_model()
    told = repr((model.camp.store, model.camp.gathered, model.camp.kills))
ran = repr((world.camp["store"].item(), world.camp["gathered"].item(), world.camp["kills"].item()))
print(ran, told, sep="|")
"""


def run(folder, *arguments, **environment):
    """Run the little program above in a Python of its own; return what it says."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
    done = subprocess.run(
        [sys.executable, "-c", YEAR, *arguments],
        cwd=folder,
        env=clean | {"PYTHONPATH": str(folder)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().split("|")


@pytest.mark.slow
def test_no_compiled_rule_reaches_outside_its_arrays(tmp_path):
    """A bad index is silent in compiled code, unless it is compiled anew with this setting."""
    usual, _ = run(HERE, "360")
    checked, _ = run(HERE, "360", NUMBA_BOUNDSCHECK="1", NUMBA_CACHE_DIR=str(tmp_path))
    assert list(tmp_path.rglob("*.nbi"))
    assert checked == usual


@pytest.mark.slow
def test_an_edited_rule_changes_both_engines(tmp_path):
    """Numba's own cache looks only at the file of a rule, not at the files its constants come from."""
    for package in ("hunt", "agents"):
        shutil.copytree(HERE / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    before, told_before = run(tmp_path, "40", "both")
    assert before == told_before
    # A constant that another file imports.
    source = tmp_path / "agents" / "behaviour" / "land.py"
    text = source.read_text(encoding="utf-8")
    edited = text.replace("GAME_BY_TERRAIN = (1.0, ", "GAME_BY_TERRAIN = (1.7, ")
    assert edited != text
    source.write_text(edited, encoding="utf-8")
    after, told_after = run(tmp_path, "40", "both")
    assert after == told_after
    assert after != before


def test_words_are_the_plain_numbers_that_compiled_rules_read():
    """The compiled rules read words as numbers; a word that is no plain number would read as something else."""
    assert NOBODY == -1
    for word in (Because, EventKind, Hours, Kind, Action, Phase, Season, Skill, Terrain):
        assert [one.value for one in word] == list(range(len(word)))


def test_arms_of_two_sizes_are_refused():
    arms = [compiled.ArmSettings(Parameters(hunters=hunters, days=20)) for hunters in (4, 5)]
    with pytest.raises(ValueError, match="differ in size"):
        compiled.run_arms(arms, np.arange(2))
