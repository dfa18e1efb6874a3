"""A design read from TOML, or from the manifest of an earlier sweep; errors are one sentence."""

import json
import math
import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice, product
from pathlib import Path
from typing import Any

from experiments.given import plain_data, text_of
from experiments.sweeps.design import FORMAT, KINDS, PAIRINGS, SAMPLED, Design, Factor, Series, Stop, is_whole, is_word
from experiments.sweeps.factors import MOST_POINTS, factor_of, points_of
from experiments.sweeps.long_lists import read_toml_text
from experiments.sweeps.validate import Asked
from hunt.catalogue.measures import NUMBERS
from hunt.catalogue.own_rules import RULES, OwnRules
from hunt.catalogue.parameters import Parameters, plain
from hunt.catalogue.regimes import read_toml
from hunt.catalogue.scenarios import DEFAULT, scenario
from hunt.engine.trial import rules_from
from hunt.errors import HuntError, shown
from hunt.own_measures import OwnMeasures, checked_measures, measures_from

TABLES = ("settings", "levers", "uncertainties", "design", "stop", "series")
LINES = ("title", "question", "scenarios", "regimes", "runs", "seed", "seeds", "chunk", "rules", "measures")
MOST_RUNS = 10**10
MOST_REPLICATES = 10**7
CHECKED = 2000
"""Combinations checked before a sweep starts; a later one that is not allowed becomes a row with its reason."""


def read_design(file: str | Path, *, measures: OwnMeasures | None = None) -> Design:
    """Read a design: a ``.toml`` file, the ``manifest.json`` of a sweep to repeat, or ``-`` for standard input.

    ``measures`` of the user's own take the place of those that the design names.

    Raises
    ------
    HuntError
        For a file that cannot be read, or says what is not allowed.
    """
    path = Path(text_of("the design", file, "game.toml"))
    if str(path) == "-" or _is_pipe(path):
        return _of_pipe(path, measures)
    if path.suffix == ".json":
        return _with(of_manifest(path), measures)
    if path.suffix != ".toml":
        raise HuntError(f"{path} is no design: name a .toml file, or the manifest.json of a sweep.")
    return design_of(read_toml(path, read_toml_text), path.name, path.parent, measures=measures)


def _with(design: Design, measures: OwnMeasures | None) -> Design:
    """Return a design with other measures, where some are given."""
    return design if measures is None else replace(design, measures=measures)


def _is_pipe(path: Path) -> bool:
    """Tell whether a design comes through a pipe, as with ``/dev/stdin`` or ``<(command)``."""
    try:
        return path.is_fifo() or (path.is_char_device() and os.path.samefile(path, "/dev/stdin"))
    except (OSError, ValueError):
        return False


def _of_pipe(path: Path, measures: OwnMeasures | None) -> Design:
    """Read a design, or a manifest, that comes through a pipe."""
    name = "standard input" if str(path) == "-" else str(path)
    try:
        text = (sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()).decode("utf-8-sig")
        if text.lstrip().startswith("{"):
            return _with(_of_json(text, name), measures)
        return design_of(read_toml_text(text), name, measures=measures)
    except (AttributeError, OSError, UnicodeDecodeError):
        raise HuntError(f"{name} cannot be read as text in UTF-8; name a .toml file instead.") from None
    except tomllib.TOMLDecodeError as error:
        raise HuntError(f"{name} is not valid TOML: {str(error).rstrip('.')}; mend that line.") from None
    except RecursionError:
        raise HuntError(f"{name} cannot be read as TOML; check its long numbers and deep lists.") from None


def of_manifest(path: Path) -> Design:
    """Read the design out of a manifest."""
    try:
        return _of_json(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise HuntError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}; check the path.") from None
    except UnicodeDecodeError:
        raise HuntError(f"{path} is no manifest of a sweep: it is torn, or something else wrote it.") from None


def _of_json(text: str, name: str) -> Design:
    """Return the design of a manifest; refuse one of another format, or one that was edited."""
    try:
        data = json.loads(text)
        refuse_other_format(data, name)
        design = restored(data["design"])
        digest = data["digest"]
    except HuntError as error:
        if name in str(error):
            raise
        raise HuntError(f"{name} was written by another version of the hunt: {error}") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise HuntError(f"{name} is no manifest of a sweep: it is torn, or something else wrote it.") from None
    if digest != design.digest():
        raise HuntError(
            f"{name} was edited: its digest is not that of its design; put it back, or write what you want as a .toml "
            "design."
        )
    return design


def refuse_other_format(manifest: Mapping[str, Any], name: str) -> None:
    """Refuse a manifest that is written in another way than this version reads."""
    if manifest["format"] != FORMAT:
        raise HuntError(
            f"{name} has format {shown(manifest['format'])}, and this version reads format {FORMAT}; use the version "
            "that wrote it."
        )


def restored(data: Mapping[str, Any]) -> Design:
    """Return the design of which ``Design.plain`` gave this."""
    laid, stop, series = data["design"], data["stop"], data["series"]

    def factors(table: Mapping[str, Any]) -> dict[str, Factor]:
        return {name: Factor(**(one | {"values": tuple(one.get("values", ()))})) for name, one in table.items()}

    return Design(
        title=data["title"],
        question=data["question"],
        scenarios=tuple(data["scenarios"]),
        regimes=tuple(data["regimes"]),
        arms={(one, regime): Parameters(**settings) for one, regime, settings in data["arms"]},
        runs=data["runs"],
        seed=data["seed"],
        pairing=data["seeds"],
        kind=laid["kind"],
        settings=data["settings"],
        levers=factors(data["levers"]),
        uncertainties=factors(data["uncertainties"]),
        points=laid["points"],
        levels=laid["levels"],
        sampling_seed=laid["seed"],
        second_order=laid.get("second_order", False),
        table=tuple(tuple(row) for row in laid["table"]),
        stop=None if stop is None else Stop(**stop),
        series=None if series is None else Series(tuple(series["measures"]), series["every"]),
        chunk=data["chunk"],
        measures=checked_measures(data.get("measures")),
    )


def design_of(
    data: Mapping[str, Any] | Design | str | Path,
    name: str = "the design",
    folder: str | Path = Path(),
    *,
    measures: OwnMeasures | None = None,
) -> Design:
    """Return the design described by plain data, as a TOML file has them.

    Parameters
    ----------
    data
        Lines and tables by name; see ``docs/experiments.md``.  Tuples, ranges, arrays and Series will do for lists.  A
        path is read as by ``read_design``, and a design is returned as it is.
    name
        What to call it in a sentence.
    folder
        Where files that the design names are looked for first: points, regimes, scenarios, rules and measures.
    measures
        Measures of the user's own, in place of those that the design names.

    Raises
    ------
    HuntError
        For anything that is unknown, missing or not allowed.
    """
    if isinstance(data, Design):
        return data
    given = plain_data(data)
    if isinstance(given, str):
        return read_design(given)
    if not isinstance(given, dict):
        raise HuntError(f"{name} = {shown(data)} is no design: give a table, as in {{'runs': 50}}, or a file.")
    design = parsed_design(given, name, Path(text_of("folder", folder, "designs")), measures)
    checked(design, name)
    return design


def parsed_design(given: Mapping[str, Any], name: str, folder: Path, measures: OwnMeasures | None = None) -> Design:
    """Return the design that plain data describe; each part is looked at by itself, not yet the points."""
    asked = Asked(given, name)
    asked.only(*LINES, *TABLES)
    scenarios, regimes = asked.texts("scenarios", (DEFAULT,)), asked.texts("regimes", ("own-product",))
    settings = asked.table("settings")
    rules, measures = _own_rules(asked, folder), measures or _own_measures(asked, folder)
    arms = _arms(scenarios, regimes, settings | rules, name, folder)
    settings = {key: plain(getattr(arms[scenarios[0], regimes[0]], key)) for key in settings}
    laid = Asked(asked.table("design"), f"[design] of {name}")
    laid.only("kind", "points", "trajectories", "levels", "seed", "file", "levers", "second_order")
    kind = laid.word("kind", KINDS, "factorial")
    levers, uncertainties = _levers_and_uncertainties(asked, kind, arms, settings)
    table: tuple[tuple[Any, ...], ...] = ()
    if kind == "points":
        if levers or uncertainties:
            raise HuntError(f"{name}: the points of a file name the factors; drop [levers] and [uncertainties].")
        levers, uncertainties, table = points_of(laid, folder, arms, settings)
    elif "file" in laid.data or "levers" in laid.data:
        raise HuntError(f'{laid.where}: file and levers belong to kind = "points", not to {kind!r}.')
    if "second_order" in laid.data and kind != "saltelli":
        raise HuntError(f'{laid.where}: second_order belongs to kind = "saltelli", not to {kind!r}.')
    stop = _stop(asked, len(regimes))
    return Design(
        title=asked.text("title", "A sweep"),
        question=asked.text("question", ""),
        scenarios=scenarios,
        regimes=regimes,
        arms=arms,
        runs=asked.whole("runs", 1, MOST_REPLICATES, 100) if stop is None else stop.most,
        seed=asked.whole("seed", 0, 2**63 - 1, 1),
        pairing=asked.word("seeds", PAIRINGS, "paired"),
        kind=kind,
        settings=settings,
        levers=levers,
        uncertainties=uncertainties,
        points=_how_many(laid, kind, {**levers, **uncertainties}),
        levels=_levels(laid, kind),
        sampling_seed=laid.whole("seed", 0, 2**31 - 1, 1),
        second_order=laid.flag("second_order"),
        table=table,
        stop=stop,
        series=_series(asked, arms, measures),
        measures=measures,
        chunk=asked.whole("chunk", 1, 100_000, 500),
    )


def checked(design: Design, name: str) -> None:
    """Refuse a design that is too large, or of which a combination is not allowed."""
    from experiments.sweeps.plan import Plan

    factors = design.factors
    if design.kind in SAMPLED and not any(one.sampled for one in factors.values()):
        raise HuntError(
            f"{name}: {design.kind} samples ranges, and there is none; write small_game = {{ low = 0.6, high = 2.4 }}."
        )
    plan = Plan(design)
    if plan.points > MOST_POINTS:
        raise HuntError(f"{name}: {plan.points} points are too many; at most {MOST_POINTS} are allowed.")
    runs = plan.points * len(design.arms) * design.runs
    if runs > MOST_RUNS:
        raise HuntError(f"{name}: {runs} runs are too many; at most {MOST_RUNS} are allowed.")
    if design.seed + runs > 2**63:
        raise HuntError(f"{name}: seed = {design.seed} leaves too few seeds for {runs} runs; try seed = 1.")
    for point, (arm, base) in islice(product(range(plan.points), design.arms.items()), CHECKED):
        try:
            base.but(**plan.changes(point))
        except HuntError as error:
            raise HuntError(f"{name}, point {point} under {arm[1]}: {error}") from None


def _arms(
    scenarios: tuple[str, ...], regimes: tuple[str, ...], settings: Mapping[str, Any], name: str, folder: Path
) -> dict[tuple[str, str], Parameters]:
    """Return the parameters of each scenario under each regime."""
    arms = {}
    for one in scenarios:
        for regime in regimes:
            try:
                arms[one, regime] = scenario(_beside(one, folder)).parameters(_beside(regime, folder), **settings)
            except HuntError as error:
                raise HuntError(f"{name}: {error}") from None
    return arms


def _beside(id: str, folder: Path) -> str:
    """Return where a file that a design names lies: next to the design, or else in the working folder."""
    try:
        return str(folder / id) if id.endswith((".toml", ".py")) and (folder / id).exists() else id
    except (OSError, ValueError):
        return id


def _own_rules(asked: Asked, folder: Path) -> dict[str, OwnRules]:
    """Return the rules of the user's own that a design names, as a setting; they are tried, as those of ``--rules``."""
    file = asked.text(RULES, "")
    try:
        return {RULES: rules_from(_beside(file, folder))} if RULES in asked.data else {}
    except HuntError as error:
        raise HuntError(f"{asked.where}: {error}") from None


def _own_measures(asked: Asked, folder: Path) -> OwnMeasures | None:
    """Return the measures of the user's own that a design names."""
    file = asked.text("measures", "")
    try:
        return measures_from(_beside(file, folder)) if "measures" in asked.data else None
    except HuntError as error:
        raise HuntError(f"{asked.where}: {error}") from None


def _levers_and_uncertainties(
    asked: Asked, kind: str, arms: Mapping[Any, Parameters], settings: Mapping[str, Any]
) -> tuple[dict[str, Factor], dict[str, Factor]]:
    """Return the factors; refuse one that is both, or also a setting."""
    levers = _factors(asked, "levers", kind, arms)
    uncertainties = _factors(asked, "uncertainties", kind, arms)
    for both in levers:
        if both in uncertainties:
            raise HuntError(f"{asked.where}: {both} is both a lever and an uncertainty; decide whose it is.")
    for fixed in (*levers, *uncertainties):
        if fixed in settings:
            raise HuntError(f"{asked.where}: {fixed} is both a setting and a factor; drop one of the two lines.")
    return levers, uncertainties


def _factors(asked: Asked, which: str, kind: str, arms: Mapping[Any, Parameters]) -> dict[str, Factor]:
    found = {}
    for name, given in asked.table(which).items():
        where = f"[{which}] of {asked.where}"
        try:
            found[name] = factor_of(name, given, kind, where)
            for value in _ends(name, found[name]):
                for base in arms.values():
                    base.but(**{name: value})
        except HuntError as error:
            sentence = str(error)
            raise HuntError(sentence if where in sentence else f"{where}: {sentence}") from None
    return found


def _ends(name: str, one: Factor) -> tuple[Any, ...]:
    """Return what to try of a factor: each value is allowed in itself, so of many numbers the ends will do."""
    if one.sampled:
        return tuple(round(end) if is_whole(name) else end for end in (one.low, one.high))
    return one.values if is_word(name) or len(one.values) < 10 else (min(one.values), max(one.values))


def _how_many(laid: Asked, kind: str, factors: Mapping[str, Factor]) -> int:
    """Return the number of points, trajectories or base samples to draw."""
    word = "trajectories" if kind == "morris" else "points"
    for other in {"points", "trajectories"} - ({word} if kind in SAMPLED else set()):
        if other in laid.data:
            instead = f"; write {word} = ..." if kind in SAMPLED else ""
            raise HuntError(f"{laid.where}: {other} says nothing to kind = {kind!r}{instead}.")
    if kind not in SAMPLED:
        return 0
    if kind == "morris":
        return laid.whole(word, 2, 10_000, 10)
    count = laid.whole(word, 2, MOST_POINTS, 64)
    if kind in ("sobol", "saltelli") and count & (count - 1):
        near = 2 ** round(math.log2(count))
        raise HuntError(f"{laid.where}: points = {count} is not a power of two, which {kind} needs; try {near}.")
    return count


def _levels(laid: Asked, kind: str) -> int:
    if kind != "morris" and "levels" in laid.data:
        raise HuntError(f'{laid.where}: levels belong to kind = "morris", not to {kind!r}.')
    levels = laid.whole("levels", 2, 100, 4)
    if levels % 2:
        raise HuntError(f"{laid.where}: levels = {levels} must be even, so that a step of Morris leads back; try 4.")
    return levels


def _stop(asked: Asked, regimes: int) -> Stop | None:
    if "stop" not in asked.data:
        return None
    if "runs" in asked.data:
        raise HuntError(
            f"{asked.where}: runs and [stop] both say how many; with [stop] write most = ... in it instead."
        )
    table = Asked(asked.table("stop"), f"[stop] of {asked.where}")
    table.only("measure", "half_width", "level", "on", "start", "block", "most")
    start = table.whole("start", 10, 10_000, 20)
    most = table.whole("most", start, MOST_REPLICATES, max(1000, start))
    stop = Stop(
        measure=table.word("measure", NUMBERS, None),
        half_width=table.number("half_width", 0.0, 1e9),
        on=table.word("on", ("mean", "difference"), "difference" if regimes > 1 else "mean"),
        level=table.number("level", 0.5, 1.0, 0.95),
        start=start,
        block=table.whole("block", 1, 10_000, 20),
        most=most,
    )
    if stop.on == "difference" and regimes < 2:
        raise HuntError(f'{table.where}: on = "difference" needs two regimes; name another, or write on = "mean".')
    return stop


def _series(asked: Asked, arms: Mapping[Any, Parameters], own: OwnMeasures | None) -> Series | None:
    if "series" not in asked.data:
        return None
    from experiments.sweeps.daily_series import checked_daily_number

    table = Asked(asked.table("series"), f"[series] of {asked.where}")
    table.only("numbers", "measures", "every")
    name = "measures" if "measures" in table.data else "numbers"  # as it was called once
    if {"numbers", "measures"} <= set(table.data):
        raise HuntError(f"{table.where}: measures is the old name of numbers; drop the line measures.")
    numbers = table.texts(name, ("living", "store", "trust"))
    for one in numbers:
        checked_daily_number(one, f"{table.where} {name}", own)
    return Series(numbers, table.whole("every", 1, min(one.days for one in arms.values()), 1))
