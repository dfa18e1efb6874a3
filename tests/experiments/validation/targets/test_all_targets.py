"""The rules give the numbers that are known beforehand, and a rule that is broken on purpose does not."""

import importlib
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType
from typing import NamedTuple

import pytest

from experiments.validation.targets.all_targets import TARGETS, run_targets

ROOT = Path(__file__).parents[4]

PUBLISHED = {
    "T1": (0.75, 0.8),
    "T2": (17.361, 0.3423, 0.4597, 0.0),
    "T3": (0.408, 0.577),
    "T4": (0.125, 0.2, 0.2857, 0.3636),
    "T5": (16.0, 0.8, 12.0),
    "T6": (0.9, 0.7, 0.5, 0.3, 0.1, 45.0),
    "T7": (None, None, None, 3, 5, 5, 9, 7, 13),  # encounters depend on how many beasts there are
    "T8": (25.97, 0.7007),
    "T9": (0.75,),
    "T10": (0.579, 0.0, 0.240, 0.528, 0.744, 0.874, 0.942, 0.975, 0.989),
    "T11": (0.6667, 0.4737, 0.5294),
    "T12": (0.103, 0.831, 0.103, 0.831, 0.252, 0.649, 2.267),
    "T13": (0.0, 90.0, 0.25, 0.3486, 0.0662, 0.0),
    "T14": (1.0, 0.857),
    "T15": (0.125, 0.28125, 0.5625, 0.75, 2.0, 5.0),
    "T16": (4.0, 2.333, 5.889, 22.5, 48.507, 0.0),
}
"""What the formulas give, rounded as in their sources, row by row."""


@pytest.fixture(scope="module")
def found():
    """All targets, with the short simulations."""
    return run_targets(quick=True)


def test_every_target_passes(found):
    assert {row.id for row in found} == set(TARGETS)
    assert [row for row in found if not row.passed] == []


def test_every_formula_gives_its_published_number(found):
    for id, published in PUBLISHED.items():
        rows = [row for row in found if row.id == id]
        for row, number in zip(rows, published, strict=True):
            if number is not None:
                digits = len(str(float(number)).partition(".")[2])
                assert round(row.expected, digits) == number, row


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, pytest.param(3, marks=pytest.mark.long)])  # seed 1 is that of hunt validate
def test_every_target_passes_with_the_long_simulations_and_any_seed(seed):
    assert [row for row in run_targets(seed=seed) if not row.passed] == []


def test_equal_seeds_find_equal_numbers():
    assert run_targets(quick=True, seed=5, only=["T9"]) == run_targets(quick=True, seed=5, only=["T9"])
    assert run_targets(quick=True, seed=5, only=["T9"]) != run_targets(quick=True, seed=6, only=["T9"])


# --- rules that are broken on purpose -------------------------------------------------------------------------------


class Broken(NamedTuple):
    """A rule changed in one place."""

    target: str
    rows: str
    """Part of the names of all rows that must fail."""

    module: str
    rule: str
    instead: str
    meaning: str


IN_PYTHON = [
    Broken(
        *("T1", "two-person", "agents.behaviour.expecting", "chance = exactly(needed - 1, size - 1, p)"),
        *("chance = exactly(needed - 1, size, p)", "a hunter counts themselves among the others"),
    ),
    Broken(
        *("T2", "trust", "agents.behaviour.expecting", "chance *= (size - i) * RECIPROCALS[k - i]"),
        *("chance *= size * RECIPROCALS[k - i]", "hunters who hold are counted twice"),
    ),
    Broken(
        *("T2", "after k held the ring", "hunt.world.ring", "if covered < needed:", "if covered <= needed:"),
        "the ring needs one hunter more than it should",
    ),
    Broken(
        *("T6", "fires first", "hunt.world.camp", "params.redo * faulty", "params.redo * faulty * faulty"),
        "a few faults lead to no further faults",
    ),
    Broken(
        *("T7", "new in view after a diagonal step", "agents.behaviour.foraging", "side = 2 * look + 1"),
        *("side = 2 * look", "a view without its last row and column"),
    ),
    Broken(
        *("T12", "w=1:", "agents.behaviour.rewarding", "(1.0 - w) * pay(", "pay("),
        "individual output is paid for even where everything is shared",
    ),
    Broken(
        *("T12", "kappa=1, w=0", "agents.behaviour.rewarding", "params.kappa * felt", "params.kappa * w * felt"),
        "individual output is never paid for",
    ),
    Broken(
        *("T13", "slope of contributions", "agents.behaviour.deciding", "exp_of_negative(less / temperature)"),
        *("exp_of_negative(less)", "all hunters choose as if the temperature were 1"),
    ),
    Broken(
        *("T13", "congruence, two tasks", "agents.behaviour.rewarding", "params.kappa * felt"),
        *("params.kappa * felt * felt", "half the pay is felt as a quarter"),
    ),
    Broken(
        *("T14", "groups of 15", "agents.behaviour.expecting", "chance = power(p, k) * power(1.0 - p, size - k)"),
        *("chance = p * power(1.0 - p, size - k)", "one who holds stands for all of them"),
    ),
    Broken(
        *("T14", "pairs,", "agents.behaviour.trusting", "world.kept[i, j] += weight"),
        *("world.broken[i, j] += weight", "a promise that is kept counts as a broken one"),
    ),
    Broken(
        *("T15", "quota:", "agents.behaviour.rewarding", "missing = max(0.0, quota * MONTH - tally)"),
        *("missing = quota * MONTH", "a quota is never met"),
    ),
    Broken(
        *("T15", "ranking:", "agents.behaviour.rewarding", "ahead = product - usual"),
        *("ahead = 0.5 * product - usual", "a rank counts half of what is produced"),
    ),
    Broken(
        *("T16", "load from which", "agents.behaviour.deciding"),
        *(
            "felt = equal * discount(action, hunter.target, in_store, world)",
            "felt = discount(action, hunter.target, in_store, world)",
        ),
        "those who haul reckon with the whole load, as if it were theirs",
    ),
    Broken(
        *("T16", "food per hunter", "agents.behaviour.hauling", "world.camp.store += brought"),
        *("world.camp.store += 0.5 * brought", "half of the load never gets to the store"),
    ),
]
"""Rules that their target calls as plain Python."""

COMPILED = [
    Broken(
        *("T4", "w=1:", "hunt.world.orders", "camp.begun - camp.delivered < params.wip_limit"),
        *("camp.begun - camp.delivered <= params.wip_limit", "one order more than the limit is begun"),
    ),
    Broken(
        *("T5", "push,", "hunt.world.orders", "< params.craft_rate *"),
        *("< world.benches[skill] * params.craft_rate *", "a craft works on all pieces at once"),
    ),
    Broken(
        *("T8", "", "agents.behaviour.eating", "if hunter.reserve <= 0.0:", "if hunter.reserve < 0.0:"),
        "a hunter survives a day longer than the body lasts",
    ),
    Broken(
        *("T9", "", "agents.behaviour.trusting", "(kept + 1.0) / (kept + broken + 2.0)"),
        *("(kept + 1.0) / (kept + broken + 1.0)", "trust without the doubt of the beginning"),
    ),
]
"""Rules that their target runs as machine code."""

COMPILED_SLOWLY = [
    Broken(
        *("T7", "walk as fast", "agents.behaviour.seeing"),
        *("there_x = beast.from_x + rounded((beast.x - beast.from_x) * walked)", "there_x = beast.x"),
        "a beast has gone east or west before the scout sets out",
    ),
    Broken(
        *("T3", "R=0.2:", "agents.behaviour.foraging", "math.sqrt(common) * (2.0", "common * (2.0"),
        "R is not the share of the variance",
    ),
    Broken(
        *("T11", "reminder loop", "hunt.world.plan", "camp.pressed = params.push * camp.shortfall"),
        *("camp.pressed = params.push * camp.shortfall * camp.shortfall", "a small shortfall brings no reminders"),
    ),
    Broken(
        *("T3", "R=0:", "agents.behaviour.eating", "min(wanted - from_pouch, camp.ration, camp.store)"),
        *("min(wanted - from_pouch, camp.store)", "the first at the fire takes all"),
    ),
    Broken(
        *("T7", "met in a day along rows", "agents.behaviour.geometry", "<= sight * (sight + 1)"),
        *("<= (sight - 1) * sight", "sight is a cell too short"),
    ),
    Broken(
        *("T7", "stand, met in a day in any direction", "agents.behaviour.scouting"),
        *("y = from_y + rounded(step * along_y)", "y = from_y", "scouts walk only east and west"),
    ),
    Broken(
        *("T10", "those who lead", "agents.behaviour.leading", "standing = world.hunters[h].repute[skill]"),
        *("standing = world.hunters[h].repute[0]", "the best tracker leads all phases"),
    ),
    Broken(
        *("T10", "joint threshold", "hunt.world.ring", "luck.hold[day, world.party[k]] < sure"),
        *("luck.hold[day, world.party[0]] < sure", "all stand or fall with the first"),
    ),
]
"""More of them: those that take longest to compile, and those for rows that depend on other rules."""


def broken_source(one, source):
    assert source.count(one.rule) == 1, f"{one.module} must contain {one.rule!r} exactly once"
    return source.replace(one.rule, one.instead)


@contextmanager
def broken_in_place(one):
    """Break a rule in this process; the code of its function is exchanged, so everyone who imported it is affected."""
    module = importlib.import_module(one.module)
    space = {"__name__": one.module}
    exec(compile(broken_source(one, Path(module.__file__).read_text()), module.__file__, "exec"), space)
    rules = {
        name: rule
        for name, rule in vars(module).items()
        if isinstance(rule, FunctionType) and rule.__module__ == one.module
    }
    before = {name: rule.__code__ for name, rule in rules.items()}
    try:
        for name, rule in rules.items():
            rule.__code__ = space[name].__code__
        yield
    finally:
        for name, rule in rules.items():
            rule.__code__ = before[name]


RUN = """
import json, sys
from experiments.validation.targets.all_targets import run_targets
print(json.dumps([row.row() for row in run_targets(quick=True, only=sys.argv[1:])]))
"""


def targets_of_a_copy(folder, ids, changes):
    """Run targets in another process, on a copy of the source with some rules broken."""
    for package in ("agents", "hunt", "experiments"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    for one in changes:
        file = folder / f"{one.module.replace('.', '/')}.py"
        file.write_text(broken_source(one, file.read_text()))
    # A cache of compiled rules that is kept elsewhere would not know that they have changed.
    environment = {name: value for name, value in os.environ.items() if name != "NUMBA_CACHE_DIR"}
    environment |= {"PYTHONPATH": str(folder), "NUMBA_OPT": "1"}  # compiled for one short run: soon ready matters most
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", RUN, *ids],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def assert_missed(one, rows):
    rows = [row for row in rows if row["id"] == one.target and one.rows in row["name"]]
    assert rows, f"{one.target} has no row about {one.rows!r}"
    for row in rows:
        assert not row["passed"], f"although {one.meaning}: {row}"


def test_every_target_has_a_rule_that_is_broken():
    assert {one.target for one in (*IN_PYTHON, *COMPILED, *COMPILED_SLOWLY)} == set(TARGETS)


def test_a_broken_rule_misses_its_target():
    for one in IN_PYTHON:
        with broken_in_place(one):
            assert_missed(one, [row.row() for row in run_targets(quick=True, only=[one.target])])
        assert all(row.passed for row in run_targets(quick=True, only=[one.target])), "the rule is whole again"


def test_a_broken_rule_misses_its_target_as_machine_code(tmp_path):
    """All of these are broken at once, since none of them is in the way of another's target."""
    untouched = "T6"
    rows = targets_of_a_copy(tmp_path, [untouched, *(one.target for one in COMPILED)], COMPILED)
    for one in COMPILED:
        assert_missed(one, rows)
    assert all(row["passed"] for row in rows if row["id"] == untouched), "the copy as such misses nothing"


@pytest.fixture(scope="module")
def broken_alone(tmp_path_factory):
    """The rows of each target when its rule alone is broken; as many at once as there are cores."""
    every = [*COMPILED, *COMPILED_SLOWLY]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        folders = [tmp_path_factory.mktemp("broken") for _ in every]
        runs = pool.map(lambda folder, one: targets_of_a_copy(folder, [one.target], [one]), folders, every)
        return dict(zip(every, runs, strict=True))


def of_different_targets(every):
    """Return broken rules in groups, in each of which no two are for the same target."""
    groups = []
    for one in every:
        free = next((group for group in groups if one.target not in {other.target for other in group}), None)
        groups.append([one]) if free is None else free.append(one)
    return groups


@pytest.mark.slow
@pytest.mark.parametrize(
    "group", of_different_targets(COMPILED_SLOWLY), ids=lambda group: "+".join(one.target for one in group)
)
def test_broken_rules_of_different_targets_miss_them_as_machine_code(tmp_path, group):
    """Compiling takes longest, so that those for different targets are compiled together; alone in ``make long``."""
    rows = targets_of_a_copy(tmp_path, [one.target for one in group], group)
    for one in group:
        assert_missed(one, rows)


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("one", [*COMPILED, *COMPILED_SLOWLY], ids=lambda one: f"{one.target}: {one.meaning}")
def test_each_broken_rule_alone_misses_its_target_as_machine_code(broken_alone, one):
    assert_missed(one, broken_alone[one])
