"""All exact targets, each computed by the model's own rules with parts switched off, never by a separate formula."""

from collections.abc import Callable, Collection

from experiments.validation.targets.band import t9, t10
from experiments.validation.targets.choice import t1, t2, t12
from experiments.validation.targets.congruence import t13
from experiments.validation.targets.flow import t4, t5, t6, t11
from experiments.validation.targets.food import t3, t8
from experiments.validation.targets.hauling import t16
from experiments.validation.targets.sight import t7
from experiments.validation.targets.target import Target
from experiments.validation.targets.team_pay import t15
from experiments.validation.targets.weak_link import t14

TARGETS: dict[str, Callable[[int, bool], list[Target]]] = {
    "T1": t1,
    "T2": t2,
    "T3": t3,
    "T4": t4,
    "T5": t5,
    "T6": t6,
    "T7": t7,
    "T8": t8,
    "T9": t9,
    "T10": t10,
    "T11": t11,
    "T12": t12,
    "T13": t13,
    "T14": t14,
    "T15": t15,
    "T16": t16,
}
"""Numbers are permanent names."""


def run_targets(quick: bool = False, seed: int = 1, only: Collection[str] = ()) -> list[Target]:
    """Find every number that is known beforehand, through the rules.

    Parameters
    ----------
    quick
        Simulate less, and so tolerate more.
    seed
        Of all that is simulated.
    only
        Ids of the targets to run; all when empty.

    Returns
    -------
    list of Target
        In the order of their ids; one id may have several.
    """
    rows = []
    for id, find in TARGETS.items():
        if not only or id in only:
            rows += find(seed, quick)
    return rows
