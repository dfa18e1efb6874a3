"""A rule of your own that adds to the original: in winter, hunters who are thin lose more."""

from agents.behaviour.eating import die
from agents.behaviour.eating import evening as usual
from agents.environment import World
from agents.vocabulary import Season

THIN = 0.3  # share of a full reserve below which a hunter shivers
SHIVER = 0.2  # needs a day


def evening(h: int, day: int, world: World) -> None:
    """Eat as usual; in winter the thin lose a further part of a day's need."""
    usual(h, day, world)
    hunter = world.hunters[h]
    if hunter.alive and world.camp.season == Season.WINTER and hunter.reserve < THIN * hunter.full:
        hunter.reserve -= SHIVER * world.params.need
        if hunter.reserve <= 0.0:
            die(h, day, world)
