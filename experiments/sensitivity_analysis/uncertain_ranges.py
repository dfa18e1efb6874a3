"""In what range each guess may lie, and what is left out of a screening of all of them, with reasons.

``VALLEY`` are the parameters that act in the default valley, ``STORY`` those without its premise, that only the whole
hunt feeds.  ``CAMP`` are those of what is switched off there: wear and repair, chores, plan and push, orders,
ownership, newcomers; where they are screened, the switches run from off to what the scenarios use, and everything else
is as usual, but for ``AMPLE``: with all of it at once next to nobody would live in the default valley.
"""

from hunt.catalogue.parameters import ENUMS, FIELDS, SHAPES

LEFT_OUT = {
    "days": "the question is about one year",
    "need": "the unit of food",
    "phi": "the unit of reward",
    "shared": "set by the regime",
    "chief_shared": "set by the regime",
    "sees": "set by the regime",
    "quota": "only used by a form of pay that neither regime has",
    "lived_learning": "only used by the other decision rules",
    "plan_skill": "only used where a plan leads",
    "plan_misfit": "only used where a plan leads",
    "recipe": "ends nearly every band, so that no other effect could be seen; tested by P16",
    "great_herd": "a date; tested by a scenario",
    "hire_skill": "only matters with hired strangers; tested by P14",
    "hire_fee": "only matters with hired strangers; tested by P14",
    "teaching": "only matters with teaching",
}
"""Numbers that are no guess about this year, or act nowhere in it, and why."""

OWN_RANGES: dict[str, tuple[float, float, str]] = {
    "hunters": (12, 40, "bands have 8 to 40"),
    "meat": (1000.0, 2000.0, "a cow of 3 to 4 t, and how much of it can be used"),
    "reserve_low": (10.0, 25.0, "below the stoutest"),
    "reserve_high": (30.0, 60.0, "above the leanest"),
    "injury": (0.005, 0.02, "0.5 to 2 % a day"),
    "needed": (3, 8, "a ring has eight cells"),
    "hunts_at_once": (1, 2, "one or two"),
    "trust_memory": (0.8, 0.99, "from five deeds that count to a hundred"),
    "transparency": (0.0, 1.0, "all of it"),
    "specialisation": (0.0, 1.0, "all of it"),
    "coupling": (0.0, 1.0, "all of it"),
    "spell": (0.0, 0.8, "from none to spells of five days"),
    "mishaps": (0.0, 0.4, "to that of hero-of-the-night"),
    "checklist": (0.0, 1.0, "all of it"),
    "chores": (0.0, 2.0, "to two days of work a day"),
    "plan": (0.0, 1.4, "to that of P7"),
    "push": (0.0, 0.6, "to that of P7"),
    "scope": (0, 1, "off or on"),
    "meetings": (0.0, 0.1, "to that of scattered-fires"),
    "wip_limit": (0, 12, "from push to three a craft"),
    "orders": (0.0, 0.6, "to that of P7"),
    "own_pace": (0.0, 0.05, "from fixed to weeks"),
    "newcomers": (0.0, 0.5, "to that of newcomers"),
    "news": (0.3, 1.0, "from that of scattered-fires"),
    "start_ownership": (0.5, 1.0, "from half to all"),
    "care": (0.5, 1.0, "from half to all"),
    "start_upkept": (0.0, 1.0, "all of it"),
}
"""Ranges that are not half to double: low, high, why."""

CAMP = (
    *("mishaps", "start_wear", "wear", "mending", "mishap_cost", "mishap_burden", "mishap_days", "rescue_work"),
    *("effort_rescue", "fix_days", "fix_share", "effort_build", "start_foresight", "foresight_learning"),
    *("foresight_fading", "checklist", "checklist_hours", "checklist_share", "chores", "checks", "faults_least"),
    *("faults_more", "redo", "undone_cost", "start_upkept", "plan", "plan_days", "push", "reminders", "scope"),
    *("meetings", "meeting_half", "wip_limit", "orders", "craft_rate", "order_food", "order_days"),
    *("outside_learning", "start_outside", "switching", "strain_gain", "strain_pace", "strain_loss"),
    *("start_ownership", "own_pace", "care", "own_load", "own_work", "hire_trust", "novice_skill", "newcomers", "news"),
)
"""What is switched off by default, with its switches."""

AMPLE = {"small_game": 2.2, "winter": 0.3}
"""Where ``CAMP`` is screened, so that there is something to lose."""

HOMES: dict[str, tuple[dict[str, float], tuple[str, ...]]] = {
    "repair": (
        {"mishaps": 0.4, "mishap_cost": 30.0, "fix_days": 120.0, "herds": 24, "checklist": 1.0, "own_work": 0.0},
        CAMP[: CAMP.index("chores")],
    ),
    "chores": ({"chores": 2.0}, CAMP[CAMP.index("chores") : CAMP.index("plan")]),
    "work": (
        AMPLE | {"plan": 1.4, "push": 0.6, "orders": 0.3},
        tuple(
            name
            for name in CAMP[CAMP.index("plan") : CAMP.index("start_ownership")]
            if name not in ("meetings", "meeting_half")
        ),
    ),
    "news": ({"news": 0.3, "meetings": 0.1}, ("news", "meetings", "meeting_half")),
    "ownership": (
        AMPLE | {"own_pace": 0.05, "plan": 0.5, "push": 0.6, "orders": 0.15},
        ("start_ownership", "own_pace", "care", "own_load", "own_work"),
    ),
    "newcomers": ({"newcomers": 0.5}, ("hire_trust", "novice_skill", "newcomers")),
}
"""Where each part of ``CAMP`` is at home: settings in which it is on, near those of its scenario or pattern."""

NUMBERS = tuple(name for name in FIELDS if name not in ENUMS and name not in SHAPES)
VALLEY = tuple(name for name in NUMBERS if name not in CAMP and name not in LEFT_OUT)
PREMISE = ("coupling", "separable")
"""How far work is separable, and what it then yields: no guess about a hunt, but whether it is one."""

STORY = tuple(name for name in VALLEY if name not in PREMISE)


def range_of(name: str, usual: float | None = None) -> tuple[float, float, str]:
    """Return low, high and why: an own range, or half to double of what is usual, cut to what is allowed.

    ``usual`` is the default, unless given.
    """
    if name in OWN_RANGES:
        return OWN_RANGES[name]
    one = FIELDS[name]
    usual = float(str(one.default)) if usual is None else usual
    low = max(one.metadata["low"], 0.5 * usual)
    high = min(one.metadata["high"], 2.0 * usual)
    return (int(low), int(high), "half to double") if one.type is int else (low, high, "half to double")
