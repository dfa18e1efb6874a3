"""The promise to hold the ring: how many hunters the party believes it needs, who has come to hold, who held."""

from agents.actions import Action
from agents.behaviour.geometry import rounded
from agents.behaviour.land import hunters_needed
from agents.perception import PerceivedTogether
from agents.vocabulary import NOBODY


def believed_need(b: int, size: int, world: PerceivedTogether) -> int:
    """Return how many hunters the party believes the ring needs: from the mean of their beliefs, or the recipe."""
    if world.camp.recipe > 0.0:
        return rounded(world.camp.recipe)
    beast = world.beasts[b]
    believed = 0.0
    for k in range(size):
        believed += world.hunters[world.party[k]].believes
    terrain = world.terrain[beast.x, beast.y]
    return rounded(hunters_needed(beast.kind, believed / size, terrain, world.params.variety))


def count_holders(b: int, world: PerceivedTogether) -> int:
    """Return how many hunters have come to this beast to hold the ring."""
    count = 0
    for hunter in world.hunters:
        if hunter.alive and hunter.target == b and hunter.there and hunter.action == Action.HUNT:
            count += 1
    return count


def kept_promise(j: int, b: int, world: PerceivedTogether) -> int:
    """Return 1 if a hunter held their cell, 0 if not, NOBODY if dead, injured or still on the way.

    Good reasons to be elsewhere make no difference.
    """
    other = world.hunters[j]
    if not other.alive or other.injured > 0 or (other.target == b and not other.there):
        return NOBODY
    return 1 if other.target == b and other.action == Action.HUNT and other.holds else 0
