"""Sensitivity: Morris finds the few that matter, Sobol indices say how much each of them explains."""

import numpy as np
import pandas as pd
import pytest
from cases import each

from experiments.sensitivity_analysis import indices
from experiments.sensitivity_analysis.indices import DIFFERENCE, sensitivity
from experiments.sensitivity_analysis.summary import sensitivity_sentences
from hunt.catalogue.parameters import HuntError

pytest.importorskip("SALib", reason="sensitivity needs SALib (the extra 'sensitivity')")
pytestmark = pytest.mark.usefixtures("compiled")

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
    ranges = {name: {"low": 0, "high": 1} for name in ("pooled", "alignment", "volatility", "wolves")}
    found = sensitivity(tmp_path, {"runs": 1, "uncertainties": ranges}, trajectories=20, points=2048, keep=3)
    assert found.kept == ("pooled", "alignment", "volatility")
    rows = found.sobol.set_index("parameter")
    assert rows["first"].tolist() == pytest.approx([0.314, 0.442, 0.0], abs=0.04)
    assert rows["total"].tolist() == pytest.approx([0.558, 0.442, 0.244], abs=0.04)
    assert found.morris.set_index("parameter").loc["wolves", "mu_star"] == 0.0


def fake_sweep(design, folder, **_):
    """Make the folder of a sweep without running it."""
    from experiments.sweeps.plan import Plan
    from experiments.sweeps.store import Store, manifest_of

    Store(folder, manifest_of(design, "nothing", Plan(design).chunks)).start()


def test_a_study_of_the_model_names_what_matters(tmp_path):
    ranges = {"small_game": {"low": 0.0, "high": 1.5}, "flight": {"low": 0, "high": 2}, "sees": {"low": 0, "high": 1}}
    data = {"regimes": TWO, "settings": SMALL, "runs": 4, "uncertainties": ranges}
    found = sensitivity(tmp_path, data, trajectories=4, points=8, keep=2)
    strongest = found.morris.groupby("parameter")["mu_star"].max().idxmax()
    assert strongest == "small_game"
    assert set(found.sobol["target"]) == {*TWO, DIFFERENCE}
    assert (tmp_path / "sobol.csv").exists()
    assert all(strongest in one for one in sensitivity_sentences(found)[:1])
    with pytest.raises(HuntError, match="add --resume"):
        sensitivity(tmp_path, data, trajectories=4, points=8, keep=2)
    again = sensitivity(tmp_path, data, trajectories=4, points=8, keep=2, resume=True)
    pd.testing.assert_frame_equal(again.sobol, found.sobol)


@each(
    ("data", "how", "says"),
    [
        ({"uncertainties": {"winter": [0, 1]}}, {}, "there is none"),
        ({"uncertainties": {"winter": {"low": 0, "high": 1}}}, {}, "two ranges or more"),
        ({}, {"points": 30}, "points = 30 is not a power of two"),
        ({}, {"keep": 0}, "keep = 0"),
        ({}, {"measure": "mood"}, "no measure 'mood'"),
        ({"scenarios": ["default-valley", "strangers"]}, {}, "of one scenario"),
    ],
)
def test_what_cannot_be_studied_is_refused(data, how, says, tmp_path):
    with pytest.raises(HuntError, match=says):
        sensitivity(tmp_path, data, **how)
