"""The words that rules compare, as numbers: seasons, weather, ground, phases, ways to pay, to praise and to lead.

Values are permanent: stored runs, tables and films refer to them.  New words are appended.
Actions, skills and events have files of their own.
"""

from enum import IntEnum

NOBODY = -1
"""No hunter, no beast, no day: stands wherever an index could."""

IMPOSSIBLE = -1.0e30
"""Worth of an action that is not possible today."""

RING = 8
"""Cells around a beast that a ring can hold."""


class Season(IntEnum):
    """Ninety days each; a year begins in spring."""

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
    """The ground of a cell."""

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
    CHIEF = 1  # one person, all phases
    SITUATIONAL = 2  # each phase: the present hunter believed best at it, weighted by trust
    PLAN = 3  # an outsider, by a plan made for the usual day


class Form(IntEnum):
    """How the own product is paid."""

    PIECE = 0
    RANKING = 1
    QUOTA = 2
    AGREED = 3  # a quota in which a day at the hunt counts in full, whatever the role


class Praise(IntEnum):
    """What is praised."""

    PERSON = 0
    PRODUCT = 1
    PLAN = 2
    RESCUE = 3
    OUTCOME = 4


class Hours(IntEnum):
    """Where the hours of a day go; they always add up to one day."""

    WORK = 0
    WALK = 1
    COUNCIL = 2
    IDLE = 3
    CHECK = 4  # going through the checklist
    MEETING = 5  # meetings and tallies
    REMINDER = 6  # being asked how it is going
    SWITCH = 7  # finding the way back into one of several tasks
    STRAIN = 8  # what the overstrained do not get done


class Act(IntEnum):
    """What somebody can do to a run on the morning of a day, besides changing its settings."""

    BROADCAST = 0  # tell everybody the whole loop at once
    REVIEW = 1  # past, present, future with a few, and priced small steps
    FEAST = 2  # a feast for the hero
    TEACH = 3  # one hunter teaches all the others the own best skill
    OUTSOURCE = 4  # strangers take over a role: the number is a Skill, not a hunter
    INSOURCE = 5  # the strangers leave: the number is a Skill
    NEWCOMER = 6  # somebody new takes the place of a hunter
    FORCE = 7  # one hunter's choice of that day: the number is hunter * number of actions + Action


class Decision(IntEnum):
    """How hunters decide."""

    BELIEF = 0  # logit in what they expect of each action
    REINFORCEMENT = 1  # logit in what each action has brought them so far
    ASPIRATION = 2  # go on while it is good enough, else try something else


class Ending(IntEnum):
    """Why a run ended."""

    YEAR_LIVED = 0
    BAND_LOST = 1
