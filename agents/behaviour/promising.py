"""Whether a promise to hold the ring is kept."""

from agents.actions import Action
from agents.perception import PerceivedTogether
from agents.vocabulary import NOBODY


def kept_promise(j: int, b: int, world: PerceivedTogether) -> int:
    """Return 1 if a hunter who promised is there to hold, or on the way; 0 if not; NOBODY if dead, injured or unasked.

    Bad luck is no broken promise: a hunter who means to hold and fails has kept it.  Working for own product at the
    hunt breaks it like staying away.
    """
    other = world.hunters[j]
    if not other.alive or other.injured > 0 or world.promised[j] != b:
        return NOBODY
    return 1 if other.action == Action.HUNT else 0
