"""Rules of the user's own as a value: the name and the text of one file, which a run is made with.

:class:`hunt.Parameters` carries them, so they go wherever settings go: to the threads and processes of a sweep, into
its manifest, into a fork.  :mod:`hunt.engine.own_rules` reads them from a file and makes functions of them.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hunt.errors import HuntError, shown

RULES = "rules"
"""The name under which settings, arms and manifests have them."""


@dataclass(frozen=True)
class OwnRules:
    """A file of rules: its functions take the place of the rules of the same name, its constants likewise.

    Attributes
    ----------
    name
        The name of the file, for people and for links.
    text
        What is in it.
    """

    name: str
    text: str

    @property
    def id(self) -> str:
        """What an arm calls them: the name of the file without its ending, and without signs that an arm is cut at."""
        return re.sub(r"[^\w-]", "-", self.name.removesuffix(".py"))

    def digest(self) -> str:
        """Return a digest of the text: 16 hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]

    def plain(self) -> dict[str, str]:
        """Return them as JSON can hold them; :func:`checked_rules` reads that back."""
        return {"name": self.name, "text": self.text}

    def __repr__(self) -> str:
        return f"OwnRules({self.name!r}, {self.digest()})"


_places: dict[OwnRules, str] = {}


def place_of(rules: OwnRules, file: Path | None = None) -> str:
    """Return the path that rules were first read from in this program, or the name of their file.

    A debugger finds the file by it; results and manifests have the name alone.
    """
    return _places.setdefault(rules, rules.name if file is None else str(file.absolute()))


_registered: dict[str, OwnRules] = {}


def register_rules(rules: OwnRules) -> str:
    """Let an arm name these rules, as in ``own-product~rules:mine``; return what it calls them.

    A page never reads a file of its own accord: an address can name only what was registered when its server began.
    """
    _registered[rules.id] = rules
    return rules.id


@contextmanager
def rules_to_name(rules: Iterable[OwnRules]) -> Iterator[None]:
    """Let arms name some rules for a while; afterwards they name those that they could name before."""
    before = dict(_registered)
    try:
        for one in rules:
            register_rules(one)
        yield
    finally:
        _registered.clear()
        _registered.update(before)


def registered_rules(id: str) -> OwnRules:
    """Return rules that were registered.

    Raises
    ------
    HuntError
        When there are none of that name.
    """
    if id not in _registered:
        known = f"there are {', '.join(_registered)}" if _registered else "start with --rules FILE.py to have some"
        raise HuntError(f"There are no rules named {shown(id)} here; {known}.")
    return _registered[id]


def checked_rules(given: Any) -> OwnRules | None:
    """Return the rules among the settings of a run, or refuse them."""
    if given is None or isinstance(given, OwnRules):
        return given
    if (
        isinstance(given, Mapping)
        and set(given) == {"name", "text"}
        and all(isinstance(v, str) for v in given.values())
    ):
        return OwnRules(**given)
    raise HuntError(f"{RULES} = {shown(given)} is not allowed: it must be hunt.rules_from('mine.py').")
