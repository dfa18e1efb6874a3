"""A film: one whole run in one binary file, day by day, with its events and their narration.

``MAGIC``, the length of the head as four bytes (little-endian), the head in JSON, then the columns one after the
other.  A column is one field of the state with time as its last axis, so that neighbouring bytes are neighbouring
days; whole numbers and coarse ones are kept as differences from the day before, which compresses well.  Fields and
kinds of events are taken from the state as it is: a new one is in the film without a line here.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.actions import ACTIONS
from agents.behaviour.eating import COLD
from dashboards.shared.address import Address
from dashboards.stage.log import log_of
from dashboards.stage.pay_rules import pay_rules
from hunt.catalogue.interventions import segments
from hunt.catalogue.parameters import FIELDS, Parameters
from hunt.catalogue.regimes import regime
from hunt.catalogue.scenarios import scenario
from hunt.history import History, record
from hunt.jsonable import as_json
from hunt.narrator import tell
from hunt.vocabulary import NOBODY, Act, Action, Because, EventKind, Hours, Skill, Weather

MAGIC = b"HUNT"
VERSION = 1
TOLD = 8
"""Sentences of a run: the beginning, the end, and at most six between them."""

COARSE = 255
"""Steps in which a number is kept that is only drawn, never compared."""

EXACT = ("store", "winter_store", "wear", "fix_kept", "fix_done", "trouble", "attained", "hauled", "gathered")
"""Numbers of the camp that are kept to the last bit."""

LEFT_OUT = {
    "hunters": (
        "heading",
        "full",
        "repute",
        "finds",
        "tally",
        "products",
        "catch",
        "lived",
        "effort",
        "caught",
    ),
    "beasts": ("from_x", "from_y", "seen_x", "seen_y", "caller", "expected"),
}
"""Fields that nobody looks at on a stage; *Why?* asks the rules for those that matter."""

MARKS = {action.name.lower(): row.mark for action, row in ACTIONS.items()}
"""How a hunter is drawn by how the day was spent: round for the common goal, square for own product or own food."""

VOCABULARY = {"action": Action, "hours": Hours, "event": EventKind, "because": Because, "act": Act, "skill": Skill}
VOCABULARY["weather"] = Weather


@dataclass(frozen=True)
class Column:
    """One field, ready to be sent: code -> low + step * code, after summing up differences where there are any."""

    group: str
    name: str
    codes: NDArray[Any]  # time last
    low: float = 0.0
    step: float = 1.0
    differences: bool = False

    def head(self, offset: int) -> dict[str, Any]:
        """Return what a reader needs to know."""
        kind = {"u1": "u1", "u2": "u2", "i4": "i4", "f8": "f8"}[self.codes.dtype.str[1:]]
        return {
            "group": self.group,
            "name": self.name,
            "kind": kind,
            "shape": list(self.codes.shape),
            "low": self.low,
            "step": self.step,
            "differences": self.differences,
            "offset": offset,
        }


def film_of(address: Address) -> bytes:
    """Live the one band of an address and return its film, compressed with gzip."""
    (band,) = address.bands
    return gzip.compress(encode(record(*address.run(band)), address), compresslevel=6, mtime=0)


def encode(history: History, address: Address) -> bytes:
    """Return a run as a film."""
    columns = list(_columns(history))
    places, offset = [], 0
    for column in columns:
        offset = -(-offset // 8) * 8  # a browser reads numbers of eight bytes at multiples of eight only
        places.append(column.head(offset))
        offset += column.codes.nbytes
    body = bytearray(offset)
    for place, column in zip(places, columns, strict=True):
        data = column.codes.tobytes()
        body[place["offset"] : place["offset"] + len(data)] = data
    head = json.dumps(as_json(_head(history, address) | {"columns": places}), allow_nan=False).encode()
    head += b" " * (-(len(MAGIC) + 4 + len(head)) % 8)
    return MAGIC + len(head).to_bytes(4, "little") + head + bytes(body)


def _head(history: History, address: Address) -> dict[str, Any]:
    (band,) = address.bands
    parameters, words = history.parameters, address.words
    valley, rule = scenario(address.scenario), regime(band.regime)
    told = tell(history, words, most=TOLD)  # the pay rule is shown above the valley
    return {
        "version": VERSION,
        "address": address.query(),
        "scenario": {"id": valley.id, **address.page.scenario(valley)},
        "regime": {"id": rule.id, "title": address.page.title(rule), "words": words.rule(rule)},
        "rules": pay_rules(address),
        "band": band.text(),
        "done": [{"day": day, "name": name, "value": value} for day, name, value in band.done],
        "seed": history.seed,
        "skin": {"id": words.id, "title": words.title, "language": words.language},
        "meanings": dict(words.meanings),
        "days": history.days,
        "sizes": {name: len(getattr(history, name)[0]) for name in ("hunters", "beasts")},
        "width": parameters.width,
        "height": parameters.height,
        "parameters": _settings(parameters),
        "stretches": _stretches(history),
        "near": near_misses(history),
        "names": list(words.names[: parameters.hunters]),
        "words": {name: list(words.glossary[name]) for name in words.glossary},
        "vocabulary": {
            name: [next((one.name.lower() for one in enum if one == k), "") for k in range(max(enum) + 1)]
            for name, enum in VOCABULARY.items()
        },
        "marks": MARKS,
        "told": [
            {"day": one.day, "text": one.text, "event": one.event, "surprise": round(one.surprise, 3)} for one in told
        ],
        "log": log_of(history, words),
        "outcome": history.outcome.row(),
        "events_lost": history.events_lost,
    }


def _settings(parameters: Parameters) -> dict[str, Any]:
    """Return what can be dialled; rules of the user's own are no number, and not for every viewer to read."""
    return {name: value for name, value in parameters.as_dict().items() if name in FIELDS}


def _stretches(history: History) -> list[dict[str, Any]]:
    """Return the settings that are new from a day on, for each such day."""
    first = _settings(history.parameters)
    found = []
    for day, _, settings in segments(history.parameters, history.changes):
        now = _settings(settings)
        found.append({"day": day, "new": {name: now[name] for name in now if now[name] != first[name]}})
    return found


def near_misses(history: History) -> list[int]:
    """Return which events were nearly a catch: the ring stood but closed badly, or one hand was missing in it."""
    events = history.events
    one_short = events["saw"][:, 0] == events["saw"][:, 1] - 1.0  # of those who held, and of those who were needed
    nearly = (events["because"] == Because.BROKE_OUT) | one_short
    return np.flatnonzero((events["kind"] == EventKind.ESCAPED) & nearly).tolist()


def _columns(history: History) -> Iterator[Column]:
    for group in ("hunters", "beasts", "camp"):
        state = getattr(history, group)
        for name in state.dtype.names:
            if name not in LEFT_OUT.get(group, ()):
                values = state[name]
                exact = group == "camp" and name in EXACT
                yield _column(group, name, np.moveaxis(values, 0, -1), exact=exact)
    yield _column("hunters", "promised", np.moveaxis(history.promised, 0, -1))
    yield _column("trust", "trust", np.moveaxis(history.trust, 0, -1))
    yield Column("valley", "terrain", np.ascontiguousarray(history.terrain, np.uint8))
    for name in history.events.dtype.names:
        values = np.moveaxis(history.events[name], 0, -1)
        yield _column("events", name, values, exact=values.dtype.kind == "f" and name == "effect")
    for name, line in series(history).items():
        yield Column("series", name, np.ascontiguousarray(line, np.float64))


def _column(group: str, name: str, values: NDArray[Any], *, exact: bool = False) -> Column:
    if values.dtype.kind == "f":
        if exact:
            return Column(group, name, np.ascontiguousarray(values, np.float64))
        known = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
        low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 0.0)
        step = (high - low) / COARSE
        codes = np.rint((known - low) / step if step > 0.0 else np.zeros_like(known)).astype(np.uint8)
        return Column(group, name, _differences(codes), low, step, differences=True)
    whole = values.astype(np.int64)
    low, high = (int(whole.min()), int(whole.max())) if whole.size else (0, 0)
    kind = np.uint8 if high - low < 2**8 else np.uint16 if high - low < 2**16 else None
    if kind is None:
        return Column(group, name, np.ascontiguousarray(whole, np.float64))
    return Column(group, name, _differences((whole - low).astype(kind)), float(low), 1.0, differences=True)


def _differences(codes: NDArray[Any]) -> NDArray[Any]:
    """Return each day's difference from the day before; unsigned numbers wrap round, and back in the browser."""
    return np.ascontiguousarray(np.diff(codes, axis=-1, prepend=codes.dtype.type(0)))


def series(history: History) -> dict[str, NDArray[np.float64]]:
    """Return what is drawn as lines: [day] each.

    The lines of :func:`lines_of`, and ``came`` and ``stayed``: mean trust of the living in those who came to hold the
    latest hunt, and in the others.
    """
    came, stayed = _trust_in_those_who_come(history)
    return {**lines_of(history), "came": came, "stayed": stayed}


def lines_of(history: History) -> dict[str, NDArray[np.float64]]:
    """Return the lines of a band that the charts show: [day] each.

    ``store``: of the evening, days of food per living person; ``bodies``: what the living carry as reserves of their
    bodies, days of food per living person; ``food``: store and bodies together, days of food for the whole band as it
    was on the first morning, so that a death does not make the line leap; ``winter``: what one person needs for the
    rest of this year's winter without any catch, days of food; ``kpi``: mean measured product of the day among the
    living.
    """
    parameters, camp = history.parameters, history.camp
    living = np.maximum(camp["living"], 1)
    awake = history.hunters["alive"] | (history.hunters["died"] == np.arange(history.days)[:, None])
    product = np.where(awake, history.hunters["product"], 0.0).sum(axis=1)
    bodies = np.where(history.hunters["alive"], history.hunters["reserve"], 0.0).sum(axis=1)
    return {
        "living": camp["living"].astype(np.float64),
        "store": camp["store"] / (parameters.need * living),
        "bodies": bodies / (parameters.need * living),
        "food": (camp["store"] * (camp["living"] > 0) + bodies) / (parameters.need * parameters.hunters),
        "winter": winter_need(parameters),
        "kpi": product / np.maximum(awake.sum(axis=1), 1),
    }


def winter_need(parameters: Parameters) -> NDArray[np.float64]:
    """Return, by day, how many days of food per person last through the rest of the winter without any catch."""
    day = np.arange(parameters.days) % 360
    left = np.where(day < 270, 90, 360 - day)
    return left * (1.0 + COLD * parameters.winter)


def _trust_in_those_who_come(history: History) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    n, days = history.parameters.hunters, history.days
    came = np.zeros(n, dtype=np.bool_)
    means = np.full((2, days), np.nan)
    for day in range(days):
        hunters = history.hunters[day]
        today = hunters["there"] & (hunters["target"] != NOBODY) & (hunters["action"] == Action.HUNT)
        came = today if today.any() else came
        alive = hunters["alive"]
        for row, those in enumerate((came, ~came)):
            pairs = alive[:, None] & (alive & those)[None, :] & ~np.eye(n, dtype=np.bool_)
            if pairs.any():
                means[row, day] = history.trust[day][pairs].mean()
    return means[0], means[1]
