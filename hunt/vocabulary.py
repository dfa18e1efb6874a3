"""The words of the hunt, as numbers the rules can compare.

Values are permanent: stored runs, tables and films refer to them.  New words are appended.
"""

from enum import IntEnum

NOBODY = -1
"""No hunter, no beast, no day: stands wherever an index could."""

IMPOSSIBLE = -1.0e30
"""Worth of an option that does not exist today."""

RING = 8
"""Cells around a beast that a ring can hold."""


class Skill(IntEnum):
    """What a hunter can be good at; the best one is the hunter's role."""

    TRACK = 0
    DRIVE = 1
    STRIKE = 2
    KEEP = 3


class Option(IntEnum):
    """What a hunter can do with a day."""

    FORAGE = 0  # small game, alone
    SCOUT = 1  # walk and look for beasts
    HUNT = 2  # join the called hunt and hold the ring; after a kill: haul
    OWN = 3  # join the called hunt, but work for the own measured product
    TEND = 4  # keep store and racks: less spoils, fewer thefts
    BUILD = 5  # the permanent fix
    RESCUE = 6  # an open incident
    HELP = 7  # nurse and teach somebody
    REST = 8  # nothing, at no effort


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
    FORCE = 7  # one hunter's choice of that day: the number is hunter * number of options + Option


class Decision(IntEnum):
    """How hunters decide."""

    BELIEF = 0  # logit in what they expect of each option
    REINFORCEMENT = 1  # logit in what each option has brought them so far
    ASPIRATION = 2  # go on while it is good enough, else try something else


class Ending(IntEnum):
    """Why a run ended."""

    YEAR_LIVED = 0
    BAND_LOST = 1


class EventKind(IntEnum):
    """What can happen that is worth telling."""

    HERD_CAME = 0
    SIGHTED = 1
    CALLED = 2
    CALLED_OFF = 3
    LED = 4
    ALERTED = 5
    ESCAPED = 6
    WOUNDED = 7
    DOWN = 8
    HAULED = 9
    ROTTED = 10
    HURT = 11
    HELPED = 12
    WOLVES = 13
    STORM = 14
    WINTER = 15
    STORE_EMPTY = 16
    DIED = 17
    BAND_LOST = 18
    FREE_AGAIN = 19
    INCIDENT = 20
    GHOST = 21  # what would have happened, and did not
    RESCUED = 22
    FIXED = 23
    BROADCAST = 24
    REVIEW = 25
    FEAST = 26
    PRESSED = 27  # behind the plan: meetings and reminders are added
    REFUSED = 28  # a chance that was not in the plan was let go
    DELIVERED = 29  # an order was finished and handed over
    OUTSOURCED = 30
    INSOURCED = 31
    NEWCOMER = 32
    TAUGHT = 33
    TALLIED = 34  # a day lost to meetings, tallies and reminders
    LET_GO = 35  # somebody stopped owning the product
    STRAINED = 36  # somebody is overstrained
    GREAT_HERD = 37  # the announced great herd passes


class Because(IntEnum):
    """The reason an event carries with it."""

    CHANCE = 0
    TOO_FEW = 1  # fewer present than believed necessary
    TRACK_LOST = 2
    OWN_PRODUCT = 3  # somebody left the own cell of the ring for the own product
    GAP = 4  # too few cells held, nobody at fault
    SCENT = 5  # the beast noticed the approach
    BROKE_OUT = 6  # the ring stood, but was closed badly
    BEST_SKILL = 7
    STANDING = 8
    PLANNED = 9
    HUNGER = 10
    FRESH_TRACKS = 11
    HELD = 12  # the ring held and the spears struck
    WEAR = 13
    MENDED = 14
    PERMANENT_FIX = 15
    NO_STEPS = 16  # told without steps to take
    STEPS = 17
    BEHIND_PLAN = 18
    NOT_IN_PLAN = 19
    OVERLOAD = 20
    SKILL_AT_ONCE = 21  # strangers bring their skill with them
    KNOWLEDGE_LEFT = 22  # and take it away again
    NEW_HERE = 23
