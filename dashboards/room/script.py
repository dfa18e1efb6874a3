"""Scripts of a workshop: which steps follow each other, read from TOML files in ``dashboards/room/scripts``.

A step has an ``id``, a ``kind`` and ``minutes``. Its words stand in ``dashboards/room/words`` under the same id, so a
script says nothing in any language.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dashboards.room.regime_map import cells
from hunt.catalogue.regimes import unknown
from hunt.errors import HuntError, shown

FOLDER = Path(__file__).with_name("scripts")
DEFAULT = "twenty-minutes"
CHOICES = ("hold", "rabbit")

STAGES: Mapping[str, tuple[str, ...]] = {
    "lobby": ("shown",),
    "card": ("shown",),
    "scale": ("shown", "open", "sealed", "revealed"),
    "choice": ("shown", "open", "sealed", "revealed"),
    "vote": ("shown", "open", "sealed", "revealed"),
    "bet": ("shown", "open", "sealed"),
    "lines": ("shown", "open", "sealed"),
    "hands": ("shown",),
    "both": ("shown",),
    "day": ("open", "sealed"),
    "rings": ("shown",),
    "film": ("shown", "playing"),
    "reveal": ("shown", "revealed"),
    "years": ("shown",),
    "board": ("shown",),
    "map": ("shown",),
    "place": ("shown", "open", "sealed", "revealed"),
    "end": ("shown",),
}
"""The stages of each kind of step, in their order."""

ASKS = ("scale", "choice", "vote", "bet", "day", "lines", "place")
"""Kinds of steps that phones answer."""

COMPUTED = ("reveal", "years", "board", "map")
"""Kinds of steps that show what the model says."""

TOLD = 13
"""Seconds for which a day of Hands is looked at once it is closed."""

TALKED = 0.7
"""Of the minutes of Hands without its days, the share for the talk at its end; the rest is for the rules."""

LONGEST_LINE = 40
"""Characters of a line that someone types."""


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _options(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict) and "id" in one and set(one) <= {"id", "change"} and _texts(list(one.values()))
        for one in value
    )


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def whole(value: Any, low: int, high: int) -> bool:
    """Say whether a value is a whole number in a range."""
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


TYPES: Mapping[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("id", "kind", "again", "of", "scenario", "band"), _text),
    **dict.fromkeys(("minutes", "seconds"), _number),
    **dict.fromkeys(("keep", "skip", "crossed"), _flag),
    **dict.fromkeys(("bands", "fields"), _texts),
    **dict.fromkeys(("low", "high", "most"), lambda value: whole(value, 0, 100)),
    "days": lambda value: whole(value, 1, 8),
    "day": lambda value: isinstance(value, list) and len(value) == 2 and all(whole(one, 0, 3600) for one in value),
    "options": _options,
}
"""What a step may say, and of what kind each of it is."""


@dataclass(frozen=True)
class Option:
    """An answer to choose; ``change`` is built into the run if a vote is for it, as in ``90:regime:none``."""

    id: str
    change: str = ""


@dataclass(frozen=True)
class Step:
    """One step of a script.

    ``fields``: the lines that people may type. ``keep``: the totals stay sealed until the question is asked ``again``.
    ``day``: where a film begins and stops; a board is about the last of its days. ``most``: how many options of a vote
    are built in. ``of``: the bet that is revealed, the map on which a place is marked, or the step with the rules of a
    day. ``year``: 1 or 2 where Hands is played under both pay rules. ``bands``: those of the thousand years, or of a
    film that shows two side by side. ``skip``: may be left out when late. ``scenario`` and ``band``: of steps that are
    not about the script's own band.
    """

    id: str
    kind: str
    minutes: float = 0.0
    options: tuple[Option, ...] = ()
    fields: tuple[str, ...] = ()
    most: int = 1
    again: str = ""
    keep: bool = False
    low: int = 0
    high: int = 10
    seconds: float = 0.0
    day: tuple[int, int] = (0, 0)
    of: str = ""
    year: int = 0
    skip: bool = False
    bands: tuple[str, ...] = ()
    scenario: str = ""
    band: str = ""

    @property
    def stages(self) -> tuple[str, ...]:
        """Return the stages this step goes through."""
        return STAGES[self.kind][:3] if self.keep else STAGES[self.kind]

    def allows(self, value: Any) -> bool:
        """Say whether a value is an answer to this step."""
        if self.kind == "scale":
            return whole(value, self.low, self.high)
        if self.kind == "bet":
            return (
                isinstance(value, list)
                and len(value) == 2
                and whole(value[0], self.low, self.high)
                and whole(value[1], 0, 10)
            )
        if self.kind == "lines":
            return isinstance(value, list) and len(value) == len(self.fields) and all(map(_is_line, value))
        known = {"day": CHOICES, "place": cells()}.get(self.kind) or tuple(one.id for one in self.options)
        return isinstance(value, str) and value in known


@dataclass(frozen=True)
class Script:
    """A script: its steps, and the band whose year is shown; ``source`` is the text it was read from."""

    id: str
    scenario: str
    band: str
    seed: int | None
    steps: tuple[Step, ...]
    source: str = ""

    def index(self, id: str) -> int:
        """Return the place of a step."""
        return next(k for k, one in enumerate(self.steps) if one.id == id)

    def as_dict(self) -> dict[str, Any]:
        """Return plain data, from which :func:`script_of` makes the same script."""
        return asdict(self)


def _is_line(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_LINE


def script_ids() -> tuple[str, ...]:
    """Return the ids of the scripts there are."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.toml")))


def read_script(id: str) -> Script:
    """Return a script by its id.

    Raises
    ------
    HuntError
        When there is no such script, or its file says what is not allowed.
    """
    if id not in script_ids():
        if "." in id or "/" in id:
            raise HuntError(f"{shown(id)} is no workshop in a file: the name of one ends in .zip, as in workshop.zip.")
        raise unknown("script", id, script_ids())
    return script_from((FOLDER / f"{id}.toml").read_text(encoding="utf-8"), id)


def script_from(text: str, id: str) -> Script:
    """Return the script in a text.

    Raises
    ------
    HuntError
        When the text is no TOML, or says what is not allowed.
    """
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise HuntError(f"Script {shown(id)} is no TOML: {error}.") from None
    steps = data.pop("step", None)
    if not isinstance(steps, list) or not all(isinstance(one, dict) for one in steps):
        raise HuntError(f"Script {shown(id)} has no steps; each begins with [[step]].")
    if set(data) - {"seed"} != {"scenario", "band"}:
        raise HuntError(
            f"Script {shown(id)} must say scenario and band before its steps, perhaps seed, and nothing else."
        )
    data = {"id": id, "seed": None, "source": text, **data}
    seed = data["seed"]
    if not all(isinstance(data[name], str) for name in ("scenario", "band")) or not (
        seed is None or whole(seed, 0, 2**53 - 1)
    ):
        raise HuntError(f"Script {shown(id)}: scenario and band are names, seed is a whole number.")
    try:
        parts = [part for one in steps for part in _with_days(one, id)]
        return script_of({**data, "steps": parts})
    except HuntError:
        raise
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise HuntError(f"Script {shown(id)} cannot be read: {error}.") from None


def _with_days(data: dict[str, Any], id: str) -> list[dict[str, Any]]:
    """Return a step; Hands becomes its rules, its days and its last screen."""
    if unknown_keys := set(data) - set(TYPES):
        raise HuntError(f"Script {id}, step {shown(data.get('id'))}: {', '.join(sorted(unknown_keys))} is not known.")
    if data.get("kind") not in STAGES:
        raise HuntError(f"Script {id}, step {shown(data.get('id'))}: kind must be one of {', '.join(STAGES)}.")
    for name, value in data.items():
        if not TYPES[name](value):
            raise HuntError(f"Script {id}, step {shown(data.get('id'))}: {name} = {shown(value)} is not allowed.")
    if data["kind"] != "hands":
        return [data]
    days, seconds, crossed = data.pop("days", 4), data.pop("seconds", 20), data.pop("crossed", False)
    if not crossed:
        return _year_of_hands(data, days, seconds)
    name, minutes = data["id"], data.get("minutes", 0.0)
    each = {**data, "minutes": minutes * (days + 2) / (2 * days + 5)}
    years = [
        _year_of_hands({**each, "id": f"{name}-{word}", "year": year}, days, seconds)
        for year, word in ((1, "first"), (2, "second"))
    ]
    return [*years[0], *years[1], {"id": f"{name}-both", "kind": "both", "minutes": minutes / (2 * days + 5)}]


def _year_of_hands(data: dict[str, Any], days: int, seconds: float) -> list[dict[str, Any]]:
    """Return the rules, the days and the last screen of one year of Hands."""
    minutes = data.get("minutes", 0.0)
    each = min(minutes / (days + 2), (seconds + TOLD) / 60)
    left = minutes - days * each
    id = data["id"]
    day = {"kind": "day", "minutes": each, "seconds": seconds, "of": id}
    return [
        {**data, "minutes": (1 - TALKED) * left},
        *({"id": f"{id}-{k}", **day} for k in range(1, days + 1)),
        {"id": f"{id}-end", "kind": "rings", "minutes": TALKED * left, "of": id},
    ]


def script_of(data: Mapping[str, Any]) -> Script:
    """Return a script of plain data, as it stands in a log."""
    steps = []
    for one in data["steps"]:
        options = tuple(Option(**option) for option in one.get("options", ()))
        lists = {name: tuple(one[name]) for name in ("day", "bands", "fields") if name in one}
        steps.append(Step(**{**one, "options": options, **lists}))
    ids = [one.id for one in steps]
    if len(set(ids)) != len(ids):
        raise HuntError(f"Script {data['id']}: two steps have the same id.")
    return Script(data["id"], data["scenario"], data["band"], data["seed"], tuple(steps), data.get("source", ""))
