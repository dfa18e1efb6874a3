"""What a sweep is to live: scenarios, regimes, levers, uncertainties, replicates, seeds, and when to stop.

A design is one frozen, validated value.  :mod:`experiments.sweeps.parse_design` makes it from TOML,
:mod:`experiments.sweeps.sampling` its points, :mod:`experiments.sweeps.plan` its chunks.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hunt.catalogue.parameters import ENUMS, FIELDS, Parameters
from hunt.own_measures import OwnMeasures

KINDS = ("factorial", "one-at-a-time", "latin-hypercube", "sobol", "morris", "saltelli", "points")
"""How the points of a design are laid."""

SAMPLED = ("latin-hypercube", "sobol", "morris", "saltelli")
"""Kinds that draw points from ranges; in the others every factor is a list of values."""

PAIRINGS = ("paired", "worlds", "independent")
"""Which runs share their luck.

paired: run i has seed + i at every point; worlds: each point of the uncertainties has seeds of its own, shared by
all levers, scenarios and regimes; independent: nobody shares.
"""


@dataclass(frozen=True)
class Factor:
    """What a parameter may be in a design: a list of values, or a range that is sampled.

    Attributes
    ----------
    values
        The values in turn; empty for a range.
    low, high
        Ends of a range, both possible.
    log
        Sample the range evenly in the logarithm.
    drawn
        The values are sampled like a range, each equally likely, instead of all being run at every point.
    """

    values: tuple[Any, ...] = ()
    low: float = 0.0
    high: float = 0.0
    log: bool = False
    drawn: bool = False

    @property
    def sampled(self) -> bool:
        """Whether this is sampled: a range, or values that are drawn."""
        return self.drawn or not self.values

    def plain(self) -> dict[str, Any]:
        """Return it as a design file says it."""
        if self.values:
            return {"values": list(self.values)} | ({"drawn": True} if self.drawn else {})
        return {"low": self.low, "high": self.high, "log": self.log}


@dataclass(frozen=True)
class Stop:
    """When a point has enough runs: the interval of a measure is narrow enough.

    ``on`` is what the interval is of: the mean of every regime, or the paired difference of the first regime from
    each other one.
    """

    measure: str
    half_width: float
    on: str
    level: float = 0.95
    start: int = 20
    block: int = 20
    most: int = 1000


@dataclass(frozen=True)
class Series:
    """Numbers recorded every few days: of the camp and the living, and measures of the user's own."""

    numbers: tuple[str, ...]
    every: int = 1


@dataclass(frozen=True)
class Design:
    """The design of a sweep.

    Attributes
    ----------
    arms
        Settings by (scenario, regime): a design does not change when a catalogue does.
    levers, uncertainties
        Factors by parameter: ours to choose, and the world's.
    kind
        How points are laid, one of ``KINDS``.
    points
        Points to sample, or trajectories of a Morris design, or base samples of a Saltelli design.
    table
        The points of kind "points".
    second_order
        Whether a Saltelli design also has the points that second-order indices need.
    runs
        Replicates per point and arm; with ``stop``, the most.
    """

    title: str
    question: str
    scenarios: tuple[str, ...]
    regimes: tuple[str, ...]
    arms: Mapping[tuple[str, str], Parameters]
    runs: int
    seed: int
    pairing: str = "paired"
    kind: str = "factorial"
    settings: Mapping[str, Any] = field(default_factory=dict)
    levers: Mapping[str, Factor] = field(default_factory=dict)
    uncertainties: Mapping[str, Factor] = field(default_factory=dict)
    points: int = 0
    levels: int = 4
    sampling_seed: int = 1
    second_order: bool = False
    table: tuple[tuple[Any, ...], ...] = ()
    stop: Stop | None = None
    series: Series | None = None
    chunk: int = 500
    measures: OwnMeasures | None = None
    """Measures of the user's own: further columns of the table."""

    @property
    def own_names(self) -> tuple[str, ...]:
        """Names of the user's own measures."""
        return () if self.measures is None else self.measures.names()

    @property
    def factors(self) -> dict[str, Factor]:
        """All factors, the levers first."""
        return {**self.levers, **self.uncertainties}

    def plain(self) -> dict[str, Any]:
        """Return it as JSON can hold it, complete: this is what is digested, kept and read back."""
        return {
            "title": self.title,
            "question": self.question,
            "scenarios": list(self.scenarios),
            "regimes": list(self.regimes),
            "runs": self.runs,
            "seed": self.seed,
            "seeds": self.pairing,
            "chunk": self.chunk,
            "settings": dict(self.settings),
            "levers": {name: one.plain() for name, one in self.levers.items()},
            "uncertainties": {name: one.plain() for name, one in self.uncertainties.items()},
            "design": {
                "kind": self.kind,
                "points": self.points,
                "levels": self.levels,
                "seed": self.sampling_seed,
                "table": [list(row) for row in self.table],
            }
            | ({"second_order": True} if self.second_order else {}),
            "stop": None if self.stop is None else vars(self.stop).copy(),
            "series": None
            if self.series is None
            else {"measures": list(self.series.numbers), "every": self.series.every},
            "arms": [[*arm, one.as_dict()] for arm, one in self.arms.items()],
        } | ({} if self.measures is None else {"measures": self.measures.plain()})

    def digest(self) -> str:
        """Return a digest of this design without its title and question: 16 hexadecimal digits."""
        data = {name: value for name, value in self.plain().items() if name not in ("title", "question")}
        text = json.dumps(data, sort_keys=True, allow_nan=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


FORMAT = 1
"""Of a manifest; another number is another way to write a design down."""


def is_whole(name: str) -> bool:
    """Tell whether a parameter is a whole number."""
    return FIELDS[name].type is int


def is_word(name: str) -> bool:
    """Tell whether a parameter is one word of a list."""
    return name in ENUMS
