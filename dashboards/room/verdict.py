"""What Hands came to: which rings get through the winter, and whether they are those with the fewest points."""

from collections.abc import Sequence
from typing import Any

from dashboards.room.hands import Ring

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def verdict(rings: Sequence[Ring], *, paid: bool) -> dict[str, Any]:
    """Return the ``case``, which names the sentence on the screen, and what that sentence says.

    With ``paid`` points may be named; where rings are paid differently nothing is said of them.
    """
    living = [k for k, one in enumerate(rings) if one.lives]
    dead = [k for k, one in enumerate(rings) if not one.lives]
    points = sum(sum(one.points) for one in rings)
    case = "all" if not dead else "none" if not living else "one" if len(living) == 1 else "some"
    if case == "none" and paid and points:
        case = "none_paid"
    if living and dead and paid and all(_fewer(rings[one], rings[other]) for one in living for other in dead):
        case += "_fewest"
    return {
        "case": case,
        "letters": ", ".join(LETTERS[k % len(LETTERS)] for k in living),
        "points": points,
        "rings": len(rings),
    }


def _fewer(one: Ring, other: Ring) -> bool:
    """Say whether a ring has fewer points than another, in all and for each of its people: rings differ in size."""
    here, there = sum(one.points), sum(other.points)
    return here < there and here * len(other.seats) < there * len(one.seats)
