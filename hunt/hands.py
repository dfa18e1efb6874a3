"""Hands: a small ring around one mammoth, played by people; whether it closes follows the rules of the model.

Six people have four days. Each day each of them holds the ring or takes a rabbit. If at least five hold, the ring
closes, and on its second closed day the mammoth falls. Food is counted in portions, of which each feeds one person for
one day: a rabbit is one. Nothing here is drawn by chance.
"""

from collections.abc import Sequence
from math import comb, exp

HOLD, RABBIT = "hold", "rabbit"

NEEDED = {5: 4, 6: 5, 7: 6, 8: 6}
"""How many must hold, by the size of the ring."""

SHARE = {5: 8, 6: 8, 7: 9, 8: 8}
"""Portions that a mammoth brings for each person of the ring: it feeds all of them for that many days."""

DAYS = 4
"""Days of a game."""

CLOSED_DAYS = 2
"""Closed days that bring a mammoth down; they need not follow each other."""

WINTER = 6
"""Portions that each person needs for the winter of the game."""


def needed_of(size: int) -> int:
    """Return how many must hold in a ring of this size."""
    return NEEDED[size]


def meat_of(size: int) -> int:
    """Return the portions that a mammoth brings a ring of this size."""
    return SHARE[size] * size


def fallen_after(closed: Sequence[bool]) -> int | None:
    """Return the day on which the mammoth falls, counted from 0, or None."""
    days = [day for day, one in enumerate(closed) if one]
    return days[CLOSED_DAYS - 1] if len(days) >= CLOSED_DAYS else None


START_ODDS = 0.5
"""Believed chance that a closed ring brings the mammoth down within a day; it takes two such days."""


def worth_of_holding(size: int, trust: float) -> float:
    """Return the days of food that holding is expected to bring each person: what one's own part changes.

    It changes something only if one more is needed than the number of others who hold; each of them is trusted alike.
    """
    others, least = size - 1, needed_of(size) - 1
    pivotal = comb(others, least) * trust**least * (1 - trust) ** (others - least)
    return START_ODDS * SHARE[size] * pivotal


def worth_of_a_rabbit(size: int, kappa: float) -> float:
    """Return what taking a rabbit brings: a share of the common food, and ``kappa`` if it is paid for."""
    return 1 / size + kappa


def chance_to_hold(size: int, trust: float, kappa: float, temperature: float) -> float:
    """Return how likely a hunter of the model holds, by the logit choice of the model."""
    gap = (worth_of_holding(size, trust) - worth_of_a_rabbit(size, kappa)) / temperature
    return 1 / (1 + exp(-max(-700.0, min(700.0, gap))))


def trusts_that_hold(size: int, kappa: float) -> tuple[float, float] | None:
    """Return the trust from which, and up to which, holding is worth more than a rabbit; None if it never is."""
    trusts = [k / 10_000 for k in range(10_001)]
    better = [trust for trust in trusts if worth_of_holding(size, trust) > worth_of_a_rabbit(size, kappa)]
    return (better[0], better[-1]) if better else None
