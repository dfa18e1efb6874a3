"""Measures of a user's own: what they are given, where they go, and what is refused."""

import json

import pytest
from cases import each

import experiments
import hunt
from experiments.sensitivity_analysis.indices import study_design
from experiments.sweeps.dry_run import dry_run
from hunt import own_measures
from hunt.catalogue.own_files import own_folder
from hunt.catalogue.own_rules import OwnRules
from hunt.own_measures import OwnMeasures, last_evening, measures_in_results

pytestmark = pytest.mark.usefixtures("compiled")

MINE = '''
import numpy as np


def _thin(hunters):
    return hunters["alive"] & (hunters["reserve"] < 20.0)


def thin_at_the_end(evening):
    """Hunters with less than twenty days of reserves on the last evening, hunters."""
    return _thin(evening.hunters).sum()


def thin_days(history):
    """Days on which someone had less than twenty days of reserves, days.

    What follows the first paragraph is for readers of the file.
    """
    return np.count_nonzero(_thin(history.hunters).any(axis=1))
'''
NAMES = ("thin_at_the_end", "thin_days")
DESIGN = {"regimes": ["own-product", "none"], "runs": 4, "chunk": 6, "settings": {"days": 60, "hunters": 6}}

BAD = {
    "two of one name": (
        'def hungry(evening):\n    """Hungry."""\n    return 1\n\n\ndef hungry(history):\n    """Hungry."""\n',
        "mine.py, line 6: hungry is defined a second time, after line 1; delete one.",
    ),
    "a failure outside the file": (
        'from functools import cache\n\n\n@cache\ndef hungry(evening):\n    """Hungry."""\n    return 1\n',
        "mine.py, line 5: hungry cannot be computed: TypeError",
    ),
    "no measure": ("def _helper(x):\n    return 1\n", "mine.py has no measure in it"),
    "two parameters": (
        "def hungry(evening, day):\n    return 1\n",
        "line 1: hungry(evening, day) is not a measure: write `def hungry(evening):` or `def hungry(history):`",
    ),
    "another parameter": ("def hungry(world):\n    return 1\n", "hungry(world) is not a measure"),
    "no docstring": ("def hungry(evening):\n    return 1\n", "mine.py, line 1: hungry has no docstring; begin it with"),
    "a name that is taken": (
        'def alive(evening):\n    """Alive."""\n    return 1\n',
        "mine.py, line 1: alive is the name of something else here; choose another, such as my_alive.",
    ),
    "not Python": ("def hungry(evening:\n", "mine.py, line 1: this is not Python"),
    "a field that is not there": (
        'def hungry(evening):\n    """Hungry."""\n    return evening.camp["xyzzy"]\n',
        "mine.py, line 3: hungry cannot be computed: there is no field 'xyzzy' here; 'hunt rules --fields' lists what "
        "there is.",
    ),
    "a field that is misspelt": (
        'def hungry(history):\n    """Hungry."""\n    return history.hunters["reserves"].min()\n',
        "mine.py, line 3: hungry cannot be computed: there is no field 'reserves' here; did you mean reserve?",
    ),
    "a field of the camp looked for in the hunters": (
        'def hungry(evening):\n    """Hungry."""\n    return evening.hunters["store"]\n',
        "hungry cannot be computed: there is no field 'store' here; write evening.camp[\"store\"].",
    ),
    "a field without its record": (
        'def hungry(history):\n    """Hungry."""\n    return history.alive.sum()\n',
        'hungry cannot be computed: history has no alive; write history.hunters["alive"].',
    ),
    "a record that is misspelt": (
        'def hungry(evening):\n    """Hungry."""\n    return evening.hunter["alive"].sum()\n',
        "hungry cannot be computed: evening has no hunter; did you mean hunters?",
    ),
    "a division by zero": (
        'def hungry(evening):\n    """Hungry."""\n    return 1 / 0\n',
        "mine.py, line 3: hungry cannot be computed: it divides by zero; divide by max(1, n).",
    ),
    "no return": (
        'def hungry(evening):\n    """Hungry."""\n    evening.camp["store"]\n',
        "mine.py, line 1: hungry returned None; end it with `return` and a number.",
    ),
    "one = in place of two": (
        'def hungry(evening):\n    """Hungry."""\n    if evening.seed = 1: return 1\n',
        "this is not Python: cannot assign to attribute here. Maybe you meant '==' instead of '='?",
    ),
    "no number": (
        'def hungry(evening):\n    """Hungry."""\n    return "many"\n',
        "mine.py, line 1: hungry returned 'many'; a measure returns one number.",
    ),
    "a number beyond all floats": (
        'def hungry(evening):\n    """Hungry."""\n    return 10**400\n',
        "mine.py, line 1: hungry returned a number that is too large.",
    ),
    "the end of the program": (
        'import sys\n\n\ndef hungry(evening):\n    """Hungry."""\n    sys.exit(0)\n',
        "mine.py, line 6: hungry cannot be computed: it ends the program; return a number instead.",
    ),
    "the end of the program as soon as it is read": (
        'import sys\n\nsys.exit(0)\n\n\ndef hungry(evening):\n    """Hungry."""\n    return 1\n',
        "mine.py, line 3: SystemExit: 0.",
    ),
    "something missing": (
        "import no_such_module\n\n\n" + 'def hungry(evening):\n    """Hungry."""\n    return 1\n',
        "mine.py, line 1: ModuleNotFoundError",
    ),
}


@pytest.fixture
def mine(tmp_path):
    file = tmp_path / "mine.py"
    file.write_text(MINE, encoding="utf-8")
    return hunt.measures_from(file)


@each("mistake", BAD)
def test_what_is_no_measure_is_refused_in_one_sentence(mistake):
    text, sentence = BAD[mistake]
    with pytest.raises(hunt.HuntError) as refused:
        OwnMeasures("mine.py", text).values(hunt.Parameters(days=3, hunters=2), 1)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_measure_with_luck_or_memory_of_its_own_is_refused(tmp_path):
    """The table of a sweep would be another one each time it runs."""
    file = tmp_path / "mine.py"
    for before, value in (("import random", "random.random()"), ("seen = []", "seen.append(1) or len(seen)")):
        file.write_text(f'{before}\n\n\ndef odd(evening):\n    """Odd."""\n    return {value}\n', encoding="utf-8")
        with pytest.raises(hunt.HuntError, match=r"^mine\.py, line 4: odd gave .* for the same run; a measure depends"):
            hunt.measures_from(file)
    file.write_text('def none(evening):\n    """None."""\n    return float("nan")\n', encoding="utf-8")
    assert hunt.measures_from(file).names() == ("none",)


def test_a_measure_says_what_it_is_and_sees_the_evening_and_the_history(mine):
    assert mine.names() == NAMES
    assert mine.says()["thin_days"] == "Days on which someone had less than twenty days of reserves, days"
    parameters = hunt.scenario().parameters("own-product", days=150)
    year = hunt.record(parameters, 3, [(50, {"kappa": 5.0})])
    thin = year.hunters["alive"] & (year.hunters["reserve"] < 20.0)
    assert thin.any()
    found = mine.values(parameters, 3, [(50, {"kappa": 5.0})])
    assert found == {"thin_at_the_end": thin[-1].sum(), "thin_days": thin.any(axis=1).sum()}


def test_the_evening_is_the_last_of_the_history():
    parameters = hunt.Parameters(days=90, hunters=6)
    changes = ((30, {"kappa": 0.0, "review": 2}),)
    evening, year = last_evening(parameters, 5, changes), hunt.record(parameters, 5, changes)
    for name in ("hunters", "beasts"):
        assert getattr(evening, name).tobytes() == getattr(year, name)[-1].tobytes()
    for name in set(year.camp.dtype.names) - {"logged"}:  # an evening has no room for events
        assert evening.camp[name] == year.camp[-1][name], name
    assert (evening.trust == year.trust[-1]).all()
    assert (evening.parameters.kappa, evening.seed) == (0.0, 5)
    assert evening.spent.sum() == evening.camp["days_lived"]


def test_they_are_columns_of_an_ensemble_whatever_the_number_of_workers(mine):
    arms = {id: hunt.scenario().parameters(id, days=60, hunters=6) for id in ("own-product", "none")}
    one = experiments.run_ensemble(arms, runs=7, workers=1, measures=mine).table
    two = experiments.run_ensemble(arms, runs=7, workers=2, chunk=3, measures=mine).table
    assert one.equals(two)
    row = one.iloc[9]
    assert {name: row[name] for name in NAMES} == mine.values(arms[row["arm"]], row["seed"])
    bare = experiments.run_ensemble(arms, runs=7).table
    assert one.drop(columns=list(NAMES)).equals(bare)


def test_a_comparison_shows_them_like_any_other(mine):
    result = experiments.compare(runs=6, settings={"days": 60, "hunters": 6}, measures=mine)
    assert set(NAMES) <= set(result.effects["measure"])
    ours, theirs = (result.ensemble.arm(id)["thin_days"] for id in result.regimes[:2])
    row = result.effects.set_index(["second", "measure"]).loc[result.regimes[1], "thin_days"]
    assert row["estimate"] == pytest.approx((ours - theirs).mean())


def test_a_sweep_keeps_them_and_what_they_were_made_with(mine, tmp_path):
    from dataclasses import replace

    design = replace(experiments.design_of(DESIGN), measures=mine)
    experiments.sweep(design, tmp_path / "mine")
    sweep = experiments.read_sweep(tmp_path / "mine")
    for _, row in sweep.table.iterrows():
        parameters = hunt.scenario().parameters(row["regime"], days=60, hunters=6)
        assert {name: row[name] for name in NAMES} == mine.values(parameters, row["seed"])
    manifest = json.loads((tmp_path / "mine" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["design"]["measures"] == mine.plain()
    assert len(experiments.means(sweep, "thin_days")) == 2
    assert len(experiments.regime_map(sweep, "thin_at_the_end")) == 1
    told = {file.name: file for file in experiments.report(tmp_path / "mine", "thin_days")}["report.md"]
    assert "thin_days: Days on which someone had less than twenty days" in told.read_text(encoding="utf-8")
    with pytest.raises(hunt.HuntError, match="There is no measure 'thick_days'; there are thin_at_the_end, thin_days"):
        experiments.report(tmp_path / "mine", "thick_days")
    with pytest.raises(hunt.HuntError, match="another design"):
        experiments.sweep(experiments.design_of(DESIGN), tmp_path / "mine", resume=True)


BESIDE = """
regimes = ["own-product", "none"]
runs = 2
rules = "mine.py"
measures = "thin.py"
[settings]
days = 60
hunters = 6
[series]
numbers = ["alive", "thin_at_the_end"]
every = 25
"""
"""A design with files of the user's own beside it."""
RULES = "def trust(kept, broken):\n    return 0.5\n"


@pytest.fixture
def beside(tmp_path, monkeypatch):
    """A folder with such a design, which is not the working folder."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    for name, text in (("mine.py", RULES), ("thin.py", MINE), ("design.toml", BESIDE)):
        (folder / name).write_text(text, encoding="utf-8")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return folder


def test_a_design_names_the_files_that_lie_beside_it(beside):
    design = experiments.read_design(beside / "design.toml")
    assert design.measures == OwnMeasures("thin.py", MINE)
    assert {one.rules for one in design.arms.values()} == {OwnRules("mine.py", RULES)}
    assert design.own_names == NAMES
    other = OwnMeasures("other.py", MINE)
    assert experiments.read_design(beside / "design.toml", measures=other).measures.name == "other.py"
    ranges = "[uncertainties]\nsmall_game = { low = 0.5, high = 1.5 }\nwinter = { low = 0.1, high = 0.9 }\n"
    (beside / "study.toml").write_text(BESIDE + ranges, encoding="utf-8")
    study = study_design(beside / "study.toml")
    assert {one.rules.name for one in study.arms.values()} == {"mine.py"}
    assert study.measures is None  # a study is about one measure of the project
    for line, says in (
        ('rules = "none.py"', r"design\.toml: 'none\.py' cannot be read"),
        ("rules = 3", r"design\.toml: rules = 3 is not allowed: it must be a text"),
        ('measures = "mine.toml"', r"design\.toml: 'mine\.toml' is not a file of measures"),
        ('measures = "mine.py"', r"design\.toml: mine\.py, line 1: trust\(kept, broken\) is not a measure"),
        ('rules = "thin.py"', r"design\.toml: thin\.py, line 2: numpy is not allowed in a rule"),
    ):
        kept = [one for one in BESIDE.splitlines() if one.split(" ")[0] != line.split(" ")[0]]
        (beside / "design.toml").write_text("\n".join([line, *kept]), encoding="utf-8")
        with pytest.raises(hunt.HuntError, match=says):
            experiments.read_design(beside / "design.toml")


def test_a_measure_of_the_evening_is_kept_by_day_and_changes_nothing(mine, tmp_path):
    data = DESIGN | {"series": {"numbers": ["store", "thin_at_the_end"], "every": 25}}
    experiments.sweep(experiments.design_of(data, measures=mine), tmp_path / "mine")
    sweep = experiments.read_sweep(tmp_path / "mine")
    for row in sweep.series[sweep.series["run"] < 2].itertuples():
        parameters = hunt.scenario().parameters(row.regime, days=60, hunters=6)
        year = hunt.record(parameters, 1 + row.run)
        hunters = year.hunters[row.day]
        assert row.thin_at_the_end == (hunters["alive"] & (hunters["reserve"] < 20.0)).sum()
        assert row.store == year.camp["store"][row.day]
    told = {file.name: file for file in experiments.report(tmp_path / "mine")}["report.md"].read_text(encoding="utf-8")
    assert "the median of thin_at_the_end" in told
    for numbers, says in (
        (["thin_days"], r"'thin_days', which looks at the whole history; by day, only a measure"),
        (["thin_at_end"], r"'thin_at_end', which is no number of an evening; did you mean thin_at_the_end"),
    ):
        with pytest.raises(hunt.HuntError, match=says):
            experiments.design_of(DESIGN | {"series": {"numbers": numbers}}, measures=mine)
    twice = OwnMeasures("mine.py", MINE.replace("thin_at_the_end", "standing"))
    with pytest.raises(hunt.HuntError, match=r"which is a number of the camp and a measure of yours; rename yours"):
        experiments.design_of(DESIGN | {"series": {"numbers": ["standing"]}}, measures=twice)


def test_a_measure_cannot_write_to_a_run_that_goes_on(tmp_path):
    text = 'def greedy(evening):\n    """Nobody."""\n    evening.hunters["reserve"][:] = 0\n    return 0\n'
    design = experiments.design_of(
        DESIGN | {"series": {"numbers": ["greedy"], "every": 30}}, measures=OwnMeasures("greedy.py", text)
    )
    experiments.sweep(design, tmp_path / "s")
    errors = set(experiments.read_sweep(tmp_path / "s").table["error"])
    assert errors == {"HuntError: greedy.py, line 3: greedy cannot be computed: ValueError: assignment destination is "
                      "read-only."}  # fmt: skip


def test_reading_results_runs_nothing_and_repeating_them_only_what_is_trusted(mine, tmp_path, monkeypatch):
    """Measures are Python like any other; those of somebody else leave a trace as soon as they run."""
    trace = tmp_path / "trace"
    text = f'open({str(trace)!r}, "w").close()\n{MINE}'
    experiments.sweep(experiments.design_of(DESIGN, measures=OwnMeasures("theirs.py", text)), tmp_path / "s")
    experiments.compare(runs=2, settings={"days": 20}, measures=OwnMeasures("theirs.py", text)).measures.names()
    assert trace.exists()
    trace.unlink()
    own_measures._functions.cache_clear()
    sweep = experiments.read_sweep(tmp_path / "s")
    assert "thin_days" in sweep.table
    assert len(experiments.means(sweep, "thin_days")) == 2
    assert experiments.report(tmp_path / "s", "thin_days")
    manifest = tmp_path / "s" / "manifest.json"
    for repeat in (
        lambda: experiments.sweep(manifest, tmp_path / "again"),
        lambda: experiments.sweep(experiments.read_design(manifest), tmp_path / "s", resume=True),
        lambda: dry_run(experiments.read_design(manifest), (1, 1), 1),
        lambda: experiments.compare(runs=2, measures=sweep.design.measures),
        lambda: sweep.design.measures.values(hunt.Parameters(days=3), 1),
    ):
        with pytest.raises(
            hunt.HuntError, match=r"theirs\.py came with the results: .* and if you trust them add --trust"
        ):
            repeat()
    assert not trace.exists()
    assert (
        measures_in_results(str(tmp_path / "s")) == measures_in_results(str(manifest)) == OwnMeasures("theirs.py", text)
    )
    assert not trace.exists()
    assert experiments.sweep(manifest, tmp_path / "again", trust=True).failed == 0
    assert trace.exists()
    assert experiments.read_sweep(tmp_path / "again").table.equals(sweep.table)


def test_a_run_whose_measure_fails_says_why_and_the_others_go_on(tmp_path):
    from dataclasses import replace

    text = 'def odd(evening):\n    """One in odd years."""\n    return 1 // (evening.seed % 2)\n'
    design = replace(experiments.design_of(DESIGN), measures=OwnMeasures("odd.py", text))
    done = experiments.sweep(design, tmp_path / "odd")
    table = experiments.read_sweep(tmp_path / "odd").table
    assert (done.rows, done.failed) == (8, 4)
    assert table["odd"].isna().tolist() == [seed % 2 == 0 for seed in table["seed"]]
    assert table["error"].dropna().str.contains("odd.py, line 3: odd cannot be computed: it divides by zero").all()


def test_files_in_the_folder_of_the_user_are_found_by_name(tmp_path, monkeypatch):
    monkeypatch.setenv("HUNT_FILES", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for kind, name, text in (
        ("measures", "mine.py", MINE),
        ("rules", "cold.py", "COLD = 0.6\n"),
        ("regimes", "half.toml", 'title = "Half"\nwords = "Half is shared."\n[settings]\nshared = 0.5\n'),
    ):
        (tmp_path / kind).mkdir()
        (tmp_path / kind / name).write_text(text, encoding="utf-8")
    assert own_folder("rules") == tmp_path / "rules"
    assert hunt.measures_from("mine.py").names() == NAMES
    assert hunt.rules_from("cold.py").name == "cold.py"
    assert hunt.regime("half").says == hunt.regime("half.toml").says == {"shared": 0.5}
    (tmp_path / "cold.py").write_text("COLD = 0.3\n", encoding="utf-8")
    assert "0.3" in hunt.rules_from("cold.py").text  # the working folder comes first
    with pytest.raises(hunt.HuntError, match="Did you mean half"):
        hunt.regime("halff")


def test_who_asks_for_runs_in_python_is_warned_of_those_that_a_mean_leaves_out(tmp_path):
    (tmp_path / "part.py").write_text(
        'def part(evening):\n    """Part, share."""\n    return float("nan") if evening.seed == 2 else 1.0\n',
        encoding="utf-8",
    )
    arms = {"usual": hunt.Parameters(days=5, hunters=3)}
    with pytest.warns(UserWarning, match=r"^part is infinite or not a number \(NaN\) in 1 of 3 runs"):
        experiments.run_ensemble(arms, runs=3, measures=tmp_path / "part.py")


def test_measures_in_results_are_texts():
    with pytest.raises(hunt.HuntError, match="it must be a name and a text"):
        own_measures.checked_measures({"name": 3, "text": ""})
