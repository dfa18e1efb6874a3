"""Sensitivity: Morris finds the few that matter, Sobol indices say how much each of them explains."""

import re
import shlex
import warnings

import numpy as np
import pandas as pd
import pytest
from cases import each
from command_line import hunt

from experiments.reports.make import report
from experiments.sensitivity_analysis import indices
from experiments.sensitivity_analysis.indices import read_sensitivity, sensitivity
from experiments.sensitivity_analysis.result import DIFFERENCE, Sensitivity
from experiments.sweeps.export import read_sweep
from hunt.catalogue.parameters import HuntError

pytestmark = pytest.mark.usefixtures("compiled")
few_points = pytest.mark.filterwarnings("ignore:The intervals for")  # what that says is tested below

TWO = ["own-product", "shared-survival"]


SMALL = {"days": 60, "hunters": 8, "start_store": 2.0, "reserve_low": 5.0, "reserve_high": 20.0}


def ishigami(table):
    """Return the Ishigami function of three parameters, scaled to -pi to pi."""
    a, b, c = ((2.0 * table[name] - 1.0) * np.pi for name in ("pooled", "alignment", "volatility"))
    return np.sin(a) + 7.0 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a)


def test_both_steps_find_the_known_indices_of_the_ishigami_function(tmp_path, monkeypatch):
    """Ishigami & Homma (1990): S1 = .314, .442, 0; ST = .558, .442, .244. The hunt itself is left out."""

    def targets(swept, measure):
        points = pd.DataFrame([swept.plan.changes(point) for point in range(swept.plan.points)])
        return {"known": ishigami(points.reindex(columns=["pooled", "alignment", "volatility"])).to_numpy()}

    monkeypatch.setattr(indices, "_targets", targets)
    monkeypatch.setattr(indices, "sweep", fake_sweep)
    monkeypatch.setattr(indices.Sweep, "complete", True)
    ranges = {name: {"low": 0, "high": 1} for name in ("pooled", "alignment", "volatility", "wolves")}
    how = {"trajectories": 20, "points": 2048, "keep": 3, "second_order": True}
    found = sensitivity(tmp_path, {"runs": 1, "uncertainties": ranges}, **how)
    assert found.kept == ("pooled", "alignment", "volatility")
    rows = found.sobol.set_index("parameter")
    assert rows["first"].tolist() == pytest.approx([0.314, 0.442, 0.0], abs=0.04)
    assert rows["total"].tolist() == pytest.approx([0.558, 0.442, 0.244], abs=0.04)
    assert found.morris.set_index("parameter").loc["wolves", "mu_star"] == 0.0
    pairs = found.pairs.set_index(["parameter", "other"])["index"]
    assert pairs["pooled", "volatility"] == pytest.approx(0.244, abs=0.05)
    assert pairs["pooled", "alignment"] == pytest.approx(0.0, abs=0.05)


def fake_sweep(design, folder, **_):
    """Make the folder of a sweep without running it."""
    from experiments.sweeps.plan import Plan
    from experiments.sweeps.store import Store, manifest_of

    Store(folder, manifest_of(design, "nothing", Plan(design).chunks)).start()


@few_points
def test_a_study_of_the_model_names_what_matters(tmp_path):
    ranges = {"small_game": {"low": 0.0, "high": 1.5}, "flight": {"low": 0, "high": 2}, "sees": {"low": 0, "high": 1}}
    data = {"regimes": TWO, "settings": SMALL, "runs": 4, "uncertainties": ranges}
    found = sensitivity(tmp_path, data, trajectories=4, points=8, keep=2)
    strongest = found.morris.groupby("parameter")["mu_star"].max().idxmax()
    assert strongest == "small_game"
    assert set(found.sobol["target"]) == {*TWO, DIFFERENCE}
    assert (tmp_path / "sobol.csv").exists()
    assert strongest in found.kept
    with pytest.raises(HuntError, match="add --resume"):
        sensitivity(tmp_path, data, trajectories=4, points=8, keep=2)
    again = sensitivity(tmp_path, data, trajectories=4, points=8, keep=2, resume=True)
    pd.testing.assert_frame_equal(again.sobol, found.sobol)


def study_of(sobol, morris, kept):
    """Return a study that found these rows."""
    columns = ["target", "parameter", "first", "first_conf", "total", "total_conf"]
    rows = pd.DataFrame([("own-product", *row) for row in sobol], columns=columns)
    effects = pd.DataFrame(morris, columns=["parameter", "mu_star"]).assign(target="own-product")
    return Sensitivity(effects, rows, "alive_share", kept, None, pd.DataFrame(), (), (), None, 32)


def test_sentences_say_how_sure_an_index_is_and_name_as_least_only_what_was_dropped():
    sobol = [("winter", 0.6, 0.1, 0.8, 0.3), ("wolves", 0.1, 0.1, 0.2, 0.1)]
    every = study_of(sobol, [("winter", 0.7), ("wolves", 0.6)], ("winter", "wolves")).sentences()
    assert every == [
        "Variance of alive_share under own-product by total index, with 95 % intervals: winter 80% (50 to 100), "
        "wolves 20% (10 to 30). Parameters acting alone explain 70% (56 to 84); the rest is interaction and noise."
    ]
    sobol[0] = ("winter", 1.1, 0.1, 0.8, 0.3)  # more than everything: noise
    morris = [("winter", 0.7), ("wolves", 0.6), ("needed", 0.2), ("kappa", 0.1)]
    some = study_of(sobol, morris, ("winter", "wolves")).sentences()
    assert "acting alone" not in some[0]
    assert "kappa, needed (on no target more than 0.200 on average" in some[1]


def test_intervals_too_wide_to_rank_by_are_said_first(tmp_path):
    ranges = {"small_game": {"low": 0.5, "high": 1.2}, "alignment": {"low": 0, "high": 1}}
    data = {"regimes": TWO, "settings": SMALL, "runs": 2, "uncertainties": ranges}
    with pytest.warns(UserWarning, match="too wide to rank"):
        found = sensitivity(tmp_path, data, trajectories=2, points=4, keep=2)
    assert "with 4 points so far, try 16." in found.sentences()[0]


@each(
    ("data", "how", "says"),
    [
        ({"uncertainties": {"winter": [0, 1]}}, {}, "two factors or more"),
        ({"levers": {"winter": [1], "alignment": [0, 1]}}, {}, "winter has one value only"),
        ({"design": {"kind": "points", "file": "p.csv"}}, {}, "lays its own points"),
        ({}, {"trajectories": 1}, "trajectories = 1"),
        ({}, {"workers": 0}, "workers = 0"),
        ({}, {"colour": 0}, "'colour', which is not known"),
        ({"uncertainties": {"winter": {"low": 0, "high": 1}}}, {}, "two factors or more"),
        ({}, {"points": 30}, "points = 30 is not a power of two"),
        ({}, {"keep": 0}, "keep = 0"),
        ({}, {"measure": "mood"}, "no measure 'mood'"),
        ({"scenarios": ["default-valley", "strangers"]}, {}, "of one scenario"),
    ],
)
def test_what_cannot_be_studied_is_refused(data, how, says, tmp_path):
    with pytest.raises(HuntError, match=says):
        sensitivity(tmp_path, data, **how)


@few_points
@pytest.mark.slow
def test_ranges_with_steps_words_and_lists_are_sampled_and_reported(tmp_path):
    """A design made for a factorial sweep is studied as it is; the file and plain data mean the same."""
    text = """
        regimes = ["own-product", "shared-survival"]
        runs = 3
        [settings]
        days = 60
        hunters = 8
        start_store = 2
        [levers]
        leadership = ["none", "chief", "situational"]
        flight = [0, 2]
        [uncertainties]
        small_game = { low = 0.0, high = 1.5, steps = 4 }
    """
    (tmp_path / "ranges.toml").write_text(text)
    found = sensitivity(tmp_path / "s", tmp_path / "ranges.toml", trajectories=4, points=4, keep=3, second_order=True)
    changes = [read_sweep(tmp_path / "s" / "sobol").plan.changes(point) for point in range(2 * 4 * 4)]
    assert {one["leadership"] for one in changes} == {"none", "chief", "situational"}
    assert {one["flight"] for one in changes} == {0, 2}
    assert len({one["small_game"] for one in changes}) > 4
    assert len(found.pairs) == 9
    files = report(tmp_path / "s")
    page = (tmp_path / "s" / "report.html").read_text(encoding="utf-8")
    assert [file.name for file in files] == ["report.html", "report.pdf", "report.md"]
    assert page.count("<svg") >= 2
    assert "leadership: one of none, chief, situational" in page
    pd.testing.assert_frame_equal(read_sensitivity(tmp_path / "s").sobol, found.sobol)
    command = re.search(r"hunt sensitivity morris/manifest.json[^<]*", page)[0]
    again = tmp_path / "again"
    places = {"again": str(again), "morris/manifest.json": str(tmp_path / "s" / "morris" / "manifest.json")}
    done = hunt(*(places.get(word, word) for word in shlex.split(command)[1:]))
    assert done.code == 0
    assert (again / "sobol.csv").read_bytes() == (tmp_path / "s" / "sobol.csv").read_bytes()


def test_a_measure_that_never_varies_is_said(tmp_path):
    ranges = {"small_game": {"low": 0.5, "high": 1.5}, "alignment": {"low": 0, "high": 1}}
    data = {"regimes": TWO, "settings": SMALL | {"days": 20, "start_store": 60}, "runs": 2, "uncertainties": ranges}
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        found = sensitivity(tmp_path, data, trajectories=2, points=2, keep=2)
    assert "is the same at every point" in found.notes[0]
    assert [str(one.message) for one in said] == list(found.notes)
    assert found.constant == (*TWO, DIFFERENCE)
    assert "arbitrary" in found.notes[-1]
    assert found.sentences()[: len(found.notes)] == list(found.notes)
    report(tmp_path)
    assert "There is nothing to explain" in (tmp_path / "report.html").read_text(encoding="utf-8")


@few_points
def test_an_unfinished_study_has_no_report(tmp_path):
    ranges = {"small_game": {"low": 0.5, "high": 1.5}, "alignment": {"low": 0, "high": 1}}
    data = {"regimes": TWO, "settings": SMALL, "runs": 2, "uncertainties": ranges}
    sensitivity(tmp_path, data, trajectories=2, points=2, keep=2)
    (tmp_path / "sobol" / "runs" / "chunk-000000.parquet").unlink()
    with pytest.raises(HuntError, match=r"is not finished; go on with"):
        report(tmp_path)
