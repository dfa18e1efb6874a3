"""The single list of state: what a rule may rely on.

Mesa agents have these attributes; numpy records have these fields, made from these very annotations
(``hunt/records.py``).  Rows of numbers carry their length: ``Annotated[Row, 4]``.
"""

from collections.abc import MutableSequence, Sequence
from typing import Annotated, Any, Protocol

from hunt.parameters import Parameters

Row = MutableSequence[float]


class Hunter(Protocol):
    """One hunter."""

    x: int  # place, cells
    y: int
    heading: float  # radians, of a scout's walk
    alive: bool
    died: int  # day of death, or NOBODY
    reserve: float  # body reserve, person-days
    full: float  # largest body reserve, person-days
    injured: int  # days still lost to an injury
    skills: Annotated[Any, 4]  # one per Skill, 0 to 1
    repute: Annotated[Any, 4]  # what the band believes of those skills
    role: int  # Skill
    catch: float  # expected catch of a day's foraging, person-days
    finds: float  # believed chance that a day of scouting finds a beast
    odds: float  # believed chance that a closed ring kills in a day
    believes: float  # believed number of hunters a cow needs
    trusts: float  # mean trust in the others, after the last deeds or deaths
    pouch: float  # own food, person-days
    option: int  # today's Option
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
    effort: float  # what today's option costs, days of food
    caught: float  # own part of the small game caught today, person-days
    strain: float  # 0 to 1
    lost: float  # share of the last day that overhead took
    owns: float  # ownership of the product: care x can x will, 0 to 1
    hired: bool  # a stranger paid for one role
    lived: Annotated[Any, 9]  # what each option has brought in reward so far, days of food
    aspires: float  # reward that is good enough, days of food
    hours: Annotated[Any, 9]  # shares of the day, one per Hours


class Beast(Protocol):
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


class Camp(Protocol):
    """The camp: what the band has in common, and the ledger of its year."""

    x: int
    y: int
    store: float  # person-days
    ration: float  # an equal part of the store this evening, person-days
    living: int
    able: int  # alive and not injured this morning
    chief: int  # or NOBODY
    today: int  # day
    season: int  # Season
    weather: int  # Weather
    sky: int  # day whose draw the weather follows: the first of this spell
    sight: int  # how far a hunter sees a beast today, cells
    as_planned: bool  # the day is as the season would have it
    wear: float  # of gear and fences, 0 to 1
    fix_kept: float  # days of work on the permanent fix by keepers
    fix_done: float  # and by the others
    fixed: int  # day the permanent fix was finished, or NOBODY
    trouble: float  # work left in open incidents, days
    rescuing: int  # hunters who ran to the rescue yesterday
    rescuing_today: int
    arrived: int  # beasts that have come so far
    present: int  # beasts in the valley today, carcasses included
    tending: int  # hunters who tended yesterday
    tending_today: int
    tend_saves: float  # what one more is expected to save by tending, days of food
    spoiled_yesterday: float  # loss of the store that was noticed, person-days
    brought: float  # food brought to the camp today, person-days
    progress: float  # food brought a head and day, averaged over some days, person-days
    shortfall: float  # how far progress is behind the plan, share
    pressed: float  # share of everybody's day that pushing takes
    news: float  # chance to hear of the hunts that are called today
    recipe: float  # hands that brought down the last beast, or 0
    ordered: int  # orders that have come in
    begun: int  # of those, begun
    delivered: int  # and handed over
    outside: float  # trust of the neighbours that an order comes in time
    owned: float  # mean ownership of the living
    upkept: float  # share of the checks of the camp that were done yesterday
    undone: float  # chores left undone yesterday, days of work
    logged: int  # events written
    # the ledger, person-days
    gathered: float
    hauled: float
    made: float  # food from separable work
    traded: float  # food from orders handed over
    paid: float  # food paid to hired strangers
    eaten: float
    spoiled: float
    stolen: float
    dressed: float  # meat of all beasts brought down
    lost: float  # food lost to incidents
    wasted: float  # meat that rotted or was taken before it was hauled
    # the ledger, counts
    calls: int
    tries: int  # days on which a gathered party tried
    rings: int  # of those, days on which the ring held
    kills: int
    left_ring: int  # cells of a ring left for the own product
    injuries: int
    handovers: int
    raids: int
    incidents: int
    ghosts: int  # potential incidents that prevention stopped
    rescues: int
    rescue_days: int  # hunter-days that went into rescues
    build_days: int  # hunter-days that went into the permanent fix
    refused: int  # chances let go because they were not in the plan
    late: int  # orders handed over later than agreed
    wip_days: int  # order-days in progress
    meeting_days: float  # hunter-days lost to meetings and reminders
    strain_days: float  # hunter-days lost to switching and strain
    plan_days: float  # days of the plan that were met, in part or whole
    days_lived: int  # hunter-days
    attained: float  # measured product, hunter-days
    winter_store: float  # store a head on the first winter morning, days of food, or -1


class Event(Protocol):
    """What happened: ids and numbers, no text."""

    day: int
    kind: int  # EventKind
    who: int  # hunter, or NOBODY
    whom: int  # another hunter, or NOBODY
    beast: int
    because: int  # Because
    saw: Annotated[Any, 3]  # values seen by whoever decided
    effect: float


class World(Protocol):
    """Everything there is; arrays are indexed [hunter, hunter] or [x, y]."""

    hunters: Sequence[Any]  # of Hunter
    beasts: Sequence[Any]  # of Beast
    camp: Any  # Camp
    kept: Any  # [i, j]: discounted promises that i knows j kept
    broken: Any  # [i, j]: and broke
    terrain: Any  # [x, y]: Terrain
    game: Any  # [x, y]: small game on the day the cell was last visited, share of full
    grazed: Any  # [x, y]: growing days before that day
    growth: Any  # [days]: factor of unlimited growth over so many growing days
    growing: Any  # [day]: growing days before this day
    acts: Any  # [k, 3]: day, Act, and who does it, or what its comment says
    benches: Any  # [Skill]: orders waiting at each craft or worked on there
    asked: Any  # [order]: day it came in
    quarries: Any  # beasts with an open hunt
    present: Any  # those beasts, as many as the camp counts
    party: Any  # scratch: hunters at one hunt
    weighed: Any  # [hunter, Option]: what the options were worth this morning, or IMPOSSIBLE
    gains: Any  # [Option]: scratch: what each would bring the band, days of food, or IMPOSSIBLE
    costs: Any  # [Option]: scratch: what each would cost the hunter, days of food
    tickets: Any  # [Option]: scratch of a choice
    verdict: Any  # [hunter]: scratch: 1 has kept the promise to hold the ring, 0 has not, NOBODY made none
    spent: Any  # [hunter, Option]: days given to each so far
    log: Sequence[Any]  # of Event
    params: Parameters
