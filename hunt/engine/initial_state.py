"""The initial state of a run (day 0): where everyone stands, what they can do and what they believe."""

import math
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.behaviour.trusting import FIRST_EVIDENCE, evidence_for
from agents.environment import Luck
from agents.skills import ROLES
from hunt.catalogue.parameters import Parameters
from hunt.engine.random_draws import BLOCK, InitialDraws, draw, herds_of
from hunt.engine.records import BEAST, CAMP, EVENT, HUNTER, Records, copied, in_order, record_of
from hunt.vocabulary import NOBODY, Action, Kind, Season, Skill, Terrain

START_OUTSIDE = 0.7  # the neighbours' trust on day 0; a guess
START_FINDS = 0.15  # believed chance on day 0 that a day of scouting finds a beast; a guess

ROUGH = np.array([0.2, 0.5, 1.0])
GROUND = np.array([Terrain.RIVER, Terrain.BOG, Terrain.FOREST, Terrain.OPEN], np.int8)
"""Of a rough part of the land, the lowest fifth is river, up to the half bog, the rest forest; all else is open."""

KINDS = np.array([0.25, 0.8])
"""Below the first a beast is a calf, below the second a cow, else a bull."""

GREAT = 3
"""Herds that come together as the great herd, where one is announced."""

MIDDLING = 0.5
"""The skill of every hunter when specialisation is 0."""

STRONGER = 0.42
"""How much better than middling specialists are at their own craft."""


def initial_state(
    parameters: Parameters, seed: int, *, events: int = 0, draws: tuple[InitialDraws, Luck] | None = None
) -> tuple[Records, Luck]:
    """Return the world on the morning of day 0 and all the luck of its days.

    Parameters
    ----------
    parameters
        The settings of the run.
    seed
        Any whole number >= 0.
    events
        How many events the world can note down; 0 for none.
    draws
        What `draw` gave for this seed and a run of this size, when it is known already.
    """
    initial, luck = draws or draw(parameters, seed)
    n, days = parameters.hunters, parameters.days
    same = _same_for_all(parameters)
    hunters, camp = _hunters(parameters, initial, same.hunters), copied(same.camp)
    camp["chief"] = int(np.argmax(hunters["repute"].sum(axis=1)))
    kept, broken = same.kept.copy(), same.broken.copy()
    _newcomers(parameters, initial, hunters, kept, broken)
    growing, growth = _growing(days, parameters.game_growth)
    world = Records(
        hunters=hunters,
        beasts=_beasts(parameters, initial, same.beasts),
        camp=camp[0],
        kept=kept,
        broken=broken,
        terrain=_terrain(parameters, initial),
        game=0.6 + 0.4 * initial.stock,
        grazed=np.zeros(initial.stock.shape, np.int32),
        growth=growth,
        growing=growing,
        acts=np.zeros((0, 3), np.int64),
        benches=np.zeros(len(Skill), np.int64),
        asked=np.zeros(days, np.int64),
        quarries=np.full(parameters.hunts_at_once, NOBODY, np.int64),
        present=np.zeros(len(initial.beasts), np.int64),
        party=np.zeros(n, np.int64),
        weighed=np.zeros((n, len(Action))),
        gains=np.zeros(len(Action)),
        costs=np.zeros(len(Action)),
        tickets=np.zeros(len(Action)),
        promised=np.full(n, NOBODY, np.int64),
        verdict=np.zeros(n, np.int64),
        spent=np.zeros((n, len(Action))),
        log=np.zeros(events, EVENT),
        params=same.params,
    )
    return world, luck


class _Same(NamedTuple):
    """The part of the initial state that is the same for all seeds; copied, never written to."""

    hunters: NDArray[np.void]
    beasts: NDArray[np.void]
    camp: NDArray[np.void]
    params: Any
    kept: NDArray[np.float64]
    broken: NDArray[np.float64]


@lru_cache(maxsize=64)
def _same_for_all(parameters: Parameters) -> _Same:
    """Return what no luck decides: setting it field by field takes longer than all the rest of a morning."""
    n = parameters.hunters
    middle = parameters.width // 2, parameters.height // 2
    camp = np.zeros(1, CAMP)
    camp["x"], camp["y"] = middle
    camp["store"] = parameters.start_store * parameters.need * n
    camp["living"] = camp["able"] = n
    camp["winter_store"] = -1.0
    camp["as_planned"], camp["sight"] = True, parameters.sight
    camp["wear"], camp["fixed"] = parameters.start_wear, NOBODY
    camp["progress"] = parameters.need  # as if the days before had fed everyone
    camp["owned"] = parameters.start_ownership
    camp["outside"], camp["upkept"] = START_OUTSIDE, parameters.start_upkept
    hunters = np.zeros(n, HUNTER)
    hunters["x"], hunters["y"] = middle
    hunters["alive"], hunters["died"], hunters["heard"] = True, NOBODY, True
    hunters["catch"] = 0.8 * parameters.small_game * parameters.need
    hunters["finds"] = START_FINDS
    hunters["foresight"], hunters["standing"] = parameters.start_foresight, 1.0
    hunters["odds"] = parameters.start_odds
    hunters["trusts"] = parameters.start_trust if n > 1 else 0.0
    hunters["owns"] = parameters.start_ownership
    hunters["action"], hunters["target"], hunters["post"] = Action.REST, NOBODY, NOBODY
    beasts = np.zeros(herds_of(parameters) * parameters.herd_size, BEAST)
    beasts["herd"] = np.arange(len(beasts)) // parameters.herd_size
    beasts["kind"], beasts["full"], beasts["strength"] = Kind.COW, parameters.toughness, parameters.toughness
    for name in ("sighted", "called", "held", "caller", "leader", "down"):
        beasts[name] = NOBODY
    kept, broken = evidence_for(parameters.start_trust, FIRST_EVIDENCE)
    return _Same(hunters, beasts, camp, record_of(parameters), np.full((n, n), kept), np.full((n, n), broken))


def _hunters(parameters: Parameters, initial: InitialDraws, same: NDArray[np.void]) -> NDArray[np.void]:
    n = parameters.hunters
    hunters = copied(same)
    role = np.empty(n, np.int64)
    role[initial.seats] = _roles(n)
    spread = 0.16 * (initial.skills - 0.5)
    # Together as much as four middling skills, so that only the division of it changes with specialisation.
    weak = MIDDLING + parameters.specialisation * (spread - STRONGER / (len(Skill) - 1))
    strong = MIDDLING + parameters.specialisation * (spread + STRONGER)
    own = np.arange(len(Skill)) == role[:, None]
    skills = np.where(own, strong, weak)
    elder = initial.seats[0]  # the first seat: somewhat good at everything, and so believed the best all round
    skills[elder] = MIDDLING + parameters.specialisation * np.where(own[elder], 0.15, 0.10)
    error = parameters.specialisation * 0.15 * (2.0 * initial.repute - 1.0)
    hunters["heading"][initial.seats] = 2.0 * np.pi * np.arange(n) / n  # by seat: an id must mean nothing
    range_of_bodies = parameters.reserve_high - parameters.reserve_low
    hunters["full"] = hunters["reserve"] = parameters.need * (
        parameters.reserve_low + range_of_bodies * initial.bodies[:, 0]
    )
    hunters["skills"], hunters["repute"] = skills, np.minimum(np.maximum(skills + error, 0.01), 0.99)
    hunters["role"] = role
    return hunters


@lru_cache(maxsize=64)
def _roles(hunters: int) -> NDArray[np.int64]:
    """Return the roles, seat by seat."""
    return np.resize(np.array(ROLES), hunters)


def _beasts(parameters: Parameters, initial: InitialDraws, same: NDArray[np.void]) -> NDArray[np.void]:
    size, days = parameters.herd_size, parameters.days
    beasts = copied(same)
    day, side, place, length = initial.herds[beasts["herd"]].T
    comes = initial.beasts[:, 0] < 0.6
    comes[::size] = True  # the first of each herd always comes
    arrives = np.where(comes, (day * days).astype(np.int64), days)
    if parameters.great_herd >= 0:
        arrives[: GREAT * size] = parameters.great_herd
    beasts["arrives"] = arrives
    beasts["leaves"] = arrives + (parameters.stay * (0.5 + length)).astype(np.int64) + 1
    along_x = side < 0.5
    far = (side * 4).astype(np.int64) % 2
    x = np.where(along_x, place * parameters.width, far * (parameters.width - 1)).astype(np.int64)
    y = np.where(along_x, far * (parameters.height - 1), place * parameters.height).astype(np.int64)
    for name in ("x", "from_x", "seen_x"):
        beasts[name] = x
    for name in ("y", "from_y", "seen_y"):
        beasts[name] = y
    if parameters.variety > 0:
        kind = KINDS.searchsorted(initial.beasts[:, 1], side="right")
        beasts["kind"] = kind
        beasts["full"] = beasts["strength"] = np.maximum(kind + (parameters.toughness - Kind.COW), 1)
    return in_order(beasts, arrives.argsort(kind="stable"))  # the rules let them in one after the other


def _terrain(parameters: Parameters, initial: InitialDraws) -> NDArray[np.int8]:
    land, rough = initial.land, parameters.rough
    blocks = GROUND[(ROUGH * rough).searchsorted(land, side="right")]
    cells = blocks.repeat(BLOCK, axis=0).repeat(BLOCK, axis=1)
    return np.ascontiguousarray(cells[: parameters.width, : parameters.height])


def _newcomers(
    parameters: Parameters,
    initial: InitialDraws,
    hunters: NDArray[np.void],
    kept: NDArray[np.float64],
    broken: NDArray[np.float64],
) -> None:
    """Let those who sit last be new: novices who know nobody and whom nobody knows."""
    n = parameters.hunters
    new = initial.seats[n - int(parameters.newcomers * n) :]
    if len(new) == 0 or n < 2:
        return
    hunters["skills"][new, hunters["role"][new]] = parameters.novice_skill
    hunters["repute"][new, hunters["role"][new]] = parameters.novice_skill
    evidence = evidence_for(parameters.hire_trust, FIRST_EVIDENCE)
    for table, value in zip((kept, broken), evidence, strict=True):
        table[new, :] = value
        table[:, new] = value
    trust = (kept + 1.0) / (kept + broken + 2.0)
    hunters["trusts"] = (trust.sum(axis=1) - trust.diagonal()) / (n - 1)


@lru_cache(maxsize=64)
def _growing(days: int, rate: float) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the growing days before each day (all but the winter's), and the growth factor after each number of them.

    Shared by all runs of a length; no rule writes to them.
    """
    grows = (np.arange(days) // 90) % 4 != Season.WINTER
    growing = np.concatenate([[0], np.cumsum(grows)]).astype(np.int64)
    # One by one, because an array's exponentials may differ in the last bit from machine to machine.
    return growing, np.array([math.exp(min(rate * k, 700.0)) for k in range(days + 1)])  # e^710 is too large a number
