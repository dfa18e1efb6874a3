"""Who acts when: rotating sequential activation, from another seat each day."""

from agents.environment import Luck


def next_up(seat: int, day: int, hunters: int, luck: Luck) -> int:
    """Return who gets up as number ``seat`` today: round the fire, from another seat each day."""
    place = seat + luck.first[day]
    if place >= hunters:
        place -= hunters
    return luck.seats[place]
