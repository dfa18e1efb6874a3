"""What a mammoth is: the state of one beast, field by field; see :mod:`agents.hunter` for how the list is used."""

from typing import Protocol


class BeastState(Protocol):
    """One mammoth of one herd.  Every beast that will ever arrive is in the list from day 0."""

    x: int  # position, cells
    y: int  # position, cells
    seen_x: int  # where it was last seen, cells
    seen_y: int  # where it was last seen, cells
    from_x: int  # where it was yesterday, cells
    from_y: int  # where it was yesterday, cells
    herd: int  # number of its herd
    kind: int  # Kind
    arrives: int  # day
    leaves: int  # day
    here: bool  # in the valley and alive
    strength: float  # good strikes it can still take
    full: float  # good strikes it can take when unhurt
    sighted: int  # day of the last sighting, or NOBODY
    called: int  # day on which its hunt was called, or NOBODY
    rested: int  # first day on which its hunt may be called again
    waited: int  # days a party has waited for more hunters
    held: int  # last day on which a ring held it, or NOBODY
    caller: int  # hunter who called its hunt, or NOBODY
    promises: int  # hunters who have promised to hold its ring
    expected: float  # how many of them the caller counts on
    leader: int  # hunter who last led its hunt, or NOBODY
    down: int  # day of the kill, or NOBODY
    meat: float  # left on the carcass, person-days
