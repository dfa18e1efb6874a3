"""Patterns of scope and of ownership that moves (P17, P19).

P16 (recipes) and P18 (transparency) were withdrawn with the rules they were about; their numbers stay unused.
"""

from collections.abc import Iterator
from typing import Any

from experiments.validation.checks import Check
from experiments.validation.valleys import NEVER_STARVES, OVER, PULL, PUSH, SHARED, SLACK, valley
from hunt.catalogue.parameters import Parameters

SHARE = "alive_share"


def policed(**settings: Any) -> tuple[Parameters, Parameters]:
    """Return a band that refuses what is not in the plan, and one that does not."""
    return valley(SHARED, scope=1, **settings), valley(SHARED, **settings)


def p17() -> Iterator[Check]:
    """Refusing what is not in the plan costs chances and lives, and spares wounds."""
    yield Check("P17", "claim", "refused what is not in the plan: fewer beasts", policed(), "kills", "lower", 0.3)
    yield Check("P17", "claim", "and fewer survive the year", policed(), SHARE, "lower", 0.02)
    yield Check("P17", "claim", "but fewer are hurt", policed(), "injuries", "lower", 0.0)
    usual = policed(volatility=0.0)
    yield Check("P17", "knock-out", "every day as planned: nothing to refuse, no difference", usual, SHARE, "about")
    rigid = policed(leadership="plan", plan_misfit=0.0, volatility=0.6, **NEVER_STARVES)
    says = "where a plan leads and fails on other days: days at the hunt are saved"
    yield Check("P17", "flip", says, rigid, "hunt", "lower", 0.02)


def pushed(own_pace: float, load: dict[str, Any], **settings: Any) -> tuple[Parameters, Parameters]:
    """Return a band that is pushed and one that pulls, of the same load, that never starves."""
    settings |= {"own_pace": own_pace, **load, **NEVER_STARVES}
    return valley(SHARED, **(settings | PUSH)), valley(SHARED, **(settings | PULL))


def p19() -> Iterator[Check]:
    """Push takes the ownership that pull leaves; what is no longer owned is left undone, also where there is slack."""
    yield Check("P19", "claim", "overloaded: pushed, less is owned", pushed(0.05, OVER), "owned", "lower", 0.3)
    yield Check("P19", "claim", "with slack as well", pushed(0.05, SLACK), "owned", "lower", 0.1)
    both = *pushed(0.05, OVER), *pushed(0.0, OVER)
    says = "so push costs more of the plan than where ownership is fixed"
    yield Check("P19", "claim", says, both, "plan_met", "lower", 0.03)
    fixed = pushed(0.0, OVER)
    yield Check("P19", "knock-out", "own_pace = 0: ownership does not change", fixed, "owned", "about")
    light = pushed(0.05, OVER, own_load=0.0)
    says = "own_load = 0: overhead takes no authority, and push takes no ownership by itself"
    yield Check("P19", "knock-out", says, light, "owned", "as good", 0.1)
    alone = pushed(0.05, OVER, start_trust=0.05, evidence=0.0)
    says = "where nobody trusts, pull is hardly better: there is no ownership to lose"
    yield Check("P19", "flip", says, alone, "owned", "as good", 0.06)
