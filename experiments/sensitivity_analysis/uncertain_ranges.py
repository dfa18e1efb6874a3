"""In what range each guess may lie, and what is left out of a screening of all of them, with reasons.

``VALLEY`` are the parameters that act in the default valley, ``STORY`` those without its premise: that what is measured
does not feed, and that a hunter who works for it at the hunt leaves a gap.  ``CAMP`` are those of what is switched off
there: wear and repair, chores, plan and push, orders, ownership, newcomers; where they are screened, the switches run
from off to what the scenarios use, and everything else is as usual, but for ``AMPLE``: with all of it at once next to
nobody would live in the default valley.
"""

from hunt.catalogue.parameters import ENUMS, FIELDS, SHAPES

LEFT_OUT = {
    "days": "the question is about one year",
    "need": "the unit of food",
    "phi": "the unit of reward",
    "shared": "the regime",
    "chief_shared": "the regime",
    "sees": "the regime",
    "quota": "of a form of pay that neither regime has",
    "plan_misfit": "of another leadership",
    "practice": "a start without hunger; only for bands that decide by experience",
    "averaging": "another way to reckon, for a knock-out",
    "great_herd": "a date; judged by a scenario",
    "hire_fee": "only matters with hired strangers",
}
"""Numbers that are no guess about this year, or act nowhere in it, and why."""

OWN_RANGES: dict[str, tuple[float, float, str]] = {
    "hunters": (8, 40, "bands have 8 to 40"),
    "praise": (0.0, 1.0, "to that of hero-of-the-night"),
    "alignment": (0.0, 1.0, "all of it"),
    "leaves_gap": (0.0, 1.0, "all of it"),
    "delta": (0.0, 1.0, "all of it"),
    "reserve_low": (10.0, 25.0, "below the stoutest"),
    "reserve_high": (30.0, 60.0, "above the leanest"),
    "injury": (0.005, 0.02, "0.5 to 2 % a day"),
    "needed": (3, 8, "a ring has eight cells"),
    "hunts_at_once": (1, 2, "one or two"),
    "spare": (0, 2, "to two more than needed"),
    "trust_memory": (0.8, 0.99, "from five deeds that count to a hundred"),
    "specialisation": (0.0, 1.0, "all of it"),
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
    *("mishaps", "start_wear", "wear", "mishap_cost", "mishap_burden", "mishap_days", "rescue_work", "fix_days"),
    *("start_foresight", "foresight_learning", "foresight_fading", "checklist", "checklist_hours"),
    *("chores", "checks", "faults_least", "faults_more", "redo", "undone_cost", "start_upkept"),
    *("plan", "plan_days", "push", "reminders", "scope", "meetings", "wip_limit", "orders", "craft_rate"),
    *("switching", "strain_gain"),
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
        tuple(name for name in CAMP[CAMP.index("plan") : CAMP.index("start_ownership")] if name != "meetings"),
    ),
    "news": ({"news": 0.3, "meetings": 0.1}, ("news", "meetings")),
    "ownership": (
        AMPLE | {"own_pace": 0.05, "plan": 0.5, "push": 0.6, "orders": 0.15},
        ("start_ownership", "own_pace", "care", "own_load", "own_work"),
    ),
    "newcomers": ({"newcomers": 0.5}, ("hire_trust", "novice_skill", "newcomers")),
}
"""Where each part of ``CAMP`` is at home: settings in which it is on, near those of its scenario or pattern."""

NUMBERS = tuple(name for name in FIELDS if name not in ENUMS and name not in SHAPES)
VALLEY = tuple(name for name in NUMBERS if name not in CAMP and name not in LEFT_OUT)
PREMISE = ("alignment", "leaves_gap")
"""Whether what is measured feeds, and whether work for it at the hunt leaves a gap: no guesses, but the story."""

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
