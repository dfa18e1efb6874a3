"""What a hunter is: the state of one hunter, field by field.

Mesa agents have these attributes; numpy records have these fields, made from these very annotations
(``hunt/engine/records.py``).  A row of numbers names the vocabulary it has one entry for: ``Annotated[Any, Skill]``.
"""

from typing import Annotated, Any, Protocol

from agents.actions import Action
from agents.skills import Skill
from agents.vocabulary import Hours


class HunterState(Protocol):
    """One hunter; every attribute a rule may read or change."""

    x: int  # place, cells
    y: int
    heading: float  # radians, of a scout's walk
    alive: bool
    died: int  # day of death, or NOBODY
    reserve: float  # body reserve, person-days
    full: float  # largest body reserve, person-days
    injured: int  # days still lost to an injury
    skills: Annotated[Any, Skill]  # one per Skill, 0 to 1
    repute: Annotated[Any, Skill]  # what the band believes of those skills
    role: int  # Skill
    catch: float  # expected catch of a day's foraging, person-days
    finds: float  # believed chance that a day of scouting finds a beast
    odds: float  # believed chance that a closed ring kills in a day
    believes: float  # believed number of hunters a cow needs
    trusts: float  # mean trust in the others, after the last deeds or deaths
    pouch: float  # own food, person-days
    action: int  # today's Action
    target: int  # beast of today's hunt, or NOBODY
    there: bool  # stands at the target
    holds: bool  # held the own cell of the ring today
    post: int  # cell of the ring taken today, or NOBODY; not `cell`, which is Mesa's word for the place
    product: float  # measured product of today, share of full attainment
    tally: float  # measured product since the quota was last counted
    products: float  # measured product of all days
    ate: float  # person-days eaten today
    foresight: float  # believed worth to the band of a day of prevention, days of food
    standing: float  # weight of the own voice, 0 to 1
    heard: bool  # has heard of the hunts that are called today
    effort: float  # what today's action costs, days of food
    caught: float  # own part of the small game caught today, person-days
    strain: float  # 0 to 1
    lost: float  # share of the last day that overhead took
    owns: float  # ownership of the product: care x can x will, 0 to 1
    hired: bool  # a stranger paid for one role
    lived: Annotated[Any, Action]  # what each action has brought in reward so far, days of food
    aspires: float  # reward that is good enough, days of food
    hours: Annotated[Any, Hours]  # shares of the day, one per Hours
