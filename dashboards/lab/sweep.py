"""The work of a sweep: the bands at every point of one or two dials, point by point."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dashboards.lab.choices import Sweeping
from dashboards.lab.dial_values import values_of
from dashboards.shared.choices import seed_of
from dashboards.shared.job_queue import Job
from dashboards.shared.results import Results
from hunt.catalogue.arms import REFERENCE, checked_arm
from hunt.catalogue.scenarios import scenario
from hunt.errors import HuntError

MEASURE = "alive_share"


@dataclass(frozen=True, eq=False)
class Swept:
    """What a sweep has found so far: a point for each that is done."""

    choices: Sweeping
    bands: tuple[str, ...]  # the two, and the one without any pay rule
    hunters: int
    values: dict[str, list[float]]  # by dial
    points: tuple[dict[str, Any], ...] = ()


RESULTS = Results()
"""Finished sweeps."""


def prepared(choices: Sweeping) -> Callable[[Job], Swept]:
    """Return the work of a sweep, or refuse it before it waits in the queue.

    A band without any pay rule is simulated as well, for reference, if neither of the two has none.

    Raises
    ------
    HuntError
        When there is something in the choices that cannot be simulated.
    """
    for sentence in choices.problems():
        raise HuntError(sentence)
    where, runs, seed = scenario(choices.scenario), int(choices.runs), seed_of(choices.seed)
    bands = tuple(dict.fromkeys((*choices.bands, REFERENCE)))
    values = {name: sorted(values_of(name, text)) for name, text in choices.axes}
    grid: list[dict[str, float]] = [{}]
    for name, along in values.items():
        grid = [point | {name: value} for value in along for point in grid]
    common = choices.all_settings()
    made = [(point, {id: checked_arm(id, where, **(common | point))[0] for id in bands}) for point in grid]
    of = len(made) * len(bands) * runs
    swept = Swept(choices, bands, made[0][1][bands[0]].hunters, values)

    def work(job: Job) -> Swept:
        from experiments.comparison.compare import changes_of
        from experiments.ensemble import run_ensemble

        job.say((0, of))
        found = swept
        for k, (point, arms) in enumerate(made):
            done = changes_of(choices.bands, common | point)
            table = run_ensemble(arms, runs, seed, changes=done).table
            alive = {id: table.loc[table["arm"] == id, MEASURE].to_numpy() for id in bands}
            found = replace(found, points=(*found.points, {"at": point} | estimates(alive, choices.bands)))
            job.parts.append(found)
            job.say(((k + 1) * len(bands) * runs, of))
        RESULTS.put(choices.key(), found)
        return found

    return work


def estimates(alive: dict[str, Any], pair: tuple[str, ...]) -> dict[str, Any]:
    """Return the means of a point, and how the first band differs from the second."""
    from experiments.statistics.estimates import paired_difference, verdict

    difference = paired_difference(alive[pair[0]], alive[pair[1]])
    return {
        "alive": {id: float(np.mean(one)) for id, one in alive.items()},
        "nobody": {id: float(np.mean(one == 0.0)) for id, one in alive.items()},
        **difference._asdict(),
        "verdict": verdict(difference.low, difference.high),
    }
