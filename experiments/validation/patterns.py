"""The patterns the model must reproduce: each with an interval, and the knock-out that removes it.

They are *validated* in the model world only: that a pattern is also seen among people is a claim of its
sources, not of these checks.
"""

from collections.abc import Callable, Iterator
from typing import Any

from experiments.validation.checks import Check, Finding, evaluate
from experiments.validation.conduct_patterns import p17, p19
from experiments.validation.valleys import GLORY, NEVER_STARVES, OWN, RUNS, SHARED, valley
from experiments.validation.work_patterns import p7, p9, p10, p11, p12, p13, p14, p15
from hunt.catalogue.parameters import Parameters
from hunt.catalogue.regimes import regime
from hunt.catalogue.scenarios import scenario
from hunt.vocabulary import Praise


def party(size: int, **settings: Any) -> Parameters:
    """Return a trusting band that never starves, sees every beast and lives on nothing but the hunt."""
    eager = {"hunters": size, "days": 90, "sight": 50, "small_game": 0.0, "start_trust": 0.9, **NEVER_STARVES}
    return valley(SHARED, **(eager | settings))


def p1() -> Iterator[Check]:
    """Alone nobody brings down a mammoth; success rises in an S with the size of the band."""
    yield Check("P1", "claim", "a lone hunter never brings one down", (party(1),), "kills", "about")
    yield Check("P1", "claim", "four: hardly ever", (party(4),), "kills", "about", 0.5)
    yield Check("P1", "claim", "four more in the middle: many", (party(8), party(4)), "kills", "higher", 1.0)
    more = party(16), party(12), party(8), party(4)
    yield Check("P1", "claim", "four more at the end: fewer than in the middle", more, "kills", "lower", 0.5)
    alone = party(1, needed=1, variety=0, craft=0)
    yield Check("P1", "knock-out", "needed = 1: a lone hunter does", (alone,), "kills", "higher", 0.1)


def p2() -> Iterator[Check]:
    """Fewer survive the year under individual targets, and under both regimes some do and some do not."""
    both = valley(OWN), valley(SHARED)
    yield Check("P2", "claim", "fewer survive the year under individual targets", both, "alive_share", "lower", 0.15)
    for one, name in zip(both, (OWN, SHARED), strict=True):
        yield Check("P2", "claim", f"{name}: from 5 to 95 % survive the year", (one,), "alive_share", "between", 0.05)
    silent = valley(OWN, kappa=0.0), valley(SHARED, kappa=0.0)
    yield Check("P2", "knock-out", "kappa = 0: no difference at all", silent, "alive_share", "about")


def p3() -> Iterator[Check]:
    """The scissors: measured KPI higher, store lower, in the same runs."""
    both = valley(OWN), valley(SHARED)
    yield Check("P3", "claim", "own product meets the KPI better", both, "kpi", "higher", 0.05)
    yield Check("P3", "claim", "own product has less in store for winter", both, "winter_store", "lower", 5.0)
    aligned = valley(OWN, alignment=1.0), valley(SHARED)
    says = "alignment = 1: the number measures what feeds, and the store is no lower"
    yield Check("P3", "knock-out", says, aligned, "winter_store", "as good", 5.0)


def p4() -> Iterator[Check]:
    """Where one hunter is enough, or each hunts alone, own products do as well or better."""
    for id, margin in (("lone-wolves", 0.02), ("conveyor-valley", 0.1)):
        both = scenario(id).parameters(OWN), scenario(id).parameters(SHARED)
        yield Check("P4", "claim", f"{id}: own product does as well", both, "alive_share", "as good", margin)
    both = tuple(scenario("lone-wolves").parameters(id, needed=6) for id in (OWN, SHARED))
    yield Check("P4", "knock-out", "needed = 6: it does worse", both, "alive_share", "lower", 0.1)


def p5() -> Iterator[Check]:
    """Trust falls under own product; too little trust never recovers; and it does not come back at once."""
    spring = {"days": 90}
    both = valley(OWN, **spring), valley(SHARED, **spring)
    yield Check("P5", "claim", "trust is lower after a season of own product", both, "trust", "lower", 0.03)
    both = valley(OWN, evidence=0.0, **spring), valley(SHARED, evidence=0.0, **spring)
    yield Check("P5", "knock-out", "trust fixed: no difference in trust", both, "trust", "about", 1e-9)
    for role, relation, evidence in (("claim", "lower", 1.0), ("knock-out", "about", 0.0)):
        settings = {"days": 180, "evidence": evidence, **NEVER_STARVES}
        both = valley(SHARED, start_trust=0.1, **settings), valley(SHARED, start_trust=0.25, **settings)
        says = "a small lack of trust grows into a large one" if evidence else "trust fixed: it stays as small"
        yield Check("P5", role, says, both, "trust", relation, 0.3 if evidence else 0.15 + 1e-9)
    back = ((180, regime(SHARED).settings),)
    for role, relation, evidence in (("claim", "lower", 1.0), ("knock-out", "about", 0.0)):
        settings = {"days": 200, "evidence": evidence, **NEVER_STARVES}
        both = valley(OWN, **settings), valley(SHARED, **settings)
        says = (
            "20 days after switching back trust is still lower"
            if evidence
            else "trust fixed: nothing to come back from"
        )
        yield Check("P5", role, says, both, "trust", relation, 0.03 if evidence else 1e-9, (back, ()))


def p6() -> Iterator[Check]:
    """Where days differ situational leadership beats one chief; a chief beats none; a plan needs planned days."""

    def led(by: str, **settings: Any) -> Parameters:
        return valley(SHARED, leadership=by, **settings)

    share, wild = "alive_share", {"volatility": 0.9}
    both = led("situational", **wild), led("chief", **wild)
    yield Check("P6", "claim", "days that differ: situational beats one chief", both, "kills", "higher")
    yield Check("P6", "claim", "one chief beats none", (led("chief"), led("none")), share, "higher", 0.1)
    both = led("plan", volatility=0.0), led("situational", volatility=0.0)
    yield Check("P6", "claim", "predictable days: a plan does as well", both, share, "as good", 0.1)
    both = led("plan", **wild), led("situational", **wild)
    yield Check("P6", "claim", "volatile days: a plan does worse", both, share, "lower", 0.05)
    both = led("chief", chief_shared=1.0, glory=GLORY), led("chief", chief_shared=0.0, glory=GLORY)
    yield Check("P6", "claim", "a serving chief beats one out for glory", both, "kills", "higher")
    same = {"specialisation": 0.0, "glory": 1.0}
    both = led("situational", **same), led("chief", **same)
    yield Check("P6", "knock-out", "identical skills: no benefit of rotation", both, share, "about")


def p8() -> Iterator[Check]:
    """Celebrated rescues delay the permanent fix; a review with small steps finishes it, a broadcast does not."""
    night = scenario("hero-of-the-night").parameters("heroics")
    steps = {"checklist": 0.5, "foresight_fading": 0.005}
    review = ((60, {"review": 3, **steps}),)
    told = ((60, {"broadcast": 3}),)
    quiet = scenario("hero-of-the-night").parameters(SHARED)
    yield Check("P8", "claim", "praised rescues: more goes wrong", (night, quiet), "incidents", "higher", 3.0)
    yield Check("P8", "claim", "and the fix gets finished in fewer bands", (night, quiet), "fix_finished", "lower", 0.1)
    both = night, night
    yield Check("P8", "claim", "a broadcast of the whole loop: no change", both, "incidents", "about", 0.0, (told, ()))
    yield Check("P8", "claim", "review with steps: less goes wrong", both, "incidents", "lower", 10.0, (review, ()))
    says = "and the fix gets finished in more bands"
    yield Check("P8", "claim", says, both, "fix_finished", "higher", 0.1, (review, ()))
    costly = night.but(mishap_cost=120.0, mishap_burden=80.0)
    says = "where each incident is very costly, days spent on prevention cost lives"
    yield Check("P8", "flip", says, (costly, costly), "alive_share", "lower", 0.05, (review, ()))
    product = scenario("hero-of-the-night").parameters(OWN)
    hero = product.but(praises=tuple(float(one == Praise.RESCUE) for one in Praise))
    says = "under individual targets, praising the hero saves lives"
    yield Check("P8", "flip", says, (hero, product), "alive_share", "higher")
    new = night.but(start_wear=0.0, wear=0.0)
    yield Check("P8", "knock-out", "no wear: nothing to prevent", (new, new), "incidents", "about", 0.0, (review, ()))


PATTERNS: dict[str, Callable[[], Iterator[Check | Finding]]] = {
    "P1": p1,
    "P2": p2,
    "P3": p3,
    "P4": p4,
    "P5": p5,
    "P6": p6,
    "P7": p7,
    "P8": p8,
    "P9": p9,
    "P10": p10,
    "P11": p11,
    "P12": p12,
    "P13": p13,
    "P14": p14,
    "P15": p15,
    "P17": p17,
    "P19": p19,
}


def run_patterns(runs: int = RUNS, seed: int = 1, only: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Evaluate all patterns, or some, one finding at a time."""
    for name, checks in PATTERNS.items():
        if not only or name in only:
            for check in checks():
                yield check if isinstance(check, Finding) else evaluate(check, runs, seed)
