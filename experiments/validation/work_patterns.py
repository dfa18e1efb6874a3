"""Patterns of plan and push, agreements, ranking, ownership, size, memory and strangers (P7, P9-P15)."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.stats import bootstrap

from experiments.ensemble import run_ensemble
from experiments.statistics.estimates import Interval
from experiments.validation.checks import Check, Finding
from experiments.validation.valleys import NEVER_STARVES, OVER, OWN, PULL, PUSH, RUNS, SHARED, SLACK, valley
from hunt.catalogue.scenarios import scenario

SHARE = "alive_share"


def p7() -> Iterator[Check]:
    """Pushing the overloaded costs the harvest; push or overload alone is bearable; a coordinator can help."""
    worst, alone = valley(SHARED, **OVER, **PUSH), valley(SHARED, **SLACK, **PUSH)
    best, loaded = valley(SHARED, **SLACK, **PULL), valley(SHARED, **OVER, **PULL)
    yield Check("P7", "claim", "pushed and overloaded: fewer survive the year", (worst, loaded), SHARE, "lower", 0.2)
    yield Check("P7", "claim", "the plan is met less", (worst, loaded), "plan_met", "lower", 0.1)
    yield Check("P7", "claim", "because meetings and reminders eat the day", (worst, alone), "pushed", "higher", 0.1)
    yield Check("P7", "claim", "push alone is bearable", (alone, best), SHARE, "as good", 0.15)
    yield Check("P7", "claim", "overload alone is bearable", (loaded, best), SHARE, "as good", 0.2)
    both = worst, alone, loaded, best
    yield Check("P7", "claim", "together they cost more than the sum of each", both, SHARE, "lower", 0.1)
    calm = valley(SHARED, **OVER, **PULL, reminders=0.0), loaded
    yield Check("P7", "knock-out", "g = 0: the kind of pushing does not matter", calm, SHARE, "about")
    ignorant = {"news": 0.5}
    both = valley(SHARED, **ignorant, meetings=0.1), valley(SHARED, **ignorant)
    yield Check("P7", "flip", "where news is scarce and load low, a daily meeting helps", both, SHARE, "higher", 0.05)
    both = valley(SHARED, **ignorant, meetings=0.4), valley(SHARED, **ignorant, meetings=0.1)
    yield Check("P7", "flip", "and too much of it does not", both, SHARE, "lower", 0.1)


def p9() -> Iterator[Check]:
    """Service levels beat no trust and lose to trust."""

    def agreed(trust: float, **settings: Any) -> tuple[Any, Any]:
        return valley("sla", start_trust=trust, **settings), valley(SHARED, start_trust=trust, **settings)

    yield Check("P9", "claim", "they beat no trust", agreed(0.15), SHARE, "higher", 0.05)
    yield Check("P9", "claim", "and lose to trust", agreed(0.8), SHARE, "lower", 0.05)
    fixed = tuple(one.but(kappa=0.0) for one in agreed(0.15))
    yield Check("P9", "knock-out", "kappa = 0: hunters do not feel an agreement", fixed, SHARE, "about")
    yield Check("P9", "flip", "it flips with trust: at .45 they lose already", agreed(0.45), SHARE, "lower", 0.0)


def p10() -> Iterator[Check]:
    """Ranking kills helping more than piece rates do."""
    hurt = {"injury": 0.06}
    both = valley("mixed", form="ranking", **hurt), valley("mixed", form="piece", **hurt)
    yield Check("P10", "claim", "under ranking fewer days go into helping", both, "help", "lower", 0.001)
    both = valley(OWN, form="ranking", **hurt), valley(OWN, form="piece", **hurt)
    yield Check("P10", "claim", "also under individual targets", both, "help", "lower", 0.0005)
    both = valley("mixed", form="ranking", kappa=0.0, **hurt), valley("mixed", form="piece", kappa=0.0, **hurt)
    yield Check("P10", "knock-out", "kappa = 0: hunters do not feel the form", both, "help", "about")
    nobody = {"injury": 0.0}
    both = valley("mixed", form="ranking", **nobody), valley("mixed", form="piece", **nobody)
    yield Check("P10", "flip", "where nobody is hurt there is no help to kill", both, "help", "about")


def p11() -> Iterator[Check]:
    """The same checklist flips its sign with ownership."""

    def checked(owned: float, **settings: Any) -> tuple[Any, Any]:
        settings = {"start_ownership": owned, "own_work": 0.0, "checklist_hours": 0.1, "fix_days": 90.0} | settings
        night = scenario("hero-of-the-night").parameters(SHARED, **settings)
        return night.but(checklist=1.0), night

    yield Check("P11", "claim", "owned, the checklist helps", checked(1.0), SHARE, "higher", 0.0)
    yield Check("P11", "claim", "imposed, the same checklist hurts", checked(0.0), SHARE, "lower", 0.0)
    yield Check(
        "P11", "knock-out", "nothing to prevent: it does not help", checked(1.0, mishaps=0.0), SHARE, "no higher", 0.05
    )
    free = checked(0.0, checklist_hours=0.0)
    yield Check("P11", "flip", "where it costs no time, imposing it changes nothing", free, SHARE, "about")


def p12() -> Iterator[Check]:
    """The gain of the shared KPI does not shrink with the band, if the beasts feed it; with too dear a hunt it goes."""
    dear = {"effort_hunt": 5.0}
    both = valley(SHARED, **dear), valley(OWN, **dear)
    yield Check("P12", "knock-out", "where hunting costs too much, the effect is gone", both, "kills", "about", 0.5)
    many = {"hunters": 96}
    both = valley(SHARED, **many), valley(OWN, **many)
    yield Check("P12", "claim", "in a band of 96 it is still there", both, SHARE, "higher", 0.15)


def p13() -> Iterator[Check]:
    """ChunkResult trust outlasts the shared KPI for a while."""
    for days, role, says, relation, margin in (
        (195, "claim", "two weeks after the shared KPI is taken away trust is still higher", "higher", 0.1),
        (360, "flip", "half a year after, little of it is left", "about", 0.15),
    ):
        settings = {"days": days, **NEVER_STARVES}
        both = valley(SHARED, **settings), valley(OWN, **settings)
        taken = ((180, {"regime": OWN}),)
        yield Check("P13", role, says, both, "trust", relation, margin, (taken, ()))
    settings = {"days": 230, "trust_memory": 0.3, **NEVER_STARVES}
    both = valley(SHARED, **settings), valley(OWN, **settings)
    says = "short memory: fifty days after, nothing is left"
    yield Check("P13", "knock-out", says, both, "trust", "about", 0.1, (((180, {"regime": OWN}),), ()))


def p14() -> Iterator[Check]:
    """Hiring strangers for a core function costs more after they leave than it saved."""
    years = {"days": 720}
    band = valley(SHARED, **years)
    drivers, keepers = (((30, {"outsource": part}), (270, {"insource": part})) for part in ("drive", "keep"))
    says = "hired drivers left again: fewer see the second spring"
    yield Check("P14", "claim", says, (band, band), SHARE, "lower", 0.05, (drivers, ()))
    says = "hired keepers, who do not hunt, cost clearly fewer lives"
    yield Check("P14", "flip", says, (band, band), SHARE, "higher", 0.05, (keepers, drivers))
    taught = {"novice_skill": 0.92, "hire_trust": 0.8, "hire_fee": 0.0, "own_work": 0.0}
    band = valley(SHARED, **years, **taught), valley(SHARED, **years, **taught)
    says = "no fee, full work, and knowledge stays: no loss"
    yield Check("P14", "knock-out", says, band, SHARE, "as good", 0.06, (drivers, ()))


def p15() -> Iterator[Finding]:
    """Over broad random bands trust and output go together, the more the more the work depends on each other."""
    rng = np.random.default_rng(15)
    rows = []
    for run in range(RUNS):
        drawn = {
            "shared": rng.uniform(),
            "start_trust": rng.uniform(0.1, 0.9),
            "small_game": rng.uniform(0.7, 1.5),
            "winter": rng.uniform(0.4, 1.3),
            "specialisation": rng.uniform(),
            "effort_hunt": rng.uniform(0.2, 0.8),
            "volatility": rng.uniform(),
            "needed": int(rng.integers(1, 9)),
            "variety": 0,
            "hunters": int(rng.integers(10, 40)),
        }
        one = run_ensemble({"band": valley(SHARED, **drawn, **NEVER_STARVES)}, 1, 1000 + run, workers=1).table.iloc[0]
        food = (one["gathered"] + one["hauled"]) / drawn["hunters"]
        rows.append((drawn["needed"], one["trust"], food))
    needed, trust, food = np.array(rows).T
    loose, close = needed <= 2, needed >= 5
    everywhere = correlation(trust, food)
    yield _found("claim", "over all bands: between .2 and .5", everywhere, 0.2 <= everywhere.estimate <= 0.5)
    tight = correlation(trust[close], food[close])
    yield _found("claim", "where work depends on each other: higher", tight, tight.estimate > everywhere.estimate)
    free = correlation(trust[loose], food[loose])
    yield _found("knock-out", "where it hardly does: lower than there", free, free.high < tight.estimate)


def correlation(a: Any, b: Any) -> Interval:
    """Return the correlation of two measures over runs, with a bootstrap interval."""
    rank = bootstrap(
        (a, b), lambda x, y: np.corrcoef(x, y)[0, 1], paired=True, vectorized=False, n_resamples=999, rng=15
    )
    low, high = rank.confidence_interval
    return Interval(float(np.corrcoef(a, b)[0, 1]), float(low), float(high))


def _found(role: str, says: str, value: Interval, passed: bool) -> Finding:
    check = Check("P15", role, f"trust and food per hunter, {says}", (), "correlation", "see", 0.0)
    return Finding(check, value, RUNS, bool(passed))
