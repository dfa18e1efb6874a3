"""Rules of the user's own against the rules as they are: the same regimes, the same seeds, hence the same luck."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.comparison.compare import Comparison, compare, values_compared
from experiments.comparison.summary import Rows, how_many, interval_cell, listed, records
from experiments.ensemble import Progress
from experiments.given import table_of
from experiments.statistics.estimates import paired_difference
from hunt.catalogue.measures import look_of
from hunt.catalogue.own_rules import RULES, OwnRules
from hunt.engine.own_rules import loaded
from hunt.engine.trial import rules_from
from hunt.own_measures import OwnMeasures


@dataclass(frozen=True)
class RulesComparison:
    """What rules of the user's own change.

    Attributes
    ----------
    rules
        The user's rules.
    own
        The comparison of the regimes under them.
    original
        The comparison of the same regimes, with the same seeds, under the rules as they are.
    effects
        One row per regime and measure: paired difference, the user's rules less the original ones, with its interval
        (``estimate``, ``low``, ``high``), the means of both (``own``, ``original``) and the number of ``pairs``.
    """

    rules: OwnRules
    own: Comparison
    original: Comparison
    effects: pd.DataFrame


def compare_rules(
    rules: OwnRules | str | Path,
    scenario_id: str = "default-valley",
    regimes: tuple[str, ...] | None = None,
    runs: int = 1000,
    seed: int = 1,
    *,
    settings: Mapping[str, Any] | None = None,
    workers: int | None = None,
    flip_runs: int = 0,
    reference: bool = True,
    progress: Progress | None = None,
    measures: OwnMeasures | str | Path | None = None,
) -> RulesComparison:
    """Live the same years by the user's rules and by the rules as they are, and compare them pair by pair.

    Parameters
    ----------
    rules
        What :func:`hunt.rules_from` gave, or the path of a file for it.
    scenario_id, regimes, runs, seed, settings, workers, flip_runs, reference, progress, measures
        As in :func:`experiments.compare`; flips are looked for under the user's rules.

    Raises
    ------
    HuntError
        For a file that is not one of rules, and whatever :func:`experiments.compare` refuses.
    """
    own = rules if isinstance(rules, OwnRules) else rules_from(rules)
    settings = table_of("settings", settings)
    common: dict[str, Any] = {"workers": workers, "reference": reference, "progress": progress}
    common |= {"measures": measures}
    mine = compare(scenario_id, regimes, runs, seed, settings={**settings, RULES: own}, flip_runs=flip_runs, **common)
    theirs = compare(scenario_id, regimes, runs, seed, settings=settings, **common)
    return RulesComparison(own, mine, theirs, _effects(mine, theirs))


def _effects(mine: Comparison, theirs: Comparison) -> pd.DataFrame:
    own = () if mine.measures is None else mine.measures.names()
    rows = []
    for regime in mine.regimes:
        new, old = (
            values_compared(one.ensemble.arm(regime), one.ensemble.parameters[regime], one.scenario.claim.measure, own)
            for one in (mine, theirs)
        )
        for name in new:
            both = np.isfinite(new[name]) & np.isfinite(old[name])  # an extinct band has no trust, for instance
            a, b = new[name][both], old[name][both]
            if len(a) > 1:
                difference = paired_difference(a, b)
                rows.append(
                    {"regime": regime, "measure": name, "pairs": len(a), "own": a.mean(), "original": b.mean()}
                    | {"estimate": difference.estimate, "low": difference.low, "high": difference.high}
                )
    return pd.DataFrame(rows)


def rules_heading(found: RulesComparison) -> str:
    """Say which rules are compared with which."""
    names = listed(list(loaded(found.rules).names()))
    return f"Your rules in {found.rules.name} ({names}) against the rules as they are, with the same luck:"


def rules_sentences(found: RulesComparison) -> list[str]:
    """Say for each regime how many more or fewer survive by the user's rules."""
    hunters = next(iter(found.own.ensemble.parameters.values())).hunters
    said = []
    for row in records(found.effects[found.effects["measure"] == "alive_share"]):
        own, original = (row[name] * hunters for name in ("own", "original"))
        said.append(
            f"Under {row['regime']}, {own:.1f} of {hunters} hunter{'s' if hunters > 1 else ''} survive by your rules "
            f"and {original:.1f} by the rules as they are: {how_many(row, hunters)}."
        )
    return said


def rules_rows(found: RulesComparison, regimes: tuple[str, ...] | None = None) -> Rows:
    """Return the differences, your rules less the rules as they are, by measure and regime."""
    regimes = found.own.regimes if regimes is None else regimes
    rows = [["difference", *regimes]]
    for measure in dict.fromkeys(found.effects["measure"]):
        look = look_of(measure)
        cells = [
            interval_cell(found.effects, {"regime": regime, "measure": measure}, measure, sign="+")
            for regime in regimes
        ]
        rows.append([look.short + (", %" if look.percent else ""), *cells])
    return rows
