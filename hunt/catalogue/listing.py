"""The catalogues as rows, for lists on the screen and for machines."""

from collections.abc import Mapping
from typing import Any

from hunt.catalogue.arms import arms_of
from hunt.catalogue.measures import MEASURES
from hunt.catalogue.own_files import own_ids
from hunt.catalogue.parameters import FIELDS, Parameters, allowed, plain, require_known
from hunt.catalogue.regimes import congruence_of, paid_by_table, regime, regime_ids
from hunt.catalogue.scenarios import scenario, scenario_ids


def scenario_rows() -> list[dict[str, Any]]:
    """Return one row per scenario."""
    rows = []
    for id in (*scenario_ids(), *own_ids("scenarios", ".toml")):
        one = scenario(id)
        rows.append(
            {"id": id, "question": one.question, "expected": one.claim.finding, "fails in": one.counter}
            | {"a sceptic should try": one.sceptic}
        )
    return rows


def scenario_parts(id: str) -> list[dict[str, Any]]:
    """Return one row per part of a scenario: what it asks, which two bands it compares, and what it changes.

    Raises
    ------
    HuntError
        When there is no such scenario.
    """
    one = scenario(id)
    said = one.arms or [regime(band).words for band in one.claim.regimes]
    parts = {"title": one.title, "question": one.question}
    parts |= {
        f"band {k}": f"{arm.text()}: {words}"
        for k, (arm, words) in enumerate(zip(arms_of(one.claim), said, strict=True), 1)
    }
    parts |= {"expected": one.claim.finding, "fails in": one.counter, "a sceptic should try": one.sceptic}
    parts |= {f"sets {name}": plain(value) for name, value in one.settings.items()}
    return [{"part": name, "says": value} for name, value in parts.items()]


def regime_rows() -> list[dict[str, Any]]:
    """Return one row per regime.

    ``congruence`` says how well its pay table measures what feeds the band, ``paid by it`` how much of the pay goes by
    that table; both 0 to 1.
    """
    rows = []
    for id in (*regime_ids(), *own_ids("regimes", ".toml")):
        one = regime(id)
        parameters = one.on(Parameters())
        rows.append(
            {"id": id, "title": one.title, "congruence": round(congruence_of(parameters), 2)}
            | {"paid by it": paid_by_table(parameters), "words": one.words}
        )
    return rows


def parameter_rows(name: str | None = None) -> list[dict[str, Any]]:
    """Return one row per parameter, or the one named.

    Raises
    ------
    HuntError
        When there is no parameter of that name.
    """
    if name is not None:
        require_known(name)
    defaults = Parameters()
    rows = []
    for one in FIELDS.values():
        if name in (None, one.name):
            value = plain(getattr(defaults, one.name))
            rows.append(
                {"name": one.name, "default": value, "allowed": allowed(one.name), "why": one.metadata["why"]}
                | {"guess": one.metadata["guess"]}
            )
    return rows


def measure_rows(own: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Return one row per measure, those of the user's own first: what each is, by name."""
    kinds = {int: "whole number", float: "number", bool: "yes or no", str: "word"}
    mine = [
        {"name": name, "what": says, "kind": kinds[float], "column of runs": True} for name, says in (own or {}).items()
    ]
    return mine + [
        {"name": one.name, "what": one.says, "kind": kinds[one.kind], "column of runs": one.stored}
        for one in MEASURES.values()
    ]
