"""The Mesa engine and the compiled engine are one model: equal to the last bit."""

import inspect
import os
import shutil
import subprocess
import sys
import typing
from pathlib import Path
from types import FunctionType

import numba
import numpy as np
import pytest
from hypothesis import event, given, reject, settings
from hypothesis import strategies as st

from agents import HuntModel
from agents.beast import BeastState
from agents.environment import Camp, Event, World
from agents.hunter import HunterState
from hunt.catalogue.interventions import ACTIONS, ACTS, DAY_ZERO_ONLY, FORCE, acts_of, segments
from hunt.catalogue.parameters import FIELDS, Parameters
from hunt.catalogue.regimes import regime_ids
from hunt.catalogue.scenarios import scenario, scenario_ids
from hunt.engine import compiled
from hunt.engine.by_reference import by_reference
from hunt.engine.initial_state import initial_state
from hunt.engine.records import BEAST, CAMP, EVENT, HUNTER, record_of
from hunt.vocabulary import NOBODY, Act, Action, Because, EventKind, Hours, Kind, Phase, Season, Skill, Terrain

pytestmark = pytest.mark.usefixtures("compiled")

HERE = Path(__file__).parents[3]
SEEDS = st.integers(0, 2**63 - 1)
TABLES = [name for name in typing.get_type_hints(World) if name not in {"hunters", "beasts", "camp", "log", "params"}]


def column(things, dtype, name):
    """Return one attribute of all agents as it would be kept in records."""
    return np.array([getattr(thing, name) for thing in things], dtype[name].base).reshape(-1, *dtype[name].shape)


def assert_same_fields(things, records, dtype, when):
    for name in dtype.names:
        # As bytes, so that neither a NaN nor the sign of a zero can hide a difference.
        assert column(things, dtype, name).tobytes() == records[name].tobytes(), (when, name)


def assert_same_world(model, records, when=""):
    """Compare all there is."""
    assert_same_fields(model.hunters, records.hunters, HUNTER, when)
    assert_same_fields(model.beasts, records.beasts, BEAST, when)
    assert_same_fields([model.camp], np.array([records.camp]), CAMP, when)
    assert_same_fields(model.log, records.log, EVENT, when)
    for name in TABLES:
        table = getattr(model, name)
        told = np.array(getattr(table, "rows", table), getattr(records, name).dtype)
        assert told.tobytes() == getattr(records, name).tobytes(), (when, name)


def assert_same_hunt(parameters, seed, changes=(), every=1):
    """Live a hunt in both engines and compare them on every so-manieth evening and the last."""
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
def test_the_engines_agree_when_somebody_intervenes(parameters, seed, changes):
    assert_same_hunt(parameters, seed, changes)


@settings(max_examples=10)
@given(parameters=st.from_type(Parameters), seed=SEEDS, hunters=st.integers(1, 8))
def test_the_engines_agree_in_any_winter(parameters, seed, hunters):
    assert_same_hunt(parameters.but(days=300, hunters=hunters), seed, every=60)


YEARS = [(place, regime_ids()[k % len(regime_ids())]) for k, place in enumerate(scenario_ids())]


@pytest.mark.parametrize(("place", "regime"), [*YEARS, ("default-valley", "shared-survival")])
def test_the_engines_agree_on_a_whole_year(place, regime):
    model = assert_same_hunt(scenario(place).parameters(regime), seed=3, every=90)
    assert model.camp.days_lived > 1000


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


@settings(max_examples=30)
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


# --- rule by rule ----------------------------------------------------------------------------------------------

RULES = {
    name: rule
    for module in compiled.rule_modules()
    for name, rule in vars(module).items()
    if isinstance(rule, FunctionType) and rule.__module__ == module.__name__ and name not in compiled.SELDOM
}
"""But for those that take a part of the world: whoever calls them is here."""

WORDS = {
    "action": st.sampled_from(Action),
    "skill": st.sampled_from(Skill),
    "role": st.sampled_from(Skill),
    "phase": st.sampled_from(Phase),
    "terrain": st.sampled_from(Terrain),
    "season": st.sampled_from(Season),
    "on": st.sampled_from(Hours),
    "because": st.sampled_from(Because),
    "cell": st.integers(0, 7),
    "size": st.integers(1, 40),
    "step": st.integers(0, 12),
    "steps": st.integers(1, 12),
    "sight": st.integers(0, 12),
    "look": st.integers(1, 3),
    "chance": st.floats(0, 1, exclude_max=True),
    "p": st.floats(0, 1),
    "act": st.sampled_from(Act),
    "trusted": st.floats(0.02, 0.98),
    "common": st.floats(0, 1),
    "quota": st.floats(0.05, 1),
    "share": st.floats(0, 10),
    "temperature": st.floats(0, 10),
}
"""What a rule may be given, by the name of the parameter; others by their type."""

TYPES = {int: st.integers(0, 9), float: st.floats(-10, 10), bool: st.booleans()}


def put_a_party_at_a_beast(model, data):
    """Open a hunt, as rules expect that are given a beast or a slot; return beast, slot and size of the party."""
    parameters = model.params
    b = data.draw(st.integers(0, len(model.beasts) - 1))
    slot = data.draw(st.integers(0, parameters.hunts_at_once - 1))
    size = data.draw(st.integers(1, parameters.hunters))
    model.quarries[slot] = b
    model.party[:] = data.draw(st.permutations(range(parameters.hunters)))
    for h in model.party[:size]:
        model.hunters[h].target, model.hunters[h].there = b, True
        model.hunters[h].action = data.draw(st.sampled_from([Action.HUNT, Action.HUNT, Action.OWN]))
    for hunter in model.hunters:
        if hunter.target == NOBODY:
            hunter.target = b
    return {"b": b, "slot": slot, "size": size}


def arguments(rule, parameters, day, data):
    """Draw what a rule is given beside the world."""
    drawn = {}
    for name, parameter in inspect.signature(rule).parameters.items():
        if name in ("day", "hunters"):
            drawn[name] = {"day": day, "hunters": parameters.hunters}[name]
        elif name in ("h", "i", "j", "seat", "who"):
            drawn[name] = data.draw(st.integers(0, parameters.hunters - 1))
        elif name in ("x", "from_x", "there_x"):
            drawn[name] = data.draw(st.integers(0, parameters.width - 1))
        elif name in ("y", "from_y", "there_y"):
            drawn[name] = data.draw(st.integers(0, parameters.height - 1))
        elif name == "kind":
            drawn[name] = data.draw(st.sampled_from(EventKind if rule.__name__ == "log_event" else Kind))
        elif name in ("worth", "tickets"):
            drawn[name] = data.draw(st.lists(st.floats(-10, 10), min_size=len(Action), max_size=len(Action)))
        elif name not in ("world", "luck", "b", "slot"):
            drawn[name] = data.draw(WORDS[name] if name in WORDS else TYPES[parameter.annotation])
    return drawn


def as_compiled(value):
    """Return an argument as a compiled rule is given it by another."""
    if isinstance(value, list):
        return np.array(value)
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else value


def back_to_records(model, records):
    """Bring the records to where the model was put."""
    for name in HUNTER.names:
        records.hunters[name] = column(model.hunters, HUNTER, name)
    records.quarries[:] = model.quarries
    records.party[:] = model.party


def result_of(rule, given):
    """Return what came of a rule.

    An index that does not exist ends the test, and so does a division by nothing in a world that may be: a compiled
    rule would not notice either.  Where the number that was made up for it divides by nothing, the case is dropped.
    """
    try:
        return rule(*given)
    except ZeroDivisionError:
        return reject()


def callable_twin(name):
    """Give a compiled rule a wrapper of its own: it is made to be called by other rules only."""
    names = list(inspect.signature(RULES[name]).parameters)
    given = ", ".join(f"by_reference({one})" if one in ("world", "luck") else one for one in names)
    space = {"rule": getattr(compiled.twin, name), "by_reference": by_reference}
    caller = eval(f"lambda {', '.join(names)}: rule({given})", space)
    return numba.njit(no_cfunc_wrapper=True, error_model="numpy")(caller)


IN_A_WORLD = {name for name, rule in RULES.items() if {"world", "luck"} & set(inspect.signature(rule).parameters)}


@pytest.mark.parametrize("name", sorted(IN_A_WORLD))
def test_a_compiled_rule_does_what_the_rule_says(name):
    rule, twin = RULES[name], callable_twin(name)

    @settings(max_examples=6)  # a few for each of so many rules; whole hunts are lived above
    @given(parameters=st.from_type(Parameters), seed=SEEDS, day=st.integers(0, 29), data=st.data())
    def on_any_day(parameters, seed, day, data):
        parameters = parameters.but(herds=max(parameters.herds, 1), width=9, height=9)
        records, luck = initial_state(parameters, seed, events=60)
        compiled.run_days(records, luck, 0, day)
        model = HuntModel(parameters, seed=seed, events=60)
        model.take_over(records)
        drawn = arguments(rule, parameters, day, data) | put_a_party_at_a_beast(model, data)
        back_to_records(model, records)
        assert_same_world(model, records, "before")
        names = inspect.signature(rule).parameters
        answer = result_of(rule, [{"world": model, "luck": model.luck}.get(one, drawn.get(one)) for one in names])
        twins = [{"world": records, "luck": luck}.get(one, as_compiled(drawn.get(one))) for one in names]
        assert answer == result_of(twin, twins)
        assert_same_world(model, records, "after")

    on_any_day()


@pytest.mark.parametrize("name", sorted(set(RULES) - IN_A_WORLD))
def test_a_compiled_formula_gives_the_interpreted_number(name):
    rule, twin = RULES[name], callable_twin(name)

    @given(data=st.data())
    def of_anything(data):
        told = list(arguments(rule, Parameters(), 0, data).values())
        ran = [as_compiled(value) for value in told]
        answer, twins_answer = result_of(rule, told), result_of(twin, ran)
        assert answer == twins_answer
        for mine, its in zip(told, ran, strict=True):
            if isinstance(mine, list):  # scratch
                assert mine == its.tolist()

    of_anything()


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


# --- the traps of compiling ------------------------------------------------------------------------------------

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


def test_nobody_and_impossible_are_told_alike():
    """The compiled rules read words as numbers; a word that is no plain number would read as something else."""
    assert NOBODY == -1
    for word in (Because, EventKind, Hours, Kind, Action, Phase, Season, Skill, Terrain):
        assert [one.value for one in word] == list(range(len(word)))
