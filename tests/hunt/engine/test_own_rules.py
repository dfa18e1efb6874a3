"""Rules of a user's own: what is refused, in which words, and what takes the place of what."""

import copy
import pickle
from types import FunctionType

import pytest
from cases import each

import hunt
from agents import HuntModel
from agents.behaviour import eating
from hunt.catalogue.own_rules import OwnRules, register_rules, registered_rules
from hunt.catalogue.parameters import Parameters
from hunt.engine import rule_names
from hunt.engine.own_rules import loaded, read_rules
from hunt.engine.rule_copies import copy_rules, rule_modules
from hunt.engine.starter import rule_rows, starter
from hunt.engine.trial import try_rules

USUAL = "from agents.behaviour.eating import evening as usual\nfrom agents.environment import World\n\n\n"
EVENING = USUAL + "def evening(h: int, day: int, world: World) -> None:\n    usual(h, day, world)\n"
TRUST = "def trust(kept: float, broken: float) -> float:\n"

MISTAKES = {
    "a name that is no rule": (
        EVENING.replace("def evening", "def evenning"),
        "mine.py, line 5: there is no rule named evenning; did you mean evening?",
    ),
    "parameters that are not those of the rule": (
        EVENING.replace("h: int, day: int, world: World", "hunter, world"),
        "mine.py, line 5: evening is called with (h, day, world), not (hunter, world); write "
        "def evening(h, day, world):",
    ),
    "a list comprehension": (
        EVENING + "    hungry = [one for one in world.hunters if one.reserve < 5.0]\n",
        "mine.py, line 7: a list comprehension is not for rules: write a loop that adds up: total = 0.0, then for h in "
        "range(len(world.hunters)): total += world.hunters[h].reserve.",
    ),
    "a text put together": (
        EVENING + '    said = f"hunter {h} is hungry"\n',
        "mine.py, line 7: a text put together is not for rules: rules make no texts; what happened is noted with "
        "log_event, in numbers.",
    ),
    "a dictionary": (
        EVENING + "    eaten = {}\n",
        "mine.py, line 7: a dictionary is not for rules: rules make nothing new: use plain variables, or a tuple of "
        "numbers at the top of the file as a table.",
    ),
    "a random number of one's own": (
        "from random import random\n" + EVENING,
        "mine.py, line 1: random is not for rules: chance comes with luck, so that a seed always gives the same year: "
        "read luck.choice[day, h].",
    ),
    "a call of random": (
        EVENING + "    if random() < 0.5:\n        world.hunters[h].reserve -= 1.0\n",
        "mine.py, line 7: random() is not for rules: chance comes with luck, so that a seed always gives the same "
        "year: read luck.choice[day, h] or another draw.",
    ),
    "numpy": (
        "import numpy as np\n" + EVENING,
        "mine.py, line 1: numpy is not for rules: rules work with one number at a time: use math.sqrt, min, max and "
        "loops.",
    ),
    "what Python keeps of a module": (
        "from agents.behaviour.eating import __loader__ as loader\n" + EVENING,
        "mine.py, line 1: __loader__ is private; rules import rules, constants and lists of words.",
    ),
    "another thing called math": (
        "from agents.vocabulary import Season as math\n" + EVENING,
        "mine.py, line 1: math has a meaning already; import Season under another name.",
    ),
    "another thing called math, from a module for types": (
        "from typing import sys as math\n" + EVENING,
        "mine.py, line 1: math has a meaning already; import sys under another name.",
    ),
    "a module that another one has imported": (
        "from typing import sys\n" + EVENING,
        "mine.py, line 1: sys is a module; import its rules by name, as in from typing.sys import ....",
    ),
    "another thing called sqrt": (
        "from agents.behaviour.eating import die as sqrt\n" + EVENING,
        "mine.py, line 1: sqrt has a meaning already; import die under another name.",
    ),
    "a call of what a table holds": (
        EVENING + "    (max, min)[0](h, day)\n",
        "mine.py, line 7: (max, min)[0]() is no rule; call rules by their names.",
    ),
    "a power of a power in a constant": (
        "COLD = 9**9**9\n",
        "mine.py, line 1: 9 ** 9 ** 9 may be huge: write the number itself.",
    ),
    "no return on one way": (
        TRUST + "    if kept > broken:\n        return 0.9\n",
        "mine.py, line 3: trust must return a number on every way through it; here it ends without one.",
    ),
    "a name that is nothing": (
        EVENING + "    world.hunters[h].reserve -= shiver\n",
        "mine.py, line 7: there is no shiver here; give it a value first, or import it.",
    ),
    "a rule that is not imported": (
        EVENING + "    die(h, day, world)\n",
        "mine.py, line 7: there is no die here; write from agents.behaviour.eating import die at the top of the file.",
    ),
    "a field that is misspelt": (
        EVENING + "    world.hunters[h].reserv -= 1.0\n",
        "mine.py, line 7: there is no reserv to write to; did you mean reserve?",
    ),
    "a field that nobody has": (
        EVENING + "    if world.hunters[h].hungry:\n        world.camp.store -= 1.0\n",
        "mine.py, line 7: nothing in the world has a hungry; did you mean hunters?",
    ),
    "a word of a list that is not there": (
        "from agents.vocabulary import Season\n"
        + EVENING
        + "    if world.camp.season == Season.WINTR:\n        world.camp.store -= 1.0\n",
        "mine.py, line 8: Season has no WINTR; did you mean WINTER?",
    ),
    "not Python at all": (
        EVENING + "    if world.camp.store > 3.0\n        usual(h, day, world)\n",
        "mine.py, line 7: this is not Python: expected ':'; mend that line.",
    ),
    "a setting that a rule changes": (
        EVENING + "    world.params.winter = 0.0\n",
        "mine.py, line 7: a rule cannot change a setting; keep what lasts in the camp or the hunter.",
    ),
    "a call with too few arguments": (
        EVENING.replace("usual(h, day, world)", "usual(h, world)"),
        "mine.py, line 6: usual is called with (h, day, world); here it is usual(h, world).",
    ),
    "rules in a circle": (
        "from agents.environment import World\n\n\ndef evening(h: int, day: int, world: World) -> None:\n"
        "    evening(h, day, world)\n",
        "mine.py, line 4: rules call each other in a circle: evening -> evening; call the original under another name, "
        "as in: from agents.behaviour.eating import evening as usual.",
    ),
    "a constant that is misspelt": (
        "COLT = 0.6\n",
        "mine.py, line 1: no rule has a constant named COLT; did you mean COLD?",
    ),
    "a constant of another kind": (
        'COLD = "much"\n',
        "mine.py, line 1: COLD is a number, as in 0.15; it was given 'much'.",
    ),
    "a table that is too short": (
        "GAME_BY_SEASON = (1.0, 2.0)\n",
        "mine.py, line 1: GAME_BY_SEASON is a table of 4 entries, as in (1.0, 1.1, 0.9, 1.0); give as many.",
    ),
    "a constant that is no number": (
        'LOADS = {"keep": 2.0}\n' + EVENING + "    world.camp.store += LOADS[0]\n",
        "mine.py, line 1: LOADS = {'keep': 2.0} is not for rules: a constant is a number or a tuple of numbers.",
    ),
    "a constant that runs something": (
        'COLD = __import__("os").getpid()\n',
        "mine.py, line 1: __import__('os').getpid() is not for constants: write a number or a tuple.",
    ),
    "a default that runs something": (
        USUAL + 'def evening(h, day, world=__import__("os").getpid()):\n    usual(h, day, world)\n',
        "mine.py, line 5: __import__('os').getpid() is not for constants: write a number or a tuple.",
    ),
    "another name for something that runs": (
        'max = open\nCOLD = max("here", "w")\n',
        "mine.py, line 1: max has a meaning already; choose another name, such as my_max.",
    ),
    "a name given by the way": (
        'COLD = (max := open)("here", "w")\n',
        "mine.py, line 1: (max := open)() is not for constants: write a number or a tuple.",
    ),
    "a name given in a table": (
        'LOADS = ((max := open), max("here", "w"))\n',
        "mine.py, line 1: (max := open) is not for constants: write a number or a tuple.",
    ),
    "a name given in a loop": (
        'LOADS = [max("here", "w") for max in (open,)]\n',
        "mine.py, line 1: max has a meaning already; choose another name, such as my_max.",
    ),
    "a place that is computed": (
        'LOADS = (1.0,)\nLOADS[open("here", "w")] = 2.0\n',
        "mine.py, line 2: LOADS[open('here', 'w')] is no name; give a constant a name of its own, as in THIN = 0.3.",
    ),
    "another meaning for a module": (
        "import math\n\nmath.floor = abs\n",
        "mine.py, line 3: math.floor is no name; give a constant a name of its own, as in THIN = 0.3.",
    ),
    "the same inside a rule": (
        "import math\n" + EVENING + "    math.floor = 1.0\n",
        "mine.py, line 8: math.floor is not to be changed; it is for all rules alike.",
    ),
    "a function that is called at once": (
        "def max(a, b):\n    return a\n\n\nCOLD = max(1.0, 2.0)\n",
        "mine.py, line 1: max has a meaning already; choose another name, such as my_max.",
    ),
    "a table that fills the memory": (
        "LOADS = (1.0,) * 10**9\n",
        "mine.py, line 1: (1.0,) * 10 ** 9 may be huge: write the number itself.",
    ),
    "something that runs by itself": (
        EVENING + "\n\nprint(1)\n",
        "mine.py, line 9: a file of rules has imports, constants and functions, and nothing that runs by itself.",
    ),
    "a rule defined twice": (
        EVENING + "\n\n" + EVENING.removeprefix(USUAL),
        "mine.py, line 9: evening is defined a second time, after line 5; drop one.",
    ),
    "nothing": (
        "COLD = 0.15\n",
        "mine.py changes nothing: write a function with the name of a rule, or give a constant another value; 'hunt "
        "rules' lists them.",
    ),
}
"""What a first try may look like, and the sentence that says how to write it."""

TRIED = {
    "a division by zero": (
        EVENING + "    world.camp.store += 0.0 / (world.camp.able - world.camp.able)\n",
        "mine.py, line 7: evening divides by zero; check first, as in: if n > 0:, or divide by max(1, n).",
    ),
    "a loop without end": (
        EVENING + "    k = 0\n    while k < 5:\n        world.camp.store += 0.0\n",
        "does not come to an end; count with for k in range(...), or see that the condition of while becomes false.",
    ),
    "types that do not go together": (
        EVENING + "    world.hunters[h].reserve += world.hunters\n",
        "mine.py, line 7: types do not go together in evening (unsupported operand type(s)",
    ),
    "a result of another type": (
        TRUST + "    return kept > broken\n",
        "mine.py, line 1: trust returned True; it must return a number.",
    ),
    "a place that is not there": (
        EVENING + "    world.hunters[len(world.hunters)].pouch += 1.0\n",
        "mine.py, line 7: evening looks up a place that is not there (list index out of range); NOBODY is -1",
    ),
    "nobody": (
        EVENING + "    world.beasts[world.hunters[h].target].meat += 0.0\n",
        "mine.py, line 7: evening looks up a place that is not there (index -1); NOBODY is -1",
    ),
    "nobody, in a table": (
        EVENING.replace("\n\n\ndef", "\n\nLOADS = (0.0, 1.0)\n\n\ndef")
        + "    world.camp.store += LOADS[min(0, world.hunters[h].target)]\n",
        "mine.py, line 9: evening looks up a place that is not there (index -1); NOBODY is -1",
    ),
    "nobody, handed to a rule of the project": (
        "from agents.behaviour.eating import die\n" + EVENING + "    die(world.hunters[h].target, day, world)\n",
        "mine.py, line 8: evening looks up a place that is not there (index -1); NOBODY is -1",
    ),
    "a variable without a value": (
        EVENING + "    if day == 400:\n        cold = 1.0\n    world.hunters[h].reserve -= cold\n",
        "mine.py, line 9: evening reads cold before it has a value; give it one before the if or loop.",
    ),
}
"""What only shows when the rules run."""


@each("mistake", MISTAKES)
def test_a_mistake_is_said_in_one_sentence_with_its_line(mistake):
    text, sentence = MISTAKES[mistake]
    with pytest.raises(hunt.HuntError) as refused:
        loaded(OwnRules("mine.py", text))
    assert str(refused.value) == sentence


@pytest.mark.parametrize("mistake", TRIED)
def test_what_only_shows_when_rules_run_is_found_before_they_are_compiled(mistake):
    text, sentence = TRIED[mistake]
    with pytest.raises(hunt.HuntError) as refused:
        try_rules(OwnRules("mine.py", text))
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_none_is_refused(tmp_path):
    (tmp_path / "bad.py").write_bytes(b"\xff\xfe")
    for name in ("nowhere.py", "mine.txt", "bad.py"):
        with pytest.raises(hunt.HuntError, match=r"cannot be read|its name must end in \.py"):
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
