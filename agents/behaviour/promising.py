"""The promise to hold a cell of the ring: how many it takes, who came to keep it, who did."""

from agents.actions import Action
from agents.behaviour.geometry import rounded
from agents.behaviour.land import hunters_needed
from agents.environment import World
from agents.vocabulary import NOBODY


def hunters_expected(b: int, size: int, world: World) -> int:
    """Return how many the party believes it needs: the mean of what its members believe, or the recipe."""
    if world.camp.recipe > 0.0:
        return rounded(world.camp.recipe)
    beast = world.beasts[b]
    believed = 0.0
    for k in range(size):
        believed += world.hunters[world.party[k]].believes
    terrain = world.terrain[beast.x, beast.y]
    return rounded(hunters_needed(beast.kind, believed / size, terrain, world.params.variety))


def count_holders(b: int, world: World) -> int:
    """Count those who have come to hold the ring."""
    count = 0
    for hunter in world.hunters:
        if hunter.alive and hunter.target == b and hunter.there and hunter.action == Action.HUNT:
            count += 1
    return count


def kept_promise(j: int, b: int, world: World) -> int:
    """Return 1 for who held the own cell, 0 for who did not, NOBODY for who could not or is on the way."""
    other = world.hunters[j]
    if not other.alive or other.injured > 0 or (other.target == b and not other.there):
        return NOBODY
    return 1 if other.target == b and other.action == Action.HUNT and other.holds else 0
