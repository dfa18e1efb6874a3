"""Sensitivity: Morris finds the few that matter, Sobol indices say how much each of them explains."""

import re
import shlex
import warnings
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from cases import each
from command_line import hunt

from experiments.reports.make import report
from experiments.sensitivity_analysis import indices
from experiments.sensitivity_analysis.indices import read_sensitivity, sensitivity
from experiments.sensitivity_analysis.result import DIFFERENCE, Sensitivity, share_words
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
    monkeypatch.setattr(indices, "chance_shares", lambda swept, measure: {"known": np.nan})
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


def study_of(sobol, morris, kept, *, pairs=(), measure="alive_share", screened_by="alive_share", chance=0.02):
    """Return a study that found these rows."""
    columns = ["target", "parameter", "first", "first_conf", "total", "total_conf"]
    rows = pd.DataFrame([("own-product", *row) for row in sobol], columns=columns)
    effects = pd.DataFrame(morris, columns=["parameter", "mu_star", "conf"]).assign(target="own-product")
    found = pd.DataFrame(pairs, columns=["parameter", "other", "index", "conf"]).assign(target="own-product")
    design = SimpleNamespace(runs=10)
    by_chance = {"own-product": chance}
    return Sensitivity(effects, rows, measure, kept, None, found, (), (), design, 32, screened_by, by_chance)


BOTH = [("winter", 0.6, 0.1, 0.8, 0.3), ("wolves", 0.1, 0.1, 0.2, 0.1)]
KEPT = ("winter", "wolves")


def test_sentences_say_how_sure_an_index_is_and_of_what_it_is_a_share():
    every = study_of(BOTH, [("winter", 0.7, 0.1), ("wolves", 0.6, 0.1)], KEPT).sentences()
    assert every == [
        "Of the variance of alive_share under own-product that the 2 parameters of the second step explain, by total "
        "index with 95 % intervals: winter 80% (50 to 100), wolves 20% (10 to 30). Acting alone they explain 70% "
        "(56 to 84); the rest is interaction, chance and estimation error."
    ]
    for first in (1.1, np.nan):  # more than everything, or unknown: estimation error
        rows = [("winter", first, 0.1, 0.8, 0.3), BOTH[1]]
        assert "cting alone" not in study_of(rows, [("winter", 0.7, 0.1), ("wolves", 0.6, 0.1)], KEPT).sentences()[0]


def test_parameters_whose_intervals_overlap_are_not_ranked():
    morris = [("winter", 0.7, 0.1), ("wolves", 0.6, 0.1), ("needed", 0.6, 0.1)]
    totals = [("winter", 0.3, 0.1, 0.9, 0.1), ("wolves", 0.1, 0.1, 0.4, 0.1), ("needed", 0.1, 0.1, 0.25, 0.1)]
    said = study_of(totals, morris, ("winter", "wolves", "needed")).sentences()[0]
    assert "The intervals of wolves and needed overlap, so their order is not known." in said
    apart = [(*one[:3], total, 0.05) for one, total in zip(totals, (0.9, 0.5, 0.2), strict=True)]
    assert "overlap" not in study_of(apart, morris, ("winter", "wolves", "needed")).sentences()[0]


@each(
    ("chance", "said"), [(0.44, "Chance makes about 44% of the variance"), (0.05, ""), (np.nan, "With one replicate")]
)
def test_much_chance_is_said(chance, said):
    sentence = study_of(BOTH, [("winter", 0.7, 0.1), ("wolves", 0.6, 0.1)], KEPT, chance=chance).sentences()[0]
    assert said in sentence
    assert ("replicate" in sentence) == bool(said)


def test_what_was_dropped_has_the_smallest_effects_only_where_intervals_lie_apart():
    def said(*, conf=0.1, **how):
        rows = [("winter", 0.7, conf), ("wolves", 0.6, conf), ("needed", 0.3, conf), ("kappa", 0.1, conf)]
        return study_of(BOTH, rows, KEPT, **how).sentences()[-1]

    head, most = (
        "Left out by the screening (of alive_share)",
        "(on no target more than 0.300 on average, over the whole range)",
    )
    assert said() == f"{head}, with the smallest effects: kappa, needed {most}."
    for wide in (0.2, np.nan):
        assert said(conf=wide) == (
            f"{head}: kappa, needed {most}; their intervals overlap with those of parameters that were kept."
        )
    other = said(measure="kills")
    assert other == f"{head}: kappa, needed."
    rows = [("winter", 0.2, 0.0), ("wolves", 0.6, 0.0), ("needed", 0.3, 0.0), ("kappa", 0.1, 0.0)]
    assert study_of(BOTH, rows, KEPT, measure="kills").sentences()[-1] == (
        f"{head}: kappa, needed. Of kills, needed had larger effects in the screening than the least of those kept; a "
        "study of kills would say how much of it they explain."
    )


def test_a_share_and_both_ends_of_its_interval_are_shares():
    assert share_words(1.9, 0.2) == "100% (100 to 100)"
    assert share_words(-0.3, 0.2) == "0% (0 to 0)"
    assert share_words(0.9, 0.2) == "90% (70 to 100)"


def test_only_clear_indices_and_pairs_are_named():
    morris = [("winter", 0.7, 0.1), ("wolves", 0.6, 0.1)]
    faint = study_of([BOTH[0], ("wolves", 0.1, 0.1, 0.14, 0.1)], morris, KEPT).sentences()[0]
    assert "winter 80%" in faint
    assert "wolves" not in faint
    assert study_of([(*row[:3], 0.04, 0.03) for row in BOTH], morris, KEPT).sentences() == [
        "No parameter clearly explains alive_share under own-product; use more points or replicates."
    ]
    unclear, clear = ((("winter", "wolves", index, 0.3),) for index in (0.2, 1.7))
    assert len(study_of(BOTH, morris, KEPT, pairs=unclear).sentences()) == 1
    assert study_of(BOTH, morris, KEPT, pairs=clear).sentences()[1] == (
        "The strongest pair for alive_share under own-product is winter with wolves: 100% (100 to 100) of that "
        "variance beyond what each explains alone."
    )


def test_the_largest_effect_on_any_target_decides_what_is_kept():
    rows = [("one", "winter", 0.9), ("other", "winter", 0.0), ("one", "wolves", 0.5), ("other", "wolves", 0.5)]
    morris = pd.DataFrame(rows, columns=["target", "parameter", "mu_star"])
    assert indices._strongest(morris, ["winter", "wolves"], 1) == ("winter",)


@pytest.fixture(scope="module")
def narrow(tmp_path_factory):
    """A study of a design with measures of its own, in which one parameter was kept."""
    folder = tmp_path_factory.mktemp("narrow")
    (folder / "mine.py").write_text(
        'def left(evening):\n    """Food left, person-days."""\n    return evening.camp["store"]\n'
    )
    ranges = {"small_game": {"low": 0.0, "high": 1.5}, "alignment": {"low": 0, "high": 1}}
    data = {"regimes": TWO, "settings": SMALL, "runs": 2, "uncertainties": ranges, "measures": str(folder / "mine.py")}
    return folder, data, sensitivity(folder / "s", data, measure="kills", trajectories=2, points=2, keep=1)


def test_one_parameter_alone_explains_everything_by_construction(narrow):
    folder, _, found = narrow
    assert found.sentences()[0] == (
        f"Only {found.kept[0]} went into the second step, where it explains everything by construction; keep two "
        "parameters or more to see how the variance is split."
    )
    assert not any("index" in one or "rank" in one for one in found.sentences())
    report(folder / "s")
    assert "sobol-" not in (folder / "s" / "report.md").read_text(encoding="utf-8")


def test_a_study_that_is_read_for_another_measure_says_by_which_one_it_was_screened(narrow):
    folder, _, found = narrow
    assert found.sentences()[-1].startswith("Left out by the screening (of kills)")
    other = read_sensitivity(folder / "s", "eaten")
    assert (other.measure, other.screened_by) == ("eaten", "kills")
    assert other.sentences()[-1].startswith("Left out by the screening (of kills)")
    assert "smallest effects" not in other.sentences()[-1]
    report(folder / "s", "eaten")
    page = (folder / "s" / "report.md").read_text(encoding="utf-8")
    assert "--measure kills" in page
    assert "hunt report again --measure eaten" in page


def test_a_study_needs_no_trust_to_be_repeated_from_its_manifest(narrow):
    """A study leaves out measures of the user's own, which would be Python that came with a file."""
    folder, _, found = narrow
    again = sensitivity(
        folder / "again", folder / "s" / "morris" / "manifest.json", measure="kills", trajectories=2, points=2, keep=1
    )
    pd.testing.assert_frame_equal(again.sobol, found.sobol)


def test_an_index_that_could_not_be_computed_is_said(narrow, monkeypatch):
    folder, _, _ = narrow
    usual = indices._sobol

    def unknown(*given):
        alone, pairs = usual(*given)
        return alone.assign(total=np.nan), pairs

    monkeypatch.setattr(indices, "_sobol", unknown)
    notes = read_sensitivity(folder / "s").notes
    assert any("could not be computed; try more points" in one for one in notes)


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
