"""The skills of hunters, and who sits where: everything that depends on how many skills there are follows from here.

To add a skill, append it to :class:`Skill`, give it a plain word and a row of pay in ``agents/actions.py``, and put it
into :data:`ROLES`.  Values are permanent: stored runs, tables and films refer to them.
"""

from enum import IntEnum


class Skill(IntEnum):
    """What a hunter can be good at; the best one is the hunter's role."""

    TRACK = 0
    DRIVE = 1
    STRIKE = 2
    KEEP = 3


ROLES = (*(Skill.STRIKE, Skill.DRIVE, Skill.TRACK, Skill.STRIKE, Skill.KEEP, Skill.DRIVE, Skill.STRIKE, Skill.TRACK),)
"""Roles around the fire, seat by seat: three spears, two drivers, two trackers and a keeper in eight."""

PLAIN_WORDS = {
    Skill.TRACK: "tracker",
    Skill.DRIVE: "driver",
    Skill.STRIKE: "spear-thrower",
    Skill.KEEP: "keeper",
}
"""What somebody in that role is called where a skin has no word of its own."""
