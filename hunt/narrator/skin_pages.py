"""What a skin says on pages: words of the stage, and what scenarios are called, in words of its own."""

import difflib
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from hunt.catalogue.parameters import FIELDS
from hunt.catalogue.regimes import read_toml, text_of
from hunt.catalogue.scenarios import ARMS, arms_in, scenario_ids
from hunt.errors import HuntError

PAGE = Path(__file__).parent.with_name("words") / "page"
SAID = ("title", "question", "finding", "sceptic")
"""What a scenario says besides its two arms."""

Said = Mapping[str, Mapping[str, Any]]
"""By scenario: its texts by name, and its arms."""


def refuse_unknown(given: Iterable[str], known: Collection[str], where: str, file: Path) -> None:
    """Refuse names that nothing reads, with the nearest one that is read."""
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(dict.fromkeys(known))}."
            place = "" if where == file.name else f" in [{where}]"
            raise HuntError(f"{file.name} says {name!r}{place}, which nothing reads; {hint}")


def part_of(data: Mapping[str, Any], key: str, file: Path) -> Mapping[str, Any]:
    """Return a table that every skin has."""
    part = data.get(key)
    if not isinstance(part, dict):
        raise HuntError(f"{file.name} needs a table [{key}].")
    return part


def page_of(data: Mapping[str, Any], file: Path) -> dict[str, str]:
    """Return the words of the stage that a skin has of its own; each fills in no more than the usual one does."""
    part, usual = data.get("page", {}), page_texts()
    if not isinstance(part, dict):
        raise HuntError(f"{file.name} needs a table [page].")
    refuse_unknown(part, usual, "page", file)
    texts = {name: text_of(dict(part), name, file) for name in part}
    for name, text in texts.items():
        try:
            strange = sorted(named(text) - named(usual[name]))
        except ValueError as error:
            raise HuntError(f"{file.name}: {text!r} in [page] cannot be filled: {error}.") from None
        if strange:
            known = ", ".join(sorted(named(usual[name]))) or "nothing"
            raise HuntError(f"{file.name}: {name} in [page] names {{{strange[0]}}}; it may name {known}.")
    return texts


@cache
def page_texts(language: str = "en") -> Mapping[str, str]:
    """Return the stage's own words in a language, by their name."""
    data = read_toml(PAGE / f"{language}.toml")
    return {name: text for name, text in data.items() if isinstance(text, str)}


def parameters_of(data: Mapping[str, Any], file: Path) -> dict[str, str]:
    """Return what a skin calls parameters, where their own names would sound odd in it."""
    part = data.get("settings", {})
    if not isinstance(part, dict):
        raise HuntError(f"{file.name}: [settings] must be a table of names of parameters.")
    refuse_unknown(part, FIELDS, "settings", file)
    return {name: text_of(part, name, file) for name in part}


def scenarios_of(data: Mapping[str, Any], file: Path) -> Said:
    """Return what a skin, or the words of a language, says of scenarios; each may leave anything out."""
    part = data.get("scenarios", {})
    if not isinstance(part, dict) or not all(isinstance(one, dict) for one in part.values()):
        raise HuntError(f"{file.name}: [scenarios] must have one table for each scenario, as in [scenarios.strangers].")
    refuse_unknown(part, scenario_ids(), "scenarios", file)
    found: dict[str, dict[str, Any]] = {}
    for id, given in part.items():
        refuse_unknown(given, (*SAID, ARMS), f"scenarios.{id}", file)
        found[id] = {name: text_of(given, name, file) for name in SAID if name in given}
        if ARMS in given:
            found[id][ARMS] = arms_in(given, file)
    return found


@cache
def named(template: str) -> frozenset[str]:
    """Return what a sentence names in braces."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)
