"""The enumerations that rules compare: seasons, weather, terrain, phases, ways to pay, praise, lead and decide.

Values are permanent: stored runs, tables and films refer to them.  New ones are appended.  Actions, skills and events
have files of their own.
"""

from enum import IntEnum

NOBODY = -1
"""No hunter, no beast or no day, in a field that holds an index."""

IMPOSSIBLE = -1.0e30
"""Utility of an action that is not possible today."""

RING = 8
"""Cells around a beast, on which the ring stands."""


class Season(IntEnum):
    """Ninety days each; the year begins in spring."""

    SPRING = 0
    SUMMER = 1
    AUTUMN = 2
    WINTER = 3


class Weather(IntEnum):
    """The weather of a day."""

    CLEAR = 0
    FOG = 1
    SNOW = 2
    STORM = 3


class Terrain(IntEnum):
    """The terrain of a cell."""

    OPEN = 0
    FOREST = 1
    BOG = 2
    RIVER = 3


class Kind(IntEnum):
    """Kinds of mammoth."""

    CALF = 0
    COW = 1
    BULL = 2


class Phase(IntEnum):
    """The phases of a hunt, in order."""

    FIND = 0
    APPROACH = 1
    CLOSE = 2
    STRIKE = 3
    HAUL = 4


class Leadership(IntEnum):
    """Who leads a hunt."""

    NONE = 0
    CHIEF = 1  # one person in all phases
    SITUATIONAL = 2  # in each phase the hunter present who is believed best at it, weighted by trust
    PLAN = 3  # an outsider with a plan made for the usual day


class Form(IntEnum):
    """How own product is paid."""

    PIECE = 0  # by amount
    RANKING = 1  # compared with the mean of the band
    QUOTA = 2  # until the quota of the month is met
    AGREED = 3  # a quota in which a day at the hunt counts in full for every role


class Praise(IntEnum):
    """What is praised."""

    PERSON = 0
    PRODUCT = 1
    PLAN = 2
    RESCUE = 3
    OUTCOME = 4


class Hours(IntEnum):
    """What the hours of a day are spent on; they add up to one day."""

    WORK = 0
    WALK = 1
    IDLE = 2
    CHECK = 3  # going through the checklist
    MEETING = 4  # meetings and reporting
    REMINDER = 5  # being asked how it is going
    SWITCH = 6  # getting back into one of several tasks
    STRAIN = 7  # what strained hunters do not get done


class Act(IntEnum):
    """An intervention on the morning of a day, other than new settings."""

    BROADCAST = 0  # one hunter explains the whole loop to everyone at once
    REVIEW = 1  # past, present and future with a few hunters first, and small steps with a price
    FEAST = 2  # a feast for the hero
    TEACH = 3  # one hunter teaches all others the skill of their role
    OUTSOURCE = 4  # strangers take over a role: the number is a Skill, not a hunter
    INSOURCE = 5  # the strangers leave: the number is a Skill
    NEWCOMER = 6  # a newcomer takes the place of a hunter
    FORCE = 7  # one hunter's action of that day: the number is hunter * number of actions + Action


class Ending(IntEnum):
    """Why a run ended."""

    YEAR_LIVED = 0
    BAND_LOST = 1
