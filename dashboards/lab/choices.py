"""What is chosen in the lab: two bands, one or two dials with their values, and a KPI table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from dashboards.lab.dial_values import DIALS, as_text, usual_values, values_of
from dashboards.shared.choices import SHARED, Choices, Reading, check_bands, claimed, refusal, seed_of, settings_of
from hunt.catalogue.arms import REFERENCE, read_arm
from hunt.catalogue.parameters import Parameters, parsed
from hunt.catalogue.scenarios import scenario
from hunt.errors import HuntError, shown
from hunt.vocabulary import Action, Skill

RUNS = ("20", "50", "100")
FIRST_DIAL = "small_game"
Rows = tuple[tuple[float, ...], ...]
Axis = tuple[str, str]
"""A dial, and its values as they stand in the field."""


@dataclass(frozen=True)
class Sweeping(Choices):
    """What both pages let one choose, the dials to sweep, and the KPI table as text (empty: as usual)."""

    axes: tuple[Axis, ...]
    table: str

    def pairs(self) -> list[tuple[str, str]]:
        """Return what the address says, without skin and result."""
        found = super().pairs() + [("vary", f"{name}:{','.join(text.split())}") for name, text in self.axes]
        return found + ([("table", self.table)] if self.table else [])

    def at(self, place: str) -> "Sweeping":
        """Return the choices in another scenario, with the bands of its claim and dials as they are set there."""
        there = replace(self, scenario=place, bands=claimed(place), show=False)
        return replace(there, axes=tuple((name, there.usual(name)) for name, _ in self.axes))

    def usual(self, name: str) -> str:
        """Return sensible values of a dial, as the field shows them: none that these bands cannot have."""
        values = usual_values(name, scenario(self.scenario).settings.get(name))
        fitting = [one for one in values if not refusal(lambda one=one: self._check_value(name, one))]  # type: ignore[misc]
        return as_text(fitting or values)

    def with_axis(self, k: int, name: str) -> "Sweeping":
        """Return the choices with another dial in one place, with its own values; an empty name takes it out."""
        axes = [*self.axes]
        axes[k : k + 1] = [(name, self.usual(name))] if name else []
        return replace(self, axes=tuple(axes), show=False)

    def with_values(self, k: int, text: str) -> "Sweeping":
        """Return the choices with other values of a dial."""
        axes = [*self.axes]
        axes[k] = (axes[k][0], " ".join(text.replace(",", " ").split()))
        return replace(self, axes=tuple(axes), show=False)

    def rows(self) -> Rows:
        """Return the KPI table; while it cannot be read, the usual one."""
        try:
            return rows_of(self.table)
        except HuntError:
            return Parameters().table

    def with_cell(self, role: int, action: int, value: float) -> "Sweeping":
        """Return the choices with one number of the KPI table changed."""
        rows = [list(row) for row in self.rows()]
        rows[role][action] = value
        return self.with_table(table_text(rows))

    def with_table(self, text: str) -> "Sweeping":
        """Return the choices with another KPI table; the usual one is not written into the address."""
        text = " ".join(text.split())
        return replace(self, table="" if text in ("", table_text(Parameters().table)) else text, show=False)

    def all_settings(self) -> dict[str, Any]:
        """Return the settings of every point: those in the field, and the KPI table."""
        settings = settings_of(self.settings)
        return settings | {"table": [list(row) for row in rows_of(self.table)]} if self.table else settings

    def values_problem(self, k: int, text: str) -> str:
        """Return what is wrong with the values of a dial, in a sentence, or nothing."""
        return _values_problem(self, self.axes[k][0], text)

    def check_values(self, name: str, text: str) -> None:
        """Refuse values of a dial that these bands cannot have."""
        values = values_of(name, text)
        if any(name in dict(read_arm(one).settings) for one in self.bands):
            raise HuntError(f"{name} is a setting of one of the bands alone, so it cannot be swept; choose another.")
        if name in settings_of(self.settings):
            raise HuntError(f"{name} is among the settings too; leave it out of one of them.")
        for value in values:
            self._check_value(name, value)

    def _check_value(self, name: str, value: float) -> None:
        check_bands(self.scenario, (*self.bands, REFERENCE), settings_of(self.settings) | {name: value})

    def settings_problem(self, text: str) -> str:
        """Return what is wrong with settings, in a sentence, or nothing."""
        return refusal(lambda: check_bands(self.scenario, self.bands, settings_of(text)))

    def problems(self) -> list[str]:
        """Return why these choices cannot be simulated, a sentence each."""
        return list(_problems(self))


@lru_cache(maxsize=500)
def _values_problem(choices: Sweeping, name: str, text: str) -> str:
    return refusal(lambda: choices.check_values(name, text))


@lru_cache(maxsize=500)
def _problems(choices: Sweeping) -> tuple[str, ...]:
    found = [refusal(lambda: seed_of(choices.seed)), choices.settings_problem(choices.settings)]
    found += table_problems(choices)
    found += [choices.values_problem(k, text) for k, (_, text) in enumerate(choices.axes)]
    if len(set(choices.bands)) < 2:
        found.append("A band cannot be compared with itself; choose another one.")
    return tuple(filter(None, found))


def completed(place: str, bands: list[str]) -> tuple[str, ...]:
    """Return the two bands of an address, completed by those that the scenario's claim is about."""
    return (*bands, *(one for one in claimed(place) if one not in bands))[:2]


def read_choices(search: str | None) -> Sweeping:
    """Return the choices of an address; what cannot be read is as usual, and the first of it is said."""
    reading = Reading(search, (*SHARED, "vary", "table"))
    shared = reading.shared(RUNS, completed)
    named = [value for name, value in reading.all if name == "vary"]
    axes: list[Axis] = []
    for one in named:
        axes = reading.attempt(lambda one=one, axes=axes: [*axes, _axis(one, axes)], axes)  # type: ignore[misc]
    found = Sweeping(**shared, problem=reading.problem, axes=tuple(axes), table=reading.given.get("table", ""))
    axes = axes or [(FIRST_DIAL if FIRST_DIAL not in settings_names(found) else _free(found), "")]
    filled = tuple((name, text or found.usual(name)) for name, text in axes)
    return replace(found, axes=filled)


def settings_names(choices: Sweeping) -> set[str]:
    """Return the names among the settings."""
    return {one.partition("=")[0] for one in choices.settings.split()}


def _free(choices: Sweeping) -> str:
    return next(one for one in ("needed", "start_trust", *DIALS) if one not in settings_names(choices))


def _axis(text: str, others: Sequence[Axis]) -> Axis:
    name, _, values = text.partition(":")
    if name not in DIALS:
        raise HuntError(f"vary={shown(text)} names no dial that can be swept; write vary=name:values, as needed:1,2,4.")
    if name in dict(others):
        raise HuntError(f"{name} cannot be swept against itself; choose another one.")
    if len(others) == 2:
        raise HuntError("More than two dials do not fit into one map; the first two are swept.")
    return name, " ".join(values.replace(",", " ").split())


# --- the KPI table ---------------------------------------------------------------------------------------------------


def table_text(rows: Sequence[Sequence[float]]) -> str:
    """Return a KPI table as text: roles separated by ``;``, numbers by commas."""
    return ";".join(",".join(f"{one:g}" for one in row) for row in rows)


def rows_of(text: str) -> Rows:
    """Return a KPI table written as text; the usual one where there is none.

    Raises
    ------
    HuntError
        When it does not have a row for each role, with a number for each activity.
    """
    if not text:
        return Parameters().table
    rows = [[one for one in row.split(",") if one.strip()] for row in text.split(";")]
    if len(rows) != len(Skill) or any(len(row) != len(Action) for row in rows):
        raise HuntError(
            f"The KPI table needs {len(Skill)} rows, separated by ;, of {len(Action)} numbers, separated by commas."
        )
    numbers = [[parsed("shared", one) for one in row] for row in rows]
    return tuple(tuple(row) for row in numbers)


def table_problems(choices: Sweeping) -> list[str]:
    """Return what is wrong with the KPI table, in a sentence, or nothing."""
    return [refusal(lambda: Parameters().but(table=rows_of(choices.table)))] if choices.table else []
