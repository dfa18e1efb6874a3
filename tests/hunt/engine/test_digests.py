"""Every number stays what it was: fingerprints of whole runs in both engines, kept in tests/hunt/engine/digests.json.

They were frozen before the house was rearranged, so that moving and renaming code can be told from changing it.

python tests/hunt/engine/test_digests.py renew    freeze them again; say why under **Regression** in CHANGELOG.md
"""

import hashlib
import json
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from agents import HuntModel
from experiments.benchmark.bench import EVERYTHING
from hunt import record, regime, scenario, simulate
from hunt.catalogue.parameters import Parameters
from hunt.catalogue.regimes import regime_ids
from hunt.catalogue.scenarios import scenario_ids
from hunt.engine.records import BEAST, CAMP, EVENT, HUNTER

FILE = Path(__file__).with_name("digests.json")
FIRST_DAYS = 30
"""Days for which both engines are compared with the file; the compiled one is compared for the whole year as well."""

RENAMED: dict[str, str] = {}
"""Fields that had another name when the fingerprints were taken: name now -> name then."""

CHANGES = [
    (6, {"review": 3, "kappa": 2.0}),
    (9, {"regime": "ranking", "alignment": 0.5, "kappa": 2.0}),
    (12, {"outsource": "drive"}),
]
CHANGES += [(15, {"insource": "drive", "newcomer": 5}), (20, {"broadcast": 1, "feast": 2, "teach": 4})]


@cache
def frozen():
    return json.loads(FILE.read_text(encoding="utf-8"))


def in_order(ids, word):
    """Return ids in the order of the file, new ones last: a new scenario or regime changes no seed of the others."""
    known = dict.fromkeys(name.split()[word] for name in frozen())
    return [id for id in known if id in ids] + [id for id in ids if id not in known]


def worlds():
    """Return the runs by name: settings, seed and what is done to them."""
    runs = {}
    regimes = in_order(regime_ids(), 1)
    for i, place in enumerate(in_order(scenario_ids(), 0)):
        for j, rule in enumerate(regimes):
            runs[f"{place} {rule}"] = (scenario(place).parameters(rule), 1000 * i + j, ())
    for j, rule in enumerate(regimes):
        everything = Parameters(**EVERYTHING).but(**regime(rule).says)
        runs[f"everything {rule}"] = (everything, 70_000 + j, ())
        runs[f"changes {rule}"] = (everything, 80_000 + j, CHANGES)
        runs[f"experience {rule}"] = (everything.but(delta=0.0), 90_000 + j, ())
        runs[f"expectation {rule}"] = (everything.but(delta=1.0), 95_000 + j, ())
    return runs


def fingerprint(arrays):
    """Return a digest of named arrays: names as they were, values to the last bit, whatever their order."""
    digest = hashlib.sha256()
    for name in sorted(arrays):
        value = np.ascontiguousarray(arrays[name])
        digest.update(f"{name} {value.dtype.kind} {value.shape}".encode())
        digest.update(value.tobytes())
    return digest.hexdigest()[:24]


def fields(prefix, records):
    """Return the columns of records by the names they had."""
    return {f"{prefix}.{RENAMED.get(name, name)}": records[name] for name in records.dtype.names}


def of_history(year, days):
    """Return the fingerprint of the first days of a recorded run."""
    events = year.events[year.events["day"] < days]
    arrays = fields("hunter", year.hunters[:days]) | fields("beast", year.beasts[:days])
    arrays |= fields("camp", year.camp[:days]) | fields("event", events)
    arrays |= {"trust": year.trust[:days], "weighed": year.weighed[:days], "terrain": year.terrain}
    return fingerprint(arrays)


def as_records(things, dtype):
    """Return agents as records."""
    records = np.zeros(len(things), dtype)
    for k, thing in enumerate(things):
        for name in dtype.names:
            records[k][name] = getattr(thing, name)
    return records


def of_mesa(parameters, seed, changes, days):
    """Return the same fingerprint of the Mesa engine."""
    model = HuntModel(parameters, seed=seed, changes=changes)
    evenings = []
    for _ in range(days):
        if model.running:
            model.step()
        kept, broken = np.array(model.kept.rows), np.array(model.broken.rows)
        evenings.append(
            (
                as_records(model.hunters, HUNTER),
                as_records(model.beasts, BEAST),
                as_records([model.camp], CAMP)[0],
                (kept + 1.0) / (kept + broken + 2.0),
                np.array(model.weighed.rows),
            )
        )
    hunters, beasts, camp, trust, weighed = (np.array(column) for column in zip(*evenings, strict=True))
    arrays = fields("hunter", hunters) | fields("beast", beasts) | fields("camp", camp)
    arrays |= fields("event", as_records(model.events, EVENT))
    arrays |= {"trust": trust, "weighed": weighed, "terrain": np.array(model.terrain.rows, np.int8)}
    return fingerprint(arrays)


def of_outcome(outcome):
    """Return the fingerprint of what a run came to."""
    return hashlib.sha256(repr(outcome.row()).encode()).hexdigest()[:24]


def compiled_digests(parameters, seed, changes):
    """Return what is kept of one run."""
    year = record(parameters, seed, changes)
    assert of_outcome(year.outcome) == of_outcome(simulate(parameters, seed, changes))
    return {
        "outcome": of_outcome(year.outcome),
        "year": of_history(year, parameters.days),
        "first_days": of_history(year, FIRST_DAYS),
    }


def test_the_runs_are_those_of_the_file():
    assert len(frozen()) >= 200
    assert set(frozen()) <= set(worlds())


def test_a_new_scenario_or_regime_changes_no_seed_of_the_others():
    for ids, word in ((scenario_ids(), 0), (regime_ids(), 1)):
        assert set(in_order(ids, word)) == set(ids)
        assert in_order(("a-new-one", *ids), word) == [*in_order(ids, word), "a-new-one"]


def test_a_fingerprint_sees_the_last_bit():
    value = np.array([1.0, 2.0])
    assert fingerprint({"a": value}) != fingerprint({"a": np.nextafter(value, 3.0)})
    assert fingerprint({"a": np.array([0.0])}) != fingerprint({"a": np.array([-0.0])})


@pytest.mark.usefixtures("compiled")
def test_the_outcomes_are_those_of_the_file_and_so_is_every_tenth_year():
    runs = worlds()
    assert [name for name, kept in frozen().items() if of_outcome(simulate(*runs[name])) != kept["outcome"]] == []
    some = list(frozen().items())[::10]
    assert [name for name, kept in some if compiled_digests(*runs[name]) != kept] == []


@pytest.mark.slow
@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.usefixtures("compiled")
def test_the_compiled_engine_gives_the_same_years(every):
    runs = worlds()
    assert [name for name, kept in list(frozen().items())[::every] if compiled_digests(*runs[name]) != kept] == []


@pytest.mark.slow
@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.long)])
def test_the_mesa_engine_gives_the_same_first_days(every):
    runs = worlds()
    some = list(frozen().items())[::every]
    assert [name for name, kept in some if of_mesa(*runs[name], FIRST_DAYS) != kept["first_days"]] == []


if __name__ == "__main__" and sys.argv[1:] == ["renew"]:
    FILE.parent.mkdir(exist_ok=True)
    kept = {name: compiled_digests(*run) for name, run in worlds().items()}
    FILE.write_text(json.dumps(kept, indent=0) + "\n", encoding="utf-8")
    print(f"{len(kept)} runs frozen in {FILE}")
