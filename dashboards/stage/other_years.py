"""A thousand other years: the same bands with other seeds, and the rank of the run on the stage among them."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboards.shared.address import Address
from experiments.ensemble import Ensemble, chunks, run_ensemble
from hunt.catalogue.parameters import Parameters
from hunt.errors import HuntError
from hunt.outcome import columns

MOST_RUNS = 1000
"""Winters a visitor may ask for at once, per band."""

CHUNK = 20
"""Years a thread simulates before it takes the next ones."""

SHOWN_EVERY = 200
"""Years after which dots and fan are updated."""

BLOCK = 100
"""The first seeds; the median one is shown when no seed is given."""

LINES = 40
EVERY = 4
"""A fan has this many thin lines, with a point every few days."""

MEANS = ("kpi", "winter_store")

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
FIRST_SEED = 1


def arms_of(address: Address) -> tuple[dict[str, Parameters], dict[str, Any]]:
    """Return the parameters and the changes of each band, and of the reference if it is asked for, by its text."""
    return (
        {band.text(): address.parameters(band) for band in address.arms()},
        {band.text(): address.changes(band) for band in address.arms()},
    )


def other_years(address: Address, runs: int, say: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Simulate years of every band, reporting progress; return dots and fan.

    The result also has means of all years: of targets met, and of the food in store per hunter on the first winter
    morning, of years in which that came. ``say`` may raise to stop it.
    """
    if not 1 <= runs <= MOST_RUNS:
        raise HuntError(f"runs = {runs} is not allowed: at most {MOST_RUNS} years are simulated at once; try 1000.")
    arms, changes = arms_of(address)
    lived = np.zeros(runs, np.bool_)
    living = {name: np.zeros((runs, one.days), np.uint8) for name, one in arms.items()}
    stores = {name: np.zeros((runs, one.days), np.float32) for name, one in arms.items()}
    measured = {name: {measure: np.full(runs, np.nan) for measure in MEANS} for name in arms}

    def so_far() -> dict[str, Any]:
        some = {name: (living[name][lived], stores[name][lived]) for name in arms}
        return {
            "alive": {
                name: np.bincount(some[name][0][:, -1], minlength=one.hunters + 1).tolist()
                for name, one in arms.items()
            },
            "fan": {name: _fan(*some[name]) for name in arms},
        }

    say({"done": 0, "of": runs})
    shown = 0
    for part in chunks(arms, runs, FIRST_SEED, changes=changes, diaries=True, chunk=CHUNK):
        rows = slice(part.at, part.at + part.runs)
        lived[rows] = True
        for name, one in arms.items():
            evenings = part.diaries[name]
            living[name][rows] = evenings[:, :, 0]
            stores[name][rows] = _a_head(evenings, one.need)
            outcomes = columns(one, part.finals[name])
            for measure, values in measured[name].items():
                values[rows] = outcomes[measure]
        done = int(lived.sum())
        fresh = done - shown >= SHOWN_EVERY and done < runs
        shown = done if fresh else shown
        say({"done": done, "of": runs, **(so_far() if fresh else {})})
    means = {name: {measure: _mean(values) for measure, values in measured[name].items()} for name in arms}
    return {"runs": runs, "means": means, **so_far()}


def _mean(values: NDArray[np.float64]) -> float | None:
    """Return the mean of what is known; None if nothing is."""
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else None


def _a_head(evenings: NDArray[np.float64], need: float) -> NDArray[np.float64]:
    """Return the store of each evening, days of food per living hunter."""
    return evenings[:, :, 1] / need / np.maximum(evenings[:, :, 0], 1)


def _fan(living: NDArray[np.uint8], store: NDArray[np.float32]) -> dict[str, Any]:
    days = np.arange(0, living.shape[1], EVERY)
    some = np.linspace(0, len(living) - 1, min(LINES, len(living))).astype(np.int64)
    return {
        "days": days.tolist(),
        "living": {"lines": living[some][:, days].tolist(), "bands": _bands(living[:, days], 0)},
        "store": {"lines": np.round(store[some][:, days], 1).tolist(), "bands": _bands(store[:, days], 1)},
    }


def _bands(values: NDArray[Any], digits: int) -> list[list[float]]:
    return np.round(np.quantile(values, QUANTILES, axis=0, method="inverted_cdf").astype(float), digits).tolist()


# --- the first hundred, and the most typical of them -------------------------------------------------------------

_known: OrderedDict[tuple[str, ...], dict[str, Any]] = OrderedDict()
_lock = Lock()
KEPT = 64


def block(address: Address) -> dict[str, Any]:
    """Return how the first hundred years of these bands end, and which of them is in the middle.

    The reference is counted by itself: asking for it never changes which year is in the middle.
    """
    found = _known_block(replace(address, with_reference=False))
    extra = address.arms()[len(address.bands) :]
    if not extra:
        return found
    alone = _known_block(replace(address, bands=extra, with_reference=False))
    return found | {"alive": found["alive"] | alone["alive"]}


def _known_block(address: Address) -> dict[str, Any]:
    key = (address.scenario, *(band.text() for band in address.bands), *map(str, address.settings))
    with _lock:  # one at a time: nobody's opening page takes all the cores
        if key not in _known:
            _known[key] = _block(address)
            while len(_known) > KEPT:
                _known.popitem(last=False)
        _known.move_to_end(key)
        return _known[key]


def _block(address: Address) -> dict[str, Any]:
    arms, changes = arms_of(address)
    ensemble = run_ensemble(arms, BLOCK, FIRST_SEED, changes=changes, chunk=10)
    alive = {
        name: np.bincount(ensemble.arm(name)["alive"], minlength=one.hunters + 1).tolist() for name, one in arms.items()
    }
    return {"runs": BLOCK, "alive": alive, "typical": FIRST_SEED + most_typical(ensemble, list(arms))}


TYPICAL_OF = ("alive", "kpi", "winter_store", "kills")
"""What a run must be usual in, in every band, to be typical."""

MOSTLY = 6.0
"""How much more the number of those alive counts in it than each of the others."""


def most_typical(ensemble: Ensemble, arms: list[str]) -> int:
    """Return the run that lies nearest to the middle of all runs, in ranks, over all bands and measures.

    The difference between two bands counts as one more measure: a typical pair differs as pairs usually do.
    """
    off = np.zeros(len(ensemble.arm(arms[0])))
    for name in arms:
        table = ensemble.arm(name)
        off += MOSTLY * from_the_middle(table["alive"].to_numpy(float))
        for one in TYPICAL_OF[1:]:
            off += from_the_middle(np.nan_to_num(table[one].to_numpy(float)))
    if len(arms) > 1:
        first, second = (ensemble.arm(name)["alive"].to_numpy(float) for name in arms[:2])
        off += MOSTLY * from_the_middle(first - second)
    return int(np.argmin(off))


def from_the_middle(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far each value lies from the median, as a rank from 0 (on it) to 1/2 (an end); ties share theirs."""
    ordered = np.sort(values)
    below = np.searchsorted(ordered, values, side="left")
    up_to = np.searchsorted(ordered, values, side="right")
    middle = len(values) / 2
    return np.where(
        (below <= middle) & (middle <= up_to), 0.0, np.minimum(abs(below - middle), abs(up_to - middle))
    ) / len(values)
