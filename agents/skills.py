"""The skills of hunters and the role of each seat around the fire.

To add a skill, append it to :class:`Skill`, give it a plain word here and a row of pay in ``agents/actions.py``, and
put it into :data:`ROLES`.  Values are permanent: stored runs, tables and films refer to them.
"""

from enum import IntEnum


class Skill(IntEnum):
    """What a hunter can be good at.  A hunter's role is one of these."""

    TRACK = 0
    DRIVE = 1
    STRIKE = 2
    KEEP = 3


ROLES = (*(Skill.STRIKE, Skill.DRIVE, Skill.TRACK, Skill.STRIKE, Skill.KEEP, Skill.DRIVE, Skill.STRIKE, Skill.TRACK),)
"""Roles by seat around the fire, repeated: of eight, three spear-throwers, two drivers, two trackers, one keeper."""

PLAIN_WORDS = {
    Skill.TRACK: "tracker",
    Skill.DRIVE: "driver",
    Skill.STRIKE: "spear-thrower",
    Skill.KEEP: "keeper",
}
"""Name of each role in a skin that has no word of its own for it."""
