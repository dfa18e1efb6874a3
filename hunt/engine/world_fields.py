"""The fields of hunters, beasts, camp and the rest, with what each means: read from where ``agents/`` lists them.

A field and its comment there are the only place where it is described; lists for people and hints in error messages
are made from it.
"""

import inspect
import re
from enum import IntEnum
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

import hunt.vocabulary
from agents import beast, environment, hunter
from hunt.catalogue.parameters import FIELDS

LISTED = {
    "hunter": hunter.HunterState,
    "beast": beast.BeastState,
    "camp": environment.Camp,
    "event": environment.Event,
    "world": environment.World,
    "luck": environment.Luck,
    "draws": environment.InitialDraws,
}
"""Where the fields of each thing are listed."""

WRITTEN_AS = {
    "hunter": "world.hunters[h]",
    "beast": "world.beasts[b]",
    "camp": "world.camp",
    "event": "world.log[k]",
    "world": "world",
    "luck": "luck",
    "draws": "draws",
    "params": "world.params",
}
"""How a rule writes each thing."""

TYPES = {int: "int", float: "float", bool: "bool"}
UNITS = re.compile(
    r"^(?P<says>.+), (?P<unit>0 to \d|cells|days?|days of (food|work)|full days|person-days|radians|"
    r"hunter-days( lost to .+)?|share of .+)$"
)
"""A comment that ends in a unit."""


Vocabulary = type[IntEnum]
"""Words as numbers, such as Season."""


class WorldField(NamedTuple):
    """One field, as a rule reads it."""

    of: str  # a key of WRITTEN_AS
    name: str
    type: str
    unit: str  # or nothing
    meaning: str
    values: Vocabulary | None = None  # the vocabulary that its numbers stand for
    entries: Vocabulary | None = None  # of a table: the vocabulary that it has one entry for


@cache
def vocabularies() -> dict[str, Vocabulary]:
    """Return the enumerations that rules compare, by name."""
    found = {name: getattr(hunt.vocabulary, name) for name in hunt.vocabulary.__all__}
    return {name: one for name, one in found.items() if isinstance(one, type)}


@cache
def words() -> dict[str, str]:
    """Return the module that each enumeration, and each number with a name such as NOBODY, is imported from."""
    return {
        name: getattr(vocabularies().get(name), "__module__", "agents.vocabulary") for name in hunt.vocabulary.__all__
    }


@cache
def fields_of(thing: str) -> dict[str, WorldField]:
    """Return the fields of a hunter, a beast, the camp, an event, the world or luck, in the order of the source."""
    if thing == "params":
        return {name: WorldField(thing, name, "", "", str(one.metadata["why"])) for name, one in FIELDS.items()}
    found, section = {}, ""
    hints = get_type_hints(LISTED[thing], include_extras=True)
    for line in inspect.getsource(LISTED[thing]).splitlines():
        if headline := re.match(r"    # (.+)$", line):
            section = headline[1]
        if listed := re.match(r"    (\w+): [^#]+?(?:  # (.+))?$", line):
            name, comment = listed[1], listed[2] or ""
            found[name] = _field(thing, name, hints[name], f"{comment}; {section}" if section else comment)
    return found


def _field(thing: str, name: str, hint: Any, comment: str) -> WorldField:
    """Return a field as its comment describes it: ``[index]: meaning, unit``."""
    index, meaning = re.match(r"(?:\[(.+?)\](?:: |$))?(.*)", comment).groups()  # type: ignore[union-attr]
    split = UNITS.match(meaning)
    unit, meaning = (split["unit"], split["says"]) if split else ("", meaning)
    entries = _vocabulary(index or "")
    kind = TYPES.get(hint, f"table [{index}]" if index else "")
    if get_origin(hint) is Annotated:
        size = get_args(hint)[1]
        entries = size if isinstance(size, type) else None
        kind = f"table [{entries.__name__}]" if entries else f"table of {size}"
    return WorldField(thing, name, kind, unit, meaning, None if entries else _vocabulary(meaning), entries)


def _vocabulary(text: str) -> Vocabulary | None:
    """Return the enumeration that a text names."""
    return next((vocabularies()[word] for word in re.findall(r"[A-Z]\w+", text) if word in vocabularies()), None)


def field_rows() -> list[dict[str, Any]]:
    """Return one row per field of the world: how a rule writes it, its type, unit and meaning."""
    return [
        {"of": WRITTEN_AS[thing], "field": one.name, "type": one.type, "unit": one.unit, "meaning": one.meaning}
        for thing in LISTED
        for one in fields_of(thing).values()
    ]


def values_of(name: str) -> Vocabulary | None:
    """Return the vocabulary that the numbers of a field stand for, by the name of the field."""
    return next((one.values for one in _named(name) if one.values), None)


def entries_of(name: str) -> Vocabulary | None:
    """Return the vocabulary that a table has one entry for, by the name of the field."""
    return next((one.entries for one in _named(name) if one.entries), None)


def _named(name: str) -> list[WorldField]:
    return [fields_of(thing)[name] for thing in LISTED if name in fields_of(thing)]


def homes_of(name: str) -> list[str]:
    """Return how a rule reads a field of that name, wherever there is one: ``world.camp.season``."""
    return [f"{place}.{name}" for thing, place in WRITTEN_AS.items() if name in fields_of(thing)]
