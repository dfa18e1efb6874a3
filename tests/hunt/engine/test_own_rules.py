"""Rules of a user's own: what takes the place of what; ``test_rule_mistakes.py`` has what is refused."""

import bdb
import copy
import inspect
import pickle
from types import FunctionType

import pytest

import hunt
from agents import HuntModel
from agents.behaviour import eating
from hunt.catalogue.own_rules import OwnRules, register_rules, registered_rules
from hunt.catalogue.parameters import Parameters
from hunt.engine import loop_guard, rule_names
from hunt.engine.compiled import workspace_for
from hunt.engine.initial_state import empty_world
from hunt.engine.kernel import Kernel
from hunt.engine.own_rules import loaded, read_rules
from hunt.engine.rule_copies import copy_rules, rule_modules
from hunt.engine.starter import rule_rows, starter
from hunt.engine.trial import is_share, try_rules

USUAL = "from agents.behaviour.eating import evening as usual\nfrom agents.environment import World\n\n\n"
EVENING = USUAL + "def evening(h: int, day: int, world: World) -> None:\n    usual(h, day, world)\n"


def test_a_file_that_is_none_is_refused(tmp_path):
    (tmp_path / "bad.py").write_bytes(b"\xff\xfe")
    for name in ("nowhere.py", "mine.txt", "bad.py"):
        with pytest.raises(hunt.HuntError, match=r"cannot be read|is not text in UTF-8|its name must end in \.py"):
            read_rules(tmp_path / name)


def test_every_rule_can_be_printed_as_a_file_that_replaces_it():
    for name in rule_names.rules():
        assert loaded(OwnRules("mine.py", starter(name))).names() == (name,)
    assert {row["rule"] for row in rule_rows()} == set(rule_names.rules())
    with pytest.raises(hunt.HuntError, match="did you mean evening"):
        starter("evning")


def test_a_constant_is_replaced_wherever_it_is_read():
    own = loaded(OwnRules("mine.py", "FIRST_EVIDENCE = 9\nCOLD = 0.6\n"))
    assert own.names() == ("FIRST_EVIDENCE", "COLD")
    for module in ("agents.behaviour.trusting", "hunt.world.first_morning", "hunt.world.staffing"):
        assert own.constants[module] == {"FIRST_EVIDENCE": 9.0}
        assert isinstance(own.constants[module]["FIRST_EVIDENCE"], float)  # as the old one: compiled code has types
    rules = copy_rules(rule_modules(), lambda rule: rule, own=own)
    assert rules["evening"].__globals__["COLD"] == 0.6
    assert eating.COLD == 0.15


def test_every_call_of_a_rule_calls_the_users_and_the_users_still_reaches_the_original():
    own = loaded(OwnRules("mine.py", EVENING))
    rules = copy_rules(rule_modules(), lambda rule: rule, own=own)
    mine = rules["one_day"].__globals__["evening"]
    assert mine is rules["evening"]
    assert own.has(mine)
    original = mine.__globals__["usual"]
    assert isinstance(original, FunctionType)
    assert original.__code__ is eating.evening.__code__
    assert original.__globals__ is not eating.evening.__globals__
    assert eating.evening.__globals__["evening"] is eating.evening  # nobody else's rules have changed


def test_rules_are_a_setting_that_is_pickled_and_written_down():
    own = OwnRules("mine.py", EVENING)
    parameters = Parameters(rules=own)
    assert Parameters().as_dict().get("rules") is None
    assert Parameters(**parameters.as_dict()) == parameters
    assert pickle.loads(pickle.dumps(parameters)) == parameters
    assert copy.deepcopy(parameters) == parameters
    assert parameters.but(winter=0.0).rules == own
    assert parameters != Parameters()
    with pytest.raises(hunt.HuntError, match=r"it must be hunt\.rules_from\('mine\.py'\)"):
        Parameters(rules="mine.py")
    with pytest.raises(hunt.HuntError, match="rules cannot change on day 3"):
        hunt.simulate(Parameters(days=9), 1, [(3, {"rules": own})])


def test_a_users_rules_are_handed_luck_and_calendar_only_to_read():
    """The compiler refuses what writes there under another name; the next run would find it."""
    parameters = Parameters(days=9, rules=OwnRules("mine.py", EVENING))
    for own in (True, False):
        read = workspace_for(parameters if own else parameters.but(rules=None)).read
        for one in (*read.luck, *read.initial, read.world.growth, read.world.growing, read.world.acts):
            assert one.flags.writeable is not own
    assert empty_world(parameters).growing is not empty_world(parameters).growing


def test_an_arm_names_only_rules_that_were_registered():
    own = OwnRules("mine.py", EVENING)
    with pytest.raises(hunt.HuntError, match="There are no rules named 'theirs' here"):
        registered_rules("theirs")
    assert registered_rules(register_rules(own)) == own


def test_the_mesa_model_lives_by_them_and_so_do_its_copies():
    own = OwnRules("mine.py", EVENING + "    world.hunters[h].reserve -= 40.0\n")
    model = HuntModel(days=20, seed=1, rules=own)
    twin = pickle.loads(pickle.dumps(model))
    for one in (model, twin, copy.deepcopy(model)):
        one.run_model()
        assert one.camp.living < 12
    usual = HuntModel(days=20, seed=1)
    usual.run_model()
    assert usual.camp.living == 12


def test_a_debugger_stops_in_the_file_wherever_that_lies(tmp_path, monkeypatch):
    """What is advised in place of print()."""
    file = tmp_path / "mine.py"
    file.write_text(EVENING + "    world.camp.store += 0.0\n", encoding="utf-8")
    monkeypatch.chdir("/")
    model = HuntModel(days=3, seed=1, rules=read_rules(file))
    seen = []

    class Debugger(bdb.Bdb):
        def user_line(self, frame):
            if self.break_here(frame):
                seen.append((frame.f_lineno, frame.f_locals["h"], frame.f_locals["world"].hunters[0].reserve))
            self.set_continue()

    debugger = Debugger()
    assert debugger.set_break(str(file), 7) is None
    debugger.runcall(model.step)
    assert sorted((line, h) for line, h, _ in seen) == [(7, h) for h in range(12)]
    assert seen[-1][2] == model.hunters[0].reserve


def test_whatever_the_compiled_rules_of_a_user_run_into_is_one_sentence(monkeypatch):
    own = OwnRules("mine.py", EVENING)
    none = "mine.py: a rule has None where a number is due (expected bool, got None); return a number on every path."
    odd = "mine.py: a rule cannot go on (RuntimeError: odd); see CONTRIBUTING.md, The dialect."
    for kernel, raised, says in (
        (Kernel(own), TypeError("expected bool,\n got None"), none),
        (Kernel(own), RuntimeError("odd"), odd),
        (Kernel(own), MemoryError("full"), "full"),
        (Kernel(), TypeError("a fault of ours"), "a fault of ours"),
    ):
        monkeypatch.setattr(kernel, "_call", _raising(raised))
        kind = type(raised) if says == str(raised) else hunt.HuntError
        with pytest.raises(kind) as refused:
            kernel()
        assert str(refused.value) == says


def _raising(error):
    def call(given):
        raise error

    return call


@pytest.mark.slow
def test_what_is_asked_of_a_share_holds_for_the_rules_of_the_project():
    """The trial refuses a chance, a share or trust outside 0 to 1, so the originals must stay inside."""
    shares = {name: rule for name, rule in rule_names.rules().items() if is_share(rule)}
    assert {"trust", "at_least", "chance_of_incident", "overhead"} <= set(shares)
    assert not {"worth_of_store", "discount", "mastery", "expected_from_scouting"} & set(shares)
    lines = []
    for name, rule in shares.items():
        given = ", ".join(inspect.signature(rule).parameters)
        lines += [f"from {rule.__module__} import {name} as usual_{name}"]
        lines += [f"def {name}({given}):", f"    return usual_{name}({given})"]
    own = OwnRules("mine.py", "\n".join([*lines, ""]))
    assert set(loaded(own).names()) == set(shares)
    try_rules(own)


def test_a_loop_without_end_stops_a_mesa_run_as_well(monkeypatch):
    """With a smaller number of turns: in plain Python the real one takes a while."""
    monkeypatch.setattr(loop_guard, "MOST_TURNS", 1000)
    loop = "    while True:\n        if world.params.hunters != 9:\n            break\n"
    own = OwnRules("endless.py", EVENING + loop)
    HuntModel(hunters=8, days=3, seed=1, rules=own).run_model()
    with pytest.raises(hunt.HuntError, match=r"^endless\.py, line 7: evening does not end: 1,000 turns of loops"):
        HuntModel(hunters=9, days=3, seed=1, rules=own).run_model()


def test_no_index_of_a_setting_counts_from_the_end_not_even_in_new_settings():
    own = OwnRules("far.py", EVENING + "    world.camp.store += world.params.table[0][h - 9] * world.params.wolves\n")
    model = HuntModel(hunters=9, days=3, seed=1, rules=own)
    for settings in (model.params, model.params.but(kappa=0.0)):
        model.params = settings
        with pytest.raises(hunt.HuntError, match=r"^far\.py, line 7: evening looks up a place that is not there"):
            model.step()
    assert HuntModel(hunters=9, days=3, seed=1).params.table[0][-1] >= 0.0  # ordinary Python elsewhere
