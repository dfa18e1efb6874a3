"""The kinds of events and the reasons they carry: ids in the event log, which the narrator puts into words.

Values are permanent: stored runs and films refer to them.  New ones are appended.  ``hunt/narrator/offers.py`` lists
the sentences for each kind and reason, and what they may mention.
"""

from enum import IntEnum


class EventKind(IntEnum):
    """What can happen that the log keeps."""

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
    GHOST = 21  # an incident that was possible and did not happen
    RESCUED = 22
    FIXED = 23
    BROADCAST = 24
    REVIEW = 25
    FEAST = 26
    PRESSED = 27  # behind the plan: meetings and reminders added
    REFUSED = 28  # a hunt refused because it was not in the plan
    DELIVERED = 29  # an order finished and handed over
    OUTSOURCED = 30
    INSOURCED = 31
    NEWCOMER = 32
    TAUGHT = 33
    TALLIED = 34  # a day lost to meetings, reporting and reminders
    LET_GO = 35  # a hunter stopped owning the product
    STRAINED = 36  # a hunter is overstrained
    GREAT_HERD = 37  # the announced great herd passes
    PROMISED = 38  # those who were asked to join a hunt have answered
    STAYED_AWAY = 39  # a hunter who had promised stayed away from the hunt


class Because(IntEnum):
    """The reason an event carries."""

    CHANCE = 0
    TOO_FEW = 1  # fewer came than the party believed it needs
    TRACK_LOST = 2
    OWN_PRODUCT = 3  # a hunter left their cell of the ring for their own product
    GAP = 4  # too few cells held, nobody at fault
    SCENT = 5  # the beast noticed the approach
    BROKE_OUT = 6  # enough cells held, but the ring was closed badly
    BEST_SKILL = 7
    STANDING = 8
    PLANNED = 9
    HUNGER = 10
    FRESH_TRACKS = 11
    HELD = 12  # the ring held
    WEAR = 13
    MENDED = 14
    PERMANENT_FIX = 15
    NO_STEPS = 16  # an appeal without steps to take
    STEPS = 17  # small steps with a price
    BEHIND_PLAN = 18
    NOT_IN_PLAN = 19
    OVERLOAD = 20
    SKILL_AT_ONCE = 21  # strangers bring their skill
    KNOWLEDGE_LEFT = 22  # and take it away when they leave
    NEW_HERE = 23
