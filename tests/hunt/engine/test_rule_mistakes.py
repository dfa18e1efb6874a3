"""Mistakes in files of rules, one a row, and the sentence that says how to write it instead."""

import re

import pytest
from cases import each
from command_line import ROOT

import hunt
from hunt.catalogue.own_rules import OwnRules
from hunt.engine.dialect import INEXACT
from hunt.engine.own_rules import loaded
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
        "`def evening(h, day, world):`.",
    ),
    "a list comprehension": (
        EVENING + "    hungry = [one for one in world.hunters if one.reserve < 5.0]\n",
        "mine.py, line 7: a list comprehension is not allowed in a rule: write a loop that adds up: total = 0.0, then "
        "for h in "
        "range(len(world.hunters)): total += world.hunters[h].reserve.",
    ),
    "an f-string": (
        EVENING + '    said = f"hunter {h} is hungry"\n',
        "mine.py, line 7: an f-string is not allowed in a rule: rules make no texts; what happened is noted with "
        "log_event, in numbers.",
    ),
    "a dictionary": (
        EVENING + "    eaten = {}\n",
        "mine.py, line 7: a dictionary is not allowed in a rule: rules make nothing new: use plain variables, or a "
        "tuple of "
        "numbers at the top of the file as a table.",
    ),
    "a random number of one's own": (
        "from random import random\n" + EVENING,
        "mine.py, line 1: random is not allowed in a rule: chance comes from luck, so that a seed always gives the "
        "same year: "
        "read luck.choice[day, h].",
    ),
    "a call of random": (
        EVENING + "    if random() < 0.5:\n        world.hunters[h].reserve -= 1.0\n",
        "mine.py, line 7: random() is not allowed in a rule: chance comes from luck, so that a seed always gives the "
        "same "
        "year: read luck.choice[day, h] or another draw.",
    ),
    "numpy": (
        "import numpy as np\n" + EVENING,
        "mine.py, line 1: numpy is not allowed in a rule: rules work with one number at a time: use math.sqrt, min, "
        "max and "
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
        "mine.py, line 1: sys is a module; import its rules by name, as in from typing.sys import ...",
    ),
    "another thing called sqrt": (
        "from agents.behaviour.eating import die as sqrt\n" + EVENING,
        "mine.py, line 1: sqrt has a meaning already; import die under another name.",
    ),
    "a call of what a table holds": (
        EVENING + "    (max, min)[0](h, day)\n",
        "mine.py, line 7: (max, min)[0]() is not a rule; call rules by their names.",
    ),
    "a power of a power in a constant": (
        "COLD = 9**9**9\n",
        "mine.py, line 1: 9 ** 9 ** 9 may be huge: write the number itself.",
    ),
    "no return on one path": (
        TRUST + "    if kept > broken:\n        return 0.9\n",
        "mine.py, line 3: trust must return a number on every path; here it ends without a `return`.",
    ),
    "a name that is nothing": (
        EVENING + "    world.hunters[h].reserve -= shiver\n",
        "mine.py, line 7: there is no shiver here; give it a value first, or import it.",
    ),
    "a rule that is not imported": (
        EVENING + "    die(h, day, world)\n",
        "mine.py, line 7: there is no die here; write at the top: from agents.behaviour.eating import die.",
    ),
    "a field that is misspelt": (
        EVENING + "    world.hunters[h].reserv -= 1.0\n",
        "mine.py, line 7: world.hunters[h] has no reserv; did you mean reserve?",
    ),
    "a field that nobody has": (
        EVENING + "    if world.hunters[h].hungry:\n        world.camp.store -= 1.0\n",
        "mine.py, line 7: world.hunters[h] has no hungry; 'hunt rules --fields' lists what there is.",
    ),
    "a word of a list that is not there": (
        "from agents.vocabulary import Season\n"
        + EVENING
        + "    if world.camp.season == Season.WINTR:\n        world.camp.store -= 1.0\n",
        "mine.py, line 8: Season has no WINTR; did you mean WINTER?",
    ),
    "not Python at all": (
        EVENING + "    if world.camp.store > 3.0\n        usual(h, day, world)\n",
        "mine.py, line 7: this is not Python: expected ':'; fix that line.",
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
        "mine.py, line 1: {'keep': 2.0} is not allowed in a constant: write a number or a tuple.",
    ),
    "a constant that runs something": (
        'COLD = __import__("os").getpid()\n',
        "mine.py, line 1: __import__('os').getpid() is not allowed in a constant: write a number or a tuple.",
    ),
    "a default that runs something": (
        USUAL + 'def evening(h, day, world=__import__("os").getpid()):\n    usual(h, day, world)\n',
        "mine.py, line 5: __import__('os').getpid() is not allowed in a constant: write a number or a tuple.",
    ),
    "another name for something that runs": (
        'max = open\nCOLD = max("here", "w")\n',
        "mine.py, line 1: max has a meaning already; choose another name, such as my_max.",
    ),
    "a name given by the way": (
        'COLD = (max := open)("here", "w")\n',
        "mine.py, line 1: (max := open)() is not allowed in a constant: write a number or a tuple.",
    ),
    "a name given in a table": (
        'LOADS = ((max := open), max("here", "w"))\n',
        "mine.py, line 1: (max := open) is not allowed in a constant: write a number or a tuple.",
    ),
    "a name given in a loop": (
        'LOADS = [max("here", "w") for max in (open,)]\n',
        "mine.py, line 1: [max('here', 'w') for max in (open,)] is not allowed in a constant: write a number or a "
        "tuple.",
    ),
    "a place that is computed": (
        'LOADS = (1.0,)\nLOADS[open("here", "w")] = 2.0\n',
        "mine.py, line 2: LOADS[open('here', 'w')] is not a name; give a constant a name of its own, as in THIN = 0.3.",
    ),
    "another meaning for a module": (
        "import math\n\nmath.floor = abs\n",
        "mine.py, line 3: math.floor is not a name; give a constant a name of its own, as in THIN = 0.3.",
    ),
    "the same inside a rule": (
        "import math\n" + EVENING + "    math.floor = 1.0\n",
        "mine.py, line 8: math.floor cannot be changed: all rules share it.",
    ),
    "a function that is called at once": (
        "def max(a, b):\n    return a\n\n\nCOLD = max(1.0, 2.0)\n",
        "mine.py, line 1: max has a meaning already; choose another name, such as my_max.",
    ),
    "a table that fills the memory": (
        "LOADS = (1.0,) * 10**9\n",
        "mine.py, line 1: (1.0,) * 10 ** 9 may be huge: write the number itself.",
    ),
    "math under another name": (
        "import math as m\n" + EVENING,
        "mine.py, line 1: write: import math, without another name.",
    ),
    "an attribute of a module that is written by a call": (
        "import math\n" + EVENING + "    math.__setattr__(h, day)\n",
        "mine.py, line 8: math.__setattr__ is not allowed in a rule: " + INEXACT + ".",
    ),
    "what Python keeps of a function": (
        EVENING + "    usual.__globals__\n",
        "mine.py, line 7: usual.__globals__ is private; 'hunt rules --fields' lists what rules read.",
    ),
    "what Python keeps of a hunter": (
        EVENING + "    world.hunters[h].__dict__\n",
        "mine.py, line 7: world.hunters[h].__dict__ is private; 'hunt rules --fields' lists what rules read.",
    ),
    "what reads annotations, and runs them": (
        "from typing import get_type_hints\n" + EVENING + "    get_type_hints(usual)\n",
        "mine.py, line 8: get_type_hints() is not a rule; call rules and functions of this file.",
    ),
    "the same under the name of a helper": (
        "from typing import get_type_hints\n" + EVENING + "    other(get_type_hints)\n\n\ndef other(a):\n    a(1)\n",
        "mine.py, line 8: get_type_hints is a function: call it.",
    ),
    "a parameter that is called": (
        EVENING + "    other(1)\n\n\ndef other(a):\n    a(1)\n",
        "mine.py, line 11: a() is not a rule; call rules by their names.",
    ),
    "a class that is called": (
        "from agents import HuntModel\n" + EVENING + "    HuntModel()\n",
        "mine.py, line 8: HuntModel() is not a rule; call rules and functions of this file.",
    ),
    "a type as a value": (
        EVENING + "    day = World\n",
        "mine.py, line 7: World stands in annotations only; rules work with numbers.",
    ),
    "a rule as a value": (
        EVENING + "    other(usual)\n\n\ndef other(a):\n    return 1.0\n",
        "mine.py, line 7: usual is a function: call it.",
    ),
    "a function as a default": (
        "def half(a):\n    return 0.5\n\n\n"
        "def trust(kept: float, broken: float = half) -> float:\n    return half(kept)\n",
        "mine.py, line 5: half is not allowed in a constant: write a number or a tuple.",
    ),
    "a text as a default": (
        'def trust(kept: float, broken: float = "os") -> float:\n    return 0.5\n',
        "mine.py, line 1: 'os' is not allowed as a default: write a number.",
    ),
    "a text as an annotation": (
        'def trust(kept: "print(1)", broken: float) -> float:\n    return 0.5\n',
        "mine.py, line 1: 'print(1)' is not allowed as an annotation: name a type.",
    ),
    "an annotation that runs something": (
        "COLD: print(1) = 0.5\n",
        "mine.py, line 1: print(1) is not allowed as an annotation: name a type.",
    ),
    "a name that Python looks for": (
        "__builtins__ = 1.0\n",
        "mine.py, line 1: __builtins__ is a name of Python's own; choose another name.",
    ),
    "a range that is gone through for ever": (
        "COLD = 0.0 * max(range(10**12))\n",
        "mine.py, line 1: max() is not allowed in a constant: write a number or a tuple.",
    ),
    "the same in a rule": (
        EVENING + "    if 0.5 in range(1000000000000):\n        return\n",
        "mine.py, line 7: range() stands in `for k in range(...):` only; compare with < instead.",
    ),
    "a function of math that takes for ever": (
        "import math\n\nCOLD = 0.0 * math.factorial(10**8)\n",
        "mine.py, line 3: math.factorial() is not allowed in a constant: write a number or a tuple.",
    ),
    "a table of a range": (
        "COLD = tuple(range(10**10))[0]\n",
        "mine.py, line 1: tuple(range(10 ** 10))[0] is not allowed in a constant: write a number or a tuple.",
    ),
    "a table that fills the memory, by its name": (
        "A = (0,)\nB = A * 10**9\n",
        "mine.py, line 2: A * 10 ** 9 may be huge: write the number itself.",
    ),
    "a table of tables of tables": (
        "A = (0, 0)\n"
        + "\n".join(f"{b} = ({a}, {a}, {a}, {a}, {a}, {a}, {a}, {a})" for a, b in zip("ABCDEF", "BCDEFG", strict=True)),
        "mine.py, line 5: a table has at most 10000 entries.",
    ),
    "a power by a name": (
        "A = 10**18\nCOLD = A**100\n",
        "mine.py, line 2: A ** 100 may be huge: write the number itself.",
    ),
    "a product beyond any number": (
        "A = 10**18\nCOLD = A * A * A * A\n",
        "mine.py, line 2: A * A is a whole number beyond 64 bits: write it as 1.0e20.",
    ),
    "a constant without a value": (
        "COLD: float\n",
        "mine.py, line 1: COLD: float gives no value; write a number or a tuple.",
    ),
    "two names for three numbers": (
        "COLD, FED = 0.1, 0.2, 0.3\n",
        "mine.py, line 1: (COLD, FED) needs a tuple of 2 values.",
    ),
    "rows of different lengths": (
        "T = ((1.0, 2.0), (3.0,))\n" + EVENING + "    world.camp.store += T[0][0]\n",
        "mine.py, line 1: T = ((1.0, 2.0), (3.0,)) is not allowed in a rule: a constant is a number or a tuple of "
        "numbers, with rows of one length.",
    ),
    "luck that a rule makes": (
        "def forage(h, day, world, luck):\n    luck.catch[day, h] = 1.0\n",
        "mine.py, line 2: luck.catch is only read: a rule cannot change luck, settings or calendar.",
    ),
    "a calendar that a rule makes": (
        EVENING + "    world.growing[day] += 1\n",
        "mine.py, line 7: world.growing is only read: a rule cannot change luck, settings or calendar.",
    ),
    "a table of settings that a rule makes": (
        EVENING + "    params = world.params\n    params.praises[0] = 1.0\n",
        "mine.py, line 8: params.praises is only read: a rule cannot change luck, settings or calendar.",
    ),
    "a fraction of what is counted": (
        EVENING + "    hunter = world.hunters[h]\n    hunter.injured = 0.9\n",
        "mine.py, line 8: hunter.injured is a whole number; write int(...) around what it is given.",
    ),
    "a half of what is counted": (
        EVENING + "    world.camp.calls /= 2\n",
        "mine.py, line 7: world.camp.calls is a whole number; write int(...) around what it is given.",
    ),
    "a variable without a value on one way": (
        EVENING + "    if day > 400:\n        cold = 1.0\n    world.hunters[h].reserve -= cold\n",
        "mine.py, line 9: evening reads cold before it has a value; give it one before the if or loop.",
    ),
    "a variable of a loop that may not run": (
        EVENING + "    for k in range(day):\n        last = k\n    world.camp.store += last\n",
        "mine.py, line 9: evening reads last before it has a value; give it one before the if or loop.",
    ),
    "a sum without a beginning": (
        EVENING + "    total += 1.0\n",
        "mine.py, line 7: evening reads total before it has a value; give it one before the if or loop.",
    ),
    "something that runs by itself": (
        EVENING + "\n\nprint(1)\n",
        "mine.py, line 9: a file of rules has imports, constants and functions, and no statements that run on their "
        "own.",
    ),
    "a rule defined twice": (
        EVENING + "\n\n" + EVENING.removeprefix(USUAL),
        "mine.py, line 9: evening is defined a second time, after line 5; delete one.",
    ),
    "None where a number is due": (
        TRUST + "    if kept > 50.0:\n        return None\n    return 0.5\n",
        "mine.py, line 3: trust must return a number here, not nothing (None).",
    ),
    "None on one side of an if": (
        TRUST + "    return 0.5 if kept > 50.0 else None\n",
        "mine.py, line 2: trust must return a number here, not nothing (None).",
    ),
    "a helper that returns nothing on one path": (
        TRUST + "    return half(kept)\n\n\ndef half(kept):\n    if kept > 50.0:\n        return\n    return 0.5\n",
        "mine.py, line 7: half must return a number here, not nothing (None).",
    ),
    "a result where there is none": (
        EVENING + "    return True\n",
        "mine.py, line 7: evening returns nothing; write a bare `return`.",
    ),
    "None for nobody": (
        EVENING + "    world.hunters[h].target = None\n",
        "mine.py, line 7: None is not allowed in a rule, where everything is a number: for no hunter, no beast or no "
        "day "
        "write NOBODY (from agents.vocabulary import NOBODY).",
    ),
    "a season as a text": (
        EVENING + '    if world.camp.season == "winter":\n        world.camp.store -= 1.0\n',
        "mine.py, line 7: season is a number: compare with Season.WINTER (from agents.vocabulary import Season).",
    ),
    "a season that there is not": (
        EVENING + '    if "monsoon" == world.camp.season:\n        world.camp.store -= 1.0\n',
        "mine.py, line 7: season is a number: compare with one of Season.SPRING, Season.SUMMER, Season.AUTUMN, "
        "Season.WINTER (from agents.vocabulary import Season).",
    ),
    "an action as a text": (
        EVENING + '    world.hunters[h].action = "hunt"\n',
        "mine.py, line 7: action is a number: write Action.HUNT (from agents.actions import Action).",
    ),
    "a number as a text": (
        EVENING + '    world.hunters[h].reserve = "full"\n',
        "mine.py, line 7: reserve is a number: write one, not a text.",
    ),
    "a skill by its name": (
        EVENING + '    world.camp.store += world.hunters[h].skills["track"]\n',
        "mine.py, line 7: skills are numbered: track, drive, strike, keep; write Skill.TRACK (from agents.skills "
        "import "
        "Skill).",
    ),
    "a text that is a word of a list": (
        EVENING + '    weather = "storm"\n',
        "mine.py, line 7: weather is a number: write Weather.STORM (from agents.vocabulary import Weather).",
    ),
    "a text handed on": (
        EVENING.replace("usual(h, day, world)", 'usual("snow", day, world)'),
        "mine.py, line 6: a text is not allowed in a rule: rules make no texts; what happened is noted with "
        "log_event, in "
        "numbers; did you mean Weather.SNOW (from agents.vocabulary import Weather)?",
    ),
    "a text as a result": (
        TRUST + '    return "much"\n',
        "mine.py, line 2: trust must return a number, not a text.",
    ),
    "a word that is not imported": (
        EVENING + "    world.hunters[h].target = NOBODY\n",
        "mine.py, line 7: there is no NOBODY here; write at the top: from agents.vocabulary import NOBODY.",
    ),
    "a type that is not imported": (
        "def trust(kept: float, broken: float, world: World) -> float:\n    return 0.5\n",
        "mine.py, line 1: there is no World here; write at the top: from agents.environment import World.",
    ),
    "a module that is not imported": (
        TRUST + "    return math.sqrt(kept)\n",
        "mine.py, line 2: there is no math here; write at the top: import math.",
    ),
    "a parameter by its bare name": (
        EVENING + "    world.hunters[h].reserve -= need\n",
        "mine.py, line 7: there is no need here; need is a parameter: read world.params.need.",
    ),
    "a module that is misspelt": (
        "from agents.vocabluary import NOBODY\n" + EVENING,
        "mine.py, line 1: there is no agents.vocabluary; did you mean agents.vocabulary?",
    ),
    "a number taken for a hunter": (
        EVENING + "    if h.alive:\n        world.camp.store -= 1.0\n",
        "mine.py, line 7: h is a number; write world.hunters[h].alive.",
    ),
    "a counter taken for a hunter": (
        EVENING + "    for k in range(3):\n        world.camp.store += k.pouch\n",
        "mine.py, line 8: k is a number; write world.hunters[k].pouch.",
    ),
    "all hunters taken for one": (
        EVENING + "    world.hunters.reserve -= 1.0\n",
        "mine.py, line 7: world.hunters is a list; write world.hunters[h].reserve.",
    ),
    "a field of the camp looked for in the world": (
        EVENING + "    if world.season > 2:\n        world.camp.store -= 1.0\n",
        "mine.py, line 7: world has no season; did you mean world.camp.season?",
    ),
    "a field of the camp looked for in a hunter, under a name": (
        EVENING + "    hunter = world.hunters[h]\n    if day > 4000:\n        hunter.store -= 1.0\n",
        "mine.py, line 9: hunter has no store; did you mean world.camp.store?",
    ),
    "state that is new": (
        EVENING + "    world.hunters[h].mood = 1.0\n",
        "mine.py, line 7: world.hunters[h] has no mood; new state belongs in agents/hunter.py, see CONTRIBUTING.md.",
    ),
    "a field of nothing that is known": (
        EVENING + "    one = other(world)\n    one.alive = one.is_alive\n\n\ndef other(world):\n    return 1\n",
        "mine.py, line 8: nothing in the world has an is_alive; did you mean alive?",
    ),
    "a list that takes the place of another": (
        EVENING + "    world.hunters = 3\n",
        "mine.py, line 7: world.hunters cannot be replaced; write to what is in it.",
    ),
    "a word in small letters": (
        "from agents.vocabulary import Season\n" + EVENING + "    world.camp.season = Season.Winter\n",
        "mine.py, line 8: Season has no Winter; did you mean WINTER?",
    ),
    "a constant in small letters": (
        "cold = 0.6\n",
        "mine.py, line 1: no rule has a constant named cold; did you mean COLD?",
    ),
    "a parameter as a constant": (
        "wolves = 0.1\n",
        "mine.py, line 1: wolves is a parameter, not a constant of a rule: use --set wolves=0.1.",
    ),
    "a measure": (
        "def thin_days(history):\n    return 1\n",
        "mine.py, line 1: thin_days(history) looks like a measure: give this file with --measures.",
    ),
    "a class": (
        "class Loyal:\n    pass\n",
        "mine.py, line 1: a class is not a rule: write a function with def; docs/mesa.md is about classes.",
    ),
    "a look inside": (
        EVENING + "    print(day, world.hunters[h].reserve)\n",
        "mine.py, line 7: print() is not allowed in a rule: delete it; to look inside, set a breakpoint on this line "
        "and "
        "run HuntModel(rules=...) in a debugger.",
    ),
    "one = in place of two": (
        EVENING + "    if world.camp.store = 0.0:\n        pass\n",
        "mine.py, line 7: this is not Python: cannot assign to attribute here. Maybe you meant '==' instead of '='?",
    ),
    "a constant that divides by zero": (
        "COLD = 1.0 / 0.0\n",
        "mine.py, line 1: a constant divides by zero.",
    ),
    "a constant before the one that it reads": (
        "COLD = 2.0 * BASE\nBASE = 0.1\n",
        "mine.py, line 1: BASE has no value yet; move its line further up.",
    ),
    "a comparison with is": (
        EVENING + "    if world.hunters[h].target is None:\n        world.camp.store -= 1.0\n",
        "mine.py, line 7: `is` is not allowed in a rule: compare with == or !=, and with NOBODY where there may be no "
        "hunter, no beast or no day.",
    ),
    "seasons as texts": (
        EVENING + '    if world.camp.season in ("autumn", "winter"):\n        world.camp.store -= 1.0\n',
        "mine.py, line 7: season is a number: compare with Season.AUTUMN (from agents.vocabulary import Season).",
    ),
    "a word without its list": (
        EVENING + "    world.camp.weather = STORM\n",
        "mine.py, line 7: there is no STORM here; did you mean EventKind.STORM or Weather.STORM (from agents.events "
        "import "
        "EventKind or from agents.vocabulary import Weather)?",
    ),
    "the camp without the world": (
        EVENING + "    camp.store -= 1.0\n",
        "mine.py, line 7: there is no camp here; write world.camp.",
    ),
    "a hunter without the world": (
        EVENING + "    hunter.reserve -= 1.0\n",
        "mine.py, line 7: there is no hunter here; write world.hunters[h].",
    ),
    "the day looked for in the world": (
        EVENING + "    if world.day > 3:\n        world.camp.store -= 1.0\n",
        "mine.py, line 7: world has no day; write day, which the rule is given.",
    ),
    "a list that is called": (
        EVENING + "    world.camp.store -= world.hunters(h)\n",
        "mine.py, line 7: world.hunters is a list; write world.hunters[...].",
    ),
    "numpy by its other name": (
        TRUST + "    return np.sqrt(kept)\n",
        "mine.py, line 2: there is no np here; rules work with one number at a time: use math.sqrt, min, max and "
        "loops.",
    ),
    "True in small letters": (
        TRUST + "    return true\n",
        "mine.py, line 2: there is no true here; did you mean True?",
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
        "mine.py, line 7: evening divides by zero; check first, as in `if n > 0:`, or divide by max(1, n).",
    ),
    "a loop without end": (
        EVENING + "    k = 0\n    while k < 5:\n        world.camp.store += 0.0\n",
        "does not end; count with for k in range(...), or make sure that the condition of while becomes false.",
    ),
    "a result outside what a chance can be": (
        TRUST + "    if kept < 100.0:\n        return 5.0\n    return 0.5\n",
        "mine.py, line 3: trust returned 5.0; it must return a chance, a number from 0 to 1.",
    ),
    "a root of a negative number": (
        "from math import sqrt\n\n\n" + TRUST + "    return sqrt(broken - kept - 5.0)\n",
        "mine.py, line 5: trust takes the square root of a negative number; use max(0.0, ...), as in sqrt(max(0.0, "
        "x)).",
    ),
    "a number that is none": (
        "from math import floor, inf\n\n\n" + TRUST + "    return floor(inf * kept) * 0.0\n",
        "mine.py, line 5: trust makes a whole number of one that is infinite or no number; check the number first.",
    ),
    "a result that is not whole, by its return": (
        "def hunts_allowed(world):\n    if world.camp.living > 100:\n        return 1\n    return world.camp.living / "
        "4\n",
        "mine.py, line 4: hunts_allowed returned 3.0; it must return a whole number, as int(...) gives.",
    ),
    "what a rule of the project finds": (
        EVENING + "    world.camp.store -= 100.0\n",
        "mine.py: the original rule exp_of_negative, which finds what your rules left behind, looks up a place that "
        "is not "
        "there (index -3)",
    ),
    "a result that is no number": (
        "from math import inf\n\n\n" + TRUST + "    return (inf - inf if kept > 3.0 else 0.5)\n",
        "mine.py, line 5: trust returned nan; it must return a chance, a number from 0 to 1.",
    ),
    "a division by zero on the first morning": (
        TRUST + "    return 0.5 / (kept - kept)\n",
        "mine.py, line 2: trust divides by zero; check first, as in `if n > 0:`, or divide by max(1, n).",
    ),
    "two results": (
        TRUST + "    return 0.5, 0.5\n",
        "mine.py, line 2: trust returned (0.5, 0.5); it must return a number.",
    ),
    "types that do not go together": (
        EVENING + "    world.hunters[h].reserve += world.hunters\n",
        "mine.py, line 7: types do not go together in evening (unsupported operand type(s)",
    ),
    "a result of another type": (
        TRUST + "    return kept > broken\n",
        "mine.py, line 2: trust returned True; it must return a number.",
    ),
    "a place that is not there": (
        EVENING + "    world.hunters[len(world.hunters)].pouch += 1.0\n",
        "mine.py, line 7: evening looks up a place that is not there (list index out of range); an index runs from "
        "0 to len(...) - 1, and NOBODY is -1: check first, as in `if hunter.target != NOBODY:`.",
    ),
    "nobody": (
        EVENING + "    world.beasts[world.hunters[h].target].meat += 0.0\n",
        "mine.py, line 7: evening looks up a place that is not there (index -1); an index runs from 0",
    ),
    "nobody, in a table": (
        EVENING.replace("\n\n\ndef", "\n\nLOADS = (0.0, 1.0)\n\n\ndef")
        + "    world.camp.store += LOADS[min(0, world.hunters[h].target)]\n",
        "mine.py, line 9: evening looks up a place that is not there (index -1); an index runs from 0",
    ),
    "nobody, handed to a rule of the project": (
        "from agents.behaviour.eating import die\n" + EVENING + "    die(world.hunters[h].target, day, world)\n",
        "mine.py, line 8: evening looks up a place that is not there (index -1); an index runs from 0",
    ),
    "luck that is written under another name": (
        "def forage(h, day, world, luck):\n    draws = luck.catch\n    draws[day, h] = 1.0\n",
        "mine.py, line 3: forage writes to luck, which is only read: it is drawn before day 0, for every band the "
        "same.",
    ),
}
"""What only shows when the rules run."""


@each("mistake", MISTAKES)
def test_a_mistake_is_said_in_one_sentence_with_its_line(mistake):
    text, sentence = MISTAKES[mistake]
    with pytest.raises(hunt.HuntError) as refused:
        loaded(OwnRules("mine.py", text))
    assert str(refused.value) == sentence


def test_every_way_on_which_a_variable_has_a_value_is_allowed():
    ways = (
        "    if day > 3:\n        x = 1.0\n    else:\n        return\n    world.camp.store += x\n",
        "    while True:\n        x = 1.0\n        if day > 3:\n            break\n    world.camp.store += x\n",
        "    for k in range(3):\n        if k == 1:\n            continue\n        x = 1.0\n        x += k\n",
        "    for k in range(3):\n        x = k\n        break\n    else:\n        x = 1\n    world.camp.store += x\n",
        "    x: float = 1.0\n    a, b = x, x\n    world.camp.store += a * b\n",
    )
    for way in ways:
        assert loaded(OwnRules("mine.py", EVENING + way)).names() == ("evening",)


@pytest.mark.parametrize("mistake", TRIED)
def test_what_only_shows_when_rules_run_is_found_before_they_are_compiled(mistake):
    text, sentence = TRIED[mistake]
    with pytest.raises(hunt.HuntError) as refused:
        try_rules(OwnRules("mine.py", text))
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_table_of_mistakes_in_the_documents_says_what_is_read():
    page = (ROOT / "docs" / "own.md").read_text(encoding="utf-8")
    table = re.search(r"\| You wrote \| You read \|\n\|---\|---\|\n(?P<rows>(?:\|.*\n)+)", page)
    told = " | ".join(sentence for _, sentence in (*MISTAKES.values(), *TRIED.values())).replace("`", "")
    rows = [row.split(" | ")[-1].removesuffix(" |").replace("`", "") for row in table["rows"].splitlines()]
    assert len(rows) > 15
    for row in rows:
        assert row in told, row
