"""The ledger: each sentence of the story, and what is left of it when its cause is switched off.

A cause is switched off by one documented number, never by another formula.  Each line is judged over `BLOCKS` disjoint
blocks of seeds, `RUNS` pairs each, all arms on the same luck; these numbers were fixed by the power calculation of
``docs/ledger.md`` before any of the seeds was looked at.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.validation.checks import Check, Finding, judge, outcomes
from experiments.validation.valleys import GLORY, NONE, OWN, SHARED, valley
from hunt.catalogue.parameters import Parameters
from hunt.vocabulary import Action, Skill

RUNS = 400
BLOCKS = (11_000_000, 12_000_000, 13_000_000)
"""First seeds of the blocks; ``hunt validate --ledger --seed`` moves all of them."""

QUICK_RUNS = 150
QUICK_LINES = ("L1", "L2", "L3", "L5", "L6")

SHARE = "alive_share"
ONE_IS_ENOUGH = {"needed": 1, "variety": 0}
SEPARABLE = {**ONE_IS_ENOUGH, "craft": 0, "hunts_at_once": 4, "meat": 50.0}
"""One hunter is enough, needs no craft of others, and four hunts may be open.  The beasts are bigger, so that a band
without a pay rule stands about where it stands in the default valley."""

STARTS = (0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 0.9)
DELTAS = (0.0, 0.25, 0.5, 0.75, 1.0)
Table = tuple[tuple[float, ...], ...]

SENTENCES = {
    "L1": "Paying each for their own numbers harms; a shared target helps.",
    "L2": "It harms because each needs the others at the ring.",
    "L3": "It harms because own numbers leave a gap in the ring.",
    "L4": "Without trust no hunt comes about; broken promises cost it.",
    "L5": "It harms where the numbers do not measure what feeds, and where all are needed: two things, not one.",
    "L6": "A shared target is more than caring more about food.",
    "L7": "It takes some reckoning ahead: hunters who only repeat what has paid do not get together.",
    "L8": "It is not one lucky valley.",
    "L10": "Specialists need each other.",
    "L11": "Leading by situation, and serving, matter where days differ.",
}
"""L9, each rule does something, is a test: every rule is broken on purpose, and must be found out (`make check`)."""


def _three(**settings: Any) -> tuple[Parameters, Parameters, Parameters]:
    return valley(OWN, **settings), valley(NONE, **settings), valley(SHARED, **settings)


def l1() -> Iterator[Check]:
    """Own numbers against no pay rule against a shared target, in the default valley."""
    own, none, shared = _three()
    says = "own numbers: fewer alive than with no pay rule"
    yield Check("L1", "claim", says, (own, none), SHARE, "lower", 0.05, size=0.10)
    says = "a shared target: more alive than with no pay rule"
    yield Check("L1", "claim", says, (shared, none), SHARE, "higher", 0.05, size=0.10)
    for arm, name, low in ((own, OWN, 0.10), (none, NONE, 0.10), (shared, SHARED, 0.08)):
        says = f"{name}: neither floor nor ceiling"
        yield Check("L1", "claim", says, (arm,), SHARE, "between", low)


def l2() -> Iterator[Check]:
    """The ring against the hauling: which of them makes the difference to a band without a pay rule."""
    own, none, _ = _three()
    lone_own, lone_none, lone_shared = _three(**ONE_IS_ENOUGH)
    says = "where one is enough, own numbers harm less than where six are needed"
    yield Check("L2", "knock-out", says, (lone_own, lone_none, own, none), SHARE, "higher", size=0.10)
    says = "1 needed: own numbers against a shared target"
    yield Check("L2", "finding", says, (lone_own, lone_shared), SHARE, "reported")
    for needed in (1, 2, 4, 8):
        arms = _three(needed=needed, variety=0 if needed == 1 else own.variety)[:2]
        says = f"{needed} needed: own numbers against no pay rule"
        yield Check("L2", "finding", says, arms, SHARE, "reported")
    strong = _three(haul=5.0 * own.haul)[:2]
    says = "where one carries five loads, more than 70 % of the harm is left"
    yield Check("L2", "claim", says, (*strong, own, none), SHARE, "lower", weights=(1.0, -1.0, -0.7, 0.7))


def l3() -> Iterator[Check]:
    """Who works for own numbers at the ring leaves the cell no more often than anyone else."""
    own, none, _ = _three()
    closed = own.but(leaves_gap=0.0)
    says = "where own numbers leave no gap, more are alive"
    yield Check("L3", "knock-out", says, (closed, own), SHARE, "higher", size=0.10)
    says = "three quarters of the harm or more is gone"
    yield Check("L3", "knock-out", says, (closed, none, own), SHARE, "higher", weights=(1.0, -0.75, -0.25))
    says = "and they do as well as no pay rule"
    yield Check("L3", "knock-out", says, (closed, none), SHARE, "as good", 0.05)
    says = "a gap every other time: own numbers against no pay rule"
    yield Check("L3", "finding", says, (own.but(leaves_gap=0.5), none), SHARE, "reported")
    says = "a tenth of the days at the hunt or more go into own numbers"
    yield Check("L3", "claim", says, (own,), "own_at_hunt", "higher", 0.10)


def l4() -> Iterator[Check]:
    """Trust that cannot be lost, and how many live for each trust to begin with."""
    own, _, shared = _three()
    frozen = own.but(evidence=0.0)
    says = "own numbers, a trusting band: more alive if no broken promise could cost trust"
    yield Check("L4", "knock-out", says, (frozen, own), SHARE, "higher", size=0.05)
    for evidence, name in ((1.0, "learned"), (0.0, "fixed")):
        arms = [shared.but(start_trust=start, evidence=evidence) for start in STARTS]
        says = f"shared target, trust {name}: more live at a trust of {STARTS[-1]:g} than of {STARTS[0]:g}"
        yield Check("L4", "claim", says, (arms[-1], arms[0]), SHARE, "higher", size=0.25)
        for low, high, fewer, more in zip(STARTS, STARTS[1:], arms, arms[1:], strict=False):
            if evidence or low > STARTS[0]:  # hardly anyone lives with a trust fixed at the lowest two
                says = f"shared target, trust {name}: never clearly fewer at {high:g} than at {low:g}"
                yield Check("L4", "claim", says, (more, fewer), SHARE, "no lower", 0.03)
    for hunters in (24, 48):
        arms = [valley(SHARED, hunters=hunters, evidence=0.0, start_trust=start) for start in (0.2, 0.1)]
        says = f"{hunters} hunters, shared target, trust fixed: 0.2 against 0.1"
        yield Check("L4", "finding", says, (arms[0], arms[1]), SHARE, "reported")


def l5() -> Iterator[Check]:
    """What is measured, and how far work is separable: two by two, each with no pay rule."""
    own, none, shared = _three()
    free_own, free_none, _ = _three(**SEPARABLE)
    says = "numbers that do not measure what feeds, all needed: own numbers harm"
    yield Check("L5", "claim", says, (own, none), SHARE, "lower", size=0.10)
    says = "clearly more than where each hunts alone"
    yield Check("L5", "claim", says, (own, none, free_own, free_none), SHARE, "lower")
    says = "numbers that do not measure what feeds, each hunts alone"
    yield Check("L5", "finding", says, (free_own, free_none), SHARE, "reported")
    for right, nothing, where in ((own, none, "all needed"), (free_own, free_none, "each hunts alone")):
        says = f"numbers that measure what feeds, {where}: at least as good as no pay rule"
        yield Check("L5", "flip", says, (right.but(alignment=1.0), nothing), SHARE, "as good", 0.02)
    says = "numbers that measure what feeds, all needed: own numbers against a shared target"
    yield Check("L5", "finding", says, (own.but(alignment=1.0), shared), SHARE, "reported")
    for alignment in (0.1, 0.2, 0.3):
        says = f"{alignment:g} of the way to such numbers, all needed: own numbers against no pay rule"
        yield Check("L5", "finding", says, (own.but(alignment=alignment), none), SHARE, "reported")
    for paid, table in OTHER_PAY.items():
        says = f"{paid}: own numbers against no pay rule"
        yield Check("L5", "finding", says, (own.but(table=table(own)), none), SHARE, "reported")


def _holding_paid_in_full(own: Parameters) -> Table:
    """Pay for holding the ring as much as for own work at the hunt, and for nothing else."""
    return tuple(tuple(float(action in (Action.HUNT, Action.OWN)) for action in Action) for _ in own.table)


def _other_work_paid(own: Parameters) -> Table:
    """Pay drivers and spear-throwers in full for scouting, and nobody for own work at the hunt."""
    rows = []
    for skill, row in zip(Skill, own.table, strict=True):
        paid = [0.0 if action == Action.OWN else pay for action, pay in zip(Action, row, strict=True)]
        if skill in (Skill.DRIVE, Skill.STRIKE):
            paid[Action.SCOUT] = 1.0
        rows.append(tuple(pay / max(paid) for pay in paid))
    return tuple(rows)


OTHER_PAY: dict[str, Callable[[Parameters], Table]] = {
    "holding the ring paid as well as own work at the hunt, all else not": _holding_paid_in_full,
    "no pay for own work at the hunt, but for scouting": _other_work_paid,
}


def l6() -> Iterator[Check]:
    """A band without a pay rule that cares more about food: by as much as the shared target pays, and twice as much."""
    _, none, shared = _three()
    same = 1.0 + shared.kappa / shared.food_target
    for phi in (same, 2.0 * same - 1.0):
        says = f"against no pay rule and food that counts {phi:.2f} times (phi): a shared target still saves lives"
        yield Check("L6", "claim", says, (shared, none.but(phi=phi)), SHARE, "higher")
    _, patient, patient_shared = _three(horizon=1000.0)
    says = "hunters who look far ahead by themselves (horizon = 1000): a shared target against no pay rule"
    yield Check("L6", "finding", says, (patient_shared, patient), SHARE, "reported")


def l7() -> Iterator[Check]:
    """From hunters who only repeat what has paid (0) to hunters who expect (1)."""
    for delta in DELTAS:
        own, none, shared = _three(delta=delta)
        role, relation = ("claim", "lower") if delta >= 0.5 else ("finding", "reported")
        says = f"delta = {delta:g}: fewer live under own numbers than under a shared target"
        yield Check("L7", role, says, (own, shared), SHARE, relation)
        says = f"delta = {delta:g}: own numbers against no pay rule"
        yield Check("L7", "finding", says, (own, none), SHARE, "reported")
    own, _, shared = _three(delta=0.0, days=720, practice=360)
    says = "delta = 0, a year of practice in which nobody starves: mammoths in two years"
    yield Check("L7", "finding", says, (own, shared), "kills", "reported")


def l10() -> Iterator[Check]:
    """The same skill in the band, spread evenly."""
    own, _, shared = _three()
    even_own, _, even_shared = _three(specialisation=0.0)
    says = "a shared target: specialists do better than all-rounders"
    yield Check("L10", "claim", says, (shared, even_shared), SHARE, "higher", size=0.05)
    says = "and they lose more under own numbers"
    yield Check("L10", "claim", says, (own, shared, even_own, even_shared), SHARE, "lower")


def l11() -> Iterator[Check]:
    """Who leads, on days that differ and on days that do not."""

    def led(by: str, **settings: Any) -> Parameters:
        return valley(SHARED, leadership=by, **settings)

    wild, calm = {"volatility": 0.9}, {"volatility": 0.0}
    both = led("situational", **wild), led("chief", **wild)
    says = "where days differ, leading by situation saves lives, against one chief"
    yield Check("L11", "claim", says, both, SHARE, "higher", size=0.05)
    yield Check("L11", "finding", "mammoths brought down", both, "kills", "reported")
    same = {"specialisation": 0.0, "glory": 1.0}
    both = led("situational", **same), led("chief", **same)
    yield Check("L11", "knock-out", "identical skills: exactly no difference", both, SHARE, "about")
    serving = led("chief", glory=GLORY)
    both = serving.but(chief_shared=0.0), serving
    says = "a chief who is paid for own numbers costs lives"
    yield Check("L11", "claim", says, both, SHARE, "lower", size=0.05)
    both = led("plan", **calm), led("situational", **calm)
    yield Check("L11", "claim", "on days as planned a plan does as well", both, SHARE, "as good", 0.05)
    both = led("plan", **wild), led("situational", **wild)
    yield Check("L11", "claim", "and on other days it costs lives", both, SHARE, "lower", size=0.05)
    both = led("none"), led("situational")
    yield Check("L11", "finding", "nobody leads, and the band still hunts", both, SHARE, "reported")


LINES: dict[str, Callable[[], Iterator[Check]]] = {
    "L1": l1,
    "L2": l2,
    "L3": l3,
    "L4": l4,
    "L5": l5,
    "L6": l6,
    "L7": l7,
    "L10": l10,
    "L11": l11,
}


def over_blocks(check: Check, runs: int, firsts: tuple[int, ...]) -> tuple[Finding, list[float]]:
    """Judge a check over all blocks together; return also the estimate of each block."""
    blocks = [outcomes(check, runs, first) for first in firsts]
    each = [judge(check, columns, first).value.estimate for columns, first in zip(blocks, firsts, strict=True)]
    pooled: list[NDArray[np.float64]] = [np.concatenate(arm) for arm in zip(*blocks, strict=True)]
    return judge(check, pooled, firsts[0]), each


def takes_many_runs(check: Check) -> bool:
    """Return whether a check asks for more than the sign of a large difference; on few runs it fails by chance."""
    return check.relation in ("between", "as good", "no lower") or bool(check.weights)


def run_ledger(seed: int = 1, *, quick: bool = False) -> Iterator[tuple[Finding, list[float]]]:
    """Judge the lines one check at a time; quick means one block, fewer pairs and the first lines only."""
    firsts = tuple(first + seed for first in (BLOCKS[:1] if quick else BLOCKS))
    for name, checks in LINES.items():
        if not quick or name in QUICK_LINES:
            for check in checks():
                if not (quick and takes_many_runs(check)):
                    yield over_blocks(check, QUICK_RUNS if quick else RUNS, firsts)
