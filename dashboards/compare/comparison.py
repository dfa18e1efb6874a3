"""The work of a comparison: its headline first, then where it reverses, then the files to download."""

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboards.compare.choices import FLIP_RUNS, Comparing
from dashboards.shared import downloads as made
from dashboards.shared.choices import seed_of, settings_of
from dashboards.shared.job_queue import Job
from dashboards.shared.page_words import ENGLISH, page_words, page_words_of
from dashboards.shared.results import Results
from experiments.comparison.compare import (
    Comparison,
    by_day,
    checked_arms,
    compare,
    kpi_by_day,
    runs_to_do,
    store_by_day,
    with_flips,
)
from experiments.comparison.summary import command, records
from hunt.catalogue.parameters import Parameters
from hunt.catalogue.regimes import congruence_of, paid_by_table, regime
from hunt.catalogue.scenarios import Scenario
from hunt.errors import HuntError
from hunt.narrator import Words

CHUNK = 20
"""Runs between two looks at whether anyone still waits."""

Row = Mapping[str, Any]

SEASONS = ("spring", "summer", "autumn", "winter")
"""As figures call them."""


@dataclass(frozen=True, eq=False)
class Found:
    """What a page shows of a comparison so far, without its runs."""

    choices: Comparing
    runs: int
    parameters: dict[str, Parameters]
    arms: dict[tuple[str, str], Row]  # by band and measure
    effects: dict[tuple[str, str], Row]  # by other band and measure
    survival: dict[str, list[tuple[float, float, float]]]  # by band and day: alive, low, high; shares
    kpi: dict[str, list[float]]
    store: dict[str, list[float]]
    everyone: dict[str, float]  # share of runs in which everyone survives
    congruence: dict[str, float]
    paid_by_table: dict[str, float]
    command: str
    flips: list[Row] | None = None
    token: str = ""  # of the folder with the files

    @property
    def bands(self) -> tuple[str, ...]:
        """The bands."""
        return self.choices.bands


RESULTS = Results(holds=lambda found: made.find(found.token, "everything.zip") is not None)
"""Finished comparisons whose files are still there."""


def prepared(choices: Comparing) -> Callable[[Job], Found]:
    """Return the work of a comparison, or refuse it before it waits in the queue.

    Raises
    ------
    HuntError
        When there is something in the choices that cannot be simulated.
    """
    for sentence in choices.problems():
        raise HuntError(sentence)
    settings, runs, first = settings_of(choices.settings), int(choices.runs), seed_of(choices.seed)
    flip_runs = FLIP_RUNS if choices.flips else 0
    of = runs_to_do(checked_arms(choices.scenario, choices.bands, runs, first, settings, flip_runs), runs, flip_runs)

    def work(job: Job) -> Found:
        done = 0

        def progress(some: int) -> None:
            nonlocal done
            done += some
            job.say((done, of))

        job.say((0, of))
        how = {"settings": settings, "progress": progress, "chunk": CHUNK}
        result = compare(choices.scenario, choices.bands, runs, first, **how)
        found = found_in(result, choices)
        job.parts.append(found)
        if flip_runs:
            result = with_flips(result, flip_runs, progress=progress)
            found = replace(found, command=command(result), flips=records(result.flips))
            job.parts.append(found)
        job.say((of, of))
        found = replace(found, token=written(result, choices.words))
        job.parts.append(found)
        RESULTS.put(choices.key(), found)
        return found

    return work


def found_in(result: Comparison, choices: Comparing) -> Found:
    """Return what a page shows of a comparison."""
    parameters = result.ensemble.parameters
    first = next(iter(parameters.values()))
    food = first.need * first.hunters
    curves = {id: one[["alive", "low", "high"]].to_numpy(float).tolist() for id, one in result.survival.items()}
    return Found(
        choices=choices,
        runs=result.runs,
        parameters=parameters,
        arms={(row["regime"], row["measure"]): row for row in records(result.arms)},
        effects={(row["second"], row["measure"]): row for row in records(result.effects)},
        survival={id: [tuple(day) for day in curve] for id, curve in curves.items()},
        kpi={id: _line(100.0 * line) for id, line in by_day(result, kpi_by_day).items()},
        store={id: _line(line / food) for id, line in by_day(result, store_by_day).items()},
        everyone={id: float((result.ensemble.arm(id)["alive_share"] == 1.0).mean()) for id in result.regimes},
        congruence={id: congruence_of(one) for id, one in parameters.items()},
        paid_by_table={id: paid_by_table(one) for id, one in parameters.items()},
        command=command(result),
    )


def _line(days: NDArray[np.float64]) -> list[float]:
    return [float(one) for one in days]


def written(result: Comparison, words: Words) -> str:
    """Write a comparison into a folder that the page offers, in words of the skin; return its token."""
    from experiments.reports.comparison_files import write_files

    token, folder = made.new_folder()
    files = write_files(result, folder, say=in_words_of(words, result.scenario))
    with zipfile.ZipFile(folder / "everything.zip", "w", zipfile.ZIP_DEFLATED) as bundle:
        for file in files:
            bundle.write(file, file.name)
    return token


def in_words_of(words: Words, place: Scenario) -> Callable[[str], str]:
    """Return what puts a text of a report into the words of a company; for others the report is as it is."""
    from experiments.reports.story import as_it_is

    page = page_words_of(words)
    if not page.company:
        return as_it_is
    own = {regime(id).words: text for id, text in words.regimes.items()}
    usual, said = page_words(ENGLISH).scenario(place), page.scenario(place)
    own |= {usual[name]: said[name] for name in usual}
    longest_first = sorted(filter(None, own), key=len, reverse=True)

    seasons = dict(zip(SEASONS, words.glossary["seasons"], strict=True))

    def say(text: str) -> str:
        if text in seasons:  # a label in a figure
            return seasons[text]
        for one in longest_first:
            text = text.replace(one, own[one])
        return page.plain(text)

    return say
