"""Who acts when: one after the other around the fire, starting at another seat each day (rotating activation)."""

from agents.environment import Luck
from agents.perception import Me


def next_up(seat: int, day: int, hunters: int, luck: Luck) -> Me:
    """Return the hunter who acts as number ``seat`` today."""
    place = seat + luck.first[day]
    if place >= hunters:
        place -= hunters
    return luck.seats[place]
