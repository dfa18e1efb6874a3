"""What a hunter is: the state of one hunter, field by field, with unit and range.

Mesa agents have these attributes, and the records of the compiled engine have these fields: both are made from this
list (``hunt/engine/records.py``).  An array names the vocabulary it has one entry for: ``Annotated[Any, Skill]``.
"""

from typing import Annotated, Any, Protocol

from agents.actions import Action
from agents.skills import Skill
from agents.vocabulary import Hours


class HunterState(Protocol):
    """One hunter; every attribute a rule may read or change."""

    x: int  # position, cells
    y: int  # position, cells
    heading: float  # direction of a scout's walk, radians
    alive: bool  # lives
    died: int  # day of death, or NOBODY
    reserve: float  # body reserve, person-days
    full: float  # largest body reserve, person-days
    injured: int  # days of the injury that are left
    skills: Annotated[Any, Skill]  # one per Skill, 0 to 1
    repute: Annotated[Any, Skill]  # what the band believes those skills are, 0 to 1
    role: int  # Skill
    catch: float  # expected catch of a day of foraging, person-days
    finds: float  # believed chance that a day of scouting finds a beast
    odds: float  # believed chance that a closed ring kills within a day
    trusts: float  # mean trust in the other living hunters, 0 to 1; see agents/behaviour/trusting.py
    pouch: float  # own food, person-days
    action: int  # today's Action
    target: int  # beast of today's hunt, or NOBODY
    there: bool  # has reached that beast
    holds: bool  # holds a cell of the ring today
    post: int  # cell of the ring taken today, 0 to 7, or NOBODY; `cell` is Mesa's word for the position
    product: float  # measured product of today, 1 = the KPI fully met
    tally: float  # product counted towards this month's quota, full days
    products: float  # measured product since day 0, full days
    ate: float  # food eaten today, person-days
    foresight: float  # believed value of a day of prevention to the band, days of food
    standing: float  # weight of this hunter's voice, 0 to 1
    heard: bool  # knows which hunts are called today
    effort: float  # cost of today's action, days of food
    caught: float  # own part of today's catch of small game, person-days
    strain: float  # 0 to 1
    lost: float  # share of the last day that overhead took
    owns: float  # ownership of the product: care x can x will, 0 to 1
    hired: bool  # a stranger, paid to fill a role
    lived: Annotated[Any, Action]  # learned reward of each action, days of food
    hours: Annotated[Any, Hours]  # shares of today, one per Hours; they add up to 1
