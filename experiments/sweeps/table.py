"""What a chunk came to as an Arrow table; every chunk of a sweep has the same columns of the same types."""

from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa

from experiments.sweeps.design import Design, is_whole, is_word
from experiments.sweeps.jobs import JobResult
from experiments.sweeps.plan import Plan
from hunt.catalogue.measures import MEASURES, STORED

WORD = pa.dictionary(pa.int32(), pa.string())
HEAD = {"point": pa.int64(), "scenario": WORD, "regime": WORD, "run": pa.int64(), "seed": pa.int64()}


@cache
def outcome_types() -> dict[str, pa.DataType]:
    """Return the types of the stored measures."""
    types = {str: WORD, int: pa.int64(), float: pa.float64()}
    return {name: types[MEASURES[name].kind] for name in STORED}


def factor_type(name: str) -> pa.DataType:
    """Return the type of a factor's column."""
    return WORD if is_word(name) else pa.int64() if is_whole(name) else pa.float64()


def schema(design: Design) -> pa.Schema:
    """Return the columns of the table of runs: where, with which luck, which factors, what came of it, why not."""
    fields = HEAD | {name: factor_type(name) for name in design.factors}
    fields |= {name: kind for name, kind in outcome_types().items() if name not in fields}
    fields |= dict.fromkeys(design.own_names, pa.float64())
    return pa.schema([*fields.items(), ("died", pa.list_(pa.int16())), ("error", pa.string())])


def series_schema(design: Design) -> pa.Schema:
    """Return the columns of the table of daily numbers."""
    numbers = design.series.numbers if design.series else ()
    head = [("point", pa.int64()), ("scenario", WORD), ("regime", WORD), ("run", pa.int64()), ("day", pa.int64())]
    return pa.schema([*head, *((name, pa.float64()) for name in numbers)])


def runs_table(plan: Plan, lived: JobResult) -> pa.Table:
    """Return a chunk's rows; a run that raised has no outcome and says why."""
    design, rows = plan.design, len(lived.errors)
    failed = np.array([one is not None for one in lived.errors], bool)
    place = np.cumsum(~failed) - 1  # of each row among those that ended
    arrays: dict[str, Any] = {
        "point": lived.point,
        "scenario": _words([one for one, _ in plan.arms], lived.arm),
        "regime": _words([one for _, one in plan.arms], lived.arm),
        "run": lived.run,
        "seed": lived.seed,
        "error": pa.array(lived.errors, pa.string()),
        "died": _ragged(lived.died, failed),
    }
    for name, values in lived.factors.items():
        kind = factor_type(name)
        arrays[name] = pa.array(values, pa.string()).dictionary_encode() if kind == WORD else pa.array(values, kind)
    for name, kind in outcome_types().items():
        if name in arrays:
            continue  # a factor that has the name of an outcome; none has today
        values = lived.outcomes.get(name, np.zeros(0))
        spread = values[np.maximum(place, 0)] if len(values) else np.zeros(rows, object if kind == WORD else float)
        if kind == WORD:
            arrays[name] = pa.array(spread, pa.string(), mask=failed).dictionary_encode()
        else:
            whole = np.int64 if kind == pa.int64() else np.float64
            arrays[name] = pa.array(spread.astype(whole), kind, mask=failed)
    for name in design.own_names:
        values = np.array([one[name] for one in lived.own] or [0.0])
        arrays[name] = pa.array(values[np.maximum(place, 0)], pa.float64(), mask=failed)
    wanted = schema(design)
    return pa.Table.from_arrays([_typed(arrays[one.name], one.type) for one in wanted], schema=wanted)


def series_table(plan: Plan, lived: JobResult) -> pa.Table:
    """Return the daily numbers of a chunk's runs, run after run."""
    ended = np.array([one is None for one in lived.errors], bool)
    lengths = np.array([len(days) for days in lived.days], np.int64)
    row = np.repeat(np.flatnonzero(ended), lengths)
    arrays: dict[str, Any] = {
        "point": lived.point[row],
        "scenario": _words([one for one, _ in plan.arms], lived.arm[row]),
        "regime": _words([one for _, one in plan.arms], lived.arm[row]),
        "run": lived.run[row],
        "day": np.concatenate([np.zeros(0, np.int64), *lived.days]),
    }
    arrays |= {name: np.concatenate([np.zeros(0), *lines]) for name, lines in lived.series.items()}
    wanted = series_schema(plan.design)
    return pa.Table.from_arrays([_typed(arrays[one.name], one.type) for one in wanted], schema=wanted)


def joined(plan: Plan, parts: list[pa.Table]) -> pa.Table:
    """Return rows of several tables of a sweep in the order, and the form, in which one job would have given them."""
    whole = pa.concat_tables([one.replace_schema_metadata(None) for one in parts]).unify_dictionaries()
    arms = {arm: k for k, arm in enumerate(plan.arms)}
    places = zip(whole["scenario"].to_pylist(), whole["regime"].to_pylist(), strict=True)
    arm = np.array([arms[one] for one in places], np.int64)
    keys = [whole[name].to_numpy() for name in ("day", "run") if name in whole.column_names]
    order = np.lexsort([*keys, arm, whole["point"].to_numpy()])
    whole, arm = whole.take(pa.array(order)), arm[order]
    arrays = []
    wanted = series_schema(plan.design) if "day" in whole.column_names else schema(plan.design)
    for one in wanted:  # not as it was read: Parquet has a word of its own for the items of a list
        column = whole[one.name].combine_chunks()
        if one.name in ("scenario", "regime"):
            column = _words([words[one.name == "regime"] for words in plan.arms], arm)
        elif one.type == WORD:
            column = pa.array(whole[one.name].to_pylist(), pa.string()).dictionary_encode()
        arrays.append(_typed(column, one.type))
    return pa.Table.from_arrays(arrays, schema=wanted)


def _words(words: list[str], codes: Any) -> pa.Array:
    """Return words by number; the dictionary holds each once and in the same order in every chunk."""
    unique = list(dict.fromkeys(words))
    index = np.array([unique.index(one) for one in words], np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(index[codes], pa.int32()), pa.array(unique, pa.string()))


def _ragged(rows: list[Any], failed: Any) -> pa.Array:
    """Return lists of different lengths; none where a run failed."""
    lengths = np.zeros(len(failed), np.int64)
    lengths[~failed] = [len(row) for row in rows]
    ends = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    values = np.concatenate([np.zeros(0, np.int16), *rows])
    return pa.ListArray.from_arrays(
        pa.array(ends, pa.int32(), mask=np.append(failed, False)), pa.array(values, pa.int16())
    )


def _typed(values: Any, kind: pa.DataType) -> pa.Array:
    array = values if isinstance(values, pa.Array) else pa.array(values)
    return array if array.type == kind else array.cast(kind)
