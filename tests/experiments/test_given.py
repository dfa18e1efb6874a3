"""What is handed to the public functions is taken where its meaning is plain; all else is refused as a HuntError."""

import inspect
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from cases import each
from sweeps_on_disk import SMALL, TWO

import experiments
import hunt
from experiments.given import folder_of, plain_data, texts_of

pytestmark = pytest.mark.usefixtures("compiled")

COLDER = Path(__file__).parents[2] / "docs" / "examples" / "colder.py"
DATA = {"regimes": TWO, "settings": SMALL, "runs": 4, "levers": {"alignment": [0.0, 1.0]}}


def thing():
    """Return something nobody can use."""
    return object()


ODD = (
    None,
    True,
    -1,
    0,
    1.5,
    float("nan"),
    "",
    "x",
    "a/b",
    b"x",
    [],
    ["x", 1],
    {},
    {"x": 1},
    {1: 2},
    {1},
    thing,
    thing(),
)
ODD += (
    np.array([1.0, np.nan]),
    np.zeros((2, 2)),
    pd.Series(["a", "b"]),
    pd.DataFrame({"a": [1]}),
    Path("nowhere"),
    10**30,
)
ODD += ("nowhere\0", "../\ud800", ("a", "a"), range(3), slice(1), 1j)


@pytest.fixture(scope="module")
def swept(tmp_path_factory, compiled):
    folder = tmp_path_factory.mktemp("given") / "s"
    experiments.sweep(DATA, folder, workers=1)
    return folder


def good(name, swept, tmp_path):
    """Return arguments with which a public function works."""
    valley = hunt.scenario()
    arms = {id: valley.parameters(id, **SMALL) for id in TWO}
    few = {"scenario_id": "default-valley", "regimes": TWO, "runs": 3, "seed": 1, "settings": SMALL, "workers": 1}
    ranges = {"small_game": {"low": 0.2, "high": 1.1}, "alignment": {"low": 0, "high": 1}}
    study = {"regimes": TWO, "settings": SMALL, "runs": 2, "uncertainties": ranges}
    pilot = {"first": [1.0, 2.0, 3.0, 5.0], "second": [1.5, 2.5, 3.0, 5.0], "effect": 0.5, "power": 0.8, "alpha": 0.05}
    tip = {"parameter": "small_game", "low": 0.1, "high": 1.1, "tolerance": 0.5, "level": 0.5, "measure": "alive_share"}
    how = {"executor": "threads", "workers": 1, "shard": (1, 1), "scheduler": None}
    out = tmp_path / "out"
    return {
        "compare": few | {"flip_runs": 0},
        "compare_rules": few | {"rules": COLDER},
        "run_ensemble": {"arms": arms, "runs": 3, "seed": 1, "workers": 1, "chunk": 100, "changes": {}},
        "design_of": {"data": DATA, "folder": "."},
        "read_design": {"file": swept / "manifest.json"},
        "sweep": {"design": DATA, "out": out} | how,
        "read_sweep": {"folder": swept},
        "merge": {"parts": [swept], "out": out},
        "figures_of": {"result": experiments.compare(**few)} if name == "figures_of" else {},
        "means": {"sweep": swept, "measure": "kpi"},
        "regime_map": {"sweep": swept, "measure": "kpi", "first": TWO[0], "second": TWO[1]},
        "tipping_point": few | tip,
        "sensitivity": {
            "out": out,
            "design": study,
            "measure": "kpi",
            "trajectories": 2,
            "points": 2,
            "keep": 2,
            "workers": 1,
        },
        "runs_needed": pilot,
        "paired_difference": {
            "a": [0.2, 0.5, 0.7, 0.9],
            "b": [0.1, 0.2, 0.7, 0.4],
            "level": 0.9,
            "draws": 50,
            "seed": 1,
        },
        "report": {"folder": swept, "measure": "kpi", "out": out},
    }[name]


EXPENSIVE = ("compare_rules", "report", "sensitivity", "tipping_point")
"""Functions that take a second where they accept what is odd."""


@pytest.mark.parametrize(
    "name", [pytest.param(one, marks=[pytest.mark.slow] * (one in EXPENSIVE)) for one in experiments.__all__]
)
def test_whatever_a_public_function_refuses_is_a_hunt_error(name, swept, tmp_path, monkeypatch):
    """Each argument in turn is replaced by odd things; what is accepted is accepted, but nothing else is raised."""
    monkeypatch.chdir(tmp_path)
    function, usual = getattr(experiments, name), good(name, swept, tmp_path)
    assert set(usual) <= set(inspect.signature(function).parameters) | {"workers"}
    refused, wrong = 0, []
    for argument in usual:
        for k, odd in enumerate(ODD):
            given = usual | {argument: odd}
            if "out" in usual and argument != "out":
                given["out"] = tmp_path / f"{argument}-{k}"
            error = raised_by(function, given)
            if isinstance(error, hunt.HuntError):
                refused += 1
                if "\n" in str(error) or len(str(error)) > 1200:
                    wrong.append(f"{argument}={odd!r}: {error}")
            elif error is not None:
                wrong.append(f"{argument}={odd!r} raised {type(error).__name__}: {error}")
    assert not wrong, "\n".join(wrong)
    assert refused > 10


def raised_by(function, given):
    """Return the error of a call, or None."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        try:
            function(**given)
        except Exception as error:
            return error
    return None


@each("odd", ODD)
def test_whatever_a_run_is_not_made_of_is_refused(odd):
    with pytest.raises(hunt.HuntError):
        hunt.simulate(odd, 1)
    with pytest.raises(hunt.HuntError):
        hunt.record(odd, 1)
    for call in (hunt.scenario, hunt.regime):
        with pytest.raises(hunt.HuntError):
            call(odd)


def test_text_is_one_text_and_never_its_letters(swept, tmp_path):
    with pytest.raises(hunt.HuntError, match=r"regimes = 'own-product' is not allowed: name at least two"):
        experiments.compare("default-valley", "own-product", runs=4)
    assert experiments.merge(str(swept), tmp_path / "m")["missing"] == 0
    tip = experiments.tipping_point("small_game", 0.1, 1.1, regimes="none", runs=3, tolerance=0.5, settings=SMALL)
    assert len(tip.probes) >= 2
    with pytest.raises(hunt.HuntError, match=r"columns names 'alive_shar'.*did you mean alive_share"):
        experiments.read_sweep(swept).columns("alive_shar")


def test_lists_paths_and_opened_sweeps_will_do(swept, tmp_path):
    sweep = experiments.read_sweep(swept)
    assert sweep.columns(["regime", "alive_share"]).equals(sweep.columns("regime", "alive_share"))
    assert experiments.report(sweep, out=tmp_path)[0] == tmp_path / "report.html"
    assert experiments.compare("default-valley", np.array(TWO), runs=np.int64(3), settings=SMALL).regimes == tuple(TWO)


def test_a_sweep_without_a_series_says_so(swept):
    with pytest.raises(hunt.HuntError, match=r"has no daily series: its design has no table \[series\]"):
        _ = experiments.read_sweep(swept).series


def test_the_names_a_student_would_guess_are_names_of_a_series(tmp_path):
    data = {"regimes": ["none"], "settings": SMALL, "runs": 2, "series": {"numbers": ["alive", "store"], "every": 10}}
    experiments.sweep(data, tmp_path / "s")
    series = experiments.read_sweep(tmp_path / "s").series
    history = hunt.record(hunt.scenario().parameters("none", **SMALL), 1)
    assert series.loc[series["run"] == 0, "alive"].tolist() == history.camp["living"][9::10].tolist()


def test_pairs_that_are_left_out_are_said():
    with pytest.warns(UserWarning, match=r"1 of 4 pairs were left out"):
        needed = experiments.runs_needed([1, 2, float("nan"), 4], [2, 3, 4, 1], effect=0.5)
    assert (needed.pairs, needed.left_out) == (3, 1)


def test_plain_data_is_what_a_file_would_say():
    given = {"a": (1, np.float64(2.5)), "b": range(2), "c": pd.Series([True]), "d": Path("x/y"), "e": np.array([[1]])}
    assert plain_data(given) == {"a": [1, 2.5], "b": [0, 1], "c": [True], "d": "x/y", "e": [[1]]}
    assert texts_of("regimes", Path("a.toml"), "") == ("a.toml",)
    with pytest.raises(hunt.HuntError, match="names no folder"):
        folder_of("out", "")


@pytest.mark.parametrize(
    ("name", "flags"),
    {
        "compare": ["reference"],
        "run_ensemble": ["diaries"],
        "sweep": ["resume", "keep_failed", "trust"],
        "merge": ["csv"],
        "sensitivity": ["second_order", "resume", "keep_failed"],
        "report": ["trust"],
    }.items(),
)
def test_a_text_is_no_truth(name, flags, swept, tmp_path):
    """The text "no" would mean yes."""
    for flag in flags:
        for wrong in ("no", 1, None):
            error = raised_by(getattr(experiments, name), good(name, swept, tmp_path) | {flag: wrong})
            assert str(error) == f"{flag} = {hunt.errors.shown(wrong)} is not allowed: it must be True or False."


@pytest.mark.parametrize(
    ("name", "functions"),
    {
        "compare": ["progress"],
        "compare_rules": ["progress"],
        "run_ensemble": ["progress"],
        "sweep": ["progress", "tell"],
        "sensitivity": ["progress", "begin", "tell"],
        "tipping_point": ["progress"],
    }.items(),
)
def test_what_is_called_has_to_be_a_function(name, functions, swept, tmp_path):
    for function in functions:
        error = raised_by(getattr(experiments, name), good(name, swept, tmp_path) | {function: 3})
        assert str(error) == f"{function} = 3 is not allowed: it must be a function, as in {function}=print."
