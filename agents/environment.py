"""What surrounds the agents: the camp, the event log, the valley and the random draws of each day.

Together with :mod:`agents.hunter` and :mod:`agents.beast` this is the single list of state: a rule may rely on
nothing else.  The Mesa model has these attributes; the compiled engine has numpy arrays and records of the same
names (``hunt/engine/records.py``).
"""

from collections.abc import MutableSequence, Sequence
from typing import Annotated, Any, NamedTuple, Protocol

Row = MutableSequence[float]


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

    hunters: Sequence[Any]  # of HunterState
    beasts: Sequence[Any]  # of BeastState
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
    weighed: Any  # [hunter, Action]: what the actions were worth this morning, or IMPOSSIBLE
    gains: Any  # [Action]: scratch: what each would bring the band, days of food, or IMPOSSIBLE
    costs: Any  # [Action]: scratch: what each would cost the hunter, days of food
    tickets: Any  # [Action]: scratch of a choice
    verdict: Any  # [hunter]: scratch: 1 has kept the promise to hold the ring, 0 has not, NOBODY made none
    spent: Any  # [hunter, Action]: days given to each so far
    log: Sequence[Any]  # of Event
    params: Any  # hunt.Parameters


class Luck(NamedTuple):
    """Uniform draws from [0, 1), unless the comment says otherwise."""

    first: Any  # [day]: the seat that gets up first
    seats: Any  # [hunter]: who sits where around the fire
    weather: Any  # [day, 2]: is it as usual; if not, what is it
    wolves: Any  # [day]
    day_catch: Any  # [day]: what all foragers of a day have in common
    choice: Any  # [day, hunter]
    catch: Any  # [day, hunter]
    heading: Any  # [day, hunter]: where a scout turns, a forager strays
    hold: Any  # [day, hunter]: holds the own cell if below steadiness
    harm: Any  # [day, hunter]: hurt in the ring if below the danger
    drift: Any  # [day, herd]: where a herd turns
    trail: Any  # [day, slot]: kept if below the leader's quality
    approach: Any  # [day, slot]
    close: Any  # [day, slot]
    throw: Any  # [day, slot]
    mishap: Any  # [day]: something could go wrong if below mishaps
    spared: Any  # [day]: and does, if below what wear and prevention leave
    gap: Any  # [day, slot]: which way out, where nobody is at fault
    turn: Any  # [day]: the weather turns if not below spell
    hear: Any  # [day, hunter]: hears of the hunts that are called, if below what reaches the fires
    opens: Any  # [day]: an order comes in if below the rate of orders
    stations: Any  # [day, Skill]: a craft finishes its piece if below its rate
