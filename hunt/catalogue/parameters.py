"""Every number a hunt depends on: its value, unit, range and reason, on one screen each.

``Parameters`` is one frozen, validated value.  Unknown names, wrong types and values out of range are
refused with a sentence that says what was given, what is allowed and what to try.
"""

import dataclasses
import difflib
import json
from dataclasses import dataclass, field
from numbers import Real
from typing import Any, NoReturn, Self

from agents.actions import PAY_TABLE
from hunt.vocabulary import Action, Decision, Form, Leadership, Praise, Skill


class HuntError(ValueError):
    """Something a person asked for cannot be done; the message is one sentence for that person."""


def number(default: float, unit: str, low: float, high: float, why: str, *, guess: bool = True) -> Any:
    """Declare a parameter: a number with its unit, range and reason."""
    return field(default=default, metadata={"unit": unit, "low": low, "high": high, "why": why, "guess": guess})


def word(default: Any, why: str) -> Any:
    """Declare a parameter that is one word of a list."""
    return field(default=default, metadata={"unit": "word", "why": why, "guess": False})


def table(default: tuple[Any, ...], unit: str, low: float, high: float, why: str) -> Any:
    """Declare a parameter that is a row or a table of numbers."""
    return field(default=default, metadata={"unit": unit, "low": low, "high": high, "why": why, "guess": True})


@dataclass(frozen=True)
class Parameters:
    """The settings of one hunt.

    Raises
    ------
    HuntError
        When a value has the wrong type, is not finite, or lies outside its range.
    """

    # --- how big -------------------------------------------------------------------------------------------
    hunters: int = number(24, "hunters", 1, 100, "a band of adults; ethnographic bands have 8-40", guess=False)
    days: int = number(360, "days", 1, 3600, "one year of four seasons of 90 days", guess=False)
    width: int = number(40, "cells", 5, 1000, "cells of about 1 km, west to east", guess=False)
    height: int = number(40, "cells", 5, 1000, "cells of about 1 km, south to north", guess=False)

    # --- the regime: read in agents/behaviour/rewarding.py and nowhere else ----------------------------------
    kappa: float = number(1.0, "person-days a day", 0, 20, "how strongly pay and praise are felt; 0 = no regime")
    shared: float = number(0.5, "share", 0, 1, "w: 0 pays the own product, 1 pays the survival of all", guess=False)
    chief_shared: float = number(-1.0, "share", -1, 1, "w of the chief alone; -1 = paid like everybody", guess=False)
    sees: float = number(1.0, "share", 0, 1, "how much of the chain from act to survival is seen", guess=False)
    form: Form = word(Form.PIECE, "how the own product is paid: piece rate, ranking, quota or agreed days")  # noqa: RUF009
    quota: float = number(0.5, "share of days", 0.05, 1, "under a quota: full days of product asked for, per day")
    praise: float = number(0.2, "person-days a day", 0, 5, "worth of praise beside pay; same budget in every regime")
    praises: tuple[float, ...] = table(
        (0.0, 0.0, 0.0, 0.0, 1.0), "share", 0, 1, "who or what is praised: person, product, plan, rescue, outcome"
    )
    table: tuple[tuple[float, ...], ...] = table(
        PAY_TABLE, "share of a full day", 0, 1, "measured product by role and activity; the best of a role is 1"
    )

    # --- how hunters choose ----------------------------------------------------------------------------------
    phi: float = number(1.0, "1", 0, 10, "weight of own food; 1 makes own food the unit of reward", guess=False)
    hunger_gain: float = number(1.5, "1", 0, 10, "how much more food counts for the starving than for the fed")
    decision: Decision = word(Decision.BELIEF, "belief, reinforcement or aspiration: how hunters decide")  # noqa: RUF009
    lived_learning: float = number(0.1, "share", 0, 1, "reinforcement: how far one day moves what an action is worth")
    temperature: float = number(0.25, "person-days", 0, 10, "of the logit choice; 0 = always the best action")
    effort_forage: float = number(0.20, "person-days", 0, 5, "what a day of foraging costs the hunter")
    effort_scout: float = number(0.25, "person-days", 0, 5, "what a day of scouting costs")
    effort_hunt: float = number(0.40, "person-days", 0, 5, "what a day in the ring costs, danger included")
    effort_own: float = number(0.30, "person-days", 0, 5, "what a day at the hunt for the own product costs")
    effort_tend: float = number(0.20, "person-days", 0, 5, "what a day of tending costs")
    effort_help: float = number(0.20, "person-days", 0, 5, "what a day of nursing costs")

    # --- trust and beliefs -----------------------------------------------------------------------------------
    start_trust: float = number(0.45, "probability", 0.02, 0.98, "believed chance that another turns up and holds")
    start_evidence: float = number(4.0, "observations", 0, 100, "how many observations the first trust is worth")
    trust_memory: float = number(0.95, "1 per observation", 0, 1, "lambda: forgetting of the beta reputation")
    evidence: float = number(1.0, "observations", 0, 1, "weight of one observation; 0 keeps trust as it was")
    broken_weight: float = number(1.0, "1", 0, 10, "broken promises against kept ones")
    transparency: float = number(0.0, "share", 0, 1, "deeds at the hunt that those who stayed away can see as well")
    hearsay: float = number(0.2, "share", 0, 1, "how much those who stayed away learn at the council")
    start_odds: float = number(0.30, "probability", 0.01, 1, "believed chance that a full ring kills in a day")
    start_finds: float = number(0.15, "probability", 0, 1, "believed chance that a day of scouting finds a beast")
    finds_learning: float = number(0.05, "share", 0, 1, "how far one day of scouting moves that belief")
    odds_learning: float = number(0.10, "share", 0, 1, "how far one closed ring moves that belief")
    needs_error: float = number(1.0, "hunters", 0, 4, "largest first error about how many a beast needs")
    needs_learning: float = number(0.3, "hunters", 0, 2, "how far a ring that was too small moves that belief")
    catch_learning: float = number(0.08, "share", 0, 1, "how far one day's catch moves the expected catch")

    # --- the hunt --------------------------------------------------------------------------------------------
    needed: int = number(6, "hunters", 1, 8, "M: ring cells that must be held around a cow; 1 = ordinary prey")
    variety: int = number(1, "hunters", 0, 2, "a calf needs this many fewer, a bull this many more")
    meat: float = number(1500.0, "person-days", 0, 1e6, "meat of a cow mammoth of 3-4 t", guess=False)
    toughness: int = number(2, "strikes", 1, 10, "good strikes that bring a cow down")
    approach_odds: float = number(1.0, "probability", 0, 1, "a perfect approach is unnoticed with this chance")
    close_odds: float = number(1.0, "probability", 0, 1, "a perfectly led ring closes with this chance")
    strike_odds: float = number(0.6, "probability", 0, 1, "a perfectly led day of spears tells with this chance")
    steadiness: float = number(0.9, "probability", 0, 1, "who means to hold the own cell does so with this chance")
    haul: float = number(14.0, "person-days", 0, 1e6, "meat one hunter carries home and dries in a day")
    haul_days: float = number(5.0, "days", 1, 30, "days of hauling hunters count on before meat turns")
    injury: float = number(0.008, "probability", 0, 0.2, "disabling injury per hunter and day in the ring: 0.5-2 %")
    injury_days: int = number(20, "days", 1, 360, "days lost to such an injury")
    wounded_danger: float = number(1.0, "1", 0, 5, "how much more dangerous a wounded beast is")
    recovery: float = number(0.05, "strikes a day", 0, 5, "how fast a wounded beast recovers")
    wary_gain: float = number(0.10, "share", 0, 1, "how much a failed approach spoils the next one")
    flight: int = number(4, "cells", 0, 50, "how far a beast runs when it gets away")
    call_range: int = number(14, "cells", 1, 1000, "farthest beast worth calling a hunt for")
    recipe: int = number(0, "0 or 1", 0, 1, "1 = go with as many as brought down the last beast, whatever this one is")
    news: float = number(1.0, "probability", 0, 1, "a hunter hears of a called hunt without any meeting")
    hunts_at_once: int = number(1, "hunts", 1, 4, "hunts that may be open together")
    patience: int = number(3, "days", 0, 30, "days a party waits until enough have come")
    trail_days: int = number(3, "days", 0, 30, "how long a sighting leads back to the beast")

    # --- who leads -------------------------------------------------------------------------------------------
    leadership: Leadership = word(Leadership.SITUATIONAL, "none, chief, situational or plan")  # noqa: RUF009
    crew: float = number(0.8, "share", 0, 1, "what the skill of the whole party does without any leader")
    lead: float = number(1.0, "share", 0, 1, "what the leader's skill does for the rest")
    handover: float = number(0.03, "share", 0, 1, "quality lost in a phase when the lead changes hands")
    glory: float = number(0.5, "share", 0, 1, "leading left when the leader works for the own product")
    serving: float = number(0.6, "share", 0, 1, "of the best present that a leader who holds lets come through")
    plan_skill: float = number(0.85, "skill", 0, 1, "how well the plan leads a day that goes as planned")
    plan_misfit: float = number(0.3, "share", 0, 1, "what is left of the plan on any other day")
    council: float = number(0.03, "days", 0, 0.5, "hours of agreeing, for those who join a led hunt")
    specialisation: float = number(1.0, "share", 0, 1, "0 = everybody equal, 1 = one strong skill each")
    skill_growth: float = number(0.004, "share a day", 0, 0.2, "how fast a used skill grows towards 1")
    learn_failure: float = number(0.3, "share a hunt", 0, 1, "what a failed hunt teaches, against a day of use x 10")

    # --- small game ------------------------------------------------------------------------------------------
    small_game: float = number(1.1, "person-days a day", 0, 20, "catch of a forager on fresh ground: 0.4-1.2")
    game_stock: float = number(3.0, "days of catch", 0.1, 100, "how many such catches a full cell holds")
    game_growth: float = number(0.03, "1 a day", 0, 1, "logistic regrowth outside winter")
    forage_noise: float = number(0.5, "1", 0, 1, "coefficient of variation of a catch")
    forage_common: float = number(0.2, "share", 0, 1, "R: share of that variance all foragers of a day have in common")
    pooled: float = number(0.3, "share", 0, 1, "share of small game that goes to the common fire")

    # --- food and bodies -------------------------------------------------------------------------------------
    need: float = number(1.0, "person-days a day", 1e-6, 1e6, "what a hunter eats; 1 pd = 2,400 kcal", guess=False)
    reserve_low: float = number(20.0, "days", 1, 1000, "body reserves of the leanest", guess=False)
    reserve_high: float = number(45.0, "days", 1, 1000, "body reserves of the stoutest", guess=False)
    refill: float = number(0.5, "needs a day", 0, 10, "how much more than a need can be eaten to recover")
    start_store: float = number(20.0, "days a head", 0, 1000, "dried food in the camp on the first morning")
    store_spoils: float = number(0.006, "1 a day", 0, 1, "of the store, in summer and untended")
    pouch_spoils: float = number(0.2, "1 a day", 0, 1, "of own small game, in summer: it does not keep")
    carcass_spoils: float = number(0.15, "1 a day", 0, 1, "of a carcass, in summer: half-life of days")
    tend_share: float = number(0.8, "share", 0, 1, "most of spoilage and theft that tending can prevent")
    tend_half: float = number(2.0, "hunters", 0.1, 100, "tending hunters who prevent half of that")

    # --- the valley ------------------------------------------------------------------------------------------
    winter: float = number(1.0, "1", 0, 1.4, "harshness: 0 = winter like autumn, 1 = little small game, more need")
    volatility: float = number(0.4, "share of days", 0, 1, "days that are not as the season would have them")
    spell: float = number(0.5, "probability", 0, 0.99, "the weather of a day goes on the next day")
    rough: float = number(0.4, "share", 0, 1, "land that is forest, bog or river")
    herds: int = number(18, "herds a year", 0, 60, "that pass through the valley")
    herd_size: int = number(2, "beasts", 1, 6, "largest herd")
    stay: int = number(24, "days", 1, 3600, "a herd stays about this long")
    great_herd: int = number(-1, "day", -1, 3600, "three herds come together on this day, announced; -1 = never")
    roam: int = number(2, "cells a day", 0, 50, "how far a herd drifts in a day")
    sight: int = number(4, "cells", 0, 50, "how far a hunter sees a beast in clear weather")
    pace: int = number(12, "cells a day", 1, 100, "how far a hunter walks in a whole day")
    wolves: float = number(0.03, "probability a day", 0, 1, "wolves come to the store")
    wolf_take: float = number(0.12, "share", 0, 1, "what they take when nobody keeps watch")

    # --- wear, incidents and prevention; off while mishaps = 0 -------------------------------------------------
    mishaps: float = number(0.0, "probability a day", 0, 1, "something could go wrong in the camp; 0 = never")
    start_wear: float = number(0.5, "share", 0, 1, "wear of gear and fences on the first morning")
    wear: float = number(0.02, "1 a day", 0, 1, "how fast use wears them out, towards 1")
    mending: float = number(0.02, "share", 0, 1, "of the wear that one day of tending takes away")
    mishap_cost: float = number(15.0, "person-days", 0, 1e6, "food lost at once when it does go wrong")
    mishap_burden: float = number(8.0, "person-days a day", 0, 1e6, "food lost each day until somebody sets it right")
    mishap_days: float = number(5.0, "days", 1, 60, "an incident left alone spends itself in about so long")
    rescue_work: float = number(6.0, "days of work", 0.1, 1000, "to set one incident right, by middling keepers")
    effort_rescue: float = number(0.25, "person-days", 0, 5, "what a day of rescue costs the hunter")
    fix_days: float = number(40.0, "days of work", 1, 10000, "the permanent fix: half by keepers, half by the others")
    fix_share: float = number(0.85, "share", 0, 1, "of what could go wrong that the finished fix prevents")
    effort_build: float = number(0.25, "person-days", 0, 5, "what a day at the permanent fix costs")
    start_foresight: float = number(0.3, "days of food", 0, 100, "believed worth to the band of a day of prevention")
    foresight_learning: float = number(0.1, "share", 0, 1, "how far one incident moves that belief")
    foresight_fading: float = number(0.01, "share a day", 0, 1, "how fast it is forgotten while nothing happens")
    checklist: float = number(0.0, "share", 0, 1, "how strict a checklist everybody goes through each morning")
    checklist_hours: float = number(0.06, "days", 0, 0.5, "what the strictest checklist costs of everybody's day")
    checklist_share: float = number(0.6, "share", 0, 1, "of what could go wrong that it prevents where it is owned")

    # --- the chores of the camp, fires first; off while chores = 0 ---------------------------------------------
    chores: float = number(0.0, "days of work a day", 0, 1000, "what must be done in the camp every day; 0 = nothing")
    checks: float = number(4.0, "days of work a day", 0.1, 1000, "work of checking everything, done after the chores")
    faults_least: float = number(0.1, "share", 0, 1, "alpha: chores that go wrong although all is checked")
    faults_more: float = number(0.6, "share", 0, 1, "beta: chores that go wrong besides, where nothing is checked")
    redo: float = number(1.5, "1", 0, 10, "rho: work of setting a chore right that went wrong, against doing it")
    undone_cost: float = number(1.0, "person-days", 0, 1e6, "food lost for each day of work left undone")
    start_upkept: float = number(1.0, "share", 0, 1, "checks done on the day before the first")

    # --- plan and progress, push and pull; off while plan = 0 and orders = 0 ------------------------------------
    plan: float = number(0.0, "days of food a head and day", 0, 20, "food that the plan asks for; 0 = no plan")
    plan_days: float = number(10.0, "days", 1, 90, "over which progress is averaged")
    push: float = number(
        0.0, "share", 0, 1, "g: share of the day that pushing takes when nothing is done; 0 = no manager"
    )
    reminders: float = number(0.5, "share", 0, 1, "of pushing that is reminders; the rest is meetings and tallies")
    scope: int = number(0, "0 or 1", 0, 1, "1 = hunts that are not in the plan are refused")
    meetings: float = number(0.0, "days", 0, 0.5, "a standing meeting of all, every morning")
    meeting_half: float = number(0.05, "days", 0.001, 1, "meetings that bring the news to half of those it would miss")
    wip_limit: int = number(0, "orders", 0, 1000, "pull: most orders in progress; 0 = push: all are begun at once")
    orders: float = number(0.0, "probability a day", 0, 1, "a neighbour asks for a hide; 0 = no orders")
    craft_rate: float = number(0.5, "1 a day", 0, 1, "chance that a craft finishes its piece on a day free of overhead")
    order_food: float = number(
        12.0, "person-days", 0, 1e6, "what the neighbours give for a hide that they trust to come"
    )
    order_days: int = number(20, "days", 1, 360, "within which an order is expected")
    outside_learning: float = number(0.1, "share", 0, 1, "how far one order moves the trust of the neighbours")
    start_outside: float = number(0.7, "probability", 0, 1, "first trust of the neighbours that an order comes in time")
    switching: float = number(0.03, "days", 0, 1, "lost to switching for each order in progress beyond one a craft")
    strain_gain: float = number(4.0, "1", 0, 100, "strain from being pushed and behind at once")
    strain_pace: float = number(0.1, "share a day", 0, 1, "how fast strain comes and goes")
    strain_loss: float = number(0.5, "share", 0, 1, "of the work that the overstrained do not get done")

    # --- ownership: care x can x will; fixed while own_pace = 0 --------------------------------------------------
    start_ownership: float = number(1.0, "share", 0, 1, "ownership of the product on the first morning")
    own_pace: float = number(0.0, "share a day", 0, 1, "how fast ownership follows care x can x will; 0 = it is fixed")
    care: float = number(1.0, "share", 0, 1, "strength of the common goal: a vision is near 1, a slogan near 0")
    own_load: float = number(2.0, "1", 0, 20, "how much authority and slack a day of overhead takes away")
    own_work: float = number(0.5, "share", 0, 1, "of the work that those who own nothing leave undone")

    # --- strangers and newcomers -------------------------------------------------------------------------------
    hire_skill: float = number(0.85, "skill", 0, 1, "of strangers in the role they are hired for")
    hire_fee: float = number(0.3, "days of food a day", 0, 20, "what each of them is paid beside the meals")
    hire_trust: float = number(0.3, "probability", 0.02, 0.98, "believed chance that a stranger turns up and holds")
    novice_skill: float = number(0.3, "skill", 0, 1, "of whoever is new in a role")
    newcomers: float = number(0.0, "share", 0, 1, "of the band that is new on the first morning")
    teaching: float = number(0.2, "share", 0, 1, "of the difference in skill that a day of teaching takes away")

    # --- how much the steps depend on each other -------------------------------------------------------------
    coupling: float = number(1.0, "share", 0, 1, "1 = only the whole hunt feeds; 0 = every measured product feeds")
    separable: float = number(1.3, "person-days", 0, 100, "food in one full day of product where work is separable")

    def __post_init__(self) -> None:
        for one in dataclasses.fields(self):
            object.__setattr__(self, one.name, _checked(one.name, getattr(self, one.name)))
        if self.reserve_low > self.reserve_high:
            raise HuntError(
                f"reserve_low = {self.reserve_low:g} is above reserve_high = {self.reserve_high:g}; "
                "lower the first or raise the second."
            )
        self._require_equal_budget()

    def _require_equal_budget(self) -> None:
        """Every regime may hand out the same at full attainment: one unit of pay, one of praise."""
        for skill, row in zip(Skill, self.table, strict=True):
            if max(row) != 1.0:
                raise HuntError(
                    f"The best activity of a {skill.name.lower()} role in the pay table is worth {max(row):g}; it must "
                    "be 1, so that every regime hands out the same: divide that row by its largest number."
                )
        if abs(sum(self.praises) - 1.0) > 1e-9:
            raise HuntError(
                f"praises adds up to {sum(self.praises):g}; it must add up to 1, so that every regime praises as much "
                "as any other: scale the five shares."
            )

    def but(self, **changes: Any) -> Self:
        """Return the same settings with some changed.

        Raises
        ------
        HuntError
            For an unknown name or a value that is not allowed.
        """
        for name in changes:
            require_known(name)
        return dataclasses.replace(self, **changes)

    def as_dict(self) -> dict[str, Any]:
        """Return plain values by name: enums as their words, tables as lists."""
        return {one.name: plain(getattr(self, one.name)) for one in dataclasses.fields(self)}


FIELDS: dict[str, dataclasses.Field[Any]] = {one.name: one for one in dataclasses.fields(Parameters)}
ENUMS: dict[str, type[Form] | type[Leadership] | type[Decision]] = {
    "form": Form,
    "leadership": Leadership,
    "decision": Decision,
}
SHAPES: dict[str, tuple[int, ...]] = {"praises": (len(Praise),), "table": (len(Skill), len(Action))}


def require_known(name: str) -> None:
    """Refuse a parameter name that does not exist, with the nearest that do."""
    if name not in FIELDS:
        near = difflib.get_close_matches(str(name)[:LONGEST], FIELDS, n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "'hunt parameters' lists all."
        raise HuntError(f"There is no parameter named {shown(name)}; {hint}")


def plain(value: Any) -> Any:
    """Return a value as JSON and TOML can hold it."""
    if isinstance(value, Form | Leadership | Decision):
        return value.name.lower()
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return value


def parsed(name: str, text: str) -> Any:
    """Read the value of ``--set name=value`` as that parameter's type.

    Raises
    ------
    HuntError
        When the name is unknown or the text is not such a value.
    """
    require_known(name)
    if name in ENUMS:
        return text
    try:
        return json.loads(text) if name in SHAPES else float(text)
    except (ValueError, RecursionError):
        _refuse(name, text, allowed(name))


def allowed(name: str) -> str:
    """Say in words what a parameter may be."""
    meta = FIELDS[name].metadata
    if name in ENUMS:
        return "one of " + ", ".join(one.name.lower() for one in ENUMS[name])
    kind = "a whole number" if FIELDS[name].type is int else "a number"
    if name in SHAPES:
        kind = f"a list of {' x '.join(str(n) for n in SHAPES[name])} numbers, each"
    return f"{kind} from {meta['low']:g} to {meta['high']:g} ({meta['unit']})"


LONGEST = 60
"""Of what was given, an error message shows so many characters."""


def shown(given: Any) -> str:
    """Return a value as an error message shows it."""
    try:
        text = repr(given)
    except ValueError:  # Python writes no number of more than 4300 digits
        text = "a number of thousands of digits"
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


def _refuse(name: str, given: Any, wanted: str) -> NoReturn:
    raise HuntError(f"{name} = {shown(given)} is not allowed: it must be {wanted}; 'hunt parameters {name}' says why.")


def _checked(name: str, given: Any) -> Any:
    if name in ENUMS:
        return _checked_word(name, given)
    meta = FIELDS[name].metadata
    if name in SHAPES:
        return _checked_table(name, given, SHAPES[name], meta["low"], meta["high"])
    whole = FIELDS[name].type is int
    if not _is_number(given, meta["low"], meta["high"]) or (whole and given != int(given)):
        _refuse(name, given, allowed(name))
    return int(given) if whole else float(given)


def _is_number(given: Any, low: float, high: float) -> bool:
    """Tell whether this is a number of the range; NaN is in no range, and True is no number here."""
    number: Any = given  # mypy does not know that a Real can be compared
    return isinstance(given, Real) and not isinstance(given, bool) and bool(low <= number <= high)


def _checked_word(name: str, given: Any) -> Any:
    words = ENUMS[name]
    if isinstance(given, words):
        return given
    if isinstance(given, str) and given.strip().upper() in words.__members__:
        return words[given.strip().upper()]
    return _refuse(name, given, allowed(name))


def _checked_table(name: str, given: Any, shape: tuple[int, ...], low: float, high: float) -> tuple[Any, ...]:
    if not isinstance(given, list | tuple) or len(given) != shape[0]:
        _refuse(name, given, allowed(name))
    if len(shape) > 1:
        return tuple(_checked_table(name, row, shape[1:], low, high) for row in given)
    if not all(_is_number(one, low, high) for one in given):
        _refuse(name, given, allowed(name))
    return tuple(float(one) for one in given)
