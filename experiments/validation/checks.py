"""How one statement about runs is checked: arms, a measure, a relation, an interval."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from experiments.ensemble import run_ensemble
from experiments.statistics.estimates import Interval, mean_interval, paired_difference
from hunt.catalogue.interventions import Change
from hunt.catalogue.parameters import Parameters


@dataclass(frozen=True)
class Check:
    """One statement about one arm, or about the paired difference of the first arm against the second.

    Of four arms it is the difference of the first two against that of the last two.

    ``relation`` is *higher* or *lower* (by more than ``margin``, the whole interval), *about* (the interval
    lies within the margin), *no higher* (it does not reach above the margin), *as good* (nor below minus the
    margin) or *between* (one arm's mean lies between ``margin`` and 1 - ``margin``).  ``role`` is claim, knock-out for
    what must remove the claim, flip for where it turns round, or sought for what was expected and never counts.
    """

    pattern: str
    role: str
    says: str
    arms: tuple[Parameters, ...]
    measure: str
    relation: str
    margin: float = 0.0
    changes: tuple[tuple[Change, ...], ...] = ()


@dataclass(frozen=True)
class Finding:
    """The result of a check; ``means`` are those of its arms, if it has any."""

    check: Check
    value: Interval
    runs: int
    passed: bool
    means: tuple[float, ...] = ()


def evaluate(check: Check, runs: int, seed: int = 1) -> Finding:
    """Run a check over paired runs."""
    changes = (*check.changes, *[()] * (len(check.arms) - len(check.changes)))
    tables = [_lived(arm, change, runs, seed) for arm, change in zip(check.arms, changes, strict=True)]
    columns = [table[check.measure].to_numpy(float) for table in tables]
    known = np.all(np.isfinite(columns), axis=0)  # an extinct band has no trust and no winter store
    if len(columns) == 1:
        value = mean_interval(columns[0][known], seed=seed)
    elif len(columns) == 4:
        one, other = columns[0] - columns[1], columns[2] - columns[3]
        value = paired_difference(one[known], other[known], seed=seed)
    else:
        value = paired_difference(columns[0][known], columns[1][known], seed=seed)
    means = tuple(float(column[known].mean()) for column in columns)
    return Finding(check, value, int(known.sum()), holds(value, check.relation, check.margin), means)


def _lived(parameters: Parameters, changes: Iterable[Change], runs: int, seed: int) -> pd.DataFrame:
    """Return the outcomes of an arm; those without interventions are cached for other checks."""
    changes = tuple(changes)
    if changes:
        return run_ensemble({"band": parameters}, runs, seed, changes={"band": changes}).table
    return _undisturbed(parameters, runs, seed)


@lru_cache(maxsize=128)
def _undisturbed(parameters: Parameters, runs: int, seed: int) -> pd.DataFrame:
    return run_ensemble({"band": parameters}, runs, seed).table


def holds(value: Interval, relation: str, margin: float) -> bool:
    """Tell whether an interval fits a relation; see :class:`Check`."""
    if relation == "higher":
        return bool(value.low > margin)
    if relation == "lower":
        return bool(value.high < -margin)
    if relation == "about":
        return bool(-margin <= value.low and value.high <= margin)
    if relation == "no higher":
        return bool(value.high <= margin)
    if relation == "as good":
        return bool(value.low >= -margin)
    if relation == "between":
        return bool(margin < value.low and value.high < 1.0 - margin)
    raise ValueError(f"relation = {relation!r} is not known")
