"""Compare regimes over paired bands: who survives, how sure that is, and where it flips."""

import json
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.ensemble import CHUNK, Ensemble, Progress, checked_kept, checked_runs, checked_seeds, run_ensemble
from experiments.given import is_whole_number, require_functions, table_of, text_of, texts_of, true_or_false
from experiments.statistics.estimates import (
    cliffs_delta,
    mean_interval,
    paired_difference,
    paired_superiority,
    pairing_correlation,
    probability_of_superiority,
    verdict,
)
from experiments.statistics.survival import band_survival_curve
from hunt.catalogue.arms import REFERENCE, arms_of, check_alike, checked_arm, read_arm, titles
from hunt.catalogue.interventions import Change
from hunt.catalogue.measures import COMPARED, MEASURES
from hunt.catalogue.own_rules import RULES, OwnRules
from hunt.catalogue.parameters import Parameters, plain
from hunt.catalogue.regimes import congruence_of
from hunt.catalogue.scenarios import Scenario, scenario
from hunt.errors import HuntError
from hunt.own_measures import OwnMeasures, own_measures_of

FLIPS: dict[str, tuple[float, ...]] = {
    "small_game": (0.6, 0.9, 1.1, 1.4, 1.8, 2.4),
    "needed": (1, 2, 4, 6, 8),
    "alignment": (0.0, 0.25, 0.5, 0.75, 1.0),
    "start_trust": (0.05, 0.1, 0.2, 0.45, 0.8),
}
"""Along which parameters the result is looked for to flip, and at which values; the setting here is added to them."""


EXAMPLE = "('own-product', 'shared-survival')"


@dataclass(frozen=True)
class Comparison:
    """The result.

    Attributes
    ----------
    scenario
        The scenario compared in.
    regimes
        The bands compared, as :mod:`hunt.catalogue.arms` writes them: mostly just a regime.
    titles
        What each of them is called, and in what they differ, for people.
    ensemble
        All runs.
    arms
        One row per regime and measure that at least two bands have: mean and interval.
    effects
        One row per further regime and measure: paired difference of the first regime against it with
        interval, Cliff's delta, probability of superiority (ties half), shares of pairs in which the first was
        higher, equal, lower, and the achieved correlation of the pairs.
    survival
        Kaplan-Meier curve by regime, with a band from resampling whole bands.
    flips
        One row per parameter value: paired difference in the share alive, first against second regime, in how many
        ``runs``, and whether it is the setting of this comparison (``here``; then they are the runs of the comparison).
    """

    scenario: Scenario
    regimes: tuple[str, ...]
    titles: dict[str, str]
    runs: int
    seed: int
    settings: dict[str, Any]
    ensemble: Ensemble
    arms: pd.DataFrame
    effects: pd.DataFrame
    survival: dict[str, pd.DataFrame]
    flips: pd.DataFrame
    flip_runs: int = 0
    reference: str | None = None
    """The arm that was added for reference, if one was."""
    measures: OwnMeasures | None = None
    """Measures of the user's own that were compared as well."""


def compare(
    scenario_id: str | Path = "default-valley",
    regimes: Sequence[str | Path] | None = None,
    runs: int = 1000,
    seed: int = 1,
    *,
    settings: Mapping[str, Any] | None = None,
    workers: int | None = None,
    flip_runs: int = 0,
    reference: bool = True,
    progress: Progress | None = None,
    chunk: int = CHUNK,
    measures: OwnMeasures | str | Path | None = None,
) -> Comparison:
    """Simulate ``runs`` years under every regime, paired by seed, and compare the first regime with the others.

    Parameters
    ----------
    scenario_id
        Id of the catalogue, or path of a TOML file.
    regimes
        Ids of the catalogue or paths of TOML files, each with what else is a band's own, as
        :mod:`hunt.catalogue.arms` writes it (``shared-survival~push:0``); by default :func:`default_arms`.
    settings
        Parameters that differ from the scenario's.
    flip_runs
        Runs per value when looking for where the result flips; 0 does not look.
    reference
        Whether an arm without any pay rule is added where ``regimes`` is not given.
    progress
        Called with the number of runs that have just been finished.
    chunk
        Runs between two such calls; see :func:`run_ensemble`.
    measures
        What :func:`hunt.measures_from` gave, or the path of a file for it: they are compared like the others.

    Raises
    ------
    HuntError
        For unknown ids, fewer than two or repeated regimes, fewer than two runs, or settings that are not allowed.
    """
    scenario_id = text_of("scenario", scenario_id, "default-valley")
    settings = table_of("settings", settings)
    reference = true_or_false("reference", reference)
    require_functions(progress=progress)
    own = own_measures_of(measures)
    valley = scenario(scenario_id)
    added = regimes is None and default_arms(valley, reference=reference) != claimed_arms(valley)
    regimes = default_arms(valley, reference=reference) if regimes is None else texts_of("regimes", regimes, EXAMPLE)
    arms = checked_arms(scenario_id, regimes, runs, seed, settings, flip_runs)
    done = changes_of(regimes, settings)
    settled = valley.parameters(**settings)
    common = {name: plain(getattr(settled, name)) for name in settings}
    ensemble = run_ensemble(
        arms,
        runs,
        seed,
        changes=done,
        diaries=True,
        workers=workers,
        chunk=chunk,
        progress=progress,
        measures=own,
    )
    names = () if own is None else own.names()
    measured = {id: values_compared(ensemble.arm(id), arms[id], valley.claim.measure, names) for id in regimes}
    days = next(iter(arms.values())).days
    found = Comparison(
        scenario=valley,
        regimes=regimes,
        titles=dict(zip(regimes, titles([read_arm(one) for one in regimes], valley, common), strict=True)),
        runs=runs,
        seed=seed,
        settings=common,
        ensemble=ensemble,
        arms=_arms(measured),
        effects=_effects(measured),
        survival={id: band_survival_curve(ensemble.died[id], days) for id in regimes},
        flips=pd.DataFrame(),
        reference=REFERENCE if added else None,
        measures=own,
    )
    return with_flips(found, flip_runs, workers=workers, progress=progress)


def with_flips(
    found: Comparison, flip_runs: int, *, workers: int | None = None, progress: Progress | None = None
) -> Comparison:
    """Return a comparison together with a look at where its result flips; 0 runs a value do not look."""
    rows = _flips(found, flip_runs, workers, progress) if flip_runs else pd.DataFrame()
    return replace(found, flips=rows, flip_runs=flip_runs)


def claimed_arms(where: Scenario) -> tuple[str, str]:
    """Return the two bands that a scenario's claim is about."""
    first, second = arms_of(where.claim)
    return first.text(), second.text()


def rules_of_arms(found: Comparison) -> tuple[OwnRules, ...]:
    """Return the rules of a user's own that single arms live by, as in ``own-product~rules:mine``."""
    own = [found.ensemble.parameters[id].rules for id in found.regimes if read_arm(id).names_rules()]
    return tuple(dict.fromkeys(one for one in own if one is not None))


def default_arms(where: Scenario, *, reference: bool = True) -> tuple[str, ...]:
    """Return the two bands of a scenario's claim and, if they are paid by different rules, the one without any."""
    claimed = claimed_arms(where)
    return (*claimed, REFERENCE) if reference and len({*where.claim.regimes, REFERENCE}) == 3 else claimed


def congruences(comparison: Comparison) -> dict[str, float]:
    """Return by arm how well its pay table measures what feeds the band, 0 to 1."""
    return {id: congruence_of(one) for id, one in comparison.ensemble.parameters.items()}


def changes_of(regimes: tuple[str, ...], common: Mapping[str, Any]) -> dict[str, tuple[Change, ...]]:
    """Return what is done to each band on which days; ``common`` are the settings of all bands."""
    return {id: read_arm(id).changes(**common) for id in regimes}


def checked_arms(
    scenario_id: str, regimes: tuple[str, ...], runs: int, seed: int, settings: Mapping[str, Any], flip_runs: int
) -> dict[str, Parameters]:
    """Return the parameters of every band, or refuse a comparison before any of it is run."""
    if len(regimes) < 2 or len(set(regimes)) < len(regimes):
        raise HuntError(f"regimes = {','.join(regimes)!r} is not allowed: name at least two different ones, as a,b.")
    valley = scenario(scenario_id)
    arms = {id: checked_arm(id, valley, **settings)[0] for id in regimes}
    check_alike(arms)
    checked_runs(runs, len(arms), least=2)  # one run says nothing about the uncertainty of a difference
    checked_kept(runs, arms, diaries=True)
    checked_seeds(seed, runs)
    if not is_whole_number(flip_runs) or flip_runs != 0:
        checked_runs(flip_runs, 2, least=2, name="flip-runs", instead="100, or 0 to look for no flip")
        checked_kept(flip_runs, arms, diaries=False)
        checked_seeds(seed, flip_runs)
    return arms


def runs_to_do(arms: Mapping[str, Parameters], runs: int, flip_runs: int) -> int:
    """Return how many runs a comparison simulates, for a progress bar."""
    return len(arms) * runs + 2 * flip_runs * sum(not here for _, _, here in flip_points(arms))


def flip_points(arms: Mapping[str, Parameters]) -> list[tuple[str, float, bool]]:
    """Return parameter, value and whether it is the setting of both arms here, for each place looked at for a flip."""
    first, second, *_ = arms.values()
    points = []
    for name, values in FLIPS.items():
        own = {getattr(first, name), getattr(second, name)}
        here = own if len(own) == 1 else set()
        points += [(name, value, value in here) for value in sorted({*values, *here})]
    return points


def values_compared(
    table: pd.DataFrame, parameters: Parameters, claimed: str, own: tuple[str, ...] = ()
) -> dict[str, NDArray[np.float64]]:
    """Return what is compared, one value per run: what always is, what the scenario claims, and the user's own."""
    found = {}
    for name in dict.fromkeys((*COMPARED, claimed)):
        of_runs = MEASURES[name].of_runs
        found[name] = (table[name] if of_runs is None else of_runs(table, parameters)).to_numpy(float)
    return found | {name: table[name].to_numpy(float) for name in own}


def _arms(measured: Mapping[str, Mapping[str, NDArray[np.float64]]]) -> pd.DataFrame:
    rows = []
    for id, values in measured.items():
        for name, value in values.items():
            known = value[np.isfinite(value)]
            if len(known) > 1:
                rows.append({"regime": id, "measure": name, "runs": len(known), **_parts(mean_interval(known))})
    return pd.DataFrame(rows)


def _effects(measured: Mapping[str, Mapping[str, NDArray[np.float64]]]) -> pd.DataFrame:
    (first, ours), *others = measured.items()
    rows = []
    for other, theirs in others:
        for name in ours:
            both = np.isfinite(ours[name]) & np.isfinite(theirs[name])  # an extinct band has no trust, for instance
            a, b = ours[name][both], theirs[name][both]
            if len(a) > 1:
                shares = paired_superiority(a, b)
                rows.append(
                    {"first": first, "second": other, "measure": name, "pairs": len(a)}
                    | _parts(paired_difference(a, b))
                    | {"cliffs_delta": cliffs_delta(a, b), "superiority": probability_of_superiority(a, b)}
                    | {"first_higher": shares.higher, "equal": shares.equal, "first_lower": shares.lower}
                    | {"pairing_correlation": pairing_correlation(a, b)}
                )
    return pd.DataFrame(rows)


def _flips(found: Comparison, runs: int, workers: int | None, progress: Progress | None) -> pd.DataFrame:
    rows = []
    first, second = pair = found.regimes[:2]
    settled = {id: found.ensemble.parameters[id] for id in pair}
    for parameter, value, here in flip_points(settled):
        if here:  # the same settings are the same runs
            table = found.ensemble.table
        else:  # the parameter is varied in both arms, even if one of them sets it on its own
            arms = {id: one.but(**{parameter: value}) for id, one in settled.items()}
            done = changes_of(pair, {**found.settings, parameter: value})
            table = run_ensemble(arms, runs, found.seed, changes=done, workers=workers, progress=progress).table
        a, b = (table.loc[table["arm"] == id, "alive_share"].to_numpy() for id in pair)
        difference = paired_difference(a, b)
        rows.append(
            {"parameter": parameter, "value": value, "here": here, "runs": len(a), first: a.mean(), second: b.mean()}
            | _parts(difference)
            | {"verdict": verdict(difference.low, difference.high)}
        )
    return pd.DataFrame(rows)


def _parts(interval: Any) -> dict[str, float]:
    return {"estimate": interval.estimate, "low": interval.low, "high": interval.high}


def by_day(
    comparison: Comparison, of: Callable[[NDArray[np.float64]], NDArray[np.float64]]
) -> dict[str, NDArray[np.float64]]:
    """Return a daily mean by regime; ``of`` turns diaries [run, day, DIARY] into [run, day], NaN where unknown."""
    lines = {id: of(diary) for id, diary in comparison.ensemble.diaries.items()}
    with np.errstate(invalid="ignore"):  # a day without survivors in any run has no mean
        return {id: np.nansum(line, axis=0) / np.isfinite(line).sum(axis=0) for id, line in lines.items()}


def kpi_by_day(diaries: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the KPI attainment of each day, [run, day]: measured product per hunter-day."""
    attained = np.diff(diaries[:, :, 2], axis=1, prepend=0.0)
    lived = np.diff(diaries[:, :, 3], axis=1, prepend=0.0)
    return np.divide(attained, lived, out=np.full_like(lived, np.nan), where=lived > 0.0)


def store_by_day(diaries: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the store of each evening, [run, day], person-days; an extinct band keeps what it left."""
    return diaries[:, :, 1]


def described(settings: Mapping[str, Any]) -> str:
    """Return settings as the command line takes them; rules of the user's own by the name of their file."""
    texts = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in settings.items()
        if name != RULES
    }
    words = [shlex.join(["--set", f"{name}={text}"]) for name, text in texts.items()]
    words += [shlex.join(["--rules", settings[RULES]["name"]])] if RULES in settings else []
    return " ".join(words)
