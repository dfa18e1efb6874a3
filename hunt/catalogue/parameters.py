"""Every number a hunt depends on: its value, unit, range and reason, on one screen each.

``Parameters`` is one frozen, validated value.  Unknown names, wrong types and values out of range are
refused with a sentence that says what was given, what is allowed and what to try.
"""

import dataclasses
import difflib
import json
from dataclasses import dataclass
from typing import Any, NoReturn, Self

from agents.actions import PAY_TABLE
from hunt.catalogue.declare import is_number, number, table, word
from hunt.errors import LONGEST, HuntError, shown
from hunt.vocabulary import Action, Decision, Form, Leadership, Praise, Skill


@dataclass(frozen=True)
class Parameters:
    """The settings of one hunt.

    Raises
    ------
    HuntError
        When a value has the wrong type, is not finite, or lies outside its range.
    """

    # --- how big -------------------------------------------------------------------------------------------
    hunters: int = number(
        24, "hunters", 1, 100, "size of the band, all adults; ethnographic bands have 8-40 people", guess=False
    )
    days: int = number(360, "days", 1, 3600, "length of a run; a year has four seasons of 90 days", guess=False)
    width: int = number(40, "cells", 5, 1000, "west to east, in cells of about 1 km", guess=False)
    height: int = number(40, "cells", 5, 1000, "south to north, in cells of about 1 km", guess=False)

    # --- the regime: read in agents/behaviour/rewarding.py and nowhere else ----------------------------------
    kappa: float = number(1.0, "person-days a day", 0, 20, "how strongly hunters feel pay and praise; 0 = no regime")
    shared: float = number(
        0.5, "share", 0, 1, "w: 0 pays for own output, 1 pays for the result of the whole band", guess=False
    )
    chief_shared: float = number(
        -1.0, "share", -1, 1, "w for the chief alone; -1 = paid like everyone else", guess=False
    )
    sees: float = number(
        1.0, "share", 0, 1, "how much hunters see of the chain from own action to the band's result", guess=False
    )
    form: Form = word(Form.PIECE, "how own output is paid: piece rate, ranking, quota or agreed days")  # noqa: RUF009
    quota: float = number(0.5, "share of days", 0.05, 1, "own product required per day, under a quota or agreed days")
    praise: float = number(
        0.2, "person-days a day", 0, 5, "worth of praise, on top of pay; the same budget in every regime"
    )
    praises: tuple[float, ...] = table(
        (0.0, 0.0, 0.0, 0.0, 1.0), "share", 0, 1, "who or what is praised: person, product, plan, rescue, outcome"
    )
    table: tuple[tuple[float, ...], ...] = table(
        PAY_TABLE, "share of a full day", 0, 1, "measured product by role and action; the best action of a role is 1"
    )

    # --- how hunters choose ----------------------------------------------------------------------------------
    phi: float = number(1.0, "1", 0, 10, "weight of own food; 1 makes own food the unit of reward", guess=False)
    hunger_gain: float = number(1.5, "1", 0, 10, "how much more food counts when starving than when fed")
    decision: Decision = word(Decision.BELIEF, "belief, reinforcement or aspiration: how hunters decide")  # noqa: RUF009
    lived_learning: float = number(0.1, "share", 0, 1, "reinforcement: how far one day moves the worth of an action")
    temperature: float = number(0.25, "person-days", 0, 10, "of the logit choice; 0 = always the best action")
    effort_forage: float = number(0.20, "person-days", 0, 5, "what a day of foraging costs the hunter")
    effort_scout: float = number(0.25, "person-days", 0, 5, "what a day of scouting costs")
    effort_hunt: float = number(0.40, "person-days", 0, 5, "what a day in the ring costs, including danger")
    effort_own: float = number(0.30, "person-days", 0, 5, "what a day at the hunt working for own product costs")
    effort_tend: float = number(0.20, "person-days", 0, 5, "what a day of tending the camp costs")
    effort_help: float = number(0.20, "person-days", 0, 5, "what a day of nursing costs")

    # --- trust and beliefs -----------------------------------------------------------------------------------
    start_trust: float = number(
        0.45, "probability", 0.02, 0.98, "believed chance that another hunter turns up and holds"
    )
    start_evidence: float = number(4.0, "observations", 0, 100, "how many observations the initial trust is worth")
    trust_memory: float = number(0.95, "1 per observation", 0, 1, "lambda: forgetting factor of the beta reputation")
    evidence: float = number(1.0, "observations", 0, 1, "weight of one observation; 0 keeps trust constant")
    broken_weight: float = number(1.0, "1", 0, 10, "weight of a broken promise relative to a kept one")
    transparency: float = number(
        0.0, "share", 0, 1, "how much of what happens at the hunt is visible to those who stayed away"
    )
    hearsay: float = number(0.2, "share", 0, 1, "how much those who stayed away hear about the hunt in the evening")
    start_odds: float = number(0.30, "probability", 0.01, 1, "believed chance that a closed ring kills within a day")
    start_finds: float = number(0.15, "probability", 0, 1, "believed chance that a day of scouting finds a beast")
    finds_learning: float = number(
        0.05, "share", 0, 1, "how far one day of scouting moves the believed chance of a find"
    )
    odds_learning: float = number(0.10, "share", 0, 1, "how far one closed ring moves the believed chance of a kill")
    needs_error: float = number(1.0, "hunters", 0, 4, "largest initial error about how many hunters a beast needs")
    needs_learning: float = number(0.3, "hunters", 0, 2, "how far a ring that was too small moves the believed need")
    catch_learning: float = number(0.08, "share", 0, 1, "how far one day's catch moves the expected catch")

    # --- the hunt --------------------------------------------------------------------------------------------
    needed: int = number(6, "hunters", 1, 8, "M: ring cells that must be held around a cow; 1 = ordinary prey")
    variety: int = number(1, "hunters", 0, 2, "a calf needs this many hunters fewer, a bull this many more")
    meat: float = number(1500.0, "person-days", 0, 1e6, "meat of a cow mammoth of 3-4 t", guess=False)
    toughness: int = number(2, "strikes", 1, 10, "good strikes that bring a cow down")
    approach_odds: float = number(1.0, "probability", 0, 1, "chance that a perfectly led approach goes unnoticed")
    close_odds: float = number(1.0, "probability", 0, 1, "chance that a perfectly led ring closes")
    strike_odds: float = number(
        0.6, "probability", 0, 1, "chance that a perfectly led day of spears makes a good strike"
    )
    steadiness: float = number(0.9, "probability", 0, 1, "chance that a hunter who means to hold their cell does so")
    haul: float = number(14.0, "person-days", 0, 1e6, "meat one hunter carries home and dries in a day")
    haul_days: float = number(5.0, "days", 1, 30, "days of hauling that hunters count on before meat spoils")
    injury: float = number(
        0.008, "probability", 0, 0.2, "chance of a disabling injury per hunter and day in the ring; plausible: 0.5-2 %"
    )
    injury_days: int = number(20, "days", 1, 360, "days lost to a disabling injury")
    wounded_danger: float = number(1.0, "1", 0, 5, "how much more dangerous a wounded beast is")
    recovery: float = number(0.05, "strikes a day", 0, 5, "how fast a wounded beast recovers")
    wary_gain: float = number(0.10, "share", 0, 1, "how much a failed approach spoils the next one")
    flight: int = number(4, "cells", 0, 50, "how far a beast runs when it gets away")
    call_range: int = number(14, "cells", 1, 1000, "farthest beast for which a hunt is called")
    recipe: int = number(
        0, "0 or 1", 0, 1, "1 = send as many as brought down the last beast, whatever this beast needs"
    )
    news: float = number(1.0, "probability", 0, 1, "chance that a hunter hears about a called hunt without a meeting")
    hunts_at_once: int = number(1, "hunts", 1, 4, "hunts that may be open at the same time")
    patience: int = number(3, "days", 0, 30, "days a party waits for enough hunters")
    trail_days: int = number(3, "days", 0, 30, "how long a sighting leads back to the beast")

    # --- who leads -------------------------------------------------------------------------------------------
    leadership: Leadership = word(Leadership.SITUATIONAL, "none, chief, situational or plan")  # noqa: RUF009
    crew: float = number(0.8, "share", 0, 1, "what the skill of the whole party achieves without a leader")
    lead: float = number(1.0, "share", 0, 1, "share of the missing quality that a leader of full skill adds")
    handover: float = number(0.03, "share", 0, 1, "quality lost in a phase when the lead changes")
    glory: float = number(
        0.5, "share", 0, 1, "share of a leader's effect that is left when the leader works for own product"
    )
    serving: float = number(
        0.6, "share", 0, 1, "share of the skill gap to the best hunter present that a leader who holds the ring closes"
    )
    plan_skill: float = number(0.85, "skill", 0, 1, "how well the plan leads a day that goes as planned")
    plan_misfit: float = number(
        0.3, "share", 0, 1, "share of plan_skill that is left on a day that does not go as planned"
    )
    council: float = number(0.03, "days", 0, 0.5, "time spent agreeing, by those who join a led hunt")
    specialisation: float = number(1.0, "share", 0, 1, "0 = everyone equal, 1 = one strong skill each")
    skill_growth: float = number(0.004, "share a day", 0, 0.2, "how fast a skill in use grows towards 1")
    learn_failure: float = number(0.3, "share a hunt", 0, 1, "what a failed hunt teaches, relative to 10 days of use")

    # --- small game ------------------------------------------------------------------------------------------
    small_game: float = number(
        1.1, "person-days a day", 0, 20, "catch of a forager on fresh ground; plausible: 0.4-1.2"
    )
    game_stock: float = number(3.0, "days of catch", 0.1, 100, "how many days of full catch a full cell holds")
    game_growth: float = number(0.03, "1 a day", 0, 1, "logistic regrowth outside winter")
    forage_noise: float = number(0.5, "1", 0, 1, "coefficient of variation of a catch")
    forage_common: float = number(
        0.2, "share", 0, 1, "R: share of the variance of a catch common to all foragers of a day"
    )
    pooled: float = number(0.3, "share", 0, 1, "share of small game that goes into the common store")

    # --- food and bodies -------------------------------------------------------------------------------------
    need: float = number(
        1.0, "person-days a day", 1e-6, 1e6, "what a hunter eats; 1 person-day = 2,400 kcal", guess=False
    )
    reserve_low: float = number(20.0, "days", 1, 1000, "body reserves of the leanest hunter", guess=False)
    reserve_high: float = number(45.0, "days", 1, 1000, "body reserves of the stoutest hunter", guess=False)
    refill: float = number(0.5, "needs a day", 0, 10, "how much more than the daily need can be eaten to recover")
    start_store: float = number(20.0, "days per hunter", 0, 1000, "dried food in the camp on day 0")
    store_spoils: float = number(0.006, "1 a day", 0, 1, "spoilage of the store, in summer and untended")
    pouch_spoils: float = number(0.2, "1 a day", 0, 1, "spoilage of small game carried by hunters, in summer")
    carcass_spoils: float = number(0.15, "1 a day", 0, 1, "spoilage of a carcass, in summer: half-life of a few days")
    tend_share: float = number(0.8, "share", 0, 1, "largest share of spoilage and theft that tending can prevent")
    tend_half: float = number(2.0, "hunters", 0.1, 100, "number of tending hunters who prevent half of tend_share")

    # --- the valley ------------------------------------------------------------------------------------------
    winter: float = number(1.0, "1", 0, 1.4, "harshness: 0 = winter like autumn, 1 = little small game, more need")
    volatility: float = number(0.4, "share of days", 0, 1, "days with weather unusual for the season")
    spell: float = number(0.5, "probability", 0, 0.99, "chance that the weather lasts another day")
    rough: float = number(0.4, "share", 0, 1, "land that is forest, bog or river")
    herds: int = number(18, "herds a year", 0, 60, "herds that pass through the valley")
    herd_size: int = number(2, "beasts", 1, 6, "largest herd")
    stay: int = number(24, "days", 1, 3600, "about how long a herd stays")
    great_herd: int = number(-1, "day", -1, 3600, "three herds arrive together on this day, announced; -1 = never")
    roam: int = number(2, "cells a day", 0, 50, "how far a herd drifts in a day")
    sight: int = number(4, "cells", 0, 50, "how far a hunter sees a beast in clear weather")
    pace: int = number(12, "cells a day", 1, 100, "how far a hunter walks in a whole day")
    wolves: float = number(0.03, "probability a day", 0, 1, "chance that wolves come to the store")
    wolf_take: float = number(0.12, "share", 0, 1, "what wolves take when nobody keeps watch")

    # --- wear, incidents and prevention; off while mishaps = 0 -------------------------------------------------
    mishaps: float = number(
        0.0, "probability a day", 0, 1, "chance that something could go wrong in the camp; 0 = never"
    )
    start_wear: float = number(0.5, "share", 0, 1, "wear of gear and fences on day 0")
    wear: float = number(0.02, "1 a day", 0, 1, "how fast use wears gear and fences out, towards 1")
    mending: float = number(0.02, "share", 0, 1, "share of the wear that one day of tending removes")
    mishap_cost: float = number(15.0, "person-days", 0, 1e6, "food lost at once by an incident")
    mishap_burden: float = number(
        8.0, "person-days a day", 0, 1e6, "food lost each day until someone fixes the incident"
    )
    mishap_days: float = number(5.0, "days", 1, 60, "about how long an incident lasts if left alone")
    rescue_work: float = number(6.0, "days of work", 0.1, 1000, "work to fix one incident, by keepers of average skill")
    effort_rescue: float = number(0.25, "person-days", 0, 5, "what a day of rescue costs the hunter")
    fix_days: float = number(
        40.0, "days of work", 1, 10000, "work for the permanent fix: half by keepers, half by others"
    )
    fix_share: float = number(0.85, "share", 0, 1, "share of incidents that the finished fix prevents")
    effort_build: float = number(0.25, "person-days", 0, 5, "what a day at the permanent fix costs")
    start_foresight: float = number(0.3, "days of food", 0, 100, "believed worth of a day of prevention to the band")
    foresight_learning: float = number(
        0.1, "share", 0, 1, "how far one incident moves the believed worth of prevention"
    )
    foresight_fading: float = number(
        0.01, "share a day", 0, 1, "how fast the believed worth of prevention fades while nothing happens"
    )
    checklist: float = number(0.0, "share", 0, 1, "how strict the checklist is that everyone goes through each morning")
    checklist_hours: float = number(0.06, "days", 0, 0.5, "what the strictest checklist costs each hunter")
    checklist_share: float = number(
        0.6, "share", 0, 1, "share of incidents that the strictest checklist prevents where people own it"
    )

    # --- the chores of the camp, fires first; off while chores = 0 ---------------------------------------------
    chores: float = number(0.0, "days of work a day", 0, 1000, "work that must be done in the camp every day; 0 = none")
    checks: float = number(4.0, "days of work a day", 0.1, 1000, "work of checking everything, done after the chores")
    faults_least: float = number(0.1, "share", 0, 1, "alpha: chores that go wrong even when all is checked")
    faults_more: float = number(0.6, "share", 0, 1, "beta: further chores that go wrong when nothing is checked")
    redo: float = number(1.5, "1", 0, 10, "rho: work of repairing a failed chore, relative to doing it")
    undone_cost: float = number(1.0, "person-days", 0, 1e6, "food lost for each day of work left undone")
    start_upkept: float = number(1.0, "share", 0, 1, "share of checks done on the day before day 0")

    # --- plan and progress, push and pull; off while plan = 0 and orders = 0 ------------------------------------
    plan: float = number(0.0, "days of food per hunter and day", 0, 20, "food the plan requires; 0 = no plan")
    plan_days: float = number(10.0, "days", 1, 90, "days over which progress is averaged")
    push: float = number(
        0.0, "share", 0, 1, "g: share of the day that pushing takes when no part of the plan is met; 0 = no manager"
    )
    reminders: float = number(
        0.5, "share", 0, 1, "share of pushing that is reminders; the rest is meetings and reporting"
    )
    scope: int = number(0, "0 or 1", 0, 1, "1 = hunts that are not in the plan are refused")
    meetings: float = number(0.0, "days", 0, 0.5, "a standing meeting for everyone, every morning")
    meeting_half: float = number(
        0.05, "days", 0.001, 1, "meeting time that reaches half of those who would miss the news"
    )
    wip_limit: int = number(
        0, "orders", 0, 1000, "pull: largest number of orders in progress; 0 = push: every order is started immediately"
    )
    orders: float = number(0.0, "probability a day", 0, 1, "chance that a neighbour orders a hide; 0 = no orders")
    craft_rate: float = number(0.5, "1 a day", 0, 1, "chance that a craft finishes its piece on a day free of overhead")
    order_food: float = number(
        12.0, "person-days", 0, 1e6, "what neighbours give for a hide they fully trust to arrive"
    )
    order_days: int = number(20, "days", 1, 360, "time within which an order is expected")
    outside_learning: float = number(0.1, "share", 0, 1, "how far one order moves the neighbours' trust")
    start_outside: float = number(
        0.7, "probability", 0, 1, "initial trust of the neighbours that an order comes in time"
    )
    switching: float = number(0.03, "days", 0, 1, "time lost for each order in progress beyond one per craft")
    strain_gain: float = number(4.0, "1", 0, 100, "strain from being pushed and behind at the same time")
    strain_pace: float = number(0.1, "share a day", 0, 1, "how fast strain comes and goes")
    strain_loss: float = number(0.5, "share", 0, 1, "share of work that fully strained hunters do not get done")

    # --- ownership: care x can x will; fixed while own_pace = 0 --------------------------------------------------
    start_ownership: float = number(1.0, "share", 0, 1, "ownership of the product on day 0")
    own_pace: float = number(0.0, "share a day", 0, 1, "how fast ownership follows care x can x will; 0 = constant")
    care: float = number(1.0, "share", 0, 1, "strength of the common goal: a vision is near 1, a slogan near 0")
    own_load: float = number(2.0, "1", 0, 20, "how much authority and slack a day of overhead takes away")
    own_work: float = number(0.5, "share", 0, 1, "share of work that hunters without any ownership leave undone")

    # --- strangers and newcomers -------------------------------------------------------------------------------
    hire_skill: float = number(0.85, "skill", 0, 1, "skill of hired strangers in their role")
    hire_fee: float = number(0.3, "days of food a day", 0, 20, "what each hired stranger is paid, on top of meals")
    hire_trust: float = number(0.3, "probability", 0.02, 0.98, "believed chance that a stranger turns up and holds")
    novice_skill: float = number(0.3, "skill", 0, 1, "skill of someone new in a role")
    newcomers: float = number(0.0, "share", 0, 1, "share of the band that is new on day 0")
    teaching: float = number(0.2, "share", 0, 1, "share of the difference in skill that a day of teaching removes")

    # --- how much the steps depend on each other -------------------------------------------------------------
    coupling: float = number(
        1.0, "share", 0, 1, "interdependence: 1 = only the whole hunt feeds; 0 = every measured product feeds"
    )
    separable: float = number(1.3, "person-days", 0, 100, "food from one full day of product where work is separable")

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


def _refuse(name: str, given: Any, wanted: str) -> NoReturn:
    raise HuntError(
        f"{name} = {shown(given)} is not allowed: it must be {wanted}; 'hunt parameters {name}' explains it."
    )


def _checked(name: str, given: Any) -> Any:
    if name in ENUMS:
        return _checked_word(name, given)
    meta = FIELDS[name].metadata
    if name in SHAPES:
        return _checked_table(name, given, SHAPES[name], meta["low"], meta["high"])
    whole = FIELDS[name].type is int
    if not is_number(given, meta["low"], meta["high"]) or (whole and given != int(given)):
        _refuse(name, given, allowed(name))
    return int(given) if whole else float(given)


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
    if not all(is_number(one, low, high) for one in given):
        _refuse(name, given, allowed(name))
    return tuple(float(one) for one in given)
