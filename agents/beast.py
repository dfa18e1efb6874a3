"""What a mammoth is: the state of one beast, field by field; see :mod:`agents.hunter` for how it is used."""

from typing import Protocol


class BeastState(Protocol):
    """One mammoth of one herd; every beast that will ever come is listed from day 0."""

    x: int
    y: int
    seen_x: int  # where it was last seen
    seen_y: int
    from_x: int  # where it was yesterday
    from_y: int
    herd: int
    kind: int  # Kind
    arrives: int  # day
    leaves: int  # day
    here: bool  # in the valley and alive
    strength: float  # good strikes it can still take
    full: float  # good strikes it could take unhurt
    wary: float  # how much harder to approach than a calm one, 0 to 1
    sighted: int  # day last sighted, or NOBODY
    called: int  # day its hunt was called, or NOBODY
    rested: int  # first day on which a hunt may be called again
    waited: int  # days the party has waited
    held: int  # day on which a ring last held it, or NOBODY
    leader: int  # who last led the hunt, or NOBODY
    down: int  # day it was brought down, or NOBODY
    meat: float  # left on the carcass, person-days
