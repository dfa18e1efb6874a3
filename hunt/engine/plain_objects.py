"""Numbers as plain Python: what a debugger shows is what there is.

The first morning and the luck are drawn as numpy arrays.  A rule that read those would leave numpy's own
numbers in the attributes of the agents: equal, but slower and harder to read.
"""

import copy
from typing import Any

import numpy as np

from agents import environment
from agents.environment import Luck


class Table:
    """Rows of numbers, read as ``table[i, j]`` or, a whole row, as ``table[i]``.

    Parameters
    ----------
    rows
        One list per row; they are kept, not copied.
    """

    def __init__(self, rows: list[list[Any]]) -> None:
        self.rows = rows

    def __getitem__(self, place: tuple[int, int] | int) -> Any:
        if isinstance(place, tuple):
            return self.rows[place[0]][place[1]]
        return self.rows[place]

    def __setitem__(self, place: tuple[int, int], value: float) -> None:
        self.rows[place[0]][place[1]] = value

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return f"Table({self.rows!r})"


class NotedTable(Table):
    """A table that notes which places were written to, so that a picture of it need not be drawn from scratch."""

    def __init__(self, rows: list[list[Any]]) -> None:
        super().__init__(rows)
        self.written: set[tuple[int, int]] = set()

    def __setitem__(self, place: tuple[int, int], value: float) -> None:
        self.written.add(place)
        self.rows[place[0]][place[1]] = value


class Row(list):  # type: ignore[type-arg]
    """A list in which no index counts from the end: compiled rules have no such index, and NOBODY is -1."""

    def __getitem__(self, place: Any) -> Any:
        if not isinstance(place, slice) and place < 0:
            raise IndexError(f"index {place}")
        return super().__getitem__(place)

    def __setitem__(self, place: Any, value: Any) -> None:
        if not isinstance(place, slice) and place < 0:
            raise IndexError(f"index {place}")
        super().__setitem__(place, value)


class Constants(tuple):  # type: ignore[type-arg]
    """A table of constants in which no index counts from the end."""

    def __getitem__(self, place: Any) -> Any:
        if not isinstance(place, slice) and place < 0:
            raise IndexError(f"index {place}")
        return super().__getitem__(place)


def strict(value: Any) -> Any:
    """Return a list or table, or a tuple of constants, in which no index counts from the end; others as they are."""
    if isinstance(value, Table):
        value.rows = Row(Row(row) for row in value.rows)
        return value
    if type(value) is tuple:
        return Constants(map(strict, value))
    return Row(value) if type(value) is list else value


def strict_settings(parameters: Any) -> Any:
    """Return the same settings with tables in which no index counts from the end."""
    found = copy.copy(parameters)
    for name, value in vars(parameters).items():
        if type(value) is tuple:
            object.__setattr__(found, name, strict(value))  # they are frozen: what was checked stays as it is
    return found


class ReadOnly(Row):
    """A list that is not written to either: luck is drawn before day 0."""

    def __setitem__(self, place: Any, value: Any) -> None:
        raise TypeError("luck is only read")


def strict_luck(luck: Luck) -> Luck:
    """Return the same luck, in which no index counts from the end and nothing can be written."""

    def fixed(draws: Any) -> Any:
        return Table(ReadOnly(map(ReadOnly, draws.rows))) if isinstance(draws, Table) else ReadOnly(draws)

    return Luck(*map(fixed, luck))


class Camp(environment.Camp):
    """What the band has in common; :class:`agents.environment.Camp` lists the attributes."""

    def __init__(self, record: Any) -> None:
        take_over(self, record)

    def __repr__(self) -> str:
        return f"Camp({vars(self)})"


class Event(environment.Event):
    """One thing that happened; :class:`agents.environment.Event` lists the attributes."""

    def __init__(self, record: Any) -> None:
        take_over(self, record)

    def __repr__(self) -> str:
        return f"Event({vars(self)})"


def plain(array: Any) -> Any:
    """Return a row of numbers as a list, rows of numbers as a :class:`Table`."""
    return Table(array.tolist()) if array.ndim == 2 else array.tolist()


def plain_luck(luck: Luck) -> Luck:
    """Return the same luck as lists and tables."""
    return Luck(*(plain(array) for array in luck))


def take_over(thing: Any, record: Any) -> None:
    """Give a thing the fields of a record as its attributes."""
    vars(thing).update(plain_fields(record))


def plain_fields(record: Any) -> dict[str, Any]:
    """Return the fields of a record by name, as plain Python."""
    fields = zip(record.dtype.names, record.item(), strict=True)
    return {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in fields}
