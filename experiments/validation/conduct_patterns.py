"""Patterns of recipes, scope, transparency and of ownership that moves (P16-P19)."""

from collections.abc import Iterator
from typing import Any

from experiments.validation.checks import Check
from experiments.validation.valleys import NEVER_STARVES, OWN, SHARED, valley
from hunt.catalogue.parameters import Parameters
from hunt.catalogue.scenarios import scenario

SHARE = "alive_share"
ALIKE = {"volatility": 0.0, "variety": 0, "rough": 0.0}
"""Every day as the season would have it, every beast a cow on open ground: nothing a recipe could miss."""

SLACK, OVER = {"orders": 0.15, "plan": 0.5}, {"orders": 0.6, "plan": 1.4}
PUSH, PULL = {"push": 0.6}, {"push": 0.0, "wip_limit": 6}


def by_recipe(**settings: Any) -> tuple[Parameters, Parameters]:
    """Return a band that goes with as many as last time, and one that goes by what its hunters believe."""
    return valley(SHARED, recipe=1, **settings), valley(SHARED, **settings)


def p16() -> Iterator[Check]:
    """A recipe copies the surplus of the last success: it costs lives, and helps only where no hunter is to spare."""
    yield Check("P16", "claim", "as many as last time: fewer survive the year", by_recipe(), SHARE, "lower", 0.2)
    says = "because fewer are tried"
    yield Check("P16", "claim", says, by_recipe(), "tries", "lower", 5.0)
    says = "also where every day and every beast is like the last"
    yield Check("P16", "claim", says, by_recipe(**ALIKE), SHARE, "lower", 0.2)
    volatile = by_recipe(volatility=1.0)
    yield Check("P16", "claim", "and where no day is as the season would have it", volatile, SHARE, "lower", 0.05)
    few = {"hunters": 8, "needed": 8, "start_trust": 0.9, **ALIKE, **NEVER_STARVES}
    says = "eight of whom all eight are needed: as many as last time is right, and nothing is lost"
    yield Check("P16", "knock-out", says, by_recipe(**few), "kills", "as good", 0.1)
    sure = {"hunters": 6, "needs_error": 0.0, "start_trust": 0.9, **ALIKE, **NEVER_STARVES}
    says = "six who would come to believe that six are too few: the recipe brings more"
    yield Check("P16", "flip", says, by_recipe(**sure), "kills", "higher", 0.1)


def policed(**settings: Any) -> tuple[Parameters, Parameters]:
    """Return a band that refuses what is not in the plan, and one that does not."""
    return valley(SHARED, scope=1, **settings), valley(SHARED, **settings)


def p17() -> Iterator[Check]:
    """Refusing what is not in the plan costs chances and lives, spares wounds, and is free where all is well."""
    yield Check("P17", "claim", "refused what is not in the plan: fewer beasts", policed(), "kills", "lower", 0.3)
    yield Check("P17", "claim", "and fewer survive the year", policed(), SHARE, "lower", 0.05)
    yield Check("P17", "claim", "but fewer are hurt", policed(), "injuries", "lower", 0.0)
    usual = policed(volatility=0.0)
    yield Check("P17", "knock-out", "every day as planned: nothing to refuse, no difference", usual, SHARE, "about")
    rabbits = scenario("plenty-of-rabbits").parameters(SHARED)
    ample = rabbits.but(scope=1), rabbits
    yield Check("P17", "flip", "where small game is ample it costs no lives", ample, SHARE, "as good", 0.01)
    yield Check("P17", "flip", "and fewer are hurt", ample, "injuries", "lower", 0.0)
    rigid = policed(leadership="plan", crew=0.0, plan_misfit=0.0, volatility=0.6, **NEVER_STARVES)
    says = "where the plan leads all and fails on other days: hardly a beast is lost by it"
    yield Check("P17", "flip", says, rigid, "kills", "as good", 0.3)
    yield Check("P17", "flip", "and days at the hunt are saved", rigid, "hunt", "lower", 0.02)


def shown(regime_id: str, trust: float, **settings: Any) -> tuple[Parameters, Parameters]:
    """Return a band in which all see the deeds at a hunt, and one in which only those see them who are there."""
    settings |= {"start_trust": trust}
    return valley(regime_id, transparency=1.0, **settings), valley(regime_id, **settings)


def p18() -> Iterator[Check]:
    """Seeing the deeds of all makes trust truer, not higher: it buys a start to the distrustful and costs illusions."""
    half = {"days": 180, **NEVER_STARVES}
    low = shown(SHARED, 0.05, **half)
    yield Check("P18", "claim", "hardly any trust, paid for all: seen deeds raise it", low, "trust", "higher", 0.05)
    says = "so the hunt comes alive, and more survive the year"
    yield Check("P18", "claim", says, shown(SHARED, 0.05), SHARE, "higher", 0.03)
    high = shown(OWN, 0.9, **half)
    yield Check("P18", "claim", "much trust, paid for own products: seen deeds lower it", high, "trust", "lower", 0.05)
    high = shown(SHARED, 0.9, **half)
    says = "much trust, paid for all: lower as well, because not everyone comes every time"
    yield Check("P18", "flip", says, high, "trust", "lower", 0.03)
    fixed = shown(SHARED, 0.05, evidence=0.0, **half)
    yield Check("P18", "knock-out", "trust fixed: no effect", fixed, "trust", "about", 1e-9)
    told = shown(SHARED, 0.05, hearsay=1.0, **half)
    yield Check(
        "P18",
        "knock-out",
        "everyone hears everything in the evening anyway: no difference",
        told,
        "trust",
        "about",
        1e-9,
    )


def pushed(own_pace: float, load: dict[str, Any], **settings: Any) -> tuple[Parameters, Parameters]:
    """Return a band that is pushed and one that pulls, of the same load, that never starves."""
    settings |= {"own_pace": own_pace, **load, **NEVER_STARVES}
    return valley(SHARED, **(settings | PUSH)), valley(SHARED, **(settings | PULL))


def p19() -> Iterator[Check]:
    """Push takes the ownership that pull leaves; what is no longer owned is left undone, also where there is slack."""
    yield Check("P19", "claim", "overloaded: pushed, less is owned", pushed(0.05, OVER), "owned", "lower", 0.3)
    yield Check("P19", "claim", "with slack as well", pushed(0.05, SLACK), "owned", "lower", 0.1)
    both = *pushed(0.05, SLACK), *pushed(0.0, SLACK)
    says = "so with slack push costs more of the plan than where ownership is fixed"
    yield Check("P19", "claim", says, both, "plan_met", "lower", 0.03)
    fixed = pushed(0.0, OVER)
    yield Check("P19", "knock-out", "own_pace = 0: ownership does not change", fixed, "owned", "about")
    light = pushed(0.05, OVER, own_load=0.0)
    says = "own_load = 0: overhead takes no authority, and push takes no ownership by itself"
    yield Check("P19", "knock-out", says, light, "owned", "as good", 0.1)
    alone = pushed(0.05, OVER, start_trust=0.05, evidence=0.0)
    says = "where nobody trusts, pull is hardly better: there is no ownership to lose"
    yield Check("P19", "flip", says, alone, "owned", "as good", 0.06)
