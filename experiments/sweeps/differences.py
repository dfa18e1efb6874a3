"""What two designs differ in, in words: why a folder cannot go on with another one."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from hunt.catalogue.own_rules import RULES
from hunt.errors import shown

SHOWN = 3
"""Differences named; who has them all in mind again needs no more."""

UNSAID = ("title", "question", "arms", "settings", "measures")
"""What is not compared as it stands: texts for people, and what is said in other words."""


def differences(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> str:
    """Name what two designs, as ``Design.plain`` gives them, differ in."""
    found = [*_files(theirs, ours), *_lines(theirs, ours)]
    found = found or [*_settings(theirs, ours)]
    more = [f"and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    return "; ".join([*found[:SHOWN], *more]) or "it was written by another version"


def _lines(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> Iterator[str]:
    names = dict.fromkeys((*ours, *theirs))
    for name in names:
        if name not in UNSAID and theirs.get(name) != ours.get(name):
            yield _changed(name, theirs.get(name), ours.get(name))
    then, now = ({key: value for key, value in one["settings"].items() if key != RULES} for one in (theirs, ours))
    if then != now:
        yield _changed("settings", then, now)


def _changed(name: str, then: Any, now: Any) -> str:
    before, after = (shown(json.dumps(one))[1:-1] for one in (then, now))
    return f"{name} was {before} and is {after}"


def _files(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> Iterator[str]:
    """Yield the files of the user's own that differ: rules, which arms have, and measures."""
    said = [
        sentence
        for then, now in zip(_rules(theirs), _rules(ours), strict=False)
        for sentence in _file("rules", "those of the project", then, now)
    ]
    yield from dict.fromkeys(said)
    yield from _file("measures of your own", "none", theirs.get("measures"), ours.get("measures"))


def _rules(design: Mapping[str, Any]) -> list[dict[str, str] | None]:
    return [settings.get(RULES) for _, _, settings in design["arms"]]


def _file(kind: str, none: str, then: dict[str, str] | None, now: dict[str, str] | None) -> Iterator[str]:
    if then == now:
        return
    before, after = (none if one is None else one["name"] for one in (then, now))
    yield f"{kind} were {before} and are {after}" if before != after else f"the text of {before} has changed"


def _settings(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> Iterator[str]:
    """Yield what scenarios or regimes of the same names set in another way: their files were edited."""
    for (scenario, regime, then), (_, _, now) in zip(theirs["arms"], ours["arms"], strict=False):
        for name in dict.fromkeys((*now, *then)):
            if name != RULES and then.get(name) != now.get(name):
                yield _changed(f"{name} in {scenario} under {regime}", then.get(name), now.get(name))
