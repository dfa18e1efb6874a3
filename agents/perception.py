"""What hunters may know when they decide: honesty rule 4 of ``docs/model.md``, written as types.

Both engines pass the whole world to every rule.  A rule that decides says in its signature which part it reads, and
``mypy --strict`` refuses the rest: the true place or strength of a beast, the state of another hunter, the wear of the
camp, the odds of the spears.  Nothing here exists at run time, and both engines ignore it.

- :class:`Perceived`: one hunter choosing an action.  Only the state of the hunter who decides can be looked up.
- :class:`PerceivedTogether`: several hunters judging what they see or say at a beast or in council.

If a rule needs another field or parameter, add it here, provided that hunters could see, hear or remember it.

Some fields go beyond that.  The model assumes that hunters know them (``docs/model.md``, "Sensing"):

1. What is left on a carcass (``meat``), and that a beast is ``down``, is known to all at once.
2. How much meat a beast has, how much one hunter hauls and how kind and ground change the need are known
   (``meat``, ``haul``, ``needed``, ``variety`` among the parameters; ``ring_needs``).
3. An open incident shows its true cost (``mishap_burden``, ``mishap_days``, ``rescue_work``; ``offer_prevention``).
4. ``tend_saves`` is exactly what one more hunter at tending would have saved yesterday.
5. Who has promised, and who kept a promise, is said before all (``promised``, ``promises``).
6. How surely a hunter who means to hold does so is known (``steadiness``).

Some rules decide or act for the band on more than this, and so take the whole world: ``best_known_beast`` and
``call_hunts`` notice the same day that a herd has left (``here``), ``find_party`` knows whom the news has reached, and
``walk_to_hunt`` follows the tracks to where the beast is.  The types cannot check which row of a table (``weighed``,
``spent``) a rule reads.
"""

from collections.abc import Sequence
from typing import Any, NewType, Protocol

from agents.hunter import HunterState

Me = NewType("Me", int)
"""Number of the hunter who decides.  :func:`agents.behaviour.activation.next_up` says who is next."""


class OwnState(Protocol):
    """The hunters, of whom only the one who decides can be looked up."""

    def __getitem__(self, h: Me, /) -> HunterState:
        """Return the state of the hunter who decides."""

    def __len__(self) -> int:
        """Return the size of the band on day 0."""


class CompanionSeen(Protocol):
    """Another hunter, as those at the same hunt or council see and hear them."""

    alive: bool
    injured: int
    action: int
    target: int
    there: bool
    holds: bool
    repute: Any  # [Skill]


class BeastSeen(Protocol):
    """A beast as it was last seen."""

    kind: int
    seen_x: int
    seen_y: int
    sighted: int
    called: int
    rested: int
    waited: int
    promises: int  # said before all
    leader: int
    down: int
    meat: float  # of a carcass


class BeastAtHand(BeastSeen, Protocol):
    """A beast that the party stands next to."""

    x: int
    y: int


class CampSeen(Protocol):
    """What everyone can see of the camp; not how worn it is, nor what prevention has stopped."""

    x: int
    y: int
    store: float
    living: int
    able: int
    chief: int
    season: int
    weather: int
    as_planned: bool
    trouble: float
    rescuing: int
    fix_kept: float
    fix_done: float
    fixed: int
    tending: int
    tend_saves: float
    undone: float
    attained: float  # announced: a ranking compares with the mean
    days_lived: int


class KnownParameters(Protocol):
    """The parameters hunters know: what work costs and yields, how they are paid, how they decide."""

    need: float
    pace: int
    # how they decide
    delta: float
    temperature: float
    hunger_gain: float
    leadership: int
    craft: int
    # what an action costs
    effort_work: float
    effort_hunt: float
    honour: float
    horizon: float
    # what it yields
    pooled: float
    hunters: int
    meat: float
    haul: float
    variety: int
    needed: int
    steadiness: float
    spare: int
    averaging: float
    mishaps: float
    mishap_burden: float
    mishap_days: float
    rescue_work: float
    fix_days: float
    undone_cost: float
    # the regime: read in agents/behaviour/rewarding.py and nowhere else
    phi: float
    kappa: float
    shared: float
    chief_shared: float
    sees: float
    food_target: float
    alignment: float
    form: int
    quota: float
    table: Any
    praise: float
    praises: Any


class Perceived(Protocol):
    """The world as one hunter knows it who chooses an action."""

    @property
    def hunters(self) -> OwnState:
        """Look up the hunter who decides, and no other."""

    @property
    def beasts(self) -> Sequence[BeastSeen]:
        """Look up a beast as it was last seen."""

    @property
    def camp(self) -> CampSeen:
        """What everyone can see of the camp."""

    @property
    def params(self) -> KnownParameters:
        """What everyone knows."""

    terrain: Any  # [x, y]: Terrain; everyone knows the land
    quarries: Any  # beasts with an open hunt
    # the hunter's own deliberation
    gains: Any
    costs: Any
    weighed: Any
    tickets: Any
    spent: Any
    # what was promised before all, and the hunter's own memory of promises
    promised: Any  # [hunter]
    kept: Any  # [i, j]
    broken: Any


class Morning(Perceived, Protocol):
    """The same, with the actions that a what-if question forces on hunters; no decision weighs them."""

    acts: Any


class ChoiceDraws(Protocol):
    """The one random draw a decision uses; not the weather or the beasts of the days to come."""

    @property
    def choice(self) -> Any:
        """[day, hunter]."""


class PromiseDraws(Protocol):
    """The one random draw a promise uses."""

    @property
    def promise(self) -> Any:
        """[day, hunter]."""


class PerceivedTogether(Protocol):
    """The world as several hunters know it together, at a beast or in council."""

    @property
    def hunters(self) -> Sequence[CompanionSeen]:
        """Look up any of them, as the others see them."""

    @property
    def beasts(self) -> Sequence[BeastAtHand]:
        """Look up a beast in front of them."""

    @property
    def camp(self) -> CampSeen:
        """What everyone can see of the camp."""

    @property
    def params(self) -> KnownParameters:
        """What everyone knows."""

    terrain: Any
    party: Any
    promised: Any  # [hunter]
    kept: Any  # [i, j]: promises that i knows j kept
    broken: Any
