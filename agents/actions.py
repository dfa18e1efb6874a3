"""The table of actions: what a hunter can do with a day.

Records, pay table, outcome measures, film and default words are made from :data:`ACTIONS`.  To add an action, append
it to :class:`Action`, add its row here, offer and perform it in ``agents/behaviour/acting.py``, and write what it does
in a file of its own in ``agents/behaviour/``.  Values are permanent: stored runs, tables and films refer to them.
"""

import math
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from agents.skills import Skill


class Action(IntEnum):
    """What a hunter can do with a day."""

    FORAGE = 0  # small game, alone
    SCOUT = 1  # walk and look for beasts
    HUNT = 2  # join the called hunt and hold the ring; after a kill: haul
    OWN = 3  # join the called hunt, but work for one's own measured product
    TEND = 4  # look after store and racks: less spoils, wolves take less
    BUILD = 5  # work on the permanent fix
    RESCUE = 6  # deal with an open incident
    HELP = 7  # nurse an injured hunter
    REST = 8  # do nothing, at no effort


class ActionRow(NamedTuple):
    """One row of the table."""

    plain: str
    """Its name in a skin that has no word of its own for it."""
    mark: str
    """How the film draws a hunter who does it: ``ours`` (common goal), ``mine`` (own numbers) or ``none``."""
    product: dict[Skill, float]
    """Measured product of a full day by role, 1 = the KPI fully met.  Roles left out produce 0."""
    feeds: float
    """What a full day contributes to feeding the band, in food, information or safety; 1 = the most.  A guess."""


TRACK, DRIVE, STRIKE, KEEP, *_ = Skill

ACTIONS = {
    Action.FORAGE: ActionRow("small game", "mine", {TRACK: 0.30, DRIVE: 0.40, STRIKE: 0.50, KEEP: 0.30}, 0.4),
    Action.SCOUT: ActionRow("scouting", "ours", {TRACK: 1.00, DRIVE: 0.30, STRIKE: 0.10}, 0.6),  # tracks reported
    Action.HUNT: ActionRow("holding the ring", "ours", {TRACK: 0.20, DRIVE: 0.30, STRIKE: 0.30, KEEP: 0.10}, 1.0),
    Action.OWN: ActionRow(
        "own numbers", "mine", {TRACK: 0.60, DRIVE: 1.00, STRIKE: 1.00, KEEP: 0.20}, 0.0
    ),  # drives, throws
    Action.TEND: ActionRow("tending the camp", "ours", {KEEP: 1.00}, 0.4),  # repairs
    Action.BUILD: ActionRow("the permanent fix", "ours", {KEEP: 0.30}, 0.6),
    Action.RESCUE: ActionRow("a rescue", "ours", {KEEP: 1.00}, 0.5),
    Action.HELP: ActionRow("helping", "ours", {KEEP: 0.20}, 0.4),
    Action.REST: ActionRow("rest", "none", {}, 0.0),
}

PAY_TABLE = tuple(tuple(ACTIONS[action].product.get(skill, 0.0) for action in Action) for skill in Skill)
"""Measured product of a full day, by role (rows, :class:`Skill`) and action (columns, :class:`Action`).

It hardly counts holding the ring, helping and prevention.
"""

CONTRIBUTIONS = tuple(ACTIONS[action].feeds for action in Action)
"""What a full day of each action contributes to feeding the band, by any hunter.  It is the yardstick that the pay
table is compared with, never a source of food: food comes from the rules."""


def congruence(table: Sequence[Sequence[float]]) -> float:
    """Return how well a pay table measures what feeds the band: the cosine between the two, 0 to 1, mean over roles.

    After Feltham & Xie (1994) and Baker (2002): the value of paying for a measure goes with this cosine.
    """
    of_roles = []
    for row in table:
        both = sum(paid * feeds for paid, feeds in zip(row, CONTRIBUTIONS, strict=True))
        sizes = math.hypot(*row) * math.hypot(*CONTRIBUTIONS)
        of_roles.append(both / sizes if sizes > 0.0 else 0.0)
    return sum(of_roles) / len(of_roles)
