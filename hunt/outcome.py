"""What a run came to, and why it ended: one tidy row."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hunt.catalogue.parameters import Parameters
from hunt.engine.records import Records, joined
from hunt.vocabulary import Action, Ending

LEDGER = ("gathered", "hauled", "made", "traded", "paid", "eaten", "spoiled", "stolen", "lost", "dressed", "wasted")
COUNTS = (
    *("calls", "tries", "rings", "kills", "left_ring", "injuries", "handovers", "raids", "days_lived"),
    *("incidents", "ghosts", "rescues", "rescue_days", "build_days", "refused", "delivered", "late"),
)


@dataclass(frozen=True)
class Outcome:
    """What one run came to.  Food in person-days, days counted from 0, shares from 0 to 1."""

    ended: str  # "year_lived" or "band_lost"
    alive: int  # hunters at the end
    alive_share: float
    first_death: int  # day, or -1
    days_per_hunter: float  # mean days lived, the RMST of this band
    kpi: float  # mean measured product of a hunter-day, 1 = KPI fully met
    trust: float  # mean trust among the living at the end; NaN when nobody is left
    store: float  # at the end
    pouches: float  # food the living carry at the end
    winter_store: float  # days of food a head of those living, on the first winter morning; NaN before it
    gathered: float  # small game
    hauled: float  # mammoth meat brought home
    made: float  # food from separable work
    traded: float  # food from orders of the neighbours
    paid: float  # food paid to hired strangers
    eaten: float
    spoiled: float  # from store and pouches
    stolen: float  # by wolves
    lost: float  # to incidents
    dressed: float  # meat of all beasts brought down
    wasted: float  # of it, rotted before it was hauled
    calls: int  # hunts called
    tries: int  # days a gathered party tried
    rings: int  # of those, days the ring closed
    kills: int
    left_ring: int  # cells of a ring left for the own product
    injuries: int
    handovers: int  # times the lead changed between phases
    raids: int  # wolves at the store
    days_lived: int  # hunter-days
    incidents: int
    ghosts: int  # potential incidents that prevention stopped
    rescues: int
    rescue_days: int  # hunter-days
    build_days: int  # hunter-days
    refused: int  # chances let go because they were not in the plan
    delivered: int  # orders handed over
    late: int  # of those, later than agreed
    orders_open: float  # mean orders in progress
    outside: float  # trust of the neighbours at the end
    plan_met: float  # mean share of the plan that was met, 0 on days without a plan
    pushed: float  # share of hunter-days lost to meetings and reminders
    strained: float  # share of hunter-days lost to switching and strain
    owned: float  # mean ownership on the last morning
    fixed: int  # day the permanent fix was finished, or -1
    forage: float  # share of hunter-days given to each action
    scout: float
    hunt: float
    own: float
    tend: float
    build: float
    rescue: float
    help: float
    rest: float

    def row(self) -> dict[str, Any]:
        """Return the outcome as plain values by name."""
        return asdict(self)


OUTCOMES = tuple(Outcome.__dataclass_fields__)


class Finals(NamedTuple):
    """What is kept of the last evening of several runs of one size; first axis: run."""

    camps: NDArray[Any]  # [run]
    died: NDArray[np.int64]  # [run, hunter]: day, or -1
    spent: NDArray[np.float64]  # [run, Action]
    trusts: NDArray[np.float64]  # [run]
    pouches: NDArray[np.float64]  # [run]


def finals_of(world: Records) -> Finals:
    """Return the last evening of one run."""
    hunters = world.hunters
    alive = hunters["alive"]
    trusts = hunters["trusts"][alive].mean() if alive.any() else np.nan
    return Finals(
        np.array([world.camp]),
        hunters["died"][None, :].copy(),
        world.spent.sum(axis=0)[None, :],
        np.array([trusts]),
        np.array([hunters["pouch"].sum()]),
    )


def together(parts: Sequence[Finals]) -> Finals:
    """Return the runs of several parts of one size as one, in their order."""
    return Finals(*(joined(column) for column in zip(*parts, strict=True)))


def columns(parameters: Parameters, finals: Finals) -> dict[str, NDArray[Any]]:
    """Return the outcomes of several runs, column by column, in the order of :class:`Outcome`."""
    camps = finals.camps
    n, days = parameters.hunters, parameters.days
    lived = np.where(finals.died < 0, days, finals.died + 1)
    first = np.where(finals.died < 0, days, finals.died).min(axis=1)
    endings = np.array([ending.name.lower() for ending in Ending], dtype=object)
    share = finals.spent / np.maximum(1.0, finals.spent.sum(axis=1, keepdims=True))
    out: dict[str, NDArray[Any]] = {
        "ended": endings[np.where(camps["living"] == 0, Ending.BAND_LOST, Ending.YEAR_LIVED)],
        "alive": camps["living"].copy(),
        "alive_share": camps["living"] / n,
        "first_death": np.where(first == days, -1, first),
        "days_per_hunter": lived.mean(axis=1),
        "kpi": camps["attained"] / np.maximum(1, camps["days_lived"]),
        "trust": finals.trusts,
        "store": camps["store"].copy(),
        "pouches": finals.pouches,
        "winter_store": np.where(camps["winter_store"] < 0.0, np.nan, camps["winter_store"]),
    }
    out |= {name: camps[name].copy() for name in LEDGER + COUNTS}
    lived_days = np.maximum(1, camps["days_lived"])
    out["orders_open"] = camps["wip_days"] / days
    out["outside"] = camps["outside"].copy()
    out["plan_met"] = camps["plan_days"] / days
    out["pushed"] = camps["meeting_days"] / lived_days
    out["strained"] = camps["strain_days"] / lived_days
    out["owned"] = camps["owned"].copy()
    out["fixed"] = camps["fixed"].copy()
    out |= {action.name.lower(): share[:, action] for action in Action}
    return {name: out[name] for name in OUTCOMES}


def outcome_of(parameters: Parameters, finals: Finals, run: int = 0) -> Outcome:
    """Return one run's outcome as one value."""
    values = {name: column[run] for name, column in columns(parameters, finals).items()}
    return Outcome(**{name: one.item() if isinstance(one, np.generic) else one for name, one in values.items()})
