"""Survival against lifelines, an independent program; it needs an older pandas, so it lives in a place of its own.

Make one with ``python -m venv there && there/bin/pip install lifelines`` and set LIFELINES_PYTHON=there/bin/python.
"""

import json
import os
import subprocess

import numpy as np
import pytest

from experiments.ensemble import run_ensemble
from experiments.statistics.survival import kaplan_meier, log_rank, rmst
from hunt.catalogue.scenarios import scenario

ORACLE = os.environ.get("LIFELINES_PYTHON")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(ORACLE is None, reason="LIFELINES_PYTHON names no Python that has lifelines"),
]

ASK = """
import json, sys
from lifelines import KaplanMeierFitter
from lifelines.statistics import logrank_test
from lifelines.utils import restricted_mean_survival_time
data = json.load(sys.stdin)
said = {}
for name, (time, seen) in data["samples"].items():
    fitted = KaplanMeierFitter().fit(time, seen)
    band = fitted.confidence_interval_
    said[name] = {
        "time": list(fitted.survival_function_.index),
        "survival": list(fitted.survival_function_.iloc[:, 0]),
        "low": list(band.iloc[:, 0]),
        "high": list(band.iloc[:, 1]),
        "rmst": float(restricted_mean_survival_time(fitted, t=data["horizon"])),
    }
a, b = data["samples"].values()
test = logrank_test(a[0], b[0], a[1], b[1])
said["chi2"], said["p"] = float(test.test_statistic), float(test.p_value)
print(json.dumps(said))
"""

RELAPSED, CENSORED = [6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def freireich():
    return {
        "6-MP": (RELAPSED + CENSORED, [True] * len(RELAPSED) + [False] * len(CENSORED)),
        "placebo": (PLACEBO, [True] * len(PLACEBO)),
    }, 20


def bands():
    """Days to the first death of 200 bands under each regime; those without one are censored at the end."""
    arms = {id: scenario().parameters(id, days=200) for id in ("own-product", "shared-survival")}
    ensemble = run_ensemble(arms, 200, 1)
    samples = {}
    for id in arms:
        first = ensemble.arm(id)["first_death"].to_numpy()
        samples[id] = (np.where(first < 0, 200, first).tolist(), (first >= 0).tolist())
    return samples, 150


@pytest.mark.parametrize("drawn", [freireich, bands])
def test_curve_band_mean_and_test_are_those_of_lifelines(drawn):
    samples, horizon = drawn()
    done = subprocess.run(
        [ORACLE, "-c", ASK],
        input=json.dumps({"samples": samples, "horizon": horizon}),
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(done.stdout.splitlines()[-1])
    for name, (time, seen) in samples.items():
        ours, theirs = kaplan_meier(time, seen), said[name]
        assert ours["time"].tolist() == pytest.approx(theirs["time"])
        assert ours["survival"].tolist() == pytest.approx(theirs["survival"], abs=1e-12)
        inside = (ours["survival"] > 0) & (ours["survival"] < 1)
        for limit in ("low", "high"):
            assert ours[limit][inside].tolist() == pytest.approx(np.array(theirs[limit])[inside].tolist(), abs=1e-9)
        assert rmst(time, seen, horizon) == pytest.approx(theirs["rmst"], rel=1e-9)
    first, second = samples.values()
    test = log_rank(*first, *second)
    assert (test.chi2, test.p) == pytest.approx((said["chi2"], said["p"]), rel=1e-9)


def test_freireich_is_as_published():
    samples, _ = freireich()
    assert log_rank(*samples["6-MP"], *samples["placebo"]).chi2 == pytest.approx(16.79, abs=0.005)
