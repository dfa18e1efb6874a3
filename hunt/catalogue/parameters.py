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
from hunt.catalogue.own_rules import RULES, OwnRules, checked_rules
from hunt.errors import LONGEST, HuntError, shown
from hunt.vocabulary import Action, Form, Leadership, Praise, Skill


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
        12, "hunters", 1, 100, "size of the band, all adults; ethnographic bands have 8-40 people", guess=False
    )
    days: int = number(360, "days", 1, 3600, "length of a run; a year has four seasons of 90 days", guess=False)
    width: int = number(30, "cells", 5, 1000, "west to east, in cells of about 1 km", guess=False)
    height: int = number(30, "cells", 5, 1000, "south to north, in cells of about 1 km", guess=False)

    # --- the regime: read in agents/behaviour/rewarding.py and nowhere else ----------------------------------
    kappa: float = number(1.35, "person-days a day", 0, 20, "how strongly hunters feel pay and praise; 0 = no regime")
    shared: float = number(
        0.5, "share", 0, 1, "w: 0 pays for own output, 1 pays for the result of the whole band", guess=False
    )
    chief_shared: float = number(
        -1.0, "share", -1, 1, "w for the chief alone; -1 = paid like everyone else", guess=False
    )
    sees: float = number(
        1.0, "share", 0, 1, "how much hunters see of the chain from own action to the band's result", guess=False
    )
    food_target: float = number(
        2.5, "days of food", 0.01, 100, "food per hunter that meets the shared target and pays like a full own product"
    )
    form: Form = word(Form.PIECE, "how own output is paid: piece rate, ranking, quota or agreed days")  # noqa: RUF009
    quota: float = number(0.5, "share of days", 0.05, 1, "own product required per day, under a quota or agreed days")
    praise: float = number(
        0.0, "person-days a day", 0, 5, "worth of praise, on top of pay; the same budget in every regime"
    )
    praises: tuple[float, ...] = table(
        (0.0, 0.0, 0.0, 0.0, 1.0), "share", 0, 1, "who or what is praised: person, product, plan, rescue, outcome"
    )
    table: tuple[tuple[float, ...], ...] = table(
        PAY_TABLE, "share of a full day", 0, 1, "measured product by role and action; the best action of a role is 1"
    )

    alignment: float = number(
        0.0, "share", 0, 1, "how far the table measures what feeds the band; 0 = the table as it is"
    )

    # --- how hunters choose ----------------------------------------------------------------------------------
    phi: float = number(1.0, "1", 0, 10, "weight of own food; 1 makes own food the unit of reward", guess=False)
    hunger_gain: float = number(1.5, "1", 0, 10, "how much more food counts when starving than when fed")
    learning: float = number(0.08, "share", 0, 1, "how far one day moves what hunters expect")
    temperature: float = number(0.2, "person-days", 0, 10, "of the logit choice; 0 = always the best action")
    effort_work: float = number(0.25, "person-days", 0, 5, "what a day of any other work costs the hunter")
    effort_hunt: float = number(0.40, "person-days", 0, 5, "what a day of holding the ring costs, including danger")
    honour: float = number(0.5, "person-days", 0, 5, "inner cost of staying away from a hunt one has promised to join")
    horizon: float = number(40.0, "days", 0.5, 1e9, "how far ahead hunters care for food by themselves")
    delta: float = number(1.0, "share", 0, 1, "weight of what an action should bring; the rest is what it has brought")
    practice: int = number(0, "days", 0, 3600, "days at the start on which nobody starves")

    # --- trust and beliefs -----------------------------------------------------------------------------------
    start_trust: float = number(
        0.8, "probability", 0.02, 0.98, "believed chance that another hunter turns up and holds"
    )
    trust_memory: float = number(0.95, "1 per observation", 0, 1, "lambda: forgetting factor of the beta reputation")
    evidence: float = number(1.0, "observations", 0, 1, "weight of one observation; 0 keeps trust constant")
    start_odds: float = number(0.30, "probability", 0.01, 1, "believed chance that a closed ring kills within a day")

    # --- the hunt --------------------------------------------------------------------------------------------
    needed: int = number(6, "hunters", 1, 8, "M: ring cells that must be held around a cow; 1 = ordinary prey")
    variety: int = number(1, "hunters", 0, 2, "a calf needs this many hunters fewer, a bull this many more")
    meat: float = number(
        33.0, "days of food per hunter", 0, 1e5, "meat of a cow that the band can use; 400 person-days in a band of 12"
    )
    toughness: int = number(2, "strikes", 1, 10, "good strikes that bring a cow down")
    strike_odds: float = number(
        0.6, "probability", 0, 1, "chance that a perfectly led day of spears makes a good strike"
    )
    steadiness: float = number(0.95, "probability", 0, 1, "chance that a hunter who means to hold their cell does so")
    spare: int = number(0, "hunters", 0, 100, "how many more a caller asks than are needed; 100 = everyone")
    averaging: float = number(
        0.0, "share", 0, 1, "weight of 'my part if enough others hold' against 'what I alone change'; a knock-out"
    )
    leaves_gap: float = number(
        1.0, "probability", 0, 1, "chance that a hunter who works for own product leaves their cell of the ring open"
    )
    haul: float = number(60.0, "person-days", 0, 1e6, "meat one hunter carries home and dries in a day")
    injury: float = number(
        0.008, "probability", 0, 0.2, "chance of a disabling injury per hunter and day in the ring; plausible: 0.5-2 %"
    )
    rest: int = number(4, "days", 0, 60, "how long a beast is left in peace that has broken out of a ring with gaps")
    flight: int = number(8, "cells", 0, 50, "how far a beast runs when it gets away")
    news: float = number(1.0, "probability", 0, 1, "chance that a hunter hears about a called hunt without a meeting")
    hunts_at_once: int = number(1, "hunts", 1, 8, "hunts that may be open at the same time")
    patience: int = number(3, "days", 0, 30, "how long a party waits for more, and a sighting leads to the beast")

    # --- who leads -------------------------------------------------------------------------------------------
    leadership: Leadership = word(Leadership.SITUATIONAL, "none, chief, situational or plan")  # noqa: RUF009
    craft: int = number(10, "1", 0, 20, "how sharply success in a phase depends on its craft; 0 = not at all")
    glory: float = number(
        1.0, "share", 0, 1, "share of a leader's skill that is left when the leader works for own product"
    )
    serving: float = number(
        0.4, "share", 0, 1, "share of the skill gap to the best hunter present that a leader who holds the ring closes"
    )
    plan_misfit: float = number(
        0.65, "share", 0, 1, "share of the plan's skill that is left on a day that does not go as planned"
    )
    specialisation: float = number(1.0, "share", 0, 1, "0 = everyone equal, 1 = one strong skill each")

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
    spoilage: float = number(1.0, "1", 0, 20, "how fast food spoils: store, pouches and carcasses alike")

    # --- the valley ------------------------------------------------------------------------------------------
    winter: float = number(1.0, "1", 0, 1.4, "harshness: 0 = winter like autumn, 1 = little small game, more need")
    volatility: float = number(0.4, "share of days", 0, 1, "days with weather unusual for the season")
    rough: float = number(0.4, "share", 0, 1, "land that is forest, bog or river")
    herds: int = number(16, "herds a year", 0, 200, "herds that pass through the valley")
    herd_size: int = number(2, "beasts", 1, 6, "largest herd")
    stay: int = number(24, "days", 1, 3600, "about how long a herd stays")
    great_herd: int = number(-1, "day", -1, 3600, "three herds arrive together on this day, announced; -1 = never")
    roam: int = number(2, "cells a day", 0, 50, "how far a herd drifts in a day")
    sight: int = number(4, "cells", 0, 50, "how far a hunter sees a beast in clear weather")
    pace: int = number(12, "cells a day", 1, 100, "how far a hunter walks in a whole day")
    wolves: float = number(0.03, "probability a day", 0, 1, "chance that wolves come to the store")

    # --- wear, incidents and prevention; off while mishaps = 0 -------------------------------------------------
    mishaps: float = number(
        0.0, "probability a day", 0, 1, "chance that something could go wrong in the camp; 0 = never"
    )
    start_wear: float = number(0.5, "share", 0, 1, "wear of gear and fences on day 0")
    wear: float = number(0.02, "1 a day", 0, 1, "how fast use wears them out, towards 1")
    mishap_cost: float = number(15.0, "person-days", 0, 1e6, "food lost at once by an incident")
    mishap_burden: float = number(
        8.0, "person-days a day", 0, 1e6, "food lost each day until someone fixes the incident"
    )
    mishap_days: float = number(5.0, "days", 1, 60, "about how long an incident lasts if left alone")
    rescue_work: float = number(6.0, "days of work", 0.1, 1000, "work to fix one incident, by keepers of average skill")
    fix_days: float = number(
        40.0, "days of work", 1, 10000, "work for the permanent fix: half by keepers, half by others"
    )
    start_foresight: float = number(0.3, "days of food", 0, 100, "believed worth of a day of prevention to the band")
    foresight_learning: float = number(
        0.1, "share", 0, 1, "how far one incident moves the believed worth of prevention"
    )
    foresight_fading: float = number(
        0.01, "share a day", 0, 1, "how fast the believed worth of prevention fades while nothing happens"
    )
    checklist: float = number(0.0, "share", 0, 1, "how strict the checklist is that everyone goes through each morning")
    checklist_hours: float = number(0.06, "days", 0, 0.5, "what the strictest checklist costs each hunter")

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
    wip_limit: int = number(
        0, "orders", 0, 1000, "pull: largest number of orders in progress; 0 = push: every order is started immediately"
    )
    orders: float = number(0.0, "probability a day", 0, 1, "chance that a neighbour orders a hide; 0 = no orders")
    craft_rate: float = number(0.5, "1 a day", 0, 1, "chance that a craft finishes its piece on a day free of overhead")
    switching: float = number(0.03, "days", 0, 1, "time lost for each order in progress beyond one per craft")
    strain_gain: float = number(4.0, "1", 0, 100, "strain from being pushed and behind at the same time")

    # --- ownership: care x can x will; fixed while own_pace = 0 --------------------------------------------------
    start_ownership: float = number(1.0, "share", 0, 1, "ownership of the product on day 0")
    own_pace: float = number(0.0, "share a day", 0, 1, "how fast ownership follows care x can x will; 0 = constant")
    care: float = number(1.0, "share", 0, 1, "strength of the common goal: a vision is near 1, a slogan near 0")
    own_load: float = number(2.0, "1", 0, 20, "how much authority and slack a day of overhead takes away")
    own_work: float = number(0.5, "share", 0, 1, "share of work that hunters without any ownership leave undone")

    # --- strangers and newcomers -------------------------------------------------------------------------------
    hire_fee: float = number(0.3, "days of food a day", 0, 20, "what each hired stranger is paid, on top of meals")
    hire_trust: float = number(0.3, "probability", 0.02, 0.98, "believed chance that a stranger turns up and holds")
    novice_skill: float = number(0.3, "skill", 0, 1, "skill of someone new in a role")
    newcomers: float = number(0.0, "share", 0, 1, "share of the band that is new on day 0")

    # --- no number: rules of the user's own, by which the run is lived in place of those of the project -----------
    rules: OwnRules | None = None

    def __new__(cls, *_: Any, **settings: Any) -> Self:
        """Refuse an unknown name before Python does, in a sentence of ours."""
        for name in settings:
            if name != RULES:
                require_known(name)
        return super().__new__(cls)

    def __post_init__(self) -> None:
        for name in FIELDS:
            object.__setattr__(self, name, _checked(name, getattr(self, name)))
        object.__setattr__(self, RULES, checked_rules(self.rules))
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
            if name != RULES:
                require_known(name)
        return dataclasses.replace(self, **changes)

    def as_dict(self) -> dict[str, Any]:
        """Return plain values by name: enums as their words, tables as lists; rules only where there are some."""
        found = {name: plain(getattr(self, name)) for name in FIELDS}
        return found if self.rules is None else found | {RULES: plain(self.rules)}


FIELDS: dict[str, dataclasses.Field[Any]] = {
    one.name: one for one in dataclasses.fields(Parameters) if one.name != RULES
}
ENUMS: dict[str, type[Form] | type[Leadership]] = {
    "form": Form,
    "leadership": Leadership,
}
SHAPES: dict[str, tuple[int, ...]] = {"praises": (len(Praise),), "table": (len(Skill), len(Action))}


RENAMED = {"coupling": "alignment"}
"""Names that older designs and scripts have, and what they are called now."""

MERGED = (
    dict.fromkeys(("store_spoils", "pouch_spoils", "carcass_spoils"), "spoilage")
    | dict.fromkeys(
        ("effort_forage", "effort_scout", "effort_own", "effort_tend", "effort_help", "effort_rescue", "effort_build"),
        "effort_work",
    )
    | dict.fromkeys(
        ("lived_learning", "catch_learning", "odds_learning", "needs_learning", "finds_learning"), "learning"
    )
    | {"decision": "delta", "trail_days": "patience"}
)
"""Names of the first version, and what stands in their place: another number, often of several."""

GONE = frozenset({
    "approach_odds", "broken_weight", "call_range", "checklist_share", "close_odds", "council", "crew", "fix_share",
    "haul_days", "handover", "hearsay", "hire_skill", "injury_days", "lead", "learn_failure", "meeting_half",
    "mending", "needs_error", "order_days", "order_food", "outside_learning", "plan_skill", "recipe", "recovery",
    "separable", "skill_growth", "spell", "start_evidence", "start_finds", "start_outside", "strain_loss",
    "strain_pace", "teaching", "tend_half", "tend_share", "transparency", "wary_gain", "wolf_take", "wounded_danger",
})  # fmt: skip
"""Names of the first version whose rules are gone, or that are constants beside their rules now."""


def require_known(name: str) -> None:
    """Refuse a parameter name that does not exist, with the nearest that do or what took its place."""
    if name in FIELDS:
        return
    if name in RENAMED:
        raise HuntError(f"The parameter {name!r} is called {RENAMED[name]} now; write that instead.")
    if name in MERGED:
        raise HuntError(
            f"The parameter {name!r} is gone: {MERGED[name]} took its place; 'hunt parameters {MERGED[name]}' explains "
            "it."
        )
    if name in GONE:
        raise HuntError(
            f"The parameter {name!r} is gone: its rule is, or the number is a constant now ('hunt rules' lists them); "
            "leave it out."
        )
    near = difflib.get_close_matches(str(name)[:LONGEST], [*FIELDS, *RENAMED], n=3)
    near = list(dict.fromkeys(RENAMED.get(one, one) for one in near))
    hint = f"did you mean {' or '.join(near)}?" if near else "'hunt parameters' lists all."
    raise HuntError(f"There is no parameter named {shown(name)}; {hint}")


def plain(value: Any) -> Any:
    """Return a value as JSON and TOML can hold it."""
    if isinstance(value, Form | Leadership):
        return value.name.lower()
    if isinstance(value, OwnRules):
        return value.plain()
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return value


def parsed(name: str, text: str) -> Any:
    """Read the value of ``--set name=value`` as that parameter's type.

    A table is JSON or, as in a link, numbers with ``_`` between them and rows with ``/``.

    Raises
    ------
    HuntError
        When the name is unknown or the text is not such a value.
    """
    require_known(name)
    if name in ENUMS:
        return text
    try:
        return _numbers(text) if name in SHAPES else float(text)
    except (ValueError, RecursionError):
        _refuse(name, text, allowed(name))


def _numbers(text: str) -> Any:
    if text.lstrip().startswith("["):
        return json.loads(text)
    rows = [[float(one) for one in row.split("_")] for row in text.split("/")]
    return rows if len(rows) > 1 else rows[0]


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
