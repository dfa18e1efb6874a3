"""Does a band remember how it was paid?  ``python docs/studies/hysteresis.py`` prints the tables of hysteresis.md.

Two bands with the same luck.  One spends half a year under own-product, the other under shared-survival.  From day 180
on both are paid alike, by a share ``shared`` that runs from 0 to 1.  If only the present counts, they end alike.
"""

import sys

import numpy as np

import hunt
from experiments.statistics.estimates import paired_difference
from hunt.catalogue.regimes import regime

HALF, DAYS = 180, 360
LATER = (0.0, 0.25, 0.5, 0.75, 1.0)
PASTS = ("own-product", "shared-survival")
VALLEY = {"small_game": 1.6, "winter": 0.0, "days": DAYS}
"""Ample enough that both bands live, so that trust and hunts are compared and not the dead."""

VARIANTS = {
    "as it is": {},
    "strangers (start_trust = 0.08)": {"start_trust": 0.08},
    "trust that cannot move (evidence = 0)": {"evidence": 0.0},
    "ordinary prey (needed = 1)": {"needed": 1, "craft": 0, "hunts_at_once": 4, "variety": 0},
}


def later(parameters, seed, shared):
    """Return trust on the last evening, and mammoths brought down since the day on which both are paid alike."""
    now = dict(regime("shared-survival").settings) | {"shared": shared}
    year = hunt.record(parameters, seed, ((HALF, now),))
    alive = year.hunters["alive"][-1]
    trust = year.hunters["trusts"][-1][alive].mean() if alive.any() else np.nan
    return trust, float(year.camp["kills"][-1] - year.camp["kills"][HALF - 1])


def main(runs=40):
    valley = hunt.scenario("default-valley")
    for name, changes in VARIANTS.items():
        print(f"{name}, {runs} pairs")
        print("shared  trust after own  after shared  own less shared [95 %]      mammoths: own less shared [95 %]")
        pasts = {id: valley.parameters(id, **VALLEY, **changes) for id in PASTS}
        for shared in LATER:
            ends = {
                id: np.array([later(one, seed, shared) for seed in range(1, runs + 1)]) for id, one in pasts.items()
            }
            both = np.isfinite(ends[PASTS[0]][:, 0]) & np.isfinite(ends[PASTS[1]][:, 0])
            a, b = (ends[id][both] for id in PASTS)
            gap, kills = (paired_difference(a[:, k], b[:, k]) for k in (0, 1))
            print(
                f"{shared:6.2f}  {a[:, 0].mean():15.3f}  {b[:, 0].mean():12.3f}  "
                f"{gap.estimate:+15.3f} [{gap.low:+.3f}, {gap.high:+.3f}]  "
                f"{kills.estimate:+10.2f} [{kills.low:+.2f}, {kills.high:+.2f}]"
            )
        print()


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
