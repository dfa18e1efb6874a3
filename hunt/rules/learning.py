"""What hunters learn from days and from failures."""

from hunt.world import World


def grow(h: int, skill: int, world: World) -> None:
    """A used skill grows towards 1."""
    hunter = world.hunters[h]
    hunter.skills[skill] += world.params.skill_growth * (1.0 - hunter.skills[skill])


def learn_from_failure(b: int, skill: int, size: int, world: World) -> None:
    """A failed hunt teaches the skill it failed by, like several days of use."""
    params = world.params
    step = min(1.0, 10.0 * params.learn_failure * params.skill_growth)
    for k in range(size):
        hunter = world.hunters[world.party[k]]
        hunter.skills[skill] += step * (1.0 - hunter.skills[skill])


def learn_odds(b: int, size: int, success: bool, world: World) -> None:
    """Those in a closed ring learn how often that kills."""
    target = 1.0 if success else 0.0
    for k in range(size):
        hunter = world.hunters[world.party[k]]
        hunter.odds += world.params.odds_learning * (target - hunter.odds)
