"""What surrounds the agents: the camp, the event log, the valley and the random draws.

Together with :mod:`agents.hunter` and :mod:`agents.beast` this is the complete list of state: rules use nothing else.
The Mesa model has these attributes; the compiled engine has arrays and records of the same names
(``hunt/engine/records.py``).  What a rule that decides may read of it is in :mod:`agents.perception`.
"""

from collections.abc import MutableSequence, Sequence
from typing import Annotated, Any, NamedTuple, Protocol

Row = MutableSequence[float]


class Camp(Protocol):
    """The camp: what the band has in common, and its accounts since day 0."""

    x: int  # position, cells
    y: int  # position, cells
    store: float  # food in the common store, person-days
    ration: float  # equal share of the store this evening, person-days
    living: int  # hunters
    able: int  # hunters alive and not injured this morning
    chief: int  # hunter, or NOBODY
    today: int  # day
    season: int  # Season
    weather: int  # Weather
    sight: int  # how far hunters see a beast today, cells
    as_planned: bool  # the weather is the usual one for the season
    wear: float  # of gear and fences, 0 to 1
    fix_kept: float  # work of keepers on the permanent fix, days
    fix_done: float  # work of the other roles on it, days
    fixed: int  # day on which the permanent fix was finished, or NOBODY
    trouble: float  # work left in open incidents, days
    rescuing: int  # hunters who went to a rescue yesterday
    rescuing_today: int  # hunters who went to a rescue today
    arrived: int  # beasts that have arrived since day 0
    present: int  # beasts in the valley today, carcasses included
    tending: int  # hunters who tended yesterday
    tending_today: int  # hunters who tended today
    tend_saves: float  # what one more hunter at tending would have saved yesterday, days of food
    spoiled_yesterday: float  # loss of the store in the last night, person-days
    brought: float  # food brought to the camp today, person-days
    common: float  # of that, food for the common store
    progress: float  # food brought per hunter and day, moving average, person-days
    shortfall: float  # how far progress is behind the plan, 0 to 1
    pressed: float  # share of everyone's day that added meetings and reminders take
    news: float  # chance to hear of the hunts that are called today
    ordered: int  # orders received since day 0
    begun: int  # of these, started
    delivered: int  # of these, handed over
    outside: float  # the neighbours' trust that an order comes in time, 0 to 1
    owned: float  # mean ownership of the living, 0 to 1
    upkept: float  # share of the camp's checks that were done yesterday
    undone: float  # chores left undone yesterday, days of work
    logged: int  # events in the log
    # accounts of food since day 0, person-days
    gathered: float  # small game
    hauled: float  # meat
    traded: float  # from delivered orders
    paid: float  # to hired strangers
    eaten: float  # by the hunters
    spoiled: float  # in store and pouches
    stolen: float  # by wolves
    dressed: float  # meat of all beasts brought down
    lost: float  # to incidents, undone chores and feasts
    wasted: float  # meat that rotted or was left on the carcass
    # counts since day 0
    calls: int  # hunts
    asked: int  # hunters asked for a promise to hold the ring
    promised: int  # of these, how many promised
    kept: int  # days on which a promise to hold was kept
    left_ring: int  # days on which a promise was broken at the hunt, by working for own product
    stayed_away: int  # days on which a promise was broken by staying away
    tries: int  # days on which a party tried
    rings: int  # of these, days on which the ring held
    kills: int  # mammoths
    injuries: int  # of hunters
    handovers: int  # changes of leader
    raids: int  # of wolves
    incidents: int  # that happened
    ghosts: int  # possible incidents that did not happen
    rescues: int  # open incidents that were put right
    rescue_days: int  # hunter-days spent on rescues
    build_days: int  # hunter-days spent on the permanent fix
    refused: int  # hunts refused because they were not in the plan
    late: int  # orders delivered late
    wip_days: int  # order-days in progress
    meeting_days: float  # hunter-days lost to meetings and reminders
    strain_days: float  # hunter-days lost to switching and strain
    plan_days: float  # days of the plan that were met, in whole or in part
    days_lived: int  # hunter-days
    attained: float  # measured product, hunter-days
    winter_store: float  # store per hunter on the first winter morning, days of food; -1 before


class Event(Protocol):
    """One thing that happened: ids and numbers, no text."""

    day: int  # on which it happened
    kind: int  # EventKind
    who: int  # hunter, or NOBODY
    whom: int  # another hunter, or NOBODY
    beast: int  # or NOBODY
    because: int  # Because
    saw: Annotated[Any, 3]  # numbers behind the event, by kind: see hunt/narrator/offers.py
    effect: float  # what it changed, in the unit of its kind


class World(Protocol):
    """Everything there is.  Arrays are indexed [hunter, hunter] or [x, y]; scratch is overwritten by its next user."""

    hunters: Sequence[Any]  # of HunterState
    beasts: Sequence[Any]  # of BeastState
    camp: Any  # Camp
    kept: Any  # [i, j]: promises that i knows j kept, discounted
    broken: Any  # [i, j]: promises that i knows j broke, discounted
    terrain: Any  # [x, y]: Terrain
    game: Any  # [x, y]: small game on the day of the last visit, share of a full cell
    grazed: Any  # [x, y]: growing days before that day
    growth: Any  # [k]: factor of unlimited growth over k growing days
    growing: Any  # [day]: growing days before this day
    acts: Any  # [k, 3]: day, Act, and its number: a hunter, a role or a forced choice
    benches: Any  # [Skill]: orders waiting or in work at each craft
    asked: Any  # [order]: day on which it came in
    quarries: Any  # [slot]: beast with an open hunt, or NOBODY
    present: Any  # [k]: beasts in the valley; the first camp.present entries count
    party: Any  # scratch: hunters at one hunt; the first `size` entries count
    weighed: Any  # [hunter, Action]: utility this morning, days of food, or IMPOSSIBLE
    gains: Any  # [Action]: scratch: what it would bring the band, days of food, or IMPOSSIBLE
    costs: Any  # [Action]: scratch: what it would cost the hunter, days of food
    tickets: Any  # [Action]: scratch: weight in the logit choice
    promised: Any  # [hunter]: beast whose ring a hunter has promised to hold, or NOBODY; said before all
    verdict: Any  # [hunter]: scratch: 1 kept the promise to hold the ring, 0 broke it, NOBODY neither
    spent: Any  # [hunter, Action]: days given to it since day 0
    log: Sequence[Any]  # of Event
    params: Any  # hunt.Parameters


class InitialDraws(NamedTuple):
    """Random draws that are made once: uniform on [0, 1), unless the comment says otherwise."""

    land: Any  # [x, y]: terrain, in blocks of cells
    stock: Any  # [x, y]: small game on day 0
    seats: Any  # [seat]: hunter who sits there, a permutation
    bodies: Any  # [hunter]: body reserve
    skills: Any  # [hunter, Skill]
    repute: Any  # [hunter, Skill]: error of what others believe of it
    herds: Any  # [herd, 4]: day of arrival, side, place on it, length of stay
    beasts: Any  # [beast, 2]: does it come, kind


class Luck(NamedTuple):
    """All random draws of the days of a run: uniform in [0, 1), unless the comment says otherwise.

    A draw belongs to a day and to the hunter, herd or open hunt (slot) that uses it, so two arms with the same seed
    have the same draws whatever the hunters do: common random numbers.
    """

    first: Any  # [day]: the seat that acts first
    seats: Any  # [seat]: hunter who sits there
    weather: Any  # [day, 2]: is the weather usual, and if not, which one
    wolves: Any  # [day]: wolves come if below `wolves`
    day_catch: Any  # [day]: part of the catch that all foragers of a day share
    choice: Any  # [day, hunter]: which action
    catch: Any  # [day, hunter]: part of the catch that is the hunter's alone
    heading: Any  # [day, hunter]: where a scout turns, where a forager looks first
    promise: Any  # [day, hunter]: what a hunter who is asked would choose
    hold: Any  # [day, hunter]: holds the cell if below `steadiness`
    harm: Any  # [day, hunter]: injured in the ring if below the danger
    drift: Any  # [day, herd]: direction of the herd
    trail: Any  # [day, slot]: trail kept if below the quality of the lead
    approach: Any  # [day, slot]: approach unnoticed if below its chance
    close: Any  # [day, slot]: ring closed if below its chance
    throw: Any  # [day, slot]: good strike if below its chance
    mishap: Any  # [day]: an incident is possible if below `mishaps`
    spared: Any  # [day]: and happens if below what wear and prevention leave
    gap: Any  # [day, slot]: which way a beast runs that breaks out
    hear: Any  # [day, hunter]: hears of the called hunts if below `news`
    opens: Any  # [day]: an order comes in if below `orders`
    stations: Any  # [day, Skill]: a craft finishes its piece if below its chance
