"""How one statement about runs is checked: arms, a measure, a relation, an interval."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.ensemble import run_ensemble
from experiments.statistics.estimates import Interval, mean_interval
from hunt.catalogue.interventions import Change
from hunt.catalogue.parameters import Parameters


@dataclass(frozen=True)
class Check:
    """One statement about one arm, or about the paired difference of the first arm against the second.

    Of four arms it is the difference of the first two against that of the last two.  ``weights`` makes any other sum of
    arms, pair by pair: (1, -1, -0.5, 0.5) asks whether the first difference is more than half of the second.

    ``relation`` is *higher* or *lower* (by more than ``margin``, the whole interval; the estimate by at least
    ``size``), *about* (the interval lies within the margin), *no higher* (it does not reach above the margin), *as
    good* (nor below minus the margin), *no lower* (the estimate does not fall below minus the margin), *between* (one
    arm's mean lies between ``margin`` and 1 - ``margin``) or *reported* (shown, whatever it is).  ``role`` is
    claim, knock-out for what must remove the claim, flip for where it turns round, finding for what is shown without
    being judged, or sought for what was expected and never counts.
    """

    pattern: str
    role: str
    says: str
    arms: tuple[Parameters, ...]
    measure: str
    relation: str
    margin: float = 0.0
    changes: tuple[tuple[Change, ...], ...] = ()
    size: float = 0.0
    weights: tuple[float, ...] = ()

    def summed(self) -> tuple[float, ...]:
        """Return the weight of each arm in the number that is judged."""
        usual = {1: (1.0,), 2: (1.0, -1.0), 4: (1.0, -1.0, -1.0, 1.0)}
        return self.weights or usual[len(self.arms)]


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
    return judge(check, outcomes(check, runs, seed), seed)


def outcomes(check: Check, runs: int, seed: int) -> list[NDArray[np.float64]]:
    """Return what a check measures in each of its arms, one array per arm, pair by pair.

    Pairs in which it cannot be measured in some arm are left out: an extinct band has no trust and no winter store.
    """
    changes = (*check.changes, *[()] * (len(check.arms) - len(check.changes)))
    tables = [_lived(arm, change, runs, seed) for arm, change in zip(check.arms, changes, strict=True)]
    columns = [table[check.measure].to_numpy(float) for table in tables]
    known = np.all(np.isfinite(columns), axis=0)
    return [column[known] for column in columns]


def judge(check: Check, columns: Sequence[NDArray[np.float64]], seed: int = 1) -> Finding:
    """Judge a check by what was measured in its arms, one array per arm, pair by pair."""
    weighted = [weight * column for weight, column in zip(check.summed(), columns, strict=True)]
    value = mean_interval(np.sum(weighted, axis=0), seed=seed)
    means = tuple(float(column.mean()) for column in columns)
    passed = holds(value, check.relation, check.margin) and abs(value.estimate) >= check.size
    return Finding(check, value, len(columns[0]), passed, means)


def _lived(parameters: Parameters, changes: Iterable[Change], runs: int, seed: int) -> pd.DataFrame:
    """Return the outcomes of an arm; those without interventions are cached for other checks."""
    changes = tuple(changes)
    if changes:
        return run_ensemble({"band": parameters}, runs, seed, changes={"band": changes}).table
    return _undisturbed(parameters, runs, seed)


@lru_cache(maxsize=512)
def _undisturbed(parameters: Parameters, runs: int, seed: int) -> pd.DataFrame:
    return run_ensemble({"band": parameters}, runs, seed).table


def holds(value: Interval, relation: str, margin: float) -> bool:
    """Tell whether an interval fits a relation; see :class:`Check`."""
    if relation == "higher":
        return bool(value.low > margin)
    if relation == "lower":
        return bool(value.high < -margin)
    if relation == "no lower":
        return bool(value.estimate >= -margin)
    if relation == "about":
        return bool(-margin <= value.low and value.high <= margin)
    if relation == "no higher":
        return bool(value.high <= margin)
    if relation == "as good":
        return bool(value.low >= -margin)
    if relation == "reported":
        return True
    if relation == "between":
        return bool(margin < value.low and value.high < 1.0 - margin)
    raise ValueError(f"relation = {relation!r} is not known")
